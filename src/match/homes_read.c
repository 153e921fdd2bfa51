/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads what households need and what homes offer: all of it for a round, one household
 * with the homes that stand free, or one home with the households that it may suit.
 *
 * Of a large town thousands look.  Their needs are read out of one index; who cannot be
 * suited by the one home is left out before anything else of them is looked up.
 */
#include "match/homes_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/near.h"
#include "cases/rules.h"
#include "register/read.h"
#include "store/sealed.h"

/* A need with the present stay, where that is a temporary one (the youngest first, should there be two), and with each
 * neighbourhood that is wanted, in order: a row each. */
#define NEED_ROWS "SELECT n.id, n.person, n.people, n.bedrooms, n.step_free, n.max_rent, n.pets, n.near, n.near_for, n.within," \
	" n.needed_from, n.asked, n.lot, n.leave_by, n.wishes_asked, s.rid, s.place, s.counted, w.neighbourhood, n.state"
#define WITH_STAY_AND_WISHES " LEFT JOIN stay s INDEXED BY stay_temporary ON s.person = n.person AND s.gone = 0 AND s.until IS NULL" \
	" AND s.place IN ('reception', 'shelter')" \
	" LEFT JOIN preference w INDEXED BY preference_wished ON w.need = n.id AND w.gone = 0"
/* Whom nothing is offered to; person_left_out holds these few alone. */
#define LEFT_OUT "(p.gone = 1 OR p.left IS NOT NULL OR p.restricted IS NOT NULL OR p.paused_until IS NOT NULL)"
#define NOT_LEFT_OUT " NOT EXISTS(SELECT 1 FROM person p INDEXED BY person_left_out WHERE p.id = n.person AND " LEFT_OUT \
	" AND (p.gone = 1 OR p.left IS NOT NULL OR p.restricted IS NOT NULL OR p.paused_until > :day))"
QUERY(needs_open, "match.homes_needs", QUERY_INTERACTIVE,
	NEED_ROWS " FROM need n INDEXED BY need_looking" WITH_STAY_AND_WISHES " WHERE n.gone = 0 AND n.state = 'open'"
	/* What the home cannot be: NULL where it is not known, or no condition. */
	" AND (:people IS NULL OR n.people IS NULL OR n.people <= :people)"
	" AND (:bedrooms IS NULL OR n.bedrooms IS NULL OR n.bedrooms <= :bedrooms)"
	" AND (:rent IS NULL OR n.max_rent IS NULL OR n.max_rent >= :rent)"
	" AND (:steps IS NULL OR n.step_free IS NOT 1) AND (:no_pets IS NULL OR n.pets IS NOT 1)"
	" AND" NOT_LEFT_OUT);
QUERY(need_one, "match.homes_need", QUERY_INTERACTIVE,
	NEED_ROWS " FROM need n" WITH_STAY_AND_WISHES " WHERE n.id = :id AND n.gone = 0");
/* An answer is awaited, or a move: whoever lives with them as well. */
QUERY(offered, "match.homes_offered", QUERY_INTERACTIVE,
	"SELECT a.person FROM placement a INDEXED BY placement_standing WHERE a.gone = 0 AND a.state IN ('offered', 'accepted')"
	" UNION SELECT q.id FROM placement a INDEXED BY placement_standing JOIN person p ON p.id = a.person"
	" JOIN person q ON q.household = p.household AND q.gone = 0 WHERE a.gone = 0 AND a.state IN ('offered', 'accepted')");
QUERY(secret, "match.homes_secret", QUERY_INTERACTIVE,
	"SELECT p.id FROM person p INDEXED BY person_secret WHERE p.address_secret = 1");
QUERY(staying, "match.homes_staying", QUERY_INTERACTIVE,
	"SELECT rid, place, counted, neighbourhood FROM stay WHERE person = :id AND gone = 0 AND until IS NULL ORDER BY rid DESC LIMIT 1");
