/* SPDX-License-Identifier: EUPL-1.2 */
/* Terms as people type and read them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/term.h"
#include "base/text.h"

static const char *words_for(enum term_unit unit, int n)
{
	unsigned long count = (unsigned long)n;

	switch (unit) {
	case TERM_DAYS:
		/* TRANSLATORS: the length of a term, as a person types and reads it: the number, then the word */
		return ngettext("%d day", "%d days", count);
	case TERM_WORKING_DAYS:
		/* TRANSLATORS: as "%d days", of days that are neither at the weekend nor holidays */
		return ngettext("%d working day", "%d working days", count);
	case TERM_WEEKS:
		return ngettext("%d week", "%d weeks", count);
	case TERM_MONTHS:
		return ngettext("%d month", "%d months", count);
	case TERM_YEARS:
		return ngettext("%d year", "%d years", count);
	}
	BUG("a term without a unit");
}

void term_words(struct str *out, struct term term)
{
	str_addf(out, words_for(term.unit, term.n), term.n);
}

/* Whether `typed`, folded, is the word of "10 weeks" or how it begins. */
static bool is_word(const char *typed, const char *with_number)
{
	struct str folded = STR_INIT;
	const char *word = with_number;
	bool is;

	word += str_starts(word, "%d") ? 2 : strspn(word, "0123456789");
	word += strspn(word, " ");
	text_fold(&folded, word);
	is = *typed && str_starts(str_get(&folded), typed);
	str_free(&folded);
	return is;
}

static bool is_unit(const char *typed, int n, enum term_unit unit)
{
	char canonical[TERM_TEXT_MAX];

	term_canonical((struct term){ n, unit }, canonical);
	if (is_word(typed, canonical) || is_word(typed, words_for(unit, n)))
		return true;
	term_canonical((struct term){ n == 1 ? 2 : 1, unit }, canonical);
	return is_word(typed, canonical) || is_word(typed, words_for(unit, n == 1 ? 2 : 1));
}

bool term_typed(const char *s, struct term *out)
{
	/* A beginning that fits more than one means the first of these. */
	static const enum term_unit order[] = { TERM_DAYS, TERM_WEEKS, TERM_MONTHS, TERM_YEARS, TERM_WORKING_DAYS };
	size_t digits = strspn(s, "0123456789");
	struct str word = STR_INIT;
	bool found = false;

	if (digits == 0 || digits > 4)
		return false;
	text_fold(&word, s + digits + strspn(s + digits, " "));
	for (size_t i = 0; i < ARRAY_LEN(order) && !found; i++) {
		found = is_unit(str_get(&word), atoi(s), order[i]);
		if (found)
			*out = (struct term){ atoi(s), order[i] };
	}
	str_free(&word);
	return found;
}
