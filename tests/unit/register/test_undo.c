/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Undo.  The property: after any run of change sets over several kinds, taking them
 * back from the last to the first gives the file as it was, byte for byte.
 */
#include "chance.h"

static void undo_in_reverse(struct store *store, uint64_t seed)
{
	enum { SETS = 60 };
	char *was[SETS];
	struct id set[SETS];
	int n = 0;

	rng_seed(seed);
	for (int tries = 0; n < SETS && tries < 10 * SETS; tries++) {
		was[n] = whole_file(store, WITH_RID);
		if (random_set(store, &set[n]))
			n++;
		else
			free(was[n]);
	}
	assert_int_equal(n, SETS);
	while (n > 0) {
		int64_t entries = count_rows(store, "journal");
		enum status status;
		struct err err;
		n--;
		status = change_undo(store, &everybody, set[n], NULL, &err);
		/* A set that changed nothing left nothing to take back. */
		if (status == ST_NOTFOUND)
			assert_int_equal(count_rows(store, "journal"), entries);
		else if (status != ST_OK)
			fail_msg("seed %d, set %d: %s", (int)seed, n, err.text);
		char *is = whole_file(store, WITH_RID);
		assert_string_equal(was[n], is);
		free(is);
		free(was[n]);
	}
}

static void random_sets_undone_give_the_original(void **state)
{
	for (uint64_t seed = 1; seed <= 6; seed++)
		undo_in_reverse(*state, seed);
	WELL(journal_verify(*state, &(int64_t){ 0 }, &err_));
}

static void undo_of_an_undo_brings_it_again(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir", "say=a"));
	struct id set = amend(store, "person", person, PAIRS("say=b", "phone=+31612345678")), undo, redo, again;
	char *changed = whole_file(store, WITH_RID);

	WELL(change_undo(store, &everybody, set, &undo, &err_));
	HAS(store, "person", person, "say", "a");
	HAS(store, "person", person, "phone", NULL);
	WELL(change_undo(store, &everybody, undo, &redo, &err_));
	char *is = whole_file(store, WITH_RID);
	assert_string_equal(changed, is);
	/* And once more: the change stands anew, nothing later stands on it. */
	WELL(change_undo(store, &everybody, set, &again, &err_));
	HAS(store, "person", person, "say", "a");
	free(changed);
	free(is);
}

static void later_changes_are_not_undone_unasked(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir", "say=a"));
	struct id first = amend(store, "person", person, PAIRS("say=b"));
	struct id other = amend(store, "person", person, PAIRS("phone=+31612345678"));
	struct id second = amend(store, "person", person, PAIRS("say=c"));
	char *before = whole_file(store, WITH_RID);
	struct err err;

	assert_int_equal(change_undo(store, &everybody, first, NULL, &err), ST_CONFLICT);
	assert_true(strlen(err.text) > 20);
	char *after = whole_file(store, WITH_RID);
	assert_string_equal(before, after);
	WELL(change_undo(store, &everybody, other, NULL, &err_));     /* another field */
	WELL(change_undo(store, &everybody, second, NULL, &err_));
	assert_int_equal(change_undo(store, &everybody, second, NULL, &err), ST_CONFLICT);
	WELL(change_undo(store, &everybody, first, NULL, &err_));
	HAS(store, "person", person, "say", "a");
	free(before);
	free(after);
}

static void a_creation_others_build_on_stays(void **state)
{
	struct store *store = *state;
	struct change *change = change_begin(store, &everybody);
	char text[60] = "person=";
	struct id person = { { 0 } }, set;
	struct err err;

	set_pairs(change_create(change, the("person"), &person), PAIRS("family_name=Demir"));
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	id_text(person, text + strlen(text));
	make(store, "note", PAIRS(text, "text=came by", "day=2026-05-04"));
	assert_int_equal(change_undo(store, &everybody, set, NULL, &err), ST_INVALID);
	HAS(store, "person", person, "family_name", "Demir");
}

/* More creations than one batch of the undo takes. */
static void an_import_is_undone_as_one(void **state)
{
	enum { ROWS = 6001 };
	struct store *store = *state;
	struct id set = id_new();
	char *before = whole_file(store, WITH_RID);

	for (int done = 0; done < ROWS; ) {
		struct change *change = change_begin(store, &everybody);
		for (int i = 0; i < 2500 && done < ROWS; i++, done++)
			change_put(change_create(change, the("neighbourhood"), NULL),
				kind_field(the("neighbourhood"), "name"), "Noord");
		WELL(store_begin(store, &err_));
		WELL(change_commit_as(change, set, &err_));
		WELL(store_commit(store, &err_));
		change_free(change);
	}
	assert_int_equal(count_rows(store, "neighbourhood WHERE gone = 0"), ROWS);
	WELL(change_undo(store, &everybody, set, NULL, &err_));
	char *after = whole_file(store, WITH_RID);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(random_sets_undone_give_the_original),
		DOORS_TEST(undo_of_an_undo_brings_it_again),
		DOORS_TEST(later_changes_are_not_undone_unasked),
		DOORS_TEST(a_creation_others_build_on_stays),
		DOORS_TEST(an_import_is_undone_as_one),
	};

	return DOORS_RUN(tests);
}
