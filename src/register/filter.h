/* SPDX-License-Identifier: EUPL-1.2 */
/* One filter of a list: whether the actor may ask it, and how it stands in SQL. For the lists of the read door alone. */
#ifndef REGISTER_FILTER_H
#define REGISTER_FILTER_H

#include "register/read.h"

/* A filter without a field is one on the title, by its sort key. */
bool filter_on_title(const struct filter *filter);
const char *filter_column(const struct filter *filter);
bool filter_has_index(const struct filter *filter);
enum status filter_check(const struct actor *actor, const struct kind *kind, const struct filter *filter,
	struct err *err);
/* Adds " AND ..." with parameters numbered `n`. Of a range the bound may be left out that is not wanted; bind it with
 * the same. */
void filter_add(struct str *sql, const struct kind *kind, const struct filter *filter, int n, bool lower, bool upper);
void filter_bind(struct stmt *stmt, const struct filter *filter, int n, bool lower, bool upper);

#endif
