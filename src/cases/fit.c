/* SPDX-License-Identifier: EUPL-1.2 */
/* Each reason is one question asked of the wish and the group; all of them are asked, so that all can be said. */
#include "cases/fit.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/msg.h"
#include "base/str.h"
#include "cases/clash_week.h"
#include "cases/near.h"
#include "register/row.h"
#include "store/query.h"

#define AGAINST(reason) (1u << (reason))
#define NOTE(note) (1u << (note))
#define NOON (12 * 60)
#define EVENING (17 * 60)

#define WISH "SELECT e.language, e.level, e.available, e.daypart, e.unavailable, e.hours, e.farthest, e.childcare," \
	" e.women_only, e.online, e.neighbourhood, e.last_offer, e.id FROM enrolment e"
QUERY(wish_of, "fit.wish", QUERY_INTERACTIVE, WISH " WHERE e.id = :id AND e.gone = 0");
QUERY(wish_of_person, "fit.wish_of_person", QUERY_INTERACTIVE,
	WISH " WHERE e.person = :id AND e.gone = 0 AND e.state = 'waiting' ORDER BY e.asked, e.id LIMIT 1");
/* What the last test or talk calls for. */
QUERY(level_proposed, "fit.proposed", QUERY_INTERACTIVE,
	"SELECT language, proposed FROM level WHERE person = :id AND gone = 0 AND proposed IS NOT NULL"
	" ORDER BY day DESC, rid DESC LIMIT 1");
/* Where somebody lives whose address is kept secret is nothing to go by. */
QUERY(person_facts, "fit.person", QUERY_INTERACTIVE,
	"SELECT CASE WHEN p.address_secret IS 1 THEN NULL ELSE p.neighbourhood END, p.restricted IS NOT NULL,"
	" p.paused_until IS NOT NULL AND p.paused_until > :today FROM person p WHERE p.id = :id AND p.gone = 0");
QUERY(person_of, "fit.person_of", QUERY_INTERACTIVE, "SELECT person FROM enrolment WHERE id = :id");
QUERY(is_in_it, "fit.in_it", QUERY_INTERACTIVE,
	"SELECT 1 FROM enrolment WHERE person = :person AND course = :course AND gone = 0"
	" AND state IN ('offered', 'enrolled', 'attending')");
#define GROUP "SELECT c.id, c.language, c.level, c.state, c.starts, c.ends, c.timetable, c.neighbourhood, c.online," \
	" c.childcare, c.women_only FROM course c"
QUERY(group_of, "fit.group", QUERY_INTERACTIVE, GROUP " WHERE c.id = :id AND c.gone = 0");
QUERY(groups_of_level, "fit.groups", QUERY_INTERACTIVE,
	GROUP " WHERE c.gone = 0 AND c.language = :language AND c.level = :level AND c.state IN ('planned', 'open', 'running')"
	" ORDER BY c.starts DESC, c.rid DESC LIMIT :most");
/* Nobody said which level: the ones that begin last are looked at. */
QUERY(groups_of_any, "fit.groups_of_any", QUERY_INTERACTIVE,
	GROUP " INDEXED BY course_by_starts WHERE c.gone = 0 AND c.starts >= :from AND c.state IN ('planned', 'open')"
	" ORDER BY c.starts, c.rid LIMIT :most");

static void text_of(char *out, size_t room, struct stmt *stmt, int column)
{
	const char *text = stmt_get_text(stmt, column);

	str_copy(out, room, text ? text : "");
}

static void take_wish(struct fit_wish *out, struct stmt *stmt)
{
	text_of(out->language, sizeof(out->language), stmt, 0);
	text_of(out->level, sizeof(out->level), stmt, 1);
	text_of(out->available, sizeof(out->available), stmt, 2);
	text_of(out->daypart, sizeof(out->daypart), stmt, 3);
	if (!timetable_read(stmt_get_text(stmt, 4), &out->unavailable))
		out->unavailable.n = 0;
	out->hours = (int)stmt_get_int(stmt, 5);
	out->farthest = stmt_is_null(stmt, 6) ? -1 : (int)stmt_get_int(stmt, 6);
	out->childcare = stmt_get_int(stmt, 7) != 0;
	out->women_only = stmt_get_int(stmt, 8) != 0;
	out->online = stmt_get_int(stmt, 9) != 0;
	out->place = stmt_get_id(stmt, 10);
	out->last_offer = stmt_get_id(stmt, 11);
	out->enrolment = stmt_get_id(stmt, 12);
}

