/* SPDX-License-Identifier: EUPL-1.2 */
/* Identities and randomness: order, check characters that catch slips, permutation, reproducible streams. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/rng.h"

static void ids_rise_and_are_version_7(void **state)
{
	struct id last = id_new(), next;
	int i;

	(void)state;
	clock_hold(1777852800000);
	for (i = 0; i < 100000; i++) {
		next = id_new();
		if (i == 50000)
			clock_hold(1777852800000 - 86400000);	/* the clock is set back a day */
		assert_true(i == 0 || memcmp(last.b, next.b, 16) < 0);
		assert_int_equal(next.b[6] >> 4, 7);
		assert_int_equal(next.b[8] >> 6, 2);
		last = next;
	}
	clock_hold(0);
}

static void ids_hold_the_moment(void **state)
{
	struct id id;

	(void)state;
	rng_seed(1);
	clock_hold(0x0123456789ab);
	id = id_new();
	assert_memory_equal(id.b, "\x01\x23\x45\x67\x89\xab", 6);
	clock_hold(0);
	rng_unseed();
}

static void ids_are_read_and_written(void **state)
{
	static const char *const bad[] = { "", "0190", "0190a2b4-1111-7222-8333-4444555566667",
		"0190a2b4-1111-7222-8333-44445555666g", "0190a2b4x1111-7222-8333-444455556666",
		"0190a2b411117222833344445555666", "0190a2b4-1111-7222-8333-44445555666" };
	struct id id, back;
	char text[37];
	size_t i;

	(void)state;
	assert_true(id_parse("0190A2B4-1111-7222-8333-444455556666", &id));
	id_text(id, text);
	assert_string_equal(text, "0190a2b4-1111-7222-8333-444455556666");
	assert_true(id_parse(text, &back));
	assert_true(id_same(id, back));
	assert_false(id_none(id));
	memset(&back, 0, sizeof(back));
	assert_true(id_none(back));
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(id_parse(bad[i], &back));
}

static void case_numbers_return(void **state)
{
	char made[CASE_NUMBER_MAX], read[CASE_NUMBER_MAX], typed[32];
	uint32_t n;

	(void)state;
	for (n = 0; n < 100000000; n += 99991) {
		casenum_make("HA", n, made);
		assert_int_equal(strlen(made), 14);
		assert_true(casenum_parse(made, read));
		assert_string_equal(made, read);
	}
	casenum_make("X9", 41722649, made);
	snprintf(typed, sizeof(typed), "x9 4172 2649%c", made[13]);
	assert_true(casenum_parse(typed, read));
	assert_string_equal(made, read);
	assert_false(casenum_parse("", read));
	assert_false(casenum_parse("HA-4172-2649", read));
	assert_false(casenum_parse("HA-4172-2649-\xd9\x85", read));
}

/* ISO 7064 MOD 37,36 promises to catch every single wrong character and every swap of neighbours. */
static void the_check_character_catches_slips(void **state)
{
	static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	char made[CASE_NUMBER_MAX], slip[CASE_NUMBER_MAX], read[CASE_NUMBER_MAX];
	size_t at, k;
	int missed = 0, swaps = 0;
	uint32_t n;

	(void)state;
	for (n = 7; n < 100000000; n += 9999991) {
		casenum_make("HA", n, made);
		for (at = 0; at < 14; at++) {
			for (k = 0; made[at] != '-' && k < 36; k++) {
				strcpy(slip, made);
				slip[at] = alphabet[k];
				missed += slip[at] != made[at] && casenum_parse(slip, read);
			}
			if (at && made[at] != '-' && made[at - 1] != '-' && made[at] != made[at - 1]) {
				strcpy(slip, made);
				slip[at] = made[at - 1];
				slip[at - 1] = made[at];
				swaps += casenum_parse(slip, read);
			}
		}
	}
	assert_int_equal(missed, 0);
	assert_int_equal(swaps, 0);
}

static void scattering_is_a_permutation(void **state)
{
	static const uint8_t key[16] = { 1, 2, 3 }, other[16] = { 1, 2, 4 };
	unsigned char *seen = mem_alloc(100000000 / 8);
	uint32_t n, to, same = 0;

	(void)state;
	for (n = 0; n < 200000; n++) {
		to = casenum_scatter(n, key);
		assert_true(to < 100000000);
		assert_false(seen[to >> 3] & 1u << (to & 7));
		seen[to >> 3] = (unsigned char)(seen[to >> 3] | 1u << (to & 7));
		same += to == casenum_scatter(n, other);
	}
	assert_true(same < 20);
	assert_true(casenum_scatter(99999999, key) < 100000000);
	free(seen);
}

static void seeded_streams_repeat(void **state)
{
	unsigned char a[5000], b[5000];
	size_t i, step;

	(void)state;
	rng_seed(42);
	rng_bytes(a, sizeof(a));
	rng_seed(42);
	for (i = 0, step = 1; i < sizeof(b); i += step, step = step * 3 % 700 + 1) {
		step = step < sizeof(b) - i ? step : sizeof(b) - i;
		rng_bytes(b + i, step);
	}
	assert_memory_equal(a, b, sizeof(a));
	rng_seed(43);
	rng_bytes(b, sizeof(b));
	assert_memory_not_equal(a, b, sizeof(a));
	rng_unseed();
	rng_bytes(a, sizeof(a));
	rng_seed(43);
	rng_unseed();
	rng_bytes(b, sizeof(b));
	assert_memory_not_equal(a, b, sizeof(a));
}

static void below_is_even(void **state)
{
	int count[7] = { 0 }, i;
	uint32_t r;

	(void)state;
	rng_seed(7);
	for (i = 0; i < 70000; i++) {
		r = rng_below(7);
		assert_true(r < 7);
		count[r]++;
	}
	for (i = 0; i < 7; i++)
		assert_in_range(count[i], 9600, 10400);
	assert_int_equal(rng_below(1), 0);
	rng_unseed();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_rise_and_are_version_7),
		cmocka_unit_test(ids_hold_the_moment),
		cmocka_unit_test(ids_are_read_and_written),
		cmocka_unit_test(case_numbers_return),
		cmocka_unit_test(the_check_character_catches_slips),
		cmocka_unit_test(scattering_is_a_permutation),
		cmocka_unit_test(seeded_streams_repeat),
		cmocka_unit_test(below_is_even),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
