/* SPDX-License-Identifier: EUPL-1.2 */
/* Dates as people type and read them, in the chosen language.  ICU opens at first use. */
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/icu.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"

#define MONTHS 12

/* What one language needs; made anew when the language is switched. */
static struct {
	unsigned generation;
	UDateFormat *day, *month, *weekday, *whole, *brief, *slim;
	char *name[3][MONTHS];        /* folded: full, in isolation, short */
	bool month_first;             /* typed 05/04/2026 is 4 May */
} words = { .generation = (unsigned)-1 };

/* ICU's calendar turns Julian before 1582; ours does not. */
static void keep_gregorian(UDateFormat *format, UErrorCode *status)
{
	UCalendar *calendar = ucal_clone(udat_getCalendar(format), status);

	ucal_setGregorianChange(calendar, -1e15, status);
	udat_setCalendar(format, calendar);
	ucal_close(calendar);
}

static UDateFormat *open_pattern(const UChar *pattern, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, icu_locale(), u"UTC", -1, pattern, len, &status);

	if (U_SUCCESS(status))
		keep_gregorian(format, &status);
	if (U_FAILURE(status))
		BUG("ICU has no dates");
	return format;
}

static UDateFormat *open_format(const UChar *skeleton)
{
	UErrorCode status = U_ZERO_ERROR;
	UDateTimePatternGenerator *generator = udatpg_open(icu_locale(), &status);
	UChar pattern[64];
	int32_t len = udatpg_getBestPattern(generator, skeleton, -1, pattern, (int32_t)ARRAY_LEN(pattern), &status);

	udatpg_close(generator);
	if (U_FAILURE(status))
		BUG("ICU has no dates");
	return open_pattern(pattern, len);
}

static void read_names(UDateFormatSymbolType type, char **name)
{
	UErrorCode status;
	struct str plain = STR_INIT, folded = STR_INIT;
	UChar buf[64];
	int32_t len;
	int i;

	for (i = 0; i < MONTHS; i++) {
		status = U_ZERO_ERROR;
		len = udat_getSymbols(words.day, type, i, buf, (int32_t)ARRAY_LEN(buf), &status);
		if (U_FAILURE(status))
			BUG("ICU has no months");
		str_clear(&plain);
		icu_to_utf8(&plain, buf, len);
		str_clear(&folded);
		text_fold(&folded, str_get(&plain));
		free(name[i]);
		name[i] = mem_str(str_get(&folded));
	}
	str_free(&plain);
	str_free(&folded);
}

static bool short_form_has_month_first(void)
{
	UErrorCode status = U_ZERO_ERROR;
	UDateFormat *format = udat_open(UDAT_NONE, UDAT_SHORT, icu_locale(), u"UTC", -1, NULL, 0, &status);
	UChar pattern[64];
	int32_t len, i;

	len = udat_toPattern(format, false, pattern, (int32_t)ARRAY_LEN(pattern), &status);
	udat_close(format);
	for (i = 0; U_SUCCESS(status) && i < len; i++)
		if (pattern[i] == 'd' || pattern[i] == 'M')
			return pattern[i] == 'M';
	return false;
}

static void prepare(void)
{
	if (words.generation == msg_generation())
		return;
	if (words.day) {
		udat_close(words.day);
		udat_close(words.month);
		udat_close(words.weekday);
		udat_close(words.whole);
		udat_close(words.brief);
		udat_close(words.slim);
	}
	words.generation = msg_generation();
	words.day = open_format(u"yMMMMd");
	words.month = open_format(u"yMMMM");
	words.weekday = open_format(u"EEEEMMMMd");
	words.whole = open_format(u"yMMMMEEEEd");
	words.brief = open_format(u"EEEd");
	words.slim = open_pattern(u"EEEEEE d", -1);
	read_names(UDAT_MONTHS, words.name[0]);
	read_names(UDAT_STANDALONE_MONTHS, words.name[1]);
	read_names(UDAT_SHORT_MONTHS, words.name[2]);
	words.month_first = short_form_has_month_first();
}

static void show(struct str *out, const UDateFormat *format, struct date d)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar buf[128];
	int32_t len;

	len = udat_format(format, (UDate)date_days(d) * 86400000.0, buf, (int32_t)ARRAY_LEN(buf), NULL, &status);
	if (U_SUCCESS(status))
		icu_to_utf8(out, buf, len);
}

void date_show(struct str *out, struct date d)
{
	if (!date_valid(d))
		return;
	if (!d.month) {
		str_addf(out, "%d", d.year);
		return;
	}
	prepare();
	show(out, d.day ? words.day : words.month, d);
}

