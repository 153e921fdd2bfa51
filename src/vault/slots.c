/* SPDX-License-Identifier: EUPL-1.2 */
/* Giving and taking away key slots: one update of the header at a time, under the file's write lock. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "vault/keys.h"
#include "vault/vault.h"

/* The header as it holds, on its way to be changed. */
struct update {
	struct shim_door door;
	struct header_copies on_disk;
	struct header next;
};

static enum status write_failed(struct err *err)
{
	return err_set(err, ST_IO, _("The file's key slots could not be written. The slots stand as they were; check the "
		"disk and try again."));
}

/* The copy that our data key holds for; of format 1 with no checksum that may be the older one. */
static bool find_current(struct update *u, const struct keys *keys)
{
	const uint8_t *data_key = secret_bytes(keys->data_key);
	const struct header *copy = u->on_disk.copy;
	uint32_t newer;
	int current = keys_read_copies(u->door, &u->on_disk, &newer);

	if (current < 0)
		return false;
	if (!header_is_old(&copy[current]))
		return header_whole(&copy[current], data_key);
	for (int i = 0; i < 2; i++)
		if (header_is_old(&copy[i ^ current]) && header_old_whole(&copy[i ^ current], data_key)) {
			u->on_disk.current = i ^ current;
			return true;
		}
	return false;
}

static enum status begin(struct update **out, struct shim_door door, const struct keys *keys, struct err *err)
{
	struct update *u = mem_alloc(sizeof(*u));

	*out = NULL;
	u->door = door;
	if (!find_current(u, keys)) {
		free(u);
		return write_failed(err);
	}
	u->next = u->on_disk.copy[u->on_disk.current];
	*out = u;
	return ST_OK;
}

/* The same, for changes that a file of format 1 has no place for. */
static enum status begin_new(struct update **out, struct shim_door door, const struct keys *keys, struct err *err)
{
	enum status st = begin(out, door, keys, err);

	if (st != ST_OK || keys->personal)
		return st;
	free(*out);
	*out = NULL;
	return err_set(err, ST_INVALID, _("This file was made by an older Foothold. Nothing was changed; give it a new "
		"passphrase first, with “foothold passphrase”."));
}

/* All but the wrong tries, which stand behind the sealed part. */
static bool write_copy(struct shim_door door, const struct header *h, int number)
{
	return shim_header_write(door, h->bytes, HEADER_TRIES_AT, (sqlite3_int64)number * HEADER_COPY) == SQLITE_OK &&
		shim_header_sync(door) == SQLITE_OK;
}

/* Puts back what one copy held. The newer copy counts, so that the order matters: what is to hold is written last. */
static bool put_back(const struct update *u, int number)
{
	return write_copy(u->door, &u->on_disk.copy[number], number);
}

/* The older copy first. When the second cannot be written the first is put back, so that an error means no change: as
 * long as the disk takes that. */
static enum status finish(struct update *u, const uint8_t data_key[CIPHER_KEY], struct err *err)
{
	int current = u->on_disk.current;

	header_next_generation(&u->next);
	header_seal(&u->next, data_key);
	if (!write_copy(u->door, &u->next, !current)) {
		put_back(u, !current);
		return write_failed(err);
	}
	if (write_copy(u->door, &u->next, current))
		return ST_OK;
	if (put_back(u, current) && put_back(u, !current))
		return write_failed(err);
	return err_set(err, ST_IO, _("The disk failed while the file's key slots were written: this change holds, or it does "
		"not. All that was saved is kept. Check the disk, see who can log in, and repeat the change."));
}

static void end(struct update *u)
{
	if (u)
		sodium_memzero(u, sizeof(*u));
	free(u);
}

static enum status take_free(const bool taken[HEADER_SLOTS], int *slot, struct err *err)
{
	*slot = header_free_slot(taken);
	return *slot >= 0 ? ST_OK : err_set(err, ST_INVALID,
		_("All %d places for users are taken. Remove one first."), HEADER_SLOTS);
}

