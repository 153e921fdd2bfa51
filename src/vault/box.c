/* SPDX-License-Identifier: EUPL-1.2 */
/* Boxes for single people, and contents under keys of their own; see box.h. */
#include "vault/box.h"

#include <sodium.h>
#include <string.h>

#include "base/mem.h"

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES

_Static_assert(BOX_EXTRA == crypto_box_SEALBYTES, "a box is as much longer as libsodium makes it");
_Static_assert(BOX_PUBLIC == crypto_box_PUBLICKEYBYTES, "X25519");
_Static_assert(BOX_CONTENT_EXTRA == NONCE + TAG, "nonce and tag");

static const char domain[8] = "sealed-1";

bool box_seal(uint8_t *out, const void *in, size_t len, const uint8_t public_key[BOX_PUBLIC])
{
	return sodium_init() >= 0 && crypto_box_seal(out, in, len, public_key) == 0;
}

struct bound { uint8_t bytes[sizeof domain + BOX_OWNER + 8]; };

static struct bound bind_to(const uint8_t owner[BOX_OWNER], int64_t rev)
{
	struct bound b;

	memcpy(b.bytes, domain, sizeof domain);
	memcpy(b.bytes + sizeof domain, owner, BOX_OWNER);
	for (int i = 0; i < 8; i++)
		b.bytes[(int)sizeof domain + BOX_OWNER + i] = (uint8_t)((uint64_t)rev >> (8 * i));
	return b;
}

void box_content_seal(uint8_t *out, const uint8_t *in, size_t len, const uint8_t key[BOX_KEY],
	const uint8_t owner[BOX_OWNER], int64_t rev)
{
	struct bound b = bind_to(owner, rev);

	if (sodium_init() < 0)
		BUG("no randomness");
	randombytes_buf(out, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt_detached(out + BOX_CONTENT_EXTRA, out + NONCE, NULL, in, len, b.bytes,
		sizeof b.bytes, NULL, out, key);
}

bool box_content_open(uint8_t *out, const uint8_t *in, size_t len, const uint8_t key[BOX_KEY],
	const uint8_t owner[BOX_OWNER], int64_t rev)
{
	struct bound b = bind_to(owner, rev);

	return len >= BOX_CONTENT_EXTRA && crypto_aead_xchacha20poly1305_ietf_decrypt_detached(out, NULL,
		in + BOX_CONTENT_EXTRA, len - BOX_CONTENT_EXTRA, in + NONCE, b.bytes, sizeof b.bytes, in, key) == 0;
}
