/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold agenda: which days, whose, and in which form. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/agenda_out.h"
#include "commands/bulk.h"
#include "commands/verbs.h"

#define USUAL_LIMIT 100

static enum status read_day(const struct call *call, struct date *out, struct err *err)
{
	const char *said = call_option(call, "day");
	struct date today = clock_today();

	*out = today;
	if (said && !((date_parse(said, out) || date_typed(said, today, out)) && out->day))
		return err_set(err, ST_USAGE, _("The option --day takes a day, like 2026-05-04, today or +1."));
	return ST_OK;
}

static enum status read_query(const struct call *call, struct agenda_query *query, struct err *err)
{
	bool reminders = call_given(call, "reminders");
	enum status st = read_day(call, &query->from, err);

	if (st != ST_OK)
		return st;
	query->days = 1;
	if (call_given(call, "week")) {
		query->from = date_week(query->from);
		query->days = 7;
	} else if (reminders && !call_given(call, "day")) {
		query->days = agenda_remind_days(query->from);
		query->from = date_add_days(query->from, 1);
	}
	query->colleague = call_given(call, "mine") ? call->actor.user : call_option(call, "caseworker");
	query->room = call_option(call, "room");
	query->interpreter = call_given(call, "interpreter");
	query->unreminded = reminders;
	query->cancelled = call_option(call, "ics") != NULL;
	if (call_given(call, "free") && !query->colleague && !query->room)
		return err_set(err, ST_USAGE, _("Free for whom? Please add --mine, --caseworker or --room."));
	if (call_given(call, "mark") && !reminders)
		return err_set(err, ST_USAGE, _("The option --mark goes with --reminders."));
	return ST_OK;
}

static enum status reminders(struct call *call, struct agenda *agenda, struct err *err)
{
	enum status st = agenda_print_reminders(call, agenda, err);
	struct id set;
	int n = 0;

	if (st == ST_OK && call_given(call, "mark"))
		st = agenda_remind(call->store, &call->actor, agenda, &set, &n, err);
	if (st == ST_OK && n) {
		char *words = mem_fmt(ngettext("%d person is noted as reminded today.", "%d people are noted as reminded today.",
			(unsigned long)n), n);

		note(words);
		free(words);
	}
	return st;
}

static enum status tell(struct call *call, struct agenda *agenda, const struct agenda_query *query, struct err *err)
{
	if (call_option(call, "ics"))
		return agenda_calendar(call, agenda, call_option(call, "ics"), call_given(call, "names"), err);
	if (call_given(call, "reminders"))
		return reminders(call, agenda, err);
	if (call_given(call, "free"))
		agenda_print_free(call, agenda, query);
	else if (call->json)
		return agenda_print_json(call, agenda, err);
	else
		agenda_print(call, agenda, query);
	return ST_OK;
}

enum status verb_agenda(struct call *call, struct err *err)
{
	struct agenda_query query = { .days = 1 };
	struct agenda agenda = { 0 };
	const struct kind *kind;
	long limit;
	enum status st = which_kind(call, "appointment", &kind, err);

	if (st == ST_OK)
		st = read_query(call, &query, err);
	if (st == ST_OK)
		st = call_number(call, "limit", USUAL_LIMIT, &limit, err);
	if (st == ST_OK)
		st = bulk_limit(call, limit, err);
	if (st == ST_OK)
		st = agenda_load(call->store, &call->actor, &query, (int)limit, &agenda, err);
	if (st == ST_OK)
		st = tell(call, &agenda, &query, err);
	agenda_clear(&agenda);
	return st;
}
