/* SPDX-License-Identifier: EUPL-1.2 */
/* Who answers for the data: one record, for the record of processing and the sheet for newcomers. */
#ifndef CASES_CONTROLLER_H
#define CASES_CONTROLLER_H

#include "register/read.h"

/* The record, whatever the actor sees of others: it is public. *out NULL, and ST_OK, where nobody wrote it down. */
enum status controller_read(struct store *store, const struct actor *actor, struct record **out, struct err *err);

#endif
