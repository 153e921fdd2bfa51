/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was proposed to one person, and why: the arithmetic line by line, from when it
 * went to somebody, what would have changed it, who decided.  The paper for the person is made here, and the proposal is decided.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/subject.h"
#include "match/dossier.h"
#include "screens/bidi.h"
#include "screens/measured.h"
#include "screens/places.h"
#include "screens/proposal_own.h"
#include "screens/reading.h"
#include "screens/record_words.h"
#include "screens/vlist.h"
#include "screens/wrap.h"

#define HEAD_ROWS 2           /* the place and the rule; the facts between them take what they need */
#define FACTS_MOST 2
#define SUM_COLS 20          /* of the arithmetic at a line's end */

struct proposal {
	struct screen screen;
	const struct kind *kind;
	struct id id;
	struct record *record;
	struct dossier dossier;
	bool has_dossier;
	bool published;          /* the round it belongs to, or it belongs to none: it can be decided */
	struct str title, place;
	struct vlist *list;
	int tag;                 /* of the row last pushed */
};

enum { ACT_CONFIRM = ACT_OWN, ACT_DECLINE, ACT_OVERRIDE, ACT_WITHDRAW, ACT_PAPER, ACT_FILE, ACT_ROUND };

/* ---- rows ---- */

static void push_head(struct proposal *p, const char *words)
{
	struct vrow row = { .head = true, .tag = ++p->tag };

	row.cell[0] = mem_str(words);
	vlist_push(p->list, &row);
}

/* A text as wide as the column, in as many rows as it needs; what it sums up to stands behind its last one. */
static void push_text(struct proposal *p, enum sign sign, enum look look, const char *text, const char *sum)
{
	int cols = p->screen.body.cols - SUM_COLS - 9;

	do {
		struct vrow row = { .sign = sign, .look = look, .tag = ++p->tag };
		size_t skip, len = wrap_line(text, cols, &skip);

		row.cell[0] = mem_strn(text, len);
		text += skip;
		if (!*text && sum)
			row.cell[1] = mem_str(sum);
		vlist_push(p->list, &row);
		sign = SIGN_NONE;
	} while (*text);
}

/* Several sentences, a line each. */
static void push_lines(struct proposal *p, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = mem_strn(text, len);

		if (len > 0)
			push_text(p, SIGN_DOT, LOOK_NORMAL, line, NULL);
		free(line);
		text += len + (text[len] == '\n');
	}
}

static enum sign sign_of(const struct dossier_line *line)
{
	if (line->is.share == MEASURE_UNKNOWN)
		return SIGN_OPEN;
	if (line->is.share == MEASURE_MISSED || (!line->by.condition && line->is.share == 0))
		return line->by.condition ? SIGN_LATE : SIGN_NOT_NEEDED;
	return line->by.condition || line->is.share == MATCH_SHARE ? SIGN_DONE : SIGN_UNDER_WAY;
}

static void push_line(struct proposal *p, int i)
{
	const struct dossier_line *line = &p->dossier.line[i];
	struct str label = STR_INIT, words = STR_INIT, sum = STR_INIT, both = STR_INIT;

	dossier_line_label(&label, line);
	dossier_line_words(&words, &p->dossier, i);
	dossier_line_sum(&sum, line);
	bidi_named(&both, str_get(&label), str_get(&words));
	push_text(p, sign_of(line), LOOK_NORMAL, str_get(&both), sum.len ? sum.s : NULL);
	str_free(&label);
	str_free(&words);
	str_free(&sum);
	str_free(&both);
}

static void push_arithmetic(struct proposal *p)
{
	struct str points = STR_INIT, most = STR_INIT;
	char *words;

	push_head(p, _("HOW IT WAS COMPUTED"));
	for (int i = 0; i < p->dossier.n_lines; i++)
		push_line(p, i);
	dossier_points(&points, p->dossier.points);
	dossier_points(&most, p->dossier.most);
	/* TRANSLATORS: %s is a number of points */
	words = mem_fmt(_("Together, of %s points at most:"), str_get(&most));
	push_text(p, SIGN_NONE, LOOK_BOLD, words, str_get(&points));
	free(words);
	str_free(&points);
	str_free(&most);
}

/* Who decided what, when and why. */
static void push_decision(struct proposal *p)
{
	static const char *const fields[] = { "decided", "decided_by", "why", "reason" };
	bool first = true;

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		char *value = record_get(p->record, fields[i]) ? record_shown(p->record, fields[i]) : NULL;
		struct str line = STR_INIT;

		if (!value)
			continue;
		if (first)
			push_head(p, _("WHAT WAS DECIDED"));
		first = false;
		bidi_named(&line, field_label(kind_field(p->kind, fields[i])), value);
		push_text(p, SIGN_DOT, LOOK_NORMAL, str_get(&line), NULL);
		str_free(&line);
		free(value);
	}
}

