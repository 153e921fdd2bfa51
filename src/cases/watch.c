/* SPDX-License-Identifier: EUPL-1.2 */
/* Watches as declared, and as long as this town wants them. */
#include "cases/watch.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/templates.h"

#define OFF "off"

const struct watch *watch_all(int *count)
{
	*count = n_builtin_watches;
	return builtin_watches;
}

const struct watch *watch_named(const char *key)
{
	for (int i = 0; i < n_builtin_watches; i++)
		if (str_same(builtin_watches[i].key, key))
			return &builtin_watches[i];
	return NULL;
}

static char *setting_of(const struct watch *watch)
{
	return mem_fmt("watch.%s", watch->key);
}

enum status watch_length(struct store *store, const struct watch *watch, struct term *length, bool *off, struct err *err)
{
	char *key = setting_of(watch), *said = NULL;
	enum status st = setting_get(store, key, &said, err);

	*length = watch->length;
	*off = st == ST_OK && str_same(said, OFF);
	if (st == ST_OK && said && !*off && !term_parse(said, length))
		*length = watch->length;
	free(said);
	free(key);
	return st;
}

enum status watch_set(struct store *store, const struct watch *watch, const char *length, struct err *err)
{
	char *key = setting_of(watch), text[TERM_TEXT_MAX] = OFF;
	struct term term;
	enum status st;

	if (length && !str_same(length, OFF)) {
		if (!term_typed(length, &term)) {
			free(key);
			return err_set(err, ST_INVALID, _("This is no length of time. Nothing was changed; say it as 14 days, 6 weeks or "
				"3 months, or off."));
		}
		term_canonical(term, text);
	}
	st = setting_set(store, key, length ? text : NULL, err);
	free(key);
	return st;
}
