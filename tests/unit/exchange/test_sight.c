/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What leaves or is gathered, role by role: exports hold the fields that the role
 * sees and no value of another; Today, stages, doubles and the caseload tell whoever
 * sees people of people, a supervisor of numbers, a team lead of numbers of cases,
 * and everybody else of nothing.
 */
#include "tests/unit/register/full.h"
#include "tests/unit/cases/town.h"

#include "cases/caseload.h"
#include "cases/duplicates.h"
#include "cases/subject.h"
#include "exchange/export.h"
#include "register/grant.h"

static struct actor as(uint32_t role)
{
	struct actor actor = { .desk = "HA", .roles = role };

	str_copy(actor.user, sizeof actor.user, role_name((enum role)role));
	return actor;
}

/* ST_OK: what was written, yours. */
static enum status exported(struct store *store, const struct actor *actor, const struct kind *kind,
	enum export_format format, const struct field *const *fields, int n, char **out)
{
	size_t len;
	FILE *file = open_memstream(out, &len);
	struct export_options options = { .kind = kind, .format = format, .out = file, .fields = fields, .n_fields = n };
	int64_t rows;
	enum status st = export_run(store, actor, &options, &rows, NULL);

	fclose(file);
	return st;
}

static bool has_column(const char *csv, const char *name)
{
	size_t len = strlen(name), head = strcspn(csv, "\r\n");

	for (const char *at = csv; (at = strstr(at, name)) != NULL && at < csv + head; at++)
		if ((at == csv || at[-1] == ',') && (at[len] == ',' || at[len] == '\r' || at[len] == '\n' || at[len] == '.'))
			return true;
	return false;
}

static void columns(struct store *store, const struct actor *actor, const struct kind *kind)
{
	char *csv, *json, name[80];

	assert_int_equal(exported(store, actor, kind, EXPORT_CSV, NULL, 0, &csv), ST_OK);
	assert_int_equal(exported(store, actor, kind, EXPORT_JSON, NULL, 0, &json), ST_OK);
	for (int i = 0; i < kind->n_fields; i++) {
		bool seen = field_seen(actor, kind, &kind->fields[i]);

		snprintf(name, sizeof name, "\"%s\":", kind->fields[i].name);
		if (has_column(csv, kind->fields[i].name) != seen || (strstr(json, name) != NULL) != seen)
			fail_msg("%s: %s.%s in an export", actor->user, kind->name, kind->fields[i].name);
	}
	free(csv);
	free(json);
}

/* Whether the value is a cell of its own; titles of what is referred to are made of words like it. */
static bool is_cell(const char *csv, const char *value)
{
	size_t len = strlen(value);

	/* Below the head: a column may be called like it. */
	for (const char *at = csv + strcspn(csv, "\n"); (at = strstr(at, value)) != NULL; at++)
		if (strchr(",\n\"", at[-1]) && strchr(",\r\n\"", at[len]))
			return true;
	return false;
}

/* A value of each field that nobody else holds: where the role does not see the field, the export does not hold it. */
static void values(struct store *store, const struct actor *actor, const struct kind *kind, struct id id)
{
	struct record *full = see(store, kind->name, id);
	char *csv;

	assert_int_equal(exported(store, actor, kind, EXPORT_CSV, NULL, 0, &csv), ST_OK);
	for (int i = 0; i < kind->n_fields; i++) {
		const char *value = full->value[i];
		bool elsewhere = false;

		if (!value || strlen(value) < 6 || field_seen(actor, kind, &kind->fields[i]))
			continue;
		for (int k = 0; k < kind->n_fields; k++)
			elsewhere = elsewhere || (k != i && full->value[k] && strstr(full->value[k], value));
		if (!elsewhere && is_cell(csv, value))
			fail_msg("%s: the value of %s.%s in an export", actor->user, kind->name, kind->fields[i].name);
	}
	record_free(full);
	free(csv);
}

/* A column that is asked for by name and not seen is left out. */
static void named_columns(struct store *store, const struct actor *actor, const struct kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];
		char *csv;

		assert_int_equal(exported(store, actor, kind, EXPORT_CSV, &field, 1, &csv), ST_OK);
		assert_int_equal(has_column(csv, field->name), field_seen(actor, kind, field));
		free(csv);
	}
}

static void exports_hold_what_the_role_sees(void **state)
{
	struct store *store = *state;
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	char *csv;

	make_one_of_each(store);
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1) {
		struct actor actor = as(role);

		for (int k = 0; k < n; k++) {
			if (!kind_seen(&actor, kinds[k])) {
				assert_int_equal(exported(store, &actor, kinds[k], EXPORT_CSV, NULL, 0, &csv), ST_DENIED);
				assert_int_equal(strlen(csv), 0);
				free(csv);
				continue;
			}
			columns(store, &actor, kinds[k]);
			values(store, &actor, kinds[k], one[k]);
			named_columns(store, &actor, kinds[k]);
		}
	}
}

