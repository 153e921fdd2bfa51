/* SPDX-License-Identifier: EUPL-1.2 */
/* Sealing of fixed-size units; nothing here knows what they hold. */
#include "vault/cipher.h"

#include <pthread.h>
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

/* Random bytes fetched ahead: asking the system for each nonce costs as much as a tenth of sealing a page. They are
 * no secret, but none may serve twice: a forked program begins anew. */
static _Thread_local struct {
	uint8_t bytes[64 * CIPHER_NONCE];
	size_t left;
} stock;

static void begin_anew(void)
{
	stock.left = 0;
}

static void watch_forks(void)
{
	if (pthread_atfork(NULL, NULL, begin_anew) != 0)
		BUG("a forked program could not be told to draw nonces of its own");
}

static void fresh_nonce(uint8_t *out, size_t len)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, watch_forks);
	if (stock.left < len) {
		randombytes_buf(stock.bytes, sizeof(stock.bytes));
		stock.left = sizeof(stock.bytes);
	}
	stock.left -= len;
	memcpy(out, stock.bytes + stock.left, len);
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
	fresh_nonce(extra, CIPHER_NONCE);
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
	fresh_nonce(extra, CIPHER_SHORT - CIPHER_TAG);
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
