/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Indices of residential segregation, from counts of people by unit (neighbourhood, school, block).
 *
 * Shapes: units j with t_j people, of whom x_jm belong to group m; T and X_m are their sums over all units,
 * p_jm = x_jm / t_j, P_m = X_m / T.
 *
 * Of one group against everybody else (p, P, X without m):
 *   D    dissimilarity      sum t_j |p_j - P| / (2 T P (1-P))                      Duncan & Duncan 1955
 *   G    Gini               sum sum t_i t_j |p_i - p_j| / (2 T^2 P (1-P))          Duncan & Duncan 1955; James & Taeuber 1985
 *   H    entropy (Theil)    sum t_j (E - E_j) / (T E), E_j = -p_j ln p_j - (1-p_j) ln(1-p_j), E the same of P
 *                                                                                  Theil 1972; Theil & Finizza 1971
 *   xPx  isolation          sum (x_j / X) (x_j / t_j)                              Bell 1954; Massey & Denton 1988
 *   xPy  exposure to m      sum (x_j / X) (y_j / t_j), y the other group           Bell 1954; Massey & Denton 1988
 *   V    isolation adjusted (xPx - P) / (1 - P), eta squared                       Bell 1954; Duncan & Duncan 1955
 * Of all groups together (M groups, I = sum P_m (1-P_m), E = sum P_m ln(1/P_m)):
 *   D    sum_m sum_j t_j |p_jm - P_m| / (2 T I)                                    Morgan 1975; Sakoda 1981
 *   G    sum_m sum_i sum_j t_i t_j |p_im - p_jm| / (2 T^2 I)                       Reardon & Firebaugh 2002
 *   H    sum_m sum_j t_j p_jm ln(p_jm / P_m) / (T E)                               Theil 1972
 *   P    sum_m sum_j t_j (p_jm - P_m)^2 / (T (1-P_m)), normalised exposure         James 1986
 * as Reardon & Firebaugh, Measures of multigroup segregation, Sociological Methodology 32 (2002) 33-67, set them side
 * by side; with two groups they equal D, G, H and V above.
 *
 * D, G, H, V and P run from 0 (every unit mixed as the whole) to 1 (no unit mixed); xPx from P to 1.
 * Logarithms of 0 count as 0 (0 ln 0 = 0).
 *
 * Units without people are left out of every index and counted. A group that nobody or everybody belongs to, or a
 * table without people, has no indices: these are NAN, never 0. With people beyond the groups named, they are one more group, "others", in
 * the multigroup forms.
 *
 * The result depends on no order of the units: they are put in order by their counts, then summed with compensation
 * (Neumaier 1974).
 */
#ifndef FIGURES_SEGREGATION_H
#define FIGURES_SEGREGATION_H

#include <stdint.h>

#include "base/err.h"

#define SEGREGATION_GROUPS_MOST 32
#define SEGREGATION_UNITS_MOST 2000000
/* So that every count and every sum is exact in a double. */
#define SEGREGATION_PEOPLE_MOST (INT64_C(1) << 53)

struct segregation;
/* For 1 to SEGREGATION_GROUPS_MOST groups. Eight bytes a unit and group are kept. */
struct segregation *segregation_new(int groups);
void segregation_free(struct segregation *segregation);      /* NULL is fine */
/* One unit; `count` holds its groups. ST_INVALID in words, and nothing is taken: a count below zero, groups that
 * together exceed the total, too many people or units. The words name no unit: the caller knows which it was. */
enum status segregation_add(struct segregation *segregation, int64_t total, const int64_t *count, struct err *err);

/* One group against everybody else. */
struct segregation_group {
	int64_t people;
	double share;                                        /* P */
	double dissimilarity, gini, entropy, isolation, adjusted;
	double exposure[SEGREGATION_GROUPS_MOST + 1];        /* to each group, its own (isolation) as well; last: to others */
};
struct segregation_indices {
	int64_t units, empty;                                /* with people; without */
	int64_t people;                                      /* T */
	int groups;                                          /* as told */
	int64_t others;                                      /* people of no group named */
	struct segregation_group group[SEGREGATION_GROUPS_MOST + 1];   /* last, at [groups]: the others, where there are any */
	int kinds;                                           /* groups in the multigroup forms: groups, or one more */
	double diversity;                                    /* E, in units of ln(kinds): 0 to 1; NAN with one kind */
	double dissimilarity, gini, entropy, exposure;       /* of all groups together: D, G, H, P */
};
/* Puts the units in order; more may be added afterwards. */
void segregation_compute(struct segregation *segregation, struct segregation_indices *out);

#endif
