/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Appointments: who meets the person, whether an interpreter is needed, what can
 * be kept.  What meets another appointment is warned of, inside the transaction,
 * so that two colleagues cannot book one room at once without seeing it.
 */
#include "cases/meeting.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/msg.h"
#include "cases/clash.h"
#include "cases/rules.h"

#define LAST_MINUTE (24 * 60)

/* Who needs an interpreter gets one asked for, of the language that the file names. */
static enum status put_interpreter(struct change *change, struct change_item *item, struct err *err)
{
	char *language = NULL;
	enum status st = rule_look(change, "person", rule_reference(item, "person"), "interpreter", &language, err);

	if (st == ST_OK && language && !rule_is(item, "interpreter", "none", NULL))
		rule_default(item, "language", language);
	if (st == ST_OK)
		rule_default(item, "interpreter", change_get(item, "language") ? "asked" : "none");
	free(language);
	return st;
}

/* Another day or hour: who was reminded has to be reminded anew, and the interpreter asked once more. */
static void follow_move(struct change_item *item)
{
	bool moved = change_touches(item, "day") || change_touches(item, "at");

	if (!moved)
		return;
	if (!change_touches(item, "reminded"))
		rule_put(item, "reminded", NULL);
	if (rule_is(item, "interpreter", "booked", NULL) && !change_touches(item, "interpreter"))
		rule_put(item, "interpreter", "asked");
}

static enum status appointment_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (change_is_deletion(item))
		return ST_OK;
	if (change_is_new(item)) {
		rule_default(item, "caseworker", change_actor(change)->user);
		st = put_interpreter(change, item, err);
	} else {
		follow_move(item);
	}
	if (rule_is(item, "state", "missed", NULL))
		rule_default(item, "reason", "unknown");
	else if (change_touches(item, "state") && !change_touches(item, "reason"))
		rule_put(item, "reason", NULL);
	return st;
}

static int minutes_of(const struct change_item *item, int otherwise)
{
	const char *minutes = change_get(item, "minutes");

	return minutes ? atoi(minutes) : otherwise;
}

enum status meeting_times(const struct change_item *item, int otherwise, struct err *err)
{
	const char *day = change_get(item, "day");
	int from = clock_minutes(change_get(item, "at"));

	if (day && strlen(day) < 10)
		return err_field(err, "day", _("People come on a day, not in a month. Nothing was saved; please give the whole "
			"date."));
	if (from >= 0 && from + minutes_of(item, otherwise) > LAST_MINUTE)
		return err_field(err, "minutes", _("This would go on beyond midnight. Nothing was saved; please look at the time and "
			"the minutes."));
	return ST_OK;
}

static enum status appointment_check(struct change *change, struct change_item *item, struct err *err)
{
	char today[11];

	(void)change;
	date_text(clock_today(), today);
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "state", "kept", "missed", NULL) && rule_before(today, change_get(item, "day")))
		return err_field(err, "state", _("This appointment lies ahead: it can be moved or cancelled, but not yet kept or "
			"missed. Nothing was saved."));
	if (change_get(item, "reason") && !rule_is(item, "state", "missed", NULL))
		return err_field(err, "reason", _("A reason belongs to an appointment that was missed. Nothing was saved; set the "
			"state to missed, or clear the reason."));
	return change_is_new(item) || change_touches(item, "day") || change_touches(item, "at") ||
		change_touches(item, "minutes") ? meeting_times(item, MEETING_MINUTES, err) : ST_OK;
}

static enum status warn(enum clash_with with, int from, int to, struct err *err)
{
	char a[6], b[6];
	const char *field = with == CLASH_ROOM ? "room" : "at", *words =
		/* TRANSLATORS: times of day, "09:30" */
		with == CLASH_PERSON ? _("The person is expected elsewhere from %s to %s. Nothing was saved yet; saving once more (in "
			"a command: --despite-clash) keeps both.") :
		with == CLASH_COLLEAGUE ? _("The colleague meets somebody else from %s to %s. Nothing was saved yet; saving once "
			"more (in a command: --despite-clash) keeps both.") :
		_("The room is taken from %s to %s. Nothing was saved yet; saving once more (in a command: --despite-clash) keeps "
			"both.");

	clock_words(from, a);
	clock_words(to, b);
	err_field(err, field, words, a, b);
	if (err)
		err->status = ST_WARNED;
	return ST_WARNED;
}

enum status meeting_warn(struct change *change, const struct clash *clash, struct err *err)
{
	enum clash_with with;
	int from = 0, to = 0;
	enum status st = clash_find(change_store(change), clash, &with, &from, &to, err);

	return st == ST_OK && with != CLASH_NOTHING ? warn(with, from, to, err) : st;
}

bool meeting_judged(const struct change *change, const struct change_item *item)
{
	static const char *const fields[] = { "person", "day", "at", "minutes", "room", "caseworker", "lead", "state" };
	const char *day = change_get(item, "day");
	char today[11];

	date_text(clock_today(), today);
	if (!change_warns(change) || change_is_deletion(item) || !rule_is(item, "state", "planned", NULL) ||
	    clock_minutes(change_get(item, "at")) < 0 || !day || strlen(day) < 10 || strcmp(day, today) < 0)
		return false;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (kind_field(change_kind_of(item), fields[i]) && change_touches(item, fields[i]))
			return true;
	return change_is_new(item);
}

static enum status appointment_after(struct change *change, struct change_item *item, struct err *err)
{
	struct clash clash = { .id = change_id_of(item), .person = rule_reference(item, "person") };

	if (!meeting_judged(change, item))
		return ST_OK;
	clash.colleague = change_get(item, "caseworker");
	clash.room = change_get(item, "room");
	clash.meeting = change_get(item, "meeting");
	clash.day = change_get(item, "day");
	clash.from = clock_minutes(change_get(item, "at"));
	clash.to = clash.from + minutes_of(item, MEETING_MINUTES);
	return meeting_warn(change, &clash, err);
}

const struct kind_ops appointment_rules = { appointment_derive, appointment_check, appointment_after };
