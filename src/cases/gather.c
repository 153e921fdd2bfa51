/* SPDX-License-Identifier: EUPL-1.2 */
/* Sessions for many at once, and who was invited and came. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/msg.h"
#include "cases/meeting.h"
#include "cases/rules.h"

#define SESSION_MINUTES 90

QUERY(invited, "attendance.invited", QUERY_INTERACTIVE,
	"SELECT count(*) FROM attendance WHERE session = :id AND gone = 0 AND state IN ('invited', 'came')");
QUERY(twice, "attendance.twice", QUERY_INTERACTIVE,
	"SELECT count(*) FROM attendance a JOIN attendance b ON b.person = a.person AND b.session = a.session AND b.gone = 0"
	" AND b.id <> a.id WHERE a.id = :id");

static bool lies_ahead(const char *day)
{
	char today[11];

	date_text(clock_today(), today);
	return rule_before(today, day);
}

static enum status session_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)err;
	if (change_is_new(item))
		rule_default(item, "lead", change_actor(change)->user);
	return ST_OK;
}

static enum status session_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "state", "held", NULL) && lies_ahead(change_get(item, "day")))
		return err_field(err, "state", _("This session lies ahead: it can be moved or cancelled, but was not held yet. Nothing "
			"was saved."));
	return meeting_times(item, SESSION_MINUTES, err);
}

static enum status session_after(struct change *change, struct change_item *item, struct err *err)
{
	struct clash clash = { .id = change_id_of(item) };
	const char *minutes = change_get(item, "minutes");

	if (!meeting_judged(change, item))
		return ST_OK;
	clash.colleague = change_get(item, "lead");
	clash.room = change_get(item, "room");
	clash.day = change_get(item, "day");
	clash.from = clock_minutes(change_get(item, "at"));
	clash.to = clash.from + (minutes ? atoi(minutes) : SESSION_MINUTES);
	return meeting_warn(change, &clash, err);
}

const struct kind_ops session_rules = { session_derive, session_check, session_after };

static enum status look_session(struct change *change, struct change_item *item, const char *field, char **out,
	struct err *err)
{
	return rule_look(change, "session", rule_reference(item, "session"), field, out, err);
}

static enum status attendance_check(struct change *change, struct change_item *item, struct err *err)
{
	char *day = NULL, *state = NULL;
	enum status st = ST_OK;

	if (change_is_deletion(item) || (!change_is_new(item) && !change_touches(item, "state")))
		return ST_OK;
	st = look_session(change, item, "day", &day, err);
	if (st == ST_OK)
		st = look_session(change, item, "state", &state, err);
	if (st == ST_OK && rule_is(item, "state", "came", "missed", NULL) && lies_ahead(day))
		st = err_field(err, "state", _("The session lies ahead: nobody came or stayed away yet. Nothing was saved."));
	if (st == ST_OK && rule_is(item, "state", "invited", "came", NULL) && str_same(state, "cancelled"))
		st = err_field(err, "session", _("This session was cancelled. Nothing was saved; invite people to another one, or plan "
			"this one again."));
	free(day);
	free(state);
	return st;
}

/* More people than seats: somebody may fetch a chair, so it is only warned of. */
static enum status warn_seats(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	char *seats = NULL;
	int64_t n = 0;
	enum status st = look_session(change, item, "seats", &seats, err);

	if (st == ST_OK && seats)
		st = rule_count(change, &invited, rule_reference(item, "session"), none, &n, err);
	if (st == ST_OK && seats && n > strtoll(seats, NULL, 10)) {
		err_field(err, "session", _("All seats of this session are given away. Nothing was saved yet; saving once more (in a "
			"command: --despite-clash) invites one more."));
		if (err)
			err->status = ST_WARNED;
		st = ST_WARNED;
	}
	free(seats);
	return st;
}

static enum status attendance_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st;

	if (change_is_merge(change) || change_is_deletion(item))
		return ST_OK;
	st = rule_count(change, &twice, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "person", _("The person is on the list of this session already. Nothing was saved; change that "
			"row instead."));
	if (st == ST_OK && change_warns(change) && change_is_new(item) && rule_is(item, "state", "invited", NULL))
		st = warn_seats(change, item, err);
	return st;
}

const struct kind_ops attendance_rules = { NULL, attendance_check, attendance_after };
