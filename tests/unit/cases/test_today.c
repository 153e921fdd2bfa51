/* SPDX-License-Identifier: EUPL-1.2 */
/* Today: who stands in which section, in what order, and that its tables follow whatever is done. */
#include "tests/unit/cases/town.h"

#include "register/merge.h"

/* Rows of a section as "what date|what date". */
static char *rows_of(const struct today *today, enum today_section section)
{
	struct str out = STR_INIT;
	char day[11];

	for (int i = 0; i < today->count; i++) {
		const struct today_row *row = &today->row[i];

		if (row->section != section)
			continue;
		date_text(row->date, day);
		str_addf(&out, "%s%s,%s,%s,%s", out.len ? "|" : "", row->title, row->what, day, row->time);
	}
	str_get(&out);
	return str_take(&out);
}

static void section_is(struct store *store, enum today_section section, const char *want)
{
	struct today today = look_today(store, 10);
	char *got = rows_of(&today, section);

	assert_string_equal(got, want);
	free(got);
	today_clear(&today);
}

static void late_is_open_or_under_way_and_over(void **state)
{
	struct id one = arrive(*state, "Ana", "2026-04-30"), two = arrive(*state, "Bo", "2026-04-25");

	section_is(*state, TODAY_LATE, "Bo,First interview,2026-04-28,|Ana,First interview,2026-05-03,");
	amend(*state, "step", step_at(*state, two, "arrival"), PAIRS("state=waiting"));
	section_is(*state, TODAY_LATE, "Ana,First interview,2026-05-03,");
	amend(*state, "step", step_at(*state, two, "arrival"), PAIRS("state=under_way", "target=2026-04"));
	section_is(*state, TODAY_LATE, "Bo,First interview,2026-04,|Ana,First interview,2026-05-03,");
	amend(*state, "step", step_at(*state, two, "arrival"), PAIRS("target=2026-05"));
	amend(*state, "step", step_at(*state, one, "arrival"), PAIRS("target=2026-05-04"));
	section_is(*state, TODAY_LATE, "");
}

static void who_waits_longest_comes_first(void **state)
{
	struct id one = arrive(*state, "Ana", "2026-05-03");

	arrive(*state, "Bo", "2026-05-01");
	section_is(*state, TODAY_FIRST_INTERVIEW, "Bo,First interview,2026-05-01,|Ana,First interview,2026-05-03,");
	amend(*state, "step", step_at(*state, one, "arrival"), PAIRS("state=done"));
	section_is(*state, TODAY_FIRST_INTERVIEW, "Bo,First interview,2026-05-01,");
}

static void appointments_come_by_the_clock(void **state)
{
	struct id one = arrive(*state, "Ana", "2026-05-03");

	make(*state, "appointment", PAIRS(OF("person", one), "what=Plan", "day=2026-05-04", "at=14:00"));
	make(*state, "appointment", PAIRS(OF("person", one), "what=Test", "day=2026-05-04", "at=9:15", "place=room 2"));
	make(*state, "appointment", PAIRS(OF("person", one), "what=Gone", "day=2026-05-04", "at=8", "state=cancelled"));
	make(*state, "appointment", PAIRS(OF("person", one), "what=Home", "day=2026-05-05", "at=9:00"));
	section_is(*state, TODAY_APPOINTMENTS, "Ana,Test,2026-05-04,09:15|Ana,Plan,2026-05-04,14:00");
	section_is(*state, TODAY_TOMORROW, "Ana,Home,2026-05-05,09:00");
}

static void files_without_a_next_step_are_found(void **state)
{
	struct id one = arrive(*state, "Ana", "2026-05-03"), two;

	two = make(*state, "person", PAIRS("given_name=Bo", "arrived=2026-05-02"));
	section_is(*state, TODAY_NO_NEXT_STEP, "Bo,,2026-05-02,");
	for (int i = 0; !id_none(step_nth(*state, one, i)); i++)
		amend(*state, "step", step_nth(*state, one, i), PAIRS("state=done"));
	section_is(*state, TODAY_NO_NEXT_STEP, "Bo,,2026-05-02,|Ana,,2026-05-03,");
	make(*state, "step", PAIRS(OF("person", two), "stage=work", "what=Talk"));
	section_is(*state, TODAY_NO_NEXT_STEP, "Ana,,2026-05-03,");
	amend(*state, "person", one, PAIRS("left=2026-05-04"));
	section_is(*state, TODAY_NO_NEXT_STEP, "");
}

