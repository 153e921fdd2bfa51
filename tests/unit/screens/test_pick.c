/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists that narrow as one types: what fits, and in which order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"
#include "screens/pick.h"

static void expect(const struct pick_set *set, const char *typed, const char *keys)
{
	int count, *fits = pick_narrow(set, typed, &count);
	struct str got = STR_INIT;

	for (int i = 0; i < count; i++)
		str_addf(&got, "%s%s", i ? " " : "", set->item[fits[i]].key);
	assert_string_equal(str_get(&got), keys);
	str_free(&got);
	free(fits);
}

static void test_order(void **state)
{
	struct pick_set set = { NULL, 0 };

	(void)state;
	pick_set_add(&set, "sv", "Swedish");
	pick_set_add(&set, "ps", "Pashto");
	pick_set_add(&set, "ary", "Arabic, Moroccan");
	pick_set_add(&set, "ar", "Arabic");
	pick_set_add(&set, "nb", "Bokmål, Norwegian");
	pick_set_sort(&set);
	expect(&set, "", "ar ary nb ps sv");
	expect(&set, "ARAB", "ar ary");
	expect(&set, "nor", "nb");
	expect(&set, "bokmal", "nb");
	expect(&set, "ish", "sv");
	expect(&set, "ps", "ps");
	expect(&set, "xyz", "");
	pick_set_free(&set);
}

static void test_codes(void **state)
{
	struct pick_set set = { NULL, 0 };

	(void)state;
	pick_set_add(&set, "2221", "2221  Nursing professionals");
	pick_set_add(&set, "22", "22  Health professionals");
	pick_set_add(&set, "3221", "3221  Nursing associate professionals");
	expect(&set, "22", "22 2221 3221");
	expect(&set, "nurs", "2221 3221");
	expect(&set, "nurse", "2221 3221");
	pick_set_free(&set);
}

static void test_all_languages(void **state)
{
	struct pick_set set = { NULL, 0 };
	size_t count;
	const char *const *code = text_languages(&count);
	int found, *fits;

	(void)state;
	for (size_t i = 0; i < count; i++) {
		struct str name = STR_INIT;

		text_language_name(&name, code[i]);
		pick_set_add(&set, code[i], str_get(&name));
		str_free(&name);
	}
	pick_set_sort(&set);
	assert_true(set.count > 5000);
	fits = pick_narrow(&set, "tigr", &found);
	assert_in_range(found, 2, 20);
	free(fits);
	pick_set_free(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order), cmocka_unit_test(test_codes), cmocka_unit_test(test_all_languages),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
