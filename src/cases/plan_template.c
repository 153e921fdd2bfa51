/* SPDX-License-Identifier: EUPL-1.2 */
/* Plans made from templates: which one a person calls for, and its steps as records. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/arrangement.h"
#include "cases/plan.h"
#include "cases/plan_own.h"
#include "cases/rules.h"
#include "cases/templates.h"
#include "register/profile.h"

#define OF_AGE 18
#define REVIEW_MOST 730

const struct plan_template *plan_templates(int *count)
{
	*count = n_builtin_templates;
	return builtin_templates;
}

const struct plan_template *plan_template_named(const char *name)
{
	for (int i = 0; i < n_builtin_templates; i++)
		if (str_same(builtin_templates[i].name, name ? name : "general") || str_same(builtin_templates[i].label, name))
			return &builtin_templates[i];
	return NULL;
}

enum status plan_template_find(const char *name, const struct plan_template **out, struct err *err)
{
	struct str names = STR_INIT;
	enum status st;

	*out = plan_template_named(name);
	if (*out)
		return ST_OK;
	for (int i = 0; i < n_builtin_templates; i++)
		str_addf(&names, "%s%s", i ? msg_comma() : "", builtin_templates[i].name);
	st = err_set(err, ST_INVALID, _("There is no plan template of this name. Nothing was saved; the templates are %s."),
		str_get(&names));
	str_free(&names);
	return st;
}

const char *plan_suggested(const struct change_item *person)
{
	const char *born = change_get(person, "born"), *arrived = change_get(person, "arrived"),
		*expected = change_get(person, "expected");
	struct date birth, day = clock_today(), since;

	if (!arrived && expected)
		return "expected";
	if (arrived && date_parse(arrived, &since) && since.day && date_between(since, day) < 0)
		day = since;
	/* Known to the year alone: as if born on its last day. */
	if (born && date_parse(born, &birth)) {
		if (!birth.day)
			birth = (struct date){ birth.year, birth.month ? birth.month : 12, 28 };
		if (date_between(date_add_months(birth, OF_AGE * 12), day) < 0)
			return "minor";
	}
	return "general";
}

/* Of the clocks that a step serves, the one of the file's profile. Yours; NULL: none. */
static char *clock_in(struct store *store, const char *at)
{
	char *profile = NULL, *found = NULL;
	size_t n;

	if (setting_get(store, SETTING_PROFILE, &profile, NULL) != ST_OK || !profile)
		return NULL;
	n = strlen(profile);
	while (*at && !found) {
		size_t len = strcspn(at, ", ");

		if (len > n + 1 && !memcmp(at, profile, n) && at[n] == '_')
			found = mem_fmt("%.*s", (int)len, at);
		at += len + (at[len] != '\0');
	}
	free(profile);
	return found;
}

char *plan_clock_of(struct store *store, const char *what)
{
	for (int t = 0; what && t < n_builtin_templates; t++)
		for (int i = 0; i < builtin_templates[t].n_steps; i++) {
			const struct plan_step *step = &builtin_templates[t].step[i];

			if (step->clocks && str_same(step->what, what))
				return clock_in(store, step->clocks);
		}
	return NULL;
}

struct id plan_put_step(struct change *change, const char *person, const char *plan, const struct plan_step *from,
	struct date target_day, int position)
{
	struct id id = { { 0 } };
	struct change_item *step = change_create(change, register_kind("step"), &id);
	char target[11], place[16];

	date_text(target_day, target);
	snprintf(place, sizeof(place), "%d", position);
	rule_put(step, "person", person);
	rule_put(step, "plan", plan);
	rule_put(step, "stage", from->stage);
	rule_put(step, "what", from->what);
	rule_put(step, "who", from->who);
	rule_put(step, "milestone", from->milestone);
	rule_put(step, "target", target);
	rule_put(step, "position", place);
	return id;
}