static void push_all(struct proposal *p)
{
	struct app *app = p->screen.app;
	struct str words = STR_INIT;

	p->tag = 0;
	vlist_begin(p->list);
	push_decision(p);
	if (p->has_dossier) {
		push_arithmetic(p);
		push_head(p, _("FROM WHEN IT WENT TO SOMEBODY"));
		dossier_threshold_words(&words, &p->dossier);
		push_lines(p, str_get(&words));
		str_clear(&words);
		dossier_change_words(&words, app->store, app->actor, &p->dossier);
		if (words.len)
			push_head(p, _("WHAT WOULD HAVE CHANGED IT"));
		push_lines(p, str_get(&words));
	}
	vlist_end(p->list);
	str_free(&words);
}

/* ---- reading ---- */

static bool is_published(struct app *app, struct id round)
{
	struct record *record;
	bool is;

	if (id_none(round))
		return true;
	if (read_brief(app->store, app->actor, register_kind("round"), round, &record, NULL) != ST_OK)
		return false;
	is = str_same(record_get(record, "state"), "published");
	record_free(record);
	return is;
}

static enum status load(struct proposal *p, struct err *err)
{
	struct app *app = p->screen.app;
	struct record *record;
	struct err none = { .text = "" };
	enum status st = read_record(app->store, app->actor, p->kind, p->id, &record, err);

	if (st != ST_OK)
		return st;
	record_free(p->record);
	p->record = record;
	if (p->has_dossier)
		dossier_clear(&p->dossier);
	p->has_dossier = dossier_load(app->store, app->actor, record, &p->dossier, &none) == ST_OK;
	p->published = p->has_dossier && is_published(app, p->dossier.round);
	str_clear(&p->title);
	str_clear(&p->place);
	if (p->has_dossier) {
		app_title(app, &p->title, "person", p->dossier.person);
		app_title(app, &p->place, match_ops(p->dossier.what)->place, p->dossier.place);
	}
	return ST_OK;
}

static void columns(struct proposal *p)
{
	const struct vcol col[] = {
		{ .label = NULL, .min = 30, .max = 0 },
		{ .label = NULL, .min = SUM_COLS, .max = SUM_COLS, .end = true, .whole = true },
	};

	vlist_columns(p->list, col, ARRAY_LEN(col));
	vlist_empty(p->list, _("The reasons of this proposal are no longer kept, or your role does not see them."));
}

static enum status open_it(struct screen *screen, struct err *err)
{
	struct proposal *p = (struct proposal *)screen;

	columns(p);
	return load(p, err);
}

static void title(const struct screen *screen, struct str *out)
{
	const struct proposal *p = (const struct proposal *)screen;

	bidi_part(out, term_separator(), _(p->kind->label));
	bidi_part(out, term_separator(), p->title.len ? p->title.s : "");
}

static void add_value(const struct proposal *p, struct str *out, const char *name)
{
	bool points = kind_field(p->kind, name)->kind == FIELD_NUMBER;
	char *value = !record_get(p->record, name) ? NULL : points ? measured_points(record_get(p->record, name)) :
		record_shown(p->record, name);
	struct str both = STR_INIT;

	if (value) {
		bidi_named(&both, field_label(kind_field(p->kind, name)), value);
		bidi_part(out, term_separator(), str_get(&both));
	}
	str_free(&both);
	free(value);
}

static int facts(const struct proposal *p, struct str *line, int cols)
{
	int rows;

	add_value(p, line, "state");
	add_value(p, line, "day");
	add_value(p, line, "points");
	add_value(p, line, "threshold");
	rows = wrap_count(str_get(line), cols);
	return rows > FACTS_MOST ? FACTS_MOST : rows;
}

static void lay(struct proposal *p, struct area body, int facts_rows)
{
	int head = HEAD_ROWS + facts_rows;

	vlist_layout(p->list, (struct area){ body.row + head, body.col, body.rows - head, body.cols });
}

static void layout(struct screen *screen, struct area body)
{
	struct proposal *p = (struct proposal *)screen;
	struct str line = STR_INIT;

	lay(p, body, facts(p, &line, body.cols - 2));
	push_all(p);
	str_free(&line);
}

static void draw(struct screen *screen)
{
	struct proposal *p = (struct proposal *)screen;
	struct area body = screen->body;
	struct str line = STR_INIT;
	int rows = facts(p, &line, body.cols - 2);

	term_text(body.row, body.col + 1, body.cols - 2, LOOK_BOLD, str_get(&p->place));
	term_wrap((struct area){ body.row + 1, body.col + 1, rows, body.cols - 2 }, LOOK_NORMAL, str_get(&line));
	term_rule(body.row + 1 + rows, body.col, body.cols);
	lay(p, body, rows);         /* a decision makes the facts longer or shorter */
	vlist_draw(p->list, true);
	str_free(&line);
}

