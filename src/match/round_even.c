/* SPDX-License-Identifier: EUPL-1.2 */
/* What caps did in a round of homes, and how evenly people live before and after it, in words. */
#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/round.h"
#include "register/read.h"

struct cap_told { struct id neighbourhood; int most, without, named, counted; };

static void cap_words(struct store *store, const struct actor *actor, const struct cap_told *cap, struct str *out)
{
	struct str name = STR_INIT;

	if (read_title(store, actor, register_kind("neighbourhood"), cap->neighbourhood, &name, NULL) != ST_OK)
		str_add(&name, "…");
	/* TRANSLATORS: a neighbourhood; numbers of homes */
	str_addf(out, _("%s, cap %d. Homes that would go there without it: %d. Homes that go to households that named it, which "
		"count nothing: %d; to others: %d."), str_get(&name), cap->most, cap->without, cap->named, cap->counted);
	str_addc(out, '\n');
	if (cap->without > cap->named + cap->counted) {
		/* TRANSLATORS: a number of homes; a neighbourhood */
		str_addf(out, ngettext("Its cap leaves %d home fewer to be given: whoever names %s is not kept from it, and the council may end "
			"the cap.", "Its cap leaves %d homes fewer to be given: whoever names %s is not kept from them, and the council may end "
			"the cap.", (unsigned long)(cap->without - cap->named - cap->counted)), cap->without - cap->named - cap->counted,
			str_get(&name));
		str_addc(out, '\n');
	}
	str_free(&name);
}

enum status round_evenness(struct store *store, const struct actor *actor, const struct round *round, struct str *out,
	struct err *err)
{
	(void)err;
	if (round->ask.what != MATCH_HOMES)
		return ST_OK;
	for (int i = 0; i < round->caps.count; i++) {
		const struct cap_told cap = { round->caps.neighbourhood[i], round->caps.most[i], round->solved.free[i],
			round->solved.wished[i], round->solved.counted[i] };

		cap_words(store, actor, &cap, out);
	}
	match_mix_words(out, &round->mix);
	return ST_OK;
}

json_t *round_caps_json(const struct round *round)
{
	json_t *out = json_array();
	char cap[37], neighbourhood[37];

	for (int i = 0; i < round->caps.count; i++) {
		id_text(round->caps.cap[i], cap);
		id_text(round->caps.neighbourhood[i], neighbourhood);
		json_array_append_new(out, json_pack("{s:s, s:s, s:i, s:i, s:i, s:i}", "cap", cap, "neighbourhood", neighbourhood, "most",
			round->caps.most[i], "without", round->solved.free[i], "named", round->solved.wished[i], "counted",
			round->solved.counted[i]));
	}
	return out;
}

static int number_of(const json_t *json, const char *key)
{
	return (int)json_integer_value(json_object_get(json, key));
}

enum status round_evenness_of(struct store *store, const struct actor *actor, struct id round, struct str *out,
	struct err *err)
{
	struct record *record;
	struct match_mix mix;
	json_t *json, *one;
	size_t i;
	enum status st = read_brief(store, actor, register_kind("round"), round, &record, err);

	if (st != ST_OK)
		return st;
	json = record_get(record, "proof") ? json_loads(record_get(record, "proof"), 0, NULL) : NULL;
	json_array_foreach(json_object_get(json, "caps"), i, one) {
		const char *id = json_string_value(json_object_get(one, "neighbourhood"));
		struct cap_told cap = { { { 0 } }, number_of(one, "most"), number_of(one, "without"), number_of(one, "named"),
			number_of(one, "counted") };

		if (id && id_parse(id, &cap.neighbourhood))
			cap_words(store, actor, &cap, out);
	}
	if (match_mix_of_json(json_object_get(json, "mix"), &mix))
		match_mix_words(out, &mix);
	json_decref(json);
	record_free(record);
	return ST_OK;
}