void date_show_day(struct str *out, struct date d)
{
	prepare();
	if (date_valid(d))
		show(out, words.weekday, d);
}

void date_show_whole(struct str *out, struct date d)
{
	prepare();
	if (date_valid(d))
		show(out, words.whole, d);
}

void date_show_brief(struct str *out, struct date d)
{
	prepare();
	if (date_valid(d))
		show(out, words.brief, d);
}

void date_show_slim(struct str *out, struct date d)
{
	prepare();
	if (date_valid(d))
		show(out, words.slim, d);
}

/* What was typed, taken apart: up to three numbers with their digits, and one month. */
struct typed {
	int number[3], digits[3], count;
	int month;             /* 0: none was named */
};

static const char *const english[MONTHS] = { "january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december" };

/* A name's first three letters or more; whole names win over beginnings ("mar" before "mars"). */
static int month_named(const char *folded)
{
	int i, form, found = 0;

	for (i = 0; i < MONTHS; i++) {
		for (form = 0; form < 3; form++)
			if (strcmp(words.name[form][i], folded) == 0)
				return i + 1;
		if (strcmp(english[i], folded) == 0)
			return i + 1;
	}
	if (utf_width(folded) < 3)
		return 0;
	for (i = 0; i < MONTHS; i++)
		if (str_starts(words.name[0][i], folded) || str_starts(words.name[1][i], folded)
		    || str_starts(english[i], folded)) {
			if (found)
				return 0;
			found = i + 1;
		}
	return found;
}

/* Endings of ordinals, "of", and the word for year that some languages write behind it. */
static bool filler(const char *folded)
{
	static const char *const fillers[] = { "st", "nd", "rd", "th", "er", "of", "de", "del", "r", "g",
		"\xd1\x80", "\xd0\xb3" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(fillers); i++)
		if (strcmp(fillers[i], folded) == 0)
			return true;
	return false;
}

static size_t take_number(const char *s, size_t len, struct typed *t)
{
	size_t pos = 0, step;
	uint32_t cp;
	int value = 0, count = 0, digit;

	while ((step = utf_decode(s + pos, len - pos, &cp)) != 0 && (digit = u_charDigitValue((UChar32)cp)) >= 0) {
		value = count < 9 ? value * 10 + digit : value;
		count++;
		pos += step;
	}
	if (!pos || t->count == 3 || count > 8)
		return 0;
	t->number[t->count] = value;
	t->digits[t->count++] = count;
	return pos;
}

static size_t take_word(const char *s, size_t len, struct typed *t)
{
	struct str folded = STR_INIT;
	size_t pos = 0, step;
	char *word;
	uint32_t cp;
	int month;

	while ((step = utf_decode(s + pos, len - pos, &cp)) != 0
	       && (u_isalpha((UChar32)cp) || u_getCombiningClass((UChar32)cp)))
		pos += step;
	word = mem_strn(s, pos);
	text_fold(&folded, word);
	free(word);
	month = pos ? month_named(str_get(&folded)) : 0;
	if (month && !t->month)
		t->month = month;
	else if (!pos || !filler(str_get(&folded)))
		pos = 0;
	str_free(&folded);
	return pos;
}

static size_t take_separator(const char *s, size_t len)
{
	uint32_t cp;
	size_t step = utf_decode(s, len, &cp);

	return step && (u_isUWhiteSpace((UChar32)cp) || cp == '.' || cp == '/' || cp == '-' || cp == ',' || cp == 0x60c)
		? step : 0;
}

static bool take_apart(const char *s, struct typed *t)
{
	size_t len = strlen(s), step;

	while (len) {
		step = take_separator(s, len);
		if (!step)
			step = take_number(s, len, t);
		if (!step)
			step = take_word(s, len, t);
		if (!step)
			return false;
		s += step;
		len -= step;
	}
	return true;
}

static int as_year(const struct typed *t, int i, struct date today)
{
	if (t->digits[i] == 4)
		return t->number[i];
	return t->digits[i] <= 2 ? date_full_year(t->number[i], today) : 0;
}

static struct date with_month(const struct typed *t, struct date today)
{
	int year_first;

	if (t->count == 1 && t->digits[0] == 4)
		return (struct date){ t->number[0], t->month, 0 };
	if (t->count != 2)
		return (struct date){ 0, 0, 0 };
	year_first = t->digits[0] == 4 && t->digits[1] < 3;
	return (struct date){ as_year(t, !year_first, today), t->month, t->number[year_first] };
}

