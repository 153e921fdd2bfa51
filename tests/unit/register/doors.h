/* SPDX-License-Identifier: EUPL-1.2 */
/* For tests of the doors: files in a folder of their own, records made in a line, random values, whole files as text. */
#ifndef TESTS_REGISTER_DOORS_H
#define TESTS_REGISTER_DOORS_H

#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "register/change.h"

static char doors_folder[] = "/tmp/foothold-doors-XXXXXX";
static const struct actor everybody = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };

#define WELL(call) do { \
		struct err err_; \
		err_clear(&err_); \
		if ((call) != ST_OK) \
			fail_msg("%s: %s", #call, err_.text); \
	} while (0)

static inline struct store *doors_open(const char *name, bool create)
{
	char path[160];
	struct vault_options options = { .path = path, .create = create };
	struct store *store = NULL;

	snprintf(path, sizeof path, "%s/%s", doors_folder, name);
	WELL(store_open(&options, &store, &err_));
	store_wait_for_disk(store, false);      /* no test pulls the plug */
	return store;
}

static inline struct store *doors_new(void)
{
	static int n;
	char name[32];

	snprintf(name, sizeof name, "file-%d", ++n);
	return doors_open(name, true);
}

static inline int doors_setup(void **state)
{
	*state = doors_new();
	return 0;
}

static inline int doors_teardown(void **state)
{
	store_close(*state);
	clock_hold(0);
	rng_unseed();
	return 0;
}

/* A municipality's own fields, so that every door is tried with values that stand apart from the row. */
static const char doors_own[] =
	"[person.bicycle]\nlabel = Has a bicycle\nkind = yes/no\npurpose = To plan ways to the course\n"
	"basis = public task\nrecipients = none\nseen_by = casework\nkeep = case\n"
	"[person.locker]\nlabel = Locker\nkind = text\npurpose = To find what was left for the person\n"
	"basis = public task\nrecipients = none\nseen_by = desk, casework\nkeep = case\n"
	"[course.room_from]\nlabel = Room free from\nkind = date\npurpose = To plan the room\n"
	"basis = public task\nrecipients = none\nseen_by = language\nkeep = case\n"
	"[course.held_at]\nlabel = Held in\nkind = choice\nchoices = north: North | south: South\npurpose = To plan ways\n"
	"basis = public task\nrecipients = none\nseen_by = desk, casework, language\nkeep = case\n";

static inline int doors_make(void **state)
{
	(void)state;
	WELL(register_load_own(doors_own, strlen(doors_own), &err_));
	return mkdtemp(doors_folder) ? 0 : -1;
}

static inline int doors_remove(void **state)
{
	char *command = mem_fmt("rm -rf %s", doors_folder);
	int rc = system(command);

	(void)state;
	register_forget_own();
	free(command);
	return rc;
}

#define DOORS_TEST(f) cmocka_unit_test_setup_teardown(f, doors_setup, doors_teardown)
#define DOORS_RUN(tests) cmocka_run_group_tests(tests, doors_make, doors_remove)

static inline const struct kind *the(const char *name)
{
	const struct kind *kind = register_kind(name);

	assert_non_null(kind);
	return kind;
}

/* Sets "field=value" pairs up to NULL. */
static inline void set_pairs(struct change_item *item, const char *const *pair)
{
	for (; *pair; pair++) {
		const char *is = strchr(*pair, '=');
		char name[64];
		assert_non_null(is);
		snprintf(name, sizeof name, "%.*s", (int)(is - *pair), *pair);
		WELL(change_set(item, name, is + 1, &err_));
	}
}

#define PAIRS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static inline struct id make(struct store *store, const char *kind, const char *const *pair)
{
	struct change *change = change_begin(store, &everybody);
	struct id id = { { 0 } };

	set_pairs(change_create(change, the(kind), &id), pair);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return id;
}

/* Changes a record as it stands; returns the change set. */
static inline struct id amend(struct store *store, const char *kind, struct id id, const char *const *pair)
{
	struct change *change = change_begin(store, &everybody);
	struct id set = { { 0 } };

	set_pairs(change_update(change, the(kind), id, 0), pair);
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	return set;
}

static inline struct record *see(struct store *store, const char *kind, struct id id)
{
	struct record *record = NULL;

	WELL(read_record(store, &everybody, the(kind), id, &record, &err_));
	return record;
}

#define HAS(store, kind, id, field, text) do { \
		struct record *record_ = see(store, kind, id); \
		const char *has_ = record_get(record_, field); \
		if (!str_same(has_, text)) \
			fail_msg("%s is %s", field, has_ ? has_ : "empty"); \
		record_free(record_); \
	} while (0)

enum { WITH_RID = 1, WITH_GONE = 2 };

