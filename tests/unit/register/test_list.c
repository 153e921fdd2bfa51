/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists: every order of every kind, paged both ways, against a plain sort; filters against a plain pass over all. */
#include "doors.h"

#define ROWS 230

static struct record *all[ROWS];

static void fill_kind(struct store *store, const struct kind *kind, const char *person)
{
	struct change *change = change_begin(store, &everybody);
	char text[64];

	for (int n = 0; n < ROWS; n++) {
		struct change_item *item = change_create(change, kind, NULL);
		for (int i = 0; i < kind->n_fields; i++) {
			const struct field *field = &kind->fields[i];
			if (field->kind == FIELD_REFERENCE && str_same(field->refers, "person"))
				change_put(item, field, person);
			else if (!field->derived && !str_same(kind->kept_from, field->name) && (field->required || rng_below(3)))
				change_put(item, field, random_value(field, text));
		}
	}
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
}

/* Collects a whole list page by page. */
static int walk(struct store *store, const struct list_query *query, bool backward, int size, struct id out[ROWS + 9])
{
	struct list_place place = { .set = false };
	struct list_page page;
	int n = 0;
	bool more;

	do {
		WELL(read_list(store, &everybody, query, &place, backward, size, &page, &err_));
		more = page.more;
		assert_true(page.count == size || !more);
		for (int i = 0; i < page.count && n < ROWS + 9; i++)
			out[n++] = page.record[backward ? page.count - 1 - i : i]->id;
		if (page.count)
			place = page.place[backward ? 0 : page.count - 1];
		list_page_free(&page);
	} while (more && n < ROWS + 9);
	return n;
}

/* Walks a long list and counts; no row comes twice, for they come in order. */
static int walk_count(struct store *store, const struct list_query *query, int size)
{
	struct list_place place = { .set = false };
	struct list_page page;
	int n = 0;
	bool more;

	do {
		WELL(read_list(store, &everybody, query, &place, false, size, &page, &err_));
		more = page.more;
		n += page.count;
		if (page.count)
			place = page.place[page.count - 1];
		list_page_free(&page);
	} while (more);
	return n;
}

static const struct field *sort_field;
static bool sort_down;

static int by_value(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;
	const char *u = record_get(x, sort_field->name), *v = record_get(y, sort_field->name);
	int c = 0;

	if (!u != !v)
		return u ? -1 : 1;
	if (u && (sort_field->kind == FIELD_NUMBER || sort_field->kind == FIELD_MONEY))
		c = (atof(u) > atof(v)) - (atof(u) < atof(v));
	else if (u)
		c = strcmp(u, v);
	if (c == 0)
		c = (x->rid > y->rid) - (x->rid < y->rid);
	return sort_down ? -c : c;
}

static int load_all(struct store *store, const struct kind *kind)
{
	struct list_query query = { .kind = kind };
	struct list_page page;
	int n;

	WELL(read_list(store, &everybody, &query, NULL, false, ROWS, &page, &err_));
	assert_false(page.more);
	n = page.count;
	memcpy(all, page.record, (size_t)n * sizeof *all);
	page.count = 0;
	list_page_free(&page);
	return n;
}

static void free_all(int n)
{
	for (int i = 0; i < n; i++)
		record_free(all[i]);
}

static void check_order(struct store *store, const struct kind *kind, const struct field *sort, bool down, int n)
{
	struct list_query query = { .kind = kind, .sort = sort, .descending = down };
	struct id there[ROWS + 9], back[ROWS + 9];

	assert_int_equal(walk(store, &query, false, 17, there), n);
	assert_int_equal(walk(store, &query, true, 23, back), n);
	sort_field = sort;
	sort_down = down;
	if (sort)
		qsort(all, (size_t)n, sizeof *all, by_value);
	for (int i = 0; i < n; i++) {
		assert_true(id_same(there[i], back[n - 1 - i]));
		if (sort && !id_same(there[i], all[i]->id))
			fail_msg("%s by %s%s: row %d", kind->name, sort->name, down ? " down" : "", i);
	}
}

static void every_order_pages_both_ways(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	int n_kinds;
	const struct kind *const *kinds = register_kinds(&n_kinds);
	char text[37];

	rng_seed(7);
	id_text(person, text);
	for (int k = 0; k < n_kinds; k++) {
		const struct kind *kind = kinds[k];
		bool refers = false;
		for (int i = 0; i < kind->n_fields; i++)
			refers |= kind->fields[i].kind == FIELD_REFERENCE && kind->fields[i].required
				&& !str_same(kind->fields[i].refers, "person");
		if (refers || str_same(kind->name, "person"))
			continue;
		fill_kind(store, kind, text);
		int n = load_all(store, kind);
		assert_int_equal(n, ROWS);
		for (int i = -1; i < kind->n_fields; i++) {
			if (i >= 0 && !kind->fields[i].sort)
				continue;
			check_order(store, kind, i < 0 ? NULL : &kind->fields[i], false, n);
			check_order(store, kind, i < 0 ? NULL : &kind->fields[i], true, n);
		}
		free_all(n);
	}
}