static enum status read_person(struct store *store, struct fit_wish *wish, struct err *err)
{
	char today[11];
	struct stmt *stmt;
	enum status st = store_query(store, &person_facts, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	stmt_id(stmt, "id", wish->person);
	stmt_text(stmt, "today", today);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		wish->home = stmt_get_id(stmt, 0);
		wish->restricted = stmt_get_int(stmt, 1) != 0;
		wish->rests = stmt_get_int(stmt, 2) != 0;
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_NOTFOUND : st;
}

static enum status read_wish(struct store *store, const struct query *query, struct id id, struct fit_wish *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		take_wish(out, stmt);
		stmt_reset(stmt);
	}
	return st;
}

static enum status read_proposed(struct store *store, struct fit_wish *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &level_proposed, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", out->person);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		text_of(out->language, sizeof(out->language), stmt, 0);
		text_of(out->level, sizeof(out->level), stmt, 1);
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}

enum status fit_wish_person(struct store *store, struct id person, struct fit_wish *out, struct err *err)
{
	enum status st;

	*out = (struct fit_wish){ .person = person, .farthest = -1 };
	st = read_wish(store, &wish_of_person, person, out, err);
	if (st == ST_DONE)
		st = read_proposed(store, out, err);
	return st == ST_OK ? read_person(store, out, err) : st;
}

