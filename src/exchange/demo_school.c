/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's schools, families with children who go there, and who helps them learn. */
#include <stdlib.h>

#include "base/mem.h"
#include "cases/group.h"
#include "cases/rules.h"
#include "exchange/demotell.h"
#include "store/query.h"

static const struct { const char *name, *what, *languages, *phone; } schools[] = {
	{ "Millfield School", "primary, welcome", "en, ar", "+31205550141" },
	{ "Harbour Primary School", "preschool, primary", "en, uk", "+31205550142" },
	{ "Linden School", "primary, secondary", "en, fa", "+31205550143" },
	{ "Northgate Comprehensive", "secondary, welcome", "en, ti, ar", "+31205550144" },
	{ "Eastmoor College", "secondary, vocational", "en, tr", "+31205550145" },
	{ "Day nursery Riverside", "preschool", "en", "+31205550146" },
};

/* A large town's schools say no number: they are more than these. */
void tell_schools(struct telling *telling)
{
	for (size_t i = 0; i < ARRAY_LEN(schools); i++) {
		struct id id = { { 0 } };
		struct change_item *item = tell_new(telling, "school", &id);

		tell_put(item, "name", schools[i].name);
		tell_put(item, "what", schools[i].what);
		tell_put(item, "languages", schools[i].languages);
		tell_put(item, "phone", schools[i].phone);
		tell_put_id(item, "neighbourhood", telling->quarter[i]);
		tell_put(item, "hours", i < 3 ? "1,2,3,4,5 08:15-13:30" : "1,2,3,4,5 08:00-15:00");
		if (telling->world.people <= DEMO_TOLD_BY_DAY)
			tell_put_number(item, "places", 60);
		tell_keep(telling, "school", id);
	}
}

/* ---- families ---- */

#define PUPIL "pupil"            /* whom tell_keep() knows by this word */
#define FAMILY 10

QUERY(behind, "demo.school_behind", QUERY_BATCH,
	"SELECT 'step', s.id, s.target FROM step s WHERE s.person = :id AND s.gone = 0 AND s.state = 'open' AND s.target < :day"
	" UNION ALL SELECT 'arrangement', a.id, a.target FROM arrangement a WHERE a.person = :id AND a.gone = 0"
	" AND a.state = 'open' AND a.target < :day"
	" UNION ALL SELECT 'review', r.id, r.due FROM review r WHERE r.person = :id AND r.gone = 0 AND r.state = 'planned'"
	" AND r.due < :day");

/* Born so many years before today; days since they came. The state of the child's place: NULL: no child of that age. */
static const struct {
	const char *given;
	int years;
	const char *what, *state, *grade, *tutoring, *hours;
	int school;
} pupils[] = {
	{ "Salma", 38, NULL, NULL, NULL, NULL, NULL, 0 }, { "Nabil", 41, NULL, NULL, NULL, NULL, NULL, 0 },
	{ "Yara", 14, "secondary", "placed", "8b", "maths", "2 15:00-16:30", 3 },
	{ "Karim", 11, "primary", "placed", "5a", "homework", "1,3 15:30-16:30", 2 },
	{ "Rana", 8, "primary", "offered", "2", NULL, NULL, 1 },
	{ "Sami", 7, "primary", "waiting", NULL, "reading", NULL, 0 },
	{ "Nour", 4, "preschool", "asked", NULL, NULL, NULL, 5 },
};
enum { CAME = 70, LATER = 12 };  /* the family; the two youngest with an aunt, later */

static long day_of(const struct telling *telling, int i)
{
	return telling->world.today - (i < 4 ? CAME : LATER);
}

