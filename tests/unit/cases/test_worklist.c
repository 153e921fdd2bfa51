/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The day's and the week's work: the law's days first and apart from the city's own, pauses that end by themselves,
 * files handed over, who is expected, what comes next in a file; and that every query of it reads an index in its order.
 */
#include "tests/unit/cases/town.h"

#include "cases/handover.h"

static struct today ask_of(struct store *store, const struct actor *actor, struct today_ask ask)
{
	struct today today;

	ask.limit = ask.limit ? ask.limit : 10;
	ask.day = date_valid(ask.day) ? ask.day : TOWN_DAY;
	WELL(today_read(store, actor, &ask, &today, &err_));
	return today;
}

/* "Ana: plan to be set 2026-05-06|…" */
static char *words(const struct today *today, enum today_section section)
{
	struct str out = STR_INIT;
	char day[11];

	for (int i = 0; i < today->count; i++) {
		const struct today_row *row = &today->row[i];

		if (row->section != section)
			continue;
		date_text(row->date, day);
		str_addf(&out, "%s%s: %s %s", out.len ? "|" : "", row->title, str_empty(row->what) ? "-" : row->what, day);
	}
	str_get(&out);
	return str_take(&out);
}

static void reads(struct store *store, const struct actor *actor, struct today_ask ask, enum today_section section,
	const char *want)
{
	struct today today = ask_of(store, actor, ask);
	char *got = words(&today, section);

	assert_string_equal(got, want);
	free(got);
	today_clear(&today);
}

#define SECTION_IS(section, want) reads(*state, &everybody, (struct today_ask){ 0 }, (section), (want))

/* A clock whose last day is as many days after the day it began as it is long. */
static struct id clock_of(struct store *store, struct id person, const char *set_by, const char *what, const char *began,
	int days, const char *due)
{
	struct change *change = change_begin(store, &everybody);
	struct id id = { { 0 } };
	struct change_item *item = change_create(change, the("clock"), &id);
	char length[20];

	snprintf(length, sizeof length, "%d days", days);
	set_pairs(item, PAIRS(OF("person", person), "event=registered", "source=Integration Act, art. 4",
		"state=running", "caseworker=berg"));
	WELL(change_set(item, "set_by", set_by, &err_));
	WELL(change_set(item, "what", what, &err_));
	WELL(change_set(item, "began", began, &err_));
	WELL(change_set(item, "length", length, &err_));
	change_put(item, kind_field(the("clock"), "due"), due);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return id;
}

static struct id alone(struct store *store, const char *name)
{
	char given[80];

	snprintf(given, sizeof given, "given_name=%s", name);
	return make(store, "person", PAIRS(given, "arrived=2026-04-01"));
}

static void the_law_stands_apart_and_first(void **state)
{
	struct id ana = alone(*state, "Ana"), bo = alone(*state, "Bo");
	struct today today;

	clock_of(*state, ana, "city", "Card handed out", "2026-04-20", 10, "2026-04-30");
	clock_of(*state, bo, "law", "Plan to be set", "2026-04-22", 14, "2026-05-06");
	clock_of(*state, ana, "law", "Objection ends", "2026-04-20", 8, "2026-04-28");
	clock_of(*state, ana, "law", "Far away", "2026-05-01", 100, "2026-08-09");
	make(*state, "step", PAIRS(OF("person", bo), "stage=work", "what=Talk", "target=2026-05-01"));
	SECTION_IS(TODAY_LEGAL, "Ana: Objection ends 2026-04-28|Bo: Plan to be set 2026-05-06");
	SECTION_IS(TODAY_LATE, "Ana: Card handed out 2026-04-30|Bo: Talk 2026-05-01");
	today = ask_of(*state, &everybody, (struct today_ask){ 0 });
	for (int i = 1; i < today.count; i++)
		assert_true(today.row[i - 1].section <= today.row[i].section);
	assert_int_equal(today.row[0].origin, ORIGIN_LAW);
	assert_string_equal(today.row[0].kind->name, "clock");
	assert_int_equal(today.total[TODAY_LEGAL], 2);
	today_clear(&today);
}

