/* SPDX-License-Identifier: EUPL-1.2 */
/* The register's fields with `search`, told to the index: which words and numbers a person is found by. */
#include "register/search.h"

#include "base/mem.h"

static enum search_as how(const struct field *field)
{
	switch (field->kind) {
	case FIELD_PHONE:
		return SEARCH_PHONE;
	case FIELD_EMAIL:
		return SEARCH_EMAIL;
	default:
		return field->derived ? SEARCH_NUMBER : SEARCH_NAME;
	}
}

/* People alone are found by words; other kinds have lists. */
static bool is_found(const struct kind *kind)
{
	return str_same(kind->name, "person");
}

enum status search_note(struct search_batch *batch, const struct kind *kind, int64_t rid, char *const *after,
	struct err *err)
{
	struct search_value value[kind->n_fields + 1];
	int n = 0;

	if (!is_found(kind))
		return ST_OK;
	for (int i = 0; after && i < kind->n_fields; i++)
		if (kind->fields[i].search && !str_empty(after[i]))
			value[n++] =
				(struct search_value){kind->fields[i].name, how(&kind->fields[i]), after[i]};
	return search_put(batch, rid, value, n, err);
}
