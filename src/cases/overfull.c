/* SPDX-License-Identifier: EUPL-1.2 */
/* Groups, homes, schools and vacancies that hold more than they have room for. */
#include "cases/overfull.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"

#define HOLDS " IN ('offered', 'accepted', 'moved_in')"

QUERY(courses, "overfull.courses", QUERY_BATCH,
	"SELECT c.name, count(*), c.seats FROM course c JOIN enrolment e ON e.course = c.id AND e.gone = 0"
	" AND (e.state IN ('enrolled', 'attending') OR (e.state = 'offered' AND (e.answer_by IS NULL OR e.answer_by >= :today)))"
	" WHERE c.gone = 0 AND c.seats IS NOT NULL GROUP BY c.id HAVING count(*) > c.seats ORDER BY c.name");
/* People of one household are one. */
QUERY(dwellings, "overfull.dwellings", QUERY_BATCH,
	"SELECT d.address, count(DISTINCT coalesce(x.household, x.id)), 1 FROM dwelling d"
	" JOIN placement p ON p.dwelling = d.id AND p.gone = 0 AND p.state" HOLDS " JOIN person x ON x.id = p.person"
	" WHERE d.gone = 0 GROUP BY d.id HAVING count(DISTINCT coalesce(x.household, x.id)) > 1 ORDER BY d.address");
QUERY(schools, "overfull.schools", QUERY_BATCH,
	"SELECT s.name, count(*), s.places FROM school s JOIN school_place p ON p.school = s.id AND p.gone = 0"
	" AND p.state IN ('offered', 'placed') WHERE s.gone = 0 AND s.places IS NOT NULL"
	" GROUP BY s.id HAVING count(*) > s.places ORDER BY s.name");
QUERY(vacancies, "overfull.vacancies", QUERY_BATCH,
	"SELECT v.title, n, v.seats FROM (SELECT *, (SELECT count(*) FROM application a WHERE a.vacancy = y.id AND a.gone = 0"
	" AND a.state = 'hired') + (SELECT count(*) FROM employment e WHERE e.vacancy = y.id AND e.gone = 0"
	" AND e.application IS NULL AND e.state <> 'fell_through') n FROM vacancy y WHERE y.gone = 0 AND y.seats IS NOT NULL) v"
	" WHERE n > v.seats ORDER BY v.title");

static enum status each_of(struct store *store, const char *kind, const struct query *query, overfull_fn *fn, void *ctx,
	struct err *err)
{
	struct stmt *stmt;
	char today[11];
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	if (query == &courses) {
		date_text(clock_today(), today);
		stmt_text(stmt, "today", today);
	}
	while ((st = stmt_step(stmt, err)) == ST_OK)
		fn(ctx, &(struct overfull){ kind, stmt_get_text(stmt, 0), stmt_get_int(stmt, 1), stmt_get_int(stmt, 2) });
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status overfull_each(struct store *store, overfull_fn *fn, void *ctx, struct err *err)
{
	static const struct { const char *kind; const struct query *query; } all[] = {
		{ "course", &courses }, { "dwelling", &dwellings }, { "school", &schools }, { "vacancy", &vacancies },
	};
	enum status st = ST_OK;

	for (size_t i = 0; i < ARRAY_LEN(all) && st == ST_OK; i++)
		st = each_of(store, all[i].kind, all[i].query, fn, ctx, err);
	return st;
}
