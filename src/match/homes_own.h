/* SPDX-License-Identifier: EUPL-1.2 */
/* The facts of households and homes as they lie in memory, and what homes.c, homes_read.c and homes_words.c share. */
#ifndef MATCH_HOMES_OWN_H
#define MATCH_HOMES_OWN_H

#include "match/homes.h"

enum { HOMES_UNKNOWN = -1 };
enum homes_near { NEAR_ANY, NEAR_SCHOOL, NEAR_WORK, NEAR_COURSE, NEAR_FAMILY };
enum homes_since { SINCE_UNKNOWN, SINCE_RECEPTION, SINCE_SHELTER, SINCE_ASKED };

/* What a household needs; -1: nothing was said. A round holds 10,000 of them, and each is weighed against each home. */
struct homes_need {
	int64_t rent;                /* the highest, in cents, all in */
	int32_t near;                /* row of the distances; -1: none */
	int32_t wish;                /* its first neighbourhood in homes_facts.wish; n_wishes: how many */
	int32_t from;                /* the day on which it is needed, or the day of the facts */
	int32_t since;               /* the day from which its wait counts */
	int32_t leave;               /* the day on which it must leave where it stays */
	int32_t lives;               /* number of the neighbourhood where it lives, unless in a temporary place */
	int16_t people, bedrooms, within;
	int8_t step_free, pets;      /* 1, 0, -1 */
	uint8_t n_wishes, near_for, waits;
	bool told;                   /* its wishes were asked: where none is written down there is none */
	bool secret;                 /* the address is: where it wants to live is told in the opened file alone */
};
/* A home; -1: not known. */
struct homes_home {
	int64_t rent, costs;         /* cents a month */
	int32_t quarter;             /* number of its neighbourhood, and column of the distances; -1: not known */
	int32_t available, until;    /* days; available: the day of the facts where it is free at once; until -1: no end */
	int16_t people, bedrooms;
	int8_t step_free, pets;
};
struct homes_facts {
	struct homes_need *need;     /* as match_facts.candidate */
	struct homes_home *home;     /* as match_facts.place */
	int32_t *wish;               /* neighbourhoods by number, in the order in which each household wants them */
	int n_wishes, room_wishes;
	int32_t *far;                /* rows x quarters, in hundreds of metres; -1: not known */
	int rows, quarters;
	int64_t day;
	bool opened;                 /* one person's file: nothing is kept from who reads it */
	int room_needs, room_homes;
};

static inline const struct homes_facts *homes_of(const struct match_facts *facts)
{
	return facts->own;
}

extern const struct measure homes_measures[];

enum status homes_read(struct store *store, const struct actor *actor, const struct match_pick *pick,
	struct match_facts *out, struct err *err);
/* The same for a person of a household without a need of its own. */
enum status homes_read_unsaid(struct store *store, const struct actor *actor, struct id person,
	const struct home_search *search, struct match_facts *out, struct err *err);
void homes_clear_facts(struct match_facts *facts);

/* Cents of the frozen text "950.00"; -1: none. */
int64_t homes_cents(const char *canonical);

/* The words of each measure: struct measure's words and remedy. */
#define HOMES_WORDS(name) void name(struct str *out, const struct match_criterion *by, const struct measured *is)
HOMES_WORDS(homes_words_size);
HOMES_WORDS(homes_words_close);
HOMES_WORDS(homes_words_bedrooms);
HOMES_WORDS(homes_words_step_free);
HOMES_WORDS(homes_words_pets);
HOMES_WORDS(homes_words_rent);
HOMES_WORDS(homes_words_within);
HOMES_WORDS(homes_words_near);
HOMES_WORDS(homes_words_choice);
HOMES_WORDS(homes_words_waited);
HOMES_WORDS(homes_words_free_by);
HOMES_WORDS(homes_words_deadline);
HOMES_WORDS(homes_words_ties);
HOMES_WORDS(homes_words_lasts);
HOMES_WORDS(homes_remedy_step_free);
HOMES_WORDS(homes_remedy_rent);
HOMES_WORDS(homes_remedy_choice);
HOMES_WORDS(homes_remedy_waited);
HOMES_WORDS(homes_remedy_deadline);

#endif
