/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The groups for one person: of who waits by the published criteria, best first, each
 * with points, reasons and arithmetic, then those that take nobody, with the reason;
 * of who does not wait yet those that fit first.  Enter offers a seat in the one under
 * the cursor, and says first who comes before in line.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/near.h"
#include "cases/offer.h"
#include "match/courses.h"
#include "match/propose.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/measured.h"
#include "screens/places.h"

#define GROUPS_MOST 60
#define HEAD_ROWS 2
#define REASON_ROWS 4

struct screen_groups {
	struct listing of;
	struct match_groups groups;
	struct match_line line[MATCH_CRITERIA_MOST];   /* of the row under the cursor */
	int n_lines, told;                             /* told: the row that they are of; -1: none */
};

enum { ACT_OFFER = ACT_OWN, ACT_ENROL, ACT_GROUP, ACT_WAIT };

static char *shown(const char *kind, const char *field, const char *value)
{
	struct str out = STR_INIT;

	if (str_empty(value))
		return NULL;
	field_show(&out, kind_field(register_kind(kind), field), value);
	return str_take(&out);
}

static char *hours_words(const struct fit_group *group)
{
	struct str out = STR_INIT;

	if (group->timetable.n > 0)
		timetable_words(&out, &group->timetable);
	return str_take(&out);
}

/* The row's place in the ranking; NULL: it has no points. */
static const struct match_rank *rank_of(const struct screen_groups *s, int i)
{
	int rank = s->groups.row[i].rank;

	return rank >= 0 ? &s->groups.rank[rank] : NULL;
}

static int lines_of(const struct screen_groups *s, const struct match_rank *rank, struct match_line line[MATCH_CRITERIA_MOST])
{
	return match_tell(&s->groups.facts, &s->groups.rule, rank->candidate, rank->place, line);
}

static char *in_short(const struct screen_groups *s, int i)
{
	const struct match_rank *rank = rank_of(s, i);
	struct match_line line[MATCH_CRITERIA_MOST];
	struct str out = STR_INIT;

	if (rank)
		measured_brief(&out, line, lines_of(s, rank, line));
	else
		fit_words(&out, &s->groups.row[i].fit, term_separator());
	return str_take(&out);
}

static enum sign sign_of(const struct screen_groups *s, int i)
{
	const struct match_rank *rank = rank_of(s, i);

	return !match_group_fits(&s->groups, i) ? SIGN_NOT_NEEDED : rank && rank->score.questions ? SIGN_OPEN : SIGN_DONE;
}

static void push(struct screen_groups *s, int i)
{
	struct app *app = s->of.screen.app;
	const struct fit *fit = &s->groups.row[i].fit;
	const struct match_rank *rank = rank_of(s, i);
	struct vrow row = { .tag = i, .id = fit->group.course, .sign = sign_of(s, i) };
	struct str title = STR_INIT, way = STR_INIT, points = STR_INIT;

	app_title(app, &title, "course", fit->group.course);
	row.cell[0] = str_take(&title);
	row.cell[1] = shown("course", "starts", fit->group.starts);
	row.cell[2] = hours_words(&fit->group);
	if (fit->group.seats.limited)
		row.cell[3] = mem_fmt("%lld", (long long)seats_free(&fit->group.seats));
	near_words(&way, fit->km);
	row.cell[4] = str_take(&way);
	if (rank && rank->score.admissible)
		match_points_words(&points, rank->score.points);
	row.cell[5] = points.len ? str_take(&points) : NULL;
	row.cell[6] = in_short(s, i);
	vlist_push(s->of.list, &row);
}

/* Where the person stands in line: "Waits for German · A1: place 3 of 14" */
static void wish_line(struct screen_groups *s, struct str *out)
{
	struct app *app = s->of.screen.app;
	struct waiting_place at;
	struct err err = { .text = "" };
	struct str list = STR_INIT, place = STR_INIT;

	if (waiting_place(app->store, s->groups.wish.enrolment, NULL, &at, &err) == ST_OK) {
		waiting_list_words(&list, app->store, app->actor, &at.list, term_separator());
		waiting_short_words(&place, &at);
		/* TRANSLATORS: a waiting list, and the place in it */
		str_addf(out, _("Waits for %s: %s"), str_get(&list), str_get(&place));
	}
	str_free(&list);
	str_free(&place);
}

