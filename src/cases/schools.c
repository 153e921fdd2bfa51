/* SPDX-License-Identifier: EUPL-1.2 */
/* Schools are few: all are read, those with such classes judged, and put in order; see schools.h. */
#include "cases/schools.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/age.h"
#include "cases/near.h"
#include "register/restrict.h"
#include "store/sealed.h"

#define PAGE 200
#define PRESCHOOL_UNTIL 6
#define PRIMARY_UNTIL 12

QUERY(places_of, "schools.places", QUERY_INTERACTIVE,
	"SELECT (SELECT count(*) FROM school_place WHERE school = :id AND gone = 0 AND state IN ('offered', 'placed')),"
	" (SELECT count(*) FROM school_place WHERE school = :id AND gone = 0 AND state IN ('asked', 'waiting'))");
QUERY(entries_of, "schools.entries", QUERY_INTERACTIVE,
	"SELECT id, school, state FROM school_place WHERE person = :id AND gone = 0 AND school IS NOT NULL AND what = :what"
	" AND state IN ('asked', 'waiting', 'offered', 'placed')");
QUERY(languages_of, "schools.languages", QUERY_INTERACTIVE,
	"SELECT language FROM speaks WHERE person = :id AND gone = 0 AND language IS NOT NULL");
QUERY(asked_for, "schools.asked", QUERY_INTERACTIVE,
	"SELECT count(*) FROM school_place WHERE person = :id AND gone = 0 AND state IN ('asked', 'waiting', 'offered')");

const char *school_for_age(const char *born, struct date day)
{
	struct age age = age_on(born, day);

	if (age.known && age.most < PRESCHOOL_UNTIL)
		return "preschool";
	return !age.known || age.most < PRIMARY_UNTIL ? "primary" : "secondary";
}

/* ---- who asks ---- */

struct asking {
	struct store *store, *town;      /* schools stand in the town's file */
	const struct actor *actor;
	struct id child, lives;
	char *languages;                 /* codes, parted by ", " */
	struct schools *out;
};

static enum status read_languages(struct asking *a, struct err *err)
{
	struct str all = STR_INIT;
	struct stmt *stmt;
	enum status st = store_query(a->store, &languages_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", a->child);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		str_addf(&all, "%s%s", all.len ? ", " : "", stmt_get_text(stmt, 0));
	a->languages = str_take(&all);
	return st == ST_DONE ? ST_OK : st;
}

static enum status may_be_asked(struct store *store, const struct record *child, struct err *err)
{
	bool stands = false;
	enum status st = restrict_stands(store, child->id, &stands, err);

	if (st == ST_OK && stands)
		return err_set(err, ST_INVALID, _("This file is restricted: nothing is offered until what the person objects to is "
			"settled. Nothing was changed."));
	if (st == ST_OK && record_get(child, "left"))
		return err_set(err, ST_INVALID, _("This person has moved away: nothing is offered any more. Nothing was changed."));
	return st;
}

static enum status read_child(struct asking *a, const char *what, struct err *err)
{
	struct record *child = NULL;
	enum status st = read_record(a->store, a->actor, register_kind("person"), a->child, &child, err);

	if (st == ST_OK)
		st = may_be_asked(a->store, child, err);
	if (st == ST_OK && record_get(child, "neighbourhood") && !id_parse(record_get(child, "neighbourhood"), &a->lives))
		a->lives = (struct id){ { 0 } };
	if (st == ST_OK) {
		a->out->what = what ? what : school_for_age(record_get(child, "born"), clock_today());
		st = read_languages(a, err);
	}
	record_free(child);
	return st;
}

/* ---- one school ---- */

static enum status count_places(const struct asking *a, struct school_row *row, struct err *err)
{
	struct stmt *stmt;
	int64_t held = 0;
	enum status st = store_query(a->town, &places_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", row->id);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		row->taken = stmt_get_int(stmt, 0);
		row->waiting = stmt_get_int(stmt, 1);
	}
	stmt_reset(stmt);
	if (st == ST_OK)
		st = hold_get(a->town, "school", row->id, &held, err);
	row->taken += held;
	return st;
}

static bool understood(const char *school, const char *child)
{
	char *codes = mem_str(child ? child : ""), *rest = codes, *code;
	bool any = false;

	while (school && (code = strtok_r(rest, ", ", &rest)) != NULL)
		any = any || field_holds(school, code);
	free(codes);
	return any;
}

static enum status take(struct asking *a, const struct record *school, struct err *err)
{
	const char *text = record_get(school, "neighbourhood");
	struct school_row row = { .id = school->id, .places = -1, .km = -1 };
	struct str quarter = STR_INIT;
	struct id lies = { { 0 } };
	enum status st = count_places(a, &row, err);

