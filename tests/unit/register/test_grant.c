/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One file opened for a reason: who may, what it lends, that every door refuses
 * everything else and all of it once the time is over, and who is told.
 */
#include "full.h"
#include "register/find.h"
#include "register/grant.h"
#include "register/look.h"

#define NOON 1777000000000LL
#define HOUR (60 * 60 * 1000LL)

static struct actor who(const char *name, uint32_t roles)
{
	struct actor actor = { .desk = "HA", .roles = roles };

	str_copy(actor.user, sizeof actor.user, name);
	memset(actor.id.b, name[0], sizeof actor.id.b);
	return actor;
}

static enum status open_for(struct store *store, const struct actor *actor, struct id person, enum grant_kind kind,
	const char *concerns, struct actor *lent)
{
	struct grant_ask ask = { kind, "the neighbour called about a fire", concerns, 0 };

	return grant_open(store, actor, person, &ask, lent, NULL);
}

static void who_may_open_what(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));

	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1) {
		struct actor actor = who("x", role), lent;
		bool serves = (role & ROLE_SERVICES) != 0;

		assert_int_equal(open_for(store, &actor, person, GRANT_EMERGENCY, NULL, &lent), serves ? ST_OK : ST_DENIED);
		for (int k = 0; k < GRANT_EMERGENCY; k++)
			assert_int_equal(open_for(store, &actor, person, (enum grant_kind)k, NULL, &lent),
				role == ROLE_TEAM_LEAD ? ST_OK : ST_DENIED);
		assert_int_equal(open_for(store, &actor, person, GRANT_COMPLAINT, "ivo", &lent),
			role == ROLE_AUDITOR ? ST_OK : ST_DENIED);
		/* Nobody looks into a complaint about themselves. */
		assert_int_equal(open_for(store, &actor, person, GRANT_COMPLAINT, "x", &lent), ST_DENIED);
	}
}

static void a_reason_and_an_end_are_needed(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir")), nobody = id_new();
	struct actor lead = who("lea", ROLE_TEAM_LEAD), lent;
	struct grant_ask ask = { GRANT_QUALITY, "x", NULL, 0 };

	assert_int_equal(grant_open(store, &lead, person, &ask, &lent, NULL), ST_INVALID);
	ask.reason = NULL;
	assert_int_equal(grant_open(store, &lead, person, &ask, &lent, NULL), ST_INVALID);
	ask.reason = "yearly quality check";
	ask.hours = GRANT_HOURS_MOST + 1;
	assert_int_equal(grant_open(store, &lead, person, &ask, &lent, NULL), ST_INVALID);
	ask.hours = 1;
	ask.concerns = "ivo";
	assert_int_equal(grant_open(store, &lead, person, &ask, &lent, NULL), ST_INVALID);
	ask.concerns = NULL;
	assert_int_equal(grant_open(store, &lead, nobody, &ask, &lent, NULL), ST_NOTFOUND);
	assert_int_equal(count_rows(store, "sight"), 0);
	assert_int_equal(count_rows(store, "act"), 0);
	WELL(grant_open(store, &lead, person, &ask, &lent, &err_));
	assert_int_equal(count_rows(store, "act"), 1);
	/* No chain of grants. */
	assert_int_equal(grant_open(store, &lent, person, &ask, &lead, NULL), ST_DENIED);
}

/* Every kind: what belongs to the person is read as casework reads it, by id and in lists of that person. */
static void sees_own(struct store *store, const struct actor *lent, struct id person, const struct kind *kind, struct id id)
{
	static const struct actor casework = { .user = "casework", .desk = "HA", .roles = ROLE_CASEWORK };
	struct record *mine, *full = NULL;
	struct list_page page;
	char text[37];
	struct filter filter = { NULL, FILTER_IS, text };
	struct list_query query = { .kind = kind, .n_filters = 1 };
	int64_t n;

	id_text(person, text);
	WELL(read_record(store, lent, kind, id, &mine, &err_));
	WELL(read_brief(store, &casework, kind, id, &full, &err_));
	for (int i = 0; i < kind->n_fields; i++)
		assert_true(str_same(mine->value[i], full->value[i]));
	record_free(mine);
	record_free(full);
	if (!kind->person)
		return;
	filter.field = kind_field(kind, kind->person);
	query.filter[0] = filter;
	WELL(read_list(store, lent, &query, NULL, false, 5, &page, &err_));
	assert_true(page.count > 0);
	list_page_free(&page);
	WELL(read_count(store, lent, &query, 5, &n, &err_));
	assert_true(n > 0);
}

