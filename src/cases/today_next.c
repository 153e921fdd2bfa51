/* SPDX-License-Identifier: EUPL-1.2 */
/* What comes next in one person's file, of all that is due there: some dozen rows at the most, put in order here. */
#include "cases/today.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cases/today_query.h"

#define OF_DUE "SELECT p.id, p.case_number, (SELECT c.what FROM clock c WHERE t.kind = 'clock' AND c.id = t.record)," \
	" t.day, t.record, NULL, NULL, NULL, t.caseworker, t.stage, p.paused_until, t.kind, t.watch, t.rank + 1, t.day AS at" \
	" FROM person p JOIN due t ON t.person = p.rid WHERE p.id = :id"
#define OF_TODO "SELECT p.id, p.case_number, s.what, s.target, s.id, NULL, NULL, NULL, t.caseworker, t.stage," \
	" p.paused_until, 'step', NULL, 2, t.due FROM person p JOIN todo t ON t.person = p.rid JOIN step s ON s.rid = t.step" \
	" WHERE p.id = :id AND t.due IS NOT NULL"
#define OF_MEETINGS "SELECT p.id, p.case_number, a.what, a.day, a.id, a.at, coalesce(a.room, a.place), a.interpreter," \
	" a.caseworker, NULL, NULL, 'appointment', NULL, 0, a.day FROM person p JOIN appointment a ON a.person = p.id" \
	" WHERE p.id = :id AND a.gone = 0 AND a.state = 'planned' AND a.day >= :day"
QUERY(next_things, "today.next", QUERY_INTERACTIVE,
	"SELECT * FROM (" OF_DUE " UNION ALL " OF_TODO " UNION ALL " OF_MEETINGS ") ORDER BY at, 14 LIMIT 100");

/* The first, or the first legal clock where one is near. */
static int choose(const struct today *all, struct date day)
{
	for (int i = 0; i < all->count; i++)
		if (all->row[i].origin == ORIGIN_LAW && date_between(day, all->row[i].date) <= TODAY_LEGAL_AHEAD)
			return i;
	return 0;
}

enum status today_next(struct store *store, const struct actor *actor, struct id person, struct date day,
	struct today_row *out, struct err *err)
{
	struct today_ask ask = { .day = day };
	struct today all = { 0 };
	struct reading r = { store, actor, &ask, NULL, NULL, &all };
	struct stmt *stmt;
	char text[11];
	enum status st = store_query(store, &next_things, &stmt, err);

	*out = (struct today_row){ 0 };
	if (st != ST_OK)
		return st;
	date_text(day, text);
	stmt_id(stmt, "id", person);
	stmt_text(stmt, "day", text);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (kind_seen(actor, register_kind(stmt_get_text(stmt, COL_KIND))))
			today_row_take(&r, TODAY_LATE, (enum today_origin)stmt_get_int(stmt, COL_ORIGIN), stmt);
	if (all.count) {
		int next = choose(&all, day);

		*out = all.row[next];
		all.row[next] = (struct today_row){ 0 };
	}
	today_clear(&all);
	if (st == ST_DONE)
		st = ST_OK;
	return st == ST_OK ? today_name(store, actor, out, err) : st;
}
