/* SPDX-License-Identifier: EUPL-1.2 */
/* What waits for a day: the watches say what exists, and the table follows whatever is done. */
#include "tests/unit/cases/town.h"

#include "cases/watch.h"
#include "register/merge.h"

/* All rows as "watch day rank|...", by day. */
static void waits_are(struct store *store, const char *want)
{
	struct str out = STR_INIT;
	struct stmt *stmt;
	enum status st;

	WELL(store_sql(store, "SELECT watch, day, rank FROM due ORDER BY day, watch", &stmt, &err_));
	while ((st = stmt_step(stmt, NULL)) == ST_OK)
		str_addf(&out, "%s%s %s %d", out.len ? "|" : "", stmt_get_text(stmt, 0), stmt_get_text(stmt, 1),
			(int)stmt_get_int(stmt, 2));
	assert_int_equal(st, ST_DONE);
	assert_string_equal(str_get(&out), want);
	str_free(&out);
	town_is_right(store);
}

static void is_choice_with(const struct kind *kind, const struct watch_when *when)
{
	const struct field *field = kind_field(kind, when->field);

	assert_non_null(field);
	for (const char *const *in = when->in; *in; in++)
		if (field->kind == FIELD_CHOICE)
			assert_non_null(field_choice(field, *in));
		else
			assert_true(field->kind == FIELD_YES_NO && (str_same(*in, "yes") || str_same(*in, "no")));
}

static void watches_look_at_what_exists(void **state)
{
	int count;
	const struct watch *all = watch_all(&count);

	(void)state;
	assert_true(count > 5);
	for (int i = 0; i < count; i++) {
		const struct watch *w = &all[i];
		const struct kind *kind = register_kind(w->kind);

		print_message("%s\n", w->key);
		assert_non_null(kind);
		assert_true(kind->person || str_same(kind->name, "person"));
		assert_int_equal(kind_field(kind, w->field)->kind, FIELD_DATE);
		assert_true(!w->seen || kind_field(kind, w->seen)->kind == FIELD_DATE);
		assert_true(!w->names || kind_field(kind, w->names));
		assert_true(!w->without || kind_field(kind, w->without));
		for (const struct watch_when *when = w->when; when->field; when++)
			is_choice_with(kind, when);
		assert_ptr_equal(watch_named(w->key), w);
	}
	assert_null(watch_named("nobody.waits"));
}

