/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The published criteria of one kind of matching, as schema/matching/WHAT.ini declares
 * them at build and a town in the same format.
 *
 *	[criteria]        what purpose
 *	[condition KEY]   label reason measure field full
 *	[wish KEY]        label reason measure field full weight unknown
 *	label[de], reason[de], purpose[de]    translations, of a town's own only
 *
 * A condition is never broken; a wish counts its weight times the share that the measure
 * finds. Measures are known to the room that matches (match/match.h), which judges them.
 */
#ifndef REGISTER_MATCHING_INI_H
#define REGISTER_MATCHING_INI_H

#include <stdbool.h>

#include "base/str.h"
#include "register/ini.h"

#define MATCHING_MOST 24            /* conditions and wishes of one file */
#define MATCHING_KEY 31             /* letters of a key */
#define MATCHING_WEIGHT_MOST 1000
#define MATCHING_FULL_MOST 1000000
#define MATCHING_HALF 500           /* thousandths: what an unknown wish counts where nothing is said */

struct matching_criterion {
	const char *key;
	const char *label, *reason;     /* N_() where it is built in */
	const char *measure;            /* the key where nothing else is said */
	const char *field;              /* of the measures for any field: "need.asked"; or NULL */
	bool condition;                 /* else a wish */
	int weight;                     /* of a wish, 1..MATCHING_WEIGHT_MOST */
	int unknown;                    /* of a wish: thousandths */
	int full;                       /* the value at which the share is full, in the measure's unit; 0: none said */
	int line;
};
/* Strings are borrowed from the document, or constant. */
struct matching_list {
	const char *what;               /* "homes" */
	const char *purpose;            /* N_() where it is built in */
	struct matching_criterion criterion[MATCHING_MOST];     /* conditions first, else as the file has them */
	int count;
};

extern const char *const matching_whats[];      /* "jobs", ..., NULL; in the order of enum match_what */

/* Puts the blanks back before lines that go on with the value above: a record's long text keeps none. */
void matching_unfold(struct str *out, const char *text);
/* ini_read() of what was unfolded. */
enum status matching_ini_open(struct ini_doc *doc, const char *text, struct err *err);
/* `lang`: whose translations are taken where there are any; NULL: none, and none are allowed. ST_INVALID, with the line:
 * unknown sections and keys, what is missing, weights that weigh nothing or too much, a key twice. The gate is the
 * caller's. */
enum status matching_ini_read(struct matching_list *out, const struct ini_doc *doc, const char *lang, struct err *err);
/* A list in the format in which it is read, in the words of the source: what is built in stays known to the catalogues. */
void matching_ini_text(struct str *out, const struct matching_list *list);
/* A document in the same format with all that it says, translations too; where keys and weights are given, the weights
 * of these wishes are put in place of its own. */
struct matching_weight { const char *key; int weight; };
void matching_doc_text(struct str *out, const struct ini_doc *doc, const struct matching_weight *weight, int n_weights);

#endif
