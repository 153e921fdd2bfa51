/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Open vacancies for one person, best first, each with what fits, what is lacking and what is not known of it; Enter
 * plans an application for the one under the cursor.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/jobs.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/places.h"

#define JOBS_MOST 200
#define HEAD_ROWS 2

struct screen_jobs {
	struct listing of;
	struct jobs jobs;
};

enum { ACT_APPLY = ACT_OWN, ACT_VACANCY, ACT_WISH };

/* What is lacking, in one line; of one that lacks nothing what is not known. */
static char *in_short(const struct job *job)
{
	enum job_is wanted = job->lacks ? JOB_LACKS : JOB_UNKNOWN;
	struct str out = STR_INIT;

	for (int i = 0; i < job->n_parts; i++)
		if (job->part[i].is == wanted)
			bidi_part(&out, term_separator(), job->part[i].words);
	if (!out.len)
		str_add(&out, _("lacks nothing"));
	return str_take(&out);
}

static void push(struct screen_jobs *s, int i)
{
	const struct job *job = &s->jobs.job[i];
	struct vrow row = { .tag = i, .id = job->id, .sign = job->lacks ? SIGN_NOT_NEEDED : SIGN_DONE };

	row.cell[0] = mem_str(job->title);
	row.cell[1] = mem_str(job->employer);
	row.cell[2] = mem_str(job->place);
	row.cell[3] = in_short(job);
	vlist_push(s->of.list, &row);
}

/* A list that is empty because the person has applied for all there is does not say that there is nothing. */
static void say_why_empty(struct screen_jobs *s)
{
	vlist_empty(s->of.list, s->jobs.applied ? _("No other vacancy is open: this person has applied for all of them. A new one "
		"is added in the list of vacancies, which the menu has (F10).") : _("No vacancy is open. A new one is added in the "
		"list of vacancies, which the menu has (F10)."));
}

static enum status load(struct listing *of, struct err *err)
{
	struct screen_jobs *s = (struct screen_jobs *)of;
	struct app *app = s->of.screen.app;
	enum status st;

	jobs_clear(&s->jobs);
	st = jobs_for(app->store, app->actor, s->of.person, JOBS_MOST, &s->jobs, err);
	vlist_begin(s->of.list);
	s->of.reasons = 0;
	for (int i = 0; i < s->jobs.count; i++) {
		if (s->jobs.job[i].n_parts > s->of.reasons)
			s->of.reasons = s->jobs.job[i].n_parts;
		push(s, i);
	}
	vlist_end(s->of.list);
	say_why_empty(s);
	return st;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = _("Vacancy"), .min = 16, .max = 30 },
		{ .label = _("Employer"), .min = 12, .max = 24, .priority = 2 },
		{ .label = _("Place"), .min = 8, .max = 18, .priority = 3 },
		{ .label = _("What is lacking"), .min = 22, .max = 0, .priority = 1, .look = LOOK_DIM },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
}

static void title(const struct screen *screen, struct str *out)
{
	/* TRANSLATORS: %s is the name of a person */
	str_addf(out, _("%s: vacancies that fit"), str_get(&((struct screen_jobs *)screen)->of.name));
}

static const struct job *now(const struct screen *screen)
{
	const struct screen_jobs *s = (const struct screen_jobs *)screen;
	int at = listing_now(screen);

	return at >= 0 && at < s->jobs.count ? &s->jobs.job[at] : NULL;
}

static void trades_words(struct str *out, const struct job_search *search)
{
	const struct field *occupation = kind_field(register_kind("vacancy"), "occupation");

	for (int i = 0; i < search->n_trades; i++) {
		struct str one = STR_INIT;

		field_show(&one, occupation, search->trade[i]);
		bidi_part(out, term_separator(), str_get(&one));
		str_free(&one);
	}
}

static void draw_head(struct screen_jobs *s)
{
	struct area body = s->of.screen.body;
	struct str words = STR_INIT, line = STR_INIT;

	trades_words(&words, &s->jobs.search);
	if (words.len)
		str_addf(&line, _("Occupations: %s"), str_get(&words));
	else
		str_add(&line, _("No occupation of this person is known yet."));
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_NORMAL, str_get(&line));
	str_clear(&line);
	if (!s->jobs.search.looks)
		str_add(&line, _("What this person looks for is not written down yet: n does."));
	else
		str_addf(&line, _("Vacancies that lack nothing of what is needed: %d."), s->jobs.fitting);
	term_text(body.row + 1, body.col + 1, body.cols - 2, LOOK_DIM, str_get(&line));
	str_free(&words);
	str_free(&line);
}

static void draw_why(const struct screen_jobs *s, const struct job *job)
{
	for (int i = 0; i < s->of.why.rows && i < job->n_parts; i++)
		listing_reason(&s->of, i, (int)job->part[i].is, job->part[i].words);
}

static void draw(struct screen *screen)
{
	struct screen_jobs *s = (struct screen_jobs *)screen;
	const struct job *job = now(screen);

	listing_layout(screen, screen->body);
	draw_head(s);
	term_fill(s->of.why, LOOK_NORMAL);
	vlist_draw(s->of.list, true);
	if (job)
		draw_why(s, job);
}

/* The application is planned at once: nothing is sent anywhere, and Ctrl-Z takes it back. */
static struct next apply(struct screen_jobs *s, const struct job *job)
{
	struct app *app = s->of.screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct err err = { .text = "" };
	struct id set, application;

	job_apply(change, s->of.person, job->id, &application);
	if (change_commit(change, &set, NULL, &err) == ST_OK) {
		/* TRANSLATORS: %s is a vacancy's title; what was saved */
		char *what = mem_fmt(_("application for %s"), job->title ? job->title : "");

		app_saved(app, set, what);
		free(what);
	} else {
		app_fail(app, &err);
	}
	change_free(change);
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct screen_jobs *s = (struct screen_jobs *)screen;
	const struct job *job = now(screen);

	switch (id) {
	case ACT_APPLY: return job ? apply(s, job) : next_stay();
	case ACT_VACANCY: return job ? next_open(vacancy_screen(screen->app, job->id)) : next_stay();
	case ACT_WISH:
		s->of.afresh = true;
		return next_open(edit_screen(screen->app, register_kind("jobwish"), (struct id){ { 0 } }, s->of.person));
	default: return next_unused();
	}
}

static bool can_apply(const struct screen *screen)
{
	return now(screen) && kind_changed_by(screen->app->actor, register_kind("application"));
}

static bool has_job(const struct screen *screen)
{
	return now(screen) != NULL;
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
	jobs_clear(&((struct screen_jobs *)of)->jobs);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS, .reason_rows = JOB_PARTS,
};

static const struct screen_ops jobs_ops = {
	.name = "jobs", .actions = jobs_actions, .open = listing_open, .title = title, .layout = listing_layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(jobs_ops);

struct screen *jobs_screen(struct app *app, struct id person)
{
	struct screen_jobs *s = mem_alloc(sizeof(*s));

	s->of.person = person;
	s->of.ops = &listed;
	return screen_init(&s->of.screen, &jobs_ops, app);
}
