/* SPDX-License-Identifier: EUPL-1.2 */
/* The facts of people who look for work and of vacancies as they lie in memory, and what jobs*.c share. */
#ifndef MATCH_JOBS_OWN_H
#define MATCH_JOBS_OWN_H

#include "base/timetable.h"
#include "match/match.h"

#define JOBS_TRADES 16
#define JOBS_LEVELS 6
#define JOBS_KIND_DIGITS 3           /* people who look for "work of this kind": one minor group of ISCO-08 */
#define JOBS_KIND_MOST 1000          /* counted so far and no further */

enum { JOBS_UNKNOWN = -1 };

/*
 * A code of ISCO-08 (International Standard Classification of Occupations, ILO, Geneva 2012): its digits go from the major group
 * over sub-major and minor group to the unit group.  One hexadecimal digit each, so that two are compared at once; what
 * a shorter code leaves open differs from everything.
 */
typedef uint16_t jobs_trade;
enum { JOBS_NO_TRADE = 0xeeee };
/* `open`: what stands for a digit that is not there; 0xe for people, 0xf for vacancies. */
jobs_trade jobs_trade_of(const char *code, unsigned open);
void jobs_trade_text(jobs_trade trade, char out[5]);
static inline int jobs_digits(jobs_trade a, jobs_trade b)
{
	const unsigned apart = a ^ b;

	return apart == 0 ? 4 : apart < 0x10 ? 3 : apart < 0x100 ? 2 : apart < 0x1000 ? 1 : 0;
}

/* Somebody who looks for work; JOBS_UNKNOWN: nothing was said. */
struct jobs_seeker {
	int64_t pay;                         /* cents */
	int32_t from;                        /* the day on which work can begin */
	int32_t how_far;                     /* metres */
	int32_t quarter;                     /* row of the distances */
	int32_t busy;                        /* in jobs_facts.times */
	int32_t skill, n_skills;             /* in jobs_facts.phrase */
	int32_t applied, n_applied;          /* in jobs_facts.applied */
	uint32_t licences;                   /* bits, in the order of the choices */
	int16_t hours_from, hours_to;        /* tenths */
	int8_t pay_per;                      /* place among the choices */
	int8_t n_levels;
	struct { int16_t language; int8_t rank; } level[JOBS_LEVELS];     /* the best known of each language */
	uint8_t n_trades, n_wished;          /* those looked for come first */
	bool asked_licences;
	bool secret;                         /* the address is: its quarter is not read */
	jobs_trade trade[JOBS_TRADES];
};
struct jobs_vacancy {
	int64_t pay;                         /* the most, in cents */
	int32_t starts, quarter, times;
	int32_t item, n_items;               /* skills that are asked for, in jobs_facts.phrase */
	int32_t looking;                     /* people who look for work of this kind; JOBS_UNKNOWN: its occupation is not known */
	uint32_t licences, wished_licences;
	int16_t hours_from, hours_to, language;
	int8_t pay_per, level, wished_level;
	bool at_home;
	jobs_trade trade, wished_trade;
};

/* A skill as it was written down: its words, folded and without their endings, as hashes. */
struct jobs_phrase {
	int32_t word, n_words;               /* in jobs_facts.word */
	int32_t text;                        /* of a vacancy's item: offset in jobs_facts.text; else JOBS_UNKNOWN */
	jobs_trade trade;                    /* of a person's skill */
};
struct jobs_facts {
	struct jobs_seeker *seeker;          /* as match_facts.candidate */
	struct jobs_vacancy *vacancy;        /* as match_facts.place */
	struct jobs_phrase *phrase;
	uint32_t *word;
	char *text;
	struct timetable *times;
	int32_t *applied;                    /* places, of each seeker in order */
	int32_t *far;                        /* quarters x quarters, metres; JOBS_UNKNOWN */
	int n_quarters, n_phrases, n_words, n_times, n_applied, room_applied;
	int room_seekers, room_vacancies, room_phrases, room_words, room_times;
	size_t text_len, text_room;
	char (*language)[16];
	int n_languages;
	int64_t day;
};

static inline const struct jobs_facts *jobs_of(const struct match_facts *facts)
{
	return facts->own;
}

/* Metres between the two; 0 where the work is done from home; JOBS_UNKNOWN. */
int32_t jobs_way(const struct jobs_facts *all, const struct jobs_seeker *seeker, const struct jobs_vacancy *vacancy);

/* ---- jobs_skills.c ---- */

