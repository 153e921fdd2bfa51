/* SPDX-License-Identifier: EUPL-1.2 */
/* The household in a person's file: who lives there as what, who did, and who stands in for a minor's parents. */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/age.h"
#include "cases/household.h"
#include "screens/person_own.h"

static void head(struct person *p, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	tab_row_add(p, &row, NULL);
}

static void part(struct str *out, const char *words)
{
	if (str_empty(words))
		return;
	if (out->len)
		str_add(out, term_separator());
	str_add(out, words);
}

static void dated(struct str *out, const char *format, const char *date)
{
	struct str day = STR_INIT;
	char *words;
	struct date d;

	if (!date || !date_parse(date, &d))
		return;
	date_show(&day, d);
	words = mem_fmt(format, str_get(&day));
	part(out, words);
	free(words);
	str_free(&day);
}

void member_words(struct str *out, const struct member *m)
{
	const struct field *role = kind_field(register_kind("membership"), "role");
	const struct choice *choice = field_choice(role, m->role);
	struct str age = STR_INIT;

	if (choice)
		part(out, choice_label(role, choice));
	age_words(&age, m->born, clock_today());
	part(out, str_get(&age));
	str_free(&age);
	if (m->until)
		/* TRANSLATORS: %s is a day, a month or a year: "until 4 May 2026" */
		dated(out, pgettext("day", "until %s"), m->until);
	else
		/* TRANSLATORS: %s is a day, a month or a year: "since 4 May 2026" */
		dated(out, pgettext("day", "since %s"), m->since);
	if (m->left)
		part(out, _("has moved away"));
}

static void member_row(struct person *p, const struct member *m)
{
	struct vrow row = { .id = m->person, .look = m->until ? LOOK_DIM : LOOK_NORMAL };
	struct str words = STR_INIT;

	row.cell[0] = mem_str(m->name);
	member_words(&words, m);
	row.cell[1] = str_take(&words);
	tab_row_add(p, &row, &(struct person_row){ p->kind, m->person, { { 0 } }, 0 });
}

static void household_row(struct person *p, const struct record *r)
{
	struct vrow row = { .id = r->id };
	struct str title = STR_INIT;

	record_title(&title, r);
	row.cell[0] = str_take(&title);
	row.cell[1] = mem_str(p->household.s);
	tab_row_add(p, &row, &(struct person_row){ r->kind, r->id, { { 0 } }, r->rev });
}

/* After the head moved out it is said which keys name another one. */
static bool lacks_head(const struct member *member, int n)
{
	int here = 0;

	for (int i = 0; i < n; i++) {
		if (member[i].until)
			continue;
		if (str_same(member[i].role, "head"))
			return false;
		here++;
	}
	return here > 1;
}

static enum status read_members(struct person *p, struct id household, struct err *err)
{
	struct app *app = p->screen.app;
	struct member *member;
	bool former = false;
	int n;
	enum status st = household_members(app->store, app->actor, household, true, &member, &n, err);

	if (st != ST_OK)
		return st;
	head(p, lacks_head(member, n) ? _("People · nobody is named as their head (v, then r)") : _(p->kind->plural));
	for (int i = 0; i < n; i++) {
		if (member[i].until && !former)
			head(p, _("Lived here before"));
		former = former || member[i].until;
		member_row(p, &member[i]);
	}
	members_free(member, n);
	return ST_OK;
}

enum status household_rows(struct person *p, struct err *err)
{
	const struct kind *kind = register_kind("household");
	const char *text = record_get(p->record, "household");
	struct record *record;
	struct id id;
	enum status st;

	if (!text || !id_parse(text, &id))
		return ST_OK;
	st = read_brief(p->screen.app->store, p->screen.app->actor, kind, id, &record, err);
	if (st != ST_OK)
		return st;
	head(p, _(kind->plural));
	household_row(p, record);
	record_free(record);
	if (!id_none(p->screen.app->actor->grant))
		return ST_OK;              /* the others' files are not open */
	return read_members(p, id, err);
}

/* ---- a minor ---- */

/* The youngest guardianship that is not over. */
static enum status read_guardian(const struct person *p, struct record **out)
{
	const struct kind *kind = register_kind("guardianship");
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "needed"), .descending = true, .n_filters = 1 };
	struct list_page page = { 0 };
	char person[37];
	enum status st;

	*out = NULL;
	id_text(p->id, person);
	query.filter[0] = (struct filter){ kind_field(kind, "person"), FILTER_IS, person };
	st = read_list(p->screen.app->store, p->screen.app->actor, &query, NULL, false, 8, &page, NULL);
	for (int i = 0; st == ST_OK && i < page.count && !*out; i++) {
		const char *state = record_get(page.record[i], "state");

		if (str_same(state, "ended") || str_same(state, "not_needed"))
			continue;
		*out = page.record[i];
		page.record[i] = NULL;
	}
	list_page_free(&page);
	return st;
}

void minor_words(const struct person *p, struct str *out)
{
	const char *born = record_get(p->record, "born"), *name;
	struct age age = age_on(born, clock_today());
	struct record *guardian;

	/* A year longer than they are minors: who has just come of age is told apart as well. */
	if (!age.known || age.least > AGE_ADULT)
		return;
	age_words(out, born, clock_today());
	if (age.least >= AGE_ADULT || read_guardian(p, &guardian) != ST_OK || !guardian)
		return;
	name = record_get(guardian, "name") ? record_get(guardian, "name") : record_get(guardian, "organisation");
	str_add(out, term_separator());
	if (str_same(record_get(guardian, "state"), "appointed") && name)
		/* TRANSLATORS: the guardian's name, behind a minor's age */
		str_addf(out, _("guardian %s"), name);
	else
		str_add(out, _("guardian to be appointed"));
	record_free(guardian);
}
