/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Gathering a change set in memory.  Nothing here touches the file, so that a set
 * survives a refused or failed commit and can be mended and committed again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/changeset.h"

#define RULES_MAX 128

static struct { const char *kind; const struct kind_ops *ops; } rules[RULES_MAX];
static int n_rules;

void kind_rules(const char *kind, const struct kind_ops *ops)
{
	for (int i = 0; i < n_rules; i++) {
		if (str_same(rules[i].kind, kind)) {
			rules[i].ops = ops;
			return;
		}
	}
	if (n_rules == RULES_MAX)
		BUG("more rules than kinds");
	rules[n_rules].kind = kind;
	rules[n_rules++].ops = ops;
}

const struct kind_ops *changeset_rules(const struct kind *kind)
{
	for (int i = 0; i < n_rules; i++)
		if (str_same(rules[i].kind, kind->name))
			return rules[i].ops;
	return NULL;
}

#define HOOKS_MAX 8
static change_settle_fn *settle_every[HOOKS_MAX];
static change_after_fn *after_every[HOOKS_MAX];
static int n_settle, n_after;

void change_settle_every(change_settle_fn *fn)
{
	for (int i = 0; i < n_settle; i++)
		if (settle_every[i] == fn)
			return;
	if (n_settle == HOOKS_MAX)
		BUG("more rules for whole change sets than expected");
	settle_every[n_settle++] = fn;
}

void change_after_every(change_after_fn *fn)
{
	for (int i = 0; i < n_after; i++)
		if (after_every[i] == fn)
			return;
	if (n_after == HOOKS_MAX)
		BUG("more rules for all kinds than expected");
	after_every[n_after++] = fn;
}

enum status changeset_settle(struct change *change, struct err *err)
{
	enum status status = ST_OK;

	for (int i = 0; status == ST_OK && i < n_settle; i++)
		status = settle_every[i](change, err);
	return status;
}

enum status changeset_after(struct change_item *item, struct err *err)
{
	enum status status = ST_OK;

	for (int i = 0; status == ST_OK && i < n_after; i++)
		status = after_every[i](item->change, item, err);
	return status;
}

struct change *change_begin(struct store *store, const struct actor *actor)
{
	struct change *change = mem_alloc(sizeof *change);

	change->store = store;
	change->actor = *actor;
	change->pen.store = store;
	return change;
}

static void item_free(struct change_item *item)
{
	for (int i = 0; i < item->kind->n_fields; i++)
		free(item->value[i]);
	record_free(item->old);
	free(item);
}

void change_free(struct change *change)
{
	if (!change)
		return;
	for (int i = 0; i < change->count; i++)
		item_free(change->item[i]);
	changeset_forget_references(change);
	free(change->item);
	free(change->slot);
	free(change);
}

/* The last bytes of a UUIDv7 are random. */
static struct change_item **slot_of(const struct change *change, struct id id)
{
	uint32_t n;

	memcpy(&n, id.b + 12, sizeof n);
	return &change->slot[n & (uint32_t)(change->slots - 1)];
}

static void enter(struct change *change, struct change_item *item)
{
	struct change_item **slot = slot_of(change, item->id);

	item->same_slot = *slot;
	*slot = item;
}

static void rebuild_slots(struct change *change, int slots)
{
	free(change->slot);
	change->slots = slots;
	change->slot = mem_array((size_t)slots, sizeof *change->slot);
	for (int i = 0; i < change->count; i++)
		enter(change, change->item[i]);
}

struct change_item *changeset_find(const struct change *change, struct id id)
{
	struct change_item *item = change->slots ? *slot_of(change, id) : NULL;

	while (item && !id_same(item->id, id))
		item = item->same_slot;
	return item;
}

/* Item, values and flags in one piece. */
struct change_item *changeset_add(struct change *change, const struct kind *kind, struct id id, enum item_op op,
	int64_t rev)
{
	size_t n = (size_t)kind->n_fields;
	struct change_item *item = mem_alloc(sizeof *item + n * (sizeof *item->value + sizeof *item->set));

	item->change = change;
	item->kind = kind;
	item->id = id;
	item->op = op;
	item->rev = rev;
	item->by_rule = change->in_rules;
	item->value = (char **)(item + 1);
	item->set = (unsigned char *)(item->value + n);
	if (change->count == change->room) {
		change->room = change->room ? 2 * change->room : 8;
		change->item = mem_resize(change->item, (size_t)change->room, sizeof *change->item);
		rebuild_slots(change, 2 * change->room);
	}
	change->item[change->count++] = item;
	enter(change, item);
	return item;
}

struct change_item *change_create(struct change *change, const struct kind *kind, struct id *id)
{
	struct id chosen = id && !id_none(*id) ? *id : id_new();

	if (id)
		*id = chosen;
	return changeset_add(change, kind, chosen, ITEM_CREATE, 0);
}

struct change_item *change_update(struct change *change, const struct kind *kind, struct id id, int64_t rev)
{
	struct change_item *item = changeset_find(change, id);

	return item ? item : changeset_add(change, kind, id, ITEM_UPDATE, rev);
}

struct change_item *change_delete(struct change *change, const struct kind *kind, struct id id, int64_t rev)
{
	struct change_item *item = change_update(change, kind, id, rev);

	item->op = ITEM_DELETE;
	return item;
}

