/* SPDX-License-Identifier: EUPL-1.2 */
/* Many people's records taken out at once, by export or list: who may, why, and the trail. */
#ifndef COMMANDS_BULK_H
#define COMMANDS_BULK_H

#include "commands/command.h"

struct bulk {
	const struct kind *kind;
	bool people;           /* the records tell of people */
	bool many;             /* of more than EXPORT_MANY */
	int64_t rows;          /* how many, counted up to a million */
};

/* `limit` 0: all that the query gives. */
enum status bulk_weigh(struct call *call, const struct list_query *query, long limit, struct bulk *out, struct err *err);
/* ST_DENIED without the permission, ST_USAGE without a --reason; nothing where there are not many. */
enum status bulk_allow(struct call *call, const struct bulk *bulk, struct err *err);
/* Notes the act; fields NULL: all that are seen. */
enum status bulk_note(struct call *call, const struct bulk *bulk, const char *what, const struct field *const *fields, int n,
	bool sealed, struct err *err);

/* For lists of people that are no list of one kind: a limit beyond EXPORT_MANY is a bulk, allowed and noted so. */
enum status bulk_limit(struct call *call, long limit, struct err *err);

#endif
