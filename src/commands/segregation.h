/* SPDX-License-Identifier: EUPL-1.2 */
/* What a table of counts was and came to, told as text or JSON with each index's formula and source. */
#ifndef COMMANDS_SEGREGATION_H
#define COMMANDS_SEGREGATION_H

#include "commands/command.h"
#include "figures/segregation.h"

struct segregation_read {
	int groups;
	char *name[SEGREGATION_GROUPS_MOST];
	int64_t missing, without;        /* units left out: a count is missing; named by --without */
};
enum status segregation_told(struct call *call, const struct segregation_read *read, const struct segregation_indices *is,
	struct err *err);

/* Index, formula, source: for whoever else shows such figures. Ends with key NULL. */
struct segregation_source { const char *key, *label, *formula, *source; bool all; };
extern const struct segregation_source segregation_sources[];
/* Four decimals in the chosen language; "not defined" where it is none. */
void segregation_words(struct str *out, double index);

#endif
