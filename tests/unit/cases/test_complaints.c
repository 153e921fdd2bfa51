/* SPDX-License-Identifier: EUPL-1.2 */
/* Complaints: nothing passes against the person's wish, nothing reaches whom it is about. Feedback, with and without a name. */
#include "tests/unit/cases/town.h"

#include "cases/erase.h"
#include "cases/subject.h"
#include "register/kept.h"

static const struct actor taker = { .user = "lind", .desk = "HA", .roles = ROLE_DESK | ROLE_CASEWORK };
static const struct actor accused = { .user = "Åberg", .desk = "HA", .roles = ROLE_CASEWORK };
static const struct actor lead = { .user = "holm", .desk = "HA", .roles = ROLE_CASEWORK | ROLE_TEAM_LEAD };

static struct id take_down(struct store *store, const struct actor *actor, const char *const *pair)
{
	struct change *change = change_begin(store, actor);
	struct id id = { { 0 } };

	set_pairs(change_create(change, the("complaint"), &id), pair);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return id;
}

static int64_t listed(struct store *store, const struct actor *actor, struct list_query *query)
{
	struct list_page page;
	int64_t n = -1;

	WELL(read_count(store, actor, query, 100, &n, &err_));
	WELL(read_list(store, actor, query, NULL, false, 100, &page, &err_));
	assert_int_equal(page.count, n);
	list_page_free(&page);
	return n;
}

static void check_sight(struct store *store, const struct actor *actor, struct id id, struct id person, bool seen)
{
	const struct kind *kind = the("complaint");
	char text[37];
	struct list_query all = { .kind = kind };
	struct list_query theirs = { .kind = kind, .n_filters = 1,
		.filter = { { kind_field(kind, "person"), FILTER_IS, text } } };
	struct list_query by_state = { .kind = kind, .sort = kind_field(kind, "told"), .n_filters = 1,
		.filter = { { kind_field(kind, "state"), FILTER_IS, "noted" } } };
	struct record *record = NULL;
	struct past *past = NULL;
	struct err err;
	int n;

	id_text(person, text);
	assert_int_equal(read_record(store, actor, kind, id, &record, &err), seen ? ST_OK : ST_NOTFOUND);
	record_free(record);
	assert_int_equal(read_history(store, actor, kind, id, &past, &n, &err), seen ? ST_OK : ST_NOTFOUND);
	past_free(past, n);
	/* The other complaint, about nobody, is everybody's to see. */
	assert_int_equal(listed(store, actor, &all), seen ? 2 : 1);
	assert_int_equal(listed(store, actor, &theirs), seen ? 2 : 1);
	assert_int_equal(listed(store, actor, &by_state), seen ? 2 : 1);
}

static void a_complaint_is_kept_from_whom_it_is_about(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28");
	struct id id = take_down(*state, &taker, PAIRS(OF("person", person), "about=service", "concerns=Åberg"));
	struct actor auditor = { .user = "vik", .desk = "HA", .roles = ROLE_AUDITOR, .lent = ROLE_CASEWORK, .quiet = true };
	struct actor typed_so = accused;

	take_down(*state, &taker, PAIRS(OF("person", person), "about=unsafe_housing"));
	check_sight(*state, &taker, id, person, true);
	check_sight(*state, &accused, id, person, false);
	check_sight(*state, &lead, id, person, false);
	str_copy(typed_so.user, sizeof typed_so.user, "ÅBERG");
	assert_true(kept_named(&typed_so, the("complaint"), "Åberg"));
	assert_false(kept_named(&auditor, the("complaint"), "Åberg"));
	auditor.quiet = false;
	auditor.roles |= ROLE_TEAM_LEAD;
	assert_true(kept_named(&auditor, the("complaint"), "Åberg"));
}

static void nobody_it_is_kept_from_changes_or_removes_it(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28");
	struct id id = take_down(*state, &taker, PAIRS(OF("person", person), "about=service", "concerns=Åberg"));
	const struct actor *const kept[] = { &accused, &lead };
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
		struct change *change = change_begin(*state, kept[i]);

		WELL(change_set(change_update(change, the("complaint"), id, 0), "text", "never happened", &err_));
		assert_int_equal(change_commit(change, NULL, NULL, &err), ST_NOTFOUND);
		change_free(change);
		change = change_begin(*state, kept[i]);
		change_delete(change, the("complaint"), id, 0);
		assert_int_equal(change_commit(change, NULL, NULL, &err), ST_NOTFOUND);
		change_free(change);
	}
}

