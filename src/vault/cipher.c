/* SPDX-License-Identifier: EUPL-1.2 */
/* Sealing of fixed-size units; nothing here knows what they hold. */
#include "vault/cipher.h"

#include <sodium.h>
#include <string.h>

#include "base/mem.h"

static const char context[crypto_kdf_CONTEXTBYTES + 1] = "foothold";

_Static_assert(CIPHER_KEY == crypto_kdf_KEYBYTES, "the data key is a kdf key");
_Static_assert(CIPHER_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "a subkey is a cipher key");
_Static_assert(CIPHER_NONCE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(CIPHER_TAG == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");

void cipher_subkey(uint8_t *out, const uint8_t *data_key, enum cipher_domain domain)
{
	if (crypto_kdf_derive_from_key(out, CIPHER_KEY, (uint64_t)domain, context, data_key) != 0)
		BUG("a subkey of an impossible size was asked for");
}

/* Domain and number, little-endian, as associated data. */
static void bind(uint8_t out[12], enum cipher_domain domain, uint64_t number)
{
	uint32_t d = (uint32_t)domain;
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(d >> (8 * i));
	for (int i = 0; i < 8; i++)
		out[4 + i] = (uint8_t)(number >> (8 * i));
}

static void seal(uint8_t *sealed, uint8_t *tag, const uint8_t *plain, size_t len, const uint8_t *nonce,
	const uint8_t *key, const uint8_t ad[12])
{
	crypto_aead_xchacha20poly1305_ietf_encrypt_detached(sealed, tag, NULL, plain, len, ad, 12, NULL, nonce, key);
}

static bool unseal(uint8_t *plain, const uint8_t *sealed, const uint8_t *tag, size_t len, const uint8_t *nonce,
	const uint8_t *key, const uint8_t ad[12])
{
	if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached(plain, NULL, sealed, len, tag, ad, 12, nonce, key) == 0)
		return true;
	sodium_memzero(plain, len);
	return false;
}

void cipher_seal(uint8_t *sealed, uint8_t *extra, const uint8_t *plain, size_t len, const uint8_t *key,
	enum cipher_domain domain, uint64_t number)
{
	uint8_t ad[12];

	bind(ad, domain, number);
	randombytes_buf(extra, CIPHER_NONCE);
	seal(sealed, extra + CIPHER_NONCE, plain, len, extra, key, ad);
}

bool cipher_open(uint8_t *plain, const uint8_t *sealed, const uint8_t *extra, size_t len, const uint8_t *key,
	enum cipher_domain domain, uint64_t number)
{
	uint8_t ad[12];

	bind(ad, domain, number);
	return unseal(plain, sealed, extra + CIPHER_NONCE, len, extra, key, ad);
}

void cipher_seal_short(uint8_t *sealed, uint8_t *extra, const uint8_t *plain, size_t len, const uint8_t *key,
	enum cipher_domain domain, uint64_t number)
{
	uint8_t ad[12], nonce[CIPHER_NONCE] = { 0 };

	bind(ad, domain, number);
	randombytes_buf(extra, CIPHER_SHORT - CIPHER_TAG);
	memcpy(nonce, extra, CIPHER_SHORT - CIPHER_TAG);
	seal(sealed, extra + CIPHER_SHORT - CIPHER_TAG, plain, len, nonce, key, ad);
}

bool cipher_open_short(uint8_t *plain, const uint8_t *sealed, const uint8_t *extra, size_t len, const uint8_t *key,
	enum cipher_domain domain, uint64_t number)
{
	uint8_t ad[12], nonce[CIPHER_NONCE] = { 0 };

	bind(ad, domain, number);
	memcpy(nonce, extra, CIPHER_SHORT - CIPHER_TAG);
	return unseal(plain, sealed, extra + CIPHER_SHORT - CIPHER_TAG, len, nonce, key, ad);
}
