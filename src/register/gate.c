/* SPDX-License-Identifier: EUPL-1.2 */
/* The lexicons are read from their tables at first use; some hundred patterns, under a millisecond. */
#include "register/gate.h"

#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "register/tables.h"

static const struct lexicon *lexicon(void)
{
	static struct lexicon *all;
	struct err err;

	if (!all && lexicon_new(&all, builtin_words, (size_t)n_builtin_words, &err) != ST_OK)
		BUG("a pattern that the build let through");
	return all;
}

static const struct gate_ground *ground_of(const char *key)
{
	for (int i = 0; i < n_builtin_grounds; i++)
		if (str_same(builtin_grounds[i].key, key))
			return &builtin_grounds[i];
	BUG("a ground that is not declared");
}

const struct gate_ground *gate_ground(int n)
{
	return n >= 0 && n < n_builtin_grounds ? &builtin_grounds[n] : NULL;
}

struct gate_verdict gate_judge(const char *text, const char *lang)
{
	struct gate_verdict v = { 0 };
	struct lexicon_hit hit = { 0 };
	const struct gate_ground *g;

	if (text)
		hit = lexicon_judge(lexicon(), text, lang);
	if (!hit.words)
		return v;
	g = ground_of(hit.words->ground);
	return (struct gate_verdict){ true, g->key, g->title, g->source, g->instead, hit.from, hit.to };
}

bool gate_gentle(struct str *out, const char *text)
{
	struct gate_verdict v = gate_judge(text, NULL);

	if (!v.refused)
		return false;
	/* TRANSLATORS: %s is what is never recorded, like "religion or belief" */
	str_addf(out, _("Is this about %s? That is never recorded: write what is needed, and not why."), _(v.title));
	if (v.instead)
		str_addf(out, " %s", _(v.instead));
	return true;
}
