/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The roll: of everybody who has a file what breakdowns and times need, 28 bytes each, in the order of ids. Whatever is
 * counted of people is looked up here, so that no query joins a table to the people's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "insight/inside.h"

QUERY(people_number, "insight.people_number", QUERY_BATCH, "SELECT count(*) FROM person WHERE gone = 0");
QUERY(people_all, "insight.people", QUERY_BATCH,
	"SELECT id, born, gender, arrived, \"left\", neighbourhood, address_secret FROM person NOT INDEXED WHERE gone = 0");
QUERY(places_all, "insight.places", QUERY_BATCH,
	"SELECT id, name, residents FROM neighbourhood WHERE gone = 0 ORDER BY sort_key, id");
QUERY(households_all, "insight.households", QUERY_BATCH,
	"SELECT household, id FROM person INDEXED BY person_by_household WHERE gone = 0 AND household IS NOT NULL ORDER BY household");

/* ---- days ---- */

static int32_t two(const char *s)
{
	return (s[0] - '0') * 10 + s[1] - '0';
}

int32_t ymd_read(const char *canonical)
{
	size_t len = canonical ? strlen(canonical) : 0;

	if (len < 4)
		return 0;
	return (two(canonical) * 100 + two(canonical + 2)) * 10000 + (len >= 7 ? two(canonical + 5) * 100 : 0) +
		(len >= 10 ? two(canonical + 8) : 0);
}

int32_t ymd_of(struct date day)
{
	return (day.year * 100 + day.month) * 100 + day.day;
}

int32_t ymd_first(int32_t ymd)
{
	if (ymd && ymd % 10000 == 0)
		ymd += 100;
	return ymd && ymd % 100 == 0 ? ymd + 1 : ymd;
}

long ymd_days(int32_t ymd)
{
	return date_days((struct date){ ymd / 10000, ymd / 100 % 100, ymd % 100 });
}

uint16_t day_short(int32_t ymd)
{
	long days = ymd ? ymd_days(ymd) : 0;

	return days < 1 && ymd ? 1 : days >= DAY_NEVER ? DAY_NEVER - 1 : (uint16_t)days;
}

void ymd_low_text(int32_t ymd, char out[11])
{
	date_text((struct date){ ymd / 10000, ymd / 100 % 100, ymd % 100 }, out);
	if (ymd % 10000 == 101)
		out[4] = '\0';
	else if (ymd % 100 == 1)
		out[7] = '\0';
}

/* ---- reading ---- */

static enum status places_read(struct run *run, struct err *err)
{
	struct roll *roll = &run->roll;
	struct stmt *stmt;
	enum status st = store_query(run->store, &places_all, &stmt, err);

	while (st == ST_OK && (st = rows_next(run, stmt, err)) == ST_OK) {
		const char *name = stmt_get_text(stmt, 1);

		if (roll->n_places == PLACE_UNKNOWN - 1)
			continue;
		roll->place = mem_resize(roll->place, (size_t)roll->n_places + 1, sizeof(*roll->place));
		roll->place[roll->n_places++] = (struct place){ stmt_get_id(stmt, 0), mem_str(name ? name : ""),
			stmt_is_null(stmt, 2) ? -1 : stmt_get_int(stmt, 2) };
	}
	return st == ST_DONE ? ST_OK : st;
}

static uint8_t gender_of(const char *s)
{
	return str_same(s, "woman") ? GENDER_WOMAN : str_same(s, "man") ? GENDER_MAN : str_same(s, "other") ? GENDER_OTHER :
		GENDER_UNKNOWN;
}

/* Neighbours in rows are often neighbours in place: the last one is tried first. */
static uint16_t place_of(const struct roll *roll, struct id id)
{
	static const struct id none;

	if (memcmp(&id, &none, sizeof(id)) == 0)
		return PLACE_UNKNOWN;
	for (int i = 0; i < roll->n_places; i++)
		if (memcmp(roll->place[i].id.b, id.b, sizeof(id.b)) == 0)
			return (uint16_t)i;
	return PLACE_UNKNOWN;
}

static struct soul soul_read(const struct roll *roll, struct stmt *stmt)
{
	int32_t arrived = ymd_read(stmt_get_text(stmt, 3));
	struct soul soul = { .id = stmt_get_id(stmt, 0), .born = ymd_read(stmt_get_text(stmt, 1)),
		.gender = gender_of(stmt_get_text(stmt, 2)), .arrived = day_short(ymd_first(arrived)), .exact = arrived % 100 != 0,
		.left = day_short(ymd_first(ymd_read(stmt_get_text(stmt, 4)))), .place = PLACE_UNKNOWN };

	if (soul.left && soul.left < soul.arrived)
		soul.left = soul.arrived;
	if (!stmt_is_null(stmt, 5) && !stmt_get_int(stmt, 6))
		soul.place = place_of(roll, stmt_get_id(stmt, 5));
	return soul;
}

static int by_id(const struct soul *a, const struct soul *b)
{
	return memcmp(a->id.b, b->id.b, sizeof(a->id.b));
}

static void swap(struct soul *a, struct soul *b)
{
	struct soul was = *a;

	*a = *b;
	*b = was;
}

