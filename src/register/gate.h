/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The fairness gate: refuses what asks about a protected ground.  It judges
 * labels, questions, choices, criteria, import columns and free text by the
 * lexicons of schema/grounds/.
 */
#ifndef REGISTER_GATE_H
#define REGISTER_GATE_H

#include <stdbool.h>
#include <stddef.h>

struct gate_verdict {
	bool refused;
	const char *ground;     /* "religion", "ethnicity", ...; NULL when allowed */
	const char *title;      /* N_() the ground in words */
	const char *source;     /* "GDPR Art. 9(1); EU Charter Art. 21" */
	const char *instead;    /* N_() a better question */
	const char *profile;    /* the country profile under which it has a place of its own, or NULL */
	size_t from, to;        /* bytes of the words that gave it away */
	const char *pattern;    /* what refuses it, as written in schema/grounds/; not ended by a zero byte */
	size_t pattern_len;
};

/* A ground on which nothing is ever asked; or which is recorded where service needs it, and by which nobody is matched. */
struct gate_ground {
	const char *key, *title, *source, *instead;    /* title, instead: N_() */
	bool recorded;
};
/* The n-th that is never asked, from 0, as schema/grounds/grounds.ini has them; NULL behind the last. */
const struct gate_ground *gate_ground(int n);
/* Of both sorts; NULL: there is no such ground. */
const struct gate_ground *gate_ground_named(const char *key);

/* lang: "en", ... or NULL for all languages. Text NULL or "" is allowed. */
struct gate_verdict gate_judge(const char *text, const char *lang);
/* Whether it is refused, and would be as well if the pattern that refuses it had never been written: for estimates of how
 * much of what nobody thought of is refused. */
bool gate_refused_twice(const char *text, const char *lang);
/* As the kinds that a country profile is made for may ask: what that profile's law has a place for is let through, what
 * other profiles have one for is refused as ever. NULL or "neutral": the same as gate_judge(). */
struct gate_verdict gate_judge_in(const char *profile, const char *text, const char *lang);

/* Under which profile the open file stands, for gate_gentle(); own_open() and profile_set() say it. */
void gate_under(const char *profile);
/* What it stumbles on in free text, under that profile. */
struct gate_verdict gate_judge_free(const char *text);
/* The same for free text, which is never refused: the words, the ground and better words as sentences for the line below, in the
 * chosen language. False: there is nothing to say. */
struct str;
bool gate_gentle(struct str *out, const char *text);

#endif
