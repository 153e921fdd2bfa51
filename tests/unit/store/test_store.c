/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening, statements, doors, transactions, settings: what the store promises. */
#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "scratch.h"

QUERY(add_own, "test.add_own", QUERY_INTERACTIVE,
	"INSERT INTO own_value(kind, id, field, value) VALUES('person', :id, :field, :value)");
QUERY(count_own, "test.count_own", QUERY_BATCH, "SELECT count(*) FROM own_value");

static enum status add(struct store *store, const char *field, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &add_own, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id_new());
	stmt_text(stmt, ":field", field);
	stmt_text(stmt, "value", "x");
	return stmt_run(stmt, err);
}

static int64_t count(struct store *store)
{
	struct stmt *stmt;
	int64_t n;

	assert_int_equal(store_query(store, &count_own, &stmt, NULL), ST_OK);
	assert_int_equal(stmt_step(stmt, NULL), ST_OK);
	n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n;
}

static void new_file_is_private_and_ours(void **state)
{
	struct store *store = *state;
	struct stat info;
	char *desk, *key;

	assert_int_equal(stat(scratch_path, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	assert_true(store_schema(store) >= 2);
	assert_null(store_notice(store));
	assert_int_equal(setting_get(store, SETTING_DESK, &desk, NULL), ST_OK);
	assert_int_equal(setting_get(store, SETTING_DESK_KEY, &key, NULL), ST_OK);
	assert_int_equal(strlen(desk), 2);
	assert_int_equal(strlen(key), 32);
	free(desk);
	free(key);
}

static void an_existing_file_is_never_made_anew(void **state)
{
	struct vault_options options = { .path = scratch_path, .create = true };
	struct store *second = NULL;
	struct err err;

	(void)state;
	assert_int_equal(store_open(&options, &second, &err), ST_IO);
	assert_non_null(strstr(err.text, "exists already"));
	assert_null(second);
}

static void settings_come_back(void **state)
{
	struct store *store = *state;
	char *value;

	assert_int_equal(setting_get(store, "x", &value, NULL), ST_OK);
	assert_null(value);
	assert_int_equal(setting_set(store, "x", "one", NULL), ST_OK);
	assert_int_equal(setting_set(store, "x", "two", NULL), ST_OK);
	assert_int_equal(setting_get(store, "x", &value, NULL), ST_OK);
	assert_string_equal(value, "two");
	free(value);
	assert_int_equal(setting_set(store, "x", NULL, NULL), ST_OK);
	assert_int_equal(setting_get(store, "x", &value, NULL), ST_OK);
	assert_null(value);
}

static void a_shut_door_refuses(void **state)
{
	struct store *store = *state;
	struct err err;
	unsigned was;

	assert_int_equal(add(store, "a", &err), ST_DENIED);
	was = store_enter(store, DOOR_DRAFT);
	assert_int_equal(add(store, "a", &err), ST_DENIED);
	store_enter(store, DOOR_CHANGE);
	assert_int_equal(add(store, "a", &err), ST_OK);
	store_leave(store, was);
	assert_int_equal(add(store, "b", &err), ST_DENIED);
	assert_int_equal(count(store), 1);
}

static void some_writes_have_no_door(void **state)
{
	static const char *const forbidden[] = {
		"UPDATE journal SET user = 'x'", "DELETE FROM journal", "UPDATE journal_value SET before = 'x'",
		"ATTACH ':memory:' AS other", "DROP TABLE journal", "PRAGMA synchronous=OFF",
		"PRAGMA secure_delete=OFF", "PRAGMA journal_mode=DELETE",
	};
	static const char *const shut[] = {
		("INSERT INTO journal(seq, chain, change, clock, origin, user, kind, id, op, leads, hash)"
			" VALUES(1, 'A', x'00', 1, 'A', 'u', 'k', x'00', 1, 1, x'00')"),
		"INSERT INTO setting(key, value) VALUES('a', 'b')", "CREATE TABLE mine(x)",
		"CREATE TRIGGER t AFTER INSERT ON draft BEGIN DELETE FROM look; END", "PRAGMA user_version=99",
		"DELETE FROM journal_value", "ALTER TABLE draft ADD COLUMN more TEXT",
	};
	struct store *store = *state;
	struct stmt *stmt;
	struct err err;

	store_enter(store, DOOR_CHANGE | DOOR_DRAFT);
	for (size_t i = 0; i < ARRAY_LEN(forbidden); i++)
		assert_int_equal(store_sql(store, forbidden[i], &stmt, &err), ST_DENIED);
	/* SQLite attaches the target only when this runs. */
	assert_int_equal(store_sql(store, "VACUUM INTO '/tmp/foothold-leak'", &stmt, &err), ST_OK);
	assert_int_not_equal(stmt_run(stmt, &err), ST_OK);
	assert_int_not_equal(store_sql(store, "SELECT load_extension('x')", &stmt, &err), ST_OK);
	assert_int_equal(access("/tmp/foothold-leak", F_OK), -1);
	for (size_t i = 0; i < ARRAY_LEN(shut); i++) {
		assert_int_equal(store_sql(store, shut[i], &stmt, &err), ST_OK);
		assert_int_equal(stmt_run(stmt, &err), ST_DENIED);
	}
	assert_int_equal(store_sql(store, "CREATE TEMP TABLE rows(x)", &stmt, &err), ST_OK);
	store_leave(store, 0);
	assert_int_equal(stmt_run(stmt, &err), ST_OK);
	assert_int_equal(store_sql(store, "INSERT INTO temp.rows VALUES(1)", &stmt, &err), ST_OK);
	assert_int_equal(stmt_run(stmt, &err), ST_OK);
}

static void inner_transactions_join_the_outermost(void **state)
{
	struct store *store = *state;
	struct err err;

	store_enter(store, DOOR_CHANGE);
	assert_int_equal(store_begin(store, NULL), ST_OK);
	assert_int_equal(add(store, "outer", NULL), ST_OK);
	assert_int_equal(store_begin(store, NULL), ST_OK);
	assert_int_equal(add(store, "inner", NULL), ST_OK);
	assert_int_equal(store_commit(store, NULL), ST_OK);
	assert_int_equal(store_commit(store, NULL), ST_OK);
	assert_int_equal(count(store), 2);
	/* What an inner one takes back is taken back with all around it, even where that is not noticed there. */
	assert_int_equal(store_begin(store, NULL), ST_OK);
	assert_int_equal(add(store, "gone", NULL), ST_OK);
	assert_int_equal(store_begin(store, NULL), ST_OK);
	store_rollback(store);
	assert_int_equal(add(store, "gone", NULL), ST_INVALID);
	assert_int_equal(store_begin(store, NULL), ST_INVALID);
	assert_int_equal(store_commit(store, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "nothing of it"));
	assert_int_equal(count(store), 2);
	assert_int_equal(store_begin(store, NULL), ST_OK);
	assert_int_equal(add(store, "new", NULL), ST_OK);
	assert_int_equal(store_commit(store, NULL), ST_OK);
	assert_int_equal(count(store), 3);
}

static void a_statement_serves_inside_its_own_loop(void **state)
{
	struct store *store = *state;
	struct stmt *outer, *inner;
	int rows = 0;

	store_enter(store, DOOR_CHANGE);
	for (int i = 0; i < 3; i++)
		assert_int_equal(add(store, "f", NULL), ST_OK);
	assert_int_equal(store_sql(store, "SELECT id FROM own_value ORDER BY id", &outer, NULL), ST_OK);
	while (stmt_step(outer, NULL) == ST_OK) {
		assert_int_equal(store_sql(store, "SELECT id FROM own_value ORDER BY id", &inner, NULL), ST_OK);
		assert_ptr_not_equal(outer, inner);
		while (stmt_step(inner, NULL) == ST_OK)
			rows++;
	}
	assert_int_equal(rows, 9);
}

/* SQLite prepares a statement anew when the schema changed, and frees the names of its parameters then. */
static void names_outlive_a_new_preparation(void **state)
{
	struct store *store = *state;
	struct stmt *stmt;
	struct err err;

	assert_int_equal(store_sql(store, "SELECT value FROM own_value WHERE field = :field_of_that_name", &stmt, &err), ST_OK);
	stmt_text(stmt, ":field_of_that_name", "x");
	assert_int_equal(stmt_step(stmt, &err), ST_DONE);
	assert_int_equal(store_sql(store, "CREATE TEMP TABLE aside(x)", &stmt, &err), ST_OK);
	assert_int_equal(stmt_run(stmt, &err), ST_OK);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(store_sql(store, "SELECT value FROM own_value WHERE field = :field_of_that_name", &stmt, &err),
			ST_OK);
		stmt_text(stmt, ":field_of_that_name", "y");
		assert_int_equal(stmt_step(stmt, &err), ST_DONE);
	}
}

static void values_keep_their_kind(void **state)
{
	struct store *store = *state;
	struct stmt *stmt;
	struct id id = id_new();
	size_t len;

	assert_int_equal(store_sql(store, "SELECT :a, :b, :c, :d, :e, :none", &stmt, NULL), ST_OK);
	stmt_text(stmt, "a", "é");
	stmt_int(stmt, "b", INT64_MIN);
	stmt_blob(stmt, "c", NULL, 0);
	stmt_id(stmt, "d", id);
	stmt_text(stmt, "e", NULL);
	stmt_id(stmt, "none", (struct id){ { 0 } });
	assert_int_equal(stmt_step(stmt, NULL), ST_OK);
	assert_string_equal(stmt_get_text(stmt, 0), "é");
	assert_true(stmt_get_int(stmt, 1) == INT64_MIN);
	assert_false(stmt_is_null(stmt, 2));
	stmt_get_blob(stmt, 2, &len);
	assert_int_equal(len, 0);
	assert_true(id_same(stmt_get_id(stmt, 3), id));
	assert_true(stmt_is_null(stmt, 4));
	assert_null(stmt_get_text(stmt, 4));
	assert_true(stmt_is_null(stmt, 5));
	assert_int_equal(stmt_columns(stmt), 6);
	stmt_reset(stmt);
}

static void a_saving_colleague_is_noticed(void **state)
{
	struct store *store = *state, *other = scratch_open(false);
	int64_t before = store_data_version(store), after;

	assert_true(store_data_version(store) == before);
	assert_int_equal(setting_set(other, "x", "1", NULL), ST_OK);
	after = store_data_version(store);
	assert_true(after > before);
	assert_int_equal(setting_set(store, "x", "2", NULL), ST_OK);
	assert_true(store_data_version(store) > after);
	store_close(other);
}

static void a_broken_rule_is_told_in_words(void **state)
{
	struct store *store = *state;
	struct stmt *stmt;
	struct err err;

	store_enter(store, DOOR_CHANGE);
	assert_int_equal(store_begin(store, NULL), ST_OK);
	assert_int_equal(store_sql(store, "INSERT INTO step(id, rev, person) VALUES(:id, 1, :person)", &stmt, &err), ST_OK);
	stmt_id(stmt, "id", id_new());
	stmt_id(stmt, "person", id_new());
	assert_int_equal(stmt_run(stmt, &err), ST_OK);
	assert_int_equal(store_commit(store, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "not in the file"));
	/* Rolled back, and ready for the next. */
	assert_int_equal(store_begin(store, &err), ST_OK);
	assert_int_equal(store_commit(store, &err), ST_OK);
	assert_int_equal(store_sql(store, "SELECT 1 FROM nowhere", &stmt, &err), ST_CORRUPT);
	assert_non_null(strstr(err.text, "nowhere"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(new_file_is_private_and_ours),
		SCRATCH_TEST(an_existing_file_is_never_made_anew),
		SCRATCH_TEST(settings_come_back),
		SCRATCH_TEST(a_shut_door_refuses),
		SCRATCH_TEST(some_writes_have_no_door),
		SCRATCH_TEST(inner_transactions_join_the_outermost),
		SCRATCH_TEST(a_statement_serves_inside_its_own_loop),
		SCRATCH_TEST(names_outlive_a_new_preparation),
		SCRATCH_TEST(values_keep_their_kind),
		SCRATCH_TEST(a_saving_colleague_is_noticed),
		SCRATCH_TEST(a_broken_rule_is_told_in_words),
	};

	return SCRATCH_RUN(tests);
}
