/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People who look for work: what they wish for, have learned, have done and can do.  Whoever has several wishes is one person
 * who looks: the latest wish says hours, way and pay, the occupations of all of them count, and the wait counts from the
 * first.  Left out are files that are restricted or paused, people who moved away, and whoever is too young to work.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/age.h"
#include "cases/level.h"
#include "cases/rules.h"
#include "match/jobs_own.h"
#include "register/read.h"

#define NEAR_MOST 500        /* people of one vacancy */
#define ASK_MOST 50          /* of them, whose occupation nobody asked yet */

#define LOOK "gone = 0 AND \"until\" IS NULL"
#define PERSON_COLUMNS "p.work_from, p.neighbourhood, p.address_secret IS 1, p.born"
#define WISHES(wish) "SELECT w.id, w.person, w.occupation, w.hours_from, w.hours_to, w.busy, w.\"from\", w.how_far, w.pay_from, w.pay_per," \
	" w.licences, w.since, w.lot, " PERSON_COLUMNS " FROM jobwish w " wish "CROSS JOIN person p INDEXED BY person_for_work" \
	" ON p.id = w.person WHERE w.gone = 0 AND w.\"until\" IS NULL AND p.gone = 0 AND p.left IS NULL AND p.restricted IS NULL" \
	" AND (p.paused_until IS NULL OR p.paused_until <= :day)"
QUERY(wishes_all, "match.jobs_wishes", QUERY_BATCH, WISHES("") " ORDER BY w.person, w.since DESC, w.lot");
QUERY(wishes_of, "match.jobs_wishes_of", QUERY_INTERACTIVE, WISHES("INDEXED BY jobwish_looking ")
	" AND w.person = :person ORDER BY w.since DESC, w.lot");
QUERY(wish_person, "match.jobs_wish", QUERY_INTERACTIVE, "SELECT person, \"until\" IS NULL FROM jobwish WHERE id = :id AND gone = 0");
QUERY(person_only, "match.jobs_person", QUERY_INTERACTIVE,
	"SELECT p.id, p.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, " PERSON_COLUMNS
	" FROM person p WHERE p.id = :id AND p.gone = 0");

/* Of all who look, each in a walk of its own. */
#define LOOKERS " AND x.person IN (SELECT person FROM jobwish WHERE " LOOK ")"
#define TRADE(n, kind) "SELECT " n " AS n, person, occupation FROM " kind " WHERE gone = 0 AND occupation IS NOT NULL"
QUERY(all_trades, "match.jobs_all_trades", QUERY_BATCH, "SELECT x.person, x.occupation FROM (" TRADE("1", "credential")
	" UNION ALL " TRADE("2", "education") " UNION ALL " TRADE("3", "skill") " UNION ALL " TRADE("4", "experience")
	" UNION ALL " TRADE("5", "employment") ") x WHERE x.occupation IS NOT NULL" LOOKERS " ORDER BY x.n, x.occupation");
#define LEVELS "language, overall, listening, reading, interaction, production, writing"
QUERY(all_levels, "match.jobs_all_levels", QUERY_BATCH, "SELECT x.person, " LEVELS " FROM level x WHERE x.gone = 0" LOOKERS);
#define ATTENDED "enrolment x JOIN course c ON c.id = x.course WHERE x.gone = 0 AND x.state IN ('enrolled', 'attending')" \
	" AND c.timetable IS NOT NULL"
QUERY(all_courses, "match.jobs_all_courses", QUERY_BATCH, "SELECT x.person, c.timetable FROM " ATTENDED LOOKERS
	" ORDER BY x.person, c.timetable");
QUERY(all_skills, "match.jobs_all_skills", QUERY_BATCH, "SELECT x.person, x.what, x.occupation FROM skill x WHERE x.gone = 0" LOOKERS
	" ORDER BY x.person, x.what, x.occupation");
#define APPLIED "SELECT x.person, x.vacancy FROM application x WHERE x.gone = 0 AND x.state <> 'withdrawn' AND x.vacancy IS NOT NULL"
QUERY(all_applied, "match.jobs_all_applied", QUERY_BATCH, APPLIED LOOKERS " ORDER BY x.person");
QUERY(applied_by, "match.jobs_applied_by", QUERY_INTERACTIVE, APPLIED " AND x.person = :person");
QUERY(applied_for, "match.jobs_applied_for", QUERY_INTERACTIVE, APPLIED " AND x.vacancy = :vacancy ORDER BY x.person");

