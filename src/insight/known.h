/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is known outside already: ties the releases of before to one that is about to be made, so that both together give
 * nothing away, and keeps it in the ledger when it is made.
 *
 * - A count told before of the same people over the same days stays as it was told, while the file differs from it by less
 *   than the threshold: whoever holds two reports side by side learns nothing of the one person who was entered late. All
 *   counts that it adds up to are moved with it, as little as can be (figures/disclose_again.h). From the threshold on it
 *   is told anew.
 * - Sums that earlier releases showed hold on, with the cells they withheld.
 * - Counts over days of one kind that begin or end on the same days are differences of each other: January to April less
 *   January to March is April. Every stretch that can be computed so from old and new together is protected like a count
 *   that is printed. So are bands of age and quarters of arrival that were cut otherwise before.
 *
 * What people are told apart by (age, household, neighbourhood) changes while they live on; differences over days of
 * counts so narrowed are protected where they could be counts, and do not move any count.
 */
#ifndef INSIGHT_KNOWN_H
#define INSIGHT_KNOWN_H

#include "base/date.h"
#include "base/str.h"
#include "figures/disclose.h"
#include "store/ledger.h"

/*
 * Name of a population for disclose_table(): what is counted and over which days, both included; `adds`: counts of parts of
 * these days add up to it (events), else they do not (counts on a day, people seen over a time). A dimension "month" or
 * "period" with codes such as "2026-05", "2026-Q2", "2026" narrows the days.
 */
void known_population(struct str *out, const char *indicator, struct date from, struct date to, bool adds);

struct known;
/* To be called when all counts are told, before disclose_run(): adds what is known, and moves counts that must stay as they
 * were told. ST_INVALID in words: counts that do not add up, or no numbers that agree with what was told before. */
enum status known_join(struct store *store, struct disclose *disclose, struct known **out, struct err *err);
void known_free(struct known *known);       /* NULL is fine */
/* How many cells this release tells and withholds: without those of earlier ones that stand in the same system. */
void known_tally(const struct known *known, const struct disclosed *disclosed, struct disclosed_tally *tally);
/* Cells of this release that are told as before although the file says otherwise by now. */
int known_kept(const struct known *known);
/* Whether the file's count of this cell was moved: figures made of the file's own counts do not fit it then. */
bool known_moved(const struct known *known, int cell);

/* The release is made: into the ledger, with its act, in the caller's transaction or one of its own; of `release` name, how,
 * from, to and rule are read. ST_CONFLICT when another release came in between: make it anew. */
enum status known_release(struct store *store, const struct act_by *by, const struct known *known, const struct disclose *disclose,
	const struct disclosed *disclosed, struct ledger_release *release, struct err *err);

#endif
