/* SPDX-License-Identifier: EUPL-1.2 */
/* Decisions about proposals, each within the transaction that reads what it decides on; and single offers. */
#include "match/propose.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/proposal.h"
#include "match/dossier.h"
#include "match/round_own.h"

enum status propose_find(struct store *store, const struct actor *actor, struct id proposal, struct record **out,
	struct err *err)
{
	for (int i = 0; i < PROPOSAL_KINDS; i++) {
		const struct kind *kind = register_kind(proposal_kinds[i].name);
		enum status st;

		if (!kind_seen(actor, kind))
			continue;
		st = read_record(store, actor, kind, proposal, out, NULL);
		if (st == ST_OK)
			return ST_OK;
	}
	return err_set(err, ST_NOTFOUND, _("There is no proposal of this id in the file, or your role does not include it."));
}

/* ---- one decision ---- */

struct decision {
	const struct kind *kind;
	struct id proposal;
	int64_t rev;
	const char *state, *why, *reason;
};

/* Whoever decided first has decided. */
static enum status check_open(const struct record *record, int64_t rev, struct err *err)
{
	if (!str_same(record_get(record, "state"), "proposed"))
		return err_set(err, ST_INVALID, _("This proposal was decided already, by somebody else or before. Nothing was changed; please "
			"look at it again."));
	if (rev && rev != record->rev)
		return err_set(err, ST_CONFLICT, _("Somebody changed this proposal in the meantime. Nothing was changed; please look at it "
			"again."));
	return ST_OK;
}

static enum status put_decision(struct change *change, const struct decision *decision, const struct record *record,
	struct err *err)
{
	struct change_item *item = change_update(change, decision->kind, record->id, record->rev);
	enum status st = change_set(item, "state", decision->state, err);

	if (st == ST_OK && decision->why)
		st = change_set(item, "why", decision->why, err);
	return st == ST_OK && decision->reason ? change_set(item, "reason", decision->reason, err) : st;
}

/* ---- one pair, as it stands now ---- */

struct pair {
	struct match_rule rule;
	struct match_facts facts;
	int place;                   /* of facts, whose only candidate it is about */
	struct match_score score;
	struct dossier_rank rank;
};

static void pair_clear(struct pair *pair)
{
	match_facts_clear(&pair->facts);
	match_rule_clear(&pair->rule);
}

/* Which condition it is, by its name alone: values stay in the file. */
static enum status condition_missed(const struct pair *pair, struct err *err)
{
	struct match_line line[MATCH_CRITERIA_MOST];
	int n = match_tell(&pair->facts, &pair->rule, 0, pair->place, line), i = 0;

	while (i < n && !(line[i].by->condition && line[i].is.share == MEASURE_MISSED))
		i++;
	return err_set(err, ST_INVALID, _("A condition that is never broken stands against it: %s. Nothing was changed; where what is "
		"recorded is wrong, correct it first."), i < n ? match_text(line[i].by->label) : "");
}

static enum status read_pair(struct store *store, const struct actor *actor, const struct match_ops *ops,
	struct id application, struct id place, struct pair *out, struct err *err)
{
	struct match_pick pick = { .application = application, .place = place };
	enum status st = match_rule_on(store, ops->what, "", &out->rule, err);

	pick.rule = &out->rule;
	if (st == ST_OK)
		st = match_read(store, actor, ops->what, &pick, &out->facts, err);
	if (st != ST_OK)
		return st;
	while (out->place < out->facts.n_places && !id_same(out->facts.place[out->place].id, place))
		out->place++;
	if (out->place == out->facts.n_places || out->facts.n_candidates == 0)
		return err_set(err, ST_INVALID, _("This cannot be had by whom it is to go to: it is taken, or they do not wait for it any "
			"more. Nothing was changed."));
	match_score(&out->facts, &out->rule, 0, out->place, &out->score);
	return out->score.admissible ? ST_OK : condition_missed(out, err);
}

/* Where they stand by points among all whom the place suits. */
static enum status read_rank(struct store *store, const struct actor *actor, struct pair *pair, struct err *err)
{
	struct match_pick pick = { .place = pair->facts.place[pair->place].id, .rule = &pair->rule };
	struct match_facts facts;
	struct match_rank *rank;
	int n;
	enum status st = match_read(store, actor, pair->facts.ops->what, &pick, &facts, err);

	if (st != ST_OK)
		return st;
	rank = match_rank(&facts, &pair->rule, 0, &n);
	for (int i = 0; i < n && rank[i].score.admissible; i++) {
		pair->rank.of++;
		if (id_same(facts.candidate[rank[i].candidate].application, pair->facts.candidate[0].application))
			pair->rank.rank = i + 1;
	}
	free(rank);
	match_facts_clear(&facts);
	return ST_OK;
}

static struct change_item *put_pair(struct change *change, const struct pair *pair, struct id *proposal)
{
	struct change_item *item = change_create(change, register_kind(pair->facts.ops->proposal), proposal);
	char *dossier = dossier_of_pair(&pair->facts, &pair->rule, 0, pair->place, pair->rank.rank ? &pair->rank : NULL);

