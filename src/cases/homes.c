/* SPDX-License-Identifier: EUPL-1.2 */
/* Homes offered to households, and the offers that no answer came to; see homes.h. */
#include "cases/homes.h"

#include "base/clock.h"
#include "store/query.h"

/* A file that is restricted stays as it is: its offer waits, and does not hold up those of the others. */
#define UNANSWERED " FROM placement t WHERE t.gone = 0 AND t.state = 'offered' AND t.answer_by < :day" \
	" AND (SELECT p.restricted FROM person p WHERE p.id = t.person) IS NULL"
QUERY(count_run_out, "homes.unanswered", QUERY_INTERACTIVE, "SELECT count(*)" UNANSWERED);
QUERY(run_out, "homes.run_out", QUERY_INTERACTIVE, "SELECT t.id, t.rev" UNANSWERED " ORDER BY t.answer_by LIMIT 1000");

enum status home_offer(struct change *change, struct id person, struct id dwelling, struct date answer_by,
	struct id *placement, struct err *err)
{
	struct change_item *item = change_create(change, register_kind("placement"), placement);
	char text[37], day[11];
	enum status st;

	id_text(person, text);
	st = change_set(item, "person", text, err);
	id_text(dwelling, text);
	if (st == ST_OK)
		st = change_set(item, "dwelling", text, err);
	date_text(answer_by.year ? answer_by : date_add_days(clock_today(), HOME_ANSWER_DAYS), day);
	return st == ST_OK ? change_set(item, "answer_by", day, err) : st;
}

/* ---- offers without an answer ---- */

enum status homes_unanswered(struct store *store, int64_t *n, struct err *err)
{
	char today[11];
	struct stmt *stmt;
	enum status st = store_query(store, &count_run_out, &stmt, err);

	*n = 0;
	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	stmt_text(stmt, "day", today);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status put_lapsed(struct change *change, int64_t *n, struct err *err)
{
	const struct kind *kind = register_kind("placement");
	char today[11];
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &run_out, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	stmt_text(stmt, "day", today);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct change_item *item = change_update(change, kind, stmt_get_id(stmt, 0), stmt_get_int(stmt, 1));

		*n += 1;
		st = change_set(item, "state", "run_out", err);
		if (st != ST_OK)
			break;
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status homes_lapse(struct store *store, const struct actor *actor, int64_t *n, struct id *set, struct err *err)
{
	struct change *change = change_begin(store, actor);
	int64_t count = 0;
	enum status st = put_lapsed(change, &count, err);

	if (st == ST_OK && count > 0)
		st = change_commit(change, set, NULL, err);
	*n = st == ST_OK ? count : 0;
	change_free(change);
	return st;
}