/* Who lives there, or anywhere, unless in a temporary place. */
#define SETTLED " FROM stay INDEXED BY stay_settled WHERE gone = 0 AND until IS NULL AND place NOT IN ('reception', 'shelter')"
QUERY(settled_there, "match.homes_settled_there", QUERY_INTERACTIVE, "SELECT person, neighbourhood" SETTLED " AND neighbourhood = :id");
QUERY(settled, "match.homes_settled", QUERY_BATCH, "SELECT person, neighbourhood" SETTLED);
#define HOME_COLUMNS "id, neighbourhood, people, bedrooms, step_free, pets, rent, service_costs, available, \"until\", check_result, lot"
QUERY(homes_free, "match.homes_free", QUERY_INTERACTIVE,
	"SELECT " HOME_COLUMNS " FROM dwelling INDEXED BY dwelling_free WHERE gone = 0 AND state = 'free'");
QUERY(home_one, "match.homes_one", QUERY_INTERACTIVE,
	"SELECT " HOME_COLUMNS ", state FROM dwelling WHERE id = :id AND gone = 0");
QUERY(quarters, "match.homes_quarters", QUERY_INTERACTIVE,
	"SELECT id, latitude, longitude FROM neighbourhood WHERE gone = 0");

#define WISHES_MOST 20
#define SCALE 1e5           /* the register keeps degrees with five decimals */

struct quarter { struct id id; double latitude, longitude; bool known; int32_t row; };
struct reading {
	struct store *store, *town;      /* homes and neighbourhoods stand in the town's file */
	const struct match_pick *pick;
	struct match_facts *out;
	struct homes_facts *own;
	struct map *at;                  /* neighbourhood's id -> its number, from 1 on */
	struct quarter *quarter;
	int n_quarters;
	struct map *left_out, *secret;   /* people by id */
	struct map *lives;               /* people by id -> the number of the neighbourhood where they live, from 1 on */
	bool narrow;                     /* the homes are read: who cannot be suited by them is left out */
};

/* ---- neighbourhoods ---- */

static enum status read_quarters(struct reading *r, struct err *err)
{
	struct stmt *stmt;
	int room = 0;
	enum status st = store_query(r->town, &quarters, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct quarter *one;

		if (r->n_quarters == room)
			r->quarter = mem_resize(r->quarter, (size_t)(room = room ? 2 * room : 64), sizeof(*r->quarter));
		one = &r->quarter[r->n_quarters++];
		*one = (struct quarter){ .id = stmt_get_id(stmt, 0), .row = HOMES_UNKNOWN,
			.known = !stmt_is_null(stmt, 1) && !stmt_is_null(stmt, 2) };
		one->latitude = (double)stmt_get_int(stmt, 1) / SCALE;
		one->longitude = (double)stmt_get_int(stmt, 2) / SCALE;
		*map_at(r->at, one->id.b, sizeof(one->id.b)) = r->n_quarters;
	}
	return st == ST_DONE ? ST_OK : st;
}

static int32_t quarter_at(const struct reading *r, struct stmt *stmt, int column)
{
	struct id id;
	const int64_t *at;

	if (stmt_is_null(stmt, column))
		return HOMES_UNKNOWN;
	id = stmt_get_id(stmt, column);
	at = map_find(r->at, id.b, sizeof(id.b));
	return at ? (int32_t)*at - 1 : HOMES_UNKNOWN;
}

/* A row of distances for each neighbourhood that some home should be near to. */
static int32_t row_of(struct reading *r, int32_t quarter)
{
	if (quarter < 0)
		return HOMES_UNKNOWN;
	if (r->quarter[quarter].row < 0)
		r->quarter[quarter].row = r->own->rows++;
	return r->quarter[quarter].row;
}

/* As the crow flies between the middles, in hundreds of metres: finer would be told wrongly of whole neighbourhoods. */
static int32_t far_between(const struct quarter *a, const struct quarter *b)
{
	if (a == b)
		return 0;
	return !a->known || !b->known ? HOMES_UNKNOWN :
		(int32_t)(10 * near_degrees(a->latitude, a->longitude, b->latitude, b->longitude) + 0.5);
}