static void add_pupil(const struct telling *telling, struct group *group, int i)
{
	struct group_row *row = group_add(group);
	char born[11], arrived[11];

	date_text((struct date){ date_from_days(telling->world.today).year - pupils[i].years, 1 + i % 4, 5 + i }, born);
	date_text(date_from_days(day_of(telling, i)), arrived);
	row->household = mem_str("1");
	row->role = mem_str(i == 0 ? "head" : i == 1 ? "partner" : "child");
	group_put(&row->value, "family_name", "Darwish");
	group_put(&row->value, "given_name", pupils[i].given);
	group_put(&row->value, "born", born);
	group_put(&row->value, "arrived", arrived);
}

static struct id school_nth(const struct telling *telling, int n)
{
	for (int i = 0; i < telling->n_things; i++)
		if (str_same(telling->thing[i].kind, "school") && n-- == 0)
			return telling->thing[i].id;
	return (struct id){ { 0 } };
}

static void tell_place(struct telling *telling, struct id person, int i)
{
	struct change_item *item = tell_new(telling, "school_place", NULL);
	long today = telling->world.today;

	tell_put_id(item, "person", person);
	tell_put_id(item, "school", school_nth(telling, pupils[i].school));
	tell_put(item, "what", pupils[i].what);
	tell_put(item, "state", pupils[i].state);
	tell_put(item, "grade", pupils[i].grade);
	tell_put_day(item, "asked", day_of(telling, i) + 2);
	if (str_same(pupils[i].state, "placed"))
		tell_put_day(item, "begins", day_of(telling, i) + 24);
	if (str_same(pupils[i].state, "offered")) {
		tell_put_day(item, "offered", today - 1);
		tell_put_day(item, "answer_by", today + 3);
	}
}

static void tell_tutor(struct telling *telling, struct id person, int i, struct dice *dice)
{
	struct change_item *item = tell_new(telling, "tutoring", NULL);

	tell_put_id(item, "person", person);
	tell_put(item, "subject", pupils[i].tutoring);
	tell_put_day(item, "asked", day_of(telling, i) + 4);
	tell_put(item, "state", pupils[i].hours ? "active" : "asked");
	if (!pupils[i].hours)
		return;
	tell_put_id(item, "mentor", tell_any(telling, "mentor", dice));
	tell_put(item, "timetable", pupils[i].hours);
	tell_put_day(item, "began", day_of(telling, i) + 30);
}

void tell_pupils(struct telling *telling)
{
	struct dice dice = dice_of(telling->world.seed, 0x900000000u);
	struct id person[FAMILY];
	struct group group = { 0 };
	int at;

	group_put(&group.common, "address", "Orchard Street 8");
	for (int i = 0; i < (int)ARRAY_LEN(pupils); i++)
		add_pupil(telling, &group, i);
	if (group_save(telling->change, &group, person, &at, NULL) == ST_OK)
		for (int i = 0; i < (int)ARRAY_LEN(pupils); i++) {
			tell_keep(telling, PUPIL, person[i]);
			if (pupils[i].state)
				tell_place(telling, person[i], i);
			if (pupils[i].tutoring)
				tell_tutor(telling, person[i], i, &dice);
		}
	group_clear(&group);
}

static enum status catch_up(struct telling *telling, struct id person, struct err *err)
{
	struct stmt *stmt;
	char day[11];
	enum status st = store_query(telling->store, &behind, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(date_from_days(telling->world.today + 1), day);
	stmt_id(stmt, "id", person);
	stmt_text(stmt, "day", day);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		const char *kind = stmt_get_text(stmt, 0);
		struct change_item *item = rule_other(telling->change, kind, stmt_get_id(stmt, 1));
		bool review = str_same(kind, "review");

		tell_put(item, "state", review ? "held" : "done");
		tell_put(item, review ? "held" : "done", stmt_get_text(stmt, 2));
	}
	return st == ST_DONE ? ST_OK : st;
}

/* What was to be done for the family up to now was done. */
enum status tell_pupils_done(struct telling *telling, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < telling->n_things && st == ST_OK; i++)
		if (str_same(telling->thing[i].kind, PUPIL))
			st = catch_up(telling, telling->thing[i].id, err);
	return st;
}
