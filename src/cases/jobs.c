/* SPDX-License-Identifier: EUPL-1.2 */
/* What a person looks for is read, each open vacancy judged, and all are put in order; see jobs.h. */
#include "cases/jobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/jobs_own.h"
#include "cases/near.h"
#include "cases/rules.h"
#include "store/sealed.h"

#define MOST 200             /* vacancies of one trade that are looked at */
#define FRESH 100            /* the newest ones of all trades */

QUERY(trades_of, "jobs.trades", QUERY_INTERACTIVE,
	"SELECT occupation FROM (SELECT 0 AS n, occupation FROM jobwish WHERE person = :id AND gone = 0 AND \"until\" IS NULL"
	" UNION ALL SELECT 1, occupation FROM credential WHERE person = :id AND gone = 0"
	" UNION ALL SELECT 2, occupation FROM skill WHERE person = :id AND gone = 0"
	" UNION ALL SELECT 3, occupation FROM experience WHERE person = :id AND gone = 0"
	" UNION ALL SELECT 4, occupation FROM employment WHERE person = :id AND gone = 0)"
	" WHERE occupation IS NOT NULL GROUP BY occupation ORDER BY min(n), occupation LIMIT 16");
QUERY(wish_of, "jobs.wish", QUERY_INTERACTIVE,
	"SELECT id FROM jobwish WHERE person = :id AND gone = 0 AND \"until\" IS NULL ORDER BY since DESC, rid DESC LIMIT 1");
QUERY(levels_of, "jobs.levels", QUERY_INTERACTIVE,
	"SELECT language, overall, listening, reading, interaction, production, writing FROM level WHERE person = :id AND gone = 0"
	" ORDER BY day, rid");
QUERY(courses_of, "jobs.courses", QUERY_INTERACTIVE,
	"SELECT c.timetable FROM enrolment e JOIN course c ON c.id = e.course WHERE e.person = :id AND e.gone = 0"
	" AND e.state IN ('enrolled', 'attending') AND c.timetable IS NOT NULL");
QUERY(applied_for, "jobs.applied", QUERY_INTERACTIVE,
	"SELECT vacancy FROM application WHERE person = :id AND gone = 0 AND state <> 'withdrawn' AND vacancy IS NOT NULL LIMIT 500");
/* Those that were written down last, of each occupation. */
QUERY(open_of_group, "jobs.group", QUERY_INTERACTIVE,
	"SELECT id FROM vacancy INDEXED BY vacancy_open WHERE gone = 0 AND state = 'open' AND occupation >= :from AND occupation <= :to"
	" AND NOT (occupation >= :but_from AND occupation <= :but_to) ORDER BY occupation DESC, rid DESC LIMIT :most");
QUERY(open_fresh, "jobs.fresh", QUERY_INTERACTIVE,
	"SELECT id FROM vacancy INDEXED BY vacancy_open_by_posted WHERE gone = 0 AND state = 'open'"
	" ORDER BY posted DESC, rid DESC LIMIT :most");

/* ---- what is looked for ---- */

typedef void row_fn(struct job_search *search, struct stmt *stmt);

static enum status each_row(struct store *store, const struct query *query, struct id person, row_fn *fn,
	struct job_search *search, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		fn(search, stmt);
	return st == ST_DONE ? ST_OK : st;
}

static void take_trade(struct job_search *search, struct stmt *stmt)
{
	if (search->n_trades < JOB_TRADES)
		str_copy(search->trade[search->n_trades++], sizeof(search->trade[0]), stmt_get_text(stmt, 0));
}

int job_level(const char *level)
{
	const struct choice *choices = kind_field(register_kind("vacancy"), "level")->choices;

	for (int i = 0; level && choices[i].key; i++)
		if (str_same(choices[i].key, level))
			return i;
	return -1;
}

/* The weakest of the skills that were tested is what work can count on. */
static void take_level(struct job_search *search, struct stmt *stmt)
{
	int level = -1;

	for (int i = 1; i <= 6; i++) {
		int one = job_level(stmt_get_text(stmt, i));

		if (one >= 0 && (level < 0 || one < level))
			level = one;
		if (i == 1 && one >= 0)
			break;
	}
	if (level > search->level) {
		search->level = level;
		str_copy(search->level_language, sizeof(search->level_language), stmt_get_text(stmt, 0));
	}
}

static void take_course(struct job_search *search, struct stmt *stmt)
{
	struct timetable course;

	if (!timetable_read(stmt_get_text(stmt, 0), &course))
		return;
	for (int i = 0; i < course.n && search->busy.n < TIMETABLE_MOST; i++)
		search->busy.at[search->busy.n++] = course.at[i];
}

