/* SPDX-License-Identifier: EUPL-1.2 */
/* The header's bytes: reading, writing, key slots. No file is touched here. */
#include "vault/header.h"

#include <sodium.h>
#include <string.h>

#include "base/mem.h"

enum {
	AT_FORMAT = 8, AT_PAGE = 12, AT_FILE_ID = 16, AT_GENERATION = 32, AT_PASSES = 40, AT_KIB = 44, AT_FLAGS = 48,
	AT_KEY_NUMBER = 52, AT_SLOTS = 64,
	SLOT_BOX = CIPHER_SHORT + CIPHER_KEY, BOX = crypto_box_SEALBYTES + CIPHER_KEY, SLOT = SLOT_BOX + BOX,
	AT_PREVIOUS = AT_SLOTS + HEADER_SLOTS * SLOT, AT_MAC = AT_PREVIOUS + CIPHER_SHORT + CIPHER_KEY,
	AT_CHECKSUM = AT_MAC + 32,
};
enum { FLAG_NAMES = 1, FLAG_PREVIOUS = 2, FLAG_DEMO = 4 };
static const char magic[8] = { 'F', 'o', 'o', 't', 'h', 'o', 'l', 'd' };

_Static_assert(SLOT == 144 && AT_PREVIOUS == 32320 && AT_MAC == 32384, "the layout is as header.h tells");
_Static_assert(AT_CHECKSUM + 32 <= HEADER_TRIES_AT, "the tries stand behind the checksum");
_Static_assert(crypto_box_SECRETKEYBYTES == CIPHER_KEY && crypto_box_PUBLICKEYBYTES == CIPHER_KEY, "X25519");

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
	put32(h->bytes + AT_KEY_NUMBER, 1);
	for (int i = 0; i < HEADER_SLOTS; i++)
		header_clear(h, i);
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

static uint32_t flags(const struct header *h)
{
	return get32(h->bytes + AT_FLAGS);
}

static void set_flag(struct header *h, uint32_t flag, bool on)
{
	put32(h->bytes + AT_FLAGS, on ? flags(h) | flag : flags(h) & ~flag);
}

bool header_names(const struct header *h)
{
	return flags(h) & FLAG_NAMES;
}

void header_set_names(struct header *h, bool asked)
{
	set_flag(h, FLAG_NAMES, asked);
}

bool header_demo(const struct header *h)
{
	return flags(h) & FLAG_DEMO;
}

void header_set_demo(struct header *h, bool demo)
{
	set_flag(h, FLAG_DEMO, demo);
}

uint32_t header_key_number(const struct header *h)
{
	return get32(h->bytes + AT_KEY_NUMBER);
}

void header_next_key(struct header *h)
{
	put32(h->bytes + AT_KEY_NUMBER, header_key_number(h) + 1);
}

static uint8_t *slot_at(struct header *h, int slot)
{
	if (slot < 0 || slot >= HEADER_SLOTS)
		BUG("there is no such key slot");
	return h->bytes + AT_SLOTS + slot * SLOT;
}

static bool open_box(const uint8_t *box, struct slot_content *content)
{
	uint8_t public_key[CIPHER_KEY];

	return crypto_scalarmult_base(public_key, content->personal) == 0 &&
		crypto_box_seal_open(content->data_key, box, BOX, public_key, content->personal) == 0;
}

int header_try(const struct header *h, const uint8_t key[CIPHER_KEY], struct slot_content *out)
{
	for (int i = 0; i < HEADER_SLOTS; i++) {
		const uint8_t *at = h->bytes + AT_SLOTS + i * SLOT;

		if (cipher_open_short(out->personal, at + CIPHER_SHORT, at, CIPHER_KEY, key, CIPHER_SLOT, (uint64_t)i))
			return open_box(at + SLOT_BOX, out) ? i : -1;
	}
	return -1;
}

void header_put(struct header *h, int slot, const uint8_t key[CIPHER_KEY], const struct slot_content *content)
{
	uint8_t *at = slot_at(h, slot), public_key[CIPHER_KEY];

	cipher_seal_short(at + CIPHER_SHORT, at, content->personal, CIPHER_KEY, key, CIPHER_SLOT, (uint64_t)slot);
	if (crypto_scalarmult_base(public_key, content->personal) != 0)
		BUG("a personal key has no public half");
	if (!header_box(h, slot, public_key, content->data_key))
		BUG("a data key was to be sealed to no public key");
}

