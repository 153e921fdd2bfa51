/* SPDX-License-Identifier: EUPL-1.2 */
/* Vacancies and their places, applications, people at work with their checks, own firms, and vacancies that fit. */
#include "town.h"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases/employment.h"
#include "register/becomes.h"
#include "register/moves.h"
#include "store/inside.h"

static struct id somebody(struct store *store, const char *name)
{
	char *pair = mem_fmt("given_name=%s", name);
	struct id id = make(store, "person", PAIRS(pair, "arrived=2025-12-01"));

	free(pair);
	return id;
}

static void take_back(struct store *store, const char *kind, struct id id)
{
	struct change *change = change_begin(store, &everybody);

	change_delete(change, the(kind), id, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
}

static int64_t count_of(struct store *store, const char *sql)
{
	struct stmt *stmt;
	int64_t n;

	WELL(store_sql(store, sql, &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n;
}

static struct id one_of(struct store *store, const char *sql)
{
	struct stmt *stmt;
	struct id id;

	WELL(store_sql(store, sql, &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return id;
}

static void day_is(int year, int month, int day)
{
	clock_hold((int64_t)date_days((struct date){ year, month, day }) * 86400000 + 36000000);
}

/* ---- each way that a state may not go is tried ---- */

static struct id begin_at(struct store *store, const char *kind, struct id person, const char *state)
{
	char *said = mem_fmt("state=%s", state);
	struct id id, work;

	if (str_same(kind, "vacancy"))
		id = make(store, kind, PAIRS("title=Baker", said));
	else if (str_same(kind, "application"))
		id = make(store, kind, PAIRS(OF("person", person), OF("vacancy", make(store, "vacancy", PAIRS("title=Baker"))), said));
	else if (str_same(kind, "employment"))
		id = make(store, kind, PAIRS(OF("person", person), "what=Baker", "contract=trial", str_same(state, "agreed") ?
			"began=2026-06-01" : "began=2026-04-01", said));
	else if (str_same(kind, "retention")) {
		work = make(store, "employment", PAIRS(OF("person", person), "what=Baker", "contract=trial", "began=2026-01-01"));
		id = make(store, kind, PAIRS(OF("employment", work), "months=three", "due=2026-04-01", said));
	} else {
		id = make(store, kind, PAIRS(OF("person", person), "what=Bakery", said));
	}
	free(said);
	return id;
}

static void no_state_goes_where_it_may_not(void **state)
{
	static const char *const kinds[] = { "vacancy", "application", "employment", "retention", "enterprise" };
	struct id one = somebody(*state, "Ana");
	int tried = 0;

	for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
		const struct field *field = kind_field(the(kinds[k]), "state");

		for (const struct choice *from = field->choices; from->key; from++)
			for (const struct choice *to = field->choices; to->key; to++) {
				char *said;

				if (from == to || moves_allow(field, from->key, to->key))
					continue;
				said = mem_fmt("state=%s", to->key);
				refused(*state, kinds[k], begin_at(*state, kinds[k], one, from->key), PAIRS(said), "state");
				free(said);
				tried++;
			}
	}
	assert_true(tried > 40);
}

/* ---- places ---- */

static struct id hired(struct store *store, struct id vacancy, const char *name)
{
	return make(store, "application", PAIRS(OF("person", somebody(store, name)), OF("vacancy", vacancy), "state=hired"));
}

static void nobody_is_hired_beyond_the_places(void **state)
{
	struct id vacancy = make(*state, "vacancy", PAIRS("title=Baker", "seats=2"));
	struct id late = make(*state, "application", PAIRS(OF("person", somebody(*state, "C")), OF("vacancy", vacancy)));
	struct id first = hired(*state, vacancy, "A");

	hired(*state, vacancy, "B");
	HAS(*state, "vacancy", vacancy, "state", "filled");
	refused(*state, "application", late, PAIRS("state=hired"), "vacancy");
	refused(*state, "vacancy", vacancy, PAIRS("seats=1"), "seats");
	refused(*state, "vacancy", vacancy, PAIRS("state=open"), "state");
	refused(*state, "employment", NOBODY, PAIRS(OF("person", somebody(*state, "D")), OF("vacancy", vacancy), "what=Baker",
		"began=2026-05-01"), "vacancy");
	amend(*state, "application", first, PAIRS("state=withdrawn"));
	HAS(*state, "vacancy", vacancy, "state", "open");
	amend(*state, "application", late, PAIRS("state=hired"));
	HAS(*state, "vacancy", vacancy, "state", "filled");
	amend(*state, "vacancy", vacancy, PAIRS("seats=3", "state=open"));
}

/* Three in one change set for two places: none of them is saved. */
static void a_change_set_cannot_overfill(void **state)
{
	struct id vacancy = make(*state, "vacancy", PAIRS("title=Baker", "seats=2"));
	struct change *change;
	struct id id[3];
	struct err err;

	for (int i = 0; i < 3; i++)
		id[i] = make(*state, "application", PAIRS(OF("person", somebody(*state, "A")), OF("vacancy", vacancy)));
	change = change_begin(*state, &everybody);
	for (int i = 0; i < 3; i++)
		set_pairs(change_update(change, the("application"), id[i], 0), PAIRS("state=hired"));
	err_clear(&err);
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	change_free(change);
	assert_int_equal(count_of(*state, "SELECT count(*) FROM application WHERE state = 'hired'"), 0);
	HAS(*state, "vacancy", vacancy, "state", "open");
}

/* ---- two desks at once: 1,000 tries for 500 places ---- */

enum { PLACES = 500 };

static void hire_all(const struct id *application)
{
	struct store *store = doors_open("race", false);
	int taken = 0;

	for (int i = 0; i < PLACES; i++) {
		struct change *change = change_begin(store, &everybody);
		struct err err;
		enum status st;

		set_pairs(change_update(change, the("application"), application[i], 0), PAIRS("state=hired"));
		st = change_commit(change, NULL, NULL, &err);
		taken += st == ST_OK;
		if (st != ST_OK && st != ST_INVALID)
			_exit(255);
		change_free(change);
	}
	store_close(store);
	_exit(taken > 0 ? 0 : 1);
}

static void two_desks_at_once_cannot_overfill(void **state)
{
	struct store *store = doors_open("race", true);
	static struct id id[2][PLACES];
	pid_t desk[2];

	(void)state;
	for (int i = 0; i < PLACES; i++) {
		struct id vacancy = make(store, "vacancy", PAIRS("title=Baker", "seats=1"));

		for (int d = 0; d < 2; d++)
			id[d][i] = make(store, "application", PAIRS(OF("person", somebody(store, "A")), OF("vacancy", vacancy)));
	}
	store_close(store);
	for (int d = 0; d < 2; d++)
		if ((desk[d] = fork()) == 0)
			hire_all(id[d]);
	for (int d = 0; d < 2; d++) {
		int status;

		assert_int_equal(waitpid(desk[d], &status, 0), desk[d]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 255);
	}
	store = doors_open("race", false);
	assert_int_equal(count_of(store, "SELECT count(*) FROM application WHERE state = 'hired'"), PLACES);
	assert_int_equal(count_of(store, "SELECT count(*) FROM (SELECT 1 FROM application WHERE state = 'hired' GROUP BY vacancy"
		" HAVING count(*) > 1)"), 0);
	assert_int_equal(count_of(store, "SELECT count(*) FROM vacancy WHERE state = 'filled'"), PLACES);
	store_close(store);
}

static void work_found_otherwise_takes_a_place_too(void **state)
{
	struct id vacancy = make(*state, "vacancy", PAIRS("title=Baker", "seats=1", "hours_from=36", "contract=fixed"));
	struct id one = somebody(*state, "A");
	struct id work = make(*state, "employment", PAIRS(OF("person", one), OF("vacancy", vacancy), "what=Baker", "began=2026-06-01"));

	HAS(*state, "vacancy", vacancy, "state", "filled");
	HAS(*state, "employment", work, "hours", "36.0");
	HAS(*state, "employment", work, "contract", "fixed");
	amend(*state, "employment", work, PAIRS("state=fell_through"));
	HAS(*state, "vacancy", vacancy, "state", "open");
}

static void a_vacancy_that_ran_out_takes_no_application(void **state)
{
	struct id vacancy = make(*state, "vacancy", PAIRS("title=Baker", "valid_through=2026-05-03"));

	refused(*state, "application", NOBODY, PAIRS(OF("person", somebody(*state, "A")), OF("vacancy", vacancy)), "vacancy");
	/* What was sent in time is still written down. */
	make(*state, "application", PAIRS(OF("person", somebody(*state, "B")), OF("vacancy", vacancy), "state=sent",
		"sent=2026-05-02"));
	refused(*state, "vacancy", vacancy, PAIRS("posted=2026-05-04"), "valid_through");
	refused(*state, "vacancy", vacancy, PAIRS("hours_from=20", "hours_to=10"), "hours_to");
	refused(*state, "vacancy", vacancy, PAIRS("pay_from=20", "pay_to=10"), "pay_to");
}

/* ---- from an application to work ---- */

static void whoever_is_hired_has_the_work_recorded(void **state)
{
	struct id firm = make(*state, "employer", PAIRS("name=Oven"));
	struct id vacancy = make(*state, "vacancy", PAIRS("title=Baker", "seats=2", OF("employer", firm), "pay_from=2100", "pay_per=month"));
	struct id one = arrive(*state, "Ana", "2026-03-01"), work, set;
	struct id id = make(*state, "application", PAIRS(OF("person", one), OF("vacancy", vacancy)));

	HAS(*state, "step", step_at(*state, one, "work"), "state", "open");
	amend(*state, "application", id, PAIRS("state=sent"));
	HAS(*state, "step", step_at(*state, one, "work"), "state", "under_way");
	set = amend(*state, "application", id, PAIRS("state=hired", "began=2026-05-04"));
	work = one_of(*state, "SELECT id FROM employment WHERE gone = 0");
	HAS(*state, "employment", work, "state", "working");
	HAS(*state, "employment", work, "what", "Baker");
	HAS(*state, "employment", work, "pay", "2100.00");
	HAS(*state, "step", step_at(*state, one, "work"), "state", "done");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM retention WHERE gone = 0 AND due IN ('2026-08-04', '2026-11-04',"
		" '2027-05-04')"), 3);
	refused(*state, "employment", NOBODY, PAIRS(OF("person", one), OF("vacancy", vacancy), "what=Baker", "began=2026-05-02"),
		"vacancy");
	/* The day is moved, and the checks with it; nothing is made twice. */
	amend(*state, "application", id, PAIRS("began=2026-05-11"));
	HAS(*state, "employment", work, "began", "2026-05-11");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM employment WHERE gone = 0"), 1);
	assert_int_equal(count_of(*state, "SELECT count(*) FROM retention WHERE gone = 0 AND due = '2026-08-11'"), 1);
	WELL(change_undo(*state, &everybody, one_of(*state, "SELECT change FROM journal ORDER BY seq DESC LIMIT 1"), NULL, &err_));
	WELL(change_undo(*state, &everybody, set, NULL, &err_));
	assert_int_equal(count_of(*state, "SELECT count(*) FROM employment WHERE gone = 0"), 0);
	assert_int_equal(count_of(*state, "SELECT count(*) FROM retention WHERE gone = 0"), 0);
	HAS(*state, "vacancy", vacancy, "state", "open");
}

static void work_that_did_not_begin_gives_the_place_back(void **state)
{
	struct id vacancy = make(*state, "vacancy", PAIRS("title=Baker", "seats=1"));
	struct id id = make(*state, "application", PAIRS(OF("person", somebody(*state, "A")), OF("vacancy", vacancy), "state=hired",
		"began=2026-06-01"));
	struct id work = one_of(*state, "SELECT id FROM employment WHERE gone = 0");

	HAS(*state, "employment", work, "state", "agreed");
	HAS(*state, "vacancy", vacancy, "state", "filled");
	refused(*state, "employment", work, PAIRS("state=working"), "state");
	amend(*state, "employment", work, PAIRS("state=fell_through", "reason=childcare"));
	HAS(*state, "application", id, "state", "withdrawn");
	HAS(*state, "vacancy", vacancy, "state", "open");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM retention WHERE gone = 0 AND state = 'due'"), 0);
}

static void the_days_of_work_hold_together(void **state)
{
	struct id one = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-01-03", "work_from=2026-06-01"));
	struct id work = make(*state, "employment", PAIRS(OF("person", somebody(*state, "B")), "what=Baker", "began=2026-04-01"));
	struct change *change = change_begin(*state, &everybody);
	struct err err;

	refused(*state, "employment", work, PAIRS("ends=2026-03-01"), "ends");
	refused(*state, "employment", work, PAIRS("ended=2026-03-01"), "ended");
	refused(*state, "employment", work, PAIRS("reason=own"), "reason");
	refused(*state, "employment", work, PAIRS("subsidy_amount=100"), "subsidy");
	refused(*state, "employment", work, PAIRS("subsidy=wage", "subsidy_until=2026-01-01"), "subsidy_until");
	amend(*state, "employment", work, PAIRS("ended=2026-05-01", "reason=own"));
	HAS(*state, "employment", work, "state", "ended");
	/* Before the day from which the person may work: it warns. */
	set_pairs(change_create(change, the("employment"), NULL), PAIRS(OF("person", one), "what=Baker", "began=2026-05-10"));
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_WARNED);
	assert_string_equal(err.field, "began");
	change_insist(change);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
}

/* ---- checks ---- */

static void whoever_left_has_that_work_ended(void **state)
{
	struct id one = somebody(*state, "Ana"), other = somebody(*state, "B"), work, check, theirs;

	day_is(2026, 1, 10);
	work = make(*state, "employment", PAIRS(OF("person", one), "what=Baker", "began=2026-01-05"));
	theirs = make(*state, "employment", PAIRS(OF("person", other), "what=Cook", "contract=internship", "began=2026-01-05"));
	assert_int_equal(count_of(*state, "SELECT count(*) FROM retention WHERE gone = 0"), 3);
	check = one_of(*state, "SELECT id FROM retention WHERE months = 'three'");
	refused(*state, "retention", check, PAIRS(OF("employment", theirs)), "employment");
	refused(*state, "retention", check, PAIRS("asked=2026-01-09"), "asked");
	refused(*state, "retention", check, PAIRS("due=2025-01-09"), "due");
	refused(*state, "retention", NOBODY, PAIRS(OF("employment", work), "months=six", "due=2026-07-05"), "months");
	day_is(2026, 4, 6);
	amend(*state, "retention", check, PAIRS("state=left"));
	HAS(*state, "retention", check, "asked", "2026-04-06");
	HAS(*state, "employment", work, "state", "ended");
	HAS(*state, "employment", work, "ended", "2026-04-06");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM retention WHERE gone = 0 AND state = 'dropped'"), 2);
	take_back(*state, "employment", work);
	assert_int_equal(count_of(*state, "SELECT count(*) FROM retention WHERE gone = 0"), 0);
}

/* Agreed in time, and nobody said since that it began: who is found there at the first check is at work. */
static void whoever_is_found_there_is_at_work(void **state)
{
	struct id one = somebody(*state, "Ana"), work, check;

	work = make(*state, "employment", PAIRS(OF("person", one), "what=Baker", "began=2026-06-01"));
	HAS(*state, "employment", work, "state", "agreed");
	check = one_of(*state, "SELECT id FROM retention WHERE months = 'three'");
	refused(*state, "retention", check, PAIRS("state=there"), "asked");
	day_is(2026, 9, 2);
	amend(*state, "retention", check, PAIRS("state=not_reached"));
	HAS(*state, "employment", work, "state", "agreed");
	amend(*state, "retention", check, PAIRS("state=changed"));
	HAS(*state, "employment", work, "state", "working");
	/* What was found later to have ended does not begin again. */
	amend(*state, "employment", work, PAIRS("state=ended", "ended=2026-09-01"));
	amend(*state, "retention", check, PAIRS("remark=More hours"));
	HAS(*state, "employment", work, "state", "ended");
}

/* Recorded long after: only what can still be asked is asked. */
static void what_is_recorded_late_is_asked_from_now_on(void **state)
{
	make(*state, "employment", PAIRS(OF("person", somebody(*state, "Ana")), "what=Baker", "began=2025-09-01"));
	assert_int_equal(count_of(*state, "SELECT count(*) FROM retention WHERE gone = 0"), 1);
	assert_int_equal(count_of(*state, "SELECT count(*) FROM retention WHERE months = 'twelve' AND due = '2026-09-01'"), 1);
}

/* ---- own firms ---- */

static void the_days_of_a_firm_follow_its_steps(void **state)
{
	struct id firm = make(*state, "enterprise", PAIRS(OF("person", somebody(*state, "Ana")), "what=Bakery", "idea_on=2026-04-01"));

	amend(*state, "enterprise", firm, PAIRS("state=licence", "next=2026-06-01"));
	HAS(*state, "enterprise", firm, "licence_on", "2026-05-04");
	refused(*state, "enterprise", firm, PAIRS("started_on=2026-05-01"), "started_on");
	refused(*state, "enterprise", firm, PAIRS("plan_on=2026-03-01"), "plan_on");
	refused(*state, "enterprise", firm, PAIRS("reason=money"), "reason");
	amend(*state, "enterprise", firm, PAIRS("state=given_up", "reason=money"));
	HAS(*state, "enterprise", firm, "ended_on", "2026-05-04");
	HAS(*state, "enterprise", firm, "next", NULL);
	amend(*state, "enterprise", firm, PAIRS("state=plan"));
	HAS(*state, "enterprise", firm, "ended_on", NULL);
	HAS(*state, "enterprise", firm, "reason", NULL);
}

/* ---- what older files held as words ---- */

#define BEFORE_WORK 19

static enum status older(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx;
	return migrate_new(db, BEFORE_WORK, err);
}

/* Somebody who was hired, as the program before wrote it; opened by this one. */
static struct store *older_file(void)
{
	char path[160];
	struct vault_options options = { .path = path, .create = true, .fill = older };
	struct vault *vault;

	snprintf(path, sizeof path, "%s/older", doors_folder);
	WELL(vault_open(&options, &vault, &err_));
	assert_int_equal(sqlite3_exec(vault_db(vault),
		"INSERT INTO person(id, rev, given_name) VALUES(x'019df252b5c070d582294ae9b6c37c61', 1, 'Ana');"
		"INSERT INTO vacancy(id, rev, title, employer) VALUES(x'019df252b5c070d582294ae9b6c37c62', 1, 'Baker', 'Oven');"
		"INSERT INTO application(id, rev, person, vacancy, state, began) VALUES(x'019df252b5c070d582294ae9b6c37c63', 1,"
		" x'019df252b5c070d582294ae9b6c37c61', x'019df252b5c070d582294ae9b6c37c62', 'hired', '2026-04-20')", NULL, NULL, NULL),
		SQLITE_OK);
	vault_close(vault);
	return doors_open("older", false);
}

static void who_was_hired_before_is_at_work_at_that_employer(void **state)
{
	struct store *store = older_file();

	(void)state;
	WELL(becomes_ready(store, &err_));
	WELL(work_ready(store, &err_));
	WELL(work_ready(store, &err_));
	assert_int_equal(count_of(store, "SELECT count(*) FROM employment w JOIN employer e ON e.id = w.employer"
		" WHERE e.name = 'Oven' AND w.what = 'Baker' AND w.state = 'working' AND w.began = '2026-04-20'"), 1);
	assert_int_equal(count_of(store, "SELECT count(*) FROM employment"), 1);
	assert_int_equal(count_of(store, "SELECT count(*) FROM retention WHERE state = 'due'"), 3);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(no_state_goes_where_it_may_not),
		TOWN_TEST(nobody_is_hired_beyond_the_places),
		TOWN_TEST(a_change_set_cannot_overfill),
		TOWN_TEST(two_desks_at_once_cannot_overfill),
		TOWN_TEST(work_found_otherwise_takes_a_place_too),
		TOWN_TEST(a_vacancy_that_ran_out_takes_no_application),
		TOWN_TEST(whoever_is_hired_has_the_work_recorded),
		TOWN_TEST(work_that_did_not_begin_gives_the_place_back),
		TOWN_TEST(the_days_of_work_hold_together),
		TOWN_TEST(whoever_left_has_that_work_ended),
		TOWN_TEST(whoever_is_found_there_is_at_work),
		TOWN_TEST(what_is_recorded_late_is_asked_from_now_on),
		TOWN_TEST(the_days_of_a_firm_follow_its_steps),
		TOWN_TEST(who_was_hired_before_is_at_work_at_that_employer),
	};

	return DOORS_RUN(tests);
}
