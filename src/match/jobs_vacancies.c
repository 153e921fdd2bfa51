/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Vacancies that are open and have a place left.  For one person those are read that lie near: a vacancy costs one entry of an
 * index that holds all that is weighed, and never the page of its text.
 */
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/level.h"
#include "match/jobs_own.h"

#define NEAR_MOST 2500       /* vacancies of all occupations of one person */
#define ASK_MOST 1000        /* of which nobody said the occupation */
#define FRESH_MOST 100       /* the newest ones of all occupations */

/* Work that was found without an application takes a place as well; what sealed files hold counts without a name. */
#define COLUMNS "v.id, v.occupation, v.wished_occupation, v.level, v.wished_level, v.language, v.licences, v.wished_licences," \
	" v.hours_from, v.hours_to, v.timetable, v.starts, coalesce(v.neighbourhood, (SELECT e.neighbourhood FROM employer e" \
	" WHERE e.id = v.employer)), v.from_home, coalesce(v.pay_to, v.pay_from), v.pay_per, v.skills, v.seats -" \
	" (SELECT count(*) FROM application a WHERE a.vacancy = v.id AND a.gone = 0 AND a.state = 'hired')" \
	" - (SELECT count(*) FROM employment m WHERE m.vacancy = v.id AND m.gone = 0 AND m.application IS NULL" \
	" AND m.state <> 'fell_through') - coalesce((SELECT h.n FROM hold h WHERE h.kind = 'vacancy' AND h.id = v.id), 0), v.lot"
#define OPEN "v.gone = 0 AND v.state = 'open' AND (v.valid_through IS NULL OR v.valid_through >= :day)"
QUERY(vacancies_all, "match.jobs_vacancies", QUERY_BATCH, "SELECT " COLUMNS " FROM vacancy v INDEXED BY vacancy_to_match WHERE " OPEN);
QUERY(vacancy_one, "match.jobs_vacancy", QUERY_INTERACTIVE,
	"SELECT " COLUMNS ", v.state = 'open', v.valid_through < :day FROM vacancy v WHERE v.id = :id AND v.gone = 0");
QUERY(vacancies_group, "match.jobs_group", QUERY_INTERACTIVE,
	"SELECT " COLUMNS " FROM vacancy v INDEXED BY vacancy_to_match WHERE " OPEN " AND v.occupation >= :from AND v.occupation <= :to"
	" AND NOT (v.occupation >= :but_from AND v.occupation <= :but_to) ORDER BY v.occupation, v.posted DESC, v.lot DESC LIMIT :most");
QUERY(vacancies_fresh, "match.jobs_fresh", QUERY_INTERACTIVE,
	"SELECT " COLUMNS " FROM vacancy v INDEXED BY vacancy_fresh WHERE " OPEN " ORDER BY v.posted DESC, v.lot DESC LIMIT :most");
QUERY(vacancies_unknown, "match.jobs_no_trade", QUERY_INTERACTIVE,
	"SELECT " COLUMNS " FROM vacancy v INDEXED BY vacancy_to_match WHERE " OPEN " AND v.occupation IS NULL"
	" ORDER BY v.posted DESC, v.lot DESC LIMIT :most");
/* Of one minor group; whoever looks for several kinds of work counts once. */
#define LOOKS "w.gone = 0 AND w.\"until\" IS NULL AND w.occupation IS NOT NULL AND NOT EXISTS(SELECT 1 FROM person p" \
	" INDEXED BY person_left_out WHERE p.id = w.person AND (p.gone = 1 OR p.left IS NOT NULL OR p.restricted IS NOT NULL" \
	" OR p.paused_until IS NOT NULL) AND (p.gone = 1 OR p.left IS NOT NULL OR p.restricted IS NOT NULL OR p.paused_until > :day))"
QUERY(looking_of, "match.jobs_looking", QUERY_INTERACTIVE,
	"SELECT count(*) FROM (SELECT DISTINCT w.person FROM jobwish w INDEXED BY jobwish_open WHERE " LOOKS
	" AND w.occupation >= :from AND w.occupation <= :to LIMIT :most)");
QUERY(looking_all, "match.jobs_looking_all", QUERY_BATCH,
	"SELECT substr(w.occupation, 1, 3), count(DISTINCT w.person) FROM jobwish w WHERE " LOOKS
	" AND length(w.occupation) >= 3 GROUP BY substr(w.occupation, 1, 3)");

/* ---- one row ---- */

static int16_t tenths(struct stmt *stmt, int column)
{
	return (int16_t)(stmt_is_null(stmt, column) ? JOBS_UNKNOWN : stmt_get_int(stmt, column));
}

