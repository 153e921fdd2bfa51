/* SPDX-License-Identifier: EUPL-1.2 */
/* The groups for one person: what has points by the criteria of the day, then what only has reasons; see courses.h. */
#include "match/courses.h"

#include <stdlib.h>

#include "base/mem.h"
#include "match/pairs_own.h"

bool match_group_fits(const struct match_groups *groups, int row)
{
	const struct match_group *group = &groups->row[row];

	return group->rank >= 0 ? groups->rank[group->rank].score.admissible : !group->fit.against;
}

/* Whoever waits and may be offered something is weighed; of the others the reasons alone are shown. */
static enum status read_rank(struct store *store, const struct actor *actor, struct match_groups *out, int *n, struct err *err)
{
	const struct match_pick pick = { .application = out->wish.enrolment, .rule = &out->rule };
	enum status st;

	*n = 0;
	if (id_none(out->wish.enrolment) || out->wish.restricted || out->wish.rests)
		return ST_OK;
	st = match_rule_on(pairs_town(store), MATCH_COURSES, "", &out->rule, err);
	if (st == ST_OK)
		st = match_read(store, actor, MATCH_COURSES, &pick, &out->facts, err);
	if (st == ST_INVALID) {      /* moved away meanwhile: nothing is weighed */
		match_rule_clear(&out->rule);
		err_clear(err);
		return ST_OK;
	}
	if (st == ST_OK)
		out->rank = match_rank(&out->facts, &out->rule, 0, n);
	return st;
}

static enum status add_ranked(struct store *store, struct match_groups *out, int at, struct err *err)
{
	struct match_group *row = &out->row[out->count];
	struct fit_group group;
	enum status st = fit_group_read(store, out->facts.place[out->rank[at].place].id, &group, err);

	if (st == ST_OK)
		st = fit_judge(store, &out->wish, &group, &row->fit, err);
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	row->rank = at;
	out->count++;
	return ST_OK;
}

static bool is_there(const struct match_groups *groups, struct id course)
{
	for (int i = 0; i < groups->count; i++)
		if (id_same(groups->row[i].fit.group.course, course))
			return true;
	return false;
}

/* Those that the ranking leaves out, with the reasons why. */
static enum status add_others(struct store *store, const struct actor *actor, int most, struct match_groups *out,
	struct err *err)
{
	struct fit *fit = mem_array((size_t)most, sizeof(*fit));
	int n = 0;
	enum status st = fit_groups(store, actor, &out->wish, most, fit, &n, err);

	for (int i = 0; st == ST_OK && i < n && out->count < most; i++)
		if (!is_there(out, fit[i].group.course))
			out->row[out->count++] = (struct match_group){ fit[i], -1 };
	free(fit);
	return st;
}

enum status match_groups_of(struct store *store, const struct actor *actor, struct id person, int most,
	struct match_groups *out, struct err *err)
{
	int ranked = 0;
	enum status st;

	*out = (struct match_groups){ .row = mem_array((size_t)most, sizeof(*out->row)) };
	st = fit_wish_person(store, person, &out->wish, err);
	/* Which level a test calls for is not told to who may not see the test. */
	if (st == ST_OK && id_none(out->wish.enrolment) && !kind_seen(actor, register_kind("level")))
		*out->wish.level = '\0';
	if (st == ST_OK)
		st = read_rank(store, actor, out, &ranked, err);
	for (int i = 0; st == ST_OK && i < ranked && out->count < most; i++)
		st = add_ranked(store, out, i, err);
	if (st == ST_OK)
		st = add_others(store, actor, most, out, err);
	if (st != ST_OK) {
		match_groups_clear(out);
		return st;
	}
	for (int i = 0; i < out->count; i++)
		out->fitting += match_group_fits(out, i);
	return ST_OK;
}

void match_groups_clear(struct match_groups *groups)
{
	match_facts_clear(&groups->facts);
	match_rule_clear(&groups->rule);
	free(groups->rank);
	free(groups->row);
	*groups = (struct match_groups){ .count = 0 };
}
