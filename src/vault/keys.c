/* SPDX-License-Identifier: EUPL-1.2 */
/* Trying, giving and taking away key slots. */
#include "vault/keys.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"

#define FREE_TRIES 3
#define LONGEST_DELAY 300
#define FLOOR_KIB 65536
#define FLOOR_PASSES 3
#define HIGHEST_KIB (1024 * 1024)   /* a header that asks for more was tampered with */
#define HIGHEST_PASSES 1000

unsigned keys_delay(uint32_t wrong_tries)
{
	unsigned delay = 1;

	if (wrong_tries <= FREE_TRIES)
		return 0;
	for (uint32_t i = FREE_TRIES; i < wrong_tries && delay < LONGEST_DELAY; i++)
		delay *= 2;
	return delay < LONGEST_DELAY ? delay : LONGEST_DELAY;
}

void keys_clear(struct keys *keys)
{
	secret_free(keys->data_key);
	memset(keys, 0, sizeof *keys);
}

struct header_cost keys_cost_here(void)
{
	static const char probe[] = "how long does one pass take here?";
	uint8_t out[CIPHER_KEY], salt[crypto_pwhash_SALTBYTES] = { 0 };
	int64_t start = clock_ticks_ms(), took;
	uint32_t passes = FLOOR_PASSES;

	if (crypto_pwhash(out, sizeof out, probe, sizeof probe, salt, 1, (size_t)FLOOR_KIB * 1024,
		crypto_pwhash_ALG_ARGON2ID13) != 0)
		return (struct header_cost){ FLOOR_PASSES, FLOOR_KIB };
	took = clock_ticks_ms() - start;
	if (took > 0 && 500 / took > FLOOR_PASSES)
		passes = (uint32_t)(500 / took);
	return (struct header_cost){ passes, FLOOR_KIB };
}

static bool slot_key(const struct header *h, const char *user, const struct secret *passphrase,
	uint8_t key[CIPHER_KEY])
{
	struct str folded = STR_INIT;
	struct secret *p = (struct secret *)passphrase; /* read only; secret_bytes() gives room to write */
	bool made;

	text_fold(&folded, user);
	made = header_slot_key(h, str_get(&folded), secret_bytes(p), secret_len(p), key);
	str_free(&folded);
	return made;
}

/* Both copies; `whole` tells which look like ours. False: no header at all. */
static bool read_copies(struct shim_door door, struct header *copy, bool whole[2], uint32_t *newest_format)
{
	*newest_format = 0;
	for (int i = 0; i < 2; i++) {
		uint32_t format = 0;
		struct header_cost cost;

		whole[i] = shim_header_read(door, copy[i].bytes, HEADER_COPY, (sqlite3_int64)i * HEADER_COPY) == SQLITE_OK &&
			header_looks_right(&copy[i], &format);
		if (format > *newest_format && whole[i])
			*newest_format = format;
		cost = header_cost(&copy[i]);
		if (format != HEADER_FORMAT || cost.kib > HIGHEST_KIB || cost.passes > HIGHEST_PASSES)
			whole[i] = false;
	}
	return whole[0] || whole[1];
}

static void note_try(struct keys_attempt *a, struct shim_door door, struct header *first, uint32_t count)
{
	struct header_tries now = { count, count ? (uint64_t)clock_now_ms() : 0 };

	if (a->read_only || header_tries(first).count == count)
		return;
	header_set_tries(first, now);
	/* Best effort: a medium that refuses this refuses all else as well. */
	if (shim_header_write(door, first->bytes + HEADER_TRIES_AT, HEADER_TRIES_LEN, HEADER_TRIES_AT) == SQLITE_OK)
		shim_header_sync(door);
}

/* Seconds still to wait; a clock that was set back counts as a fresh start of the delay, never as none. */
static unsigned still_to_wait(const struct header *first)
{
	struct header_tries tries = header_tries(first);
	unsigned delay = keys_delay(tries.count);
	int64_t passed = (clock_now_ms() - (int64_t)tries.last_ms) / 1000;

	if (passed < 0)
		return delay;
	return passed >= delay ? 0 : delay - (unsigned)passed;
}

