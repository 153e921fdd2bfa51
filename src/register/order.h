/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * In which language's order the lists of a file stand.  Stored sort keys follow it
 * (setting sort.language); whoever changes it has all of them made anew.
 */
#ifndef REGISTER_ORDER_H
#define REGISTER_ORDER_H

#include "register/actor.h"
#include "store/store.h"

/* Code of the language, yours. Files of before there was a choice stand in the order that English has as well. */
enum status order_language(struct store *store, char **out, struct err *err);

/* So many of so many records; false stops it: ST_CANCELLED, and all is as it was. */
typedef bool order_progress(void *ctx, int64_t done, int64_t total);

/* Makes every stored sort key anew, in one transaction: whoever reads meanwhile, and whoever opens the file after this was
 * interrupted, finds the order of before. `language`: one that is spoken here. Administrators alone. progress may be NULL. */
enum status order_set(struct store *store, const struct actor *actor, const char *language, order_progress *progress,
	void *ctx, struct err *err);

/* A sealed file that was opened follows the town's order, which may have changed since. */
enum status order_follow(struct store *sealed, struct err *err);

#endif
