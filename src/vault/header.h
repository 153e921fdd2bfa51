/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The vault's own header: who can open it.  Two copies of 32 KiB stand before
 * SQLite's byte 0; an update writes the older one first, so that one is whole
 * whatever happens.  Each has 224 slots.  A slot holds a user's personal secret
 * key (X25519) under a key made from the passphrase (Argon2id), and the file's
 * one data key sealed to the public half of that personal key, so that the data
 * key can be changed without anybody's passphrase.  A slot that is free holds
 * random bytes and looks like one that is taken; no user's name stands in it.
 *
 *   0  magic "Foothold"       8  format 2          12  page size
 *  16  file id (16 bytes)    32  generation (64 bit)
 *  40  Argon2id passes       44  Argon2id KiB
 *  48  flags: 1 names are asked at log-in, 2 a change of the data key is under way, 4 a
 *      demonstration, whose passphrase everybody may know
 *  52  number of the data key, from 1             56  zero up to 64
 *  64  224 slots of 144 bytes: nonce 16, tag 16, personal secret key 32 (sealed);
 *      data key 80 (crypto_box_seal)
 *  32320  data key of before: nonce 16, tag 16, sealed 32; zero when none
 *  32384  MAC: BLAKE2b-256 of all before it, keyed by a subkey of the data key
 *  32416  checksum: BLAKE2b-256 of all before it, without a key: tells a torn copy
 *  32704  (first copy only, outside both) wrong tries: count, time of the last
 *
 * Numbers are little-endian.  Format 1 (header_old.c) is still read.
 */
#ifndef VAULT_HEADER_H
#define VAULT_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vault/cipher.h"

#define HEADER_COPY 32768
#define HEADER_SLOTS 224
#define HEADER_FORMAT 2
#define HEADER_FORMAT_OLD 1

struct header {
	uint8_t bytes[HEADER_COPY];
};

/* What a slot gives to the one who opens it. */
struct slot_content {
	uint8_t personal[CIPHER_KEY];  /* X25519 secret key; all zero in format 1 */
	uint8_t data_key[CIPHER_KEY];
};

/* What Argon2id costs; chosen when a file is made, never below the floor. */
struct header_cost {
	uint32_t passes;
	uint32_t kib;
};

/* A new header with a fresh file id, no slot taken, generation 1, data key number 1. */
void header_new(struct header *h, struct header_cost cost);
/* Looks right from outside: magic, page size. `format` receives the number, also of a newer one. */
bool header_looks_right(const struct header *h, uint32_t *format);
/* Not torn, as far as the checksum tells; format 1 has none and is never known to be torn. */
bool header_intact(const struct header *h);
uint64_t header_generation(const struct header *h);
void header_next_generation(struct header *h);
struct header_cost header_cost(const struct header *h);
/* The file's id, 16 bytes. */
const uint8_t *header_file_id(const struct header *h);

/* Whether a name is asked together with the passphrase. */
bool header_names(const struct header *h);
void header_set_names(struct header *h, bool asked);
/* Whether the passphrase is the demonstration's, which is shown where it is asked for. */
bool header_demo(const struct header *h);
void header_set_demo(struct header *h, bool demo);
/* Grows by one with each new data key. */
uint32_t header_key_number(const struct header *h);

/* Key of a slot, from a passphrase: salt = BLAKE2b(file id, user's name folded by the caller). False: no memory. */
bool header_slot_key(const struct header *h, const char *user, const void *passphrase, size_t len,
	uint8_t key[CIPHER_KEY]);
/* Tries every slot. The number of the one that opens, or -1. */
int header_try(const struct header *h, const uint8_t key[CIPHER_KEY], struct slot_content *out);
/* A slot that is not in use; `taken` tells which are (the caller's list, from the users' table). -1: none free. */
int header_free_slot(const bool taken[HEADER_SLOTS]);
void header_put(struct header *h, int slot, const uint8_t key[CIPHER_KEY], const struct slot_content *content);
void header_clear(struct header *h, int slot);
/* Seals another data key into a taken slot, for the holder of this public key. False: it is none. */
bool header_box(struct header *h, int slot, const uint8_t public_key[CIPHER_KEY], const uint8_t data_key[CIPHER_KEY]);

/* The data key of before, under the present one, while pages may still be sealed with it. */
void header_set_previous(struct header *h, const uint8_t data_key[CIPHER_KEY], const uint8_t previous[CIPHER_KEY]);
void header_clear_previous(struct header *h);
bool header_has_previous(const struct header *h);
bool header_previous(const struct header *h, const uint8_t data_key[CIPHER_KEY], uint8_t out[CIPHER_KEY]);
/* Another data key from now on: its number is one higher. Boxes and previous key are the caller's to set. */
void header_next_key(struct header *h);

void header_seal(struct header *h, const uint8_t data_key[CIPHER_KEY]);        /* sets MAC and checksum */
bool header_whole(const struct header *h, const uint8_t data_key[CIPHER_KEY]);  /* checks the MAC */

/* Wrong tries, kept in the clear: they slow down a guesser at the desk, not one with a copy of the file. */
struct header_tries { uint32_t count; uint64_t last_ms; };
struct header_tries header_tries(const struct header *h);
void header_set_tries(struct header *h, struct header_tries tries);
#define HEADER_TRIES_AT 32704
#define HEADER_TRIES_LEN 12

/* header_old.c: no header at all, but the first page of a plain database of ours. */
bool header_is_plain(const struct header *h);

/* Format 1, slots of 128 bytes that hold the data key itself. It is read, never written. */
bool header_is_old(const struct header *h);
int header_old_try(const struct header *h, const uint8_t key[CIPHER_KEY], struct slot_content *out);
bool header_old_whole(const struct header *h, const uint8_t data_key[CIPHER_KEY]);
/* Makes `h` of format 2 with the file's id and the wrong tries of before, and no slot taken. */
void header_old_renew(struct header *h);

#endif
