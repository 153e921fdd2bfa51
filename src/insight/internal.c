/* SPDX-License-Identifier: EUPL-1.2 */
/* The internal page as it is read: a few queries, each one walk through an index or a table. */
#include "insight/internal_own.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/register.h"
#include "store/acts.h"
#include "store/query.h"

#define IN_PERIOD(day) " " day " BETWEEN :from AND :to"
#define OVER "(state = 'missed' OR (state = 'running' AND due < :today))"
/* The time to object is somebody's right: who lets it pass has missed nothing. */
#define RIGHT "event IS 'decision_sent'"

/* One line a rule: what a rule is called may stand in several wordings, of older programs. */
QUERY(clocks, "internal.clocks", QUERY_BATCH,
	"SELECT set_by, rule, min(what), count(*), sum(state = 'met' AND met <= due), sum(state = 'met' AND met > due),"
	" sum(" OVER " AND NOT " RIGHT "), sum(state IN ('exempted', 'ended') OR (" OVER " AND " RIGHT ")),"
	" sum(state = 'suspended' OR (state = 'running' AND due >= :today))"
	" FROM clock INDEXED BY clock_by_due WHERE gone = 0 AND" IN_PERIOD("due")
	" GROUP BY set_by, rule ORDER BY set_by = 'other', set_by = 'city', rule IS NULL, count(*) DESC, rule");
QUERY(files, "internal.files", QUERY_BATCH,
	"SELECT caseworker, count(*), coalesce(sum(arrived BETWEEN :from AND :to), 0) FROM person WHERE gone = 0 AND left IS NULL"
	" GROUP BY caseworker");
QUERY(steps, "internal.steps", QUERY_BATCH,
	"SELECT p.caseworker, count(*) FROM todo t JOIN person p ON p.rid = t.person GROUP BY p.caseworker");
QUERY(talks, "internal.talks", QUERY_BATCH,
	"SELECT caseworker, count(*) FROM appointment INDEXED BY appointment_by_day WHERE gone = 0 AND" IN_PERIOD("day")
	" AND state IN ('planned', 'kept') GROUP BY caseworker");
QUERY(budgets, "internal.budgets", QUERY_BATCH,
	"SELECT name, source, number, starts, ends, account_due, amount,"
	" (SELECT coalesce(sum(c.amount), 0) FROM cost c WHERE c.budget = b.id AND c.gone = 0 AND c.day <= :to),"
	" (SELECT coalesce(sum(c.amount), 0) FROM cost c WHERE c.budget = b.id AND c.gone = 0 AND c.day BETWEEN :from AND :to)"
	" FROM budget b WHERE gone = 0 AND starts <= :to AND ends >= :from ORDER BY starts, sort_key, rid");
QUERY(without_budget, "internal.without_budget", QUERY_BATCH,
	"SELECT coalesce(sum(amount), 0) FROM cost WHERE gone = 0 AND budget IS NULL AND" IN_PERIOD("day"));
/* Of each measure what was paid by the accounts, what was paid for single people, and whom it reached. */
QUERY(costs, "internal.costs", QUERY_BATCH,
	"SELECT area, 0, sum(amount) FROM cost WHERE gone = 0 AND" IN_PERIOD("day") " GROUP BY area"
	" UNION ALL SELECT 'housing', 1, sum(amount) FROM subsidy WHERE gone = 0 AND state IN ('granted', 'ended')"
	" AND" IN_PERIOD("decided")
	" UNION ALL SELECT 'skills', 1, sum(amount) FROM fee WHERE gone = 0 AND payer = 'city' AND state IN ('granted', 'paid')"
	" AND" IN_PERIOD("coalesce(paid, granted)")
	" UNION ALL SELECT 'language', 2, count(DISTINCT p.person) FROM lesson l CROSS JOIN presence p ON p.lesson = l.id"
	" AND p.gone = 0 AND p.state = 'came' WHERE l.gone = 0 AND l.day BETWEEN :from AND :to"
	" UNION ALL SELECT 'skills', 2, count(*) FROM credential WHERE gone = 0 AND" IN_PERIOD("submitted")
	" UNION ALL SELECT 'work', 2, count(DISTINCT person) FROM employment WHERE gone = 0 AND state <> 'fell_through'"
	" AND" IN_PERIOD("began")
	" UNION ALL SELECT 'housing', 2, count(*) FROM placement WHERE gone = 0 AND state IN ('moved_in', 'ended')"
	" AND" IN_PERIOD("moved_in")
	" UNION ALL SELECT 'school', 2, count(*) FROM school_place WHERE gone = 0 AND state IN ('placed', 'ended')"
	" AND" IN_PERIOD("begins")
	" UNION ALL SELECT 'mentoring', 2, count(*) FROM mentoring WHERE gone = 0 AND" IN_PERIOD("began")
	" UNION ALL SELECT 'interpreting', 2, count(*) FROM appointment WHERE gone = 0 AND state = 'kept'"
	" AND interpreter = 'booked' AND" IN_PERIOD("day")
	" UNION ALL SELECT 'reception', 2, count(*) FROM person WHERE gone = 0 AND" IN_PERIOD("arrived"));

