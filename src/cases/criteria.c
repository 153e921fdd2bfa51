/* SPDX-License-Identifier: EUPL-1.2 */
/* Criteria as declared, and the rules of the kind queue_rule, which puts them in order. */
#include "cases/criteria.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "cases/rules.h"
#include "cases/templates.h"

#define ANSWER_DAYS 7

static const char *const slots[CRITERIA_MOST] = { "first", "second", "third", "fourth" };

/* Of several that began on one day the one written last. */
QUERY(rule_on, "queue_rule.on", QUERY_INTERACTIVE,
	"SELECT id, since, answer_days, first, second, third, fourth FROM queue_rule"
	" WHERE since <= :day AND gone = 0 ORDER BY since DESC, rid DESC LIMIT 1");

const struct criterion *criterion_all(int *count)
{
	*count = n_builtin_criteria;
	return builtin_criteria;
}

const struct criterion *criterion_named(const char *key)
{
	for (int i = 0; i < n_builtin_criteria; i++)
		if (str_same(builtin_criteria[i].key, key))
			return &builtin_criteria[i];
	return NULL;
}

static void take_criterion(struct queue_order *order, const char *key)
{
	const struct criterion *criterion = key ? criterion_named(key) : NULL;

	if (criterion && order->count < CRITERIA_MOST)
		order->by[order->count++] = criterion;
}

enum status queue_order_on(struct store *store, const char *day, struct queue_order *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &rule_on, &stmt, err);

	*out = (struct queue_order){ .answer_days = ANSWER_DAYS };
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "day", day);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		out->rule = stmt_get_id(stmt, 0);
		str_copy(out->since, sizeof(out->since), stmt_get_text(stmt, 1));
		if (!stmt_is_null(stmt, 2))
			out->answer_days = (int)stmt_get_int(stmt, 2);
		for (int i = 0; i < CRITERIA_MOST; i++)
			take_criterion(out, stmt_get_text(stmt, 3 + i));
	}
	stmt_reset(stmt);
	if (out->count == 0)
		take_criterion(out, "waited");
	return st == ST_DONE ? ST_OK : st;
}

/* Each criterion once, and no gap between them. */
static enum status rule_check(struct change *change, struct change_item *item, struct err *err)
{
	bool ended = false;

	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	for (int i = 0; i < CRITERIA_MOST; i++) {
		const char *key = change_get(item, slots[i]);

		if (key && ended)
			return err_field(err, slots[i], _("There is a gap in the order. Nothing was saved; fill the one above "
				"first."));
		for (int k = 0; key && k < i; k++)
			if (str_same(change_get(item, slots[k]), key))
				return err_field(err, slots[i], _("This stands in the order already. Nothing was saved; choose "
					"another one, or leave it empty."));
		ended = !key;
	}
	return ST_OK;
}

const struct kind_ops queue_rule_rules = { NULL, rule_check, NULL };