static void one_opened_file_is_not_exported(void **state)
{
	struct store *store = *state;
	struct actor lead = as(ROLE_TEAM_LEAD), lent;
	struct grant_ask ask = { GRANT_QUALITY, "yearly quality check", NULL, 0 };
	char *csv;

	make_one_of_each(store);
	WELL(grant_open(store, &lead, one_of("person"), &ask, &lent, &err_));
	assert_int_equal(exported(store, &lent, the("person"), EXPORT_CSV, NULL, 0, &csv), ST_DENIED);
	free(csv);
	assert_int_equal(exported(store, &lent, the("note"), EXPORT_CSV, NULL, 0, &csv), ST_DENIED);
	free(csv);
}

static int values_of(const struct subject *subject, const char *user, const struct actor *actor)
{
	int n = 0;

	for (int r = 0; r < subject->n_records; r++) {
		const struct subject_record *record = &subject->record[r];

		if (!kind_seen(actor, record->kind))
			fail_msg("%s gives a copy of %s", user, record->kind->name);
		for (int i = 0; i < record->n_values; i++, n++)
			if (!field_seen(actor, record->kind, record->value[i].field))
				fail_msg("%s gives a copy of %s.%s", user, record->kind->name, record->value[i].field->name);
	}
	for (int i = 0; i < subject->n_past; i++, n++)
		if (!field_seen(actor, subject->past[i].kind, subject->past[i].before.field))
			fail_msg("%s gives a past of %s", user, subject->past[i].kind->name);
	return n;
}

/* The copy for the person holds what the one who makes it sees; what is missing is named, so that others can add it. */
static void a_copy_for_the_person_follows_the_role(void **state)
{
	struct store *store = *state;
	int all = 0, n;

	make_one_of_each(store);
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1) {
		struct actor actor = as(role);
		struct subject subject;
		bool people = kind_seen(&actor, the("person"));

		assert_int_equal(subject_gather(store, &actor, one_of("person"), false, &subject, NULL),
			people ? ST_OK : ST_DENIED);
		if (!people)
			continue;
		n = values_of(&subject, actor.user, &actor);
		assert_true(n > 0);
		if (role == ROLE_CASEWORK)
			all = n;
		assert_true(role == ROLE_CASEWORK || subject.n_unseen > 0);
		subject_clear(&subject);
	}
	assert_true(all > 0);
}

static void today_by_role(struct store *store, const struct actor *actor)
{
	bool people = kind_seen(actor, the("person")), lead = actor->roles == ROLE_TEAM_LEAD;
	bool counts = actor->roles == ROLE_SUPERVISOR;
	struct today today;

	WELL(today_load(store, actor, TOWN_DAY, 10, &today, &err_));
	for (int i = 0; i < today.count; i++) {
		assert_true(people || (lead && today.row[i].section == TODAY_EMERGENCY));
		assert_true(people || !today.row[i].title);
	}
	assert_int_equal(today.total[TODAY_EMERGENCY], lead ? 1 : 0);
	assert_int_equal(today.total[TODAY_FIRST_INTERVIEW], people ? 7 : counts ? 7 : 0);
	/* Two are late: a number that might tell of somebody. */
	assert_int_equal(today.total[TODAY_LATE], people ? 2 : counts ? -1 : 0);
	assert_int_equal(today.count > 0, people || lead);
	assert_int_equal(today_counts_only(actor), counts);
	today_clear(&today);
}

static void caseload_by_role(struct store *store, const struct actor *actor, struct id person)
{
	struct caseload_query query = { NULL, false, TOWN_DAY };
	bool lead = actor->roles == ROLE_TEAM_LEAD;
	struct caseload_row row[10];
	char **name;
	int64_t files;
	int n;

	assert_int_equal(caseload_list(store, actor, &query, NULL, false, 10, row, &n, NULL), lead ? ST_OK : ST_DENIED);
	assert_int_equal(n, lead ? 8 : 0);
	assert_int_equal(caseload_colleagues(store, actor, 10, &name, &n, NULL), lead ? ST_OK : ST_DENIED);
	for (int i = 0; i < n; i++)
		free(name[i]);
	free(name);
	if (!lead)
		assert_int_equal(caseload_reassign(store, actor, NULL, &person, 1, "lind", &files, NULL), ST_DENIED);
}

