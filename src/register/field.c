/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What may stand in a field, and how it is shown: one function a kind, in tables.
 * Sentences name the field and what is wanted, never the value.
 */
#include <ctype.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/term.h"
#include "base/text.h"
#include "base/timetable.h"
#include "base/utf.h"
#include "register/occupation.h"
#include "register/register.h"
#include "register/tables.h"

#define NAMED_MOST 300    /* bytes of choices that a refusal names */

/* `in` is tidied and not empty; the canonical text goes to `out`. */
typedef enum status check_fn(const struct field *f, const char *in, struct str *out, struct err *err);

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

static bool pattern_fits(const char *pattern, const char *s)
{
	struct str whole = STR_INIT;
	regex_t re;
	bool fits;

	str_addf(&whole, "^(%s)$", pattern);
	if (regcomp(&re, str_get(&whole), REG_EXTENDED | REG_NOSUB) != 0)
		BUG("a pattern of the register that does not compile");
	fits = regexec(&re, s, 0, NULL, 0) == 0;
	regfree(&re);
	str_free(&whole);
	return fits;
}

static enum status check_text(const struct field *f, const char *in, struct str *out, struct err *err)
{
	if (characters(in) > (size_t)f->max)
		return err_field(err, f->name, _("“%s” has room for %d characters; this text is longer. Shorten it."),
			field_label(f), f->max);
	if (f->pattern && !pattern_fits(f->pattern, in))
		return err_field(err, f->name, _("“%s” is not written the way it has to be."), field_label(f));
	str_add(out, in);
	return ST_OK;
}

/* True when even the first day that `d` may mean lies after today. */
static bool lies_ahead(struct date d)
{
	return date_days(d) > date_days(clock_today());
}

static enum status check_date(const struct field *f, const char *in, struct str *out, struct err *err)
{
	struct date d;
	char text[11];

	if (!date_parse(in, &d) && !date_typed(in, clock_today(), &d))
		return err_field(err, f->name, _("“%s” needs a date that exists: for example 2026-05-04, or only "
			"2026-05 or 2026 when more is not known."), field_label(f));
	if (f->past_only && lies_ahead(d))
		return err_field(err, f->name, _("“%s” cannot lie ahead of today."), field_label(f));
	date_text(d, text);
	str_add(out, text);
	return ST_OK;
}

/* Letters and digits only, folded: "Pre-A1" and "pre_a1" are one. */
static void squeeze(struct str *out, const char *s)
{
	struct str folded = STR_INIT;

	text_fold(&folded, s);
	for (const char *p = str_get(&folded); *p; p++)
		if (!strchr(" -_/.", *p))
			str_addc(out, *p);
	str_free(&folded);
}

