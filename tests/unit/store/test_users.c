/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Users as rows and key slots: the first one, dividing, coming, changing, going;
 * an administrator always remains; a slot without its row lets nobody in and is
 * used again; a file of format 1 gets its first user and personal key.
 */
#include "config.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/secret.h"
#include "base/str.h"
#include "../raw.h"
#include "scratch.h"
#include "store/inside.h"
#include "store/users.h"

#define OURS "correct horse battery staple"

static const struct act_by boss = { "Berg", "HA", ROLE_ADMIN }, clerk = { "Lind", "HA", ROLE_DESK };

static struct secret *words(const char *text)
{
	struct secret *s = secret_new(strlen(text));

	memcpy(secret_bytes(s), text, strlen(text));
	return s;
}

static enum status hand_over(void *ctx, const char *user, bool fresh, struct secret **out, struct err *err)
{
	(void)user, (void)fresh, (void)err;
	*out = words(ctx);
	return ST_OK;
}

/* Somebody at the log-in. */
static enum status enter(const char *name, const char *passphrase, struct store **out, struct user *me)
{
	char typed[100];
	struct vault_options options = { .path = scratch_path, .user = name, .passphrase_file = "", .ask = hand_over,
		.ask_ctx = typed };
	struct err err;
	enum status st;

	str_copy(typed, sizeof(typed), passphrase);
	err_clear(&err);
	st = store_open(&options, out, &err);
	if (st == ST_OK && (st = users_me(*out, name ? name : "nobody by this name", me, &err)) != ST_OK) {
		store_close(*out);
		*out = NULL;
	}
	return st;
}

static enum status try(const char *name, const char *passphrase)
{
	struct store *store = NULL;
	struct user me;
	enum status st = enter(name, passphrase, &store, &me);

	store_close(store);
	return st;
}

/* The slot itself, whatever the table says of it: what somebody with a program of their own could open. */
static bool slot_opens(const char *name, const char *passphrase)
{
	char typed[100];
	struct vault_options options = { .path = scratch_path, .user = name, .passphrase_file = "", .ask = hand_over,
		.ask_ctx = typed, .read_only = true };
	struct vault *vault = NULL;
	enum status st;

	str_copy(typed, sizeof(typed), passphrase);
	st = vault_open(&options, &vault, NULL);
	vault_close(vault);
	return st == ST_OK;
}

static void well(enum status st, const struct err *err)
{
	if (st != ST_OK)
		fail_msg("%s", err->text);
}

/* Berg's file, divided, and Lind in it. */
static struct user a_file_of_two(struct store *store, struct user *me)
{
	struct secret *ours = words(OURS), *first = words("the first one of Lind");
	struct user lind;
	struct err err;

	err_clear(&err);
	well(users_first(store, "Berg", ROLE_ALL, PERMIT_ALL, me, &err), &err);
	well(users_divide(store, &boss, me, "Berg", ours, &err), &err);
	well(users_add(store, &boss, "Lind", ROLE_DESK, 0, first, &lind, &err), &err);
	secret_free(ours);
	secret_free(first);
	return lind;
}

static void the_first_user_holds_all_roles(void **state)
{
	struct store *store = *state;
	struct user me, again;
	struct err err;
	bool solo, divided;

	err_clear(&err);
	well(users_me(store, "Berg", &me, &err), &err);
	assert_string_equal(me.name, "Berg");
	assert_int_equal(me.roles, ROLE_ALL);
	well(users_me(store, "somebody else", &again, &err), &err);
	assert_true(id_same(me.id, again.id));
	assert_string_equal(again.name, "Berg");
	well(users_solo(store, &solo, &err), &err);
	well(users_divided(store, &divided, &err), &err);
	assert_true(solo);
	assert_false(divided);
}

static void nobody_is_added_before_names_are_asked(void **state)
{
	struct store *store = *state;
	struct secret *first = words("the first one of Lind"), *wrong = words("not the one that opens it");
	struct user me, lind;
	struct err err;

	err_clear(&err);
	well(users_me(store, "Berg", &me, &err), &err);
	assert_int_equal(users_add(store, &boss, "Lind", ROLE_DESK, 0, first, &lind, &err), ST_INVALID);
	assert_int_equal(users_divide(store, &boss, &me, "Berg", wrong, &err), ST_DENIED);
	assert_int_equal(try(NULL, OURS), ST_OK);
	assert_int_equal(users_divide(store, &clerk, &me, "Berg", first, &err), ST_DENIED);
	secret_free(first);
	secret_free(wrong);
}

