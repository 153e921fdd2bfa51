/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whose law the file stands under: the country's clocks, bodies, numbers and
 * duties, each with its source and the mark whether somebody read it there.
 * Above, the rows; below, the sentences of the row under the cursor.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/profile.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/vlist.h"

#define HEAD_ROWS 4          /* whose law, and how it counts */
#define FOOT_ROWS 7          /* the sentences */

struct profile_view {
	struct screen screen;
	struct vlist *list;
	const struct profile *profile;
	struct choice *offered;      /* all profiles, for the list to choose from */
	char *picked;
	bool whole;                  /* the sentences of one row have the screen */
	struct area foot;
};

enum { ACT_USE = ACT_OWN, ACT_DO_USE, ACT_HOLIDAYS, ACT_READ, ACT_CLOSE };
enum { ROW_CLOCK = 1 << 16, ROW_PART = 2 << 16, ROW_NUMBER = 3 << 16, ROW_DUTY = 4 << 16, ROW_SCHOOL = 5 << 16, ROW_INDEX = 0xffff };

static void push_head(struct profile_view *view, const char *words, int n)
{
	struct vrow row = { .head = true };

	if (!n)
		return;
	row.cell[0] = mem_str(words);
	vlist_push(view->list, &row);
}

/* What nobody read at its source is never shown without saying so. */
static void push(struct profile_view *view, int tag, const char *label, const char *detail,
	const struct profile_source *source)
{
	struct vrow row = { .tag = tag, .sign = source->verified ? SIGN_NONE : SIGN_LATE };
	int bytes = tag;

	for (int i = 0; i < 4; i++, bytes >>= 8)
		row.id.b[i] = (uint8_t)(bytes & 0xff);
	row.id.b[15] = 1;
	row.cell[0] = mem_str(label);
	row.cell[1] = mem_str(detail);
	row.cell[2] = mem_str(source->verified ? _("verified") : _("not verified"));
	vlist_push(view->list, &row);
}

static void push_clocks(struct profile_view *view)
{
	const struct profile *p = view->profile;

	push_head(view, _("LEGAL CLOCKS"), p->n_clocks);
	for (int i = 0; i < p->n_clocks; i++) {
		struct str length = STR_INIT;

		if (p->clock[i].length)
			profile_length_words(&length, p->clock[i].length);
		push(view, ROW_CLOCK | i, _(p->clock[i].label), str_get(&length), &p->clock[i].source);
		str_free(&length);
	}
}

static void push_parts(struct profile_view *view)
{
	const struct profile *p = view->profile;

	push_head(view, _("DECIDED ELSEWHERE"), p->n_parts);
	for (int i = 0; i < p->n_parts; i++) {
		const struct profile_body *body = p->part[i].body ? profile_body(p, p->part[i].body) : NULL;

		push(view, ROW_PART | i, _(p->part[i].label), body ? _(body->label) : "", &p->part[i].source);
	}
}

static void push_held(struct profile_view *view)
{
	const struct profile *p = view->profile;

	push_head(view, _("NUMBERS OF OTHER BODIES"), p->n_numbers);
	for (int i = 0; i < p->n_numbers; i++) {
		const struct profile_body *body = profile_body(p, p->number[i].issuer);

		push(view, ROW_NUMBER | i, _(p->number[i].label), body ? _(body->label) : "", &p->number[i].source);
	}
	push_head(view, _("DUTIES, OF WHICH THE LEAST IS HELD"), p->n_duties);
	for (int i = 0; i < p->n_duties; i++)
		push(view, ROW_DUTY | i, _(p->duty[i].label), "", &p->duty[i].source);
	if (p->school_from) {
		char *ages = mem_fmt(_("from %d until %d"), p->school_from, p->school_until);

		push_head(view, _("AGE OF COMPULSORY SCHOOL"), 1);
		push(view, ROW_SCHOOL, ages, "", &p->school);
		free(ages);
	}
}

static enum status load(struct profile_view *view, struct err *err)
{
	enum status st = profile_now(view->screen.app->store, &view->profile, err);

	if (st != ST_OK)
		return st;
	vlist_begin(view->list);
	push_clocks(view);
	push_parts(view);
	push_held(view);
	vlist_end(view->list);
	return ST_OK;
}

