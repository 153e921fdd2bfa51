/* SPDX-License-Identifier: EUPL-1.2 */
/* Acts and looks: chained, open to erasure, trimmed at the old end; and what a hand in the file leaves behind. */
#include "config.h"

#include <string.h>

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "../raw.h"
#include "scratch.h"
#include "store/acts.h"

static const struct act_by berg = { "berg", "HA", 1 };
static const struct id none;

static int64_t raw_int(const char *path, const char *sql)
{
	sqlite3 *db = raw_open(path);
	sqlite3_stmt *stmt;
	int64_t n;

	assert_non_null(db);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	n = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : -1;
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return n;
}

static void note(struct store *store, const char *what, struct id about, const char *detail)
{
	struct err err;

	err_clear(&err);
	if (act_note(store, &berg, what, about, detail, &err) != ST_OK)
		fail_msg("%s", err.text);
}

static void look(struct store *store, struct id person, int64_t at)
{
	assert_int_equal(look_append(store, &berg, "look", person, at, NULL), ST_OK);
}

static void count_finding(void *ctx, const char *what)
{
	assert_true(*what);
	++*(int *)ctx;
}

static int findings(struct store *store, int64_t *acts, int64_t *looks)
{
	int n = 0;
	enum status st = acts_check(store, count_finding, &n, acts, looks, NULL);

	assert_int_equal(st, n ? ST_CORRUPT : ST_OK);
	return n;
}

/* The same file after somebody ran SQL on it past the doors. */
static int findings_after(void **state, const char *sql)
{
	store_close(*state);
	raw_int(scratch_path, sql);
	*state = scratch_open(false);
	return findings(*state, NULL, NULL);
}

static void acts_come_back(void **state)
{
	struct id person = id_new();
	struct act *act;
	int64_t acts, looks;
	int n;

	note(*state, "export", none, "{\"records\":3}");
	note(*state, "grant", person, "{\"reason\":\"complaint\"}");
	note(*state, "export", none, NULL);
	assert_int_equal(acts_list(*state, NULL, none, 10, &act, &n, NULL), ST_OK);
	assert_int_equal(n, 3);
	assert_int_equal(act[0].seq, 3);
	assert_null(act[0].detail);
	assert_false(act[0].erased);
	assert_string_equal(act[2].detail, "{\"records\":3}");
	assert_string_equal(act[2].user, "berg");
	acts_free(act, n);
	assert_int_equal(acts_list(*state, "export", none, 10, &act, &n, NULL), ST_OK);
	assert_int_equal(n, 2);
	acts_free(act, n);
	assert_int_equal(acts_list(*state, "grant", person, 10, &act, &n, NULL), ST_OK);
	assert_int_equal(n, 1);
	assert_true(id_same(act[0].about, person));
	acts_free(act, n);
	assert_int_equal(acts_list(*state, NULL, id_new(), 10, &act, &n, NULL), ST_OK);
	assert_int_equal(n, 0);
	acts_free(act, n);
	assert_int_equal(findings(*state, &acts, &looks), 0);
	assert_int_equal(acts, 3);
	assert_int_equal(looks, 0);
}

static void an_act_that_is_rolled_back_was_not(void **state)
{
	int64_t acts;

	note(*state, "export", none, NULL);
	assert_int_equal(store_begin(*state, NULL), ST_OK);
	note(*state, "erase", id_new(), NULL);
	store_rollback(*state);
	note(*state, "export", none, NULL);
	assert_int_equal(findings(*state, &acts, NULL), 0);
	assert_int_equal(acts, 2);
}

static void erased_people_leave_chains_that_hold(void **state)
{
	struct id person = id_new(), other = id_new();
	struct act *act;
	int n;

	note(*state, "grant", person, "{\"reason\":\"complaint of M. Haidari\"}");
	note(*state, "grant", other, "{\"reason\":\"quality\"}");
	look(*state, person, clock_now_ms());
	look(*state, other, clock_now_ms());
	assert_int_equal(store_begin(*state, NULL), ST_OK);
	assert_int_equal(acts_forget(*state, person, NULL), ST_OK);
	assert_int_equal(store_commit(*state, NULL), ST_OK);
	assert_int_equal(findings(*state, NULL, NULL), 0);
	assert_int_equal(acts_list(*state, "grant", none, 10, &act, &n, NULL), ST_OK);
	assert_int_equal(n, 2);
	assert_true(act[1].erased && id_none(act[1].about) && !act[1].detail);
	assert_false(act[0].erased);
	acts_free(act, n);
	store_close(*state);
	assert_int_equal(raw_int(scratch_path, "SELECT count(*) FROM look WHERE about IS NOT NULL"), 1);
	*state = scratch_open(false);
}

