/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every way that a state may not go, in every kind that the register declares, with the rules of the kinds in force: a
 * sentence that names the field and says what to do, and a file that stays as it was. A new kind is tried by itself.
 */
#include "town.h"

#include "tests/unit/register/full.h"

struct way { const struct kind *kind; const struct field *field; struct id id; };

/* The record stands there, however it came: what is tried is the way out of it. */
static void stands_at(struct store *store, const struct way *way, const char *from)
{
	char *sql = mem_fmt("UPDATE \"%s\" SET \"%s\" = :state WHERE id = :id", way->kind->name, way->field->name);
	unsigned was = store_enter(store, DOOR_CHANGE);
	struct stmt *stmt;

	WELL(store_sql(store, sql, &stmt, &err_));
	stmt_text(stmt, ":state", from);
	stmt_id(stmt, ":id", way->id);
	WELL(stmt_run(stmt, &err_));
	store_leave(store, was);
	free(sql);
}

/* By its label; clocks say in their own words which verb stops them. */
static bool names_it(const struct err *err, const struct way *way)
{
	return str_same(err->field, way->field->name) && (strstr(err->text, field_label(way->field)) ||
		(str_same(way->kind->name, "clock") && strstr(err->text, "foothold clock")));
}

static void no_way(struct store *store, const struct way *way, const char *from, const char *to)
{
	struct change *change = change_begin(store, &everybody);
	struct change_item *item = change_update(change, way->kind, way->id, 0);
	struct record *record;
	struct err err;
	enum status status;

	err_clear(&err);
	change_put(item, way->field, to);
	status = change_commit(change, NULL, NULL, &err);
	change_free(change);
	if (status != ST_INVALID || !names_it(&err, way) || !strstr(err.text, "Nothing was saved"))
		fail_msg("%s.%s from %s to %s: %d, %s: %s", way->kind->name, way->field->name, from, to, (int)status, err.field,
			err.text);
	record = see(store, way->kind->name, way->id);
	assert_string_equal(record_get(record, way->field->name), from);
	record_free(record);
}

/* How many were refused. */
static int all_ways_out(struct store *store, const struct way *way)
{
	const struct field *field = way->field;
	int refused = 0;

	for (const struct choice *from = field->choices; from->key; from++) {
		stands_at(store, way, from->key);
		for (const struct choice *to = field->choices; to->key; to++)
			if (!moves_allow(field, from->key, to->key))
				no_way(store, way, from->key, to->key), refused++;
	}
	return refused;
}

static void no_state_goes_where_it_may_not(void **state)
{
	int n, fields = 0, refused = 0;
	const struct kind *const *kinds = register_kinds(&n);

	make_one_of_each(*state);
	cases_init();
	clock_hold((int64_t)date_days(TOWN_DAY) * 86400000 + 36000000);
	for (int k = 0; k < n; k++) {
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			const struct field *field = &kinds[k]->fields[i];
			if (!field->moves)
				continue;
			refused += all_ways_out(*state, &(struct way){ kinds[k], field, one[k] });
			fields++;
		}
	}
	assert_true(fields >= 40);
	assert_true(refused > 400);
}

/* What a person sees as a state is one with declared ways, unless the program alone sets it. */
static void every_state_has_its_ways(void **state)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	(void)state;
	for (int k = 0; k < n; k++)
		for (int i = 0; i < kinds[k]->n_fields; i++)
			if (str_same(kinds[k]->fields[i].name, "state") && !kinds[k]->fields[i].derived &&
			    !kinds[k]->fields[i].moves)
				fail_msg("%s.state goes any way", kinds[k]->name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(no_state_goes_where_it_may_not), cmocka_unit_test(every_state_has_its_ways),
	};

	return DOORS_RUN(tests);
}
