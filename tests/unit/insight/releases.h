/* SPDX-License-Identifier: EUPL-1.2 */
/* Releases of small tables, one after another, for tests of what they give away together. */
#ifndef TESTS_INSIGHT_RELEASES_H
#define TESTS_INSIGHT_RELEASES_H

#include <string.h>

#include "../store/scratch.h"
#include "base/date.h"
#include "base/str.h"
#include "insight/known.h"

static const struct act_by berg = { "berg", "HA", 1 };

/* A release under construction. */
struct made {
	struct disclose *d;
	struct known *known;
	struct disclosed *out;
	struct ledger_release release;
	int table[4];
	int tables;
};

static inline struct made begin(void)
{
	return (struct made){ .d = disclose_new(), .release = { .name = "progress", .how = "pdf", .rule = (char *)"{}" } };
}

static inline struct date day(const char *text)
{
	struct date d;

	assert_true(date_parse(text, &d));
	return d;
}

/* Counts of one population by one dimension: "woman=7 man=9"; no dimension: the total alone. */
static inline int count(struct made *m, const char *indicator, const char *from, const char *to, const char *dimension, const char *counts)
{
	struct str name = STR_INIT;
	char *copy = mem_str(counts), *rest = copy, *one;
	int d = dimension ? disclose_dimension(m->d, dimension, "all") : 0, table;
	struct err err;

	err_clear(&err);
	known_population(&name, indicator, day(from), day(to), true);
	for (char *at = copy; dimension && *at; at++)
		if (at == copy || at[-1] == ' ') {
			char *code = mem_strn(at, strcspn(at, "="));

			assert_int_equal(disclose_code(m->d, d, code, NULL, &err), ST_OK);
			free(code);
		}
	table = disclose_table(m->d, str_get(&name), &disclose_rule_default, &d, dimension ? 1 : 0);
	while ((one = strsep(&rest, " ")) != NULL) {
		char *value = dimension ? strchr(one, '=') : one;
		const char *code = one;

		if (dimension)
			*value++ = 0;
		if (disclose_count(m->d, table, dimension ? &code : NULL, strtol(value, NULL, 10), &err) != ST_OK)
			fail_msg("%s", err.text);
	}
	free(copy);
	str_free(&name);
	m->table[m->tables++] = table;
	return table;
}

static inline void judge(struct store *store, struct made *m)
{
	struct disclose_how how = { .all_bounds = true };
	struct err err;

	err_clear(&err);
	if (known_join(store, m->d, &m->known, &err) != ST_OK || disclose_run(m->d, &how, &m->out, &err) != ST_OK)
		fail_msg("%s", err.text);
}

static inline void end(struct made *m)
{
	known_free(m->known);
	disclosed_free(m->out);
	disclose_free(m->d);
}

static inline enum status try_release(struct store *store, struct made *m)
{
	return known_release(store, &berg, m->known, m->d, m->out, &m->release, NULL);
}

static inline void release(struct store *store, struct made *m)
{
	judge(store, m);
	assert_int_equal(try_release(store, m), ST_OK);
}

/* -1: withheld. */
static inline long shown(const struct made *m, int table, const char *code)
{
	int64_t value;

	return disclosed_value(m->out, disclosed_at(m->out, table, &code), &value) ? (long)value : -1;
}

#endif
