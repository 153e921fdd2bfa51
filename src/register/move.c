/* SPDX-License-Identifier: EUPL-1.2 */
/* Moving files between stores: entries of the journal with their values, given new ids, merged in the new place. */
#include "register/move.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "register/row.h"
#include "register/trail.h"

static void note_id(struct move *move, struct id id)
{
	move->was = mem_resize(move->was, (size_t)move->ids + 1, sizeof(*move->was));
	move->is = mem_resize(move->is, (size_t)move->ids + 1, sizeof(*move->is));
	move->was[move->ids] = id;
	move->is[move->ids++] = id;
}

static bool has_id(const struct move *move, struct id id)
{
	for (int i = 0; i < move->ids; i++)
		if (id_same(move->was[i], id))
			return true;
	return false;
}

static void take_entry(struct move *move, struct past *past)
{
	struct merge_entry *to;

	move->entry = mem_resize(move->entry, (size_t)move->count + 1, sizeof(*move->entry));
	to = &move->entry[move->count++];
	memset(to, 0, sizeof(*to));
	to->entry = past->entry;
	to->value = mem_array((size_t)past->n_changes, sizeof(*to->value));
	to->n_values = past->n_changes;
	for (int i = 0; i < past->n_changes; i++)
		to->value[i] = (struct merge_value){ mem_str(past->change[i].field->name), mem_str(past->change[i].after) };
}

/* One record with all of its past; its own household or parent is the caller's to think of. */
static enum status collect_record(struct move *move, struct store *from, const struct kind *kind, struct id id,
	struct record **out, struct err *err)
{
	struct past *past = NULL;
	int n = 0;
	enum status st;

	*out = NULL;
	if (has_id(move, id))
		return ST_OK;
	st = row_load(from, kind, id, out, err);
	if (st == ST_NOTFOUND)
		return read_missing(kind, err);
	if (st == ST_OK)
		st = trail_past(from, *out, &past, &n, err);
	for (int i = 0; st == ST_OK && i < n; i++)
		take_entry(move, &past[i]);
	past_free(past, n);
	if (st == ST_OK)
		note_id(move, id);
	return st;
}

/* Ids first: a statement is not to be stepped while others read. */
static enum status ids_under(struct store *from, const struct kind *kind, struct id person, struct id **out, int *count,
	struct err *err)
{
	char *sql = mem_fmt("SELECT id FROM \"%s\" WHERE \"%s\" = :person AND gone = 0 UNION ALL"
		" SELECT id FROM \"%s\" WHERE \"%s\" = :person AND gone = 1", kind->name, kind->person, kind->name,
		kind->person);
	struct stmt *stmt;
	enum status st = store_sql(from, sql, &stmt, err);

	free(sql);
	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":person", person);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		(*out)[(*count)++] = stmt_get_id(stmt, 0);
	}
	return st == ST_DONE ? ST_OK : st;
}

/* The households that a person lives in, or lived in once. */
static enum status collect_household(struct move *move, struct store *from, const struct record *of, struct err *err)
{
	const char *text = record_get(of, "household");
	struct record *record = NULL;
	struct id id;
	enum status st = ST_OK;

	if (text && id_parse(text, &id))
		st = collect_record(move, from, register_kind("household"), id, &record, err);
	record_free(record);
	return st;
}

static enum status collect_under(struct move *move, struct store *from, const struct kind *kind, struct id person,
	struct err *err)
{
	struct record *record;
	struct id *id;
	int n;
	enum status st = ids_under(from, kind, person, &id, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++) {
		st = collect_record(move, from, kind, id[i], &record, err);
		if (st == ST_OK && record)
			st = collect_household(move, from, record, err);
		record_free(record);
	}
	free(id);
	return st;
}

static enum status collect_person(struct move *move, struct store *from, struct id person, struct err *err)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	struct record *record;
	enum status st = collect_record(move, from, register_kind("person"), person, &record, err);

	if (st == ST_OK && record)
		st = collect_household(move, from, record, err);
	record_free(record);
	for (int i = 0; st == ST_OK && i < n; i++)
		if (kinds[i]->person)
			st = collect_under(move, from, kinds[i], person, err);
	return st;
}

static int by_seq(const void *a, const void *b)
{
	const struct merge_entry *x = a, *y = b;

	return x->entry.seq < y->entry.seq ? -1 : x->entry.seq > y->entry.seq;
}

