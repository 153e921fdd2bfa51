/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading trees and rows out of single pages; see btree.h. */
#include "vault/btree.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PAYLOAD_MOST (64 * 1024 * 1024)   /* no row of ours is larger; a broken length would be */

static uint32_t big16(const uint8_t *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t big32(const uint8_t *at)
{
	return big16(at) << 16 | big16(at + 2);
}

static size_t head_at(int64_t number)
{
	return number == 1 ? 100 : 0;
}

enum btree_type btree_type(const uint8_t page[SALVAGE_PAGE], int64_t number)
{
	switch (page[head_at(number)]) {
	case BTREE_INDEX_INNER:
	case BTREE_TABLE_INNER:
	case BTREE_INDEX_LEAF:
	case BTREE_TABLE_LEAF:
		return (enum btree_type)page[head_at(number)];
	default:
		return BTREE_NONE;
	}
}

static bool inner(enum btree_type type)
{
	return type == BTREE_INDEX_INNER || type == BTREE_TABLE_INNER;
}

static size_t cells_at(const uint8_t *page, int64_t number)
{
	return head_at(number) + (inner(btree_type(page, number)) ? 12 : 8);
}

int btree_cells(const uint8_t page[SALVAGE_PAGE], int64_t number)
{
	uint32_t count = big16(page + head_at(number) + 3);
	size_t room = (SALVAGE_TEXT - cells_at(page, number)) / 2;

	if (btree_type(page, number) == BTREE_NONE)
		return 0;
	return count <= room ? (int)count : (int)room;
}

/* Where cell i begins; 0: nowhere. */
static size_t cell_at(const uint8_t *page, int64_t number, int i)
{
	size_t at = big16(page + cells_at(page, number) + 2 * (size_t)i);

	return at >= cells_at(page, number) && at < SALVAGE_TEXT ? at : 0;
}

int64_t btree_child(const uint8_t page[SALVAGE_PAGE], int64_t number, int i)
{
	size_t at;

	if (!inner(btree_type(page, number)))
		return 0;
	if (i == btree_cells(page, number))
		return big32(page + head_at(number) + 8);
	at = cell_at(page, number, i);
	return at && at + 4 <= SALVAGE_TEXT ? big32(page + at) : 0;
}

/* Moves *at on; false at the end. */
static bool varint(const uint8_t *bytes, size_t end, size_t *at, uint64_t *out)
{
	*out = 0;
	for (int i = 0; i < 9; i++) {
		if (*at >= end)
			return false;
		if (i == 8) {
			*out = *out << 8 | bytes[(*at)++];
			return true;
		}
		*out = *out << 7 | (bytes[*at] & 0x7f);
		if (!(bytes[(*at)++] & 0x80))
			return true;
	}
	return true;
}

/* How much of a payload stands in the cell itself. */
static size_t local_part(enum btree_type type, uint64_t payload)
{
	const uint64_t u = SALVAGE_TEXT, least = (u - 12) * 32 / 255 - 23;
	uint64_t most = type == BTREE_TABLE_LEAF ? u - 35 : (u - 12) * 64 / 255 - 23, local;

	if (payload <= most)
		return (size_t)payload;
	local = least + (payload - least) % (u - 4);
	return (size_t)(local <= most ? local : least);
}

struct chain { struct salvage *salvage; btree_used_fn *used; void *ctx; };

/* The rest of a payload, page by page. A chain cannot go round for ever: it ends with the payload. */
static bool follow(const struct chain *chain, int64_t next, uint8_t *to, size_t left)
{
	uint8_t page[SALVAGE_PAGE];

	while (left > 0) {
		size_t take = left < SALVAGE_TEXT - 4 ? left : SALVAGE_TEXT - 4;

		if (next < 1 || !salvage_page(chain->salvage, next, page))
			return false;
		if (chain->used)
			chain->used(chain->ctx, next);
		memcpy(to, page + 4, take);
		to += take;
		left -= take;
		next = big32(page);
	}
	return true;
}

static bool read_payload(const struct chain *chain, const uint8_t *page, size_t at, enum btree_type type,
	uint64_t payload, struct btree_row *row)
{
	size_t local = local_part(type, payload);

	if (payload > PAYLOAD_MOST || at + local > SALVAGE_TEXT)
		return false;
	if (row->room < payload + 1) {
		row->room = (size_t)payload + 1;
		row->payload = mem_resize(row->payload, row->room, 1);
	}
	memcpy(row->payload, page + at, local);
	if (local == payload)
		return true;
	if (at + local + 4 > SALVAGE_TEXT)
		return false;
	return follow(chain, big32(page + at + local), row->payload + local, (size_t)payload - local);
}

static int64_t whole_number(const uint8_t *bytes, size_t len)
{
	uint64_t v = bytes[0] & 0x80 ? UINT64_MAX : 0;

	for (size_t i = 0; i < len; i++)
		v = v << 8 | bytes[i];
	return (int64_t)v;
}

static bool read_value(struct btree_value *value, uint64_t serial, const uint8_t *bytes, size_t left, size_t *len)
{
	static const size_t lengths[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

	*value = (struct btree_value){ .kind = BTREE_NULL, .bytes = bytes };
	if (serial == 10 || serial == 11)
		return false;
	*len = serial < 10 ? lengths[serial] : (size_t)((serial - 12) / 2);
	if (*len > left)
		return false;
	if (serial >= 12) {
		value->kind = serial % 2 ? BTREE_TEXT : BTREE_BLOB;
		value->len = *len;
	} else if (serial == 7) {
		uint64_t bits = (uint64_t)whole_number(bytes, 8);

		value->kind = BTREE_REAL;
		memcpy(&value->real, &bits, sizeof value->real);
	} else if (serial > 0) {
		value->kind = BTREE_INT;
		value->number = serial >= 8 ? (int64_t)serial - 8 : whole_number(bytes, *len);
	}
	return true;
}

static bool read_values(struct btree_row *row, size_t payload)
{
	size_t at = 0, body, len;
	uint64_t head, serial;

	row->n = 0;
	if (!varint(row->payload, payload, &at, &head) || head > payload)
		return false;
	body = (size_t)head;
	while (at < head) {
		if (row->n == BTREE_COLUMNS || !varint(row->payload, (size_t)head, &at, &serial) ||
			!read_value(&row->value[row->n], serial, row->payload + body, payload - body, &len))
			return false;
		row->n++;
		body += len;
	}
	return body == payload && row->n > 0;
}

bool btree_row(struct salvage *salvage, const uint8_t page[SALVAGE_PAGE], int64_t number, int i, struct btree_row *row,
	btree_used_fn *used, void *ctx)
{
	const struct chain chain = { salvage, used, ctx };
	enum btree_type type = btree_type(page, number);
	size_t at = cell_at(page, number, i);
	uint64_t payload, rowid = 0;

	row->n = 0;
	if (!at || type == BTREE_TABLE_INNER || type == BTREE_NONE)
		return false;
	if (type == BTREE_INDEX_INNER)
		at += 4;
	if (!varint(page, SALVAGE_TEXT, &at, &payload))
		return false;
	if (type == BTREE_TABLE_LEAF && !varint(page, SALVAGE_TEXT, &at, &rowid))
		return false;
	row->rowid = (int64_t)rowid;
	return read_payload(&chain, page, at, type, payload, row) && read_values(row, (size_t)payload);
}

void btree_row_free(struct btree_row *row)
{
	if (row->payload)
		memset(row->payload, 0, row->room);
	free(row->payload);
	row->payload = NULL;
	row->room = 0;
}
