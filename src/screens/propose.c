/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What can be proposed to a person, from their file: one row an offer.  Each opens a
 * screen of its own; whoever may not change what it makes is not offered it.
 */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/age.h"
#include "register/restrict.h"
#include "screens/pick.h"
#include "screens/places.h"

static struct screen *new_record(struct app *app, const char *kind, struct id person)
{
	return edit_screen(app, register_kind(kind), (struct id){ { 0 } }, person);
}

static struct screen *group(struct app *app, struct id person)
{
	return groups_screen(app, person);
}

static struct screen *dossier(struct app *app, struct id person)
{
	return dossier_start_screen(app, person);
}

static struct screen *work(struct app *app, struct id person)
{
	return jobs_screen(app, person);
}

static struct screen *home(struct app *app, struct id person)
{
	return homes_screen(app, person);
}

/* By the request that waits, in a sealed file by its form; where there is none, it is written down first. */
static struct screen *mentor(struct app *app, struct id person)
{
	const struct kind *kind = register_kind("mentoring");
	struct list_query query = { .kind = kind, .n_filters = 2 };
	struct list_page page = { .record = NULL };
	struct err err = { .text = "" };
	struct screen *screen = NULL;
	char id[37];

	id_text(person, id);
	query.filter[0] = (struct filter){ kind_field(kind, "person"), FILTER_IS, id };
	query.filter[1] = (struct filter){ kind_field(kind, "state"), FILTER_IS, "asked" };
	if (read_list(app->store, app->actor, &query, NULL, false, 1, &page, &err) != ST_OK) {
		app_fail(app, &err);
		return NULL;
	}
	if (page.count > 0 && ranked_any(app, kind)) {
		screen = ranked_screen(app, kind, page.record[0]->id);
	} else if (page.count > 0) {
		screen = edit_screen(app, kind, page.record[0]->id, (struct id){ { 0 } });
		app_say(app, "%s", _("In a sealed file nobody is ranked: the mentor is chosen in the request’s form."));
	} else {
		screen = new_record(app, "mentoring", person);
		app_say(app, "%s", _("No request for a mentor is written down yet: this is its form."));
	}
	list_page_free(&page);
	return screen;
}

static struct screen *school_place(struct app *app, struct id person)
{
	return schools_screen(app, person);
}

static struct screen *tutor(struct app *app, struct id person)
{
	return new_record(app, "tutoring", person);
}

/* In the order of the stages. */
static const struct proposal {
	const char *kind;            /* what it makes: offered to those who may add such records */
	const char *label;
	struct screen *(*open)(struct app *app, struct id person);
} proposals[] = {
	{ "enrolment", N_("A group of a language course"), group },
	{ "credential", N_("A dossier for the recognition of a diploma"), dossier },
	{ "application", N_("Work"), work },
	{ "placement", N_("A home"), home },
	{ "school_place", N_("A place at a school"), school_place },
	{ "mentoring", N_("A mentor"), mentor },
	{ "tutoring", N_("Somebody who helps with learning"), tutor },
};

struct propose { struct app *app; struct id person; };

static void chosen(void *ctx, const char *kind)
{
	struct propose *p = ctx;

	for (size_t i = 0; i < ARRAY_LEN(proposals); i++)
		if (str_same(proposals[i].kind, kind))
			app_open_later(p->app, proposals[i].open(p->app, p->person));
	free(p);
}

bool propose_any(const struct app *app)
{
	for (size_t i = 0; i < ARRAY_LEN(proposals); i++)
		if (kind_changed_by(app->actor, register_kind(proposals[i].kind)))
			return true;
	return false;
}

/* Nothing is offered to whoever asked to be left alone. */
static bool is_restricted(struct app *app, struct id person)
{
	struct err err = { .text = "" };
	bool stands = false;

	if (restrict_stands(app->store, person, &stands, &err) != ST_OK)
		app_fail(app, &err);
	else if (stands)
		app_say(app, "%s", _("This file is restricted: nothing is proposed until the restriction is lifted."));
	else
		return false;
	return true;
}

/* Work is proposed to nobody who is too young for it without doubt. */
static bool too_young_to_work(struct app *app, struct id person)
{
	struct record *record;
	struct err err = { .text = "" };
	struct age age;

	if (read_brief(app->store, app->actor, register_kind("person"), person, &record, &err) != ST_OK)
		return false;
	age = age_on(record_get(record, "born"), clock_today());
	record_free(record);
	return age.known && age.most < AGE_WORK;
}

struct screen *propose_screen(struct app *app, struct id person)
{
	struct choice offer[ARRAY_LEN(proposals) + 1];
	struct pick_request ask = { .title = N_("Propose"), .choices = offer, .picked = chosen, .not_picked = free };
	struct propose *p;
	struct screen *screen;
	int n = 0;
	bool young;

	if (is_restricted(app, person))
		return NULL;
	young = too_young_to_work(app, person);
	for (size_t i = 0; i < ARRAY_LEN(proposals); i++)
		if (kind_changed_by(app->actor, register_kind(proposals[i].kind)) &&
			!(young && str_same(proposals[i].kind, "application")))
			offer[n++] = (struct choice){ proposals[i].kind, proposals[i].label };
	offer[n] = (struct choice){ NULL, NULL };
	p = mem_alloc(sizeof(*p));
	*p = (struct propose){ app, person };
	ask.ctx = p;
	screen = pick_screen(app, &ask);
	if (!screen)
		free(p);
	return screen;
}
