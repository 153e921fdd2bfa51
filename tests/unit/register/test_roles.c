/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Roles: for every role, kind and field all doors tell the same story.  What a role
 * does not see is absent from the record, the list, the count, the history, the
 * title and what was removed, is not found by, and cannot be set, sorted or filtered
 * by.  Grants and the trail have tests of their own (test_grant.c), export and what
 * cases/ gathers as well (exchange/test_sight.c).
 */
#include "full.h"
#include "register/draft.h"
#include "register/find.h"
#include "register/grant.h"

static void unseen_kind(struct store *store, const struct actor *actor, const struct kind *kind, struct id id)
{
	struct list_query query = { .kind = kind };
	struct record *record;
	struct list_page page;
	struct past *past;
	struct str title = STR_INIT;
	struct id found;
	int count;
	int64_t n;
	char text[37];

	id_text(id, text);
	assert_int_equal(read_record(store, actor, kind, id, &record, NULL), ST_DENIED);
	assert_int_equal(read_brief(store, actor, kind, id, &record, NULL), ST_DENIED);
	assert_int_equal(read_list(store, actor, &query, NULL, false, 5, &page, NULL), ST_DENIED);
	assert_int_equal(read_count(store, actor, &query, 5, &n, NULL), ST_DENIED);
	assert_int_equal(read_history(store, actor, kind, id, &past, &count, NULL), ST_DENIED);
	assert_int_equal(read_title(store, actor, kind, id, &title, NULL), ST_DENIED);
	assert_int_equal(read_resolve(store, actor, kind, text, &found, NULL), ST_DENIED);
	assert_int_equal(title.len, 0);
	if (kind->person) {
		struct id *removed;

		WELL(read_removed(store, actor, kind, one_of("person"), 5, &removed, &count, &err_));
		assert_int_equal(count, 0);
	}
}

/* A title tells what it is made of, no more; and nobody is named by what is not seen. */
static void in_title(struct store *store, const struct actor *actor, const struct record *full)
{
	struct str title = STR_INIT, whole = STR_INIT;
	struct id found;
	enum status status;

	record_title(&whole, full);
	WELL(read_title(store, actor, full->kind, full->id, &title, &err_));
	for (int i = 0; i < full->kind->n_fields; i++) {
		const struct field *field = &full->kind->fields[i];

		if (full->value[i] && field->kind == FIELD_TEXT && strlen(full->value[i]) > 3
		    && !field_seen(actor, full->kind, field) && strstr(str_get(&title), full->value[i]))
			fail_msg("%s reads %s.%s in a title", actor->user, full->kind->name, field->name);
	}
	if (whole.len) {
		status = read_resolve(store, actor, full->kind, str_get(&whole), &found, NULL);
		for (int i = 0; i < full->kind->n_fields; i++)
			if (strstr(full->kind->title, full->kind->fields[i].name) && status == ST_OK
			    && !field_seen(actor, full->kind, &full->kind->fields[i]))
				fail_msg("%s names a record by %s.%s", actor->user, full->kind->name, full->kind->fields[i].name);
	}
	str_free(&title);
	str_free(&whole);
}

static void in_record(const struct actor *actor, const struct record *mine, const struct record *full)
{
	for (int i = 0; i < full->kind->n_fields; i++) {
		const struct field *field = &full->kind->fields[i];
		if (field_seen(actor, full->kind, field))
			assert_true(str_same(mine->value[i], full->value[i]));
		else if (mine->value[i])
			fail_msg("%s sees %s.%s", actor->user, full->kind->name, field->name);
	}
}

static void in_history(struct store *store, const struct actor *actor, const struct kind *kind, struct id id)
{
	struct past *past, *full;
	int count, all, seen = 0, visible = 0;

	WELL(read_history(store, actor, kind, id, &past, &count, &err_));
	WELL(read_history(store, &everybody, kind, id, &full, &all, &err_));
	for (int p = 0; p < count; p++)
		for (int i = 0; i < past[p].n_changes; i++, seen++)
			if (!field_seen(actor, kind, past[p].change[i].field))
				fail_msg("%s finds %s.%s in the past", actor->user, kind->name,
					past[p].change[i].field->name);
	for (int p = 0; p < all; p++)
		for (int i = 0; i < full[p].n_changes; i++)
			visible += field_seen(actor, kind, full[p].change[i].field);
	assert_int_equal(seen, visible);
	past_free(past, count);
	past_free(full, all);
}