/* Puts data key and personal key under a passphrase. */
static enum status put(struct header *h, int slot, const char *name, const struct secret *passphrase,
	struct slot_content *content, struct err *err)
{
	uint8_t key[CIPHER_KEY];
	bool made = keys_of_passphrase(h, name, passphrase, key);

	if (made)
		header_put(h, slot, key, content);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(content, sizeof(*content));
	return made ? ST_OK : keys_no_memory(err);
}

static void content_of(struct slot_content *out, const uint8_t *personal, const struct keys *keys)
{
	memcpy(out->personal, personal, CIPHER_KEY);
	memcpy(out->data_key, secret_bytes(keys->data_key), CIPHER_KEY);
}

/* A new personal key, in a free slot. */
static enum status give(struct shim_door door, const struct keys *keys, const char *name, const struct secret *passphrase,
	const bool taken[HEADER_SLOTS], int *slot, uint8_t personal[CIPHER_KEY], struct err *err)
{
	struct update *u = NULL;
	struct slot_content content;
	enum status st = begin_new(&u, door, keys, err);

	if (st == ST_OK)
		st = take_free(taken, slot, err);
	if (st == ST_OK) {
		randombytes_buf(personal, CIPHER_KEY);
		content_of(&content, personal, keys);
		st = put(&u->next, *slot, name, passphrase, &content, err);
	}
	if (st == ST_OK)
		st = finish(u, secret_bytes(keys->data_key), err);
	end(u);
	return st;
}

enum status slots_give(struct shim_door door, const struct keys *keys, const char *name, const struct secret *passphrase,
	const bool taken[HEADER_SLOTS], int *slot, uint8_t public_key[CIPHER_KEY], struct err *err)
{
	uint8_t personal[CIPHER_KEY];
	enum status st = give(door, keys, name, passphrase, taken, slot, personal, err);

	if (st == ST_OK && crypto_scalarmult_base(public_key, personal) != 0)
		BUG("a random key has no public half");
	sodium_memzero(personal, sizeof(personal));
	return st;
}

/* A user of a file of format 1 gets a personal key now, or somebody another one. */
static void take_personal(struct keys *keys, const uint8_t personal[CIPHER_KEY])
{
	secret_free(keys->personal);
	keys->personal = secret_new(CIPHER_KEY);
	memcpy(secret_bytes(keys->personal), personal, CIPHER_KEY);
	if (crypto_scalarmult_base(keys->public_key, personal) != 0)
		BUG("a personal key has no public half");
}

enum status slots_anew(struct shim_door door, struct keys *keys, const char *name, const struct secret *passphrase,
	const bool taken[HEADER_SLOTS], int *slot, struct err *err)
{
	uint8_t personal[CIPHER_KEY];
	enum status st = give(door, keys, name, passphrase, taken, slot, personal, err);

	if (st == ST_OK) {
		take_personal(keys, personal);
		keys->slot = *slot;
	}
	sodium_memzero(personal, sizeof(personal));
	return st;
}

enum status slots_renew(struct shim_door door, struct keys *keys, int slot, const char *name,
	const struct secret *passphrase, struct err *err)
{
	struct update *u = NULL;
	struct slot_content content;
	uint8_t personal[CIPHER_KEY];
	enum status st = begin(&u, door, keys, err);

	if (st != ST_OK)
		return st;
	if (keys->personal)
		memcpy(personal, secret_bytes(keys->personal), sizeof(personal));
	else
		randombytes_buf(personal, sizeof(personal));
	if (header_is_old(&u->next))
		header_old_renew(&u->next);
	header_set_names(&u->next, !str_empty(name));
	header_set_demo(&u->next, false);
	content_of(&content, personal, keys);
	st = put(&u->next, slot, name, passphrase, &content, err);
	if (st == ST_OK)
		st = finish(u, secret_bytes(keys->data_key), err);
	if (st == ST_OK && !keys->personal)
		take_personal(keys, personal);
	sodium_memzero(personal, sizeof(personal));
	end(u);
	return st;
}

