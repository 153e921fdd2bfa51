/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A file without anything that names its person: free text, numbers to reach them by, languages, countries, the
 * household, colleagues, and what lets one guess more all go; kinds that would keep no state go as a whole.
 */
#include "cases/erase_set.h"
#include "cases/retention.h"
#include "register/change.h"

#define NO_NAME "—"          /* what stands where a name stood, in every language */

static bool stays(const struct field *field)
{
	if (field->sensitive || field->about != ABOUT_PERSON || str_same(field->refers, "household"))
		return false;
	/* A mark that the program sets tells of something that goes: the copy of a paper. */
	if (field->derived && field->kind == FIELD_YES_NO)
		return false;
	switch (field->kind) {
	case FIELD_DATE:
	case FIELD_CHOICE:
	case FIELD_CEFR:
	case FIELD_YES_NO:
	case FIELD_NUMBER:
	case FIELD_MONEY:
	case FIELD_OCCUPATION:
	case FIELD_REFERENCE:
	case FIELD_TERM:
	case FIELD_TIMETABLE:
		return true;
	default:
		return field->phrase;
	}
}

/* What stands in one file alone, and is never counted, goes with its person. */
static bool has_state(const struct kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].no_filter)
			return false;
	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].kind == FIELD_CHOICE || kind->fields[i].kind == FIELD_CEFR)
			return true;
	return false;
}

static void empty_item(struct change *change, const struct erase_item *item, const struct record *record)
{
	struct change_item *to = change_update(change, item->kind, item->id, 0);
	const char *born = record_get(record, "born");

	for (int i = 0; i < item->kind->n_fields; i++)
		if (record->value[i] && !stays(&item->kind->fields[i]))
			change_put(to, &item->kind->fields[i], NULL);
	if (!str_same(item->kind->name, "person"))
		return;
	change_put(to, kind_field(item->kind, "used_name"), NO_NAME);
	if (born) {
		char year[5];

		str_copy(year, sizeof year, born);
		change_put(to, kind_field(item->kind, "born"), year);
	}
}

static enum status empty_all(struct store *store, const struct actor *actor, const struct erase_set *set,
	struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct actor all = { .roles = ROLE_ALL, .quiet = true };    /* nothing is kept from it */
	enum status st = ST_OK;

	change_by_right(change);
	for (int i = 0; i < set->count && st == ST_OK; i++) {
		const struct erase_item *item = &set->item[i];
		struct record *record;

		if (item->gone || str_same(item->kind->name, "household"))
			continue;
		st = read_brief(store, &all, item->kind, item->id, &record, err);
		if (st != ST_OK)
			break;
		if (has_state(item->kind))
			empty_item(change, item, record);
		else
			change_delete(change, item->kind, item->id, 0);
		record_free(record);
	}
	if (st == ST_OK)
		st = change_commit_as(change, id_new(), err);
	change_free(change);
	return st;
}

static bool goes(const struct erase_item *item)
{
	return item->gone || !has_state(item->kind) || str_same(item->kind->name, "household");
}

static enum status wipe_traces(struct store *store, const struct erase_set *set, struct err *err)
{
	struct erase_traces traces = { 0, 0, 0, 0 };
	enum status st = ST_OK;

	for (int i = 0; i < set->count && st == ST_OK; i++) {
		const struct erase_item *item = &set->item[i];

		st = erase_values_of(store, item->id, &traces, err);
		if (st == ST_OK && goes(item))
			st = erase_traces_of(store, item->kind->name, item->id, &traces, err);
		if (st == ST_OK && goes(item))
			st = erase_row(store, item->kind->name, item->id, err);
		if (st == ST_OK && goes(item))
			st = tombstone_put(store, item->kind->name, item->id, err);
	}
	return st;
}

enum status anonymise_person(struct store *store, const struct actor *actor, struct id person, struct err *err)
{
	struct erase_set set;
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	st = erase_gather(store, person, &set, err);
	if (st == ST_OK) {
		st = empty_all(store, actor, &set, err);
		if (st == ST_OK)
			st = wipe_traces(store, &set, err);
		erase_set_clear(&set);
	}
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}
