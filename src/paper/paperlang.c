/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns which languages papers are in. */
#include "paper/paperlang.h"

#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"

/* Codes under which a language of a catalogue is recorded: ISO 639-2 and -3, and those close enough to be read. */
static const struct { const char *code, *catalogue; } same[] = {
	{ "prs", "fa" }, { "fas", "fa" }, { "per", "fa" }, { "pes", "fa" },
	{ "ara", "ar" }, { "arb", "ar" }, { "deu", "de" }, { "ger", "de" }, { "eng", "en" }, { "fra", "fr" }, { "fre", "fr" },
	{ "spa", "es" }, { "tur", "tr" }, { "nld", "nl" }, { "dut", "nl" }, { "ukr", "uk" }, { "rus", "ru" }, { "tir", "ti" },
};

static const char *listed(const char *code)
{
	size_t n;
	const char *const *all = msg_paper_languages(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i], code) == 0)
			return all[i];
	return NULL;
}

const char *paper_language(const char *code)
{
	const char *found = listed(code);

	for (size_t i = 0; !found && i < ARRAY_LEN(same); i++)
		if (strcmp(same[i].code, code) == 0)
			found = listed(same[i].catalogue);
	return found;
}

/* Whoever hands a paper to somebody who speaks Dari looks for that name. */
static void name_here(struct str *out, const char *code)
{
	struct str name = STR_INIT, dari = STR_INIT;

	text_language_name(&name, code);
	text_language_name(&dari, "prs");
	if (strcmp(code, "fa") == 0)
		/* TRANSLATORS: two names */
		str_addf(out, _("%s, %s"), str_get(&name), str_get(&dari));
	else
		str_add(out, str_get(&name));
	str_free(&name);
	str_free(&dari);
}

void paper_language_show(struct str *out, const char *code)
{
	struct str own = STR_INIT, here = STR_INIT;

	name_here(&here, code);
	if (msg_speak(code)) {
		text_language_name(&own, code);
		msg_speak_end();
	}
	if (!own.len || str_same(str_get(&own), str_get(&here)))
		str_add(out, str_get(&here));
	else
		/* TRANSLATORS: a language's own name, and its name in this language */
		str_addf(out, _("%s (%s)"), str_get(&own), str_get(&here));
	str_free(&own);
	str_free(&here);
}

void paper_language_note(struct sheet *sheet, const char *binding)
{
	struct str name = STR_INIT, text = STR_INIT;

	text_language_name(&name, binding);
	/* TRANSLATORS: the language of the town's own text, in which a paper is binding */
	str_addf(&text, P_("This is a translation to help you. The text in this language is the one that counts: %s."),
		str_get(&name));
	sheet_note(sheet, str_get(&text));
	if (!msg_paper_reviewed())
		sheet_note(sheet, P_("No native speaker has checked this translation yet. If something is not clear, please ask us."));
	str_free(&name);
	str_free(&text);
}
