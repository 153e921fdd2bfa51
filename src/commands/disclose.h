/* SPDX-License-Identifier: EUPL-1.2 */
/* What came of tables of counts, told as text, JSON or CSV, or as what may be handed out. */
#ifndef COMMANDS_DISCLOSE_H
#define COMMANDS_DISCLOSE_H

#include "commands/command.h"
#include "exchange/counts.h"

struct disclose_told {
	const struct disclosed *disclosed;
	const struct counts *const *table;
	const int *at;                 /* number of each table in the result */
	int tables, unseen;            /* unseen: codes of a hierarchy that no row names */
	const struct disclose_rule *rule;
};
enum status disclose_told(struct call *call, const struct disclose_told *told, struct err *err);

#endif
