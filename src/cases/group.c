/* SPDX-License-Identifier: EUPL-1.2 */
/* People who arrive together, into one change set. */
#include "cases/group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "cases/age.h"
#include "cases/plan.h"

/* ---- the list ---- */

struct group_row *group_add(struct group *group)
{
	group->row = mem_resize(group->row, (size_t)group->count + 1, sizeof *group->row);
	group->row[group->count] = (struct group_row){ 0 };
	return &group->row[group->count++];
}

static struct group_value *find(const struct group_values *values, const char *field)
{
	for (int i = 0; i < values->count; i++)
		if (str_same(values->at[i].field, field))
			return &values->at[i];
	return NULL;
}

void group_put(struct group_values *values, const char *field, const char *value)
{
	struct group_value *at = find(values, field);

	if (!at) {
		values->at = mem_resize(values->at, (size_t)values->count + 1, sizeof *values->at);
		at = &values->at[values->count++];
		*at = (struct group_value){ mem_str(field), NULL };
	}
	free(at->value);
	at->value = str_empty(value) ? NULL : mem_str(value);
}

const char *group_get(const struct group_values *values, const char *field)
{
	const struct group_value *at = find(values, field);

	return at ? at->value : NULL;
}

const char *group_value(const struct group *group, const struct group_row *row, const char *field)
{
	const char *own = group_get(&row->value, field);

	return own ? own : group_get(&group->common, field);
}

static void values_clear(struct group_values *values)
{
	for (int i = 0; i < values->count; i++) {
		free(values->at[i].field);
		free(values->at[i].value);
	}
	free(values->at);
	*values = (struct group_values){ 0 };
}

static void row_clear(struct group_row *row)
{
	free(row->household);
	free(row->household_name);
	free(row->role);
	values_clear(&row->value);
}

void group_drop(struct group *group, int row)
{
	row_clear(&group->row[row]);
	memmove(&group->row[row], &group->row[row + 1], (size_t)(--group->count - row) * sizeof *group->row);
}

void group_clear(struct group *group)
{
	for (int i = 0; i < group->count; i++)
		row_clear(&group->row[i]);
	free(group->row);
	values_clear(&group->common);
	free(group->plan);
	*group = (struct group){ 0 };
}

bool group_empty(const struct group_row *row)
{
	for (int i = 0; i < row->value.count; i++)
		if (row->value.at[i].value)
			return false;
	return true;
}

static bool says(const char *text)
{
	return text && text[strspn(text, " \t")] != '\0';
}

/* The birth of a row, as it can be read. */
static bool minor(const struct group_row *row)
{
	char *born = NULL;
	bool is = field_check(kind_field(register_kind("person"), "born"), group_get(&row->value, "born"), &born, NULL) == ST_OK &&
		age_minor(born, clock_today());

	free(born);
	return is;
}

const char *group_role(const struct group *group, int row)
{
	const struct group_row *of = &group->row[row];

	if (says(of->role))
		return of->role;
	if (!says(of->household))
		return NULL;
	for (int i = 0; i < row; i++)
		if (str_same(group->row[i].household, of->household) && !group_empty(&group->row[i]))
			return minor(of) ? "child" : NULL;
	return "head";
}

/* ---- doubles ---- */

static const char *const compared[] = { "family_name", "given_name", "own_script", "used_name", "born" };

static bool alike(const struct group_row *a, const struct group_row *b)
{
	if (!group_get(&a->value, "born") || group_empty(a))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(compared); i++)
		if (!str_same(group_get(&a->value, compared[i]), group_get(&b->value, compared[i])))
			return false;
	return true;
}

enum status group_known(struct store *store, const struct actor *actor, const struct group *group, int row,
	struct group_double *out, struct err *err)
{
	const struct group_values *of = &group->row[row].value;
	struct known_query query = { group_get(of, "family_name"), group_get(of, "given_name"), group_get(of, "own_script"),
		group_get(of, "used_name"), NULL, group_get(of, "phone"), group_get(of, "email") };
	const struct field *born_field = kind_field(register_kind("person"), "born");
	struct find_hit *hit = NULL;
	char *born = NULL;
	int n = 0;
	enum status st;

	*out = (struct group_double){ .twin = -1 };
	for (int i = 0; i < row && out->twin < 0; i++)
		if (alike(&group->row[row], &group->row[i]))
			out->twin = i;
	/* A birth that cannot be read is told when the row is saved. */
	if (field_check(born_field, group_get(of, "born"), &born, NULL) == ST_OK)
		query.born = born;
	st = find_known(store, actor, &query, 1, &hit, &n, err);
	if (st == ST_OK && n > 0) {
		out->in_file = true;
		out->hit = hit[0];
	}
	free(hit);
	free(born);
	return st;
}

/* ---- saving ---- */

struct home { const char *word; struct id household; struct change_item *item; int people; };

