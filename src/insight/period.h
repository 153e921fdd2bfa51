/* SPDX-License-Identifier: EUPL-1.2 */
/* The time that a report speaks of: days from .. to, both included. */
#ifndef INSIGHT_PERIOD_H
#define INSIGHT_PERIOD_H

#include "base/date.h"
#include "base/err.h"

struct period { struct date from, to; };

/* "2026", "2026-Q2", "2026-05", "2026-05-04..2026-06-30", or two days as people type them (`to` NULL or "": today).
 * What would end after `today` ends
 * today. ST_USAGE in words where it is none, begins after it ends or lies wholly ahead of `today`. */
enum status period_read(const char *from, const char *to, struct date today, struct period *out, struct err *err);
long period_days(const struct period *period);
/* As long as it, just before it; a year, quarter or month has the one before it. */
struct period period_before(const struct period *period);
/* "2026", "2nd quarter of 2026", "May 2026", else "4 May 2026 to 30 June 2026", in the chosen language. */
void period_show(struct str *out, const struct period *period);
/* "2026-05-04..2026-06-30" */
void period_text(const struct period *period, char out[24]);

#endif
