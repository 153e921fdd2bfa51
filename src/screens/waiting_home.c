/* SPDX-License-Identifier: EUPL-1.2 */
/* Who stays in a reception centre or a shelter, the longest first, with the days against the city's own target. */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/homes.h"
#include "cases/stay.h"
#include "screens/listing.h"
#include "screens/places.h"

#define MOST 1000
#define HEAD_ROWS 1

struct waiting_home {
	struct listing of;
	struct stay_row *row;
	int count, over;
	int64_t unanswered;         /* offers whose day to answer is over */
	bool more, watched;
	struct term target;
};

enum { ACT_OPEN = ACT_OWN, ACT_HOMES, ACT_RUN_OUT };

static void push(struct waiting_home *w, int i)
{
	const struct field *place = kind_field(register_kind("stay"), "place");
	const struct stay_row *at = &w->row[i];
	const struct choice *choice = field_choice(place, at->place);
	bool over = w->watched && stay_is_over(at, w->target, clock_today());
	struct vrow row = { .tag = i, .id = at->stay, .sign = over ? SIGN_LATE : at->offered ? SIGN_UNDER_WAY : SIGN_OPEN };

	w->over += over;
	row.cell[0] = mem_str(at->case_number);
	row.cell[1] = mem_str(at->name);
	row.cell[2] = mem_fmt(ngettext("%ld day", "%ld days", (unsigned long)at->days), at->days);
	row.cell[3] = mem_str(choice ? choice_label(place, choice) : "");
	if (at->offered)
		row.cell[4] = mem_str(_("an offer stands"));
	else if (at->declined)
		row.cell[4] = mem_fmt(ngettext("%d offer came to nothing", "%d offers came to nothing",
			(unsigned long)at->declined), at->declined);
	row.cell[5] = mem_str(at->caseworker);
	vlist_push(w->of.list, &row);
}

static void clear(struct waiting_home *w)
{
	stay_rows_free(w->row, w->count);
	w->row = NULL;
	w->count = 0;
}

/* What one key settles is said before the target. */
static void head_words(struct waiting_home *w)
{
	struct str target = STR_INIT, *head = &w->of.head;

	str_clear(head);
	term_words(&target, w->target);
	if (w->unanswered > 0)
		str_addf(head, ngettext("%lld offer found no answer in time: b marks it.",
			"%lld offers found no answer in time: b marks them.", (unsigned long)w->unanswered), (long long)w->unanswered);
	if (head->len)
		str_addc(head, ' ');
	if (w->watched)
		/* TRANSLATORS: how many people; a length of time, "90 days" */
		str_addf(head, ngettext("%d of them waits longer than the city's target of %s.",
			"%d of them wait longer than the city's target of %s.", (unsigned long)w->over), w->over, str_get(&target));
	else
		str_add(head, _("The city has set itself no target for a home of one's own."));
	str_free(&target);
}

static enum status load(struct listing *of, struct err *err)
{
	struct waiting_home *w = (struct waiting_home *)of;
	struct app *app = w->of.screen.app;
	enum status st = stay_target(app->store, &w->target, &w->watched, err);

	clear(w);
	w->over = 0;
	if (st == ST_OK)
		st = homes_unanswered(app->store, &w->unanswered, err);
	if (st == ST_OK)
		st = stay_waiting(app->store, app->actor, MOST, &w->row, &w->count, &w->more, err);
	vlist_begin(w->of.list);
	for (int i = 0; i < w->count; i++)
		push(w, i);
	vlist_end(w->of.list);
	head_words(w);
	return st;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = _("Case number"), .min = 14, .max = 18, .whole = true },
		{ .label = _("Name"), .min = 12, .max = 30 },
		{ .label = _("Waits"), .min = 8, .max = 12, .priority = 1, .end = true, .whole = true },
		{ .label = _("Place"), .min = 16, .max = 24, .priority = 2 },
		{ .label = _("Offers"), .min = 15, .max = 28, .priority = 3 },
		{ .label = _("Caseworker"), .min = 8, .max = 0, .priority = 4, .look = LOOK_DIM },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("Nobody stays in a reception centre or a shelter. Places of stay are added in a person's file, "
		"under Housing."));
}

static void title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Waiting for a home"));
}

static void draw(struct screen *screen)
{
	struct waiting_home *w = (struct waiting_home *)screen;

	listing_head(&w->of, NULL);
	vlist_draw(w->of.list, true);
}

static const struct stay_row *now(const struct screen *screen)
{
	const struct waiting_home *w = (const struct waiting_home *)screen;
	int at = listing_now(screen);

	return at >= 0 && at < w->count ? &w->row[at] : NULL;
}

static struct next run_out(struct waiting_home *w)
{
	struct app *app = w->of.screen.app;
	struct err err = { .text = "" };
	struct id set;
	char *what;
	int64_t n;

	if (homes_lapse(app->store, app->actor, &n, &set, &err) != ST_OK) {
		app_fail(app, &err);
	} else if (n > 0) {
		what = mem_fmt(ngettext("%lld offer ran out", "%lld offers ran out", (unsigned long)n), (long long)n);
		app_saved(app, set, what);
		free(what);
	}
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	const struct stay_row *row = now(screen);

	if (id == ACT_RUN_OUT)
		return run_out((struct waiting_home *)screen);
	if (!row)
		return next_unused();
	if (id == ACT_HOMES)
		return next_open(homes_screen(screen->app, row->person));
	return next_open(person_screen_at(screen->app, row->person, register_kind("stay"), row->stay));
}

static bool has_row(const struct screen *screen)
{
	return now(screen) != NULL;
}

static bool can_offer(const struct screen *screen)
{
	return now(screen) && kind_changed_by(screen->app->actor, register_kind("placement"));
}

static bool some_run_out(const struct screen *screen)
{
	return ((const struct waiting_home *)screen)->unanswered > 0 &&
		kind_changed_by(screen->app->actor, register_kind("placement"));
}

static const struct action waiting_actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Opens the person's file where the place of stay is."), has_row, false },
	{ ACT_HOMES, { 'o' }, N_("homes"), N_("The free homes that fit this household, with the reasons; one of them can be offered."),
		can_offer, false },
	{ ACT_RUN_OUT, { 'b' }, N_("run out"), N_("Offers whose day to answer is over are marked as not answered in time; their homes "
		"stand free again."), some_run_out, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	struct waiting_home *w = (struct waiting_home *)of;

	clear(w);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS,
};

static const struct screen_ops waiting_home_ops = {
	.name = "waiting_home", .actions = waiting_actions, .open = listing_open, .title = title, .layout = listing_layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(waiting_home_ops);

struct screen *waiting_home_screen(struct app *app)
{
	struct waiting_home *w = mem_alloc(sizeof(*w));

	w->of.ops = &listed;
	return screen_init(&w->of.screen, &waiting_home_ops, app);
}