/* Rows are given out while needs are read: what was measured so far stays. */
static void measure_rows(struct reading *r, int from)
{
	struct homes_facts *own = r->own;

	own->quarters = r->n_quarters;
	if (own->rows == from || !r->n_quarters)
		return;
	own->far = mem_resize(own->far, (size_t)own->rows * (size_t)r->n_quarters, sizeof(*own->far));
	for (int q = 0; q < r->n_quarters; q++)
		for (int i = 0; r->quarter[q].row >= from && i < r->n_quarters; i++)
			own->far[(size_t)r->quarter[q].row * (size_t)r->n_quarters + (size_t)i] =
				far_between(&r->quarter[q], &r->quarter[i]);
}

/* ---- values ---- */

static int64_t number_at(struct stmt *stmt, int column)
{
	return stmt_is_null(stmt, column) ? HOMES_UNKNOWN : stmt_get_int(stmt, column);
}

static int8_t so_at(struct stmt *stmt, int column)
{
	return (int8_t)(stmt_is_null(stmt, column) ? HOMES_UNKNOWN : stmt_get_int(stmt, column) != 0);
}

/* A month or a year counts as its first day; `none` where no day is written. */
static int32_t day_at(struct stmt *stmt, int column, int64_t none)
{
	const char *text = stmt_is_null(stmt, column) ? NULL : stmt_get_text(stmt, column);
	struct date day;

	return (int32_t)(text && date_parse(text, &day) ? date_days(day) : none);
}

static uint8_t near_for(const char *what)
{
	static const struct { const char *key; uint8_t is; } known[] = {
		{ "school", NEAR_SCHOOL }, { "work", NEAR_WORK }, { "course", NEAR_COURSE }, { "family", NEAR_FAMILY },
	};

	for (size_t i = 0; what && i < ARRAY_LEN(known); i++)
		if (str_same(known[i].key, what))
			return known[i].is;
	return NEAR_ANY;
}

/* ---- homes ---- */

enum home_column { H_ID, H_QUARTER, H_PEOPLE, H_BEDROOMS, H_STEP_FREE, H_PETS, H_RENT, H_COSTS, H_AVAILABLE, H_UNTIL, H_CHECKED,
	H_LOT, H_STATE };

static bool is_unsafe(struct stmt *stmt)
{
	return !stmt_is_null(stmt, H_CHECKED) && str_same(stmt_get_text(stmt, H_CHECKED), "failed");
}

static bool is_over(const struct reading *r, struct stmt *stmt)
{
	int32_t until = day_at(stmt, H_UNTIL, HOMES_UNKNOWN);

	return until >= 0 && until < r->own->day;
}

static void take_home(struct reading *r, struct stmt *stmt)
{
	struct homes_facts *own = r->own;
	int at = r->out->n_places++;
	int32_t available = day_at(stmt, H_AVAILABLE, own->day);

	if (at == own->room_homes) {
		size_t room = (size_t)(own->room_homes = at ? 2 * at : 64);

		own->home = mem_resize(own->home, room, sizeof(*own->home));
		r->out->place = mem_resize(r->out->place, room, sizeof(*r->out->place));
	}
	r->out->place[at] = (struct match_place){ .id = stmt_get_id(stmt, H_ID), .capacity = 1, .lot = number_at(stmt, H_LOT) };
	own->home[at] = (struct homes_home){ .rent = number_at(stmt, H_RENT), .costs = number_at(stmt, H_COSTS),
		.quarter = quarter_at(r, stmt, H_QUARTER), .available = available > own->day ? available : (int32_t)own->day,
		.until = day_at(stmt, H_UNTIL, HOMES_UNKNOWN), .people = (int16_t)number_at(stmt, H_PEOPLE),
		.bedrooms = (int16_t)number_at(stmt, H_BEDROOMS), .step_free = so_at(stmt, H_STEP_FREE),
		.pets = so_at(stmt, H_PETS) };
	if (own->home[at].quarter >= 0)
		r->out->place[at].neighbourhood = r->quarter[own->home[at].quarter].id;
}