/* The same of one person at once: the last column says what a row is, as in enum known. */
enum known { KNOWN_TRADE, KNOWN_LEVEL, KNOWN_COURSE, KNOWN_SKILL, KNOWNS };
#define KNOWN_COLUMN 8
#define ITS_TRADE(kind) "SELECT person, occupation, NULL, NULL, NULL, NULL, NULL, NULL, 0 FROM " kind " WHERE person = :person" \
	" AND gone = 0 AND occupation IS NOT NULL UNION ALL "
QUERY(known_of, "match.jobs_known", QUERY_INTERACTIVE, ITS_TRADE("credential") ITS_TRADE("education")
	"SELECT person, occupation, NULL, NULL, NULL, NULL, NULL, NULL, 0 FROM (SELECT person, occupation FROM skill WHERE person = :person"
	" AND gone = 0 AND occupation IS NOT NULL ORDER BY occupation) UNION ALL " ITS_TRADE("experience") ITS_TRADE("employment")
	"SELECT person, " LEVELS ", 1 FROM level WHERE person = :person AND gone = 0 UNION ALL"
	" SELECT * FROM (SELECT x.person, c.timetable, NULL, NULL, NULL, NULL, NULL, NULL, 2 FROM " ATTENDED " AND x.person = :person"
	" ORDER BY c.timetable) UNION ALL"
	" SELECT person, what, occupation, NULL, NULL, NULL, NULL, NULL, 3 FROM skill WHERE person = :person AND gone = 0");

/* Whom a vacancy may suit, by any of their occupations; those who have looked the longest first. */
#define OF_GROUP "occupation >= :from AND occupation <= :to"
#define HAVE(kind) " UNION SELECT person FROM " kind " INDEXED BY " kind "_of_trade WHERE gone = 0 AND " OF_GROUP
QUERY(near_people, "match.jobs_near", QUERY_INTERACTIVE,
	"SELECT gathered.person, (SELECT min(w.since) FROM jobwish w INDEXED BY jobwish_looking"
	" WHERE w.person = gathered.person AND w." LOOK ") AS s"
	" FROM (SELECT person FROM jobwish INDEXED BY jobwish_open WHERE " LOOK " AND " OF_GROUP HAVE("credential") HAVE("education")
	HAVE("skill") HAVE("experience") HAVE("employment") ") gathered"
	" WHERE EXISTS(SELECT 1 FROM jobwish w INDEXED BY jobwish_looking WHERE w.person = gathered.person AND w." LOOK ")"
	" ORDER BY s IS NULL, s, gathered.person LIMIT :most");
QUERY(unknown_people, "match.jobs_unknown", QUERY_INTERACTIVE,
	"SELECT w.person, w.since FROM jobwish w INDEXED BY jobwish_open WHERE " LOOK " AND w.occupation IS NULL"
	" ORDER BY w.since, w.person LIMIT :most");
QUERY(longest_people, "match.jobs_longest", QUERY_INTERACTIVE,
	"SELECT person FROM jobwish INDEXED BY jobwish_by_since WHERE " LOOK " AND since IS NOT NULL ORDER BY since, rid LIMIT :most");

/* ---- one wish ---- */

static void add_trade(struct jobs_seeker *seeker, const char *code, bool wished)
{
	jobs_trade trade = jobs_trade_of(code, 0xe);

	for (int i = 0; i < seeker->n_trades; i++)
		if (seeker->trade[i] == trade)
			return;
	if (trade == JOBS_NO_TRADE || seeker->n_trades == JOBS_TRADES)
		return;
	seeker->trade[seeker->n_trades++] = trade;
	seeker->n_wished = (uint8_t)(seeker->n_wished + wished);
}

static int64_t number_or(struct stmt *stmt, int column)
{
	return stmt_is_null(stmt, column) ? JOBS_UNKNOWN : stmt_get_int(stmt, column);
}

/* What hours, way and pay are looked for. */
static void take_wish(struct jobs_reading *r, struct jobs_seeker *seeker, struct stmt *stmt)
{
	const char *licences = stmt_get_text(stmt, 10);
	struct timetable busy;
	int32_t from = jobs_day_of(stmt_get_text(stmt, 6)), may = jobs_day_of(stmt_get_text(stmt, 13));

	seeker->hours_from = (int16_t)number_or(stmt, 3);
	seeker->hours_to = (int16_t)number_or(stmt, 4);
	seeker->busy = timetable_read(stmt_get_text(stmt, 5), &busy) ? jobs_times_add(r, &busy) : JOBS_UNKNOWN;
	seeker->from = from > may ? from : may;
	seeker->how_far = stmt_is_null(stmt, 7) ? JOBS_UNKNOWN : (int32_t)stmt_get_int(stmt, 7) * 1000;
	seeker->pay = number_or(stmt, 8);
	seeker->pay_per = jobs_pay_per_of(stmt_get_text(stmt, 9));
	seeker->asked_licences = licences != NULL;
	seeker->licences = jobs_licences_of(licences);
}