static void a_hand_in_the_file_shows(void **state)
{
	static const char *const hands[] = {
		"UPDATE act SET user = 'ivo' WHERE seq = 2", "UPDATE act SET detail = '{}' WHERE seq = 2",
		"DELETE FROM act WHERE seq = 2", "UPDATE look SET at = at + 1 WHERE seq = 2",
		"UPDATE look SET about = randomblob(16) WHERE seq = 2", "DELETE FROM look WHERE seq = 1",
		"UPDATE look SET hash = NULL WHERE seq = 2", "UPDATE look SET hash = NULL WHERE seq = 3",
		"UPDATE act SET nonce = NULL WHERE seq = 2",
	};

	for (size_t i = 0; i < ARRAY_LEN(hands); i++) {
		for (int k = 0; k < 3; k++) {
			note(*state, "export", id_new(), "{\"a\":1}");
			look(*state, id_new(), clock_now_ms());
		}
		assert_int_equal(findings(*state, NULL, NULL), 0);
		if (findings_after(state, hands[i]) < 1)
			fail_msg("unseen: %s", hands[i]);
		scratch_teardown(state);
		scratch_setup(state);
	}
}

static void old_looks_go_and_the_chain_goes_on(void **state)
{
	int64_t gone, acts, looks;
	struct chain_head heads[CHAINS];
	char noted[2][CHAIN_HEAD_TEXT];
	enum chain_known known;

	for (int64_t at = 1000; at <= 5000; at += 1000) {
		look(*state, id_new(), at);
		assert_int_equal(chain_heads(*state, heads, NULL), ST_OK);
		if (at <= 2000)
			chain_head_text(&heads[CHAIN_LOOKS], noted[at / 1000 - 1]);
	}
	assert_int_equal(looks_trim(*state, &berg, 500, &gone, NULL), ST_OK);
	assert_int_equal(gone, 0);
	assert_int_equal(looks_trim(*state, &berg, 2500, &gone, NULL), ST_OK);
	assert_int_equal(gone, 2);
	assert_int_equal(findings(*state, &acts, &looks), 0);
	assert_int_equal(acts, 1);
	assert_int_equal(looks, 3);
	assert_int_equal(chain_find(*state, noted[0], &known, NULL), ST_OK);
	assert_int_equal(known, CHAIN_TRIMMED);
	assert_int_equal(chain_find(*state, noted[1], &known, NULL), ST_OK);
	assert_int_equal(known, CHAIN_HOLDS);
	/* All of them: the next look still stands on the last that went. */
	assert_int_equal(looks_trim(*state, &berg, 9000, &gone, NULL), ST_OK);
	assert_int_equal(gone, 3);
	look(*state, id_new(), 9000);
	assert_int_equal(findings(*state, NULL, &looks), 0);
	assert_int_equal(looks, 1);
	/* Taken away without an act, it shows. */
	look(*state, id_new(), 9001);
	assert_int_not_equal(findings_after(state, "DELETE FROM look WHERE at = 9000"), 0);
}

/* A file of before the chain: its looks stand in front, and leave by their age like all others. */
static void looks_of_before_stand_in_front(void **state)
{
	int64_t gone, looks;

	store_close(*state);
	raw_int(scratch_path, "INSERT INTO look(seq, at, user, desk, roles, what, about) VALUES(1, 1000, 'a', 'HA', 1, 'look',"
		" randomblob(16)), (2, 2000, 'a', 'HA', 1, 'look', randomblob(16)), (3, 3000, 'a', 'HA', 1, 'look', randomblob(16))");
	*state = scratch_open(false);
	look(*state, id_new(), 4000);
	look(*state, id_new(), 5000);
	assert_int_equal(findings(*state, NULL, &looks), 0);
	assert_int_equal(looks, 5);
	assert_int_equal(looks_trim(*state, &berg, 1500, &gone, NULL), ST_OK);
	assert_int_equal(gone, 1);
	assert_int_equal(findings(*state, NULL, NULL), 0);
	assert_int_equal(looks_trim(*state, &berg, 3500, &gone, NULL), ST_OK);
	assert_int_equal(gone, 2);
	assert_int_equal(findings(*state, NULL, NULL), 0);
	assert_int_equal(looks_trim(*state, &berg, 4500, &gone, NULL), ST_OK);
	assert_int_equal(gone, 1);
	assert_int_equal(findings(*state, NULL, &looks), 0);
	assert_int_equal(looks, 1);
	assert_int_not_equal(findings_after(state, "UPDATE look SET hash = NULL"), 0);
}

