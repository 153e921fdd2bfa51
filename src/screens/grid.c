/* SPDX-License-Identifier: EUPL-1.2 */
/* Lines and cells of a group being typed; see grid.h. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "screens/grid_own.h"
#include "screens/pick.h"

/* From that many columns of the area on a cell is shown. */
const struct grid_col grid_cols[GRID_COLS] = {
	{ "household", 3, 0 }, { "family_name", 14, 0 }, { "given_name", 14, 0 }, { "own_script", 18, 102 }, { "born", 15, 0 },
	{ "role", 14, 0 }, { "phone", 13, 0 }, { "interpreter", 14, 118 },
};

const struct field *grid_field(int col)
{
	if (col == COL_HOUSEHOLD)
		return NULL;
	return kind_field(register_kind(col == COL_ROLE ? "membership" : "person"), grid_cols[col].field);
}

const char *grid_cell(const struct grid *grid, int row, int col)
{
	const struct group_row *of = &grid->group.row[row];
	const char *value = col == COL_HOUSEHOLD ? of->household : col == COL_ROLE ? of->role :
		group_get(&of->value, grid_cols[col].field);

	return value ? value : "";
}

static void put_cell(struct grid *grid, int row, int col, const char *value)
{
	struct group_row *of = &grid->group.row[row];
	char **own = col == COL_HOUSEHOLD ? &of->household : col == COL_ROLE ? &of->role : NULL;

	if (!own) {
		group_put(&of->value, grid_cols[col].field, value);
		return;
	}
	free(*own);
	*own = str_empty(value) ? NULL : mem_str(value);
}

bool grid_col_shown(const struct grid *grid, int col)
{
	return grid->area.cols >= grid_cols[col].from;
}

/* ---- lines ---- */

static void line_clear(struct grid_line *line)
{
	free(line->who);
	free(line->bad);
	*line = (struct grid_line){ .bad_col = -1 };
}

static void load_cell(struct grid *grid)
{
	editor_set(grid->editor, grid_cell(grid, grid->row, grid->col));
	grid->typed = false;
}

static int add_line(struct grid *grid)
{
	group_add(&grid->group);
	grid->line = mem_resize(grid->line, (size_t)grid->group.count, sizeof *grid->line);
	grid->line[grid->group.count - 1] = (struct grid_line){ .bad_col = -1 };
	grid->age++;
	return grid->group.count - 1;
}

static int next_number(const struct grid *grid)
{
	long most = 0;

	for (int i = 0; i < grid->group.count; i++) {
		long n = strtol(grid_cell(grid, i, COL_HOUSEHOLD), NULL, 10);

		most = n > most && n < 100000 ? n : most;
	}
	return (int)most + 1;
}

static void number_line(struct grid *grid, int row)
{
	char text[16];

	snprintf(text, sizeof text, "%d", next_number(grid));
	put_cell(grid, row, COL_HOUSEHOLD, text);
}

struct grid *grid_new(struct app *app)
{
	struct grid *grid = mem_alloc(sizeof *grid);

	grid->app = app;
	grid->editor = editor_new(200, false);
	grid_clear(grid);
	return grid;
}

static void drop_lines(struct grid *grid)
{
	for (int i = 0; i < grid->group.count; i++)
		line_clear(&grid->line[i]);
	free(grid->line);
	grid->line = NULL;
	group_clear(&grid->group);
}

void grid_clear(struct grid *grid)
{
	drop_lines(grid);
	grid->row = add_line(grid);
	grid->line[0].fresh = true;
	grid->col = COL_FAMILY;
	grid->top = 0;
	number_line(grid, 0);
	load_cell(grid);
}

void grid_free(struct grid *grid)
{
	if (!grid)
		return;
	drop_lines(grid);
	editor_free(grid->editor);
	free(grid);
}

/* ---- leaving a cell ---- */