enum status move_collect(struct store *from, const struct id *people, int n, struct move *out, struct err *err)
{
	enum status st = ST_OK;

	memset(out, 0, sizeof(*out));
	for (int i = 0; st == ST_OK && i < n; i++)
		st = collect_person(out, from, people[i], err);
	if (st != ST_OK) {
		move_clear(out);
		return st;
	}
	if (out->count)
		qsort(out->entry, (size_t)out->count, sizeof(*out->entry), by_seq);
	return ST_OK;
}

QUERY(all_people, "move.people", QUERY_BATCH, "SELECT id FROM person");

enum status move_collect_all(struct store *from, struct move *out, struct err *err)
{
	struct id *people = NULL;
	struct stmt *stmt;
	int n = 0;
	enum status st = store_query(from, &all_people, &stmt, err);

	memset(out, 0, sizeof(*out));
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		people = mem_resize(people, (size_t)n + 1, sizeof(*people));
		people[n++] = stmt_get_id(stmt, 0);
	}
	if (st == ST_DONE)
		st = move_collect(from, people, n, out, err);
	free(people);
	return st;
}

struct id move_id(const struct move *move, struct id was)
{
	for (int i = 0; i < move->ids; i++)
		if (id_same(move->was[i], was))
			return move->is[i];
	return was;
}

/* References lead to where the records are now. */
static void lead(const struct move *move, struct merge_entry *entry)
{
	const struct kind *kind = register_kind(entry->entry.kind);

	entry->entry.id = move_id(move, entry->entry.id);
	entry->entry.change = move_id(move, entry->entry.change);
	entry->entry.undoes = move_id(move, entry->entry.undoes);
	for (int i = 0; kind && i < entry->n_values; i++) {
		const struct field *field = kind_field(kind, entry->value[i].field);
		char text[37];
		struct id id;

		if (!field || field->kind != FIELD_REFERENCE || !id_parse(entry->value[i].after ? entry->value[i].after : "", &id))
			continue;
		id_text(move_id(move, id), text);
		free((char *)(uintptr_t)entry->value[i].after);
		entry->value[i].after = mem_str(text);
	}
}

static void lead_all(struct move *move)
{
	for (int i = 0; i < move->count; i++)
		lead(move, &move->entry[i]);
}

/* Change sets get other ids as well: one of the old place that has the same would be undone with it. */
static void note_sets(struct move *move)
{
	for (int i = 0; i < move->count; i++)
		if (!has_id(move, move->entry[i].entry.change))
			note_id(move, move->entry[i].entry.change);
}

void move_renew(struct move *move)
{
	note_sets(move);
	for (int i = 0; i < move->ids; i++)
		move->is[i] = id_new();
	lead_all(move);
}

static bool is_of_household(const struct merge_entry *entry)
{
	return str_same(entry->entry.kind, "household") || str_same(entry->entry.kind, "membership");
}

/* The person's own record, the household, and that the person lived there. */
static void leave_out(struct move *move, struct id id)
{
	int kept = 0;

	for (int i = 0; i < move->count; i++) {
		struct merge_entry entry = move->entry[i];

		if (!id_same(entry.entry.id, id) && !is_of_household(&entry)) {
			move->entry[kept++] = entry;
			continue;
		}
		for (int j = 0; j < entry.n_values; j++) {
			free((char *)(uintptr_t)entry.value[j].field);
			free((char *)(uintptr_t)entry.value[j].after);
		}
		free(entry.value);
	}
	move->count = kept;
}

void move_under(struct move *move, struct id person, struct id as)
{
	leave_out(move, person);
	note_sets(move);
	for (int i = 0; i < move->ids; i++)
		move->is[i] = id_same(move->was[i], person) ? as : id_new();
	lead_all(move);
}

enum status move_put(struct store *to, const struct actor *actor, const struct move *move, struct err *err)
{
	struct actor mover = *actor;
	int applied;

	/* Nothing is read or written by this that the move itself is not allowed to: who may move is the caller's matter. */
	mover.roles = ROLE_ALL;
	return merge_apply(to, &mover, move->entry, move->count, &applied, err);
}

void move_clear(struct move *move)
{
	merge_free(move->entry, move->count);
	free(move->was);
	free(move->is);
	memset(move, 0, sizeof(*move));
}
