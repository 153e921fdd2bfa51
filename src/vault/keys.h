/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From a passphrase to the data key, and who else may come in.  The header is
 * read and written through the database's own handle only (see shim.h).  What
 * changes slots does so while the caller holds the file's write lock.
 */
#ifndef VAULT_KEYS_H
#define VAULT_KEYS_H

#include "base/err.h"
#include "base/secret.h"
#include "vault/header.h"
#include "vault/shim.h"

/* What an open vault keeps: the data key, and whose slot opened it. */
struct keys {
	struct secret *data_key;
	uint8_t owner[16];
	int slot;
	enum slot_use use;
};

/* One attempt, handed to shim_expect(). After SQLite's refusal `err` says why in words. */
struct keys_attempt {
	const char *user;                /* name as typed; folded here */
	const struct secret *passphrase;
	bool read_only;                  /* wrong tries cannot be counted then */
	struct keys *keys;               /* filled on success */
	struct err *err;
};
int keys_unlock(void *attempt, struct shim_door door, uint8_t data_key[CIPHER_KEY]);
void keys_clear(struct keys *keys);

/* The cost of a new file: at least the floor (64 MiB, 3 passes), passes so that one try takes about half a second
 * here. */
struct header_cost keys_cost_here(void);

/* A header for a new file whose first slot, number 0, belongs to this user. */
enum status keys_new(struct header *h, struct header_cost cost, const char *user, const struct secret *passphrase,
	const uint8_t owner[16], uint8_t data_key[CIPHER_KEY], struct err *err);

/* Gives a user a slot, or new contents to theirs (slot >= 0). `taken` as in header_take(). The number in *slot. */
enum status keys_give(struct shim_door door, const struct keys *keys, const char *user, const struct secret *passphrase,
	const uint8_t owner[16], enum slot_use use, const bool taken[HEADER_SLOTS], int *slot, struct err *err);
/* Takes a slot away, in both copies. */
enum status keys_take_away(struct shim_door door, const struct keys *keys, int slot, struct err *err);

/* Seconds to wait after so many wrong tries: none for three, then 2, 4, 8 ... up to five minutes. */
unsigned keys_delay(uint32_t wrong_tries);

#endif
