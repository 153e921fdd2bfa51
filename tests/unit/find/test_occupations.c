/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How well occupations are found by what a person says of their trade: the Dutch
 * national job titles of MELO, and titles of ESCO that are left out of the search
 * while they are asked for.  Prints a report; the floors asserted are the aims.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "../data.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "register/occupation.h"
#include "register/occupation_search.h"

enum { DEEP = 1000, ASKED = 600 };

struct score {
	int asked, first, ten, group_ten;      /* right at the first place, within ten; its group of ISCO-08 within ten */
	double mrr, group_mrr;
	double slowest, all;                   /* milliseconds */
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* An occupation is named by its id, a group by "ISCO:" and its code. */
static bool is_right(const struct occupation_hit *hit, const char *concept)
{
	if (str_starts(concept, "ISCO:"))
		return !hit->esco[0] && str_same(hit->code, concept + 5);
	return str_same(hit->esco, concept);
}

static void count_rank(struct score *score, const struct occupation_hit *hits, int n, const char *concept, const char *code)
{
	int rank = 0, group = 0;

	while (rank < n && !is_right(&hits[rank], concept))
		rank++;
	while (group < n && !str_same(hits[group].code, code))
		group++;
	score->asked++;
	score->first += rank == 0 && n;
	score->ten += rank < 10 && rank < n;
	score->mrr += rank < n ? 1.0 / (rank + 1) : 0;
	score->group_ten += group < 10 && group < n;
	score->group_mrr += group < n ? 1.0 / (group + 1) : 0;
}

static void ask(struct score *score, const char *typed, const char *language, const char *without, const char *concept,
	const char *code)
{
	static struct occupation_hit hits[DEEP];
	struct err err;
	double t = now_ms();
	int n;

	if (occupation_search_without(typed, language, without, hits, DEEP, &n, &err) != ST_OK)
		fail_msg("%s", err.text);
	t = now_ms() - t;
	score->all += t;
	score->slowest = t > score->slowest ? t : score->slowest;
	count_rank(score, hits, n, concept, code);
}

static void tell(const char *what, struct score *score)
{
	double n = score->asked ? score->asked : 1;

	score->mrr /= n;
	score->group_mrr /= n;
	printf("%-44s %5d asked  MRR %.3f  first %.3f  in ten %.3f   group: MRR %.3f in ten %.3f   %.2f ms, longest %.1f\n",
		what, score->asked, score->mrr, score->first / n, score->ten / n, score->group_mrr, score->group_ten / n,
		score->all / n, score->slowest);
}

/* The next line's cells, parted by `by`; NULL at the end. Quotes are undone where a cell has them. */
static char *next_line(FILE *in, char *cell[], int most, char by)
{
	static char *line;
	static size_t room;
	int n = 0;

	if (getline(&line, &room, in) <= 0)
		return NULL;
	line[strcspn(line, "\r\n")] = '\0';
	for (char *p = line; n < most; p++) {
		bool quoted = by == ',' && *p == '"';
		char *to = p;

		cell[n++] = p;
		for (p += quoted; *p && (quoted || *p != by); p++) {
			if (quoted && *p == '"' && *++p != '"')
				break;
			*to++ = *p;
		}
		if (!*p) {
			*to = '\0';
			break;
		}
		*to = '\0';
	}
	for (; n < most; n++)
		cell[n] = line + strlen(line);
	return line;
}

static char (*known)[2][40];               /* each occupation's id and its group, from the reference itself */
static int n_known;

static int read_known(void **state)
{
	FILE *in = fopen(TEST_SRCDIR "/schema/reference/esco_occupations.csv", "r");
	char *cell[3];

	(void)state;
	assert_non_null(in);
	known = mem_array(4000, sizeof *known);
	for (next_line(in, cell, 3, ','); n_known < 4000 && next_line(in, cell, 3, ','); n_known++) {
		str_copy(known[n_known][0], sizeof known[n_known][0], cell[0]);
		str_copy(known[n_known][1], sizeof known[n_known][1], cell[1]);
	}
	fclose(in);
	return 0;
}

static const char *code_of(const char *concept)
{
	if (str_starts(concept, "ISCO:"))
		return concept + 5;
	for (int i = 0; i < n_known; i++)
		if (str_same(known[i][0], concept))
			return known[i][1];
	fail_msg("%s is no occupation", concept);
	return NULL;
}

static int forget_known(void **state)
{
	(void)state;
	free(known);
	return 0;
}

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
		ask(&score, asked, "nl", NULL, cell[1], code_of(cell[1]));
		free(asked);
	}
	fclose(queries);
	fclose(relevant);
	tell("MELO, Dutch national job titles", &score);
	assert_int_equal(score.asked, 2605);
	assert_true(score.mrr >= 0.50);
	assert_true(score.ten >= 0.60 * score.asked);
}

/* Alternative titles, each left out of the search while it is asked for. */
static void titles_left_out_are_found_by_the_others(void **state)
{
	static const struct { const char *language, *file; double ten; } of[] = {
		{ "en", "esco_titles_en.csv", 0 }, { "fr", "esco_titles_fr.csv", 0 }, { "nl", "esco_titles_nl.csv", 0 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		char *path = mem_fmt(TEST_SRCDIR "/schema/reference/%s", of[i].file), *cell[2], what[80];
		FILE *in = fopen(path, "r");
		struct score score = { 0 };
		int rows = 0, row = 0;

		assert_non_null(in);
		while (next_line(in, cell, 2, ','))
			rows++;
		rewind(in);
		for (next_line(in, cell, 2, ','); next_line(in, cell, 2, ','); row++)
			if (row % (rows / ASKED) == 0)
				ask(&score, cell[1], of[i].language, cell[1], cell[0], code_of(cell[0]));
		fclose(in);
		free(path);
		snprintf(what, sizeof what, "alternative titles left out, %s", of[i].language);
		tell(what, &score);
	}
}

/* The only title that a language has for the occupation, left out: found by other languages' words, and by groups. */
static void preferred_titles_left_out_still_lead_somewhere(void **state)
{
	static const char *const languages[] = { "en", "fr", "de", "nl", "es", "it", "pl", "ar", "bg", "el" };
	char *cell[12];

	(void)state;
	for (int l = 0; l < 10; l++) {
		FILE *in = fopen(TEST_SRCDIR "/schema/reference/esco_occupations.csv", "r");
		struct score score = { 0 };
		char what[80];
		int row = 0;

		assert_non_null(in);
		for (next_line(in, cell, 12, ','); next_line(in, cell, 12, ','); row++)
			if (row % 10 == 0)
				ask(&score, cell[2 + l], languages[l], cell[2 + l], cell[0], cell[1]);
		fclose(in);
		snprintf(what, sizeof what, "preferred titles left out, %s", languages[l]);
		tell(what, &score);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dutch_job_titles_find_their_occupation),
		cmocka_unit_test(titles_left_out_are_found_by_the_others),
		cmocka_unit_test(preferred_titles_left_out_still_lead_somewhere),
	};

	return cmocka_run_group_tests(tests, read_known, forget_known);
}