/* Whoever was offered a seat waits for nothing but an answer. */
static bool offered_line(struct screen_groups *s, struct str *out)
{
	const struct kind *kind = register_kind("enrolment");
	struct app *app = s->of.screen.app;
	struct list_query query = { .kind = kind, .n_filters = 2 };
	struct list_page page = { .record = NULL };
	struct err err = { .text = "" };
	struct str title = STR_INIT;
	struct id course;
	char person[37];

	id_text(s->of.person, person);
	query.filter[0] = (struct filter){ kind_field(kind, "person"), FILTER_IS, person };
	query.filter[1] = (struct filter){ kind_field(kind, "state"), FILTER_IS, "offered" };
	if (read_list(app->store, app->actor, &query, NULL, false, 1, &page, &err) != ST_OK)
		return false;
	if (page.count > 0 && record_get(page.record[0], "course") && id_parse(record_get(page.record[0], "course"), &course)) {
		app_title(app, &title, "course", course);
		/* TRANSLATORS: %s is the name of a course */
		str_addf(out, _("A seat was offered and waits for an answer: %s. Other groups are shown."), str_get(&title));
	}
	str_free(&title);
	list_page_free(&page);
	return out->len > 0;
}

static void head_words(struct screen_groups *s)
{
	str_clear(&s->of.head);
	if (id_none(s->groups.wish.enrolment) && offered_line(s, &s->of.head))
		return;
	if (id_none(s->groups.wish.enrolment) && *s->groups.wish.level)
		str_add(&s->of.head, _("Not on a waiting list yet: w does that. Groups of the level that the last test calls for are "
			"shown."));
	else if (id_none(s->groups.wish.enrolment))
		str_add(&s->of.head, _("This person waits for no level yet: w says which. Groups of every level that begin are shown."));
	else
		wish_line(s, &s->of.head);
}

static enum status load(struct listing *of, struct err *err)
{
	struct screen_groups *s = (struct screen_groups *)of;
	struct app *app = s->of.screen.app;
	enum status st;

	match_groups_clear(&s->groups);
	s->told = -1;
	st = match_groups_of(app->store, app->actor, s->of.person, GROUPS_MOST, &s->groups, err);
	vlist_begin(s->of.list);
	for (int i = 0; i < s->groups.count; i++)
		push(s, i);
	vlist_end(s->of.list);
	head_words(s);
	return st;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = _("Group"), .min = 14, .max = 28 },
		{ .label = _("Starts"), .min = 10, .max = 20, .priority = 2, .whole = true },
		{ .label = _("Days and hours"), .min = 12, .max = 30, .priority = 6 },
		{ .label = _("Free"), .min = 4, .max = 6, .priority = 3, .end = true, .whole = true },
		{ .label = _("Way"), .min = 6, .max = 9, .priority = 5, .end = true, .whole = true },
		{ .label = _("Points"), .min = 6, .max = 9, .priority = 1, .end = true, .whole = true },
		{ .label = _("Why"), .min = 18, .max = 0, .look = LOOK_DIM },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("There is no group of this level. w puts the person on the waiting list; a group is added in the "
		"list of courses, which the menu has (F10)."));
}

static void title(const struct screen *screen, struct str *out)
{
	/* TRANSLATORS: %s is the name of a person */
	str_addf(out, _("%s: groups that fit"), str_get(&((struct screen_groups *)screen)->of.name));
}

static int row_now(const struct screen *screen)
{
	int at = listing_now(screen);

	return at >= 0 && at < ((const struct screen_groups *)screen)->groups.count ? at : -1;
}

static const struct fit *now(const struct screen *screen)
{
	int at = row_now(screen);

	return at < 0 ? NULL : &((const struct screen_groups *)screen)->groups.row[at].fit;
}

static void draw_head(struct screen_groups *s)
{
	struct str most = STR_INIT;
	char *counts;

	if (s->groups.rank) {
		match_points_words(&most, match_points_most(&s->groups.rule));
		/* TRANSLATORS: three numbers */
		counts = mem_fmt(_("Groups: %d. Nothing stands against: %d. At most %s points."), s->groups.count,
			s->groups.fitting, str_get(&most));
	} else {
		counts = mem_fmt(_("Groups: %d. That fit: %d."), s->groups.count, s->groups.fitting);
	}
	listing_head(&s->of, counts);
	str_free(&most);
	free(counts);
}

