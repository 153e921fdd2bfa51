/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Undo.  The property: after any run of change sets over several kinds, taking them
 * back from the last to the first gives the file as it was, byte for byte.
 */
#include "doors.h"

#define LIVE_MAX 400

/* What a random change set may refer to or change. */
static struct { const struct kind *kind; struct id id; } live[LIVE_MAX];
static int n_live;

static const char *random_reference(const struct field *field, char out[64])
{
	for (int tries = 0; n_live && tries < 20; tries++) {
		int i = (int)rng_below((uint32_t)n_live);
		if (str_same(live[i].kind->name, field->refers)) {
			id_text(live[i].id, out);
			return out;
		}
	}
	return NULL;
}

/* Fills some fields; true when a new record would be complete. */
static bool fill(struct change_item *item, bool creation)
{
	const struct kind *kind = change_kind_of(item);
	char text[64];

	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];
		const char *value = field->kind == FIELD_REFERENCE ? random_reference(field, text)
			: random_value(field, text);
		if (field->derived || (!(creation && field->required) && rng_below(3)))
			continue;
		if (creation && field->required && !value)
			return false;
		if (!value && field->required)
			continue;
		if (change_set(item, field->name, value, NULL) != ST_OK && creation && field->required)
			return false;
	}
	return true;
}

static void add_random(struct change *change)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	uint32_t what = rng_below(10);
	int i = n_live ? (int)rng_below((uint32_t)n_live) : 0;

	if (n_live == 0 || what < 5)
		fill(change_create(change, kinds[rng_below((uint32_t)n)], NULL), true);
	else if (what < 9)
		fill(change_update(change, live[i].kind, live[i].id, 0), false);
	else
		change_delete(change, live[i].kind, live[i].id, 0);
}

/* What lives is learned from the file itself, so that refused sets need no care. */
static void look_around(struct store *store)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	n_live = 0;
	for (int k = 0; k < n; k++) {
		struct list_query query = { .kind = kinds[k] };
		struct list_page page;
		WELL(read_list(store, &everybody, &query, NULL, false, LIVE_MAX / n, &page, &err_));
		for (int i = 0; i < page.count; i++) {
			live[n_live].kind = kinds[k];
			live[n_live++].id = page.record[i]->id;
		}
		list_page_free(&page);
	}
}

/* One random set; false when the door refused it, which must leave the file alone. */
static bool random_set(struct store *store, struct id *set)
{
	struct change *change = change_begin(store, &everybody);
	struct err err;
	enum status status;

	look_around(store);
	for (uint32_t n = 1 + rng_below(4); n > 0; n--)
		add_random(change);
	status = change_commit(change, set, NULL, &err);
	change_free(change);
	if (status != ST_OK && status != ST_INVALID && status != ST_NOTFOUND)
		fail_msg("%s", err.text);
	return status == ST_OK;
}

static void undo_in_reverse(struct store *store, uint64_t seed)
{
	enum { SETS = 60 };
	char *was[SETS];
	struct id set[SETS];
	int n = 0;

	rng_seed(seed);
	for (int tries = 0; n < SETS && tries < 10 * SETS; tries++) {
		was[n] = whole_file(store, true);
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
		char *is = whole_file(store, true);
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
	char *changed = whole_file(store, true);

	WELL(change_undo(store, &everybody, set, &undo, &err_));
	HAS(store, "person", person, "say", "a");
	HAS(store, "person", person, "phone", NULL);
	WELL(change_undo(store, &everybody, undo, &redo, &err_));
	char *is = whole_file(store, true);
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
	char *before = whole_file(store, true);
	struct err err;

	assert_int_equal(change_undo(store, &everybody, first, NULL, &err), ST_CONFLICT);
	assert_true(strlen(err.text) > 20);
	char *after = whole_file(store, true);
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
	char *before = whole_file(store, true);

	for (int done = 0; done < ROWS; ) {
		struct change *change = change_begin(store, &everybody);
		for (int i = 0; i < 2500 && done < ROWS; i++, done++)
			change_put(change_create(change, the("neighbourhood"), NULL),
				kind_field(the("neighbourhood"), "name"), "Noord");
		WELL(change_commit_as(change, set, &err_));
		change_free(change);
	}
	assert_int_equal(count_rows(store, "neighbourhood WHERE gone = 0"), ROWS);
	WELL(change_undo(store, &everybody, set, NULL, &err_));
	char *after = whole_file(store, true);
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
