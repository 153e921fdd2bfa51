/* SPDX-License-Identifier: EUPL-1.2 */
/* The journal: chained, clocked, committed to; and what a hand in the file leaves behind. */
#include "config.h"

#include <string.h>

#include <sqlite3.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/str.h"
#include "../raw.h"
#include "scratch.h"
#include "store/journal.h"

static struct journal_entry entry_of(struct id change, struct id record, enum journal_op op)
{
	struct journal_entry entry = { .change = change, .id = record, .op = op };

	str_copy(entry.user, sizeof(entry.user), "berg");
	str_copy(entry.kind, sizeof(entry.kind), "person");
	return entry;
}

static void append(struct store *store, struct journal_entry *entry)
{
	struct err err;

	err_clear(&err);
	assert_int_equal(store_begin(store, &err), ST_OK);
	if (journal_append(store, entry, &err) != ST_OK || store_commit(store, &err) != ST_OK)
		fail_msg("%s", err.text);
}

/* A creation and an update of two fields, in change sets of their own; returns the record. */
static struct id two_entries(struct store *store, struct id change[2])
{
	struct journal_field fields[] = {
		{ .field = "family_name", .before = "Haidari" }, { .field = "phone", .before = NULL },
	};
	struct id record = id_new();
	struct journal_entry made, changed;

	change[0] = id_new();
	change[1] = id_new();
	made = entry_of(change[0], record, JOURNAL_CREATE);
	changed = entry_of(change[1], record, JOURNAL_UPDATE);
	changed.fields = fields;
	changed.n_fields = ARRAY_LEN(fields);
	append(store, &made);
	append(store, &changed);
	assert_int_equal(made.seq, 1);
	assert_int_equal(changed.seq, 2);
	assert_true(changed.clock > made.clock);
	return record;
}

struct seen { int count; struct journal_entry last; char values[200]; };

static bool look(void *ctx, const struct journal_entry *entry)
{
	struct seen *seen = ctx;

	seen->count++;
	seen->last = *entry;
	for (size_t i = 0; i < entry->n_fields; i++) {
		const struct journal_field *f = &entry->fields[i];

		snprintf(seen->values + strlen(seen->values), sizeof(seen->values) - strlen(seen->values), "%s=%s;",
			f->field, f->erased ? "(erased)" : f->before ? f->before : "(none)");
	}
	return true;
}

static void entries_come_back(void **state)
{
	struct store *store = *state;
	struct seen seen = { 0 };
	struct id change[2], record = two_entries(store, change), last;

	assert_int_equal(journal_of_record(store, "person", record, look, &seen, NULL), ST_OK);
	assert_int_equal(seen.count, 2);
	assert_int_equal(seen.last.op, JOURNAL_CREATE);        /* newest first */
	assert_string_equal(seen.values, "family_name=Haidari;phone=(none);");
	assert_string_equal(seen.last.user, "berg");
	memset(&seen, 0, sizeof(seen));
	assert_int_equal(journal_of_record(store, "plan", record, look, &seen, NULL), ST_OK);
	assert_int_equal(seen.count, 0);
	assert_int_equal(journal_of_change(store, change[1], look, &seen, NULL), ST_OK);
	assert_int_equal(seen.count, 1);
	memset(&seen, 0, sizeof(seen));
	assert_int_equal(journal_since(store, 1, look, &seen, NULL), ST_OK);
	assert_int_equal(seen.count, 1);
	assert_int_equal(journal_last_change(store, "berg", &last, NULL), ST_OK);
	assert_true(id_same(last, change[1]));
	assert_int_equal(journal_last_change(store, "nobody", &last, NULL), ST_NOTFOUND);
}

static void an_undone_change_is_not_the_last(void **state)
{
	struct store *store = *state;
	struct id change[2], record = two_entries(store, change), last;
	struct journal_entry undo = entry_of(id_new(), record, JOURNAL_UPDATE);

	undo.undoes = change[1];
	append(store, &undo);
	assert_int_equal(journal_last_change(store, "berg", &last, NULL), ST_OK);
	assert_true(id_same(last, change[0]));
	undo = entry_of(id_new(), record, JOURNAL_DELETE);
	undo.undoes = change[0];
	append(store, &undo);
	assert_int_equal(journal_last_change(store, "berg", &last, NULL), ST_NOTFOUND);
}