enum status fit_wish_of(struct store *store, struct id enrolment, struct fit_wish *out, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	*out = (struct fit_wish){ .farthest = -1 };
	st = read_wish(store, &wish_of, enrolment, out, err);
	if (st == ST_OK)
		st = store_query(store, &person_of, &stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? ST_NOTFOUND : st;
	stmt_id(stmt, "id", enrolment);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? ST_NOTFOUND : st;
	out->person = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return read_person(store, out, err);
}

static void take_group(struct fit_group *out, struct stmt *stmt)
{
	*out = (struct fit_group){ .course = stmt_get_id(stmt, 0) };
	text_of(out->language, sizeof(out->language), stmt, 1);
	text_of(out->level, sizeof(out->level), stmt, 2);
	text_of(out->state, sizeof(out->state), stmt, 3);
	text_of(out->starts, sizeof(out->starts), stmt, 4);
	text_of(out->ends, sizeof(out->ends), stmt, 5);
	if (!timetable_read(stmt_get_text(stmt, 6), &out->timetable))
		out->timetable.n = 0;
	out->place = stmt_get_id(stmt, 7);
	out->online = stmt_get_int(stmt, 8) != 0;
	out->childcare = stmt_get_int(stmt, 9) != 0;
	out->women_only = stmt_get_int(stmt, 10) != 0;
}

enum status fit_group_read(struct store *store, struct id course, struct fit_group *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &group_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", course);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? ST_NOTFOUND : st;
	take_group(out, stmt);
	stmt_reset(stmt);
	return seats_count(store, course, &out->seats, err);
}

static bool over(const struct fit_group *group)
{
	return str_same(group->state, "over") || str_same(group->state, "cancelled");
}

static const char *daypart_of(const struct hours *hours)
{
	return hours->from < NOON ? "morning" : hours->from < EVENING ? "afternoon" : "evening";
}

static bool begun_long_ago(const struct fit_group *group)
{
	struct date starts;

	return date_parse(group->starts, &starts) && starts.day && date_between(starts, clock_today()) > FIT_JOIN_DAYS;
}

/* Each hour at a part of the day that suits, or at the weekend where that does. */
static bool dayparts_suit(const struct fit_wish *wish, const struct timetable *t)
{
	for (int i = 0; i < t->n && *wish->daypart; i++)
		if (!field_holds(wish->daypart, daypart_of(&t->at[i])) &&
		    !(t->at[i].weekday >= 6 && field_holds(wish->daypart, "weekend")))
			return false;
	return true;
}

static uint32_t judge_plain(const struct fit_wish *wish, const struct fit_group *group)
{
	uint32_t against = 0;

	against |= wish->restricted ? AGAINST(FIT_RESTRICTED) : 0;
	against |= wish->rests ? AGAINST(FIT_RESTS) : 0;
	against |= over(group) ? AGAINST(FIT_OVER) : 0;
	against |= begun_long_ago(group) ? AGAINST(FIT_BEGUN) : 0;
	against |= *wish->language && !str_same(wish->language, group->language) ? AGAINST(FIT_LANGUAGE) : 0;
	against |= *wish->level && !str_same(wish->level, group->level) ? AGAINST(FIT_LEVEL) : 0;
	against |= seats_free(&group->seats) == 0 ? AGAINST(FIT_FULL) : 0;
	against |= !id_none(wish->last_offer) && id_same(wish->last_offer, group->course) ? AGAINST(FIT_BEFORE) : 0;
	against |= wish->childcare && !group->childcare ? AGAINST(FIT_CHILDCARE) : 0;
	against |= wish->women_only && !group->women_only ? AGAINST(FIT_WOMEN) : 0;
	against |= group->women_only && !wish->women_only ? AGAINST(FIT_NOT_ASKED) : 0;
	against |= group->online && !wish->online ? AGAINST(FIT_ONLINE) : 0;
	against |= timetable_clash(&wish->unavailable, &group->timetable) ? AGAINST(FIT_HOURS) : 0;
	against |= dayparts_suit(wish, &group->timetable) ? 0 : AGAINST(FIT_DAYPART);
	against |= wish->hours > 0 && timetable_minutes(&group->timetable) > wish->hours * 60 ? AGAINST(FIT_MUCH) : 0;
	against |= *wish->available && *group->starts && strcmp(group->starts, wish->available) < 0 ? AGAINST(FIT_LATER) : 0;
	return against;
}

/* From the place that was asked for, else from home.  A place without a distance is meant as it was said. */
static enum status judge_way(struct store *store, const struct fit_wish *wish, struct fit *out, struct err *err)
{
	struct id from = id_none(wish->place) ? wish->home : wish->place;
	enum status st;

	out->km = -1;
	if (out->group.online)
		return ST_OK;
	st = near_km(store, from, out->group.place, &out->km, err);
	if (st != ST_OK && st != ST_DONE)
		return st;
	if (wish->farthest >= 0 && out->km >= 0)
		out->against |= out->km > wish->farthest ? AGAINST(FIT_FAR) : 0;
	else if (!id_none(wish->place) && !id_none(out->group.place))
		out->against |= id_same(wish->place, out->group.place) ? 0 : AGAINST(FIT_FAR);
	else if (wish->farthest >= 0 || !id_none(wish->place))
		out->notes |= NOTE(FIT_WAY_UNKNOWN);
	return ST_OK;
}

static enum status judge_weeks(struct store *store, const struct fit_wish *wish, struct fit *out, struct err *err)
{
	static const enum fit_reason reasons[WEEK_KINDS] = {
		[WEEK_WORK] = FIT_WORK, [WEEK_SCHOOL] = FIT_SCHOOL, [WEEK_COURSE] = FIT_COURSE,
	};
	const struct fit_group *group = &out->group;
	char today[11];
	unsigned clash = 0;
	enum status st = clash_week(store, wish->person, &group->timetable, group->starts, group->ends, group->course,
		&clash, err);

	date_text(clock_today(), today);
	if (st == ST_OK)
		st = clash_appointments(store, wish->person, &group->timetable,
			strcmp(group->starts, today) > 0 ? group->starts : today, group->ends, &out->appointments, err);
	for (int i = 0; i < WEEK_KINDS; i++)
		out->against |= clash & 1u << i ? AGAINST(reasons[i]) : 0;
	out->notes |= out->appointments > 0 ? NOTE(FIT_APPOINTMENTS) : 0;
	out->notes |= group->timetable.n == 0 ? NOTE(FIT_HOURS_UNKNOWN) : 0;
	out->notes |= str_same(group->state, "running") && !begun_long_ago(group) ? NOTE(FIT_RUNNING) : 0;
	return st;
}

static enum status judge_there(struct store *store, const struct fit_wish *wish, struct fit *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &is_in_it, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", wish->person);
	stmt_id(stmt, "course", out->group.course);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		out->against |= AGAINST(FIT_IN_IT);
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}

enum status fit_judge(struct store *store, const struct fit_wish *wish, const struct fit_group *group, struct fit *out,
	struct err *err)
{
	enum status st;

	*out = (struct fit){ .group = *group, .against = judge_plain(wish, group), .km = -1 };
	st = judge_way(store, wish, out, err);
	if (st == ST_OK)
		st = judge_there(store, wish, out, err);
	return st == ST_OK ? judge_weeks(store, wish, out, err) : st;
}

static int reasons_of(const struct fit *fit)
{
	int n = 0;

	for (int i = 0; i < FIT_REASONS; i++)
		n += fit->against & AGAINST(i) ? 1 : 0;
	return n;
}

/* Fewer reasons against it, then sooner, then nearer; at last by the record, so that the order stands. */
static int by_fit(const void *a, const void *b)
{
	const struct fit *x = a, *y = b;
	int d = reasons_of(x) - reasons_of(y);

	if (d == 0)
		d = strcmp(*x->group.starts ? x->group.starts : "~", *y->group.starts ? y->group.starts : "~");
	if (d == 0)
		d = (x->km < 0 ? 1e9 : x->km) < (y->km < 0 ? 1e9 : y->km) ? -1 :
			(x->km < 0 ? 1e9 : x->km) > (y->km < 0 ? 1e9 : y->km);
	return d ? d : memcmp(x->group.course.b, y->group.course.b, sizeof(x->group.course.b));
}

static enum status read_groups(struct store *store, const struct fit_wish *wish, int most, struct fit *out, int *count,
	struct err *err)
{
	char today[11];
	struct stmt *stmt;
	bool known = *wish->level && *wish->language;
	enum status st = store_query(store, known ? &groups_of_level : &groups_of_any, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	if (known) {
		stmt_text(stmt, "language", wish->language);
		stmt_text(stmt, "level", wish->level);
	} else {
		stmt_text(stmt, "from", today);
	}
	stmt_int(stmt, "most", most);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		take_group(&out[(*count)++].group, stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status fit_groups(struct store *store, const struct actor *actor, const struct fit_wish *wish, int most,
	struct fit *out, int *count, struct err *err)
{
	bool view = store_view(store);
	enum status st = ST_OK;

	*count = 0;
	if (!kind_seen(actor, register_kind("course")) || !kind_seen(actor, register_kind("enrolment")))
		st = read_denied(register_kind("enrolment"), err);
	if (st == ST_OK)
		st = read_groups(store, wish, most, out, count, err);
	for (int i = 0; st == ST_OK && i < *count; i++) {
		struct fit_group group = out[i].group;

		st = seats_count(store, group.course, &group.seats, err);
		if (st == ST_OK)
			st = fit_judge(store, wish, &group, &out[i], err);
	}
	store_view_end(store, view);
	if (st == ST_OK)
		qsort(out, (size_t)*count, sizeof(*out), by_fit);
	return st;
}

const char *fit_reason_words(enum fit_reason reason)
{
	static const char *const words[FIT_REASONS] = {
		[FIT_RESTRICTED] = N_("The file is restricted"),
		[FIT_RESTS] = N_("The file rests for now"),
		[FIT_OVER] = N_("The group is over or called off"),
		[FIT_BEGUN] = N_("Began more than four weeks ago"),
		[FIT_LANGUAGE] = N_("Another language"),
		[FIT_LEVEL] = N_("Another level"),
		[FIT_FULL] = N_("No free seat"),
		[FIT_BEFORE] = N_("Offered before and not taken"),
		[FIT_IN_IT] = N_("Has a seat in it already"),
		[FIT_CHILDCARE] = N_("No childcare, which is needed"),
		[FIT_WOMEN] = N_("A women-only group was asked for"),
		[FIT_NOT_ASKED] = N_("Women-only, which nobody asked for"),
		[FIT_ONLINE] = N_("Online, which does not suit"),
		[FIT_FAR] = N_("Too far away"),
		[FIT_HOURS] = N_("At hours that do not suit"),
		[FIT_DAYPART] = N_("At another part of the day"),
		[FIT_MUCH] = N_("Too many hours a week"),
		[FIT_LATER] = N_("Begins before the person can"),
		[FIT_WORK] = N_("Works at these hours"),
		[FIT_SCHOOL] = N_("At school at these hours"),
		[FIT_COURSE] = N_("In another course at these hours"),
	};

	return _(words[reason]);
}

static void add_part(struct str *out, const char *words, const char *separator)
{
	str_addf(out, "%s%s", out->len ? separator : "", words);
}

void fit_words(struct str *out, const struct fit *fit, const char *separator)
{
	static const char *const notes[FIT_NOTES] = {
		[FIT_RUNNING] = N_("has begun"),
		[FIT_HOURS_UNKNOWN] = N_("its hours are not known"),
		[FIT_WAY_UNKNOWN] = N_("the way there is not known"),
	};
	struct str words = STR_INIT;

	if (!fit->against)
		add_part(&words, _("Fits"), separator);
	for (int i = 0; i < FIT_REASONS; i++)
		if (fit->against & AGAINST(i))
			add_part(&words, fit_reason_words((enum fit_reason)i), separator);
	for (int i = 0; i < FIT_NOTES; i++)
		if (fit->notes & NOTE(i) && notes[i])
			add_part(&words, _(notes[i]), separator);
	if (fit->notes & NOTE(FIT_APPOINTMENTS)) {
		str_add(&words, separator);
		str_addf(&words, ngettext("%d appointment falls into its lessons", "%d appointments fall into its lessons",
			(unsigned long)fit->appointments), fit->appointments);
	}
	str_add(out, str_get(&words));
	str_free(&words);
}
