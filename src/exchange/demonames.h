/* SPDX-License-Identifier: EUPL-1.2 */
/* Names for the demonstration: lists written for it, and dice that a seed governs. For demo*.c alone. */
#ifndef EXCHANGE_DEMONAMES_H
#define EXCHANGE_DEMONAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* A small generator of its own (SplitMix64, Steele and others 2014), so that a person's life can be told
 * again. */
struct dice { uint64_t s; };
struct dice dice_of(uint64_t seed, uint64_t what);
uint64_t dice_next(struct dice *dice);
int dice_below(struct dice *dice, int bound);
bool dice_chance(struct dice *dice, double p);
int dice_between(struct dice *dice, int least, int most);
/* 0 .. n-1, the first ones much more often, as names are: Zipf with exponent 1. */
int dice_zipf(struct dice *dice, int n);

enum family_how {
	FAMILY_OWN,       /* a family name */
	FAMILY_FATHER,    /* the father's given name stands after the person's */
	FAMILY_THREE,     /* father's and grandfather's */
	FAMILY_TWO,       /* two family names */
};
/* Lists: words parted by blanks, "Latin:native" where there is an own script, "_" for a blank within. */
struct culture {
	const char *language, *second, *country;
	int share;                    /* of a thousand people */
	enum family_how family_how;
	const char *women, *men, *stems, *ends;
	int mononym, guessed_birth;   /* of a hundred */
	int spellings;                /* of a hundred: romanised in another way than the list has it */
};
extern const struct culture cultures[];
extern const int n_cultures;
const struct culture *culture_draw(struct dice *dice);

struct names { struct str given, family, own_given, own_family; };   /* all but the first may be empty */
/* Into `out`, whose strings begin empty. `large`: of a town so large that many names occur once. */
void names_draw(struct names *out, const struct culture *culture, bool woman, bool large, struct dice *dice);
void names_free(struct names *names);
/* Another spelling of a romanised word, as another desk would have typed it. */
void names_respell(struct str *out, const char *latin, struct dice *dice);

#endif
