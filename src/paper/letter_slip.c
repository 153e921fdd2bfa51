/* SPDX-License-Identifier: EUPL-1.2 */
/* The slip for an appointment: when, where, with whom, in which language, what to bring. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/msg.h"
#include "paper/letter_own.h"

static enum status slip_read(struct letter_facts *facts, struct err *err)
{
	struct date day;

	if (!str_same(record_get(facts->about, "state"), "planned"))
		return err_set(err, ST_INVALID, _("This appointment is not planned any more. No paper was made; choose one that is still to "
			"come."));
	if (!date_parse(record_get(facts->about, "day"), &day) || date_between(clock_today(), day) < 0)
		return err_set(err, ST_INVALID, _("The day of this appointment is over. No paper was made; choose one that is still to "
			"come."));
	facts->about_day = day;
	return ST_OK;
}

/* Where they stay is written down by nobody who keeps it secret, also not as the place of a visit. */
static bool at_home(const struct letter_facts *facts)
{
	const char *place = record_get(facts->about, "place");

	return facts->secret && !str_empty(place) && letter_is_home(facts, place);
}

/* "12", "2.04": a number needs the word; "Room 12", "Blue hall" bring their own. */
static bool is_number(const char *room)
{
	return *room >= '0' && *room <= '9';
}

static void put_place(const struct letter_facts *facts, struct sheet *sheet)
{
	const char *place = record_get(facts->about, "place"), *room = record_get(facts->about, "room");
	bool number = !str_empty(room) && is_number(room);

	if (at_home(facts)) {
		sheet_sign(sheet, SIGN_PLACE, P_("Place: we come to you."));
		return;
	}
	if (!str_empty(place) && number)
		letter_signf(sheet, SIGN_PLACE, P_("Place: %s, room %s"), place, room);
	else if (!str_empty(place))
		letter_signf(sheet, SIGN_PLACE, P_("Place: %s"), place);
	else if (number)
		letter_signf(sheet, SIGN_PLACE, P_("Place: room %s"), room);
	if (!str_empty(room) && !number)
		letter_signf(sheet, SIGN_PLACE, P_("Place: %s"), room);
	if (str_empty(place) && str_empty(room))
		sheet_sign(sheet, SIGN_PLACE, P_("Place: please ask at the desk."));
}

static void put_time(const struct letter_facts *facts, struct sheet *sheet)
{
	char *day = letter_day(record_get(facts->about, "day")), *at = letter_value(facts->about, "at");

	letter_signf(sheet, SIGN_DATE, P_("Day: %s"), day ? day : "");
	letter_signf(sheet, SIGN_TIME, P_("Time: %s"), at ? at : "");
	free(day);
	free(at);
}

static void put_interpreter(const struct letter_facts *facts, struct sheet *sheet)
{
	const char *state = record_get(facts->about, "interpreter");
	char *language = letter_value(facts->about, "language");

	if (str_same(state, "booked") && language)
		letter_signf(sheet, SIGN_LANGUAGE, P_("An interpreter for %s will be there. This costs you nothing."), language);
	else if (str_same(state, "booked"))
		sheet_sign(sheet, SIGN_LANGUAGE, P_("An interpreter will be there. This costs you nothing."));
	else if (str_same(state, "asked"))
		sheet_sign(sheet, SIGN_LANGUAGE, P_("We have asked for an interpreter. This costs you nothing."));
	else
		sheet_sign(sheet, SIGN_LANGUAGE, P_("No interpreter is booked. If you need one, please tell us before the day. This costs you nothing."));
	free(language);
}

static void put_purpose(const struct letter_facts *facts, struct sheet *sheet)
{
	char *what = letter_value(facts->about, "what");

	letter_signf(sheet, SIGN_PAPER, P_("We talk about: %s"), what ? what : "");
	free(what);
}

static void slip_write(const struct letter_facts *facts, struct sheet *sheet)
{
	const char *with = record_get(facts->about, "caseworker"), *minutes = record_get(facts->about, "minutes");
	int n = minutes ? (int)strtol(minutes, NULL, 10) : 0;

	letter_head(facts, sheet);
	sheet_text(sheet, P_("We would like to talk with you. Please come on this day:"));
	put_time(facts, sheet);
	put_place(facts, sheet);
	if (!str_empty(with))
		letter_signf(sheet, SIGN_PERSON, P_("You meet: %s"), with);
	put_purpose(facts, sheet);
	if (n > 0)
		letter_textf(sheet, PN_("The talk takes about %d minute.", "The talk takes about %d minutes.", n), n);
	put_interpreter(facts, sheet);
	sheet_sign(sheet, SIGN_BRING, P_("Please bring this paper, a paper that shows who you are, and letters that you do not "
		"understand."));
	sheet_sign(sheet, SIGN_PHONE, P_("Can you not come on this day? Please tell us as soon as you can. We will find another day "
		"with you."));
	sheet_text(sheet, P_("You may bring a person whom you trust. You may also bring your children."));
	letter_foot(facts, sheet);
}

static void slip_plain(const struct letter_facts *facts, struct sheet *sheet)
{
	letter_head(facts, sheet);
	put_time(facts, sheet);
	put_place(facts, sheet);
	sheet_sign(sheet, SIGN_BRING, P_("Bring this paper."));
	sheet_sign(sheet, SIGN_PHONE, P_("You cannot come? Tell us."));
	letter_foot(facts, sheet);
}

const struct letter_ops letter_slip_ops = { slip_read, slip_write, slip_plain };
