/* SPDX-License-Identifier: EUPL-1.2 */
/* What a cell of the system counts: read from its key, and written. */
#include "insight/known_own.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define ADDS "adds"
#define ONCE "once"
#define NO_END INT32_MAX

void known_population(struct str *out, const char *indicator, struct date from, struct date to, bool adds)
{
	char first[11], last[11];

	date_text(from, first);
	date_text(to, last);
	str_addf(out, "%s/%s/%s..%s", indicator, adds ? ADDS : ONCE, first, last);
}

/* "2026", "2026-Q2", "2026-05", "2026-05-04". */
static bool days_of(const char *code, int32_t *from, int32_t *to)
{
	struct date first, next;
	int year, quarter, end = 0;

	if (sscanf(code, "%4d-Q%1d%n", &year, &quarter, &end) == 2 && !code[end] && quarter >= 1 && quarter <= 4) {
		first = (struct date){ year, quarter * 3 - 2, 1 };
		next = date_add_months(first, 3);
	} else if (date_parse(code, &first)) {
		struct date begin = { first.year, first.month ? first.month : 1, first.day ? first.day : 1 };

		next = first.day ? date_add_days(begin, 1) : date_add_months(begin, first.month ? 1 : 12);
		first = begin;
	} else {
		return false;
	}
	*from = (int32_t)date_days(first);
	*to = (int32_t)date_days(next);
	return true;
}

/* Full years as people band them, with a letter before or none. */
static bool years_of(const char *code, int32_t *from, int32_t *to)
{
	const char *at = code + (*code == 'a');
	char *end;
	long low, high;

	if (*at < '0' || *at > '9')
		return false;
	low = strtol(at, &end, 10);
	if ((*end == '+' || *end == '_' || *end == '-') && !end[1]) {
		*to = NO_END;
	} else if (*end == '_' || *end == '-') {
		at = end + 1;
		high = strtol(at, &end, 10);
		if (end == at || *end || high < low || high > 1000)
			return false;
		*to = (int32_t)high + 1;
	} else {
		return false;
	}
	*from = (int32_t)low;
	return low >= 0 && low <= 1000;
}

bool range_of(const char *code, int32_t *from, int32_t *to)
{
	return days_of(code, from, to) || years_of(code, from, to);
}

bool narrowed_drifts(const char *narrowed)
{
	static const char *const steady[] = { "gender=", "arrival=" };

	for (const char *at = narrowed; *at; at += strcspn(at, "|"), at += *at == '|') {
		bool found = false;

		for (size_t i = 0; i < ARRAY_LEN(steady); i++)
			found |= str_starts(at, steady[i]);
		if (!found)
			return true;
	}
	return false;
}

/* The end of a part of a key: a bar that has no backslash before it. */
static size_t part_length(const char *at)
{
	size_t n = 0;

	while (at[n] && at[n] != '|')
		n += at[n] == '\\' && at[n + 1] ? 2 : 1;
	return n;
}

static void read_population(const char *text, struct count *out)
{
	const char *days = strrchr(text, '/');
	const char *how = days;
	char first[11] = "";
	struct date from, to;

	while (how && how > text && how[-1] != '/')
		how--;
	if (days && how > text && days - how == 4 && strlen(days) == 23 && !strncmp(days + 11, "..", 2)) {
		memcpy(first, days + 1, 10);
		if (date_parse(first, &from) && date_parse(days + 13, &to)) {
			out->indicator = mem_strn(text, (size_t)(how - text) - 1);
			out->adds = !strncmp(how, ADDS, 4);
			out->from = (int32_t)date_days(from);
			out->to = (int32_t)date_days(to);
			return;
		}
	}
	out->indicator = mem_str(text);
}

/* A month of the period; what of it lies within. */
static bool narrows_days(const char *part, struct count *out)
{
	int32_t from, to;
	const char *code = strchr(part, '=');

	if (!(str_starts(part, "month=") || str_starts(part, "period=")) || !days_of(code + 1, &from, &to))
		return false;
	out->from = from > out->from ? from : out->from;
	out->to = to - 1 < out->to ? to - 1 : out->to;
	return true;
}

void key_read(const char *key, struct count *out)
{
	struct str narrowed = STR_INIT;
	size_t n = part_length(key);
	char *part = mem_strn(key, n);

	memset(out, 0, sizeof(*out));
	read_population(part, out);
	free(part);
	for (const char *at = key + n; *at == '|'; at += n) {
		n = part_length(++at);
		part = mem_strn(at, n);
		if (!narrows_days(part, out)) {
			if (narrowed.len)
				str_addc(&narrowed, '|');
			str_add(&narrowed, part);
		}
		free(part);
	}
	str_get(&narrowed);
	out->narrowed = str_take(&narrowed);
}

void key_write(struct str *out, const struct count *count)
{
	known_population(out, count->indicator, date_from_days(count->from), date_from_days(count->to), count->adds);
	if (*count->narrowed) {
		str_addc(out, '|');
		str_add(out, count->narrowed);
	}
}
