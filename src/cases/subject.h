/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is held of one person, as the person is given it (GDPR Art. 15 and 20): every record and former value that the
 * actor sees, and who looked, by role and day.  What names others is taken out, with the reason; what the actor's role
 * does not include is named by its label, so that a colleague can add it.
 */
#ifndef CASES_SUBJECT_H
#define CASES_SUBJECT_H

#include "register/read.h"

/* Why a value is left out, or a part of it. */
enum subject_left { SUBJECT_WHOLE, SUBJECT_COLLEAGUE, SUBJECT_OTHERS, SUBJECT_CUT /* a text without others' names */ };
const char *subject_left_words(enum subject_left left);      /* translated; NULL for SUBJECT_WHOLE */
const char *subject_left_key(enum subject_left left);        /* "colleague" ..., NULL */

struct subject_value {
	const struct field *field;
	char *value;             /* canonical; NULL where it is left out */
	char *shown;             /* as a person reads it; of a reference its title */
	enum subject_left left;
};
struct subject_record {
	const struct kind *kind;
	struct id id;
	struct subject_value *value;     /* fields with a value only */
	int n_values;
};
struct subject_past {
	int64_t at_ms;
	const struct kind *kind;
	struct subject_value before;     /* the value that stood until then */
};
struct subject_look { int64_t at_ms; uint32_t roles; char what[32]; };
struct subject {
	struct id person;
	char case_number[CASE_NUMBER_MAX];
	struct subject_record *record;   /* the person first, then by the register's order */
	int n_records;
	struct subject_past *past;       /* newest first within a record */
	int n_past;
	struct subject_look *look;       /* newest first */
	int n_looks;
	struct { const struct kind *kind; const struct field *field; /* NULL: the whole kind */ } *unseen;
	int n_unseen;
	bool whole;                      /* nothing is taken out for others' sake: for the archive */
	char **name;                     /* words that name others */
	int n_names;
};
/* Opens the file as the person's own wish, which the trail notes. `whole`: with others' names, for the archive. */
enum status subject_gather(struct store *store, const struct actor *actor, struct id person, bool whole,
	struct subject *out, struct err *err);
void subject_clear(struct subject *subject);

/* "fa", "uk" ...: the first language with a catalogue that the person speaks, interpreter's first; "" when none is. */
enum status subject_language(struct store *store, const struct actor *actor, struct id person, char out[16],
	struct err *err);

#endif
