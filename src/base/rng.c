/* SPDX-License-Identifier: EUPL-1.2 */
/* libsodium's randomness, or a ChaCha20 stream of a seed. */
#include "base/rng.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "base/mem.h"

static struct {
	bool on;
	unsigned generation;
	unsigned char key[crypto_stream_chacha20_KEYBYTES];
	uint64_t block;             /* of 64 bytes, next to be made */
	unsigned char ready[1024];
	size_t used;
} stream;

static void make_more(void)
{
	static const unsigned char nonce[crypto_stream_chacha20_NONCEBYTES];

	memset(stream.ready, 0, sizeof(stream.ready));
	crypto_stream_chacha20_xor_ic(stream.ready, stream.ready, sizeof(stream.ready), nonce, stream.block,
				      stream.key);
	stream.block += sizeof(stream.ready) / 64;
	stream.used = 0;
}

static void from_stream(unsigned char *out, size_t len)
{
	size_t part;

	while (len) {
		if (stream.used == sizeof(stream.ready))
			make_more();
		part = sizeof(stream.ready) - stream.used;
		part = part < len ? part : len;
		memcpy(out, stream.ready + stream.used, part);
		stream.used += part;
		out += part;
		len -= part;
	}
}

void rng_bytes(void *out, size_t len)
{
	if (sodium_init() < 0)
		BUG("no randomness");
	if (stream.on)
		from_stream(out, len);
	else
		randombytes_buf(out, len);
}

uint32_t rng_below(uint32_t bound)
{
	uint32_t least, r;

	if (!bound)
		BUG("rng_below(0)");
	least = (UINT32_MAX - bound + 1) % bound;	/* 2^32 mod bound */
	do {
		rng_bytes(&r, sizeof(r));
	} while (r < least);
	return r % bound;
}

void rng_seed(uint64_t seed)
{
	unsigned char i;

	memset(stream.key, 0, sizeof(stream.key));
	for (i = 0; i < 8; i++)
		stream.key[i] = (unsigned char)(seed >> (8 * i));
	stream.block = 0;
	stream.used = sizeof(stream.ready);
	stream.on = true;
	stream.generation++;
}

void rng_unseed(void)
{
	if (!stream.on)
		return;
	stream.on = false;
	stream.generation++;
	memset(stream.key, 0, sizeof(stream.key));
	memset(stream.ready, 0, sizeof(stream.ready));
}

unsigned rng_generation(void)
{
	return stream.generation;
}