static void who_left_is_not_late(void **state)
{
	struct id one = arrive(*state, "Ana", "2026-01-03");
	struct id set = amend(*state, "person", one, PAIRS("left=2026-05-01"));

	section_is(*state, TODAY_LATE, "");
	section_is(*state, TODAY_FIRST_INTERVIEW, "");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	section_is(*state, TODAY_FIRST_INTERVIEW, "Ana,First interview,2026-01-03,");
}

static void a_stopped_plan_is_not_late(void **state)
{
	struct id one = arrive(*state, "Ana", "2026-01-03"), plan;
	struct record *step = see(*state, "step", step_at(*state, one, "work"));

	assert_true(id_parse(record_get(step, "plan"), &plan));
	record_free(step);
	amend(*state, "plan", plan, PAIRS("state=stopped"));
	section_is(*state, TODAY_LATE, "");
	section_is(*state, TODAY_NO_NEXT_STEP, "Ana,,2026-01-03,");
	amend(*state, "plan", plan, PAIRS("state=active"));
	section_is(*state, TODAY_NO_NEXT_STEP, "");
}

static void my_own_are_mine(void **state)
{
	struct actor lind = everybody;
	struct today today;
	struct id one;

	arrive(*state, "Ana", "2026-01-03");
	one = arrive(*state, "Bo", "2026-05-03");
	str_copy(lind.user, sizeof lind.user, "lind");
	WELL(today_load_mine(*state, &lind, TOWN_DAY, 5, &today, &err_));
	assert_int_equal(today.count, 0);
	amend(*state, "person", one, PAIRS("caseworker=lind"));
	make(*state, "appointment", PAIRS(OF("person", one), "what=Plan", "day=2026-05-04", "at=14:00", "caseworker=lind"));
	WELL(today_load_mine(*state, &lind, TOWN_DAY, 5, &today, &err_));
	assert_int_equal(today.total[TODAY_FIRST_INTERVIEW], 1);
	assert_int_equal(today.total[TODAY_APPOINTMENTS], 1);
	assert_int_equal(today.total[TODAY_LATE], 0);
	assert_string_equal(today.row[0].title, "Bo");
	today_clear(&today);
}

static void sections_are_bounded_and_counted(void **state)
{
	struct today today;

	for (int i = 0; i < 6; i++)
		arrive(*state, "Ana", "2026-01-03");
	today = look_today(*state, 2);
	/* Two who are late, two who wait for an interview, two whose first arrangements are to be settled. */
	assert_int_equal(today.count, 6);
	assert_int_equal(today.total[TODAY_LATE], 36);
	assert_int_equal(today.total[TODAY_FIRST_INTERVIEW], 6);
	/* What is watched says which record it is. */
	for (int i = 0; i < today.count; i++)
		assert_int_equal(today.row[i].about != NULL, today.row[i].section == TODAY_WAITING);
	today_clear(&today);
}

/* Shown a month ahead, and not called late before the day itself is over. */
static void what_ends_soon_is_in_time_until_it_ends(void **state)
{
	struct id one = arrive(*state, "Ana", "2026-05-03");
	struct today today;
	bool found = false;

	make(*state, "document", PAIRS(OF("person", one), "what=other", "issued=2026-01-02", "expires=2026-05-14"));
	today = look_today(*state, 20);
	for (int i = 0; i < today.count; i++)
		if (str_same(today.row[i].watch, "document.ends")) {
			found = true;
			assert_int_equal(date_between(TOWN_DAY, today_late_from(&today.row[i])), 10);
			assert_true(date_between(TOWN_DAY, today.row[i].date) < 0);
		}
	assert_true(found);
	today_clear(&today);
}

static void a_role_that_sees_no_people_sees_nothing(void **state)
{
	struct actor auditor = { .user = "x", .desk = "HA", .roles = ROLE_AUDITOR };
	struct today today;

	arrive(*state, "Ana", "2026-01-03");
	WELL(today_load(*state, &auditor, TOWN_DAY, 5, &today, &err_));
	assert_int_equal(today.count, 0);
	assert_int_equal(today.total[TODAY_LATE], 0);
}

