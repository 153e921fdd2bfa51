/* SPDX-License-Identifier: EUPL-1.2 */
/* The verbs that rules of kinds share. */
#include "cases/rules.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/restrict.h"
#include "base/msg.h"

bool rule_is(const struct change_item *item, const char *field, ...)
{
	const char *value = change_get(item, field), *key;
	bool found = false;
	va_list keys;

	va_start(keys, field);
	while (!found && (key = va_arg(keys, const char *)))
		found = str_same(value, key);
	va_end(keys);
	return found;
}

void rule_put(struct change_item *item, const char *name, const char *canonical)
{
	const struct field *field = kind_field(change_kind_of(item), name);

	if (!field)
		BUG("a rule names a field that does not exist");
	change_put(item, field, canonical);
}

void rule_default(struct change_item *item, const char *name, const char *canonical)
{
	if (!change_get(item, name) && canonical)
		rule_put(item, name, canonical);
}

void rule_put_today(struct change_item *item, const char *name)
{
	char today[11];

	date_text(clock_today(), today);
	rule_default(item, name, today);
}

static long last_day(struct date d)
{
	if (d.day)
		return date_days(d);
	if (d.month)
		return date_days(date_add_months((struct date){ d.year, d.month, 1 }, 1)) - 1;
	return date_days((struct date){ d.year, 12, 31 });
}

bool rule_before(const char *a, const char *b)
{
	struct date x, y;

	return a && b && date_parse(a, &x) && date_parse(b, &y) && last_day(x) < date_days(y);
}

struct id rule_reference(const struct change_item *item, const char *field)
{
	struct id id = { { 0 } };
	const char *value = change_get(item, field);

	if (value && !id_parse(value, &id))
		return (struct id){ { 0 } };
	return id;
}

struct change_item *rule_other(struct change *change, const char *kind, struct id id)
{
	return change_update(change, register_kind(kind), id, 0);
}

bool rule_removes(const struct change *change, struct id id)
{
	const struct change_item *item = change_find(change, id);

	return item && change_is_deletion(item);
}

/* "12.50" of 1250 with two decimals. */
static char *unscaled(int64_t n, int decimals)
{
	int64_t scale = 1, least = n < 0 ? -n : n;

	for (int i = 0; i < decimals; i++)
		scale *= 10;
	if (!decimals)
		return mem_fmt("%" PRId64, n);
	return mem_fmt("%s%" PRId64 ".%0*" PRId64, n < 0 ? "-" : "", least / scale, decimals, least % scale);
}

/* Canonical text of what stands in the first column; NULL when it is empty. */
static char *canonical(struct stmt *stmt, const struct field *field)
{
	char text[37];

	if (stmt_is_null(stmt, 0))
		return NULL;
	switch (field->kind) {
	case FIELD_REFERENCE:
		id_text(stmt_get_id(stmt, 0), text);
		return mem_str(text);
	case FIELD_YES_NO:
		return mem_str(stmt_get_int(stmt, 0) ? "yes" : "no");
	case FIELD_NUMBER:
		return unscaled(stmt_get_int(stmt, 0), field->decimals);
	case FIELD_MONEY:
		return unscaled(stmt_get_int(stmt, 0), 2);
	default:
		return mem_str(stmt_get_text(stmt, 0));
	}
}

static enum status look_in_file(struct change *change, const char *kind, struct id id, const char *field, char **out,
	struct err *err)
{
	char *sql = mem_fmt("SELECT \"%s\" FROM \"%s\" WHERE id = :id AND gone = 0", field, kind);
	struct stmt *stmt;
	enum status st = store_sql(change_store(change), sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = canonical(stmt, kind_field(register_kind(kind), field));
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status rule_look(struct change *change, const char *kind, struct id id, const char *field, char **out,
	struct err *err)
{
	const struct change_item *item = change_find(change, id);

	*out = NULL;
	if (id_none(id))
		return ST_OK;
	if (item && (change_is_new(item) || change_touches(item, field))) {
		*out = mem_str(change_get(item, field));
		return ST_OK;
	}
	return look_in_file(change, kind, id, field, out, err);
}

enum status rule_same_person(struct change *change, const struct change_item *item, const char *kind, const char *field,
	struct err *err)
{
	char *owner = NULL;
	enum status st = rule_look(change, kind, rule_reference(item, field), "person", &owner, err);

	if (st == ST_OK && owner && change_get(item, "person") && !str_same(owner, change_get(item, "person")))
		st = err_field(err, field, _("This record belongs to another person. Nothing was saved; choose one of the same "
			"person."));
	free(owner);
	return st;
}

enum status rule_take_person(struct change *change, struct change_item *item, const char *kind, const char *field,
	struct err *err)
{
	char *person = NULL;
	enum status st;

	if (change_is_deletion(item) || change_get(item, "person") || !change_get(item, field))
		return ST_OK;
	st = rule_look(change, kind, rule_reference(item, field), "person", &person, err);
	if (st == ST_OK)
		rule_default(item, "person", person);
	free(person);
	return st;
}

static bool counts(const char *reference, const char *state, const char *wanted, rule_state *is)
{
	return str_same(reference, wanted) && is(state);
}

int64_t rule_set_count(const struct change *change, const struct change_item *item, const char *field,
	const char *wanted, rule_state *is)
{
	const struct change_item *other;
	struct id id;
	int64_t n = 0;

	if (!wanted || !id_parse(wanted, &id))
		return 0;
	for (int at = 0; (other = change_next_with(change, id, &at)) != NULL;) {
		const char *before = change_before(other, field);

		/* What was not read yet counts when its own turn comes. */
		if (other == item || change_kind_of(other) != change_kind_of(item) || (!change_is_new(other) && !before))
			continue;
		n -= counts(before, change_before(other, "state"), wanted, is) ? 1 : 0;
		n += !change_is_deletion(other) && counts(change_get(other, field), change_get(other, "state"), wanted, is);
	}
	return n;
}

enum status rule_count(struct change *change, const struct query *query, struct id id, struct id me, int64_t *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), query, &stmt, err);

	*out = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	if (strstr(query->sql, ":me"))
		stmt_id(stmt, "me", me);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status offers_may_go_to(struct store *store, const struct record *person, struct err *err)
{
	bool stands = false;
	enum status st = restrict_stands(store, person->id, &stands, err);

	if (st == ST_OK && stands)
		return err_set(err, ST_INVALID, _("This file is restricted: nothing is offered until what the person objects to is "
			"settled. Nothing was changed."));
	if (st == ST_OK && record_get(person, "left"))
		return err_set(err, ST_INVALID, _("This person has moved away: nothing is offered any more. Nothing was changed."));
	return st;
}
