/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How evenly the households that this file helped to a home live over the town, before a round of homes and after it:
 * dissimilarity, isolation and exposure (figures/segregation.h, with formulas and sources). Reported with the round and
 * kept in its proof; no criterion, no cap and no allocation goes by it.
 *
 * Units are the neighbourhoods whose residents are on record. The group: people who live in a home that was found with
 * this file (placements accepted or moved in, everybody of the household), and after the round those to whom it would
 * give one besides, with everybody they need room for. Whoever the round moves in comes to the residents as well.
 * Neighbourhoods without residents on record, or with fewer than people placed there, are left out and counted.
 */
#ifndef MATCH_MIX_H
#define MATCH_MIX_H

#include <jansson.h>

#include "figures/segregation.h"
#include "match/match.h"

struct match_mix {
	int64_t left_out;            /* neighbourhoods */
	int64_t placed;              /* people to whom the round gives a home in one of the others */
	struct segregation_indices before, after;
};
/* `place`: by candidate of the facts, -1: none. Of homes alone. */
enum status match_mix(struct store *store, const struct match_facts *facts, const int *place, struct match_mix *out,
	struct err *err);
/* One sentence a line: each index before and after, and what was left out. */
void match_mix_words(struct str *out, const struct match_mix *mix);

/* What of it stands in the round's proof, and the same read back: the three indices of the group; false where there are
 * none. */
json_t *match_mix_json(const struct match_mix *mix);
bool match_mix_of_json(const json_t *json, struct match_mix *out);

#endif
