/* SPDX-License-Identifier: EUPL-1.2 */
/* What a household looks for: its need, else its own record; and for whom nothing is looked for. */
#include "cases/homes.h"

#include <stdlib.h>

#include "base/msg.h"
#include "cases/rules.h"

/* The person's own search, else that of somebody in the household; by the person, of which there are few: in a large town
 * thousands look. */
QUERY(need_of, "homes.need", QUERY_INTERACTIVE,
	"SELECT n.id, 0 FROM need n WHERE n.person = :id AND n.gone = 0 AND +n.state = 'open' UNION ALL"
	" SELECT n.id, 1 FROM person me JOIN person p ON p.household = me.household AND p.gone = 0"
	" JOIN need n ON n.person = p.id AND n.gone = 0 AND +n.state = 'open' WHERE me.id = :id ORDER BY 2 LIMIT 1");

static int64_t number_of(const struct record *record, const char *field)
{
	const char *value = record_get(record, field);

	return value ? strtoll(value, NULL, 10) : -1;
}

static int64_t money_of(const struct record *record, const char *field)
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

static int so_of(const struct record *record, const char *field)
{
	const char *value = record_get(record, field);

	return value ? str_same(value, "yes") : -1;
}

static struct home_search nothing_said(void)
{
	return (struct home_search){ .people = -1, .bedrooms = -1, .rooms = -1, .max_rent = -1, .within = -1,
		.step_free = -1, .pets = -1 };
}

static void take_need(struct home_search *search, const struct record *need)
{
	search->people = number_of(need, "people");
	search->bedrooms = number_of(need, "bedrooms");
	search->max_rent = money_of(need, "max_rent");
	search->within = number_of(need, "within");
	search->step_free = so_of(need, "step_free");
	search->pets = so_of(need, "pets");
	if (record_get(need, "near"))
		id_parse(record_get(need, "near"), &search->near);
	if (record_get(need, "leave_by"))
		str_copy(search->leave_by, sizeof(search->leave_by), record_get(need, "leave_by"));
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
	return ST_OK;
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
	search->people = number_of(household, "people");
	search->rooms = number_of(household, "rooms");
	search->step_free = so_of(household, "step_free");
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

enum status home_search_of(struct store *store, const struct actor *actor, struct id id, struct home_search *search,
	struct err *err)
{
	struct record *person = NULL;
	enum status st;

	*search = nothing_said();
	if (!kind_seen(actor, register_kind("need")))
		return err_set(err, ST_DENIED, _("Your roles do not show homes and what households need. Nothing was changed; ask a "
			"colleague who looks for homes."));
	st = read_brief(store, actor, register_kind("person"), id, &person, err);
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
