/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A clock: what is due, whose demand it is, and how its last day was counted; there
 * it is suspended, runs again, is extended, exempted, moved or met, each asked for in
 * a few short windows that end with the reason.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/clock.h"
#include "register/change.h"
#include "screens/bidi.h"
#include "screens/past.h"
#include "screens/places.h"
#include "screens/wrap.h"

struct line { enum look look; enum sign sign; int indent; char *text; };

struct clock_view {
	struct screen screen;
	struct id id;
	struct record *record;
	struct line *said;           /* as it is told */
	int n_said;
	struct line *line;           /* the same, broken to the width of the screen */
	int count, top, rows;
};

enum { ACT_SUSPEND = ACT_OWN, ACT_RESUME, ACT_EXTEND, ACT_EXEMPT, ACT_MOVE, ACT_MET, ACT_EDIT, ACT_HISTORY };

/* ---- what is asked, in its order ---- */

#define ASKS 5
#define GROUND { "basis", N_("Article of the law (or empty):") }
struct question { const char *field, *label; };
static const struct deed { int act; const char *what; struct question ask[ASKS]; } deeds[] = {
	{ ACT_SUSPEND, "suspended", { { "day", N_("Suspended from which day?") },
		{ "until", N_("Runs again on (or empty):") },
		{ "reason", N_("Why is it suspended?") }, GROUND } },
	{ ACT_RESUME, "resumed", { { "day", N_("It runs again from which day?") },
		{ "reason", N_("Why does it run again?") }, GROUND } },
	{ ACT_EXTEND, "extended", { { "length", N_("Extended by (as 6 weeks):") },
		{ "reason", N_("Why is it extended?") }, GROUND } },
	{ ACT_EXEMPT, "exempted", { { "day", N_("Exempted from which day on?") },
		{ "reason", N_("Why is the person exempted?") }, GROUND } },
	{ ACT_MOVE, "moved", { { "until", N_("The new last day:") }, { "reason", N_("Why this day?") }, GROUND } },
};

/* One is asked at a time; for an article of law only where the law set the clock. Whoever goes back half-way finds the
 * answers again. */
static struct { struct app *app; struct id clock; bool law; const struct deed *deed; int now; char *value[ASKS]; } asked;

static void forget_asked(void)
{
	for (int i = 0; i < ASKS; i++) {
		free(asked.value[i]);
		asked.value[i] = NULL;
	}
}

static const struct question *question_now(void)
{
	const struct question *question = asked.now < ASKS ? &asked.deed->ask[asked.now] : NULL;

	if (!question || !question->field || (str_same(question->field, "basis") && !asked.law))
		return NULL;
	return question;
}

static enum status save(struct err *err)
{
	struct change *change = change_begin(asked.app->store, asked.app->actor);
	struct change_item *item = change_create(change, register_kind("clock_move"), NULL);
	struct str title = STR_INIT;
	struct id set;
	char clock[37];
	enum status st;

	id_text(asked.clock, clock);
	st = change_set(item, "clock", clock, err);
	if (st == ST_OK)
		st = change_set(item, "what", asked.deed->what, err);
	for (int i = 0; st == ST_OK && i < ASKS && asked.deed->ask[i].field; i++)
		st = change_set(item, asked.deed->ask[i].field, asked.value[i], err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st == ST_OK) {
		app_title(asked.app, &title, "clock", asked.clock);
		app_saved(asked.app, set, str_get(&title));
	}
	if (st == ST_OK)
		forget_asked();
	str_free(&title);
	return st;
}

static struct screen *next_question(struct app *app);

/* What cannot be read, or is missing, stays in its window; what the rules refuse stays in the last one. */
static enum status answered(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct question *question = question_now();
	const struct field *field = kind_field(register_kind("clock_move"), question->field);
	enum status st;

	(void)ctx;
	free(asked.value[asked.now]);
	asked.value[asked.now] = NULL;
	st = field_check(field, typed, &asked.value[asked.now], err);
	if (st == ST_OK && field->required && !asked.value[asked.now])
		st = err_set(err, ST_INVALID, _("Please write it down: it is told to the person, and to a court. Nothing is saved yet."));
	if (st != ST_OK)
		return st;
	asked.now++;
	if (question_now()) {
		app_open_later(app, next_question(app));
		return ST_OK;
	}
	st = save(err);
	if (st != ST_OK)
		asked.now--;
	return st;
}

static struct screen *next_question(struct app *app)
{
	const struct question *question = question_now();
	struct str text = STR_INIT;
	struct screen *screen;

	if (asked.value[asked.now])
		field_show(&text, kind_field(register_kind("clock_move"), question->field), asked.value[asked.now]);
	else if (str_same(question->field, "day"))
		date_show(&text, clock_today());
	screen = ask_screen(app, question->label, str_get(&text), answered, NULL);
	str_free(&text);
	return screen;
}