/* Where one comes after another, it says so: when that one moves, it moves along. */
void plan_put_after(struct change *change, struct id step, const struct plan_step *from, struct id earlier)
{
	struct change_item *item = change_find(change, step);
	char text[37];

	if (!item || !from->after || id_none(earlier))
		return;
	id_text(earlier, text);
	rule_put(item, "after", text);
	rule_put(item, "gap", from->gap);
}

enum status plan_review_days(struct store *store, int *days, struct err *err)
{
	char *text = NULL, *end;
	enum status st = setting_get(store, SETTING_PLAN_REVIEW, &text, err);
	long n = text && *text ? strtol(text, &end, 10) : PLAN_REVIEW_DAYS;

	*days = n >= 0 && n <= REVIEW_MOST ? (int)n : PLAN_REVIEW_DAYS;
	free(text);
	return st;
}

enum status plan_review_set(struct store *store, const struct actor *actor, const char *days, struct err *err)
{
	size_t len = days ? strspn(days, "0123456789") : 0;

	if (!(actor->roles & (ROLE_ADMIN | ROLE_TEAM_LEAD)))
		return err_set(err, ST_DENIED, _("How often plans are looked at together is set by the administrator or a team lead. "
			"Nothing was changed."));
	if (days && (!len || days[len] || len > 3 || atoi(days) > REVIEW_MOST))
		return err_set(err, ST_INVALID, _("Please give a number of days, from 1 to %d; 0: reviews are planned by hand alone. "
			"Nothing was changed."), REVIEW_MOST);
	return setting_set(store, SETTING_PLAN_REVIEW, days, err);
}

/* A plan that begins is looked at together after the usual time; where that is over already nobody knows. */
static enum status first_review(struct change *change, const char *person, const char *plan, struct date start,
	struct err *err)
{
	int days;
	enum status st = plan_review_days(change_store(change), &days, err);

	if (st == ST_OK && days && date_between(clock_today(), date_add_days(start, days)) >= 0)
		review_plan(change, person, plan, date_add_days(start, days));
	return st;
}

static void put_steps(struct change *change, const struct plan_template *template, const char *person,
	const char *plan, struct date start)
{
	struct id *step = mem_array((size_t)template->n_steps, sizeof(*step));

	for (int i = 0; i < template->n_steps; i++) {
		const struct plan_step *from = &template->step[i];

		step[i] = plan_put_step(change, person, plan, from, date_add_days(start, from->days), (i + 1) * PLAN_SPACE);
		if (from->after)
			plan_put_after(change, step[i], from, step[from->after - 1]);
	}
	free(step);
}

enum status plan_add(struct change *change, struct id person, const char *template_name, struct date from,
	struct err *err)
{
	const struct plan_template *template;
	struct date start = from.year && from.day ? from : clock_today();
	char person_text[37], plan_text[37], started[11];
	struct id plan = { { 0 } };
	struct change_item *item;
	enum status st = plan_template_find(template_name, &template, err);

	if (st != ST_OK)
		return st;
	item = change_create(change, register_kind("plan"), &plan);
	id_text(person, person_text);
	id_text(plan, plan_text);
	date_text(start, started);
	rule_put(item, "person", person_text);
	rule_put(item, "template", template->label);
	rule_put(item, "started", started);
	put_steps(change, template, person_text, plan_text, start);
	st = first_review(change, person_text, plan_text, start, err);
	return st != ST_OK ? st : arrangements_add(change, person, start, err);
}

enum status plan_add_for(struct change *change, struct change_item *person, const char *template_name, struct err *err)
{
	const char *name = template_name ? template_name : plan_suggested(person);
	const struct plan_template *template = plan_template_named(name);
	const char *day = change_get(person, template && template->before_arrival && change_get(person, "expected") ?
		"expected" : "arrived");
	struct date from;

	if (!day || !date_parse(day, &from))
		from = clock_today();
	return plan_add(change, change_id_of(person), name, from, err);
}
