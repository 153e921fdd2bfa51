/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Open vacancies for one person by the published criteria, best first, each with its points, the reasons and the
 * arithmetic; Enter plans an application for the one under the cursor.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/jobs.h"
#include "register/read.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/measured.h"
#include "screens/places.h"

#define JOBS_MOST 200
#define HEAD_ROWS 2
#define REASONS_LEAST 4

struct screen_jobs {
	struct listing of;
	struct match_jobs jobs;
	struct match_line line[MATCH_CRITERIA_MOST];   /* of the row under the cursor */
	int n_lines, told;                             /* told: the row that they are of; -1: none */
};

enum { ACT_APPLY = ACT_OWN, ACT_VACANCY, ACT_WISH };

static struct id vacancy_of(const struct screen_jobs *s, int i)
{
	return s->jobs.facts.place[s->jobs.rank[i].place].id;
}

/* ---- rows ---- */

static char *employer_words(struct app *app, const struct record *vacancy)
{
	const char *text = record_get(vacancy, "employer");
	struct str out = STR_INIT;
	struct id id;

	if (text && id_parse(text, &id))
		app_title(app, &out, "employer", id);
	return out.len ? str_take(&out) : NULL;
}

static enum sign sign_of(const struct match_score *score)
{
	return !score->admissible ? SIGN_NOT_NEEDED : score->questions ? SIGN_OPEN : SIGN_DONE;
}

static enum status push(struct screen_jobs *s, int i, struct err *err)
{
	struct app *app = s->of.screen.app;
	const struct match_rank *rank = &s->jobs.rank[i];
	struct vrow row = { .tag = i, .id = vacancy_of(s, i), .sign = sign_of(&rank->score) };
	struct match_line line[MATCH_CRITERIA_MOST];
	struct str points = STR_INIT, brief = STR_INIT;
	struct record *vacancy = NULL;
	enum status st = read_brief(app->store, app->actor, register_kind("vacancy"), row.id, &vacancy, err);

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	row.cell[0] = mem_str(record_get(vacancy, "title") ? record_get(vacancy, "title") : "");
	row.cell[1] = employer_words(app, vacancy);
	row.cell[2] = mem_str(record_get(vacancy, "place"));
	if (rank->score.admissible) {
		match_points_words(&points, rank->score.points);
		row.cell[3] = str_take(&points);
	}
	measured_brief(&brief, line, match_tell(&s->jobs.facts, &s->jobs.rule, rank->candidate, rank->place, line));
	row.cell[4] = str_take(&brief);
	vlist_push(s->of.list, &row);
	record_free(vacancy);
	return ST_OK;
}

/* A list that is empty because the person has applied for all there is does not say that there is nothing. */
static void say_why_empty(struct screen_jobs *s)
{
	vlist_empty(s->of.list, s->jobs.applied ? _("No other vacancy is open: this person has applied for all of them. A new one "
		"is added in the list of vacancies, which the menu has (F10).") : _("No vacancy is open. A new one is added in the list of "
		"vacancies, which the menu has (F10)."));
}

static enum status load(struct listing *of, struct err *err)
{
	struct screen_jobs *s = (struct screen_jobs *)of;
	struct app *app = s->of.screen.app;
	enum status st;

	match_jobs_clear(&s->jobs);
	s->told = -1;
	st = match_jobs_of(app->store, app->actor, s->of.person, JOBS_MOST, &s->jobs, err);
	vlist_begin(s->of.list);
	for (int i = 0; st == ST_OK && i < s->jobs.count; i++)
		st = push(s, i, err);
	vlist_end(s->of.list);
	say_why_empty(s);
	return st;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = _("Vacancy"), .min = 16, .max = 30 },
		{ .label = _("Employer"), .min = 12, .max = 24, .priority = 2 },
		{ .label = _("Place"), .min = 8, .max = 18, .priority = 4 },
		{ .label = _("Points"), .min = 6, .max = 9, .priority = 1, .end = true, .whole = true },
		{ .label = _("Why"), .min = 20, .max = 0, .priority = 3, .look = LOOK_DIM },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
}

/* ---- the screen ---- */

static void title(const struct screen *screen, struct str *out)
{
	/* TRANSLATORS: %s is the name of a person */
	str_addf(out, _("%s: vacancies that fit"), str_get(&((struct screen_jobs *)screen)->of.name));
}

static int now(const struct screen *screen)
{
	const struct screen_jobs *s = (const struct screen_jobs *)screen;
	int at = listing_now(screen);

	return at >= 0 && at < s->jobs.count ? at : -1;
}

static void trades_words(struct str *out, const struct match_jobs *jobs)
{
	const struct field *occupation = kind_field(register_kind("vacancy"), "occupation");

	for (int i = 0; i < jobs->n_trades; i++) {
		struct str one = STR_INIT;

		field_show(&one, occupation, jobs->trade[i]);
		bidi_part(out, term_separator(), str_get(&one));
		str_free(&one);
	}
}

