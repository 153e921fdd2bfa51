/* SPDX-License-Identifier: EUPL-1.2 */
/* The kinds of matching, and the catalogue of what their criteria may measure. */
#include "match/match.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"

/* In the order of enum match_what. */
static const struct match_ops *const kinds[MATCH_KINDS] = {
	[MATCH_JOBS] = &match_jobs_ops,
	[MATCH_HOMES] = &match_homes_ops,
	[MATCH_COURSES] = &match_courses_ops,
	[MATCH_MENTORS] = &match_mentors_ops,
};

const struct match_ops *match_ops(enum match_what what)
{
	return kinds[what];
}

bool match_named(const char *word, enum match_what *out)
{
	for (int i = 0; i < MATCH_KINDS; i++)
		if (kinds[i] && str_same(kinds[i]->word, word)) {
			*out = (enum match_what)i;
			return true;
		}
	return false;
}

const struct match_ops *match_ops_of_proposal(const char *kind)
{
	for (int i = 0; i < MATCH_KINDS; i++)
		if (kinds[i] && str_same(kinds[i]->proposal, kind))
			return kinds[i];
	return NULL;
}

static const struct measure *named(const struct measure *of, const char *key)
{
	for (; of && of->key; of++)
		if (str_same(of->key, key))
			return of;
	return NULL;
}

const struct measure *match_measure(enum match_what what, const char *key)
{
	const struct measure *measure = kinds[what] ? named(kinds[what]->measure, key) : NULL;

	return measure ? measure : named(match_general, key);
}

enum status match_read(struct store *store, const struct actor *actor, enum match_what what,
	const struct match_pick *pick, struct match_facts *out, struct err *err)
{
	static const struct match_pick everybody;
	const struct match_pick *asked = pick ? pick : &everybody;
	enum status st;

	*out = (struct match_facts){ .ops = kinds[what] };
	date_text(clock_today(), out->day);
	st = kinds[what]->read(store, actor, asked, out, err);
	if (st == ST_OK && asked->rule)
		st = match_columns_read(store, actor, asked->rule, out, err);
	if (st == ST_OK && kinds[what]->settle && asked->rule)
		kinds[what]->settle(out, asked->rule);
	if (st != ST_OK)
		match_facts_clear(out);
	return st;
}

void match_facts_clear(struct match_facts *facts)
{
	if (facts->ops && facts->ops->clear)
		facts->ops->clear(facts);
	else
		free(facts->own);
	for (int i = 0; i < facts->n_columns; i++) {
		free(facts->column[i].field);
		free(facts->column[i].value);
	}
	free(facts->column);
	free(facts->candidate);
	free(facts->place);
	*facts = (struct match_facts){ .ops = NULL };
}
