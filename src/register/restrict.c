/* SPDX-License-Identifier: EUPL-1.2 */
/* Restriction stands in two fields of the person, so that history, lists and exports show it like any other. */
#include "register/restrict.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/changeset.h"
#include "store/acts.h"

QUERY(is_restricted, "restrict.stands", QUERY_INTERACTIVE,
	"SELECT 1 FROM person WHERE id = :id AND restricted IS NOT NULL");

enum status restrict_stands(struct store *store, struct id person, bool *stands, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &is_restricted, &stmt, err);

	*stands = false;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	st = stmt_step(stmt, err);
	*stands = st == ST_OK;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status change_despite(struct change *change, const char *exception, struct err *err)
{
	static const char *const known[] = { "consent", "claim", "protection", "public-interest" };

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (str_same(known[i], exception)) {
			change->despite = known[i];
			return ST_OK;
		}
	}
	return err_set(err, ST_INVALID, _("The law knows these exceptions from a restriction: consent, claim, protection, "
		"public-interest."));
}

static enum status note_act(struct store *store, const struct actor *actor, struct id person, const char *key,
	const char *value, struct err *err)
{
	struct act_by by = actor_by(actor);
	char detail[80];

	snprintf(detail, sizeof detail, "{\"%s\":\"%s\"}", key, value);
	return act_note(store, &by, "restrict", person, detail, err);
}

static enum status refuse(struct err *err)
{
	return err_set(err, ST_DENIED, _("This file is restricted: the person objects, and it stays as it is until that is settled. "
		"Nothing was saved. Casework can lift the restriction, or name an exception with “foothold set --despite”."));
}

enum status restrict_refuses(struct store *store, struct id person, struct err *err)
{
	bool stands;
	enum status st = restrict_stands(store, person, &stands, err);

	return st == ST_OK && stands ? refuse(err) : st;
}

static enum status judge_person(const struct change_item *item, const char *text, struct err *err)
{
	struct change *change = item->change;
	const struct change_item *person;
	bool stands;
	struct id id;
	enum status st;

	if (!text || !id_parse(text, &id))
		return ST_OK;
	person = changeset_find(change, id);
	if (person && person->op == ITEM_CREATE)
		return ST_OK;
	st = restrict_stands(change->store, id, &stands, err);
	if (st != ST_OK || !stands)
		return st;
	if (change->despite)
		return !change->trying ?
			note_act(change->store, &change->actor, id, "despite", change->despite, err) : ST_OK;
	return refuse(err);
}

/* Whose file it is, or which colleague comes, says nothing of the person: that may change. */
static bool only_colleagues(const struct change_item *item)
{
	if (item->op != ITEM_UPDATE)
		return false;
	for (int i = 0; i < item->kind->n_fields; i++)
		if ((item->set[i] & SET_BY_ACTOR) && item->kind->fields[i].about != ABOUT_COLLEAGUE &&
		    !str_same(item->value[i], item->old->value[i]))
			return false;
	return true;
}

/* A record that goes from one person to another touches both files. */
enum status restrict_judge(const struct change_item *item, struct err *err)
{
	const struct kind *kind = item->kind;
	const char *before, *after;
	char own[37];
	enum status st;

	/* What an authority asks for is recorded, and what the person was given to read; that the file goes to another
	 * colleague is between the two. */
	if (item->by_rule || item->change->by_right || str_same(kind->name, "request") || str_same(kind->name, "handout") ||
	    str_same(kind->name, "handover") || only_colleagues(item))
		return ST_OK;
	if (str_same(kind->name, "person")) {
		id_text(item->id, own);
		return item->op == ITEM_CREATE ? ST_OK : judge_person(item, own, err);
	}
	if (!kind->person)
		return ST_OK;
	before = change_before(item, kind->person);
	after = change_get(item, kind->person);
	st = judge_person(item, before, err);
	return st == ST_OK && !str_same(before, after) ? judge_person(item, after, err) : st;
}

static enum status casework_only(const struct actor *actor, struct err *err)
{
	if (actor->roles & ROLE_CASEWORK)
		return ST_OK;
	return err_set(err, ST_DENIED, _("Only casework restricts a file or lifts a restriction. Nothing was changed."));
}

/* Sets or empties both fields, in one change set with its act. */
static enum status write_both(struct store *store, const struct actor *actor, struct id person, const char *since,
	const char *why, struct err *err)
{
	const struct kind *kind = register_kind("person");
	struct change *change = change_begin(store, actor);
	struct change_item *item = change_update(change, kind, person, 0);
	enum status st = store_begin(store, err);

	change_by_right(change);
	change_put(item, kind_field(kind, "restricted"), since);
	change_put(item, kind_field(kind, "restricted_why"), why);
	if (st == ST_OK) {
		st = change_commit(change, NULL, NULL, err);
		if (st == ST_OK)
			st = note_act(store, actor, person, since ? "why" : "lifted", since ? why : "told", err);
		if (st == ST_OK)
			st = store_commit(store, err);
		else
			store_rollback(store);
	}
	change_free(change);
	return st;
}

enum status restrict_put(struct store *store, const struct actor *actor, struct id person, const char *why,
	struct err *err)
{
	const struct field *field = kind_field(register_kind("person"), "restricted_why");
	char today[11];
	bool stands;
	enum status st = casework_only(actor, err);

	if (st == ST_OK && !field_choice(field, why))
		st = err_set(err, ST_INVALID, _("A restriction needs its reason: contested, unlawful, claim or objection. Nothing was "
			"changed."));
	if (st == ST_OK)
		st = restrict_stands(store, person, &stands, err);
	if (st != ST_OK)
		return st;
	if (stands)
		return err_set(err, ST_INVALID, _("This file is restricted already. Nothing was changed."));
	date_text(clock_today(), today);
	return write_both(store, actor, person, today, why, err);
}

enum status restrict_lift(struct store *store, const struct actor *actor, struct id person, bool told, struct err *err)
{
	bool stands;
	enum status st = casework_only(actor, err);

	if (st == ST_OK)
		st = restrict_stands(store, person, &stands, err);
	if (st != ST_OK)
		return st;
	if (!stands)
		return err_set(err, ST_INVALID, _("This file is not restricted. Nothing was changed."));
	if (!told)
		return err_set(err, ST_INVALID, _("Before a restriction is lifted the person must be told (GDPR Art. 18(3)). Nothing was "
			"changed; tell them first, and say so with --told."));
	return write_both(store, actor, person, NULL, NULL, err);
}