static void take_needs(struct jobs_reading *r, struct jobs_vacancy *vacancy, struct stmt *stmt)
{
	struct timetable times;

	vacancy->trade = jobs_trade_of(stmt_get_text(stmt, 1), 0xf);
	vacancy->wished_trade = jobs_trade_of(stmt_get_text(stmt, 2), 0xf);
	vacancy->level = (int8_t)level_rank(stmt_get_text(stmt, 3));
	vacancy->wished_level = (int8_t)level_rank(stmt_get_text(stmt, 4));
	vacancy->language = jobs_language_of(r, stmt_get_text(stmt, 5));
	vacancy->licences = jobs_licences_of(stmt_get_text(stmt, 6));
	vacancy->wished_licences = jobs_licences_of(stmt_get_text(stmt, 7));
	vacancy->hours_from = tenths(stmt, 8);
	vacancy->hours_to = tenths(stmt, 9);
	vacancy->times = timetable_read(stmt_get_text(stmt, 10), &times) ? jobs_times_add(r, &times) : JOBS_UNKNOWN;
	vacancy->starts = jobs_day_of(stmt_get_text(stmt, 11));
	vacancy->at_home = str_same(stmt_get_text(stmt, 13), "all");
	vacancy->pay = stmt_is_null(stmt, 14) ? JOBS_UNKNOWN : stmt_get_int(stmt, 14);
	vacancy->pay_per = jobs_pay_per_of(stmt_get_text(stmt, 15));
}

/* Where the number of places is not said there is at least one. */
static int places_left(struct stmt *stmt)
{
	int64_t left = stmt_is_null(stmt, 17) ? 1 : stmt_get_int(stmt, 17);

	return left > INT32_MAX ? INT32_MAX : (int)left;
}

/* Each once, as long as it has a place left. */
static void take(struct jobs_reading *r, struct stmt *stmt)
{
	struct match_facts *out = r->out;
	struct id id = stmt_get_id(stmt, 0), quarter = stmt_get_id(stmt, 12);
	int64_t *at = map_at(r->places, id.b, sizeof(id.b));
	struct jobs_vacancy *vacancy;

	if (*at || places_left(stmt) <= 0)
		return;
	if (out->n_places == r->own->room_vacancies) {
		r->own->room_vacancies = 2 * r->own->room_vacancies + 64;
		out->place = mem_resize(out->place, (size_t)r->own->room_vacancies, sizeof(*out->place));
		r->own->vacancy = mem_resize(r->own->vacancy, (size_t)r->own->room_vacancies, sizeof(*r->own->vacancy));
	}
	vacancy = &r->own->vacancy[out->n_places];
	*vacancy = (struct jobs_vacancy){ .looking = JOBS_UNKNOWN };
	take_needs(r, vacancy, stmt);
	vacancy->quarter = jobs_quarter_of(r, quarter);
	jobs_items_add(r->own, vacancy, stmt_get_text(stmt, 16));
	out->place[out->n_places] = (struct match_place){ .id = id, .capacity = places_left(stmt), .neighbourhood = quarter,
		.lot = stmt_is_null(stmt, 18) ? -1 : stmt_get_int(stmt, 18) };
	*at = ++out->n_places;
}

static enum status take_all(struct jobs_reading *r, struct stmt *stmt, struct err *err)
{
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK)
		take(r, stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* ---- how many look for such work ---- */

static void kind_of(jobs_trade trade, char out[8])
{
	char code[5];

	jobs_trade_text(trade, code);
	str_copy(out, 8, strlen(code) >= JOBS_KIND_DIGITS ? code : "");
	out[JOBS_KIND_DIGITS] = '\0';
}

static enum status count_looking(struct jobs_reading *r, const char *kind, int64_t *n, struct err *err)
{
	struct stmt *stmt;
	char to[16];
	enum status st = store_query(r->town, &looking_of, &stmt, err);

	if (st != ST_OK)
		return st;
	snprintf(to, sizeof(to), "%s9", kind);
	stmt_text(stmt, "day", r->out->day);
	stmt_text(stmt, "from", kind);
	stmt_text(stmt, "to", to);
	stmt_int(stmt, "most", JOBS_KIND_MOST);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status count_all(struct jobs_reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, &looking_all, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "day", r->out->day);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		int64_t n = stmt_get_int(stmt, 1);

		*map_at(r->kinds, stmt_get_text(stmt, 0), JOBS_KIND_DIGITS) = (n > JOBS_KIND_MOST ? JOBS_KIND_MOST : n) + 1;
	}
	return st == ST_DONE ? ST_OK : st;
}

/* Each kind of work is counted once; kept as the number and one more. */
static enum status put_looking(struct jobs_reading *r, struct err *err)
{
	enum status st = r->all ? count_all(r, err) : ST_OK;

