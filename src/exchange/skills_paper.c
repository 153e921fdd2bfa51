/* SPDX-License-Identifier: EUPL-1.2 */
/* What a person can show of what they have learned and done. */
#include "exchange/skills_paper.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/papertext.h"
#include "store/acts.h"

static void head(const struct skill_profile *profile, const char *municipality, struct str *out)
{
	struct str name = STR_INIT, day = STR_INIT;

	record_title(&name, profile->person);
	date_show(&day, clock_today());
	str_addf(out, "%s\n", _("Skills profile"));
	paper_paragraph(out, str_get(&name));
	if (str_empty(municipality))
		str_addf(out, "%s\n", str_get(&day));
	else
		/* TRANSLATORS: a municipality, a day */
		str_addf(out, _("%s, %s\n"), municipality, str_get(&day));
	paper_rule(out);
	str_wipe(&name);
	str_free(&day);
}

static void part_text(const struct skill_profile *profile, enum skill_part part, struct str *out)
{
	if (profile->count[part] == 0)
		return;
	str_addf(out, "\n%s\n", skill_part_label(part));
	for (int i = 0; i < profile->count[part]; i++) {
		struct str name = STR_INIT, more = STR_INIT;

		skill_words(&name, &more, profile->record[part][i]);
		str_add(out, "  ");
		paper_wrapped(out, str_get(&name), 2);
		if (more.len) {
			str_add(out, "    ");
			paper_wrapped(out, str_get(&more), 4);
		}
		str_wipe(&name);
		str_wipe(&more);
	}
}

void skills_paper(const struct skill_profile *profile, const char *municipality, struct str *out)
{
	int all = 0;

	head(profile, municipality, out);
	for (int part = 0; part < SKILL_PARTS; part++) {
		all += profile->count[part];
		part_text(profile, (enum skill_part)part, out);
	}
	if (all == 0)
		paper_paragraph(out, _("Nothing is recorded yet of what the person has learned, done or can do."));
	str_addc(out, '\n');
	paper_rule(out);
	paper_paragraph(out, _("This paper was made together with the person whose name it bears, and belongs to them. It says "
		"how each thing was shown; an own statement counts as one."));
}

json_t *skills_json(const struct skill_profile *profile)
{
	json_t *out = json_object();

	for (int part = 0; part < SKILL_PARTS; part++) {
		json_t *list = json_array();

		for (int i = 0; i < profile->count[part]; i++) {
			struct str name = STR_INIT, more = STR_INIT;
			char id[37];

			id_text(profile->record[part][i]->id, id);
			skill_words(&name, &more, profile->record[part][i]);
			json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "id", id, "name", str_get(&name), "more",
				str_get(&more)));
			str_wipe(&name);
			str_wipe(&more);
		}
		json_object_set_new(out, skill_part_kind((enum skill_part)part), list);
	}
	return out;
}

enum status skills_note(struct store *store, const struct actor *actor, const struct skill_profile *profile,
	struct err *err)
{
	struct act_by by = actor_by(actor);

	return act_note(store, &by, "export", profile->person->id, "{\"paper\":\"skills\",\"records\":1,\"sealed\":false}", err);
}

enum status skills_write(struct store *store, const struct actor *actor, const struct skill_profile *profile,
	const char *path, struct err *err)
{
	struct str text = STR_INIT;
	char *municipality = NULL;
	enum status st = setting_get(store, SETTING_MUNICIPALITY, &municipality, err);

	if (st == ST_OK) {
		skills_paper(profile, municipality, &text);
		st = paper_write(path, str_get(&text), err);
	}
	if (st == ST_OK)
		st = skills_note(store, actor, profile, err);
	str_wipe(&text);
	free(municipality);
	return st;
}
