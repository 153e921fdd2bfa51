/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading how long something is kept. */
#include "register/keep.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const char *const ends[] = {
	[KEEP_DESTROY] = "destroy", [KEEP_ARCHIVE] = "archive", [KEEP_ANONYMISE] = "anonymise",
};

const char *keep_end_key(enum keep_end end)
{
	return ends[end];
}

bool keep_end_by_key(const char *key, enum keep_end *out)
{
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		if (str_same(ends[i], key)) {
			*out = (enum keep_end)i;
			return true;
		}
	}
	return false;
}

/* "N days", "N months", "N years". */
bool keep_parse_term(const char *text, struct keep *out)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || n < 0 || n > 200 * 366 || *end++ != ' ')
		return false;
	out->years = out->months = out->days = 0;
	if (str_same(end, "years") || (n == 1 && str_same(end, "year")))
		out->years = (int)n;
	else if (str_same(end, "months") || (n == 1 && str_same(end, "month")))
		out->months = (int)n;
	else if (str_same(end, "days") || (n == 1 && str_same(end, "day")))
		out->days = (int)n;
	else
		return false;
	return n <= 200 || out->days;
}

bool keep_parse(const char *text, struct keep *out)
{
	memset(out, 0, sizeof *out);
	if (str_same(text, "while in use"))
		return true;
	if (str_same(text, "case")) {
		out->from = KEEP_FROM_CASE;
		out->by_setting = true;
		return true;
	}
	out->from = str_starts(text, "case + ") ? KEEP_FROM_CASE : KEEP_FROM_RECORD;
	return keep_parse_term(text + (out->from == KEEP_FROM_CASE ? strlen("case + ") : 0), out);
}

struct date keep_over(const struct keep *keep, struct date from)
{
	struct date whole = from;

	/* Known to the month or the year: over when the latest day that it may mean is. */
	if (!whole.month)
		whole.month = 12;
	if (!whole.day)
		whole = date_add_days(date_add_months((struct date){ whole.year, whole.month, 1 }, 1), -1);
	whole = date_add_months(whole, 12 * keep->years + keep->months);
	return date_add_days(whole, keep->days);
}