static void refused(struct store *store, const struct actor *lent, const struct kind *kind, struct id id)
{
	struct list_query query = { .kind = kind };
	struct record *record;
	struct list_page page;
	struct past *past;
	struct str title = STR_INIT;
	struct id found;
	struct id *removed = NULL;
	int count;
	int64_t n;
	char text[37];

	id_text(id, text);
	assert_int_equal(read_record(store, lent, kind, id, &record, NULL), ST_DENIED);
	assert_int_equal(read_brief(store, lent, kind, id, &record, NULL), ST_DENIED);
	assert_int_equal(read_history(store, lent, kind, id, &past, &count, NULL), ST_DENIED);
	assert_int_equal(read_title(store, lent, kind, id, &title, NULL), ST_DENIED);
	assert_int_equal(read_resolve(store, lent, kind, text, &found, NULL), ST_DENIED);
	assert_int_equal(read_list(store, lent, &query, NULL, false, 5, &page, NULL), ST_DENIED);
	assert_int_equal(read_count(store, lent, &query, 5, &n, NULL), ST_DENIED);
	if (kind->person)
		assert_int_equal(read_removed(store, lent, kind, id, 5, &removed, &count, NULL), ST_DENIED);
	free(removed);
	str_free(&title);
}

static void refused_all(struct store *store, const struct actor *lent, struct id person, struct id of_person)
{
	struct find_hit *hit = NULL;
	struct known_query known = { .family_name = "Demir" };
	struct grant *grants = NULL;
	struct id found;
	int n;

	refused(store, lent, the("person"), person);
	refused(store, lent, the("note"), of_person);
	assert_int_equal(find_people(store, lent, "Demir", 5, &hit, &n, NULL), ST_DENIED);
	assert_int_equal(find_known(store, lent, &known, 5, &hit, &n, NULL), ST_DENIED);
	WELL(find_same(store, lent, &known, NULL, NULL, &found, &err_));
	assert_true(id_none(found));
	assert_int_equal(grant_list(store, lent, person, &grants, &n, NULL), ST_DENIED);
	assert_int_equal(grant_resolve(store, lent, "HA-0000-0000-0", &found, NULL), ST_DENIED);
	assert_int_equal(look_ask(store, lent, person, LOOK_REQUEST, "the person asked", NULL), ST_DENIED);
}

static void one_file_and_nothing_else(void **state)
{
	struct store *store = *state;
	struct actor lead = who("lea", ROLE_TEAM_LEAD), lent;
	struct id other = make(store, "person", PAIRS("family_name=Demir"));
	char of[64], text[37];
	struct id note, mine;
	const struct kind *const *kinds;
	struct change *change;
	int n;

	clock_hold(NOON);
	id_text(other, text);
	snprintf(of, sizeof of, "person=%s", text);
	note = make(store, "note", PAIRS(of, "text=hello"));
	make_one_of_each(store);
	kinds = register_kinds(&n);
	mine = one_of("person");
	WELL(open_for(store, &lead, mine, GRANT_QUALITY, NULL, &lent));
	for (int k = 0; k < n; k++)
		if (kinds[k]->person || str_same(kinds[k]->name, "person"))
			sees_own(store, &lent, mine, kinds[k], one_of(kinds[k]->name));
	refused_all(store, &lent, other, note);
	/* To read alone. */
	change = change_begin(store, &lent);
	change_update(change, the("person"), mine, 0);
	assert_int_equal(change_commit(change, NULL, NULL, NULL), ST_DENIED);
	change_free(change);
	/* Over time, and put back in time, nothing is open any more. */
	clock_hold(NOON + GRANT_HOURS * HOUR);
	refused_all(store, &lent, mine, one_of("note"));
	clock_hold(NOON - HOUR);
	refused_all(store, &lent, mine, one_of("note"));
	clock_hold(NOON + HOUR);
	sees_own(store, &lent, mine, the("person"), mine);
	/* Another user who claims it, or another file for it, is refused. */
	struct actor thief = lent;
	str_copy(thief.user, sizeof thief.user, "ivo");
	refused_all(store, &thief, mine, one_of("note"));
	thief = lent;
	thief.only = other;
	refused_all(store, &thief, other, note);
	WELL(grant_end(store, &lent, &err_));
	refused_all(store, &lent, mine, one_of("note"));
}

/* Also for who may change the file in their own role: the sight of a field does not lend the hand for it. */
static void what_is_lent_is_read_alone(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct actor desk = who("dana", ROLE_DESK), lent;
	struct change *change;

	WELL(open_for(store, &desk, person, GRANT_EMERGENCY, NULL, &lent));
	assert_false(kind_changed_by(&lent, the("person")));
	change = change_begin(store, &lent);
	change_put(change_update(change, the("person"), person, 0), kind_field(the("person"), "gender"), "woman");
	assert_int_equal(change_commit(change, NULL, NULL, NULL), ST_DENIED);
	change_free(change);
	assert_true(kind_changed_by(&desk, the("person")));
}

