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
#include "screens/places.h"
#include "screens/vlist.h"

#define JOBS_MOST 200
#define HEAD_ROWS 2
#define WIDE 110             /* from here on the reasons stand beside the list, below it else */
#define REASONS_COLS 48

struct screen_jobs {
	struct screen screen;
	struct id person;
	struct str name;
	struct vlist *list;
	struct jobs jobs;
	struct area why;             /* of the vacancy under the cursor */
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
	vlist_push(s->list, &row);
}

static enum status load(struct screen_jobs *s, struct err *err)
{
	struct app *app = s->screen.app;
	enum status st;

	jobs_clear(&s->jobs);
	st = jobs_for(app->store, app->actor, s->person, JOBS_MOST, &s->jobs, err);
	vlist_begin(s->list);
	for (int i = 0; i < s->jobs.count; i++)
		push(s, i);
	vlist_end(s->list);
	return st;
}

static void columns(struct screen_jobs *s)
{
	const struct vcol col[] = {
		{ .label = _("Vacancy"), .min = 16, .max = 30 },
		{ .label = _("Employer"), .min = 12, .max = 24, .priority = 2 },
		{ .label = _("Place"), .min = 8, .max = 18, .priority = 3 },
		{ .label = _("What is lacking"), .min = 22, .max = 0, .priority = 1, .look = LOOK_DIM },
	};

	vlist_columns(s->list, col, ARRAY_LEN(col));
	vlist_empty(s->list, _("No vacancy is open. A new one is added in the list of vacancies, which the menu has (F10)."));
}

static enum status open_it(struct screen *screen, struct err *err)
{
	static const struct vcol one = { .min = 1 };
	struct screen_jobs *s = (struct screen_jobs *)screen;

	s->list = vlist_new(&one, 1);
	columns(s);
	app_title(screen->app, &s->name, "person", s->person);
	return load(s, err);
}

static void title(const struct screen *screen, struct str *out)
{
	/* TRANSLATORS: %s is the name of a person */
	str_addf(out, _("%s: vacancies that fit"), str_get(&((struct screen_jobs *)screen)->name));
}

static void layout(struct screen *screen, struct area body)
{
	struct screen_jobs *s = (struct screen_jobs *)screen;
	struct area list = { body.row + HEAD_ROWS, body.col, body.rows - HEAD_ROWS, body.cols };

	s->why = list;
	if (body.cols >= WIDE) {
		list.cols -= REASONS_COLS;
		s->why.col += list.cols;
		s->why.cols = REASONS_COLS;
	} else {
		list.rows -= JOB_PARTS;
		s->why.row += list.rows;
		s->why.rows = JOB_PARTS;
	}
	vlist_layout(s->list, list);
}

static const struct job *now(const struct screen *screen)
{
	const struct screen_jobs *s = (const struct screen_jobs *)screen;
	const struct vrow *row = vlist_now(s->list);

	return row && row->tag >= 0 && row->tag < s->jobs.count ? &s->jobs.job[row->tag] : NULL;
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
	struct area body = s->screen.body;
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
	static const enum sign sign[] = { SIGN_DONE, SIGN_LATE, SIGN_OPEN, SIGN_NONE };
	static const enum look look[] = { LOOK_NORMAL, LOOK_LATE, LOOK_NORMAL, LOOK_DIM };

	for (int i = 0; i < s->why.rows && i < job->n_parts; i++) {
		term_sign(s->why.row + i, s->why.col + 1, sign[job->part[i].is], look[job->part[i].is]);
		term_text(s->why.row + i, s->why.col + 3, s->why.cols - 4, look[job->part[i].is], job->part[i].words);
	}
}

static void draw(struct screen *screen)
{
	struct screen_jobs *s = (struct screen_jobs *)screen;
	const struct job *job = now(screen);

	draw_head(s);
	term_fill(s->why, LOOK_NORMAL);
	vlist_draw(s->list, true);
	if (job)
		draw_why(s, job);
}

/* The application is planned at once: nothing is sent anywhere, and Ctrl-Z takes it back. */
static struct next apply(struct screen_jobs *s, const struct job *job)
{
	struct app *app = s->screen.app;
	struct change *change = change_begin(app->store, app->actor);
	struct err err = { .text = "" };
	struct id set, application;

	job_apply(change, s->person, job->id, &application);
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
	case ACT_WISH: return next_open(edit_screen(screen->app, register_kind("jobwish"), (struct id){ { 0 } }, s->person));
	default: return next_unused();
	}
}

static struct next key(struct screen *screen, int k)
{
	struct err err = { .text = "" };

	return vlist_key(((struct screen_jobs *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct screen_jobs *s = (struct screen_jobs *)screen;
	struct err err = { .text = "" };

	if (!s->list || (news != NEWS_CHANGED && news != NEWS_LANGUAGE))
		return;
	if (news == NEWS_LANGUAGE)
		columns(s);
	if (load(s, &err) != ST_OK)
		app_fail(screen->app, &err);
}

static void close_it(struct screen *screen)
{
	struct screen_jobs *s = (struct screen_jobs *)screen;

	jobs_clear(&s->jobs);
	if (s->list)
		vlist_free(s->list);
	str_free(&s->name);
	free(s);
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

static const struct screen_ops jobs_ops = {
	.name = "jobs", .actions = jobs_actions, .open = open_it, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_it,
};
SCREEN(jobs_ops);

struct screen *jobs_screen(struct app *app, struct id person)
{
	struct screen_jobs *s = mem_alloc(sizeof(*s));

	s->person = person;
	return screen_init(&s->screen, &jobs_ops, app);
}
