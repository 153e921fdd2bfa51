/* SPDX-License-Identifier: EUPL-1.2 */
/* What a person can show of what they have learned and done. */
#include "exchange/skills_paper.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "store/acts.h"

static void head(const struct skill_profile *profile, const char *municipality, struct sheet *sheet)
{
	struct str name = STR_INIT, day = STR_INIT, place = STR_INIT;

	record_title(&name, profile->person);
	date_show(&day, clock_today());
	if (!str_empty(municipality))
		/* TRANSLATORS: a municipality, a day */
		str_addf(&place, _("%s, %s"), municipality, str_get(&day));
	sheet_heading(sheet, 1, str_get(&name));
	sheet_text(sheet, place.len ? str_get(&place) : str_get(&day));
	str_wipe(&name);
	str_free(&day);
	str_free(&place);
}

static void part_items(const struct skill_profile *profile, enum skill_part part, struct sheet *sheet)
{
	if (profile->count[part] == 0)
		return;
	sheet_heading(sheet, 2, skill_part_label(part));
	for (int i = 0; i < profile->count[part]; i++) {
		struct str name = STR_INIT, more = STR_INIT;

		skill_words(&name, &more, profile->record[part][i]);
		if (more.len)
			str_addf(&name, "\n%s", str_get(&more));
		sheet_item(sheet, str_get(&name));
		str_wipe(&name);
		str_wipe(&more);
	}
}

struct sheet *skills_paper(const struct skill_profile *profile, const char *municipality)
{
	struct sheet *sheet = sheet_new(_("Skills profile"));
	int all = 0;

	head(profile, municipality, sheet);
	for (int part = 0; part < SKILL_PARTS; part++) {
		all += profile->count[part];
		part_items(profile, (enum skill_part)part, sheet);
	}
	if (all == 0)
		sheet_text(sheet, _("Nothing is recorded yet of what the person has learned, done or can do."));
	sheet_rule(sheet);
	sheet_note(sheet, _("This paper was made together with the person whose name it bears, and belongs to them. It says "
		"how each thing was shown; an own statement counts as one."));
	return sheet;
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

enum status skills_note(struct store *store, const struct actor *actor, struct id person, struct err *err)
{
	struct act_by by = actor_by(actor);

	return act_note(store, &by, "export", person, "{\"paper\":\"skills\",\"records\":1,\"sealed\":false}", err);
}
