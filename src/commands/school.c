/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold school: schools for a child with what was asked there; places; children of school age without one. */
#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/near.h"
#include "cases/schools.h"
#include "commands/verbs.h"

#define PUPILS_MOST 100      /* more of them at once would be an export of people */

static const struct { const char *option, *state; } steps[] = {
	{ "ask", "asked" }, { "offered", "offered" }, { "placed", "placed" },
};

static json_t *school_json(const struct school_row *row)
{
	char id[37], entry[37];

	id_text(row->id, id);
	id_text(row->asked, entry);
	return json_pack("{s:s, s:s?, s:s?, s:o, s:I, s:I, s:o, s:b, s:s?, s:s?}", "id", id, "name", row->name, "neighbourhood",
		row->quarter, "places", row->places < 0 ? json_null() : json_integer(row->places), "taken", (json_int_t)row->taken,
		"waiting", (json_int_t)row->waiting, "km", row->km < 0 ? json_null() : json_real(row->km), "speaks", row->speaks,
		"state", row->state, "entry", row->state ? entry : NULL);
}

static void school_cells(struct table *table, const struct school_row *row)
{
	const struct field *state = kind_field(register_kind("school_place"), "state");
	struct str words = STR_INIT;

	table_cell(table, row->name);
	school_places_words(&words, row);
	table_cell(table, str_get(&words));
	str_clear(&words);
	str_addf(&words, ngettext("%lld waits", "%lld wait", (unsigned long)row->waiting), (long long)row->waiting);
	table_cell(table, str_get(&words));
	str_clear(&words);
	near_words(&words, row->km);
	table_cell(table, str_get(&words));
	table_cell(table, row->quarter ? row->quarter : "");
	str_clear(&words);
	if (row->state)
		field_show(&words, state, row->state);
	table_cell(table, str_get(&words));
	str_free(&words);
}

static enum status print(struct call *call, const struct schools *schools, struct err *err)
{
	struct table table;

	if (call->json) {
		json_t *list = json_array();

		for (int i = 0; i < schools->count; i++)
			json_array_append_new(list, school_json(&schools->row[i]));
		return out_json(call, json_pack("{s:s, s:o}", "what", schools->what, "schools", list), err);
	}
	table_begin(&table, 6);
	for (int i = 0; i < schools->count; i++)
		school_cells(&table, &schools->row[i]);
	table_out(&table, call, "");
	table_end(&table);
	if (!schools->count)
		note(schools->what[0] ? _("No school in the list has such classes.") :
			_("There is no school in the list yet; “foothold add school” adds one."));
	return call_flush(call, err);
}

static const struct school_row *named(const struct schools *schools, struct id id)
{
	for (int i = 0; i < schools->count; i++)
		if (id_same(schools->row[i].id, id))
			return &schools->row[i];
	return NULL;
}

/* What was said to the school, or by it. */
static enum status note_step(struct call *call, struct id child, const struct schools *schools, const char *school,
	const char *state, struct err *err)
{
	struct change *change = change_begin(call->store, &call->actor);
	const struct school_row *row = NULL;
	struct id id, entry = { { 0 } };
	char text[37];
	enum status st = read_resolve(call->store, &call->actor, register_kind("school"), school, &id, err);

	if (st == ST_OK && !(row = named(schools, id)))
		st = err_set(err, ST_INVALID, _("This school has no such classes. Nothing was saved; --what says which are meant."));
	if (st == ST_OK)
		st = school_put(change, child, row, schools->what, state, &entry, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	if (st != ST_OK)
		return st;
	id_text(entry, text);
	out_line(call, text);
	return call_flush(call, err);
}

static enum status of_child(struct call *call, struct err *err)
{
	const struct field *field = kind_field(register_kind("school_place"), "what");
	char *what = NULL;
	struct schools schools;
	struct id child;
	enum status st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[0], &child, err);
	bool noted = false;

	if (st == ST_OK)
		st = field_check(field, call_option(call, "what"), &what, err);
	if (st == ST_OK)
		st = schools_for(call->store, &call->actor, child, what, &schools, err);
	if (st != ST_OK) {
		free(what);
		return st;
	}
	for (size_t i = 0; i < ARRAY_LEN(steps) && !noted; i++) {
		noted = call_given(call, steps[i].option);
		if (noted)
			st = note_step(call, child, &schools, call_option(call, steps[i].option), steps[i].state, err);
	}
	if (!noted)
		st = print(call, &schools, err);
	schools_clear(&schools);
	free(what);
	return st;
}

static enum status all(struct call *call, struct err *err)
{
	struct schools schools;
	enum status st = schools_all(call->store, &call->actor, &schools, err);

	if (st == ST_OK)
		st = print(call, &schools, err);
	schools_clear(&schools);
	return st;
}

static json_t *pupil_json(const struct pupil *pupil)
{
	char from[11];

	date_text(pupil->from, from);
	return json_pack("{s:s, s:s, s:s, s:i, s:b}", "case_number", pupil->case_number, "name", pupil->name, "since", from, "days",
		(int)pupil->days, "asked", pupil->asked);
}

static enum status without(struct call *call, struct err *err)
{
	struct pupil *pupil;
	struct table table;
	int count;
	bool more;
	enum status st = school_without(call->store, &call->actor, PUPILS_MOST, &pupil, &count, &more, err);
	json_t *list = json_array();

	if (st != ST_OK) {
		json_decref(list);
		return st;
	}
	table_begin(&table, 4);
	for (int i = 0; i < count; i++) {
		char *days = mem_fmt(ngettext("%ld day", "%ld days", (unsigned long)pupil[i].days), pupil[i].days);

		json_array_append_new(list, pupil_json(&pupil[i]));
		table_cell(&table, pupil[i].case_number);
		table_cell(&table, pupil[i].name);
		table_cell(&table, days);
		table_cell(&table, pupil[i].asked ? _("a school was asked") : _("no school was asked yet"));
		free(days);
	}
	if (call->json)
		st = out_json(call, json_incref(list), err);
	else
		table_out(&table, call, "");
	if (!count && !call->json)
		note(_("Every child of school age has a place."));
	if (more)
		note(_("There are more: “foothold list person --filter 'school_from!='”, with a reason."));
	table_end(&table);
	json_decref(list);
	pupils_free(pupil, count);
	return st == ST_OK ? call_flush(call, err) : st;
}

enum status verb_school(struct call *call, struct err *err)
{
	int noted = 0;

	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		noted += call_given(call, steps[i].option);
	if (noted > 1 || (call->argc == 0 && (noted || call_given(call, "what"))) || (call->argc && call_given(call, "without")))
		return err_set(err, ST_USAGE, _("A child is named for --what, and for one of --ask, --offered and --placed; --without goes "
			"by itself."));
	if (call->argc)
		return of_child(call, err);
	return call_given(call, "without") ? without(call, err) : all(call, err);
}