/* What a hand with another program could do to the file. */
static void tamper(const char *sql)
{
	sqlite3 *db = raw_open(scratch_path);
	char *message = NULL;

	assert_non_null(db);
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s", message);
	sqlite3_close(db);
}

static void every_touch_is_seen(void **state)
{
	static const struct { const char *sql; const char *says; } touches[] = {
		{ "UPDATE journal SET user = 'other' WHERE seq = 1", "Entry 1 " },
		{ "UPDATE journal SET clock = clock + 1 WHERE seq = 2", "Entry 2 " },
		{ "UPDATE journal SET op = 3 WHERE seq = 2", "Entry 2 " },
		{ "UPDATE journal SET undoes = change WHERE seq = 1", "Entry 1 " },
		{ "UPDATE journal SET origin = 'ZZ' WHERE seq = 1", "Entry 1 " },
		{ "UPDATE journal SET kind = 'plan' WHERE seq = 1", "Entry 1 " },
		{ "UPDATE journal SET fields = NULL WHERE seq = 2", "Entry 2 " },
		{ "UPDATE journal SET hash = x'00' WHERE seq = 1", "Entry 1 " },
		{ "DELETE FROM journal WHERE seq = 1", "before entry 2 " },
		{ "UPDATE journal_value SET before = 'Other' WHERE field = 'family_name'", "belongs to entry 2 " },
		{ "UPDATE journal_value SET before = '' WHERE field = 'phone'", "belongs to entry 2 " },
		{ "UPDATE journal_value SET field = 'email' WHERE field = 'phone'", "belongs to entry 2 " },
		{ "UPDATE journal_value SET nonce = zeroblob(16)", "belongs to entry 2 " },
		{ "INSERT INTO journal_value VALUES(1, 'phone', zeroblob(16), '1')", "belongs to entry 1 " },
		{ "INSERT INTO journal_value VALUES(9, 'phone', zeroblob(16), '1')", "belongs to entry 9 " },
	};
	struct id change[2];
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(touches); i++) {
		struct store *store;

		snprintf(scratch_path, sizeof(scratch_path), "%s/touch-%zu", scratch_folder, i);
		store = scratch_open(true);
		two_entries(store, change);
		assert_int_equal(journal_verify(store, NULL, &err), ST_OK);
		tamper(touches[i].sql);
		assert_int_equal(journal_verify(store, NULL, &err), ST_CORRUPT);
		if (!strstr(err.text, touches[i].says))
			fail_msg("%s: %s", touches[i].sql, err.text);
		store_close(store);
	}
}

static void an_erased_value_leaves_a_chain_that_verifies(void **state)
{
	struct store *store = *state;
	struct seen seen = { 0 };
	struct id change[2], record = two_entries(store, change);
	struct stmt *stmt;
	int64_t entries;

	store_enter(store, DOOR_ERASE);
	assert_int_equal(store_sql(store, "DELETE FROM journal_value WHERE seq = 2", &stmt, NULL), ST_OK);
	assert_int_equal(stmt_run(stmt, NULL), ST_OK);
	assert_int_equal(journal_verify(store, &entries, NULL), ST_OK);
	assert_int_equal(entries, 2);
	assert_int_equal(journal_of_record(store, "person", record, look, &seen, NULL), ST_OK);
	assert_string_equal(seen.values, "family_name=(erased);phone=(erased);");
}

static void the_clock_never_goes_back(void **state)
{
	struct store *store = *state;
	int64_t first, second, third;
	struct id record = id_new();
	struct journal_entry one = entry_of(id_new(), record, JOURNAL_CREATE);
	struct journal_entry two = entry_of(id_new(), record, JOURNAL_UPDATE);

	clock_hold(1800000000000);
	append(store, &one);
	first = one.clock;
	assert_true(first >> 16 == 1800000000000);
	clock_hold(1700000000000);                    /* set back by three years */
	append(store, &two);
	second = two.clock;
	assert_true(second == first + 1);
	assert_int_equal(journal_witness(store, first + 500, NULL), ST_OK);
	store_close(store);
	*state = store = scratch_open(false);
	assert_int_equal(journal_tick(store, &third, NULL), ST_OK);
	assert_true(third == first + 501);
	clock_hold(0);
}

