/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What lists are filtered by though it is no field of their records: that a step of
 * a person is late, on which level of the CEFR somebody is, where the person stays
 * of whom an application tells.  Each is shown like a choice among the fields; what
 * it looks for stands in tables with an index of their own.
 */
#ifndef REGISTER_TRAIT_H
#define REGISTER_TRAIT_H

#include "register/read.h"

/* Which lists know it. */
enum { TRAIT_OF_PEOPLE = 1, TRAIT_OF_THEIRS = 2 /* what belongs to a person */, TRAIT_OF_RECORDS = 4 /* the record itself */ };

/* SQL of one value: @ stands for the value, # for the trait's own word, $ for the list's table, ~ for its name;
 * :today is today. */
struct trait_way {
	const char *key;             /* of the value; NULL, the last: any other */
	const char *holds;           /* a condition on `person`; of records on $ */
	const char *source;          /* SELECT ... AS who: rids of those that may hold, by an index and perhaps twice; or NULL */
	bool exact;                  /* the source names those that hold and nobody else: they are not asked again */
};

struct trait {
	struct field field;          /* as filters show it: a choice, a level, a reference or a text */
	int lists;                   /* TRAIT_OF_* */
	const char *word;
	const char *needs[2];        /* "kind.field" that the actor must see; NULL ends */
	const struct trait_way *way;
	bool (*knows)(const struct kind *kind);      /* NULL: all kinds of those lists */
};

/* Once at start, by cases/; kept, not copied. */
void traits_add(const struct trait *rows, int count);
/* The trait that a filter's field is, or NULL. */
const struct trait *trait_of(const struct field *field);
/* A field of the kind's, else what its lists can be filtered by besides; NULL: neither. */
const struct field *filter_field(const struct kind *kind, const char *name);
/* The n-th trait of a kind's lists, from 0; NULL behind the last. */
const struct field *filter_trait(const struct kind *kind, int n);
/* Whether the actor may filter by the field, or by the trait. */
bool filter_seen(const struct actor *actor, const struct kind *kind, const struct field *field);

/* For the lists of the read door: " AND ..."; the source's SELECT of "who" for a list of this kind, or false. Both are bound
 * with trait_bind(), the n-th filter. */
void trait_add(struct str *sql, const struct kind *kind, const struct filter *filter, int n);
bool trait_source(struct str *sql, const struct kind *kind, const struct filter *filter, int n);
bool trait_source_is_exact(const struct filter *filter);
void trait_bind(struct stmt *stmt, const struct filter *filter, int n, bool source);

#endif