static struct next begin(struct clock_view *view, int act)
{
	for (size_t i = 0; i < ARRAY_LEN(deeds); i++) {
		if (deeds[i].act != act)
			continue;
		if (asked.deed != &deeds[i] || !id_same(asked.clock, view->id))
			forget_asked();
		asked.app = view->screen.app;
		asked.clock = view->id;
		asked.deed = &deeds[i];
		asked.now = 0;
		asked.law = str_same(record_get(view->record, "set_by"), "law");
		return next_open(next_question(view->screen.app));
	}
	return next_unused();
}

static struct next meet(struct clock_view *view)
{
	struct app *app = view->screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct change_item *item = change_update(change, view->record->kind, view->id, view->record->rev);
	struct str title = STR_INIT;
	struct err err = { 0 };
	struct id set;
	enum status st = change_set(item, "met", "today", &err);

	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	record_title(&title, view->record);
	if (st == ST_OK)
		app_saved(app, set, str_get(&title));
	else
		app_fail(app, &err);
	str_free(&title);
	return next_stay();
}

/* ---- what is told ---- */

static void lines_free(struct line **line, int *count)
{
	for (int i = 0; i < *count; i++)
		free((*line)[i].text);
	free(*line);
	*line = NULL;
	*count = 0;
}

static void add(struct line **list, int *count, struct line line)
{
	*list = mem_resize(*list, (size_t)*count + 1, sizeof **list);
	(*list)[(*count)++] = line;
}

static void tell_line(void *ctx, enum clock_line what, const char *sentence)
{
	static const struct { enum look look; enum sign sign; int indent; } how[] = {
		[CLOCK_LINE] = { LOOK_NORMAL, SIGN_NONE, 2 }, [CLOCK_LINE_WARNING] = { LOOK_NOTE, SIGN_LATE, 2 },
		[CLOCK_LINE_DUE] = { LOOK_BOLD, SIGN_NONE, 2 }, [CLOCK_LINE_RULE] = { LOOK_DIM, SIGN_NONE, 4 },
	};
	struct clock_view *view = ctx;

	add(&view->said, &view->n_said, (struct line){ how[what].look, how[what].sign, how[what].indent, mem_str(sentence) });
	/* The answer stands first, how it was found below. */
	if (what == CLOCK_LINE_DUE) {
		struct line due = view->said[view->n_said - 1];

		memmove(&view->said[2], &view->said[1], (size_t)(view->n_said - 2) * sizeof *view->said);
		view->said[1] = due;
	}
}

/* A term of the law and a wish of the city never look alike. */
static void tell_whose(struct clock_view *view)
{
	const struct field *state = kind_field(view->record->kind, "state");
	bool law = str_same(record_get(view->record, "set_by"), "law");
	struct str head = STR_INIT, state_words = STR_INIT;
	struct line line = { LOOK_HEAD, law ? SIGN_DOT : SIGN_OPEN, 2, NULL };

	field_show(&state_words, state, record_get(view->record, "state"));
	str_addf(&head, "%s%s%s", law ? _("LEGAL CLOCK") : _("THE CITY’S OWN TARGET"), term_separator(), str_get(&state_words));
	line.text = str_take(&head);
	add(&view->said, &view->n_said, line);
	str_free(&state_words);
}

static void break_lines(struct clock_view *view)
{
	lines_free(&view->line, &view->count);
	for (int i = 0; i < view->n_said; i++) {
		const struct line *said = &view->said[i];
		const char *rest = said->text;
		int cols = view->screen.body.cols - said->indent - 1;
		enum sign sign = said->sign;

		while (*rest && cols > 10) {
			size_t skip, len = wrap_line(rest, cols, &skip);

			add(&view->line, &view->count, (struct line){ said->look, sign, said->indent, mem_strn(rest, len) });
			sign = SIGN_NONE;
			rest += skip;
		}
	}
	if (view->top > view->count - view->rows)
		view->top = view->count - view->rows;
	if (view->top < 0)
		view->top = 0;
}

static enum status load(struct clock_view *view, struct err *err)
{
	struct app *app = view->screen.app;
	struct record *record;
	enum status st = read_brief(app->store, app->actor, register_kind("clock"), view->id, &record, err);

	if (st != ST_OK)
		return st;
	record_free(view->record);
	view->record = record;
	lines_free(&view->said, &view->n_said);
	tell_whose(view);
	st = clock_explain(app->store, app->actor, record, tell_line, view, err);
	break_lines(view);
	return st;
}

/* ---- the screen ---- */

static enum status open_clock(struct screen *screen, struct err *err)
{
	return load((struct clock_view *)screen, err);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct clock_view *view = (const struct clock_view *)screen;
	struct str words = STR_INIT;
	struct id person;

	if (record_get(view->record, "person") && id_parse(record_get(view->record, "person"), &person)) {
		app_title(screen->app, &words, "person", person);
		bidi_part(out, term_separator(), str_get(&words));
		str_clear(&words);
	}
	record_title(&words, view->record);
	bidi_part(out, term_separator(), str_get(&words));
	str_free(&words);
}

