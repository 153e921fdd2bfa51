/* SPDX-License-Identifier: EUPL-1.2 */
/* What a household looks for: its need, else its own record; and for whom nothing is looked for. */
#include "cases/homes_own.h"

#include <stdlib.h>

#include "base/msg.h"
#include "cases/rules.h"

/* The person's own search, else that of somebody in the household; by the person, of which there are few: in a large town
 * thousands look. */
QUERY(need_of, "homes.need", QUERY_INTERACTIVE,
	"SELECT n.id, 0 FROM need n WHERE n.person = :id AND n.gone = 0 AND +n.state = 'open' UNION ALL"
	" SELECT n.id, 1 FROM person me JOIN person p ON p.household = me.household AND p.gone = 0"
	" JOIN need n ON n.person = p.id AND n.gone = 0 AND +n.state = 'open' WHERE me.id = :id ORDER BY 2 LIMIT 1");
QUERY(preferences, "homes.preferences", QUERY_INTERACTIVE,
	"SELECT neighbourhood FROM preference WHERE need = :id AND gone = 0 AND neighbourhood IS NOT NULL ORDER BY rank, rid LIMIT 20");

int64_t home_number(const struct record *record, const char *field)
{
	const char *value = record_get(record, field);

	return value ? strtoll(value, NULL, 10) : -1;
}

int64_t home_money(const struct record *record, const char *field)
{
	const char *value = record_get(record, field);
	char digits[32];
	size_t n = 0;

	if (!value)
		return -1;
	for (; *value && n + 1 < sizeof digits; value++)
		if (*value != '.')
			digits[n++] = *value;
	digits[n] = '\0';
	return strtoll(digits, NULL, 10);
}

static bool says_yes(const struct record *record, const char *field)
{
	return str_same(record_get(record, field), "yes");
}

static enum status read_preferences(struct store *store, struct home_search *search, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &preferences, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", search->need);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (search->n_prefer < HOME_PREFER_MOST)
			search->prefer[search->n_prefer++] = stmt_get_id(stmt, 0);
	return st == ST_DONE ? ST_OK : st;
}

static struct home_search nothing_said(void)
{
	return (struct home_search){ .people = -1, .bedrooms = -1, .rooms = -1, .max_rent = -1, .within = -1 };
}

static void take_need(struct home_search *search, const struct record *need)
{
	search->people = home_number(need, "people");
	search->bedrooms = home_number(need, "bedrooms");
	search->max_rent = home_money(need, "max_rent");
	search->within = home_number(need, "within");
	search->step_free = says_yes(need, "step_free");
	search->pets = says_yes(need, "pets");
	if (record_get(need, "near"))
		id_parse(record_get(need, "near"), &search->near);
	if (record_get(need, "needed_from"))
		str_copy(search->needed_from, sizeof(search->needed_from), record_get(need, "needed_from"));
}

void home_need_words(struct str *out, const struct record *need, const char *between)
{
	struct home_search search = nothing_said();

	take_need(&search, need);
	home_search_words(out, &search, between);
}

static enum status read_need(struct store *store, const struct actor *actor, struct home_search *search, struct err *err)
{
	struct record *need = NULL;
	enum status st = read_record(store, actor, register_kind("need"), search->need, &need, err);

	if (st != ST_OK)
		return st;
	take_need(search, need);
	record_free(need);
	return read_preferences(store, search, err);
}

/* Where nobody wrote down a need: what the household's record says, or room for one. */
static enum status read_household(struct store *store, const struct actor *actor, const struct record *person,
	struct home_search *search, struct err *err)
{
	const char *text = record_get(person, "household");
	struct record *household = NULL;
	struct id id;
	enum status st;

	search->people = 1;
	if (!text || !id_parse(text, &id) || !kind_seen(actor, register_kind("household")))
		return ST_OK;
	st = read_brief(store, actor, register_kind("household"), id, &household, err);
	if (st != ST_OK)
		return st;
	search->people = home_number(household, "people");
	search->rooms = home_number(household, "rooms");
	search->step_free = says_yes(household, "step_free");
	record_free(household);
	return ST_OK;
}

static enum status find_need(struct store *store, struct id person, struct id *need, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &need_of, &stmt, err);

	*need = (struct id){ { 0 } };
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*need = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status home_search_read(struct store *store, const struct actor *actor, struct id id, struct home_search *search,
	struct err *err)
{
	struct record *person = NULL;
	enum status st = read_brief(store, actor, register_kind("person"), id, &person, err);

	*search = nothing_said();
	if (st == ST_OK)
		st = offers_may_go_to(store, person, err);
	if (st == ST_OK)
		st = find_need(store, id, &search->need, err);
	if (st == ST_OK)
		st = id_none(search->need) ? read_household(store, actor, person, search, err) :
			read_need(store, actor, search, err);
	record_free(person);
	return st;
}
