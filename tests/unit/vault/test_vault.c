/* SPDX-License-Identifier: EUPL-1.2 */
/* Where a file may stand, who may read it, and what each answer of SQLite says to a person. */
#include "config.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "vault/vault.h"

static char folder[] = "/tmp/foothold-vault-XXXXXX";
static long pretend;            /* magic number of the file system, 0: the true one */

int __real_statfs(const char *path, struct statfs *out);
int __wrap_statfs(const char *path, struct statfs *out);
int __wrap_statfs(const char *path, struct statfs *out)
{
	int rc = __real_statfs(path, out);

	if (pretend)
		out->f_type = pretend;
	return rc;
}

static enum status fill(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx;
	(void)err;
	return sqlite3_exec(db, "CREATE TABLE t(x)", NULL, NULL, NULL) == SQLITE_OK ? ST_OK : ST_IO;
}

static enum status open_at(const char *path, bool create, struct vault **vault, struct err *err)
{
	struct vault_options options = { .path = path, .create = create, .fill = fill };

	err_clear(err);
	return vault_open(&options, vault, err);
}

static char *in_folder(const char *name)
{
	return mem_fmt("%s/%s", folder, name);
}

static void make(const char *path)
{
	struct vault *vault;
	struct err err;

	if (open_at(path, true, &vault, &err) != ST_OK)
		fail_msg("%s", err.text);
	vault_close(vault);
}

static void network_file_systems_are_refused(void **state)
{
	static const struct { long magic; const char *name; } far[] = {
		{ 0x6969, "NFS" }, { 0x517B, "SMB" }, { (long)0xFF534D42, "CIFS" }, { (long)0xFE534D42, "SMB2" },
		{ 0x01021997, "9P" },
	};
	char *path = in_folder("far");
	struct vault *vault;
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(far); i++) {
		pretend = far[i].magic;
		assert_int_equal(open_at(path, true, &vault, &err), ST_IO);
		assert_non_null(strstr(err.text, far[i].name));
		assert_int_equal(access(path, F_OK), -1);
	}
	/* A disk served by FUSE is a disk of this machine unless its type says otherwise. */
	pretend = 0x65735546;
	make(path);
	pretend = 0x6969;
	assert_int_equal(open_at(path, false, &vault, &err), ST_IO);
	pretend = 0;
	free(path);
}

static void links_are_followed_to_the_file(void **state)
{
	char *path = in_folder("true"), *link = in_folder("link"), *nowhere = in_folder("nowhere");
	struct vault *vault;
	struct err err;

	(void)state;
	make(path);
	assert_int_equal(symlink(path, link), 0);
	assert_int_equal(open_at(link, false, &vault, &err), ST_OK);
	assert_string_equal(vault_path(vault), path);
	vault_close(vault);
	/* A new file never goes where a link points. */
	assert_int_equal(symlink("/tmp/foothold-elsewhere", nowhere), 0);
	assert_int_equal(open_at(nowhere, true, &vault, &err), ST_IO);
	assert_int_equal(access("/tmp/foothold-elsewhere", F_OK), -1);
	assert_int_equal(open_at(folder, false, &vault, &err), ST_CORRUPT);
	free(path);
	free(link);
	free(nowhere);
}

static void relative_paths_hold_after_the_folder_changes(void **state)
{
	char *path = in_folder("relative"), *before = getcwd(NULL, 0);
	struct vault *vault;
	struct err err;

	(void)state;
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(open_at("relative", true, &vault, &err), ST_OK);
	assert_int_equal(chdir(before), 0);
	assert_string_equal(vault_path(vault), path);
	vault_close(vault);
	assert_int_equal(open_at("", false, &vault, &err), ST_USAGE);
	free(path);
	free(before);
}

static enum status fail_to_fill(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)db;
	(void)ctx;
	return err_set(err, ST_FULL, "full");
}

