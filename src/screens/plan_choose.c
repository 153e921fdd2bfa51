/* SPDX-License-Identifier: EUPL-1.2 */
/* What is chosen from a list on the plan's screen: a promise that the template offers, a template, a version to read. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "screens/bidi.h"
#include "screens/pick.h"
#include "screens/plan_own.h"

struct pair { const char *field, *value; };

static enum status new_entry(struct plan_screen *p, const char *kind, const struct pair *pair, int n, struct id *id,
	struct err *err)
{
	struct change *change = plan_begin(p);
	struct change_item *item;
	char person[37], plan[37];
	enum status st;

	*id = (struct id){ { 0 } };
	item = change_create(change, register_kind(kind), id);
	id_text(p->person, person);
	id_text(p->view.plan->id, plan);
	st = change_set(item, "person", person, err);
	if (st == ST_OK)
		st = change_set(item, "plan", plan, err);
	for (int i = 0; i < n && st == ST_OK; i++)
		st = change_set(item, pair[i].field, pair[i].value, err);
	if (st == ST_OK)
		st = plan_commit(p, change, _(register_kind(kind)->label), err);
	if (st == ST_OK)
		vlist_go(p->list, *id);
	change_free(change);
	return st;
}

static void forget_words(struct plan_screen *p)
{
	for (int i = 0; i < p->n_words; i++)
		free(p->words[i]);
	p->n_words = 0;
}

/* The n-th of what is offered; its words may be made for it. */
static void offer(struct plan_screen *p, int n, const char *key, char *words)
{
	if (p->n_words < PLAN_CHOICES)
		p->words[p->n_words++] = words;
	p->offer[n] = (struct choice){ key, words };
	p->offer[n + 1] = (struct choice){ NULL, NULL };
}

static const struct plan_template *template_of(const struct plan_screen *p)
{
	const char *name = p->view.plan ? record_get(p->view.plan, "template") : NULL;
	const struct plan_template *template = name ? plan_template_named(name) : NULL;

	return template ? template : plan_template_named(NULL);
}

static bool is_promised(const struct plan_screen *p, const char *what)
{
	for (int i = 0; i < p->view.commitment.count; i++)
		if (str_same(record_get(p->view.commitment.record[i], "what"), what))
			return true;
	return false;
}

static void promise_picked(void *ctx, const char *what)
{
	struct plan_screen *p = ctx;
	const struct plan_template *template = template_of(p);
	struct err err = { .text = "" };
	struct id id;

	if (!*what) {
		app_open_later(p->screen.app, plan_form(p, "commitment", NULL, 0));
		return;
	}
	for (int i = 0; i < template->n_promises; i++) {
		const struct pair pair[] = { { "what", what }, { "who", template->promise[i].who } };

		if (str_same(template->promise[i].what, what))
			plan_stay(p, new_entry(p, "commitment", pair, 2, &id, &err), &err);
	}
}

/* What the template offers and nobody promised yet, or words of one's own. */
static struct screen *offer_promises(void *ctx)
{
	struct plan_screen *p = ctx;
	const struct plan_template *template = template_of(p);
	const struct field *who = kind_field(register_kind("commitment"), "who");
	struct pick_request ask = { .title = N_("Who promises what?"), .choices = p->offer, .picked = promise_picked,
		.anew = offer_promises, .ctx = p };
	int n = 0;

	forget_words(p);
	offer(p, n++, "", mem_str(_("In words of one's own")));
	for (int i = 0; i < template->n_promises && n < PLAN_CHOICES; i++) {
		const struct plan_promise *promise = &template->promise[i];
		struct str words = STR_INIT;

		if (is_promised(p, promise->what))
			continue;
		bidi_part(&words, term_separator(), choice_label(who, field_choice(who, promise->who)));
		bidi_part(&words, term_separator(), _(promise->what));
		offer(p, n++, promise->what, str_take(&words));
	}
	return pick_screen(p->screen.app, &ask);
}

struct next plan_act_promise(struct plan_screen *p)
{
	return next_open(offer_promises(p));
}

/* ---- templates and versions ---- */

