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

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(only_the_opened_record_shows_it),
		DOORS_TEST(no_role_sees_it_in_a_list),
		DOORS_TEST(no_filter_finds_it_out),
	};

	return cmocka_run_group_tests(tests, doors_make, doors_remove);
}
