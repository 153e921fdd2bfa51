/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A referral: first what the service will see, with its values, then the key that
 * sends it; afterwards which parts it saw, and what it answered.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/referral.h"
#include "register/gate.h"
#include "screens/bidi.h"
#include "screens/past.h"
#include "screens/places.h"
#include "screens/record_words.h"
#include "screens/wrap.h"

#define LABELS_AT_MOST 30

struct referral {
	struct screen screen;
	const struct kind *kind;
	struct id id;
	struct record *record;       /* NULL: it was removed meanwhile */
	struct referral_sight sight;
	char *refused;               /* why the service cannot be shown these parts, or NULL */
	struct str service;          /* its name and what tells of it */
	const char *answer;          /* the state that a reason is asked for */
};

enum { ACT_SEND = ACT_OWN, ACT_EDIT, ACT_ACCEPTED, ACT_DECLINED, ACT_DONE, ACT_WITHDRAW, ACT_HISTORY };

static void forget(struct referral *r)
{
	record_free(r->record);
	r->record = NULL;
	referral_sight_clear(&r->sight);
	free(r->refused);
	r->refused = NULL;
	str_clear(&r->service);
}

static void read_service(struct referral *r)
{
	const struct kind *kind = register_kind("service");
	static const char *const reached[] = { "hours", "phone", "address" };
	const char *text = record_get(r->record, "service");
	struct record *record;
	struct id id;

	if (!text || !id_parse(text, &id)
		|| read_brief(r->screen.app->store, r->screen.app->actor, kind, id, &record, NULL) != ST_OK)
		return;
	record_title(&r->service, record);
	record_details(r->screen.app, &r->service, record, NULL);
	for (size_t i = 0; i < ARRAY_LEN(reached); i++) {
		char *shown = record_shown(record, reached[i]);

		bidi_part(&r->service, term_separator(), shown);
		free(shown);
	}
	record_free(record);
}

static enum status load(struct referral *r, struct err *err)
{
	struct err refusal = { .text = "" };
	enum status st;

	forget(r);
	st = read_record(r->screen.app->store, r->screen.app->actor, r->kind, r->id, &r->record, err);
	if (st != ST_OK)
		return st;
	read_service(r);
	if (referral_see_again(r->screen.app->store, r->screen.app->actor, r->id, &r->sight, &refusal) != ST_OK)
		r->refused = mem_str(refusal.text);
	return ST_OK;
}

static enum status referral_open(struct screen *screen, struct err *err)
{
	return load((struct referral *)screen, err);
}

static void referral_title(const struct screen *screen, struct str *out)
{
	const struct referral *r = (const struct referral *)screen;

	str_add(out, _(r->kind->label));
	if (r->record) {
		str_add(out, term_separator());
		record_title(out, r->record);
	}
}

static void referral_layout(struct screen *screen, struct area body)
{
	(void)screen;
	(void)body;
}

static bool in_state(const struct screen *screen, const char *state)
{
	const struct referral *r = (const struct referral *)screen;

	return r->record && str_same(record_get(r->record, "state"), state);
}

static bool is_draft(const struct screen *screen)
{
	return in_state(screen, "draft");
}

/* ---- drawing ---- */

static int draw_pair(const struct area *body, int row, int label_cols, const char *label, const char *value, enum look look)
{
	int col = body->col + 2 + label_cols + 2, cols = body->cols - label_cols - 5;
	int rows = wrap_count(value, cols);

	if (row >= body->row + body->rows)
		return row;
	term_text(row, body->col + 2, label_cols, LOOK_DIM, label);
	if (rows > body->row + body->rows - row)
		rows = body->row + body->rows - row;
	term_wrap((struct area){ row, col, rows, cols }, look, value);
	return row + (rows > 0 ? rows : 1);
}