static void a_failed_creation_leaves_nothing(void **state)
{
	char *path = in_folder("halfway"), *sub = in_folder("empty"), *inside = in_folder("empty/file");
	struct vault_options options = { .path = inside, .create = true, .fill = fail_to_fill };
	struct vault *vault;
	struct err err;

	(void)state;
	assert_int_equal(mkdir(sub, 0700), 0);
	assert_int_equal(vault_open(&options, &vault, &err), ST_FULL);
	assert_int_equal(rmdir(sub), 0);               /* only an empty folder goes */
	assert_int_equal(vault_open(&options, &vault, &err), ST_NOTFOUND);
	free(path);
	free(sub);
	free(inside);
}

static void a_journal_beside_the_file_is_told(void **state)
{
	char *path = in_folder("with-journal"), *journal = in_folder("with-journal-journal");
	struct vault *vault;
	struct err err;
	FILE *f;

	(void)state;
	make(path);
	f = fopen(journal, "w");
	fputs("pages of another time", f);
	fclose(f);
	assert_int_equal(open_at(path, false, &vault, &err), ST_IO);
	assert_non_null(strstr(err.text, "with-journal-journal"));
	assert_int_equal(unlink(journal), 0);
	assert_int_equal(open_at(path, false, &vault, &err), ST_OK);
	vault_close(vault);
	free(path);
	free(journal);
}

static void a_passphrase_file_is_its_owners_alone(void **state)
{
	char *path = in_folder("with-passphrase"), *words = in_folder("words");
	struct vault_options options = { .path = path, .create = true, .fill = fill, .passphrase_file = words };
	struct vault *vault;
	struct err err;
	FILE *f = fopen(words, "w");

	(void)state;
	fputs("correct horse\n", f);
	fclose(f);
	assert_int_equal(chmod(words, 0644), 0);
	assert_int_not_equal(vault_open(&options, &vault, &err), ST_OK);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(chmod(words, 0600), 0);
	assert_int_equal(vault_open(&options, &vault, &err), ST_OK);
	vault_close(vault);
	free(path);
	free(words);
}

/* As somebody who is not root, for whom permissions count. */
static int as_nobody(int (*fn)(const char *path), const char *path)
{
	char *words = in_folder("nobodys-words");
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		/* A passphrase file is its owner's alone: a copy for the one who borrows these hands. */
		char *copy = mem_fmt("install -m 600 -o %d \"$FOOTHOLD_PASSPHRASE_FILE\" %s", geteuid() == 0 ? 65534 :
			(int)geteuid(), words);

		if (system(copy) || setenv("FOOTHOLD_PASSPHRASE_FILE", words, 1))
			_exit(98);
		if (geteuid() == 0 && (setgid(65534) || setuid(65534)))
			_exit(99);
		_exit(fn(path));
	}
	assert_true(waitpid(pid, &status, 0) == pid);
	assert_true(WIFEXITED(status));
	free(words);
	return WEXITSTATUS(status);
}

static int read_but_not_write(const char *path)
{
	struct vault *vault;
	struct err err;
	int rc;

	if (open_at(path, false, &vault, &err) != ST_OK) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	if (!vault_read_only(vault))
		return 2;
	if (sqlite3_exec(vault_db(vault), "SELECT * FROM t", NULL, NULL, NULL) != SQLITE_OK)
		return 3;
	rc = sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES(1)", NULL, NULL, NULL);
	if (vault_fail(vault_db(vault), rc, &err) != ST_IO || !strstr(err.text, "only be read"))
		return 4;
	vault_close(vault);
	return 0;
}

static int cannot_read(const char *path)
{
	struct vault *vault;
	struct err err;

	return open_at(path, false, &vault, &err) == ST_IO && strstr(err.text, "you may") ? 0 : 1;
}

static int needs_a_writable_folder(const char *path)
{
	struct vault *vault;
	struct err err;
	enum status st = open_at(path, false, &vault, &err);

	if (st != ST_IO)
		return 1;
	return strstr(err.text, "folder") ? 0 : 2;
}

