/* SPDX-License-Identifier: EUPL-1.2 */
/* Everything is read in the index of one language and level, and counted by its blocks; see queue.h for what a key holds. */
#include "cases/waiting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "cases/queue_rank.h"
#include "register/row.h"
#include "store/query.h"

#define ROW "SELECT e.id, p.id, e.rev, q.key FROM queue q CROSS JOIN enrolment e ON e.rid = q.enrolment" \
	" CROSS JOIN person p ON p.rid = q.person WHERE q.language = :language AND q.level = :level" \
	" AND (:everywhere OR q.place = x'' OR q.place IS :place)"

QUERY(rows_behind, "waiting.behind", QUERY_INTERACTIVE, ROW " AND q.key > :from ORDER BY q.key LIMIT :limit");
QUERY(rows_before, "waiting.before", QUERY_INTERACTIVE, ROW " AND q.key < :from ORDER BY q.key DESC LIMIT :limit");
QUERY(row_of, "waiting.of", QUERY_INTERACTIVE,
	"SELECT q.language, q.level, q.place, q.key FROM enrolment e JOIN queue q ON q.enrolment = e.rid WHERE e.id = :id");
QUERY(course_list, "waiting.course", QUERY_INTERACTIVE,
	"SELECT language, level, neighbourhood FROM course WHERE id = :id AND gone = 0");
/* From one language and level to the next one, without reading who waits there.  Who named neither waits for a course. */
QUERY(next_list, "waiting.next_list", QUERY_INTERACTIVE,
	"SELECT language, level FROM queue_block WHERE (language, level) > (:language, :level) ORDER BY language, level LIMIT 1");

/* Behind every key: those hold digits, dashes and capitals. */
#define LAST_KEY "~"
#define LISTS_MOST 500

static void bind_list(struct stmt *stmt, const struct waiting_list *list)
{
	stmt_text(stmt, "language", list->language);
	stmt_text(stmt, "level", list->level);
	stmt_int(stmt, "everywhere", !list->of_place);
	stmt_id(stmt, "place", list->place);
}

/* Of all lines that make up the list: who named no place, and who named the one; or everybody. */
static enum status rank_in(struct store *store, const struct waiting_list *list, const char *key, int64_t *out,
	struct err *err)
{
	struct queue_line line = { .place = { { 0 } } };
	enum status st = ST_OK;

	*out = 0;
	str_copy(line.language, sizeof(line.language), list->language);
	str_copy(line.level, sizeof(line.level), list->level);
	for (bool first = true; st == ST_OK; first = false) {
		int64_t n = 0;

		if (list->of_place && !first && (id_none(list->place) || id_same(line.place, list->place)))
			return ST_OK;
		if (list->of_place && !first)
			line.place = list->place;
		else
			st = queue_rank_next(store, &line, first, err);
		if (st == ST_OK)
			st = queue_rank(store, &line, key, &n, err);
		*out += n;
	}
	return st == ST_DONE ? ST_OK : st;
}

enum status waiting_length(struct store *store, const struct waiting_list *list, int64_t *out, struct err *err)
{
	return rank_in(store, list, LAST_KEY, out, err);
}

static enum status may_see(const struct actor *actor, struct err *err)
{
	const struct kind *kind = register_kind("enrolment");

	return kind_seen(actor, kind) ? ST_OK : read_denied(kind, err);
}

static enum status read_rows(struct stmt *stmt, struct waiting_row *out, int *count, struct err *err)
{
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct waiting_row *row = &out[(*count)++];

		*row = (struct waiting_row){ .enrolment = stmt_get_id(stmt, 0), .person = stmt_get_id(stmt, 1),
			.rev = stmt_get_int(stmt, 2) };
		str_copy(row->key, sizeof(row->key), stmt_get_text(stmt, 3));
	}
	return st == ST_DONE ? ST_OK : st;
}

/* Places are counted on from the row next to it, or from the first of them. */
static enum status number_rows(struct store *store, const struct waiting_list *list, const struct waiting_row *from,
	bool backward, struct waiting_row *row, int count, struct err *err)
{
	int64_t ahead = 0;
	enum status st = ST_OK;

	if (count == 0)
		return ST_OK;
	if (from && from->place > 0)
		ahead = backward ? from->place - 2 : from->place;
	else
		st = rank_in(store, list, row[0].key, &ahead, err);
	for (int i = 0; i < count; i++)
		row[i].place = backward ? ahead + 1 - i : ahead + 1 + i;
	return st;
}

enum status waiting_read(struct store *store, const struct actor *actor, const struct waiting_list *list,
	const struct waiting_row *from, bool backward, int limit, struct waiting_row *out, int *count, struct err *err)
{
	struct stmt *stmt;
	bool view = store_view(store);
	enum status st = may_see(actor, err);

	*count = 0;
	if (st == ST_OK)
		st = store_query(store, backward ? &rows_before : &rows_behind, &stmt, err);
	if (st == ST_OK) {
		bind_list(stmt, list);
		stmt_text(stmt, "from", from ? from->key : backward ? LAST_KEY : "");
		stmt_int(stmt, "limit", limit);
		st = read_rows(stmt, out, count, err);
	}
	if (st == ST_OK)
		st = number_rows(store, list, from, backward, out, *count, err);
	store_view_end(store, view);
	return st;
}

