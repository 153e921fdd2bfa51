/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether every version of the criteria is still what it was when it was put in force, and can still be read. */
#include "match/criteria.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/tables.h"

QUERY(every_rule, "match_rule.every", QUERY_BATCH,
	"SELECT what, version, text, digest FROM match_rule WHERE gone = 0 ORDER BY what, version, rid");

static void tell(store_found_fn *found, void *ctx, const char *format, const char *what, int version)
{
	char *words = mem_fmt(format, version, what);

	found(ctx, words);
	free(words);
}

enum status match_rules_check(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &every_rule, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		const char *what = stmt_get_text(stmt, 0), *text = stmt_get_text(stmt, 2);
		int version = (int)stmt_get_int(stmt, 1);
		struct match_rule rule = { .count = 0 };

		/* TRANSLATORS: a version's number, and "homes", "jobs", "courses" or "mentors" */
		if (match_rule_parse(&rule, text ? text : "", NULL) != ST_OK)
			tell(found, ctx, _("Version %d of the criteria of %s cannot be read any more."), what, version);
		else if (!str_same(rule.digest, stmt_get_text(stmt, 3)))
			tell(found, ctx, _("Version %d of the criteria of %s does not say any more what it said when it was put in force."), what,
				version);
		match_rule_clear(&rule);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}
