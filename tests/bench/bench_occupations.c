/* SPDX-License-Identifier: EUPL-1.2 */
/* Occupations looked for while they are typed, over all titles of all languages; nothing of the town's file is read. */
#include "config.h"

#include "bench.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "register/occupation.h"
#include "register/occupation_search.h"

enum { SHOWN = 40, LONGEST = 40, EVERY = 12 };

/* What stands on the line after each key: "m", "mi", "mid" ...; of a long title its first letters. */
static void type(struct samples *all, const char *title, const char *language)
{
	size_t len = strlen(title) < LONGEST ? strlen(title) : text_prev(title, strlen(title), LONGEST);
	struct occupation_hit hits[SHOWN];
	struct err err;
	int n;

	for (size_t at = 0; at < len;) {
		char *typed;
		int64_t t;

		at = text_next(title, len, at);
		typed = mem_strn(title, at);
		t = bench_ns();
		if (occupation_search(typed, language, hits, SHOWN, &n, &err) != ST_OK)
			bench_die("occupations", err.text);
		samples_add(all, (double)(bench_ns() - t) / 1e6);
		free(typed);
	}
}

void bench_occupations(const struct bench *bench)
{
	static const char *const languages[] = { "en", "fr", "de", "nl", "es", "uk" };
	struct samples all = { 0 };
	size_t count;
	const struct occupation *group = occupation_all(&count);

	(void)bench;
	for (size_t i = 0; i < count; i += EVERY)
		for (size_t l = 0; l < ARRAY_LEN(languages); l++)
			type(&all, group[i].title[l < 5 ? l : 0], languages[l]);
	bench_row("an occupation, first time (the file is mapped)", "ms", all.v[0], 0, AIM_NONE, 0);
	bench_row("an occupation, as it is typed, median", "ms", samples_at(&all, 50), 0, AIM_NONE, 0);
	bench_row("an occupation, as it is typed, 99th percentile", "ms", samples_at(&all, 99), 0, AIM_AT_MOST, 16);
	bench_row("an occupation, as it is typed, longest", "ms", samples_at(&all, 100), 0, AIM_NONE, 0);
	samples_free(&all);
}