static void a_foreign_entry_joins_with_its_clock(void **state)
{
	struct store *store = *state;
	struct id record = id_new(), last;
	struct journal_entry own = entry_of(id_new(), record, JOURNAL_CREATE);
	struct journal_entry old = entry_of(id_new(), record, JOURNAL_UPDATE);
	int64_t tick;

	append(store, &own);
	old.clock = own.clock - 1000;
	str_copy(old.origin, sizeof(old.origin), "QQ");
	append(store, &old);
	assert_int_equal(old.seq, 2);
	store_close(store);
	*state = store = scratch_open(false);
	clock_hold(1);
	assert_int_equal(journal_tick(store, &tick, NULL), ST_OK);
	assert_true(tick == own.clock + 1);
	clock_hold(0);
	/* The undo key takes back what was done at this desk. */
	assert_int_equal(journal_last_change(store, "berg", &last, NULL), ST_OK);
	assert_true(id_same(last, own.change));
	assert_int_equal(journal_verify(store, NULL, NULL), ST_OK);
}

static void a_rollback_takes_the_chain_back(void **state)
{
	struct store *store = *state, *other = scratch_open(false);
	struct journal_entry entry = entry_of(id_new(), id_new(), JOURNAL_CREATE);
	int64_t entries;

	append(store, &entry);
	assert_int_equal(entry.seq, 1);
	assert_int_equal(store_begin(store, NULL), ST_OK);
	entry.clock = 0;
	assert_int_equal(journal_append(store, &entry, NULL), ST_OK);
	assert_int_equal(entry.seq, 2);
	store_rollback(store);
	entry.clock = 0;
	append(store, &entry);
	assert_int_equal(entry.seq, 2);
	/* Another program goes on from there, and this one from where that ended. */
	entry.clock = 0;
	append(other, &entry);
	assert_int_equal(entry.seq, 3);
	entry.clock = 0;
	append(store, &entry);
	assert_int_equal(entry.seq, 4);
	assert_int_equal(journal_verify(store, &entries, NULL), ST_OK);
	assert_int_equal(entries, 4);
	store_close(other);
}

static void tell(void *ctx, const char *what)
{
	struct str *all = ctx;

	str_addf(all, "%s\n", what);
}

static void check_tells_what_is_wrong(void **state)
{
	struct store *store = *state;
	struct id change[2];
	struct str all = STR_INIT;

	two_entries(store, change);
	assert_int_equal(store_check(store, tell, &all, NULL), ST_OK);
	assert_string_equal(str_get(&all), "");
	tamper("PRAGMA foreign_keys=OFF; INSERT INTO plan(id, rev, person) VALUES(zeroblob(16), 1, zeroblob(16));"
	       "UPDATE journal SET user = 'x' WHERE seq = 2");
	assert_int_equal(store_check(store, tell, &all, NULL), ST_OK);
	assert_non_null(strstr(str_get(&all), "1 record of \"plan\" refers to a record of \"person\""));
	assert_non_null(strstr(str_get(&all), "Entry 2 of the journal was changed"));
	str_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(entries_come_back),
		SCRATCH_TEST(an_undone_change_is_not_the_last),
		SCRATCH_TEST(every_touch_is_seen),
		SCRATCH_TEST(an_erased_value_leaves_a_chain_that_verifies),
		SCRATCH_TEST(the_clock_never_goes_back),
		SCRATCH_TEST(a_foreign_entry_joins_with_its_clock),
		SCRATCH_TEST(a_rollback_takes_the_chain_back),
		SCRATCH_TEST(check_tells_what_is_wrong),
	};

	return SCRATCH_RUN(tests);
}
