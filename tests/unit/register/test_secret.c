/* SPDX-License-Identifier: EUPL-1.2 */
/* A value kept secret with a yes: read in the opened record, and found out nowhere else. */
#include "doors.h"

static const char street[] = "Cedar Street 5";

static struct id person(struct store *store, const char *secret)
{
	char flag[40];

	snprintf(flag, sizeof flag, "address_secret=%s", secret);
	return make(store, "person", PAIRS("given_name=Amal", "arrived=2026-05-01", "address=Cedar Street 5", flag));
}

static const char *address_of(const struct record *record)
{
	return record_get(record, "address");
}

static void only_the_opened_record_shows_it(void **state)
{
	struct store *store = *state;
	struct id open = person(store, "no"), secret = person(store, "yes");
	struct record *record;

	WELL(read_record(store, &everybody, the("person"), secret, &record, &err_));
	assert_string_equal(address_of(record), street);
	record_free(record);
	WELL(read_brief(store, &everybody, the("person"), secret, &record, &err_));
	assert_null(address_of(record));
	record_free(record);
	WELL(read_brief(store, &everybody, the("person"), open, &record, &err_));
	assert_string_equal(address_of(record), street);
	record_free(record);
}

/* Also for a role that does not see the flag: it must not see the address because of that. */
static void no_role_sees_it_in_a_list(void **state)
{
	struct store *store = *state;
	struct id open = person(store, "no");
	struct list_query query = { .kind = the("person") };

	person(store, "yes");
	for (uint32_t role = 1; role <= ROLE_ALL; role <<= 1) {
		struct actor actor = { .user = "berg", .desk = "HA", .roles = role };
		struct list_page page;

		if (!kind_seen(&actor, query.kind))
			continue;
		WELL(read_list(store, &actor, &query, NULL, false, 10, &page, &err_));
		assert_int_equal(page.count, 2);
		for (int i = 0; i < page.count; i++)
			assert_true(!address_of(page.record[i]) || id_same(page.record[i]->id, open));
		list_page_free(&page);
	}
}

static void no_filter_finds_it_out(void **state)
{
	static const enum filter_op ops[] = { FILTER_IS, FILTER_FROM, FILTER_TO, FILTER_EMPTY, FILTER_SET, FILTER_BEGINS };
	struct store *store = *state;

	person(store, "yes");
	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		struct list_query query = { .kind = the("person"), .n_filters = 1,
			.filter = { { kind_field(the("person"), "address"), ops[i], street } } };
		struct list_page page;
		int64_t n;

		WELL(read_list(store, &everybody, &query, NULL, false, 10, &page, &err_));
		assert_int_equal(page.count, 0);
		list_page_free(&page);
		WELL(read_count(store, &everybody, &query, 10, &n, &err_));
		assert_int_equal(n, 0);
	}
}

/* Where the person lives is also whose home it is: the home of a placement goes by the person's flag. */
static void nor_the_home_of_a_placement(void **state)
{
	struct store *store = *state;
	struct id who = person(store, "yes"), home = make(store, "dwelling", PAIRS("address=Cedar Street 5")), placement;
	struct list_query all = { .kind = the("placement") }, by_home = { .kind = the("placement"), .n_filters = 1 },
		in_file = { .kind = the("placement"), .n_filters = 1 };
	struct record *record;
	struct list_page page;
	struct str title = STR_INIT;
	char person_is[64], home_is[64], of[37], at[37];
	int64_t n;

	id_text(who, of);
	id_text(home, at);
	snprintf(person_is, sizeof person_is, "person=%s", of);
	snprintf(home_is, sizeof home_is, "dwelling=%s", at);
	placement = make(store, "placement", PAIRS(person_is, home_is));
	WELL(read_list(store, &everybody, &all, NULL, false, 10, &page, &err_));
	assert_int_equal(page.count, 1);
	assert_null(record_get(page.record[0], "dwelling"));
	list_page_free(&page);
	by_home.filter[0] = (struct filter){ kind_field(all.kind, "dwelling"), FILTER_IS, at };
	WELL(read_count(store, &everybody, &by_home, 10, &n, &err_));
	assert_int_equal(n, 0);
	WELL(read_title(store, &everybody, all.kind, placement, &title, &err_));
	assert_int_equal(title.len, 0);
	str_free(&title);

	/* In the person's file it stands, and in the opened record. */
	in_file.filter[0] = (struct filter){ kind_field(all.kind, "person"), FILTER_IS, of };
	WELL(read_list(store, &everybody, &in_file, NULL, false, 10, &page, &err_));
	assert_int_equal(page.count, 1);
	assert_string_equal(record_get(page.record[0], "dwelling"), at);
	list_page_free(&page);
	WELL(read_record(store, &everybody, all.kind, placement, &record, &err_));
	assert_string_equal(record_get(record, "dwelling"), at);
	record_free(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(only_the_opened_record_shows_it),
		DOORS_TEST(no_role_sees_it_in_a_list),
		DOORS_TEST(no_filter_finds_it_out),
		DOORS_TEST(nor_the_home_of_a_placement),
	};

	return cmocka_run_group_tests(tests, doors_make, doors_remove);
}
