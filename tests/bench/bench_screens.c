/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The real program on a pseudo-terminal: from start to first paint against a bare
 * ncurses program, to the passphrase prompt and from there to the first screen,
 * from a key to its paint in Find over a thousand distinct typings while another
 * process saves, and what memory the screens hold.
 */
#include "config.h"

#include "bench.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf.h"
#include "harness.h"
#include "register/change.h"

enum { STARTS = 15, TYPINGS = 1000, PAUSE_MS = 20 };

static struct harness *start_with(const char *program, const char *file, const char *const *env)
{
	struct harness_options options = { .rows = 24, .cols = 80, .env = env };
	const char *argv[] = { program, file ? "--db" : NULL, file, NULL };
	struct harness *h = harness_start(&options, argv);

	if (!h)
		bench_die(program, "ended before its first paint");
	return h;
}

static struct harness *start(const char *program, const char *file)
{
	static const char *const env[] = { "LC_ALL=C.UTF-8", NULL };

	return start_with(program, file, env);
}

static double first_paint(const char *program, const char *file)
{
	struct harness *h = start(program, file);
	double ms = (double)harness_first_paint_us(h) / 1e3;

	harness_hang_up(h);
	harness_end(h);
	return ms;
}

static void measure_start(const char *file)
{
	struct samples our = { 0 }, floor = { 0 };
	const char *bare = getenv("BENCH_BARE");

	for (int i = 0; i < STARTS; i++) {
		samples_add(&our, first_paint(harness_program(), file));
		samples_add(&floor, first_paint(bare ? bare : "tests/bench/bare", NULL));
	}
	bench_row("start to first paint, beside bare ncurses", "ms", samples_at(&our, 50), samples_at(&floor, 50), AIM_NONE,
		0);
	bench_row("start to first paint", "ms", samples_at(&our, 50), 0, AIM_AT_MOST, 60);
	samples_free(&our);
	samples_free(&floor);
}

/* By the clock, whatever the bench counts: two programs and a terminal take part. */
static double clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void passphrase_of_tests(char *out, int size)
{
	const char *path = getenv("FOOTHOLD_PASSPHRASE_FILE");
	FILE *f = path ? fopen(path, "r") : NULL;

	if (!f || !fgets(out, size, f))
		bench_die("log-in", "no passphrase file");
	fclose(f);
	out[strcspn(out, "\n")] = '\0';
}

/* The prompt, then the passphrase typed and Enter: until Today stands. In these tests' files Argon2 takes no time. */
static void measure_log_in(const char *file)
{
	static const char *const env[] = { "LC_ALL=C.UTF-8", "FOOTHOLD_PASSPHRASE_FILE=", NULL };
	struct samples prompt = { 0 }, opening = { 0 };
	char words[256];

	passphrase_of_tests(words, sizeof(words));
	for (int i = 0; i < STARTS; i++) {
		struct harness *h = start_with(harness_program(), file, env);
		double began;

		samples_add(&prompt, (double)harness_first_paint_us(h) / 1e3);
		if (!harness_shows(h, "Passphrase") || !harness_type(h, words))
			bench_die("log-in", "no passphrase is asked");
		began = clock_ms();
		if (!harness_key(h, HK_ENTER) || !harness_wait_text(h, "Today"))
			bench_die("log-in", "the passphrase opens nothing");
		samples_add(&opening, clock_ms() - began);
		harness_hang_up(h);
		harness_end(h);
	}
	bench_row("start to the passphrase prompt", "ms", samples_at(&prompt, 50), 0, AIM_AT_MOST, 60);
	bench_row("passphrase to Today, Argon2 apart", "ms", samples_at(&opening, 50), 0, AIM_AT_MOST, 60);
	samples_free(&prompt);
	samples_free(&opening);
}

static double anonymous_mb(pid_t pid)
{
	char *path = mem_fmt("/proc/%d/status", (int)pid), line[256];
	FILE *f = fopen(path, "r");
	double kb = 0;

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "RssAnon: %lf", &kb) == 1)
			break;
	if (f)
		fclose(f);
	free(path);
	return kb / 1024;
}

