/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An entry's bytes: its hash, its fields' commitments, and the blob that holds
 * them (per field: length of the name, name, commitment).
 */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "base/mem.h"
#include "store/inside.h"

/* Room for all columns but the fields: fixed parts and texts bounded by struct journal_entry. */
struct bytes {
	uint8_t b[512];
	size_t len;
};

static void add(struct bytes *to, const void *from, size_t len)
{
	if (len > sizeof(to->b) - to->len)
		BUG("an entry's columns outgrow their room");
	memcpy(to->b + to->len, from, len);
	to->len += len;
}

static void add_number(struct bytes *to, uint64_t n)
{
	uint8_t le[8];

	for (int i = 0; i < 8; i++)
		le[i] = (uint8_t)(n >> (8 * i));
	add(to, le, sizeof(le));
}

static void add_text(struct bytes *to, const char *s)
{
	size_t len = strlen(s);

	add_number(to, len);
	add(to, s, len);
}

void journal_hash(const uint8_t before[JOURNAL_HASH], int64_t seq, const char *chain, const struct journal_entry *entry,
	const void *fields, size_t fields_len, uint8_t out[JOURNAL_HASH])
{
	crypto_generichash_state state;
	struct bytes columns = { { 0 }, 0 };

	add(&columns, before, JOURNAL_HASH);
	add_number(&columns, (uint64_t)seq);
	add_text(&columns, chain);
	add(&columns, entry->change.b, sizeof(entry->change.b));
	add(&columns, entry->undoes.b, sizeof(entry->undoes.b));
	add_number(&columns, (uint64_t)entry->clock);
	add_text(&columns, entry->origin);
	add_text(&columns, entry->user);
	add_text(&columns, entry->kind);
	add(&columns, entry->id.b, sizeof(entry->id.b));
	add_number(&columns, (uint64_t)entry->op);
	add_number(&columns, fields_len);
	crypto_generichash_init(&state, NULL, 0, JOURNAL_HASH);
	crypto_generichash_update(&state, columns.b, columns.len);
	if (fields_len)
		crypto_generichash_update(&state, fields, fields_len);
	crypto_generichash_final(&state, out, JOURNAL_HASH);
}

void journal_commitment(const uint8_t nonce[JOURNAL_NONCE], int64_t seq, const char *field, const char *before,
	uint8_t out[JOURNAL_HASH])
{
	crypto_generichash_state state;
	struct bytes head = { { 0 }, 0 };

	add_number(&head, (uint64_t)seq);
	add_text(&head, field);
	add_number(&head, before ? strlen(before) + 1 : 0);   /* empty text is not "no value" */
	crypto_generichash_init(&state, nonce, JOURNAL_NONCE, JOURNAL_HASH);
	crypto_generichash_update(&state, head.b, head.len);
	if (before)
		crypto_generichash_update(&state, (const uint8_t *)before, strlen(before));
	crypto_generichash_final(&state, out, JOURNAL_HASH);
}

bool journal_next_field(const uint8_t **at, const uint8_t *end, char name[256], const uint8_t **commitment)
{
	size_t len;

	if (*at >= end)
		return false;
	len = **at;
	if ((size_t)(end - *at) < 1 + len + JOURNAL_HASH)
		return false;
	memcpy(name, *at + 1, len);
	name[len] = '\0';
	*commitment = *at + 1 + len;
	*at += 1 + len + JOURNAL_HASH;
	return true;
}