static void take_back(struct store *store, const char *kind, struct id id)
{
	struct change *change = change_begin(store, &everybody);

	change_delete(change, the(kind), id, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
}

static struct id home_for(struct store *store, struct id person, const char *answer_by)
{
	struct id home = make(store, "dwelling", PAIRS("address=Mill Lane 3"));
	char by[40];

	snprintf(by, sizeof by, "answer_by=%s", answer_by);
	return make(store, "placement", PAIRS(OF("person", person), OF("dwelling", home), by));
}

static void an_offer_waits_until_it_is_answered(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03"));
	struct id offer = home_for(*state, one, "2026-05-12"), set;

	waits_are(*state, "placement.answer 2026-05-12 2");
	amend(*state, "placement", offer, PAIRS("answer_by=2026-06"));
	waits_are(*state, "placement.answer 2026-06-30 2");
	set = amend(*state, "placement", offer, PAIRS("state=accepted"));
	waits_are(*state, "placement.move 2026-05-18 2");
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	waits_are(*state, "placement.answer 2026-06-30 2");
	amend(*state, "person", one, PAIRS("left=2026-05-04"));
	waits_are(*state, "");
	amend(*state, "person", one, PAIRS("left="));
	waits_are(*state, "placement.answer 2026-06-30 2");
	take_back(*state, "placement", offer);
	waits_are(*state, "");
}

static struct id check_of(struct store *store, struct id work, const char *months)
{
	struct stmt *stmt;
	struct id id;

	WELL(store_sql(store, "SELECT id FROM retention WHERE employment = :work AND months = :months AND gone = 0", &stmt, &err_));
	stmt_id(stmt, "work", work);
	stmt_text(stmt, "months", months);
	WELL(stmt_step(stmt, &err_));
	id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return id;
}

static void months_end_where_months_end(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2025-05-03")), work;

	clock_hold((int64_t)date_days((struct date){ 2025, 12, 1 }) * 86400000);
	work = make(*state, "employment", PAIRS(OF("person", one), "what=Baker", "began=2025-11-30"));
	/* 30 November and three months: no 30 February. */
	waits_are(*state, "retention.ask 2026-02-28 2|retention.ask 2026-05-30 2|retention.ask 2026-11-30 2");
	clock_hold((int64_t)date_days((struct date){ 2026, 3, 1 }) * 86400000);
	amend(*state, "retention", check_of(*state, work, "three"), PAIRS("state=not_reached"));
	waits_are(*state, "retention.ask 2026-02-28 2|retention.ask 2026-05-30 2|retention.ask 2026-11-30 2");
	amend(*state, "retention", check_of(*state, work, "three"), PAIRS("state=there"));
	waits_are(*state, "retention.ask 2026-05-30 2|retention.ask 2026-11-30 2");
	/* Whoever left is asked no more. */
	amend(*state, "employment", work, PAIRS("ended=2026-02-27"));
	waits_are(*state, "");
}

static void whoever_still_looks_is_asked_after_ninety_days(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03"));
	struct id post = make(*state, "vacancy", PAIRS("title=Baker", "seats=3"));
	struct id work = make(*state, "application", PAIRS(OF("person", one), OF("vacancy", post)));

	waits_are(*state, "application.still 2026-08-02 2");
	clock_hold((int64_t)date_days((struct date){ 2026, 6, 1 }) * 86400000);
	amend(*state, "application", work, PAIRS("state=sent"));
	waits_are(*state, "application.still 2026-08-30 2");
	amend(*state, "application", work, PAIRS("state=withdrawn"));
	waits_are(*state, "");
}

static void a_consent_is_asked_for_ahead_of_its_end(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03"));
	struct id consent = make(*state, "consent", PAIRS(OF("person", one), "covers=contacts", "used_for=Calls", "free=yes",
		"given=2026-05-03", "until=2026-07-15"));

	waits_are(*state, "consent.ends 2026-06-15 2");
	amend(*state, "consent", consent, PAIRS("withdrawn=2026-05-04"));
	waits_are(*state, "");
}

static void a_pause_puts_off_what_the_city_wants_and_not_the_law(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03"));

	home_for(*state, one, "2026-05-12");
	make(*state, "clock", PAIRS(OF("person", one), "what=Letter", "set_by=law", "began=2026-05-01", "length=2 weeks",
		"source=Act on letters"));
	make(*state, "clock", PAIRS(OF("person", one), "what=Call", "set_by=city", "began=2026-05-01", "length=2 weeks"));
	waits_are(*state, "placement.answer 2026-05-12 2|clock 2026-05-15 0|clock 2026-05-15 1");
	amend(*state, "person", one, PAIRS("paused_until=2026-07-01", "paused_why=away"));
	waits_are(*state, "clock 2026-05-15 0|clock 2026-07-01 1|placement.answer 2026-07-01 2");
	amend(*state, "person", one, PAIRS("paused_until="));
	waits_are(*state, "placement.answer 2026-05-12 2|clock 2026-05-15 0|clock 2026-05-15 1");
}

static void the_town_may_want_other_lengths(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03"));
	const struct watch *answer = watch_named("placement.answer");
	struct err err;

	home_for(*state, one, "2026-05-12");
	WELL(watch_set(*state, answer, "1 week", &err_));
	unsigned was = store_enter(*state, DOOR_CHANGE);
	WELL(due_rebuild(*state, &err_));
	waits_are(*state, "placement.answer 2026-05-19 2");
	WELL(watch_set(*state, answer, "off", &err_));
	WELL(due_rebuild(*state, &err_));
	waits_are(*state, "");
	err_clear(&err);
	assert_int_equal(watch_set(*state, answer, "soon", &err), ST_INVALID);
	WELL(watch_set(*state, answer, NULL, &err_));
	WELL(due_rebuild(*state, &err_));
	waits_are(*state, "placement.answer 2026-05-12 2");
	store_leave(*state, was);
}

static void an_older_file_gets_its_rows(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-03"));
	int64_t faults = 0;
	struct stmt *stmt;

	home_for(*state, one, "2026-05-12");
	unsigned was = store_enter(*state, DOOR_CHANGE);
	WELL(store_sql(*state, "DELETE FROM due", &stmt, &err_));
	WELL(stmt_run(stmt, &err_));
	store_leave(*state, was);
	WELL(due_check(*state, &faults, &err_));
	assert_int_equal(faults, 1);
	WELL(due_ready(*state, &err_));
	waits_are(*state, "placement.answer 2026-05-12 2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(watches_look_at_what_exists),
		TOWN_TEST(an_offer_waits_until_it_is_answered),
		TOWN_TEST(months_end_where_months_end),
		TOWN_TEST(whoever_still_looks_is_asked_after_ninety_days),
		TOWN_TEST(a_consent_is_asked_for_ahead_of_its_end),
		TOWN_TEST(a_pause_puts_off_what_the_city_wants_and_not_the_law),
		TOWN_TEST(the_town_may_want_other_lengths),
		TOWN_TEST(an_older_file_gets_its_rows),
	};

	return DOORS_RUN(tests);
}
