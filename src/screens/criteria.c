/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * By what places are given: the criteria of one kind with reasons and weights.  Who
 * may put others in force changes weights in place, on a draft that is kept; sees what
 * differs; and puts the draft in force from a day on, as a version of its own.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/audit.h"
#include "register/matching_ini.h"
#include "screens/criteria_own.h"
#include "screens/places.h"

#define HEAD_ROWS 3          /* the kinds, and where they stand in one line or two */
#define FOOT_ROWS 6          /* what is said of the row under the cursor */
#define STEP 10              /* by which a key changes a weight */

/* ---- reading ---- */

static void push_head(struct criteria *c, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	vlist_push(c->list, &row);
}

static char *scale_cell(const struct match_criterion *by)
{
	struct str out = STR_INIT;

	match_criterion_scale(&out, by);
	return str_take(&out);
}

static void push(struct criteria *c, int i)
{
	const struct match_criterion *by = &c->draft.criterion[i];
	bool differs = by->weight != c->rule.criterion[i].weight;
	struct vrow row = { .tag = i, .look = differs ? LOOK_UNDER_WAY : LOOK_NORMAL };

	row.id.b[0] = (uint8_t)(i + 1);
	row.cell[0] = mem_str(match_text(by->label));
	row.cell[1] = scale_cell(by);
	if (!by->condition)
		/* TRANSLATORS: a weight, and what it is in force as */
		row.cell[2] = differs ? mem_fmt(_("%d (now %d)"), by->weight, c->rule.criterion[i].weight) : mem_fmt("%d", by->weight);
	vlist_push(c->list, &row);
}

static void fill(struct criteria *c)
{
	bool heads[2] = { false, false };

	vlist_begin(c->list);
	for (int i = 0; i < c->draft.count; i++) {
		bool wish = !c->draft.criterion[i].condition;

		if (!heads[wish])
			push_head(c, wish ? _("WISHES, AND HOW MUCH EACH COUNTS") : _("CONDITIONS, WHICH ARE NEVER BROKEN"));
		heads[wish] = true;
		push(c, i);
	}
	vlist_end(c->list);
}

static enum status load(struct criteria *c, struct err *err)
{
	enum status st;

	match_rule_clear(&c->rule);
	match_rule_clear(&c->draft);
	st = match_rule_on(c->screen.app->store, c->what, "", &c->rule, err);
	if (st != ST_OK)
		return st;
	str_clear(&c->coming);
	st = match_rule_coming(c->screen.app->store, c->what, &c->coming, err);
	if (st != ST_OK)
		return st;
	match_rule_copy(&c->draft, &c->rule);
	criteria_take_up(c);
	fill(c);
	return ST_OK;
}

static void set_columns(struct criteria *c)
{
	const struct vcol columns[] = {
		{ _("Criterion"), 24, 0, 0, false, LOOK_NORMAL, false, false },
		{ _("In full"), 10, 18, 1, false, LOOK_DIM, true, false },
		{ _("Weight"), 8, 18, 0, true, LOOK_NORMAL, true, false },
	};

	vlist_columns(c->list, columns, ARRAY_LEN(columns));
	vlist_empty(c->list, _("There are no criteria."));
}

static enum status open_view(struct screen *screen, struct err *err)
{
	struct criteria *c = (struct criteria *)screen;

	set_columns(c);
	return load(c, err);
}

static void title(const struct screen *screen, struct str *out)
{
	str_add(out, match_what_title(((const struct criteria *)screen)->what));
}

/* ---- drawing ---- */

static void layout(struct screen *screen, struct area body)
{
	struct criteria *c = (struct criteria *)screen;

	c->foot = (struct area){ body.row + body.rows - FOOT_ROWS, body.col + 1, FOOT_ROWS, body.cols - 2 };
	body.row += HEAD_ROWS;
	body.rows -= HEAD_ROWS + FOOT_ROWS + 1;
	vlist_layout(c->list, body);
}

static const char *tab_words(enum match_what what)
{
	const struct field *field = kind_field(register_kind("match_rule"), "what");

	return choice_label(field, field_choice(field, matching_whats[what]));
}

static void draw_tabs(const struct criteria *c, struct area at)
{
	int col = at.col;

	for (int what = 0; what < MATCH_KINDS; what++) {
		char *words = mem_fmt(what == (int)c->what ? "[%s]" : " %s ", tab_words((enum match_what)what));

		col += term_put(at.row, col, at.col + at.cols - col, what == (int)c->what ? LOOK_BOLD : LOOK_NORMAL, words);
		free(words);
	}
}

