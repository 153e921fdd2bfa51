/* SPDX-License-Identifier: EUPL-1.2 */
/* Distances between neighbourhoods. */
#include "cases/near.h"

#include <math.h>

#include "base/msg.h"
#include "base/text.h"

#define RADIUS_KM 6371.0
#define SCALE 1e5           /* the register keeps degrees with five decimals */

QUERY(middle, "near.middle", QUERY_INTERACTIVE,
	"SELECT latitude, longitude FROM neighbourhood WHERE id = :id AND gone = 0 AND latitude IS NOT NULL"
	" AND longitude IS NOT NULL");

struct point { double latitude, longitude; };

static double radians(double degrees)
{
	return degrees * (M_PI / 180);
}

double near_degrees(double latitude_a, double longitude_a, double latitude_b, double longitude_b)
{
	double north = sin(radians(latitude_b - latitude_a) / 2), east = sin(radians(longitude_b - longitude_a) / 2);
	double h = north * north + cos(radians(latitude_a)) * cos(radians(latitude_b)) * east * east;

	return 2 * RADIUS_KM * asin(sqrt(h > 1 ? 1 : h));
}

static enum status look_up(struct store *store, struct id neighbourhood, struct point *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &middle, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", neighbourhood);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = (struct point){ (double)stmt_get_int(stmt, 0) / SCALE, (double)stmt_get_int(stmt, 1) / SCALE };
	stmt_reset(stmt);
	return st;
}

enum status near_km(struct store *store, struct id from, struct id to, double *km, struct err *err)
{
	struct point a, b;
	enum status st;

	*km = -1;
	if (id_none(from) || id_none(to))
		return ST_DONE;
	if (id_same(from, to)) {
		*km = 0;
		return ST_OK;
	}
	st = look_up(store, from, &a, err);
	if (st == ST_OK)
		st = look_up(store, to, &b, err);
	if (st == ST_OK)
		*km = near_degrees(a.latitude, a.longitude, b.latitude, b.longitude);
	return st;
}

void near_words(struct str *out, double km)
{
	struct str number = STR_INIT;

	if (km < 0)
		return;
	text_number(&number, (long long)(km * 10 + 0.5), 1);
	/* TRANSLATORS: a distance in kilometres */
	str_addf(out, _("%s km"), str_get(&number));
	str_free(&number);
}