static bool told(void *ctx, const struct duplicate *pair)
{
	(void)pair;
	*(bool *)ctx = true;
	return true;
}

static void stages_and_doubles_by_role(struct store *store, const struct actor *actor, struct id person)
{
	bool people = kind_seen(actor, the("person")), any = false;
	struct stage_view view[STAGES];

	WELL(plan_stages(store, actor, person, view, &err_));
	for (int i = 0; i < STAGES; i++)
		if (!people && view[i].state != STAGE_NONE)
			fail_msg("%s sees a stage", actor->user);
	stage_views_clear(view);
	WELL(duplicates_find(store, actor, 0, 10, told, NULL, &any, NULL, &err_));
	assert_int_equal(any, people);
}

static void what_is_gathered_follows_the_role(void **state)
{
	struct store *store = *state;
	struct actor desk = as(ROLE_DESK), lent;
	struct grant_ask ask = { GRANT_EMERGENCY, "a fire in the house", NULL, 0 };
	struct id person = NOBODY;

	for (int i = 0; i < 7; i++) {
		char name[8] = { (char)('A' + i), 'b', 'u', 0 };

		person = arrive(store, name, i < 2 ? "2026-04-25" : "2026-05-04");
	}
	make(store, "person", PAIRS("given_name=Gbu", "arrived=2026-05-04", "phone=+31612345678"));
	amend(store, "person", person, PAIRS("phone=+31612345678"));
	WELL(grant_open(store, &desk, person, &ask, &lent, &err_));
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1) {
		struct actor actor = as(role);

		today_by_role(store, &actor);
		caseload_by_role(store, &actor, person);
		stages_and_doubles_by_role(store, &actor, person);
	}
	/* Who reads one file for a reason has no Today, no caseload and no doubles besides. */
	struct today today;
	WELL(today_load(store, &lent, TOWN_DAY, 10, &today, &err_));
	assert_int_equal(today.count, 0);
	today_clear(&today);
	struct stage_view view[STAGES];
	WELL(plan_stages(store, &lent, person, view, &err_));
	stage_views_clear(view);
	assert_int_equal(plan_stages(store, &lent, id_new(), view, NULL), ST_DENIED);
	assert_int_equal(duplicates_find(store, &lent, 0, 10, NULL, NULL, NULL, NULL, NULL), ST_DENIED);
}

static void a_colleague_takes_over(void **state)
{
	struct store *store = *state;
	struct actor lead = as(ROLE_TEAM_LEAD);
	struct id one_file = arrive(store, "Ana", "2026-04-25"), other = arrive(store, "Bo", "2026-05-01");
	struct id meeting = make(store, "appointment", PAIRS(OF("person", one_file), "day=2026-05-06", "at=09:00",
		"what=plan_interview", "caseworker=berg"));
	struct caseload_query query = { "berg", true, TOWN_DAY };
	struct caseload_row row[5];
	int64_t files;
	int n;

	lead.solo = true;
	WELL(caseload_list(store, &lead, &query, NULL, false, 5, row, &n, &err_));
	assert_int_equal(n, 1);
	assert_true(id_same(row[0].person, one_file));
	assert_int_equal(row[0].late, 1);
	WELL(caseload_list(store, &lead, &query, &row[0], false, 5, row, &n, &err_));
	assert_int_equal(n, 0);
	assert_int_equal(caseload_reassign(store, &lead, "berg", NULL, 0, "berg", &files, NULL), ST_INVALID);
	assert_int_equal(caseload_reassign(store, &lead, "nobody", NULL, 0, "lind", &files, NULL), ST_NOTFOUND);
	WELL(caseload_reassign(store, &lead, "berg", NULL, 0, "lind", &files, &err_));
	assert_int_equal(files, 2);
	HAS(store, "person", one_file, "caseworker", "lind");
	HAS(store, "person", other, "caseworker", "lind");
	HAS(store, "step", step_at(store, one_file, "arrival"), "caseworker", "lind");
	HAS(store, "appointment", meeting, "caseworker", "lind");
	query = (struct caseload_query){ NULL, false, TOWN_DAY };
	WELL(caseload_list(store, &lead, &query, NULL, true, 5, row, &n, &err_));
	assert_int_equal(n, 2);
	assert_true(id_same(row[0].person, other));
	assert_string_equal(row[0].caseworker, "lind");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(exports_hold_what_the_role_sees),
		DOORS_TEST(one_opened_file_is_not_exported),
		DOORS_TEST(a_copy_for_the_person_follows_the_role),
		TOWN_TEST(what_is_gathered_follows_the_role),
		TOWN_TEST(a_colleague_takes_over),
	};

	return DOORS_RUN(tests);
}
