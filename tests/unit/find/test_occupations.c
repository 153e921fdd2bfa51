/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How well occupations are found by what a person says of their trade: the Dutch
 * national job titles of MELO, of whose answers nothing was learned.  Prints a
 * report; the floors asserted are the aims.
 */
#include "occupations.h"

static FILE *melo(const char *name)
{
	char *path = mem_fmt(TEST_SRCDIR "/tests/data/occupations/%s", name);
	FILE *in = fopen(path, "r");

	assert_non_null(in);
	free(path);
	return in;
}

static void dutch_job_titles_find_their_occupation(void **state)
{
	FILE *queries = melo("queries.tsv"), *relevant = melo("relevant.tsv");
	struct score score = { 0 };
	char *cell[2];

	(void)state;
	next_line(queries, cell, 2, '\t');
	next_line(relevant, cell, 2, '\t');
	while (next_line(queries, cell, 2, '\t')) {
		char *asked = mem_str(cell[1]);

		assert_non_null(next_line(relevant, cell, 2, '\t'));
		ask(&score, asked, "nl", cell[1], code_of(cell[1]));
		free(asked);
	}
	fclose(queries);
	fclose(relevant);
	tell("MELO, Dutch national job titles", &score);
	assert_int_equal(score.asked, 2605);
	assert_true(score.mrr >= 0.55);
	assert_true(score.ten >= 0.72 * score.asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dutch_job_titles_find_their_occupation),
	};

	return cmocka_run_group_tests(tests, read_known, forget_known);
}
