/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which clocks events start and meet.  A clock that an event started has an id that
 * follows from the event's record and the rule (a UUID of version 8), so that it is
 * found again when the event is corrected, is never started twice, and is the same
 * one at two desks.  What should be is worked out from all events of the person; what
 * is there is brought to it.
 */
#include "cases/clock.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "register/profile.h"

/* Where events stand. `event` NULL: the record says which. `more`: another field that is looked at: who came as an adult
 * turned 18 elsewhere; a decision that is settled leaves nothing to object to. */
static const struct source { const char *kind, *field, *event, *more; bool dossier; } sources[] = {
	{ "event", "day", NULL, "what", false },
	{ "person", "arrived", "arrived", NULL, false },
	{ "person", "born", "turned_18", "arrived", false },
	{ "credential", "submitted", "dossier_received", "state", true },
	{ "credential", "acknowledged", "dossier_acknowledged", "state", true },
	{ "credential", "completed", "dossier_complete", "state", true },
	{ "credential", "decided", "recognition_decided", "state", true },
	{ "credential", "decided", "recognition_refused", "state", true },
	{ "placement", "moved_in", "placed", NULL, false },
	{ "plan", "agreed", "plan_set", NULL, false },
	{ "decision", "sent", "decision_sent", "state", false },
};

/* Where Directive 2005/36/EC holds: the EU, the EEA (Agreement, annex VII) and Switzerland (Agreement of 1999, annex
 * III). */
static const char in_europe[] = "AT, BE, BG, HR, CY, CZ, DK, EE, FI, FR, DE, GR, HU, IE, IT, LV, LT, LU, MT, NL, PL, PT, RO,"
	" SK, SI, ES, SE, IS, LI, NO, CH";

/* After so long a refusal that is noted as new leaves nothing to appeal against in time. */
#define APPEAL_DAYS_AT_MOST 93

QUERY(clocks_of, "clock.of_person", QUERY_INTERACTIVE, "SELECT id, rule FROM clock WHERE person = :id AND gone = 0");
QUERY(clock_there, "clock.there", QUERY_INTERACTIVE, "SELECT gone FROM clock WHERE id = :id");
QUERY(duties_of, "clock.duties", QUERY_INTERACTIVE,
	"SELECT id, code, \"until\" FROM duty WHERE person = :id AND gone = 0");

QUERY(measures_of, "clock.measures", QUERY_INTERACTIVE,
	"SELECT 1 FROM measure WHERE credential = :id AND gone = 0 LIMIT 1");

struct event {
	char key[48];
	struct date day;
	struct id cause;
	bool fresh;                 /* stands in the change set, or what it hangs on does */
	bool dossier;               /* of a dossier: it starts and meets clocks of its own alone, as its route says */
	bool in_europe;             /* the diploma was earned there */
	char route[16];
	bool over;                  /* what it was about is settled: nothing waits for an answer to it any more */
};

#define DEPTH_MAX 4

struct held { struct id id; const struct profile_clock *rule; };

struct working {
	struct change *change;
	struct id person;
	const struct profile *profile;
	bool all;
	struct event *event;
	int n_events;
	struct held *held;          /* clocks of the person that follow a rule */
	int n_held;
};

/* ---- ids ---- */

static uint64_t mixed(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *b = bytes;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ b[i]) * 0x100000001b3u;
	hash ^= hash >> 30;
	hash *= 0xbf58476d1ce4e5b9u;
	hash ^= hash >> 27;
	hash *= 0x94d049bb133111ebu;
	return hash ^ (hash >> 31);
}

static struct id clock_id(const char *rule, struct id cause, struct id person)
{
	uint64_t one = mixed(mixed(0xcbf29ce484222325u, rule, strlen(rule)), cause.b, sizeof cause.b);
	uint64_t two = mixed(mixed(0x9e3779b97f4a7c15u, cause.b, sizeof cause.b), rule, strlen(rule));
	struct id id = cause;

	one = mixed(one, person.b, sizeof person.b);

	memcpy(id.b + 6, &two, 2);
	memcpy(id.b + 8, &one, 8);
	id.b[6] = (uint8_t)(0x80 | (id.b[6] & 0x0f));
	id.b[8] = (uint8_t)(0x80 | (id.b[8] & 0x3f));
	return id;
}