	round_put_proposal(item, &pair->facts, 0, pair->place, dossier, pair->score.points);
	change_put(item, kind_field(change_kind_of(item), "state"), "confirmed");
	free(dossier);
	return item;
}

static enum status count_open(struct store *store, const char *proposal, const char *field, struct id of, int64_t *out,
	struct err *err)
{
	char *sql = mem_fmt("SELECT count(*) FROM %s p WHERE p.%s = :of AND p.gone = 0 AND p.state = 'proposed'"
		" AND (p.round IS NULL OR (SELECT r.state FROM round r WHERE r.id = p.round) = 'published')", proposal, field);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":of", of);
	st = stmt_step(stmt, err);
	*out = st == ST_OK ? stmt_get_int(stmt, 0) : 0;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* What the round proposed to them is not theirs any more: they get this. */
static enum status withdraw_others(struct store *store, struct change *change, const struct match_ops *ops,
	struct id application, struct id but, struct err *err)
{
	char *sql = mem_fmt("SELECT id FROM %s WHERE %s = :application AND gone = 0 AND state = 'proposed' AND id IS NOT :but",
		ops->proposal, ops->application);
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":application", application);
	stmt_id(stmt, ":but", but);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct change_item *item = change_update(change, register_kind(ops->proposal), stmt_get_id(stmt, 0), 0);

		change_put(item, kind_field(change_kind_of(item), "state"), "withdrawn");
	}
	return st == ST_DONE ? ST_OK : st;
}

static bool one_at_a_time(const struct match_ops *ops)
{
	return ops->what != MATCH_JOBS;
}

/* ---- decisions ---- */

static enum status put_instead(struct store *store, struct change *change, const struct decision *decision,
	const struct record *record, const struct pair *pair, struct err *err)
{
	const struct match_ops *ops = pair->facts.ops;
	struct change_item *item = put_pair(change, pair, NULL);
	struct id round;

	if (record_get(record, "round") && id_parse(record_get(record, "round"), &round))
		round_put_id(item, "round", round);
	change_put(item, kind_field(decision->kind, "instead"), "yes");
	change_put(item, kind_field(decision->kind, "reason"), decision->reason);
	return one_at_a_time(ops) ? withdraw_others(store, change, ops, pair->facts.candidate[0].application, record->id, err) :
		ST_OK;
}

static enum status decide_now(struct store *store, const struct actor *actor, const struct decision *decision,
	const struct pair *pair, struct id *set, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct record *record = NULL;
	enum status st = read_brief(store, actor, decision->kind, decision->proposal, &record, err);

	if (st == ST_OK)
		st = check_open(record, decision->rev, err);
	if (st == ST_OK)
		st = put_decision(change, decision, record, err);
	if (st == ST_OK && pair)
		st = put_instead(store, change, decision, record, pair, err);
	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	record_free(record);
	change_free(change);
	return st;
}

