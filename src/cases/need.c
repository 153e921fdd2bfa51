/* SPDX-License-Identifier: EUPL-1.2 */
/* What a household needs of a home, one search at a time, and the neighbourhoods it would like, each once and in order. */
#include "cases/need.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/lot.h"
#include "cases/rules.h"

/* Of the person, or of somebody in the same household; found by the person: of those that are open there are thousands. */
QUERY(open_of, "need.open_of", QUERY_INTERACTIVE,
	"SELECT n.id FROM need n WHERE n.person = :id AND n.gone = 0 AND +n.state = 'open' UNION"
	" SELECT n.id FROM person me JOIN person p ON p.household = me.household AND p.gone = 0"
	" JOIN need n ON n.person = p.id AND n.gone = 0 AND +n.state = 'open' WHERE me.id = :id LIMIT 20");
QUERY(another_open, "need.another", QUERY_INTERACTIVE,
	"SELECT count(*) FROM need a JOIN person x ON x.id = a.person"
	" WHERE a.id = :id AND a.state = 'open' AND (EXISTS(SELECT 1 FROM need b WHERE b.person = a.person AND b.gone = 0"
	" AND +b.state = 'open' AND b.id <> a.id)"
	" OR EXISTS(SELECT 1 FROM person y JOIN need b ON b.person = y.id AND b.gone = 0 AND +b.state = 'open'"
	" WHERE y.household = x.household AND y.gone = 0 AND b.id <> a.id))");
QUERY(preferences_of, "need.preferences", QUERY_INTERACTIVE, "SELECT id FROM preference WHERE need = :id AND gone = 0");
QUERY(last_rank, "preference.last_rank", QUERY_INTERACTIVE,
	"SELECT coalesce(max(rank), 0) FROM preference WHERE need = :id AND gone = 0");
QUERY(twice, "preference.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM preference a JOIN preference b ON b.need = a.need AND b.gone = 0 AND b.id <> a.id"
	" AND (b.neighbourhood = a.neighbourhood OR b.rank = a.rank) WHERE a.id = :id");

/* What the household's own record says already need not be typed again. */
static enum status from_household(struct change *change, struct change_item *item, struct err *err)
{
	static const char *const fields[] = { "people", "step_free" };
	char *household = NULL;
	struct id id;
	enum status st = rule_look(change, "person", rule_reference(item, "person"), "household", &household, err);
	bool known = st == ST_OK && household && id_parse(household, &id);

	for (size_t i = 0; known && st == ST_OK && i < ARRAY_LEN(fields); i++) {
		char *value = NULL;

		st = rule_look(change, "household", id, fields[i], &value, err);
		if (st == ST_OK)
			rule_default(item, fields[i], value);
		free(value);
	}
	if (st == ST_OK && !household)
		rule_default(item, "people", "1");
	free(household);
	return st;
}

/* The neighbourhoods go with the search that they belong to. */
static enum status remove_preferences(struct change *change, struct id need, struct err *err)
{
	const struct kind *kind = register_kind("preference");
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &preferences_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", need);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!rule_removes(change, stmt_get_id(stmt, 0)))
			change_delete(change, kind, stmt_get_id(stmt, 0), 0);
	return st == ST_DONE ? ST_OK : st;
}

static enum status need_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return remove_preferences(change, change_id_of(item), err);
	if (change_is_new(item) && change_get(item, "person")) {
		enum status st = from_household(change, item, err);

		if (st != ST_OK)
			return st;
	}
	return lot_draw(change, item, err);
}

static enum status need_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (!change_is_deletion(item) && change_get(item, "within") && !change_get(item, "near"))
		return err_field(err, "near", _("How far the home may be needs to be from somewhere. Nothing was saved; choose the "
			"neighbourhood that it should be near."));
	return ST_OK;
}

static enum status need_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	/* Where two households became one both needs stand, and each can be mended until one of them is withdrawn. */
	if (!change_is_merge(change) && !change_is_deletion(item) && (!change_is_update(item) ||
	    change_touches(item, "state") || change_touches(item, "person")))
		st = rule_count(change, &another_open, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "state", _("This household looks for a home already. Nothing was saved; change that need "
			"instead."));
	return st;
}

const struct kind_ops need_rules = { need_derive, need_check, need_after };

enum status need_met(struct change *change, struct id person, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &open_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!change_find(change, stmt_get_id(stmt, 0)))
			rule_put(rule_other(change, "need", stmt_get_id(stmt, 0)), "state", "met");
	return st == ST_DONE ? ST_OK : st;
}

/* ---- neighbourhoods in order ---- */

/* Behind those that stand in the file and in the change set before it. */
static enum status next_rank(struct change *change, struct change_item *item, struct err *err)
{
	struct id need = rule_reference(item, "need"), none = { { 0 } };
	const struct change_item *other;
	int64_t last = 0;
	char text[24];
	int at = 0;
	enum status st = rule_count(change, &last_rank, need, none, &last, err);

	while (st == ST_OK && (other = change_next_with(change, need, &at)) != NULL)
		if (other != item && change_kind_of(other) == change_kind_of(item) && change_is_new(other) &&
			change_get(other, "rank") && strtoll(change_get(other, "rank"), NULL, 10) > last)
			last = strtoll(change_get(other, "rank"), NULL, 10);
	snprintf(text, sizeof(text), "%lld", (long long)last + 1);
	if (st == ST_OK)
		rule_default(item, "rank", text);
	return st;
}

static enum status preference_derive(struct change *change, struct change_item *item, struct err *err)
{
	char *person = NULL;
	enum status st;

	if (change_is_deletion(item) || id_none(rule_reference(item, "need")) ||
		(!change_is_new(item) && !change_touches(item, "need")))
		return ST_OK;
	st = rule_look(change, "need", rule_reference(item, "need"), "person", &person, err);
	if (st == ST_OK && !str_same(change_get(item, "person"), person))
		rule_put(item, "person", person);
	free(person);
	return st == ST_OK && !change_get(item, "rank") ? next_rank(change, item, err) : st;
}

static enum status preference_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item))
		st = rule_count(change, &twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "neighbourhood", _("This neighbourhood, or this rank, stands in the list already. Nothing was "
			"saved; change that line instead."));
	return st;
}

const struct kind_ops preference_rules = { preference_derive, NULL, preference_after };