enum status slots_second(struct shim_door door, const struct keys *keys, const char *name, const struct secret *code,
	const bool taken[HEADER_SLOTS], int *slot, struct err *err)
{
	struct update *u = NULL;
	struct slot_content content;
	enum status st = begin_new(&u, door, keys, err);

	if (st == ST_OK && *slot < 0)
		st = take_free(taken, slot, err);
	if (st == ST_OK) {
		content_of(&content, secret_bytes(keys->personal), keys);
		st = put(&u->next, *slot, name, code, &content, err);
	}
	if (st == ST_OK)
		st = finish(u, secret_bytes(keys->data_key), err);
	end(u);
	return st;
}

enum status slots_take_away(struct shim_door door, const struct keys *keys, int slot, struct err *err)
{
	struct update *u = NULL;
	enum status st = begin_new(&u, door, keys, err);

	if (st == ST_OK) {
		header_clear(&u->next, slot);
		st = finish(u, secret_bytes(keys->data_key), err);
	}
	end(u);
	return st;
}

enum status slots_ask_names(struct shim_door door, const struct keys *keys, bool asked, struct err *err)
{
	struct update *u = NULL;
	enum status st = begin_new(&u, door, keys, err);

	if (st == ST_OK) {
		header_set_names(&u->next, asked);
		st = finish(u, secret_bytes(keys->data_key), err);
	}
	end(u);
	return st;
}

/* Only whom the list names keeps a slot that opens; all others are overwritten. */
static enum status box_for(struct header *h, const struct vault_key_holder *holders, int n,
	const uint8_t data_key[CIPHER_KEY], struct err *err)
{
	bool holds[HEADER_SLOTS] = { false };

	for (int i = 0; i < n; i++) {
		if (!header_box(h, holders[i].slot, holders[i].public_key, data_key))
			return err_set(err, ST_INVALID, _("One of the users has no key pair yet. Nothing was changed; let everybody log in "
				"once, and try again."));
		holds[holders[i].slot] = true;
	}
	for (int i = 0; i < HEADER_SLOTS; i++)
		if (!holds[i])
			header_clear(h, i);
	return ST_OK;
}

static bool holds_now(struct update *u, const uint8_t data_key[CIPHER_KEY])
{
	uint32_t newer;
	int current = keys_read_copies(u->door, &u->on_disk, &newer);

	return current >= 0 && !header_is_old(&u->on_disk.copy[current]) &&
		header_whole(&u->on_disk.copy[current], data_key);
}

enum status slots_next_key(struct shim_door door, struct keys *keys, const struct vault_key_holder *holders, int n,
	struct err *err)
{
	struct update *u = NULL;
	struct secret *fresh = secret_new(CIPHER_KEY);
	enum status st = begin_new(&u, door, keys, err);

	randombytes_buf(secret_bytes(fresh), CIPHER_KEY);
	if (st == ST_OK)
		st = box_for(&u->next, holders, n, secret_bytes(fresh), err);
	if (st == ST_OK) {
		header_next_key(&u->next);
		header_set_previous(&u->next, secret_bytes(fresh), secret_bytes(keys->data_key));
		st = finish(u, secret_bytes(fresh), err);
	}
	/* A disk that failed half way may have the new key all the same; what is written must not be for the old one then. */
	if (st == ST_OK || (u && holds_now(u, secret_bytes(fresh)))) {
		secret_free(keys->previous);
		keys->previous = keys->data_key;
		keys->data_key = fresh;
	} else {
		secret_free(fresh);
	}
	end(u);
	return st;
}

enum status slots_forget_previous(struct shim_door door, struct keys *keys, struct err *err)
{
	struct update *u = NULL;
	enum status st = begin_new(&u, door, keys, err);

	if (st == ST_OK) {
		header_clear_previous(&u->next);
		st = finish(u, secret_bytes(keys->data_key), err);
	}
	end(u);
	if (st == ST_OK) {
		secret_free(keys->previous);
		keys->previous = NULL;
	}
	return st;
}