static void room_for_one(struct jobs_reading *r)
{
	struct match_facts *out = r->out;

	if (out->n_candidates < r->own->room_seekers)
		return;
	r->own->room_seekers = 2 * r->own->room_seekers + 16;
	out->candidate = mem_resize(out->candidate, (size_t)r->own->room_seekers, sizeof(*out->candidate));
	r->own->seeker = mem_resize(r->own->seeker, (size_t)r->own->room_seekers, sizeof(*r->own->seeker));
}

static bool too_young(const struct jobs_reading *r, const char *born)
{
	struct age age = age_on(born, date_from_days(r->own->day));

	return age.known && age.least < AGE_WORK;
}

static void put_seeker(struct jobs_reading *r, struct id person, struct stmt *stmt)
{
	struct match_facts *out = r->out;
	struct jobs_seeker *seeker;
	bool secret = stmt_get_int(stmt, 15) != 0;

	room_for_one(r);
	seeker = &r->own->seeker[out->n_candidates];
	*seeker = (struct jobs_seeker){ .secret = secret };
	/* Of a secret address nothing is told, not even by how far it is. */
	seeker->quarter = secret ? JOBS_UNKNOWN : jobs_quarter_of(r, stmt_get_id(stmt, 14));
	take_wish(r, seeker, stmt);
	out->candidate[out->n_candidates] = (struct match_candidate){ .person = person, .application = stmt_get_id(stmt, 0),
		.lot = number_or(stmt, 12) };
	*map_at(r->seekers, person.b, sizeof(person.b)) = ++out->n_candidates;
}

/* The first row of a person makes the seeker; the others add to it. */
static void take_row(struct jobs_reading *r, struct stmt *stmt)
{
	struct id person = stmt_get_id(stmt, 1), wish = stmt_get_id(stmt, 0);
	int32_t since = jobs_day_of(stmt_get_text(stmt, 11));
	int64_t *at;
	int waited;

	if (too_young(r, stmt_get_text(stmt, 16)))
		return;
	if (!map_find(r->seekers, person.b, sizeof(person.b)))
		put_seeker(r, person, stmt);
	at = map_find(r->seekers, person.b, sizeof(person.b));
	add_trade(&r->own->seeker[*at - 1], stmt_get_text(stmt, 2), true);
	waited = since >= 0 && since < r->own->day ? (int)(r->own->day - since) : 0;
	if (waited > r->out->candidate[*at - 1].waited)
		r->out->candidate[*at - 1].waited = waited;
	/* Whichever wish was asked about, the person is weighed as in a round. */
	if (id_same(wish, r->pick->application))
		r->out->candidate[*at - 1].application = wish;
}

/* ---- what else is known of them ---- */

static struct jobs_seeker *seeker_of(struct jobs_reading *r, struct stmt *stmt)
{
	struct id person = stmt_get_id(stmt, 0);
	const int64_t *at = map_find(r->seekers, person.b, sizeof(person.b));

	return at ? &r->own->seeker[*at - 1] : NULL;
}

static void take_trade(struct jobs_reading *r, struct jobs_seeker *seeker, struct stmt *stmt)
{
	(void)r;
	add_trade(seeker, stmt_get_text(stmt, 1), false);
}

/* The weakest of the skills that were tested is what work can count on. */
static int rank_of(struct stmt *stmt)
{
	int rank = level_rank(stmt_get_text(stmt, 2));

	for (int i = 3; level_rank(stmt_get_text(stmt, 2)) < 0 && i <= 7; i++) {
		int one = level_rank(stmt_get_text(stmt, i));

		if (one >= 0 && (rank < 0 || one < rank))
			rank = one;
	}
	return rank;
}

static void take_level(struct jobs_reading *r, struct jobs_seeker *seeker, struct stmt *stmt)
{
	int16_t language = jobs_language_of(r, stmt_get_text(stmt, 1));
	int rank = rank_of(stmt), i = 0;

	if (rank < 0 || language < 0)
		return;
	while (i < seeker->n_levels && seeker->level[i].language != language)
		i++;
	if (i == JOBS_LEVELS)
		return;
	if (i == seeker->n_levels) {
		seeker->level[i].language = language;
		seeker->level[i].rank = JOBS_UNKNOWN;
		seeker->n_levels++;
	}
	if (rank > seeker->level[i].rank)
		seeker->level[i].rank = (int8_t)rank;
}

