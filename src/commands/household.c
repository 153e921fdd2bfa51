/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold household: who lives with whom; people join, leave, and move out together. */
#include "cases/household.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/age.h"
#include "commands/verbs.h"

static void show_date(struct table *table, const char *date)
{
	struct str text = STR_INIT;
	struct date d;

	if (date && date_parse(date, &d))
		date_show(&text, d);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static const char *role_words(const char *role)
{
	const struct field *field = kind_field(register_kind("membership"), "role");
	const struct choice *choice = field_choice(field, role);

	return choice ? choice_label(field, choice) : "";
}

static void member_cells(struct table *table, const struct member *m)
{
	struct str age = STR_INIT;

	table_cell(table, m->number);
	table_cell(table, m->name);
	table_cell(table, m->role ? role_words(m->role) : "");
	age_words(&age, m->born, clock_today());
	table_cell(table, str_get(&age));
	show_date(table, m->since);
	show_date(table, m->until);
	str_free(&age);
}

static json_t *member_json(const struct member *m)
{
	struct age age = age_on(m->born, clock_today());
	json_t *json = json_pack("{s:s?, s:s, s:s?, s:s?, s:s?, s:s?}", "case_number", m->number, "name", m->name, "role",
		m->role, "born", m->born, "since", m->since, "until", m->until);

	if (age.known)
		json_object_set_new(json, "age", json_pack("[i,i]", age.least, age.most));
	return json;
}

static void heads(struct table *table)
{
	table_cell(table, _("Case number"));
	table_cell(table, _("Name"));
	table_cell(table, _("Role"));
	table_cell(table, _("Age"));
	table_cell(table, _("Since"));
	table_cell(table, _("Until"));
}

static enum status print_json(struct call *call, struct id household, const char *name, const struct member *member, int n,
	struct err *err)
{
	json_t *list = json_array();
	char text[37];

	id_text(household, text);
	for (int i = 0; i < n; i++)
		json_array_append_new(list, member_json(&member[i]));
	return out_json(call, json_pack("{s:s, s:s, s:o}", "household", text, "name", name, "members", list), err);
}

static void print_table(struct call *call, const char *name, const struct member *member, int n)
{
	struct table table;

	out_value(call, name);
	out_text(call, "\n");
	table_begin(&table, 6);
	heads(&table);
	for (int i = 0; i < n; i++)
		member_cells(&table, &member[i]);
	table_out(&table, call, "  ");
	table_end(&table);
}

static enum status show(struct call *call, struct id household, struct err *err)
{
	struct str name = STR_INIT;
	struct member *member;
	int n;
	enum status st = read_title(call->store, &call->actor, register_kind("household"), household, &name, err);

	if (st == ST_OK)
		st = household_members(call->store, &call->actor, household, true, &member, &n, err);
	if (st == ST_OK) {
		if (call->json)
			st = print_json(call, household, str_get(&name), member, n, err);
		else
			print_table(call, str_get(&name), member, n);
		members_free(member, n);
	}
	str_free(&name);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* By a household's id or name, or by somebody who lives there. */
static enum status which_household(struct call *call, const char *said, struct id *out, struct err *err)
{
	struct id person;
	enum status st = read_resolve(call->store, &call->actor, register_kind("household"), said, out, err);

	if (st != ST_NOTFOUND)
		return st;
	st = read_resolve(call->store, &call->actor, register_kind("person"), said, &person, err);
	if (st == ST_OK)
		st = household_of(call->store, &call->actor, person, out, err);
	if (st == ST_OK && id_none(*out))
		st = err_set(err, ST_NOTFOUND, _("This person lives in no household. “foothold household CASE --split” makes one of their "
			"own, “--join” lets them join one."));
	return st;
}

static enum status read_day(struct call *call, struct date *out, struct err *err)
{
	const char *said = call_option(call, "from");

	*out = clock_today();
	if (!said || (date_typed(said, clock_today(), out) && out->day && date_between(*out, clock_today()) >= 0))
		return ST_OK;
	return err_set(err, ST_USAGE, _("--from takes a day that is known and does not lie ahead, such as 2026-05-04."));
}

static enum status put_changes(struct call *call, struct change *change, const struct id *person, int n, struct date day,
	struct id *household, struct err *err)
{
	const char *role = call_option(call, "as"), *name = call_option(call, "name"), *join = call_option(call, "join");
	struct id none = { { 0 } };
	enum status st = ST_OK;

	if (call_given(call, "split"))
		return household_split(change, person, n, name, day, household, err);
	if (join)
		st = which_household(call, join, household, err);
	for (int i = 0; st == ST_OK && i < n; i++) {
		if (join)
			st = household_move(change, person[i], *household, role, day, err);
		else if (call_given(call, "leave"))
			st = household_move(change, person[i], none, NULL, day, err);
		else
			st = household_role(change, person[i], role, err);
	}
	return st;
}

static enum status alter(struct call *call, const struct id *person, int n, struct err *err)
{
	struct change *change = change_begin(call->store, &call->actor);
	struct id household = { { 0 } };
	struct date day;
	enum status st = read_day(call, &day, err);

	if (st == ST_OK && !call_given(call, "leave") && !call_given(call, "join") && !call_given(call, "split"))
		st = household_of(call->store, &call->actor, person[0], &household, err);
	if (st == ST_OK)
		st = put_changes(call, change, person, n, day, &household, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st == ST_OK && !id_none(household) ? show(call, household, err) : st;
}

static int ways(const struct call *call)
{
	return call_given(call, "split") + call_given(call, "join") + call_given(call, "leave");
}

enum status verb_household(struct call *call, struct err *err)
{
	bool changes = ways(call) || call_given(call, "as");
	struct id *person = mem_array((size_t)call->argc + 1, sizeof *person), household;
	enum status st = ST_OK;

	if (ways(call) > 1 || (call_given(call, "as") && (call_given(call, "split") || call_given(call, "leave"))) ||
		(call_given(call, "name") && !call_given(call, "split")))
		st = err_set(err, ST_USAGE, _("Please give one of --split, --join and --leave; --as goes with --join or alone, --name "
			"with --split."));
	if (st == ST_OK && !changes && call->argc > 1)
		st = err_set(err, ST_USAGE, _("Of several people one household cannot be shown. Please name one, or say what changes."));
	if (st == ST_OK && !changes) {
		st = which_household(call, call->argv[0], &household, err);
		if (st == ST_OK)
			st = show(call, household, err);
	}
	for (int i = 0; st == ST_OK && changes && i < call->argc; i++)
		st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[i], &person[i], err);
	if (st == ST_OK && changes)
		st = alter(call, person, call->argc, err);
	free(person);
	return st;
}
