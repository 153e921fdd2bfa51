/* SPDX-License-Identifier: EUPL-1.2 */
/* What is done with criteria on their screen: the draft in the file, the papers, putting a draft in force. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/matching_ini.h"
#include "screens/criteria_own.h"
#include "screens/places.h"
#include "screens/reading.h"

bool criteria_may_change(const struct criteria *c)
{
	return kind_changed_by(c->screen.app->actor, register_kind("match_rule"));
}

/* ---- the draft ---- */

static void form_name(enum match_what what, char out[64])
{
	snprintf(out, 64, "criteria:%s", matching_whats[what]);
}

int criteria_changed(const struct criteria *c)
{
	int n = 0;

	for (int i = 0; i < c->rule.count; i++)
		n += c->rule.criterion[i].weight != c->draft.criterion[i].weight;
	return n;
}

static void draft_clean(struct criteria *c)
{
	draft_clear(&c->kept);
	c->kept = (struct draft){ .id = { { 0 } } };
}

/* Weights of criteria that are no longer there are passed over. */
void criteria_take_up(struct criteria *c)
{
	struct draft *list = NULL;
	char form[64];
	int count = 0;

	draft_clean(c);
	form_name(c->what, form);
	if (!criteria_may_change(c) || draft_list(c->screen.app->store, c->screen.app->actor, form, &list, &count, NULL) != ST_OK)
		return;
	for (int i = 0; count > 0 && i < c->draft.count; i++) {
		struct match_criterion *by = &c->draft.criterion[i];
		const char *said = draft_get(&list[0], by->key);
		int weight = said ? atoi(said) : 0;

		if (!by->condition && weight >= 1 && weight <= MATCH_WEIGHT_MOST)
			by->weight = weight;
	}
	if (count > 0)
		c->kept.id = list[0].id;
	draft_free(list, count);
}

void criteria_keep(struct criteria *c)
{
	struct draft draft = { .id = c->kept.id };
	struct err err;

	form_name(c->what, draft.form);
	for (int i = 0; i < c->draft.count; i++) {
		const struct match_criterion *by = &c->draft.criterion[i];
		char weight[16];

		snprintf(weight, sizeof(weight), "%d", by->weight);
		if (by->weight != c->rule.criterion[i].weight)
			draft_set(&draft, by->key, weight);
	}
	if (draft_save(c->screen.app->store, c->screen.app->actor, &draft, &err) != ST_OK)
		app_fail(c->screen.app, &err);
	draft_clean(c);
	c->kept = draft;
}

void criteria_drop(struct criteria *c)
{
	struct err err;

	if (!id_none(c->kept.id) && draft_drop(c->screen.app->store, c->screen.app->actor, c->kept.id, &err) != ST_OK)
		app_fail(c->screen.app, &err);
	draft_clean(c);
}

/* ---- papers ---- */

struct paper { enum match_what what; };

static enum status make_notice(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	const struct paper *paper = ctx;
	struct match_rule rule;
	enum status st = match_rule_on(app->store, paper->what, "", &rule, err);

	if (st == ST_OK)
		st = match_notice(app->store, &rule, out, err);
	match_rule_clear(&rule);
	return st;
}

static enum status make_versions(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	return match_versions_paper(app->store, ((const struct paper *)ctx)->what, out, err);
}

static enum status make_differences(void *ctx, struct app *app, struct sheet **out, struct err *err)
{
	const struct criteria *c = ctx;

	(void)app;
	(void)err;
	*out = match_differences_paper(&c->rule, &c->draft);
	return ST_OK;
}

struct next criteria_read(struct criteria *c, int id)
{
	struct reading about = { .kind = register_kind("match_rule") };
	struct paper *paper = NULL;

	if (id == ACT_DIFFERENCES) {
		about.title = N_("What the draft changes");
		about.file = "criteria-draft.pdf";
		about.make = make_differences;
		about.ctx = c;
		return next_open(reading_screen(c->screen.app, &about));
	}
	paper = mem_alloc(sizeof(*paper));
	paper->what = c->what;
	about.title = id == ACT_NOTICE ? N_("Public notice") : N_("Versions of the criteria");
	about.file = id == ACT_NOTICE ? "criteria.pdf" : "criteria-versions.pdf";
	about.make = id == ACT_NOTICE ? make_notice : make_versions;
	about.ctx = paper;
	about.forget = free;
	return next_open(reading_screen(c->screen.app, &about));
}

/* ---- putting in force ---- */

static enum status draft_text(const struct criteria *c, char **text, struct err *err)
{
	struct matching_weight weight[MATCH_CRITERIA_MOST];
	char *old;
	int n = 0;
	enum status st = match_rule_text(c->screen.app->store, c->what, c->rule.id, &old, err);

	for (int i = 0; i < c->draft.count; i++)
		if (!c->draft.criterion[i].condition)
			weight[n++] = (struct matching_weight){ c->draft.criterion[i].key, c->draft.criterion[i].weight };
	if (st == ST_OK)
		st = match_rule_weigh(old, weight, n, text, err);
	free(old);
	return st;
}

static enum status decided(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct criteria *c = ctx;
	struct id set;
	char *text = NULL;
	enum status st = draft_text(c, &text, err);

	if (st == ST_OK)
		st = match_rule_enact(app->store, app->actor, &(struct match_enact){ .text = text, .since = c->since,
			.decided_by = typed }, &set, err);
	free(text);
	if (st != ST_OK)
		return st;
	criteria_drop(c);
	app_saved(app, set, match_what_title(c->what));
	return ST_OK;
}

static enum status since_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct criteria *c = ctx;
	const struct field *since = kind_field(register_kind("match_rule"), "since");
	char *canonical = NULL;
	enum status st = field_check(since, str_empty(typed) ? "today" : typed, &canonical, err);

	if (st == ST_OK)
		st = match_since_check(canonical, err);
	if (st != ST_OK) {
		free(canonical);
		return st;
	}
	free(c->since);
	c->since = canonical;
	app_open_later(app, ask_screen(app, N_("Decided by (body, day, number of the decision):"), "", decided, c));
	return ST_OK;
}

struct next criteria_enact(struct criteria *c)
{
	char today[11];

	date_text(clock_today(), today);
	return next_open(ask_screen(c->screen.app, N_("In force since:"), today, since_typed, c));
}
