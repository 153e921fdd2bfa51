/* SPDX-License-Identifier: EUPL-1.2 */
/* Counts of what is recorded about people: results, decisions, jobs, homes, barriers, complaints, referrals. One query
 * each, over the days of all asks together. */
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/inside.h"

/* Columns: person, day, of which sort, a second sort or day. */
QUERY(results, "insight.course_results", QUERY_BATCH, "SELECT person, ended, state, level FROM enrolment NOT INDEXED WHERE gone = 0"
	" AND state IN ('passed', 'failed', 'left') AND ended >= :low AND ended <= :to");
QUERY(decisions, "insight.recognition_outcomes", QUERY_BATCH, "SELECT person, decided, state, NULL FROM credential NOT INDEXED WHERE gone = 0"
	" AND state IN ('recognised', 'partly', 'refused', 'appealed', 'stated') AND decided >= :low AND decided <= :to");
QUERY(jobs, "insight.jobs_begun", QUERY_BATCH, "SELECT person, began, contract, NULL FROM employment INDEXED BY employment_by_began"
	" WHERE gone = 0 AND state IN ('working', 'ended') AND began >= :low AND began <= :to");
QUERY(jobs_kept, "insight.jobs_kept", QUERY_BATCH, "SELECT person, began, state, ended FROM employment NOT INDEXED WHERE gone = 0"
	" AND state IN ('working', 'ended') AND coalesce(contract, '') NOT IN ('internship', 'trial') AND began <= :to");
QUERY(homes, "insight.homes_found", QUERY_BATCH, "SELECT person, moved_in, state, NULL FROM placement NOT INDEXED WHERE gone = 0"
	" AND state IN ('moved_in', 'ended') AND moved_in >= :low AND moved_in <= :to");
QUERY(barriers, "insight.barriers", QUERY_BATCH, "SELECT person, since, what, until FROM barrier NOT INDEXED WHERE gone = 0"
	" AND coalesce(since, '') <= :to AND coalesce(until, '9999') >= :low");
QUERY(complaints, "insight.complaints", QUERY_BATCH, "SELECT person, told, about, NULL FROM complaint WHERE gone = 0"
	" AND told >= :low AND told <= :to");
QUERY(referrals, "insight.referrals", QUERY_BATCH, "SELECT person, sent, state, NULL FROM referral WHERE gone = 0"
	" AND state <> 'draft' AND sent >= :low AND sent <= :to");

struct sort {
	const char *key;
	const struct query *query;
	const char *kind, *field;       /* whose choices the first axis has */
	const char *const *only;        /* those of them; NULL: all */
	const char *second;             /* field of a second axis, or NULL */
	bool unknown;                   /* it may be empty */
	bool stood;                     /* counts whatever stood on a day of the period, until the second day */
	int months;                     /* kept so long; 0: not asked */
};
static const char *const results_only[] = { "passed", "failed", "left", NULL };
static const char *const decisions_only[] = { "recognised", "partly", "refused", "stated", "appealed", NULL };
static const char *const homes_only[] = { "moved_in", "ended", NULL };
static const char *const referrals_only[] = { "sent", "accepted", "declined", "done", "withdrawn", NULL };
static const struct sort sorts[] = {
	{ "course_results", &results, "enrolment", "state", results_only, "level", false, false, 0 },
	{ "recognition_outcomes", &decisions, "credential", "state", decisions_only, NULL, false, false, 0 },
	{ "jobs_begun", &jobs, "employment", "contract", NULL, NULL, true, false, 0 },
	{ "retention_3", &jobs_kept, NULL, NULL, NULL, NULL, false, false, 3 },
	{ "retention_6", &jobs_kept, NULL, NULL, NULL, NULL, false, false, 6 },
	{ "retention_12", &jobs_kept, NULL, NULL, NULL, NULL, false, false, 12 },
	{ "homes_found", &homes, "placement", "state", homes_only, NULL, false, false, 0 },
	{ "barriers", &barriers, "barrier", "what", NULL, NULL, true, true, 0 },
	{ "complaints", &complaints, "complaint", "about", NULL, NULL, true, false, 0 },
	{ "referrals", &referrals, "referral", "state", referrals_only, NULL, false, false, 0 },
};
enum { KEPT, ENDED };

static const struct sort *sort_of(const struct indicator *indicator)
{
	for (size_t i = 0; i < ARRAY_LEN(sorts); i++)
		if (str_same(sorts[i].key, indicator->key))
			return &sorts[i];
	BUG("an indicator of records without its query");
}