static enum status read_free(struct reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, &homes_free, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!is_unsafe(stmt) && !is_over(r, stmt))
			take_home(r, stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status take_one_home(struct reading *r, struct stmt *stmt, struct err *err)
{
	if (!str_same(stmt_get_text(stmt, H_STATE), "free"))
		return err_set(err, ST_INVALID, _("This home does not stand free: it is offered to somebody, taken or withdrawn. Nothing "
			"was changed; once its state is free again, it can be offered."));
	if (is_unsafe(stmt))
		return err_set(err, ST_INVALID, _("This home did not pass its safety check, so nobody is offered it. Nothing was changed; "
			"a check that it passes lets it be offered again."));
	if (is_over(r, stmt))
		return err_set(err, ST_INVALID, _("The day until which this home could be had is over. Nothing was changed; a later "
			"day in its form lets it be offered again."));
	take_home(r, stmt);
	return ST_OK;
}

static enum status read_one_home(struct reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, &home_one, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", r->pick->place);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? err_set(err, ST_NOTFOUND, _("There is no such home. Nothing was changed.")) : st;
	st = take_one_home(r, stmt, err);
	stmt_reset(stmt);
	return st;
}

/* ---- needs ---- */

enum need_column { N_ID, N_PERSON, N_PEOPLE, N_BEDROOMS, N_STEP_FREE, N_RENT, N_PETS, N_NEAR, N_NEAR_FOR, N_WITHIN, N_FROM, N_ASKED,
	N_LOT, N_LEAVE, N_TOLD, N_STAY, N_PLACE, N_COUNTED, N_WISH, N_STATE };

static int new_need(struct reading *r)
{
	struct homes_facts *own = r->own;
	int at = r->out->n_candidates++;

	if (at == own->room_needs) {
		size_t room = (size_t)(own->room_needs = at ? 2 * at : 256);

		own->need = mem_resize(own->need, room, sizeof(*own->need));
		r->out->candidate = mem_resize(r->out->candidate, room, sizeof(*r->out->candidate));
	}
	return at;
}

static int take_need(struct reading *r, struct stmt *stmt)
{
	int at = new_need(r), rows = r->own->rows;
	int32_t from = day_at(stmt, N_FROM, r->own->day);

	r->out->candidate[at] = (struct match_candidate){ .application = stmt_get_id(stmt, N_ID),
		.person = stmt_get_id(stmt, N_PERSON), .lot = number_at(stmt, N_LOT) };
	r->own->need[at] = (struct homes_need){ .rent = number_at(stmt, N_RENT),
		.from = from > r->own->day ? from : (int32_t)r->own->day, .since = day_at(stmt, N_ASKED, HOMES_UNKNOWN),
		.leave = day_at(stmt, N_LEAVE, HOMES_UNKNOWN), .lives = HOMES_UNKNOWN,
		.near = row_of(r, quarter_at(r, stmt, N_NEAR)), .near_for = near_for(stmt_get_text(stmt, N_NEAR_FOR)),
		.people = (int16_t)number_at(stmt, N_PEOPLE), .bedrooms = (int16_t)number_at(stmt, N_BEDROOMS),
		.within = (int16_t)number_at(stmt, N_WITHIN), .step_free = so_at(stmt, N_STEP_FREE),
		.pets = so_at(stmt, N_PETS), .told = so_at(stmt, N_TOLD) == 1 };
	r->own->need[at].waits = r->own->need[at].since < 0 ? SINCE_UNKNOWN : SINCE_ASKED;
	if (r->own->rows > rows)
		measure_rows(r, rows);
	return at;
}

/* A condition of the catalogue that none of the homes read meets: only these, which read need and home alone. */
static bool suits(const struct reading *r, int candidate)
{
	const struct match_rule *rule = r->pick->rule;

	for (int place = 0; place < r->out->n_places; place++) {
		bool missed = false;

		for (int i = 0; i < rule->count && rule->criterion[i].condition && !missed; i++) {
			const struct match_criterion *by = &rule->criterion[i];

			missed = !by->field && by->measure->share(r->out, by, candidate, place) == MEASURE_MISSED;
		}
		if (!missed)
			return true;
	}
	return false;
}

/* Since when the wait counts: the days in a temporary place, else since the household asked. `at`: the stay's column of the
 * place; the day from which it counts follows. */
static void take_wait(struct reading *r, int candidate, struct stmt *stmt, int at)
{
	struct homes_need *need = &r->own->need[candidate];
	int32_t since = stmt_is_null(stmt, at) ? HOMES_UNKNOWN : day_at(stmt, at + 1, HOMES_UNKNOWN);

	if (since >= 0) {
		need->since = since;
		need->waits = str_same(stmt_get_text(stmt, at), "shelter") ? SINCE_SHELTER : SINCE_RECEPTION;
	}
	if (need->waits != SINCE_UNKNOWN && r->own->day > need->since)
		r->out->candidate[candidate].waited = (int)(r->own->day - need->since);
}

static void take_lives(struct reading *r, int candidate)
{
	const struct id *person = &r->out->candidate[candidate].person;
	const int64_t *at = map_find(r->lives, person->b, sizeof(person->b));

	if (at)
		r->own->need[candidate].lives = (int32_t)*at - 1;
}

static void take_wish(struct reading *r, int candidate, struct stmt *stmt)
{
	struct homes_facts *own = r->own;
	struct homes_need *need = &own->need[candidate];

	if (stmt_is_null(stmt, N_WISH) || need->n_wishes == WISHES_MOST)
		return;
	if (own->n_wishes == own->room_wishes)
		own->wish = mem_resize(own->wish, (size_t)(own->room_wishes = own->room_wishes ? 2 * own->room_wishes : 256),
			sizeof(*own->wish));
	if (!need->n_wishes++)
		need->wish = own->n_wishes;
	own->wish[own->n_wishes++] = quarter_at(r, stmt, N_WISH);
}

static bool is_left_out(const struct reading *r, int candidate)
{
	const struct id *person = &r->out->candidate[candidate].person;

	return map_find(r->left_out, person->b, sizeof(person->b)) != NULL;
}

static enum status read_ids(struct store *store, const struct query *query, struct map *into, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id id = stmt_get_id(stmt, 0);

		*map_at(into, id.b, sizeof(id.b)) = 1;
	}
	return st == ST_DONE ? ST_OK : st;
}

