/* SPDX-License-Identifier: EUPL-1.2 */
/* Drafts: kept as typed, each user's own, alive after the program is gone. */
#include "doors.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "register/draft.h"

static struct draft typed(const char *form, const char *key, const char *value)
{
	struct draft draft = { .id = { { 0 } } };

	str_copy(draft.form, sizeof draft.form, form);
	draft_set(&draft, key, value);
	return draft;
}

static void kept_as_typed(void **state)
{
	struct store *store = *state;
	struct draft draft = typed("register", "family_name", "  Haid\"ari \\ مریم\t"), *list;
	int count;

	draft_set(&draft, "born", "32.13.");
	WELL(draft_save(store, &everybody, &draft, &err_));
	draft_set(&draft, "born", "3");
	WELL(draft_save(store, &everybody, &draft, &err_));
	WELL(draft_list(store, &everybody, "register", &list, &count, &err_));
	assert_int_equal(count, 1);
	assert_string_equal(draft_get(&list[0], "family_name"), "  Haid\"ari \\ مریم\t");
	assert_string_equal(draft_get(&list[0], "born"), "3");
	assert_null(draft_get(&list[0], "phone"));
	draft_free(list, count);
	WELL(draft_drop(store, &everybody, draft.id, &err_));
	WELL(draft_list(store, &everybody, NULL, &list, &count, &err_));
	assert_int_equal(count, 0);
	draft_free(list, count);
	draft_clear(&draft);
}

static void newest_first_and_ones_own(void **state)
{
	struct store *store = *state;
	const struct actor other = { .user = "other", .desk = "HA", .roles = ROLE_DESK };
	struct draft first = typed("edit:person", "say", "a"), second = typed("edit:person", "say", "b"), *list;
	struct draft mine = typed("register", "say", "c");
	int count;

	clock_hold(1777000000000);
	WELL(draft_save(store, &everybody, &first, &err_));
	clock_hold(1777000001000);
	WELL(draft_save(store, &everybody, &second, &err_));
	WELL(draft_save(store, &other, &mine, &err_));
	WELL(draft_list(store, &everybody, "edit:person", &list, &count, &err_));
	assert_int_equal(count, 2);
	assert_string_equal(draft_get(&list[0], "say"), "b");
	draft_free(list, count);
	WELL(draft_list(store, &everybody, NULL, &list, &count, &err_));
	assert_int_equal(count, 2);
	draft_free(list, count);
	/* Nobody replaces or drops a colleague's. */
	assert_int_equal(draft_save(store, &everybody, &mine, NULL), ST_DENIED);
	WELL(draft_drop(store, &everybody, mine.id, &err_));
	WELL(draft_list(store, &other, NULL, &list, &count, &err_));
	assert_int_equal(count, 1);
	assert_string_equal(draft_get(&list[0], "say"), "c");
	draft_free(list, count);
	draft_clear(&first);
	draft_clear(&second);
	draft_clear(&mine);
}

static void outlives_a_killed_program(void **state)
{
	struct store *store;
	struct draft *list;
	int count, said;
	pid_t child;

	(void)state;
	store_close(doors_open("killed", true));
	child = fork();
	if (child == 0) {
		struct draft draft = typed("register", "family_name", "Haidari");
		store = doors_open("killed", false);
		if (draft_save(store, &everybody, &draft, NULL) == ST_OK)
			raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &said, 0), child);
	assert_true(WIFSIGNALED(said));
	store = doors_open("killed", false);
	WELL(draft_list(store, &everybody, "register", &list, &count, &err_));
	assert_int_equal(count, 1);
	assert_string_equal(draft_get(&list[0], "family_name"), "Haidari");
	draft_free(list, count);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(kept_as_typed),
		DOORS_TEST(newest_first_and_ones_own),
		cmocka_unit_test(outlives_a_killed_program),
	};

	return DOORS_RUN(tests);
}
