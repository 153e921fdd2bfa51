/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How far two neighbourhoods lie apart: as the crow flies, between their middles.
 * Enough to leave out what is across the town; not a way on foot or by bus.
 */
#ifndef CASES_NEAR_H
#define CASES_NEAR_H

#include "base/id.h"
#include "base/str.h"
#include "store/store.h"

/* 0 within one neighbourhood. ST_DONE, and -1, when either is none or its middle is not known. */
enum status near_km(struct store *store, struct id from, struct id to, double *km, struct err *err);
/* Between two points in degrees on a sphere of the mean radius of the Earth (6371.0 km, IUGG), by the haversine formula
 * (R. W. Sinnott, Virtues of the Haversine, Sky and Telescope 68, 1984). */
double near_degrees(double latitude_a, double longitude_a, double latitude_b, double longitude_b);
/* As the chosen language writes it, "7.8 km"; nothing where it is not known. */
void near_words(struct str *out, double km);

#endif
