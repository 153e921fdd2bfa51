/* SPDX-License-Identifier: EUPL-1.2 */
/* Random change sets over all kinds: creations, changes, deletions, several in one set, reproducible by rng_seed(). */
#ifndef TESTS_REGISTER_CHANCE_H
#define TESTS_REGISTER_CHANCE_H

#include "doors.h"

#define LIVE_MAX 400

/* What a random change set may refer to or change. */
static struct { const struct kind *kind; struct id id; } live[LIVE_MAX];
static int n_live;

static inline const char *random_reference(const struct field *field, char out[64])
{
	for (int tries = 0; n_live && tries < 20; tries++) {
		int i = (int)rng_below((uint32_t)n_live);
		if (str_same(live[i].kind->name, field->refers)) {
			id_text(live[i].id, out);
			return out;
		}
	}
	return NULL;
}

/* Fills some fields; true when a new record would be complete. */
static inline bool fill(struct change_item *item, bool creation)
{
	const struct kind *kind = change_kind_of(item);
	char text[64];

	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];
		const char *value = field->kind == FIELD_REFERENCE ? random_reference(field, text)
			: random_value(field, text);
		if (field->derived || (!(creation && field->required) && rng_below(3)))
			continue;
		if (creation && field->required && !value)
			return false;
		if (!value && field->required)
			continue;
		if (change_set(item, field->name, value, NULL) != ST_OK && creation && field->required)
			return false;
	}
	return true;
}

static inline void add_random(struct change *change)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	uint32_t what = rng_below(10);
	int i = n_live ? (int)rng_below((uint32_t)n_live) : 0;

	if (n_live == 0 || what < 5)
		fill(change_create(change, kinds[rng_below((uint32_t)n)], NULL), true);
	else if (what < 9)
		fill(change_update(change, live[i].kind, live[i].id, 0), false);
	else
		change_delete(change, live[i].kind, live[i].id, 0);
}

/* What lives is learned from the file itself, so that refused sets need no care. */
static inline void look_around(struct store *store)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	n_live = 0;
	for (int k = 0; k < n; k++) {
		struct list_query query = { .kind = kinds[k] };
		struct list_page page;
		WELL(read_list(store, &everybody, &query, NULL, false, LIVE_MAX / n, &page, &err_));
		for (int i = 0; i < page.count; i++) {
			live[n_live].kind = kinds[k];
			live[n_live++].id = page.record[i]->id;
		}
		list_page_free(&page);
	}
}

/* One random set; false when the door refused it, which must leave the file alone. */
static inline bool random_set(struct store *store, struct id *set)
{
	struct change *change = change_begin(store, &everybody);
	struct err err;
	enum status status;

	look_around(store);
	for (uint32_t n = 1 + rng_below(4); n > 0; n--)
		add_random(change);
	status = change_commit(change, set, NULL, &err);
	change_free(change);
	if (status != ST_OK && status != ST_INVALID && status != ST_NOTFOUND)
		fail_msg("%s", err.text);
	return status == ST_OK;
}

#endif
