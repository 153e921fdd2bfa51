/* SPDX-License-Identifier: EUPL-1.2 */
/* Strings, memory and errors: growing, cutting at characters' edges, sentences that cannot steer a terminal. */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf.h"

static void grows_and_is_taken(void **state)
{
	struct str b = STR_INIT;
	char *taken;
	int i;

	(void)state;
	assert_string_equal(str_get(&b), "");
	str_add(&b, NULL);
	for (i = 0; i < 1000; i++)
		str_addf(&b, "%d,", i);
	assert_int_equal(b.len, 3890);
	assert_memory_equal(b.s + b.len - 4, "999,", 5);
	taken = str_take(&b);
	assert_int_equal(b.len, 0);
	assert_int_equal(strlen(taken), 3890);
	free(taken);
	str_addn(&b, "a\0b", 3);
	str_addc(&b, 'c');
	assert_int_equal(b.len, 4);
	assert_memory_equal(b.s, "a\0bc", 5);
	str_clear(&b);
	assert_string_equal(b.s, "");
	str_wipe(&b);
	assert_null(b.s);
}

static void compares_and_copies(void **state)
{
	char small[6];

	(void)state;
	assert_true(str_same(NULL, NULL));
	assert_false(str_same(NULL, ""));
	assert_true(str_same("a", "a"));
	assert_true(str_empty(NULL));
	assert_true(str_empty(""));
	assert_false(str_empty(" "));
	assert_true(str_starts("person", "per"));
	assert_false(str_starts("pe", "per"));
	str_copy(small, sizeof(small), "abcdefg");
	assert_string_equal(small, "abcde");
	str_copy(small, sizeof(small), "abc\xd9\x85\xd8\xb1");
	assert_string_equal(small, "abc\xd9\x85");
	str_copy(small, sizeof(small), "abcd\xd9\x85");
	assert_string_equal(small, "abcd");
}

static void memory_is_zeroed_and_copied(void **state)
{
	int *numbers = mem_array(100, sizeof(*numbers)), i;
	char *s;

	(void)state;
	for (i = 0; i < 100; i++)
		assert_int_equal(numbers[i], 0);
	free(numbers);
	assert_null(mem_str(NULL));
	s = mem_strn("abcdef", 3);
	assert_string_equal(s, "abc");
	free(s);
	s = mem_fmt("%s-%d", "x", 7);
	assert_string_equal(s, "x-7");
	free(s);
}

static void errors_say_and_return(void **state)
{
	struct err err;

	(void)state;
	memset(&err, 0x55, sizeof(err));
	assert_int_equal(err_set(&err, ST_IO, "no “%s”", "x"), ST_IO);
	assert_int_equal(err.status, ST_IO);
	assert_string_equal(err.field, "");
	assert_string_equal(err.text, "no “x”");
	assert_int_equal(err_field(&err, "born", "no such day"), ST_INVALID);
	assert_string_equal(err.field, "born");
	assert_int_equal(err_set(NULL, ST_FULL, "nobody listens"), ST_FULL);
	err_clear(&err);
	assert_int_equal(err.status, ST_OK);
	assert_string_equal(err.text, "");
}

static void errors_never_steer_a_terminal(void **state)
{
	struct err err;
	char longer[2000];

	(void)state;
	err_set(&err, ST_IO, "file “%s”", "a\033[2Jb\xff");
	assert_null(strchr(err.text, '\033'));
	assert_true(utf_valid(err.text, strlen(err.text)));
	memset(longer, 0, sizeof(longer));
	while (strlen(longer) < sizeof(longer) - 3)
		strcat(longer, "\xd9\x85");
	err_set(&err, ST_IO, "x%s", longer);
	assert_true(strlen(err.text) < sizeof(err.text));
	assert_true(utf_valid(err.text, strlen(err.text)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_and_is_taken),
		cmocka_unit_test(compares_and_copies),
		cmocka_unit_test(memory_is_zeroed_and_copied),
		cmocka_unit_test(errors_say_and_return),
		cmocka_unit_test(errors_never_steer_a_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