static bool same_salt_and_cost(const struct header *a, const struct header *b)
{
	struct header_cost x = header_cost(a), y = header_cost(b);

	return memcmp(header_file_id(a), header_file_id(b), 16) == 0 && x.passes == y.passes && x.kib == y.kib;
}

/* Newest copy first. A copy that was torn while it was written may look right and hold half of the slots, so that a
 * passphrase it does not know is tried on the other one as well: what was taken away stands in neither. */
static bool try_copies(struct keys_attempt *a, struct header *copy, const bool whole[2], struct slot_content *got)
{
	bool second_newer = whole[1] && (!whole[0] || header_generation(&copy[1]) > header_generation(&copy[0]));
	uint8_t key[CIPHER_KEY];
	const struct header *made_for = NULL;
	bool opened = false;

	for (int i = 0; i < 2 && !opened; i++) {
		const struct header *h = &copy[i ^ (int)second_newer];

		if (!whole[i ^ (int)second_newer])
			continue;
		if (!made_for || !same_salt_and_cost(h, made_for))
			made_for = slot_key(h, a->user ? a->user : "", a->passphrase, key) ? h : NULL;
		opened = made_for && (a->keys->slot = header_try(h, key, got)) >= 0 && header_whole(h, got->data_key);
	}
	sodium_memzero(key, sizeof key);
	return opened;
}

static int refuse(struct keys_attempt *a, struct shim_door door, struct header *first, unsigned wait)
{
	if (wait) {
		err_set(a->err, ST_DENIED, ngettext("After several wrong passphrases there is a pause. Try again in %u second.",
			"After several wrong passphrases there is a pause. Try again in %u seconds.", wait), wait);
		return SQLITE_NOTADB;
	}
	note_try(a, door, first, header_tries(first).count + 1);
	err_set(a->err, ST_DENIED, _("This name and passphrase do not open the file. Nothing was changed; see whether the "
		"Caps Lock key is on, and try again."));
	return SQLITE_NOTADB;
}

static void accept(struct keys_attempt *a, struct slot_content *got, uint8_t data_key[CIPHER_KEY])
{
	memcpy(data_key, got->data_key, CIPHER_KEY);
	a->keys->data_key = secret_new(CIPHER_KEY);
	memcpy(secret_bytes(a->keys->data_key), got->data_key, CIPHER_KEY);
	memcpy(a->keys->owner, got->owner, sizeof a->keys->owner);
	a->keys->use = got->use[0] == SLOT_RECOVERY ? SLOT_RECOVERY : SLOT_PASSPHRASE;
	sodium_memzero(got, sizeof *got);
}

static int not_a_vault(struct keys_attempt *a, uint32_t format)
{
	if (format > HEADER_FORMAT)
		err_set(a->err, ST_NEWER, _("This file was written by a newer Foothold. Nothing was changed; use that version."));
	else
		err_set(a->err, ST_CORRUPT, _("This is not a Foothold file, or its beginning is damaged. Nothing was changed; "
			"see whether you named the right file."));
	return SQLITE_NOTADB;
}

int keys_unlock(void *attempt, struct shim_door door, uint8_t data_key[CIPHER_KEY])
{
	struct keys_attempt *a = attempt;
	struct header *copy = mem_array(2, sizeof *copy);
	struct slot_content got;
	bool whole[2];
	uint32_t format;
	unsigned wait;
	int rc;

	if (!read_copies(door, copy, whole, &format)) {
		rc = not_a_vault(a, format);
	} else if ((wait = still_to_wait(&copy[0])) > 0 || !try_copies(a, copy, whole, &got)) {
		rc = refuse(a, door, &copy[0], wait);
	} else {
		note_try(a, door, &copy[0], 0);
		accept(a, &got, data_key);
		rc = SQLITE_OK;
	}
	free(copy);
	return rc;
}

static enum status no_memory(struct err *err)
{
	return err_set(err, ST_IO, _("There is not enough memory for this. Nothing was changed; close other programs and "
		"try again."));
}