static void by_field(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	const struct field *field)
{
	bool seen = field_seen(actor, kind, field);
	struct list_query sorted = { .kind = kind, .sort = field };
	struct list_query filtered = { .kind = kind, .filter = { { field, FILTER_SET, NULL } }, .n_filters = 1 };
	struct change *change = change_begin(store, actor);
	struct change_item *item = change_update(change, kind, id, 0);
	struct list_page page;
	int64_t n;
	char text[64];
	const char *value = random_value(field, text);

	if (field->sort) {
		assert_int_equal(read_list(store, actor, &sorted, NULL, false, 5, &page, NULL),
			seen ? ST_OK : ST_DENIED);
		list_page_free(&page);
	}
	/* Values of the municipality's own fields stand apart from the table: no list filters by them; nor by what stands in
	 * one file alone. */
	enum status allowed = !seen ? ST_DENIED : field->own || field->no_filter ? ST_INVALID : ST_OK;
	assert_int_equal(read_list(store, actor, &filtered, NULL, false, 5, &page, NULL), allowed);
	list_page_free(&page);
	assert_int_equal(read_count(store, actor, &filtered, 5, &n, NULL), allowed);
	if (!seen && value) {
		assert_int_equal(change_set(item, field->name, value, NULL), ST_INVALID);
		change_put(item, field, value);
		assert_int_equal(change_commit(change, NULL, NULL, NULL), ST_DENIED);
	}
	change_free(change);
}

/* Saving nothing is enough to be refused. */
static void may_change(struct store *store, const struct actor *actor, const struct kind *kind, struct id id)
{
	struct change *change = change_begin(store, actor);

	change_update(change, kind, id, 0);
	assert_int_equal(change_commit(change, NULL, NULL, NULL), kind_changed_by(actor, kind) ? ST_OK : ST_DENIED);
	change_free(change);
}

static void walk_kind(struct store *store, const struct actor *actor, const struct kind *kind, struct id id)
{
	struct list_query query = { .kind = kind };
	struct record *full = see(store, kind->name, id), *mine;
	struct list_page page;

	may_change(store, actor, kind, id);
	if (!kind_seen(actor, kind)) {
		unseen_kind(store, actor, kind, id);
		record_free(full);
		return;
	}
	WELL(read_record(store, actor, kind, id, &mine, &err_));
	in_record(actor, mine, full);
	record_free(mine);
	WELL(read_list(store, actor, &query, NULL, false, 50, &page, &err_));
	for (int i = 0; i < page.count; i++)
		if (id_same(page.record[i]->id, id))
			in_record(actor, page.record[i], full);
	assert_true(page.count > 0);
	list_page_free(&page);
	in_history(store, actor, kind, id);
	in_title(store, actor, full);
	for (int i = 0; i < kind->n_fields; i++)
		by_field(store, actor, kind, id, &kind->fields[i]);
	record_free(full);
}

static void every_role_every_field_every_door(void **state)
{
	struct store *store = *state;
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	char *before;

	make_one_of_each(store);
	before = whole_file(store, WITH_RID);
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1) {
		struct actor actor = { .desk = "HA", .roles = role };
		str_copy(actor.user, sizeof actor.user, role_name((enum role)role));
		for (int k = 0; k < n; k++)
			walk_kind(store, &actor, kinds[k], one[k]);
	}
	char *after = whole_file(store, WITH_RID);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* Words that no other field of anybody holds, so that a hit tells which field it came by. */
static const struct { const char *field, *value, *typed; } sought[] = {
	{ "family_name", "Quirinxo", "Quirinxo" }, { "given_name", "Zephyrba", "Zephyrba" },
	{ "own_script", "Жмухоцкий", "Жмухоцкий" }, { "used_name", "Wolfgunda", "Wolfgunda" },
	{ "phone", "+31698765432", "0698765432" }, { "email", "vyx@example.org", "vyx@example.org" },
};

static void by_find(struct store *store, const struct actor *actor, struct id person, size_t i)
{
	const struct kind *kind = the("person");
	bool seen = field_seen(actor, kind, kind_field(kind, sought[i].field)), hit_it = false;
	struct find_hit *hit;
	int n;

	WELL(find_people(store, actor, sought[i].typed, 20, &hit, &n, &err_));
	for (int h = 0; h < n; h++)
		hit_it = hit_it || id_same(hit[h].person, person);
	if (hit_it != seen)
		fail_msg("%s %s people by %s", actor->user, hit_it ? "finds" : "does not find", sought[i].field);
	free(hit);
}

