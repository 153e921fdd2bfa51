/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The internal page: made in time of due, by each clock, those of the law and those
 * of the city apart; how many files colleagues carry; budgets, grants and what a
 * measure costs.  It has not gone through disclosure control and says so: it is a
 * type of its own, that no writer of published figures takes, bears its mark on
 * every page and in every file, and is noted as an act whenever it is made.
 *
 * Figures are of the town's own tables: sealed files do not count.
 */
#ifndef INSIGHT_INTERNAL_H
#define INSIGHT_INTERNAL_H

#include "insight/report.h"

struct internal_report;
/* Team leads and supervisors: it serves the leading of the work and its accounting, and administrators do neither. */
bool internal_may(const struct actor *actor);
/* `how` for the act: "shown", "printed", "saved" ... ST_DENIED, the rest as the file fails. */
enum status internal_make(struct store *store, const struct actor *actor, struct period period, const char *how,
	struct internal_report **out, struct err *err);
void internal_free(struct internal_report *report);
/* In the chosen language, with its mark; yours. */
struct sheet *internal_sheet(const struct internal_report *report);
/* For CSV, the head first; each row bears the mark. */
void internal_rows(const struct internal_report *report, report_row *row, void *ctx);
struct json_t *internal_json(const struct internal_report *report);

#endif