/* Heapsort: in place, where qsort() would take as much room again. */
static void sink(struct soul *heap, int at, int n)
{
	for (int child; (child = 2 * at + 1) < n; at = child) {
		child += child + 1 < n && by_id(&heap[child], &heap[child + 1]) < 0;
		if (by_id(&heap[at], &heap[child]) >= 0)
			return;
		swap(&heap[at], &heap[child]);
	}
}

static void sort_by_id(struct soul *soul, int n)
{
	for (int i = n / 2 - 1; i >= 0; i--)
		sink(soul, i, n);
	for (int i = n - 1; i > 0; i--) {
		swap(&soul[0], &soul[i]);
		sink(soul, 0, i);
	}
}

enum status roll_read(struct run *run, struct err *err)
{
	struct roll *roll = &run->roll;
	struct stmt *stmt;
	int64_t room;
	enum status st = places_read(run, err);

	if (st == ST_OK)
		st = store_query(run->store, &people_number, &stmt, err);
	if (st != ST_OK || (st = stmt_step(stmt, err)) != ST_OK)
		return st;
	room = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	roll->soul = mem_array((size_t)room + 1, sizeof(*roll->soul));
	st = store_query(run->store, &people_all, &stmt, err);
	while (st == ST_OK && (st = rows_next(run, stmt, err)) == ST_OK)
		if (roll->n < room)
			roll->soul[roll->n++] = soul_read(roll, stmt);
	/* Ids begin with the time when they were drawn: mostly they stand in order already. */
	for (int i = 1; st == ST_DONE && i < roll->n; i++)
		if (by_id(&roll->soul[i - 1], &roll->soul[i]) > 0) {
			sort_by_id(roll->soul, roll->n);
			break;
		}
	return st == ST_DONE ? ST_OK : st;
}

void roll_clear(struct roll *roll)
{
	for (int i = 0; i < roll->n_places; i++)
		free(roll->place[i].name);
	free(roll->place);
	free(roll->soul);
}

int roll_find(struct roll *roll, struct id id)
{
	int low = roll->at, high, step = 1;

	if (low >= roll->n || memcmp(roll->soul[low].id.b, id.b, sizeof(id.b)) > 0)
		low = 0;
	/* Ahead in growing steps, then by halves. */
	for (high = low; high < roll->n && memcmp(roll->soul[high].id.b, id.b, sizeof(id.b)) < 0; step *= 2) {
		low = high;
		high += step;
	}
	high = high < roll->n ? high : roll->n - 1;
	while (low <= high) {
		int middle = low + (high - low) / 2, c = memcmp(roll->soul[middle].id.b, id.b, sizeof(id.b));

		if (c == 0)
			return roll->at = middle;
		if (c < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

/* ---- people ---- */

int soul_age(const struct soul *soul, int32_t day)
{
	int32_t born = soul->born;

	if (!born)
		return -1;
	/* What is not known counts as late as it can be. */
	if (born % 10000 == 0)
		born += 1231;
	else if (born % 100 == 0)
		born += 31;
	return born > day ? (soul->born <= day ? 0 : -1) : (day - born) / 10000;
}

bool soul_here(const struct soul *soul, long day)
{
	return soul->arrived && soul->arrived <= day && (!soul->left || soul->left > day);
}

/* ---- households ---- */

static uint8_t home_of(int adults, int children)
{
	if (!adults)
		return children ? HOME_CHILDREN : HOME_NONE;
	if (!children)
		return adults == 1 ? HOME_ALONE : HOME_ADULTS;
	return adults == 1 ? HOME_ONE_AND_CHILDREN : HOME_ADULTS_AND_CHILDREN;
}

/* Those who live together, one household after the other. */
struct together { struct id household; int *soul; int n, room; };

/* Whose age is not known counts as grown up. */
static void home_judge(const struct run *run, const struct together *home, int32_t day, uint8_t *of)
{
	int adults = 0, children = 0;

	for (int i = 0; i < home->n; i++) {
		const struct soul *soul = &run->roll.soul[home->soul[i]];
		int age = soul_age(soul, day);

		if (soul_here(soul, ymd_days(day)))
			*(age >= 0 && age < 18 ? &children : &adults) += 1;
	}
	for (int i = 0; i < home->n; i++)
		of[home->soul[i]] = home_of(adults, children);
}

enum status roll_homes(struct run *run, int32_t day, uint8_t **out, struct err *err)
{
	struct together home = { .n = 0 };
	struct stmt *stmt;
	enum status st = store_query(run->store, &households_all, &stmt, err);

	*out = mem_alloc((size_t)run->roll.n + 1);
	memset(*out, HOME_NONE, (size_t)run->roll.n + 1);
	while (st == ST_OK && (st = rows_next(run, stmt, err)) == ST_OK) {
		struct id household = stmt_get_id(stmt, 0);
		int soul = roll_find(&run->roll, stmt_get_id(stmt, 1));

		if (!id_same(household, home.household)) {
			home_judge(run, &home, day, *out);
			home.household = household;
			home.n = 0;
		}
		if (soul < 0)
			continue;
		if (home.n == home.room)
			home.soul = mem_resize(home.soul, (size_t)(home.room += 16), sizeof(*home.soul));
		home.soul[home.n++] = soul;
	}
	home_judge(run, &home, day, *out);
	free(home.soul);
	return st == ST_DONE ? ST_OK : st;
}
