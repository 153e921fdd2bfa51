/* SPDX-License-Identifier: EUPL-1.2 */
/* The script tells Arabic and Ukrainian. */
#include "register/tongue.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static const struct { const char *language; enum word_script script; } tongues[] = {
	{ "en", SCRIPT_LATIN }, { "de", SCRIPT_LATIN }, { "fr", SCRIPT_LATIN }, { "nl", SCRIPT_LATIN }, { "es", SCRIPT_LATIN },
	{ "tr", SCRIPT_LATIN }, { "ar", SCRIPT_ARABIC }, { "uk", SCRIPT_CYRILLIC },
};

static enum word_script script_of(const char *language)
{
	for (size_t i = 0; i < ARRAY_LEN(tongues); i++)
		if (str_same(tongues[i].language, language))
			return tongues[i].script;
	return SCRIPT_OTHER;
}

static bool has_script(const struct words *w, enum word_script script)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->word[i].script == script)
			return true;
	return false;
}

size_t tongue_guess(const char *text, const struct words *words, const char *told, struct lexicon_speech out[TONGUE_RANGES])
{
	size_t n = 0, len = strlen(text);

	if (told)
		out[n++] = (struct lexicon_speech){ told, 0, len };
	if (told && script_of(told) == SCRIPT_OTHER)
		return n;
	for (size_t i = 0; i < ARRAY_LEN(tongues); i++)
		if (tongues[i].script == SCRIPT_LATIN ? !told || (script_of(told) != SCRIPT_LATIN && has_script(words, SCRIPT_LATIN)) :
			script_of(told) != tongues[i].script && has_script(words, tongues[i].script))
			out[n++] = (struct lexicon_speech){ tongues[i].language, 0, len };
	return n;
}
