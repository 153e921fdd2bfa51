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

/* What an open vault keeps: the data key, the user's own key, and which slot gave them. All zero: nothing yet. */
struct keys {
	struct secret *data_key;
	struct secret *previous;         /* data key of before, while pages may still be sealed with it; else NULL */
	struct secret *personal;         /* X25519 secret key; NULL in a file of format 1 */
	uint8_t public_key[CIPHER_KEY];  /* its other half */
	int slot;
	bool named;                      /* the name that was typed belongs to the slot; not so for a recovery code */
	bool names;                      /* names are asked, says the header that the data key holds for */
};

/* One attempt, handed to shim_expect(). After SQLite's refusal `err` says why in words. */
struct keys_attempt {
	const char *user;                /* name as typed; folded here, of no account where names are not asked */
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

/* A header for a new file whose first slot, number 0, belongs to this user; with a name, names are asked from the
 * start. Fills `keys`. */
enum status keys_new(struct header *h, struct header_cost cost, const char *name, const struct secret *passphrase,
	struct keys *keys, struct err *err);

/* Key of a slot. A recovery code opens by itself: it is long and random, and no name goes into its salt; small letters,
 * spaces for dashes and O, I, L for digits are understood. False: no memory. */
bool keys_of_passphrase(const struct header *h, const char *name, const struct secret *passphrase,
	uint8_t key[CIPHER_KEY]);

enum status keys_no_memory(struct err *err);

/* Both copies as they stand, and the number of the one that holds: the newest that is not torn. -1: neither looks like
 * ours (*newer: the number of a format we do not know, else 0); KEYS_TORN: ours, but damaged. */
struct header_copies {
	struct header copy[2];
	int current;
	int trouble;                     /* what SQLite answered where a copy could not be read; else SQLITE_OK */
};
enum { KEYS_NONE = -1, KEYS_TORN = -2 };
/* Why no copy can be used, in words. */
enum status keys_not_a_vault(const struct header_copies *copies, uint32_t newer, struct err *err);
int keys_read_copies(struct shim_door door, struct header_copies *out, uint32_t *newer);
/* Seconds still to wait before the next try; a clock that was set back starts the pause afresh. */
unsigned keys_wait(const struct header *first);

/* slots.c: who else may come in. Each change is written to both copies, one after the other. */

/* A slot with a personal key of its own for another user. The number in *slot, the public half in public_key. */
enum status slots_give(struct shim_door door, const struct keys *keys, const char *name, const struct secret *passphrase,
	const bool taken[HEADER_SLOTS], int *slot, uint8_t public_key[CIPHER_KEY], struct err *err);
/* New contents for a slot of the one who is logged in. With a name, names are asked from then on; without, not. A file
 * of format 1 becomes one of format 2, and other slots of before no longer open it. */
enum status slots_renew(struct shim_door door, struct keys *keys, int slot, const char *name,
	const struct secret *passphrase, struct err *err);
/* A slot of their own for the one who is logged in, with another personal key, which `keys` has from then on. */
enum status slots_anew(struct shim_door door, struct keys *keys, const char *name, const struct secret *passphrase,
	const bool taken[HEADER_SLOTS], int *slot, struct err *err);
/* One more slot for the one who is logged in; *slot >= 0: that one, else a free one. */
enum status slots_second(struct shim_door door, const struct keys *keys, const char *name, const struct secret *code,
	const bool taken[HEADER_SLOTS], int *slot, struct err *err);
enum status slots_take_away(struct shim_door door, const struct keys *keys, int slot, struct err *err);
enum status slots_ask_names(struct shim_door door, const struct keys *keys, bool asked, struct err *err);

/* A new data key, for these slots alone; `keys` has both from then on. On an error as well, when the disk failed half
 * way and the new one holds. */
struct vault_key_holder;
enum status slots_next_key(struct shim_door door, struct keys *keys, const struct vault_key_holder *holders, int n,
	struct err *err);
/* Every page is sealed with the new one: the one before goes from both copies. */
enum status slots_forget_previous(struct shim_door door, struct keys *keys, struct err *err);

/* Seconds to wait after so many wrong tries: none for three, then 2, 4, 8 ... up to five minutes. */
unsigned keys_delay(uint32_t wrong_tries);

#endif
