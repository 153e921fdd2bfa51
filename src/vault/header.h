/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The vault's own header: who can open it.  Two copies of 32 KiB stand before
 * SQLite's byte 0; an update writes the older one, so that one is whole whatever
 * happens.  Each has 224 slots; a slot wraps the one data key under a key made
 * from a user's passphrase (Argon2id).  A slot that is free holds random bytes
 * and looks like one that is taken; no user's name stands in it.
 *
 *   0  magic "Foothold"       8  format            12  page size
 *  16  file id (16 bytes)    32  generation (64 bit)
 *  40  Argon2id passes       44  Argon2id KiB       48  zero up to 64
 *  64  224 slots of 128 bytes: nonce 24, tag 16, sealed key and owner 56, random 32
 *  28736  MAC: BLAKE2b-256 of all before it, keyed by a subkey of the data key
 *  32704  (first copy only, outside the MAC) wrong tries: count, time of the last
 *
 * Numbers are little-endian.
 */
#ifndef VAULT_HEADER_H
#define VAULT_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vault/cipher.h"

#define HEADER_COPY 32768
#define HEADER_SLOTS 224
#define HEADER_FORMAT 1

struct header {
	uint8_t bytes[HEADER_COPY];
};

/* What a slot gives to the one who opens it. */
struct slot_content {
	uint8_t data_key[CIPHER_KEY];
	uint8_t owner[16];             /* id of the user */
	uint8_t use[8];                /* 0: passphrase, 1: recovery code */
};
enum slot_use { SLOT_PASSPHRASE = 0, SLOT_RECOVERY = 1 };

/* What Argon2id costs; chosen when a file is made, never below the floor. */
struct header_cost {
	uint32_t passes;
	uint32_t kib;
};

/* A new header with a fresh file id, no slot taken, generation 1. */
void header_new(struct header *h, struct header_cost cost);
/* Looks right from outside: magic, page size. `format` receives the number, also of a newer one. */
bool header_looks_right(const struct header *h, uint32_t *format);
uint64_t header_generation(const struct header *h);
void header_next_generation(struct header *h);
struct header_cost header_cost(const struct header *h);
/* The file's id, 16 bytes. */
const uint8_t *header_file_id(const struct header *h);

/* Key of a slot, from a passphrase: salt = BLAKE2b(file id, user's name folded by the caller). False: no memory. */
bool header_slot_key(const struct header *h, const char *user, const void *passphrase, size_t len,
	uint8_t key[CIPHER_KEY]);
/* Tries every slot. The number of the one that opens, or -1. */
int header_try(const struct header *h, const uint8_t key[CIPHER_KEY], struct slot_content *out);
/* Takes a free slot; `taken` tells which are in use (the caller's list, from the users' table). -1: none free. */
int header_take(struct header *h, const bool taken[HEADER_SLOTS], const uint8_t key[CIPHER_KEY],
	const struct slot_content *content);
void header_put(struct header *h, int slot, const uint8_t key[CIPHER_KEY], const struct slot_content *content);
void header_clear(struct header *h, int slot);

void header_seal(struct header *h, const uint8_t data_key[CIPHER_KEY]);        /* sets the MAC */
bool header_whole(const struct header *h, const uint8_t data_key[CIPHER_KEY]);  /* checks it */

/* Wrong tries, kept in the clear: they slow down a guesser at the desk, not one with a copy of the file. */
struct header_tries { uint32_t count; uint64_t last_ms; };
struct header_tries header_tries(const struct header *h);
void header_set_tries(struct header *h, struct header_tries tries);
#define HEADER_TRIES_AT 32704
#define HEADER_TRIES_LEN 12

#endif
