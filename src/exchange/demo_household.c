/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's households: who is what in them, couples that part, and a few more who came or will come as a
 * group, children and minors without parents among them. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/group.h"
#include "cases/household.h"
#include "exchange/demotell.h"
#include "store/query.h"

QUERY(preparations, "demo.preparations", QUERY_BATCH,
	"SELECT s.id, s.target FROM person p JOIN step s ON s.person = p.id AND s.gone = 0"
	" WHERE p.expected >= :today AND p.arrived IS NULL AND p.gone = 0 AND s.target < :day");

void tell_membership(struct telling *telling, const struct life *life)
{
	struct change_item *item = tell_new(telling, "membership", NULL);
	struct dice dice = dice_of(telling->world.seed, 0x700000000u + (uint64_t)life->index);

	tell_put_id(item, "person", telling->now.person);
	tell_put_id(item, "household", telling->household);
	tell_put(item, "role", life->index == life->head ? "head" : life->index == life->head + 1 ? "partner" :
		dice_chance(&dice, 0.6) ? "relative" : "parent");
	tell_put_day(item, "since", life->arrived);
}

/* ---- couples that part ---- */

static long day_of_parting(const struct life *life, const struct world *world, struct dice *dice)
{
	if (life->index != life->head + 1 || world->people > DEMO_TOLD_BY_DAY || !dice_chance(dice, 0.08))
		return 0;
	return life->arrived + 250 + dice_below(dice, 300);
}

static void tell_parting(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct id out;

	(void)dice;
	household_split(telling->change, &tell_known(telling, life)->person, 1, NULL, date_from_days(telling->day), &out, NULL);
}

/* Once memberships are written by day; a large town keeps only where people live now. */
const struct demo_chapter demo_household[] = {
	{ day_of_parting, tell_parting, false },
	{ NULL, NULL, false },
};

/* ---- groups ---- */

struct one { const char *household, *family, *given, *born, *role; };

static void fill(struct group *group, const struct one *one, int n)
{
	for (int i = 0; i < n; i++) {
		struct group_row *row = group_add(group);

		row->household = mem_str(one[i].household);
		row->role = mem_str(one[i].role);
		group_put(&row->value, "family_name", one[i].family);
		group_put(&row->value, "given_name", one[i].given);
		group_put(&row->value, "born", one[i].born);
	}
}

/* Births are given in years before today, so that children stay children. */
static void save(struct telling *telling, struct group *group)
{
	struct id *person = mem_array((size_t)group->count, sizeof *person);
	int at;

	for (int i = 0; i < group->count; i++) {
		struct date today = date_from_days(telling->world.today);
		const char *years = group_get(&group->row[i].value, "born");
		char *born = mem_fmt("%04d-%02d-%02d", today.year - (int)strtol(years, NULL, 10), 1 + i * 7 % 12, 3 + i * 5 % 25);

		group_put(&group->row[i].value, "born", born);
		free(born);
	}
	group_save(telling->change, group, person, &at, NULL);
	free(person);
	group_clear(group);
}

void tell_groups(struct telling *telling)
{
	static const struct one came[] = {
		{ "1", "Rahimi", "Parwin", "38", "head" }, { "1", "Rahimi", "Basir", "41", "partner" },
		{ "1", "Rahimi", "Soraya", "14", NULL }, { "1", "Rahimi", "Idris", "9", NULL }, { "1", "Rahimi", "Mina", "3", NULL },
		{ "2", "Girmay", "Filmon", "16", NULL }, { "2", "Girmay", "Luwam", "15", "child" },
	};
	static const struct one coming[] = {
		{ "1", "Shevchuk", "Larysa", "35", "head" }, { "1", "Shevchuk", "Taras", "11", NULL },
		{ "1", "Shevchuk", "Halyna", "67", "parent" },
	};
	struct group group = { 0 };
	char day[11];

	date_text(date_from_days(telling->world.today - 1), day);
	group_put(&group.common, "arrived", day);
	group_put(&group.common, "address", N_("Reception centre"));
	fill(&group, came, ARRAY_LEN(came));
	save(telling, &group);
	date_text(date_from_days(telling->world.today + 12), day);
	group_put(&group.common, "expected", day);
	fill(&group, coming, ARRAY_LEN(coming));
	save(telling, &group);
}

/* What was to be prepared for those who are expected was done in time, but for the last days' work. */
enum status tell_preparations(struct telling *telling, struct err *err)
{
	char today[11], day[11];
	struct stmt *stmt;
	enum status st = store_query(telling->store, &preparations, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(date_from_days(telling->world.today), today);
	date_text(date_from_days(telling->world.today - 5), day);
	stmt_text(stmt, "today", today);
	stmt_text(stmt, "day", day);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct change_item *item = change_update(telling->change, register_kind("step"), stmt_get_id(stmt, 0), 0);

		tell_put(item, "state", "done");
		tell_put(item, "done", stmt_get_text(stmt, 1));
	}
	return st == ST_DONE ? ST_OK : st;
}
