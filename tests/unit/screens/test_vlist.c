/* SPDX-License-Identifier: EUPL-1.2 */
/* The list against a plain model: every way of moving over many rows, rows that come and go, few rows in memory. */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "screens/vlist.h"

#define ROWS 3000
#define WINDOW 19

/* Rows 0 .. ROWS-1, of which some are there; a row's id and place are its number. */
struct model {
	bool there[ROWS];
	int now;          /* row under the cursor, -1: none */
	int fetched;
};

static struct id id_of(int n)
{
	struct id id = { { 0 } };

	id.b[0] = 1;
	id.b[1] = (uint8_t)(n >> 8);
	id.b[2] = (uint8_t)n;
	return id;
}

static int number_of(struct id id)
{
	return id.b[1] << 8 | id.b[2];
}

static enum status fetch(void *ctx, struct vlist *list, const struct vrow *from, bool backward, int limit,
	struct err *err)
{
	struct model *m = ctx;
	int step = backward ? -1 : 1;
	int at = from ? *(int *)from->place + step : backward ? ROWS - 1 : 0;

	(void)err;
	for (int given = 0; at >= 0 && at < ROWS && given < limit; at += step) {
		struct vrow row = { .id = id_of(at) };

		if (!m->there[at])
			continue;
		row.cell[0] = mem_fmt("row %d", at);
		row.place = mem_alloc(sizeof(int));
		memcpy(row.place, &at, sizeof(int));
		vlist_push(list, &row);
		given++;
		m->fetched++;
	}
	return ST_OK;
}

static struct vlist *list_over(struct model *m, int every)
{
	static const struct vcol column = { .min = 4 };
	struct vlist *list = vlist_new(&column, 1);

	for (int i = 0; i < ROWS; i++)
		m->there[i] = i % every == 0;
	m->now = m->there[0] ? 0 : -1;
	vlist_source(list, fetch, m);
	vlist_layout(list, (struct area){ 0, 0, WINDOW, 80 });
	assert_int_equal(vlist_restart(list, NULL), ST_OK);
	return list;
}

/* The nearest row at or after n in the direction, or -1. */
static int seek(const struct model *m, int n, int step)
{
	while (n >= 0 && n < ROWS && !m->there[n])
		n += step;
	return n >= 0 && n < ROWS ? n : -1;
}

static void model_move(struct model *m, int by)
{
	int step = by < 0 ? -1 : 1;

	for (int left = abs(by); left > 0 && m->now >= 0; left--) {
		int next = seek(m, m->now + step, step);

		if (next < 0)
			return;
		m->now = next;
	}
}

static void assert_same(const struct vlist *list, const struct model *m)
{
	const struct vrow *row = vlist_now(list);

	if (m->now < 0) {
		assert_null(row);
		return;
	}
	assert_non_null(row);
	assert_int_equal(number_of(row->id), m->now);
}

static void press(struct vlist *list, struct model *m, int key)
{
	assert_true(vlist_key(list, key, true, NULL));
	switch (key) {
	case K_DOWN:
		model_move(m, 1);
		break;
	case K_UP:
		model_move(m, -1);
		break;
	case K_PGDN:
		model_move(m, WINDOW - 1);
		break;
	case K_PGUP:
		model_move(m, -(WINDOW - 1));
		break;
	case 'g':
		m->now = seek(m, 0, 1);
		break;
	default:
		m->now = seek(m, ROWS - 1, -1);
	}
}

static void random_moves_follow_the_model(void **state)
{
	static const int keys[] = { K_DOWN, K_DOWN, K_DOWN, K_UP, K_UP, K_PGDN, K_PGDN, K_PGUP, 'g', 'G' };
	struct model m = { .now = -1 };
	struct vlist *list = list_over(&m, 1);

	(void)state;
	rng_seed(7);
	for (int i = 0; i < 4000; i++) {
		press(list, &m, keys[rng_below(ARRAY_LEN(keys))]);
		assert_same(list, &m);
		assert_in_range(vlist_held(list), 1, 600);
	}
	vlist_free(list);
	rng_unseed();
}