static bool is_secret(const struct reading *r, int candidate)
{
	const struct id *person = &r->out->candidate[candidate].person;

	return map_count(r->secret) > 0 && map_find(r->secret, person->b, sizeof(person->b)) != NULL;
}

/* A row is a need, or another neighbourhood that the need before it wants. Rows of a second stay say the same again. */
struct at_row { struct id need; int candidate; int64_t stay; };

static void take_row(struct reading *r, struct stmt *stmt, struct at_row *row)
{
	struct id id = stmt_get_id(stmt, N_ID);

	if (!id_same(id, row->need)) {
		*row = (struct at_row){ id, take_need(r, stmt), stmt_get_int(stmt, N_STAY) };
		if (is_left_out(r, row->candidate) || (r->narrow && !suits(r, row->candidate))) {
			r->out->n_candidates--;
			row->candidate = -1;
		} else {
			r->own->need[row->candidate].secret = r->out->candidate[row->candidate].secret = is_secret(r, row->candidate);
			take_wait(r, row->candidate, stmt, N_PLACE);
			take_lives(r, row->candidate);
		}
	}
	if (row->candidate >= 0 && row->stay == stmt_get_int(stmt, N_STAY))
		take_wish(r, row->candidate, stmt);
}

static bool has_condition(const struct match_rule *rule, const char *measure)
{
	for (int i = 0; i < rule->count && rule->criterion[i].condition; i++)
		if (str_same(rule->criterion[i].measure->key, measure))
			return true;
	return false;
}