static bool passes(const struct record *record, const struct filter *filter)
{
	const char *value = record_get(record, filter->field->name);
	size_t len = filter->value ? strlen(filter->value) : 0;

	switch (filter->op) {
	case FILTER_EMPTY:
		return !value;
	case FILTER_SET:
		return value;
	case FILTER_IS:
		return str_same(value, filter->value);
	case FILTER_BEGINS:
		return value && strncmp(value, filter->value, len) == 0;
	case FILTER_FROM:
		return value && strcmp(value, filter->value) >= 0;
	default:
		return value && (strcmp(value, filter->value) <= 0 || strncmp(value, filter->value, len) == 0);
	}
}

static void check_filters(struct store *store, const struct list_query *query, int n)
{
	struct id found[ROWS + 9];
	int wanted = 0, is = walk(store, query, false, 11, found), back = walk(store, query, true, 11, found);
	int64_t counted;

	for (int i = 0; i < n; i++) {
		bool pass = true;
		for (int f = 0; f < query->n_filters; f++)
			pass &= passes(all[i], &query->filter[f]);
		wanted += pass;
	}
	assert_int_equal(is, wanted);
	assert_int_equal(back, wanted);
	WELL(read_count(store, &everybody, query, 1000, &counted, &err_));
	assert_int_equal(counted, wanted);
}

static void filters_leave_what_they_say(void **state)
{
	struct store *store = *state;
	const struct kind *kind = the("course");
	const struct field *starts = kind_field(kind, "starts"), *level = kind_field(kind, "level");
	const struct field *name = kind_field(kind, "name");
	const struct filter filters[] = {
		{ starts, FILTER_FROM, "1985-03" }, { starts, FILTER_TO, "1999" }, { starts, FILTER_EMPTY, NULL },
		{ starts, FILTER_SET, NULL }, { starts, FILTER_BEGINS, "197" }, { level, FILTER_IS, "a1" },
		{ level, FILTER_SET, NULL }, { name, FILTER_BEGINS, "Haidari" }, { name, FILTER_IS, "x 7" },
	};
	const struct field *sorts[] = { NULL, starts, level };

	rng_seed(11);
	fill_kind(store, kind, NULL);
	int n = load_all(store, kind);
	for (size_t s = 0; s < ARRAY_LEN(sorts); s++) {
		for (size_t a = 0; a < ARRAY_LEN(filters); a++) {
			for (size_t b = a; b < ARRAY_LEN(filters); b++) {
				struct list_query query = { .kind = kind, .sort = sorts[s], .descending = b % 2,
					.filter = { filters[a], filters[b] }, .n_filters = a == b ? 1 : 2 };
				check_filters(store, &query, n);
			}
		}
	}
	free_all(n);
}

/* So many rows pass each filter that the list is walked in the order of its sort, judging on the way; and so few
 * pass both that they are looked for first. */
static void filters_among_many_rows(void **state)
{
	enum { MANY = 13000, A1 = 6000, X = 6100 };
	struct store *store = *state;
	const struct kind *kind = the("course");
	const struct field *level = kind_field(kind, "level"), *name = kind_field(kind, "name");
	const struct field *sorts[] = { NULL, level, kind_field(kind, "starts") };
	const struct filter a1 = { level, FILTER_IS, "a1" }, x = { name, FILTER_IS, "x" };
	struct change *change = change_begin(store, &everybody);

	for (int i = 0; i < MANY; i++) {
		struct change_item *item = change_create(change, kind, NULL);
		change_put(item, level, i < A1 ? "a1" : i % 3 ? "b2" : NULL);
		change_put(item, name, i >= MANY - X ? "x" : i == 17 ? "rare" : "y");
		change_put(item, kind_field(kind, "starts"), i % 2 ? "2026-05" : i % 5 ? "2025" : NULL);
	}
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	for (size_t s = 0; s < ARRAY_LEN(sorts); s++) {
		const struct { struct filter filter[2]; int n, wanted; } ask[] = {
			{ { a1 }, 1, A1 }, { { x }, 1, X }, { { a1, x }, 2, 0 },
			{ { { name, FILTER_IS, "rare" } }, 1, 1 }, { { { level, FILTER_SET, NULL }, x }, 2, 4066 },
			{ { { level, FILTER_EMPTY, NULL }, x }, 2, 2034 },
		};
		for (size_t i = 0; i < ARRAY_LEN(ask); i++) {
			struct list_query query = { .kind = kind, .sort = sorts[s], .n_filters = ask[i].n };
			int64_t n;
			memcpy(query.filter, ask[i].filter, sizeof ask[i].filter);
			WELL(read_count(store, &everybody, &query, MANY, &n, &err_));
			assert_int_equal(n, ask[i].wanted);
			assert_int_equal(walk_count(store, &query, 900), ask[i].wanted);
		}
	}
}

