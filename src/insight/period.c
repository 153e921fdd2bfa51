/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns what a period is and how it is said. */
#include "insight/period.h"

#include <stdio.h>
#include <string.h>

#include "base/msg.h"

static struct period months(int year, int month, int n)
{
	int next = month + n, next_year = year + (next - 1) / 12;
	struct date after = { next_year, (next - 1) % 12 + 1, 1 };

	return (struct period){ { year, month, 1 }, date_add_days(after, -1) };
}

/* A year, a quarter or a month. */
static bool whole(const char *s, struct period *out)
{
	struct date d;
	int year, quarter, end = 0;

	if (sscanf(s, "%4d-%*1[Qq]%1d%n", &year, &quarter, &end) == 2 && end == (int)strlen(s) && year > 0 && quarter >= 1
	    && quarter <= 4) {
		*out = months(year, 3 * quarter - 2, 3);
		return true;
	}
	if (!date_parse(s, &d))
		return false;
	if (d.day)
		*out = (struct period){ d, d };
	else
		*out = d.month ? months(d.year, d.month, 1) : months(d.year, 1, 12);
	return true;
}

static enum status day_of(const char *s, bool last, struct date today, struct date *out, struct err *err)
{
	struct period period;

	if (whole(s, &period))
		*out = last ? period.to : period.from;
	else if (!date_typed(s, today, out) || !out->day)
		return err_set(err, ST_USAGE, _("This is no day, month, quarter or year. Please write it like 2026-05-04, 2026-05, "
			"2026-Q2 or 2026."));
	return ST_OK;
}

/* What has not come yet is in no period: terms that end tomorrow are not missed today. */
static enum status judge(struct period *period, struct date today, struct err *err)
{
	if (date_days(period->from) > date_days(period->to))
		return err_set(err, ST_USAGE, _("The period ends before it begins. Please name the first day first."));
	if (date_days(period->from) > date_days(today))
		return err_set(err, ST_USAGE, _("This period has not begun yet: there is nothing to report. Please name an earlier "
			"one."));
	if (date_days(period->to) > date_days(today))
		period->to = today;
	return ST_OK;
}

enum status period_read(const char *from, const char *to, struct date today, struct period *out, struct err *err)
{
	const char *dots = strstr(from, "..");
	char first[32];
	enum status st;

	if (dots && str_empty(to)) {
		str_copy(first, sizeof(first) < (size_t)(dots - from) + 1 ? sizeof(first) : (size_t)(dots - from) + 1, from);
		return period_read(first, dots + 2, today, out, err);
	}
	if (str_empty(to) && whole(from, out))
		return judge(out, today, err);
	st = day_of(from, false, today, &out->from, err);
	out->to = today;
	if (st == ST_OK && !str_empty(to))
		st = day_of(to, true, today, &out->to, err);
	return st == ST_OK ? judge(out, today, err) : st;
}

long period_days(const struct period *period)
{
	return date_days(period->to) - date_days(period->from) + 1;
}

/* How many whole months it is; 0: it is not of whole months. */
static int whole_months(const struct period *period)
{
	struct date after = date_add_days(period->to, 1);

	if (period->from.day != 1 || after.day != 1)
		return 0;
	return (after.year - period->from.year) * 12 + after.month - period->from.month;
}

struct period period_before(const struct period *period)
{
	struct date last = date_add_days(period->from, -1);
	int n = whole_months(period), first;

	if (!n)
		return (struct period){ date_add_days(period->from, -period_days(period)), last };
	first = period->from.year * 12 + period->from.month - 1 - n;
	return (struct period){ { first / 12, first % 12 + 1, 1 }, last };
}

void period_show(struct str *out, const struct period *period)
{
	struct str from = STR_INIT, to = STR_INIT;
	int n = whole_months(period), month = period->from.month;

	if (n == 12 && month == 1)
		str_addf(out, "%d", period->from.year);
	else if (n == 3 && month % 3 == 1)
		/* TRANSLATORS: number of the quarter, year */
		str_addf(out, _("quarter %d of %d"), month / 3 + 1, period->from.year);
	else if (n == 1)
		date_show(out, (struct date){ period->from.year, month, 0 });
	else {
		date_show(&from, period->from);
		date_show(&to, period->to);
		/* TRANSLATORS: two days */
		str_addf(out, _("%s to %s"), str_get(&from), str_get(&to));
	}
	str_free(&from);
	str_free(&to);
}

void period_text(const struct period *period, char out[24])
{
	date_text(period->from, out);
	strcat(out, "..");
	date_text(period->to, out + strlen(out));
}
