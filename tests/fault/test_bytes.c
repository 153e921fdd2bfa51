/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Hostile and rotten bytes for what reads a vault: its header, its log, the log's
 * index and its pages, cut, flipped, moved and put in from elsewhere.  Whatever
 * stands there: never a fall, never a word that was not saved, commits in their
 * order without a gap, and what does not open is left as it was.
 * FUZZ_SECONDS and FUZZ_SEED as in test_garbage; the long test (BYTES_LONG) takes more turns.
 */
#include "config.h"

#include "../unit/test.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/raw.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "garbage.h"
#include "vault/vault.h"

#ifdef BYTES_LONG
enum { TURNS = 2000 };
#else
enum { TURNS = 80 };
#endif

enum { IN_FILE = 6, IN_LOG = 12, ALL = IN_FILE + IN_LOG, LOG_HEAD = 72, LOG_STEP = 64 + SHIM_PAGE };

static char folder[] = "/tmp/foothold-bytes-XXXXXX";
static char *path, *log_path, *index_path;

struct bytes { uint8_t *b; size_t len; };
static struct bytes whole, whole_log, older_log, whole_index;
static uint64_t turn_seed;     /* of the turn at hand, told at the end */

static struct bytes bytes_of(const char *name)
{
	struct bytes out = { mem_alloc(1 << 22), 0 };
	FILE *f = fopen(name, "rb");

	assert_non_null(f);
	out.len = fread(out.b, 1, 1 << 22, f);
	fclose(f);
	return out;
}

static void put(const char *name, const struct bytes *bytes)
{
	FILE *f;

	unlink(name);
	f = fopen(name, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes->b, 1, bytes->len, f), bytes->len);
	fclose(f);
}

static struct bytes same(const struct bytes *from)
{
	struct bytes out = { mem_alloc(from->len + (1 << 16)), from->len };

	memcpy(out.b, from->b, from->len);
	return out;
}

/* [at, at + len) within the bytes, len bytes at the most. */
static size_t some(const struct bytes *bytes, size_t *at, size_t most)
{
	*at = garbage_below((uint32_t)bytes->len);
	most = 1 + garbage_below((uint32_t)most);
	return *at + most > bytes->len ? bytes->len - *at : most;
}

/* In units of `unit` bytes behind `head`, as the format has them, or anywhere. */
static void spoil(struct bytes *bytes, const struct bytes *other, size_t head, size_t unit)
{
	size_t at, len, from, units = (bytes->len - head) / unit;

	switch (garbage_below(8)) {
	case 0:
	case 1:
		bytes->b[garbage_below((uint32_t)bytes->len)] ^= (uint8_t)(1u << garbage_below(8));
		break;
	case 2:
		len = some(bytes, &at, 300);
		memset(bytes->b + at, garbage_below(2) ? 0 : 255, len);
		break;
	case 3:
		len = some(bytes, &at, 300);
		for (size_t i = 0; i < len; i++)
			bytes->b[at + i] = (uint8_t)garbage_below(256);
		break;
	case 4:
		bytes->len = garbage_below((uint32_t)bytes->len + 1);
		break;
	case 5:
		if (units < 2)
			break;
		at = head + unit * garbage_below((uint32_t)units);
		from = head + unit * garbage_below((uint32_t)units);
		memmove(bytes->b + at, bytes->b + from, unit);
		break;
	case 6:
		at = head + unit * garbage_below((uint32_t)units);
		if (other->len >= at + unit)
			memcpy(bytes->b + at, other->b + at, unit);
		break;
	default:
		len = some(bytes, &at, 5000);
		memmove(bytes->b + bytes->len, bytes->b + at, len);
		bytes->len += len;
	}
}