static double number_of(const struct record *record, const char *field)
{
	const char *value = record_get(record, field);

	return value ? strtod(value, NULL) : -1;
}

static void take_wish(struct job_search *search, const struct record *wish)
{
	const char *from = record_get(wish, "from");

	search->looks = true;
	search->licences = mem_str(record_get(wish, "licences") ? record_get(wish, "licences") : "");
	search->hours_from = number_of(wish, "hours_from");
	search->hours_to = number_of(wish, "hours_to");
	search->how_far = (int)number_of(wish, "how_far");
	search->pay = number_of(wish, "pay_from");
	str_copy(search->pay_per, sizeof(search->pay_per), record_get(wish, "pay_per") ? record_get(wish, "pay_per") : "");
	timetable_read(record_get(wish, "busy"), &search->busy);
	if (from && strcmp(from, search->from) > 0)
		str_copy(search->from, sizeof(search->from), from);
}

static enum status read_wish(struct store *store, const struct actor *actor, struct id person, struct job_search *search,
	struct err *err)
{
	struct record *wish = NULL;
	struct stmt *stmt;
	struct id id = { { 0 } };
	enum status st = store_query(store, &wish_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	if (st != ST_OK)
		return st == ST_DONE ? ST_OK : st;
	st = read_brief(store, actor, register_kind("jobwish"), id, &wish, err);
	if (st == ST_OK)
		take_wish(search, wish);
	record_free(wish);
	return st;
}

static enum status read_search(struct store *store, const struct actor *actor, struct id id, struct job_search *search,
	struct err *err)
{
	struct record *person = NULL;
	enum status st = read_brief(store, actor, register_kind("person"), id, &person, err);

	*search = (struct job_search){ .level = -1, .hours_from = -1, .hours_to = -1, .how_far = -1, .pay = -1 };
	if (st == ST_OK)
		st = offers_may_go_to(store, person, err);
	if (st == ST_OK) {
		if (record_get(person, "work_from"))
			str_copy(search->from, sizeof(search->from), record_get(person, "work_from"));
		if (record_get(person, "neighbourhood") && !id_parse(record_get(person, "neighbourhood"), &search->home))
			search->home = (struct id){ { 0 } };
		st = read_wish(store, actor, id, search, err);
	}
	if (st == ST_OK)
		st = each_row(store, &trades_of, id, take_trade, search, err);
	if (st == ST_OK && kind_seen(actor, register_kind("level")))
		st = each_row(store, &levels_of, id, take_level, search, err);
	if (st == ST_OK && kind_seen(actor, register_kind("enrolment")))
		st = each_row(store, &courses_of, id, take_course, search, err);
	record_free(person);
	return st;
}

/* ---- vacancies ---- */

struct firm { char *name; struct id quarter; };

struct reading {
	struct store *store, *town;      /* neighbourhoods and vacancies stand in the town's file */
	const struct actor *actor;
	struct jobs *out;
	int room;
	struct id *applied;
	int n_applied;
	struct map *firms, *quarters, *taken;    /* places in firm[] and km[], from 1; vacancies that stand in out */
	struct firm *firm;
	double *km;
	int n_firms, n_quarters;
};

static bool has_applied(const struct reading *r, struct id vacancy)
{
	for (int i = 0; i < r->n_applied; i++)
		if (id_same(r->applied[i], vacancy))
			return true;
	return false;
}

static enum status read_applied(struct reading *r, struct id person, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->store, &applied_for, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		r->applied = mem_resize(r->applied, (size_t)r->n_applied + 1, sizeof(*r->applied));
		r->applied[r->n_applied++] = stmt_get_id(stmt, 0);
	}
	return st == ST_DONE ? ST_OK : st;
}

static bool has_run_out(const struct record *vacancy)
{
	char today[11];

	date_text(clock_today(), today);
	return rule_before(record_get(vacancy, "valid_through"), today);
}

/* Firms offer many vacancies, and quarters hold many firms: each is read once. */
static enum status read_firm(struct reading *r, struct id id, const struct firm **out, struct err *err)
{
	int64_t *at = map_at(r->firms, id.b, sizeof(id.b));
	struct record *record = NULL;
	struct firm firm = { NULL, { { 0 } } };
	enum status st;