	if (st != ST_OK)
		return st;
	row.name = mem_str(record_get(school, "name"));
	row.languages = mem_str(record_get(school, "languages"));
	if (record_get(school, "places"))
		row.places = strtoll(record_get(school, "places"), NULL, 10);
	if (text && id_parse(text, &lies)) {
		st = read_title(a->store, a->actor, register_kind("neighbourhood"), lies, &quarter, err);
		if (st == ST_OK && !id_none(a->lives))
			st = near_km(a->town, a->lives, lies, &row.km, err);
	}
	row.quarter = quarter.len ? str_take(&quarter) : NULL;
	row.speaks = understood(row.languages, a->languages);
	str_free(&quarter);
	a->out->row = mem_resize(a->out->row, (size_t)a->out->count + 1, sizeof(*a->out->row));
	a->out->row[a->out->count++] = row;
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_all(struct asking *a, struct err *err)
{
	struct list_query query = { .kind = register_kind("school") };
	struct list_place from = { .set = false };
	struct list_page page;
	bool more = true;
	enum status st = ST_OK;

	while (st == ST_OK && more) {
		st = read_list(a->store, a->actor, &query, from.set ? &from : NULL, false, PAGE, &page, err);
		if (st != ST_OK)
			return st;
		for (int i = 0; st == ST_OK && i < page.count; i++) {
			const char *has = record_get(page.record[i], "what");

			if (!a->out->what[0] || (has && field_holds(has, a->out->what)))
				st = take(a, page.record[i], err);
		}
		more = page.more && page.count > 0;
		if (more)
			from = page.place[page.count - 1];
		list_page_free(&page);
	}
	return st;
}

static enum status read_entries(struct asking *a, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(a->store, &entries_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", a->child);
	stmt_text(stmt, "what", a->out->what);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		for (int i = 0; i < a->out->count; i++)
			if (id_same(a->out->row[i].id, stmt_get_id(stmt, 1))) {
				free(a->out->row[i].state);
				a->out->row[i].asked = stmt_get_id(stmt, 0);
				a->out->row[i].state = mem_str(stmt_get_text(stmt, 2));
			}
	return st == ST_DONE ? ST_OK : st;
}

/* 0: a place is free; 1: nobody knows; 2: full. */
static int rank_of(const struct school_row *row)
{
	return row->places < 0 ? 1 : row->taken < row->places ? 0 : 2;
}

static int compare(const void *left, const void *right)
{
	const struct school_row *a = left, *b = right;
	int order = rank_of(a) - rank_of(b);

	if (!order)
		order = (a->km < 0) - (b->km < 0);
	if (!order)
		order = (a->km > b->km) - (a->km < b->km);
	if (!order)
		order = (int)b->speaks - (int)a->speaks;
	return order ? order : memcmp(a->id.b, b->id.b, sizeof(a->id.b));
}

enum status schools_for(struct store *store, const struct actor *actor, struct id child, const char *what,
	struct schools *out, struct err *err)
{
	struct asking asking = { .store = store, .town = store_town(store) ? store_town(store) : store, .actor = actor,
		.child = child, .out = out };
	enum status st;

	*out = (struct schools){ .what = "" };
	if (!kind_seen(actor, register_kind("school_place")))
		return err_set(err, ST_DENIED, _("Your roles do not show places at schools. Nothing was changed; ask a colleague who "
			"looks after them."));
	st = read_child(&asking, what, err);
	if (st == ST_OK)
		st = read_all(&asking, err);
	if (st == ST_OK)
		st = read_entries(&asking, err);
	free(asking.languages);
	if (st != ST_OK)
		schools_clear(out);
	else if (out->count)
		qsort(out->row, (size_t)out->count, sizeof(*out->row), compare);
	return st;
}

enum status schools_all(struct store *store, const struct actor *actor, struct schools *out, struct err *err)
{
	struct asking asking = { .store = store, .town = store_town(store) ? store_town(store) : store, .actor = actor,
		.out = out };
	enum status st;

	*out = (struct schools){ .what = "" };
	st = read_all(&asking, err);
	if (st != ST_OK)
		schools_clear(out);
	return st;
}

void schools_clear(struct schools *schools)
{
	for (int i = 0; i < schools->count; i++) {
		free(schools->row[i].name);
		free(schools->row[i].quarter);
		free(schools->row[i].languages);
		free(schools->row[i].state);
	}
	free(schools->row);
	*schools = (struct schools){ .what = "" };
}

void school_places_words(struct str *out, const struct school_row *row)
{
	int64_t free_ones = row->places - row->taken;

	if (row->places < 0)
		str_add(out, _("places not known"));
	else if (free_ones <= 0)
		str_add(out, pgettext("school", "full"));
	else
		/* TRANSLATORS: of a school's places for newcomers so many are free */
		str_addf(out, _("%lld of %lld free"), (long long)free_ones, (long long)row->places);
}

static enum status set_id(struct change_item *item, const char *field, struct id id, struct err *err)
{
	char text[37];

	id_text(id, text);
	return change_set(item, field, text, err);
}

enum status school_put(struct change *change, struct id child, const struct school_row *row, const char *what,
	const char *state, struct id *entry, struct err *err)
{
	const struct kind *kind = register_kind("school_place");
	struct change_item *item;
	enum status st = ST_OK;

	*entry = row->asked;
	item = id_none(row->asked) ? change_create(change, kind, entry) : change_update(change, kind, row->asked, 0);
	if (id_none(row->asked)) {
		st = set_id(item, "person", child, err);
		if (st == ST_OK)
			st = set_id(item, "school", row->id, err);
		if (st == ST_OK)
			st = change_set(item, "what", what, err);
	}
	return st == ST_OK ? change_set(item, "state", state, err) : st;
}

/* ---- children without a place ---- */

static enum status is_asked(struct store *store, struct pupil *pupil, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &asked_for, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", pupil->id);
	st = stmt_step(stmt, err);
	pupil->asked = st == ST_OK && stmt_get_int(stmt, 0) > 0;
	stmt_reset(stmt);
	return st;
}

static enum status take_pupil(struct store *store, const struct record *child, struct pupil *pupil, struct err *err)
{
	struct str name = STR_INIT;

	*pupil = (struct pupil){ .id = child->id };
	record_title(&name, child);
	pupil->name = mem_str(str_get(&name));
	str_free(&name);
	str_copy(pupil->case_number, sizeof(pupil->case_number), record_get(child, "case_number"));
	if (record_get(child, "school_from") && date_parse(record_get(child, "school_from"), &pupil->from))
		pupil->days = date_between(pupil->from, clock_today());
	return is_asked(store, pupil, err);
}

enum status school_without(struct store *store, const struct actor *actor, int most, struct pupil **out, int *count,
	bool *more, struct err *err)
{
	const struct kind *kind = register_kind("person");
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "school_from"), .n_filters = 1 };
	struct list_page page;
	char today[11];
	enum status st;

	*out = NULL;
	*count = 0;
	date_text(clock_today(), today);
	query.filter[0] = (struct filter){ query.sort, FILTER_TO, today };
	st = read_list(store, actor, &query, NULL, false, most, &page, err);
	if (st != ST_OK)
		return st;
	*out = mem_array((size_t)page.count + 1, sizeof(**out));
	for (int i = 0; st == ST_OK && i < page.count; i++)
		st = take_pupil(store, page.record[i], &(*out)[(*count)++], err);
	*more = page.more;
	list_page_free(&page);
	if (st != ST_OK)
		pupils_free(*out, *count);
	return st;
}

void pupils_free(struct pupil *pupil, int count)
{
	for (int i = 0; i < count; i++)
		free(pupil[i].name);
	free(pupil);
}