/* The role that begins so, in the chosen language. */
static const char *role_typed(const char *typed)
{
	const struct field *field = grid_field(COL_ROLE);
	struct str want = STR_INIT, label = STR_INIT;
	const char *found = NULL;

	text_fold(&want, typed);
	for (const struct choice *c = field->choices; c->key && !found && want.len; c++) {
		str_clear(&label);
		text_fold(&label, choice_label(field, c));
		if (!strncmp(str_get(&label), str_get(&want), want.len))
			found = c->key;
	}
	str_free(&want);
	str_free(&label);
	return found ? found : typed;
}

static void mark(struct grid *grid, int col, const struct err *err)
{
	struct grid_line *line = &grid->line[grid->row];

	free(line->bad);
	line->bad = mem_str(err->text);
	line->bad_col = col;
}

void grid_settle(struct grid *grid)
{
	struct grid_line *line = &grid->line[grid->row];
	const struct field *field = grid_field(grid->col);
	char *text = mem_str(editor_text(grid->editor)), *canonical = NULL;
	struct err err = { .text = "" };

	if (!grid->typed) {
		free(text);
		return;
	}
	grid->typed = false;
	if (line->bad_col == grid->col) {
		line->bad_col = -1;
		free(line->bad);
		line->bad = NULL;
	}
	if (!field)
		put_cell(grid, grid->row, grid->col, text[strspn(text, " ")] ? text : NULL);
	else if (field_check(field, grid->col == COL_ROLE ? role_typed(text) : text, &canonical, &err) == ST_OK)
		put_cell(grid, grid->row, grid->col, canonical);
	else {
		put_cell(grid, grid->row, grid->col, text);
		mark(grid, grid->col, &err);
	}
	line->asked = false;
	free(canonical);
	free(text);
}

static char *known_words(struct grid *grid, const struct group_double *known)
{
	struct str words = STR_INIT, reasons = STR_INIT, name = STR_INIT;
	struct record *record;

	if (known->twin >= 0) {
		str_add(&words, _("The same person stands in this list further up."));
		return str_take(&words);
	}
	if (!known->in_file || read_brief(grid->app->store, grid->app->actor, register_kind("person"), known->hit.person, &record,
		NULL) != ST_OK)
		return NULL;
	record_title(&name, record);
	find_reason_words(&reasons, known->hit.reasons);
	/* TRANSLATORS: case number, name, and why: "sounds alike, same birth date" */
	str_addf(&words, _("May be known: %s %s (%s)."), record_get(record, "case_number") ? record_get(record, "case_number") : "",
		str_get(&name), str_get(&reasons));
	record_free(record);
	str_free(&name);
	str_free(&reasons);
	return str_take(&words);
}

/* Asked when the line is left, and before all is saved. */
static void ask_known(struct grid *grid, int row)
{
	struct grid_line *line = &grid->line[row];

	if (line->asked || line->fresh)
		return;
	free(line->who);
	line->who = NULL;
	line->asked = true;
	line->known = (struct group_double){ .twin = -1 };
	if (group_known(grid->app->store, grid->app->actor, &grid->group, row, &line->known, NULL) == ST_OK)
		line->who = known_words(grid, &line->known);
}

static void go(struct grid *grid, int row, int col)
{
	grid_settle(grid);
	if (row != grid->row)
		ask_known(grid, grid->row);
	grid->row = row;
	grid->col = col;
	load_cell(grid);
}

/* ---- keys ---- */

static int beside(const struct grid *grid, int col, int step)
{
	do
		col += step;
	while (col >= 0 && col < GRID_COLS && !grid_col_shown(grid, col));
	return col;
}

void grid_new_household(struct grid *grid)
{
	int row;

	grid_settle(grid);
	if (grid->line[grid->row].fresh && grid->row == grid->group.count - 1) {
		row = grid->row;
		put_cell(grid, row, COL_FAMILY, NULL);
		/* A line begun for the household before, and alone in it, has a number of its own already. */
		put_cell(grid, row, COL_HOUSEHOLD, NULL);
	} else {
		if (grid->group.count == GROUP_MAX)
			return;
		row = add_line(grid);
		grid->line[row].fresh = true;
	}
	number_line(grid, row);
	go(grid, row, COL_FAMILY);
}

