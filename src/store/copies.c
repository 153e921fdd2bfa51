/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the table document_copy. */
#include "config.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "store/copies.h"
#include "store/inside.h"

#define PIECE ((size_t)1 << 16)

QUERY(put_piece, "copy.put", QUERY_INTERACTIVE,
	"INSERT INTO document_copy(document, piece, content) VALUES(:document, :piece, :content)");
QUERY(get_pieces, "copy.get", QUERY_INTERACTIVE,
	"SELECT content FROM document_copy WHERE document = :document ORDER BY piece");
QUERY(get_length, "copy.length", QUERY_INTERACTIVE,
	"SELECT coalesce(sum(length(content)), 0) FROM document_copy WHERE document = :document");
QUERY(drop_pieces, "copy.drop", QUERY_INTERACTIVE, "DELETE FROM document_copy WHERE document = :document");
QUERY(count_all, "copy.count", QUERY_BATCH,
	"SELECT count(DISTINCT document), coalesce(sum(length(content)), 0) FROM document_copy");
QUERY(loose, "copy.loose", QUERY_BATCH,
	"SELECT count(DISTINCT document) FROM document_copy c WHERE NOT EXISTS(SELECT 1 FROM document d WHERE d.id = c.document)");
QUERY(lost, "copy.lost", QUERY_BATCH,
	"SELECT count(*) FROM document d WHERE d.copy = 1 AND d.gone = 0 AND NOT EXISTS(SELECT 1 FROM document_copy c"
	" WHERE c.document = d.id)");

static enum status put_piece_no(struct store *store, struct id document, int64_t piece, const uint8_t *bytes, size_t len,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &put_piece, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "document", document);
	stmt_int(stmt, "piece", piece);
	stmt_blob(stmt, "content", bytes, len);
	return stmt_run(stmt, err);
}

enum status copy_put(struct store *store, struct id document, const void *bytes, size_t len, struct err *err)
{
	unsigned was;
	enum status st = copy_drop(store, document, err);

	was = store_enter(store, DOOR_COPY);
	for (size_t at = 0; at < len && st == ST_OK; at += PIECE)
		st = put_piece_no(store, document, (int64_t)(at / PIECE), (const uint8_t *)bytes + at,
			len - at < PIECE ? len - at : PIECE, err);
	store_leave(store, was);
	return st;
}

enum status copy_length(struct store *store, struct id document, size_t *len, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &get_length, &stmt, err);

	*len = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "document", document);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*len = (size_t)stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_pieces(struct store *store, struct id document, uint8_t *to, size_t len, struct err *err)
{
	struct stmt *stmt;
	size_t at = 0;
	enum status st = store_query(store, &get_pieces, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "document", document);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		size_t n;
		const void *piece = stmt_get_blob(stmt, 0, &n);

		/* Somebody put another one there in between. */
		if (n > len - at)
			break;
		memcpy(to + at, piece, n);
		at += n;
	}
	stmt_reset(stmt);
	if (st == ST_OK || (st == ST_DONE && at != len))
		return err_set(err, ST_BUSY, _("The copy was changed at this moment. Please try once more."));
	return st == ST_DONE ? ST_OK : st;
}

enum status copy_get(struct store *store, struct id document, void **bytes, size_t *len, struct err *err)
{
	enum status st = copy_length(store, document, len, err);

	*bytes = NULL;
	if (st != ST_OK)
		return st;
	if (*len == 0)
		return err_set(err, ST_NOTFOUND, _("No copy of this document is kept."));
	*bytes = mem_alloc(*len);
	st = read_pieces(store, document, *bytes, *len, err);
	if (st != ST_OK) {
		copy_free(*bytes, *len);
		*bytes = NULL;
	}
	return st;
}

void copy_free(void *bytes, size_t len)
{
	if (bytes)
		sodium_memzero(bytes, len);
	free(bytes);
}

enum status copy_drop(struct store *store, struct id document, struct err *err)
{
	size_t len;
	struct stmt *stmt;
	unsigned was;
	enum status st = copy_length(store, document, &len, err);

	if (st != ST_OK || len == 0)
		return st;
	was = store_enter(store, DOOR_COPY);
	st = erase_note_due(store, err);
	if (st == ST_OK)
		st = store_query(store, &drop_pieces, &stmt, err);
	if (st == ST_OK) {
		stmt_id(stmt, "document", document);
		st = stmt_run(stmt, err);
	}
	store_leave(store, was);
	return st;
}

enum status copy_carry(struct store *from, struct id document, struct store *to, struct id as, struct err *err)
{
	void *bytes;
	size_t len;
	enum status st = copy_length(from, document, &len, err);

	if (st != ST_OK || len == 0)
		return st;
	st = copy_get(from, document, &bytes, &len, err);
	if (st != ST_OK)
		return st;
	st = copy_put(to, as, bytes, len, err);
	copy_free(bytes, len);
	return st;
}

enum status copy_count(struct store *store, int64_t *count, int64_t *bytes, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &count_all, &stmt, err);

	*count = *bytes = 0;
	if (st != ST_OK)
		return st;
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*count = stmt_get_int(stmt, 0);
		*bytes = stmt_get_int(stmt, 1);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status count_of(struct store *store, const struct query *query, int64_t *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	*out = 0;
	if (st != ST_OK)
		return st;
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status copy_check(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	int64_t n;
	enum status st = count_of(store, &loose, &n, err);

	if (st == ST_OK && n)
		found(ctx, _("The copy of a paper stands there without its record."));
	if (st == ST_OK)
		st = count_of(store, &lost, &n, err);
	if (st == ST_OK && n)
		found(ctx, _("A document says that a copy is kept, and there is none."));
	return st;
}
