/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The table is made from schema/reference/isco08.csv at build, sorted by code.
 * Titles are folded and sorted at the first title that is looked up: once for
 * English, which files come in, and anew whenever the language was switched.
 */
#include "register/occupation.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "register/tables.h"

struct titled {
	char *folded;
	const struct occupation *occupation;
};
struct titles {
	int language;               /* into occupation.title; -1: not made yet */
	struct titled *titled;
};

static struct titles english = { -1, NULL }, chosen = { -1, NULL };

const struct occupation *occupation_all(size_t *count)
{
	*count = (size_t)n_builtin_occupations;
	return builtin_occupations;
}

static int by_code(const void *key, const void *row)
{
	return strcmp(key, ((const struct occupation *)row)->code);
}

const struct occupation *occupation_by_code(const char *code)
{
	return bsearch(code, builtin_occupations, (size_t)n_builtin_occupations, sizeof builtin_occupations[0], by_code);
}

/* 0, English, where the chosen language has no titles. */
static int language_now(void)
{
	for (int i = 0; i < OCCUPATION_LANGUAGES; i++)
		if (str_same(builtin_occupation_languages[i], msg_language()))
			return i;
	return 0;
}

const char *occupation_title(const struct occupation *occupation)
{
	const char *title = occupation->title[language_now()];

	return title ? title : occupation->title[0];
}

/* Of equal titles (a group and its only member) the wider group comes first. */
static int by_title(const void *a, const void *b)
{
	const struct titled *x = a, *y = b;
	int c = strcmp(x->folded, y->folded);

	return c ? c : strcmp(x->occupation->code, y->occupation->code);
}

static void titles_make(struct titles *titles, int language)
{
	size_t n = (size_t)n_builtin_occupations;

	if (titles->language == language)
		return;
	if (!titles->titled)
		titles->titled = mem_array(n, sizeof *titles->titled);
	for (size_t i = 0; i < n; i++) {
		struct str folded = STR_INIT;

		text_fold(&folded, builtin_occupations[i].title[language] ? builtin_occupations[i].title[language]
			: builtin_occupations[i].title[0]);
		free(titles->titled[i].folded);
		titles->titled[i] = (struct titled){ str_take(&folded), &builtin_occupations[i] };
	}
	qsort(titles->titled, n, sizeof *titles->titled, by_title);
	titles->language = language;
}

static const struct occupation *find_in(struct titles *titles, int language, const char *folded)
{
	size_t lo = 0, hi = (size_t)n_builtin_occupations;

	titles_make(titles, language);
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(titles->titled[mid].folded, folded) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < (size_t)n_builtin_occupations && str_same(titles->titled[lo].folded, folded))
		return titles->titled[lo].occupation;
	return NULL;
}

const struct occupation *occupation_find(const char *typed)
{
	const struct occupation *hit = occupation_by_code(typed);
	struct str folded = STR_INIT;

	if (hit)
		return hit;
	text_fold(&folded, typed);
	hit = find_in(&english, 0, str_get(&folded));
	if (!hit && language_now() != 0)
		hit = find_in(&chosen, language_now(), str_get(&folded));
	str_free(&folded);
	return hit;
}
