/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The board of a round: computed and looked at before anything is saved; saved, locked
 * row by row, computed again, published; then decided one by one.  Beside each row
 * stand the arithmetic and from when the place went to somebody.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/board_own.h"
#include "screens/measured.h"
#include "screens/places.h"
#include "screens/wrap.h"

#define REASONS_LEAST 4
#define LIST_BESIDES 4       /* rows of the head and of the columns' names */
#define NARROW 50            /* an area beside the list has room below: there all is told from when the place went */
#define THRESHOLD_MOST 2

enum { ACT_WHY = ACT_OWN, ACT_SAVE, ACT_WEIGH, ACT_COMPARE, ACT_RESULT, ACT_AGAIN, ACT_PLACES, ACT_PUBLISH, ACT_KEEP,
	ACT_CONFIRM, ACT_DECLINE, ACT_OVERRIDE, ACT_WITHDRAW, ACT_FILE, ACT_CLOSE, ACT_CANCEL, ACT_LEFT,
	ACT_REPORT };

static enum status open_it(struct screen *screen, struct err *err)
{
	struct board *b = (struct board *)screen;
	enum status st = ST_OK;

	if (!id_none(b->round)) {
		struct record *record;

		st = read_brief(screen->app->store, screen->app->actor, register_kind("round"), b->round, &record, err);
		if (st != ST_OK)
			return st;
		if (!match_named(record_get(record, "what"), &b->what))
			st = err_set(err, ST_INVALID, _("This round is of a kind that is not known here."));
		record_free(record);
	} else {
		st = board_compute(b, err);
	}
	b->ops = match_ops(b->what);
	b->kind = register_kind(b->ops->proposal);
	if (b->computed)
		app_say(screen->app, "%s", _("Computed. Nothing is saved yet: F2 does that."));
	return st == ST_OK ? listing_open(screen, err) : st;
}

static void title(const struct screen *screen, struct str *out)
{
	const struct board *b = (const struct board *)screen;

	/* TRANSLATORS: what is matched: "Homes for households" */
	str_addf(out, _("Round: %s"), b->ops ? _(b->ops->title) : "");
}

static const struct listing_ops listed = {
	.columns = board_columns, .load = board_load, .clear = board_clear, .head_rows = 1, .reason_rows = REASONS_LEAST,
};
/* Of who gets nothing there is no arithmetic. */
static const struct listing_ops bare = {
	.columns = board_columns, .load = board_load, .clear = board_clear, .head_rows = 1,
};

static void layout(struct screen *screen, struct area body)
{
	struct board *b = (struct board *)screen;
	int most = body.rows / 2, free_rows = body.rows - b->count - LIST_BESIDES;

	if (!b->of.list)
		return;
	b->of.reasons = b->n_lines + 3 < most ? b->n_lines + 3 : most;
	if (free_rows > b->of.reasons)                        /* a short list leaves its room to the reasons */
		b->of.reasons = free_rows < 2 * b->n_lines + 3 ? free_rows : 2 * b->n_lines + 3;
	if (b->of.reasons < REASONS_LEAST)
		b->of.reasons = REASONS_LEAST;
	b->of.ops = b->shows == BOARD_LEFT ? &bare : &listed;
	if (b->shows == BOARD_LEFT)
		b->of.reasons = 0;
	listing_layout(screen, body);
}

/* In so many rows; that there is more is seen at the end of the last one. */
static void draw_threshold(struct area at, const char *words)
{
	for (; at.rows > 1 && *words; at.row++, at.rows--) {
		size_t skip, len = wrap_line(words, at.cols, &skip);
		char *line = mem_strn(words, len);

		term_text(at.row, at.col, at.cols, LOOK_DIM, line);
		free(line);
		words += skip;
	}
	term_text(at.row, at.col, at.cols, LOOK_DIM, words);
}

static void draw(struct screen *screen)
{
	struct board *b = (struct board *)screen;
	bool told = board_tell(b);
	struct area why;
	int rows;

	if (!b->of.list)
		return;
	layout(screen, screen->body);
	listing_head(&b->of, NULL);
	term_fill(b->of.why, LOOK_NORMAL);
	vlist_draw(b->of.list, true);
	if (!told)
		return;
	why = b->of.why;
	rows = wrap_count(str_get(&b->threshold), why.cols - 4);
	rows = rows > THRESHOLD_MOST && why.cols > NARROW ? THRESHOLD_MOST : rows;
	why.rows -= rows;
	measured_draw(why, b->line, b->n_lines, b->dossier.points);
	draw_threshold((struct area){ why.row + why.rows, why.col + 3, rows, why.cols - 4 }, str_get(&b->threshold));
}

/* ---- keys ---- */

