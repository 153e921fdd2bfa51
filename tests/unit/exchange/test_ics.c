/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The calendar read back by a reader written from RFC 5545 alone: lines unfolded,
 * text unescaped, times in UTC whatever the clock on the wall says.
 */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/utf.h"
#include "exchange/ics.h"

/* 2026-05-04T09:30:00Z */
#define NOW INT64_C(1777887000000)

/* Every line ends with CRLF and holds at most 75 octets of whole characters; folded ones are joined. */
static char *unfolded(const char *ics)
{
	struct str out = STR_INIT;

	while (*ics) {
		const char *end = strstr(ics, "\r\n");
		size_t len;

		assert_non_null(end);
		len = (size_t)(end - ics);
		assert_true(len <= 75);
		assert_null(memchr(ics, '\n', len));
		assert_true(((unsigned char)ics[0] & 0xc0) != 0x80);
		if (*ics == ' ') {
			assert_true(((unsigned char)ics[1] & 0xc0) != 0x80);
			str_addn(&out, ics + 1, len - 1);
		} else {
			if (out.len)
				str_addc(&out, '\n');
			str_addn(&out, ics, len);
		}
		ics = end + 2;
	}
	return str_take(&out);
}

/* The value of a line of the n-th event, unescaped. Yours; NULL: there is no such line. */
static char *value(const char *lines, int event, const char *name)
{
	const char *at = lines;
	struct str out = STR_INIT;
	char *begins = mem_fmt("\n%s:", name);
	const char *end;

	for (int i = 0; i <= event; i++) {
		at = strstr(at, "\nBEGIN:VEVENT");
		assert_non_null(at);
		at++;
	}
	end = strstr(at, "\nEND:VEVENT");
	assert_non_null(end);
	at = strstr(at, begins);
	if (!at || at > end) {
		free(begins);
		return NULL;
	}
	for (at += strlen(begins); *at && *at != '\n'; at++) {
		if (*at != '\\') {
			assert_null(strchr(",;", *at));
			str_addc(&out, *at);
			continue;
		}
		at++;
		assert_non_null(strchr("\\;,nN", *at));
		str_addc(&out, *at == 'n' || *at == 'N' ? '\n' : *at);
	}
	free(begins);
	str_get(&out);
	return str_take(&out);
}

#define VALUE(lines, event, name, want) do { \
		char *value_ = value(lines, event, name); \
		assert_non_null(value_); \
		assert_string_equal(value_, want); \
		free(value_); \
	} while (0)

static char *written(const struct ics_event *event, int n)
{
	struct str out = STR_INIT;
	char *lines;

	ics_begin(&out);
	for (int i = 0; i < n; i++)
		ics_add(&out, &event[i], NOW);
	ics_end(&out);
	lines = unfolded(str_get(&out));
	str_free(&out);
	return lines;
}

static void wall_clock(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static void text_comes_back_as_it_was(void **state)
{
	static const char *const summary[] = {
		"HA-4172-2649-K Plan interview", "a, b; c \\ d", "two\nlines",
		"موعد مع السيدة مريم حيدري في مكتب الاندماج في الطابق الثاني من مبنى البلدية القديم",
		"ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé",
		"x", "",
	};
	struct ics_event event[ARRAY_LEN(summary)];
	char *lines;

	(void)state;
	wall_clock("UTC");
	for (size_t i = 0; i < ARRAY_LEN(summary); i++)
		event[i] = (struct ics_event){ .id = id_new(), .rev = (int64_t)i, .day = { 2026, 5, 5 }, .from = 600, .to = 645,
			.summary = summary[i], .location = summary[i], .cancelled = i == 1 };
	lines = written(event, (int)ARRAY_LEN(summary));
	for (size_t i = 0; i < ARRAY_LEN(summary); i++) {
		char id[37];

		id_text(event[i].id, id);
		VALUE(lines, (int)i, "UID", id);
		VALUE(lines, (int)i, "SUMMARY", summary[i]);
		VALUE(lines, (int)i, "LOCATION", summary[i]);
		VALUE(lines, (int)i, "STATUS", i == 1 ? "CANCELLED" : "CONFIRMED");
		VALUE(lines, (int)i, "DTSTAMP", "20260504T093000Z");
	}
	assert_true(str_starts(lines, "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:"));
	assert_string_equal(lines + strlen(lines) - strlen("END:VCALENDAR"), "END:VCALENDAR");
	free(lines);
}

/* Folding at every length around the edge, with characters of one to four bytes. */
static void no_character_is_torn(void **state)
{
	static const char *const letter[] = { "a", "é", "م", "語", "😀" };

	(void)state;
	wall_clock("UTC");
	for (size_t l = 0; l < ARRAY_LEN(letter); l++) {
		for (int n = 60; n < 160; n++) {
			struct str text = STR_INIT;
			struct ics_event event = { .id = id_new(), .day = { 2026, 5, 5 }, .from = 600, .to = 645 };
			char *lines;

			for (int i = 0; i < n; i++)
				str_add(&text, i % 7 ? letter[l] : "b");
			event.summary = str_get(&text);
			lines = written(&event, 1);
			VALUE(lines, 0, "SUMMARY", str_get(&text));
			free(lines);
			str_free(&text);
		}
	}
}

/* Rules written out, so that no table of zones is needed. */
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define LISBON "WET0WEST,M3.5.0/1,M10.5.0"

/* Ten in the morning is another moment in winter than in summer, and another one elsewhere. */
static void times_are_those_of_the_wall_clock(void **state)
{
	static const struct { const char *zone; struct date day; int from; const char *utc; } cases[] = {
		{ BERLIN, { 2026, 1, 15 }, 600, "20260115T090000Z" },
		{ BERLIN, { 2026, 7, 15 }, 600, "20260715T080000Z" },
		{ BERLIN, { 2026, 3, 28 }, 600, "20260328T090000Z" },
		{ BERLIN, { 2026, 3, 29 }, 600, "20260329T080000Z" },    /* the night before, clocks went forward */
		{ BERLIN, { 2026, 10, 25 }, 600, "20261025T090000Z" },   /* and here back */
		{ BERLIN, { 2026, 7, 15 }, 30, "20260714T223000Z" },     /* the day before in UTC */
		{ LISBON, { 2026, 7, 15 }, 600, "20260715T090000Z" },
		{ "UTC", { 2028, 2, 29 }, 600, "20280229T100000Z" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct ics_event event = { .id = id_new(), .day = cases[i].day, .from = cases[i].from, .to = cases[i].from + 45,
			.summary = "x" };
		char *lines;

		wall_clock(cases[i].zone);
		lines = written(&event, 1);
		VALUE(lines, 0, "DTSTART", cases[i].utc);
		assert_null(value(lines, 0, "LOCATION"));
		free(lines);
	}
	wall_clock("UTC");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_comes_back_as_it_was),
		cmocka_unit_test(no_character_is_torn),
		cmocka_unit_test(times_are_those_of_the_wall_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
