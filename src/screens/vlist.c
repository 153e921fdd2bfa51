/* SPDX-License-Identifier: EUPL-1.2 */
/* The rows held, where the cursor stands among them, and when more are fetched; drawing is in vlist_draw.c. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "screens/bidi.h"
#include "screens/vlist_own.h"

#define BATCH 60           /* rows asked for at once */
#define HELD_MOST 400      /* beyond these the far end is let go */

struct vlist *vlist_new(const struct vcol *columns, int n_columns)
{
	struct vlist *list = mem_alloc(sizeof(*list));

	list->now = -1;
	list->at_start = list->at_end = true;
	list->area.rows = 10;
	vlist_columns(list, columns, n_columns);
	return list;
}

static void row_clear(struct vrow *row)
{
	for (int i = 0; i < VLIST_COLUMNS; i++)
		free(row->cell[i]);
	free(row->place);
	*row = (struct vrow){ 0 };
}

static void rows_clear(struct vrows *rows)
{
	for (int i = 0; i < rows->n; i++)
		row_clear(&rows->row[i]);
	free(rows->row);
	*rows = (struct vrows){ 0 };
}

void vlist_free(struct vlist *list)
{
	if (!list)
		return;
	rows_clear(&list->rows);
	rows_clear(&list->coming);
	free(list);
}

void vlist_columns(struct vlist *list, const struct vcol *columns, int n_columns)
{
	if (n_columns > VLIST_COLUMNS)
		BUG("more columns than a list holds");
	if (n_columns > 0)
		memcpy(list->col, columns, (size_t)n_columns * sizeof(*columns));
	list->n_cols = n_columns;
	memset(list->grown, 0, sizeof(list->grown));
	for (int i = 0; i < n_columns; i++) {
		list->grown[i] = list->col[i].label ? bidi_width(list->col[i].label) : 0;
		list->heading[i] = vlist_heading_cols(list->col[i].label);
	}
}

void vlist_source(struct vlist *list, vlist_fetch *fetch, void *ctx)
{
	list->fetch = fetch;
	list->ctx = ctx;
}

void vlist_empty(struct vlist *list, const char *words)
{
	list->empty = words;
}

void vlist_push(struct vlist *list, struct vrow *row)
{
	struct vrows *to = &list->coming;

	if (to->n == to->cap) {
		to->cap = to->cap ? 2 * to->cap : 32;
		to->row = mem_resize(to->row, (size_t)to->cap, sizeof(*to->row));
	}
	to->row[to->n++] = *row;
	for (int i = 0; i < list->n_cols && !row->head; i++) {
		int width = row->cell[i] ? bidi_width(row->cell[i]) : 0;

		if (width > list->grown[i])
			list->grown[i] = width;
	}
	if (row->sign != SIGN_NONE)
		list->signs = true;
	*row = (struct vrow){ 0 };
}

static bool choosable(const struct vlist *list, int i)
{
	return i >= 0 && i < list->rows.n && !list->rows.row[i].head;
}

/* The choosable row at or after i, else before it, else -1. */
static int nearest(const struct vlist *list, int i)
{
	int at = i < 0 ? 0 : i;

	while (at < list->rows.n && !choosable(list, at))
		at++;
	if (choosable(list, at))
		return at;
	for (at = i < list->rows.n ? i : list->rows.n - 1; at >= 0; at--) {
		if (choosable(list, at))
			return at;
	}
	return -1;
}

static int find_row(const struct vlist *list, struct id id, int tag)
{
	int other = -1;

	for (int i = 0; i < list->rows.n; i++) {
		if (!choosable(list, i) || !id_same(list->rows.row[i].id, id))
			continue;
		if (list->rows.row[i].tag == tag)
			return i;
		if (other < 0)
			other = i;
	}
	return other;
}

/* The window moves as little as it must; heads above the first row come into view with it. */
static void scroll(struct vlist *list)
{
	int rows = vlist_window(list), most = list->rows.n - rows;

	if (list->now >= 0 && list->now < list->top)
		list->top = list->now;
	if (list->now >= list->top + rows)
		list->top = list->now - rows + 1;
	while (list->top > 0 && list->top == list->now && list->rows.row[list->top - 1].head)
		list->top--;
	if (list->at_end && list->top > most)
		list->top = most;
	if (list->top < 0)
		list->top = 0;
}

