/* SPDX-License-Identifier: EUPL-1.2 */
/* What known*.c share; nobody else includes it. */
#ifndef INSIGHT_KNOWN_OWN_H
#define INSIGHT_KNOWN_OWN_H

#include "base/map.h"
#include "figures/disclose_again.h"
#include "insight/known.h"

enum told { TOLD_NOT, TOLD_OPEN, TOLD_PRIMARY, TOLD_SECONDARY };        /* what comes first weighs more */

/* A count: of this release, of an earlier one, or of a stretch that can be computed. */
struct count {
	char *indicator, *narrowed;
	int32_t from, to;
	bool adds;
	int cell;                  /* in the system; -1: not in it, since nothing of this release hangs on it */
	int kin;                   /* a count of this release of the same indicator, whose rule holds */
	bool own;                  /* printed in this release */
	enum told told;            /* when it was told last */
	int64_t was;               /* what was told then, or withheld */
	bool fixed;                /* stays as it was */
	bool lost;                 /* was to stay, and nothing agrees with it any more: withheld */
};
/* What an earlier release let everybody add up: counts by index. */
struct past_sum { int total, *part, parts; bool taken; };
struct known {
	struct disclose *disclose;
	struct count *count;
	int n;
	struct map *by_key;        /* to index + 1 */
	int *of_cell;              /* by cell of the release: its count */
	int cells, sums;           /* how many the release itself has */
	int64_t *before;           /* values of its cells as the file has them */
	struct past_sum *past;
	int n_past, kept;
	int64_t newest;            /* release in the ledger */
};

/* known_key.c: what a cell counts. */
void key_read(const char *key, struct count *out);                     /* texts of your own */
void key_write(struct str *out, const struct count *count);            /* the system's key */
/* Days or numbers that a code stands for, `to` excluded: "2026-05", "a18_24", "65+", "0-17". */
bool range_of(const char *code, int32_t *from, int32_t *to);
/* Whether who is counted so may change while they live on. */
bool narrowed_drifts(const char *narrowed);

/* known.c */
struct count *count_of(struct known *known, const struct count *like, bool *fresh);
int count_cell(struct known *known, int index);        /* put into the system now, if it was not */
/* Told, and told so again: everybody knows it, and nothing moves it. */
bool holds_still(const struct count *count);
/* known_stretch.c: stretches that differences of known counts give; see known.h. */
void stretches_add(struct known *known);
/* known_flow.c: who was here, came, left and is here, over several releases. After the stretches. */
void flows_add(struct known *known);
/* known_past.c: counts and sums of earlier releases; once stretches are there, those on which something hangs. */
enum status known_past_read(struct store *store, struct known *known, struct err *err);
void past_add(struct known *known);

#endif