static void nobody_is_found_by_what_is_not_seen(void **state)
{
	struct store *store = *state;
	struct id person[ARRAY_LEN(sought)];

	for (size_t i = 0; i < ARRAY_LEN(sought); i++) {
		char pair[80];

		snprintf(pair, sizeof pair, "%s=%s", sought[i].field, sought[i].value);
		person[i] = make(store, "person", PAIRS(pair, i < 4 ? pair : "given_name=Li"));
	}
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1) {
		struct actor actor = { .desk = "HA", .roles = role };
		struct known_query known = { .family_name = "Quirinxo", .phone = "+31698765432" };
		struct find_hit *hit;
		struct id same;
		int n;
		bool people = kind_seen(&actor, the("person"));

		str_copy(actor.user, sizeof actor.user, role_name((enum role)role));
		for (size_t i = 0; i < ARRAY_LEN(sought); i++)
			by_find(store, &actor, person[i], i);
		WELL(find_known(store, &actor, &known, 5, &hit, &n, &err_));
		assert_int_equal(n > 0, people);
		free(hit);
		WELL(find_same(store, &actor, &known, NULL, NULL, &same, &err_));
		assert_true(people || id_none(same));
	}
}

static void drafts_are_their_writers(void **state)
{
	struct store *store = *state;
	struct actor desk = { .user = "dana", .desk = "HA", .roles = ROLE_DESK };
	struct actor other = { .user = "ivo", .desk = "HA", .roles = ROLE_ALL };
	struct draft draft = { .form = "register" }, *list;
	int n;

	draft_set(&draft, "family_name", "Haidari");
	WELL(draft_save(store, &desk, &draft, &err_));
	WELL(draft_list(store, &other, NULL, &list, &n, &err_));
	assert_int_equal(n, 0);
	draft_free(list, n);
	WELL(draft_drop(store, &other, draft.id, &err_));
	WELL(draft_list(store, &desk, NULL, &list, &n, &err_));
	assert_int_equal(n, 1);
	draft_free(list, n);
	draft_clear(&draft);
}

/* Those who lead, count, manage and audit see no record of anybody by any door, though some know its number. */
static void who_does_not_serve_sees_nobody(void **state)
{
	static const enum role roles[] = { ROLE_TEAM_LEAD, ROLE_SUPERVISOR, ROLE_ADMIN, ROLE_AUDITOR };
	struct store *store = *state;
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	(void)store;
	for (size_t r = 0; r < ARRAY_LEN(roles); r++) {
		struct actor actor = { .user = "x", .desk = "HA", .roles = roles[r] };

		for (int k = 0; k < n; k++) {
			/* In which order people wait, which caps hold and what rounds came to is published. */
			bool published = str_same(kinds[k]->name, "queue_rule") || str_same(kinds[k]->name, "cap") ||
				str_same(kinds[k]->name, "match_rule") ||
				str_same(kinds[k]->name, "round");
			/* Who answers for the data, and what is asked by exception, stands in the record of processing. */
			bool answered = str_same(kinds[k]->name, "controller") || str_same(kinds[k]->name, "exception");
			/* What the town has to spend and what measures cost is about nobody. */
			bool money = str_same(kinds[k]->name, "budget") || str_same(kinds[k]->name, "cost");

			if (!published && !money && !answered && (kind_seen(&actor, kinds[k]) || kind_changed_by(&actor, kinds[k])))
				fail_msg("%s sees %s", role_name(roles[r]), kinds[k]->name);
		}
	}
}

static void undo_needs_the_role(void **state)
{
	struct store *store = *state;
	const struct actor housing = { .user = "housing", .desk = "HA", .roles = ROLE_HOUSING };
	struct id person = make(store, "person", PAIRS("family_name=Demir", "gender=woman"));
	struct id set = amend(store, "person", person, PAIRS("gender=not_said"));

	assert_int_equal(change_undo(store, &housing, set, NULL, NULL), ST_DENIED);
	HAS(store, "person", person, "gender", "not_said");
}

static int64_t looks(struct store *store)
{
	return count_rows(store, "look");
}

static void opening_a_file_is_noted(void **state)
{
	struct store *store = *state;
	struct actor other = everybody;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct id house = make(store, "household", PAIRS("name=Demir"));
	struct record *record;

	clock_hold(1777000000000);
	record_free(see(store, "person", person));
	record_free(see(store, "person", person));
	record_free(see(store, "household", house));
	assert_int_equal(looks(store), 1);
	WELL(read_brief(store, &other, the("person"), person, &record, &err_));
	record_free(record);
	assert_int_equal(looks(store), 1);
	str_copy(other.user, sizeof other.user, "another");
	WELL(read_record(store, &other, the("person"), person, &record, &err_));
	record_free(record);
	assert_int_equal(looks(store), 2);
	clock_hold(1777000000000 + 11 * 60 * 1000);
	record_free(see(store, "person", person));
	assert_int_equal(looks(store), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(every_role_every_field_every_door),
		DOORS_TEST(nobody_is_found_by_what_is_not_seen),
		DOORS_TEST(drafts_are_their_writers),
		DOORS_TEST(who_does_not_serve_sees_nobody),
		DOORS_TEST(undo_needs_the_role),
		DOORS_TEST(opening_a_file_is_noted),
	};

	return DOORS_RUN(tests);
}
