/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A calendar as RFC 5545 has it.  Times are in UTC, so that no time zone has to be
 * told along; lines are folded at 75 octets between characters, text is escaped.
 * What stands in it leaves the vault: the caller decides how little that is.
 */
#ifndef EXCHANGE_ICS_H
#define EXCHANGE_ICS_H

#include "base/date.h"
#include "base/id.h"
#include "base/str.h"

struct ics_event {
	struct id id;                /* UID: the same event is the same for ever */
	int64_t rev;                 /* SEQUENCE: raised by every change */
	struct date day;             /* local */
	int from, to;                /* minutes of the day, local */
	const char *summary;
	const char *location;        /* NULL: none */
	bool cancelled;
};
void ics_begin(struct str *out);
/* `now_ms`: when this was written. */
void ics_add(struct str *out, const struct ics_event *event, int64_t now_ms);
void ics_end(struct str *out);

#endif
