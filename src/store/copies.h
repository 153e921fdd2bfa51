/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Copies of papers, in pieces, beside the records of documents.  This is their one
 * door: bytes come in and go out here, within the vault, through no other file.
 */
#ifndef STORE_COPIES_H
#define STORE_COPIES_H

#include "store/store.h"

/* In place of the one that stands there; within the caller's transaction. */
enum status copy_put(struct store *store, struct id document, const void *bytes, size_t len, struct err *err);
/* The whole copy; *bytes is yours, and wiped by copy_free(). ST_NOTFOUND when there is none. */
enum status copy_get(struct store *store, struct id document, void **bytes, size_t *len, struct err *err);
void copy_free(void *bytes, size_t len);
/* Its length; 0: there is none. */
enum status copy_length(struct store *store, struct id document, size_t *len, struct err *err);
/* Deletes it; after the commit store_scrub() sees to what is left in log and free space. */
enum status copy_drop(struct store *store, struct id document, struct err *err);
/* From one file into another, under the id that the document has there. Nothing where there is no copy. */
enum status copy_carry(struct store *from, struct id document, struct store *to, struct id as, struct err *err);
/* How many there are, and how long together. */
enum status copy_count(struct store *store, int64_t *count, int64_t *bytes, struct err *err);

/* Copies whose document is not there; see store_check_add(). */
enum status copy_check(struct store *store, store_found_fn *found, void *ctx, struct err *err);

#endif
