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
/* Reads the text of a version; the gate judged it when it was put in force. */
enum status match_rule_parse(struct match_rule *out, const char *text, struct err *err);
/* For store_check(): each version is what its checksum says. */
enum status match_rules_check(struct store *store, store_found_fn *found, void *ctx, struct err *err);

#endif
