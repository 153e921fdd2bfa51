/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What words mean, learned from the titles alone: concepts whose titles share
 * words lie close together in a space of few dimensions (latent semantic
 * indexing, Deerwester et al. 1990), and each gram gets the place there that
 * brings titles nearest to their concepts (ridge regression).  So a trade is
 * found by words that none of its titles holds, of which titles of its kin do.
 */
#ifndef REGISTER_COMPILE_MEANING_H
#define REGISTER_COMPILE_MEANING_H

#include <stddef.h>
#include <stdint.h>

#include "register/occupation_index.h"

/* One gram in one title; all of them sorted by hash, each pair once. */
struct held { uint32_t hash, title; };

struct meaning {
	uint32_t n_grams;
	struct index_meant *gram;                  /* sorted by hash */
	uint8_t (*place)[INDEX_PLACE];             /* of each gram */
	float *scale, *title_scale;                /* of each concept, of each title */
	uint8_t (*concept)[INDEX_PLACE], (*title)[INDEX_PLACE];
};
/* `concept` and `language` of each of the n titles that `held` names. */
void meaning_learn(struct meaning *out, const struct held *held, size_t count, const uint32_t *concept,
	const uint8_t *language, uint32_t n_titles, uint32_t n_concepts);
void meaning_free(struct meaning *meaning);

#endif