static struct next say(struct board *b, enum status st, const struct err *err)
{
	struct err none = { .text = "" };

	if (st != ST_OK) {
		app_fail(b->of.screen.app, err);
		return next_stay();
	}
	st = board_load(&b->of, &none);
	if (st != ST_OK)
		app_fail(b->of.screen.app, &none);
	return next_stay();
}

static struct next compute_again(struct board *b)
{
	struct err err = { .text = "" };
	enum status st = board_compute(b, &err);

	if (st == ST_OK)
		app_say(b->of.screen.app, "%s", _("Computed from what is recorded now. Nothing is saved yet: F2 does that."));
	return say(b, st, &err);
}

static struct next compare(struct board *b)
{
	struct err err = { .text = "" };

	return say(b, board_compare(b, &err), &err);
}

static struct next result(struct board *b)
{
	struct err err = { .text = "" };

	board_result(b);
	return say(b, ST_OK, &err);
}

static struct next left(struct board *b)
{
	struct err err = { .text = "" };

	board_result(b);
	b->shows = BOARD_LEFT;
	return say(b, ST_OK, &err);
}

/* Whom the row is about. */
static void who(const struct board *b, struct id *person, struct id *application)
{
	const struct round_pair *pair = board_now(b);
	const struct round_move *move = board_move(b);
	const struct round_row *row = board_left(b);
	const struct match_candidate *candidate = row ? &b->computed->facts.candidate[row->candidate] : NULL;

	*person = candidate ? candidate->person : pair ? pair->person : move->person;
	*application = candidate ? candidate->application : pair ? pair->application : move->application;
}

static struct next open_file(const struct board *b)
{
	struct id person, application;

	who(b, &person, &application);
	return next_open(person_screen_at(b->of.screen.app, person, register_kind(b->ops->application), application));
}

/* A proposal with its reasons; of whoever gets nothing, or is not saved yet, all that may suit. */
static struct next open_why(const struct board *b)
{
	const struct round_pair *pair = board_now(b);
	struct id person, application;

	if (pair && !id_none(pair->proposal))
		return next_open(proposal_screen(b->of.screen.app, b->kind, pair->proposal));
	who(b, &person, &application);
	return next_open(ranked_screen(b->of.screen.app, register_kind(b->ops->application), application));
}

static struct next act(struct screen *screen, int id)
{
	struct board *b = (struct board *)screen;

	switch (id) {
	case ACT_WHY: return open_why(b);
	case ACT_LEFT: return left(b);
	case ACT_REPORT: return next_open(round_report_screen(screen->app, b->round));
	case ACT_SAVE: return board_save(b);
	case ACT_WEIGH: return board_weigh(b);
	case ACT_COMPARE: return compare(b);
	case ACT_RESULT: return result(b);
	case ACT_AGAIN: return compute_again(b);
	case ACT_PLACES: return board_places(b);
	case ACT_PUBLISH: return board_publish(b);
	case ACT_KEEP: return board_lock(b);
	case ACT_CONFIRM: return board_confirm(b);
	case ACT_DECLINE: return board_decline(b);
	case ACT_OVERRIDE: return board_override(b);
	case ACT_WITHDRAW: return board_withdraw(b);
	case ACT_FILE: return open_file(b);
	case ACT_CLOSE: return board_close(b);
	case ACT_CANCEL: return board_cancel(b);
	default: return next_unused();
	}
}

/* ---- which keys there are ---- */

static const struct board *board_of(const struct screen *screen)
{
	return (const struct board *)screen;
}

static bool changes(const struct board *b)
{
	return b->kind && kind_changed_by(b->of.screen.app->actor, b->kind);
}

static bool on_row(const struct screen *screen)
{
	return board_now(board_of(screen)) || board_move(board_of(screen)) || board_left(board_of(screen));
}

static bool on_saved(const struct screen *screen)
{
	const struct round_pair *pair = board_now(board_of(screen));

	return pair && !id_none(pair->proposal);
}

static bool in_memory(const struct screen *screen)
{
	const struct board *b = board_of(screen);

	return b->computed && b->shows == BOARD_RESULT && changes(b);
}

static bool can_compute(const struct screen *screen)
{
	const struct board *b = board_of(screen);

	return changes(b) && (!b->record || b->computed || board_is(b, "computed") || board_is(b, "draft"));
}

static bool is_computed(const struct screen *screen)
{
	const struct board *b = board_of(screen);

	return changes(b) && b->shows == BOARD_RESULT && board_is(b, "computed");
}

static bool is_published(const struct screen *screen)
{
	const struct board *b = board_of(screen);

	return changes(b) && board_is(b, "published");
}

static bool can_cancel(const struct screen *screen)
{
	return is_computed(screen) || is_published(screen);
}

