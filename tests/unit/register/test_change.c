/* SPDX-License-Identifier: EUPL-1.2 */
/* The change door: what it saves, what it refuses, and how two writers meet. */
#include "doors.h"

#include "base/date.h"

static void saves_what_was_set(void **state)
{
	struct store *store = *state;
	char today[11];
	struct id house = make(store, "household", PAIRS("name=Haidari", "people=4", "step_free=yes"));
	struct id person = make(store, "person", PAIRS("family_name=Haidari", "given_name=Mariam", "born=1991"));
	struct id dwelling = make(store, "dwelling", PAIRS("address=Kade 1", "rent=812.5", "floor=-1"));

	date_text(clock_today(), today);
	HAS(store, "household", house, "people", "4");
	HAS(store, "household", house, "step_free", "yes");
	HAS(store, "person", person, "born", "1991");
	HAS(store, "person", person, "arrived", today);
	HAS(store, "dwelling", dwelling, "rent", "812.50");
	HAS(store, "dwelling", dwelling, "floor", "-1");
	HAS(store, "dwelling", dwelling, "state", "free");
}

static void refuses_without_a_trace(void **state)
{
	struct store *store = *state;
	struct id nobody = id_new();
	char text[37];
	struct err err;
	char *before;
	struct { const char *kind, *field, *value; } bad[] = {
		{ "step", NULL, NULL },                         /* required fields are missing */
		{ "person", "born", "1991-02-30" },
		{ "person", "case_number", "HA-4172-2649-K" },  /* derived */
		{ "person", "no_such_field", "x" },
		{ "person", "household", text },                /* refers to nothing */
		{ "person", "family_name", "a\x1b[2Jb" },
		{ "person", "family_name", "\xff\xfe" },
		{ "dwelling", "rooms", "many" },
	};

	id_text(nobody, text);
	make(store, "person", PAIRS("family_name=Demir"));
	before = whole_file(store, WITH_RID);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct change *change = change_begin(store, &everybody);
		struct change_item *item = change_create(change, the(bad[i].kind), NULL);
		enum status status = bad[i].field ? change_set(item, bad[i].field, bad[i].value, &err) : ST_OK;
		if (status == ST_OK)
			status = change_commit(change, NULL, NULL, &err);
		assert_int_equal(status, ST_INVALID);
		assert_true(err.text[0] && err.field[0]);
		change_free(change);
		char *after = whole_file(store, WITH_RID);
		assert_string_equal(before, after);
		free(after);
	}
	assert_int_equal(count_rows(store, "journal"), 1);
	free(before);
}

/* A colleague changes `theirs` after we looked, we change `ours`; returns what our saving came to. */
static enum status meet(struct store *store, struct id person, const char *theirs, const char *ours,
	struct conflict *conflict, struct change **kept)
{
	struct record *seen = see(store, "person", person);
	struct change *change = change_begin(store, &everybody);
	struct err err;
	enum status status;

	amend(store, "person", person, PAIRS(theirs));
	set_pairs(change_update(change, the("person"), person, seen->rev), PAIRS(ours));
	status = change_commit(change, NULL, conflict, &err);
	record_free(seen);
	if (kept)
		*kept = change;
	else
		change_free(change);
	return status;
}

/* A request that was refused is answered; one that was given in part can still be given. */
static void states_go_only_where_they_lead(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	char whose[80] = "person=";
	struct id request, set;
	struct change *change;
	struct err err;

	id_text(person, whose + strlen(whose));
	request = make(store, "request", PAIRS(whose, "asked_by=Tax office", "asked=2026-05-04",
		"legal_basis=Tax act", "state=partly"));
	set = amend(store, "request", request, PAIRS("state=given"));
	change = change_begin(store, &everybody);
	set_pairs(change_update(change, the("request"), request, 0), PAIRS("state=open"));
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	assert_string_equal(err.field, "state");
	assert_non_null(strstr(err.text, "“Given” is final"));
	change_free(change);
	/* What led there can be taken back; from there the refusal names the ways on. */
	WELL(change_undo(store, &everybody, set, NULL, &err_));
	HAS(store, "request", request, "state", "partly");
	change = change_begin(store, &everybody);
	set_pairs(change_update(change, the("request"), request, 0), PAIRS("state=refused"));
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "from “Given in part” it can only go on to: Given."));
	change_free(change);
	HAS(store, "request", request, "state", "partly");
}

static void merges_what_does_not_touch(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir", "phone=+31612345678"));

	assert_int_equal(meet(store, person, "phone=+31612340000", "used_name=Yusuf", NULL, NULL), ST_OK);
	HAS(store, "person", person, "phone", "+31612340000");
	HAS(store, "person", person, "used_name", "Yusuf");
	/* The same value twice is no quarrel. */
	assert_int_equal(meet(store, person, "phone=+31612341111", "phone=+31612341111", NULL, NULL), ST_OK);
}