/* Asks the owner for rows; they stand in list->coming then. */
static enum status ask(struct vlist *list, const struct vrow *from, bool backward, int limit, struct err *err)
{
	rows_clear(&list->coming);
	return list->fetch(list->ctx, list, from, backward, limit, err);
}

static void append_coming(struct vlist *list)
{
	struct vrows *to = &list->rows, *from = &list->coming;

	to->row = mem_resize(to->row, (size_t)(to->n + from->n + 1), sizeof(*to->row));
	if (from->n > 0)
		memcpy(to->row + to->n, from->row, (size_t)from->n * sizeof(*to->row));
	to->n += from->n;
	to->cap = to->n + 1;
	free(from->row);
	*from = (struct vrows){ 0 };
}

/* They came nearest first. */
static void prepend_coming(struct vlist *list)
{
	struct vrows *to = &list->rows, *from = &list->coming;
	int n = from->n;

	to->row = mem_resize(to->row, (size_t)(to->n + n + 1), sizeof(*to->row));
	memmove(to->row + n, to->row, (size_t)to->n * sizeof(*to->row));
	for (int i = 0; i < n; i++)
		to->row[n - 1 - i] = from->row[i];
	to->n += n;
	to->cap = to->n + 1;
	free(from->row);
	*from = (struct vrows){ 0 };
}

static void trim_front(struct vlist *list)
{
	int excess = list->rows.n - HELD_MOST;

	if (excess > list->top)
		excess = list->top;
	if (excess <= 0)
		return;
	for (int i = 0; i < excess; i++)
		row_clear(&list->rows.row[i]);
	list->rows.n -= excess;
	memmove(list->rows.row, list->rows.row + excess, (size_t)list->rows.n * sizeof(*list->rows.row));
	list->now -= excess;
	list->top -= excess;
	list->at_start = false;
}

static void trim_back(struct vlist *list)
{
	while (list->rows.n > HELD_MOST && list->rows.n > list->top + vlist_window(list)) {
		row_clear(&list->rows.row[--list->rows.n]);
		list->at_end = false;
	}
}

static enum status more_after(struct vlist *list, struct err *err)
{
	const struct vrow *last = list->rows.n ? &list->rows.row[list->rows.n - 1] : NULL;
	enum status st = ask(list, last, false, BATCH, err);

	if (st != ST_OK)
		return st;
	list->at_end = list->coming.n < BATCH;
	append_coming(list);
	trim_front(list);
	return ST_OK;
}

static enum status more_before(struct vlist *list, struct err *err)
{
	enum status st = ask(list, &list->rows.row[0], true, BATCH, err);
	int n = list->coming.n;

	if (st != ST_OK)
		return st;
	list->at_start = n < BATCH;
	prepend_coming(list);
	list->now += n;
	list->top += n;
	trim_back(list);
	return ST_OK;
}

/* Rows enough around the cursor for the window and a page beyond it. */
static enum status reach(struct vlist *list, struct err *err)
{
	int rows = vlist_window(list);
	enum status st = ST_OK;

	while (st == ST_OK && list->fetch && !list->at_end && list->now + 2 * rows >= list->rows.n)
		st = more_after(list, err);
	while (st == ST_OK && list->fetch && !list->at_start && list->now < 2 * rows && list->rows.n > 0)
		st = more_before(list, err);
	scroll(list);
	return st;
}

enum status vlist_restart(struct vlist *list, struct err *err)
{
	enum status st;

	rows_clear(&list->rows);
	list->now = -1;
	list->top = 0;
	list->at_start = true;
	list->at_end = false;
	st = more_after(list, err);
	list->now = nearest(list, 0);
	return st == ST_OK ? reach(list, err) : st;
}

static enum status go_last(struct vlist *list, struct err *err)
{
	enum status st = ST_OK;

	if (!list->at_end) {
		st = ask(list, NULL, true, BATCH, err);
		if (st != ST_OK)
			return st;
		rows_clear(&list->rows);
		list->at_end = true;
		list->at_start = list->coming.n < BATCH;
		list->top = 0;
		prepend_coming(list);
	}
	list->now = nearest(list, list->rows.n - 1);
	return reach(list, err);
}

static enum status go_first(struct vlist *list, struct err *err)
{
	if (!list->at_start)
		return vlist_restart(list, err);
	list->now = nearest(list, 0);
	list->top = 0;
	return reach(list, err);
}