static void a_running_grant_is_taken_up_again(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct actor desk = who("dana", ROLE_DESK), other = who("ivo", ROLE_DESK), lent, again;

	clock_hold(NOON);
	assert_int_equal(grant_running(store, &desk, person, &again, NULL), ST_NOTFOUND);
	WELL(open_for(store, &desk, person, GRANT_EMERGENCY, NULL, &lent));
	WELL(grant_running(store, &desk, person, &again, &err_));
	assert_true(id_same(again.grant, lent.grant) && again.urgent);
	assert_int_equal(grant_running(store, &other, person, &again, NULL), ST_NOTFOUND);
	clock_hold(NOON + GRANT_EMERGENCY_HOURS * HOUR);
	assert_int_equal(grant_running(store, &desk, person, &again, NULL), ST_NOTFOUND);
}

static void the_lead_is_told_of_emergencies(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct actor lead = who("lea", ROLE_TEAM_LEAD | ROLE_DESK), second = who("bo", ROLE_TEAM_LEAD),
		desk = who("dana", ROLE_DESK), lent;
	struct grant *grant;
	int n;

	WELL(open_for(store, &lead, person, GRANT_EMERGENCY, NULL, &lent));
	WELL(grant_unseen(store, &desk, 9, &grant, &n, &err_));
	assert_int_equal(n, 0);
	WELL(grant_unseen(store, &second, 9, &grant, &n, &err_));
	assert_int_equal(n, 1);
	assert_string_equal(grant->name, "lea");
	assert_string_equal(grant->reason, "the neighbour called about a fire");
	assert_int_equal(grant_seen(store, &desk, grant->id, NULL), ST_DENIED);
	assert_int_equal(grant_seen(store, &lead, grant->id, NULL), ST_DENIED);
	WELL(grant_seen(store, &second, grant->id, &err_));
	grants_free(grant, n);
	WELL(grant_unseen(store, &second, 9, &grant, &n, &err_));
	assert_int_equal(n, 0);
	WELL(grant_list(store, &desk, person, &grant, &n, &err_));
	assert_int_equal(n, 1);
	assert_string_equal(grant->seen_by, "bo");
	grants_free(grant, n);
}

static int seen_looks(struct store *store, const struct actor *actor, struct id person, enum look_why why)
{
	struct look_seen *look;
	int n;

	assert_int_equal(look_list(store, actor, person, 9, &look, &n, NULL), ST_DENIED);
	WELL(look_ask(store, actor, person, why, "for the test", &err_));
	WELL(look_list(store, actor, person, 9, &look, &n, &err_));
	free(look);
	return n;
}

static void a_complaint_about_a_colleague_bypasses_them(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct actor auditor = who("ada", ROLE_AUDITOR), lead = who("lea", ROLE_TEAM_LEAD | ROLE_CASEWORK),
		ivo = who("ivo", ROLE_CASEWORK), lent;
	struct record *record;
	struct grant *grant;
	struct act *act;
	int n;

	clock_hold(NOON);
	WELL(open_for(store, &auditor, person, GRANT_COMPLAINT, "ivo", &lent));
	WELL(read_record(store, &lent, the("person"), person, &record, &err_));
	record_free(record);
	WELL(grant_list(store, &ivo, person, &grant, &n, &err_));
	assert_int_equal(n, 0);
	WELL(grant_list(store, &lead, person, &grant, &n, &err_));
	assert_int_equal(n, 0);
	assert_int_equal(seen_looks(store, &ivo, person, LOOK_REQUEST), 0);
	assert_int_equal(seen_looks(store, &lead, person, LOOK_REQUEST), 0);
	WELL(look_acts(store, &ivo, person, 9, &act, &n, &err_));
	assert_int_equal(n, 2);               /* the two openings of the trail, not the inquiry */
	acts_free(act, n);
	assert_int_equal(seen_looks(store, &auditor, person, LOOK_AUDIT), 1);
	WELL(grant_list(store, &auditor, person, &grant, &n, &err_));
	assert_int_equal(n, 1);
	assert_string_equal(grant->concerns, "ivo");
	grants_free(grant, n);
}

