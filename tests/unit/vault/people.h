/* SPDX-License-Identifier: EUPL-1.2 */
/* A vault with a table t(x) and some people who open it; the passphrases are theirs, not those of the test run. */
#ifndef TESTS_PEOPLE_H
#define TESTS_PEOPLE_H

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/secret.h"
#include "vault/header.h"
#include "vault/vault.h"

static char people_root[] = "/tmp/foothold-people-XXXXXX";
static char people_path[80];

static inline struct secret *people_secret(const char *words)
{
	struct secret *s = secret_new(strlen(words));

	memcpy(secret_bytes(s), words, strlen(words));
	return s;
}

static inline enum status people_fill(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx, (void)err;
	return sqlite3_exec(db, "CREATE TABLE t(x)", NULL, NULL, NULL) == SQLITE_OK ? ST_OK : ST_IO;
}

static inline enum status people_tell(void *ctx, const char *user, bool fresh, struct secret **out, struct err *err)
{
	(void)user, (void)fresh, (void)err;
	*out = people_secret(ctx);
	return ST_OK;
}

static inline enum status people_enter(const char *name, const char *words, struct vault **out, struct err *err)
{
	char *copy = mem_str(words);
	struct vault_options options = { .path = people_path, .user = name, .ask = people_tell, .ask_ctx = copy };
	enum status st = vault_open(&options, out, err);

	free(copy);
	return st;
}

static inline struct vault *people_open(const char *name, const char *words)
{
	struct vault *vault = NULL;
	struct err err;

	err_clear(&err);
	if (people_enter(name, words, &vault, &err) != ST_OK)
		fail_msg("%s", err.text);
	return vault;
}

/* The slot that opens, or -1. */
static inline int people_try(const char *name, const char *words)
{
	struct vault *vault = NULL;
	int slot = people_enter(name, words, &vault, NULL) == ST_OK ? vault_slot(vault) : -1;

	vault_close(vault);
	return slot;
}

/* Anew; with a name, names are asked from the start. */
static inline void people_make(const char *words, const char *name)
{
	char *copy = mem_str(words), *command = mem_fmt("rm -f %s*", people_path);
	struct vault_options options = { .path = people_path, .create = true, .fill = people_fill, .ask = people_tell,
		.ask_ctx = copy, .user = name, .names = name != NULL };
	struct vault *vault = NULL;
	struct err err;

	err_clear(&err);
	if (system(command) || vault_open(&options, &vault, &err) != ST_OK)
		fail_msg("%s", err.text);
	vault_close(vault);
	free(command);
	free(copy);
}

/* Åse in slot 0 (open), Tariq in 1, Noor in 2. */
static inline struct vault *people_three(void)
{
	bool taken[VAULT_SLOTS] = { true };
	struct secret *first = people_secret("welcome"), *second = people_secret("barn owl"),
		*third = people_secret("tawny owl");
	uint8_t key[VAULT_KEY];
	struct vault *vault;
	int slot;

	people_make("welcome", NULL);
	vault = people_open(NULL, "welcome");
	assert_int_equal(vault_slot_renew(vault, 0, "Åse", first, NULL), ST_OK);
	assert_int_equal(vault_slot_give(vault, "Tariq", second, taken, &slot, key, NULL), ST_OK);
	taken[1] = true;
	assert_int_equal(vault_slot_give(vault, "Noor", third, taken, &slot, key, NULL), ST_OK);
	secret_free(first);
	secret_free(second);
	secret_free(third);
	return vault;
}

static inline const uint8_t *people_public_key(const struct vault *vault)
{
	static uint8_t key[VAULT_KEY];

	vault_public_key(vault, key);
	return key;
}

/* With the file closed: one byte, and what it was. */
static inline uint8_t people_put(long at, uint8_t byte)
{
	int fd = open(people_path, O_RDWR);
	uint8_t was = 0;

	assert_true(fd >= 0 && pread(fd, &was, 1, at) == 1 && pwrite(fd, &byte, 1, at) == 1);
	close(fd);
	return was;
}

static inline uint8_t people_flip(long at)
{
	uint8_t was = people_put(at, 0);

	people_put(at, was ^ 1);
	return was;
}

/* Nobody guessed wrong. */
static inline void people_calm(void)
{
	for (int i = 0; i < HEADER_TRIES_LEN; i++)
		people_put(HEADER_TRIES_AT + i, 0);
}

/* Another program at the same file: this one, started anew. One that was only forked would know of the locks here. Its
 * exit status. */
static inline int people_visit(void)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		execl("/proc/self/exe", "visitor", "visit", people_path, (char *)NULL);
		_exit(99);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WEXITSTATUS(status);
}

static inline bool people_visiting(int argc, char **argv)
{
	if (argc != 3 || strcmp(argv[1], "visit"))
		return false;
	snprintf(people_path, sizeof(people_path), "%s", argv[2]);
	return true;
}

static inline int people_folder(void **state)
{
	(void)state;
	if (!mkdtemp(people_root))
		return -1;
	snprintf(people_path, sizeof(people_path), "%s/town.db", people_root);
	return unsetenv("FOOTHOLD_PASSPHRASE_FILE");
}

static inline int people_remove(void **state)
{
	char *command = mem_fmt("rm -rf %s", people_root);
	int rc = system(command);

	(void)state;
	free(command);
	return rc;
}

#endif
