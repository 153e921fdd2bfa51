/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws the first two and the last three lines; see frame.h. */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "screens/bidi.h"
#include "screens/frame.h"
#include "screens/wrap.h"

/* Of the drawing that is going on. */
static char *hint;

bool frame_too_small(void)
{
	return term_rows() < FRAME_ROWS || term_cols() < FRAME_COLS;
}

void frame_draw_too_small(void)
{
	struct str text = STR_INIT;

	str_addf(&text, _("Foothold needs %d columns and %d rows; here are %d and %d. Make the window larger: nothing "
		"is lost."), FRAME_COLS, FRAME_ROWS, term_cols(), term_rows());
	term_wrap((struct area){ 0, 0, term_rows(), term_cols() }, LOOK_NORMAL, str_get(&text));
	str_free(&text);
}

struct area frame_body(void)
{
	return (struct area){ 2, 0, term_rows() - 5, term_cols() };
}

/* "Halden · A. Berg · 4 May 2026" */
static void who(const struct app *app, bool date, struct str *out)
{
	struct str today = STR_INIT;

	bidi_part(out, term_separator(), app->haven ? _("Sealed file") : app->town);
	bidi_part(out, term_separator(), app->actor->user);
	if (app->warm && date) {
		date_show(&today, clock_today());
		bidi_part(out, term_separator(), str_get(&today));
		str_free(&today);
	}
}

/* A long title takes the date's place, and so does what is long beside it. */
static void draw_head(const struct app *app, const struct screen *named)
{
	struct str title = STR_INIT, where = STR_INIT, me = STR_INIT;
	int cols = term_cols(), width, needed;

	named->ops->title(named, &where);
	bidi_part(&title, term_separator(), "Foothold");
	bidi_part(&title, term_separator(), str_get(&where));
	str_free(&where);
	needed = bidi_width(str_get(&title)) + 4;
	who(app, true, &me);
	if (bidi_width(str_get(&me)) + needed > cols || bidi_width(str_get(&me)) > cols / 2) {
		str_clear(&me);
		who(app, false, &me);
	}
	width = bidi_width(str_get(&me));
	if (width > cols / 2)
		width = cols / 2;
	term_text(0, 1, cols - width - 4, LOOK_TITLE, str_get(&title));
	term_text_end(0, cols - width - 1, width, LOOK_NORMAL, str_get(&me));
	term_rule(1, 0, cols);
	str_free(&title);
	str_free(&me);
}

/* The last line as it grows; columns are counted apart from the text, which may hold signs of direction. */
struct key_line { struct str *out; int used, cols; bool typing; };

static int key_cols(const struct action *action, bool typing)
{
	struct str name = STR_INIT;
	int cols;

	key_name(&name, action_key(action, typing));
	cols = bidi_width(str_get(&name)) + 1 + bidi_width(_(action->name));
	str_free(&name);
	return cols;
}

/* Appends one "F2 save" when it fits; false when it does not. */
static bool add_key(struct key_line *line, const struct action *action)
{
	struct str one = STR_INIT, name = STR_INIT;
	int gap = line->used > 0 ? bidi_width(term_separator()) : 0;

	if (action_key(action, line->typing) == K_NONE)
		return true;
	if (line->used + gap + key_cols(action, line->typing) > line->cols)
		return false;
	line->used += gap + key_cols(action, line->typing);
	key_name(&name, action_key(action, line->typing));
	bidi_part(&one, "", str_get(&name));
	str_addc(&one, ' ');
	str_add(&one, _(action->name));
	bidi_part(line->out, term_separator(), str_get(&one));
	str_free(&one);
	str_free(&name);
	return true;
}

static void add_table(struct key_line *line, const struct action *table, const struct action *over,
	const struct screen *screen)
{
	for (const struct action *a = table; a && a->id; a++) {
		bool shown = !a->quiet && a->id != ACT_HELP && (!a->can || a->can(screen));

		if (shown && !action_covered(a, over, screen, line->typing) && !add_key(line, a))
			return;
	}
}

static const struct action *help_row(void)
{
	const struct action *a = actions_global;

	while (a->id != ACT_HELP)
		a++;
	return a;
}

void frame_keys(struct str *out, const struct action *table, const struct screen *screen, bool typing, int cols)
{
	int help = key_cols(help_row(), typing) + bidi_width(term_separator());
	struct key_line line = { out, 0, cols - help, typing };

	add_table(&line, table, NULL, screen);
	if (!screen->ops->overlay)
		add_table(&line, actions_global, table, screen);
	line.cols = cols;
	add_key(&line, help_row());
}

static void draw_foot(const struct screen *keyed, bool typing)
{
	struct str keys = STR_INIT;
	int rows = term_rows(), cols = term_cols();

	term_rule(rows - 3, 0, cols);
	frame_keys(&keys, keyed->ops->actions, keyed, typing, cols - 2);
	term_put(rows - 1, 1, cols - 2, LOOK_NORMAL, str_get(&keys));
	str_free(&keys);
}

void frame_draw(const struct app *app, const struct screen *named, const struct screen *keyed, bool typing)
{
	frame_hint(NULL);
	draw_head(app, named);
	draw_foot(keyed, typing);
}

void frame_hint(const char *words)
{
	free(hint);
	hint = mem_str(words);
}

static struct area status_area(const struct app *app)
{
	int col = app->status_look == LOOK_ERROR ? 3 : 1;

	return (struct area){ 0, col, 0, term_cols() - col - 1 };
}

bool frame_status_covers(const struct app *app)
{
	return app->status[0] && wrap_count(app->status, status_area(app).cols) > 1;
}

void frame_draw_status(const struct app *app)
{
	struct area area = status_area(app);
	bool bad = app->status_look == LOOK_ERROR;
	int rows = term_rows(), cols = term_cols(), lines;

	if (!app->status[0]) {
		if (hint)
			term_put(rows - 2, 1, cols - 2, LOOK_DIM, hint);
		return;
	}
	lines = wrap_count(app->status, area.cols);
	area.row = rows - 1 - lines;
	area.rows = lines;
	if (lines > 1) {
		term_rule(area.row - 1, 0, cols);
		term_fill((struct area){ area.row, 0, lines, cols }, LOOK_NORMAL);
	}
	term_wrap(area, app->status_look, app->status);
	if (bad)
		term_sign(area.row, 1, SIGN_LATE, LOOK_ERROR);
}
