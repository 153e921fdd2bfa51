/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A welcome card from a person's file onto a page; the code on the page scanned into Find, which says that it is valid and
 * whose it is; withdrawn, it is refused.  No printer: said, and the card before stays valid.  In two languages and two sizes.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "town.h"

static void press(struct harness *h, const char *keys)
{
	for (; *keys; keys++)
		assert_true(harness_key(h, (const char[]){ *keys, '\0' }));
}

/* The first words of a sentence, up to the day that it names. */
static const char *beginning(const char *sentence)
{
	static char words[120];
	const char *said = town_tr(sentence);

	snprintf(words, sizeof(words), "%.*s", (int)strcspn(said, "%") - 1, said);
	return words;
}

/* What a camera reads from the page. */
static void scan(const char *pdf, char code[256])
{
	char command[700];
	FILE *read;

	snprintf(command, sizeof(command), "pdftoppm -r 150 -png -singlefile %s %s && zbarimg -q --raw %s.png 2>/dev/null", pdf, pdf,
		pdf);
	read = popen(command, "r");
	assert_non_null(read);
	assert_non_null(fgets(code, 256, read));
	assert_int_equal(pclose(read), 0);
	code[strcspn(code, "\n")] = '\0';
	assert_int_equal(strlen(code), 188);
}

static void issue(struct harness *h, const char *path)
{
	press(h, "W");
	assert_true(harness_type(h, path));
	assert_true(harness_key(h, HK_ENTER));
	assert_int_equal(access(path, R_OK), 0);
	TOWN_EXPECT("\"state\": \"valid\"", "list", "card", "--json");
}

static void scanned(struct harness *h, const char *code, const char *sentence)
{
	assert_true(harness_key(h, HK_F3));
	assert_true(harness_type(h, code));
	harness_expect(h, beginning(sentence));
	harness_expect(h, "Olena Shevchuk");
}

static void withdraw(void)
{
	char *list = TOWN_RUN("list", "card", "--json"), *at = strstr(list, "\"id\": \""), id[37];

	assert_non_null(at);
	snprintf(id, sizeof(id), "%.36s", at + 7);
	free(list);
	free(TOWN_RUN("card", "withdraw", id, "--why", "lost"));
}

static void all_looks(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		char path[200], code[256];
		struct harness *h;

		town_new();
		TOWN_ADD("person", "given_name=Olena", "family_name=Shevchuk", "arrived=2026-04-20", "interpreter=uk");
		snprintf(path, sizeof(path), "%s/card-%d.pdf", harness_dir(), i);
		h = town_open(&town_looks[i]);
		press(h, "/");
		assert_true(harness_type(h, "Shevchuk"));
		assert_true(harness_key(h, HK_ENTER));
		issue(h, path);
		scan(path, code);
		/* No such printer, or no printing here at all. */
		press(h, "W");
		assert_true(harness_type(h, "lp no-such-printer"));
		assert_true(harness_key(h, HK_ENTER));
		assert_true(harness_key(h, HK_ESC));
		assert_true(harness_key(h, HK_ESC));
		scanned(h, code, "The card is valid until %s.");
		withdraw();
		scanned(h, code, "The card is not valid: it was withdrawn on %s.");
		assert_true(harness_key(h, HK_ESC));
		/* A code is not what the line of Find begins with the next time. */
		press(h, "/");
		harness_expect_not(h, code + 150);
		assert_true(harness_key(h, HK_ESC));
		town_leave(h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_looks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
