/* SPDX-License-Identifier: EUPL-1.2 */
/* Reports on the real program: a period chosen, read, saved and by that released; the internal page with its mark; who
 * sees no file sees them all the same. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "town.h"

/* Eight came in March, three in April. */
static void eleven_people(void)
{
	char day[40], name[40];

	town_new();
	for (int i = 1; i <= 11; i++) {
		snprintf(day, sizeof(day), "arrived=2026-%02d-%02d", i > 8 ? 4 : 3, i);
		snprintf(name, sizeof(name), "given_name=Mariam%d", i);
		TOWN_ADD("person", name, day);
	}
}

/* Sentences are broken at blanks: their beginning. */
static void expect_begun(struct harness *h, const char *sentence)
{
	char begun[200];

	snprintf(begun, sizeof(begun), "%.24s", town_tr(sentence));
	harness_expect(h, begun);
}

static struct harness *reports(const struct look_at *look, const char *option)
{
	struct harness *h = option ? town_open_with(look, NULL, option, NULL) : town_open(look);

	if (option) {
		/* By their key on Today, where nothing else is to be done; else by the menu. */
		assert_true(harness_key(h, "s"));
	} else {
		assert_true(harness_key(h, HK_F10));
		assert_true(harness_type(h, town_tr("Reports")));
		assert_true(harness_key(h, HK_ENTER));
	}
	harness_expect(h, town_tr("A preview: saved or printed, it is released."));
	return h;
}

static void period(struct harness *h, const char *said)
{
	assert_true(harness_key(h, "p"));
	assert_true(harness_type(h, said));
	assert_true(harness_key(h, HK_ENTER));
}

/* Down to a line, a page at a time. */
static void read_to(struct harness *h, const char *text)
{
	for (int i = 0; i < 60 && !harness_shows(h, text); i++)
		assert_true(harness_key(h, HK_PGDN));
	harness_expect(h, text);
}

static void a_period_is_chosen_and_read(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;
		int row, col;

		eleven_people();
		h = reports(&town_looks[i], NULL);
		period(h, "2026-05..2026-01");
		expect_begun(h, "The period ends before it begins. Please name the first day first.");
		assert_true(harness_key(h, HK_ESC));
		period(h, "2026-03..2026-04");
		harness_expect(h, "11");
		read_to(h, town_tr("Arrivals over time"));
		/* What is withheld is a gap: both months, since the sum is told. */
		read_to(h, town_tr("Tables"));
		read_to(h, town_tr("[c]"));
		row = harness_find(h, town_tr("[c]"), &col);
		assert_true(row > 0);
		assert_true(harness_resize(h, 24, 80));
		assert_true(harness_key(h, HK_HOME));
		harness_expect(h, "Halden");
		town_leave(h);
	}
}

static void saved_it_is_released(void **state)
{
	char path[300];
	struct harness *h;

	(void)state;
	eleven_people();
	h = reports(&town_looks[0], NULL);
	snprintf(path, sizeof(path), "%s/march.pdf", harness_dir());
	period(h, "2026-03");
	assert_true(harness_key(h, HK_F5));
	assert_true(harness_type(h, path));
	assert_true(harness_key(h, HK_ENTER));
	expect_begun(h, "Written, and kept in the ledger of releases.");
	assert_int_equal(0, access(path, R_OK));
	TOWN_EXPECT("summary released", "audit", "acts", "--role", "auditor", "--reason", "what was released");
	/* Another one over it is neither written nor released. */
	period(h, "2026-04");
	assert_true(harness_key(h, HK_F5));
	assert_true(harness_type(h, path));
	assert_true(harness_key(h, HK_ENTER));
	harness_expect(h, "already");
	assert_true(harness_key(h, HK_ESC));
	town_leave(h);
	unlink(path);
}

static void the_internal_page_says_what_it_is(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		struct harness *h;

		eleven_people();
		h = reports(&town_looks[i], NULL);
		assert_true(harness_key(h, "i"));
		harness_expect(h, town_tr("Internal, not for publication"));
		read_to(h, town_tr("Caseload"));
		harness_expect_not(h, "Mariam");
		assert_true(harness_key(h, "i"));
		harness_expect_not(h, town_tr("Internal, not for publication"));
		town_leave(h);
		TOWN_EXPECT("internal page made", "audit", "acts", "--role", "auditor", "--reason", "who made it");
	}
}

static void whoever_sees_no_file_sees_summaries(void **state)
{
	struct harness *h;

	(void)state;
	eleven_people();
	h = reports(&town_looks[0], "--role=supervisor");
	period(h, "2026-03");
	harness_expect(h, "8 people arrived.");
	for (int i = 0; i < 40; i++) {
		assert_true(harness_key(h, HK_PGDN));
		harness_expect_not(h, "Mariam");
		harness_expect_not(h, "HA-");
	}
	town_leave(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_period_is_chosen_and_read),
		cmocka_unit_test(saved_it_is_released),
		cmocka_unit_test(the_internal_page_says_what_it_is),
		cmocka_unit_test(whoever_sees_no_file_sees_summaries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
