/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that are whole or not there, and secrets that only their owner can read. */
#include "tests/unit/test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/secret.h"

static char dir[] = "/tmp/foothold-io.XXXXXX";

static char *in_dir(const char *name)
{
	return mem_fmt("%s/%s", dir, name);
}

static char *slurp(const char *path)
{
	static char buf[200];
	FILE *f = fopen(path, "r");
	size_t n;

	if (!f)
		return NULL;
	n = fread(buf, 1, sizeof(buf) - 1, f);
	buf[n] = '\0';
	fclose(f);
	return buf;
}

static void what_is_no_file_is_not_replaced(void **state)
{
	char *path = in_dir("pipe");
	struct io_file *f;
	struct err err;
	struct stat sb;

	(void)state;
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(io_create(path, 0600, &f, &err), ST_IO);
	assert_null(f);
	assert_int_equal(lstat(path, &sb), 0);
	assert_true(S_ISFIFO(sb.st_mode));
	unlink(path);
	free(path);
	assert_int_equal(io_create(dir, 0600, &f, &err), ST_IO);
}

static void a_file_appears_whole(void **state)
{
	char *path = in_dir("whole");
	struct io_file *f;
	struct err err;
	struct stat sb;

	(void)state;
	assert_int_equal(io_create(path, 0600, &f, &err), ST_OK);
	fputs("first", io_stream(f));
	assert_null(slurp(path));
	assert_int_equal(io_commit(f, &err), ST_OK);
	assert_string_equal(slurp(path), "first");
	assert_int_equal(stat(path, &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0600);

	assert_int_equal(io_create(path, 0600, &f, &err), ST_OK);
	fputs("second", io_stream(f));
	io_abandon(f);
	assert_string_equal(slurp(path), "first");
	io_abandon(NULL);
	unlink(path);
	free(path);
	assert_int_equal(rmdir(dir), 0);	/* nothing was left beside */
	assert_int_equal(mkdir(dir, 0700), 0);
}

static void failure_leaves_nothing(void **state)
{
	char *path = in_dir("none/such");
	struct rlimit small = { 4096, RLIM_INFINITY }, before;
	struct io_file *f = (struct io_file *)1;
	struct err err;
	int i;

	(void)state;
	assert_int_equal(io_create(path, 0600, &f, &err), ST_NOTFOUND);
	assert_null(f);
	assert_non_null(strstr(err.text, "none/such"));
	free(path);

	path = in_dir("big");
	getrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(io_create(path, 0600, &f, &err), ST_OK);
	small.rlim_max = before.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	for (i = 0; i < 10000; i++)
		fputs("0123456789", io_stream(f));
	assert_int_equal(io_commit(f, &err), ST_IO);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(access(path, F_OK), -1);
	free(path);
}

static void errno_becomes_a_sentence(void **state)
{
	static const struct { int errnum; enum status st; } cases[] = {
		{ ENOENT, ST_NOTFOUND }, { EACCES, ST_IO }, { EROFS, ST_IO }, { ENOSPC, ST_FULL }, { EDQUOT, ST_FULL },
		{ EISDIR, ST_IO }, { EEXIST, ST_IO }, { EIO, ST_IO }, { ENAMETOOLONG, ST_IO }, { ENOTDIR, ST_NOTFOUND },
	};
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(io_error(&err, cases[i].errnum, "/some/file"), cases[i].st);
		assert_non_null(strstr(err.text, "/some/file"));
		assert_int_equal(err.text[strlen(err.text) - 1], '.');
	}
}

static void write_file(const char *path, const char *text, mode_t mode)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	chmod(path, mode);
}

static void read_secret(const char *path, enum status want, const char *text)
{
	struct secret *s = (struct secret *)1;
	struct err err;

	assert_int_equal(secret_read(path, &s, &err), want);
	if (want != ST_OK) {
		assert_null(s);
		return;
	}
	assert_int_equal(secret_len(s), strlen(text));
	assert_memory_equal(secret_bytes(s), text, strlen(text));
	secret_free(s);
}

static void passphrases_come_from_private_files(void **state)
{
	char *path = in_dir("pass"), longer[1100];

	(void)state;
	write_file(path, "correct horse\nsecond line\n", 0600);
	read_secret(path, ST_OK, "correct horse");
	write_file(path, "dos line\r\n", 0400);
	read_secret(path, ST_OK, "dos line");
	unlink(path);
	write_file(path, "no end", 0600);
	read_secret(path, ST_OK, "no end");
	chmod(path, 0640);
	read_secret(path, ST_DENIED, "");
	chmod(path, 0604);
	read_secret(path, ST_DENIED, "");
	write_file(path, "\n", 0600);
	read_secret(path, ST_INVALID, "");
	memset(longer, 'x', sizeof(longer));
	longer[sizeof(longer) - 1] = '\0';
	write_file(path, longer, 0600);
	read_secret(path, ST_INVALID, "");
	unlink(path);
	read_secret(path, ST_NOTFOUND, "");
	read_secret(dir, ST_IO, "");
	free(path);
}

static void passphrases_come_from_descriptors(void **state)
{
	char name[16], rest[8] = "";
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], "line\nrest", 9), 9);
	snprintf(name, sizeof(name), "fd:%d", fd[0]);
	read_secret(name, ST_OK, "line");
	assert_int_equal(read(fd[0], rest, 4), 4);	/* what follows is left for whoever owns it */
	assert_string_equal(rest, "rest");
	close(fd[0]);
	close(fd[1]);
	read_secret(name, ST_IO, "");
	read_secret("fd:", ST_NOTFOUND, "");
	read_secret("fd:x", ST_NOTFOUND, "");
}

static void the_process_leaves_no_core(void **state)
{
	struct rlimit limit;

	(void)state;
	secret_harden_process();
	getrlimit(RLIMIT_CORE, &limit);
	assert_int_equal(limit.rlim_max, 0);
}

static int begin(void **state)
{
	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	return mkdtemp(dir) ? 0 : 1;
}

static int end(void **state)
{
	(void)state;
	return rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_appears_whole),
		cmocka_unit_test(what_is_no_file_is_not_replaced),
		cmocka_unit_test(failure_leaves_nothing),
		cmocka_unit_test(errno_becomes_a_sentence),
		cmocka_unit_test(passphrases_come_from_private_files),
		cmocka_unit_test(passphrases_come_from_descriptors),
		cmocka_unit_test(the_process_leaves_no_core),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