/* A term that runs once in a life has one clock, whichever event it runs from. */
static struct id clock_of(const struct working *w, const struct profile_clock *rule, const struct event *event)
{
	return clock_id(rule->key, rule->once ? w->person : event->cause, w->person);
}

static bool is_made_by_event(struct id id)
{
	return id.b[6] >> 4 == 8;
}

/* ---- events ---- */

/* Whoever objected has done what there was time for. */
static bool is_settled(const char *state)
{
	static const char *const settled[] = { "objected", "upheld", "changed", "withdrawn", "final" };

	for (size_t i = 0; i < ARRAY_LEN(settled); i++)
		if (str_same(settled[i], state))
			return true;
	return false;
}

/* A dossier that is withdrawn, or against whose refusal something was done, waits for nobody. */
static bool is_over(const struct source *source, const char *state)
{
	if (str_same(source->event, "recognition_refused"))
		return !str_same(state, "refused") && !str_same(state, "partly");
	return source->dossier ? str_same(state, "withdrawn") : str_same(source->kind, "decision") && is_settled(state);
}

static void add_event(struct working *w, const struct source *source, struct id cause, const char *what, const char *text,
	bool fresh)
{
	struct event event = { .cause = cause, .fresh = fresh || w->all, .over = is_over(source, what) };

	if (!text || !date_parse(text, &event.day) || !event.day.day)
		return;
	str_copy(event.key, sizeof event.key, source->event ? source->event : what ? what : "");
	if (str_same(event.key, "turned_18"))
		event.day = source->event ? date_add_months(event.day, 12 * 18) : event.day;
	w->event = mem_resize(w->event, (size_t)w->n_events + 1, sizeof *w->event);
	w->event[w->n_events++] = event;
}

/* Who came as an adult turned 18 elsewhere. */
static bool counts(const struct source *source, const char *arrived, const char *born)
{
	struct date came, birth;

	if (!str_same(source->event, "turned_18"))
		return true;
	return arrived && born && date_parse(arrived, &came) && date_parse(born, &birth) &&
		date_days(came) < date_days(date_add_months(birth, 12 * 18));
}

/* By which route a dossier goes and where it was earned: of the event that was added last. */
static void add_route(struct working *w, int before, const char *route, const char *earned_in)
{
	struct event *event = &w->event[w->n_events - 1];

	if (w->n_events == before)
		return;
	event->dossier = true;
	event->in_europe = earned_in && field_holds(in_europe, earned_in);
	str_copy(event->route, sizeof event->route, route ? route : "");
}

/* Who makes up what is missing has taken the decision as it is. */
static enum status take_measures_of(struct working *w, struct event *event, struct err *err)
{
	const struct change_item *item;
	struct stmt *stmt;
	enum status st;

