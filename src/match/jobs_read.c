/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads what people look for and what vacancies need: all of it for a round, one person with the vacancies that may suit,
 * or one vacancy with the people whom it may suit.  What both sides share stands here: neighbourhoods and the ways between
 * them, languages, licences, hours.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/near.h"
#include "match/jobs_own.h"
#include "register/read.h"
#include "store/sealed.h"

QUERY(quarter_at, "match.jobs_quarter", QUERY_INTERACTIVE,
	"SELECT latitude, longitude FROM neighbourhood WHERE id = :id AND gone = 0 AND latitude IS NOT NULL AND longitude IS NOT NULL");

#define SCALE 1e5            /* the register keeps degrees with five decimals */

/* ---- what is met again and again ---- */

jobs_trade jobs_trade_of(const char *code, unsigned open)
{
	jobs_trade trade = 0;
	int n = 0;

	if (!code || !*code)
		return JOBS_NO_TRADE;
	for (; n < 4 && code[n] >= '0' && code[n] <= '9'; n++)
		trade = (jobs_trade)((unsigned)trade << 4 | (unsigned)(code[n] - '0'));
	if (n == 0)
		return JOBS_NO_TRADE;
	for (; n < 4; n++)
		trade = (jobs_trade)((unsigned)trade << 4 | open);
	return trade;
}

void jobs_trade_text(jobs_trade trade, char out[5])
{
	int n = 0;

	for (int shift = 12; shift >= 0 && (trade >> shift & 0xf) <= 9; shift -= 4)
		out[n++] = (char)('0' + (trade >> shift & 0xf));
	out[n] = '\0';
}

int32_t jobs_quarter_of(struct jobs_reading *r, struct id id)
{
	int64_t *at;

	if (id_none(id))
		return JOBS_UNKNOWN;
	at = map_at(r->quarters, id.b, sizeof(id.b));
	if (!*at) {
		if (!(r->own->n_quarters & (r->own->n_quarters - 1)))
			r->quarter = mem_resize(r->quarter, r->own->n_quarters ? 2 * (size_t)r->own->n_quarters : 1, sizeof(*r->quarter));
		r->quarter[r->own->n_quarters++] = (struct jobs_quarter){ .id = id };
		*at = r->own->n_quarters;
	}
	return (int32_t)*at - 1;
}

int16_t jobs_language_of(struct jobs_reading *r, const char *language)
{
	struct jobs_facts *own = r->own;
	int i = 0;

	if (str_empty(language))
		return JOBS_UNKNOWN;
	while (i < own->n_languages && strcmp(own->language[i], language) != 0)
		i++;
	if (i == own->n_languages && i < INT16_MAX) {
		own->language = mem_resize(own->language, (size_t)++own->n_languages, sizeof(*own->language));
		str_copy(own->language[i], sizeof(own->language[i]), language);
	}
	return (int16_t)i;
}

uint32_t jobs_licences_of(const char *keys)
{
	const struct choice *choice = kind_field(register_kind("vacancy"), "licences")->choices;
	uint32_t bits = 0;

	for (int i = 0; keys && choice[i].key; i++)
		if (field_holds(keys, choice[i].key))
			bits |= 1u << i;
	return bits;
}

int8_t jobs_pay_per_of(const char *key)
{
	const struct choice *choice = kind_field(register_kind("vacancy"), "pay_per")->choices;

	for (int i = 0; key && choice[i].key; i++)
		if (str_same(choice[i].key, key))
			return (int8_t)i;
	return JOBS_UNKNOWN;
}

int32_t jobs_day_of(const char *date)
{
	struct date d;
	long days = date && date_parse(date, &d) ? date_days(d) : JOBS_UNKNOWN;

	return days < 0 || days > INT32_MAX ? JOBS_UNKNOWN : (int32_t)days;
}

int32_t jobs_times_add(struct jobs_reading *r, const struct timetable *times)
{
	struct jobs_facts *own = r->own;

	if (!times->n)
		return JOBS_UNKNOWN;
	if (own->n_times == own->room_times)
		own->times = mem_resize(own->times, (size_t)(own->room_times = 2 * own->room_times + 16), sizeof(*own->times));
	own->times[own->n_times] = *times;
	return own->n_times++;
}

