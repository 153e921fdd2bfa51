/* SPDX-License-Identifier: EUPL-1.2 */
/* Rounds: whoever may make such proposals may run one; what nobody decided ends with it. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/proposal.h"
#include "cases/rules.h"

/* A restricted file stays as it is. */
#define OPEN(TABLE) "SELECT p.id FROM " TABLE " p WHERE p.round = :id AND p.gone = 0 AND p.state = 'proposed'" \
	" AND (SELECT x.restricted FROM person x WHERE x.id = p.person) IS NULL ORDER BY p.rid"
QUERY(open_homes, "round.open.homes", QUERY_INTERACTIVE, OPEN("home_proposal"));
QUERY(open_jobs, "round.open.jobs", QUERY_INTERACTIVE, OPEN("job_proposal"));
QUERY(open_courses, "round.open.courses", QUERY_INTERACTIVE, OPEN("course_proposal"));
QUERY(open_mentors, "round.open.mentors", QUERY_INTERACTIVE, OPEN("mentor_proposal"));

/* Rounds are few, and of each what is open stands in an index of its own. */
#define UNDECIDED(TABLE) "SELECT count(*) FROM round r INDEXED BY round_by_state CROSS JOIN " TABLE " p ON p.round = r.id" \
	" WHERE r.gone = 0 AND r.state = 'published' AND p.gone = 0 AND p.state = 'proposed'"
QUERY(undecided_homes, "round.undecided.homes", QUERY_INTERACTIVE, UNDECIDED("home_proposal"));
QUERY(undecided_jobs, "round.undecided.jobs", QUERY_INTERACTIVE, UNDECIDED("job_proposal"));
QUERY(undecided_courses, "round.undecided.courses", QUERY_INTERACTIVE, UNDECIDED("course_proposal"));
QUERY(undecided_mentors, "round.undecided.mentors", QUERY_INTERACTIVE, UNDECIDED("mentor_proposal"));

enum status proposals_undecided(struct store *store, const struct actor *actor, int64_t *n, struct err *err)
{
	static const struct { const char *kind; const struct query *query; } of[PROPOSAL_KINDS] = {
		{ "home_proposal", &undecided_homes }, { "job_proposal", &undecided_jobs },
		{ "course_proposal", &undecided_courses }, { "mentor_proposal", &undecided_mentors },
	};
	enum status st = ST_OK;

	*n = 0;
	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(of); i++) {
		struct stmt *stmt;

		if (!kind_changed_by(actor, register_kind(of[i].kind)))
			continue;
		st = store_query(store, of[i].query, &stmt, err);
		if (st != ST_OK || (st = stmt_step(stmt, err)) != ST_OK)
			break;
		*n += stmt_get_int(stmt, 0);
		stmt_reset(stmt);
	}
	return st;
}

static const struct query *open_of(const char *what)
{
	if (str_same(what, "homes"))
		return &open_homes;
	if (str_same(what, "jobs"))
		return &open_jobs;
	return str_same(what, "courses") ? &open_courses : &open_mentors;
}

/* What nobody was told of was never proposed; what they were told of is withdrawn. */
static enum status end_open(struct change *change, struct change_item *item, bool told, struct err *err)
{
	const struct proposal_kind *kind = proposal_kind_of(change_get(item, "what"));
	struct stmt *stmt;
	enum status st = store_query(change_store(change), open_of(change_get(item, "what")), &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", change_id_of(item));
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id id = stmt_get_id(stmt, 0);

		if (change_find(change, id))
			continue;
		if (told)
			rule_put(rule_other(change, kind->name, id), "state", "withdrawn");
		else
			change_delete(change, register_kind(kind->name), id, 0);
	}
	return st == ST_DONE ? ST_OK : st;
}

/* What comes from another file keeps the day on which it was so there. */
static void put_day(struct change_item *item, const char *field)
{
	if (!change_is_new(item) || !change_get(item, field))
		rule_put_today(item, field);
}

static enum status round_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item) || !proposal_kind_of(change_get(item, "what")))
		return ST_OK;
	if (!change_is_new(item) && !change_touches(item, "state"))
		return ST_OK;
	if (rule_is(item, "state", "published", NULL))
		put_day(item, "published");
	if (!rule_is(item, "state", "closed", "cancelled", NULL))
		return ST_OK;
	put_day(item, "closed");
	return end_open(change, item, change_get(item, "published") != NULL, err);
}

static enum status round_check(struct change *change, struct change_item *item, struct err *err)
{
	const struct proposal_kind *kind = proposal_kind_of(change_get(item, "what"));

	(void)change;
	if (!kind || !kind_changed_by(change_actor(change), register_kind(kind->name)))
		return err_set(err, ST_DENIED, _("Your role does not include proposals of this kind. Nothing was saved; please ask a "
			"colleague whose role does."));
	if (change_is_deletion(item))
		return rule_is(item, "state", "published", "closed", NULL) ? err_field(err, "state", _("What people were told of stays. "
			"Nothing was removed; call the round off, or close it.")) : ST_OK;
	if (!change_is_new(item) && change_touches(item, "what"))
		return err_field(err, "what", _("A round stays what it was begun for. Nothing was saved; begin another one."));
	if (rule_is(item, "state", "computed", "published", "closed", NULL) && !change_get(item, "proof"))
		return err_field(err, "state", _("This round was not computed yet. Nothing was saved; “foothold match” computes it, and "
			"so does its board."));
	if (change_touches(item, "state") && rule_is(item, "state", "cancelled", NULL) && change_get(item, "published") &&
		!change_get(item, "reason"))
		return err_field(err, "reason", _("People were told of this round. Nothing was saved; please say why it is called off."));
	return ST_OK;
}

const struct kind_ops round_rules = { round_derive, round_check, NULL };
