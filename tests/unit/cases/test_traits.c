/* SPDX-License-Identifier: EUPL-1.2 */
/* Filters across the stages: whom they find, whom they do not show to whom, and that few are found by an index. */
#include "tests/unit/cases/town.h"

#include "base/mem.h"
#include "register/trait.h"
#include "register/view.h"

/* The titles of a list, "A B", in its order. */
static const char *found_by(struct store *store, const struct actor *actor, const char *kind, const char *filter,
	const char *value)
{
	static char out[400];
	struct list_query query = { .kind = the(kind), .n_filters = 1 };
	struct list_page page;
	struct str titles = STR_INIT;
	int64_t count;

	query.filter[0] = (struct filter){ filter_field(query.kind, filter), FILTER_IS, value };
	assert_non_null(query.filter[0].field);
	WELL(read_list(store, actor, &query, NULL, false, 100, &page, &err_));
	WELL(read_count(store, actor, &query, 1000, &count, &err_));
	assert_int_equal(count, page.count);
	for (int i = 0; i < page.count; i++) {
		if (titles.len)
			str_addc(&titles, ' ');
		record_title(&titles, page.record[i]);
	}
	list_page_free(&page);
	str_copy(out, sizeof out, str_get(&titles));
	str_free(&titles);
	return out;
}

#define FINDS(kind, filter, value, titles) assert_string_equal(found_by(*state, &everybody, kind, filter, value), titles)

static void steps_of_a_stage(void **state)
{
	struct id late = arrive(*state, "Late", "2026-01-02"), now = arrive(*state, "Now", "2026-05-04");

	FINDS("person", "stage_language", "late", "Late");
	FINDS("person", "stage_language", "open", "Late Now");
	FINDS("person", "stage_school", "none", "Late Now");
	amend(*state, "step", step_at(*state, now, "language"), PAIRS("state=under_way"));
	FINDS("person", "stage_language", "under_way", "Now");
	amend(*state, "step", step_at(*state, now, "language"), PAIRS("state=waiting"));
	FINDS("person", "stage_language", "waiting", "Now");
	FINDS("person", "stage_language", "under_way", "");
	amend(*state, "step", step_at(*state, late, "language"), PAIRS("state=done"));
	FINDS("person", "stage_language", "late", "");
	FINDS("person", "stage_language", "done", "Late");
}

static void what_is_late(void **state)
{
	struct id late = arrive(*state, "Late", "2026-01-02"), other = arrive(*state, "Now", "2026-05-04");
	struct id document = make(*state, "document", PAIRS(OF("person", other), "what=identity", "name=Card",
		"expires=2026-05-01"));

	make(*state, "document", PAIRS(OF("person", late), "what=identity", "name=Pass", "expires=2027-01-01"));
	FINDS("person", "overdue", "any", "Late");
	FINDS("person", "overdue", "step", "Late");
	FINDS("person", "overdue", "clock", "");
	FINDS("document", "overdue", "yes", "Proof of identity Card");
	assert_non_null(strstr(found_by(*state, &everybody, "step", "overdue", "yes"), "First interview"));
	amend(*state, "document", document, PAIRS("renewed=2026-05-04"));
	FINDS("document", "overdue", "yes", "");
}

static void levels_are_the_newest(void **state)
{
	struct id one = arrive(*state, "One", "2026-05-01"), two = arrive(*state, "Two", "2026-05-01");

	make(*state, "speaks", PAIRS(OF("person", one), "language=nl", "level=a1"));
	make(*state, "speaks", PAIRS(OF("person", two), "language=nl", "level=a1"));
	FINDS("person", "cefr", "a1", "One Two");
	make(*state, "level", PAIRS(OF("person", two), "language=nl", "day=2026-04-01", "known=exam", "listening=a2", "reading=a2",
		"interaction=a2", "production=a2", "writing=a2"));
	FINDS("person", "cefr", "a1", "One");
	FINDS("person", "cefr", "a2", "Two");
	make(*state, "level", PAIRS(OF("person", two), "language=nl", "day=2026-05-01", "known=exam", "listening=b1", "reading=b1",
		"interaction=b1", "production=b1", "writing=b1"));
	FINDS("person", "cefr", "a2", "");
	FINDS("person", "cefr", "b1", "Two");
	FINDS("speaks", "cefr", "b1", "Dutch");
}

static void places_and_whose(void **state)
{
	struct id quarter = make(*state, "neighbourhood", PAIRS("name=Q")), other = make(*state, "neighbourhood", PAIRS("name=R"));
	struct id one = arrive(*state, "One", "2026-05-01"), two = arrive(*state, "Two", "2026-05-01");
	char text[37], away[37];

	id_text(quarter, text);
	id_text(other, away);
	make(*state, "stay", PAIRS(OF("person", one), "place=reception", OF("neighbourhood", quarter)));
	make(*state, "stay", PAIRS(OF("person", two), "place=family", OF("neighbourhood", quarter)));
	make(*state, "tutoring", PAIRS(OF("person", one), "subject=maths"));
	make(*state, "tutoring", PAIRS(OF("person", two), "subject=reading"));
	FINDS("person", "staying", "reception", "One");
	FINDS("person", "neighbourhood", text, "One Two");
	FINDS("tutoring", "staying", "reception", "Mathematics");
	FINDS("tutoring", "lives_in", text, "Mathematics Reading and writing");
	FINDS("tutoring", "lives_in", away, "");
	amend(*state, "person", two, PAIRS("caseworker=Noa"));
	FINDS("tutoring", "looked_after_by", "Noa", "Reading and writing");
	/* Where somebody could do harm, no list tells where somebody lives. */
	amend(*state, "person", two, PAIRS("address_secret=yes"));
	FINDS("tutoring", "lives_in", text, "Mathematics");
	FINDS("person", "neighbourhood", text, "One");
}

