/* SPDX-License-Identifier: EUPL-1.2 */
/* The screen of reports: what its view and what is done there share. */
#ifndef SCREENS_REPORTS_OWN_H
#define SCREENS_REPORTS_OWN_H

#include "insight/internal.h"
#include "insight/report.h"
#include "screens/screen.h"

enum reports_beside { BESIDE_NOTHING, BESIDE_BEFORE, BESIDE_YEAR };

struct reports {
	struct screen screen;
	bool inside;                         /* the internal page instead */
	struct period period;
	enum reports_beside beside;
	unsigned by;                         /* BY(); 0: the standard tables */
	struct report *report;               /* one of both, or neither: see why */
	struct internal_report *internal;
	struct sheet *sheet;
	struct str text, why;
	int top, lines;
};

enum { ACT_PERIOD = ACT_OWN, ACT_BESIDE, ACT_BY, ACT_INSIDE, ACT_SAVE, ACT_PRINT, ACT_SCROLL };

/* Counts anew, or says why not. */
void reports_make(struct reports *r);
/* reports_do.c: ST_NOTFOUND of GO_UNUSED for what it does not know. */
struct next reports_act(struct reports *r, int id);

#endif