struct saving {
	struct change *change;
	const struct group *group;
	struct home *home;
	int homes;
};

static const char *name_of(const struct group_row *row)
{
	static const char *const field[] = { "family_name", "given_name", "used_name", "own_script" };

	for (size_t i = 0; i < ARRAY_LEN(field); i++)
		if (group_get(&row->value, field[i]))
			return group_get(&row->value, field[i]);
	return NULL;
}

static struct home *home_of(struct saving *saving, const char *word)
{
	for (int i = 0; i < saving->homes; i++)
		if (str_same(saving->home[i].word, word))
			return &saving->home[i];
	return NULL;
}

/* The household of a row, made with its first one. */
static enum status enter_home(struct saving *saving, const struct group_row *row, struct home **out, struct err *err)
{
	struct home *home = home_of(saving, row->household);
	char people[12];
	enum status st = ST_OK;

	if (!home) {
		saving->home = mem_resize(saving->home, (size_t)saving->homes + 1, sizeof *saving->home);
		home = &saving->home[saving->homes++];
		*home = (struct home){ .word = row->household };
		home->item = change_create(saving->change, register_kind("household"), &home->household);
		st = change_set(home->item, "name", row->household_name ? row->household_name : name_of(row), err);
	}
	snprintf(people, sizeof people, "%d", ++home->people);
	*out = home;
	return st == ST_OK ? change_set(home->item, "people", people, err) : st;
}

static enum status put_reference(struct change_item *item, const char *field, struct id id, struct err *err)
{
	char text[37];

	id_text(id, text);
	return change_set(item, field, text, err);
}

/* In the file as well, so that whoever's rules look at one of them see with whom they live. */
static enum status put_membership(struct saving *saving, const struct group_row *row, struct change_item *person,
	struct err *err)
{
	struct change_item *item;
	struct home *home;
	const char *role = group_role(saving->group, (int)(row - saving->group->row));
	enum status st = enter_home(saving, row, &home, err);

	if (st != ST_OK)
		return st;
	item = change_create(saving->change, register_kind("membership"), NULL);
	st = put_reference(person, "household", home->household, err);
	if (st == ST_OK)
		st = put_reference(item, "person", change_id_of(person), err);
	if (st == ST_OK)
		st = put_reference(item, "household", home->household, err);
	return st == ST_OK ? change_set(item, "role", role, err) : st;
}

/* Fields that the row leaves empty are the common ones; an expected group has not arrived. */
static enum status put_person(struct saving *saving, const struct group_row *row, struct change_item *item, struct err *err)
{
	const struct group_values *all[2] = { &row->value, &saving->group->common };
	enum status st = ST_OK;

	for (int part = 0; part < 2; part++)
		for (int i = 0; st == ST_OK && i < all[part]->count; i++)
			if (all[part]->at[i].value && (part == 0 || !group_get(&row->value, all[part]->at[i].field)))
				st = change_set(item, all[part]->at[i].field, all[part]->at[i].value, err);
	if (st == ST_OK && group_value(saving->group, row, "expected") && !group_value(saving->group, row, "arrived"))
		st = change_set(item, "arrived", NULL, err);
	return st;
}

static enum status put_row(struct saving *saving, const struct group_row *row, struct id *person, struct err *err)
{
	struct change_item *item = change_create(saving->change, register_kind("person"), person);
	enum status st = put_person(saving, row, item, err);

	if (st == ST_OK && !name_of(row))
		st = err_field(err, "family_name", _("A person needs at least one name, whichever it is. Nothing was saved; type one "
			"part of the name."));
	if (st == ST_OK && says(row->household))
		st = put_membership(saving, row, item, err);
	return st == ST_OK ? plan_add_for(saving->change, item, saving->group->plan, err) : st;
}

enum status group_save(struct change *change, const struct group *group, struct id person[], int *at, struct err *err)
{
	struct saving saving = { .change = change, .group = group };
	enum status st = ST_OK;

	*at = -1;
	for (int i = 0; st == ST_OK && i < group->count; i++) {
		person[i] = (struct id){ { 0 } };
		if (group_empty(&group->row[i]))
			continue;
		st = put_row(&saving, &group->row[i], &person[i], err);
		if (st != ST_OK)
			*at = i;
	}
	free(saving.home);
	return st;
}

enum status group_try(struct store *store, const struct actor *actor, const struct group *group, int *at,
	struct err *err)
{
	enum status st = ST_OK;

	*at = -1;
	for (int i = 0; st == ST_OK && i < group->count; i++) {
		struct group one = { .common = group->common, .plan = group->plan, .row = &group->row[i], .count = 1 };
		struct change *change = change_begin(store, actor);
		struct id person;
		int here;

		st = group_save(change, &one, &person, &here, err);
		if (st == ST_OK)
			st = change_try(change, err);
		if (st != ST_OK)
			*at = i;
		change_free(change);
	}
	return st;
}