	if (!*at) {
		st = read_brief(r->town, r->actor, register_kind("employer"), id, &record, err);
		if (st != ST_OK && st != ST_NOTFOUND)
			return st;
		if (record) {
			firm.name = mem_str(record_get(record, "name"));
			if (record_get(record, "neighbourhood") && !id_parse(record_get(record, "neighbourhood"), &firm.quarter))
				firm.quarter = (struct id){ { 0 } };
		}
		record_free(record);
		r->firm = mem_resize(r->firm, (size_t)r->n_firms + 1, sizeof(*r->firm));
		r->firm[r->n_firms++] = firm;
		*at = r->n_firms;
	}
	*out = &r->firm[*at - 1];
	return ST_OK;
}

static enum status read_distance(struct reading *r, struct id quarter, double *km, struct err *err)
{
	int64_t *at = map_at(r->quarters, quarter.b, sizeof(quarter.b));
	enum status st;

	if (!*at) {
		st = near_km(r->town, r->out->search.home, quarter, km, err);
		if (st != ST_OK && st != ST_DONE)
			return st;
		r->km = mem_resize(r->km, (size_t)r->n_quarters + 1, sizeof(*r->km));
		r->km[r->n_quarters++] = st == ST_DONE || *km < 0 ? JOB_FAR : *km;
		*at = r->n_quarters;
	}
	*km = r->km[*at - 1];
	return ST_OK;
}

/* Where the work is: the vacancy's own quarter, else the employer's. */
static enum status read_way(struct reading *r, const struct record *vacancy, struct job *job, struct err *err)
{
	const char *where = record_get(vacancy, "neighbourhood"), *employer = record_get(vacancy, "employer");
	const struct firm *firm = NULL;
	struct id id, quarter = { { 0 } };
	enum status st = ST_OK;

	if (employer && id_parse(employer, &id))
		st = read_firm(r, id, &firm, err);
	if (st == ST_OK && firm) {
		job->employer = mem_str(firm->name);
		quarter = firm->quarter;
	}
	if (where && !id_parse(where, &quarter))
		quarter = (struct id){ { 0 } };
	if (st == ST_OK && !id_none(quarter) && !id_none(r->out->search.home))
		st = read_distance(r, quarter, &job->km, err);
	return st;
}

static enum status take(struct reading *r, const struct record *vacancy, struct err *err)
{
	struct jobs *out = r->out;
	struct job *job;
	enum status st;

	if (has_run_out(vacancy) || map_find(r->taken, vacancy->id.b, sizeof(vacancy->id.b)))
		return ST_OK;
	if (has_applied(r, vacancy->id)) {
		/* Counted once; -1 is no place in the list. */
		*map_at(r->taken, vacancy->id.b, sizeof(vacancy->id.b)) = -1;
		out->applied++;
		return ST_OK;
	}
	if (out->count == r->room)
		out->job = mem_resize(out->job, (size_t)(r->room = r->room ? 2 * r->room : 64), sizeof(*out->job));
	job = &out->job[out->count++];
	*map_at(r->taken, vacancy->id.b, sizeof(vacancy->id.b)) = out->count;
	*job = (struct job){ .id = vacancy->id, .title = mem_str(record_get(vacancy, "title")),
		.place = mem_str(record_get(vacancy, "place")), .km = JOB_FAR };
	str_copy(job->posted, sizeof(job->posted), record_get(vacancy, "posted") ? record_get(vacancy, "posted") : "");
	st = read_way(r, vacancy, job, err);
	if (st == ST_OK)
		job_judge(job, &out->search, vacancy);
	return st;
}

/* Each vacancy is read once, whoever's trades lead to it. */
static enum status take_ids(struct reading *r, struct stmt *stmt, struct err *err)
{
	struct id id[MOST];
	int n = 0;
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK)
		id[n++] = stmt_get_id(stmt, 0);
	st = st == ST_DONE ? ST_OK : st;
	for (int i = 0; st == ST_OK && i < n; i++) {
		struct record *vacancy = NULL;

		if (map_find(r->taken, id[i].b, sizeof(id[i].b)))
			continue;
		st = read_brief(r->town, r->actor, register_kind("vacancy"), id[i], &vacancy, err);
		if (st == ST_OK)
			st = take(r, vacancy, err);
		record_free(vacancy);
		st = st == ST_NOTFOUND ? ST_OK : st;
	}
	return st;
}

/* Of one group of ISCO-08: the first digits of a code, without the smaller group that was looked at before. */
static enum status take_group(struct reading *r, const char *trade, int digits, int most, struct err *err)
{
	struct stmt *stmt;
	char from[8], to[8], but_from[8], but_to[8];
	enum status st = store_query(r->town, &open_of_group, &stmt, err);

