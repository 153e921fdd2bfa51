/* SPDX-License-Identifier: EUPL-1.2 */
/* Verdicts, by the lexicons and the languages that a text can be in; the patterns of a language are read at its first use. */
#include "register/gate.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "register/pattern.h"
#include "register/clean.h"
#include "register/tables.h"
#include "register/tongue.h"

enum { PROFILES = 32 };      /* room for the lexicons of so many */

/* All words; what a profile has a place for is refused under all others and let through under that one. */
static struct lexicon *make_lexicon(const char *profile)
{
	size_t n = (size_t)n_builtin_words;
	struct lexicon_words *words = mem_array(n + (size_t)n_profile_words, sizeof(*words));
	struct lexicon *made;

	memcpy(words, builtin_words, n * sizeof(*words));
	for (int i = 0; i < n_profile_words; i++) {
		const struct lexicon_words *w = &profile_words[i].words;

		if (!str_same(profile_words[i].profile, profile))
			words[n++] = (struct lexicon_words){ NULL, w->ground, w->refuse, NULL };
		else
			words[n++] = (struct lexicon_words){ NULL, w->ground, NULL, w->refuse };
	}
	/* The words are borrowed for the lexicon's life, which is the program's. */
	made = lexicon_new(words, n, builtin_terms, (size_t)n_builtin_terms);
	lexicon_spell(made, builtin_spellings, (size_t)n_builtin_spellings);
	return made;
}

static const struct lexicon *lexicon(const char *profile)
{
	static struct lexicon *made[PROFILES];
	int n = 0;

	for (int i = 1; i < n_builtin_profiles && i < PROFILES; i++)
		if (str_same(builtin_profiles[i].key, profile))
			n = i;
	if (!made[n])
		made[n] = make_lexicon(n ? profile : NULL);
	return made[n];
}

const struct gate_ground *gate_ground_named(const char *key)
{
	for (int i = 0; i < n_builtin_grounds; i++)
		if (str_same(builtin_grounds[i].key, key))
			return &builtin_grounds[i];
	return NULL;
}

static const struct gate_ground *ground_of(const char *key)
{
	const struct gate_ground *ground = gate_ground_named(key);

	if (!ground)
		BUG("a ground that is not declared");
	return ground;
}

const struct gate_ground *gate_ground(int n)
{
	for (int i = 0; n >= 0 && i < n_builtin_grounds; i++)
		if (!builtin_grounds[i].recorded && n-- == 0)
			return &builtin_grounds[i];
	return NULL;
}

/* The profile whose words these are; NULL: words of all. */
static const char *profile_of(const struct lexicon_words *words)
{
	for (int i = 0; i < n_profile_words; i++)
		if (words->refuse == profile_words[i].words.refuse)
			return profile_words[i].profile;
	return NULL;
}

static struct lexicon_hit judge_words(const struct lexicon *by, const char *text, const char *lang)
{
	struct lexicon_speech speech[TONGUE_RANGES];
	struct lexicon_hit hit;
	struct words words;

	words_cut(&words, text);
	if (!lang)
		tongue_mark(&words);
	hit = lexicon_judge_words(by, &words, speech, tongue_guess(text, &words, lang, speech));
	words_clear(&words);
	return hit;
}

struct gate_verdict gate_judge_in(const char *profile, const char *text, const char *lang)
{
	struct gate_verdict v = { 0 };
	struct lexicon_hit hit = { 0 };
	const struct gate_ground *g;

	if (text)
		hit = judge_words(lexicon(profile), text, lang);
	if (!hit.words)
		return v;
	g = ground_of(hit.words->ground);
	v = (struct gate_verdict){ true, g->key, g->title, g->source, g->instead, profile_of(hit.words), hit.from, hit.to,
		hit.by->text, hit.by->len };
	if (v.profile)
		v.instead = N_("Where a law asks for it, choose that country’s profile: numbers, duties and what other bodies hold "
			"have a place of their own there.");
	return v;
}

bool gate_refused_twice(const char *text, const char *lang)
{
	struct lexicon_speech speech[TONGUE_RANGES];
	const struct lexicon *by = lexicon(NULL);
	struct lexicon_hit hit;
	struct words words;
	size_t n;

	words_cut(&words, text);
	if (!lang)
		tongue_mark(&words);
	n = tongue_guess(text, &words, lang, speech);
	hit = lexicon_judge_words(by, &words, speech, n);
	if (hit.words)
		hit = lexicon_judge_without(by, &words, speech, n, hit.by);
	words_clear(&words);
	return hit.words != NULL;
}

struct gate_verdict gate_judge(const char *text, const char *lang)
{
	return gate_judge_in(NULL, text, lang);
}

static const char *under = "neutral";

void gate_under(const char *profile)
{
	under = "neutral";
	for (int i = 0; i < n_builtin_profiles; i++)
		if (str_same(builtin_profiles[i].key, profile))
			under = builtin_profiles[i].key;
}

struct gate_verdict gate_judge_free(const char *text)
{
	return gate_judge_in(under, text, NULL);
}

bool gate_gentle(struct str *out, const char *text)
{
	struct gate_verdict v = gate_judge_free(text);
	struct str words = STR_INIT;

	if (!v.refused)
		return false;
	free(clean_text(text, &words));
	/* TRANSLATORS: 1: words of a note in quotation marks, 2: what is never recorded, like "religion or belief" */
	str_addf(out, _("%s: is this about %s? That is never recorded: write what is needed, and not why."),
		str_get(&words), _(v.title));
	str_free(&words);
	if (v.instead)
		str_addf(out, " %s", _(v.instead));
	return true;
}
