/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads who waits for a language group and which groups take people: all of it for a
 * round, one person with the groups of the level, or one group with those who wait for it.
 *
 * Of a large town thousands wait for one level.  What they wish for is read out of one
 * index; whom the group cannot suit is left out before anything else of them is looked up.
 */
#include "match/courses_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/fit.h"
#include "register/row.h"
#include "store/query.h"

#define SEEKER "e.id, e.person, e.asked, e.lot, e.language, e.level, e.available, e.needed_by, e.unavailable, e.daypart," \
	" e.hours, e.farthest, e.childcare, e.women_only, e.online, e.neighbourhood, e.last_offer"
#define WAITING " FROM enrolment e INDEXED BY enrolment_waiting WHERE e.gone = 0 AND e.state = 'waiting'"
QUERY(seekers, "match.enrolments", QUERY_BATCH, "SELECT " SEEKER WAITING);
QUERY(seekers_of, "match.enrolments_of", QUERY_INTERACTIVE,
	"SELECT " SEEKER WAITING " AND e.language IS :language AND e.level IS :level");
QUERY(seeker_one, "match.enrolment", QUERY_INTERACTIVE,
	"SELECT " SEEKER ", e.state FROM enrolment e WHERE e.id = :id AND e.gone = 0");

#define GROUP "c.id, c.language, c.level, c.starts, c.ends, c.timetable, c.neighbourhood, c.online, c.childcare, c.women_only, c.lot"
#define TAKES " c.gone = 0 AND c.state IN ('planned', 'open', 'running') AND coalesce(c.starts, '9') >= :from"
QUERY(groups, "match.courses", QUERY_INTERACTIVE, "SELECT " GROUP " FROM course c INDEXED BY course_by_state WHERE" TAKES);
QUERY(groups_of, "match.courses_of", QUERY_INTERACTIVE,
	"SELECT " GROUP " FROM course c INDEXED BY course_fit WHERE c.language IS :language AND c.level IS :level AND" TAKES);

QUERY(group_one, "match.course", QUERY_INTERACTIVE,
	"SELECT " GROUP ", c.state FROM course c WHERE c.id = :id AND c.gone = 0");

#define AT_WORK " FROM employment w INDEXED BY employment_week WHERE w.gone = 0 AND w.timetable IS NOT NULL" \
	" AND w.state IN ('agreed', 'working') AND w.person = :id"
#define AT_SCHOOL " FROM school_place s INDEXED BY school_place_week WHERE s.gone = 0 AND s.hours IS NOT NULL" \
	" AND s.state = 'placed' AND s.person = :id"
#define IN_COURSES(joined) " FROM enrolment e INDEXED BY enrolment_seated" joined " WHERE e.gone = 0" \
	" AND e.state IN ('offered', 'enrolled', 'attending') AND e.person = :id"
/* All who have something in their weeks: walked once where many are read, and so meant to be whole. */
#define BUSY(which, index, holds) QUERY(busy_##which, "match.courses_busy_" #which, QUERY_BATCH, \
	"SELECT person FROM " index " WHERE gone = 0 AND " holds)
BUSY(work, "employment INDEXED BY employment_week", "timetable IS NOT NULL AND state IN ('agreed', 'working')");
BUSY(school, "school_place INDEXED BY school_place_week", "hours IS NOT NULL AND state = 'placed'");
BUSY(course, "enrolment INDEXED BY enrolment_seated", "state IN ('offered', 'enrolled', 'attending')");
QUERY(has_weeks, "match.courses_busy", QUERY_INTERACTIVE,
	"SELECT EXISTS(SELECT 1" AT_WORK "), EXISTS(SELECT 1" AT_SCHOOL "), EXISTS(SELECT 1" IN_COURSES("") ")");