static void content_of(struct slot_content *content, const uint8_t data_key[CIPHER_KEY], const uint8_t owner[16],
	enum slot_use use)
{
	memset(content, 0, sizeof *content);
	memcpy(content->data_key, data_key, CIPHER_KEY);
	memcpy(content->owner, owner, 16);
	content->use[0] = (uint8_t)use;
}

enum status keys_new(struct header *h, struct header_cost cost, const char *user, const struct secret *passphrase,
	const uint8_t owner[16], uint8_t data_key[CIPHER_KEY], struct err *err)
{
	struct slot_content content;
	uint8_t key[CIPHER_KEY];

	header_new(h, cost);
	randombytes_buf(data_key, CIPHER_KEY);
	if (!slot_key(h, user, passphrase, key))
		return no_memory(err);
	content_of(&content, data_key, owner, SLOT_PASSPHRASE);
	header_put(h, 0, key, &content);
	header_seal(h, data_key);
	sodium_memzero(key, sizeof key);
	sodium_memzero(&content, sizeof content);
	return ST_OK;
}

static enum status write_failed(struct err *err)
{
	return err_set(err, ST_IO, _("The file's key slots could not be written. The slots stand as they were; check the "
		"disk and try again."));
}

/* The copy that holds, and its number; the other one is to be written. */
static enum status read_current(struct shim_door door, const struct keys *keys, struct header *out, int *number,
	struct err *err)
{
	struct header *copy = mem_array(2, sizeof *copy);
	const uint8_t *data_key = secret_bytes(keys->data_key);
	bool whole[2];
	uint32_t format;

	*number = -1;
	read_copies(door, copy, whole, &format);
	for (int i = 0; i < 2; i++)
		if (whole[i] && header_whole(&copy[i], data_key) &&
			(*number < 0 || header_generation(&copy[i]) > header_generation(out))) {
			*out = copy[i];
			*number = i;
		}
	free(copy);
	return *number >= 0 ? ST_OK : write_failed(err);
}

/* All but the wrong tries, which stand behind the sealed part. */
static bool write_copy(struct shim_door door, const struct header *h, int number)
{
	return shim_header_write(door, h->bytes, HEADER_TRIES_AT, (sqlite3_int64)number * HEADER_COPY) == SQLITE_OK &&
		shim_header_sync(door) == SQLITE_OK;
}

enum status keys_give(struct shim_door door, const struct keys *keys, const char *user, const struct secret *passphrase,
	const uint8_t owner[16], enum slot_use use, const bool taken[HEADER_SLOTS], int *slot, struct err *err)
{
	struct header *h = mem_alloc(sizeof *h);
	struct slot_content content;
	uint8_t key[CIPHER_KEY];
	int number, had = *slot;
	enum status st = read_current(door, keys, h, &number, err);

	if (st == ST_OK && !slot_key(h, user, passphrase, key))
		st = no_memory(err);
	if (st == ST_OK) {
		content_of(&content, secret_bytes(keys->data_key), owner, use);
		if (had >= 0)
			header_put(h, had, key, &content);
		else if ((*slot = header_take(h, taken, key, &content)) < 0)
			st = err_set(err, ST_INVALID, _("All %d places for users are taken. Remove one first."), HEADER_SLOTS);
	}
	if (st == ST_OK) {
		header_next_generation(h);
		header_seal(h, secret_bytes(keys->data_key));
		/* An old passphrase must not live on in the other copy. */
		if (!write_copy(door, h, !number) || (had >= 0 && !write_copy(door, h, number)))
			st = write_failed(err);
	}
	sodium_memzero(key, sizeof key);
	sodium_memzero(&content, sizeof content);
	free(h);
	return st;
}

enum status keys_take_away(struct shim_door door, const struct keys *keys, int slot, struct err *err)
{
	struct header *h = mem_alloc(sizeof *h);
	int number;
	enum status st = read_current(door, keys, h, &number, err);

	if (st == ST_OK) {
		header_clear(h, slot);
		header_next_generation(h);
		header_seal(h, secret_bytes(keys->data_key));
		if (!write_copy(door, h, !number) || !write_copy(door, h, number))
			st = write_failed(err);
	}
	free(h);
	return st;
}
