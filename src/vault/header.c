/* SPDX-License-Identifier: EUPL-1.2 */
/* The header's bytes: reading, writing, key slots. No file is touched here. */
#include "vault/header.h"

#include <sodium.h>
#include <string.h>

#include "base/mem.h"

enum {
	AT_FORMAT = 8, AT_PAGE = 12, AT_FILE_ID = 16, AT_GENERATION = 32, AT_PASSES = 40, AT_KIB = 44, AT_SLOTS = 64,
	SLOT = 128, SLOT_TEXT = CIPHER_EXTRA, AT_MAC = AT_SLOTS + HEADER_SLOTS * SLOT,
};
static const char magic[8] = { 'F', 'o', 'o', 't', 'h', 'o', 'l', 'd' };

_Static_assert(sizeof(struct slot_content) <= SLOT - SLOT_TEXT, "a slot's content fits");
_Static_assert(AT_MAC + 32 <= HEADER_TRIES_AT, "the tries stand behind the MAC");

static void put32(uint8_t *at, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(v >> (8 * i));
}

static uint32_t get32(const uint8_t *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void put64(uint8_t *at, uint64_t v)
{
	put32(at, (uint32_t)v);
	put32(at + 4, (uint32_t)(v >> 32));
}

static uint64_t get64(const uint8_t *at)
{
	return get32(at) | (uint64_t)get32(at + 4) << 32;
}

void header_new(struct header *h, struct header_cost cost)
{
	memset(h->bytes, 0, sizeof h->bytes);
	memcpy(h->bytes, magic, sizeof magic);
	put32(h->bytes + AT_FORMAT, HEADER_FORMAT);
	put32(h->bytes + AT_PAGE, 4096);
	randombytes_buf(h->bytes + AT_FILE_ID, 16);
	put64(h->bytes + AT_GENERATION, 1);
	put32(h->bytes + AT_PASSES, cost.passes);
	put32(h->bytes + AT_KIB, cost.kib);
	randombytes_buf(h->bytes + AT_SLOTS, HEADER_SLOTS * SLOT);
}

bool header_looks_right(const struct header *h, uint32_t *format)
{
	*format = get32(h->bytes + AT_FORMAT);
	return memcmp(h->bytes, magic, sizeof magic) == 0 && get32(h->bytes + AT_PAGE) == 4096;
}

uint64_t header_generation(const struct header *h)
{
	return get64(h->bytes + AT_GENERATION);
}

void header_next_generation(struct header *h)
{
	put64(h->bytes + AT_GENERATION, header_generation(h) + 1);
}

struct header_cost header_cost(const struct header *h)
{
	return (struct header_cost){ get32(h->bytes + AT_PASSES), get32(h->bytes + AT_KIB) };
}

const uint8_t *header_file_id(const struct header *h)
{
	return h->bytes + AT_FILE_ID;
}

bool header_slot_key(const struct header *h, const char *user, const void *passphrase, size_t len,
	uint8_t key[CIPHER_KEY])
{
	uint8_t salt[crypto_pwhash_SALTBYTES];
	struct header_cost cost = header_cost(h);
	crypto_generichash(salt, sizeof salt, (const uint8_t *)user, strlen(user), header_file_id(h), 16);
	return crypto_pwhash(key, CIPHER_KEY, passphrase, len, salt, cost.passes, (size_t)cost.kib * 1024,
		crypto_pwhash_ALG_ARGON2ID13) == 0;
}

static uint8_t *slot_at(struct header *h, int slot)
{
	if (slot < 0 || slot >= HEADER_SLOTS)
		BUG("there is no such key slot");
	return h->bytes + AT_SLOTS + slot * SLOT;
}

int header_try(const struct header *h, const uint8_t key[CIPHER_KEY], struct slot_content *out)
{
	uint8_t plain[sizeof *out];
	for (int i = 0; i < HEADER_SLOTS; i++) {
		const uint8_t *at = h->bytes + AT_SLOTS + i * SLOT;
		if (!cipher_open(plain, at + SLOT_TEXT, at, sizeof plain, key, CIPHER_SLOT, (uint64_t)i))
			continue;
		memcpy(out, plain, sizeof plain);
		sodium_memzero(plain, sizeof plain);
		return i;
	}
	return -1;
}

void header_put(struct header *h, int slot, const uint8_t key[CIPHER_KEY], const struct slot_content *content)
{
	uint8_t *at = slot_at(h, slot);
	randombytes_buf(at, SLOT);
	cipher_seal(at + SLOT_TEXT, at, (const uint8_t *)content, sizeof *content, key, CIPHER_SLOT, (uint64_t)slot);
}

int header_take(struct header *h, const bool taken[HEADER_SLOTS], const uint8_t key[CIPHER_KEY],
	const struct slot_content *content)
{
	for (int i = 0; i < HEADER_SLOTS; i++)
		if (!taken[i]) {
			header_put(h, i, key, content);
			return i;
		}
	return -1;
}

void header_clear(struct header *h, int slot)
{
	randombytes_buf(slot_at(h, slot), SLOT);
}

static void mac(const struct header *h, const uint8_t data_key[CIPHER_KEY], uint8_t out[32])
{
	uint8_t key[CIPHER_KEY];
	cipher_subkey(key, data_key, CIPHER_HEADER);
	crypto_generichash(out, 32, h->bytes, AT_MAC, key, sizeof key);
	sodium_memzero(key, sizeof key);
}

void header_seal(struct header *h, const uint8_t data_key[CIPHER_KEY])
{
	mac(h, data_key, h->bytes + AT_MAC);
}

bool header_whole(const struct header *h, const uint8_t data_key[CIPHER_KEY])
{
	uint8_t expect[32];
	mac(h, data_key, expect);
	return sodium_memcmp(expect, h->bytes + AT_MAC, sizeof expect) == 0;
}

struct header_tries header_tries(const struct header *h)
{
	return (struct header_tries){ get32(h->bytes + HEADER_TRIES_AT), get64(h->bytes + HEADER_TRIES_AT + 4) };
}

void header_set_tries(struct header *h, struct header_tries tries)
{
	put32(h->bytes + HEADER_TRIES_AT, tries.count);
	put64(h->bytes + HEADER_TRIES_AT + 4, tries.last_ms);
}
