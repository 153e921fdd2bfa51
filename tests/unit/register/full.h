/* SPDX-License-Identifier: EUPL-1.2 */
/* One record of every kind with every field filled, and a change of each field in its past. */
#ifndef TESTS_REGISTER_FULL_H
#define TESTS_REGISTER_FULL_H

#include "doors.h"

#include "register/moves.h"

static struct id one[160];       /* a record of each kind */

static inline bool referred(const struct kind *kind, const struct field *field, char out[64])
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	(void)kind;
	for (int k = 0; k < n; k++) {
		if (str_same(kinds[k]->name, field->refers) && !id_none(one[k])) {
			id_text(one[k], out);
			return true;
		}
	}
	return false;
}

/* A random value; nothing is kept secret here, which would leave the field out of lists whatever the role
 * (test_secret.c), and no colleague is named from whom the record would be kept. NULL: none of this kind. */
static inline const char *full_value(const struct kind *kind, const struct field *field, char text[64])
{
	for (int i = 0; i < kind->n_fields; i++)
		if (str_same(kind->fields[i].secret_with, field->name))
			return "no";
	return str_same(kind->kept_from, field->name) ? NULL : random_value(field, text);
}

/* A record with every field filled, as far as what it refers to is there already; the person has to be. */
static inline bool make_full(struct store *store, int k, const struct kind *kind)
{
	struct change *change = change_begin(store, &everybody);
	struct change_item *item = change_create(change, kind, &one[k]);
	char text[64];
	enum status status;
	bool whose = !kind->person;

	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];
		if (field->kind == FIELD_REFERENCE) {
			if (!referred(kind, field, text))
				continue;
			change_put(item, field, text);       /* what rules set as well */
			whose |= str_same(field->name, kind->person);
		} else if (field->derived && field->required && field->kind == FIELD_TEXT) {
			change_put(item, field, "what a rule puts");
		} else if (!field->derived && full_value(kind, field, text)) {
			WELL(change_set(item, field->name, full_value(kind, field, text), &err_));
		}
	}
	status = whose ? change_commit(change, NULL, NULL, NULL) : ST_INVALID;
	change_free(change);
	if (status != ST_OK)
		memset(&one[k], 0, sizeof one[k]);
	return status == ST_OK;
}

static inline void make_one_of_each(struct store *store)
{
	int n, made = 0;
	const struct kind *const *kinds = register_kinds(&n);

	memset(one, 0, sizeof one);
	rng_seed(3);
	for (int round = 0; round < 4; round++)
		for (int k = 0; k < n; k++)
			if (id_none(one[k]))
				made += make_full(store, k, kinds[k]);
	for (int k = 0; k < n; k++)
		if (id_none(one[k]))
			print_error("no %s could be made\n", kinds[k]->name);
	assert_int_equal(made, n);
	/* A change of every field, so that history has something to hide. */
	for (int k = 0; k < n; k++) {
		struct change *change = change_begin(store, &everybody);
		struct change_item *item = change_update(change, kinds[k], one[k], 0);
		struct record *now = see(store, kinds[k]->name, one[k]);
		char text[64];
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			const struct field *field = &kinds[k]->fields[i];
			const char *value = field->derived || field->kind == FIELD_REFERENCE ? NULL : full_value(kinds[k], field, text);
			if (value && moves_allow(field, record_get(now, field->name), value))
				WELL(change_set(item, field->name, value, &err_));
		}
		WELL(change_commit(change, NULL, NULL, &err_));
		record_free(now);
		change_free(change);
	}
}

static inline struct id one_of(const char *name)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	for (int k = 0; k < n; k++)
		if (str_same(kinds[k]->name, name))
			return one[k];
	fail_msg("no %s", name);
	return one[0];
}

#endif
