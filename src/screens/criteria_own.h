/* SPDX-License-Identifier: EUPL-1.2 */
/* The screen of criteria in its parts: what is seen (criteria.c); the draft, the papers, putting in force (criteria_do.c). */
#ifndef SCREENS_CRITERIA_OWN_H
#define SCREENS_CRITERIA_OWN_H

#include "match/criteria.h"
#include "register/draft.h"
#include "screens/screen.h"
#include "screens/vlist.h"

struct criteria {
	struct screen screen;
	struct vlist *list;
	enum match_what what;
	struct match_rule rule;      /* in force today */
	struct match_rule draft;     /* the same with the weights of the draft */
	struct draft kept;           /* as it stands in the file; id none: there is none */
	struct str coming;           /* which version is recorded for a later day, in a sentence */
	char *since;                 /* the day that was typed, while one asks who decided */
	struct area foot;
};

enum { ACT_WEIGHT = ACT_OWN, ACT_MORE, ACT_LESS, ACT_DIFFERENCES, ACT_ENACT, ACT_DROP,
	ACT_NOTICE, ACT_VERSIONS, ACT_AUDIT, ACT_CAPS, ACT_TABS };

bool criteria_may_change(const struct criteria *c);
/* How many weights of the draft differ from what is in force. */
int criteria_changed(const struct criteria *c);
/* Puts the weights of the draft in the file onto c->draft, which stands as in force; of criteria that are no longer there
 * they are passed over. */
void criteria_take_up(struct criteria *c);
void criteria_keep(struct criteria *c);
void criteria_drop(struct criteria *c);
struct next criteria_read(struct criteria *c, int id);
struct next criteria_enact(struct criteria *c);

#endif
