/* SPDX-License-Identifier: EUPL-1.2 */
/* Ways between neighbourhoods, values of rows, and frozen values in words; see pairs_own.h. */
#include "match/pairs_own.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/near.h"
#include "register/read.h"
#include "store/query.h"
#include "store/sealed.h"

#define SCALE 1e5           /* the register keeps degrees with five decimals */

QUERY(all_points, "pairs.neighbourhoods", QUERY_INTERACTIVE,
	"SELECT id, latitude, longitude FROM neighbourhood WHERE gone = 0");
/* Whom nothing is offered to does not stand in this index. */
QUERY(person_of, "pairs.person", QUERY_INTERACTIVE,
	"SELECT coalesce(paused_until, '') > :day, CASE WHEN address_secret IS 1 THEN NULL ELSE neighbourhood END"
	" FROM person INDEXED BY person_open WHERE id = :id AND gone = 0 AND left IS NULL AND restricted IS NULL");

int pairs_waited(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	int days = facts->candidate[candidate].waited;

	(void)place;
	return days < 0 ? MEASURE_UNKNOWN : pairs_part(days, by->full);
}

void pairs_waited_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	*out = (struct measured){ .share = pairs_waited(facts, by, candidate, place) };
	pairs_put(out->has, facts->candidate[candidate].waited);
}

void *pairs_more(void *array, int n, size_t size)
{
	/* Grown by halves of powers of two: at 0, 16, 32, 64 ... */
	if (n == 0)
		return mem_resize(array, 16, size);
	return n >= 16 && (n & (n - 1)) == 0 ? mem_resize(array, (size_t)n * 2, size) : array;
}

/* ---- ways ---- */

enum status ways_read(struct store *town, struct ways *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(town, &all_points, &stmt, err);

	*out = (struct ways){ .at = map_new() };
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct way_point *one;

		out->point = pairs_more(out->point, out->n, sizeof(*out->point));
		one = &out->point[out->n++];
		*one = (struct way_point){ .id = stmt_get_id(stmt, 0), .known = !stmt_is_null(stmt, 1) && !stmt_is_null(stmt, 2) };
		one->latitude = (double)stmt_get_int(stmt, 1) / SCALE;
		one->longitude = (double)stmt_get_int(stmt, 2) / SCALE;
		*map_at(out->at, one->id.b, sizeof(one->id.b)) = out->n;
	}
	out->metres = mem_array((size_t)out->n * (size_t)out->n, sizeof(*out->metres));
	return st == ST_DONE ? ST_OK : st;
}

void ways_clear(struct ways *ways)
{
	map_free(ways->at);
	free(ways->point);
	free(ways->metres);
	*ways = (struct ways){ .at = NULL };
}

int ways_number(const struct ways *ways, struct id neighbourhood)
{
	const int64_t *at = id_none(neighbourhood) ? NULL : map_find(ways->at, neighbourhood.b, sizeof(neighbourhood.b));

	return at ? (int)*at - 1 : PAIRS_UNKNOWN;
}

static int32_t measured(const struct way_point *a, const struct way_point *b)
{
	if (a == b)
		return 0;
	return a->known && b->known ?
		(int32_t)(10 * near_degrees(a->latitude, a->longitude, b->latitude, b->longitude) + 0.5) * 100 : PAIRS_UNKNOWN;
}

int64_t ways_metres(const struct ways *ways, int from, int to)
{
	int32_t *kept;

	if (from < 0 || to < 0)
		return PAIRS_UNKNOWN;
	kept = &ways->metres[(size_t)from * (size_t)ways->n + (size_t)to];
	if (*kept == 0)
		*kept = measured(&ways->point[from], &ways->point[to]) + 2;
	return *kept - 2;
}

