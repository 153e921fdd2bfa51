/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate before vacancies that are taken in: what their texts demand on a protected ground is left out of the record,
 * said in the report, and kept beside the vacancy (kind omission) for whoever talks with the employer.  Any file of
 * vacancies passes here, whatever its format.
 */
#ifndef EXCHANGE_SIFT_H
#define EXCHANGE_SIFT_H

#include "register/advert.h"
#include "register/change.h"

/* The key of the omission's "part" for a field of this kind whose text is judged; NULL: it is not. */
const char *sift_part(const struct kind *kind, const struct field *field);
/* It lists what is needed of people. */
bool sift_needs(const struct field *field);
/* Puts the text without what is left out, and a record beside `item` for each sentence that is. */
void sift_put(struct change *change, struct change_item *item, const struct field *field, const char *text);

#endif