static void sections_narrow_to_a_colleague_and_a_stage(void **state)
{
	struct id ana = alone(*state, "Ana");
	struct today_ask lind = { .caseworker = "lind" }, work = { .stage = "work" },
		both = { .caseworker = "lind", .stage = "work" };

	make(*state, "step", PAIRS(OF("person", ana), "stage=work", "what=Talk", "target=2026-05-01", "caseworker=lind"));
	make(*state, "step", PAIRS(OF("person", ana), "stage=work", "what=Letter", "target=2026-05-02"));
	make(*state, "step", PAIRS(OF("person", ana), "stage=housing", "what=Visit", "target=2026-05-03", "caseworker=lind"));
	reads(*state, &everybody, lind, TODAY_LATE, "Ana: Talk 2026-05-01|Ana: Visit 2026-05-03");
	reads(*state, &everybody, work, TODAY_LATE, "Ana: Talk 2026-05-01|Ana: Letter 2026-05-02");
	reads(*state, &everybody, both, TODAY_LATE, "Ana: Talk 2026-05-01");
	reads(*state, &everybody, work, TODAY_NO_NEXT_STEP, "");
}

/* Of one day one's own come first, then the others' by name and stage. */
static void within_a_day_ones_own_come_first(void **state)
{
	struct id ana = alone(*state, "Ana");

	make(*state, "step", PAIRS(OF("person", ana), "stage=work", "what=A", "target=2026-05-01", "caseworker=lind"));
	make(*state, "step", PAIRS(OF("person", ana), "stage=work", "what=B", "target=2026-05-01", "caseworker=berg"));
	make(*state, "step", PAIRS(OF("person", ana), "stage=housing", "what=C", "target=2026-05-01", "caseworker=adam"));
	make(*state, "step", PAIRS(OF("person", ana), "stage=work", "what=D", "target=2026-04-30", "caseworker=zoe"));
	SECTION_IS(TODAY_LATE, "Ana: D 2026-04-30|Ana: B 2026-05-01|Ana: C 2026-05-01|Ana: A 2026-05-01");
}

static void a_pause_ends_on_its_day_by_itself(void **state)
{
	struct id ana = arrive(*state, "Ana", "2026-04-01"), set;
	struct today_ask later = { .day = { 2026, 5, 20 } };

	struct id home = make(*state, "dwelling", PAIRS("address=Mill Lane 3"));

	make(*state, "placement", PAIRS(OF("person", ana), OF("dwelling", home), "offered=2026-04-20", "answer_by=2026-05-06"));
	/* Of the first arrangements that wait alike one stands for all. */
	SECTION_IS(TODAY_WAITING, "Ana: A first arrangement is to be settled 2026-04-06|"
		"Ana: Answer to the offer of a home 2026-05-06");
	clock_of(*state, ana, "law", "Plan to be set", "2026-04-22", 14, "2026-05-06");
	set = amend(*state, "person", ana, PAIRS("paused_until=2026-05-20", "paused_why=away"));
	SECTION_IS(TODAY_LATE, "");
	SECTION_IS(TODAY_WAITING, "");
	SECTION_IS(TODAY_FIRST_INTERVIEW, "");
	SECTION_IS(TODAY_LEGAL, "Ana: Plan to be set 2026-05-06");
	SECTION_IS(TODAY_PAUSED, "Ana: Away for a while 2026-05-20");
	/* Nothing is written: only the day is another. */
	reads(*state, &everybody, later, TODAY_FIRST_INTERVIEW, "Ana: First interview 2026-04-01");
	reads(*state, &everybody, later, TODAY_PAUSED, "Ana: Away for a while 2026-05-20");
	later.day = (struct date){ 2026, 5, 19 };
	reads(*state, &everybody, later, TODAY_FIRST_INTERVIEW, "");
	reads(*state, &everybody, later, TODAY_LATE, "");
	later.day = (struct date){ 2026, 5, 24 };
	reads(*state, &everybody, later, TODAY_PAUSED, "");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	SECTION_IS(TODAY_PAUSED, "");
	SECTION_IS(TODAY_FIRST_INTERVIEW, "Ana: First interview 2026-04-01");
}

