/* SPDX-License-Identifier: EUPL-1.2 */
/* Sealed files: who opens them, what the town sees of them, and that nothing of them stands anywhere in plain. */
#include "tests/unit/cases/town.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/secret.h"
#include "cases/sealed.h"
#include "store/inside.h"
#include "store/users.h"

/* Not the first of the town: somebody who is called like nothing else in the file. */
#define NAME "Quzzafirah"

static void write_passphrase(const char *file, const char *words)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	assert_int_equal(chmod(file, 0600), 0);
	fprintf(f, "%s\n", words);
	fclose(f);
}

/* A colleague with a slot and a personal key; the passphrase is the name twice. */
static struct user colleague(struct store *store, const char *name, uint32_t roles)
{
	static bool taken[VAULT_SLOTS] = { true, true };
	struct secret *passphrase = secret_new(2 * strlen(name));
	struct user user = { .id = id_new(), .roles = roles, .recovery_slot = -1 };
	struct stmt *stmt;
	unsigned was = store_enter(store, DOOR_USERS);

	memcpy(secret_bytes(passphrase), name, strlen(name));
	memcpy((char *)secret_bytes(passphrase) + strlen(name), name, strlen(name));
	str_copy(user.name, sizeof user.name, name);
	WELL(store_begin(store, &err_));
	WELL(vault_ask_names(store->vault, true, &err_));
	WELL(vault_slot_give(store->vault, name, passphrase, taken, &user.slot, user.public_key, &err_));
	taken[user.slot] = true;
	WELL(store_sql(store, "INSERT INTO user(id, name, name_key, roles, permits, slot, public_key, added)"
		" VALUES(:id, :name, :name, :roles, 0, :slot, :key, 1)", &stmt, &err_));
	stmt_id(stmt, "id", user.id);
	stmt_text(stmt, "name", name);
	stmt_int(stmt, "roles", roles);
	stmt_int(stmt, "slot", user.slot);
	stmt_blob(stmt, "key", user.public_key, sizeof user.public_key);
	WELL(stmt_run(stmt, &err_));
	WELL(store_commit(store, &err_));
	store_leave(store, was);
	secret_free(passphrase);
	return user;
}

static struct actor as(const struct user *user)
{
	struct actor actor = { .desk = "HA", .roles = user->roles, .id = user->id };

	str_copy(actor.user, sizeof actor.user, user->name);
	return actor;
}

/* The same file, opened by this colleague's own passphrase. */
static struct store *log_in(const struct store *town, const struct user *user)
{
	char file[200], words[160];
	struct vault_options options = { .path = store_path(town), .user = user->name, .passphrase_file = file };
	struct store *store = NULL;

	snprintf(file, sizeof file, "%s/%s.pass", doors_folder, user->name);
	snprintf(words, sizeof words, "%s%s", user->name, user->name);
	write_passphrase(file, words);
	WELL(store_open(&options, &store, &err_));
	unlink(file);
	return store;
}

/* All pages of an opened file as they stand decrypted, free ones too. */
static bool pages_show(struct store *store, const char *name)
{
	sqlite3_int64 len = 0;
	unsigned char *pages = sqlite3_serialize(store->db, "main", &len, 0);
	bool found;

	assert_non_null(pages);
	found = memmem(pages, (size_t)len, name, strlen(name)) != NULL;
	sqlite3_free(pages);
	return found;
}

static bool disk_shows(const char *path, const char *name)
{
	static const char *const suffix[] = { "", "-wal", "-shm" };
	bool found = false;

	for (size_t i = 0; i < ARRAY_LEN(suffix); i++) {
		char *file = mem_fmt("%s%s", path, suffix[i]);
		FILE *f = fopen(file, "r");
		struct stat sb;
		char *all;

		free(file);
		if (!f)
			continue;
		assert_int_equal(fstat(fileno(f), &sb), 0);
		all = mem_alloc((size_t)sb.st_size + 1);
		assert_int_equal(fread(all, 1, (size_t)sb.st_size, f), (size_t)sb.st_size);
		found = found || memmem(all, (size_t)sb.st_size, name, strlen(name));
		free(all);
		fclose(f);
	}
	return found;
}

static struct id person_in(struct store *store, const char *name)
{
	const char *pair[] = { NULL, "arrived=2026-05-01", "born=1990-02-03", NULL };
	struct change *change = change_begin(store, &everybody);
	struct id id = NOBODY;
	char given[120];

	snprintf(given, sizeof given, "given_name=%s", name);
	pair[0] = given;
	set_pairs(change_create(change, the("person"), &id), pair);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return id;
}

static char *value_of(struct store *store, const char *kind, struct id id, const char *field)
{
	struct record *record;
	char *value;

	WELL(read_brief(store, &everybody, the(kind), id, &record, &err_));
	value = mem_str(record_get(record, field));
	record_free(record);
	return value;
}

static void helpers_alone_open_it(void **state)
{
	struct store *town = *state, *of_anna, *of_ben;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK), ben = colleague(town, "ben", ROLE_ALL);
	struct actor a = as(&anna), b = as(&ben);
	struct haven *haven = NULL;
	struct id sealed, *mine, *people;
	struct err err;
	char *name;
	int n;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	person_in(haven_store(haven), NAME);
	sealed = haven_id(haven);
	haven_close(haven);

	of_ben = log_in(town, &ben);
	WELL(sealed_list(of_ben, ben.id, &mine, &n, &err_));
	assert_int_equal(n, 0);
	free(mine);
	err_clear(&err);
	assert_int_equal(haven_open(of_ben, &b, sealed, &haven, &err), ST_DENIED);
	assert_null(strstr(err.text, NAME));
	/* Nor as anna, with ben's passphrase. */
	assert_int_equal(haven_open(of_ben, &a, sealed, &haven, &err), ST_DENIED);
	assert_false(pages_show(of_ben, NAME));
	store_close(of_ben);

	of_anna = log_in(town, &anna);
	WELL(sealed_list(of_anna, anna.id, &mine, &n, &err_));
	assert_int_equal(n, 1);
	assert_true(id_same(mine[0], sealed));
	free(mine);
	WELL(haven_open(of_anna, &a, sealed, &haven, &err_));
	WELL(haven_people(haven, &people, &n, &err_));
	assert_int_equal(n, 1);
	name = value_of(haven_store(haven), "person", people[0], "given_name");
	assert_string_equal(name, NAME);
	free(name);
	free(people);
	haven_close(haven);
	assert_false(pages_show(of_anna, NAME));
	store_close(of_anna);
	assert_false(pages_show(town, NAME));
	assert_false(disk_shows(store_path(town), NAME));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(helpers_alone_open_it),
	};

	return cmocka_run_group_tests(tests, doors_make, doors_remove);
}
