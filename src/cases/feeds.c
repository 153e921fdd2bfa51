/* SPDX-License-Identifier: EUPL-1.2 */
/* One query finds the step; what the change set holds of it already is left alone. */
#include "cases/feeds.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cases/rules.h"

/* :milestone "": of whichever meaning; "-": of none. */
QUERY(step_to_feed, "feeds.step", QUERY_INTERACTIVE,
	"SELECT s.id, s.state, s.outcome IS NULL FROM step s JOIN plan q ON q.id = s.plan"
	" WHERE s.person = :person AND s.gone = 0 AND s.stage = :stage AND s.state IN ('open', 'under_way', 'waiting')"
	" AND q.gone = 0 AND q.state = 'active' AND (q.started IS NULL OR q.started <= :day)"
	" AND (:milestone = '' OR coalesce(s.milestone, '-') = :milestone)"
	" ORDER BY CASE s.state WHEN 'under_way' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END, s.target IS NULL, s.target,"
	" s.position, s.rid LIMIT 1");

struct fed { struct id step; bool under_way, no_outcome; };

/* ST_DONE: there is none. */
static enum status find_step(struct change *change, struct id person, const struct feed *feed, const char *milestone,
	const char *day, struct fed *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &step_to_feed, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	stmt_text(stmt, "stage", feed->stage);
	stmt_text(stmt, "milestone", milestone);
	stmt_text(stmt, "day", day);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = (struct fed){ stmt_get_id(stmt, 0), str_same(stmt_get_text(stmt, 1), "under_way"), stmt_get_int(stmt, 2) != 0 };
	stmt_reset(stmt);
	return st;
}

static void put_step(struct change *change, const struct fed *fed, enum feed_to to, const char *day, const char *what)
{
	struct change_item *step = change_find(change, fed->step);

	if (step && (change_is_deletion(step) || change_touches(step, "state")))
		return;
	if (to == FEED_BEGUN ? fed->under_way : to == FEED_FINISHED && !fed->under_way)
		return;
	step = rule_other(change, "step", fed->step);
	rule_put(step, "state", to == FEED_BEGUN ? "under_way" : "done");
	if (to == FEED_BEGUN)
		return;
	rule_put(step, "done", day);
	if (what && fed->no_outcome && !change_touches(step, "outcome"))
		rule_put(step, "outcome", what);
}

enum status feed_step(struct change *change, struct id person, const struct feed *feed, struct err *err)
{
	char today[11];
	const char *day = feed->day;
	enum feed_to to = feed->to;
	struct fed fed;
	enum status st;

	if (id_none(person))
		return ST_OK;
	date_text(clock_today(), today);
	/* Nothing is done on a day that is still to come. */
	if (!day || rule_before(today, day))
		day = today;
	st = find_step(change, person, feed, feed->milestone ? feed->milestone : "", day, &fed, err);
	if (st == ST_DONE && feed->milestone) {
		to = FEED_BEGUN;
		st = find_step(change, person, feed, "-", day, &fed, err);
	}
	if (st == ST_OK)
		put_step(change, &fed, to, day, feed->what);
	return st == ST_DONE ? ST_OK : st;
}