QUERY(at_work, "match.courses_work", QUERY_INTERACTIVE, "SELECT w.timetable, w.began, coalesce(w.ended, w.ends)" AT_WORK " LIMIT 20");
QUERY(at_school, "match.courses_school", QUERY_INTERACTIVE, "SELECT s.hours, s.begins, s.ended" AT_SCHOOL " LIMIT 20");
QUERY(in_courses, "match.courses_other", QUERY_INTERACTIVE, "SELECT c.timetable, c.starts, c.ends, c.id"
	IN_COURSES(" CROSS JOIN course c ON c.id = e.course") " AND c.gone = 0 LIMIT 20");

enum seeker_column { S_ID, S_PERSON, S_ASKED, S_LOT, S_LANGUAGE, S_LEVEL, S_AVAILABLE, S_NEEDED, S_UNAVAILABLE, S_DAYPART,
	S_HOURS, S_FARTHEST, S_CHILDCARE, S_WOMEN, S_ONLINE, S_PLACE, S_LAST, S_STATE };
enum group_column { G_ID, G_LANGUAGE, G_LEVEL, G_STARTS, G_ENDS, G_TIMETABLE, G_PLACE, G_ONLINE, G_CHILDCARE, G_WOMEN, G_LOT, G_STATE };

struct reading {
	struct store *store, *town;
	const struct match_pick *pick;
	struct match_facts *out;
	struct courses_facts *own;
	const struct field *levels, *dayparts;
	char from[11];               /* who began before takes nobody any more */
	struct map *busy;            /* person -> bits of enum courses_busy_with; NULL: asked one by one */
	bool narrow;                 /* one group is read: whom it cannot suit is left out */
};

static void text_at(struct stmt *stmt, int column, char *out, size_t room)
{
	const char *text = stmt_get_text(stmt, column);

	str_copy(out, room, text ? text : "");
}

/* ---- groups ---- */

static void take_group(struct reading *r, struct stmt *stmt)
{
	struct courses_facts *own = r->own;
	int at = r->out->n_places++;
	struct id place = stmt_get_id(stmt, G_PLACE);
	struct courses_group *group;

	r->out->place = pairs_more(r->out->place, at, sizeof(*r->out->place));
	own->group = pairs_more(own->group, at, sizeof(*own->group));
	r->out->place[at] = (struct match_place){ .id = stmt_get_id(stmt, G_ID), .neighbourhood = place,
		.lot = pairs_number(stmt, G_LOT) };
	group = &own->group[at];
	*group = (struct courses_group){ .level = (int8_t)pairs_choice(stmt_get_text(stmt, G_LEVEL), r->levels),
		.childcare = pairs_yes(stmt, G_CHILDCARE), .women_only = pairs_yes(stmt, G_WOMEN), .online = pairs_yes(stmt, G_ONLINE),
		.starts = pairs_day(stmt, G_STARTS), .ends = pairs_day(stmt, G_ENDS), .place = ways_number(&own->ways, place) };
	text_at(stmt, G_LANGUAGE, group->language, sizeof(group->language));
	pairs_timetable(stmt, G_TIMETABLE, &group->when);
	group->minutes = (int16_t)timetable_minutes(&group->when);
}

static enum status read_groups_by(struct reading *r, const struct query *query, const char *language, const char *level,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "from", r->from);
	if (query == &groups_of) {
		stmt_text(stmt, "language", language);
		stmt_text(stmt, "level", level);
	}
	while ((st = stmt_step(stmt, err)) == ST_OK)
		take_group(r, stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* Seats are counted once all groups stand in memory; those without a free one are taken out. */
static enum status count_seats(struct reading *r, struct err *err)
{
	int kept = 0;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < r->out->n_places; i++) {
		struct seats seats;
		int64_t free_seats;

		st = seats_count(r->town, r->out->place[i].id, &seats, err);
		free_seats = st == ST_OK ? seats_free(&seats) : 0;
		if (free_seats <= 0)
			continue;
		r->out->place[kept] = r->out->place[i];
		r->own->group[kept] = r->own->group[i];
		r->out->place[kept++].capacity = free_seats > 10000 ? 10000 : (int)free_seats;
	}
	r->out->n_places = kept;
	return st;
}