static void a_pause_has_an_end_and_a_reason(void **state)
{
	struct id ana = alone(*state, "Ana");
	struct record *person;

	refused(*state, "person", ana, PAIRS("paused=today", "paused_why=wish"), "paused_until");
	refused(*state, "person", ana, PAIRS("paused_until=2026-06", "paused_why=wish"), "paused_until");
	refused(*state, "person", ana, PAIRS("paused_until=2026-05-01", "paused_why=wish"), "paused_until");
	refused(*state, "person", ana, PAIRS("paused_until=2026-06-01"), "paused_why");
	amend(*state, "person", ana, PAIRS("paused_until=2026-06-01", "paused_why=wish"));
	amend(*state, "person", ana, PAIRS("paused_until="));
	person = see(*state, "person", ana);
	assert_null(record_get(person, "paused"));
	assert_null(record_get(person, "paused_why"));
	record_free(person);
}

static void who_is_expected_waits_for_nothing_yet(void **state)
{
	struct id ana = make(*state, "person", PAIRS("given_name=Ana", "expected=2026-05-10", "arrived="));

	SECTION_IS(TODAY_EXPECTED, "Ana: - 2026-05-10");
	SECTION_IS(TODAY_FIRST_INTERVIEW, "");
	SECTION_IS(TODAY_NO_NEXT_STEP, "");
	amend(*state, "person", ana, PAIRS("arrived=2026-05-04"));
	SECTION_IS(TODAY_EXPECTED, "");
	SECTION_IS(TODAY_NO_NEXT_STEP, "Ana: - 2026-05-04");
}

static void everything_open_is_handed_over(void **state)
{
	struct actor berg = everybody, lind = everybody;
	struct id ana = arrive(*state, "Ana", "2026-04-01"), bo = arrive(*state, "Bo", "2026-04-01"), met, coming, set;
	struct handover one = { &ana, 1, "lind", "Ring before you come" }, all = { NULL, 0, "lind", NULL };
	struct record *record;
	struct err err;
	int64_t files;

	berg.solo = lind.solo = true;
	str_copy(lind.user, sizeof lind.user, "lind");
	met = clock_of(*state, ana, "city", "Card handed out", "2026-04-20", 10, "2026-04-30");
	coming = make(*state, "appointment", PAIRS(OF("person", ana), "what=Plan", "day=2026-05-08", "at=14:00"));
	err_clear(&err);
	one.to = "berg";
	assert_int_equal(handover_give(*state, &berg, &one, &set, &files, &err), ST_INVALID);
	one.to = "zoe";
	lind.roles &= ~(uint32_t)ROLE_TEAM_LEAD;
	assert_int_equal(handover_give(*state, &lind, &one, &set, &files, &err), ST_DENIED);
	one.to = "lind";
	WELL(handover_give(*state, &berg, &one, &set, &files, &err_));
	assert_int_equal(files, 1);
	reads(*state, &lind, (struct today_ask){ 0 }, TODAY_HANDED_OVER, "Ana: Ring before you come 2026-05-04");
	reads(*state, &berg, (struct today_ask){ 0 }, TODAY_HANDED_OVER, "");
	for (int i = 0; i < 3; i++) {
		record = see(*state, i == 0 ? "clock" : i == 1 ? "appointment" : "step",
			i == 0 ? met : i == 1 ? coming : step_at(*state, ana, "work"));
		assert_string_equal(record_get(record, "caseworker"), "lind");
		record_free(record);
	}
	WELL(handover_give(*state, &berg, &all, &set, &files, &err_));
	assert_int_equal(files, 1);
	reads(*state, &lind, (struct today_ask){ 0 }, TODAY_HANDED_OVER, "Ana: Ring before you come 2026-05-04|Bo: - 2026-05-04");
	WELL(change_undo(*state, &berg, set, NULL, &err_));
	record = see(*state, "person", bo);
	assert_string_equal(record_get(record, "caseworker"), "berg");
	record_free(record);
	reads(*state, &lind, (struct today_ask){ 0 }, TODAY_HANDED_OVER, "Ana: Ring before you come 2026-05-04");
}

