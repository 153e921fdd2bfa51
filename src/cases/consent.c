/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Consent counts only where refusing has no consequence, for a purpose and for a time.  When it is taken back, what was
 * recorded on it goes in the same change set, with its former values; when its time is over, with what was kept long enough.
 */
#include "base/msg.h"
#include "cases/rules.h"
#include "store/erase.h"

QUERY(contacts_of, "consent.contacts", QUERY_INTERACTIVE, "SELECT id FROM contact WHERE person = :id AND gone = 0");
QUERY(another, "consent.another", QUERY_INTERACTIVE,
	"SELECT count(*) FROM consent a JOIN consent b ON b.person = a.person AND b.covers = a.covers AND b.gone = 0"
	" AND b.withdrawn IS NULL AND b.id <> a.id WHERE a.id = :id");

QUERY(referrals_on, "consent.referrals", QUERY_INTERACTIVE,
	"SELECT id FROM referral WHERE consent = :id AND gone = 0 AND basis = 'consent' AND state IN ('draft', 'sent', 'accepted')");

static bool is_withdrawn_now(const struct change_item *item)
{
	return !change_is_deletion(item) && change_touches(item, "withdrawn") && change_get(item, "withdrawn");
}

static enum status drop_contacts(struct change *change, struct id person, struct err *err)
{
	const struct kind *contact = register_kind("contact");
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &contacts_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		change_delete(change, contact, stmt_get_id(stmt, 0), 0);
	return st == ST_DONE ? ST_OK : st;
}

/* What was sent on the strength of it is taken back with it; that the service is told so is the caseworker's to do. */
static enum status take_referrals_back(struct change *change, struct id consent, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &referrals_on, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", consent);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		rule_put(rule_other(change, "referral", stmt_get_id(stmt, 0)), "state", "withdrawn");
	return st == ST_DONE ? ST_OK : st;
}

static enum status consent_derive(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } }, person = rule_reference(item, "person");
	int64_t others = 0;
	enum status st = ST_OK;

	if (!is_withdrawn_now(item))
		return ST_OK;
	st = take_referrals_back(change, change_id_of(item), err);
	if (st == ST_OK)
		st = rule_count(change, &another, change_id_of(item), none, &others, err);
	if (st != ST_OK || others > 0)
		return st;
	if (rule_is(item, "covers", "gender", NULL))
		rule_put(rule_other(change, "person", person), "gender", NULL);
	return rule_is(item, "covers", "contacts", NULL) ? drop_contacts(change, person, err) : ST_OK;
}

static enum status consent_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	if (!rule_is(item, "free", "yes", NULL))
		return err_field(err, "free", _("Where refusing has a consequence, consent is not free and counts for nothing. Nothing "
			"was saved; record it on another basis, or not at all."));
	if (rule_before(change_get(item, "until"), change_get(item, "given")))
		return err_field(err, "until", _("The consent would end before it was given. Nothing was saved; please look at both "
			"dates."));
	if (rule_before(change_get(item, "withdrawn"), change_get(item, "given")))
		return err_field(err, "withdrawn", _("The consent would be taken back before it was given. Nothing was saved; please "
			"look at both dates."));
	return ST_OK;
}

/* The former values go as well: a consent that was taken back leaves nothing to look up. */
static enum status consent_after(struct change *change, struct change_item *item, struct err *err)
{
	if (!is_withdrawn_now(item) || change_is_merge(change) || !rule_is(item, "covers", "gender", NULL))
		return ST_OK;
	return erase_field_values(change_store(change), rule_reference(item, "person"), "gender", err);
}

const struct kind_ops consent_rules = { consent_derive, consent_check, consent_after };
