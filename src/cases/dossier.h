/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A dossier of recognition as a whole: what its papers, fees, measures and terms say
 * together, what is missing next, and how one begins from a diploma in one change set.
 * What the route needs comes from a list, built in or the town's own.
 */
#ifndef CASES_DOSSIER_H
#define CASES_DOSSIER_H

#include "register/change.h"
#include "register/dossier_ini.h"
#include "register/ini.h"

/* ---- where it stands ---- */

struct dossier_counts {
	int papers;                     /* that are needed */
	int missing, asked;             /* of these: nobody asked yet; asked for */
	int in_hand, sent;
	int to_translate, in_translation;
	int fees, fees_open, fees_asked;
	int measures, measures_open;
	int trainings_open;
};
enum dossier_step {
	DOSSIER_CHOOSE_ROUTE, DOSSIER_LIST_PAPERS, DOSSIER_GET_PAPERS, DOSSIER_TRANSLATE, DOSSIER_SETTLE_MONEY,
	DOSSIER_AWAIT_PAPERS, DOSSIER_HAND_IN, DOSSIER_SEND_MORE, DOSSIER_AWAIT_RECEIPT, DOSSIER_AWAIT_DECISION,
	DOSSIER_CHOOSE_MEASURE, DOSSIER_PASS_MEASURE, DOSSIER_TRAIN, DOSSIER_ASK_AGAIN, DOSSIER_APPEAL,
	DOSSIER_AWAIT_APPEAL, DOSSIER_OTHER_WAY, DOSSIER_USE, DOSSIER_NONE,
};
enum status dossier_count(struct store *store, struct id credential, struct dossier_counts *out, struct err *err);
/* `state` and `route` as they stand in the credential, NULL: empty; `appeal_until`: last day of the time to appeal, or
 * NULL where none runs any more, "" where nobody knows it. */
enum dossier_step dossier_next(const char *state, const char *route, const struct dossier_counts *counts,
	const char *appeal_until);
/* The same in a sentence. */
void dossier_next_words(struct str *out, enum dossier_step step, const struct dossier_counts *counts);

/* What hangs on a dossier of one kind ("requirement", "fee", "measure", "training", "skilltest"), in the order in which
 * it was put in; nothing where the actor does not see the kind. Freed with list_page_free(). */
#define DOSSIER_ROWS 200
enum status dossier_children(struct store *store, const struct actor *actor, const char *kind, struct id credential,
	struct list_page *out, struct err *err);

/* The terms that a dossier started, the running ones first. Strings are cut to their room. */
#define DOSSIER_CLOCKS 12
struct dossier_clock { struct id id; char what[160], due[11], met[11], state[12], rule[41]; bool verified; };
enum status dossier_clocks(struct store *store, struct id credential, struct dossier_clock out[DOSSIER_CLOCKS], int *count,
	struct err *err);
/* The last day to appeal, of these; NULL: no such time runs. */
const char *dossier_appeal_until(const struct dossier_clock *clock, int count);
/* dossier_next() of a credential as it was read, with these clocks. Where no law is known that sets a time to appeal, or
 * the actor sees no clocks, nobody is told that it is over. */
enum dossier_step dossier_step_of(const struct record *credential, const struct dossier_counts *counts,
	const struct dossier_clock *clock, int n_clocks);

/* ---- what a route needs ---- */

/* The built-in list of a route; NULL: there is no such route. */
const struct dossier_list *dossier_builtin(const char *route);
/* The list that holds in this file. `doc` is what a town's own list borrows from: the caller's to ini_clear(), also after
 * a failure. */
enum status dossier_list_now(struct store *store, const char *route, struct dossier_list *out, struct ini_doc *doc,
	struct err *err);
/* A town's own list in place of the built-in one, judged by the gate; text NULL: the built-in one again. For those who
 * may lead or administer. `route` NULL: as the text says. */
enum status dossier_list_set(struct store *store, const struct actor *actor, const char *route, const char *text,
	struct err *err);
/* A list in the format in which a town gives its own. */
void dossier_list_text(struct str *out, const struct dossier_list *list);

/* ---- beginning ---- */

/* A dossier of a person by a route, its papers and fees along with it. `education`: what it is taken from, none: nothing;
 * `title`: NULL: as the education says. */
enum status dossier_begin(struct change *change, struct id person, const char *route, struct id education,
	const char *title, struct id *credential, struct err *err);
/* The papers and fees of its route for a dossier that stands without them. */
enum status dossier_fill(struct change *change, struct id person, struct id credential, const char *route,
	struct err *err);

#endif
