/* SPDX-License-Identifier: EUPL-1.2 */
/* A session: whose passphrase makes which actor, what narrows it, and what is left when it was refused or given up. */
#include "tests/unit/register/doors.h"

#include <unistd.h>

#include "base/secret.h"
#include "base/str.h"
#include "register/own.h"
#include "register/session.h"

#define OURS "correct horse battery staple"
#define BICYCLE "[person.bicycle]\nlabel = Has a bicycle\nkind = yes/no\npurpose = To plan ways\nbasis = public task\n" \
	"recipients = none\nseen_by = casework\nkeep = case\n"

static char path[160];
static const struct act_by boss = { "Berg", "HA", ROLE_ALL };

static struct secret *words(const char *text)
{
	struct secret *s = secret_new(strlen(text));

	memcpy(secret_bytes(s), text, strlen(text));
	return s;
}

static bool said = true;

static enum status enter_in(const char *user, const char *passphrase, uint32_t roles, struct session *out)
{
	struct secret *typed = words(passphrase);
	struct session_options how = { .path = path, .user = user, .user_said = said, .roles = roles, .passphrase = typed };
	struct err err;
	enum status st;

	err_clear(&err);
	st = session_open(&how, out, &err);
	secret_free(typed);
	if (st != ST_OK) {
		assert_null(out->store);
		assert_int_equal(out->actor.roles, 0);
		assert_true(err.text[0] != '\0');
	}
	return st;
}

static int a_new_file(void **state)
{
	static int n;
	struct vault_options options = { .path = path, .create = true };
	struct store *store;
	struct user me;

	(void)state;
	snprintf(path, sizeof(path), "%s/session-%d", doors_folder, ++n);
	WELL(store_open(&options, &store, &err_));
	WELL(users_first(store, "Berg", ROLE_ALL, PERMIT_ALL, &me, &err_));
	WELL(setting_set(store, SETTING_DESK, "HB", &err_));
	store_close(store);
	return 0;
}

static void add_lind(uint32_t roles)
{
	struct session s;
	struct secret *ours = words(OURS), *first = words("the first one of Lind");
	struct user lind;

	assert_int_equal(enter_in(NULL, OURS, 0, &s), ST_OK);
	WELL(users_divide(s.store, &boss, &s.me, "Berg", ours, &err_));
	WELL(users_add(s.store, &boss, "Lind", roles, PERMIT_EXPORT, first, &lind, &err_));
	session_close(&s);
	secret_free(ours);
	secret_free(first);
}

static void the_only_user_may_be_called_as_they_say(void **state)
{
	struct session s;

	(void)state;
	assert_int_equal(enter_in("A. Berg at window 2", OURS, 0, &s), ST_OK);
	assert_string_equal(s.actor.user, "A. Berg at window 2");
	assert_string_equal(s.me.name, "Berg");
	assert_string_equal(s.actor.desk, "HB");
	assert_int_equal(s.actor.roles, ROLE_ALL);
	assert_int_equal(s.actor.permits, PERMIT_ALL);
	assert_true(s.actor.solo);
	assert_true(id_same(s.actor.id, s.me.id));
	assert_false(s.names);
	session_close(&s);
	assert_null(s.store);
	said = false;                         /* a login name, say */
	assert_int_equal(enter_in("root", OURS, 0, &s), ST_OK);
	said = true;
	assert_string_equal(s.actor.user, "Berg");
	session_close(&s);
	session_close(&s);
}

static void the_environment_does_not_stand_in_for_what_is_typed(void **state)
{
	struct session s;

	(void)state;
	assert_non_null(getenv("FOOTHOLD_PASSPHRASE_FILE"));
	assert_int_equal(enter_in(NULL, "not what the file says", 0, &s), ST_DENIED);
	assert_int_equal(enter_in(NULL, OURS, 0, &s), ST_OK);
	session_close(&s);
}

static void of_several_each_is_who_the_table_says(void **state)
{
	struct session s;

	(void)state;
	add_lind(ROLE_DESK | ROLE_LANGUAGE);
	assert_int_equal(enter_in("lind", "the first one of Lind", 0, &s), ST_OK);
	assert_string_equal(s.actor.user, "Lind");
	assert_int_equal(s.actor.roles, ROLE_DESK | ROLE_LANGUAGE);
	assert_int_equal(s.actor.permits, PERMIT_EXPORT);
	assert_true(s.names && s.me.fresh && !s.actor.solo && !s.by_recovery);
	session_close(&s);
	assert_int_equal(enter_in("Berg", "the first one of Lind", 0, &s), ST_DENIED);
	assert_int_equal(enter_in(NULL, OURS, 0, &s), ST_DENIED);
}

static void roles_are_narrowed_and_never_widened(void **state)
{
	struct session s;

	(void)state;
	add_lind(ROLE_DESK | ROLE_LANGUAGE);
	assert_int_equal(enter_in("Lind", "the first one of Lind", ROLE_DESK, &s), ST_OK);
	assert_int_equal(s.actor.roles, ROLE_DESK);
	session_close(&s);
	assert_int_equal(enter_in("Lind", "the first one of Lind", ROLE_DESK | ROLE_CASEWORK, &s), ST_INVALID);
	assert_int_equal(enter_in("Lind", "the first one of Lind", ROLE_ADMIN, &s), ST_INVALID);
}

static void screens_stand_still_unless_fields_moved(void **state)
{
	struct session s;
	const struct field *bicycle;

	(void)state;
	assert_int_equal(enter_in(NULL, OURS, 0, &s), ST_OK);
	WELL(own_save(s.store, &everybody, BICYCLE, strlen(BICYCLE), &err_));
	session_close(&s);
	assert_int_equal(enter_in(NULL, OURS, 0, &s), ST_OK);
	assert_true(s.own_changed);
	bicycle = kind_field(register_kind("person"), "bicycle");
	assert_non_null(bicycle);
	session_close(&s);
	assert_int_equal(enter_in(NULL, OURS, 0, &s), ST_OK);
	assert_false(s.own_changed);
	assert_ptr_equal(kind_field(register_kind("person"), "bicycle"), bicycle);
	WELL(own_save(s.store, &everybody, "", 0, &err_));
	session_close(&s);
	assert_int_equal(enter_in(NULL, OURS, 0, &s), ST_OK);
	assert_true(s.own_changed);
	assert_null(kind_field(register_kind("person"), "bicycle"));
	session_close(&s);
}

static void what_is_no_file_of_ours_is_told(void **state)
{
	struct session s;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/nothing-here", doors_folder);
	assert_int_equal(enter_in(NULL, OURS, 0, &s), ST_NOTFOUND);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs("a shopping list\n", f);
	fclose(f);
	assert_int_equal(enter_in(NULL, OURS, 0, &s), ST_CORRUPT);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_only_user_may_be_called_as_they_say, a_new_file),
		cmocka_unit_test_setup(the_environment_does_not_stand_in_for_what_is_typed, a_new_file),
		cmocka_unit_test_setup(of_several_each_is_who_the_table_says, a_new_file),
		cmocka_unit_test_setup(roles_are_narrowed_and_never_widened, a_new_file),
		cmocka_unit_test_setup(screens_stand_still_unless_fields_moved, a_new_file),
		cmocka_unit_test(what_is_no_file_of_ours_is_told),
	};

	return DOORS_RUN(tests);
}