/* A colleague who registers somebody every 20 ms, in a process of their own. */
static pid_t start_colleague(const struct bench *bench, const char *path)
{
	pid_t pid = fork();
	struct store *store;

	if (pid)
		return pid;
	store = bench_store(path, 0, false);
	for (;;) {
		struct change *change = change_begin(store, &bench->actor);
		struct change_item *item = change_create(change, register_kind("person"), NULL);
		struct timespec pause = { 0, PAUSE_MS * 1000000 };
		struct err err;

		if (change_set(item, "family_name", "Colleague", &err) != ST_OK ||
			change_set(item, "arrived", "2026-05-04", &err) != ST_OK ||
			change_commit(change, NULL, NULL, &err) != ST_OK) {
			fprintf(stderr, "bench: a colleague cannot save: %s\n", err.text);
			_exit(1);
		}
		change_free(change);
		nanosleep(&pause, NULL);
	}
}

/* TYPINGS distinct names of the file, beginnings of ten letters at the most. */
static char **names(const char *path, int *count)
{
	struct store *store = bench_store(path, 0, false);
	char **all = mem_array(TYPINGS, sizeof(*all));
	struct stmt *stmt;

	*count = 0;
	if (store_sql(store, "SELECT DISTINCT substr(coalesce(given_name, family_name, own_script), 1, 5) || ' ' ||"
			     " substr(coalesce(family_name, ''), 1, 4) FROM (SELECT * FROM person WHERE gone = 0 AND"
			     " rid % (1 + (SELECT max(rid) FROM person) / 4000) = 0)"
			     " WHERE given_name IS NOT NULL OR family_name IS NOT NULL OR own_script IS NOT NULL"
			     " LIMIT :n", &stmt, NULL) != ST_OK)
		bench_die("find", "no names");
	stmt_int(stmt, "n", TYPINGS);
	while (stmt_step(stmt, NULL) == ST_OK)
		all[(*count)++] = mem_str(stmt_get_text(stmt, 0));
	store_close(store);
	return all;
}

static void type_name(struct harness *h, const char *name, struct samples *all)
{
	size_t len = strlen(name);
	uint32_t cp;

	for (size_t at = 0; at < len;) {
		size_t n = utf_decode(name + at, len - at, &cp);
		char key[5] = "";

		if (!n)
			break;
		memcpy(key, name + at, n);
		at += n;
		if (!harness_key(h, key))
			bench_die("find", "the screens ended");
		samples_add(all, (double)harness_latency_us(h) / 1e3);
	}
}

static void measure_keys(const struct bench *bench, const char *path)
{
	struct samples all = { 0 };
	struct harness *h;
	pid_t colleague;
	int count, status;
	char **name = names(path, &count);

	h = start(harness_program(), path);
	bench_row("RssAnon after the first paint", "MB", anonymous_mb(harness_pid(h)), 0, AIM_AT_MOST, 32);
	colleague = start_colleague(bench, path);
	harness_key(h, "/");
	for (int i = 0; i < count; i++) {
		type_name(h, name[i], &all);
		harness_key(h, HK_F3);
		free(name[i]);
	}
	free(name);
	printf("%d typings, %d keys, a colleague saving all the while\n", count, all.n);
	bench_row("Find on the terminal, key to paint, median", "ms", samples_at(&all, 50), 0, AIM_NONE, 0);
	bench_row("Find on the terminal, key to paint, 99 %", "ms", samples_at(&all, 99), 0, AIM_AT_MOST, 16);
	bench_row("Find on the terminal, key to paint, longest", "ms", samples_at(&all, 100), 0, AIM_NONE, 0);
	bench_row("RssAnon after a thousand typings", "MB", anonymous_mb(harness_pid(h)), 0, AIM_AT_MOST, 32);
	if (waitpid(colleague, &status, WNOHANG) != 0)
		bench_die("find", "the colleague ended before the typing did");
	kill(colleague, SIGKILL);
	waitpid(colleague, &status, 0);
	harness_hang_up(h);
	harness_end(h);
	samples_free(&all);
}

void bench_screens(const struct bench *bench)
{
	const char *path = bench_copy(bench, "ours");

	if (bench_wants(bench, "start"))
		measure_start(path);
	if (bench_wants(bench, "login"))
		measure_log_in(path);
	if (bench_wants(bench, "keys"))
		measure_keys(bench, path);
}