/* ---- the paper ---- */

static enum status paper_made(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	const struct proposal *p = ctx;
	char theirs[16] = "";
	enum status st = subject_language(app->store, app->actor, p->dossier.person, theirs, err);

	return st == ST_OK ? dossier_paper(app->store, app->actor, p->record, app->town ? app->town : "", theirs, out, err) : st;
}

static struct next paper(struct proposal *p)
{
	const struct reading about = { .title = N_("Paper for the person"), .file = "proposal.pdf", .kind = p->kind, .make = paper_made,
		.ctx = p };

	return next_open(reading_screen(p->screen.app, &about));
}

/* ---- keys ---- */

static struct next open_round(const struct proposal *p)
{
	return next_open(board_screen(p->screen.app, p->dossier.round));
}

static struct next act(struct screen *screen, int id)
{
	struct proposal *p = (struct proposal *)screen;
	struct proposal_at at;

	if (!p->has_dossier)
		return next_unused();
	at = (struct proposal_at){ match_ops(p->dossier.what), p->id, p->dossier.application, p->dossier.person, p->dossier.place,
		p->record->rev };
	switch (id) {
	case ACT_CONFIRM: return proposal_confirm(screen->app, &at);
	case ACT_DECLINE: return proposal_decline(screen->app, &at);
	case ACT_OVERRIDE: return proposal_override(screen->app, &at);
	case ACT_WITHDRAW: return proposal_withdraw(screen->app, &at);
	case ACT_PAPER: return paper(p);
	case ACT_FILE: return next_open(person_screen_at(screen->app, p->dossier.person, p->kind, p->id));
	case ACT_ROUND: return open_round(p);
	default: return next_unused();
	}
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { .text = "" };

	return vlist_key(((struct proposal *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct proposal *p = (struct proposal *)screen;
	struct err err = { .text = "" };

	if (news != NEWS_CHANGED && news != NEWS_LANGUAGE)
		return;
	columns(p);
	if (load(p, &err) != ST_OK)
		app_fail(screen->app, &err);
	push_all(p);
}

static void close_it(struct screen *screen)
{
	struct proposal *p = (struct proposal *)screen;

	if (p->has_dossier)
		dossier_clear(&p->dossier);
	record_free(p->record);
	str_free(&p->title);
	str_free(&p->place);
	vlist_free(p->list);
	free(p);
}

static bool has_dossier(const struct screen *screen)
{
	return ((const struct proposal *)screen)->has_dossier;
}

static bool has_round(const struct screen *screen)
{
	return has_dossier(screen) && !id_none(((const struct proposal *)screen)->dossier.round);
}

static bool can_decide(const struct screen *screen)
{
	const struct proposal *p = (const struct proposal *)screen;

	return p->published && str_same(record_get(p->record, "state"), "proposed") &&
		kind_changed_by(screen->app->actor, p->kind);
}

static const struct action proposal_actions[] = {
	{ ACT_CONFIRM, { 'x' }, N_("confirm"), N_("Confirms this one proposal: the offer is made, and Ctrl-Z takes it back."), can_decide,
		false },
	{ ACT_DECLINE, { 'd' }, N_("decline"), N_("The proposal comes to nothing; asks why."), can_decide, false },
	{ ACT_OVERRIDE, { 'o' }, N_("override"), N_("Gives the place to somebody else who waits, or to nobody; asks for the reason, which "
		"stays in the file."), can_decide, false },
	{ ACT_WITHDRAW, { 'z' }, N_("withdraw"), N_("Takes the proposal back, since it should not have been made; asks for the reason."),
		can_decide, true },
	{ ACT_PAPER, { K_F5 }, N_("paper"), N_("The paper for the person, in their language: by which criteria, the arithmetic, who decides, "
		"how to object."), has_dossier, false },
	{ ACT_FILE, { 'v' }, N_("file"), N_("Opens the file of the person."), has_dossier, false },
	{ ACT_ROUND, { 'r' }, N_("round"), N_("The board of the round in which it was proposed."), has_round, false },
	ACTION_END
};

static const struct screen_ops proposal_ops = {
	.name = "proposal", .actions = proposal_actions, .open = open_it, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .tell = tell, .close = close_it,
};
SCREEN(proposal_ops);

struct screen *proposal_screen(struct app *app, const struct kind *kind, struct id proposal)
{
	struct proposal *p = mem_alloc(sizeof(*p));

	p->kind = kind;
	p->id = proposal;
	p->list = vlist_new(NULL, 0);
	return screen_init(&p->screen, &proposal_ops, app);
}