static int label_width(const struct referral *r)
{
	int width = 8;

	for (int i = 0; i < r->sight.count; i++)
		if (bidi_width(r->sight.part[i].label) > width)
			width = bidi_width(r->sight.part[i].label);
	return width < LABELS_AT_MOST ? width : LABELS_AT_MOST;
}

static int draw_known(struct referral *r, int row, int label_cols)
{
	static const char *const fields[] = { "state", "sent", "answered", "reason", "basis" };

	row = draw_pair(&r->screen.body, row, label_cols, field_label(kind_field(r->kind, "service")), str_get(&r->service),
		LOOK_BOLD);
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		char *shown = record_shown(r->record, fields[i]);

		if (shown)
			row = draw_pair(&r->screen.body, row, label_cols, field_label(kind_field(r->kind, fields[i])), shown,
				LOOK_NORMAL);
		free(shown);
	}
	return row + 1;
}

static int draw_sight(const struct referral *r, int row, int label_cols)
{
	const char *nothing = is_draft(&r->screen) ? _("(nothing is recorded)") : _("(seen; values are not kept)");

	if (row < r->screen.body.row + r->screen.body.rows)
		term_text(row++, r->screen.body.col + 1, r->screen.body.cols - 2, LOOK_BOLD, is_draft(&r->screen)
			? _("THE SERVICE WILL SEE THIS, AND NOTHING ELSE") : _("THE SERVICE SAW THIS, AND NOTHING ELSE"));
	for (int i = 0; i < r->sight.count; i++) {
		const char *value = r->sight.part[i].value;

		row = draw_pair(&r->screen.body, row, label_cols, r->sight.part[i].label, value ? value : nothing,
			value ? LOOK_NORMAL : LOOK_DIM);
	}
	return row + 1;
}

/* What stands in the way, what the gate would say, or what the next key does. */
static void draw_words(const struct referral *r, int row)
{
	struct area left = { row, r->screen.body.col + 2, r->screen.body.row + r->screen.body.rows - row,
		r->screen.body.cols - 4 };
	struct str gentle = STR_INIT;

	if (left.rows <= 0)
		return;
	if (r->refused)
		term_wrap(left, LOOK_ERROR, r->refused);
	else if (is_draft(&r->screen) && gate_gentle(&gentle, record_get(r->record, "need")))
		term_wrap(left, LOOK_NOTE, str_get(&gentle));
	else if (is_draft(&r->screen))
		term_wrap(left, LOOK_NOTE, _("Nothing was sent yet. s sends it, and it stays as it stands here; e changes what "
			"the service will see."));
	str_free(&gentle);
}

static void referral_draw(struct screen *screen)
{
	struct referral *r = (struct referral *)screen;
	int label_cols, row = screen->body.row;

	if (!r->record) {
		term_wrap(screen->body, LOOK_NORMAL, _("This record was removed. Esc goes back."));
		return;
	}
	label_cols = label_width(r);
	row = draw_known(r, row, label_cols);
	row = draw_sight(r, row, label_cols);
	draw_words(r, row);
}

/* ---- keys ---- */

static enum status put_state(struct referral *r, const char *state, const char *reason, struct err *err)
{
	struct app *app = r->screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct change_item *item = change_update(change, r->kind, r->id, r->record->rev);
	struct str title = STR_INIT;
	struct id set;
	enum status st = ST_OK;

	if (app->insist)
		change_insist(change);
	if (reason)
		st = change_set(item, "reason", reason, err);
	if (st == ST_OK)
		st = change_set(item, "state", state, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st != ST_OK)
		return st;
	record_title(&title, r->record);
	app_saved(app, set, str_get(&title));
	str_free(&title);
	return ST_OK;
}

static struct next to_state(struct referral *r, const char *state)
{
	struct err err = { .text = "" };

	if (put_state(r, state, NULL, &err) != ST_OK)
		app_fail(r->screen.app, &err);
	return next_stay();
}