/* Of the level that is waited for, and of those whose level nobody wrote down; of all where the person named none. */
static enum status read_groups_for(struct reading *r, int candidate, struct err *err)
{
	const struct courses_seeker *seeker = &r->own->seeker[candidate];
	const char *level = seeker->level >= 0 ? r->levels->choices[seeker->level].key : NULL;
	enum status st;

	if (!level || !*seeker->language)
		return read_groups_by(r, &groups, NULL, NULL, err);
	st = read_groups_by(r, &groups_of, seeker->language, level, err);
	if (st == ST_OK)
		st = read_groups_by(r, &groups_of, seeker->language, NULL, err);
	return st == ST_OK ? read_groups_by(r, &groups_of, NULL, level, err) : st;
}

static enum status take_one_group(struct reading *r, struct stmt *stmt, struct err *err)
{
	const char *state = stmt_get_text(stmt, G_STATE), *starts = stmt_get_text(stmt, G_STARTS);

	if (str_same(state, "over") || str_same(state, "cancelled"))
		return err_field(err, "course", _("This group takes nobody any more. Nothing was offered; choose another one."));
	if (starts && strcmp(starts, r->from) < 0)
		return err_field(err, "course", _("This group began more than four weeks ago, so nobody joins it any more. Nothing was "
			"offered; choose another one, or mend the day on which it starts."));
	take_group(r, stmt);
	return ST_OK;
}

static enum status read_one_group(struct reading *r, struct id course, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, &group_one, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", course);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? read_missing(register_kind("course"), err) : st;
	st = take_one_group(r, stmt, err);
	stmt_reset(stmt);
	if (st == ST_OK)
		st = count_seats(r, err);
	if (st == ST_OK && !r->out->n_places)
		return err_field(err, "state", _("The group has no free seat. Nothing was offered; wait for answers, or raise the "
			"number of seats."));
	return st;
}

/* ---- who waits ---- */

static int take_seeker(struct reading *r, struct stmt *stmt)
{
	int at = r->out->n_candidates++;
	int32_t asked = pairs_day(stmt, S_ASKED);
	struct id place = stmt_get_id(stmt, S_PLACE);
	struct courses_seeker *seeker;

	r->out->candidate = pairs_more(r->out->candidate, at, sizeof(*r->out->candidate));
	r->own->seeker = pairs_more(r->own->seeker, at, sizeof(*r->own->seeker));
	r->out->candidate[at] = (struct match_candidate){ stmt_get_id(stmt, S_ID), stmt_get_id(stmt, S_PERSON),
		asked < 0 || asked > r->own->day ? 0 : (int)(r->own->day - asked), pairs_number(stmt, S_LOT), false };
	seeker = &r->own->seeker[at];
	*seeker = (struct courses_seeker){ .level = (int8_t)pairs_choice(stmt_get_text(stmt, S_LEVEL), r->levels),
		.childcare = pairs_yes(stmt, S_CHILDCARE), .women_only = pairs_yes(stmt, S_WOMEN), .online = pairs_yes(stmt, S_ONLINE),
		.dayparts = (uint8_t)pairs_choices(stmt, S_DAYPART, r->dayparts), .hours = (int16_t)pairs_number(stmt, S_HOURS),
		.farthest = (int16_t)pairs_number(stmt, S_FARTHEST), .available = pairs_day(stmt, S_AVAILABLE),
		.needed_by = pairs_day(stmt, S_NEEDED), .last_offer = stmt_get_id(stmt, S_LAST), .asked_place = !id_none(place),
		.from = ways_number(&r->own->ways, place) };
	text_at(stmt, S_LANGUAGE, seeker->language, sizeof(seeker->language));
	pairs_timetable(stmt, S_UNAVAILABLE, &seeker->unavailable);
	return at;
}