static void who_has_noted_it_sees_it_no_more(void **state)
{
	struct actor lind = everybody;
	struct id ana = arrive(*state, "Ana", "2026-04-01"), set;
	struct handover one = { &ana, 1, "lind", "Ring first" };
	struct actor berg = everybody;
	struct today today;
	int64_t files;

	berg.solo = true;
	str_copy(lind.user, sizeof lind.user, "lind");
	WELL(handover_give(*state, &berg, &one, &set, &files, &err_));
	today = ask_of(*state, &lind, (struct today_ask){ 0 });
	assert_int_equal(today.row[0].section, TODAY_HANDED_OVER);
	assert_string_equal(today.row[0].place, "berg");
	WELL(handover_noted(*state, &lind, today.row[0].record, &set, &err_));
	today_clear(&today);
	reads(*state, &lind, (struct today_ask){ 0 }, TODAY_HANDED_OVER, "");
}

static void a_week_has_each_day_in_its_order(void **state)
{
	struct today_ask ask = { .day = TOWN_DAY, .limit = 10 };
	struct id ana = alone(*state, "Ana");
	struct week week;
	char *got;

	clock_of(*state, ana, "law", "Plan to be set", "2026-04-22", 14, "2026-05-06");
	make(*state, "step", PAIRS(OF("person", ana), "stage=work", "what=Talk", "target=2026-05-06"));
	make(*state, "step", PAIRS(OF("person", ana), "stage=work", "what=Late", "target=2026-05-03"));
	make(*state, "step", PAIRS(OF("person", ana), "stage=work", "what=Next week", "target=2026-05-11"));
	make(*state, "appointment", PAIRS(OF("person", ana), "what=Plan", "day=2026-05-10", "at=14:00"));
	WELL(week_read(*state, &everybody, &ask, &week, &err_));
	assert_int_equal(week.day[0].count, 0);
	assert_int_equal(week.day[2].count, 2);
	assert_int_equal(week.day[2].row[0].origin, ORIGIN_LAW);
	got = words(&week.day[2], TODAY_LATE);
	assert_string_equal(got, "Ana: Talk 2026-05-06");
	free(got);
	assert_int_equal(week.day[6].count, 1);
	assert_string_equal(week.day[6].row[0].time, "14:00");
	week_clear(&week);
}

/* What a role does not see is neither shown nor counted. */
static void a_kind_that_is_not_seen_is_not_counted(void **state)
{
	struct actor desk = everybody;
	struct id ana = alone(*state, "Ana");
	struct id post = make(*state, "vacancy", PAIRS("title=Baker", "seats=3"));
	struct today today;

	desk.roles = ROLE_HOUSING;
	clock_of(*state, ana, "law", "Plan to be set", "2026-04-22", 14, "2026-05-06");
	make(*state, "application", PAIRS(OF("person", ana), OF("vacancy", post), "state=hired", "sent=2025-12-01", "began=2026-01-15"));
	today = ask_of(*state, &everybody, (struct today_ask){ 0 });
	assert_int_equal(today.total[TODAY_WAITING], 1);
	today_clear(&today);
	today = ask_of(*state, &desk, (struct today_ask){ .limit = 1 });
	assert_int_equal(today.total[TODAY_WAITING], 0);
	today_clear(&today);
}

static void next_is(struct store *store, struct id person, const char *what)
{
	struct today_row row;

	WELL(today_next(store, &everybody, person, TOWN_DAY, &row, &err_));
	if (what)
		assert_string_equal(row.what, what);
	else
		assert_true(id_none(row.person));
	today_row_clear(&row);
}

static void the_next_thing_is_what_presses_most(void **state)
{
	struct id ana = alone(*state, "Ana"), near;

	next_is(*state, ana, NULL);
	clock_of(*state, ana, "law", "Three years", "2026-04-01", 1095, "2029-03-31");
	next_is(*state, ana, "Three years");
	make(*state, "step", PAIRS(OF("person", ana), "stage=work", "what=Talk", "target=2026-05-02"));
	next_is(*state, ana, "Talk");
	near = clock_of(*state, ana, "law", "Plan to be set", "2026-04-22", 14, "2026-05-06");
	next_is(*state, ana, "Plan to be set");
	amend(*state, "clock", near, PAIRS("state=met", "met=2026-05-04"));
	next_is(*state, ana, "Talk");
	make(*state, "appointment", PAIRS(OF("person", ana), "what=Before", "day=2026-05-04", "at=14:00"));
	next_is(*state, ana, "Talk");
}

