/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Hand-written SQL stands as named rows beside its module.  QUERY() puts each
 * row into one section, so that a test finds, prepares and explains them all.
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

enum query_use {
	QUERY_BATCH,        /* may read whole tables: import, check, report */
	QUERY_INTERACTIVE,  /* answers a key: EXPLAIN QUERY PLAN must show no scan of a big table */
};

struct query {
	const char *name;   /* "today.waiting" */
	enum query_use use;
	const char *sql;    /* values always bound by name: :person */
};

#define QUERY(var, label, how, text) \
	static const struct query var = { label, how, text }; \
	static const struct query *const var##_row \
		__attribute__((used, section("foothold_queries"))) = &var

/* All rows linked into this program. */
const struct query *const *query_all(int *count);

#endif
