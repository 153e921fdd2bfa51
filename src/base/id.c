/* SPDX-License-Identifier: EUPL-1.2 */
/* UUIDv7 in rising order, and case numbers. */
#include "base/id.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"

static void put_time(struct id *id, int64_t ms)
{
	int i;

	for (i = 0; i < 6; i++)
		id->b[i] = (uint8_t)(ms >> (40 - 8 * i));
}

static int64_t get_time(const struct id *id)
{
	int64_t ms = 0;
	int i;

	for (i = 0; i < 6; i++)
		ms = ms << 8 | id->b[i];
	return ms;
}

static void put_marks(struct id *id)
{
	id->b[6] = (uint8_t)(0x70 | (id->b[6] & 0x0f));
	id->b[8] = (uint8_t)(0x80 | (id->b[8] & 0x3f));
}

/* RFC 9562, 6.2, method 2: within one millisecond (or behind a clock that was set
 * back) the last 62 bits count on by a random step; false when they run over. */
static bool count_on(struct id *id)
{
	uint64_t low = 0;
	int i;

	for (i = 8; i < 16; i++)
		low = low << 8 | id->b[i];
	low &= 0x3fffffffffffffffu;
	low += 1 + (uint64_t)rng_below(UINT32_MAX);
	if (low >> 62)
		return false;
	for (i = 15; i >= 8; i--, low >>= 8)
		id->b[i] = (uint8_t)low;
	put_marks(id);
	return true;
}

struct id id_new(void)
{
	static struct id last;
	static unsigned generation;
	int64_t now = clock_now_ms();

	if (generation != rng_generation()) {
		generation = rng_generation();
		memset(&last, 0, sizeof(last));
	}
	if (now <= get_time(&last)) {
		if (count_on(&last))
			return last;
		now = get_time(&last) + 1;
	}
	rng_bytes(last.b, sizeof(last.b));
	put_time(&last, now);
	put_marks(&last);
	return last;
}

bool id_none(struct id id)
{
	static const struct id none;

	return id_same(id, none);
}

bool id_same(struct id a, struct id b)
{
	return memcmp(a.b, b.b, sizeof(a.b)) == 0;
}

void id_text(struct id id, char out[37])
{
	static const char hex[] = "0123456789abcdef";
	int i;

	for (i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = hex[id.b[i] >> 4];
		*out++ = hex[id.b[i] & 15];
	}
	*out = '\0';
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool id_parse(const char *s, struct id *out)
{
	struct id id;
	int i, high, low;

	for (i = 0; i < 16; i++) {
		if ((i == 4 || i == 6 || i == 8 || i == 10) && *s++ != '-')
			return false;
		high = hex_digit(s[0]);
		low = high < 0 ? -1 : hex_digit(s[1]);
		if (low < 0)
			return false;
		id.b[i] = (uint8_t)(high << 4 | low);
		s += 2;
	}
	if (*s)
		return false;
	*out = id;
	return true;
}

static const char check_alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* ISO 7064, hybrid system MOD 37,36 over letters and digits. */
static char check_character(const char *s, size_t len)
{
	int product = 36, sum;
	size_t i;

	for (i = 0; i < len; i++) {
		sum = (product + (int)(strchr(check_alphabet, s[i]) - check_alphabet)) % 36;
		product = (sum ? sum : 36) * 2 % 37;
	}
	return check_alphabet[(37 - product) % 36];
}

void casenum_make(const char *desk, uint32_t number, char out[CASE_NUMBER_MAX])
{
	char plain[11];

	if (number > 99999999 || strlen(desk) != 2 || strspn(desk, check_alphabet) != 2)
		BUG("case number's parts");
	snprintf(plain, sizeof(plain), "%.2s%08u", desk, number);
	snprintf(out, CASE_NUMBER_MAX, "%.2s-%.4s-%.4s-%c", plain, plain + 2, plain + 6, check_character(plain, 10));
}

bool casenum_parse(const char *s, char out[CASE_NUMBER_MAX])
{
	char plain[12];
	size_t len = 0;

	for (; *s; s++) {
		if (*s == '-' || *s == ' ')
			continue;
		if (len == 11 || !isascii((unsigned char)*s) || !isalnum((unsigned char)*s))
			return false;
		plain[len++] = (char)toupper((unsigned char)*s);
	}
	plain[len] = '\0';
	if (len != 11 || strspn(plain + 2, "0123456789") < 8 || check_character(plain, 10) != plain[10])
		return false;
	snprintf(out, CASE_NUMBER_MAX, "%.2s-%.4s-%.4s-%c", plain, plain + 2, plain + 6, plain[10]);
	return true;
}

/* A Feistel network of eight rounds over two halves of four digits each, so that
 * every step is a permutation of the range itself and nothing has to be walked. */
uint32_t casenum_scatter(uint32_t n, const uint8_t key[16])
{
	uint32_t left = n / 10000, right = n % 10000, mixed;
	unsigned char in[3], out[crypto_shorthash_BYTES];
	unsigned char round;

	if (n > 99999999)
		BUG("case number out of range");
	for (round = 0; round < 8; round++) {
		in[0] = round;
		in[1] = (unsigned char)(right >> 8);
		in[2] = (unsigned char)right;
		crypto_shorthash(out, in, sizeof(in), key);
		mixed = ((uint32_t)out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16) % 10000;
		mixed = (left + mixed) % 10000;
		left = right;
		right = mixed;
	}
	return left * 10000 + right;
}
