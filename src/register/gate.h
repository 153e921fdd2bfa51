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
	size_t from, to;        /* bytes of the words that gave it away */
};

/* lang: "en", ... or NULL for all languages. Text NULL or "" is allowed. */
struct gate_verdict gate_judge(const char *text, const char *lang);

#endif