static void state_words(const struct criteria *c, struct str *out)
{
	int n = criteria_changed(c);

	if (n > 0)
		str_addf(out, ngettext("Draft: %d weight differs from what is in force.", "Draft: %d weights differ from what is in force.",
			(unsigned long)n), n);
	else {
		match_rule_standing(out, &c->rule);
		if (c->coming.len > 0)
			str_addf(out, " %s", c->coming.s);
	}
}

static void say(struct area *left, enum look look, const char *words)
{
	int used;

	if (left->rows <= 0 || str_empty(words))
		return;
	used = term_wrap(*left, look, words);
	left->row += used;
	left->rows -= used;
}

/* What the row under the cursor counts, why, how it is measured and what it reads. */
static void draw_foot(const struct criteria *c)
{
	const struct vrow *row = vlist_now(c->list);
	const struct match_criterion *by = row && !row->head ? &c->draft.criterion[row->tag] : NULL;
	struct area left = c->foot;
	struct str words = STR_INIT, fields = STR_INIT;

	if (!by)
		return;
	match_criterion_counts(&words, &c->draft, by);
	match_criterion_fields(&fields, by);
	say(&left, LOOK_NOTE, str_get(&words));
	say(&left, LOOK_NORMAL, match_text(by->reason));
	str_clear(&words);
	/* TRANSLATORS: how a criterion is measured */
	str_addf(&words, _("Measured: %s"), _(by->measure->label));
	say(&left, LOOK_DIM, str_get(&words));
	str_clear(&words);
	/* TRANSLATORS: labels of fields, parted by commas */
	str_addf(&words, _("Read from: %s"), str_get(&fields));
	if (fields.len)
		say(&left, LOOK_DIM, str_get(&words));
	str_free(&words);
	str_free(&fields);
}

static void draw(struct screen *screen)
{
	struct criteria *c = (struct criteria *)screen;
	struct area at = { screen->body.row, screen->body.col + 1, HEAD_ROWS, screen->body.cols - 2 };
	struct str words = STR_INIT;

	draw_tabs(c, at);
	state_words(c, &words);
	term_wrap((struct area){ at.row + 1, at.col, HEAD_ROWS - 1, at.cols }, criteria_changed(c) ? LOOK_UNDER_WAY : LOOK_DIM,
		str_get(&words));
	str_free(&words);
	vlist_draw(c->list, true);
	term_rule(c->foot.row - 1, screen->body.col, screen->body.cols);
	draw_foot(c);
}

/* ---- weights ---- */

static struct match_criterion *wish_now(struct criteria *c)
{
	const struct vrow *row = vlist_now(c->list);

	if (!row || row->head || c->draft.criterion[row->tag].condition)
		return NULL;
	return &c->draft.criterion[row->tag];
}

static void put_weight(struct criteria *c, struct match_criterion *by, int weight)
{
	by->weight = weight < 1 ? 1 : weight > MATCH_WEIGHT_MOST ? MATCH_WEIGHT_MOST : weight;
	if (criteria_changed(c))
		criteria_keep(c);
	else
		criteria_drop(c);
	fill(c);
}

static enum status weight_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct criteria *c = ctx;
	struct match_criterion *by = wish_now(c);
	char *end;
	long weight = strtol(typed, &end, 10);

	(void)app;
	if (!by)
		return ST_OK;
	if (end == typed || *end || weight < 1 || weight > MATCH_WEIGHT_MOST)
		return err_set(err, ST_INVALID, _("A weight is a whole number from 1 to %d; a wish that shall not count is left out "
			"of the criteria."), MATCH_WEIGHT_MOST);
	put_weight(c, by, (int)weight);
	return ST_OK;
}

static char *weight_words(void *ctx)
{
	const struct match_criterion *by = wish_now(ctx);

	return mem_fmt(_("Weight of “%s”:"), by ? match_text(by->label) : "");
}

static struct next ask_weight(struct criteria *c)
{
	char now[16];

	snprintf(now, sizeof(now), "%d", wish_now(c)->weight);
	return next_open(ask_in_words(ask_screen(c->screen.app, NULL, now, weight_typed, c), weight_words));
}

/* ---- keys ---- */

static struct next show_kind(struct criteria *c, int what)
{
	struct err err = { 0 };

	c->what = (enum match_what)((what + MATCH_KINDS) % MATCH_KINDS);
	if (load(c, &err) != ST_OK)
		app_fail(c->screen.app, &err);
	else
		vlist_go(c->list, (struct id){ { 1 } });
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct criteria *c = (struct criteria *)screen;
	struct match_criterion *by = wish_now(c);
	struct err err = { 0 };