static void layout(struct screen *screen, struct area body)
{
	struct clock_view *view = (struct clock_view *)screen;

	screen->body = body;
	view->rows = body.rows;
	break_lines(view);
}

static void draw(struct screen *screen)
{
	struct clock_view *view = (struct clock_view *)screen;
	struct area body = screen->body;

	for (int i = 0; i < view->rows && view->top + i < view->count; i++) {
		const struct line *line = &view->line[view->top + i];

		if (line->sign != SIGN_NONE)
			term_sign(body.row + i, body.col, line->sign, line->look);
		term_text(body.row + i, body.col + line->indent, body.cols - line->indent, line->look, line->text);
	}
	if (view->top + view->rows < view->count)
		term_sign(body.row + view->rows - 1, body.col + body.cols - 1, SIGN_MORE, LOOK_DIM);
}

static struct next key(struct screen *screen, int k)
{
	struct clock_view *view = (struct clock_view *)screen;
	int by = k == K_DOWN || k == 'j' ? 1 : k == K_UP || k == 'k' ? -1 : k == K_PGDN ? view->rows : k == K_PGUP ?
		-view->rows : k == K_END || k == 'G' ? view->count : k == K_HOME || k == 'g' ? -view->count : 0;

	if (!by)
		return next_unused();
	view->top += by;
	if (view->top > view->count - view->rows)
		view->top = view->count - view->rows;
	if (view->top < 0)
		view->top = 0;
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct clock_view *view = (struct clock_view *)screen;

	switch (id) {
	case ACT_MET:
		return meet(view);
	case ACT_EDIT:
		return next_open(edit_screen(screen->app, view->record->kind, view->id, (struct id){ { 0 } }));
	case ACT_HISTORY:
		return next_open(history_screen(screen->app, view->record->kind, view->id));
	default:
		return begin(view, id);
	}
}

static void tell(struct screen *screen, enum news news)
{
	if (news == NEWS_CHANGED || news == NEWS_LANGUAGE || news == NEWS_RETURN)
		load((struct clock_view *)screen, NULL);
}

static void close_clock(struct screen *screen)
{
	struct clock_view *view = (struct clock_view *)screen;

	forget_asked();
	lines_free(&view->said, &view->n_said);
	lines_free(&view->line, &view->count);
	record_free(view->record);
	free(view);
}

static bool changes(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("clock_move"));
}

static bool is_state(const struct screen *screen, const char *state)
{
	const struct clock_view *view = (const struct clock_view *)screen;

	return changes(screen) && str_same(record_get(view->record, "state"), state);
}

static bool runs(const struct screen *screen)
{
	return is_state(screen, "running");
}

/* One that is suspended up to a day that is known runs as far as its state goes. */
static bool may_resume(const struct screen *screen)
{
	const struct clock_view *view = (const struct clock_view *)screen;
	struct clock_move_told *move = NULL;
	int n = 0;
	bool stood = false;

	if (!is_state(screen, "suspended") && !is_state(screen, "running"))
		return false;
	if (clock_moves(screen->app->store, view->id, &move, &n, NULL) == ST_OK)
		for (int i = 0; i < n; i++)
			stood = move[i].what == CLOCK_SUSPENDED || (stood && move[i].what != CLOCK_RESUMED);
	free(move);
	return stood;
}

static bool goes_on(const struct screen *screen)
{
	return is_state(screen, "running") || is_state(screen, "suspended");
}

static const struct action actions[] = {
	{ ACT_SUSPEND, { 's' }, N_("suspend"), N_("Let the clock stand still from a day on, for a reason."), runs, false },
	{ ACT_RESUME, { 'r' }, N_("run again"), N_("Let a clock that stands still run again from a day on."), may_resume, false },
	{ ACT_EXTEND, { 'x' }, N_("extend"), N_("Give more time, counted from the last day so far."), goes_on, false },
	{ ACT_EXEMPT, { 'e' }, N_("exempt"), N_("The person is freed from what is due."), goes_on, false },
	{ ACT_MOVE, { 'm' }, N_("set last day"), N_("Set the last day itself, whatever was counted."), goes_on, false },
	{ ACT_MET, { 'd' }, N_("met"), N_("What is due was done today."), goes_on, false },
	{ ACT_EDIT, { K_ENTER }, N_("fields"), N_("All fields of the clock, to read and to change."), 0, false },
	{ ACT_HISTORY, { 'h' }, N_("history"), N_("Who changed what in this clock, and when."), 0, false },
	ACTION_END
};

static const struct screen_ops clock_ops = {
	.name = "clock", .actions = actions, .open = open_clock, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .tell = tell, .close = close_clock,
};
SCREEN(clock_ops);

struct screen *clock_screen(struct app *app, struct id id)
{
	struct clock_view *view = mem_alloc(sizeof(*view));

	view->id = id;
	return screen_init(&view->screen, &clock_ops, app);
}
