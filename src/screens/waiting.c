/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who waits for a course: the offers that await an answer, then every list by
 * language and level.  An answer is one key; Enter on a list shows who is in it.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/offer.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/pick.h"
#include "screens/places.h"

#define OFFERS_MOST 200
#define RULE_ROWS 1

struct waiting_screen {
	struct listing of;
	struct offer_open offer[OFFERS_MOST];
	int offers, run_out;
	struct waiting_head *head;
	int heads;
	struct str rule;             /* by what the lists go, in a line */
	struct offer_open answered;  /* whose reason is asked for */
};

enum { ACT_OPEN = ACT_OWN, ACT_YES, ACT_NO, ACT_RUN_OUT, ACT_RULE };
enum { TAG_OFFER = 1000, TAG_LIST = 2000 };

static void add_head(struct waiting_screen *w, const char *words, int count)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	row.cell[1] = mem_fmt("%d", count);
	vlist_push(w->of.list, &row);
}

static bool is_over(const struct offer_open *offer)
{
	char today[11];

	date_text(clock_today(), today);
	return *offer->answer_by && strcmp(offer->answer_by, today) < 0;
}

static void push_offer(struct waiting_screen *w, int i)
{
	struct app *app = w->of.screen.app;
	const struct offer_open *offer = &w->offer[i];
	struct vrow row = { .tag = TAG_OFFER + i, .id = offer->enrolment, .sign = is_over(offer) ? SIGN_LATE : SIGN_UNDER_WAY };
	struct str who = STR_INIT, what = STR_INIT, by = STR_INIT;

	app_title(app, &who, "person", offer->person);
	app_title(app, &what, "course", offer->course);
	if (*offer->answer_by)
		field_show(&by, kind_field(register_kind("enrolment"), "answer_by"), offer->answer_by);
	row.cell[0] = str_take(&who);
	row.cell[1] = str_take(&what);
	row.cell[2] = by.len ? str_take(&by) : NULL;
	str_free(&by);
	vlist_push(w->of.list, &row);
}

static void push_list(struct waiting_screen *w, int i)
{
	struct app *app = w->of.screen.app;
	const struct waiting_head *head = &w->head[i];
	struct vrow row = { .tag = TAG_LIST + i, .sign = SIGN_OPEN };
	struct str words = STR_INIT;

	/* Lists have no id: language and level are one, which keeps the cursor where it was. */
	memcpy(row.id.b, head->list.language, strnlen(head->list.language, 8));
	memcpy(row.id.b + 8, head->list.level, strnlen(head->list.level, 8));
	waiting_list_words(&words, app->store, app->actor, &head->list, term_separator());
	row.cell[0] = str_take(&words);
	row.cell[1] = mem_fmt(ngettext("%lld person waits", "%lld people wait", (unsigned long)head->length),
		(long long)head->length);
	vlist_push(w->of.list, &row);
}

static void read_rule(struct waiting_screen *w)
{
	struct queue_order order;
	struct err err = { .text = "" };
	struct str words = STR_INIT;

	str_clear(&w->rule);
	if (queue_order_now(w->of.screen.app->store, &order, &err) != ST_OK)
		return;
	for (int i = 0; i < order.count; i++)
		bidi_part(&words, term_separator(), _(order.by[i]->label));
	/* TRANSLATORS: by what the waiting lists go, the most important first */
	str_addf(&w->rule, _("Order of the lists: %s"), str_get(&words));
	str_free(&words);
}

static enum status load(struct listing *of, struct err *err)
{
	struct waiting_screen *w = (struct waiting_screen *)of;
	struct app *app = w->of.screen.app;
	enum status st = queue_ready(app->store, err);

	free(w->head);
	w->head = NULL;
	w->heads = w->offers = w->run_out = 0;
	if (st == ST_OK)
		st = offer_list(app->store, app->actor, OFFERS_MOST, w->offer, &w->offers, err);
	if (st == ST_OK)
		st = waiting_lists(app->store, app->actor, &w->head, &w->heads, err);
	read_rule(w);
	vlist_begin(w->of.list);
	if (w->offers)
		add_head(w, _("OFFERS THAT AWAIT AN ANSWER"), w->offers);
	for (int i = 0; i < w->offers; i++) {
		w->run_out += is_over(&w->offer[i]);
		push_offer(w, i);
	}
	if (w->heads)
		add_head(w, _("WAITING LISTS"), w->heads);
	for (int i = 0; i < w->heads; i++)
		push_list(w, i);
	vlist_end(w->of.list);
	return st;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = _("Who, or what for"), .min = 20, .max = 34 },
		{ .label = _("Group, or how many"), .min = 18, .max = 0 },
		{ .label = _("Answer by"), .min = 12, .max = 18, .priority = 1, .whole = true },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("Nobody waits for a course. From a person's file, o proposes a group and puts people on a list."));
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Waiting for a course"));
}

static void draw(struct screen *screen)
{
	struct waiting_screen *w = (struct waiting_screen *)screen;

	term_text(screen->body.row, screen->body.col + 1, screen->body.cols - 2, LOOK_DIM, str_get(&w->rule));
	vlist_draw(w->of.list, true);
}

