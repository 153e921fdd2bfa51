/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a posting says, into the cells of a vacancy.  Publishers write the same thing as text, number, object or list:
 * each reader takes what schema.org allows and what is seen in its stead.  What a vacancy has no place for is left out;
 * what the text alone can hold stands at its end.
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf.h"
#include "exchange/jobposting.h"

/* ---- text ---- */

static const struct { const char *name, *means; } entities[] = {
	{ "amp;", "&" }, { "lt;", "<" }, { "gt;", ">" }, { "quot;", "\"" }, { "apos;", "'" }, { "nbsp;", " " },
	{ "ndash;", "–" }, { "mdash;", "—" }, { "bull;", "•" }, { "hellip;", "…" }, { "euro;", "€" }, { "rsquo;", "’" },
	{ "lsquo;", "‘" }, { "rdquo;", "”" }, { "ldquo;", "“" }, { "auml;", "ä" }, { "ouml;", "ö" }, { "uuml;", "ü" },
	{ "Auml;", "Ä" }, { "Ouml;", "Ö" }, { "Uuml;", "Ü" }, { "szlig;", "ß" }, { "eacute;", "é" }, { "egrave;", "è" },
	{ "agrave;", "à" }, { "ccedil;", "ç" },
};

/* Behind the ampersand; how many bytes were taken, 0: it is none. */
static size_t add_entity(struct str *out, const char *s)
{
	char *end, utf[4];
	unsigned long code;

	for (size_t i = 0; i < ARRAY_LEN(entities); i++)
		if (strncmp(s, entities[i].name, strlen(entities[i].name)) == 0) {
			str_add(out, entities[i].means);
			return strlen(entities[i].name);
		}
	if (s[0] != '#')
		return 0;
	code = s[1] == 'x' || s[1] == 'X' ? strtoul(s + 2, &end, 16) : strtoul(s + 1, &end, 10);
	if (*end != ';' || code < 32 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		return 0;
	str_addn(out, utf, utf_encode((uint32_t)code, utf));
	return (size_t)(end - s) + 1;
}

static bool breaks_line(const char *tag)
{
	static const char *const tags[] = { "br", "p", "/p", "li", "div", "/div", "ul", "/ul", "ol", "/ol", "h1", "h2", "h3", "h4",
		"/h1", "/h2", "/h3", "/h4", "tr" };
	size_t len = strcspn(tag, " \t\r\n>/") + (tag[0] == '/' ? 1 + strcspn(tag + 1, " \t\r\n>/") : 0);

	for (size_t i = 0; i < ARRAY_LEN(tags); i++)
		if (strlen(tags[i]) == len && strncasecmp(tag, tags[i], len) == 0)
			return true;
	return false;
}

static void end_line(struct str *out)
{
	while (out->len > 0 && (out->s[out->len - 1] == ' ' || out->s[out->len - 1] == '\t'))
		out->s[--out->len] = '\0';
	if (out->len > 1 && out->s[out->len - 1] == '\n' && out->s[out->len - 2] == '\n')
		return;
	if (out->len > 0)
		str_addc(out, '\n');
}

char *jobfields_plain(const char *html)
{
	struct str out = STR_INIT;
	const char *last = strrchr(html, '>');     /* behind it nothing is a tag, and none is looked for */

	while (*html) {
		const char *end = last && html < last && *html == '<' && (isalpha((unsigned char)html[1]) || html[1] == '/' ||
			html[1] == '!') ? strchr(html, '>') : NULL;
		size_t taken = *html == '&' ? add_entity(&out, html + 1) : 0;

		if (end) {
			if (breaks_line(html + 1))
				end_line(&out);
			if (strncasecmp(html, "<li", 3) == 0)
				str_add(&out, "• ");
			html = end + 1;
		} else if (taken) {
			html += taken + 1;
		} else {
			if (*html == '\n')
				end_line(&out);
			else if ((unsigned char)*html >= 32 || *html == '\t')
				str_addc(&out, *html);
			html++;
		}
	}
	while (out.len > 0 && isspace((unsigned char)out.s[out.len - 1]))
		out.s[--out.len] = '\0';
	str_get(&out);
	return str_take(&out);
}

/* ---- values ---- */

/* A node that says no more than where it stands is looked up among the others of its document. */
static const json_t *follow(const json_t *value, const json_t *near)
{
	const char *id = json_string_value(json_object_get(value, "@id"));
	const json_t *node = id && json_object_size(value) <= 2 ? json_object_get(near, id) : NULL;

	return node ? node : value;
}

/* What is to be read as words of a value: itself, or what an object calls its name. */
static char *words_of(const json_t *value)
{
	static const char *const names[] = { "name", "@value", "value", "description", "text", "credentialCategory", "url" };

	if (json_is_string(value) && *json_string_value(value))
		return jobfields_plain(json_string_value(value));
	if (json_is_integer(value))
		return mem_fmt("%lld", (long long)json_integer_value(value));
	if (json_is_real(value) && isfinite(json_real_value(value)))
		return mem_fmt("%.15g", json_real_value(value));
	for (size_t i = 0; json_is_object(value) && i < ARRAY_LEN(names); i++) {
		const json_t *inner = json_object_get(value, names[i]);

		if (inner && !json_is_object(inner) && !json_is_array(inner))
			return words_of(inner);
	}
	return NULL;
}

/* All words of a value, each of several behind `between`. */
static void add_words(struct str *out, const json_t *value, const json_t *near, const char *between)
{
	const json_t *one;
	size_t i;
	char *words;

	if (json_is_array(value)) {
		json_array_foreach(value, i, one)
			if (!json_is_array(one))
				add_words(out, one, near, between);
		return;
	}
	words = words_of(follow(value, near));
	if (words && *words) {
		if (out->len)
			str_add(out, between);
		str_add(out, words);
	}
	free(words);
}

static char *take(struct str *out)
{
	if (out->len)
		return str_take(out);
	str_free(out);
	return NULL;
}

static char *line_of(const json_t *value, const json_t *near)
{
	struct str out = STR_INIT;

	add_words(&out, value, near, "; ");
	for (size_t i = 0; i < out.len; i++)
		if (out.s[i] == '\n')
			out.s[i] = ' ';
	return take(&out);
}

/* The day of "2026-05-04T09:00:00+02:00". */
static char *day_of(const json_t *value)
{
	char *words = line_of(value, NULL);

	if (words && strlen(words) > 10 && (words[10] == 'T' || words[10] == ' '))
		words[10] = '\0';
	return words;
}

/* "3.000,50", "EUR 3,000", 3000.5: a number as fields are read; NULL where there is none. */
static char *amount_of(const json_t *value)
{
	char *words = json_is_real(value) ? mem_fmt("%.2f", json_real_value(value)) : words_of(value), *out = NULL;
	const char *from = words, *end, *point = NULL;
	struct str plain = STR_INIT;

	from = from ? from + strcspn(from, "0123456789") : NULL;
	if (from && *from) {
		end = from + strspn(from, "0123456789.,' ");
		while (end > from && !isdigit((unsigned char)end[-1]))
			end--;
		/* A sign before the last one or two digits parts the cents. */
		for (int i = 2; i <= 3; i++)
			if (end - from > i && (end[-i] == '.' || end[-i] == ','))
				point = end - i;
		for (const char *p = from; p < end; p++) {
			if (p == point)
				str_addc(&plain, '.');
			else if (isdigit((unsigned char)*p))
				str_addc(&plain, *p);
		}
		out = take(&plain);
	}
	free(words);
	return out;
}

/* ---- parts of a posting ---- */

static const char *means(const char *word, size_t len, const char *const pairs[][2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(pairs[i][0]) == len && strncasecmp(word, pairs[i][0], len) == 0)
			return pairs[i][1];
	return NULL;
}

/* FULL_TIME, PART_TIME, INTERN …: as text, as a list, or several in one text. */
static void read_employment(const json_t *posting, char *cell[JOB_CELLS])
{
	static const char *const hours[][2] = { { "FULLTIME", "full" }, { "PARTTIME", "part" } };
	static const char *const contracts[][2] = {
		{ "PERMANENT", "permanent" }, { "TEMPORARY", "fixed" }, { "FIXEDTERM", "fixed" }, { "SEASONAL", "fixed" },
		{ "AGENCY", "agency" }, { "APPRENTICESHIP", "apprenticeship" }, { "APPRENTICE", "apprenticeship" },
		{ "INTERN", "internship" }, { "INTERNSHIP", "internship" }, { "VOLUNTEER", "trial" },
	};
	char *words = line_of(json_object_get(posting, "employmentType"), NULL), *to = words;
	const char *how = NULL, *contract = NULL;

	for (const char *p = words; p && *p; p++)
		if (!strchr(" _-", *p) || p[0] == ';')
			*to++ = *p;
	if (to)
		*to = '\0';
	for (const char *p = words; p && *p; p += strcspn(p, ",;/|"), p += strspn(p, ",;/|")) {
		const char *this = means(p, strcspn(p, ",;/|"), hours, ARRAY_LEN(hours));
		const char *kind = means(p, strcspn(p, ",;/|"), contracts, ARRAY_LEN(contracts));

		how = this && how && strcmp(this, how) != 0 ? "either" : this ? this : how;
		contract = contract ? contract : kind;
	}
	free(words);
	cell[JOB_HOURS] = mem_str(how);
	cell[JOB_CONTRACT] = mem_str(contract);
}

/* "38", "32-40 hours per week", "32 à 40": numbers of a week's hours and nothing that could be times of day. */
static bool read_work_hours(const char *words, char *cell[JOB_CELLS])
{
	double n[3] = { 0, 0, 0 };
	int count = 0;

	for (const char *p = words; p && *p && count < 3;) {
		char *end;

		if (!isdigit((unsigned char)*p)) {
			if (*p == ':')
				return false;
			p++;
			continue;
		}
		n[count++] = strtod(p, &end);
		p = end;
	}
	if (count < 1 || count > 2 || n[0] < 4 || n[0] > 80 || (count == 2 && (n[1] < n[0] || n[1] > 80)))
		return false;
	/* The fields take tenths; quarters of an hour stay words. */
	for (int i = 0; i < count; i++)
		if (fabs(n[i] * 10 - round(n[i] * 10)) > 1e-6)
			return false;
	cell[JOB_HOURS_FROM] = mem_fmt("%g", n[0]);
	cell[JOB_HOURS_TO] = mem_fmt("%g", n[count - 1]);
	return true;
}

static void add_part(struct str *out, const json_t *address, const char *key, const char *between)
{
	char *words = line_of(json_object_get(address, key), NULL);

	if (words) {
		if (out->len)
			str_add(out, between);
		str_add(out, words);
	}
	free(words);
}

static void add_place(const json_t *place, const json_t *near, struct str *names, struct str *addresses)
{
	const json_t *address = json_object_get(place, "address");
	struct str one = STR_INIT, where = STR_INIT;

	address = follow(address ? address : place, near);
	if (json_is_string(place) || json_is_string(address)) {
		add_words(names, json_is_string(place) ? place : address, near, "; ");
		return;
	}
	add_part(&where, address, "addressLocality", "");
	if (!where.len)
		add_part(&where, address, "addressRegion", "");
	if (!where.len)
		add_part(&where, place, "name", "");
	add_part(&one, address, "streetAddress", "");
	add_part(&one, address, "postalCode", ", ");
	add_part(&one, address, "addressLocality", one.len ? " " : "");
	add_part(&one, address, "addressRegion", ", ");
	add_part(&one, address, "addressCountry", ", ");
	if (where.len && !(names->len && strstr(str_get(names), str_get(&where))))
		str_addf(names, "%s%s", names->len ? "; " : "", str_get(&where));
	if (one.len)
		str_addf(addresses, "%s%s", addresses->len ? "\n" : "", str_get(&one));
	str_free(&one);
	str_free(&where);
}

static void read_place(const json_t *posting, const json_t *near, char *cell[JOB_CELLS])
{
	const json_t *places = json_object_get(posting, "jobLocation"), *one;
	struct str names = STR_INIT, addresses = STR_INIT;
	char *kind = line_of(json_object_get(posting, "jobLocationType"), NULL);
	size_t i;

	if (json_is_array(places)) {
		json_array_foreach(places, i, one)
			add_place(follow(one, near), near, &names, &addresses);
	} else if (places) {
		add_place(follow(places, near), near, &names, &addresses);
	}
	cell[JOB_PLACE] = take(&names);
	cell[JOB_ADDRESS] = take(&addresses);
	if (kind && strcasecmp(kind, "TELECOMMUTE") == 0)
		cell[JOB_FROM_HOME] = mem_str(places ? "partly" : "all");
	free(kind);
}

static void read_pay(const json_t *posting, char *cell[JOB_CELLS])
{
	static const char *const per[][2] = {
		{ "HOUR", "hour" }, { "HOURLY", "hour" }, { "DAY", "day" }, { "DAILY", "day" }, { "WEEK", "week" },
		{ "WEEKLY", "week" }, { "MONTH", "month" }, { "MONTHLY", "month" }, { "YEAR", "year" }, { "ANNUAL", "year" },
		{ "YEARLY", "year" }, { "ANNUALLY", "year" }, { "HUR", "hour" }, { "MON", "month" }, { "ANN", "year" },
	};
	const json_t *pay = json_object_get(posting, "baseSalary"), *value;
	char *unit;

	pay = pay ? pay : json_object_get(posting, "estimatedSalary");
	if (json_is_array(pay))
		pay = json_array_get(pay, 0);
	value = json_object_get(pay, "value");
	value = json_is_object(value) ? value : pay;
	cell[JOB_PAY_FROM] = amount_of(json_object_get(value, "minValue"));
	cell[JOB_PAY_TO] = amount_of(json_object_get(value, "maxValue"));
	if (!cell[JOB_PAY_FROM] && !cell[JOB_PAY_TO])
		cell[JOB_PAY_FROM] = amount_of(json_is_object(value) ? json_object_get(value, "value") : value);
	unit = line_of(json_object_get(value, "unitText"), NULL);
	if (!unit)
		unit = line_of(json_object_get(pay, json_object_get(pay, "unitText") ? "unitText" : "duration"), NULL);
	if (unit && (cell[JOB_PAY_FROM] || cell[JOB_PAY_TO]))
		cell[JOB_PAY_PER] = mem_str(means(unit, strlen(unit), per, ARRAY_LEN(per)));
	free(unit);
}

/* ISCO-08's own codes alone; those of other lists mean something else. */
static char *isco_of(const json_t *category)
{
	const json_t *one = json_is_array(category) ? json_array_get(category, 0) : category;
	char *set = line_of(json_object_get(one, "inCodeSet"), NULL), *code = line_of(json_object_get(one, "codeValue"), NULL);
	const char *said = json_string_value(one), *at = said ? strstr(said, "isco/C") : NULL;
	char *out = NULL;

	if (code && set && strcasestr(set, "isco"))
		out = mem_str(code[0] == 'C' ? code + 1 : code);
	else if (at)
		out = mem_strn(at + 6, strspn(at + 6, "0123456789"));
	if (out && (strlen(out) != 4 || strspn(out, "0123456789") != 4)) {
		free(out);
		out = NULL;
	}
	free(set);
	free(code);
	return out;
}

static void read_texts(const json_t *posting, const json_t *near, char *cell[JOB_CELLS])
{
	static const char *const needed[] = { "qualifications", "skills", "experienceRequirements", "educationRequirements",
		"eligibilityToWorkRequirement", "physicalRequirement", "sensoryRequirement", "securityClearanceRequirement" };
	static const char *const told[] = { "description", "responsibilities", "jobBenefits", "incentiveCompensation",
		"specialCommitments" };
	struct str skills = STR_INIT, text = STR_INIT;
	char *hours = line_of(json_object_get(posting, "workHours"), NULL);

	for (size_t i = 0; i < ARRAY_LEN(needed); i++)
		add_words(&skills, json_object_get(posting, needed[i]), near, "\n");
	for (size_t i = 0; i < ARRAY_LEN(told); i++)
		add_words(&text, json_object_get(posting, told[i]), near, "\n");
	if (hours && !read_work_hours(hours, cell))
		str_addf(&text, "%s%s", text.len ? "\n" : "", hours);
	cell[JOB_SKILLS] = take(&skills);
	cell[JOB_TEXT] = take(&text);
	free(hours);
}

void jobfields_read(const json_t *posting, const json_t *near, char *cell[JOB_CELLS])
{
	const json_t *employer = follow(json_object_get(posting, "hiringOrganization"), near);
	const json_t *number = json_object_get(posting, "identifier");
	const json_t *value = json_object_get(number, "value");

	cell[JOB_TITLE] = line_of(json_object_get(posting, json_object_get(posting, "title") ? "title" : "name"), near);
	if (json_is_array(employer))
		employer = follow(json_array_get(employer, 0), near);
	cell[JOB_EMPLOYER] = line_of(json_object_get(employer, "legalName") && !json_object_get(employer, "name") ?
		json_object_get(employer, "legalName") : employer, near);
	cell[JOB_NUMBER] = line_of(value ? value : number, near);
	cell[JOB_POSTED] = day_of(json_object_get(posting, "datePosted"));
	cell[JOB_UNTIL] = day_of(json_object_get(posting, "validThrough"));
	cell[JOB_STARTS] = day_of(json_object_get(posting, "jobStartDate"));
	cell[JOB_SEATS] = amount_of(json_object_get(posting, "totalJobOpenings"));
	cell[JOB_OCCUPATION] = isco_of(json_object_get(posting, json_object_get(posting, "occupationalCategory") ?
		"occupationalCategory" : "relevantOccupation"));
	cell[JOB_WEB] = line_of(json_object_get(posting, "url"), NULL);
	read_employment(posting, cell);
	read_place(posting, near, cell);
	read_pay(posting, cell);
	read_texts(posting, near, cell);
}
