/* SPDX-License-Identifier: EUPL-1.2 */
/* Lots of applications and places, drawn once from the file's seed. */
#include "cases/lot.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "cases/rules.h"

#define SETTING_SEED "lots.seed"

enum status lot_seed(struct store *store, char out[LOT_SEED], struct err *err)
{
	char *kept;
	enum status st = setting_get(store, SETTING_SEED, &kept, err);

	out[0] = '\0';
	if (st == ST_OK && kept)
		snprintf(out, LOT_SEED, "%s", kept);
	free(kept);
	return st;
}

static enum status seed_or_new(struct store *store, char out[LOT_SEED], struct err *err)
{
	uint8_t drawn[(LOT_SEED - 1) / 2];
	enum status st = lot_seed(store, out, err);

	if (st != ST_OK || out[0])
		return st;
	rng_bytes(drawn, sizeof(drawn));
	sodium_bin2hex(out, LOT_SEED, drawn, sizeof(drawn));
	return setting_set(store, SETTING_SEED, out, err);
}

int64_t lot_of(const char seed[LOT_SEED], struct id id)
{
	uint8_t hash[crypto_generichash_BYTES_MIN];
	int64_t lot = 0;

	crypto_generichash(hash, sizeof(hash), id.b, sizeof(id.b), (const uint8_t *)seed, LOT_SEED - 1);
	for (int i = 0; i < LOT_BITS / 8; i++)
		lot = lot << 8 | hash[i];
	return lot;
}

enum status lot_draw(struct change *change, struct change_item *item, struct err *err)
{
	char seed[LOT_SEED], words[24];
	enum status st;

	if (change_is_deletion(item) || change_get(item, "lot"))
		return ST_OK;
	st = seed_or_new(change_store(change), seed, err);
	if (st != ST_OK)
		return st;
	snprintf(words, sizeof(words), "%lld", (long long)lot_of(seed, change_id_of(item)));
	rule_put(item, "lot", words);
	return ST_OK;
}
