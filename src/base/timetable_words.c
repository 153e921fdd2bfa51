/* SPDX-License-Identifier: EUPL-1.2 */
/* A week's hours as people type and read them, in the chosen language. */
#include <stdlib.h>
#include <string.h>
#include <unicode/udat.h>

#include "base/icu.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/timetable_own.h"
#include "base/utf.h"

#define WEEKDAYS 7
enum { FULL, SHORT, FORMS };

/* Names of the days, made anew when the language is switched. */
static struct {
	unsigned generation;
	char *shown[WEEKDAYS];          /* short, as ICU writes it in isolation */
	char *folded[FORMS][WEEKDAYS];
} names = { .generation = (unsigned)-1 };

static const char *const english[WEEKDAYS] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
	"sunday" };

/* ICU counts from Sunday, which is its 1. */
static void read_name(const UDateFormat *format, UDateFormatSymbolType type, int day, struct str *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar buf[64];
	int32_t len = udat_getSymbols(format, type, (day + 1) % WEEKDAYS + 1, buf, (int32_t)ARRAY_LEN(buf), &status);

	if (U_FAILURE(status))
		BUG("ICU has no weekdays");
	icu_to_utf8(out, buf, len);
}

static void prepare_day(const UDateFormat *format, int day)
{
	static const UDateFormatSymbolType type[FORMS] = { UDAT_STANDALONE_WEEKDAYS, UDAT_STANDALONE_SHORT_WEEKDAYS };
	struct str name = STR_INIT, folded = STR_INIT;

	for (int form = 0; form < FORMS; form++) {
		size_t len;

		str_clear(&name);
		read_name(format, type[form], day, &name);
		str_clear(&folded);
		text_fold(&folded, str_get(&name));
		free(names.folded[form][day]);
		names.folded[form][day] = mem_str(str_get(&folded));
		/* "Mo." */
		len = strlen(names.folded[form][day]);
		if (len && names.folded[form][day][len - 1] == '.')
			names.folded[form][day][len - 1] = '\0';
	}
	free(names.shown[day]);
	names.shown[day] = str_take(&name);
	str_free(&folded);
}

static void prepare(void)
{
	UErrorCode status = U_ZERO_ERROR;
	UDateFormat *format;

	if (names.generation == msg_generation())
		return;
	names.generation = msg_generation();
	format = udat_open(UDAT_FULL, UDAT_FULL, icu_locale(), u"UTC", -1, NULL, 0, &status);
	if (U_FAILURE(status))
		BUG("ICU has no dates");
	for (int day = 0; day < WEEKDAYS; day++)
		prepare_day(format, day);
	udat_close(format);
}

/* ---- shown ---- */

static void show_days(struct str *out, unsigned days)
{
	const char *comma = "";

	for (int day = 1, last; day <= WEEKDAYS; day = last + 1) {
		for (last = day; last < WEEKDAYS && (days & 1u << day) && (days & 1u << (last + 1));)
			last++;
		if (!(days & 1u << day))
			continue;
		/* Two days beside each other are two, three are a range. */
		if (last < day + 2)
			last = day;
		str_addf(out, "%s%s", comma, names.shown[day - 1]);
		if (last > day)
			str_addf(out, "–%s", names.shown[last - 1]);
		comma = ", ";
	}
}

void timetable_words(struct str *out, const struct timetable *t)
{
	const char *between = "";

	prepare();
	for (int i = 0; i < t->n; i++) {
		unsigned days = timetable_like(t, i);
		const struct hours *h = &t->at[i];

		if (!days)
			continue;
		str_add(out, between);
		show_days(out, days);
		str_addf(out, " %02d:%02d–%02d:%02d", h->from / 60, h->from % 60, h->to / 60, h->to % 60);
		between = "; ";
	}
}

/* ---- typed ---- */

/* A whole name or its short form wins over a beginning: "Cuma" is Friday before it begins Saturday. 0: none, or several. */
static int day_named(const char *folded)
{
	int found = 0;

	for (int day = 0; day < WEEKDAYS; day++)
		if (str_same(names.folded[FULL][day], folded) || str_same(names.folded[SHORT][day], folded))
			return day + 1;
	if (utf_width(folded) < 2)
		return 0;
	for (int day = 0; day < WEEKDAYS; day++) {
		if (!str_starts(names.folded[FULL][day], folded))
			continue;
		if (found)
			return 0;
		found = day + 1;
	}
	for (int day = 0; day < WEEKDAYS && !found; day++)
		if (str_starts(english[day], folded))
			found = day + 1;
	return found;
}