	if (st != ST_OK)
		return st;
	snprintf(from, sizeof(from), "%.*s", digits, trade);
	snprintf(to, sizeof(to), "%s%s", from, &"9999"[digits]);
	snprintf(but_from, sizeof(but_from), "%.*s", digits + 1, digits < 4 ? trade : "~");
	snprintf(but_to, sizeof(but_to), "%s%s", but_from, digits < 4 ? &"9999"[digits + 1] : "");
	stmt_text(stmt, "from", from);
	stmt_text(stmt, "to", to);
	stmt_text(stmt, "but_from", but_from);
	stmt_text(stmt, "but_to", but_to);
	stmt_int(stmt, "most", most);
	return take_ids(r, stmt, err);
}

/* The trade itself, then its group, then the larger group; a group that two trades share is looked at once. Each vacancy
 * costs a page of the file: there is a number for all trades together, shared among them. */
static enum status take_trades(struct reading *r, struct err *err)
{
	static const struct { int digits, most; } groups[] = { { 4, 240 }, { 3, 80 }, { 2, 80 } };
	const struct job_search *search = &r->out->search;
	enum status st = ST_OK;

	for (int i = 0; i < search->n_trades; i++)
		for (size_t g = 0; g < ARRAY_LEN(groups) && st == ST_OK; g++) {
			int most = groups[g].most / search->n_trades;
			bool before = false;

			for (int j = 0; j < i; j++)
				before = before || strncmp(search->trade[j], search->trade[i], (size_t)groups[g].digits) == 0;
			if (!before)
				st = take_group(r, search->trade[i], groups[g].digits, most < MOST ? most : MOST, err);
		}
	return st;
}

static enum status take_fresh(struct reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, &open_fresh, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, "most", FRESH);
	return take_ids(r, stmt, err);
}

/* ---- in order ---- */

static int sign_of(double difference)
{
	return difference < 0 ? -1 : difference > 0;
}

static int compare(const void *a, const void *b)
{
	const struct job *x = a, *y = b;
	int order = x->lacks - y->lacks;

	if (!order)
		order = x->apart - y->apart;
	if (!order)
		order = x->unknown - y->unknown;
	if (!order)
		order = y->wished - x->wished;
	if (!order)
		order = sign_of(x->km - y->km);
	if (!order)
		order = strcmp(y->posted, x->posted);
	return order ? order : memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

static void job_clear(struct job *job)
{
	for (int i = 0; i < job->n_parts; i++)
		free(job->part[i].words);
	free(job->title);
	free(job->employer);
	free(job->place);
}

void jobs_clear(struct jobs *jobs)
{
	for (int i = 0; i < jobs->count; i++)
		job_clear(&jobs->job[i]);
	free(jobs->job);
	free(jobs->search.licences);
	*jobs = (struct jobs){ .count = 0 };
}

static void put_in_order(struct jobs *jobs, int most)
{
	if (jobs->count > 1)
		qsort(jobs->job, (size_t)jobs->count, sizeof(*jobs->job), compare);
	for (int i = 0; i < jobs->count; i++)
		jobs->fitting += jobs->job[i].lacks == 0;
	while (jobs->count > most)
		job_clear(&jobs->job[--jobs->count]);
}

static void reading_clear(struct reading *r)
{
	for (int i = 0; i < r->n_firms; i++)
		free(r->firm[i].name);
	free(r->firm);
	free(r->km);
	free(r->applied);
	map_free(r->firms);
	map_free(r->quarters);
	map_free(r->taken);
}

enum status jobs_for(struct store *store, const struct actor *actor, struct id person, int most, struct jobs *out,
	struct err *err)
{
	struct reading r = { .store = store, .town = store_town(store) ? store_town(store) : store, .actor = actor, .out = out };
	enum status st;

	*out = (struct jobs){ .count = 0 };
	r.firms = map_new();
	r.quarters = map_new();
	r.taken = map_new();
	st = kind_seen(actor, register_kind("application")) ? ST_OK :
		err_set(err, ST_DENIED, _("Your role does not see applications. Nothing was changed."));
	if (st == ST_OK)
		st = read_search(store, actor, person, &out->search, err);
	if (st == ST_OK)
		st = read_applied(&r, person, err);
	if (st == ST_OK)
		st = take_trades(&r, err);
	if (st == ST_OK)
		st = take_fresh(&r, err);
	reading_clear(&r);
	if (st == ST_OK)
		put_in_order(out, most);
	else
		jobs_clear(out);
	return st;
}

void job_apply(struct change *change, struct id person, struct id vacancy, struct id *application)
{
	struct change_item *item;
	char text[37];

	*application = (struct id){ { 0 } };
	item = change_create(change, register_kind("application"), application);
	id_text(person, text);
	rule_put(item, "person", text);
	id_text(vacancy, text);
	rule_put(item, "vacancy", text);
}
