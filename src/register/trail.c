/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Walks a record's journal.  An entry holds what was before it; what came after
 * it is what was before the next entry that touches the same field, or what the
 * row holds now.
 */
#include "register/trail.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void entry_copy(struct journal_entry *to, const struct journal_entry *from)
{
	*to = *from;
	to->fields = mem_array(from->n_fields, sizeof *to->fields);
	for (size_t i = 0; i < from->n_fields; i++) {
		to->fields[i].field = mem_str(from->fields[i].field);
		to->fields[i].before = mem_str(from->fields[i].before);
	}
}

static void entry_clear(struct journal_entry *entry)
{
	for (size_t i = 0; i < entry->n_fields; i++) {
		free((char *)entry->fields[i].field);
		free((char *)entry->fields[i].before);
	}
	free(entry->fields);
}

bool trail_keep(void *ctx, const struct journal_entry *entry)
{
	struct trail *trail = ctx;

	if (trail->count == trail->room) {
		trail->room = trail->room ? 2 * trail->room : 8;
		trail->entry = mem_resize(trail->entry, (size_t)trail->room, sizeof *trail->entry);
	}
	entry_copy(&trail->entry[trail->count++], entry);
	return true;
}

struct some { struct trail *trail; int most; };

static bool keep_some(void *ctx, const struct journal_entry *entry)
{
	struct some *some = ctx;

	trail_keep(some->trail, entry);
	return some->most == 0 || some->trail->count < some->most;
}

enum status trail_load(struct store *store, const char *kind, struct id id, int most, struct trail *out,
	struct err *err)
{
	struct some some = { out, most };
	enum status status;

	memset(out, 0, sizeof *out);
	status = journal_of_record(store, kind, id, keep_some, &some, err);
	if (status != ST_OK)
		trail_free(out);
	return status;
}

void trail_free(struct trail *trail)
{
	for (int i = 0; i < trail->count; i++)
		entry_clear(&trail->entry[i]);
	free(trail->entry);
	memset(trail, 0, sizeof *trail);
}

bool trail_existence(const struct journal_entry *entry)
{
	return entry->op != JOURNAL_UPDATE;
}

bool trail_touches(const struct journal_entry *entry, const char *field)
{
	if (entry->op == JOURNAL_CREATE)
		return true;
	for (size_t i = 0; i < entry->n_fields; i++)
		if (str_same(entry->fields[i].field, field))
			return true;
	return false;
}

static void add_change(struct past *past, const struct field *field, const char *before, const char *after)
{
	past->change[past->n_changes++] = (struct past_change){ field, mem_str(before), mem_str(after) };
}

/* Takes one step back in time: `now` holds the values after the entry, and receives those before it. */
static void step_back(struct past *past, const struct kind *kind, const struct journal_entry *entry,
	const char **now)
{
	size_t n = entry->op == JOURNAL_CREATE ? (size_t)kind->n_fields : entry->n_fields;

	past->entry = *entry;
	past->entry.fields = NULL;
	past->entry.n_fields = 0;
	past->change = mem_array(n, sizeof *past->change);
	if (entry->op == JOURNAL_CREATE) {
		for (int i = 0; i < kind->n_fields; i++)
			if (now[i])
				add_change(past, &kind->fields[i], NULL, now[i]);
		return;
	}
	for (size_t i = 0; i < entry->n_fields; i++) {
		const struct field *field = kind_field(kind, entry->fields[i].field);
		if (!field)
			continue;
		const char **value = &now[field_index(kind, field)];
		add_change(past, field, entry->fields[i].before, *value);
		*value = entry->fields[i].before;
	}
}

enum status trail_past(struct store *store, const struct record *record, struct past **out, int *count,
	struct err *err)
{
	const struct kind *kind = record->kind;
	const char **now = mem_array((size_t)kind->n_fields + 1, sizeof *now);
	struct trail trail;
	enum status status = trail_load(store, kind->name, record->id, 0, &trail, err);

	*out = mem_array((size_t)trail.count, sizeof **out);
	*count = trail.count;
	for (int i = 0; i < kind->n_fields; i++)
		now[i] = record->value[i];
	for (int i = 0; i < trail.count; i++)
		step_back(&(*out)[i], kind, &trail.entry[i], now);
	trail_free(&trail);
	free(now);
	return status;
}