static int day_of(const char *word, size_t len)
{
	char *part;
	struct str folded = STR_INIT;
	int day;

	if (len == 1 && *word >= '1' && *word <= '7')
		return *word - '0';
	if (len > 1 && word[len - 1] == '.')
		len--;
	part = mem_strn(word, len);
	text_fold(&folded, part);
	day = day_named(str_get(&folded));
	free(part);
	str_free(&folded);
	return day;
}

/* "Mon", "Mon-Fri": bits; 0 when it is neither. */
static unsigned days_of(const char *word, size_t len)
{
	const char *dash = memchr(word, '-', len);
	int first = day_of(word, dash ? (size_t)(dash - word) : len);
	int last = dash ? day_of(dash + 1, len - (size_t)(dash + 1 - word)) : first;
	unsigned days = 0;

	if (!first || !last || last < first)
		return 0;
	for (int day = first; day <= last; day++)
		days |= 1u << day;
	return days;
}

/* "9", "9:30", "09.30", "9h30"; how long it is, 0 when it is none. */
static size_t time_of(const char *s, size_t len, int *minutes)
{
	size_t n = 0;
	int hour = 0, minute = 0;

	while (n < len && n < 2 && s[n] >= '0' && s[n] <= '9')
		hour = hour * 10 + s[n++] - '0';
	if (!n)
		return 0;
	if (n + 2 < len && strchr(":.h", s[n]) && strspn(s + n + 1, "0123456789") >= 2) {
		minute = (s[n + 1] - '0') * 10 + s[n + 2] - '0';
		n += 3;
	} else if (n < len && s[n] == 'h') {
		n++;
	}
	*minutes = hour * 60 + minute;
	return minute < 60 && *minutes <= DAY_MINUTES ? n : 0;
}

static bool times_of(const char *word, size_t len, int *from, int *to)
{
	size_t n = time_of(word, len, from), m;

	if (!n || n == len || word[n] != '-')
		return false;
	m = time_of(word + n + 1, len - n - 1, to);
	return m && n + 1 + m == len;
}

struct reading { unsigned days; bool closed; };

/* A word gives days, or hours for the days before it: several hours may follow the same days. */
static bool take_word(struct reading *r, const char *word, size_t len, struct timetable *out)
{
	int from, to;
	unsigned days;

	if (times_of(word, len, &from, &to)) {
		for (int day = 1; day <= WEEKDAYS; day++)
			if ((r->days & 1u << day) && !timetable_add(out, day, from, to))
				return false;
		r->closed = true;
		return r->days != 0;
	}
	days = days_of(word, len);
	r->days = r->closed ? days : r->days | days;
	r->closed = false;
	return days != 0;
}

/* Dashes of all kinds become "-" without blanks around, what parts the words a blank. */
static char *plain(const char *typed)
{
	static const struct { const char *from, *to; } swap[] = {
		{ "–", "-" }, { "—", "-" }, { "−", "-" }, { "،", " " }, { "؛", " " }, { ",", " " }, { ";", " " }, { "\t", " " },
		{ "\xc2\xa0", " " }, { "\xe2\x80\xaf", " " },
	};
	struct str out = STR_INIT;
	char *text, *to;
	size_t i;

	while (*typed) {
		for (i = 0; i < ARRAY_LEN(swap) && !str_starts(typed, swap[i].from); i++)
			continue;
		str_addn(&out, i < ARRAY_LEN(swap) ? swap[i].to : typed, 1);
		typed += i < ARRAY_LEN(swap) ? strlen(swap[i].from) : 1;
	}
	text = to = str_take(&out);
	for (const char *p = text; text && *p; p++) {
		bool blank = *p == ' ', at_dash = p[strspn(p, " ")] == '-' || (to > text && to[-1] == '-');

		if (!blank || !at_dash)
			*to++ = *p;
	}
	if (text)
		*to = '\0';
	return text;
}

bool timetable_typed(const char *typed, struct timetable *out)
{
	struct reading r = { 0, false };
	char *text;
	bool ok = true;

	if (timetable_read(typed, out))
		return out->n > 0;
	prepare();
	out->n = 0;
	text = plain(typed);
	for (const char *p = text; ok && p && *p;) {
		size_t len = strcspn(p, " ");

		ok = len == 0 || take_word(&r, p, len, out);
		p += len + (p[len] == ' ');
	}
	free(text);
	return ok && out->n > 0 && r.closed;
}
