/* SPDX-License-Identifier: EUPL-1.2 */
/* Facts of newcomers and mentors as they lie in memory, and what mentors.c, mentors_read.c and mentors_words.c share. */
#ifndef MATCH_MENTORS_OWN_H
#define MATCH_MENTORS_OWN_H

#include "match/pairs_own.h"

#define MENTORS_TONGUES 4            /* words of 64 bits: so many languages are told apart in one reading */
enum { OFTEN_OPEN = 3 };             /* "As it comes": place among the choices */

struct mentors_levels { uint8_t tongue; int8_t level; };     /* level: place among those of the CEFR; -1: not said */
/* One side or the other: newcomers and mentors are asked the same. */
struct mentors_side {
	struct timetable when;       /* n 0: not said */
	uint64_t speaks[MENTORS_TONGUES];
	uint32_t likes, ways;        /* bits of the choices; 0: not said */
	int32_t home;                /* number of the neighbourhood; -1: not known */
	int16_t farthest;            /* kilometres; -1: not said */
	int8_t often;                /* -1: not said */
	int8_t woman;                /* asked for, or offered: 1, 0, -1 */
	int first_level, n_levels;   /* of a newcomer, in mentors_facts.level */
	int first_past, n_past;      /* mentors who accompanied the newcomer before, in mentors_facts.past */
};
struct mentors_facts {
	struct mentors_side *asker;  /* as match_facts.candidate */
	struct mentors_side *mentor; /* as match_facts.place */
	struct ways ways;
	char (*tongue)[12];          /* codes by number */
	int n_tongues;
	struct mentors_levels *level;
	int n_levels;
	struct id *past;
	int n_past;
	uint32_t in_person;          /* bit of the way "in person" */
};

static inline const struct mentors_facts *mentors_of(const struct match_facts *facts)
{
	return facts->own;
}

extern const struct measure mentors_measures[];
enum status mentors_read(struct store *store, const struct actor *actor, const struct match_pick *pick,
	struct match_facts *out, struct err *err);
void mentors_clear(struct match_facts *facts);

/* Of whom something is not known, in `wants`: "newcomer", "mentor", "both". */
#define MENTORS_WORDS(name) void name(struct str *out, const struct match_criterion *by, const struct measured *is)
MENTORS_WORDS(mentors_words_language);
MENTORS_WORDS(mentors_words_talk);
MENTORS_WORDS(mentors_words_times);
MENTORS_WORDS(mentors_words_distance);
MENTORS_WORDS(mentors_words_near);
MENTORS_WORDS(mentors_words_woman);
MENTORS_WORDS(mentors_words_way);
MENTORS_WORDS(mentors_words_before);
MENTORS_WORDS(mentors_words_wishes);
MENTORS_WORDS(mentors_words_offers);
MENTORS_WORDS(mentors_words_interests);
MENTORS_WORDS(mentors_words_often);
MENTORS_WORDS(mentors_words_waited);
MENTORS_WORDS(mentors_remedy_times);
MENTORS_WORDS(mentors_remedy_distance);
MENTORS_WORDS(mentors_remedy_wishes);

#endif