static void begins_goes_by_the_title(void **state)
{
	struct store *store = *state;
	struct list_query query = { .kind = the("household"), .filter = { { NULL, FILTER_BEGINS, "dem" } },
		.n_filters = 1 };
	struct list_page page;

	make(store, "household", PAIRS("name=Demir"));
	make(store, "household", PAIRS("name=DÉMARE"));
	make(store, "household", PAIRS("name=Denk"));
	make(store, "household", PAIRS("name=Adem"));
	WELL(read_list(store, &everybody, &query, NULL, false, 10, &page, &err_));
	assert_int_equal(page.count, 2);
	assert_string_equal(record_get(page.record[0], "name"), "DÉMARE");
	assert_string_equal(record_get(page.record[1], "name"), "Demir");
	list_page_free(&page);
}

/* A file that was made in this language; NULL: before there was a choice. */
static struct store *made_in(const char *name, const char *language)
{
	struct store *store = doors_open(name, true);

	WELL(setting_set(store, SETTING_SORT_LANGUAGE, language, &err_));
	store_close(store);
	return doors_open(name, false);
}

static void check_names(const char *file, const char *language, const char *const *name)
{
	struct store *store = made_in(file, language);
	struct list_query query = { .kind = the("person") };
	struct id id[9], there[ROWS + 9], back[ROWS + 9];
	int n = 0;

	while (name[n])
		n++;
	for (int i = 0; i < n; i++) {        /* in an order of their own */
		int at = i * 2 % n;
		char *pair = mem_fmt("family_name=%s", name[at]);

		id[at] = make(store, "person", PAIRS(pair));
		free(pair);
	}
	assert_int_equal(walk(store, &query, false, 2, there), n);
	assert_int_equal(walk(store, &query, true, 3, back), n);
	for (int i = 0; i < n; i++) {
		if (!id_same(there[i], id[i]))
			fail_msg("%s: row %d is not %s", file, i, name[i]);
		assert_true(id_same(back[n - 1 - i], id[i]));
	}
	store_close(store);
}

static void people_stand_in_the_order_of_the_file(void **state)
{
	(void)state;
	check_names("turkish", "tr", PAIRS("Cz", "Çam", "Gz", "Ğa", "Irmak", "İnan", "Sz", "Şahin", "Zorlu"));
	check_names("spanish", "es", PAIRS("Nuz", "Ñaz", "Oa"));
	check_names("ukrainian", "uk", PAIRS("Гяч", "Ґанк", "Дяк", "Ильчук", "Ільчук", "Їжак", "Йосип"));
	check_names("arabic", "ar", PAIRS("أمل", "باسم", "Adam"));
	check_names("older", NULL, PAIRS("Çam", "Cz", "Ğa", "Gz", "Zorlu"));
	/* One file after the other within a program: each as it was made. */
	check_names("turkish again", "tr", PAIRS("Cz", "Çam", "Zorlu"));
}

static void a_place_outlives_its_row(void **state)
{
	struct store *store = *state;
	struct list_query query = { .kind = the("household") };
	struct list_page page, next;
	struct change *change = change_begin(store, &everybody);

	make(store, "household", PAIRS("name=A"));
	make(store, "household", PAIRS("name=B"));
	make(store, "household", PAIRS("name=C"));
	WELL(read_list(store, &everybody, &query, NULL, false, 2, &page, &err_));
	assert_true(page.more);
	change_delete(change, the("household"), page.record[1]->id, 0);
	WELL(change_commit(change, NULL, NULL, &err_));
	WELL(read_list(store, &everybody, &query, &page.place[1], false, 2, &next, &err_));
	assert_int_equal(next.count, 1);
	assert_string_equal(record_get(next.record[0], "name"), "C");
	assert_false(next.more);
	change_free(change);
	list_page_free(&page);
	list_page_free(&next);
}

/* Sorting in a temporary table, or passing over a table, must not be how a list comes about. */
static void pages_use_the_index(void **state)
{
	struct store *store = *state;
	int n_kinds;
	const struct kind *const *kinds = register_kinds(&n_kinds);

	for (int k = 0; k < n_kinds; k++) {
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			const struct field *field = &kinds[k]->fields[i];
			struct stmt *stmt;
			if (!field->sort)
				continue;
			char *sql = mem_fmt("EXPLAIN QUERY PLAN SELECT * FROM %s INDEXED BY %s_by_%s WHERE gone = 0 AND"
				" \"%s\" IS NOT NULL AND (\"%s\", rid) > (:a, :b) ORDER BY \"%s\", rid LIMIT 20", kinds[k]->name,
				kinds[k]->name, field->name, field->name, field->name, field->name);
			WELL(store_sql(store, sql, &stmt, &err_));
			while (stmt_step(stmt, NULL) == ST_OK)
				if (strstr(stmt_get_text(stmt, 3), "SCAN") || strstr(stmt_get_text(stmt, 3), "TEMP"))
					fail_msg("%s.%s: %s", kinds[k]->name, field->name, stmt_get_text(stmt, 3));
			free(sql);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(every_order_pages_both_ways),
		DOORS_TEST(filters_leave_what_they_say),
		DOORS_TEST(filters_among_many_rows),
		DOORS_TEST(begins_goes_by_the_title),
		cmocka_unit_test(people_stand_in_the_order_of_the_file),
		DOORS_TEST(a_place_outlives_its_row),
		DOORS_TEST(pages_use_the_index),
	};

	return DOORS_RUN(tests);
}
