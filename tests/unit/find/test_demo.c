/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration: the same seed and day give the same file; its shape is that of a town's desk; it is
 * whole. */
#include <sys/stat.h>
#include <unistd.h>

#include "people.h"

#include "base/clock.h"
#include "base/mem.h"
#include "cases/cases.h"
#include "cases/today.h"
#include "exchange/demo.h"

static const struct actor demo_actor = { .user = "demo", .desk = "HA", .roles = ROLE_ALL };

static struct store *make(const char *name, int64_t people, uint64_t seed)
{
	char *path = mem_fmt("%s/%s", scratch_folder, name);
	struct vault_options options = { .path = path, .create = true };
	struct store *store = NULL;
	struct err err;

	demo_prepare(seed);
	if (store_open(&options, &store, &err) != ST_OK ||
	    demo_make(store, &demo_actor, people, seed, NULL, NULL, &err) != ST_OK)
		fail_msg("%s", err.text);
	demo_release();
	free(path);
	return store;
}

QUERY(tables, "test.tables", QUERY_BATCH,
      "SELECT name, (SELECT group_concat('quote(\"' || c.name || '\")', '||') FROM"
      " pragma_table_info(t.name) c) FROM sqlite_schema t WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
      /* what each file draws for itself alone */
      "AND name NOT IN ('user', 'tombstone_key') "
      "ORDER BY name");

/* FNV-1a over every value of every row, table by table; rows in an order of their own content. */
static uint64_t content(struct store *store)
{
	char *sql[128];
	int n = 0;
	uint64_t h = 14695981039346656037u;
	struct stmt *stmt;
	struct err err;

	assert_int_equal(store_query(store, &tables, &stmt, &err), ST_OK);
	while (stmt_step(stmt, &err) == ST_OK)
		sql[n++] = mem_fmt("SELECT %s FROM %s ORDER BY 1", stmt_get_text(stmt, 1),
				   stmt_get_text(stmt, 0));
	assert_true(n > 20);
	for (int i = 0; i < n; i++) {
		assert_int_equal(store_sql(store, sql[i], &stmt, &err), ST_OK);
		while (stmt_step(stmt, &err) == ST_OK)
			for (const char *s = stmt_get_text(stmt, 0); s && *s; s++)
				h = (h ^ (unsigned char)*s) * 1099511628211u;
		free(sql[i]);
	}
	return h;
}

static void same_seed_same_file(void **state)
{
	struct store *one, *two, *three;

	(void)state;
	setenv("FOOTHOLD_CLOCK", "2026-05-04T09:30", 1);
	one = make("one", 60, 7);
	two = make("two", 60, 7);
	three = make("three", 60, 8);
	assert_true(content(one) == content(two));
	assert_true(content(one) != content(three));
	store_close(one);
	store_close(two);
	store_close(three);
}

static int64_t number(struct store *store, const char *sql)
{
	struct stmt *stmt;
	struct err err;
	int64_t n;

	if (store_sql(store, sql, &stmt, &err) != ST_OK || stmt_step(stmt, &err) != ST_OK)
		fail_msg("%s", sql);
	n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n;
}

static void between(struct store *store, const char *sql, int64_t least, int64_t most)
{
	int64_t n = number(store, sql);

	if (n < least || n > most)
		fail_msg("%s: %lld is not within %lld and %lld", sql, (long long)n, (long long)least,
			 (long long)most);
}

static void no_finding(void *ctx, const char *what)
{
	(void)ctx;
	fail_msg("%s", what);
}

static void has_the_shape_of_a_town(void **state)
{
	struct store *store = make("town", 300, 1);
	struct today today;
	struct err err;

	(void)state;
	assert_int_equal(today_load(store, &demo_actor, clock_today(), 12, &today, &err), ST_OK);
	assert_int_equal(today.total[TODAY_EMERGENCY], 0);
	for (int i = TODAY_LATE; i < TODAY_SECTIONS; i++)
		if (today.total[i] < 2 || today.total[i] > (i == TODAY_WAITING ? 60 : 25))
			fail_msg("section %d shows %lld", i, (long long)today.total[i]);
	today_clear(&today);
	assert_int_equal(number(store, "SELECT count(*) FROM person WHERE arrived IS NOT NULL"), 314);
	/* Some are expected; a couple parted; minors wait for a guardian. */
	between(store, "SELECT count(*) FROM person WHERE expected > date('2026-05-04') AND arrived IS NULL", 3, 3);
	between(store, "SELECT count(*) FROM membership WHERE until IS NOT NULL", 1, 20);
	between(store, "SELECT count(*) FROM guardianship WHERE state = 'needed'", 2, 6);
	between(store, "SELECT count(*) FROM plan WHERE state = 'finished'", 75, 135);
	between(store, "SELECT count(*) FROM person WHERE family_name IS NULL", 3, 45);
	between(store, "SELECT count(*) FROM person WHERE own_script IS NOT NULL", 60, 220);
	between(store, "SELECT count(*) FROM person WHERE born IS NULL", 3, 30);
	between(store, "SELECT count(*) FROM person WHERE length(born) IN (4, 7)", 15, 70);
	between(store, "SELECT count(*) FROM person WHERE household IS NOT NULL", 120, 260);
	between(store, "SELECT count(*) FROM enrolment", 60, 260);
	between(store, "SELECT count(*) FROM credential WHERE occupation IS NOT NULL", 50, 180);
	between(store, "SELECT count(*) FROM application", 20, 200);
	between(store, "SELECT count(*) FROM placement", 20, 200);
	between(store, "SELECT count(*) FROM dwelling WHERE state = 'free'", 5, 40);
	between(store, "SELECT count(*) FROM note", 15, 140);
	between(store, "SELECT count(*) FROM speaks", 300, 700);
	between(store, "SELECT count(DISTINCT user) FROM journal", 5, 40);
	between(store, "SELECT count(*) FROM journal WHERE op = 2", 500, 6000);
	assert_int_equal(number(store, "SELECT count(*) FROM person WHERE arrived > date('2026-05-04')"), 0);
	assert_int_equal(store_check(store, no_finding, NULL, &err), ST_OK);
	store_close(store);
}

/* Told at once: few are late, the file stays small, and it is whole. */
static void a_large_town_stays_small(void **state)
{
	struct store *store = make("large", 5200, 3);
	struct stat file;
	struct err err;

	(void)state;
	between(store,
		"SELECT count(*) FROM step WHERE target < '2026-05-04' AND state IN ('open', 'under_way')",
		30, 156);
	assert_int_equal(store_check(store, no_finding, NULL, &err), ST_OK);
	assert_int_equal(stat(store_path(store), &file), 0);
	assert_true(file.st_size / 5200 < 10240);
	store_close(store);
}

static void refuses_nonsense(void **state)
{
	struct err err;

	assert_int_equal(demo_make(*state, &demo_actor, 0, 1, NULL, NULL, &err), ST_USAGE);
	assert_int_equal(demo_make(*state, &demo_actor, DEMO_PEOPLE_MOST + 1, 1, NULL, NULL, &err), ST_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_seed_same_file), cmocka_unit_test(has_the_shape_of_a_town),
		cmocka_unit_test(a_large_town_stays_small), SCRATCH_TEST(refuses_nonsense),
	};

	cases_init();
	return SCRATCH_RUN(tests);
}
