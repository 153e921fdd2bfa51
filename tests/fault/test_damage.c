/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Bytes that rot: whatever place of the file is overwritten or cut off, the
 * program answers with a status and a sentence, never falls over, and the check
 * finds what SQLite itself can find.
 */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "desk.h"

enum { PEOPLE = 40, TRIALS = 120 };

static char *original;
static size_t original_len;

static void read_original(void)
{
	FILE *f = fopen(desk_path, "rb");
	struct stat info;

	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &info), 0);
	original_len = (size_t)info.st_size;
	original = mem_alloc(original_len);
	assert_int_equal(fread(original, 1, original_len, f), original_len);
	fclose(f);
}

static void write_damaged(const char *bytes, size_t len)
{
	FILE *f = fopen(desk_path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	fclose(f);
}

static void found(void *ctx, const char *what)
{
	if (*what)
		++*(int *)ctx;
}

static int fault_in(enum status st, const struct err *err)
{
	return st == ST_OK ? 0 : err->status == st && *err->text ? 1 : 99;
}

/* Opens, checks, saves. 0: nothing was noticed; 1: told in words; anything else is a fault of the program. */
static int use_it(void)
{
	struct store *store;
	struct err err;
	int findings = 0, told, more;
	enum status st = desk_try_open(&store, &err);

	if (st != ST_OK)
		return fault_in(st, &err);
	st = store_check(store, found, &findings, &err);
	told = fault_in(st, &err);
	st = desk_save(store, "Haidari", &(struct id){ { 0 } }, &err);
	more = fault_in(st, &err);
	store_close(store);
	if (told > 1 || more > 1)
		return 99;
	return told || more || findings ? 1 : 0;
}

static int in_a_child(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		/* The test program's own handlers would hide what happens here. */
		signal(SIGSEGV, SIG_DFL);
		signal(SIGBUS, SIG_DFL);
		signal(SIGABRT, SIG_DFL);
		alarm(60);
		_exit(use_it());
	}
	assert_true(waitpid(pid, &status, 0) == pid);
	if (!WIFEXITED(status))
		fail_msg("the program fell over by signal %d", WTERMSIG(status));
	return WEXITSTATUS(status);
}

static void fill(void **state)
{
	struct store *store;

	assert_int_equal(desk_new_file(state), 0);
	store = desk_open();
	for (int i = 0; i < PEOPLE; i++)
		assert_int_equal(desk_save(store, "Haidari", &(struct id){ { 0 } }, NULL), ST_OK);
	store_close(store);
	read_original();
}

static void rotten_bytes_are_told(void **state)
{
	unsigned random = 7;
	int noticed = 0;

	fill(state);
	for (int trial = 0; trial < TRIALS; trial++) {
		char *damaged = mem_alloc(original_len);
		size_t at, len;

		memcpy(damaged, original, original_len);
		random = random * 1664525u + 1013904223u;
		at = trial < 20 ? (size_t)trial * 5 : (random >> 4) % original_len;   /* the head, then anywhere */
		random = random * 1664525u + 1013904223u;
		len = 1 + (random >> 8) % 600;
		for (size_t i = at; i < at + len && i < original_len; i++)
			damaged[i] = (char)(damaged[i] ^ (char)(1 + (random >> (i % 24)) % 255));
		write_damaged(damaged, original_len);
		free(damaged);
		switch (in_a_child()) {
		case 0:
			break;
		case 1:
			noticed++;
			break;
		default:
			fail_msg("a failure without words, after %zu bytes at %zu", len, at);
		}
	}
	print_message("%d of %d damages told\n", noticed, TRIALS);
	/* The rest fell into room that no page uses, or into a value, which SQLite alone cannot judge. */
	assert_true(noticed >= 20);
	free(original);
}

static void a_cut_file_is_told(void **state)
{
	fill(state);
	for (size_t len = 0; len < original_len; len += 4096 * 7 + 1) {
		write_damaged(original, len);
		assert_int_equal(in_a_child(), 1);
	}
	/* And whole again, it is as good as before. */
	write_damaged(original, original_len);
	assert_int_equal(in_a_child(), 0);
	free(original);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rotten_bytes_are_told),
		cmocka_unit_test(a_cut_file_is_told),
	};

	return cmocka_run_group_tests(tests, desk_make, desk_remove);
}
