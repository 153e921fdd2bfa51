/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold set: changes to one record, refused whole when one of them is wrong. */
#include <stdlib.h>

#include "base/msg.h"
#include "cases/summons.h"
#include "commands/verbs.h"
#include "register/restrict.h"

static enum status current_revision(struct call *call, const struct kind *kind, struct id id, int64_t *rev,
				    struct err *err)
{
	struct record *record;
	long given;
	enum status st = call_number(call, "rev", -1, &given, err);

	*rev = given;
	if (st != ST_OK || given >= 0)
		return st;
	st = read_brief(call->store, &call->actor, kind, id, &record, err);
	if (st == ST_OK) {
		*rev = record->rev;
		record_free(record);
	}
	return st;
}

/* Said, never done: whoever reads it judges. */
static void offer_warning(struct call *call, const struct kind *kind, struct id id)
{
	struct record *record;
	char *offer;

	if (read_brief(call->store, &call->actor, kind, id, &record, NULL) != ST_OK)
		return;
	offer = summons_offer(call->store, record);
	if (offer)
		note(offer);
	free(offer);
	record_free(record);
}

static enum status save(struct call *call, const struct kind *kind, struct id id, const struct pairs *pairs,
			struct err *err)
{
	struct change *change;
	int64_t rev;
	struct id set;
	enum status st = current_revision(call, kind, id, &rev, err);

	if (st != ST_OK)
		return st;
	change = change_begin(call->store, &call->actor);
	if (call_given(call, "despite-clash"))
		change_insist(change);
	if (call_given(call, "despite"))
		st = change_despite(change, call_option(call, "despite"), err);
	if (st == ST_OK)
		st = pairs_set(call, change_update(change, kind, id, rev), pairs, err);
	if (st == ST_OK)
		st = change_commit(change, &set, NULL, err);
	change_free(change);
	if (st == ST_OK && str_same(kind->name, "summons"))
		offer_warning(call, kind, id);
	return st;
}

enum status verb_set(struct call *call, struct err *err)
{
	const struct kind *kind;
	struct pairs pairs;
	struct id id;
	enum status st = which_record(call, call->argv[0], &kind, &id, err);

	if (st != ST_OK)
		return st;
	st = pairs_read(call, 1, &pairs, err);
	if (st == ST_OK && !pairs.count)
		st = err_set(err, ST_USAGE, _("Nothing to change: give key=value, or lines of it on standard input."));
	if (st == ST_OK)
		st = save(call, kind, id, &pairs, err);
	pairs_clear(&pairs);
	return st;
}