/* All living rows of all kinds, each value as SQL would quote it, in the order of ids: two files with the same text
 * hold the same records byte for byte.  Yours to free. */
static inline char *whole_file(struct store *store, int with)
{
	struct str out = STR_INIT;
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	for (int k = 0; k < n; k++) {
		struct str sql = STR_INIT;
		struct stmt *stmt;
		enum status status;
		str_addf(&sql, "SELECT hex(id) || ' ' || gone || quote(sort_key) || ' ' || %s",
			with & WITH_RID ? "rid" : "''");
		for (int i = 0; i < kinds[k]->n_fields && !kinds[k]->fields[i].own; i++)
			str_addf(&sql, " || ' %s=' || quote(\"%s\")", kinds[k]->fields[i].name, kinds[k]->fields[i].name);
		str_addf(&sql, " || (SELECT coalesce(group_concat(field || '=' || quote(value)), '') FROM (SELECT *"
			" FROM own_value v WHERE v.kind = '%s' AND v.id = t.id ORDER BY field)) FROM %s t WHERE gone <= %d ORDER BY id", kinds[k]->name, kinds[k]->name,
			with & WITH_GONE ? 1 : 0);
		WELL(store_sql(store, str_get(&sql), &stmt, &err_));
		while ((status = stmt_step(stmt, NULL)) == ST_OK)
			str_addf(&out, "%s %s\n", kinds[k]->name, stmt_get_text(stmt, 0));
		assert_int_equal(status, ST_DONE);
		str_free(&sql);
	}
	str_get(&out);
	return str_take(&out);
}

static inline int64_t count_rows(struct store *store, const char *table)
{
	char *sql = mem_fmt("SELECT count(*) FROM %s", table);
	struct stmt *stmt;
	int64_t n;

	WELL(store_sql(store, sql, &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	free(sql);
	return n;
}

/* A canonical value that the field takes, or NULL. References stay empty: the caller knows what lives. */
static inline const char *random_value(const struct field *field, char out[64])
{
	static const char *const words[] = { "Haidari", "مریم", "Олена", "Nguyễn", "O'Neil", "de la Cruz", "x",
		"Straße", "ﬁ ligature", "李" };
	uint32_t n;

	switch (field->kind) {
	case FIELD_DATE:
		n = rng_below(3);
		snprintf(out, 64, n == 0 ? "%u" : n == 1 ? "%u-%02u" : "%u-%02u-%02u", 1950 + rng_below(70),
			1 + rng_below(12), 1 + rng_below(28));
		return out;
	case FIELD_CHOICE:
	case FIELD_CEFR:
		for (n = 0; field->choices[n].key; n++)
			;
		return field->choices[rng_below(n)].key;
	case FIELD_CHOICES:
		for (n = 0; field->choices[n].key; n++)
			;
		return field->choices[rng_below(n)].key;
	case FIELD_LANGUAGES:
		return rng_below(2) ? "fa, ti" : "ar";
	case FIELD_LANGUAGE:
		return rng_below(2) ? "fa" : "ti";
	case FIELD_COUNTRY:
		return rng_below(2) ? "UA" : "ER";
	case FIELD_OCCUPATION:
		return rng_below(2) ? "2221" : "7411";
	case FIELD_YES_NO:
		return rng_below(2) ? "yes" : "no";
	case FIELD_NUMBER:
		n = (uint32_t)(field->has_min && field->min > 0 ? field->min : 0);
		n += rng_below(field->has_max && field->max < (int)n + 8 ? (uint32_t)field->max - n + 1 : 9);
		snprintf(out, 64, "%u", (unsigned)n);
		return field->decimals ? NULL : out;
	case FIELD_MONEY:
		snprintf(out, 64, "%u.%02u", rng_below(2000), rng_below(100));
		return out;
	case FIELD_PHONE:
		snprintf(out, 64, "+3161234%04u", rng_below(10000));
		return out;
	case FIELD_EMAIL:
		snprintf(out, 64, "p%u@example.org", rng_below(1000));
		return out;
	case FIELD_TIME:
		snprintf(out, 64, "%02u:%02u", rng_below(24), rng_below(60));
		return out;
	case FIELD_TERM:
		snprintf(out, 64, "%u weeks", 2 + rng_below(20));
		return out;
	case FIELD_TIMETABLE:
		snprintf(out, 64, "%u 09:00-%02u:00", 1 + rng_below(7), 10 + rng_below(10));
		return out;
	case FIELD_REFERENCE:
		return NULL;
	default:
		if (field->pattern || field->derived)
			return NULL;
		snprintf(out, 64, "%s %u", words[rng_below(ARRAY_LEN(words))], rng_below(50));
		return out;
	}
}

#endif
