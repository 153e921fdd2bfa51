/* SPDX-License-Identifier: EUPL-1.2 */
/* What the words behind “foothold report” share. */
#ifndef COMMANDS_REPORT_H
#define COMMANDS_REPORT_H

#include "commands/command.h"
#include "paper/figures.h"

/* From --format, --json, --output, --print and --size; ST_USAGE. */
enum status report_how(const struct call *call, struct figures_how *out, struct err *err);
/* --from and --to; without both, this year up to today. */
enum status report_period(const struct call *call, struct period *out, struct err *err);

enum status report_progress_word(struct call *call, struct err *err);
enum status report_internal_word(struct call *call, struct err *err);
enum status report_rule_word(struct call *call, struct err *err);
enum status report_releases_word(struct call *call, struct err *err);

#endif