/* A reason a line; what does not fit the room is told in the list's last column. */
static void draw_reasons(const struct screen_groups *s, const struct fit *fit)
{
	int row = 0;

	if (!fit->against)
		term_text(s->of.why.row + row++, s->of.why.col + 3, s->of.why.cols - 4, LOOK_NORMAL, _("Nothing stands against it."));
	for (int i = 0; i < FIT_REASONS && row < s->of.why.rows; i++) {
		if (!(fit->against & 1u << i))
			continue;
		term_sign(s->of.why.row + row, s->of.why.col + 1, SIGN_LATE, LOOK_LATE);
		term_text(s->of.why.row + row++, s->of.why.col + 3, s->of.why.cols - 4, LOOK_LATE, fit_reason_words((enum fit_reason)i));
	}
}

static void draw_why(struct screen_groups *s, int at)
{
	const struct match_rank *rank = rank_of(s, at);

	if (!rank) {
		draw_reasons(s, &s->groups.row[at].fit);
		return;
	}
	if (s->told != at) {
		s->n_lines = lines_of(s, rank, s->line);
		s->told = at;
	}
	measured_draw(s->of.why, s->line, s->n_lines, rank->score.points);
}

static void layout(struct screen *screen, struct area body)
{
	struct screen_groups *s = (struct screen_groups *)screen;
	int most = body.rows / 2, wanted = s->groups.rank ? s->groups.rule.count + 1 : REASON_ROWS;

	s->of.reasons = wanted < most ? wanted : most;
	if (s->of.reasons < REASON_ROWS)
		s->of.reasons = REASON_ROWS;
	listing_layout(screen, body);
}

static void draw(struct screen *screen)
{
	struct screen_groups *s = (struct screen_groups *)screen;
	int at = row_now(screen);

	layout(screen, screen->body);
	draw_head(s);
	term_fill(s->of.why, LOOK_NORMAL);
	vlist_draw(s->of.list, true);
	if (at >= 0)
		draw_why(s, at);
}

/* ---- the offer ---- */

struct to_offer { struct fit_wish wish; struct id course; char *group; bool fits; int64_t ahead; };

static void forget(void *ctx)
{
	struct to_offer *offer = ctx;

	free(offer->group);
	free(offer);
}

/* What something stands against, a person may offer all the same: then there is no dossier, for no criterion chose it. */
static enum status offer_despite(struct app *app, const struct to_offer *offer, const char *day, struct id *set,
	struct err *err)
{
	struct change *change = change_begin(app->store, app->actor);
	enum status st;

	change_insist(change);       /* what it meets stood on the screen */
	st = offer_seat(change, &offer->wish, offer->course, day, err);
	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}

static enum status offered(void *ctx, struct app *app, const char *typed, struct err *err)
{
	const struct to_offer *offer = ctx;
	struct id set;
	struct date by;
	char day[11], *what;
	enum status st;

	if (!date_typed(typed, clock_today(), &by) || !by.day)
		return err_set(err, ST_INVALID, _("An answer is awaited up to a certain day, such as 11 May or +7. Nothing was saved."));
	date_text(by, day);
	st = offer->fits && !app->haven ?
		propose_seat(app->store, app->actor, offer->wish.enrolment, offer->course, by, NULL, &set, err) :
		offer_despite(app, offer, day, &set, err);
	if (st != ST_OK)
		return st;
	/* TRANSLATORS: %s is the name of a course; what was saved */
	what = mem_fmt(_("offer of a seat in %s"), offer->group);
	app_saved(app, set, what);
	free(what);
	return ST_OK;
}

/* How many come before in the list of the course: an offer out of turn is made knowingly. */
static int64_t ahead_of(const struct screen_groups *s, const struct fit *fit)
{
	struct app *app = s->of.screen.app;
	struct waiting_list list;
	struct waiting_place at;
	struct err err = { .text = "" };
	int64_t length = 0;

	if (waiting_of_course(app->store, fit->group.course, &list, &err) != ST_OK)
		return 0;
	if (!id_none(s->groups.wish.enrolment) &&
	    waiting_place(app->store, s->groups.wish.enrolment, &list, &at, &err) == ST_OK)
		return at.place - 1;
	return waiting_length(app->store, &list, &length, &err) == ST_OK ? length : 0;
}

/* With points and nothing against it: a proposal with its dossier, confirmed by the offer. */
static bool is_proposed(const struct screen_groups *s, const struct fit *fit)
{
	for (int i = 0; i < s->groups.count; i++)
		if (&s->groups.row[i].fit == fit)
			return rank_of(s, i) && rank_of(s, i)->score.admissible;
	return false;
}

