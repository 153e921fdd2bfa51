/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The digits on a card: "1", then eleven times 17 digits for 7 bytes each: number (11),
 * last day (2, days since 1970), signature (64).  Digits alone, since scanners that type
 * are set to the wrong keyboard so often, and since they need the smallest code.
 */
#include <ctype.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/card.h"

#define GROUP_BYTES 7
#define GROUP_DIGITS 17
#define GROUPS 11
#define DIGITS (1 + GROUPS * GROUP_DIGITS)
#define FORMAT '1'
#define DAY_BYTES 2
#define SIGNED (CARD_NUMBER + DAY_BYTES)
#define BYTES (SIGNED + crypto_sign_BYTES)

_Static_assert(BYTES == GROUPS * GROUP_BYTES, "the bytes of a card fill its digits");
_Static_assert(DIGITS < CARD_CODE, "the digits of a card have room");

/* What is signed says what it is for, so that no other use of the key gives a card. */
static const char purpose[] = "foothold welcome card 1";
#define MESSAGE (sizeof(purpose) + SIGNED)

static void message_of(uint8_t out[MESSAGE], const uint8_t face[SIGNED])
{
	memcpy(out, purpose, sizeof(purpose));
	memcpy(out + sizeof(purpose), face, SIGNED);
}

static void digits_of(const uint8_t bytes[BYTES], char out[CARD_CODE])
{
	*out++ = FORMAT;
	for (int g = 0; g < GROUPS; g++) {
		uint64_t n = 0;

		for (int i = 0; i < GROUP_BYTES; i++)
			n = n << 8 | bytes[g * GROUP_BYTES + i];
		snprintf(out, GROUP_DIGITS + 1, "%017" PRIu64, n);
		out += GROUP_DIGITS;
	}
}

static bool bytes_of(const char *digits, uint8_t out[BYTES])
{
	for (int g = 0; g < GROUPS; g++) {
		uint64_t n = 0;

		for (int i = 0; i < GROUP_DIGITS; i++)
			n = n * 10 + (uint64_t)(*digits++ - '0');
		if (n >> 8 * GROUP_BYTES)
			return false;
		for (int i = GROUP_BYTES - 1; i >= 0; i--, n >>= 8)
			out[g * GROUP_BYTES + i] = (uint8_t)n;
	}
	return true;
}

/* What a person or a scanner typed, without what only parts it. */
static bool read_digits(const char *typed, char out[DIGITS + 1])
{
	int n = 0;

	for (; *typed; typed++) {
		if (isspace((unsigned char)*typed) || *typed == '-')
			continue;
		if (*typed < '0' || *typed > '9' || n == DIGITS)
			return false;
		out[n++] = *typed;
	}
	out[n] = '\0';
	return n == DIGITS && out[0] == FORMAT;
}

bool card_begins(const char *typed)
{
	int digits = 0;

	for (; *typed; typed++) {
		if (*typed >= '0' && *typed <= '9')
			digits++;
		else if (!isspace((unsigned char)*typed) && *typed != '-')
			return false;
	}
	return digits >= GROUP_DIGITS + 3;
}

void card_sign(const struct card_face *face, const uint8_t seed[32], char out[CARD_CODE])
{
	uint8_t key[crypto_sign_SECRETKEYBYTES], public_key[crypto_sign_PUBLICKEYBYTES], bytes[BYTES], message[MESSAGE];
	long days = date_days(face->until);

	if (days < 0 || days > UINT16_MAX)
		BUG("a card is valid until a day that has no room on it");
	memcpy(bytes, face->number, CARD_NUMBER);
	bytes[CARD_NUMBER] = (uint8_t)(days >> 8);
	bytes[CARD_NUMBER + 1] = (uint8_t)days;
	message_of(message, bytes);
	crypto_sign_seed_keypair(public_key, key, seed);
	crypto_sign_detached(bytes + SIGNED, NULL, message, sizeof(message), key);
	digits_of(bytes, out);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(bytes, sizeof(bytes));
	sodium_memzero(message, sizeof(message));
}

bool card_open(const char *code, const uint8_t key[CARD_KEY], struct card_face *face, bool *good)
{
	uint8_t bytes[BYTES], message[MESSAGE];
	char digits[DIGITS + 1];

	*good = false;
	if (!read_digits(code, digits) || !bytes_of(digits + 1, bytes))
		return false;
	memcpy(face->number, bytes, CARD_NUMBER);
	face->until = date_from_days(bytes[CARD_NUMBER] << 8 | bytes[CARD_NUMBER + 1]);
	message_of(message, bytes);
	*good = crypto_sign_verify_detached(bytes + SIGNED, message, sizeof(message), key) == 0;
	return true;
}

void card_mark(const struct card_face *face, char out[CARD_MARK])
{
	uint8_t hash[(CARD_MARK - 1) / 2];

	crypto_generichash(hash, sizeof(hash), face->number, CARD_NUMBER, (const uint8_t *)purpose, sizeof(purpose));
	sodium_bin2hex(out, CARD_MARK, hash, sizeof(hash));
}

void card_check_signed(const char *code, const uint8_t key[CARD_KEY], struct date today, struct card_seen *out)
{
	struct card_face face;
	bool good;

	memset(out, 0, sizeof(*out));
	if (!card_open(code, key, &face, &good)) {
		out->answer = CARD_UNREADABLE;
		return;
	}
	out->answer = !good ? CARD_FOREIGN : date_between(face.until, today) > 0 ? CARD_OVER : CARD_VALID;
	if (good)
		out->until = face.until;
}

/* ---- the public key as text ---- */

#define KEY_WORD "foothold-card-1 "

void card_key_text(struct str *out, const uint8_t key[CARD_KEY], const char *municipality)
{
	char hex[2 * CARD_KEY + 1];

	sodium_bin2hex(hex, sizeof(hex), key, CARD_KEY);
	str_addf(out, KEY_WORD "%s", hex);
	if (!str_empty(municipality))
		str_addf(out, " %s", municipality);
	str_addc(out, '\n');
}

static bool read_key(const char *line, size_t len, uint8_t key[CARD_KEY], char *town, size_t room)
{
	size_t word = strlen(KEY_WORD), got = 0;
	char *name;

	if (len < word + 2 * CARD_KEY || strncmp(line, KEY_WORD, word) != 0
		|| sodium_hex2bin(key, CARD_KEY, line + word, 2 * CARD_KEY, NULL, &got, NULL) != 0 || got != CARD_KEY)
		return false;
	line += word + 2 * CARD_KEY;
	len -= word + 2 * CARD_KEY;
	name = mem_strn(len && *line == ' ' ? line + 1 : "", len && *line == ' ' ? len - 1 : 0);
	str_copy(town, room, name);
	free(name);
	return true;
}

enum status card_check_keys(const char *code, const char *keys, struct date today, struct card_seen *out,
	struct err *err)
{
	uint8_t key[CARD_KEY];
	char town[sizeof(out->town)];
	bool any = false;

	memset(out, 0, sizeof(*out));
	for (size_t len; *keys; keys += len + (keys[len] != '\0')) {
		len = strcspn(keys, "\n");
		if (!read_key(keys, len - (len && keys[len - 1] == '\r'), key, town, sizeof(town)))
			continue;
		any = true;
		card_check_signed(code, key, today, out);
		str_copy(out->town, sizeof(out->town), out->answer == CARD_VALID || out->answer == CARD_OVER ? town : "");
		if (out->answer != CARD_FOREIGN)
			return ST_OK;
	}
	return any ? ST_OK : err_set(err, ST_INVALID, _("No public key of a town's cards stands in this file. “foothold card key” "
		"writes one."));
}
