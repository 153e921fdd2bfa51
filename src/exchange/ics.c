/* SPDX-License-Identifier: EUPL-1.2 */
/* Content lines, folded and escaped (RFC 5545, 3.1 and 3.3.11). */
#include <config.h>

#include "exchange/ics.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define LINE_OCTETS 75

/* A line longer than 75 octets goes on behind a blank; a character is never torn. */
static void fold(struct str *out, const char *line)
{
	size_t len = strlen(line), at = 0, room = LINE_OCTETS;

	while (len - at > room) {
		size_t cut = at + room;

		while (cut > at && ((unsigned char)line[cut] & 0xc0) == 0x80)
			cut--;
		str_addn(out, line + at, cut - at);
		str_add(out, "\r\n ");
		at = cut;
		room = LINE_OCTETS - 1;
	}
	str_add(out, line + at);
	str_add(out, "\r\n");
}

static void put_text(struct str *out, const char *name, const char *value)
{
	struct str line = STR_INIT;

	str_addf(&line, "%s:", name);
	for (const char *p = value; *p; p++) {
		if (*p == '\n') {
			str_add(&line, "\\n");
			continue;
		}
		if (*p == '\\' || *p == ';' || *p == ',')
			str_addc(&line, '\\');
		if ((unsigned char)*p >= 0x20 && *p != 0x7f)
			str_addc(&line, *p);
	}
	fold(out, str_get(&line));
	str_free(&line);
}

static void put_moment(struct str *out, const char *name, time_t when)
{
	struct tm tm;
	char text[32];

	gmtime_r(&when, &tm);
	strftime(text, sizeof(text), "%Y%m%dT%H%M%SZ", &tm);
	str_addf(out, "%s:%s\r\n", name, text);
}

/* By the clock on the wall of this computer, summer time and all. */
static time_t moment(struct date day, int minutes)
{
	struct tm tm = { .tm_year = day.year - 1900, .tm_mon = day.month - 1, .tm_mday = day.day, .tm_hour = minutes / 60,
		.tm_min = minutes % 60, .tm_isdst = -1 };

	return mktime(&tm);
}

void ics_begin(struct str *out)
{
	str_add(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//" PACKAGE_NAME "//" PACKAGE_VERSION "//EN\r\n"
		"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
}

void ics_add(struct str *out, const struct ics_event *event, int64_t now_ms)
{
	char id[37];

	id_text(event->id, id);
	str_add(out, "BEGIN:VEVENT\r\n");
	put_text(out, "UID", id);
	put_moment(out, "DTSTAMP", (time_t)(now_ms / 1000));
	put_moment(out, "DTSTART", moment(event->day, event->from));
	put_moment(out, "DTEND", moment(event->day, event->to));
	str_addf(out, "SEQUENCE:%lld\r\n", (long long)event->rev);
	put_text(out, "SUMMARY", event->summary);
	if (event->location)
		put_text(out, "LOCATION", event->location);
	str_addf(out, "STATUS:%s\r\n", event->cancelled ? "CANCELLED" : "CONFIRMED");
	str_add(out, "CLASS:PRIVATE\r\nEND:VEVENT\r\n");
}

void ics_end(struct str *out)
{
	str_add(out, "END:VCALENDAR\r\n");
}