/* Eight digits in a row: 20260504, else 04052026. */
static struct date in_one(int n)
{
	struct date d = { n / 10000, n / 100 % 100, n % 100 };

	if (d.month && d.day && date_valid(d) && d.year >= 1850 && d.year < 2150)
		return d;
	if (words.month_first)
		return (struct date){ n % 10000, n / 1000000, n / 10000 % 100 };
	return (struct date){ n % 10000, n / 10000 % 100, n / 1000000 };
}

static struct date numbers_only(const struct typed *t, struct date today)
{
	const int *n = t->number;

	if (t->count == 1 && t->digits[0] == 8)
		return in_one(n[0]);
	if (t->count == 1 && t->digits[0] == 4)
		return (struct date){ n[0], 0, 0 };
	if (t->count == 2 && t->digits[0] == 4)
		return (struct date){ n[0], n[1], 0 };
	if (t->count == 2 && t->digits[1] == 4)
		return (struct date){ n[1], n[0], 0 };
	if (t->count == 3 && t->digits[0] == 4)
		return (struct date){ n[0], n[1], n[2] };
	if (t->count == 3 && words.month_first)
		return (struct date){ as_year(t, 2, today), n[0], n[1] };
	if (t->count == 3)
		return (struct date){ as_year(t, 2, today), n[1], n[0] };
	return (struct date){ 0, 0, 0 };
}

/* "today" and its neighbours, and "+14". */
static bool relative(const char *s, struct date today, struct date *out)
{
	static const struct { const char *word; int days; } near[] = {
		{ N_("today"), 0 }, { N_("yesterday"), -1 }, { N_("tomorrow"), 1 },
	};
	size_t i;
	char *end;
	long days;

	for (i = 0; i < ARRAY_LEN(near); i++) {
		if (text_same_folded(s, near[i].word) || text_same_folded(s, _(near[i].word))) {
			*out = date_add_days(today, near[i].days);
			return true;
		}
	}
	if ((s[0] != '+' && s[0] != '-') || s[1] < '0' || s[1] > '9')
		return false;
	days = strtol(s, &end, 10);
	if (*end || days < -40000 || days > 40000)
		return false;
	*out = date_add_days(today, days);
	return true;
}

bool date_typed(const char *s, struct date today, struct date *out)
{
	struct str tidy = STR_INIT;
	struct typed t = { .count = 0 };
	struct date d = { 0, 0, 0 };
	bool ok;

	text_tidy(&tidy, s, false);
	s = str_get(&tidy);
	ok = date_parse(s, out) || relative(s, today, out);
	if (!ok && *s) {
		prepare();
		if (take_apart(s, &t))
			d = t.month ? with_month(&t, today) : numbers_only(&t, today);
		/* "0.5.2026" is a slip, not an unknown day. */
		ok = date_valid(d) && (t.count + (t.month != 0) < 3 || d.day) && (t.count + (t.month != 0) < 2 || d.month);
		if (ok)
			*out = d;
	}
	str_free(&tidy);
	return ok;
}

/* ---- weeks ---- */

/* "ar_MA" where the environment speaks of it, else the language as it is spoken by most. */
static void week_locale(char out[40])
{
	static const char *const names[] = { "LC_ALL", "LC_TIME", "LANG" };
	const char *language = msg_language();
	size_t len = strcspn(language, "_");

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);

		if (!str_empty(value) && strncmp(value, language, len) == 0 && value[len] == '_') {
			str_copy(out, 40, value);
			out[strcspn(out, ".@")] = '\0';
			return;
		}
	}
	str_copy(out, 40, strcmp(language, "en") == 0 ? "en_IE" : language);
}

static int look_up_first_weekday(void)
{
	UErrorCode status = U_ZERO_ERROR;
	char locale[40];
	UCalendar *calendar;
	int day;

	week_locale(locale);
	calendar = ucal_open(u"UTC", -1, locale, UCAL_GREGORIAN, &status);
	if (U_FAILURE(status))
		BUG("ICU has no calendar");
	day = ucal_getAttribute(calendar, UCAL_FIRST_DAY_OF_WEEK);
	ucal_close(calendar);
	return day == UCAL_SUNDAY ? 7 : day - 1;
}

int date_first_weekday(void)
{
	static unsigned generation = (unsigned)-1;
	static int first;

	if (generation != msg_generation()) {
		first = look_up_first_weekday();
		generation = msg_generation();
	}
	return first;
}

struct date date_week(struct date d)
{
	return date_add_days(d, -((date_weekday(d) - date_first_weekday() + 7) % 7));
}
