/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A paper for a newcomer from their file: read on the screen in their language, in plain language, in another one,
 * written to a file, taken back from the person's file by Ctrl-Z; in two languages and two sizes.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "town.h"

static void press(struct harness *h, const char *keys)
{
	for (; *keys; keys++)
		assert_true(harness_key(h, (const char[]){ *keys, '\0' }));
}

static void make_town(void)
{
	char person[64], whose[80];

	town_new();
	snprintf(person, sizeof(person), "%s", TOWN_ADD("person", "given_name=Olena", "family_name=Shevchuk", "arrived=2026-04-20",
		"interpreter=uk"));
	snprintf(whose, sizeof(whose), "person=%s", person);
	TOWN_ADD("appointment", whose, "what=First interview", "day=2026-05-12", "at=09:30", "place=Harbour Street 4");
}

static void read_it(struct harness *h)
{
	press(h, "l");
	harness_expect(h, "Українська");
	harness_expect(h, "12 травня 2026");
	harness_expect(h, "Harbour Street 4");
	/* One thing to do, in short sentences. */
	press(h, "k");
	harness_expect(h, town_tr("plain language"));
	harness_expect(h, "Harbour Street 4");
	press(h, "k");
	harness_expect(h, town_tr("in full"));
	/* Another language, as long as the person asks for it. */
	press(h, "l");
	harness_expect(h, town_tr("Language of the paper"));
	assert_true(harness_type(h, "tr"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Türkçe");
	harness_expect(h, "12 Mayıs 2026");
}

static void save_it(struct harness *h, const char *path)
{
	struct stat there;

	assert_true(harness_key(h, HK_F5));
	assert_true(harness_type(h, path));
	assert_true(harness_key(h, HK_ENTER));
	assert_int_equal(stat(path, &there), 0);
	assert_int_equal(there.st_mode & 0777, 0600);
	assert_true(there.st_size > 1000);
	TOWN_EXPECT("\"paper\": \"appointment\"", "list", "handout", "--json");
	TOWN_EXPECT("\"language\": \"tr\"", "list", "handout", "--json");
	TOWN_EXPECT("\"how\": \"saved\"", "list", "handout", "--json");
	/* What stands there is not written over, and the line stays open. */
	assert_true(harness_key(h, HK_F5));
	assert_true(harness_type(h, path));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect_not(h, town_tr("Written, readable, and noted on the person's file. Hand it over, and delete it here "
		"afterwards."));
	assert_true(harness_key(h, HK_ESC));
	/* Read out aloud. */
	press(h, "r");
	TOWN_EXPECT("\"how\": \"read\"", "list", "handout", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	assert_true(harness_key(h, HK_ESC));
}

static void all_looks(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		char path[200], *list;
		struct harness *h;

		make_town();
		snprintf(path, sizeof(path), "%s/slip-%d.pdf", harness_dir(), i);
		h = town_open(&town_looks[i]);
		press(h, "/");
		assert_true(harness_type(h, "Shevchuk"));
		assert_true(harness_key(h, HK_ENTER));
		read_it(h);
		save_it(h, path);
		list = TOWN_RUN("list", "handout", "--json");
		assert_null(strstr(list, "\"how\": \"read\""));
		free(list);
		town_leave(h);
		unlink(path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_looks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