static void each_comes_in_by_name_and_passphrase(void **state)
{
	struct store *store = *state, *other;
	struct user me, lind = a_file_of_two(store, &me), who;
	uint8_t public[VAULT_KEY];
	bool solo;

	assert_true(lind.fresh);
	assert_int_equal(try(NULL, OURS), ST_DENIED);
	assert_int_equal(try("Lind", OURS), ST_DENIED);
	assert_int_equal(enter("LIND", "the first one of Lind", &other, &who), ST_OK);
	assert_true(id_same(who.id, lind.id));
	assert_true(who.fresh);
	assert_int_equal(who.roles, ROLE_DESK);
	vault_public_key(other->vault, public);
	assert_memory_equal(public, lind.public_key, VAULT_KEY);
	assert_memory_not_equal(public, me.public_key, VAULT_KEY);
	store_close(other);
	assert_int_equal(users_solo(store, &solo, NULL), ST_OK);
	assert_false(solo);
}

static void ones_own_passphrase_keeps_the_personal_key(void **state)
{
	struct store *store = *state, *other;
	struct user me, lind = a_file_of_two(store, &me), who;
	struct secret *own = words("words that Lind has chosen"), *code = secret_code(6);
	char text[64] = "";
	struct err err;

	err_clear(&err);
	assert_int_equal(enter("Lind", "the first one of Lind", &other, &who), ST_OK);
	well(users_new_passphrase(other, &clerk, &who, own, &err), &err);
	assert_false(who.fresh);
	lind = who;
	well(users_new_passphrase(other, &clerk, &who, own, &err), &err);
	assert_memory_equal(who.public_key, lind.public_key, USER_KEY);
	well(users_recovery(other, &clerk, &who, code, &err), &err);
	store_close(other);
	assert_int_equal(try("Lind", "the first one of Lind"), ST_DENIED);
	memcpy(text, secret_bytes(code), secret_len(code));
	assert_int_equal(enter("Lind", text, &other, &who), ST_OK);
	assert_true(users_by_recovery(other, &who));
	assert_false(who.fresh);
	assert_memory_equal(who.public_key, lind.public_key, USER_KEY);
	/* a second code takes the first one's place */
	secret_free(code);
	code = secret_code(6);
	well(users_recovery(other, &clerk, &who, code, &err), &err);
	store_close(other);
	assert_int_equal(try("Lind", text), ST_DENIED);
	assert_false(slot_opens("Lind", text));
	assert_false(slot_opens("Lind", "the first one of Lind"));
	assert_int_equal(try("Lind", "words that Lind has chosen"), ST_OK);
	secret_free(own);
	secret_free(code);
}

/* Whoever gave it out may have opened the file with it, and has copies: no code that outlasts it, no key that stays. */
static void a_passphrase_given_out_leaves_nothing_behind(void **state)
{
	struct store *store = *state, *other;
	struct user me, lind = a_file_of_two(store, &me), who;
	struct secret *own = words("words that Lind has chosen"), *code = secret_code(6);
	uint8_t public[USER_KEY];
	struct err err;

	err_clear(&err);
	assert_int_equal(enter("Lind", "the first one of Lind", &other, &who), ST_OK);
	assert_int_equal(users_recovery(other, &clerk, &who, code, &err), ST_DENIED);
	assert_int_equal(who.recovery_slot, -1);
	well(users_new_passphrase(other, &clerk, &who, own, &err), &err);
	assert_memory_not_equal(who.public_key, lind.public_key, USER_KEY);
	vault_public_key(other->vault, public);
	assert_memory_equal(public, who.public_key, USER_KEY);
	assert_int_equal(vault_slot(other->vault), who.slot);
	well(users_recovery(other, &clerk, &who, code, &err), &err);
	store_close(other);
	assert_false(slot_opens("Lind", "the first one of Lind"));
	assert_int_equal(enter("Lind", "words that Lind has chosen", &other, &who), ST_OK);
	assert_false(who.fresh);
	assert_int_equal(who.roles, ROLE_DESK);
	store_close(other);
	secret_free(own);
	secret_free(code);
}