/* The proposal is read, decided and written in one transaction. */
static enum status decide(struct store *store, const struct actor *actor, const struct decision *decision,
	const struct pair *pair, struct id *set, struct err *err)
{
	enum status st = kind_changed_by(actor, decision->kind) ? store_begin(store, err) :
		err_set(err, ST_DENIED, _("Your role does not include deciding on this. Nothing was changed."));

	if (st != ST_OK)
		return st;
	st = decide_now(store, actor, decision, pair, set, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

enum status propose_confirm(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	int64_t rev, struct id *set, struct err *err)
{
	const struct decision decision = { .kind = kind, .proposal = proposal, .rev = rev, .state = "confirmed" };

	return decide(store, actor, &decision, NULL, set, err);
}

enum status propose_decline(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	int64_t rev, const char *why, const char *reason, struct id *set, struct err *err)
{
	const struct decision decision = { .kind = kind, .proposal = proposal, .rev = rev, .state = "declined", .why = why,
		.reason = reason };

	return decide(store, actor, &decision, NULL, set, err);
}

enum status propose_withdraw(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	int64_t rev, const char *reason, struct id *set, struct err *err)
{
	const struct decision decision = { .kind = kind, .proposal = proposal, .rev = rev, .state = "withdrawn", .reason = reason };

	return decide(store, actor, &decision, NULL, set, err);
}

static enum status place_of(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	const struct match_ops *ops, struct id instead, struct id *out, struct err *err)
{
	struct record *record;
	char text[37];
	/* Opened, not brief: of somebody hidden as well, whose home no list tells. */
	enum status st = read_record(store, actor, kind, proposal, &record, err);

	if (st != ST_OK)
		return st;
	id_text(instead, text);
	st = check_open(record, 0, err);
	if (st == ST_OK && str_same(record_get(record, ops->application), text))
		st = err_set(err, ST_INVALID, _("It is proposed to this person already. Nothing was changed; confirm it instead."));
	else if (st == ST_OK && (!record_get(record, ops->place) || !id_parse(record_get(record, ops->place), out)))
		st = err_set(err, ST_INVALID, _("What was proposed cannot be read by your role. Nothing was changed."));
	record_free(record);
	return st;
}

enum status propose_override(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	int64_t rev, struct id instead, const char *reason, struct id *set, struct err *err)
{
	const struct decision decision = { .kind = kind, .proposal = proposal, .rev = rev, .state = "overridden",
		.reason = str_empty(reason) ? NULL : reason };
	const struct match_ops *ops = match_ops_of_proposal(kind->name);
	struct pair pair = { .place = 0 };
	struct id place;
	enum status st;

	if (id_none(instead))
		return decide(store, actor, &decision, NULL, set, err);
	st = place_of(store, actor, kind, proposal, ops, instead, &place, err);
	if (st == ST_OK)
		st = read_pair(store, actor, ops, instead, place, &pair, err);
	if (st == ST_OK)
		st = read_rank(store, actor, &pair, err);
	if (st == ST_OK)
		st = decide(store, actor, &decision, &pair, set, err);
	pair_clear(&pair);
	return st;
}

enum status propose_lock(struct store *store, const struct actor *actor, const struct kind *kind, struct id proposal,
	bool locked, struct err *err)
{
	struct change *change = change_begin(store, actor);
	enum status st = change_set(change_update(change, kind, proposal, 0), "locked", locked ? "yes" : "no", err);

	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

/* ---- the single offer ---- */

/* What a round has proposed is decided on first. */
static enum status check_free(struct store *store, const struct pair *pair, struct err *err)
{
	const struct match_ops *ops = pair->facts.ops;
	int64_t held = 0, has = 0;
	enum status st = count_open(store, ops->proposal, ops->place, pair->facts.place[pair->place].id, &held, err);

	if (st == ST_OK && one_at_a_time(ops))
		st = count_open(store, ops->proposal, ops->application, pair->facts.candidate[0].application, &has, err);
	if (st == ST_OK && held >= pair->facts.place[pair->place].capacity)
		return err_set(err, ST_INVALID, _("A round has proposed this to somebody, and nobody decided on it yet. Nothing was changed; "
			"decide on that first, or decide otherwise there."));
	if (st == ST_OK && has > 0)
		return err_set(err, ST_INVALID, _("A round has proposed something else to this person, and nobody decided on it yet. Nothing "
			"was changed; decide on that first."));
	return st;
}

/* Of a home the proposal has the day; of a seat the enrolment, which the rules of the kind change in the same set. */
static enum status put_until(struct change *change, const struct pair *pair, struct change_item *item,
	const char *answer_by, struct err *err)
{
	if (pair->facts.ops->what == MATCH_COURSES)
		item = change_update(change, register_kind("enrolment"), pair->facts.candidate[0].application, 0);
	return change_set(item, "answer_by", answer_by, err);
}

/* `answer_by`: canonical, or NULL: of a home or a seat alone. */
static enum status offer(struct store *store, const struct actor *actor, struct pair *pair, const char *answer_by,
	struct id *proposal, struct id *set, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct id made = { { 0 } };
	struct change_item *item = put_pair(change, pair, &made);
	enum status st = answer_by ? put_until(change, pair, item, answer_by, err) : ST_OK;

	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	if (st == ST_OK && proposal)
		*proposal = made;
	return st;
}

static enum status offer_until(struct store *store, const struct actor *actor, const struct match_ops *ops,
	struct id application, struct id place, const char *answer_by, struct id *proposal, struct id *set, struct err *err)
{
	struct pair pair = { .place = 0 };
	enum status st = read_pair(store, actor, ops, application, place, &pair, err);

	if (st == ST_OK)
		st = read_rank(store, actor, &pair, err);
	if (st == ST_OK)
		st = check_free(store, &pair, err);
	if (st == ST_OK)
		st = offer(store, actor, &pair, answer_by, proposal, set, err);
	pair_clear(&pair);
	return st;
}

enum status propose_offer(struct store *store, const struct actor *actor, enum match_what what, struct id application,
	struct id place, struct id *proposal, struct id *set, struct err *err)
{
	return offer_until(store, actor, match_ops(what), application, place, NULL, proposal, set, err);
}

enum status propose_home(struct store *store, const struct actor *actor, struct id need, struct id dwelling,
	struct date answer_by, struct id *proposal, struct id *set, struct err *err)
{
	char day[11];

	date_text(answer_by, day);
	return offer_until(store, actor, match_ops(MATCH_HOMES), need, dwelling, answer_by.year ? day : NULL, proposal, set, err);
}

enum status propose_seat(struct store *store, const struct actor *actor, struct id enrolment, struct id course,
	struct date answer_by, struct id *proposal, struct id *set, struct err *err)
{
	char day[11];

	date_text(answer_by, day);
	return offer_until(store, actor, match_ops(MATCH_COURSES), enrolment, course, answer_by.year ? day : NULL, proposal, set,
		err);
}
