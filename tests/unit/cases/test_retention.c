/* SPDX-License-Identifier: EUPL-1.2 */
/* What was kept long enough: found, shown, ended; and what must stay, stays. */
#include "config.h"

#include "town.h"

#include "cases/retention.h"
#include "register/restrict.h"
#include "store/journal.h"

static void the_register_says_how_long(void **state)
{
	struct keep keep;
	struct date over;

	(void)state;
	assert_true(keep_parse("case", &keep));
	assert_true(keep.by_setting && keep.from == KEEP_FROM_CASE);
	assert_true(keep_parse("case + 6 months", &keep));
	assert_int_equal(keep.months, 6);
	assert_true(keep_parse("while in use", &keep));
	assert_true(keep_parse("1 year", &keep));
	over = keep_over(&keep, (struct date){ 2024, 2, 29 });
	assert_int_equal(date_days(over), date_days((struct date){ 2025, 2, 28 }));
	/* Known to the month or the year: the latest day that it may mean. */
	over = keep_over(&keep, (struct date){ 2024, 0, 0 });
	assert_int_equal(date_days(over), date_days((struct date){ 2025, 12, 31 }));
	assert_false(keep_parse("for ever", &keep));
	assert_false(keep_parse("case + soon", &keep));
	assert_false(keep_parse("2 fortnights", &keep));
	assert_false(keep_parse("-1 years", &keep));
	assert_false(keep_parse("", &keep));
}

static struct retention due_on(struct store *store, int year)
{
	struct retention due;

	WELL(retention_due(store, &everybody, (struct date){ year, 5, 4 }, 100, &due, &err_));
	return due;
}

static const struct retention_group *group_of(const struct retention *due, enum retention_part part, const char *kind,
	const char *field)
{
	for (int i = 0; i < due->n_groups; i++)
		if (due->group[i].part == part && str_same(due->group[i].kind->name, kind) &&
		    (!field || (due->group[i].field && str_same(due->group[i].field->name, field))))
			return &due->group[i];
	return NULL;
}

static struct id one_who_left(struct store *store, const char *name, const char *left)
{
	struct id id = arrive(store, name, "2024-01-02");
	char text[32];

	amend(store, "person", id, PAIRS("phone=+31612345678", "family_name=Haidari"));
	amend(store, "person", id, PAIRS("phone=+31687654321"));
	snprintf(text, sizeof text, "left=%s", left);
	amend(store, "person", id, PAIRS(text));
	return id;
}

static struct retention_done end_on(struct store *store, int year, const struct retention_order *order)
{
	struct retention due = due_on(store, year);
	struct retention_done done;

	WELL(retention_run(store, &everybody, &due, order, &done, &err_));
	retention_clear(&due);
	return done;
}

static void files_go_when_their_time_is_over(void **state)
{
	struct store *store = *state;
	struct id gone = one_who_left(store, "Mariam", "2025-05-01"), held = one_who_left(store, "Olena", "2025-05-01");
	struct id here = arrive(store, "Yusuf", "2024-01-02");
	struct retention due = due_on(store, 2027);
	struct retention_done done;

	assert_int_equal(due.n_files, 2);
	assert_int_equal(due.file[0].over.year, 2027);
	retention_clear(&due);
	due = due_on(store, 2026);
	assert_int_equal(due.n_files, 0);
	assert_int_equal(group_of(&due, RETENTION_FIELD, "person", "phone")->count, 2);
	retention_clear(&due);
	WELL(restrict_put(store, &everybody, held, "claim", &err_));
	done = end_on(store, 2027, &(struct retention_order){ .offer = NULL });
	assert_int_equal(done.destroyed, 1);
	assert_int_equal(done.held, 1);
	assert_int_equal(done.fields, 1);
	HAS(store, "person", here, "given_name", "Yusuf");
	HAS(store, "person", held, "phone", "+31687654321");
	assert_int_equal(read_brief(store, &everybody, the("person"), gone, &(struct record *){ NULL }, NULL), ST_NOTFOUND);
	assert_int_equal(count_rows(store, "past_count WHERE kind = 'person' AND year = 2024 AND n = 1"), 1);
	WELL(journal_verify(store, NULL, &err_));
	WELL(store_check(store, NULL, NULL, &err_));
}

