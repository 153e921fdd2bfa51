/* SPDX-License-Identifier: EUPL-1.2 */
/* Enrolments come through the read door; who came is counted in one pass over the group's lessons. */
#include "cases/course_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

QUERY(marks_of, "course.marks", QUERY_INTERACTIVE,
	"SELECT p.person, p.state FROM lesson l JOIN presence p ON p.lesson = l.id AND p.gone = 0"
	" WHERE l.course = :id AND l.gone = 0 ORDER BY l.day, l.at, l.rid");
QUERY(lessons_of, "course.lessons", QUERY_INTERACTIVE,
	"SELECT l.id, l.day, l.at, l.state, l.minutes, l.topic, sum(p.state IS 'came'), sum(p.state IS 'missed'),"
	" sum(p.state IS 'excused') FROM lesson l LEFT JOIN presence p ON p.lesson = l.id AND p.gone = 0"
	" WHERE l.course = :id AND l.gone = 0 GROUP BY l.rid ORDER BY l.day, l.at, l.rid");

bool course_state_in(const char *state)
{
	return str_same(state, "enrolled") || str_same(state, "attending");
}

static int order_of(const struct course_member *m)
{
	return course_state_in(m->state) ? 0 : str_same(m->state, "offered") ? 1 : str_same(m->state, "waiting") ? 2 : 3;
}

static int by_state_and_name(const void *x, const void *y)
{
	const struct course_member *a = x, *b = y;
	int order = order_of(a) - order_of(b);

	if (!order)
		order = text_compare(a->title, b->title);
	return order ? order : memcmp(a->enrolment.b, b->enrolment.b, sizeof(a->enrolment.b));
}

static void put_person(struct store *store, const struct actor *actor, struct course_member *member)
{
	struct record *person = NULL;
	struct str title = STR_INIT;

	if (read_brief(store, actor, register_kind("person"), member->person, &person, NULL) == ST_OK) {
		record_title(&title, person);
		member->number = mem_str(record_get(person, "case_number"));
		record_free(person);
	}
	if (!title.len)
		str_add(&title, "?");
	member->title = str_take(&title);
}

static void take_member(struct store *store, const struct actor *actor, const struct record *r, struct course_member *out)
{
	const char *state = record_get(r, "state"), *person = record_get(r, "person"), *since;

	*out = (struct course_member){ .enrolment = r->id };
	str_copy(out->state, sizeof(out->state), state ? state : "");
	since = order_of(out) == 0 ? record_get(r, "began") : order_of(out) == 3 ? record_get(r, "ended") : record_get(r, "asked");
	str_copy(out->since, sizeof(out->since), since ? since : "");
	if (person && id_parse(person, &out->person))
		put_person(store, actor, out);
	else
		out->title = mem_str("?");
}

static enum status read_members(struct store *store, const struct actor *actor, struct id course, struct course_view *out,
	struct err *err)
{
	const struct kind *kind = register_kind("enrolment");
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page;
	char id[37];
	enum status st;

	if (!kind_seen(actor, kind))
		return ST_OK;
	id_text(course, id);
	query.filter[0] = (struct filter){ kind_field(kind, "course"), FILTER_IS, id };
	st = read_list(store, actor, &query, NULL, false, COURSE_MEMBERS, &page, err);
	if (st != ST_OK)
		return st;
	out->member = mem_array((size_t)page.count + 1, sizeof(*out->member));
	for (; out->n_members < page.count; out->n_members++)
		take_member(store, actor, page.record[out->n_members], &out->member[out->n_members]);
	list_page_free(&page);
	if (out->n_members)
		qsort(out->member, (size_t)out->n_members, sizeof(*out->member), by_state_and_name);
	return ST_OK;
}

static struct course_member *member_of(struct course_view *view, struct id person)
{
	for (int i = 0; i < view->n_members; i++)
		if (id_same(view->member[i].person, person))
			return &view->member[i];
	return NULL;
}

static void count_mark(struct course_member *m, const char *state)
{
	if (str_same(state, "came")) {
		m->came++;
		m->in_a_row = 0;
	} else if (str_same(state, "missed")) {
		m->missed++;
		m->in_a_row++;
	} else if (str_same(state, "excused")) {
		m->excused++;
	}
}

static enum status read_marks(struct store *store, struct id course, struct course_view *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &marks_of, &stmt, err);

	if (st == ST_OK)
		stmt_id(stmt, "id", course);
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		struct course_member *member = member_of(out, stmt_get_id(stmt, 0));

		if (member)
			count_mark(member, stmt_get_text(stmt, 1));
	}
	return st == ST_DONE ? ST_OK : st;
}

static void take_lesson(struct stmt *stmt, bool presence_seen, struct course_lesson *out)
{
	*out = (struct course_lesson){ .id = stmt_get_id(stmt, 0), .minutes = (int)stmt_get_int(stmt, 4),
		.topic = mem_str(stmt_get_text(stmt, 5)) };
	str_copy(out->day, sizeof(out->day), stmt_get_text(stmt, 1));
	str_copy(out->at, sizeof(out->at), stmt_get_text(stmt, 2));
	str_copy(out->state, sizeof(out->state), stmt_get_text(stmt, 3));
	if (!presence_seen)
		return;
	out->came = (int)stmt_get_int(stmt, 6);
	out->missed = (int)stmt_get_int(stmt, 7);
	out->excused = (int)stmt_get_int(stmt, 8);
}

static enum status read_lessons(struct store *store, struct id course, struct course_view *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &lessons_of, &stmt, err);

	if (st == ST_OK)
		stmt_id(stmt, "id", course);
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		out->lesson = mem_resize(out->lesson, (size_t)out->n_lessons + 1, sizeof(*out->lesson));
		take_lesson(stmt, out->presence_seen, &out->lesson[out->n_lessons++]);
	}
	return st == ST_DONE ? ST_OK : st;
}

enum status course_view_read(struct store *store, const struct actor *actor, struct id course, struct course_view *out,
	struct err *err)
{
	enum status st;

	*out = (struct course_view){ .presence_seen = kind_seen(actor, register_kind("presence")) };
	st = read_record(store, actor, register_kind("course"), course, &out->course, err);
	if (st == ST_OK)
		st = read_members(store, actor, course, out, err);
	if (st == ST_OK && out->presence_seen)
		st = read_marks(store, course, out, err);
	if (st == ST_OK)
		st = read_lessons(store, course, out, err);
	if (st == ST_OK)
		st = seats_count(store, course, &out->seats, err);
	if (st != ST_OK)
		course_view_clear(out);
	return st;
}

void course_view_clear(struct course_view *view)
{
	for (int i = 0; i < view->n_members; i++) {
		free(view->member[i].title);
		free(view->member[i].number);
	}
	for (int i = 0; i < view->n_lessons; i++)
		free(view->lesson[i].topic);
	free(view->member);
	free(view->lesson);
	record_free(view->course);
	*view = (struct course_view){ 0 };
}