/* Takes up a phrase; false where no word of it tells anything. */
bool jobs_phrase_add(struct jobs_facts *all, const char *text, bool keep_text, jobs_trade trade);
/* The things asked for in a text: parted by lines, commas, semicolons; one that is denied ("no …") is none. */
void jobs_items_add(struct jobs_facts *all, struct jobs_vacancy *vacancy, const char *text);
/* How much of what is asked for is written down of the person: the mean of the items, each with the part of its words that one
 * skill names; the rest counts as what is not known. */
int jobs_skills_share(const struct jobs_facts *all, const struct match_criterion *by, const struct jobs_seeker *seeker,
	const struct jobs_vacancy *vacancy);
/* has: "2/3 500": items that are there at least in part, of how many; that mean in thousandths; or "occupation". wants: the items that are
 * not wholly there, "; " between them, cut where there is no more room. */
void jobs_skills_tell(const struct jobs_facts *all, const struct jobs_seeker *seeker, const struct jobs_vacancy *vacancy,
	struct measured *out);

/* ---- jobs_read.c, jobs_vacancies.c, jobs_seekers.c ---- */

struct jobs_quarter { struct id id; double latitude, longitude; bool known, lived_in; };
/* While facts are read. */
struct jobs_reading {
	struct store *store, *town;          /* vacancies, employers and neighbourhoods stand in the town's file */
	const struct match_pick *pick;
	struct match_facts *out;
	struct jobs_facts *own;
	struct map *seekers, *places, *quarters, *kinds;     /* people, vacancies, neighbourhoods: place in the arrays, from 1 on */
	struct jobs_quarter *quarter;
	bool all;                            /* everybody who looks and every vacancy that is open */
};
/* How many digits of an occupation the criteria ask for; 0: none. */
int jobs_digits_needed(const struct jobs_reading *r);
/* Numbers of what is met again and again. */
int32_t jobs_quarter_of(struct jobs_reading *r, struct id id);           /* none: JOBS_UNKNOWN */
int16_t jobs_language_of(struct jobs_reading *r, const char *language);  /* NULL, "": JOBS_UNKNOWN */
uint32_t jobs_licences_of(const char *keys);
int8_t jobs_pay_per_of(const char *key);
int32_t jobs_day_of(const char *date);                                   /* JOBS_UNKNOWN */
int32_t jobs_times_add(struct jobs_reading *r, const struct timetable *times);

enum status jobs_all_vacancies(struct jobs_reading *r, struct err *err);
enum status jobs_one_vacancy(struct jobs_reading *r, struct id vacancy, struct err *err);
/* Those that may suit the one seeker that stands there: of the groups of the occupations, the nearest first; those whose
 * occupation is not known; and the newest of all. */
enum status jobs_vacancies_near(struct jobs_reading *r, struct err *err);

enum status jobs_all_seekers(struct jobs_reading *r, struct err *err);
/* One who looks for work, by the wish; or a person who wrote none down. */
enum status jobs_one_seeker(struct jobs_reading *r, const struct actor *actor, struct id application, struct err *err);
/* Those whom the one vacancy that stands there may suit: of the group of its occupation, the nearest first; those of whom no
 * occupation is known; and who has looked the longest where no occupation is known of the vacancy or asked for. */
enum status jobs_seekers_near(struct jobs_reading *r, struct err *err);
/* Once the vacancies stand there: which of them are applied for. */
enum status jobs_applied(struct jobs_reading *r, struct err *err);

enum status jobs_read(struct store *store, const struct actor *actor, const struct match_pick *pick,
	struct match_facts *out, struct err *err);
void jobs_facts_clear(struct match_facts *facts);

/* ---- jobs_words.c: struct measure's words and remedy ---- */

#define JOBS_WORDS(name) void name(struct str *out, const struct match_criterion *by, const struct measured *is)
JOBS_WORDS(jobs_words_group);
JOBS_WORDS(jobs_words_occupation);
JOBS_WORDS(jobs_words_wish);
JOBS_WORDS(jobs_words_skills);
JOBS_WORDS(jobs_words_level);
JOBS_WORDS(jobs_words_licence);
JOBS_WORDS(jobs_words_hours);
JOBS_WORDS(jobs_words_times);
JOBS_WORDS(jobs_words_start);
JOBS_WORDS(jobs_words_distance);
JOBS_WORDS(jobs_words_way);
JOBS_WORDS(jobs_words_pay);
JOBS_WORDS(jobs_words_wished);
JOBS_WORDS(jobs_words_applied);
JOBS_WORDS(jobs_words_waited);
JOBS_WORDS(jobs_words_scarcity);
JOBS_WORDS(jobs_remedy_level);
JOBS_WORDS(jobs_remedy_licence);
JOBS_WORDS(jobs_remedy_hours);
JOBS_WORDS(jobs_remedy_start);
JOBS_WORDS(jobs_remedy_distance);
JOBS_WORDS(jobs_remedy_skills);

#endif