static bool can_lock(const struct screen *screen)
{
	return is_computed(screen) && on_saved(screen);
}

static bool can_decide(const struct screen *screen)
{
	return is_published(screen) && on_saved(screen) && str_same(board_now(board_of(screen))->state, "proposed");
}

static bool is_saved(const struct screen *screen)
{
	return board_of(screen)->record && !board_of(screen)->computed;
}

static bool is_compared(const struct screen *screen)
{
	return board_of(screen)->shows != BOARD_RESULT;
}

static bool can_compare(const struct screen *screen)
{
	return board_of(screen)->shows != BOARD_LAST;
}

static const struct action board_actions[] = {
	{ ACT_SAVE, { K_F2, K_CTRL('s') }, N_("save"), N_("Saves the round as it is computed: a proposal with its reasons in each file. "
		"It is not published yet, and nothing is offered to anybody."), in_memory, false },
	{ ACT_CONFIRM, { 'x' }, N_("confirm"), N_("Confirms this one proposal: the offer is made, and Ctrl-Z takes it back."), can_decide,
		false },
	{ ACT_DECLINE, { 'd' }, N_("decline"), N_("The proposal comes to nothing; asks why."), can_decide, false },
	{ ACT_OVERRIDE, { 'o' }, N_("override"), N_("Gives the place to somebody else who waits, or to nobody; asks for the reason, which "
		"stays in the file."), can_decide, false },
	{ ACT_WITHDRAW, { 'z' }, N_("withdraw"), N_("Takes the proposal back, since it should not have been made; asks for the reason."),
		can_decide, true },
	{ ACT_WHY, { K_ENTER }, N_("reasons"), N_("The proposal with its arithmetic line by line, from when it went to somebody, what would "
		"have changed it, and the paper for the person; where there is none, all that may suit this person."), on_row, false },
	{ ACT_PUBLISH, { 'p' }, N_("publish"), N_("From then on the proposals are decided one by one."), is_computed, false },
	{ ACT_KEEP, { 'l' }, N_("lock it"), N_("Keeps this proposal as it is when the round is computed again, or no longer."), can_lock,
		false },
	{ ACT_RESULT, { 'u' }, N_("result"), N_("Shows who gets what again."), is_compared, false },
	{ ACT_WEIGH, { 'w' }, N_("weights"), N_("Tries another weight and shows who would get something else; nothing is saved."),
		can_compute, false },
	{ ACT_COMPARE, { 'b' }, N_("last round"), N_("Who gets something else than in the round before this one."), can_compare, false },
	{ ACT_LEFT, { 't' }, N_("who gets nothing"), N_("Those who wait and would get nothing, and whether anything suits them."), in_memory,
		false },
	{ ACT_PLACES, { 'a' }, N_("places"), N_("Which places are given in this round: all, or those that are chosen."), in_memory,
		false },
	{ ACT_AGAIN, { 'c' }, N_("compute again"), N_("Computes the round from what is recorded now; locked proposals stay. Then those who "
		"get nothing can be seen as well."), can_compute, false },
	{ ACT_REPORT, { K_F5 }, N_("proof"), N_("The round as a paper: by which criteria, how many, whether the proof and the proposals "
		"agree, how evenly people live before and after it."), is_saved, false },
	{ ACT_CLOSE, { 'e' }, N_("close"), N_("Ends the round: what is not decided is withdrawn."), is_published, false },
	{ ACT_CANCEL, { K_DELETE, 'D' }, N_("call off"), N_("Calls the round off; its open proposals are withdrawn."), can_cancel, true },
	{ ACT_FILE, { 'v' }, N_("file"), N_("Opens the file of the person under the cursor."), on_row, false },
	ACTION_END
};

/* What is shown from memory stays as it was computed; that it may be different by now is said in the head. */
static void tell(struct screen *screen, enum news news)
{
	struct board *b = (struct board *)screen;

	if (news == NEWS_CHANGED && b->computed)
		b->stale = true;
	listing_tell(screen, news);
}

static const struct screen_ops board_ops = {
	.name = "board", .actions = board_actions, .open = open_it, .title = title, .layout = layout, .draw = draw,
	.key = listing_key, .act = act, .tell = tell, .close = listing_close,
};
SCREEN(board_ops);

struct screen *board_screen(struct app *app, struct id round)
{
	struct board *b = mem_alloc(sizeof(*b));

	b->round = round;
	b->of.ops = &listed;
	return screen_init(&b->of.screen, &board_ops, app);
}

struct screen *board_new_screen(struct app *app, const char *what)
{
	struct board *b = mem_alloc(sizeof(*b));

	match_named(what, &b->what);
	b->of.ops = &listed;
	return screen_init(&b->of.screen, &board_ops, app);
}