static void permissions_are_told_in_words(void **state)
{
	char *path = in_folder("guarded"), *sub = in_folder("locked"), *inside = in_folder("locked/file");

	(void)state;
	make(path);
	assert_int_equal(chmod(folder, 0777), 0);
	assert_int_equal(chmod(path, 0444), 0);
	assert_int_equal(as_nobody(read_but_not_write, path), 0);
	assert_int_equal(chmod(path, 0600), 0);
	if (geteuid() != 0)
		assert_int_equal(chmod(path, 0), 0);
	assert_int_equal(as_nobody(cannot_read, path), 0);
	assert_int_equal(mkdir(sub, 0700), 0);
	make(inside);
	assert_int_equal(chmod(inside, 0666), 0);
	assert_int_equal(chmod(sub, 0555), 0);
	assert_int_equal(as_nobody(needs_a_writable_folder, inside), 0);
	assert_int_equal(chmod(sub, 0755), 0);
	free(path);
	free(sub);
	free(inside);
}

static void every_answer_has_its_sentence(void **state)
{
	static const struct { int rc; enum status status; const char *words; } answers[] = {
		{ SQLITE_BUSY, ST_BUSY, "try again" },
		{ SQLITE_BUSY_SNAPSHOT, ST_BUSY, "try again" },
		{ SQLITE_FULL, ST_FULL, "no room" },
		{ SQLITE_IOERR_WRITE, ST_IO, "disk reports an error" },
		{ SQLITE_IOERR_FSYNC, ST_IO, "disk reports an error" },
		{ SQLITE_READONLY, ST_IO, "only be read" },
		{ SQLITE_READONLY_DBMOVED, ST_IO, "moved" },
		{ SQLITE_CANTOPEN, ST_IO, "cannot be opened" },
		{ SQLITE_CORRUPT, ST_CORRUPT, "damaged" },
		{ SQLITE_CORRUPT_INDEX, ST_CORRUPT, "damaged" },
		{ SQLITE_IOERR_DATA, ST_CORRUPT, "damaged" },
		{ SQLITE_NOTADB, ST_CORRUPT, "not a Foothold file" },
		{ SQLITE_CONSTRAINT_FOREIGNKEY, ST_INVALID, "refers" },
		{ SQLITE_CONSTRAINT_UNIQUE, ST_INVALID, "same number" },
		{ SQLITE_CONSTRAINT_CHECK, ST_INVALID, "rule" },
		{ SQLITE_TOOBIG, ST_INVALID, "too long" },
		{ SQLITE_INTERRUPT, ST_CANCELLED, "Stopped" },
		{ SQLITE_NOMEM, ST_IO, "memory" },
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
		err_clear(&err);
		assert_int_equal(vault_fail(NULL, answers[i].rc, &err), answers[i].status);
		assert_int_equal(err.status, answers[i].status);
		if (!strstr(err.text, answers[i].words))
			fail_msg("%d: %s", answers[i].rc, err.text);
	}
}

static void a_copy_is_whole_and_takes_no_name(void **state)
{
	char *path = in_folder("original"), *copy = in_folder("copy");
	struct vault *vault, *second;
	struct stat info;
	struct err err;

	(void)state;
	assert_int_equal(open_at(path, true, &vault, &err), ST_OK);
	assert_int_equal(sqlite3_exec(vault_db(vault), "INSERT INTO t VALUES(1)", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(vault_copy(vault, copy, NULL, NULL, NULL, &err), ST_OK);
	assert_int_equal(vault_copy(vault, copy, NULL, NULL, NULL, &err), ST_IO);
	assert_int_equal(stat(copy, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	assert_int_equal(open_at(copy, false, &second, &err), ST_OK);
	assert_int_equal(sqlite3_exec(vault_db(second), "UPDATE t SET x = 2 WHERE x = 1", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_changes(vault_db(second)), 1);
	vault_close(second);
	vault_close(vault);
	free(path);
	free(copy);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char *command = mem_fmt("rm -rf %s", folder);
	int rc = system(command);

	(void)state;
	free(command);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(network_file_systems_are_refused),
		cmocka_unit_test(links_are_followed_to_the_file),
		cmocka_unit_test(relative_paths_hold_after_the_folder_changes),
		cmocka_unit_test(a_failed_creation_leaves_nothing),
		cmocka_unit_test(a_journal_beside_the_file_is_told),
		cmocka_unit_test(a_passphrase_file_is_its_owners_alone),
		cmocka_unit_test(permissions_are_told_in_words),
		cmocka_unit_test(every_answer_has_its_sentence),
		cmocka_unit_test(a_copy_is_whole_and_takes_no_name),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