int pairs_minutes(const struct timetable *a, const struct timetable *b)
{
	int minutes = 0;

	for (int i = 0; i < a->n; i++)
		for (int j = 0; j < b->n; j++) {
			int from = a->at[i].from > b->at[j].from ? a->at[i].from : b->at[j].from;
			int to = a->at[i].to < b->at[j].to ? a->at[i].to : b->at[j].to;

			if (a->at[i].weekday == b->at[j].weekday && to > from)
				minutes += to - from;
		}
	return minutes;
}

/* ---- values of a row ---- */

int64_t pairs_number(struct stmt *stmt, int column)
{
	return stmt_is_null(stmt, column) ? PAIRS_UNKNOWN : stmt_get_int(stmt, column);
}

int8_t pairs_yes(struct stmt *stmt, int column)
{
	return (int8_t)(stmt_is_null(stmt, column) ? PAIRS_UNKNOWN : stmt_get_int(stmt, column) != 0);
}

int32_t pairs_day(struct stmt *stmt, int column)
{
	const char *text = stmt_get_text(stmt, column);
	struct date day;

	return (int32_t)(text && date_parse(text, &day) ? date_days(day) : PAIRS_UNKNOWN);
}

void pairs_timetable(struct stmt *stmt, int column, struct timetable *out)
{
	if (!timetable_read(stmt_get_text(stmt, column), out))
		out->n = 0;
}

uint32_t pairs_bits(const char *canonical, const struct field *field)
{
	uint32_t bits = 0;

	for (int i = 0; canonical && i < 32 && field->choices[i].key; i++)
		if (field_holds(canonical, field->choices[i].key))
			bits |= 1u << i;
	return bits;
}

uint32_t pairs_choices(struct stmt *stmt, int column, const struct field *field)
{
	return pairs_bits(stmt_get_text(stmt, column), field);
}

void pairs_keys(uint32_t bits, const struct field *field, char out[MEASURED_VALUE])
{
	struct str keys = STR_INIT;

	out[0] = '\0';
	for (int i = 0; i < 32 && field->choices[i].key; i++)
		if (bits & 1u << i && keys.len + 2 + strlen(field->choices[i].key) < MEASURED_VALUE)
			str_addf(&keys, "%s%s", keys.len ? ", " : "", field->choices[i].key);
	if (keys.len)
		str_copy(out, MEASURED_VALUE, str_get(&keys));
	str_free(&keys);
}

int pairs_choice(const char *key, const struct field *field)
{
	for (int i = 0; key && field->choices[i].key; i++)
		if (str_same(field->choices[i].key, key))
			return i;
	return PAIRS_UNKNOWN;
}

/* ---- people ---- */

enum status pairs_person(struct store *store, struct id person, const char *day, struct pairs_person *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &person_of, &stmt, err);

	*out = (struct pairs_person){ .out = true };
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	stmt_text(stmt, "day", day);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = (struct pairs_person){ stmt_get_int(stmt, 0) != 0, stmt_get_id(stmt, 1) };
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status pairs_refuse_out(struct err *err)
{
	return err_set(err, ST_INVALID, _("Nothing is proposed to this person at present: the file is restricted or rests, or the "
		"person has moved away. Nothing was changed."));
}

struct store *pairs_town(struct store *store)
{
	struct store *town = store_town(store);

	return town ? town : store;
}

/* ---- frozen values ---- */

int64_t pairs_value(const char *frozen)
{
	return *frozen ? strtoll(frozen, NULL, 10) : PAIRS_UNKNOWN;
}

void pairs_put(char out[MEASURED_VALUE], int64_t value)
{
	if (value >= 0)
		snprintf(out, MEASURED_VALUE, "%" PRId64, value);
}

void pairs_way_words(struct str *out, int64_t metres)
{
	near_words(out, (double)metres / 1000);
}

char *pairs_shown(const char *kind, const char *field, const char *canonical)
{
	struct str out = STR_INIT;

	field_show(&out, kind_field(register_kind(kind), field), canonical);
	return str_take(&out);
}