static sqlite3_int64 number(sqlite3 *db, const char *sql, int *rc)
{
	sqlite3_stmt *stmt = NULL;
	sqlite3_int64 n = -1;

	*rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
	if (*rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		n = sqlite3_column_int64(stmt, 0);
	if (*rc == SQLITE_OK)
		*rc = sqlite3_finalize(stmt);
	return n;
}

/* Opens it as everybody does. How many commits it shows, or -1 when that was told in words. */
static int commits(void)
{
	struct vault_options options = { .path = path };
	struct vault *vault;
	struct err err;
	sqlite3_int64 count, highest;
	int rc;

	err_clear(&err);
	if (vault_open(&options, &vault, &err) != ST_OK) {
		if (!*err.text || !err.status)
			fail_msg("refused without words");
		return -1;
	}
	count = number(vault_db(vault), "SELECT count(*) FROM kept WHERE words = printf('commit %d', n) AND"
		" length(more) = 3000", &rc);
	if (rc == SQLITE_OK)
		highest = number(vault_db(vault), "SELECT coalesce(max(n), 0) FROM kept", &rc);
	else
		highest = 0;
	if (rc != SQLITE_OK) {
		assert_int_not_equal(vault_fail(vault_db(vault), rc, &err), ST_OK);
		assert_true(*err.text);
		count = -1;
	} else if (count != highest) {
		fail_msg("%d commits, and the last is number %d", (int)count, (int)highest);
	}
	vault_close(vault);
	return (int)count;
}

static void bring(const struct bytes *file, const struct bytes *log, const struct bytes *index)
{
	put(path, file);
	if (log)
		put(log_path, log);
	else
		unlink(log_path);
	if (index)
		put(index_path, index);
	else
		unlink(index_path);
}

static void rotten_log(void)
{
	struct bytes log = same(&whole_log);
	int seen;

	for (uint32_t i = 0, n = 1 + garbage_below(3); i < n && log.len > LOG_HEAD + LOG_STEP; i++)
		spoil(&log, &older_log, LOG_HEAD, LOG_STEP);
	bring(&whole, &log, garbage_below(2) ? &whole_index : NULL);
	seen = commits();
	/* Of the log as much as is whole; what the file itself holds is never lost. */
	assert_true(seen == -1 || (seen >= IN_FILE && seen <= ALL));
	free(log.b);
}

static void rotten_index(void)
{
	struct bytes index = same(&whole_index);

	for (uint32_t i = 0, n = 1 + garbage_below(5); i < n && index.len > 8192; i++)
		spoil(&index, &whole_index, 0, 4096);
	bring(&whole, &whole_log, &index);
	/* Nobody has the file open: the index is made anew from the log. */
	assert_int_equal(commits(), ALL);
	free(index.b);
}

static void rotten_header(void)
{
	struct bytes file = same(&whole), head = { file.b, SHIM_HEADER }, after;
	int seen;

	for (uint32_t i = 0, n = 1 + garbage_below(4); i < n && head.len == SHIM_HEADER; i++)
		spoil(&head, &whole, 0, garbage_below(2) ? SHIM_HEADER / 2 : 64);
	if (head.len < SHIM_HEADER)
		file.len = head.len;
	else    /* what was put behind the header by `spoil` belongs to the pages again */
		memcpy(file.b + SHIM_HEADER, whole.b + SHIM_HEADER, whole.len - SHIM_HEADER);
	bring(&file, &whole_log, NULL);
	seen = commits();
	assert_true(seen == -1 || seen == ALL);
	after = bytes_of(path);
	if (seen == -1) {
		/* But for the wrong tries nothing was written, and the log is there still. */
		assert_int_equal(after.len, file.len);
		for (size_t i = 0; i < file.len; i++)
			if (after.b[i] != file.b[i] && (i < HEADER_TRIES_AT || i >= HEADER_TRIES_AT + HEADER_TRIES_LEN))
				fail_msg("byte %zu was changed", i);
		assert_int_equal(access(log_path, F_OK), 0);
	}
	free(after.b);
	free(file.b);
}

static void rotten_pages(void)
{
	struct bytes file = same(&whole), pages = { file.b + SHIM_HEADER, file.len - SHIM_HEADER };
	struct bytes none = { NULL, 0 };

	spoil(&pages, &none, 0, SHIM_PAGE);
	file.len = SHIM_HEADER + pages.len;
	bring(&file, garbage_below(2) ? &whole_log : NULL, NULL);
	assert_true(commits() <= ALL);
	free(file.b);
}

/* So many turns, or as many as FUZZ_SECONDS allow. */
static void take_turns(const char *what, void (*turn)(void))
{
	const char *first = getenv("FUZZ_SEED"), *wanted = getenv("FUZZ_SECONDS");
	uint64_t seed = first ? strtoull(first, NULL, 10) : 1, turns = 0;
	int64_t end = clock_ticks_ms() + (wanted ? strtoll(wanted, NULL, 10) * 1000 : 0);

	while (wanted ? clock_ticks_ms() < end : turns < TURNS) {
		garbage_seed(turn_seed = seed + turns++);
		turn();
	}
	print_message("%s: %llu turns from seed %llu\n", what, (unsigned long long)turns, (unsigned long long)seed);
}

static void a_rotten_log_gives_what_is_whole(void **state)
{
	(void)state;
	take_turns("log", rotten_log);
}

static void a_rotten_index_is_made_anew(void **state)
{
	(void)state;
	take_turns("index", rotten_index);
}

static void a_rotten_header_opens_or_stays_as_it_was(void **state)
{
	(void)state;
	take_turns("header", rotten_header);
}

static void rotten_pages_are_told(void **state)
{
	(void)state;
	take_turns("pages", rotten_pages);
}

static bool insert(sqlite3 *db, int first, int last)
{
	for (int n = first; n <= last; n++) {
		char *sql = mem_fmt("INSERT INTO kept VALUES(%d, 'commit %d', zeroblob(3000))", n, n);
		int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);

		free(sql);
		if (rc != SQLITE_OK)
			return false;
	}
	return true;
}