/* What the one home cannot be, so that whoever needs it is not read at all. */
static void bind_home(const struct reading *r, struct stmt *stmt)
{
	const struct match_rule *rule = r->pick->rule;
	const struct homes_home *home;

	if (!r->narrow || r->out->n_places != 1)
		return;
	home = &r->own->home[0];
	if (home->people >= 0 && has_condition(rule, "size"))
		stmt_int(stmt, "people", home->people);
	if (home->bedrooms >= 0 && has_condition(rule, "bedrooms"))
		stmt_int(stmt, "bedrooms", home->bedrooms);
	if (home->rent >= 0 && has_condition(rule, "rent"))
		stmt_int(stmt, "rent", home->rent + (home->costs > 0 ? home->costs : 0));
	if (home->step_free == 0 && has_condition(rule, "step_free"))
		stmt_int(stmt, "steps", 1);
	if (home->pets == 0 && has_condition(rule, "pets"))
		stmt_int(stmt, "no_pets", 1);
}

/* Where people live: in the one home's neighbourhood, or, for a round, anywhere. */
static enum status read_settled(struct reading *r, struct err *err)
{
	bool one = !id_none(r->pick->place);
	struct stmt *stmt;
	enum status st;

	if (one && (!r->out->n_places || id_none(r->out->place[0].neighbourhood)))
		return ST_OK;
	st = store_query(r->store, one ? &settled_there : &settled, &stmt, err);
	if (st != ST_OK)
		return st;
	if (one)
		stmt_id(stmt, "id", r->out->place[0].neighbourhood);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id person = stmt_get_id(stmt, 0);

		*map_at(r->lives, person.b, sizeof(person.b)) = quarter_at(r, stmt, 1) + 1;
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_open(struct reading *r, struct err *err)
{
	struct at_row row = { .candidate = -1 };
	struct stmt *stmt;
	enum status st = store_query(r->store, &needs_open, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "day", r->out->day);
	bind_home(r, stmt);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		take_row(r, stmt, &row);
	return st == ST_DONE ? ST_OK : st;
}

/* ---- one household ---- */

/* A file that rests is offered nothing until its day of return. */
static enum status judge_person(struct reading *r, const struct actor *actor, struct id id, struct record **out,
	struct err *err)
{
	const char *until;
	struct date day;
	enum status st = read_brief(r->store, actor, register_kind("person"), id, out, err);

	if (st != ST_OK)
		return st;
	until = record_get(*out, "paused_until");
	st = offers_may_go_to(r->store, *out, err);
	if (st == ST_OK && until && date_parse(until, &day) && date_days(day) > r->own->day)
		return err_set(err, ST_INVALID, _("This file is paused, so nothing is offered. Nothing was changed; it comes back by "
			"itself on its day of return, or once the pause is ended."));
	return st;
}

static enum status take_one_need(struct reading *r, struct stmt *stmt, struct err *err)
{
	struct at_row row = { .candidate = -1 };
	enum status st = stmt_step(stmt, err);

