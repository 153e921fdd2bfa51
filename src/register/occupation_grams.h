/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A title as that by which titles are compared: its words, and the runs of three
 * and four letters in them, the word's edges included ("smid": " sm", "smi",
 * "mid", "id ", " smi" ...).  Method: TF-IDF over character n-grams within word
 * boundaries, the strongest of the published lexical baselines of the MELO
 * benchmark (Retyk et al., RecSys in HR 2024), with whole words beside them.
 */
#ifndef REGISTER_OCCUPATION_GRAMS_H
#define REGISTER_OCCUPATION_GRAMS_H

#include <stdint.h>

struct grams {
	uint32_t *hash;        /* of each gram, sorted; as often as it occurs */
	int count, room;
};
/* Replaces what was there; one struct serves for many texts. */
void grams_of(struct grams *grams, const char *text);
void grams_free(struct grams *grams);

#endif