/* The next person of the same household has its number and, until somebody types, its name. */
static void next_person(struct grid *grid)
{
	int row;

	grid_settle(grid);
	if (grid->row < grid->group.count - 1) {
		go(grid, grid->row + 1, COL_GIVEN);
		return;
	}
	if (grid->line[grid->row].fresh || grid->group.count == GROUP_MAX) {
		grid_new_household(grid);
		return;
	}
	row = add_line(grid);
	grid->line[row].fresh = true;
	put_cell(grid, row, COL_HOUSEHOLD, grid_cell(grid, row - 1, COL_HOUSEHOLD));
	put_cell(grid, row, COL_FAMILY, grid_cell(grid, row - 1, COL_FAMILY));
	go(grid, row, COL_GIVEN);
}

static void step(struct grid *grid, int by)
{
	int col = beside(grid, grid->col, by);

	if (col >= GRID_COLS && grid->row == grid->group.count - 1)
		next_person(grid);
	else if (col >= GRID_COLS)
		go(grid, grid->row + 1, COL_HOUSEHOLD);
	else if (col >= 0)
		go(grid, grid->row, col);
	else if (grid->row > 0)
		go(grid, grid->row - 1, beside(grid, GRID_COLS, -1));
}

static void move(struct grid *grid, int by)
{
	int row = grid->row + by;

	row = row < 0 ? 0 : row >= grid->group.count ? grid->group.count - 1 : row;
	if (row != grid->row)
		go(grid, row, grid->col);
}

void grid_drop_row(struct grid *grid)
{
	if (grid->group.count == 1) {
		grid_clear(grid);
		return;
	}
	line_clear(&grid->line[grid->row]);
	memmove(&grid->line[grid->row], &grid->line[grid->row + 1],
		(size_t)(grid->group.count - 1 - grid->row) * sizeof *grid->line);
	group_drop(&grid->group, grid->row);
	if (grid->row == grid->group.count)
		grid->row--;
	grid->age++;
	load_cell(grid);
}

static bool type(struct grid *grid, int key)
{
	bool changed = false;

	/* What a cell proposes, or shows in words, gives way to what is typed. */
	if (!grid->typed && key_is_text(key) && (grid_can_pick(grid) || (grid->line[grid->row].fresh && grid->col == COL_FAMILY)))
		editor_set(grid->editor, NULL);
	if (!typein_key(grid->editor, key, &changed))
		return false;
	if (changed) {
		grid->typed = true;
		grid->age++;
		grid->line[grid->row].fresh = grid->line[grid->row].fresh && grid->col == COL_HOUSEHOLD;
	}
	return true;
}

bool grid_key(struct grid *grid, int key)
{
	switch (key) {
	case K_TAB: step(grid, 1); return true;
	case K_BACKTAB: step(grid, -1); return true;
	case K_ENTER: next_person(grid); return true;
	case K_UP: move(grid, -1); return true;
	case K_DOWN: move(grid, 1); return true;
	case K_PGUP: move(grid, -10); return true;
	case K_PGDN: move(grid, 10); return true;
	default: return type(grid, key);
	}
}

/* ---- choosing ---- */

bool grid_can_pick(const struct grid *grid)
{
	const struct field *field = grid_field(grid->col);

	return field && (field->kind == FIELD_CHOICE || field->kind == FIELD_LANGUAGE);
}

static void picked(void *ctx, const char *canonical)
{
	struct grid *grid = ctx;

	put_cell(grid, grid->row, grid->col, canonical);
	grid->line[grid->row].fresh = false;
	grid->age++;
	load_cell(grid);
}

struct screen *grid_pick(struct grid *grid)
{
	const struct field *field = grid_field(grid->col);
	struct pick_request request = { .field = field, .picked = picked, .ctx = grid };

	if (!grid_can_pick(grid))
		return NULL;
	request.title = field_label(field);
	request.now = grid_cell(grid, grid->row, grid->col);
	return pick_screen(grid->app, &request);
}

/* ---- what the screen asks ---- */

static bool alone(const struct grid *grid, int row)
{
	for (int i = 0; i < grid->group.count; i++)
		if (i != row && !grid->line[i].fresh && !strcmp(grid_cell(grid, i, COL_HOUSEHOLD), grid_cell(grid, row, COL_HOUSEHOLD)))
			return false;
	return true;
}