/* Rows before the cursor first, then on from the farthest of them: so the cursor's own row is read again as well. */
static enum status read_around(struct vlist *list, struct err *err)
{
	int before = list->now - list->top + BATCH, shift = list->now - list->top;
	struct vrow here = list->rows.row[list->now];
	struct vrows old;
	enum status st = ask(list, &here, true, before, err);
	int n = list->coming.n, found;

	if (st != ST_OK)
		return st;
	old = list->rows;
	list->rows = (struct vrows){ 0 };
	list->at_start = n < before;
	prepend_coming(list);
	if (list->at_start)
		rows_clear(&list->rows);
	while (list->rows.n > 1)
		row_clear(&list->rows.row[--list->rows.n]);
	st = ask(list, list->at_start ? NULL : &list->rows.row[0], false, n + BATCH, err);
	list->at_end = list->coming.n < n + BATCH;
	append_coming(list);
	found = find_row(list, here.id, here.tag);
	list->now = found >= 0 ? found : nearest(list, n);
	list->top = list->now - shift;
	rows_clear(&old);
	return st;
}

enum status vlist_reload(struct vlist *list, struct err *err)
{
	enum status st;

	if (!list->fetch)
		return ST_OK;
	if (list->now < 0)
		return vlist_restart(list, err);
	st = read_around(list, err);
	return st == ST_OK ? reach(list, err) : st;
}

void vlist_begin(struct vlist *list)
{
	rows_clear(&list->coming);
}

void vlist_end(struct vlist *list)
{
	struct vrows old = list->rows;
	struct vrow here = list->now >= 0 ? old.row[list->now] : (struct vrow){ 0 };
	int index = list->now, shift = list->now - list->top, found;

	list->rows = list->coming;
	list->coming = (struct vrows){ 0 };
	list->at_start = list->at_end = true;
	found = index >= 0 ? find_row(list, here.id, here.tag) : -1;
	list->now = found >= 0 ? found : nearest(list, index);
	/* The row under the cursor stays where it was, but for a list that stood at its beginning: what comes before it
	 * now, such as a term that began to run, is not left out of sight. */
	if (index >= 0)
		list->top = list->top == 0 ? 0 : list->now - shift;
	scroll(list);
	rows_clear(&old);
}

/* `by` choosable rows on or back; stops at the ends. */
static enum status move(struct vlist *list, int by, struct err *err)
{
	int step = by < 0 ? -1 : 1;
	enum status st = ST_OK;

	for (int left = by < 0 ? -by : by; left > 0 && st == ST_OK; left--) {
		int at = list->now + step;

		while (at >= 0 && at < list->rows.n && !choosable(list, at))
			at += step;
		if (!choosable(list, at))
			break;
		list->now = at;
		st = reach(list, err);
	}
	if (step < 0 && list->now == nearest(list, 0) && list->at_start)
		list->top = 0;
	return st;
}

bool vlist_key(struct vlist *list, int key, bool letters, struct err *err)
{
	int page = vlist_window(list) - 1;

	if (letters && (key == 'j' || key == 'k'))
		key = key == 'j' ? K_DOWN : K_UP;
	if (letters && (key == 'g' || key == 'G'))
		key = key == 'g' ? K_HOME : K_END;
	switch (key) {
	case K_UP:
		move(list, -1, err);
		return true;
	case K_DOWN:
		move(list, 1, err);
		return true;
	case K_PGUP:
		move(list, -page, err);
		return true;
	case K_PGDN:
		move(list, page, err);
		return true;
	case K_HOME:
		go_first(list, err);
		return true;
	case K_END:
		go_last(list, err);
		return true;
	}
	return false;
}

const struct vrow *vlist_now(const struct vlist *list)
{
	return choosable(list, list->now) ? &list->rows.row[list->now] : NULL;
}

bool vlist_at_first(const struct vlist *list)
{
	for (int i = 0; i < list->now && i < list->rows.n; i++) {
		if (choosable(list, i))
			return false;
	}
	return true;
}

bool vlist_go(struct vlist *list, struct id id)
{
	int found = find_row(list, id, -1);

	if (found < 0)
		return false;
	list->now = found;
	scroll(list);
	return true;
}

int vlist_held(const struct vlist *list)
{
	return list->rows.n;
}

const struct vrow *vlist_row(const struct vlist *list, int i)
{
	return i >= 0 && i < list->rows.n ? &list->rows.row[i] : NULL;
}

void vlist_layout(struct vlist *list, struct area area)
{
	list->area = area;
	scroll(list);
	reach(list, NULL);
}