static void new_plan(struct plan_screen *p, const char *template)
{
	struct change *change = plan_begin(p);
	struct record *person = NULL;
	struct date from = clock_today();
	struct err err = { .text = "" };
	enum status st = read_brief(p->screen.app->store, p->screen.app->actor, register_kind("person"), p->person, &person, &err);

	/* Whoever came long ago begins today. */
	if (st == ST_OK && record_get(person, "arrived") && date_parse(record_get(person, "arrived"), &from)
		&& date_between(from, clock_today()) > PLAN_RECENT)
		from = clock_today();
	if (st == ST_OK)
		st = plan_add(change, p->person, template, from, &err);
	if (st == ST_OK)
		st = plan_commit(p, change, _(plan_template_named(template)->label), &err);
	change_free(change);
	record_free(person);
	plan_stay(p, st, &err);
}

static void template_picked(void *ctx, const char *name)
{
	struct plan_screen *p = ctx;

	if (p->view.plan && str_same(record_get(p->view.plan, "state"), "active"))
		app_open_later(p->screen.app, plan_preview_screen(p->screen.app, p->view.plan->id, name));
	else
		new_plan(p, name);
}

static struct screen *offer_templates(void *ctx)
{
	struct plan_screen *p = ctx;
	struct pick_request ask = { .title = N_("Which plan?"), .choices = p->offer, .picked = template_picked,
		.anew = offer_templates, .ctx = p, .now = template_of(p)->name };
	int n;
	const struct plan_template *all = plan_templates(&n);

	forget_words(p);
	for (int i = 0; i < n && i < PLAN_CHOICES; i++) {
		struct str words = STR_INIT;

		bidi_part(&words, term_separator(), _(all[i].label));
		bidi_part(&words, term_separator(), _(all[i].purpose));
		offer(p, i, all[i].name, str_take(&words));
	}
	return pick_screen(p->screen.app, &ask);
}

struct next plan_act_template(struct plan_screen *p)
{
	return next_open(offer_templates(p));
}

static void version_picked(void *ctx, const char *number)
{
	struct plan_screen *p = ctx;

	app_open_later(p->screen.app, plan_screen(p->screen.app, p->person, atoi(number)));
}

static char *version_words(const struct plan_version *v)
{
	struct str words = STR_INIT, day = STR_INIT;
	struct date date;
	int minute;
	char *number = mem_fmt(_("Version %d"), v->number);

	clock_local(v->from_ms, &date, &minute);
	date_show(&day, date);
	bidi_part(&words, term_separator(), number);
	bidi_part(&words, term_separator(), str_get(&day));
	bidi_part(&words, term_separator(), v->user);
	if (v->agreed)
		bidi_part(&words, term_separator(), _("explained or signed"));
	free(number);
	str_free(&day);
	return str_take(&words);
}

static struct screen *offer_versions(void *ctx)
{
	static char numbers[PLAN_CHOICES][8];
	struct plan_screen *p = ctx;
	struct pick_request ask = { .title = N_("Which version?"), .choices = p->offer, .picked = version_picked,
		.anew = offer_versions, .ctx = p };
	struct plan_version *all;
	struct err err = { .text = "" };
	int count, first;
	enum status st = plan_versions(p->screen.app->store, p->screen.app->actor, p->view.plan->id, &all, &count, &err);

	forget_words(p);
	first = count > PLAN_CHOICES ? count - PLAN_CHOICES : 0;
	for (int i = first; i < count && st == ST_OK; i++) {
		int n = count - 1 - i;             /* the newest first */

		snprintf(numbers[n], sizeof(numbers[n]), "%d", all[i].number);
		p->offer[n] = (struct choice){ numbers[n], p->words[n] = version_words(&all[i]) };
		p->n_words++;
	}
	p->offer[p->n_words] = (struct choice){ NULL, NULL };
	free(all);
	if (st != ST_OK)
		app_fail(p->screen.app, &err);
	return st == ST_OK && count ? pick_screen(p->screen.app, &ask) : NULL;
}

struct next plan_act_versions(struct plan_screen *p)
{
	return next_open(offer_versions(p));
}
