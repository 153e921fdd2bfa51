/* SPDX-License-Identifier: EUPL-1.2 */
/* The criteria that src/register/compile makes of schema/matching/ at build, in the order of enum match_what; for this room
 * only. */
#ifndef MATCH_TABLES_H
#define MATCH_TABLES_H

#include "match/rule.h"
#include "register/matching_ini.h"

extern const struct matching_list builtin_matching[MATCH_KINDS];

/* Makes a rule of a list; ST_INVALID names the first measure that is not there, and `out` is cleared then. */
enum status match_rule_take(struct match_rule *out, const struct matching_list *list, struct err *err);

#endif