	if (st != ST_OK)
		return st == ST_DONE ? err_set(err, ST_NOTFOUND, _("There is no such housing need. Nothing was changed.")) : st;
	if (!str_same(stmt_get_text(stmt, N_STATE), "open")) {
		stmt_reset(stmt);
		return err_set(err, ST_INVALID, _("This household does not look for a home any more: its need is met or withdrawn. "
			"Nothing was changed; once the need is open again, homes are weighed."));
	}
	do {
		take_row(r, stmt, &row);
	} while ((st = stmt_step(stmt, err)) == ST_OK);
	return st == ST_DONE ? ST_OK : st;
}

/* Of one person, whatever the place. */
static enum status read_stay(struct reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->store, &staying, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", r->out->candidate[0].person);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		const char *place = stmt_get_text(stmt, 1);

		if (str_same(place, "reception") || str_same(place, "shelter"))
			take_wait(r, 0, stmt, 1);
		else
			r->own->need[0].lives = quarter_at(r, stmt, 3);
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_one_need(struct reading *r, const struct actor *actor, struct err *err)
{
	struct record *person = NULL;
	struct stmt *stmt;
	enum status st = store_query(r->store, &need_one, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", r->pick->application);
	st = take_one_need(r, stmt, err);
	if (st == ST_OK)
		st = read_stay(r, err);
	if (st == ST_OK)
		st = judge_person(r, actor, r->out->candidate[0].person, &person, err);
	record_free(person);
	return st;
}

/* ---- the doors ---- */

static void begin(struct reading *r, struct store *store, const struct match_pick *pick, struct match_facts *out)
{
	*r = (struct reading){ .store = store, .town = store_town(store) ? store_town(store) : store, .pick = pick, .out = out,
		.own = mem_alloc(sizeof(*r->own)), .at = map_new(), .left_out = map_new(), .secret = map_new(),
		.lives = map_new() };
	*out = (struct match_facts){ .ops = &match_homes_ops, .own = r->own };
	date_text(clock_today(), out->day);
	r->own->day = date_days(clock_today());
	r->own->opened = !id_none(pick->application) || id_none(pick->place);
	r->narrow = id_none(pick->application) && !id_none(pick->place) && pick->rule;
}

static enum status finish(struct reading *r, enum status st)
{
	map_free(r->at);
	map_free(r->left_out);
	map_free(r->secret);
	map_free(r->lives);
	free(r->quarter);
	if (st != ST_OK)
		match_facts_clear(r->out);
	return st;
}

static enum status may_read(const struct actor *actor, struct err *err)
{
	if (kind_seen(actor, register_kind("dwelling")) && kind_seen(actor, register_kind("need")))
		return ST_OK;
	return err_set(err, ST_DENIED, _("Your roles do not show homes and what households need. Nothing was changed; ask a "
		"colleague who looks for homes."));
}

static enum status read_homes(struct reading *r, struct err *err)
{
	enum status st = read_quarters(r, err);

	r->own->quarters = r->n_quarters;
	if (st != ST_OK)
		return st;
	return id_none(r->pick->place) ? read_free(r, err) : read_one_home(r, err);
}

enum status homes_read(struct store *store, const struct actor *actor, const struct match_pick *pick,
	struct match_facts *out, struct err *err)
{
	struct reading r;
	enum status st = may_read(actor, err);

	if (st != ST_OK)
		return st;
	begin(&r, store, pick, out);
	st = read_homes(&r, err);
	if (st == ST_OK)
		st = read_ids(store, &secret, r.secret, err);
	if (st == ST_OK && id_none(pick->application))
		st = read_ids(store, &offered, r.left_out, err);
	if (st == ST_OK && id_none(pick->application))
		st = read_settled(&r, err);
	if (st == ST_OK)
		st = id_none(pick->application) ? read_open(&r, err) : read_one_need(&r, actor, err);
	return finish(&r, st);
}

static void take_search(struct reading *r, struct id person, const struct home_search *search)
{
	int at = new_need(r);

	r->out->candidate[at] = (struct match_candidate){ .person = person, .lot = -1 };
	r->own->need[at] = (struct homes_need){ .rent = search->max_rent, .from = (int32_t)r->own->day, .since = HOMES_UNKNOWN,
		.leave = HOMES_UNKNOWN, .lives = HOMES_UNKNOWN, .near = HOMES_UNKNOWN, .within = HOMES_UNKNOWN,
		.people = (int16_t)search->people, .bedrooms = (int16_t)search->bedrooms,
		.step_free = (int8_t)search->step_free, .pets = (int8_t)search->pets };
}

enum status homes_read_unsaid(struct store *store, const struct actor *actor, struct id person,
	const struct home_search *search, struct match_facts *out, struct err *err)
{
	const struct match_pick nothing = { .rule = NULL };
	struct record *record = NULL;
	struct reading r;
	enum status st = may_read(actor, err);

	if (st != ST_OK)
		return st;
	begin(&r, store, &nothing, out);
	st = read_homes(&r, err);
	if (st == ST_OK)
		st = judge_person(&r, actor, person, &record, err);
	record_free(record);
	if (st == ST_OK) {
		take_search(&r, person, search);
		st = read_stay(&r, err);
	}
	return finish(&r, st);
}

void homes_clear_facts(struct match_facts *facts)
{
	struct homes_facts *own = facts->own;

	if (!own)
		return;
	free(own->need);
	free(own->home);
	free(own->wish);
	free(own->far);
	free(own);
	facts->own = NULL;
}