static enum status read_busy(struct reading *r, int candidate, const struct query *query, enum courses_busy_with with,
	struct err *err)
{
	struct courses_facts *own = r->own;
	struct stmt *stmt;
	enum status st = store_query(r->store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", r->out->candidate[candidate].person);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct courses_busy *busy;

		own->busy = pairs_more(own->busy, own->n_busy, sizeof(*own->busy));
		busy = &own->busy[own->n_busy++];
		*busy = (struct courses_busy){ .with = (uint8_t)with, .from = pairs_day(stmt, 1), .until = pairs_day(stmt, 2) };
		pairs_timetable(stmt, 0, &busy->when);
		if (with == BUSY_COURSE)
			busy->course = stmt_get_id(stmt, 3);
		own->seeker[candidate].n_busy++;
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status add_busy(struct reading *r, const struct query *query, enum courses_busy_with with, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id person = stmt_get_id(stmt, 0);

		*map_at(r->busy, person.b, sizeof(person.b)) |= 1 << with;
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_busy_people(struct reading *r, struct err *err)
{
	enum status st;

	r->busy = map_new();
	st = add_busy(r, &busy_work, BUSY_WORK, err);
	if (st == ST_OK)
		st = add_busy(r, &busy_school, BUSY_SCHOOL, err);
	return st == ST_OK ? add_busy(r, &busy_course, BUSY_COURSE, err) : st;
}

/* Most have nothing in their weeks: bits of what they have. */
static enum status busy_with(struct reading *r, struct id person, unsigned *out, struct err *err)
{
	struct stmt *stmt;
	const int64_t *bits;
	enum status st;

	*out = 0;
	if (r->busy) {
		bits = map_find(r->busy, person.b, sizeof(person.b));
		*out = bits ? (unsigned)*bits : 0;
		return ST_OK;
	}
	st = store_query(r->store, &has_weeks, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	for (int i = 0; st == ST_OK && i <= BUSY_COURSE; i++)
		*out |= stmt_get_int(stmt, i) ? 1u << i : 0;
	stmt_reset(stmt);
	return st;
}

static enum status read_week(struct reading *r, int candidate, struct err *err)
{
	static const struct query *const with[] = { [BUSY_WORK] = &at_work, [BUSY_SCHOOL] = &at_school,
		[BUSY_COURSE] = &in_courses };
	unsigned bits = 0;
	enum status st = busy_with(r, r->out->candidate[candidate].person, &bits, err);

	r->own->seeker[candidate].first_busy = r->own->n_busy;
	for (int i = 0; st == ST_OK && i < (int)ARRAY_LEN(with); i++)
		if (bits & 1u << i)
			st = read_busy(r, candidate, with[i], (enum courses_busy_with)i, err);
	return st;
}

/* What stands with the person; whoever nothing is offered to, or whom the one group cannot suit, is taken out again. */
static enum status take_person(struct reading *r, int at, bool *out, struct err *err)
{
	struct courses_seeker *seeker = &r->own->seeker[at];
	struct pairs_person is = { .out = true };
	enum status st = ST_OK;

	if (!r->narrow || match_admissible(r->out, r->pick->rule, at, 0))
		st = pairs_person(r->store, r->out->candidate[at].person, r->out->day, &is, err);
	*out = is.out;
	if (st != ST_OK || is.out) {
		r->out->n_candidates--;
		return st;
	}
	if (!seeker->asked_place)
		seeker->from = ways_number(&r->own->ways, is.home);
	return read_week(r, at, err);
}

static enum status take_seekers(struct reading *r, struct stmt *stmt, struct err *err)
{
	bool out;
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		st = take_person(r, take_seeker(r, stmt), &out, err);
		if (st != ST_OK) {
			stmt_reset(stmt);
			return st;
		}
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_seekers_of(struct reading *r, const char *language, const char *level, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->store, &seekers_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "language", language);
	stmt_text(stmt, "level", level);
	return take_seekers(r, stmt, err);
}

/* Who waits for the group's language and level, and who named one of them or neither: that is a question. */
static enum status read_seekers_for(struct reading *r, struct err *err)
{
	const struct courses_group *group = &r->own->group[0];
	const char *level = group->level >= 0 ? r->levels->choices[group->level].key : NULL;
	const char *language = *group->language ? group->language : NULL;
	enum status st = read_seekers_of(r, language, level, err);

	if (st == ST_OK && level)
		st = read_seekers_of(r, language, NULL, err);
	if (st == ST_OK && language)
		st = read_seekers_of(r, NULL, level, err);
	return st == ST_OK && level && language ? read_seekers_of(r, NULL, NULL, err) : st;
}

static enum status read_seekers(struct reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = read_busy_people(r, err);

	if (st != ST_OK)
		return st;
	if (!id_none(r->pick->place) && *r->own->group[0].language && r->own->group[0].level >= 0)
		return read_seekers_for(r, err);
	st = store_query(r->store, &seekers, &stmt, err);
	return st == ST_OK ? take_seekers(r, stmt, err) : st;
}

static enum status read_one_seeker(struct reading *r, struct id enrolment, struct err *err)
{
	struct stmt *stmt;
	bool out = false, waits;
	enum status st = store_query(r->store, &seeker_one, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", enrolment);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? read_missing(register_kind("enrolment"), err) : st;
	waits = str_same(stmt_get_text(stmt, S_STATE), "waiting");
	if (waits)
		st = take_person(r, take_seeker(r, stmt), &out, err);
	stmt_reset(stmt);
	if (!waits)
		return err_set(err, ST_INVALID, _("This person does not wait for a group: a seat was offered or taken, or it is over. "
			"Nothing was changed; once the state is waiting again, groups are shown."));
	return st == ST_OK && out ? pairs_refuse_out(err) : st;
}

static struct reading begin(struct store *store, const struct match_pick *pick, struct match_facts *out)
{
	struct reading r = { .store = store, .town = pairs_town(store), .pick = pick, .out = out,
		.levels = kind_field(register_kind("course"), "level"),
		.dayparts = kind_field(register_kind("enrolment"), "daypart"),
		.narrow = pick->rule && !id_none(pick->place) && id_none(pick->application) };
	struct date day;

	r.own = out->own = mem_alloc(sizeof(*r.own));
	if (date_parse(out->day, &day)) {
		r.own->day = date_days(day);
		date_text(date_add_days(day, -FIT_JOIN_DAYS), r.from);
	}
	return r;
}

/* The picked side first: the other one is narrowed by it. */
static enum status read_both(struct reading *r, struct err *err)
{
	const struct match_pick *pick = r->pick;
	enum status st = ST_OK;

	if (!id_none(pick->place))
		st = read_one_group(r, pick->place, err);
	if (st == ST_OK && !id_none(pick->application))
		st = read_one_seeker(r, pick->application, err);
	else if (st == ST_OK)
		st = read_seekers(r, err);
	if (st != ST_OK || !id_none(pick->place))
		return st;
	st = id_none(pick->application) ? read_groups_by(r, &groups, NULL, NULL, err) : read_groups_for(r, 0, err);
	return st == ST_OK ? count_seats(r, err) : st;
}

enum status courses_read(struct store *store, const struct actor *actor, const struct match_pick *pick,
	struct match_facts *out, struct err *err)
{
	const struct kind *course = register_kind("course"), *enrolment = register_kind("enrolment");
	struct reading r;
	bool view;
	enum status st;

	if (!kind_seen(actor, course) || !kind_seen(actor, enrolment))
		return read_denied(kind_seen(actor, course) ? enrolment : course, err);
	r = begin(store, pick, out);
	view = store_view(store);
	st = ways_read(r.town, &r.own->ways, err);
	if (st == ST_OK)
		st = read_both(&r, err);
	store_view_end(store, view);
	map_free(r.busy);
	return st;
}

void courses_clear(struct match_facts *facts)
{
	struct courses_facts *own = facts->own;

	if (!own)
		return;
	ways_clear(&own->ways);
	free(own->seeker);
	free(own->group);
	free(own->busy);
	free(own);
}
