/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealing of fixed-size units: XChaCha20-Poly1305 (libsodium), a fresh random
 * 24-byte nonce for every seal, a 16-byte tag, and as associated data the domain
 * and the unit's number, so that no unit can stand in another's place.
 */
#ifndef VAULT_CIPHER_H
#define VAULT_CIPHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CIPHER_KEY 32      /* bytes of a key */
#define CIPHER_NONCE 24
#define CIPHER_TAG 16
#define CIPHER_EXTRA (CIPHER_NONCE + CIPHER_TAG)
#define CIPHER_SHORT (16 + CIPHER_TAG)

/* One subkey each, derived from the data key by crypto_kdf (BLAKE2b). */
enum cipher_domain {
	CIPHER_PAGE = 1,        /* a page of the database, numbered from 1 */
	CIPHER_WAL_HEADER = 2,
	CIPHER_WAL_FRAME = 3,   /* header of the n-th frame */
	CIPHER_WAL_PAGE = 4,    /* page in the n-th frame */
	CIPHER_SCRATCH = 5,     /* a block of a temporary file */
	CIPHER_HEADER = 6,      /* MAC of the vault's own header */
	CIPHER_SLOT = 7,        /* a key slot, numbered from 0 */
	CIPHER_PREVIOUS = 8,    /* the data key of before, numbered as the present one is */
};

/* Derives the domain's key into out[CIPHER_KEY]. */
void cipher_subkey(uint8_t *out, const uint8_t *data_key, enum cipher_domain domain);

/* Encrypts `plain` into `sealed`, which may be the same place; extra[CIPHER_EXTRA] receives nonce and tag. */
void cipher_seal(uint8_t *sealed, uint8_t *extra, const uint8_t *plain, size_t len, const uint8_t *key,
	enum cipher_domain domain, uint64_t number);

/* The way back; false when the unit was not sealed with this key, domain and number, and `plain` is zeroed then. */
bool cipher_open(uint8_t *plain, const uint8_t *sealed, const uint8_t *extra, size_t len, const uint8_t *key,
	enum cipher_domain domain, uint64_t number);

/* The same with 16 random bytes for a nonce, the other 8 being zero: extra[CIPHER_SHORT]. For keys that seal little. */
void cipher_seal_short(uint8_t *sealed, uint8_t *extra, const uint8_t *plain, size_t len, const uint8_t *key,
	enum cipher_domain domain, uint64_t number);
bool cipher_open_short(uint8_t *plain, const uint8_t *sealed, const uint8_t *extra, size_t len, const uint8_t *key,
	enum cipher_domain domain, uint64_t number);

#endif
