/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The search index over people: distinct folded Latin words with prefix, one-edit
 * and sound keys, and postings (word, person, fields).  Keys are computed in the
 * change door, never by triggers:
 *
 *	struct search_batch *batch = search_begin(store);
 *	search_put(batch, rid, values, n, err);     ... once a person of the change set
 *	search_finish(batch, err);                  ... before the commit
 *
 * Every posting and every key carries its field, so that find never matches what
 * the actor may not see.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "base/name.h"
#include "store/store.h"

/* Raised when keys are computed in another way: a file with another number is rebuilt (find_ready). */
#define SEARCH_VERSION 2

enum search_as {
	SEARCH_NAME,      /* words of a name or other text */
	SEARCH_NUMBER,    /* case number */
	SEARCH_PHONE,     /* by its digits, read from the end */
	SEARCH_EMAIL,
};
struct search_value {
	const char *field;      /* name of the register's field */
	enum search_as as;
	const char *value;      /* canonical; NULL or "": nothing to find */
};

struct search_batch;        /* what is to be written, with its words cached */
struct search_batch *search_begin(struct store *store);
/* All searchable values of one person as they will stand; n = 0: the person is no longer found. Values are
 * copied. Compared with what is stored, so that only differences are written. */
enum status search_put(struct search_batch *batch, int64_t rid, const struct search_value *values, int n,
	struct err *err);
/* Writes within the caller's transaction and frees the batch, also when it fails. */
enum status search_finish(struct search_batch *batch, struct err *err);
void search_drop(struct search_batch *batch);       /* forgets it; NULL is fine */

/* What is stored of one person: the words and keys of each field. */
struct search_key {
	int field;              /* code, see search_fields */
	enum search_as as;
	unsigned flags;         /* enum name_flag */
	const char *key;        /* NUL-terminated */
};
struct search_keys { struct search_key *key; int count; int room; char *text; size_t text_room; };
/* Refills `out` (zeroed at first), so that its room is used again. ST_NOTFOUND when the person has no keys. */
enum status search_keys_of(struct store *store, int64_t rid, struct search_keys *out, struct err *err);
void search_keys_free(struct search_keys *keys);

/* Code of a field by name, -1 when nothing was ever stored for it. Codes fit into a 64-bit mask. */
enum status search_field_codes(struct store *store, const char *const *names, int n, int *codes,
			       struct err *err);

/* People who may be meant by these words: best first by a rough weight, at most `limit`; only through fields
 * in the mask. A word with `prefix` may go on. The array is the caller's. */
struct search_word {
	const char *latin;
	unsigned flags;
	bool prefix;
	double worth; /* filled in: 1 for a word that everybody has, up to 4 for one that nobody has */
};
enum status search_people(struct store *store, struct search_word *words, int n, uint64_t fields, int limit,
	int64_t **rids, int *count, struct err *err);
/* People with a key of this kind that begins with (phone: ends with) what was typed; `whole`: is it. */
enum status search_numbers(struct store *store, enum search_as as, const char *typed, bool whole,
			   uint64_t fields, int limit, int64_t **rids, int *count, struct err *err);

/* Every person with keys, in order of rid; false stops. For reports: may read the whole file. */
typedef bool search_person_fn(void *ctx, int64_t rid, const struct search_keys *keys);
enum status search_each(struct store *store, search_person_fn *fn, void *ctx, struct err *err);
/* People who share a phone number or an e-mail address (through fields in the mask), number by number. */
typedef bool search_shared_fn(void *ctx, enum search_as as, const int64_t *rids, int count);
enum status search_shared(struct store *store, uint64_t fields, search_shared_fn *fn, void *ctx,
			  struct err *err);

/* True when the file's keys were computed by another version. */
enum status search_is_stale(struct store *store, bool *stale, struct err *err);
/* Empties the index (fields' codes stay); search_mark notes that it is complete for this version. */
enum status search_clear(struct store *store, struct err *err);
enum status search_mark(struct store *store, struct err *err);
/* Holds words, postings and people's keys against each other; calls `found` once a finding, in words. */
enum status search_check(struct store *store, void (*found)(void *ctx, const char *what), void *ctx,
			 struct err *err);

#endif