static void a_head_that_was_noted_tells_of_a_file_put_back(void **state)
{
	struct chain_head heads[CHAINS];
	char early[CHAIN_HEAD_TEXT], late[CHAIN_HEAD_TEXT];
	enum chain_known known;

	note(*state, "backup", none, NULL);
	assert_int_equal(chain_heads(*state, heads, NULL), ST_OK);
	chain_head_text(&heads[CHAIN_ACTS], early);
	note(*state, "export", none, NULL);
	assert_int_equal(chain_heads(*state, heads, NULL), ST_OK);
	chain_head_text(&heads[CHAIN_ACTS], late);
	assert_int_equal(chain_find(*state, early, &known, NULL), ST_OK);
	assert_int_equal(known, CHAIN_HOLDS);
	assert_int_equal(chain_find(*state, strchr(late, ':') + 1, &known, NULL), ST_OK);
	assert_int_equal(known, CHAIN_HOLDS);
	store_close(*state);
	raw_int(scratch_path, "DELETE FROM act WHERE seq = 2");
	*state = scratch_open(false);
	assert_int_equal(findings(*state, NULL, NULL), 0);
	assert_int_equal(chain_find(*state, late, &known, NULL), ST_OK);
	assert_int_equal(known, CHAIN_SHORTER);
	note(*state, "export", none, "{}");
	assert_int_equal(chain_find(*state, late, &known, NULL), ST_OK);
	assert_int_equal(known, CHAIN_OTHER);
	assert_int_equal(chain_find(*state, "acts:one", &known, NULL), ST_USAGE);
	assert_int_equal(chain_find(*state, "acts:1:9f", &known, NULL), ST_USAGE);
}

#define PROGRAMS 4
#define EACH 25

/* One of several programs that note at once; its exit code tells how it went. */
static void note_many(void)
{
	struct store *store = scratch_open(false);
	int failed = 0;

	for (int i = 0; i < EACH; i++) {
		failed += act_note(store, &berg, "export", none, "{}", NULL) != ST_OK;
		failed += look_append(store, &berg, "look", id_new(), clock_now_ms(), NULL) != ST_OK;
	}
	store_close(store);
	_exit(failed ? 1 : 0);
}

static void several_programs_write_one_chain(void **state)
{
	int64_t acts, looks;
	pid_t child[PROGRAMS];
	int status;

	store_close(*state);
	for (int i = 0; i < PROGRAMS; i++) {
		child[i] = fork();
		if (!child[i])
			note_many();
	}
	for (int i = 0; i < PROGRAMS; i++) {
		assert_int_equal(waitpid(child[i], &status, 0), child[i]);
		assert_true(WIFEXITED(status) && !WEXITSTATUS(status));
	}
	*state = scratch_open(false);
	assert_int_equal(findings(*state, &acts, &looks), 0);
	assert_int_equal(acts, PROGRAMS * EACH);
	assert_int_equal(looks, PROGRAMS * EACH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(acts_come_back),
		SCRATCH_TEST(an_act_that_is_rolled_back_was_not),
		SCRATCH_TEST(erased_people_leave_chains_that_hold),
		SCRATCH_TEST(a_hand_in_the_file_shows),
		SCRATCH_TEST(old_looks_go_and_the_chain_goes_on),
		SCRATCH_TEST(looks_of_before_stand_in_front),
		SCRATCH_TEST(several_programs_write_one_chain),
		SCRATCH_TEST(a_head_that_was_noted_tells_of_a_file_put_back),
	};

	return SCRATCH_RUN(tests);
}
