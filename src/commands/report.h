/* SPDX-License-Identifier: EUPL-1.2 */
/* What the words behind “foothold report” share. */
#ifndef COMMANDS_REPORT_H
#define COMMANDS_REPORT_H

#include "commands/command.h"
#include "insight/report.h"

enum report_format { REPORT_TEXT, REPORT_PDF, REPORT_CSV, REPORT_JSON };

/* From --format, --json, else from how the name of --output ends; ST_USAGE. */
enum status report_format(const struct call *call, enum report_format *out, struct err *err);
/* --from and --to; without both, this year up to today. */
enum status report_period(const struct call *call, struct period *out, struct err *err);
/* How it leaves the program, for the trail and the ledger: "printed", "saved as pdf" ... */
const char *report_way(const struct call *call, enum report_format format);
/* A row for call->out: a report_row. */
void report_put(void *call, const char *const *cell, int n);
/* What stands in call->out, to --output or to standard output. */
enum status report_hand_out(struct call *call, struct err *err);

enum status report_progress_word(struct call *call, struct err *err);
enum status report_internal_word(struct call *call, struct err *err);

#endif