static char *offer_words(void *ctx)
{
	int64_t ahead = ((const struct to_offer *)ctx)->ahead;

	return ahead > 0 ? mem_fmt(ngettext("%lld person comes before in line. Offer a seat all the same, to be answered until:",
		"%lld people come before in line. Offer a seat all the same, to be answered until:", (unsigned long)ahead),
		(long long)ahead) : mem_str(_("Offer a seat in this group. An answer is awaited until:"));
}

static struct next offer_it(struct screen_groups *s, const struct fit *fit)
{
	struct to_offer *offer = mem_alloc(sizeof(*offer));
	struct queue_order order = { .answer_days = 7 };
	struct str day = STR_INIT, title = STR_INIT;
	struct err err = { .text = "" };
	struct screen *ask;

	app_title(s->of.screen.app, &title, "course", fit->group.course);
	*offer = (struct to_offer){ s->groups.wish, fit->group.course, str_take(&title), is_proposed(s, fit),
		ahead_of(s, fit) };
	queue_order_now(s->of.screen.app->store, &order, &err);
	date_show(&day, date_add_days(clock_today(), order.answer_days));
	ask = ask_in_words(ask_owning_screen(s->of.screen.app, NULL, str_get(&day), offered, offer, forget), offer_words);
	str_free(&day);
	return next_open(ask);
}

/* Whoever takes the seat at once is enrolled; the rules say whether there is one. */
static struct next enrol(struct screen_groups *s, const struct fit *fit)
{
	struct app *app = s->of.screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct err err = { .text = "" };
	struct str title = STR_INIT;
	struct id set;
	enum status st;

	change_insist(change);       /* what it meets stands on the screen */
	st = offer_enrol(change, &s->groups.wish, fit->group.course, &err);

	if (st == ST_OK)
		st = change_commit(change, &set, NULL, &err);
	change_free(change);
	if (st != ST_OK) {
		app_fail(app, &err);
		return next_stay();
	}
	app_title(app, &title, "course", fit->group.course);
	app_saved(app, set, str_get(&title));
	str_free(&title);
	return next_stay();
}

/* What the person wishes for: on the waiting list, or put on it. */
static struct next wait(struct screen_groups *s)
{
	struct id none = { { 0 } };

	s->of.afresh = true;
	return next_open(edit_screen(s->of.screen.app, register_kind("enrolment"), s->groups.wish.enrolment,
		id_none(s->groups.wish.enrolment) ? s->of.person : none));
}

static struct next act(struct screen *screen, int id)
{
	struct screen_groups *s = (struct screen_groups *)screen;
	const struct fit *fit = now(screen);

	switch (id) {
	case ACT_OFFER: return fit ? offer_it(s, fit) : next_stay();
	case ACT_ENROL: return fit ? enrol(s, fit) : next_stay();
	case ACT_GROUP:
		return fit ? next_open(record_screen(screen->app, register_kind("course"), fit->group.course)) : next_stay();
	case ACT_WAIT: return wait(s);
	default: return next_unused();
	}
}

static bool may_change(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("enrolment"));
}

static bool has_group(const struct screen *screen)
{
	return now(screen) != NULL;
}

static bool has_seat(const struct screen *screen)
{
	const struct fit *fit = now(screen);

	return fit && may_change(screen) && seats_free(&fit->group.seats) > 0 && !(fit->against & 1u << FIT_IN_IT);
}

static const struct action groups_actions[] = {
	{ ACT_OFFER, { K_ENTER }, N_("offer"), N_("Offers a seat in the group under the cursor, and asks until when an answer is "
		"awaited. Says first how many come before in line; a dossier keeps why this group was proposed."), has_seat, false },
	{ ACT_ENROL, { 'e' }, N_("enrol"), N_("Enrols the person in the group under the cursor at once."), has_seat, false },
	{ ACT_WAIT, { 'w' }, N_("waiting list"), N_("What the person waits for: level, place, hours, childcare; or puts the person "
		"on the waiting list."), may_change, false },
	{ ACT_GROUP, { 'v' }, N_("the group"), N_("Opens the group under the cursor."), has_group, false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back to the screen before."), 0, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	match_groups_clear(&((struct screen_groups *)of)->groups);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS, .reason_rows = REASON_ROWS,
};

static const struct screen_ops groups_ops = {
	.name = "groups", .actions = groups_actions, .open = listing_open, .title = title, .layout = layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(groups_ops);

struct screen *groups_screen(struct app *app, struct id person)
{
	struct screen_groups *s = mem_alloc(sizeof(*s));

	s->of.person = person;
	s->of.ops = &listed;
	s->told = -1;
	return screen_init(&s->of.screen, &groups_ops, app);
}
