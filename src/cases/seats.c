/* SPDX-License-Identifier: EUPL-1.2 */
/* One query: counted in the index of one course. */
#include "cases/seats.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/msg.h"
#include "store/sealed.h"

QUERY(seats_of, "seats.of", QUERY_INTERACTIVE,
	"SELECT c.seats, (SELECT count(*) FROM enrolment e WHERE e.course = c.id AND e.gone = 0"
	" AND e.state IN ('enrolled', 'attending')),"
	" (SELECT count(*) FROM enrolment e WHERE e.course = c.id AND e.gone = 0 AND e.state = 'offered'"
	" AND (e.answer_by IS NULL OR e.answer_by >= :today)) FROM course c WHERE c.id = :id");

static enum status read_seats(struct store *store, struct id course, struct seats *out, struct err *err)
{
	char today[11];
	struct stmt *stmt;
	enum status st = store_query(store, &seats_of, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	stmt_id(stmt, "id", course);
	stmt_text(stmt, "today", today);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		out->limited = !stmt_is_null(stmt, 0);
		out->seats = stmt_get_int(stmt, 0);
		out->offered = stmt_get_int(stmt, 2);
		out->taken = stmt_get_int(stmt, 1) + out->offered;
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status seats_count(struct store *store, struct id course, struct seats *out, struct err *err)
{
	int64_t held = 0;
	enum status st = ST_OK;

	*out = (struct seats){ 0 };
	if (id_none(course))
		return ST_OK;
	st = read_seats(store, course, out, err);
	/* Within a sealed file its own rows tell. */
	if (st == ST_OK && !store_town(store))
		st = hold_get(store, "course", course, &held, err);
	out->taken += held;
	return st;
}

int64_t seats_free(const struct seats *seats)
{
	if (!seats->limited)
		return INT64_MAX;
	return seats->seats > seats->taken ? seats->seats - seats->taken : 0;
}

enum status seats_hold(struct change *change, struct id course, const char *field, struct err *err)
{
	struct seats seats;
	enum status st = seats_count(change_store(change), course, &seats, err);

	if (st == ST_OK && seats.limited && seats.taken > seats.seats)
		return err_field(err, field, _("The course has no free seat for this. Nothing was saved; put the person on the "
			"waiting list or raise the number of seats."));
	return st;
}
