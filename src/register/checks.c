/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the change door holds every record to, whatever its kind: roles, required
 * fields, references to records that live.  Rules of single kinds stand in cases/.
 */
#include <stdio.h>

#include "base/msg.h"
#include "register/changeset.h"
#include "register/moves.h"
#include "register/own.h"
#include "store/sealed.h"

enum status checks_roles(const struct change_item *item, struct err *err)
{
	const struct actor *actor = &item->change->actor;

	if (item->by_rule || item->change->own_past || item->change->by_right)
		return ST_OK;
	if (!kind_changed_by(actor, item->kind))
		/* TRANSLATORS: %s is a kind of record in the plural, like "Dwellings" */
		return err_set(err, ST_DENIED, _("%s: your role may not change these records. Nothing was saved; a"
			" colleague whose role may, or the administrator, can help."), _(item->kind->plural));
	if (store_shares(item->change->store, item->kind->name))
		/* TRANSLATORS: %s is a kind of record in the plural, like "Dwellings" */
		return err_set(err, ST_DENIED, _("%s: these stand in the town's own file. Nothing was saved; leave the sealed"
			" file to change them there."), _(item->kind->plural));
	for (int i = 0; i < item->kind->n_fields; i++) {
		const struct field *field = &item->kind->fields[i];
		if ((item->set[i] & SET_BY_ACTOR) && !field_seen(actor, item->kind, field)) {
			err_field(err, field->name, _("Your role does not include one of these fields. Nothing was"
				" saved."));
			if (err)
				err->status = ST_DENIED;
			return ST_DENIED;
		}
	}
	return ST_OK;
}

/* Nobody can fill what their role does not show. */
static bool must_be_filled(const struct change_item *item, int i)
{
	const struct field *field = &item->kind->fields[i];

	return field->required && (item->set[i] || item->op == ITEM_CREATE)
		&& field_seen(&item->change->actor, item->kind, field);
}

struct ways { const struct field *field; const char *from; struct str list; };

static bool list_way(void *ctx, const char *from, const char *to)
{
	struct ways *ways = ctx;

	if (str_same(from, ways->from))
		str_addf(&ways->list, "%s%s", ways->list.len ? msg_comma() : "",
			choice_label(ways->field, field_choice(ways->field, to)));
	return true;
}

static enum status refuse_move(const struct field *field, const char *from, struct err *err)
{
	struct ways ways = { field, from, STR_INIT };
	const struct choice *now = field_choice(field, from);
	const char *label = now ? choice_label(field, now) : from;

	moves_read(field->moves, list_way, &ways);
	if (ways.list.len)
		/* TRANSLATORS: a field's label, the choice that stands there, and the choices that may follow it */
		err_field(err, field->name, _("%s: from “%s” it can only go on to: %s. Nothing was saved; choose one of these, or"
			" take the change back that led here."), field_label(field), label, str_get(&ways.list));
	else
		/* TRANSLATORS: a field's label, and the choice that stands there */
		err_field(err, field->name, _("%s: “%s” is final. Nothing was saved; add a new entry, or take the change back that"
			" led here."), field_label(field), label);
	str_free(&ways.list);
	return ST_INVALID;
}

/* Where a state is declared to go only some ways. */
static enum status check_move(const struct change_item *item, int i, struct err *err)
{
	const struct field *field = &item->kind->fields[i];

	if (!field->moves || item->op != ITEM_UPDATE || !item->set[i] || item->change->by_right ||
	    moves_allow(field, item->old->value[i], item->value[i]))
		return ST_OK;
	return refuse_move(field, item->old->value[i], err);
}

enum status checks_values(const struct change_item *item, struct err *err)
{
	enum status status = ST_OK;
	struct id id;

