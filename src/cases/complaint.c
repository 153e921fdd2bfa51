/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Complaints and feedback.  Nothing is passed on against the person's wish; what names
 * a colleague is taken down by somebody who may read it afterwards, and under the name
 * by which the doors know that colleague (register/kept.h).
 */
#include "base/msg.h"
#include "cases/rules.h"
#include "register/kept.h"
#include "store/users.h"

static enum status complaint_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)err;
	if (change_is_deletion(item))
		return ST_OK;
	if (change_touches(item, "passed_on") && change_get(item, "passed_on") && !change_touches(item, "state") &&
	    rule_is(item, "state", "noted", NULL))
		rule_put(item, "state", "passed_on");
	if (change_touches(item, "state") && rule_is(item, "state", "passed_on", NULL))
		rule_put_today(item, "passed_on");
	return ST_OK;
}

/* As the list of users writes it. In a file of one user there is no list to look into. */
static enum status known_colleague(struct change *change, struct change_item *item, struct err *err)
{
	struct user user;
	bool divided = false;
	enum status st = users_divided(change_store(change), &divided, err);

	if (st != ST_OK || !divided)
		return st;
	st = users_by_name(change_store(change), change_get(item, "concerns"), &user, NULL);
	if (st == ST_NOTFOUND)
		return err_field(err, "concerns", _("There is no colleague of this name, so that nothing could be kept from them. "
			"Nothing was saved; write the name as the colleague logs in with."));
	if (st == ST_OK && !str_same(user.name, change_get(item, "concerns")))
		rule_put(item, "concerns", user.name);
	return st;
}

static enum status judge_concerned(struct change *change, struct change_item *item, struct err *err)
{
	const char *concerns = change_get(item, "concerns");

	if (!concerns || !change_touches(item, "concerns"))
		return ST_OK;
	if (kept_named(change_actor(change), change_kind_of(item), concerns))
		return err_field(err, "concerns", _("A complaint about a colleague is taken down by somebody who is neither that "
			"colleague nor a team lead. Nothing was saved; ask another colleague, or go to the ombudsman with the person."));
	return known_colleague(change, item, err);
}

static enum status complaint_check(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "state", "passed_on", "answered", NULL)) {
		if (!rule_is(item, "wished", "yes", NULL))
			return err_field(err, "wished", _("Nothing is passed on unless the person wishes it. Nothing was saved; ask the "
				"person, and note the answer here."));
		if (!change_get(item, "path") || rule_is(item, "path", "none_wished", NULL))
			return err_field(err, "path", _("Please say where it was passed on to. Nothing was saved; choose the place that "
				"the person wished."));
	}
	if (rule_before(change_get(item, "passed_on"), change_get(item, "told")))
		return err_field(err, "passed_on", _("It would have been passed on before the person told it. Nothing was saved; please "
			"look at both dates."));
	return judge_concerned(change, item, err);
}

const struct kind_ops complaint_rules = { complaint_derive, complaint_check, NULL };

static enum status feedback_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "wishes_to_be_asked", "yes", NULL) && !change_get(item, "person"))
		return err_field(err, "person", _("Whoever wishes to be asked again has to be known. Nothing was saved; choose the "
			"person, or leave the wish away."));
	if (!change_get(item, "rating") && !change_get(item, "text"))
		return err_field(err, "text", _("There is neither a rating nor a word in it. Nothing was saved; fill in one of them."));
	return ST_OK;
}

const struct kind_ops feedback_rules = { NULL, feedback_check, NULL };