int jobs_digits_needed(const struct jobs_reading *r)
{
	const struct match_rule *rule = r->pick->rule;

	for (int i = 0; rule && i < rule->count && rule->criterion[i].condition; i++)
		if (str_same(rule->criterion[i].measure_key, "group"))
			return rule->criterion[i].full < 1 ? 1 : rule->criterion[i].full > 4 ? 4 : (int)rule->criterion[i].full;
	return 0;
}

/* ---- ways ---- */

static enum status look_up(struct jobs_reading *r, struct jobs_quarter *quarter, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, &quarter_at, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", quarter->id);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		quarter->known = true;
		quarter->latitude = (double)stmt_get_int(stmt, 0) / SCALE;
		quarter->longitude = (double)stmt_get_int(stmt, 1) / SCALE;
		stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}

static int32_t metres(const struct jobs_quarter *a, const struct jobs_quarter *b)
{
	if (a == b)
		return 0;
	if (!a->known || !b->known)
		return JOBS_UNKNOWN;
	return (int32_t)lround(1000 * near_degrees(a->latitude, a->longitude, b->latitude, b->longitude));
}

/* From every neighbourhood where somebody lives who looks for work. */
static enum status read_ways(struct jobs_reading *r, struct err *err)
{
	int n = r->own->n_quarters;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < n; i++)
		st = look_up(r, &r->quarter[i], err);
	for (int i = 0; i < r->out->n_candidates; i++)
		if (r->own->seeker[i].quarter >= 0)
			r->quarter[r->own->seeker[i].quarter].lived_in = true;
	r->own->far = mem_array((size_t)n * (size_t)n, sizeof(*r->own->far));
	for (int i = 0; st == ST_OK && i < n; i++)
		for (int j = 0; r->quarter[i].lived_in && j < n; j++)
			r->own->far[i * n + j] = metres(&r->quarter[i], &r->quarter[j]);
	return st;
}

/* ---- all of it ---- */

static enum status read_both(struct jobs_reading *r, const struct actor *actor, struct err *err)
{
	enum status st;

	if (!id_none(r->pick->application)) {
		st = jobs_one_seeker(r, actor, r->pick->application, err);
		if (st == ST_OK)
			st = id_none(r->pick->place) ? jobs_vacancies_near(r, err) : jobs_one_vacancy(r, r->pick->place, err);
	} else if (!id_none(r->pick->place)) {
		st = jobs_one_vacancy(r, r->pick->place, err);
		if (st == ST_OK)
			st = jobs_seekers_near(r, err);
	} else {
		r->all = true;
		st = jobs_all_vacancies(r, err);
		if (st == ST_OK)
			st = jobs_all_seekers(r, err);
	}
	if (st == ST_OK)
		st = jobs_applied(r, err);
	return st == ST_OK ? read_ways(r, err) : st;
}

enum status jobs_read(struct store *store, const struct actor *actor, const struct match_pick *pick,
	struct match_facts *out, struct err *err)
{
	struct jobs_reading r = { .store = store, .town = store_town(store) ? store_town(store) : store, .pick = pick, .out = out };
	bool view;
	enum status st;

	if (!kind_seen(actor, register_kind("jobwish")) || !kind_seen(actor, register_kind("vacancy")))
		return err_set(err, ST_DENIED, _("Your role does not see what work people look for. Nothing was changed."));
	r.own = out->own = mem_alloc(sizeof(*r.own));
	r.own->day = jobs_day_of(out->day);
	r.seekers = map_new();
	r.places = map_new();
	r.quarters = map_new();
	r.kinds = map_new();
	view = store_view(store);
	st = read_both(&r, actor, err);
	store_view_end(store, view);
	map_free(r.seekers);
	map_free(r.places);
	map_free(r.quarters);
	map_free(r.kinds);
	free(r.quarter);
	return st;
}

void jobs_facts_clear(struct match_facts *facts)
{
	struct jobs_facts *own = facts->own;

	if (!own)
		return;
	free(own->seeker);
	free(own->vacancy);
	free(own->phrase);
	free(own->word);
	free(own->text);
	free(own->times);
	free(own->applied);
	free(own->far);
	free(own->language);
	free(own);
}