static const struct offer_open *offer_now(const struct screen *screen)
{
	const struct waiting_screen *w = (const struct waiting_screen *)screen;
	const struct vrow *row = vlist_now(w->of.list);

	return row && !row->head && row->tag >= TAG_OFFER && row->tag < TAG_OFFER + w->offers ? &w->offer[row->tag - TAG_OFFER] :
		NULL;
}

static const struct waiting_head *list_now(const struct screen *screen)
{
	const struct waiting_screen *w = (const struct waiting_screen *)screen;
	const struct vrow *row = vlist_now(w->of.list);

	return row && !row->head && row->tag >= TAG_LIST && row->tag < TAG_LIST + w->heads ? &w->head[row->tag - TAG_LIST] : NULL;
}

/* State and, where the seat is not taken, the reason. */
static void answer(struct waiting_screen *w, const struct offer_open *offer, const char *state, const char *why)
{
	struct id enrolment = offer->enrolment, person = offer->person;
	struct app *app = w->of.screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct change_item *item = change_update(change, register_kind("enrolment"), enrolment, 0);
	struct str title = STR_INIT;
	struct err err = { .text = "" };
	struct id set;
	enum status st = change_set(item, "state", state, &err);

	if (st == ST_OK && why)
		st = change_set(item, "why_not", why, &err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	if (st != ST_OK) {
		app_fail(app, &err);
		return;
	}
	app_title(app, &title, "person", person);
	app_saved(app, set, str_get(&title));
	str_free(&title);
}

static void why_picked(void *ctx, const char *canonical)
{
	struct waiting_screen *w = ctx;

	answer(w, &w->answered, "waiting", canonical);
}

static struct next ask_why(struct waiting_screen *w, const struct offer_open *offer)
{
	struct pick_request request = { .title = N_("Why is the seat not taken?"),
		.field = kind_field(register_kind("enrolment"), "why_not"), .picked = why_picked, .ctx = w };

	w->answered = *offer;
	return next_open(pick_screen(w->of.screen.app, &request));
}

static struct next run_out(struct waiting_screen *w)
{
	struct app *app = w->of.screen.app;
	struct err err = { .text = "" };
	struct id set;
	char today[11], *what;
	int64_t n;

	date_text(clock_today(), today);
	if (offer_lapse(app->store, app->actor, today, &n, &set, &err) != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	if (n == 0)
		return next_stay();
	what = mem_fmt(ngettext("%lld offer ran out", "%lld offers ran out", (unsigned long)n), (long long)n);
	app_saved(app, set, what);
	free(what);
	return next_stay();
}

static struct next open_row(struct waiting_screen *w)
{
	const struct offer_open *offer = offer_now(&w->of.screen);
	const struct waiting_head *head = list_now(&w->of.screen);

	if (offer)
		return next_open(person_screen_at(w->of.screen.app, offer->person, register_kind("enrolment"), offer->enrolment));
	return head ? next_open(waiting_list_screen(w->of.screen.app, &head->list)) : next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct waiting_screen *w = (struct waiting_screen *)screen;
	const struct offer_open *offer = offer_now(screen);

	switch (id) {
	case ACT_OPEN: return open_row(w);
	case ACT_YES:
		answer(w, offer, "enrolled", NULL);
		return next_stay();
	case ACT_NO: return ask_why(w, offer);
	case ACT_RUN_OUT: return run_out(w);
	case ACT_RULE: return next_open(list_screen(screen->app, register_kind("queue_rule")));
	default: return next_unused();
	}
}

static bool on_row(const struct screen *screen)
{
	return offer_now(screen) || list_now(screen);
}

static bool may_change(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("enrolment"));
}

static bool on_offer(const struct screen *screen)
{
	return offer_now(screen) && may_change(screen);
}

static bool some_run_out(const struct screen *screen)
{
	return ((const struct waiting_screen *)screen)->run_out > 0 && may_change(screen);
}

static const struct action waiting_actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("The list under the cursor, in order; or the file of who was offered a seat."), on_row,
		false },
	{ ACT_YES, { 'y' }, N_("takes it"), N_("The seat is taken: the person is enrolled."), on_offer, false },
	{ ACT_NO, { 'n' }, N_("does not"), N_("The seat is not taken: asks why, and the person waits again, where they were."),
		on_offer, false },
	{ ACT_RUN_OUT, { 'b' }, N_("run out"), N_("Offers whose day to answer is over go back into line, without an answer."),
		some_run_out, false },
	{ ACT_RULE, { 'r' }, N_("order"), N_("The order of the lists as the town published it, and the ones before."), 0, false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back to the screen before."), 0, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	struct waiting_screen *w = (struct waiting_screen *)of;

	free(w->head);
	str_free(&w->rule);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = RULE_ROWS,
};

static const struct screen_ops waiting_ops = {
	.name = "waiting", .actions = waiting_actions, .open = listing_open, .title = title, .layout = listing_layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(waiting_ops);

struct screen *waiting_screen(struct app *app)
{
	struct waiting_screen *w = mem_alloc(sizeof(*w));

	w->of.ops = &listed;
	return screen_init(&w->of.screen, &waiting_ops, app);
}
