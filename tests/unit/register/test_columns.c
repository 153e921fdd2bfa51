/* SPDX-License-Identifier: EUPL-1.2 */
/* The register and the migrated tables say the same: a column for each field, of its storage, indexed where sorted. */
#include "tests/unit/register/doors.h"

static const char *storage_of(const struct field *field)
{
	switch (field->kind) {
	case FIELD_NUMBER:
	case FIELD_MONEY:
	case FIELD_YES_NO:
		return "INTEGER";
	case FIELD_REFERENCE:
		return "BLOB";
	default:
		return "TEXT";
	}
}

/* Own fields stand in no column. */
static int built_in(const struct kind *kind)
{
	int n = 0;

	while (n < kind->n_fields && !kind->fields[n].own)
		n++;
	return n;
}

static struct stmt *ask(struct store *store, const char *sql, const char *kind)
{
	struct stmt *stmt;

	WELL(store_sql(store, sql, &stmt, &err_));
	stmt_text(stmt, "kind", kind);
	return stmt;
}

/* The five columns of every kind stand first; then the fields, in whatever order the migrations brought them: a form
 * orders its fields as they are read. */
static void columns_are_fields(struct store *store, const struct kind *kind)
{
	static const char *const ours[] = { "rid", "id", "rev", "gone", "sort_key" };
	struct stmt *stmt = ask(store, "SELECT name, type FROM pragma_table_info(:kind) ORDER BY cid", kind->name);
	int n = 0;

	while (stmt_step(stmt, NULL) == ST_OK) {
		const char *name = stmt_get_text(stmt, 0);
		bool mine = n < (int)ARRAY_LEN(ours);
		const struct field *field = mine ? NULL : kind_field(kind, name);

		if (mine && !str_same(name, ours[n]))
			fail_msg("%s: column %s stands where %s belongs", kind->name, name, ours[n]);
		if (!mine && (!field || field->own))
			fail_msg("%s has a column %s that no field declares", kind->name, name);
		if (!mine && !str_same(stmt_get_text(stmt, 1), storage_of(field)))
			fail_msg("%s.%s is stored as %s", kind->name, name, stmt_get_text(stmt, 1));
		n++;
	}
	if (n != built_in(kind) + (int)ARRAY_LEN(ours))
		fail_msg("%s lacks the column of a field", kind->name);
}

static void sorted_fields_have_an_index(struct store *store, const struct kind *kind)
{
	for (int i = 0; i < built_in(kind); i++) {
		struct stmt *stmt;

		if (!kind->fields[i].sort)
			continue;
		stmt = ask(store, "SELECT 1 FROM pragma_index_list(:kind) l JOIN pragma_index_info(l.name) c"
			" WHERE c.seqno = 0 AND c.name = :field", kind->name);
		stmt_text(stmt, "field", kind->fields[i].name);
		if (stmt_step(stmt, NULL) != ST_OK)
			fail_msg("%s.%s is sorted by and has no index", kind->name, kind->fields[i].name);
		stmt_reset(stmt);
	}
}

static void register_and_tables_agree(void **state)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	for (int i = 0; i < n; i++) {
		columns_are_fields(*state, kinds[i]);
		sorted_fields_have_an_index(*state, kinds[i]);
	}
}

static void their_sql_is_prepared(void **state)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	struct stmt *stmt;

	for (int i = 0; i < n; i++) {
		WELL(store_sql(*state, kinds[i]->sql_select, &stmt, &err_));
		assert_int_equal(stmt_columns(stmt), 4 + built_in(kinds[i]));
		WELL(store_sql(*state, kinds[i]->sql_insert, &stmt, &err_));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(register_and_tables_agree),
		DOORS_TEST(their_sql_is_prepared),
	};

	return DOORS_RUN(tests);
}
