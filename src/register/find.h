/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finding people as one types: names in any script and spelling, case number,
 * phone, e-mail; tolerant of typing errors, order and transliteration.  Never
 * matches what the actor may not see.
 */
#ifndef REGISTER_FIND_H
#define REGISTER_FIND_H

#include "register/read.h"

enum find_reason {
	FIND_EXACT = 1u << 0, FIND_PREFIX = 1u << 1, FIND_ONE_LETTER = 1u << 2, FIND_SOUND = 1u << 3,
	FIND_OTHER_SCRIPT = 1u << 4, FIND_OTHER_ORDER = 1u << 5, FIND_NUMBER = 1u << 6, FIND_PHONE = 1u << 7,
	FIND_EMAIL = 1u << 8, FIND_SAME_BIRTH = 1u << 9, FIND_NEAR_BIRTH = 1u << 10,
	FIND_OTHER_NUMBER = 1u << 11,      /* a number that another body gave, typed whole; for those who see it */
};
struct find_hit {
	struct id person;
	int64_t rid;
	double score;          /* 0 .. 1, best first */
	unsigned reasons;      /* find_reason bits */
};
/* At most `limit` hits, best first; the array is the caller's to free(). */
enum status find_people(struct store *store, const struct actor *actor, const char *typed, int limit,
	struct find_hit **out, int *count, struct err *err);
/* Who may already be this person: by names as typed so far (any may be NULL) and canonical birth date; a
 * guessed 1 January weighs nothing. Only hits likely enough to warn of. */
struct known_query { const char *family_name, *given_name, *own_script, *used_name, *born, *phone, *email; };
enum status find_known(struct store *store, const struct actor *actor, const struct known_query *query,
		       int limit, struct find_hit **out, int *count, struct err *err);
/* The same question for whole files of people, in microseconds: who was born on the same day or has the same
 * title, phone or e-mail, with names that are alike and no other birth date. *person is none when there is
 * nobody, or when the actor may not see what it takes to tell. `other` (may be NULL) says false to somebody
 * who does not count. */
typedef bool find_same_fn(void *ctx, struct id person);
enum status find_same(struct store *store, const struct actor *actor, const struct known_query *query,
	find_same_fn *other, void *ctx, struct id *person, struct err *err);
/* Appends the reasons in words, in the chosen language: "sounds alike, other script". */
void find_reason_words(struct str *out, unsigned reasons);

/* Call once a file is open: search keys made by another version of the program are computed anew. false stops
 * (ST_CANCELLED); until it is through, some people are not found. A read-only file is left as it is. */
typedef bool find_progress(void *ctx, int64_t done, int64_t people);
enum status find_ready(struct store *store, find_progress *progress, void *ctx, struct err *err);

#endif
