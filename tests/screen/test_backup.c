/* SPDX-License-Identifier: EUPL-1.2 */
/* The reminder on Today, a copy made from the menu, its list, and a place that does not take it; in two languages. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "town.h"

static const char *const reminder = "No backup of this file is known. F10, then Backup, makes one.";

/* The words before the first number or comma, which differ by language in what follows. */
static const char *beginning(const char *text)
{
	static char words[60];

	snprintf(words, sizeof(words), "%.*s", (int)strcspn(text, "%,:"), text);
	return words;
}

/* From wherever: the menu, and down to the row. */
static void open_backup(struct harness *h)
{
	int col;

	assert_true(harness_key(h, HK_F10));
	while (harness_find(h, town_tr("Backup"), &col) < 0)
		assert_true(harness_key(h, HK_DOWN));
	for (int i = 0; i < 150; i++) {
		int row = harness_find(h, "▸", &col);

		if (row >= 0 && strstr(harness_line(h, row), town_tr("Backup")))
			break;
		assert_true(harness_key(h, HK_DOWN));
	}
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, town_tr("No copy was made yet. b makes one."));
}

static void copy_to(struct harness *h, const char *place)
{
	assert_true(harness_key(h, "b"));
	harness_expect(h, town_tr("Folder or file:"));
	assert_true(harness_type(h, place));
	assert_true(harness_key(h, HK_ENTER));
}

static char *folder_of(int number)
{
	static char path[300];

	snprintf(path, sizeof(path), "%s/copies-%d", harness_dir(), number);
	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

static void a_copy_is_made_and_the_reminder_goes(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		char *folder = folder_of(i), made[400];
		struct harness *h;

		town_new();
		free(TOWN_RUN("list", "person"));
		town_clock("2026-05-20T09:00");
		h = town_open(&town_looks[i]);
		harness_expect(h, town_tr(reminder));
		open_backup(h);
		harness_expect_not(h, town_tr(reminder));

		/* A place that does not take it: the line stays open, the reason is read whole. */
		copy_to(h, "/nowhere/copy.db");
		harness_expect(h, "/nowhere/copy.db");
		harness_expect(h, town_tr("Folder or file:"));
		assert_true(harness_key(h, HK_ESC));
		harness_expect(h, town_tr("No copy was made yet. b makes one."));
		harness_expect_not(h, "/nowhere/copy.db");

		copy_to(h, folder);
		harness_expect(h, beginning(town_tr("Verified copy made, on the file's own disk: keep another one elsewhere.")));
		harness_expect(h, town_tr("same disk"));
		snprintf(made, sizeof(made), "%s/foothold-HA-2026-05-20-0900.db", folder);
		assert_int_equal(access(made, F_OK), 0);
		TOWN_EXPECT("foothold-HA-2026-05-20-0900.db", "backup", "--list");

		/* What was typed last is proposed. */
		assert_true(harness_key(h, "b"));
		harness_expect(h, strrchr(folder, '/'));
		assert_true(harness_key(h, HK_ESC));
		assert_true(harness_key(h, HK_ESC));
		harness_expect_not(h, town_tr(reminder));
		harness_expect_not(h, town_tr("Folder or file:"));
		town_leave(h);
		town_clock("2026-05-04T09:00");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_copy_is_made_and_the_reminder_goes) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