static void what_was_removed_stays_kept(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28"), *removed = NULL;
	struct id id = take_down(*state, &taker, PAIRS(OF("person", person), "about=service", "concerns=Åberg"));
	struct change *change = change_begin(*state, &taker);
	int n = -1;

	change_delete(change, the("complaint"), id, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	WELL(read_removed(*state, &taker, the("complaint"), person, 10, &removed, &n, &err_));
	assert_int_equal(n, 1);
	free(removed);
	WELL(read_removed(*state, &accused, the("complaint"), person, 10, &removed, &n, &err_));
	assert_int_equal(n, 0);
	free(removed);
}

/* The copy goes on without it, and says so whether it is there or not. */
static void a_copy_by_whom_it_is_about_goes_on_without_it(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28");
	struct id id = take_down(*state, &taker, PAIRS(OF("person", person), "about=service", "concerns=Åberg"));
	const struct actor *const by[] = { &taker, &accused, &lead };

	for (size_t i = 0; i < ARRAY_LEN(by); i++) {
		struct subject subject;
		bool there = false, named = false;

		WELL(subject_gather(*state, by[i], person, false, &subject, &err_));
		for (int r = 0; r < subject.n_records; r++)
			there |= id_same(subject.record[r].id, id);
		for (int u = 0; u < subject.n_unseen; u++)
			named |= str_same(subject.unseen[u].kind->name, "complaint");
		assert_int_equal(there, by[i] == &taker);
		assert_true(named);
		subject_clear(&subject);
	}
}

static void it_goes_with_the_file(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28");
	struct erase_receipt receipt;

	take_down(*state, &taker, PAIRS(OF("person", person), "about=service", "concerns=Åberg"));
	WELL(erase_person(*state, &lead, person, ERASE_REQUEST, &receipt, &err_));
	assert_int_equal(count_rows(*state, "complaint"), 0);
	erase_receipt_clear(&receipt);
}

static void cannot_take_down(struct store *store, const struct actor *actor, struct id person)
{
	struct change *change = change_begin(store, actor);
	struct err err;

	set_pairs(change_create(change, the("complaint"), NULL), PAIRS(OF("person", person), "about=service", "concerns=Åberg"));
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_INVALID);
	assert_string_equal(err.field, "concerns");
	change_free(change);
	assert_int_equal(count_rows(store, "complaint"), 0);
}

static void whoever_could_not_read_it_again_does_not_take_it_down(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28");

	cannot_take_down(*state, &accused, person);
	cannot_take_down(*state, &lead, person);
}

static void nothing_is_passed_on_unless_wished(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28");
	struct id id = make(*state, "complaint", PAIRS(OF("person", person), "about=discrimination", "path=equality_body"));

	refused(*state, "complaint", id, PAIRS("state=passed_on"), "wished");
	refused(*state, "complaint", id, PAIRS("state=passed_on", "wished=no"), "wished");
	refused(*state, "complaint", id, PAIRS("state=passed_on", "wished=yes", "path=none_wished"), "path");
	amend(*state, "complaint", id, PAIRS("state=passed_on", "wished=yes"));
	HAS(*state, "complaint", id, "passed_on", "2026-05-04");
	refused(*state, "complaint", id, PAIRS("passed_on=2026-05-01"), "passed_on");
	refused(*state, "complaint", id, PAIRS("state=noted"), "state");
	amend(*state, "complaint", id, PAIRS("state=answered"));
	amend(*state, "complaint", id, PAIRS("state=closed"));
}

static void feedback_needs_no_name(void **state)
{
	struct id person = arrive(*state, "Rahel", "2026-04-28");

	make(*state, "feedback", PAIRS("about=interpreter", "rating=4"));
	make(*state, "feedback", PAIRS("about=interpreter", "text=Clear and kind", "wishes_to_be_asked=yes", OF("person", person)));
	refused(*state, "feedback", NOBODY, PAIRS("about=interpreter", "rating=4", "wishes_to_be_asked=yes"), "person");
	refused(*state, "feedback", NOBODY, PAIRS("about=interpreter"), "text");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_complaint_is_kept_from_whom_it_is_about),
		TOWN_TEST(nobody_it_is_kept_from_changes_or_removes_it),
		TOWN_TEST(what_was_removed_stays_kept),
		TOWN_TEST(a_copy_by_whom_it_is_about_goes_on_without_it),
		TOWN_TEST(it_goes_with_the_file),
		TOWN_TEST(whoever_could_not_read_it_again_does_not_take_it_down),
		TOWN_TEST(nothing_is_passed_on_unless_wished),
		TOWN_TEST(feedback_needs_no_name),
	};

	return DOORS_RUN(tests);
}
