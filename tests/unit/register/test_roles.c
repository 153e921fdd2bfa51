/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Roles: for every role, kind and field all doors tell the same story.  What a role
 * does not see is absent from the record, the list, the count, the history and the
 * title, and cannot be set, sorted or filtered by.
 */
#include "full.h"

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
	/* Values of the municipality's own fields stand apart from the table: no list filters by them. */
	enum status allowed = !seen ? ST_DENIED : field->own ? ST_INVALID : ST_OK;
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
		DOORS_TEST(undo_needs_the_role),
		DOORS_TEST(opening_a_file_is_noted),
	};

	return DOORS_RUN(tests);
}