static void a_field_goes_with_its_former_values(void **state)
{
	struct store *store = *state;
	struct id id = one_who_left(store, "Mariam", "2025-05-01");
	struct retention_done done = end_on(store, 2026, &(struct retention_order){ .offer = NULL });

	assert_int_equal(done.fields, 1);
	HAS(store, "person", id, "phone", NULL);
	HAS(store, "person", id, "family_name", "Haidari");
	assert_int_equal(count_rows(store, "journal_value WHERE field = 'phone'"), 0);
	assert_int_not_equal(count_rows(store, "journal_value WHERE field = 'family_name'"), 0);
	assert_int_equal(count_rows(store, "search_number"), 1);       /* the case number */
	WELL(journal_verify(store, NULL, &err_));
}

static void entries_with_a_time_of_their_own(void **state)
{
	struct store *store = *state;
	struct id id = arrive(store, "Mariam", "2024-01-02");
	struct retention due;
	struct retention_done done;

	make(store, "appointment", PAIRS(OF("person", id), "what=Plan", "day=2024-05-01", "at=9:00"));
	make(store, "appointment", PAIRS(OF("person", id), "what=Test", "day=2024-06-01", "at=9:00"));
	due = due_on(store, 2026);
	assert_int_equal(group_of(&due, RETENTION_RECORDS, "appointment", NULL)->count, 1);
	retention_clear(&due);
	done = end_on(store, 2026, &(struct retention_order){ .offer = NULL });
	assert_int_equal(done.records, 1);
	assert_int_equal(count_rows(store, "appointment"), 1);
	WELL(store_check(store, NULL, NULL, &err_));
}