static void take_course(struct jobs_reading *r, struct jobs_seeker *seeker, struct stmt *stmt)
{
	struct timetable course, *busy;

	if (!timetable_read(stmt_get_text(stmt, 1), &course))
		return;
	if (seeker->busy < 0) {
		seeker->busy = jobs_times_add(r, &course);
		return;
	}
	busy = &r->own->times[seeker->busy];
	for (int i = 0; i < course.n && busy->n < TIMETABLE_MOST; i++)
		busy->at[busy->n++] = course.at[i];
}

static void take_skill(struct jobs_reading *r, struct jobs_seeker *seeker, struct stmt *stmt)
{
	const char *what = stmt_get_text(stmt, 1);
	int32_t at = r->own->n_phrases;

	if (what && jobs_phrase_add(r->own, what, false, jobs_trade_of(stmt_get_text(stmt, 2), 0xe))) {
		if (!seeker->n_skills)
			seeker->skill = at;
		seeker->n_skills++;
	}
}

static void take_application(struct jobs_reading *r, struct jobs_seeker *seeker, struct stmt *stmt)
{
	struct id vacancy = stmt_get_id(stmt, 1);
	const int64_t *at = map_find(r->places, vacancy.b, sizeof(vacancy.b));
	struct jobs_facts *own = r->own;

	if (!at || !*at)
		return;
	if (own->n_applied == own->room_applied)
		own->applied = mem_resize(own->applied, (size_t)(own->room_applied = 2 * own->room_applied + 16), sizeof(*own->applied));
	if (!seeker->n_applied)
		seeker->applied = own->n_applied;
	seeker->n_applied++;
	own->applied[own->n_applied++] = (int32_t)*at - 1;
}

typedef void take_fn(struct jobs_reading *r, struct jobs_seeker *seeker, struct stmt *stmt);