static bool squeezed_same(const char *a, const char *b)
{
	struct str x = STR_INIT, y = STR_INIT;
	bool same;

	squeeze(&x, a);
	squeeze(&y, b);
	same = str_same(str_get(&x), str_get(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

/* Names what may stand there, where that is not too long to be read. */
static enum status no_choice(const struct field *f, struct err *err)
{
	struct str all = STR_INIT;

	for (const struct choice *c = f->choices; c->key; c++) {
		if (all.len)
			str_add(&all, msg_comma());
		str_add(&all, choice_label(f, c));
	}
	if (all.len > NAMED_MOST)
		err_field(err, f->name, _("“%s” takes one of its choices only; this is none of them."), field_label(f));
	else
		/* TRANSLATORS: a field's name, then its choices, a comma between them */
		err_field(err, f->name, _("“%s” takes one of these only: %s."), field_label(f), str_get(&all));
	str_free(&all);
	return ST_INVALID;
}

static enum status check_choice(const struct field *f, const char *in, struct str *out, struct err *err)
{
	const struct choice *hit = field_choice(f, in);

	for (const struct choice *c = f->choices; !hit && c->key; c++)
		if (squeezed_same(in, choice_label(f, c)))
			hit = c;
	for (const struct choice *c = f->choices; !hit && c->key; c++)
		if (squeezed_same(in, c->key) || squeezed_same(in, c->label))
			hit = c;
	if (!hit)
		return no_choice(f, err);
	str_add(out, hit->key);
	return ST_OK;
}

/* The code that was found, or why nothing was. */
static enum status take_code(const struct field *f, const char *code, struct str *out, struct err *err, const char *fmt)
{
	if (!code)
		return err_field(err, f->name, fmt, field_label(f));
	str_add(out, code);
	return ST_OK;
}

static enum status check_language(const struct field *f, const char *in, struct str *out, struct err *err)
{
	return take_code(f, text_language_find(in), out, err,
		_("“%s” needs a language: its name, or its code of two or three letters (ISO 639)."));
}

static enum status check_country(const struct field *f, const char *in, struct str *out, struct err *err)
{
	return take_code(f, text_country_find(in), out, err,
		_("“%s” needs a country: its name, or its code of two letters (ISO 3166)."));
}

static enum status check_occupation(const struct field *f, const char *in, struct str *out, struct err *err)
{
	const struct occupation *o = occupation_find(in);

	return take_code(f, o ? o->code : NULL, out, err,
		_("“%s” needs an occupation: its whole title, or its code of one to four digits (ISCO-08)."));
}

static enum status check_yes_no(const struct field *f, const char *in, struct str *out, struct err *err)
{
	static const char *const yes[] = { "yes", "y", "true", "1", "x" };
	static const char *const no[] = { "no", "n", "false", "0" };
	int found = squeezed_same(in, _("yes")) ? 1 : squeezed_same(in, _("no")) ? 0 : -1;

	for (size_t i = 0; found < 0 && i < ARRAY_LEN(yes); i++)
		if (squeezed_same(in, yes[i]))
			found = 1;
	for (size_t i = 0; found < 0 && i < ARRAY_LEN(no); i++)
		if (squeezed_same(in, no[i]))
			found = 0;
	if (found < 0)
		return err_field(err, f->name, _("“%s” takes yes or no."), field_label(f));
	str_add(out, found ? "yes" : "no");
	return ST_OK;
}

static long long unit_of(int decimals)
{
	long long unit = 1;

	while (decimals-- > 0)
		unit *= 10;
	return unit;
}

static void add_decimal(struct str *out, long long n, int decimals)
{
	long long unit = unit_of(decimals);
	unsigned long long size = n < 0 ? 0ull - (unsigned long long)n : (unsigned long long)n;

	str_addf(out, "%s%llu", n < 0 ? "-" : "", size / (unsigned long long)unit);
	if (decimals > 0)
		str_addf(out, ".%0*llu", decimals, size % (unsigned long long)unit);
}

static enum status check_number(const struct field *f, const char *in, struct str *out, struct err *err)
{
	long long n, unit = unit_of(f->decimals);

	if (!text_parse_number(in, f->decimals, &n))
		return err_field(err, f->name, f->decimals
			? _("“%s” needs a number with at most %d digits after the point.")
			: _("“%s” needs a whole number."), field_label(f), f->decimals);
	if (f->has_min && n < f->min * unit)
		return err_field(err, f->name, _("“%s” cannot be less than %d."), field_label(f), f->min);
	if (f->has_max && n > f->max * unit)
		return err_field(err, f->name, _("“%s” cannot be more than %d."), field_label(f), f->max);
	add_decimal(out, n, f->decimals);
	return ST_OK;
}

/* Decimal digit of ASCII, Arabic-Indic or Persian writing, or -1. */
static int digit_of(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0x660 && cp <= 0x669)
		return (int)(cp - 0x660);
	if (cp >= 0x6f0 && cp <= 0x6f9)
		return (int)(cp - 0x6f0);
	return -1;
}

/* Keeps a leading + and the digits; 00 in front is +. E.164: up to 15 digits. */
static enum status check_phone(const struct field *f, const char *in, struct str *out, struct err *err)
{
	size_t len = strlen(in), pos = 0, digits = 0;
	bool bad = false;

	while (pos < len) {
		uint32_t cp;
		size_t n = utf_decode(in + pos, len - pos, &cp);
		int digit = digit_of(cp);

		if (digit >= 0) {
			str_addc(out, (char)('0' + digit));
			digits++;
		} else if (cp == '+' && out->len == 0) {
			str_addc(out, '+');
		} else if (cp > 0x7f || !strchr(" -./()", (int)cp)) {
			bad = true;
		}
		pos += n;
	}
	if (str_starts(str_get(out), "00") && digits > 2) {
		memmove(out->s + 1, out->s + 2, out->len - 1);
		out->s[0] = '+';
		out->len--;
		digits -= 2;
	}
	if (bad || digits < 3 || digits > 15)
		return err_field(err, f->name, _("“%s” needs a phone number of 3 to 15 digits; blanks, hyphens and a "
			"leading + are fine."), field_label(f));
	return ST_OK;
}

static bool is_domain(const char *s)
{
	bool dot = false;
	char before = '.';

	for (; *s; before = *s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '.' && (before == '.' || before == '-'))
			return false;
		if (c == '-' && before == '.')
			return false;
		if (c < 0x80 && !isalnum(c) && c != '-' && c != '.')
			return false;
		dot = dot || c == '.';
	}
	return dot && before != '.' && before != '-';
}

static bool is_local_part(const char *s, size_t len)
{
	if (len == 0 || len > 64 || s[0] == '.' || s[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c < 0x80 && !isalnum(c) && !strchr("!#$%&'*+/=?^_`{|}~.-", c))
			return false;
		if (c == '.' && s[i + 1] == '.')
			return false;
	}
	return true;
}

/* RFC 5321's form without quoted parts; the domain in small letters. */
static enum status check_email(const struct field *f, const char *in, struct str *out, struct err *err)
{
	const char *at = strrchr(in, '@');

	if (!at || strlen(in) > 254 || !is_local_part(in, (size_t)(at - in)) || !is_domain(at + 1))
		return err_field(err, f->name, _("“%s” needs an e-mail address such as name@example.org."), field_label(f));
	str_addn(out, in, (size_t)(at - in));
	for (; *at; at++)
		str_addc(out, *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at);
	return ST_OK;
}

static enum status check_reference(const struct field *f, const char *in, struct str *out, struct err *err)
{
	struct id id;
	char text[37];

	if (!id_parse(in, &id) || id_none(id))
		return err_field(err, f->name, _("“%s” needs a record that stands in the file."), field_label(f));
	id_text(id, text);
	str_add(out, text);
	return ST_OK;
}

/* "9:30", "09.30", "9h30", "0930", "9". */
static enum status check_time(const struct field *f, const char *in, struct str *out, struct err *err)
{
	size_t head = strspn(in, "0123456789");
	const char *rest = in + head;
	int hour = -1, minute = 0;

	if (head == 4 && !*rest) {
		hour = (in[0] - '0') * 10 + in[1] - '0';
		minute = (in[2] - '0') * 10 + in[3] - '0';
	} else if (head >= 1 && head <= 2) {
		hour = atoi(in);
		if (*rest && strchr(":.hH", *rest) && rest[1])
			rest++;
		if (strspn(rest, "0123456789") == 2 && !rest[2])
			minute = atoi(rest);
		else if (*rest)
			hour = -1;
	}
	if (hour < 0 || hour > 23 || minute > 59)
		return err_field(err, f->name, _("“%s” needs a time of the day such as 09:30."), field_label(f));
	str_addf(out, "%02d:%02d", hour, minute);
	return ST_OK;
}

/* One of several: into the list, unless it stands there. */
static enum status add_one(const struct field *f, const char *in, struct str *out, struct err *err)
{
	struct str one = STR_INIT;
	enum status st = f->kind == FIELD_CHOICES ? check_choice(f, in, &one, err) : check_language(f, in, &one, err);

	if (st == ST_OK && !field_holds(str_get(out), str_get(&one)))
		str_addf(out, "%s%s", out->len ? ", " : "", str_get(&one));
	str_free(&one);
	return st;
}

/* Parted by commas or semicolons, also by those of Arabic and East Asian writing, and by lines. */
static enum status check_several(const struct field *f, const char *in, struct str *out, struct err *err)
{
	static const char *const commas[] = { ",", ";", "\n", "،", "؛", "、", "，" };
	struct str part = STR_INIT, tidy = STR_INIT;
	enum status st = ST_OK;

	while (st == ST_OK && *in) {
		size_t skip = 0;

		for (size_t i = 0; i < ARRAY_LEN(commas) && !skip; i++)
			skip = str_starts(in, commas[i]) ? strlen(commas[i]) : 0;
		if (!skip)
			str_addc(&part, *in++);
		in += skip;
		if (skip || !*in) {
			str_clear(&tidy);
			text_tidy(&tidy, str_get(&part), false);
			st = tidy.len ? add_one(f, str_get(&tidy), out, err) : ST_OK;
			str_clear(&part);
		}
	}
	str_free(&part);
	str_free(&tidy);
	return st;
}

static enum status check_term(const struct field *f, const char *in, struct str *out, struct err *err)
{
	struct term term;
	char text[TERM_TEXT_MAX];

	if (!term_typed(in, &term))
		return err_field(err, f->name, _("“%s” needs a length of time such as 10 days, 20 working days, 6 weeks, 3 months "
			"or 1 year."), field_label(f));
	term_canonical(term, text);
	str_add(out, text);
	return ST_OK;
}

static enum status check_timetable(const struct field *f, const char *in, struct str *out, struct err *err)
{
	struct timetable hours;

	if (!timetable_typed(in, &hours))
		return err_field(err, f->name, _("“%s” needs weekdays and hours such as Mon Wed 9:00-12:00, Fri 13:00-16:00; hours "
			"of one day do not overlap."), field_label(f));
	timetable_canonical(out, &hours);
	return ST_OK;
}

static check_fn *const checks[] = {
	[FIELD_TEXT] = check_text, [FIELD_LONG_TEXT] = check_text, [FIELD_DATE] = check_date,
	[FIELD_CHOICE] = check_choice, [FIELD_CEFR] = check_choice, [FIELD_LANGUAGE] = check_language,
	[FIELD_COUNTRY] = check_country, [FIELD_OCCUPATION] = check_occupation, [FIELD_YES_NO] = check_yes_no,
	[FIELD_NUMBER] = check_number, [FIELD_MONEY] = check_number, [FIELD_PHONE] = check_phone,
	[FIELD_EMAIL] = check_email, [FIELD_REFERENCE] = check_reference, [FIELD_TIME] = check_time,
	[FIELD_CHOICES] = check_several, [FIELD_LANGUAGES] = check_several,
	[FIELD_TERM] = check_term, [FIELD_TIMETABLE] = check_timetable,
};

/* No byte comes into the file that a terminal could be steered by. */
static enum status check_bytes(const struct field *f, const char *in, struct err *err)
{
	size_t len = strlen(in), pos = 0;

	while (pos < len) {
		uint32_t cp;
		size_t n = utf_decode(in + pos, len - pos, &cp);

		if (n == 0)
			return err_field(err, f->name, _("“%s”: this is not valid UTF-8 text."), field_label(f));
		if (utf_is_control(cp, f->kind == FIELD_LONG_TEXT) && cp != '\t')
			return err_field(err, f->name, _("“%s” holds a control character, which cannot be stored."),
				field_label(f));
		pos += n;
	}
	return ST_OK;
}

enum status field_check(const struct field *field, const char *input, char **canonical, struct err *err)
{
	struct str tidy = STR_INIT, out = STR_INIT;
	enum status st;

	*canonical = NULL;
	if (str_empty(input))
		return ST_OK;
	st = check_bytes(field, input, err);
	if (st != ST_OK)
		return st;
	text_tidy(&tidy, input, field->kind == FIELD_LONG_TEXT);
	if (tidy.len)
		st = checks[field->kind](field, str_get(&tidy), &out, err);
	/* Commas alone name nothing. */
	if (out.len && st == ST_OK)
		*canonical = str_take(&out);
	str_free(&tidy);
	str_free(&out);
	return st;
}

static void show_choice(struct str *out, const struct field *f, const char *canonical)
{
	const struct choice *c = field_choice(f, canonical);

	str_add(out, c ? choice_label(f, c) : canonical);
}

static void show_several(struct str *out, const struct field *f, const char *canonical)
{
	char *copy = mem_str(canonical), *rest = copy, *one;

	for (int n = 0; (one = strsep(&rest, ",")); n++) {
		one += *one == ' ';
		str_add(out, n ? msg_comma() : "");
		if (f->kind == FIELD_CHOICES)
			show_choice(out, f, one);
		else
			text_language_name(out, one);
	}
	free(copy);
}

static void show_number(struct str *out, const struct field *f, const char *canonical)
{
	bool minus = *canonical == '-';
	int shown = f->shown ? f->shown : f->decimals;
	long long n = 0, unit = unit_of(f->decimals - shown);

	for (const char *p = canonical + minus; *p; p++)
		if (*p >= '0' && *p <= '9')
			n = n * 10 + (*p - '0');
	n = (n + unit / 2) / unit;
	text_number(out, minus ? -n : n, shown);
}

static void show_occupation(struct str *out, const char *canonical)
{
	const struct occupation *o = occupation_by_code(canonical);

	str_add(out, o ? occupation_title(o) : canonical);
}

static void show_date(struct str *out, const char *canonical)
{
	struct date d;

	if (date_parse(canonical, &d))
		date_show(out, d);
	else
		str_add(out, canonical);
}

static void show_term(struct str *out, const char *canonical)
{
	struct term term;

	if (term_parse(canonical, &term))
		term_words(out, term);
	else
		str_add(out, canonical);
}

static void show_timetable(struct str *out, const char *canonical)
{
	struct timetable hours;

	if (timetable_read(canonical, &hours))
		timetable_words(out, &hours);
	else
		str_add(out, canonical);
}

/* ---- what is told in words by those who know it ---- */

#define TELLERS 16
static struct { const struct field *field; field_tell *tell; } teller[TELLERS];
static size_t n_tellers;

void field_teller(const char *kind, const char *field, field_tell *tell)
{
	const struct field *which = kind_field(register_kind(kind), field);

	for (size_t i = 0; i < n_tellers; i++)
		if (teller[i].field == which)
			return;
	if (!which || n_tellers == TELLERS)
		BUG("a field that is told in words is not there, or one too many is");
	teller[n_tellers].field = which;
	teller[n_tellers++].tell = tell;
}

/* Without a teller it stays hidden. */
static void show_hidden(struct str *out, const struct field *field, const char *canonical)
{
	for (size_t i = 0; i < n_tellers; i++)
		if (teller[i].field == field)
			teller[i].tell(out, canonical);
}

void field_show(struct str *out, const struct field *field, const char *canonical)
{
	if (str_empty(canonical))
		return;
	if (field->hidden) {
		show_hidden(out, field, canonical);
		return;
	}
	switch (field->kind) {
	case FIELD_DATE:
		show_date(out, canonical);
		break;
	case FIELD_TERM:
		show_term(out, canonical);
		break;
	case FIELD_TIMETABLE:
		show_timetable(out, canonical);
		break;
	case FIELD_CHOICE:
	case FIELD_CEFR:
		show_choice(out, field, canonical);
		break;
	case FIELD_LANGUAGE:
		text_language_name(out, canonical);
		break;
	case FIELD_CHOICES:
	case FIELD_LANGUAGES:
		show_several(out, field, canonical);
		break;
	case FIELD_COUNTRY:
		text_country_name(out, canonical);
		break;
	case FIELD_OCCUPATION:
		show_occupation(out, canonical);
		break;
	case FIELD_YES_NO:
		str_add(out, str_same(canonical, "yes") ? _("yes") : _("no"));
		break;
	case FIELD_NUMBER:
	case FIELD_MONEY:
		show_number(out, field, canonical);
		break;
	default:
		str_add(out, field->phrase ? _(canonical) : canonical);
	}
}
