/* SPDX-License-Identifier: EUPL-1.2 */
/* How a pair stands by the criteria: conditions first, then the wishes' weights, in whole thousandths of points. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/text.h"
#include "match/match.h"

static int share_of(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	return by->measure->share(facts, by, candidate, place);
}

bool match_admissible(const struct match_facts *facts, const struct match_rule *rule, int candidate, int place)
{
	for (int i = 0; i < rule->count && rule->criterion[i].condition; i++)
		if (share_of(facts, &rule->criterion[i], candidate, place) == MEASURE_MISSED)
			return false;
	return true;
}

/* A wish that is missed counts nothing, one that is not known what the rule says. */
static int64_t points_of(const struct match_criterion *by, int share)
{
	if (by->condition || share == MEASURE_MISSED)
		return 0;
	return (int64_t)by->weight * (share == MEASURE_UNKNOWN ? by->unknown : share);
}

void match_score(const struct match_facts *facts, const struct match_rule *rule, int candidate, int place,
	struct match_score *out)
{
	*out = (struct match_score){ .admissible = true };
	for (int i = 0; i < rule->count; i++) {
		const struct match_criterion *by = &rule->criterion[i];
		int share = share_of(facts, by, candidate, place);

		if (by->condition && share == MEASURE_MISSED)
			out->admissible = false;
		out->questions += share == MEASURE_UNKNOWN;
		out->points += points_of(by, share);
	}
}

int64_t match_points_most(const struct match_rule *rule)
{
	int64_t most = 0;

	for (int i = 0; i < rule->count; i++)
		most += points_of(&rule->criterion[i], MATCH_SHARE);
	return most;
}

int match_tell(const struct match_facts *facts, const struct match_rule *rule, int candidate, int place,
	struct match_line line[MATCH_CRITERIA_MOST])
{
	for (int i = 0; i < rule->count; i++) {
		const struct match_criterion *by = &rule->criterion[i];

		line[i] = (struct match_line){ .by = by };
		by->measure->tell(facts, by, candidate, place, &line[i].is);
		line[i].points = points_of(by, line[i].is.share);
	}
	return rule->count;
}

static const struct match_facts *sorting;        /* qsort() hands nothing on; nobody sorts from two threads */

static int compare(const void *a, const void *b)
{
	const struct match_rank *x = a, *y = b;
	const struct match_candidate *p = &sorting->candidate[x->candidate], *q = &sorting->candidate[y->candidate];
	const struct match_place *r = &sorting->place[x->place], *s = &sorting->place[y->place];
	int last;

	if (x->score.admissible != y->score.admissible)
		return x->score.admissible ? -1 : 1;
	if (x->score.points != y->score.points)
		return x->score.points > y->score.points ? -1 : 1;
	if (p->waited != q->waited)
		return p->waited > q->waited ? -1 : 1;
	if (p->lot != q->lot)
		return p->lot < q->lot ? -1 : 1;
	if (r->lot != s->lot)
		return r->lot < s->lot ? -1 : 1;
	last = memcmp(p->application.b, q->application.b, sizeof(struct id));
	return last ? last : memcmp(r->id.b, s->id.b, sizeof(struct id));
}

struct match_rank *match_rank(const struct match_facts *facts, const struct match_rule *rule, int most, int *count)
{
	size_t n = (size_t)facts->n_candidates * (size_t)facts->n_places;
	struct match_rank *rank = mem_array(n ? n : 1, sizeof(*rank));

	for (size_t i = 0; i < n; i++) {
		rank[i].candidate = (int)(i / (size_t)facts->n_places);
		rank[i].place = (int)(i % (size_t)facts->n_places);
		match_score(facts, rule, rank[i].candidate, rank[i].place, &rank[i].score);
	}
	sorting = facts;
	sort_first(rank, n, sizeof(*rank), most > 0 ? (size_t)most : n, compare);
	sorting = NULL;
	*count = most > 0 && n > (size_t)most ? most : (int)n;
	return rank;
}

void match_points_words(struct str *out, int64_t thousandths)
{
	text_number(out, (thousandths + 50) / 100, 1);
}