/* A plan was taken back with its steps, and one step before it: each can go on its own day. */
static void what_was_removed_goes_after_a_year(void **state)
{
	struct store *store = *state;
	struct id id = arrive(store, "Mariam", "2024-01-02"), plan = make(store, "plan", PAIRS(OF("person", id), "state=stopped"));
	struct id step = make(store, "step", PAIRS(OF("plan", plan), "stage=work", "what=Talk"));
	struct change *change = change_begin(store, &everybody);
	struct retention due;

	change_delete(change, the("step"), step, 0);
	change_delete(change, the("plan"), plan, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	due = due_on(store, 2026);
	assert_null(group_of(&due, RETENTION_REMOVED, "plan", NULL));
	retention_clear(&due);
	assert_int_equal(end_on(store, 2028, &(struct retention_order){ .offer = NULL }).records, 2);
	assert_int_equal(count_rows(store, "plan WHERE gone = 1"), 0);
	WELL(store_check(store, NULL, NULL, &err_));
	WELL(journal_verify(store, NULL, &err_));
}

static enum status keep_offer(void *ctx, struct id person, const char *case_number, struct err *err)
{
	(void)person;
	(void)err;
	assert_int_equal(strlen(case_number), 14);
	++*(int *)ctx;
	return ST_OK;
}

static void the_archive_is_asked_first(void **state)
{
	struct store *store = *state;
	int offered = 0;
	struct retention_order order = { .offer = keep_offer, .ctx = &offered };
	struct retention_done done;

	one_who_left(store, "Mariam", "2024-05-01");
	WELL(retention_rules_set(store, &everybody, "1 year", "archive", NULL, &err_));
	assert_int_equal(retention_rules_set(store, &everybody, "soon", NULL, NULL, NULL), ST_INVALID);
	assert_int_equal(retention_rules_set(store, &everybody, NULL, "burn", NULL, NULL), ST_INVALID);
	done = end_on(store, 2026, &(struct retention_order){ .answered = true });
	assert_int_equal(done.destroyed + done.offered, 0);
	done = end_on(store, 2026, &order);
	assert_int_equal(done.offered, 1);
	done = end_on(store, 2026, &order);
	assert_int_equal(done.offered + done.destroyed, 0);
	assert_int_equal(offered, 1);
	done = end_on(store, 2026, &(struct retention_order){ .answered = true });
	assert_int_equal(done.destroyed, 1);
	assert_int_equal(count_rows(store, "person"), 0);
	assert_int_equal(count_rows(store, "retention_offer"), 0);
}

static void anonymised_names_nobody(void **state)
{
	struct store *store = *state;
	struct id id = one_who_left(store, "Xolhana", "2024-05-01");
	struct id step = step_at(store, id, "language");
	char *file;

	amend(store, "person", id, PAIRS("born=1990-07-12", "own_script=Олена", "interpreter=uk"));
	make(store, "note", PAIRS(OF("person", id), "text=Tzibrotnotiz"));
	WELL(retention_rules_set(store, &everybody, "1 year", "anonymise", NULL, &err_));
	assert_int_equal(end_on(store, 2026, &(struct retention_order){ .offer = NULL }).anonymised, 1);
	file = whole_file(store, WITH_RID | WITH_GONE);
	assert_null(strstr(file, "Xolhana"));
	assert_null(strstr(file, "Haidari"));
	assert_null(strstr(file, "Олена"));
	assert_null(strstr(file, "31687654321"));
	assert_null(strstr(file, "Tzibrotnotiz"));
	assert_null(strstr(file, "1990-07"));
	free(file);
	HAS(store, "person", id, "born", "1990");
	HAS(store, "person", id, "case_number", NULL);
	HAS(store, "step", step, "stage", "language");
	assert_int_equal(count_rows(store, "journal_value"), 0);
	assert_int_equal(count_rows(store, "search_person"), 0);       /* the dash that stands for a name has no keys */
	assert_int_equal(end_on(store, 2026, &(struct retention_order){ .offer = NULL }).anonymised, 0);
	WELL(journal_verify(store, NULL, &err_));
	WELL(store_check(store, NULL, NULL, &err_));
}

static void consent_ends(void **state)
{
	struct store *store = *state;
	struct id one = arrive(store, "Mariam", "2026-01-02"), two = arrive(store, "Olena", "2026-01-02"), consent;

	refused(store, "consent", NOBODY, PAIRS(OF("person", one), "covers=gender", "used_for=counts", "free=no",
		"until=2027-01-01"), "free");
	refused(store, "consent", NOBODY, PAIRS(OF("person", one), "covers=gender", "used_for=counts", "free=yes",
		"until=2026-01-01"), "until");
	consent = make(store, "consent", PAIRS(OF("person", one), "covers=gender", "used_for=counts", "free=yes",
		"until=2027-01-01"));
	amend(store, "person", one, PAIRS("gender=woman"));
	amend(store, "person", one, PAIRS("gender=other"));
	/* Taken back: gone at once, with its past. */
	amend(store, "consent", consent, PAIRS("withdrawn=2026-05-04"));
	HAS(store, "person", one, "gender", NULL);
	assert_int_equal(count_rows(store, "journal_value WHERE field = 'gender'"), 0);
	/* Run out: goes with what was kept long enough; what a later consent covers stays. */
	amend(store, "person", two, PAIRS("gender=man"));
	make(store, "contact", PAIRS(OF("person", two), "name=Petro"));
	make(store, "consent", PAIRS(OF("person", two), "covers=gender", "used_for=counts", "free=yes", "until=2026-06-01"));
	make(store, "consent", PAIRS(OF("person", two), "covers=gender", "used_for=counts", "free=yes", "until=2028-06-01"));
	make(store, "consent", PAIRS(OF("person", two), "covers=contacts", "used_for=calls", "free=yes", "until=2026-06-01"));
	assert_int_equal(end_on(store, 2027, &(struct retention_order){ .offer = NULL }).records, 1);
	HAS(store, "person", two, "gender", "man");
	assert_int_equal(count_rows(store, "contact"), 0);
	assert_int_equal(end_on(store, 2029, &(struct retention_order){ .offer = NULL }).fields, 1);
	HAS(store, "person", two, "gender", NULL);
	WELL(journal_verify(store, NULL, &err_));
	WELL(store_check(store, NULL, NULL, &err_));
}

static void others_have_no_business_there(void **state)
{
	struct actor desk = everybody;
	struct retention due;

	desk.roles = ROLE_DESK | ROLE_HOUSING;
	assert_int_equal(retention_due(*state, &desk, TOWN_DAY, 10, &due, NULL), ST_DENIED);
	assert_int_equal(retention_rules_set(*state, &desk, "1 year", NULL, NULL, NULL), ST_DENIED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_register_says_how_long),
		TOWN_TEST(files_go_when_their_time_is_over),
		TOWN_TEST(a_field_goes_with_its_former_values),
		TOWN_TEST(entries_with_a_time_of_their_own),
		TOWN_TEST(what_was_removed_goes_after_a_year),
		TOWN_TEST(the_archive_is_asked_first),
		TOWN_TEST(anonymised_names_nobody),
		TOWN_TEST(consent_ends),
		TOWN_TEST(others_have_no_business_there),
	};
	return DOORS_RUN(tests);
}