static void set_columns(struct profile_view *view)
{
	const struct vcol columns[] = {
		{ NULL, 20, 0, 0, false, LOOK_NORMAL, false, false },
		{ NULL, 10, 26, 1, false, LOOK_DIM, false, false },
		{ NULL, 12, 16, 0, false, LOOK_NORMAL, true, false },
	};

	vlist_columns(view->list, columns, ARRAY_LEN(columns));
	vlist_empty(view->list, profile_may_set(view->screen.app->actor)
		? _("No country’s law is in force here. u chooses one.")
		: _("No country’s law is in force here. The administrator or a team lead chooses one."));
}

static enum status open_view(struct screen *screen, struct err *err)
{
	struct profile_view *view = (struct profile_view *)screen;

	set_columns(view);
	return load(view, err);
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Country profile"));
}

static void layout(struct screen *screen, struct area body)
{
	struct profile_view *view = (struct profile_view *)screen;

	int rows = body.rows > 2 * FOOT_ROWS + HEAD_ROWS ? body.rows / 3 : FOOT_ROWS;

	rows = rows < FOOT_ROWS ? FOOT_ROWS : rows;
	if (view->whole)
		rows = body.rows - 2;
	view->foot = (struct area){ body.row + body.rows - rows, body.col + 1, rows, body.cols - 2 };
	body.row += HEAD_ROWS;
	body.rows -= HEAD_ROWS + rows + 1;           /* and the line between */
	if (!view->whole)
		vlist_layout(view->list, body);
}

/* Writes a sentence below the last one, as long as there is room. */
static void say(void *ctx, const char *sentence)
{
	struct area *left = ctx;
	int used;

	if (left->rows <= 0)
		return;
	used = term_wrap(*left, LOOK_DIM, sentence);
	left->row += used;
	left->rows -= used;
}

static void say_source(struct area *left, const struct profile_source *source)
{
	struct str words = STR_INIT;

	str_addf(&words, "%s · ", source->law);
	profile_verified_words(&words, source);
	say(left, str_get(&words));
	if (source->url)
		say(left, source->url);
	str_free(&words);
}

static void say_part(struct area *left, const struct profile_part *part)
{
	struct str words = STR_INIT;

	if (part->level)
		str_add(&words, part->level);
	if (part->hours) {
		str_add(&words, words.len ? " · " : "");
		str_addf(&words, ngettext("%d hour", "%d hours", (unsigned long)part->hours), part->hours);
	}
	if (words.len)
		say(left, str_get(&words));
	if (part->note)
		say(left, _(part->note));
	say_source(left, &part->source);
	str_free(&words);
}

/* The sentences of the row under the cursor; the source first, so that no lack of room hides it. */
static void say_row(const struct profile_view *view, struct area left)
{
	const struct vrow *row = vlist_now(view->list);
	const struct profile *p = view->profile;
	int i = row ? row->tag & ROW_INDEX : 0;

	switch (row ? row->tag & ~ROW_INDEX : 0) {
	case ROW_CLOCK:
		say_source(&left, &p->clock[i].source);
		profile_clock_words(p, &p->clock[i], say, &left);
		break;
	case ROW_PART:
		say_part(&left, &p->part[i]);
		break;
	case ROW_NUMBER:
		say_source(&left, &p->number[i].source);
		if (p->number[i].note)
			say(&left, _(p->number[i].note));
		break;
	case ROW_DUTY:
		say_source(&left, &p->duty[i].source);
		if (p->duty[i].note)
			say(&left, _(p->duty[i].note));
		break;
	case ROW_SCHOOL:
		say_source(&left, &p->school);
		if (p->school_note)
			say(&left, _(p->school_note));
		break;
	}
}

static void draw(struct screen *screen)
{
	struct profile_view *view = (struct profile_view *)screen;
	struct area body = screen->body, head = { body.row, body.col + 1, HEAD_ROWS, body.cols - 2 };

	if (view->whole) {
		const struct vrow *row = vlist_now(view->list);

		term_text(body.row, body.col + 1, body.cols - 2, LOOK_NOTE, row ? row->cell[0] : "");
		say_row(view, view->foot);
		return;
	}
	head.row += term_wrap(head, LOOK_NOTE, _(view->profile->label));
	head.rows--;
	if (view->profile->note)
		term_wrap(head, LOOK_DIM, _(view->profile->note));
	vlist_draw(view->list, true);
	term_rule(view->foot.row - 1, body.col, body.cols);
	say_row(view, view->foot);
}