struct gathering { struct store *store; struct internal_report *into; };
typedef void take_row(struct internal_report *into, struct stmt *stmt);

bool internal_may(const struct actor *actor)
{
	return (actor->roles & (ROLE_TEAM_LEAD | ROLE_SUPERVISOR)) != 0 && id_none(actor->grant);
}

static const char *const areas[AREAS] = { "language", "skills", "work", "housing", "school", "mentoring", "interpreting",
	"reception", "other" };

const char *internal_area_key(int area)
{
	return areas[area];
}

const char *internal_area_label(int area)
{
	const struct field *field = kind_field(register_kind("cost"), "area");

	return choice_label(field, field_choice(field, areas[area]));
}

enum { DAYS = 1, TODAY = 2 };

static enum status each(const struct gathering *g, const struct query *query, unsigned binds, take_row *take,
	struct err *err)
{
	char from[11], to[11], now[11];
	struct stmt *stmt;
	enum status st = store_query(g->store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(g->into->period.from, from);
	date_text(g->into->period.to, to);
	date_text(g->into->made, now);
	if (binds & DAYS) {
		stmt_text(stmt, "from", from);
		stmt_text(stmt, "to", to);
	}
	if (binds & TODAY)
		stmt_text(stmt, "today", now);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		take(g->into, stmt);
	return st == ST_DONE ? ST_OK : st;
}

static void take_clock(struct internal_report *into, struct stmt *stmt)
{
	const char *by = stmt_get_text(stmt, 0);
	struct kept_clock *clock;

	into->clock = mem_resize(into->clock, (size_t)into->n_clocks + 1, sizeof(*into->clock));
	clock = &into->clock[into->n_clocks++];
	*clock = (struct kept_clock){ .set_by = str_same(by, "law") ? SET_BY_LAW : str_same(by, "city") ? SET_BY_CITY :
		SET_BY_OTHER, .due = stmt_get_int(stmt, 3), .in_time = stmt_get_int(stmt, 4), .late = stmt_get_int(stmt, 5),
		.missed = stmt_get_int(stmt, 6), .gone = stmt_get_int(stmt, 7), .open = stmt_get_int(stmt, 8) };
	/* What somebody typed for one person is nobody's business here. */
	if (!stmt_is_null(stmt, 1))
		clock->what = mem_str(stmt_get_text(stmt, 2));
}

static struct load *load_of(struct internal_report *into, const char *colleague)
{
	for (int i = 0; i < into->n_loads; i++)
		if (str_same(into->load[i].colleague, colleague ? colleague : ""))
			return &into->load[i];
	into->load = mem_resize(into->load, (size_t)into->n_loads + 1, sizeof(*into->load));
	into->load[into->n_loads] = (struct load){ .colleague = mem_str(colleague ? colleague : "") };
	return &into->load[into->n_loads++];
}

static void take_files(struct internal_report *into, struct stmt *stmt)
{
	struct load *load = load_of(into, stmt_get_text(stmt, 0));

	load->files += stmt_get_int(stmt, 1);
	load->fresh += stmt_get_int(stmt, 2);
}

static void take_steps(struct internal_report *into, struct stmt *stmt)
{
	load_of(into, stmt_get_text(stmt, 0))->steps += stmt_get_int(stmt, 1);
}

static void take_talks(struct internal_report *into, struct stmt *stmt)
{
	load_of(into, stmt_get_text(stmt, 0))->talks += stmt_get_int(stmt, 1);
}

static void day_of(struct stmt *stmt, int column, struct date *out)
{
	if (!stmt_is_null(stmt, column))
		date_parse(stmt_get_text(stmt, column), out);
}

static void take_budget(struct internal_report *into, struct stmt *stmt)
{
	struct money_line *line;

	into->budget = mem_resize(into->budget, (size_t)into->n_budgets + 1, sizeof(*into->budget));
	line = &into->budget[into->n_budgets++];
	*line = (struct money_line){ .name = mem_str(stmt_get_text(stmt, 0)), .source = mem_str(stmt_get_text(stmt, 1)),
		.number = mem_str(stmt_get_text(stmt, 2)), .granted = stmt_get_int(stmt, 6), .spent = stmt_get_int(stmt, 7),
		.in_period = stmt_get_int(stmt, 8) };
	day_of(stmt, 3, &line->starts);
	day_of(stmt, 4, &line->ends);
	day_of(stmt, 5, &line->account_due);
}

static void take_rest(struct internal_report *into, struct stmt *stmt)
{
	into->without_budget = stmt_get_int(stmt, 0);
}

static void take_cost(struct internal_report *into, struct stmt *stmt)
{
	const char *area = stmt_get_text(stmt, 0);
	int64_t value = stmt_get_int(stmt, 2);
	int at = AREA_OTHER;

	for (int i = 0; i < AREAS; i++)
		if (str_same(areas[i], area))
			at = i;
	switch (stmt_get_int(stmt, 1)) {
	case 0: into->measure[at].paid += value; break;
	case 1: into->measure[at].personal += value; break;
	default: into->measure[at].reached += value;
	}
	into->measure[at].known = into->measure[at].known || value > 0;
}

/* Those who carry most first. */
static int by_files(const void *a, const void *b)
{
	const struct load *left = a, *right = b;

	if (left->files != right->files)
		return left->files < right->files ? 1 : -1;
	return strcmp(left->colleague, right->colleague);
}

static enum status gather(const struct gathering *g, struct err *err)
{
	static const struct { const struct query *query; unsigned binds; take_row *take; } parts[] = {
		{ &clocks, DAYS | TODAY, take_clock }, { &files, DAYS, take_files }, { &steps, 0, take_steps },
		{ &talks, DAYS, take_talks }, { &budgets, DAYS, take_budget }, { &without_budget, DAYS, take_rest },
		{ &costs, DAYS, take_cost },
	};
	bool view = store_view(g->store);
	enum status st = setting_get(g->store, SETTING_MUNICIPALITY, &g->into->town, err);

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(parts); i++)
		st = each(g, parts[i].query, parts[i].binds, parts[i].take, err);
	store_view_end(g->store, view);
	if (st == ST_OK && g->into->n_loads)
		qsort(g->into->load, (size_t)g->into->n_loads, sizeof(*g->into->load), by_files);
	return st;
}

