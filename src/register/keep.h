/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How long a field is kept, as its declaration says: from when the time runs, how
 * long, and how it ends.
 *
 *	case                     from the day the person left, for as long as the municipality's setting says
 *	case + 6 months          from that day, for so long
 *	2 years                  from the record's own day
 *	while in use             no clock: the record is nobody's
 *
 * How a whole file ends (destroyed, offered to the archive, anonymised) is the municipality's to set.
 */
#ifndef REGISTER_KEEP_H
#define REGISTER_KEEP_H

#include <stdbool.h>

#include "base/date.h"

enum keep_from { KEEP_WHILE_USED, KEEP_FROM_CASE, KEEP_FROM_RECORD };
enum keep_end { KEEP_DESTROY, KEEP_ARCHIVE, KEEP_ANONYMISE };
struct keep {
	enum keep_from from;
	bool by_setting;       /* "case" alone */
	int years, months, days;
	enum keep_end end;     /* of a file, by the setting */
};
bool keep_parse(const char *text, struct keep *out);
/* "6 months", "2 years", "30 days" alone. */
bool keep_parse_term(const char *text, struct keep *out);
/* The first day on which the time is over. */
struct date keep_over(const struct keep *keep, struct date from);
/* "destroy", "archive", "anonymise": words of the program. */
const char *keep_end_key(enum keep_end end);
bool keep_end_by_key(const char *key, enum keep_end *out);

#endif
