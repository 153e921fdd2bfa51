/* SPDX-License-Identifier: EUPL-1.2 */
/* The digits of welcome cards: read back as they were signed, good with one key alone, and never once anything changed. */
#include "town.h"

#include <sodium.h>

#include "base/rng.h"
#include "cases/card.h"

#define DRAWN 300

static void draw_key(uint8_t seed[32], uint8_t key[CARD_KEY])
{
	uint8_t secret[crypto_sign_SECRETKEYBYTES];

	rng_bytes(seed, 32);
	crypto_sign_seed_keypair(key, secret, seed);
}

static void what_is_signed_is_read_back(void **state)
{
	uint8_t seed[32], key[CARD_KEY], other_seed[32], other[CARD_KEY];

	(void)state;
	draw_key(seed, key);
	draw_key(other_seed, other);
	for (int i = 0; i < DRAWN; i++) {
		struct card_face face = { .until = date_from_days(20000 + (long)rng_below(40000)) }, read;
		char code[CARD_CODE];
		bool good;

		rng_bytes(face.number, sizeof(face.number));
		card_sign(&face, seed, code);
		assert_int_equal(strlen(code), 188);
		assert_int_equal(strspn(code, "0123456789"), 188);
		assert_true(card_open(code, key, &read, &good));
		assert_true(good);
		assert_memory_equal(read.number, face.number, sizeof(face.number));
		assert_int_equal(date_days(read.until), date_days(face.until));
		assert_true(card_open(code, other, &read, &good));
		assert_false(good);
	}
}

/* Whatever digit becomes whatever other one. */
static void what_was_changed_is_no_card(void **state)
{
	uint8_t seed[32], key[CARD_KEY];
	struct card_face face = { .until = { 2027, 5, 31 } }, read;
	char code[CARD_CODE];

	(void)state;
	draw_key(seed, key);
	rng_bytes(face.number, sizeof(face.number));
	card_sign(&face, seed, code);
	for (size_t at = 0; at < strlen(code); at++) {
		char was = code[at];
		bool good = true;

		code[at] = (char)('0' + (was - '0' + 1 + (int)rng_below(9)) % 10);
		if (card_open(code, key, &read, &good))
			assert_false(good);
		code[at] = was;
	}
	assert_false(card_begins("0031 6 1234 5678"));
	assert_true(card_begins(code));
}

/* The number is nowhere in the file; the same one is recognised, and never drawn twice. */
static void the_file_keeps_a_mark_alone(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("given_name=Mariam"));
	struct card_issue card[2];
	struct card_seen seen;
	char *all;

	for (int i = 0; i < 2; i++)
		WELL(card_draw(store, &everybody, person, card_usual_end(clock_today()), &card[i], &err_));
	assert_string_not_equal(card[0].code, card[1].code);
	assert_string_not_equal(card[0].mark, card[1].mark);
	WELL(card_check(store, card[0].code, &seen, &err_));
	assert_int_equal(seen.answer, CARD_UNKNOWN);
	WELL(card_save(store, &everybody, card, 1, NULL, &err_));
	WELL(card_check(store, card[0].code, &seen, &err_));
	assert_int_equal(seen.answer, CARD_VALID);
	assert_true(id_same(seen.person, person));
	all = whole_file(store, WITH_RID | WITH_GONE);
	assert_null(strstr(all, card[0].code));
	assert_null(strstr(all, card[0].code + 120));
	free(all);
	WELL(card_withdraw(store, &everybody, card[0].card, "lost", NULL, &err_));
	WELL(card_check(store, card[0].code, &seen, &err_));
	assert_int_equal(seen.answer, CARD_WITHDRAWN);
	card_forget(card, 2);
}

static void it_is_valid_through_its_last_day(void **state)
{
	struct card_seen seen;
	uint8_t seed[32], key[CARD_KEY];
	struct card_face face = { .until = { 2027, 5, 31 } };
	char code[CARD_CODE];

	(void)state;
	draw_key(seed, key);
	card_sign(&face, seed, code);
	card_check_signed(code, key, (struct date){ 2027, 5, 31 }, &seen);
	assert_int_equal(seen.answer, CARD_VALID);
	card_check_signed(code, key, (struct date){ 2027, 6, 1 }, &seen);
	assert_int_equal(seen.answer, CARD_OVER);
	assert_int_equal(date_days(card_usual_end((struct date){ 2026, 1, 31 })), date_days((struct date){ 2027, 1, 31 }));
	assert_int_equal(date_days(card_usual_end((struct date){ 2027, 2, 3 })), date_days((struct date){ 2028, 2, 29 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(what_is_signed_is_read_back), TOWN_TEST(what_was_changed_is_no_card),
		TOWN_TEST(the_file_keeps_a_mark_alone), TOWN_TEST(it_is_valid_through_its_last_day),
	};

	return DOORS_RUN(tests);
}