static void rows_come_and_go_under_the_cursor(void **state)
{
	static const int keys[] = { K_DOWN, K_UP, K_PGDN, K_PGUP };
	struct model m = { .now = -1 };
	struct vlist *list = list_over(&m, 2);

	(void)state;
	rng_seed(11);
	for (int i = 0; i < 1500; i++) {
		int changed = (int)rng_below(ROWS);

		if (rng_below(8) == 0 && m.now >= 0)
			changed = m.now;
		m.there[changed] = !m.there[changed];
		if (m.now < 0)
			m.now = seek(&m, 0, 1);
		if (!m.there[m.now]) {
			int after = seek(&m, m.now, 1);

			m.now = after >= 0 ? after : seek(&m, m.now, -1);
		}
		assert_int_equal(vlist_reload(list, NULL), ST_OK);
		assert_same(list, &m);
		press(list, &m, keys[rng_below(ARRAY_LEN(keys))]);
		assert_same(list, &m);
	}
	vlist_free(list);
	rng_unseed();
}

static void the_first_page_reads_few_rows(void **state)
{
	struct model m = { .now = -1 };
	struct vlist *list = list_over(&m, 1);

	(void)state;
	assert_in_range(m.fetched, WINDOW, 10 * WINDOW);
	m.fetched = 0;
	press(list, &m, 'G');
	assert_in_range(m.fetched, WINDOW, 10 * WINDOW);
	vlist_free(list);
}

static void push(struct vlist *list, int n, bool head, int tag)
{
	struct vrow row = { .id = id_of(n), .head = head, .tag = tag };

	row.cell[0] = mem_fmt("%d", n);
	vlist_push(list, &row);
}

static void heads_are_never_chosen(void **state)
{
	static const struct vcol column = { .min = 4 };
	struct vlist *list = vlist_new(&column, 1);

	(void)state;
	vlist_layout(list, (struct area){ 0, 0, 5, 80 });
	vlist_begin(list);
	push(list, 1, true, 0);
	push(list, 2, false, 0);
	push(list, 3, true, 0);
	push(list, 4, true, 0);
	push(list, 5, false, 0);
	vlist_end(list);
	assert_int_equal(number_of(vlist_now(list)->id), 2);
	vlist_key(list, K_DOWN, false, NULL);
	assert_int_equal(number_of(vlist_now(list)->id), 5);
	vlist_key(list, K_DOWN, false, NULL);
	assert_int_equal(number_of(vlist_now(list)->id), 5);
	vlist_key(list, 'k', true, NULL);
	assert_int_equal(number_of(vlist_now(list)->id), 2);
	assert_false(vlist_key(list, 'k', false, NULL));
	vlist_free(list);
}

static void the_same_record_in_two_sections_keeps_its_section(void **state)
{
	static const struct vcol column = { .min = 4 };
	struct vlist *list = vlist_new(&column, 1);

	(void)state;
	for (int round = 0; round < 2; round++) {
		vlist_begin(list);
		for (int n = 0; round == 1 && n < 3; n++)
			push(list, 100 + n, false, 1);
		push(list, 7, false, 1);
		push(list, 7, false, 2);
		vlist_end(list);
		if (round == 0)
			vlist_key(list, K_DOWN, false, NULL);
	}
	assert_int_equal(number_of(vlist_now(list)->id), 7);
	assert_int_equal(vlist_now(list)->tag, 2);
	vlist_free(list);
}

static void an_empty_list_stands_all_keys(void **state)
{
	static const int keys[] = { K_DOWN, K_UP, K_PGDN, K_PGUP, K_HOME, K_END };
	struct model m = { .now = -1 };
	struct vlist *list = list_over(&m, ROWS + 1);

	(void)state;
	m.there[0] = false;
	assert_int_equal(vlist_reload(list, NULL), ST_OK);
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		vlist_key(list, keys[i], true, NULL);
	assert_null(vlist_now(list));
	m.there[5] = true;
	assert_int_equal(vlist_reload(list, NULL), ST_OK);
	assert_int_equal(number_of(vlist_now(list)->id), 5);
	vlist_free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_moves_follow_the_model),
		cmocka_unit_test(rows_come_and_go_under_the_cursor),
		cmocka_unit_test(the_first_page_reads_few_rows),
		cmocka_unit_test(heads_are_never_chosen),
		cmocka_unit_test(the_same_record_in_two_sections_keeps_its_section),
		cmocka_unit_test(an_empty_list_stands_all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