void changeset_forget_rules(struct change *change, int count)
{
	while (change->count > count)
		item_free(change->item[--change->count]);
	for (int i = 0; i < count; i++) {
		struct change_item *item = change->item[i];
		record_free(item->old);
		item->old = NULL;
		for (int f = 0; f < item->kind->n_fields; f++) {
			if (item->set[f] == SET_BY_RULE) {
				free(item->value[f]);
				item->value[f] = NULL;
			}
			item->set[f] &= SET_BY_ACTOR;
		}
	}
	if (change->slots)
		rebuild_slots(change, change->slots);
	changeset_forget_references(change);
	for (int i = 0; i < count; i++)
		changeset_refers(change->item[i]);
}

static int index_of(const struct change_item *item, const char *name)
{
	const struct field *field = kind_field(item->kind, name);

	return field ? field_index(item->kind, field) : -1;
}

static void put(struct change_item *item, int i, char *value)
{
	free(item->value[i]);
	item->value[i] = value;
	item->set[i] |= item->change->in_rules ? SET_BY_RULE : SET_BY_ACTOR;
	if (item->kind->fields[i].kind == FIELD_REFERENCE)
		changeset_refers_to(item, value);
}

void change_put(struct change_item *item, const struct field *field, const char *canonical)
{
	put(item, field_index(item->kind, field), str_empty(canonical) ? NULL : mem_str(canonical));
}

/* A record is named by its UUID, or by what people call it. */
static enum status check_reference(struct change_item *item, const struct field *field, const char *input,
	char **canonical, struct err *err)
{
	const struct kind *refers = register_kind(field->refers);
	struct id id;
	char text[37];
	enum status status;

	*canonical = NULL;
	if (str_empty(input))
		return ST_OK;
	if (!refers)
		return err_field(err, field->name, _("This field refers to a kind of record that does not exist."));
	if (!id_parse(input, &id)) {
		status = read_resolve(item->change->store, &item->change->actor, refers, input, &id, err);
		if (status != ST_OK) {
			if (err)
				str_copy(err->field, sizeof err->field, field->name);
			return status == ST_NOTFOUND ? ST_INVALID : status;
		}
	}
	id_text(id, text);
	*canonical = mem_str(text);
	return ST_OK;
}

enum status change_set(struct change_item *item, const char *name, const char *input, struct err *err)
{
	const struct field *field = kind_field(item->kind, name);
	char *canonical = NULL;
	enum status status;

	if (!field || !field_seen(&item->change->actor, item->kind, field))
		return err_field(err, name, _("%s has no field of this name, or your role does not include it."),
			_(item->kind->label));
	if (field->derived)
		return err_field(err, name, _("%s is set by the program and cannot be typed."), field_label(field));
	if (field->kind == FIELD_REFERENCE)
		status = check_reference(item, field, input, &canonical, err);
	else
		status = field_check(field, input, &canonical, err);
	if (status == ST_OK)
		put(item, field_index(item->kind, field), canonical);
	return status;
}

void change_leave(struct change_item *item, const char *name)
{
	int i = index_of(item, name);

	if (i < 0)
		return;
	free(item->value[i]);
	item->value[i] = NULL;
	item->set[i] = 0;
}

void change_seen(struct change_item *item, int64_t rev)
{
	item->rev = rev;
}

const char *change_get(const struct change_item *item, const char *name)
{
	int i = index_of(item, name);

	if (i < 0)
		return NULL;
	if (item->set[i])
		return item->value[i];
	return item->old ? item->old->value[i] : NULL;
}

struct change_item *change_find(const struct change *change, struct id id)
{
	return changeset_find(change, id);
}

const struct change_item *change_nth(const struct change *change, int n)
{
	return n < change->count ? change->item[n] : NULL;
}

bool change_is_merge(const struct change *change)
{
	return change->mode == CHANGE_MERGE;
}

const char *change_before(const struct change_item *item, const char *name)
{
	int i = index_of(item, name);

	return i >= 0 && item->old ? item->old->value[i] : NULL;
}

bool change_touches(const struct change_item *item, const char *name)
{
	int i = index_of(item, name);

	return i >= 0 && item->set[i] && !(item->old && str_same(item->value[i], item->old->value[i]));
}

struct id change_id_of(const struct change_item *item)
{
	return item->id;
}

int64_t change_rid_of(const struct change_item *item)
{
	return item->rid;
}

const struct kind *change_kind_of(const struct change_item *item)
{
	return item->kind;
}

bool change_is_new(const struct change_item *item)
{
	return item->op == ITEM_CREATE;
}

bool change_is_deletion(const struct change_item *item)
{
	return item->op == ITEM_DELETE;
}

bool change_is_update(const struct change_item *item)
{
	return item->op == ITEM_UPDATE;
}

void change_by_right(struct change *change)
{
	change->by_right = true;
}

void change_insist(struct change *change)
{
	change->quiet = true;
}

bool change_warns(const struct change *change)
{
	return change->mode == CHANGE_SAVE && !change->quiet && !change->by_right && !change->trying;
}

bool change_is_try(const struct change *change)
{
	return change->trying;
}

struct store *change_store(struct change *change)
{
	return change->store;
}

const struct actor *change_actor(struct change *change)
{
	return &change->actor;
}