	switch (id) {
	case ACT_WEIGHT:
		return ask_weight(c);
	case ACT_MORE:
		put_weight(c, by, by->weight == 1 ? STEP : by->weight + STEP);
		return next_stay();
	case ACT_LESS:
		put_weight(c, by, by->weight - STEP);
		return next_stay();
	case ACT_ENACT:
		return criteria_enact(c);
	case ACT_DROP:
		criteria_drop(c);
		if (load(c, &err) != ST_OK)
			app_fail(screen->app, &err);
		else
			app_say(screen->app, "%s", _("The draft was dropped; what is in force stands here."));
		return next_stay();
	case ACT_NOTICE:
	case ACT_VERSIONS:
	case ACT_DIFFERENCES:
		return criteria_read(c, id);
	case ACT_AUDIT:
		return next_open(fairness_screen(screen->app, (int)c->what));
	case ACT_CAPS:
		return next_open(list_screen(screen->app, register_kind("cap")));
	case ACT_TABS:
		return show_kind(c, (int)c->what + 1);
	default:
		return next_unused();
	}
}

static struct next key(struct screen *screen, int k)
{
	struct criteria *c = (struct criteria *)screen;
	struct err err = { 0 };

	if (k == K_BACKTAB || k == K_LEFT || k == K_RIGHT)
		return show_kind(c, (int)c->what + (k != K_BACKTAB && key_reading(k) == K_RIGHT ? 1 : -1));
	if (k >= '1' && k < '1' + MATCH_KINDS)
		return show_kind(c, k - '1');
	return vlist_key(c->list, k, true, &err) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct criteria *c = (struct criteria *)screen;
	struct err err = { 0 };

	if (news == NEWS_LANGUAGE)
		set_columns(c);
	if ((news == NEWS_CHANGED || news == NEWS_LANGUAGE) && load(c, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_view(struct screen *screen)
{
	struct criteria *c = (struct criteria *)screen;

	vlist_free(c->list);
	match_rule_clear(&c->rule);
	match_rule_clear(&c->draft);
	draft_clear(&c->kept);
	str_free(&c->coming);
	free(c->since);
	free(c);
}

static bool on_wish(const struct screen *screen)
{
	const struct criteria *c = (const struct criteria *)screen;

	return criteria_may_change(c) && wish_now((struct criteria *)screen) != NULL;
}

static bool differs(const struct screen *screen)
{
	return criteria_changed((const struct criteria *)screen) > 0;
}

static bool may_audit(const struct screen *screen)
{
	return match_audit_may(screen->app->actor, ((const struct criteria *)screen)->what) && !screen->app->haven;
}

static bool of_homes(const struct screen *screen)
{
	return ((const struct criteria *)screen)->what == MATCH_HOMES && kind_seen(screen->app->actor, register_kind("cap"));
}

static const struct action actions[] = {
	{ ACT_WEIGHT, { K_ENTER, 'w' }, N_("weight"), N_("Type another weight for this wish: the draft takes it, nothing is in "
		"force yet."), on_wish, false },
	{ ACT_MORE, { '+', '=' }, N_("more"), N_("Let this wish weigh more, on the draft."), on_wish, false },
	{ ACT_LESS, { '-' }, N_("less"), N_("Let this wish weigh less, on the draft."), on_wish, false },
	{ ACT_DIFFERENCES, { 'd' }, N_("differences"), N_("What the draft changes, in sentences."), differs, false },
	{ ACT_ENACT, { 'p' }, N_("put in force"), N_("Put the draft in force from a day on, as a version of its own; older ones stay."),
		differs, false },
	{ ACT_DROP, { K_F8 }, N_("drop draft"), N_("Drop the draft: what is in force stands here again."), differs, false },
	{ ACT_NOTICE, { K_F5, 'n' }, N_("notice"), N_("The public notice, in the language of the screen; F5 there writes it to a file."),
		0, false },
	{ ACT_VERSIONS, { 'v' }, N_("versions"), N_("All versions, the youngest first, and what each changed."), 0, false },
	{ ACT_AUDIT, { 'a' }, N_("audit"), N_("Whether anybody’s points depend on who they are, tried in this file; and who was "
		"offered what."), may_audit, false },
	{ ACT_CAPS, { 'c' }, N_("caps"), N_("Caps of neighbourhoods: off unless the council decided on one."), of_homes, false },
	{ ACT_TABS, { K_TAB }, N_("next kind"), N_("Homes, work, language groups, mentors: the next one. 1 to 4 go there at once."),
		0, true },
	ACTION_END
};

static const struct screen_ops criteria_ops = {
	.name = "criteria", .actions = actions, .open = open_view, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_view,
};
SCREEN(criteria_ops);

struct screen *criteria_screen(struct app *app, enum match_what what)
{
	struct criteria *c = mem_alloc(sizeof(*c));

	c->what = what;
	c->rule.what = c->draft.what = what;
	c->list = vlist_new(NULL, 0);
	return screen_init(&c->screen, &criteria_ops, app);
}