bool header_box(struct header *h, int slot, const uint8_t public_key[CIPHER_KEY], const uint8_t data_key[CIPHER_KEY])
{
	return crypto_box_seal(slot_at(h, slot) + SLOT_BOX, data_key, CIPHER_KEY, public_key) == 0;
}

int header_free_slot(const bool taken[HEADER_SLOTS])
{
	for (int i = 0; i < HEADER_SLOTS; i++)
		if (!taken[i])
			return i;
	return -1;
}

/* A box begins with a point of the curve, which random bytes often are not. */
void header_clear(struct header *h, int slot)
{
	uint8_t *at = slot_at(h, slot), nobody[CIPHER_KEY];

	randombytes_buf(at, SLOT);
	randombytes_buf(nobody, sizeof(nobody));
	if (crypto_scalarmult_base(at + SLOT_BOX, nobody) != 0)
		BUG("a random key has no public half");
	sodium_memzero(nobody, sizeof(nobody));
}

/* Under the header's subkey; the number of the present data key makes the unit's number. */
void header_set_previous(struct header *h, const uint8_t data_key[CIPHER_KEY], const uint8_t previous[CIPHER_KEY])
{
	uint8_t *at = h->bytes + AT_PREVIOUS, key[CIPHER_KEY];

	cipher_subkey(key, data_key, CIPHER_PREVIOUS);
	cipher_seal_short(at + CIPHER_SHORT, at, previous, CIPHER_KEY, key, CIPHER_PREVIOUS, header_key_number(h));
	sodium_memzero(key, sizeof(key));
	set_flag(h, FLAG_PREVIOUS, true);
}

void header_clear_previous(struct header *h)
{
	memset(h->bytes + AT_PREVIOUS, 0, CIPHER_SHORT + CIPHER_KEY);
	set_flag(h, FLAG_PREVIOUS, false);
}

bool header_has_previous(const struct header *h)
{
	return flags(h) & FLAG_PREVIOUS;
}

bool header_previous(const struct header *h, const uint8_t data_key[CIPHER_KEY], uint8_t out[CIPHER_KEY])
{
	const uint8_t *at = h->bytes + AT_PREVIOUS;
	uint8_t key[CIPHER_KEY];
	bool opened;

	cipher_subkey(key, data_key, CIPHER_PREVIOUS);
	opened = header_has_previous(h) && cipher_open_short(out, at + CIPHER_SHORT, at, CIPHER_KEY, key, CIPHER_PREVIOUS,
		header_key_number(h));
	sodium_memzero(key, sizeof(key));
	return opened;
}

static void mac(const struct header *h, const uint8_t data_key[CIPHER_KEY], uint8_t out[32])
{
	uint8_t key[CIPHER_KEY];

	cipher_subkey(key, data_key, CIPHER_HEADER);
	crypto_generichash(out, 32, h->bytes, AT_MAC, key, sizeof(key));
	sodium_memzero(key, sizeof(key));
}

static void checksum(const struct header *h, uint8_t out[32])
{
	crypto_generichash(out, 32, h->bytes, AT_CHECKSUM, NULL, 0);
}

void header_seal(struct header *h, const uint8_t data_key[CIPHER_KEY])
{
	mac(h, data_key, h->bytes + AT_MAC);
	checksum(h, h->bytes + AT_CHECKSUM);
}

bool header_whole(const struct header *h, const uint8_t data_key[CIPHER_KEY])
{
	uint8_t expect[32];

	mac(h, data_key, expect);
	return sodium_memcmp(expect, h->bytes + AT_MAC, sizeof(expect)) == 0;
}

bool header_intact(const struct header *h)
{
	uint8_t expect[32];

	if (get32(h->bytes + AT_FORMAT) == HEADER_FORMAT_OLD)
		return true;
	checksum(h, expect);
	return memcmp(expect, h->bytes + AT_CHECKSUM, sizeof(expect)) == 0;
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
