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
#include "base/mem.h"
#include "base/msg.h"
#include "cases/clash.h"
#include "cases/clash_week.h"
#include "cases/rules.h"

#define LAST_MINUTE (24 * 60)

QUERY(of_meeting, "appointment.of_meeting", QUERY_INTERACTIVE,
	"SELECT id FROM appointment WHERE meeting = :meeting AND gone = 0 AND state = 'planned'");
QUERY(housemates, "appointment.housemates", QUERY_INTERACTIVE,
	"SELECT p.id FROM appointment a CROSS JOIN person x ON x.id = a.person"
	" CROSS JOIN person p ON p.household = x.household AND p.gone = 0 AND p.left IS NULL AND p.id <> x.id"
	" WHERE a.id = :id AND NOT EXISTS (SELECT 1 FROM appointment b WHERE b.person = p.id AND b.gone = 0"
	" AND b.meeting = a.meeting) ORDER BY p.born, p.rid LIMIT 40");

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

/* One interpreter speaks for all who come and need the same language. */
static enum status follow_interpreter(struct change *change, struct change_item *item, struct id id,
	struct change_item *other, struct err *err)
{
	char *state = NULL, *language = NULL;
	enum status st;

	if (!change_touches(item, "interpreter") || rule_is(item, "interpreter", "none", NULL))
		return ST_OK;
	st = rule_look(change, "appointment", id, "interpreter", &state, err);
	if (st == ST_OK)
		st = rule_look(change, "appointment", id, "language", &language, err);
	if (st == ST_OK && !str_same(state, "none") && str_same(language, change_get(item, "language"))) {
		rule_put(other, "interpreter", change_get(item, "interpreter"));
		rule_put(other, "interpreter_name", change_get(item, "interpreter_name"));
	}
	free(state);
	free(language);
	return st;
}

/* What several people come to at once is moved as one. */
static enum status follow_meeting(struct change *change, struct change_item *item, struct err *err)
{
	static const char *const common[] = { "what", "day", "at", "minutes", "place", "room", "caseworker" };
	const char *meeting = change_get(item, "meeting");
	struct stmt *stmt;
	struct id *id = NULL;
	int n = 0;
	enum status st = ST_OK;

	for (size_t i = 0; meeting && i < ARRAY_LEN(common); i++)
		n += change_touches(item, common[i]);
	if (!meeting || (n == 0 && !change_touches(item, "interpreter")))
		return ST_OK;
	n = 0;
	st = store_query(change_store(change), &of_meeting, &stmt, err);
	if (st == ST_OK)
		stmt_text(stmt, "meeting", meeting);
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		id = mem_resize(id, (size_t)n + 1, sizeof(*id));
		id[n++] = stmt_get_id(stmt, 0);
	}
	st = st == ST_DONE ? ST_OK : st;
	for (int i = 0; st == ST_OK && i < n; i++) {
		struct change_item *other = change_find(change, id[i]) ? NULL : rule_other(change, "appointment", id[i]);

		for (size_t f = 0; other && f < ARRAY_LEN(common); f++)
			if (change_touches(item, common[f]))
				rule_put(other, common[f], change_get(item, common[f]));
		if (other)
			st = follow_interpreter(change, item, id[i], other, err);
	}
	free(id);
	return st;
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
		st = follow_meeting(change, item, err);
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
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (kind_field(change_kind_of(item), fields[i]) && change_touches(item, fields[i]))
			return true;
	return change_is_new(item);
}

/* A course, work or school at that hour of the week. */
static enum status warn_of_week(struct change *change, const struct clash *clash, struct err *err)
{
	struct timetable hours = { .n = 1 };
	struct date day;
	unsigned with = 0;
	enum status st;

	if (id_none(clash->person) || !date_parse(clash->day, &day) || !day.day || clash->to > 24 * 60)
		return ST_OK;
	hours.at[0] = (struct hours){ date_weekday(day), clash->from, clash->to };
	st = clash_week(change_store(change), clash->person, &hours, clash->day, clash->day, (struct id){ { 0 } }, &with, err);
	return st == ST_OK && with ? warn(CLASH_PERSON, clash->from, clash->to, err) : st;
}

static enum status appointment_after(struct change *change, struct change_item *item, struct err *err)
{
	struct clash clash = { .id = change_id_of(item), .person = rule_reference(item, "person") };
	enum status st;

	if (!meeting_judged(change, item))
		return ST_OK;
	clash.colleague = change_get(item, "caseworker");
	clash.room = change_get(item, "room");
	clash.meeting = change_get(item, "meeting");
	clash.day = change_get(item, "day");
	clash.from = clock_minutes(change_get(item, "at"));
	clash.to = clash.from + minutes_of(item, MEETING_MINUTES);
	st = meeting_warn(change, &clash, err);
	return st == ST_OK ? warn_of_week(change, &clash, err) : st;
}

const struct kind_ops appointment_rules = { appointment_derive, appointment_check, appointment_after };

static enum status read_housemates(struct store *store, struct id appointment, struct id **out, int *n, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &housemates, &stmt, err);

	*out = NULL;
	*n = 0;
	if (st == ST_OK)
		stmt_id(stmt, "id", appointment);
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*n + 1, sizeof(**out));
		(*out)[(*n)++] = stmt_get_id(stmt, 0);
	}
	return st == ST_DONE ? ST_OK : st;
}

/* The same hour, room and colleague; each has a language and an interpreter of their own. */
static void bring(struct change *change, const struct record *with, struct id person, const char *meeting)
{
	static const char *const same[] = { "what", "day", "at", "minutes", "place", "room", "caseworker", "interpreter_name" };
	struct change_item *item = change_create(change, with->kind, NULL);
	char id[37];

	id_text(person, id);
	rule_put(item, "person", id);
	rule_put(item, "meeting", meeting);
	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		if (record_get(with, same[i]))
			rule_put(item, same[i], record_get(with, same[i]));
}

enum status meeting_household(struct store *store, const struct actor *actor, struct id appointment, bool insist,
	struct id *set, int *n, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct record *record = NULL;
	struct id *mate = NULL;
	char meeting[37];
	enum status st = read_brief(store, actor, register_kind("appointment"), appointment, &record, err);

	*n = 0;
	if (st == ST_OK)
		st = read_housemates(store, appointment, &mate, n, err);
	if (st == ST_OK && *n) {
		id_text(id_new(), meeting);
		if (record_get(record, "meeting"))
			str_copy(meeting, sizeof(meeting), record_get(record, "meeting"));
		else
			rule_put(change_update(change, record->kind, appointment, record->rev), "meeting", meeting);
		for (int i = 0; i < *n; i++)
			bring(change, record, mate[i], meeting);
		if (insist)
			change_insist(change);
		st = change_commit(change, set, NULL, err);
	}
	free(mate);
	record_free(record);
	change_free(change);
	return st;
}