/* The list behind this one, which it replaces. ST_DONE: there is none. */
static enum status step_on(struct store *store, struct waiting_head *head, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &next_list, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "language", head->list.language);
	stmt_text(stmt, "level", head->list.level);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	str_copy(head->list.language, sizeof(head->list.language), stmt_get_text(stmt, 0));
	str_copy(head->list.level, sizeof(head->list.level), stmt_get_text(stmt, 1));
	stmt_reset(stmt);
	return waiting_length(store, &head->list, &head->length, err);
}

enum status waiting_lists(struct store *store, const struct actor *actor, struct waiting_head **out, int *count,
	struct err *err)
{
	struct waiting_head head = { .length = 0 };
	enum status st = may_see(actor, err);
	bool view = store_view(store);

	*out = NULL;
	*count = 0;
	while (st == ST_OK && *count < LISTS_MOST && (st = step_on(store, &head, err)) == ST_OK) {
		if (head.length == 0)
			continue;
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		(*out)[(*count)++] = head;
	}
	store_view_end(store, view);
	return st == ST_DONE ? ST_OK : st;
}

/* From the columns language, level and place. */
static void take_list(struct waiting_list *out, struct stmt *stmt)
{
	size_t len;

	str_copy(out->language, sizeof(out->language), stmt_is_null(stmt, 0) ? "" : stmt_get_text(stmt, 0));
	str_copy(out->level, sizeof(out->level), stmt_is_null(stmt, 1) ? "" : stmt_get_text(stmt, 1));
	out->of_place = stmt_get_blob(stmt, 2, &len) && len == sizeof(out->place.b);
	out->place = out->of_place ? stmt_get_id(stmt, 2) : (struct id){ { 0 } };
}

/* Its key, and the list that it belongs to. */
static enum status read_place(struct store *store, struct id enrolment, struct waiting_place *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &row_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", enrolment);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		take_list(&out->list, stmt);
		str_copy(out->key, sizeof(out->key), stmt_get_text(stmt, 3));
		stmt_reset(stmt);
	}
	return st;
}

enum status waiting_of_course(struct store *store, struct id course, struct waiting_list *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &course_list, &stmt, err);

	*out = (struct waiting_list){ .of_place = false };
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", course);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		take_list(out, stmt);
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_NOTFOUND : st;
}

static bool belongs(const struct waiting_list *own, const struct waiting_list *in)
{
	return str_same(own->language, in->language) && str_same(own->level, in->level) &&
		(!in->of_place || !own->of_place || id_same(own->place, in->place));
}

/* Who agrees in the parts before the n-th, and comes before by that: what stands between two beginnings of the key. */
static enum status count_ahead(struct store *store, struct waiting_place *at, struct err *err)
{
	int64_t before = 0;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < queue_parts(&at->order); i++) {
		char part[WAITING_KEY];
		int64_t n = 0;

		snprintf(part, sizeof(part), "%.*s", queue_key_length(&at->order, i + 1), at->key);
		st = rank_in(store, &at->list, part, &n, err);
		at->ahead[i] = n - before;
		before = n;
	}
	at->place = before + 1;
	return st;
}

enum status waiting_place(struct store *store, struct id enrolment, const struct waiting_list *in,
	struct waiting_place *out, struct err *err)
{
	bool view = store_view(store);
	enum status st;

	*out = (struct waiting_place){ .place = 0 };
	st = read_place(store, enrolment, out, err);
	if (st == ST_OK && in && !belongs(&out->list, in))
		st = ST_DONE;
	if (st == ST_OK && in)
		out->list = *in;
	if (st == ST_OK)
		st = queue_order_now(store, &out->order, err);
	if (st == ST_OK)
		st = count_ahead(store, out, err);
	if (st == ST_OK)
		st = waiting_length(store, &out->list, &out->length, err);
	store_view_end(store, view);
	return st;
}

static void add_field(struct str *out, const char *field, const char *value, const char *separator)
{
	if (str_empty(value))
		return;
	if (out->len)
		str_add(out, separator);
	field_show(out, kind_field(register_kind("enrolment"), field), value);
}

void waiting_list_words(struct str *out, struct store *store, const struct actor *actor, const struct waiting_list *list,
	const char *separator)
{
	struct str words = STR_INIT, place = STR_INIT;
	struct err err = { 0 };

	add_field(&words, "language", list->language, separator);
	add_field(&words, "level", list->level, separator);
	if (list->of_place && id_none(list->place))
		str_add(&place, _("no place named"));
	else if (list->of_place &&
	    read_title(store, actor, register_kind("neighbourhood"), list->place, &place, &err) != ST_OK)
		str_add(&place, "?");
	if (place.len)
		str_addf(&words, "%s%s", separator, str_get(&place));
	str_add(out, str_get(&words));
	str_free(&words);
	str_free(&place);
}

void waiting_short_words(struct str *out, const struct waiting_place *at)
{
	/* TRANSLATORS: in a waiting list */
	str_addf(out, _("Place %lld of %lld"), (long long)at->place, (long long)at->length);
}

void waiting_place_words(struct str *out, const struct waiting_place *at)
{
	waiting_short_words(out, at);
	for (int i = 0; i < queue_parts(&at->order); i++) {
		const struct criterion *by = queue_part(&at->order, i);

		if (at->ahead[i] == 0)
			continue;
		str_addc(out, '\n');
		/* TRANSLATORS: %s says by what a waiting list goes: "Who has waited longer" */
		str_addf(out, ngettext("%lld comes before by this: %s", "%lld come before by this: %s",
			(unsigned long)at->ahead[i]), (long long)at->ahead[i],
			by ? _(by->label) : _("Who was written down first on the same day"));
	}
	if (at->place == 1)
		str_addf(out, "\n%s", _("Nobody comes before; the next seat that fits is offered here."));
}
