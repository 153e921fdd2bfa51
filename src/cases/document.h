/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Papers of a person.  By default only that the original was seen, when and by whom.
 * A copy is kept where its purpose allows one for this kind of paper, until a day;
 * its bytes stand in the vault alone (store/copies.h), go with the record, and come
 * out through document_copy_read(), which the trail notes.
 */
#ifndef CASES_DOCUMENT_H
#define CASES_DOCUMENT_H

#include "register/change.h"

#define SETTING_DOCUMENT_MAX "document.max"     /* megabytes of one copy; 1 to 64 */
#define DOCUMENT_MAX_USUAL 4
#define DOCUMENT_MAX_MOST 64

/* Whether a copy of such a paper may be kept for this: keys of document.what and document.copy_purpose. */
bool document_allows(const char *what, const char *purpose);
/* The purposes that allow a copy of it, in words parted by commas; "" where none does. */
void document_purposes(struct str *out, const char *what);
/* "pdf", "jpg", "png", "tif" by the first bytes; NULL: neither of these. */
const char *document_type(const void *bytes, size_t len);
enum status document_max(struct store *store, size_t *bytes, struct err *err);
/* An administrator's. */
enum status document_set_max(struct store *store, const struct actor *actor, long megabytes, struct err *err);

/* Puts a copy into the file, in place of one that is there. ST_INVALID says why none may be kept; nothing changed then.
 * `set` receives the change set's id. */
enum status document_attach(struct store *store, const struct actor *actor, struct id document, const void *bytes,
	size_t len, struct id *set, struct err *err);
/* The copy; freed with copy_free(). `what` is noted in the trail: a copy leaves the file. */
enum status document_copy_read(struct store *store, const struct actor *actor, struct id document, void **bytes,
	size_t *len, struct err *err);
/* Erases the copy; the record stays. No undo brings it back. */
enum status document_drop(struct store *store, const struct actor *actor, struct id document, struct err *err);

#endif
