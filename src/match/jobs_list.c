/* SPDX-License-Identifier: EUPL-1.2 */
/* The vacancies for one person, in order; see jobs.h. */
#include "match/jobs.h"

#include <stdlib.h>

#include "base/msg.h"
#include "cases/jobs.h"
#include "match/jobs_own.h"
#include "match/propose.h"
#include "register/read.h"
#include "store/sealed.h"

QUERY(wish_of, "match.jobs_latest", QUERY_INTERACTIVE,
	"SELECT id FROM jobwish INDEXED BY jobwish_looking WHERE person = :person AND gone = 0 AND \"until\" IS NULL"
	" ORDER BY since DESC, lot LIMIT 1");

static enum status read_wish(struct store *store, struct id person, struct id *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &wish_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static void put_trades(struct match_jobs *jobs)
{
	const struct jobs_seeker *seeker = jobs->facts.n_candidates ? &jobs_of(&jobs->facts)->seeker[0] : NULL;

	for (int i = 0; seeker && i < seeker->n_trades && i < MATCH_JOBS_TRADES; i++)
		jobs_trade_text(seeker->trade[i], jobs->trade[jobs->n_trades++]);
}

static bool applied_for(const struct match_facts *facts, const struct match_rank *rank)
{
	static const struct match_criterion by;

	return match_measure(MATCH_JOBS, "applied")->share(facts, &by, rank->candidate, rank->place) == MEASURE_MISSED;
}

static void put_in_order(struct match_jobs *jobs, int most)
{
	int all, n = 0;

	jobs->rank = match_rank(&jobs->facts, &jobs->rule, 0, &all);
	for (int i = 0; i < all; i++) {
		if (applied_for(&jobs->facts, &jobs->rank[i])) {
			jobs->applied++;
			continue;
		}
		jobs->fitting += jobs->rank[i].score.admissible;
		jobs->rank[n++] = jobs->rank[i];
	}
	jobs->count = n < most ? n : most;
}

enum status match_jobs_of(struct store *store, const struct actor *actor, struct id person, int most, struct match_jobs *out,
	struct err *err)
{
	struct match_pick pick = { .rule = &out->rule };
	enum status st;

	*out = (struct match_jobs){ .count = 0 };
	if (!kind_seen(actor, register_kind("application")))
		return err_set(err, ST_DENIED, _("Your role does not see applications. Nothing was changed."));
	st = match_rule_on(store_town(store) ? store_town(store) : store, MATCH_JOBS, "", &out->rule, err);
	if (st == ST_OK)
		st = read_wish(store, person, &out->wish, err);
	pick.application = id_none(out->wish) ? person : out->wish;
	if (st == ST_OK)
		st = match_read(store, actor, MATCH_JOBS, &pick, &out->facts, err);
	if (st != ST_OK) {
		match_jobs_clear(out);
		return st;
	}
	put_trades(out);
	put_in_order(out, most);
	return ST_OK;
}

void match_jobs_clear(struct match_jobs *jobs)
{
	match_facts_clear(&jobs->facts);
	match_rule_clear(&jobs->rule);
	free(jobs->rank);
	*jobs = (struct match_jobs){ .count = 0 };
}

static enum status apply_alone(struct store *store, const struct actor *actor, struct id person, struct id vacancy, struct id *set,
	struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct id application;
	enum status st;

	job_apply(change, person, vacancy, &application);
	st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}

enum status match_jobs_apply(struct store *store, const struct actor *actor, const struct match_jobs *jobs, int row,
	struct id *set, struct err *err)
{
	const struct match_rank *rank = &jobs->rank[row];
	struct id vacancy = jobs->facts.place[rank->place].id;

	/* A sealed file has no proposals: what is proposed stands in the town's rounds. */
	if (id_none(jobs->wish) || !rank->score.admissible || store_town(store))
		return apply_alone(store, actor, jobs->facts.candidate[rank->candidate].person, vacancy, set, err);
	return propose_offer(store, actor, MATCH_JOBS, jobs->wish, vacancy, NULL, set, err);
}
