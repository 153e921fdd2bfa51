/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What courses and mentors share: the neighbourhoods with the ways between them, values
 * as they lie in memory, and scales.
 *
 * Scales are of two shapes that can be checked by hand: more counts as its part of `full`
 * (days waited, hours in common), less counts in full up to `full` and beyond it as full
 * divided by it (a way, days until something begins); rounded down to thousandths.
 */
#ifndef MATCH_PAIRS_OWN_H
#define MATCH_PAIRS_OWN_H

#include "base/map.h"
#include "base/timetable.h"
#include "match/match.h"
#include "register/register.h"

enum { PAIRS_UNKNOWN = -1 };

static inline int pairs_part(int64_t value, int64_t full)
{
	return full <= 0 || value >= full ? MATCH_SHARE : value <= 0 ? 0 : (int)(value * MATCH_SHARE / full);
}

static inline int pairs_part_over(int64_t value, int64_t full)
{
	return value <= full || value <= 0 ? MATCH_SHARE : (int)(full * MATCH_SHARE / value);
}

static inline int pairs_met(bool yes)
{
	return yes ? MATCH_SHARE : MEASURE_MISSED;
}

/* Neighbourhoods by number, and how far two lie apart: measured when it is first asked for. */
struct ways {
	struct map *at;              /* id -> number, from 1 on */
	struct way_point { struct id id; double latitude, longitude; bool known; } *point;
	int n;
	int32_t *metres;             /* n x n; 0: not measured yet, else metres + 2, or 1 where it is not known */
};
enum status ways_read(struct store *town, struct ways *out, struct err *err);
void ways_clear(struct ways *ways);
/* The number of a neighbourhood; -1: none, or not there. */
int ways_number(const struct ways *ways, struct id neighbourhood);
/* As the crow flies between the middles, to a hundred metres; PAIRS_UNKNOWN where either is none or not known. */
int64_t ways_metres(const struct ways *ways, int from, int to);

/* Minutes of a week that stand in both. */
int pairs_minutes(const struct timetable *a, const struct timetable *b);

/* Columns of a row. */
int64_t pairs_number(struct stmt *stmt, int column);        /* -1: empty */
int8_t pairs_yes(struct stmt *stmt, int column);            /* 1, 0, -1: empty */
int32_t pairs_day(struct stmt *stmt, int column);           /* days since 1970; a month as its first day; -1: empty */
void pairs_timetable(struct stmt *stmt, int column, struct timetable *out);
/* Bits of the field's choices in their order. */
uint32_t pairs_choices(struct stmt *stmt, int column, const struct field *field);
uint32_t pairs_bits(const char *canonical, const struct field *field);
/* Keys of the choices whose bits are set, as many whole ones as a measured value holds. */
void pairs_keys(uint32_t bits, const struct field *field, char out[MEASURED_VALUE]);
/* Place of the choice, from 0; -1: none. */
int pairs_choice(const char *key, const struct field *field);

/* Whom nothing is offered to: away, restricted, resting. Where the person lives, if it may be used. */
struct pairs_person { bool out; struct id home; };
enum status pairs_person(struct store *store, struct id person, const char *day, struct pairs_person *out, struct err *err);
/* ST_INVALID with words for whoever picked such a person. */
enum status pairs_refuse_out(struct err *err);
/* The town's file: what is to be had stands there, also for a sealed one. */
struct store *pairs_town(struct store *store);

/* Days waited as their part of `full`. */
int pairs_waited(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place);
void pairs_waited_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out);

/* Room for one more; returns the array, grown where needed. */
void *pairs_more(void *array, int n, size_t size);

/* "3.4 km" of frozen metres; a number of the frozen text, -1 where there is none. */
void pairs_way_words(struct str *out, int64_t metres);
int64_t pairs_value(const char *frozen);
void pairs_put(char out[MEASURED_VALUE], int64_t value);    /* nothing for a negative one */
/* The value of this field as it is shown. */
char *pairs_shown(const char *kind, const char *field, const char *canonical);

#endif
