/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns what a skills profile holds of each kind of record. */
#include "cases/skillprofile.h"

#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

static const struct { const char *kind, *label, *sort, *fields[9]; } parts[SKILL_PARTS] = {
	[SKILL_LEARNED] = { "education", N_("What I have learned"), "until",
		{ "title", "level", "field", "school", "learned_in", "from", "until", "finished" } },
	[SKILL_DONE] = { "experience", N_("What I have done"), "until",
		{ "what", "occupation", "employer", "worked_in", "from", "until", "shown" } },
	[SKILL_CAN] = { "skill", N_("What I can do"), "day", { "what", "occupation", "level", "shown", "day", "proof" } },
	[SKILL_RECOGNISED] = { "credential", N_("What is recognised here"), "submitted",
		{ "title", "route", "authority", "state", "decided", "outcome" } },
	[SKILL_TRAINING] = { "training", N_("Training here"), "from", { "what", "provider", "hours", "from", "until", "state" } },
	[SKILL_LANGUAGES] = { "speaks", N_("Languages I speak"), NULL, { "language", "level" } },
};

const char *skill_part_kind(enum skill_part part)
{
	return parts[part].kind;
}

const char *skill_part_label(enum skill_part part)
{
	return _(parts[part].label);
}

/* Of dossiers what can be shown to somebody; of training what took place. */
static bool belongs(enum skill_part part, const struct record *record)
{
	static const char *const shown[] = { "submitted", "complete", "recognised", "partly", "stated", "appealed" };
	static const char *const taken[] = { "under_way", "finished" };
	const char *state = record_get(record, "state");

	for (size_t i = 0; part == SKILL_RECOGNISED && i < ARRAY_LEN(shown); i++)
		if (str_same(state, shown[i]))
			return true;
	for (size_t i = 0; part == SKILL_TRAINING && i < ARRAY_LEN(taken); i++)
		if (str_same(state, taken[i]))
			return true;
	return part != SKILL_RECOGNISED && part != SKILL_TRAINING;
}

static enum status gather_part(struct store *store, const struct actor *actor, const char *person, enum skill_part part,
	struct skill_profile *out, struct err *err)
{
	const struct kind *kind = register_kind(parts[part].kind);
	struct list_query query = { .kind = kind, .sort = parts[part].sort ? kind_field(kind, parts[part].sort) : NULL,
		.descending = parts[part].sort != NULL, .n_filters = 1 };
	struct list_page page;
	enum status st;

	query.filter[0] = (struct filter){ kind_field(kind, "person"), FILTER_IS, person };
	if (!kind_seen(actor, kind))
		return ST_OK;
	st = read_list(store, actor, &query, NULL, false, SKILLS_MOST, &page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < page.count; i++) {
		if (!belongs(part, page.record[i]))
			continue;
		out->record[part][out->count[part]++] = page.record[i];
		page.record[i] = NULL;
	}
	list_page_free(&page);
	return ST_OK;
}

enum status skill_profile_gather(struct store *store, const struct actor *actor, struct id person,
	struct skill_profile *out, struct err *err)
{
	char text[37];
	enum status st;

	memset(out, 0, sizeof(*out));
	id_text(person, text);
	st = read_record(store, actor, register_kind("person"), person, &out->person, err);
	for (int part = 0; st == ST_OK && part < SKILL_PARTS; part++)
		st = gather_part(store, actor, text, (enum skill_part)part, out, err);
	if (st != ST_OK)
		skill_profile_clear(out);
	return st;
}

void skill_profile_clear(struct skill_profile *profile)
{
	record_free(profile->person);
	for (int part = 0; part < SKILL_PARTS; part++)
		for (int i = 0; i < profile->count[part]; i++)
			record_free(profile->record[part][i]);
	memset(profile, 0, sizeof(*profile));
}

/* "2011 to 2021": two days that belong together. */
static void add_span(struct str *out, const struct record *record)
{
	const char *from = record_get(record, "from"), *until = record_get(record, "until");
	struct str first = STR_INIT, last = STR_INIT;

	field_show(&first, kind_field(record->kind, "from"), from);
	if (until)
		field_show(&last, kind_field(record->kind, "until"), until);
	if (until)
		/* TRANSLATORS: the first and the last day of work or training */
		str_addf(out, _("%s to %s"), str_get(&first), str_get(&last));
	else
		/* TRANSLATORS: the first day of work or training that goes on */
		str_addf(out, _("since %s"), str_get(&first));
	str_free(&first);
	str_free(&last);
}

void skill_words(struct str *name, struct str *more, const struct record *record)
{
	const char *const *fields = NULL;

	for (int part = 0; part < SKILL_PARTS; part++)
		if (str_same(parts[part].kind, record->kind->name))
			fields = parts[part].fields;
	for (int i = 0; fields && fields[i]; i++) {
		const char *value = record_get(record, fields[i]);
		struct str *out = i ? more : name;

		if (!value || (str_same(fields[i], "until") && record_get(record, "from")))
			continue;
		if (out->len)
			str_add(out, msg_comma());
		if (str_same(fields[i], "from"))
			add_span(out, record);
		else
			field_show(out, kind_field(record->kind, fields[i]), value);
	}
}