static void take(void *ctx, const char *canonical)
{
	struct profile_view *view = ctx;

	free(view->picked);
	view->picked = mem_str(canonical);
}

static struct next choose(struct profile_view *view)
{
	struct pick_request request = { .now = view->profile->key, .picked = take, .ctx = view, .act = ACT_DO_USE };
	size_t n = 0;

	if (!profile_may_set(view->screen.app->actor)) {
		app_say(view->screen.app, "%s", _("Only the administrator or a team lead chooses whose law the file stands under."));
		return next_stay();
	}
	free(view->offered);
	view->offered = NULL;
	for (const struct profile *p; (p = profile_nth((int)n)); n++) {
		view->offered = mem_resize(view->offered, n + 2, sizeof(*view->offered));
		view->offered[n] = (struct choice){ p->key, p->label };
		view->offered[n + 1] = (struct choice){ NULL, NULL };
	}
	request.choices = view->offered;
	request.title = N_("Whose law?");
	free(view->picked);
	view->picked = NULL;
	return next_open(pick_screen(view->screen.app, &request));
}

static struct next use(struct profile_view *view)
{
	struct app *app = view->screen.app;
	struct err err = { 0 };
	enum status st = ST_OK;

	if (!view->picked)
		return next_stay();
	st = profile_set(app->store, app->actor, view->picked, &err);
	if (st == ST_OK) {
		app_wrote(app);
		st = load(view, &err);
	}
	if (st != ST_OK)
		app_fail(app, &err);
	else
		app_say(app, _("The file stands under: %s. Its clocks begin by themselves from now on."),
			_(view->profile->label));
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct profile_view *view = (struct profile_view *)screen;

	switch (id) {
	case ACT_READ:
	case ACT_CLOSE:
		view->whole = id == ACT_READ && vlist_now(view->list);
		layout(screen, screen->body);
		return next_stay();
	case ACT_USE:
		return choose(view);
	case ACT_DO_USE:
		return use(view);
	case ACT_HOLIDAYS:
		return next_open(list_screen(screen->app, register_kind("holiday")));
	default:
		return next_unused();
	}
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { 0 };

	return vlist_key(((struct profile_view *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct profile_view *view = (struct profile_view *)screen;
	struct err err = { 0 };

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if ((news == NEWS_CHANGED || news == NEWS_LANGUAGE) && load(view, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_view(struct screen *screen)
{
	struct profile_view *view = (struct profile_view *)screen;

	vlist_free(view->list);
	free(view->offered);
	free(view->picked);
	free(view);
}

static bool sees_holidays(const struct screen *screen)
{
	return kind_seen(screen->app->actor, register_kind("holiday"));
}

static bool is_whole(const struct screen *screen)
{
	return ((const struct profile_view *)screen)->whole;
}

static bool is_list(const struct screen *screen)
{
	return !is_whole(screen) && vlist_now(((const struct profile_view *)screen)->list);
}

static const struct action actions[] = {
	{ ACT_READ, { K_ENTER }, N_("read all"), N_("Read all that is said of the row under the cursor."), is_list, false },
	{ ACT_CLOSE, { K_ESC, K_ENTER }, N_("back to the list"), N_("Back to the list."), is_whole, false },
	{ ACT_USE, { 'u' }, N_("choose"), N_("Choose whose law the file stands under (administrator or team lead)."), 0, false },
	{ ACT_HOLIDAYS, { 'f' }, N_("town's holidays"), N_("The town's own days on which no term ends."), sees_holidays, false },
	ACTION_END
};

static const struct screen_ops profile_ops = {
	.name = "profile", .actions = actions, .open = open_view, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_view,
};
SCREEN(profile_ops);

struct screen *profile_screen(struct app *app)
{
	struct profile_view *view = mem_alloc(sizeof(*view));

	view->list = vlist_new(NULL, 0);
	return screen_init(&view->screen, &profile_ops, app);
}