static void count_words(const struct screen_jobs *s, struct str *out)
{
	struct str most = STR_INIT;

	if (id_none(s->jobs.wish)) {
		str_add(out, _("What this person looks for is not written down yet: n does."));
		return;
	}
	match_points_words(&most, match_points_most(&s->jobs.rule));
	/* TRANSLATORS: a number of vacancies, and a number of points */
	str_addf(out, s->jobs.facts.more ? _("Nothing stands against, of the nearest: %d. Most that can be reached: %s points.") :
		_("Nothing stands against: %d. Most that can be reached: %s points."), s->jobs.fitting, str_get(&most));
	str_free(&most);
}

static void draw_head(struct screen_jobs *s)
{
	struct area body = s->of.screen.body;
	struct str words = STR_INIT, line = STR_INIT;

	trades_words(&words, &s->jobs);
	if (words.len)
		str_addf(&line, _("Occupations: %s"), str_get(&words));
	else
		str_add(&line, _("No occupation of this person is known yet."));
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_NORMAL, str_get(&line));
	str_clear(&line);
	count_words(s, &line);
	term_text(body.row + 1, body.col + 1, body.cols - 2, LOOK_DIM, str_get(&line));
	str_free(&words);
	str_free(&line);
}

static void draw_why(struct screen_jobs *s, int at)
{
	const struct match_rank *rank = &s->jobs.rank[at];

	if (s->told != at) {
		s->n_lines = match_tell(&s->jobs.facts, &s->jobs.rule, rank->candidate, rank->place, s->line);
		s->told = at;
	}
	measured_draw(s->of.why, s->line, s->n_lines, rank->score.points);
}

static void layout(struct screen *screen, struct area body)
{
	struct screen_jobs *s = (struct screen_jobs *)screen;
	int most = body.rows / 2;

	s->of.reasons = s->jobs.rule.count + 1 < most ? s->jobs.rule.count + 1 : most;
	if (s->of.reasons < REASONS_LEAST)
		s->of.reasons = REASONS_LEAST;
	listing_layout(screen, body);
}

static void draw(struct screen *screen)
{
	struct screen_jobs *s = (struct screen_jobs *)screen;
	int at = now(screen);

	layout(screen, screen->body);
	draw_head(s);
	term_fill(s->of.why, LOOK_NORMAL);
	vlist_draw(s->of.list, true);
	if (at >= 0)
		draw_why(s, at);
}

/* ---- keys ---- */

/* The application is planned at once: nothing is sent anywhere, and Ctrl-Z takes it back. */
static struct next apply(struct screen_jobs *s, int at)
{
	struct app *app = s->of.screen.app;
	struct err err = { .text = "" };
	struct str title = STR_INIT;
	struct id set;

	app_title(app, &title, "vacancy", vacancy_of(s, at));
	if (match_jobs_apply(app->store, app->actor, &s->jobs, at, &set, &err) == ST_OK) {
		/* TRANSLATORS: %s is a vacancy's title; what was saved */
		char *what = mem_fmt(_("application for %s"), str_get(&title));

		app_saved(app, set, what);
		free(what);
	} else {
		app_fail(app, &err);
	}
	str_free(&title);
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct screen_jobs *s = (struct screen_jobs *)screen;
	int at = now(screen);

	switch (id) {
	case ACT_APPLY: return at >= 0 ? apply(s, at) : next_stay();
	case ACT_VACANCY: return at >= 0 ? next_open(vacancy_screen(screen->app, vacancy_of(s, at))) : next_stay();
	case ACT_WISH:
		s->of.afresh = true;
		return next_open(edit_screen(screen->app, register_kind("jobwish"), s->jobs.wish,
			id_none(s->jobs.wish) ? s->of.person : (struct id){ { 0 } }));
	default: return next_unused();
	}
}

static bool can_apply(const struct screen *screen)
{
	return now(screen) >= 0 && kind_changed_by(screen->app->actor, register_kind("application"));
}

static bool has_job(const struct screen *screen)
{
	return now(screen) >= 0;
}

static bool can_wish(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, register_kind("jobwish"));
}

static const struct action jobs_actions[] = {
	{ ACT_APPLY, { K_ENTER }, N_("plan to apply"), N_("Plans an application for the vacancy under the cursor; nothing is "
		"sent."), can_apply, false },
	{ ACT_WISH, { 'n' }, N_("looked for"), N_("Writes down what work the person looks for: occupation, hours, how far, pay."),
		can_wish, false },
	{ ACT_VACANCY, { 'v' }, N_("the vacancy"), N_("Shows the vacancy under the cursor: what it needs, its places, who applied."),
		has_job, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	match_jobs_clear(&((struct screen_jobs *)of)->jobs);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS, .reason_rows = REASONS_LEAST,
};

static const struct screen_ops jobs_ops = {
	.name = "jobs", .actions = jobs_actions, .open = listing_open, .title = title, .layout = layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(jobs_ops);

struct screen *jobs_screen(struct app *app, struct id person)
{
	struct screen_jobs *s = mem_alloc(sizeof(*s));

	s->of.person = person;
	s->told = -1;
	s->of.ops = &listed;
	return screen_init(&s->of.screen, &jobs_ops, app);
}
