/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What stood at the beginning of older files.  Before there were vaults: a plain
 * SQLite database with our number.  Then headers of format 1, which have to open
 * for ever: at 64 there are 224 slots of 128 bytes: nonce 24, tag 16, sealed data
 * key 32 with 24 bytes of no use any more; at 28736 the MAC.  All else stands
 * where format 2 has it.
 */
#include <sodium.h>
#include <string.h>

#include "vault/header.h"

enum { AT_SLOTS = 64, SLOT = 128, CONTENT = 56, AT_MAC = AT_SLOTS + HEADER_SLOTS * SLOT,
	AT_FILE_ID = 16, AT_FLAGS = 48 };

bool header_is_plain(const struct header *h)
{
	return memcmp(h->bytes, "SQLite format 3", 16) == 0 && memcmp(h->bytes + 68, "FHLD", 4) == 0;
}

bool header_is_old(const struct header *h)
{
	uint32_t format;

	return header_looks_right(h, &format) && format == HEADER_FORMAT_OLD;
}

int header_old_try(const struct header *h, const uint8_t key[CIPHER_KEY], struct slot_content *out)
{
	uint8_t plain[CONTENT];

	for (int i = 0; i < HEADER_SLOTS; i++) {
		const uint8_t *at = h->bytes + AT_SLOTS + i * SLOT;

		if (!cipher_open(plain, at + CIPHER_EXTRA, at, sizeof(plain), key, CIPHER_SLOT, (uint64_t)i))
			continue;
		memset(out, 0, sizeof(*out));
		memcpy(out->data_key, plain, CIPHER_KEY);
		sodium_memzero(plain, sizeof(plain));
		return i;
	}
	return -1;
}

bool header_old_whole(const struct header *h, const uint8_t data_key[CIPHER_KEY])
{
	uint8_t key[CIPHER_KEY], expect[32];

	cipher_subkey(key, data_key, CIPHER_HEADER);
	crypto_generichash(expect, sizeof(expect), h->bytes, AT_MAC, key, sizeof(key));
	sodium_memzero(key, sizeof(key));
	return sodium_memcmp(expect, h->bytes + AT_MAC, sizeof(expect)) == 0;
}

void header_old_renew(struct header *h)
{
	struct header_tries tries = header_tries(h);
	uint8_t kept[AT_FLAGS - AT_FILE_ID];

	memcpy(kept, h->bytes + AT_FILE_ID, sizeof(kept));
	header_new(h, header_cost(h));
	memcpy(h->bytes + AT_FILE_ID, kept, sizeof(kept));
	header_set_tries(h, tries);
}