void grid_take(struct grid *grid, struct group *out, int **rows)
{
	grid_settle(grid);
	*out = (struct group){ .row = mem_array((size_t)grid->group.count + 1, sizeof *out->row) };
	*rows = mem_array((size_t)grid->group.count + 1, sizeof **rows);
	for (int i = 0; i < grid->group.count; i++) {
		if (grid->line[i].fresh || group_empty(&grid->group.row[i]))
			continue;
		out->row[out->count] = grid->group.row[i];
		if (alone(grid, i))
			out->row[out->count].household = NULL;
		(*rows)[out->count++] = i;
	}
}

void grid_taken_free(struct group *taken, int *rows)
{
	free(taken->row);
	free(rows);
}

void grid_fault(struct grid *grid, int row, const struct err *err)
{
	int col = COL_FAMILY;

	for (int i = 0; i < GRID_COLS; i++)
		if (str_same(err->field, grid_cols[i].field))
			col = i;
	go(grid, row, col);
	mark(grid, col, err);
}

int grid_doubles(struct grid *grid)
{
	int n = 0;

	grid_settle(grid);
	for (int i = 0; i < grid->group.count; i++) {
		if (!grid->line[i].asked && i % 8 == 0 && !app_working(grid->app, _("Comparing with everybody who is known: %d of %d."), i,
			grid->group.count))
			return -1;
		ask_known(grid, i);
		n += grid->line[i].who != NULL;
	}
	return n;
}

struct id grid_known(const struct grid *grid)
{
	const struct grid_line *line = &grid->line[grid->row];

	return line->who && line->known.in_file && line->known.twin < 0 ? line->known.hit.person : (struct id){ { 0 } };
}

int grid_people(const struct grid *grid, int *households)
{
	int n = 0;

	*households = 0;
	for (int i = 0; i < grid->group.count; i++) {
		bool first = true;

		if (grid->line[i].fresh || group_empty(&grid->group.row[i]))
			continue;
		n++;
		for (int j = 0; j < i && first; j++)
			first = grid->line[j].fresh || strcmp(grid_cell(grid, j, COL_HOUSEHOLD), grid_cell(grid, i, COL_HOUSEHOLD)) != 0;
		*households += first || !*grid_cell(grid, i, COL_HOUSEHOLD) ? 1 : 0;
	}
	return n;
}

unsigned grid_age(const struct grid *grid)
{
	return grid->age;
}

/* ---- the draft ---- */

void grid_to_draft(struct grid *grid, struct draft *draft)
{
	int n = 0;

	for (int i = 0; i < grid->group.count; i++) {
		if (grid->line[i].fresh)
			continue;
		for (int col = 0; col < GRID_COLS; col++) {
			const char *text = i == grid->row && col == grid->col ? editor_text(grid->editor) : grid_cell(grid, i, col);
			char key[64];

			snprintf(key, sizeof key, "row:%d:%s", n, grid_cols[col].field);
			if (*text)
				draft_set(draft, key, text);
		}
		n++;
	}
}

static bool row_from_draft(struct grid *grid, const struct draft *draft, int n)
{
	bool any = false;

	for (int col = 0; col < GRID_COLS; col++) {
		char key[64];
		const char *text;

		snprintf(key, sizeof key, "row:%d:%s", n, grid_cols[col].field);
		text = draft_get(draft, key);
		if (!text)
			continue;
		grid->row = any ? grid->row : add_line(grid);
		any = true;
		/* Checked as if it had just been typed. */
		grid->col = col;
		editor_set(grid->editor, text);
		grid->typed = true;
		grid_settle(grid);
	}
	return any;
}

void grid_from_draft(struct grid *grid, const struct draft *draft)
{
	int n = 0;

	drop_lines(grid);
	while (n < GROUP_MAX && row_from_draft(grid, draft, n))
		n++;
	if (!n) {
		grid_clear(grid);
		return;
	}
	grid->row = grid->group.count - 1;
	grid->col = COL_GIVEN;
	load_cell(grid);
}