static void second_writer_sees_both_and_chooses(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir", "say=a"));
	struct conflict conflict;
	struct change *change;

	assert_int_equal(meet(store, person, "say=theirs", "say=ours", &conflict, &change), ST_CONFLICT);
	assert_string_equal(record_get(conflict.theirs, "say"), "theirs");
	assert_string_equal(conflict.user, "berg");
	HAS(store, "person", person, "say", "theirs");

	/* Ours after all: the same change set, now knowing what it overrules. */
	struct change_item *item = change_update(change, the("person"), person, 0);
	assert_string_equal(change_get(item, "say"), "ours");
	change_seen(item, conflict.theirs->rev);
	WELL(change_commit(change, NULL, NULL, &err_));
	HAS(store, "person", person, "say", "ours");
	change_free(change);
	conflict_clear(&conflict);
}

static void deletion_meets_a_change(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct record *seen = see(store, "person", person);
	struct change *change = change_begin(store, &everybody);
	struct conflict conflict;
	struct err err;

	amend(store, "person", person, PAIRS("say=DAY-mir"));
	change_delete(change, the("person"), person, seen->rev);
	assert_int_equal(change_commit(change, NULL, &conflict, &err), ST_CONFLICT);
	conflict_clear(&conflict);
	change_free(change);
	HAS(store, "person", person, "say", "DAY-mir");
	record_free(seen);
}

static void living_records_hold_what_they_refer_to(void **state)
{
	struct store *store = *state;
	struct id house = make(store, "household", PAIRS("name=Demir"));
	char text[60] = "household=";
	struct change *change = change_begin(store, &everybody);
	struct err err;

	id_text(house, text + strlen(text));
	struct id person = make(store, "person", PAIRS("family_name=Demir", text));
	change_delete(change, the("household"), house, 0);
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	/* Both in one set go together. */
	change_delete(change, the("person"), person, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	assert_int_equal(read_record(store, &everybody, the("household"), house, &(struct record *){ 0 }, &err),
		ST_NOTFOUND);
}

static void a_set_is_all_or_nothing(void **state)
{
	struct store *store = *state;
	struct change *change = change_begin(store, &everybody);
	struct change_item *step;
	struct id person = { { 0 } };
	char text[37];
	struct err err;

	set_pairs(change_create(change, the("person"), &person), PAIRS("family_name=Demir"));
	step = change_create(change, the("step"), NULL);
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	assert_int_equal(count_rows(store, "person"), 0);
	/* What was typed is still there: mended, the same set goes through. A record may refer to one of its own set. */
	id_text(person, text);
	WELL(change_set(step, "person", text, &err_));
	set_pairs(step, PAIRS("stage=work", "what=first talk"));
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	HAS(store, "person", person, "family_name", "Demir");
	assert_int_equal(count_rows(store, "step"), 1);
}

static enum status derive_number(struct change *change, struct change_item *item, struct err *err)
{
	struct change_item *note;
	char text[37];

	(void)err;
	if (!change_is_new(item))
		return ST_OK;
	change_put(item, kind_field(change_kind_of(item), "case_number"), "HA-0000-0001-K");
	note = change_create(change, the("note"), NULL);
	id_text(change_id_of(item), text);
	change_put(note, kind_field(the("note"), "person"), text);
	change_put(note, kind_field(the("note"), "text"), "registered");
	change_put(note, kind_field(the("note"), "day"), "2026-05-04");
	return ST_OK;
}

static enum status check_name(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	return change_get(item, "family_name") ? ST_OK : err_field(err, "family_name", "a name is needed");
}

static int64_t followed;

static enum status follow(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)item;
	(void)err;
	followed++;
	return ST_OK;
}

static void rules_run_inside(void **state)
{
	static const struct kind_ops ops = { derive_number, check_name, follow };
	static const struct kind_ops none;
	struct store *store = *state;
	const struct actor desk = { .user = "desk", .desk = "HA", .roles = ROLE_DESK };
	struct change *change = change_begin(store, &desk);
	struct change_item *item = change_create(change, the("person"), NULL);
	struct err err;

	kind_rules("person", &ops);
	WELL(change_set(item, "given_name", "Rahel", &err_));
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	assert_string_equal(err.field, "family_name");
	assert_int_equal(followed, 0);
	WELL(change_set(item, "family_name", "Tesfay", &err_));
	WELL(change_commit(change, NULL, NULL, &err_));
	assert_int_equal(followed, 1);
	assert_int_equal(count_rows(store, "note"), 1);
	HAS(store, "person", change_id_of(item), "case_number", "HA-0000-0001-K");
	change_free(change);
	kind_rules("person", &none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(saves_what_was_set),
		DOORS_TEST(refuses_without_a_trace),
		DOORS_TEST(states_go_only_where_they_lead),
		DOORS_TEST(merges_what_does_not_touch),
		DOORS_TEST(second_writer_sees_both_and_chooses),
		DOORS_TEST(deletion_meets_a_change),
		DOORS_TEST(living_records_hold_what_they_refer_to),
		DOORS_TEST(a_set_is_all_or_nothing),
		DOORS_TEST(rules_run_inside),
	};

	return DOORS_RUN(tests);
}