/* Some commits in the file, some in a log that is left behind, and another log of before, put aside. */
static int work_and_die(const char *aside)
{
	sqlite3 *db = raw_open(path);
	struct bytes older;

	if (sqlite3_exec(db, "PRAGMA wal_autocheckpoint=0; CREATE TABLE kept(n INTEGER PRIMARY KEY, words, more);"
			"PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) != SQLITE_OK || !insert(db, 1, IN_FILE))
		return 1;
	older = bytes_of(log_path);
	put(aside, &older);
	return sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) == SQLITE_OK &&
		insert(db, IN_FILE + 1, ALL) ? 0 : 2;
}

static int make(void **state)
{
	struct vault_options options = { .create = true };
	char *aside;
	struct vault *vault;
	pid_t pid;
	int status;

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	path = mem_fmt("%s/file", folder);
	log_path = mem_fmt("%s-wal", path);
	index_path = mem_fmt("%s-shm", path);
	aside = mem_fmt("%s/older-log", folder);
	options.path = path;
	if (vault_open(&options, &vault, NULL) != ST_OK)
		return -1;
	vault_close(vault);
	pid = fork();
	if (pid == 0)
		_exit(work_and_die(aside));
	if (waitpid(pid, &status, 0) != pid || status)
		return -1;
	whole = bytes_of(path);
	whole_log = bytes_of(log_path);
	whole_index = bytes_of(index_path);
	older_log = bytes_of(aside);
	free(aside);
	return 0;
}

static int discard(void **state)
{
	char *command = mem_fmt("rm -rf %s", folder);
	int rc = system(command);

	(void)state;
	print_message("last turn from seed %llu\n", (unsigned long long)turn_seed);
	free(command);
	free(path);
	free(log_path);
	free(index_path);
	free(whole.b);
	free(whole_log.b);
	free(whole_index.b);
	free(older_log.b);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rotten_log_gives_what_is_whole),
		cmocka_unit_test(a_rotten_index_is_made_anew),
		cmocka_unit_test(a_rotten_header_opens_or_stays_as_it_was),
		cmocka_unit_test(rotten_pages_are_told),
	};

	return cmocka_run_group_tests(tests, make, discard);
}
