/* SPDX-License-Identifier: EUPL-1.2 */
/* What the tests of the search for occupations share: asking, counting, and reading the reference's own rows. */
#ifndef TESTS_UNIT_FIND_OCCUPATIONS_H
#define TESTS_UNIT_FIND_OCCUPATIONS_H

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

enum { DEEP = 1000 };

struct score {
	int asked, first, ten, group_ten;      /* right at the first place, within ten; its group of ISCO-08 within ten */
	double mrr, group_mrr;
	double slowest, all;                   /* milliseconds */
};

static inline double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* An occupation is named by its id, a group by "ISCO:" and its code. */
static inline bool is_right(const struct occupation_hit *hit, const char *concept)
{
	if (str_starts(concept, "ISCO:"))
		return !hit->esco[0] && str_same(hit->code, concept + 5);
	return str_same(hit->esco, concept);
}

static inline void count_rank(struct score *score, const struct occupation_hit *hits, int n, const char *concept, const char *code)
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

static inline void ask(struct score *score, const char *typed, const char *language, const char *concept,
	const char *code)
{
	static struct occupation_hit hits[DEEP];
	struct err err;
	double t = now_ms();
	int n;

	if (occupation_search(typed, language, hits, DEEP, &n, &err) != ST_OK)
		fail_msg("%s", err.text);
	t = now_ms() - t;
	score->all += t;
	score->slowest = t > score->slowest ? t : score->slowest;
	count_rank(score, hits, n, concept, code);
}

static inline void tell(const char *what, struct score *score)
{
	double n = score->asked ? score->asked : 1;

	score->mrr /= n;
	score->group_mrr /= n;
	printf("%-44s %5d asked  MRR %.3f  first %.3f  in ten %.3f   group: MRR %.3f in ten %.3f   %.2f ms, longest %.1f\n",
		what, score->asked, score->mrr, score->first / n, score->ten / n, score->group_mrr, score->group_ten / n,
		score->all / n, score->slowest);
}

/* The next line's cells, parted by `by`; NULL at the end. Quotes are undone where a cell has them. */
static inline char *next_line(FILE *in, char *cell[], int most, char by)
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

static inline int read_known(void **state)
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

static inline const char *code_of(const char *concept)
{
	if (str_starts(concept, "ISCO:"))
		return concept + 5;
	for (int i = 0; i < n_known; i++)
		if (str_same(known[i][0], concept))
			return known[i][1];
	fail_msg("%s is no occupation", concept);
	return NULL;
}

static inline int forget_known(void **state)
{
	(void)state;
	free(known);
	return 0;
}

#endif