	for (int i = 0; status == ST_OK && item->op != ITEM_DELETE && i < item->kind->n_fields; i++) {
		const struct field *field = &item->kind->fields[i];
		if (must_be_filled(item, i) && !item->value[i] && !item->change->by_right)
			/* TRANSLATORS: %s is the label of a field, like "Family name" */
			return err_field(err, field->name, _("“%s” is missing. Nothing was saved; please fill it in."),
				field_label(field));
		if (field->kind == FIELD_REFERENCE && item->value[i] && !id_parse(item->value[i], &id))
			return err_field(err, field->name, _("%s does not name a record. Nothing was saved."),
				field_label(field));
		status = check_move(item, i, err);
		if (status == ST_OK && field->own && (item->set[i] & SET_BY_ACTOR) && item->value[i] &&
		    item->change->mode == CHANGE_SAVE)
			status = own_still_asked(item->change->store, item->kind, field, err);
	}
	return status;
}

static enum status dead_reference(const struct field *field, struct err *err)
{
	return err_field(err, field->name, _("%s: the record meant here does not exist or was taken back. Nothing was"
		" saved; please choose another one."), field_label(field));
}

static enum status check_reference(const struct change_item *item, int i, const char *value, struct err *err)
{
	const struct field *field = &item->kind->fields[i];
	const struct kind *refers = register_kind(field->refers);
	const struct change_item *other;
	struct id id;
	enum status status;

	if (!refers || !id_parse(value, &id))
		return dead_reference(field, err);
	if ((item->set[i] & SET_BY_ACTOR) && !item->by_rule && item->change->mode == CHANGE_SAVE
		&& !kind_seen(&item->change->actor, refers))
		return dead_reference(field, err);
	other = changeset_find(item->change, id);
	if (other && other->kind == refers && other->op == ITEM_CREATE)
		return ST_OK;
	status = row_alive(item->change->store, refers, id, err);
	return status == ST_NOTFOUND ? dead_reference(field, err) : status;
}

/* ST_OK: somebody living refers to the record by this field; a municipality's own fields refer to nothing. */
static enum status referred_by(const struct change_item *item, const struct kind *kind, const struct field *field,
	struct err *err)
{
	char sql[200];
	struct stmt *stmt;
	enum status status;

	snprintf(sql, sizeof sql, "SELECT 1 FROM %s WHERE %s = :id AND gone = 0 LIMIT 1", kind->name, field->name);
	status = store_sql(item->change->store, sql, &stmt, err);
	if (status != ST_OK)
		return status;
	stmt_id(stmt, ":id", item->id);
	status = stmt_step(stmt, err);
	stmt_reset(stmt);
	return status;
}

static enum status check_unreferred(const struct change_item *item, struct err *err)
{
	int n_kinds;
	const struct kind *const *kinds = register_kinds(&n_kinds);

	for (int k = 0; k < n_kinds; k++) {
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			const struct field *field = &kinds[k]->fields[i];
			if (field->kind != FIELD_REFERENCE || !str_same(field->refers, item->kind->name))
				continue;
			enum status status = referred_by(item, kinds[k], field, err);
			if (status == ST_OK)
				/* TRANSLATORS: both are kinds of records: "Person", "Appointments" */
				return err_set(err, ST_INVALID, _("%s: this record cannot be taken back while others"
					" belong to it (%s). Nothing was changed; please take those back first."),
					_(item->kind->label), _(kinds[k]->plural));
			if (status != ST_DONE)
				return status;
		}
	}
	return ST_OK;
}

/* ---- whose records they are ---- */

/* What belongs to a person refers to nothing that belongs to another one, or the erasure, the copy and the sealed file of
 * one would meet the other's. Rows are written by now, so that the file tells how all will stand. */
static const struct field *owner_field(const struct kind *kind)
{
	const struct field *field = kind->person ? kind_field(kind, kind->person) : NULL;

	return field && field->kind == FIELD_REFERENCE && !field->own ? field : NULL;
}

static const char *value_after(const struct change_item *item, const struct field *field)
{
	int i = (int)(field - item->kind->fields);

	return item->set[i] ? item->value[i] : item->old ? item->old->value[i] : NULL;
}