/* `about`: the name by which the id is bound, or NULL. */
static enum status each(struct jobs_reading *r, const struct query *query, const char *about, struct id id, take_fn *fn,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	if (about)
		stmt_id(stmt, about, id);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct jobs_seeker *seeker = seeker_of(r, stmt);

		if (seeker)
			fn(r, seeker, stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}

static take_fn *const takes[KNOWNS] = { take_trade, take_level, take_course, take_skill };

static void take_known(struct jobs_reading *r, struct jobs_seeker *seeker, struct stmt *stmt)
{
	takes[stmt_get_int(stmt, KNOWN_COLUMN)](r, seeker, stmt);
}

/* Of one person, or of all who look where it is none. */
static enum status read_known(struct jobs_reading *r, struct id person, struct err *err)
{
	static const struct query *const of[KNOWNS] = { &all_trades, &all_levels, &all_courses, &all_skills };
	enum status st = ST_OK;

	if (!id_none(person))
		return each(r, &known_of, "person", person, take_known, err);
	for (int i = 0; st == ST_OK && i < KNOWNS; i++)
		st = each(r, of[i], NULL, person, takes[i], err);
	return st;
}

enum status jobs_applied(struct jobs_reading *r, struct err *err)
{
	static const struct id nobody;
	const struct match_facts *out = r->out;

	if (r->all)
		return each(r, &all_applied, NULL, nobody, take_application, err);
	if (out->n_candidates == 1)
		return each(r, &applied_by, "person", out->candidate[0].person, take_application, err);
	return out->n_places ? each(r, &applied_for, "vacancy", out->place[0].id, take_application, err) : ST_OK;
}

/* ---- who ---- */

static enum status read_wishes(struct jobs_reading *r, struct id person, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->store, id_none(person) ? &wishes_all : &wishes_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "day", r->out->day);
	if (!id_none(person))
		stmt_id(stmt, "person", person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		take_row(r, stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status jobs_all_seekers(struct jobs_reading *r, struct err *err)
{
	static const struct id all;
	enum status st = read_wishes(r, all, err);

	return st == ST_OK ? read_known(r, all, err) : st;
}

/* Whoever wrote down no wish is measured by what was learned and done. */
static enum status read_person_only(struct jobs_reading *r, struct id id, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->store, &person_only, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		take_row(r, stmt);
		stmt_reset(stmt);
		if (r->out->n_candidates)
			r->out->candidate[0].application = (struct id){ { 0 } };
	}
	return st == ST_DONE ? ST_OK : st;
}

/* Of a wish its person; of a person the same. */
static enum status person_of(struct jobs_reading *r, struct id application, struct id *person, bool *wishes, struct err *err)
{
	struct stmt *stmt;
	bool over = false;
	enum status st = store_query(r->store, &wish_person, &stmt, err);

	*person = application;
	*wishes = false;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", application);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*person = stmt_get_id(stmt, 0);
		over = stmt_get_int(stmt, 1) == 0;
		*wishes = true;
		stmt_reset(stmt);
	}
	if (over)
		return err_set(err, ST_INVALID, _("This person no longer looks for that work. Nothing was changed; write down what is looked "
			"for now."));
	return st == ST_DONE ? ST_OK : st;
}

static enum status judge_person(struct jobs_reading *r, const struct actor *actor, struct id person, struct err *err)
{
	struct record *record = NULL;
	enum status st = read_brief(r->store, actor, register_kind("person"), person, &record, err);
	const char *until;

	if (st != ST_OK)
		return st;
	until = record_get(record, "paused_until");
	st = offers_may_go_to(r->store, record, err);
	if (st == ST_OK && until && rule_before(r->out->day, until))
		st = err_set(err, ST_INVALID, _("This file is paused: nothing is proposed until it comes back. Nothing was changed."));
	record_free(record);
	return st;
}

enum status jobs_one_seeker(struct jobs_reading *r, const struct actor *actor, struct id application, struct err *err)
{
	struct id person;
	bool wishes;
	enum status st = person_of(r, application, &person, &wishes, err);

	if (st == ST_OK)
		st = judge_person(r, actor, person, err);
	if (st == ST_OK)
		st = read_wishes(r, person, err);
	if (st == ST_OK && !r->out->n_candidates && !wishes)
		st = read_person_only(r, person, err);
	if (st == ST_OK && !r->out->n_candidates)
		return err_set(err, ST_INVALID, _("This person is too young to work. Nothing was changed; please look at the date of birth."));
	return st == ST_OK ? read_known(r, person, err) : st;
}

/* ---- whom a vacancy may suit ---- */

struct people { struct id id[NEAR_MOST]; int n; };

static enum status find_people(struct jobs_reading *r, const struct query *query, const char *from, int most, struct people *people,
	struct err *err)
{
	struct stmt *stmt;
	char to[8];
	enum status st = store_query(r->store, query, &stmt, err);

	people->n = 0;
	if (st != ST_OK)
		return st;
	if (from) {
		snprintf(to, sizeof(to), "%s%s", from, &"9999"[strlen(from)]);
		stmt_text(stmt, "from", from);
		stmt_text(stmt, "to", to);
	}
	stmt_int(stmt, "most", most);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		people->id[people->n++] = stmt_get_id(stmt, 0);
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_people(struct jobs_reading *r, const struct people *people, int most, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < people->n && r->out->n_candidates < most; i++) {
		if (map_find(r->seekers, people->id[i].b, sizeof(people->id[i].b)))
			continue;
		st = read_wishes(r, people->id[i], err);
		if (st == ST_OK && map_find(r->seekers, people->id[i].b, sizeof(people->id[i].b)))
			st = read_known(r, people->id[i], err);
	}
	return st;
}

static enum status find_and_read(struct jobs_reading *r, const struct query *query, const char *from, int most, struct people *people,
	struct err *err)
{
	enum status st = find_people(r, query, from, most, people, err);

	r->out->more = r->out->more || people->n == most;
	return st == ST_OK ? read_people(r, people, NEAR_MOST + ASK_MOST, err) : st;
}

enum status jobs_seekers_near(struct jobs_reading *r, struct err *err)
{
	struct people *people = mem_alloc(sizeof(*people));
	int needed = jobs_digits_needed(r), least = needed ? needed : 2;
	char code[5] = "", group[5];
	enum status st = ST_OK;

	if (r->own->vacancy[0].trade != JOBS_NO_TRADE)
		jobs_trade_text(r->own->vacancy[0].trade, code);
	for (int digits = (int)strlen(code); st == ST_OK && digits >= least && r->out->n_candidates < NEAR_MOST; digits--) {
		snprintf(group, sizeof(group), "%.*s", digits, code);
		st = find_and_read(r, &near_people, group, NEAR_MOST, people, err);
	}
	if (st == ST_OK && *code)
		st = find_and_read(r, &unknown_people, NULL, ASK_MOST, people, err);
	r->out->more = r->out->more || r->out->n_candidates >= NEAR_MOST;
	if (st == ST_OK && (!*code || !needed) && r->out->n_candidates < NEAR_MOST)
		st = find_and_read(r, &longest_people, NULL, NEAR_MOST - r->out->n_candidates, people, err);
	free(people);
	return st;
}
