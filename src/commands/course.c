/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold course: a group with its people and lessons; lessons are made from its week, and who came is marked. */
#include "cases/course_view.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/clash.h"
#include "cases/lesson.h"
#include "commands/verbs.h"

static const struct { const char *option, *state; } marks[] = {
	{ "came", "came" }, { "missed", "missed" }, { "excused", "excused" },
};

/* ---- showing ---- */

static void show_value(struct table *table, const char *kind, const char *field, const char *value)
{
	struct str text = STR_INIT;

	field_show(&text, kind_field(register_kind(kind), field), value);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void show_day(struct table *table, const char *day)
{
	struct str text = STR_INIT;
	struct date d;

	if (day && date_parse(day, &d))
		date_show(&text, d);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void show_number(struct table *table, int n)
{
	char *text = mem_fmt("%d", n);

	table_cell(table, text);
	free(text);
}

/* To a role that does not see who came nobody is told that nobody did. */
static void head_marks(struct table *table, const struct course_view *view)
{
	if (!view->presence_seen)
		return;
	table_cell(table, _("Came"));
	table_cell(table, _("Did not come"));
	table_cell(table, _("Excused"));
}

static void show_marks(struct table *table, const struct course_view *view, int came, int missed, int excused)
{
	if (!view->presence_seen)
		return;
	show_number(table, came);
	show_number(table, missed);
	show_number(table, excused);
}

static void print_members(struct call *call, const struct course_view *view)
{
	struct table table;

	table_begin(&table, view->presence_seen ? 7 : 4);
	table.right[4] = table.right[5] = table.right[6] = true;
	table_cell(&table, _("Case number"));
	table_cell(&table, _("Name"));
	table_cell(&table, _("State"));
	table_cell(&table, _("Since"));
	head_marks(&table, view);
	for (int i = 0; i < view->n_members; i++) {
		const struct course_member *m = &view->member[i];

		table_cell(&table, m->number ? m->number : "");
		table_cell(&table, m->title);
		show_value(&table, "enrolment", "state", m->state);
		show_day(&table, m->since);
		show_marks(&table, view, m->came, m->missed, m->excused);
	}
	out_text(call, "\n");
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_lessons(struct call *call, const struct course_view *view)
{
	struct table table;

	table_begin(&table, view->presence_seen ? 8 : 5);
	table.right[2] = table.right[5] = table.right[6] = table.right[7] = true;
	table_cell(&table, _("Day"));
	table_cell(&table, _("Time"));
	table_cell(&table, _("Minutes"));
	table_cell(&table, _("State"));
	table_cell(&table, _("Topic"));
	head_marks(&table, view);
	for (int i = 0; i < view->n_lessons; i++) {
		const struct course_lesson *l = &view->lesson[i];

		show_day(&table, l->day);
		table_cell(&table, l->at);
		show_number(&table, l->minutes);
		show_value(&table, "lesson", "state", l->state);
		table_cell(&table, l->topic ? l->topic : "");
		show_marks(&table, view, l->came, l->missed, l->excused);
	}
	out_text(call, "\n");
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_line(struct call *call, const struct course_view *view, const char *name)
{
	const struct field *field = kind_field(view->course->kind, name);
	const char *value = record_get(view->course, name);
	struct str shown = STR_INIT, line = STR_INIT;
	struct id id;

	if (!value)
		return;
	if (field->kind != FIELD_REFERENCE)
		field_show(&shown, field, value);
	else if (id_parse(value, &id))
		read_title(call->store, &call->actor, register_kind(field->refers), id, &shown, NULL);
	str_addf(&line, "  %s: %s", field_label(field), str_get(&shown));
	out_value(call, str_get(&line));
	out_text(call, "\n");
	str_free(&shown);
	str_free(&line);
}

static void print_view(struct call *call, const struct course_view *view)
{
	static const char *const fields[] = { "state", "language", "level", "what", "provider", "starts", "ends", "timetable",
		"hours", "place", "online", "childcare", "women_only" };
	struct str title = STR_INIT;
	char *seats;

	record_title(&title, view->course);
	out_value(call, str_get(&title));
	out_text(call, "\n");
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		print_line(call, view, fields[i]);
	if (view->seats.limited) {
		seats = mem_fmt(_("%lld of %lld seats taken"), (long long)view->seats.taken, (long long)view->seats.seats);
		out_text(call, "  ");
		out_line(call, seats);
		free(seats);
	}
	if (view->n_members)
		print_members(call, view);
	if (view->n_lessons)
		print_lessons(call, view);
	str_free(&title);
}

static json_t *with_marks(json_t *json, const struct course_view *view, int came, int missed, int excused)
{
	if (view->presence_seen) {
		json_object_set_new(json, "came", json_integer(came));
		json_object_set_new(json, "missed", json_integer(missed));
		json_object_set_new(json, "excused", json_integer(excused));
	}
	return json;
}

static json_t *member_json(const struct course_view *view, const struct course_member *m)
{
	char id[37], person[37];
	json_t *json;

	id_text(m->enrolment, id);
	id_text(m->person, person);
	json = with_marks(json_pack("{s:s, s:s, s:s?, s:s, s:s}", "enrolment", id, "person", person, "case_number", m->number,
		"name", m->title, "state", m->state), view, m->came, m->missed, m->excused);
	if (view->presence_seen)
		json_object_set_new(json, "missed_in_a_row", json_integer(m->in_a_row));
	return json;
}

static json_t *lesson_json(const struct course_view *view, const struct course_lesson *l)
{
	char id[37];

	id_text(l->id, id);
	return with_marks(json_pack("{s:s, s:s, s:s, s:i, s:s, s:s?}", "id", id, "day", l->day, "at", l->at, "minutes",
		l->minutes, "state", l->state, "topic", l->topic), view, l->came, l->missed, l->excused);
}

static enum status print_json(struct call *call, const struct course_view *view, struct err *err)
{
	json_t *members = json_array(), *lessons = json_array(), *json = record_json(call, view->course);

	for (int i = 0; i < view->n_members; i++)
		json_array_append_new(members, member_json(view, &view->member[i]));
	for (int i = 0; i < view->n_lessons; i++)
		json_array_append_new(lessons, lesson_json(view, &view->lesson[i]));
	json_object_set_new(json, "seats_taken", json_integer((json_int_t)view->seats.taken));
	json_object_set_new(json, "seats_offered", json_integer((json_int_t)view->seats.offered));
	json_object_set_new(json, "members", members);
	json_object_set_new(json, "lessons", lessons);
	return out_json(call, json, err);
}

static enum status show(struct call *call, struct id course, struct err *err)
{
	struct course_view view;
	enum status st = course_view_read(call->store, &call->actor, course, &view, err);

	if (st != ST_OK)
		return st;
	if (call->json)
		st = print_json(call, &view, err);
	else
		print_view(call, &view);
	course_view_clear(&view);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* ---- lessons ---- */

static enum status make_lessons(struct call *call, struct id course, struct err *err)
{
	struct change *change = change_begin(call->store, &call->actor);
	struct lessons_made made;
	char *words;
	enum status st = lessons_make(change, course, &made, err);

	if (st == ST_OK && made.made)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	if (st != ST_OK)
		return st;
	words = mem_fmt(ngettext("%d lesson was made; %d stood there already, %d would fall on holidays.",
		"%d lessons were made; %d stood there already, %d would fall on holidays.", (unsigned long)made.made), made.made,
		made.there, made.holidays);
	note(words);
	free(words);
	return ST_OK;
}

/* ---- who came ---- */

static enum status which_lesson(struct call *call, struct id course, struct id *out, struct err *err)
{
	const char *said = call_option(call, "lesson"), *at = call_option(call, "at");
	struct date day;
	struct course_view view;
	char text[11];
	int found = 0;
	enum status st;

	if (!date_typed(said, clock_today(), &day) || !day.day)
		return err_set(err, ST_USAGE, _("--lesson takes a day, such as 2026-05-04."));
	date_text(day, text);
	st = course_view_read(call->store, &call->actor, course, &view, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < view.n_lessons; i++)
		if (str_same(view.lesson[i].day, text) && (!at || clock_minutes(view.lesson[i].at) == clock_minutes(at)) &&
		    !str_same(view.lesson[i].state, "cancelled")) {
			*out = view.lesson[i].id;
			found++;
		}
	course_view_clear(&view);
	if (!found)
		return err_set(err, ST_NOTFOUND, _("The group has no lesson then. --make-lessons makes them from its days and hours."));
	return found == 1 ? ST_OK : err_set(err, ST_USAGE, _("The group has several lessons on that day. Please say which one by --at."));
}

struct marking { struct call *call; struct change *change; struct id lesson, *named; int n_named; };

static enum status mark_named(struct marking *m, size_t mark, struct err *err)
{
	const char *said;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && (said = call_option_at(m->call, marks[mark].option, i)) != NULL; i++) {
		struct id person;

		if (str_same(said, "all"))
			continue;
		st = read_resolve(m->call->store, &m->call->actor, register_kind("person"), said, &person, err);
		if (st != ST_OK)
			break;
		m->named = mem_resize(m->named, (size_t)m->n_named + 1, sizeof(*m->named));
		m->named[m->n_named++] = person;
		st = lesson_mark(m->change, m->lesson, person, marks[mark].state, err);
	}
	return st;
}

static bool all_came(const struct call *call)
{
	const char *said;

	for (int i = 0; (said = call_option_at(call, "came", i)) != NULL; i++)
		if (str_same(said, "all"))
			return true;
	return false;
}

static bool is_named(const struct marking *m, struct id person)
{
	for (int i = 0; i < m->n_named; i++)
		if (id_same(m->named[i], person))
			return true;
	return false;
}

/* Whoever is in the group and has no mark came. */
static enum status mark_rest(struct marking *m, struct err *err)
{
	struct id *person;
	int n;
	enum status st = lesson_people(m->call->store, m->lesson, &person, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++)
		if (!is_named(m, person[i]))
			st = lesson_mark(m->change, m->lesson, person[i], "came", err);
	free(person);
	return st;
}

static enum status mark(struct call *call, struct id course, struct err *err)
{
	struct marking m = { .call = call };
	enum status st = which_lesson(call, course, &m.lesson, err);

	if (st != ST_OK)
		return st;
	m.change = change_begin(call->store, &call->actor);
	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(marks); i++)
		st = mark_named(&m, i, err);
	if (st == ST_OK && all_came(call))
		st = mark_rest(&m, err);
	if (st == ST_OK)
		st = change_commit(m.change, NULL, NULL, err);
	change_free(m.change);
	free(m.named);
	return st;
}

enum status verb_course(struct call *call, struct err *err)
{
	struct id course;
	bool marked = false;
	enum status st;

	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		marked |= call_given(call, marks[i].option);
	if (marked != call_given(call, "lesson"))
		return err_set(err, ST_USAGE, _("Who came is marked for one lesson: please give --lesson with --came, --missed or "
			"--excused."));
	st = read_resolve(call->store, &call->actor, register_kind("course"), call->argv[0], &course, err);
	if (st == ST_OK && call_given(call, "make-lessons"))
		st = make_lessons(call, course, err);
	if (st == ST_OK && marked)
		st = mark(call, course, err);
	return st == ST_OK ? show(call, course, err) : st;
}