static bool changes_owner(const struct change_item *item, const struct field *owner)
{
	int i = (int)(owner - item->kind->fields);

	return item->op == ITEM_UPDATE && item->set[i] && item->old->value[i] && !str_same(item->value[i], item->old->value[i]);
}

/* ST_OK: a record of this table has the id in this column, and another owner. */
static enum status owned_by_another(struct store *store, const struct kind *kind, const char *column, struct id id,
	struct id owner, struct err *err)
{
	char sql[240];
	struct stmt *stmt;
	enum status status;

	snprintf(sql, sizeof sql, "SELECT 1 FROM %s WHERE %s = :id AND gone = 0 AND %s <> :owner LIMIT 1", kind->name, column,
		kind->person);
	status = store_sql(store, sql, &stmt, err);
	if (status != ST_OK)
		return status;
	stmt_id(stmt, ":id", id);
	stmt_id(stmt, ":owner", owner);
	status = stmt_step(stmt, err);
	stmt_reset(stmt);
	return status;
}

static enum status check_same_owner(const struct change_item *item, const struct field *field, struct id owner,
	struct err *err)
{
	const struct kind *refers = register_kind(field->refers);
	struct id id;
	enum status status;

	if (!refers || !owner_field(refers) || !id_parse(value_after(item, field), &id))
		return ST_OK;
	status = owned_by_another(item->change->store, refers, "id", id, owner, err);
	if (status == ST_OK)
		return err_field(err, field->name, _("%s: this record belongs to another person. Nothing was saved; choose one of the"
			" same person."), field_label(field));
	return status == ST_DONE ? ST_OK : status;
}

static enum status check_those_behind(const struct change_item *item, struct id owner, struct err *err)
{
	int n_kinds;
	const struct kind *const *kinds = register_kinds(&n_kinds);

	for (int k = 0; k < n_kinds; k++)
		for (int i = 0; owner_field(kinds[k]) && i < kinds[k]->n_fields; i++) {
			const struct field *field = &kinds[k]->fields[i];
			enum status status = ST_DONE;
			if (field->kind == FIELD_REFERENCE && str_same(field->refers, item->kind->name))
				status = owned_by_another(item->change->store, kinds[k], field->name, item->id, owner, err);
			if (status == ST_OK)
				/* TRANSLATORS: both are kinds of records: "Clock", "Changes of clocks" */
				return err_field(err, item->kind->person, _("%s: others of the same person belong to this record (%s), so"
					" that it cannot go to another person. Nothing was saved; add a new one there."),
					_(item->kind->label), _(kinds[k]->plural));
			if (status != ST_DONE)
				return status;
		}
	return ST_OK;
}

static enum status check_owner(const struct change_item *item, struct err *err)
{
	const struct field *owner = owner_field(item->kind);
	enum status status = ST_OK;
	struct id person;

	if (!owner || item->change->by_right || !value_after(item, owner) || !id_parse(value_after(item, owner), &person))
		return ST_OK;
	for (int i = 0; status == ST_OK && i < item->kind->n_fields; i++) {
		const struct field *field = &item->kind->fields[i];
		if (field->kind == FIELD_REFERENCE && value_after(item, field) &&
		    (item->op != ITEM_UPDATE || item->set[i] || changes_owner(item, owner)))
			status = check_same_owner(item, field, person, err);
	}
	return status == ST_OK && changes_owner(item, owner) ? check_those_behind(item, person, err) : status;
}

enum status checks_references(const struct change_item *item, struct err *err)
{
	enum status status = ST_OK;

	if (item->op == ITEM_DELETE)
		return check_unreferred(item, err);
	for (int i = 0; status == ST_OK && i < item->kind->n_fields; i++) {
		const char *value = item->set[i] ? item->value[i] : item->old ? item->old->value[i] : NULL;
		if (item->kind->fields[i].kind != FIELD_REFERENCE || !value)
			continue;
		if (item->op == ITEM_UPDATE && (!item->set[i] || str_same(value, item->old->value[i])))
			continue;
		status = check_reference(item, i, value, err);
	}
	return status == ST_OK ? check_owner(item, err) : status;
}