static struct id any_row(struct store *store, const char *table)
{
	char *sql = mem_fmt("SELECT id FROM %s WHERE gone = 0 ORDER BY id LIMIT 1 OFFSET :n", table);
	struct stmt *stmt;
	struct id id = { { 0 } };
	int64_t n = count_rows(store, table);

	WELL(store_sql(store, sql, &stmt, &err_));
	free(sql);
	stmt_int(stmt, "n", n ? rng_below((uint32_t)n) : 0);
	if (stmt_step(stmt, NULL) == ST_OK)
		id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return id;
}

/* One change that somebody might make; some are refused, which is fine. Returns its set, or none. */
static struct id do_something(struct store *store)
{
	static const char *const states[] = { "open", "under_way", "waiting", "done", "not_needed" };
	static const char *const plans[] = { "active", "stopped", "finished" };
	static const char *const days[] = { "", "2026-05-01", "2026-04", "2025" };
	struct change *change = change_begin(store, &everybody);
	struct change_item *item;
	struct id set = { { 0 } }, id;
	uint32_t what = rng_below(6);
	const char *table = what == 0 ? "person" : what == 1 ? "plan" : "step";

	id = any_row(store, table);
	if (!id_none(id)) {
		item = rng_below(12) ? change_update(change, the(table), id, 0) : change_delete(change, the(table), id, 0);
		if (what == 0 && !change_is_deletion(item))
			WELL(change_set(item, "left", days[rng_below(2)], &err_));
		else if (what == 1 && !change_is_deletion(item))
			WELL(change_set(item, "state", plans[rng_below(3)], &err_));
		else if (!change_is_deletion(item)) {
			WELL(change_set(item, "state", states[rng_below(5)], &err_));
			WELL(change_set(item, "target", days[rng_below(4)], &err_));
		}
		if (change_commit(change, &set, NULL, NULL) != ST_OK)
			set = (struct id){ { 0 } };
	}
	change_free(change);
	return set;
}

static void tables_follow_whatever_is_done(void **state)
{
	struct store *other = doors_new();
	struct id done[60] = { 0 };
	struct merge_entry *entries;
	int count, applied;

	rng_seed(7);
	for (int i = 0; i < 8; i++)
		arrive(*state, "Ana", i % 2 ? "2026-04-03" : "2026-05");
	for (int i = 0; i < 60; i++) {
		done[i] = do_something(*state);
		town_is_right(*state);
	}
	for (int i = 59; i >= 0; i -= 1 + (int)rng_below(3)) {
		if (!id_none(done[i]))
			change_undo(*state, &everybody, done[i], NULL, NULL);
		town_is_right(*state);
	}
	rng_unseed();
	WELL(setting_set(other, SETTING_DESK, "ZZ", &err_));
	WELL(merge_collect(*state, 0, &entries, &count, &err_));
	WELL(merge_apply(other, &everybody, entries, count, &applied, &err_));
	assert_true(applied > 0);
	merge_free(entries, count);
	town_is_right(other);
	assert_int_equal(count_rows(other, "todo"), count_rows(*state, "todo"));
	store_close(other);
}

static void tables_can_be_made_anew(void **state)
{
	unsigned was;

	arrive(*state, "Ana", "2026-04-03");
	make(*state, "person", PAIRS("given_name=Bo", "arrived=2026-05-02"));
	was = store_enter(*state, DOOR_CHANGE);
	WELL(store_begin(*state, &err_));
	WELL(todo_rebuild(*state, &err_));
	WELL(store_commit(*state, &err_));
	store_leave(*state, was);
	assert_int_equal(count_rows(*state, "todo"), 6);
	assert_int_equal(count_rows(*state, "idle"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(late_is_open_or_under_way_and_over),
		TOWN_TEST(who_waits_longest_comes_first),
		TOWN_TEST(appointments_come_by_the_clock),
		TOWN_TEST(files_without_a_next_step_are_found),
		TOWN_TEST(who_left_is_not_late),
		TOWN_TEST(a_stopped_plan_is_not_late),
		TOWN_TEST(my_own_are_mine),
		TOWN_TEST(sections_are_bounded_and_counted),
		TOWN_TEST(what_ends_soon_is_in_time_until_it_ends),
		TOWN_TEST(a_role_that_sees_no_people_sees_nothing),
		TOWN_TEST(tables_follow_whatever_is_done),
		TOWN_TEST(tables_can_be_made_anew),
	};

	return DOORS_RUN(tests);
}
