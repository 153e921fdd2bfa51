/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's criteria of homes: two versions that its council put in force, so that there is a past to read. */
#include "commands/demo_rounds.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "match/criteria.h"
#include "register/matching_ini.h"

static const struct demo_version {
	int days_ago;
	const char *decided_by, *remark;
	struct matching_weight weight[2];
} versions[] = {
	{ 400, "Town council", "On the town’s pages", { { "waited", 450 }, { "preference", 200 } } },
	{ 120, "Town council, after the integration forum", "On the town’s pages, and at the desk in seven languages",
	  { { "waited", 350 }, { "preference", 350 } } },
};

/* A day that lies behind is what a past is made of: nothing warns of it. */
static enum status put(struct store *store, const struct actor *actor, const struct demo_version *of, const char *text,
	struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct change_item *item = change_create(change, register_kind("match_rule"), NULL);
	char since[11];
	enum status st;

	date_text(date_add_days(clock_today(), -of->days_ago), since);
	change_insist(change);
	st = change_set(item, "text", text, err);
	if (st == ST_OK)
		st = change_set(item, "what", matching_whats[MATCH_HOMES], err);
	if (st == ST_OK)
		st = change_set(item, "since", since, err);
	if (st == ST_OK)
		st = change_set(item, "decided_by", of->decided_by, err);
	if (st == ST_OK)
		st = change_set(item, "remark", of->remark, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

enum status demo_criteria(struct store *store, const struct actor *actor, struct err *err)
{
	static const struct id usual;
	char *text = NULL;
	enum status st = match_rule_text(store, MATCH_HOMES, usual, &text, err);

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(versions); i++) {
		char *weighed = NULL;

		st = match_rule_weigh(text, versions[i].weight, ARRAY_LEN(versions[i].weight), &weighed, err);
		if (st == ST_OK)
			st = put(store, actor, &versions[i], weighed, err);
		free(weighed);
	}
	free(text);
	return st;
}