static enum status reason_given(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct referral *r = ctx;

	(void)app;
	return r->record ? put_state(r, r->answer, typed, err) : ST_OK;
}

static struct next declined(struct referral *r)
{
	r->answer = "declined";
	return next_open(ask_screen(r->screen.app, N_("Reason given:"), "", reason_given, r));
}

static struct next referral_act(struct screen *screen, int id)
{
	struct referral *r = (struct referral *)screen;
	struct id none = { { 0 } };

	if (!r->record)
		return next_stay();
	switch (id) {
	case ACT_SEND: return to_state(r, "sent");
	case ACT_EDIT: return next_open(edit_screen(screen->app, r->kind, r->id, none));
	case ACT_ACCEPTED: return to_state(r, "accepted");
	case ACT_DECLINED: return declined(r);
	case ACT_DONE: return to_state(r, "done");
	case ACT_WITHDRAW: return to_state(r, "withdrawn");
	case ACT_HISTORY: return next_open(history_screen(screen->app, r->kind, r->id));
	default: return next_unused();
	}
}

static void referral_tell(struct screen *screen, enum news news)
{
	struct referral *r = (struct referral *)screen;
	struct err err = { .text = "" };

	if (news != NEWS_CHANGED && news != NEWS_LANGUAGE)
		return;
	if (load(r, &err) != ST_OK) {
		forget(r);
		app_fail(screen->app, &err);
	}
}

static void referral_close(struct screen *screen)
{
	struct referral *r = (struct referral *)screen;

	forget(r);
	str_free(&r->service);
	free(r);
}

static bool may(const struct screen *screen)
{
	return ((const struct referral *)screen)->record
		&& kind_changed_by(screen->app->actor, ((const struct referral *)screen)->kind);
}

static bool can_send(const struct screen *screen)
{
	return may(screen) && is_draft(screen) && !((const struct referral *)screen)->refused;
}

static bool can_answer(const struct screen *screen)
{
	return may(screen) && in_state(screen, "sent");
}

static bool can_decline(const struct screen *screen)
{
	return may(screen) && (in_state(screen, "sent") || in_state(screen, "accepted"));
}

static bool can_finish(const struct screen *screen)
{
	return may(screen) && in_state(screen, "accepted");
}

static bool can_withdraw(const struct screen *screen)
{
	return may(screen) && (is_draft(screen) || can_decline(screen));
}

static const struct action referral_actions[] = {
	{ ACT_SEND, { 's' }, N_("send"), N_("Sends the referral: the service sees what stands here, and nothing else."), can_send,
		false },
	{ ACT_ACCEPTED, { 'a' }, N_("accepted"), N_("The service takes the person."), can_answer, false },
	{ ACT_DECLINED, { 'd' }, N_("declined"), N_("The service does not take the person; its reason is asked for."), can_decline,
		false },
	{ ACT_DONE, { 'x' }, N_("done"), N_("What was needed is done."), can_finish, false },
	{ ACT_EDIT, { 'e', K_ENTER }, N_("edit"), N_("Opens the form of the referral."), may, false },
	{ ACT_WITHDRAW, { 't' }, N_("take it back"), N_("The referral is taken back; the person no longer wants it, or it is no "
		"longer needed."), can_withdraw, false },
	{ ACT_HISTORY, { 'h' }, N_("history"), N_("Every change of the referral, who made it and when."), NULL, false },
	ACTION_END
};

static const struct screen_ops referral_ops = {
	.name = "referral", .actions = referral_actions, .open = referral_open, .title = referral_title,
	.layout = referral_layout, .draw = referral_draw, .act = referral_act, .tell = referral_tell, .close = referral_close,
};
SCREEN(referral_ops);

struct screen *referral_screen(struct app *app, struct id id)
{
	struct referral *r = mem_alloc(sizeof(*r));

	r->kind = register_kind("referral");
	r->id = id;
	return screen_init(&r->screen, &referral_ops, app);
}
