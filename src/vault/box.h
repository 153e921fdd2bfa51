/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is meant for named people alone.  A content is sealed under a key of its own
 * (XChaCha20-Poly1305, a fresh random nonce each time, whose content it is as
 * associated data); that key goes to each of them in a box that only their personal
 * key opens (crypto_box_seal of libsodium: X25519, XSalsa20-Poly1305, of no sender).
 * vault_unbox() opens a box.
 */
#ifndef VAULT_BOX_H
#define VAULT_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BOX_KEY 32              /* bytes of a content's key */
#define BOX_PUBLIC 32           /* of a user's public key */
#define BOX_EXTRA 48            /* by which a box is longer than what it holds: VAULT_BOX_EXTRA */
#define BOX_CONTENT_EXTRA 40    /* by which a sealed content is longer: nonce and tag in front */
#define BOX_OWNER 16            /* bytes of an id */

/* out: len + BOX_EXTRA bytes. False: that is no public key. */
bool box_seal(uint8_t *out, const void *in, size_t len, const uint8_t public_key[BOX_PUBLIC]);

/* out: len + BOX_CONTENT_EXTRA bytes. `owner` and `rev` say whose content it is, and which version of it. */
void box_content_seal(uint8_t *out, const uint8_t *in, size_t len, const uint8_t key[BOX_KEY],
	const uint8_t owner[BOX_OWNER], int64_t rev);
/* out: len - BOX_CONTENT_EXTRA bytes. False: not sealed with this key, for this owner and version. */
bool box_content_open(uint8_t *out, const uint8_t *in, size_t len, const uint8_t key[BOX_KEY],
	const uint8_t owner[BOX_OWNER], int64_t rev);

#endif