static void a_role_filters_by_what_it_sees(void **state)
{
	static const struct { uint32_t role; const char *kind, *filter, *value; bool may; } cases[] = {
		{ ROLE_DESK, "person", "stage_language", "late", true }, { ROLE_LANGUAGE, "person", "cefr", "a1", true },
		{ ROLE_DESK, "person", "staying", "reception", true }, { ROLE_HOUSING, "person", "staying", "reception", true },
		{ ROLE_LANGUAGE, "person", "staying", "reception", false }, { ROLE_EMPLOYMENT, "person", "staying", "reception", false },
		{ ROLE_EMPLOYMENT, "enrolment", "staying", "reception", false }, { ROLE_DESK, "person", "overdue", "any", false },
		{ ROLE_CASEWORK, "person", "overdue", "any", true }, { ROLE_TEAM_LEAD, "person", "cefr", "a1", false },
	};

	arrive(*state, "One", "2026-01-01");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct actor actor = everybody;
		struct list_query query = { .kind = the(cases[i].kind), .n_filters = 1 };
		struct list_page page;
		enum status st;

		actor.solo = false;
		actor.roles = cases[i].role;
		query.filter[0] = (struct filter){ filter_field(query.kind, cases[i].filter), FILTER_IS, cases[i].value };
		st = read_list(*state, &actor, &query, NULL, false, 10, &page, NULL);
		if (st != (cases[i].may ? ST_OK : ST_DENIED))
			fail_msg("%s by %s as %u: %d", cases[i].kind, cases[i].filter, cases[i].role, (int)st);
		if (st == ST_OK)
			list_page_free(&page);
	}
}

static void a_view_keeps_them(void **state)
{
	struct view_list keep = { .query = { .kind = the("person"), .n_filters = 2 } }, kept;

	keep.query.filter[0] = (struct filter){ filter_field(the("person"), "stage_language"), FILTER_IS, "late" };
	keep.query.filter[1] = (struct filter){ filter_field(the("person"), "cefr"), FILTER_IS, "a1" };
	WELL(view_keep(*state, &everybody, "Late A1", false, &keep, &err_));
	WELL(view_open(*state, &everybody, the("person"), "Late A1", &kept, &err_));
	assert_int_equal(kept.query.n_filters, 2);
	assert_ptr_equal(kept.query.filter[1].field, keep.query.filter[1].field);
	view_list_clear(&kept);
}

/* Neither the few whom a trait names nor the question asked of each row passes over a big table. */
static void few_are_found_by_an_index(void **state)
{
	int n_kinds;
	const struct kind *const *kinds = register_kinds(&n_kinds);

	for (int k = 0; k < n_kinds; k++)
		for (int i = 0; filter_trait(kinds[k], i); i++) {
			const struct field *field = filter_trait(kinds[k], i);
			const struct trait_way *way = trait_of(field)->way;

			for (;; way++) {
				struct filter filter = { field, FILTER_IS, way->key ? way->key : "x" };
				struct str sql = STR_INIT;
				struct stmt *stmt;

				str_add(&sql, "EXPLAIN QUERY PLAN ");
				if (trait_source(&sql, kinds[k], &filter, 0)) {
					WELL(store_sql(*state, str_get(&sql), &stmt, &err_));
					while (stmt_step(stmt, NULL) == ST_OK)
						if (str_starts(stmt_get_text(stmt, 3), "SCAN") && !strstr(stmt_get_text(stmt, 3), "(subquery"))
							fail_msg("%s.%s: %s", kinds[k]->name, field->name, stmt_get_text(stmt, 3));
				}
				str_clear(&sql);
				str_addf(&sql, "EXPLAIN QUERY PLAN SELECT 1 FROM \"%s\" WHERE rid = 1", kinds[k]->name);
				trait_add(&sql, kinds[k], &filter, 0);
				WELL(store_sql(*state, str_get(&sql), &stmt, &err_));
				while (stmt_step(stmt, NULL) == ST_OK)
					if (str_starts(stmt_get_text(stmt, 3), "SCAN") && !strstr(stmt_get_text(stmt, 3), "CONSTANT"))
						fail_msg("%s.%s asks: %s", kinds[k]->name, field->name, stmt_get_text(stmt, 3));
				str_free(&sql);
				if (!way->key)
					break;
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(steps_of_a_stage),
		TOWN_TEST(what_is_late),
		TOWN_TEST(levels_are_the_newest),
		TOWN_TEST(places_and_whose),
		TOWN_TEST(a_role_filters_by_what_it_sees),
		TOWN_TEST(a_view_keeps_them),
		TOWN_TEST(few_are_found_by_an_index),
	};

	return DOORS_RUN(tests);
}
