/* SPDX-License-Identifier: EUPL-1.2 */
/* How one pair stands by the published criteria, as a screen shows it: a line for each criterion, with its arithmetic. */
#ifndef SCREENS_MEASURED_H
#define SCREENS_MEASURED_H

#include "match/match.h"
#include "screens/screen.h"

#define MEASURED_BESIDE 44           /* columns that an area beside a list has for them */

/* One row of a list, in short: what is missed, else what is to be asked, else what brings most points. */
void measured_brief(struct str *out, const struct match_line *line, int n);
/* "100 × 45% = 45.0"; of a condition nothing. */
void measured_sum(struct str *out, const struct match_line *line);
/* Rows that the lines take in an area of so many columns, at most. */
int measured_rows(const struct match_line *line, int n, int cols);
/* Draws them: conditions first, then wishes with what each gives; where there is no room for all, what is met and what
 * gives nothing is left out first. The last row gives the sum. */
void measured_draw(struct area area, const struct match_line *line, int n, int64_t points);

#endif