static void rows_of_due(struct store *store, int many)
{
	unsigned was = store_enter(store, DOOR_CHANGE);
	struct stmt *stmt;

	WELL(store_sql(store, "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :many)"
		" INSERT INTO due(record, watch, kind, person, day, rank, stage) SELECT CAST(printf('r%015d', n) AS BLOB), 'clock',"
		" 'clock', (SELECT min(rid) FROM person), '2026-05-01', 0, 'work' FROM n", &stmt, &err_));
	stmt_int(stmt, "many", many);
	WELL(stmt_run(stmt, &err_));
	store_leave(store, was);
}

static void keep_of_due(struct store *store, int many)
{
	unsigned was = store_enter(store, DOOR_CHANGE);
	struct stmt *stmt;

	WELL(store_sql(store, "DELETE FROM due WHERE record > CAST(printf('r%015d', :many) AS BLOB)", &stmt, &err_));
	stmt_int(stmt, "many", many);
	WELL(stmt_run(stmt, &err_));
	store_leave(store, was);
}

static void counted_is(struct store *store, int64_t total, const char *want)
{
	struct today today = ask_of(store, &everybody, (struct today_ask){ .stage = "work" });
	char *got = today_count_words(today.total[TODAY_LEGAL]);

	assert_int_equal(today.total[TODAY_LEGAL], total);
	assert_string_equal(got, want);
	free(got);
	today_clear(&today);
}

static void more_than_anybody_reads_is_not_counted(void **state)
{
	alone(*state, "Ana");
	rows_of_due(*state, TODAY_COUNTED + 20);
	counted_is(*state, TODAY_COUNTED + 1, "more than 1000");
	keep_of_due(*state, TODAY_COUNTED);
	counted_is(*state, TODAY_COUNTED, "1000");
	keep_of_due(*state, 0);
}

/* Rows of a million come in the order of an index: nothing is sorted before the first is shown. */
static void every_query_reads_an_index_in_its_order(void **state)
{
	int count, seen = 0;
	const struct query *const *all = query_all(&count);

	for (int i = 0; i < count; i++) {
		struct stmt *stmt;
		char *sql;

		if (!str_starts(all[i]->name, "today.") || str_same(all[i]->name, "today.next"))
			continue;
		sql = mem_fmt("EXPLAIN QUERY PLAN %s", all[i]->sql);
		WELL(store_sql(*state, sql, &stmt, &err_));
		free(sql);
		while (stmt_step(stmt, NULL) == ST_OK) {
			const char *plan = stmt_get_text(stmt, 3);

			if (strstr(plan, "TEMP B-TREE") || (str_starts(plan, "SCAN") && !strstr(plan, "json_each")
				&& !strstr(plan, "(subquery")))
				fail_msg("%s: %s", all[i]->name, plan);
			if (strstr(all[i]->name, "_count") && str_starts(plan, "SEARCH t") && !strstr(plan, "COVERING")
				&& (strstr(all[i]->sql, "todo t") || strstr(all[i]->sql, "due t") || strstr(all[i]->sql, "appointment t")) && !strstr(all[i]->name, "_both")
				&& !strstr(all[i]->name, "first_of"))
				fail_msg("%s reads the table: %s", all[i]->name, plan);
		}
		seen++;
	}
	assert_true(seen > 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(the_law_stands_apart_and_first),
		TOWN_TEST(sections_narrow_to_a_colleague_and_a_stage),
		TOWN_TEST(within_a_day_ones_own_come_first),
		TOWN_TEST(a_pause_ends_on_its_day_by_itself),
		TOWN_TEST(a_pause_has_an_end_and_a_reason),
		TOWN_TEST(who_is_expected_waits_for_nothing_yet),
		TOWN_TEST(everything_open_is_handed_over),
		TOWN_TEST(who_has_noted_it_sees_it_no_more),
		TOWN_TEST(a_week_has_each_day_in_its_order),
		TOWN_TEST(a_kind_that_is_not_seen_is_not_counted),
		TOWN_TEST(the_next_thing_is_what_presses_most),
		TOWN_TEST(more_than_anybody_reads_is_not_counted),
		TOWN_TEST(every_query_reads_an_index_in_its_order),
	};

	return cmocka_run_group_tests(tests, doors_make, doors_remove);
}