	if (!str_same(event->key, "recognition_refused"))
		return ST_OK;
	for (int at = 0; (item = change_next_with(w->change, event->cause, &at)) != NULL;)
		event->over |= str_same(change_kind_of(item)->name, "measure") && !change_is_deletion(item);
	st = store_query(change_store(w->change), &measures_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", event->cause);
	st = stmt_step(stmt, err);
	event->over |= st == ST_OK;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static bool is_long_ago(const char *day)
{
	struct date date;

	return day && date_parse(day, &date) && date_between(date, clock_today()) > APPEAL_DAYS_AT_MOST;
}

static enum status add_item(struct working *w, const struct source *source, const struct change_item *item, struct err *err)
{
	const char *text = change_get(item, source->field);
	const char *more = source->more ? change_get(item, source->more) : NULL;
	bool fresh = change_is_new(item) || change_touches(item, source->field) ||
		(source->more && change_touches(item, source->more));
	int before = w->n_events;

	/* What comes in as decided long ago, objected to or final, starts no time any more. */
	if (change_is_new(item) && str_same(source->kind, "decision") && !rule_is(item, "state", "sent", NULL))
		return ST_OK;
	if (change_is_new(item) && str_same(source->event, "recognition_refused") && is_long_ago(text))
		return ST_OK;
	if (!counts(source, more, text))
		return ST_OK;
	if (source->dossier)
		fresh |= change_touches(item, "route") || change_touches(item, "earned_in");
	add_event(w, source, change_id_of(item), more, text, fresh);
	if (source->dossier)
		add_route(w, before, change_get(item, "route"), change_get(item, "earned_in"));
	return source->dossier && w->n_events > before ? take_measures_of(w, &w->event[before], err) : ST_OK;
}

/* Nothing is stored yet of whom this change set registers. */
static bool is_newcomer(const struct working *w)
{
	const struct change_item *self = change_find(w->change, w->person);

	return self && change_is_new(self) && !change_is_merge(w->change);
}

static enum status read_source(struct working *w, const struct source *source, struct err *err)
{
	bool self = str_same(source->kind, "person");
	char *sql = mem_fmt("SELECT id, \"%s\", %s, %s FROM \"%s\" WHERE %s = :id AND gone = 0 AND \"%s\" IS NOT NULL",
		source->field, source->more ? source->more : "NULL", source->dossier ? "route, earned_in" : "NULL, NULL",
		source->kind, self ? "id" : "person", source->field);
	struct stmt *stmt;
	int first = w->n_events;
	enum status st = store_sql(change_store(w->change), sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", w->person);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		const char *text = stmt_get_text(stmt, 1), *more = stmt_get_text(stmt, 2);
		int before = w->n_events;

		if (change_find(w->change, stmt_get_id(stmt, 0)) || (self && !counts(source, more, text)))
			continue;
		add_event(w, source, stmt_get_id(stmt, 0), more, text, false);
		if (source->dossier)
			add_route(w, before, stmt_get_text(stmt, 3), stmt_get_text(stmt, 4));
	}
	for (int i = first; st == ST_DONE && source->dossier && i < w->n_events; i++) {
		enum status taken = take_measures_of(w, &w->event[i], err);

		if (taken != ST_OK)
			return taken;
	}
	return st == ST_DONE ? ST_OK : st;
}

/* The items of the change set that are the person's, the person first; *at begins as -1. */
static const struct change_item *next_of_person(const struct working *w, int *at)
{
	const struct change_item *self = *at < 0 ? change_find(w->change, w->person) : NULL;

	if (*at < 0)
		*at = 0;
	return self ? self : change_next_with(w->change, w->person, at);
}

static bool is_of_person(const struct working *w, const struct change_item *item)
{
	if (str_same(change_kind_of(item)->name, "person"))
		return id_same(change_id_of(item), w->person);
	return id_same(rule_reference(item, "person"), w->person);
}

static enum status read_events(struct working *w, struct err *err)
{
	const struct change_item *item;
	enum status st = ST_OK;

	for (size_t s = 0; st == ST_OK && !is_newcomer(w) && s < ARRAY_LEN(sources); s++)
		st = read_source(w, &sources[s], err);
	for (int at = -1; st == ST_OK && (item = next_of_person(w, &at)) != NULL;)
		for (size_t s = 0; st == ST_OK && s < ARRAY_LEN(sources); s++)
			if (str_same(change_kind_of(item)->name, sources[s].kind) && !change_is_deletion(item) &&
			    is_of_person(w, item))
				st = add_item(w, &sources[s], item, err);
	return st;
}

bool clock_is_event(const struct change_item *item)
{
	const char *kind = change_kind_of(item)->name;

	if (str_same(kind, "duty") || (str_same(kind, "measure") && !change_is_update(item)))
		return true;
	for (size_t s = 0; s < ARRAY_LEN(sources); s++)
		if (str_same(kind, sources[s].kind) &&
		    (change_is_new(item) ? change_get(item, sources[s].field) != NULL : change_is_deletion(item) ||
		     change_touches(item, sources[s].field) || change_touches(item, "person") ||
		     (sources[s].more && change_touches(item, sources[s].more)) ||
		     (sources[s].dossier && (change_touches(item, "route") || change_touches(item, "earned_in")))))
			return true;
	return str_same(kind, "clock") && (change_touches(item, "met") || change_touches(item, "state"));
}

/* ---- clocks that are there ---- */

static void hold(struct working *w, struct id id, const char *rule)
{
	const struct profile_clock *found = rule ? profile_any_clock(rule, NULL) : NULL;

	if (!found)
		return;
	w->held = mem_resize(w->held, (size_t)w->n_held + 1, sizeof *w->held);
	w->held[w->n_held++] = (struct held){ id, found };
}

static enum status read_held(struct working *w, struct err *err)
{
	const struct change_item *item;
	struct stmt *stmt;
	enum status st = store_query(change_store(w->change), &clocks_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", w->person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!rule_removes(w->change, stmt_get_id(stmt, 0)))
			hold(w, stmt_get_id(stmt, 0), stmt_get_text(stmt, 1));
	for (int at = 0; st == ST_DONE && (item = change_next_with(w->change, w->person, &at)) != NULL;)
		if (str_same(change_kind_of(item)->name, "clock") && change_is_new(item) && is_of_person(w, item))
			hold(w, change_id_of(item), change_get(item, "rule"));
	return st == ST_DONE ? ST_OK : st;
}

static bool is_held(const struct working *w, struct id id)
{
	for (int i = 0; i < w->n_held; i++)
		if (id_same(w->held[i].id, id))
			return true;
	return false;
}

/* Also one that a person removed: it is not started again. */
static enum status was_there(struct working *w, struct id id, bool *there, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(w->change), &clock_there, &stmt, err);

	*there = false;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	*there = st == ST_OK || change_find(w->change, id);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* ---- bringing them to what should be ---- */

static bool holds_until(const char *until, struct date day)
{
	struct date end;

	return !until || !date_parse(until, &end) || date_days(end) >= date_days(day);
}

/* Whether the person holds the duty that a clock is for, on the day of the event. */
static enum status is_bound(struct working *w, const char *duty, struct date day, bool *bound, struct err *err)
{
	const struct change_item *item;
	struct stmt *stmt;
	enum status st;

	*bound = !duty;
	if (!duty)
		return ST_OK;
	st = store_query(change_store(w->change), &duties_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", w->person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!change_find(w->change, stmt_get_id(stmt, 0)) && str_same(stmt_get_text(stmt, 1), duty) &&
		    holds_until(stmt_get_text(stmt, 2), day))
			*bound = true;
	for (int at = 0; st == ST_DONE && (item = change_next_with(w->change, w->person, &at)) != NULL;)
		if (str_same(change_kind_of(item)->name, "duty") && !change_is_deletion(item) && is_of_person(w, item) &&
		    str_same(change_get(item, "code"), duty) && holds_until(change_get(item, "until"), day))
			*bound = true;
	return st == ST_DONE ? ST_OK : st;
}

static void start(struct working *w, struct id id, const struct profile_clock *rule, const struct event *event,
	struct date began)
{
	struct change_item *item = change_create(w->change, register_kind("clock"), &id);
	char person[37], day[11];

	id_text(w->person, person);
	date_text(began, day);
	rule_put(item, "person", person);
	rule_put(item, "rule", rule->key);
	rule_put(item, "what", rule->label);
	rule_put(item, "event", rule->starts && !str_starts(event->key, "met:") ? rule->starts : "other");
	rule_put(item, "began", day);
	rule_put(item, "length", rule->length);
	rule_put(item, "state", "running");
	if (event->dossier) {
		id_text(event->cause, person);
		rule_put(item, "credential", person);
	}
	hold(w, id, rule->key);
}

/* One event and one rule that it starts: the clock is there and begins on its day. */
static enum status follow_start(struct working *w, const struct profile_clock *rule, const struct event *event,
	struct err *err)
{
	struct id id = clock_of(w, rule, event);
	struct date began = date_add_days(event->day, rule->delay);
	struct clock_told clock;
	char day[11];
	bool bound = true, there = true;
	enum status st = ST_OK;

	date_text(began, day);
	if (!is_held(w, id)) {
		if (!event->fresh || event->over || !rule->length || profile_clock(w->profile, rule->key) != rule)
			return ST_OK;
		st = is_bound(w, rule->duty, event->day, &bound, err);
		if (st == ST_OK && bound)
			st = was_there(w, id, &there, err);
		if (st == ST_OK && bound && !there)
			start(w, id, rule, event, began);
		return st;
	}
	st = clock_look(w->change, id, &clock, err);
	if (st == ST_OK && !str_same(clock.began, day))
		rule_put(rule_other(w->change, "clock", id), "began", day);
	if (st == ST_OK && event->over && (str_same(clock.state, "running") || str_same(clock.state, "suspended")))
		rule_put(rule_other(w->change, "clock", id), "state", "ended");
	/* The event was gone and is there again. */
	if (st == ST_OK && str_same(clock.state, "ended") && event->fresh && !str_same(clock.began, day))
		rule_put(rule_other(w->change, "clock", id), "state", "running");
	return st;
}

static bool begins_with(const struct profile_clock *rule, const struct event *event)
{
	if (str_starts(event->key, "met:"))
		return str_same(rule->after, event->key + 4);
	if (rule->routes && (!event->dossier || !field_holds(rule->routes, event->route) ||
	    (rule->earned_in_europe && !event->in_europe)))
		return false;
	return str_same(rule->starts, event->key);
}

/* A plan that is set anew does not begin the years again: of such events the first one counts. */
static bool is_the_one(const struct working *w, const struct profile_clock *rule, const struct event *event)
{
	for (int i = 0; rule->once && i < w->n_events; i++)
		if (str_same(w->event[i].key, event->key) && date_days(w->event[i].day) < date_days(event->day))
			return false;
	return true;
}

/* Clocks of this and of former profiles that are there go on following; new ones begin under this one alone. */
static enum status follow_starts(struct working *w, int n, struct err *err)
{
	const struct event copy = w->event[n], *event = &copy;
	const struct profile *profile;
	enum status st = ST_OK;

	for (int p = 0; st == ST_OK && (profile = profile_nth(p)) != NULL; p++)
		for (int i = 0; st == ST_OK && i < profile->n_clocks; i++) {
			const struct profile_clock *rule = &profile->clock[i];

			if (begins_with(rule, event) && is_the_one(w, rule, event) && (profile == w->profile || w->n_held > 0))
				st = follow_start(w, rule, event, err);
		}
	return st;
}

static bool is_known(const struct working *w, const struct held *held)
{
	for (int i = 0; i < w->n_events; i++)
		if (begins_with(held->rule, &w->event[i]) && id_same(clock_of(w, held->rule, &w->event[i]), held->id))
			return true;
	return false;
}

/* The first day on which the event that meets a clock happened since it began; year 0: none. */
static struct date meeting(const struct working *w, const struct held *held, const char *began)
{
	const char *event = held->rule->met_by;
	struct date first = { 0, 0, 0 }, from;
	long today = date_days(clock_today());

	if (!event || !date_parse(began, &from))
		return first;
	for (int i = 0; i < w->n_events; i++) {
		const struct event *e = &w->event[i];

		/* What one authority decides meets nobody else's term. */
		if (e->dossier && !id_same(clock_of(w, held->rule, e), held->id))
			continue;
		if (str_same(e->key, event) && date_days(e->day) >= date_days(from) && date_days(e->day) <= today &&
		    (!first.year || date_days(e->day) < date_days(first)))
			first = e->day;
	}
	return first;
}

/* An event that met a clock was removed or put on another day by this change set. */
static bool was_meeting(const struct working *w, const char *event, const char *met)
{
	const struct change_item *item;

	for (int at = -1; (item = next_of_person(w, &at)) != NULL;)
		for (size_t s = 0; s < ARRAY_LEN(sources); s++) {
			const char *what = sources[s].event ? sources[s].event : change_before(item, "what");

			if (str_same(change_kind_of(item)->name, sources[s].kind) && str_same(what, event) &&
			    str_same(change_before(item, sources[s].field), met))
				return true;
		}
	return false;
}

static enum status put_met(struct working *w, struct id id, const char *met, struct err *err)
{
	struct change_item *item;
	const char *state = "met";
	enum status st = met ? ST_OK : clock_state(w->change, id, &state, err);

	if (st != ST_OK)
		return st;
	item = rule_other(w->change, "clock", id);
	rule_put(item, "met", met);
	rule_put(item, "state", state);
	return ST_OK;
}

/* An event of its own ends what it started, and what is met is met. */
static enum status follow_end(struct working *w, const struct held *held, struct err *err)
{
	struct clock_told clock;
	struct date day;
	char met[11];
	enum status st = clock_look(w->change, held->id, &clock, err);
	bool open, stale;

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	open = str_same(clock.state, "running") || str_same(clock.state, "suspended");
	if (is_made_by_event(held->id) && !is_known(w, held)) {
		if (open)
			rule_put(rule_other(w->change, "clock", held->id), "state", "ended");
		return ST_OK;
	}
	day = meeting(w, held, clock.began);
	stale = held->rule->met_by && str_same(clock.state, "met") &&
		(strcmp(clock.met, clock.began) < 0 || was_meeting(w, held->rule->met_by, clock.met));
	if (!day.year)
		return stale ? put_met(w, held->id, NULL, err) : ST_OK;
	date_text(day, met);
	/* The first one counts, whichever was recorded first. */
	if (open || str_same(clock.state, "missed") || (str_same(clock.state, "met") && !str_same(clock.met, met) &&
	    (strcmp(clock.met, met) > 0 || stale)))
		st = put_met(w, held->id, met, err);
	return st;
}

/* A clock that is met is an event for those that begin after it. */
static enum status add_met(struct working *w, const struct held *held, struct err *err)
{
	static const struct source met_clock = { "clock", "met", NULL, NULL, false };
	const struct change_item *item = change_find(w->change, held->id);
	struct clock_told clock;
	char *key;
	enum status st = clock_look(w->change, held->id, &clock, err);

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	if (!str_same(clock.state, "met"))
		return ST_OK;
	key = mem_fmt("met:%s", held->rule->key);
	add_event(w, &met_clock, held->id, key, clock.met, item && (change_is_new(item) || change_touches(item, "met")));
	free(key);
	return ST_OK;
}

/* How many clocks a rule comes after. */
static int depth_of(const struct profile_clock *rule)
{
	int depth = 0;

	while (rule && rule->after && depth < DEPTH_MAX) {
		rule = profile_any_clock(rule->after, NULL);
		depth++;
	}
	return depth;
}

/* Those that begin with an event first, then those that begin once these are met, and so on. */
static enum status bring_about(struct working *w, struct err *err)
{
	enum status st = ST_OK;
	int begun = 0;

	for (int depth = 0; st == ST_OK && depth <= DEPTH_MAX; depth++) {
		for (; st == ST_OK && begun < w->n_events; begun++)
			st = follow_starts(w, begun, err);
		for (int i = 0; st == ST_OK && i < w->n_held; i++) {
			struct held held = w->held[i];

			if (depth_of(held.rule) != depth)
				continue;
			st = follow_end(w, &held, err);
			if (st == ST_OK)
				st = add_met(w, &held, err);
		}
	}
	return st;
}

enum status clock_events(struct change *change, struct id person, bool all, struct err *err)
{
	struct working w = { .change = change, .person = person, .all = all };
	const struct change_item *self = change_find(change, person);
	enum status st = profile_now(change_store(change), &w.profile, err);

	if (st != ST_OK || (self && change_is_deletion(self)))
		return st;
	/* A new file under no law has nothing to follow. */
	if (w.profile->n_clocks == 0 && self && change_is_new(self))
		return ST_OK;
	st = read_held(&w, err);
	if (st == ST_OK && (w.profile->n_clocks > 0 || w.n_held > 0)) {
		st = read_events(&w, err);
		if (st == ST_OK)
			st = bring_about(&w, err);
	}
	free(w.event);
	free(w.held);
	return st;
}

/* ---- what was saved ---- */

struct began { int clocks; bool something_else; };

static bool count_clock(void *ctx, const struct journal_entry *entry)
{
	struct began *began = ctx;

	if (!str_same(entry->kind, "clock"))
		began->something_else = true;
	else if (entry->op == JOURNAL_CREATE)
		began->clocks++;
	return true;
}

int clock_began(struct store *store, struct id set)
{
	struct began began = { 0, false };

	if (journal_of_change(store, set, count_clock, &began, NULL) != ST_OK || !began.something_else)
		return 0;
	return began.clocks;
}
