/* SPDX-License-Identifier: EUPL-1.2 */
/* What Today and the week read, by source: for cases/today.c and cases/week.c alone. */
#ifndef CASES_TODAY_QUERY_H
#define CASES_TODAY_QUERY_H

#include "cases/today.h"
#include "store/query.h"

enum today_source { SOURCE_LAW, SOURCE_STEP, SOURCE_CITY, SOURCE_WATCH, SOURCE_FIRST, SOURCE_MEETING, SOURCE_IDLE,
	SOURCE_EXPECTED, SOURCE_PAUSED, SOURCE_HANDOVER, SOURCES };

/* Which of them: all, of one caseworker, of one stage, of both. */
enum { ALL, OF_WHO, AT_STAGE, OF_WHO_AT_STAGE, NARROWED };

struct source {
	const char *kind;                     /* whose records it shows; NULL: each row says */
	enum today_origin origin;
	const struct query *rows[NARROWED];   /* NULL: the source knows no stages */
	const struct query *count[NARROWED];
};
extern const struct source today_sources[SOURCES];

/* Columns of the rows. All read ranges of an index in its order, from :from to :to (both ends within), with :who and
 * :stage where they are narrowed. */
enum today_column { COL_PERSON, COL_NUMBER, COL_WHAT, COL_DATE, COL_RECORD, COL_TIME, COL_PLACE, COL_INTERPRETER,
	COL_CASEWORKER, COL_STAGE, COL_PAUSED, COL_KIND, COL_WATCH,
	COL_ORIGIN /* of a person's next thing alone */ };
#define COUNT_MOST (TODAY_COUNTED + 1)

/* What a section is made of: sources, from so many days after the day that is asked for to so many days after it. */
#define EVER (-100000)                /* days back: from the beginning */
#define SOURCES_MOST 2
struct part { enum today_source source; int from, to; };
struct section { int parts; struct part part[SOURCES_MOST]; };

struct reading {
	struct store *store;
	const struct actor *actor;
	const struct today_ask *ask;
	const struct section *sections;
	char *kinds;                  /* JSON array of the kinds that the actor sees; NULL: all that belong to a person */
	struct today *out;
};
enum status today_section_read(const struct reading *r, enum today_section section, struct err *err);
enum status today_section_count(const struct reading *r, enum today_section section, struct err *err);
/* Whose rows they are. */
enum status today_titles(const struct reading *r, struct err *err);
/* The statement's row, appended to what is read. */
void today_row_take(const struct reading *r, enum today_section section, enum today_origin origin, struct stmt *stmt);

#endif
