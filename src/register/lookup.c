/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One index a kind of name: names of the chosen language, folded and sorted, made
 * at first use and again when the language was switched.
 */
#include "register/lookup.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "register/occupation.h"

struct entry {
	char *folded;
	const char *code;
};
struct index {
	char lang[12];              /* "": not made yet */
	struct entry *entry;
	size_t n;
};
static struct index chosen[LOOKUPS];
static struct index english;        /* of occupations; base/text finds languages and countries itself */

void lookup_name(struct str *out, enum lookup_of of, const char *code)
{
	const struct occupation *o;

	switch (of) {
	case LOOKUP_LANGUAGE:
		text_language_name(out, code);
		break;
	case LOOKUP_COUNTRY:
		text_country_name(out, code);
		break;
	case LOOKUP_OCCUPATION:
		o = occupation_by_code(code);
		str_add(out, o ? occupation_title(o) : code);
		break;
	case LOOKUPS:
		break;
	}
}

static size_t count_of(enum lookup_of of)
{
	size_t n = 0;

	if (of == LOOKUP_LANGUAGE)
		text_languages(&n);
	else if (of == LOOKUP_COUNTRY)
		text_countries(&n);
	else
		occupation_all(&n);
	return n;
}

static const char *code_at(enum lookup_of of, size_t i)
{
	size_t n;

	if (of == LOOKUP_LANGUAGE)
		return text_languages(&n)[i];
	if (of == LOOKUP_COUNTRY)
		return text_countries(&n)[i];
	return occupation_all(&n)[i].code;
}

/* Equal names (a group and its only member) by code, so that the order never depends on the sort. */
static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = strcmp(x->folded, y->folded);

	return c ? c : strcmp(x->code, y->code);
}

static void index_clear(struct index *index)
{
	for (size_t i = 0; i < index->n; i++)
		free(index->entry[i].folded);
	free(index->entry);
	*index = (struct index){ "", NULL, 0 };
}

static void index_make(struct index *index, enum lookup_of of, bool in_english)
{
	struct str name = STR_INIT, folded = STR_INIT;

	index_clear(index);
	index->n = count_of(of);
	index->entry = mem_array(index->n, sizeof *index->entry);
	for (size_t i = 0; i < index->n; i++) {
		const char *code = code_at(of, i);

		str_clear(&name);
		if (in_english)
			str_add(&name, occupation_by_code(code)->title[0]);
		else
			lookup_name(&name, of, code);
		text_fold(&folded, str_get(&name));
		index->entry[i] = (struct entry){ str_take(&folded), code };
	}
	qsort(index->entry, index->n, sizeof *index->entry, by_name);
	str_copy(index->lang, sizeof index->lang, msg_language());
	str_free(&name);
	str_free(&folded);
}

static const struct index *index_chosen(enum lookup_of of)
{
	if (!str_same(chosen[of].lang, msg_language()))
		index_make(&chosen[of], of, false);
	return &chosen[of];
}

/* The first entry whose folded name is not before `folded`. */
static size_t index_lower(const struct index *index, const char *folded)
{
	size_t lo = 0, hi = index->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(index->entry[mid].folded, folded) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static const char *code_in(const struct index *index, const char *folded)
{
	size_t at = index_lower(index, folded);

	return at < index->n && str_same(index->entry[at].folded, folded) ? index->entry[at].code : NULL;
}

static const char *occupation_code(const char *name)
{
	struct str folded = STR_INIT;
	const char *code;

	text_fold(&folded, name);
	code = code_in(index_chosen(LOOKUP_OCCUPATION), str_get(&folded));
	if (!code) {
		if (!english.n)
			index_make(&english, LOOKUP_OCCUPATION, true);
		code = code_in(&english, str_get(&folded));
	}
	str_free(&folded);
	return code;
}

const char *lookup_code(enum lookup_of of, const char *typed)
{
	const struct occupation *o;

	if (of == LOOKUP_LANGUAGE)
		return text_language_find(typed);
	if (of == LOOKUP_COUNTRY)
		return text_country_find(typed);
	o = occupation_by_code(typed);
	return o ? o->code : occupation_code(typed);
}

/* Every word of `typed` begins a word of `name`. */
static bool words_begin(const char *name, const char *typed)
{
	while (*typed) {
		size_t n = strcspn(typed, " ");
		const char *at = name;

		while (n && *at && strncmp(at, typed, n) != 0) {
			at += strcspn(at, " -(/,");
			at += strspn(at, " -(/,");
		}
		if (n && !*at)
			return false;
		typed += n + (typed[n] == ' ');
	}
	return true;
}

static int fit(const struct entry *entry, const char *typed)
{
	size_t n = strlen(typed);

	if (strncmp(entry->folded, typed, n) == 0 || strncasecmp(entry->code, typed, n) == 0)
		return 0;
	if (words_begin(entry->folded, typed))
		return 1;
	return strstr(entry->folded, typed) ? 2 : 3;
}

size_t lookup_filter(enum lookup_of of, const char *typed, const char **codes, size_t max)
{
	const struct index *index = index_chosen(of);
	struct str folded = STR_INIT;
	size_t n = 0;

	text_fold(&folded, typed);
	for (int want = 0; want < 3; want++)
		for (size_t i = 0; i < index->n && n < max; i++)
			if (fit(&index->entry[i], str_get(&folded)) == want)
				codes[n++] = index->entry[i].code;
	str_free(&folded);
	return n;
}
