/* SPDX-License-Identifier: EUPL-1.2 */
/* How one pair stands by the published criteria, as a screen shows it: a line for each criterion, with its arithmetic. */
#ifndef SCREENS_MEASURED_H
#define SCREENS_MEASURED_H

#include "base/sheet.h"
#include "match/match.h"
#include "screens/screen.h"

/* Points as a record holds them, "975.125": "975.1" as the chosen language writes it; NULL where there are none. Yours. */
char *measured_points(const char *canonical);
/* One row of a list, in short: what is missed, else what is to be asked, else what brings most points. */
void measured_brief(struct str *out, const struct match_line *line, int n);
/* "100 × 45% = 45.0"; of a condition nothing. */
void measured_sum(struct str *out, const struct match_line *line);
/* Draws them: conditions first, then wishes with what each gives; where there is no room for all, what is met and what
 * gives nothing is left out first. The last row gives the sum. */
void measured_draw(struct area area, const struct match_line *line, int n, int64_t points);

/* All of it as lines of a paper, nothing left out or cut: label, words, arithmetic, and the sum of `most` points. */
void measured_paper(struct sheet *out, const struct match_line *line, int n, int64_t points, int64_t most);

#endif