static void axes(struct facts_table *table, const struct sort *sort)
{
	struct facts_axis *axis = table_axis(table, sort->months ? "kept" : sort->field, N_("Kind"));
	int whole;

	if (sort->months) {
		axis_leaf(axis, "kept", N_("Still there"), FACTS_ALL);
		axis_leaf(axis, "ended", N_("Ended before"), FACTS_ALL);
		return;
	}
	axis_choices(axis, sort->kind, sort->field, sort->only);
	axis->label = axis->field->label;
	if (sort->unknown)
		axis_leaf(axis, "unknown", N_("Not said or not known"), FACTS_ALL);
	if (!sort->second)
		return;
	/* Passed and not passed together are those of whom a share can pass. */
	whole = axis_node(axis, "to_the_end", N_("Went to the end"), FACTS_ALL);
	for (int i = 0; i < whole; i++)
		if (!str_same(axis->category[i].code, "left"))
			axis->category[i].parent = whole;
	axis = table_axis(table, sort->second, N_("Level"));
	axis_choices(axis, sort->kind, sort->second, NULL);
	axis_leaf(axis, "unknown", N_("Not said or not known"), FACTS_ALL);
}

static void prepare(struct run *run, struct facts_answer *answer)
{
	const struct sort *sort = sort_of(answer->ask.indicator);
	struct facts_place place = place_all();
	bool fresh;
	struct facts_table *table = table_make(run, &answer->ask, sort->key, answer->ask.indicator->name, false, &fresh);

	if (fresh) {
		axes(table, sort);
		table->adds = !sort->stood;
		table_ready(run, table);
	}
	if (sort->months)
		place.at[0] = KEPT;
	view_add(answer, run, table, place, answer->ask.indicator->shape != SHAPE_COUNT, NULL);
}

/* "unknown" where nothing or something of another program stands there; -1: that cannot be. */
static int leaf_named(const struct facts_axis *axis, const char *code)
{
	int category = code ? facts_category(axis, code) : FACTS_ALL;

	if (category == FACTS_ALL)
		category = facts_category(axis, "unknown");
	return category == FACTS_ALL ? -1 : axis->category[category].leaf;
}

static struct date day_of(int32_t ymd)
{
	return (struct date){ ymd / 10000, ymd / 100 % 100, ymd % 100 };
}

static void tally(struct run *run, struct facts_table *table, const struct sort *sort, struct stmt *row, int soul)
{
	int32_t from = ymd_of(table->period.from), to = ymd_of(sort->months ? last_day(run, table) : table->period.to);
	int32_t day = ymd_first(ymd_read(stmt_get_text(row, 1)));
	const char *second = stmt_get_text(row, 3);
	int first = FACTS_ALL;

	if (sort->months) {
		int32_t ended = ymd_first(ymd_read(second));
		bool open = str_same(stmt_get_text(row, 2), "working") && !ended;

		if (!day)
			return;
		day = ymd_of(date_add_months(day_of(day), sort->months));
		first = open || ended >= day ? KEPT : ENDED;
	} else
		first = leaf_named(&table->axis[0], stmt_get_text(row, 2));
	if (sort->stood ? day > to || (second && ymd_first(ymd_read(second)) < from) : day < from || day > to)
		return;
	if (first >= 0)
		tally_add(run, table, first, sort->second ? leaf_named(&table->axis[1], second) : -1, soul, 1);
}

static enum status count_sort(struct run *run, const struct counter *counter, const struct sort *sort, struct err *err)
{
	const struct indicator *indicator = indicator_named(sort->key);
	char low[11], last[11];
	int32_t from, to;
	struct stmt *stmt;
	enum status st;

	if (!asks_span(run, indicator, &from, &to))
		return ST_OK;
	ymd_low_text(from, low);
	date_text(day_of(to), last);
	st = store_query(run->store, sort->query, &stmt, err);
	if (st == ST_OK && !sort->months)
		stmt_text(stmt, ":low", low);
	if (st == ST_OK)
		stmt_text(stmt, ":to", last);
	while (st == ST_OK && (st = rows_next(run, stmt, err)) == ST_OK) {
		int soul = roll_find(&run->roll, stmt_get_id(stmt, 0));

		for (int i = 0; soul >= 0 && i < run->facts->n_tables; i++)
			if (str_same(run->facts->table[i].key, sort->key))
				tally(run, &run->facts->table[i], sort, stmt, soul);
	}
	if (st != ST_DONE)
		return st;
	for (int i = 0; i < run->facts->n_answers; i++) {
		struct facts_answer *answer = &run->facts->answer[i];

		if (answer->ask.indicator != indicator || !counter_counts(counter, run, i))
			continue;
		if (sort->months)
			figures_share(run, answer, KEPT, FACTS_ALL);
		if (sort->second) {
			const struct facts_axis *axis = &run->facts->table[answer->view[0].table].axis[0];

			figures_share(run, answer, facts_category(axis, "passed"), facts_category(axis, "to_the_end"));
		}
	}
	return ST_OK;
}

static enum status count(struct run *run, const struct counter *counter, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(sorts); i++)
		st = count_sort(run, counter, &sorts[i], err);
	return st;
}

static const char *const keys[] = { "course_results", "recognition_outcomes", "jobs_begun", "retention_3", "retention_6",
	"retention_12", "homes_found", "barriers", "complaints", "referrals", NULL };
const struct counter counter_records = { keys, prepare, count };
