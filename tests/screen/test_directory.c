/* SPDX-License-Identifier: EUPL-1.2 */
/* A referral is seen before it is sent, a paper's copy stands nowhere in the clear, one note goes to a whole household;
 * in two languages. */
#include "tests/unit/test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "desk.h"
#include "town.h"

#define HK_F7 "\033[18~"
#define SECRET "wolfram-diamond-harbour"

static char number[40], paper[300];

static void a_town(void)
{
	char household[80], owner[60], person[80];
	FILE *file;

	town_new();
	snprintf(household, sizeof(household), "household=%s", TOWN_ADD("household", "name=Haidari", "people=2"));
	snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "given_name=Xolhana", "phone=+31612345641", household,
		"arrived=2026-04-01"));
	TOWN_ADD("person", "given_name=Yusuf", "family_name=Haidari", household, "arrived=2026-04-01");
	TOWN_ADD("service", "name=Tea and letters", "what=everyday", "languages=fa, ar");
	snprintf(owner, sizeof(owner), "%s", number);
	snprintf(person, sizeof(person), "person=%s", owner);
	TOWN_ADD("barrier", person, "stage=work", "what=childcare", "since=2026-04-02", "until=2026-04-20");
	TOWN_ADD("document", person, "what=diploma", "name=Nurse", "copy_purpose=recognition");
	snprintf(paper, sizeof(paper), "%s/paper.pdf", harness_dir());
	file = fopen(paper, "w");
	assert_non_null(file);
	fputs("%PDF-1.7 " SECRET "\n", file);
	assert_int_equal(fclose(file), 0);
}

static struct harness *the_file(const struct look_at *look)
{
	struct harness *h = town_open(look);

	assert_true(harness_type(h, "/xolhana"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, number);
	return h;
}

/* Among what stands in the way of the plan: not as if it still stood there. */
static void barrier_is_gone(struct harness *h)
{
	assert_true(harness_key(h, HK_END));
	for (int i = 0; i < 30 && !harness_shows(h, town_tr("Removed on")); i++)
		assert_true(harness_key(h, HK_UP));
	harness_expect(h, town_tr("Removed on"));
}

/* From the past, which is the last part, so many to the left. */
static void part(struct harness *h, int left)
{
	assert_true(harness_key(h, "0"));
	while (left--)
		assert_true(harness_key(h, HK_LEFT));
}

static void answer(struct harness *h, const char *text)
{
	assert_true(harness_type(h, text));
	assert_true(harness_key(h, HK_ENTER));
}

static void it_is_seen_then_sent(struct harness *h)
{
	part(h, 1);
	assert_true(harness_key(h, "a"));
	assert_true(harness_key(h, HK_ENTER));          /* a referral is the first that is offered */
	harness_expect(h, town_tr("The service will see"));
	assert_true(harness_key(h, "T"));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "Tea and letters");
	assert_true(harness_key(h, HK_TAB));
	assert_true(harness_type(h, "Help with letters"));
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, town_tr("THE SERVICE WILL SEE THIS, AND NOTHING ELSE"));
	harness_expect(h, "+31612345641");
	harness_expect(h, "Help with letters");
	TOWN_EXPECT("\"state\": \"draft\"", "list", "referral", "--json");

	assert_true(harness_key(h, "s"));
	harness_expect(h, town_tr("THE SERVICE SAW THIS, AND NOTHING ELSE"));
	harness_expect_not(h, "+31612345641");
	TOWN_EXPECT("\"state\": \"sent\"", "list", "referral", "--json");
	assert_true(harness_key(h, "d"));
	answer(h, "full until August");
	harness_expect(h, "full until August");
	TOWN_EXPECT("\"state\": \"declined\"", "list", "referral", "--json");
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, "Tea and letters");
}

/* Whether a file in the test's place, other than this one, holds the bytes. */
static bool stands_in_the_clear(const char *except)
{
	DIR *dir = opendir(harness_dir());
	struct dirent *entry;
	bool found = false;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		char path[600];
		static char bytes[1 << 22];
		FILE *file;
		size_t len;

		snprintf(path, sizeof(path), "%s/%s", harness_dir(), entry->d_name);
		file = strcmp(path, except) == 0 || entry->d_name[0] == '.' ? NULL : fopen(path, "r");
		if (!file)
			continue;
		len = fread(bytes, 1, sizeof(bytes), file);
		found |= memmem(bytes, len, SECRET, strlen(SECRET)) != NULL;
		fclose(file);
	}
	closedir(dir);
	return found;
}

static void a_copy_comes_and_goes(struct harness *h)
{
	char out[340];
	struct stat is;

	snprintf(out, sizeof(out), "%s/back.pdf", harness_dir());
	remove(out);
	part(h, 2);
	assert_true(harness_key(h, "c"));
	answer(h, "/no/such/file");
	harness_expect(h, "/no/such/file");             /* the line stays open, and the status line says why */
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, "c"));
	answer(h, paper);
	TOWN_EXPECT("\"copy\": true", "list", "document", "--json");
	assert_false(stands_in_the_clear(paper));
	assert_true(harness_key(h, "O"));
	answer(h, out);
	assert_int_equal(stat(out, &is), 0);
	assert_int_equal(is.st_mode & 0777, 0600);
	assert_true(stands_in_the_clear(paper));        /* the file that was just written: the search does find it */
	remove(out);
	assert_true(harness_key(h, "K"));
	TOWN_EXPECT("\"copy\": true", "list", "document", "--json");
	assert_true(harness_key(h, "K"));
	TOWN_EXPECT("\"copy\": null", "list", "document", "--json");
}

static void one_note_on_both(struct harness *h)
{
	char *all;

	assert_true(harness_key(h, "N"));
	harness_expect(h, number);
	assert_true(harness_key(h, HK_F6));
	harness_expect(h, "Yusuf");
	assert_true(harness_key(h, HK_F7));
	harness_expect_not(h, "Yusuf");
	assert_true(harness_key(h, HK_F6));
	assert_true(harness_type(h, "Yusuf and the Muslim neighbours"));
	harness_expect(h, town_tr("religion or belief"));
	assert_true(harness_key(h, HK_F2));
	harness_expect(h, "Yusuf and the Muslim");      /* he is named in the other's file: not saved yet */
	for (int i = 0; i < 31; i++)
		assert_true(harness_key(h, HK_BACKSPACE));
	assert_true(harness_type(h, "Bus cards handed out."));
	assert_true(harness_key(h, HK_F2));
	all = TOWN_RUN("export", "note", "--format", "json");
	assert_non_null(strstr(strstr(all, "Bus cards handed out.") + 1, "Bus cards handed out."));
	assert_null(strstr(all, "neighbours"));
	free(all);
	assert_true(harness_key(h, "\032"));            /* one undo takes both back */
	all = TOWN_RUN("export", "note", "--format", "json");
	assert_null(strstr(all, "Bus cards"));
	free(all);
}

static void services_papers_notes(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		a_town();
		h = the_file(&town_looks[i]);
		barrier_is_gone(h);
		it_is_seen_then_sent(h);
		a_copy_comes_and_goes(h);
		one_note_on_both(h);
		town_leave(h);
		free(TOWN_RUN("check"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(services_papers_notes) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
