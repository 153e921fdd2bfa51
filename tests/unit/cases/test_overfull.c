/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two desks that worked apart both gave the last place: merging keeps what both wrote, is the same whichever way it goes,
 * and what is held by too many is named, until somebody decided.
 */
#include "town.h"

#include "cases/overfull.h"
#include "register/merge.h"

static const struct actor admin = { .user = "admin", .desk = "HA", .roles = ROLE_ALL };

static void tell(struct store *from, struct store *to)
{
	struct merge_entry *entries;
	int count, applied;

	WELL(merge_collect(from, 0, &entries, &count, &err_));
	WELL(merge_apply(to, &admin, entries, count, &applied, &err_));
	merge_free(entries, count);
}

static void note(void *ctx, const struct overfull *one)
{
	char *said = ctx;
	size_t len = strlen(said);

	snprintf(said + len, 400 - len, "%s %s %d/%d; ", one->kind, one->title, (int)one->taken, (int)one->places);
}

static const char *conflicts(struct store *store)
{
	static char said[400];

	said[0] = '\0';
	WELL(overfull_each(store, note, said, &err_));
	return said;
}

struct town { struct id course, home, school, vacancy; };

/* The last one of each, for somebody of that name. */
static void give_all(struct store *store, const struct town *town, const char *name)
{
	char given[32];
	struct id one;

	snprintf(given, sizeof given, "given_name=%s", name);
	one = make(store, "person", PAIRS(given, "born=2017-03-02", "arrived=2026-03-02"));
	make(store, "enrolment", PAIRS(OF("person", one), OF("course", town->course), "state=enrolled"));
	make(store, "placement", PAIRS(OF("person", one), OF("dwelling", town->home)));
	make(store, "school_place", PAIRS(OF("person", one), OF("school", town->school), "what=primary", "state=placed"));
	make(store, "application", PAIRS(OF("person", one), OF("vacancy", town->vacancy), "state=hired"));
}

static struct id the_only(struct store *store, const char *sql)
{
	struct stmt *stmt;
	struct id id;

	WELL(store_sql(store, sql, &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return id;
}

static void what_both_desks_gave_is_named(void **state)
{
	struct store *a = *state, *b = doors_new();
	struct town town;

	WELL(setting_set(a, SETTING_DESK, "AA", &err_));
	WELL(setting_set(b, SETTING_DESK, "AB", &err_));
	town.course = make(a, "course", PAIRS("name=A1", "language=nl", "level=a1", "seats=1", "starts=2026-06-01"));
	town.home = make(a, "dwelling", PAIRS("address=Quay 1"));
	town.school = make(a, "school", PAIRS("name=Quay School", "what=primary", "places=1"));
	town.vacancy = make(a, "vacancy", PAIRS("title=Baker", "seats=1"));
	tell(a, b);
	give_all(a, &town, "Ana");
	assert_string_equal(conflicts(a), "");
	give_all(b, &town, "Berhane");
	assert_string_equal(conflicts(b), "");
	tell(a, b);
	tell(b, a);
	assert_string_equal(conflicts(a), "course A1 2/1; dwelling Quay 1 2/1; school Quay School 2/1; vacancy Baker 2/1; ");
	assert_string_equal(conflicts(b), "course A1 2/1; dwelling Quay 1 2/1; school Quay School 2/1; vacancy Baker 2/1; ");
	town_is_right(a);
	town_is_right(b);
	/* Nobody comes on top, and one who gives way is enough. */
	refused(a, "enrolment", NOBODY, PAIRS(OF("person", make(a, "person", PAIRS("given_name=C"))), OF("course", town.course),
		"state=enrolled"), "state");
	amend(a, "enrolment", the_only(a, "SELECT id FROM enrolment ORDER BY rid LIMIT 1"), PAIRS("state=withdrawn"));
	amend(a, "placement", the_only(a, "SELECT id FROM placement ORDER BY rid LIMIT 1"), PAIRS("state=withdrawn"));
	amend(a, "school_place", the_only(a, "SELECT id FROM school_place ORDER BY rid LIMIT 1"), PAIRS("state=ended"));
	amend(a, "application", the_only(a, "SELECT id FROM application ORDER BY rid LIMIT 1"), PAIRS("state=withdrawn"));
	assert_string_equal(conflicts(a), "");
	store_close(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = { TOWN_TEST(what_both_desks_gave_is_named) };

	return DOORS_RUN(tests);
}