/* That it was made, by whom, for which period and in which way; of a file that is only read nothing can be noted. */
static enum status note(struct store *store, const struct actor *actor, struct period period, const char *how,
	struct err *err)
{
	struct act_by by = actor_by(actor);
	char days[24], *detail;
	json_t *told;
	enum status st;

	if (store_read_only(store))
		return ST_OK;
	period_text(&period, days);
	told = json_pack("{s:s, s:s}", "period", days, "how", how);
	detail = json_dumps(told, JSON_COMPACT);
	st = act_note(store, &by, "report.internal", (struct id){ { 0 } }, detail, err);
	free(detail);
	json_decref(told);
	return st;
}

enum status internal_make(struct store *store, const struct actor *actor, struct period period, const char *how,
	struct internal_report **out, struct err *err)
{
	struct internal_report *report;
	enum status st;

	*out = NULL;
	if (!internal_may(actor))
		return err_set(err, ST_DENIED, _("The internal page is for team leads and supervisors."));
	report = mem_alloc(sizeof(*report));
	report->period = period;
	report->made = clock_today();
	str_copy(report->by, sizeof(report->by), actor->user);
	st = gather(&(struct gathering){ store, report }, err);
	if (st == ST_OK)
		st = note(store, actor, period, how, err);
	if (st == ST_OK)
		*out = report;
	else
		internal_free(report);
	return st;
}

void internal_free(struct internal_report *report)
{
	if (!report)
		return;
	for (int i = 0; i < report->n_clocks; i++)
		free(report->clock[i].what);
	for (int i = 0; i < report->n_loads; i++)
		free(report->load[i].colleague);
	for (int i = 0; i < report->n_budgets; i++) {
		free(report->budget[i].name);
		free(report->budget[i].source);
		free(report->budget[i].number);
	}
	free(report->clock);
	free(report->load);
	free(report->budget);
	free(report->town);
	free(report);
}