static void the_trail_opens_for_a_reason(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct look_change *change;
	struct look_seen *look;
	int n;

	amend(store, "person", person, PAIRS("phone=+31612345678"));
	clock_hold(NOON);
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1) {
		struct actor actor = who(role_name((enum role)role), role);
		bool audits = role == ROLE_AUDITOR, serves = (role & ROLE_SERVICES) != 0;

		assert_int_equal(look_list(store, &actor, person, 9, &look, &n, NULL), ST_DENIED);
		assert_int_equal(look_changes(store, &actor, person, &change, &n, NULL), ST_DENIED);
		assert_int_equal(look_ask(store, &actor, person, LOOK_AUDIT, "x", NULL), audits ? ST_INVALID : ST_DENIED);
		assert_int_equal(look_ask(store, &actor, person, LOOK_AUDIT, "yearly audit", NULL), audits ? ST_OK : ST_DENIED);
		assert_int_equal(look_ask(store, &actor, person, LOOK_REQUEST, "he asked", NULL), serves ? ST_OK : ST_DENIED);
		assert_int_equal(look_list(store, &actor, person, 9, &look, &n, NULL), audits || serves ? ST_OK : ST_DENIED);
	}
	struct actor auditor = who("auditor", ROLE_AUDITOR);
	WELL(look_changes(store, &auditor, person, &change, &n, &err_));
	assert_int_equal(n, 2);
	assert_string_equal(change[0].fields, "Phone");
	look_changes_free(change, n);
	clock_hold(NOON + HOUR);
	assert_int_equal(look_list(store, &auditor, person, 9, &look, &n, NULL), ST_DENIED);
}

static void looks_go_when_they_were_kept_long_enough(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct actor admin = who("adam", ROLE_ADMIN), auditor = who("ada", ROLE_AUDITOR);
	int64_t month = 61 * 12 * HOUR;

	clock_hold(NOON);
	record_free(see(store, "person", person));
	clock_hold(NOON + month);
	record_free(see(store, "person", person));
	assert_int_equal(look_keep_set(store, &auditor, 2, NULL), ST_DENIED);
	assert_int_equal(look_keep_set(store, &admin, -1, NULL), ST_INVALID);
	WELL(look_keep_set(store, &admin, 2, &err_));
	clock_hold(NOON + 2 * month + HOUR);
	look_care(store, &admin);           /* over, but not by a month */
	assert_int_equal(count_rows(store, "look"), 2);
	clock_hold(NOON + 3 * month - HOUR);
	look_care(store, &admin);
	assert_int_equal(count_rows(store, "look"), 2);
	clock_hold(NOON + 3 * month + HOUR);
	look_care(store, &admin);
	assert_int_equal(count_rows(store, "look"), 0);
	WELL(acts_check(store, NULL, NULL, NULL, NULL, &err_));
	WELL(look_keep_set(store, &admin, 0, &err_));
	record_free(see(store, "person", person));
	clock_hold(NOON + 100 * month);
	look_care(store, &admin);
	assert_int_equal(count_rows(store, "look"), 1);
}

static void numbers_lead_to_files_for_those_who_may(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir")), found;
	char number[CASE_NUMBER_MAX];

	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1) {
		struct actor actor = who("x", role);
		bool may = (role & (ROLE_SERVICES | ROLE_TEAM_LEAD | ROLE_AUDITOR)) != 0;
		char text[37];

		id_text(person, text);
		assert_int_equal(grant_resolve(store, &actor, text, &found, NULL), may ? ST_OK : ST_DENIED);
		WELL(grant_case_number(store, &actor, person, number, &err_));
		if (!may)
			assert_string_equal(number, "");
	}
}

static void erased_people_leave_no_grant(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct actor desk = who("dana", ROLE_DESK), lent;

	WELL(open_for(store, &desk, person, GRANT_EMERGENCY, NULL, &lent));
	WELL(grant_forget(store, person, &err_));
	assert_int_equal(count_rows(store, "sight"), 0);
	refused(store, &lent, the("person"), person);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(who_may_open_what),
		DOORS_TEST(a_reason_and_an_end_are_needed),
		DOORS_TEST(one_file_and_nothing_else),
		DOORS_TEST(what_is_lent_is_read_alone),
		DOORS_TEST(a_running_grant_is_taken_up_again),
		DOORS_TEST(the_lead_is_told_of_emergencies),
		DOORS_TEST(a_complaint_about_a_colleague_bypasses_them),
		DOORS_TEST(the_trail_opens_for_a_reason),
		DOORS_TEST(looks_go_when_they_were_kept_long_enough),
		DOORS_TEST(numbers_lead_to_files_for_those_who_may),
		DOORS_TEST(erased_people_leave_no_grant),
	};

	return DOORS_RUN(tests);
}
