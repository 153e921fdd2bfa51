/* SPDX-License-Identifier: EUPL-1.2 */
/* Sealed files: what went in comes out, and nothing else ever does. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "vault/sealfile.h"

#define CHUNK 65536

struct bytes { char *at; size_t len; };

static struct secret *passphrase(const char *text)
{
	struct secret *secret = secret_new(strlen(text));

	memcpy(secret_bytes(secret), text, strlen(text));
	return secret;
}

/* Bytes of which none repeats its neighbour in a way that a cut would hide. */
static struct bytes plain_of(size_t len)
{
	struct bytes plain = { mem_alloc(len + 1), len };

	for (size_t i = 0; i < len; i++)
		plain.at[i] = (char)(i * 7 + i / 251);
	return plain;
}

static struct bytes seal(struct bytes plain)
{
	struct secret *key = passphrase("horse battery");
	struct sealfile *file;
	struct bytes out = { NULL, 0 };
	FILE *to = open_memstream(&out.at, &out.len);

	assert_int_equal(sealfile_begin(to, key, &file, NULL), ST_OK);
	/* In pieces that fit no chunk. */
	for (size_t at = 0; at < plain.len;) {
		size_t part = plain.len - at < 1000 ? plain.len - at : 1000;

		assert_int_equal(fwrite(plain.at + at, 1, part, sealfile_stream(file)), part);
		at += part;
	}
	assert_int_equal(sealfile_end(file, NULL), ST_OK);
	fclose(to);
	secret_free(key);
	return out;
}

static enum status unseal(struct bytes sealed, const char *with, struct bytes *out)
{
	struct secret *key = passphrase(with);
	FILE *from = fmemopen(sealed.at, sealed.len, "r"), *to;
	enum status st;

	*out = (struct bytes){ NULL, 0 };
	to = open_memstream(&out->at, &out->len);
	st = sealfile_open(from, key, to, NULL);
	fclose(from);
	fclose(to);
	secret_free(key);
	return st;
}

static void what_went_in_comes_out(void **state)
{
	static const size_t sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 200000 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct bytes plain = plain_of(sizes[i]), sealed = seal(plain), out;

		assert_int_equal(unseal(sealed, "horse battery", &out), ST_OK);
		assert_int_equal(out.len, plain.len);
		assert_memory_equal(out.at, plain.at, plain.len);
		free(out.at);
		free(sealed.at);
		free(plain.at);
	}
}

static void another_passphrase_opens_nothing(void **state)
{
	struct bytes plain = plain_of(100), sealed = seal(plain), out;

	(void)state;
	assert_int_equal(unseal(sealed, "horse batterx", &out), ST_DENIED);
	assert_int_equal(out.len, 0);
	assert_null(memmem(sealed.at, sealed.len, plain.at, 16));
	free(out.at);
	free(sealed.at);
	free(plain.at);
}

static void a_changed_byte_is_seen(void **state)
{
	struct bytes plain = plain_of(CHUNK + 500), sealed = seal(plain), out;

	(void)state;
	/* Not the cost: a test that asks for gigabytes tests the machine. */
	for (size_t i = 0; i < sealed.len; i += i < 24 || (i >= 32 && i < 80) ? 1 : 997) {
		if (i >= 24 && i < 32)
			i = 32;
		sealed.at[i] ^= 1;
		assert_int_not_equal(unseal(sealed, "horse battery", &out), ST_OK);
		sealed.at[i] ^= 1;
		free(out.at);
	}
	free(sealed.at);
	free(plain.at);
}

static void a_cut_or_longer_file_is_seen(void **state)
{
	struct bytes plain = plain_of(2 * CHUNK), sealed = seal(plain), out, longer = { NULL, sealed.len + 1 };
	size_t cuts[] = { 1, 8, 32, 56, 57, 56 + CHUNK, 56 + CHUNK + 17, 56 + 2 * (CHUNK + 17), sealed.len - 1 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cuts); i++) {
		struct bytes cut = { sealed.at, cuts[i] };

		assert_int_not_equal(unseal(cut, "horse battery", &out), ST_OK);
		free(out.at);
	}
	longer.at = mem_alloc(longer.len);
	memcpy(longer.at, sealed.at, sealed.len);
	assert_int_equal(unseal(longer, "horse battery", &out), ST_CORRUPT);
	free(out.at);
	free(longer.at);
	free(sealed.at);
	free(plain.at);
}

static void chunks_keep_their_order(void **state)
{
	struct bytes plain = plain_of(3 * CHUNK), sealed = seal(plain), out;
	size_t first = 56, size = CHUNK + 17;
	char *keep = mem_alloc(size);

	(void)state;
	memcpy(keep, sealed.at + first, size);
	memcpy(sealed.at + first, sealed.at + first + size, size);
	memcpy(sealed.at + first + size, keep, size);
	assert_int_not_equal(unseal(sealed, "horse battery", &out), ST_OK);
	free(out.at);
	free(keep);
	free(sealed.at);
	free(plain.at);
}

static void a_full_medium_is_told(void **state)
{
	struct secret *key = passphrase("horse battery");
	FILE *full = fopen("/dev/full", "w");
	struct bytes plain = plain_of(3 * CHUNK);
	struct sealfile *file;

	(void)state;
	assert_int_equal(sealfile_begin(full, key, &file, NULL), ST_OK);
	fwrite(plain.at, 1, plain.len, sealfile_stream(file));
	assert_int_equal(sealfile_end(file, NULL), ST_FULL);
	fclose(full);
	free(plain.at);
	secret_free(key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_went_in_comes_out),
		cmocka_unit_test(another_passphrase_opens_nothing),
		cmocka_unit_test(a_changed_byte_is_seen),
		cmocka_unit_test(a_cut_or_longer_file_is_seen),
		cmocka_unit_test(chunks_keep_their_order),
		cmocka_unit_test(a_full_medium_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