	for (int i = 0; st == ST_OK && i < r->out->n_places; i++) {
		char kind[8];
		int64_t *n, counted = 0;

		kind_of(r->own->vacancy[i].trade, kind);
		if (!*kind)
			continue;
		n = map_at(r->kinds, kind, JOBS_KIND_DIGITS);
		if (!*n) {
			st = r->all ? ST_OK : count_looking(r, kind, &counted, err);
			*n = counted + 1;
		}
		r->own->vacancy[i].looking = (int32_t)*n - 1;
	}
	return st;
}

/* ---- which ones ---- */

static enum status begin(struct jobs_reading *r, const struct query *query, struct stmt **out, struct err *err)
{
	enum status st = store_query(r->town, query, out, err);

	if (st == ST_OK)
		stmt_text(*out, "day", r->out->day);
	return st;
}

enum status jobs_all_vacancies(struct jobs_reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = begin(r, &vacancies_all, &stmt, err);

	if (st == ST_OK)
		st = take_all(r, stmt, err);
	return st == ST_OK ? put_looking(r, err) : st;
}

static enum status refuse(struct err *err)
{
	return err_set(err, ST_INVALID, _("This vacancy is not to be had: it is filled, withdrawn or has run out. Nothing was changed; "
		"open it again, or raise its places, where the employer has one."));
}

enum status jobs_one_vacancy(struct jobs_reading *r, struct id id, struct err *err)
{
	struct stmt *stmt;
	enum status st = begin(r, &vacancy_one, &stmt, err);
	bool open = false;

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		open = stmt_get_int(stmt, 19) && !stmt_get_int(stmt, 20);
		if (open)
			take(r, stmt);
		stmt_reset(stmt);
	}
	if (st == ST_DONE)
		return err_set(err, ST_NOTFOUND, _("There is no such vacancy."));
	if (st == ST_OK && !r->out->n_places)
		return refuse(err);
	return st == ST_OK ? put_looking(r, err) : st;
}

/* Of one group of ISCO-08, the first digits of a code, without the smaller group that was read before. */
static enum status take_group(struct jobs_reading *r, const char *trade, int digits, int most, struct err *err)
{
	struct stmt *stmt;
	char from[8], to[8], but_from[8], but_to[8];
	enum status st = begin(r, &vacancies_group, &stmt, err);

	if (st != ST_OK)
		return st;
	snprintf(from, sizeof(from), "%.*s", digits, trade);
	snprintf(to, sizeof(to), "%s%s", from, &"9999"[digits]);
	/* "~" lies behind every code. */
	snprintf(but_from, sizeof(but_from), "%.*s", digits + 1, (int)strlen(trade) > digits ? trade : "~");
	snprintf(but_to, sizeof(but_to), "%s%s", but_from, (int)strlen(trade) > digits ? &"999"[digits] : "");
	stmt_text(stmt, "from", from);
	stmt_text(stmt, "to", to);
	stmt_text(stmt, "but_from", but_from);
	stmt_text(stmt, "but_to", but_to);
	stmt_int(stmt, "most", most);
	return take_all(r, stmt, err);
}

/* All unit groups first, then the minor groups, then the sub-major ones; a group that two occupations share is read once. */
static enum status take_groups(struct jobs_reading *r, struct err *err)
{
	const struct jobs_seeker *seeker = &r->own->seeker[0];
	int needed = jobs_digits_needed(r), least = needed ? needed : 2;
	enum status st = ST_OK;

	for (int digits = 4; digits >= least; digits--)
		for (int i = 0; st == ST_OK && i < seeker->n_trades && r->out->n_places < NEAR_MOST; i++) {
			bool before = false;
			char code[5];

			for (int j = 0; j < i; j++)
				before = before || jobs_digits(seeker->trade[i], seeker->trade[j]) >= digits;
			jobs_trade_text(seeker->trade[i], code);
			if (!before && (int)strlen(code) >= digits)
				st = take_group(r, code, digits, NEAR_MOST - r->out->n_places, err);
		}
	return st;
}

static enum status take_newest(struct jobs_reading *r, const struct query *query, int most, struct err *err)
{
	struct stmt *stmt;
	enum status st = begin(r, query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "most", most);
	return take_all(r, stmt, err);
}

enum status jobs_vacancies_near(struct jobs_reading *r, struct err *err)
{
	enum status st = take_groups(r, err);
	int before;

	r->out->more = r->out->n_places >= NEAR_MOST;
	before = r->out->n_places;
	if (st == ST_OK)
		st = take_newest(r, &vacancies_unknown, ASK_MOST, err);
	r->out->more = r->out->more || r->out->n_places - before >= ASK_MOST;
	/* So that somebody whom nothing suits sees at least what there is. */
	if (st == ST_OK)
		st = take_newest(r, &vacancies_fresh, FRESH_MOST, err);
	return st == ST_OK ? put_looking(r, err) : st;
}
