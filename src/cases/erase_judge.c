/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether a file may be erased (GDPR Art. 17(3), Art. 18): not while work goes on that the law asks for, not while the
 * person needs the data for a claim, not while an authority's request waits for its answer.
 */
#include "base/msg.h"
#include "cases/erase.h"
#include "store/query.h"

QUERY(state_of, "erase.state", QUERY_INTERACTIVE,
	"SELECT restricted_why, left,"
	" EXISTS(SELECT 1 FROM request r WHERE r.person = p.id AND r.gone = 0 AND r.state = 'open'),"
	" EXISTS(SELECT 1 FROM plan q WHERE q.person = p.id AND q.gone = 0 AND q.state = 'active'),"
	" EXISTS(SELECT 1 FROM placement t WHERE t.person = p.id AND t.gone = 0 AND t.state IN ('offered', 'accepted'))"
	" FROM person p WHERE p.id = :id");

struct state { bool contested, left, asked_for, in_plan, in_placement; };

static enum status read_state(struct store *store, struct id person, struct state *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &state_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	st = stmt_step(stmt, err);
	if (st == ST_DONE)
		return err_set(err, ST_NOTFOUND, _("There is no such person in the file. Nothing was changed."));
	if (st != ST_OK)
		return st;
	*out = (struct state){ !stmt_is_null(stmt, 0), !stmt_is_null(stmt, 1), stmt_get_int(stmt, 2) != 0,
		stmt_get_int(stmt, 3) != 0, stmt_get_int(stmt, 4) != 0 };
	stmt_reset(stmt);
	return ST_OK;
}

enum status erase_judge(struct store *store, const struct actor *actor, struct id person, enum erase_ground ground,
	struct err *err)
{
	struct state is = { false, false, false, false, false };
	enum status st;

	if (!(actor->roles & ROLE_CASEWORK))
		return err_set(err, ST_DENIED, _("Only casework erases a person's file. Nothing was changed; a colleague of casework "
			"can help."));
	st = read_state(store, person, &is, err);
	if (st != ST_OK)
		return st;
	if (is.contested)
		return err_set(err, ST_DENIED, _("Not erased: the file is restricted, because the person contests it or needs it for a "
			"claim. Nothing was changed; settle that first and lift the restriction."));
	if (is.asked_for)
		return err_set(err, ST_DENIED, _("Not erased: a request of an authority about this person waits for its decision. "
			"Nothing was changed; decide that request first."));
	if (ground == ERASE_REQUEST && !is.left && (is.in_plan || is.in_placement))
		return err_set(err, ST_DENIED, _("Not erased: the municipality still works for this person by law (a plan or the offer "
			"of a home is under way), so Art. 17(3)(b) GDPR lets it keep the file. Nothing was changed. Stop the plan or "
			"enter “left on” first, or name another ground."));
	return ST_OK;
}