static void header_bytes(bool put, unsigned char *bytes, size_t len)
{
	FILE *file = fopen(scratch_path, put ? "r+b" : "rb");

	assert_non_null(file);
	assert_int_equal(put ? fwrite(bytes, 1, len, file) : fread(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* Who was removed and has a copy of the header of their day puts it back: their slot is somebody else's now. */
static void a_header_of_before_lends_nobody_anothers_name(void **state)
{
	enum { BOTH_COPIES = 2 * 32768 };
	static unsigned char before[BOTH_COPIES];
	struct store *store = *state;
	struct user me, lind = a_file_of_two(store, &me), moss;
	struct secret *first = words("the first one of Moss");
	struct err err;
	int slot = lind.slot;

	err_clear(&err);
	header_bytes(false, before, sizeof(before));
	well(users_remove(store, &boss, &lind, &err), &err);
	well(users_add(store, &boss, "Moss", ROLE_ADMIN, 0, first, &moss, &err), &err);
	assert_int_equal(moss.slot, slot);
	header_bytes(true, before, sizeof(before));
	assert_true(slot_opens("Lind", "the first one of Lind"));
	assert_int_equal(try("Lind", "the first one of Lind"), ST_DENIED);
	secret_free(first);
}

/* As after a salvage: nobody has more than they had, and somebody else's name lends nothing. */
static void a_lost_list_of_users_raises_nobody(void **state)
{
	struct store *store = *state, *other;
	struct user me, who;
	struct secret *own = words("words that Lind has chosen"), *code = secret_code(6);
	char text[64] = "";
	struct secret *ours = words(OURS);
	struct err err;
	sqlite3 *raw;

	err_clear(&err);
	a_file_of_two(store, &me);
	assert_int_equal(enter("Lind", "the first one of Lind", &other, &who), ST_OK);
	well(users_new_passphrase(other, &clerk, &who, own, &err), &err);
	well(users_recovery(other, &clerk, &who, code, &err), &err);
	memcpy(text, secret_bytes(code), secret_len(code));
	store_close(other);
	raw = raw_open_as(scratch_path, "Berg", ours);
	assert_non_null(raw);
	assert_int_equal(sqlite3_exec(raw, "DELETE FROM user", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(raw);
	assert_int_equal(try("Lind", "words that Lind has chosen"), ST_DENIED);
	assert_int_equal(try("Berg", text), ST_DENIED);
	assert_int_equal(enter("berg", OURS, &other, &who), ST_OK);
	assert_true(id_same(who.id, me.id));
	assert_string_equal(who.name, "Berg");
	assert_int_equal(who.roles, ROLE_ALL);
	store_close(other);
	assert_int_equal(try("Lind", "words that Lind has chosen"), ST_DENIED);
	secret_free(own);
	secret_free(ours);
	secret_free(code);
}

static void others_are_the_administrators(void **state)
{
	struct store *store = *state;
	struct user me, lind = a_file_of_two(store, &me), olsen;
	struct secret *first = words("the first one of Olsen");
	struct stmt *stmt;
	struct err err;

	err_clear(&err);
	assert_int_equal(users_add(store, &clerk, "Olsen", ROLE_ADMIN, 0, first, &olsen, &err), ST_DENIED);
	assert_int_equal(users_set_roles(store, &clerk, &lind, ROLE_ADMIN, &err), ST_DENIED);
	assert_int_equal(users_set_permits(store, &clerk, &lind, PERMIT_EXPORT, &err), ST_DENIED);
	assert_int_equal(users_reset(store, &clerk, &me, first, &err), ST_DENIED);
	assert_int_equal(users_remove(store, &clerk, &me, &err), ST_DENIED);
	assert_int_equal(users_set_lock(store, &clerk, 60, &err), ST_DENIED);
	assert_int_equal(users_rotate(store, &clerk, NULL, NULL, &err), ST_DENIED);
	/* nor through any other statement */
	well(store_sql(store, "UPDATE user SET roles = 511", &stmt, &err), &err);
	assert_int_equal(stmt_run(stmt, &err), ST_DENIED);
	assert_int_equal(users_by_name(store, "lind", &lind, &err), ST_OK);
	assert_int_equal(lind.roles, ROLE_DESK);
	secret_free(first);
}

static void one_administrator_remains(void **state)
{
	struct store *store = *state;
	struct user me, lind = a_file_of_two(store, &me);
	struct err err;

	err_clear(&err);
	assert_int_equal(users_set_roles(store, &boss, &me, ROLE_CASEWORK, &err), ST_INVALID);
	assert_int_equal(users_remove(store, &boss, &me, &err), ST_INVALID);
	well(users_by_name(store, "Berg", &me, &err), &err);
	assert_int_equal(me.roles, ROLE_ALL);
	well(users_set_roles(store, &boss, &lind, ROLE_ADMIN, &err), &err);
	well(users_set_roles(store, &boss, &me, ROLE_CASEWORK, &err), &err);
	assert_int_equal(users_set_roles(store, &boss, &lind, ROLE_DESK, &err), ST_INVALID);
	assert_int_equal(users_set_roles(store, &boss, &lind, 0, &err), ST_INVALID);
	assert_int_equal(users_remove(store, &boss, &lind, &err), ST_INVALID);
	assert_int_equal(try("Lind", "the first one of Lind"), ST_OK);
}

static void put_draft(struct store *store, const char *user)
{
	unsigned was = store_enter(store, DOOR_DRAFT);
	struct stmt *stmt;
	struct err err;

	err_clear(&err);
	well(store_sql(store, "INSERT INTO draft(id, user, form, rev, saved, content) VALUES(:id, :user, 'edit:person', 0, 1,"
		" '{}')", &stmt, &err), &err);
	stmt_id(stmt, ":id", id_new());
	stmt_text(stmt, ":user", user);
	well(stmt_run(stmt, &err), &err);
	store_leave(store, was);
}

static int drafts(struct store *store, const char *user)
{
	struct stmt *stmt;
	int n;

	assert_int_equal(store_sql(store, "SELECT count(*) FROM draft WHERE user = :user", &stmt, NULL), ST_OK);
	stmt_text(stmt, ":user", user);
	assert_int_equal(stmt_step(stmt, NULL), ST_OK);
	n = (int)stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n;
}

static void a_removed_user_is_out_and_the_name_free(void **state)
{
	struct store *store = *state, *other;
	struct user me, lind = a_file_of_two(store, &me), again, who, *all;
	struct secret *first = words("the first one of another");
	struct err err;
	int count;

	err_clear(&err);
	assert_int_equal(enter("Lind", "the first one of Lind", &other, &who), ST_OK);
	put_draft(store, "Lind");
	put_draft(store, "Berg");
	well(users_remove(store, &boss, &lind, &err), &err);
	assert_int_equal(drafts(store, "Lind"), 0);
	assert_int_equal(drafts(store, "Berg"), 1);
	/* also where they sit already */
	assert_int_equal(users_me(other, "Lind", &who, &err), ST_DENIED);
	store_close(other);
	assert_int_equal(try("Lind", "the first one of Lind"), ST_DENIED);
	assert_false(slot_opens("Lind", "the first one of Lind"));
	well(users_add(store, &boss, "Lind", ROLE_HOUSING, 0, first, &again, &err), &err);
	assert_int_equal(again.slot, lind.slot < 0 ? again.slot : lind.slot);
	assert_false(id_same(again.id, lind.id));
	well(users_list(store, false, &all, &count, &err), &err);
	assert_int_equal(count, 2);
	free(all);
	well(users_list(store, true, &all, &count, &err), &err);
	assert_int_equal(count, 3);
	assert_true(all[2].removed_ms > 0);
	free(all);
	assert_int_equal(try("Lind", "the first one of another"), ST_OK);
	secret_free(first);
}

static void a_reset_gives_new_keys(void **state)
{
	struct store *store = *state;
	struct user me, lind = a_file_of_two(store, &me);
	struct secret *next = words("the next one of Lind");
	uint8_t before[USER_KEY];
	struct err err;

	err_clear(&err);
	memcpy(before, lind.public_key, USER_KEY);
	well(users_reset(store, &boss, &lind, next, &err), &err);
	assert_true(lind.fresh);
	assert_memory_not_equal(before, lind.public_key, USER_KEY);
	assert_int_equal(try("Lind", "the first one of Lind"), ST_DENIED);
	assert_false(slot_opens("Lind", "the first one of Lind"));
	assert_int_equal(try("Lind", "the next one of Lind"), ST_OK);
	assert_true(slot_opens("Lind", "the next one of Lind"));
	assert_int_equal(users_reset(store, &boss, &me, next, &err), ST_INVALID);
	secret_free(next);
}

/* As after a power cut between the header and the table. */
static void a_slot_without_its_row_lets_nobody_in(void **state)
{
	struct store *store = *state;
	struct user me, lind = a_file_of_two(store, &me), olsen;
	struct secret *orphan = words("a slot that no row knows"), *first = words("the first one of Olsen");
	bool taken[VAULT_SLOTS] = { false };
	uint8_t public[VAULT_KEY];
	struct err err;
	int slot;

	err_clear(&err);
	taken[me.slot] = taken[lind.slot] = true;
	assert_int_equal(store_begin(store, &err), ST_OK);
	well(vault_slot_give(store->vault, "Ghost", orphan, taken, &slot, public, &err), &err);
	store_rollback(store);
	assert_int_equal(try("Ghost", "a slot that no row knows"), ST_DENIED);
	for (int i = 0; i < 3; i++) {
		char name[16];

		snprintf(name, sizeof(name), "Olsen %d", i);
		well(users_add(store, &boss, name, ROLE_DESK, 0, first, &olsen, &err), &err);
		if (olsen.slot == slot)
			break;
	}
	assert_int_equal(olsen.slot, slot);
	assert_int_equal(try("Ghost", "a slot that no row knows"), ST_DENIED);
	secret_free(orphan);
	secret_free(first);
}

static void bad_names_and_passphrases(void **state)
{
	static const char *const names[] = { "", "  ", "\n\t", "\xff\xfe", "lind", " Lind ", "LIND\n" };
	struct store *store = *state;
	struct user me, lind = a_file_of_two(store, &me), other;
	struct secret *first = words("the first one of Olsen"), *shorter = words("vierzehn öä");
	struct err err;
	char longest[200];

	(void)lind;
	err_clear(&err);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(users_add(store, &boss, names[i], ROLE_DESK, 0, first, &other, &err), ST_INVALID);
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_int_equal(users_add(store, &boss, longest, ROLE_DESK, 0, first, &other, &err), ST_INVALID);
	assert_int_equal(users_add(store, &boss, "Olsen", ROLE_DESK, 0, shorter, &other, &err), ST_INVALID);
	assert_int_equal(users_new_passphrase(store, &boss, &me, shorter, &err), ST_INVALID);
	assert_int_equal(try("Berg", OURS), ST_OK);
	secret_free(first);
	secret_free(shorter);
}

/* A program of its own, made before this one has the file open: it knows nothing of its locks. */
static pid_t visitor(int wait_fd)
{
	pid_t pid = fork();
	char c;

	if (pid)
		return pid;
	if (read(wait_fd, &c, 1) != 1)
		_exit(2);
	for (int i = 0; i < 25; i++)
		if (try("Lind", "the first one of Lind") != ST_OK)
			_exit(1);
	_exit(0);
}

/* Colleagues log in while others are added: nobody is refused, nothing is lost. */
static void logging_in_while_users_are_added(void **state)
{
	struct user me, other;
	struct secret *first = words("the first one of all");
	struct store *store;
	pid_t child[3];
	struct err err;
	int status, go[2];

	(void)state;
	err_clear(&err);
	str_copy(scratch_path + strlen(scratch_path), 6, "-many");
	assert_int_equal(pipe(go), 0);
	for (int c = 0; c < 3; c++)
		child[c] = visitor(go[0]);
	store = scratch_open(true);
	a_file_of_two(store, &me);
	assert_int_equal(write(go[1], "go!", 3), 3);
	for (int i = 0; i < 25; i++) {
		char name[16];

		snprintf(name, sizeof(name), "user %d", i);
		well(users_add(store, &boss, name, ROLE_DESK, 0, first, &other, &err), &err);
	}
	for (int c = 0; c < 3; c++) {
		assert_int_equal(waitpid(child[c], &status, 0), child[c]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	store_close(store);
	for (int i = 0; i < 25; i += 8) {
		char name[16];

		snprintf(name, sizeof(name), "user %d", i);
		assert_int_equal(try(name, "the first one of all"), ST_OK);
	}
	close(go[0]);
	close(go[1]);
	secret_free(first);
}

/* A screen that draws itself while it is told how far the work is. */
static bool meddle(void *ctx, int64_t done, int64_t total)
{
	struct store *store = ctx;
	char *value = NULL;

	(void)done, (void)total;
	assert_int_equal(setting_get(store, SETTING_DESK, &value, NULL), ST_BUSY);
	assert_int_equal(store_begin(store, NULL), ST_BUSY);
	assert_false(store_view(store));
	free(value);
	return true;
}

static void nobody_asks_the_file_while_its_pages_are_rewritten(void **state)
{
	struct store *store = *state;
	struct user me;
	char key[16], *long_value = mem_alloc(4001);
	struct err err;

	err_clear(&err);
	memset(long_value, 'x', 4000);
	a_file_of_two(store, &me);
	for (int i = 0; i < 400; i++) {
		snprintf(key, sizeof(key), "key %d", i);
		well(setting_set(store, key, long_value, &err), &err);
	}
	well(users_rotate(store, &boss, meddle, store, &err), &err);
	assert_false(users_rotation_pending(store));
	well(store_check(store, NULL, NULL, &err), &err);
	assert_int_equal(try("Lind", "the first one of Lind"), ST_OK);
	free(long_value);
}

static void a_file_of_format_1_gets_users(void **state)
{
	const char *top = getenv("srcdir");
	char *command = mem_fmt("install -m 600 '%s/tests/data/vault/format-1.db' '%s-old'", top ? top : ".", scratch_path);
	struct secret *ours = words(OURS), *first = words("the first one of Lind");
	static const uint8_t none[USER_KEY];
	struct store *store;
	struct user me, lind;
	struct err err;

	(void)state;
	err_clear(&err);
	assert_int_equal(system(command), 0);
	str_copy(scratch_path + strlen(scratch_path), 5, "-old");
	store = scratch_open(false);
	well(users_me(store, "Berg", &me, &err), &err);
	assert_memory_equal(me.public_key, none, USER_KEY);
	assert_int_equal(me.recovery_slot, 1);
	well(users_divide(store, &boss, &me, "Berg", ours, &err), &err);
	assert_memory_not_equal(me.public_key, none, USER_KEY);
	assert_int_equal(me.recovery_slot, -1);
	well(users_add(store, &boss, "Lind", ROLE_DESK, 0, first, &lind, &err), &err);
	store_close(store);
	assert_int_equal(try("Berg", OURS), ST_OK);
	assert_int_equal(try("Lind", "the first one of Lind"), ST_OK);
	secret_free(ours);
	secret_free(first);
	free(command);
}

static void a_demonstration_is_one_until_its_passphrase_is_changed(void **state)
{
	char typed[] = "everybody may know this";
	struct vault_options options = { .path = scratch_path, .create = true, .demo = true, .passphrase_file = "",
		.ask = hand_over, .ask_ctx = typed };
	struct secret *own = words("nobody may know this");
	struct vault_look look;
	struct store *store;
	struct user me;
	struct err err;

	(void)state;
	err_clear(&err);
	str_copy(scratch_path + strlen(scratch_path), 6, "-demo");
	well(store_open(&options, &store, &err), &err);
	well(users_me(store, "demo", &me, &err), &err);
	assert_int_equal(vault_look(scratch_path, &look, &err), ST_OK);
	assert_true(look.demo);
	well(users_new_passphrase(store, &boss, &me, own, &err), &err);
	store_close(store);
	assert_int_equal(vault_look(scratch_path, &look, &err), ST_OK);
	assert_false(look.demo);
	assert_int_equal(try(NULL, "nobody may know this"), ST_OK);
	assert_int_equal(try(NULL, typed), ST_DENIED);
	secret_free(own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCRATCH_TEST(the_first_user_holds_all_roles),
		SCRATCH_TEST(nobody_is_added_before_names_are_asked),
		SCRATCH_TEST(each_comes_in_by_name_and_passphrase),
		SCRATCH_TEST(ones_own_passphrase_keeps_the_personal_key),
		SCRATCH_TEST(a_passphrase_given_out_leaves_nothing_behind),
		SCRATCH_TEST(a_header_of_before_lends_nobody_anothers_name),
		SCRATCH_TEST(a_lost_list_of_users_raises_nobody),
		SCRATCH_TEST(others_are_the_administrators),
		SCRATCH_TEST(one_administrator_remains),
		SCRATCH_TEST(a_removed_user_is_out_and_the_name_free),
		SCRATCH_TEST(a_reset_gives_new_keys),
		SCRATCH_TEST(a_slot_without_its_row_lets_nobody_in),
		SCRATCH_TEST(bad_names_and_passphrases),
		cmocka_unit_test(logging_in_while_users_are_added),
		SCRATCH_TEST(nobody_asks_the_file_while_its_pages_are_rewritten),
		SCRATCH_TEST(a_file_of_format_1_gets_users),
		SCRATCH_TEST(a_demonstration_is_one_until_its_passphrase_is_changed),
	};

	return SCRATCH_RUN(tests);
}
