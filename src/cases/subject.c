/* SPDX-License-Identifier: EUPL-1.2 */
/* Gathering what a person is given of their own. */
#include "cases/subject.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/erase_set.h"
#include "cases/subject_names.h"
#include "register/look.h"
#include "store/query.h"

#define LOOKS_MOST 100000

QUERY(languages, "subject.languages", QUERY_INTERACTIVE, "SELECT language FROM speaks WHERE person = :id AND gone = 0"
	" ORDER BY rid");

const char *subject_left_words(enum subject_left left)
{
	switch (left) {
	case SUBJECT_COLLEAGUE: return _("left out: the name of a colleague");
	case SUBJECT_OTHERS: return _("left out: it is about another person");
	case SUBJECT_CUT: return _("[…] stands for the names of other people");
	default: return NULL;
	}
}

const char *subject_left_key(enum subject_left left)
{
	static const char *const keys[] = { [SUBJECT_COLLEAGUE] = "colleague", [SUBJECT_OTHERS] = "others",
		[SUBJECT_CUT] = "names_cut" };

	return keys[left];
}

static void value_clear(struct subject_value *value)
{
	free(value->value);
	free(value->shown);
}

void subject_clear(struct subject *subject)
{
	for (int i = 0; i < subject->n_records; i++) {
		for (int j = 0; j < subject->record[i].n_values; j++)
			value_clear(&subject->record[i].value[j]);
		free(subject->record[i].value);
	}
	for (int i = 0; i < subject->n_past; i++)
		value_clear(&subject->past[i].before);
	for (int i = 0; i < subject->n_names; i++)
		free(subject->name[i]);
	free(subject->record);
	free(subject->past);
	free(subject->look);
	free(subject->unseen);
	free(subject->name);
	memset(subject, 0, sizeof *subject);
}

static void add_unseen(struct subject *subject, const struct kind *kind, const struct field *field)
{
	for (int i = 0; i < subject->n_unseen; i++)
		if (subject->unseen[i].kind == kind && subject->unseen[i].field == field)
			return;
	subject->unseen = mem_resize(subject->unseen, (size_t)subject->n_unseen + 1, sizeof *subject->unseen);
	subject->unseen[subject->n_unseen].kind = kind;
	subject->unseen[subject->n_unseen++].field = field;
}

static enum status show_value(struct store *store, const struct actor *actor, const struct field *field,
	const char *value, char **out, struct err *err)
{
	struct str shown = STR_INIT;
	struct id id;
	enum status st = ST_OK;

	if (field->kind != FIELD_REFERENCE)
		field_show(&shown, field, value);
	else if (id_parse(value, &id))
		st = read_title(store, actor, register_kind(field->refers), id, &shown, err);
	*out = mem_str(str_get(&shown));
	str_wipe(&shown);
	return st == ST_NOTFOUND || st == ST_DENIED ? ST_OK : st;
}

static bool is_written(const struct field *field)
{
	return field->kind == FIELD_TEXT || field->kind == FIELD_LONG_TEXT;
}

static void withhold(struct subject_value *value, enum subject_left left)
{
	value->left = left;
	free(value->value);
	free(value->shown);
	value->value = value->shown = NULL;
}

static enum status make_value(struct store *store, const struct actor *actor, const struct subject *subject,
	const struct field *field, const char *canonical, struct subject_value *out, struct err *err)
{
	char *cut;
	enum status st;

	*out = (struct subject_value){ .field = field, .value = mem_str(canonical) };
	st = show_value(store, actor, field, canonical, &out->shown, err);
	if (subject->whole)
		return st;
	if (field->about != ABOUT_PERSON) {
		withhold(out, field->about == ABOUT_COLLEAGUE ? SUBJECT_COLLEAGUE : SUBJECT_OTHERS);
	} else if (is_written(field) && !field->phrase && !field->search && (cut = subject_names_cut(subject, canonical))) {
		withhold(out, SUBJECT_CUT);
		out->value = cut;
		out->shown = mem_str(cut);
	}
	return st;
}

static enum status add_record(struct store *store, const struct actor *actor, const struct record *record,
	struct subject *subject, struct err *err)
{
	const struct kind *kind = record->kind;
	struct subject_record *to;
	enum status st = ST_OK;

	subject->record = mem_resize(subject->record, (size_t)subject->n_records + 1, sizeof *subject->record);
	to = &subject->record[subject->n_records++];
	*to = (struct subject_record){ kind, record->id, mem_array((size_t)kind->n_fields, sizeof *to->value), 0 };
	for (int i = 0; i < kind->n_fields && st == ST_OK; i++) {
		const struct field *field = &kind->fields[i];

		if (!field_seen(actor, kind, field))
			add_unseen(subject, kind, field);
		else if (record->value[i] && !str_same(field->name, kind->person))
			st = make_value(store, actor, subject, field, record->value[i], &to->value[to->n_values++], err);
	}
	return st;
}

/* Values that no longer stand: what was before a change; of a removed record all that it ever had. */
static enum status add_past(struct store *store, const struct actor *actor, const struct erase_item *item,
	struct subject *subject, struct err *err)
{
	const struct kind *kind = item->kind;
	struct past *past = NULL;
	int n = 0;
	enum status st = read_history(store, actor, kind, item->id, &past, &n, err);

	for (int i = 0; i < n && st == ST_OK; i++) {
		for (int j = 0; j < past[i].n_changes && st == ST_OK; j++) {
			const struct past_change *change = &past[i].change[j];
			const char *value = item->gone ? change->after : change->before;
			struct subject_past *to;

			if (!value || str_same(change->field->name, kind->person))
				continue;
			subject->past = mem_resize(subject->past, (size_t)subject->n_past + 1, sizeof *subject->past);
			to = &subject->past[subject->n_past++];
			to->at_ms = past[i].entry.clock >> 16;
			to->kind = kind;
			st = make_value(store, actor, subject, change->field, value, &to->before, err);
		}
	}
	past_free(past, n);
	return st;
}

static enum status add_item(struct store *store, const struct actor *actor, const struct erase_item *item,
	struct subject *subject, struct err *err)
{
	struct record *record;
	enum status st;

	if (!kind_seen(actor, item->kind)) {
		add_unseen(subject, item->kind, NULL);
		return ST_OK;
	}
	/* What was removed shows in the past alone. */
	if (!item->gone) {
		st = read_record(store, actor, item->kind, item->id, &record, err);
		if (st == ST_NOTFOUND && item->kind->kept_from)
			return ST_OK;
		if (st != ST_OK)
			return st;
		st = add_record(store, actor, record, subject, err);
		record_free(record);
		if (st != ST_OK)
			return st;
	}
	st = add_past(store, actor, item, subject, err);
	return st == ST_NOTFOUND && item->kind->kept_from ? ST_OK : st;
}

static enum status add_looks(struct store *store, const struct actor *actor, struct id person, struct subject *subject,
	struct err *err)
{
	struct look_seen *seen = NULL;
	int n = 0;
	enum status st = look_ask(store, actor, person, LOOK_REQUEST, _("the person's own copy"), err);

	if (st == ST_OK)
		st = look_list(store, actor, person, LOOKS_MOST, &seen, &n, err);
	if (st != ST_OK)
		return st;
	subject->look = mem_array((size_t)n, sizeof *subject->look);
	for (int i = 0; i < n; i++) {
		subject->look[i] = (struct subject_look){ seen[i].at_ms, seen[i].roles, "" };
		str_copy(subject->look[i].what, sizeof subject->look[i].what, seen[i].what);
	}
	subject->n_looks = n;
	free(seen);
	return ST_OK;
}

/* What may be kept from whoever makes the copy is always named, whether or not it is there: the line tells nobody of a
 * complaint, and the person that another colleague can add one. */
static void name_what_may_be_kept(struct subject *subject)
{
	int count;
	const struct kind *const *all = register_kinds(&count);

	for (int i = 0; i < count; i++)
		if (all[i]->kept_from)
			add_unseen(subject, all[i], kind_field(all[i], all[i]->kept_from));
}

/* The person, then the rest in the order of the set; a household that others belong to is theirs as well as the
 * person's own. */
static enum status add_items(struct store *store, const struct actor *actor, const struct erase_set *set,
	struct subject *subject, struct err *err)
{
	enum status st = ST_OK;

	for (int own = 1; own >= 0; own--)
		for (int i = 0; i < set->count && st == ST_OK; i++)
			if (id_same(set->item[i].id, set->person) == (own == 1))
				st = add_item(store, actor, &set->item[i], subject, err);
	return st;
}

enum status subject_gather(struct store *store, const struct actor *actor, struct id person, bool whole,
	struct subject *out, struct err *err)
{
	struct erase_set set;
	struct record *record;
	const char *number;
	enum status st = read_record(store, actor, register_kind("person"), person, &record, err);

	*out = (struct subject){ .person = person, .whole = whole };
	if (st != ST_OK)
		return st;
	number = record_get(record, "case_number");
	str_copy(out->case_number, sizeof out->case_number, number ? number : "");
	if (!whole)
		st = subject_names_gather(store, actor, record, out, err);
	record_free(record);
	if (st == ST_OK)
		st = erase_gather(store, person, &set, err);
	if (st == ST_OK) {
		st = add_items(store, actor, &set, out, err);
		erase_set_clear(&set);
	}
	if (st == ST_OK && !whole)
		name_what_may_be_kept(out);
	if (st == ST_OK && !whole)
		st = add_looks(store, actor, person, out, err);
	if (st != ST_OK)
		subject_clear(out);
	return st;
}

static bool has_catalogue(const char *code)
{
	size_t n;
	const char *const *all = msg_languages(&n);

	for (size_t i = 0; i < n; i++)
		if (str_same(all[i], code))
			return true;
	return false;
}

enum status subject_language(struct store *store, const struct actor *actor, struct id person, char out[16],
	struct err *err)
{
	struct record *record;
	struct stmt *stmt;
	const char *interpreter;
	enum status st = read_brief(store, actor, register_kind("person"), person, &record, err);

	*out = '\0';
	if (st != ST_OK)
		return st;
	interpreter = record_get(record, "interpreter");
	if (interpreter && has_catalogue(interpreter))
		str_copy(out, 16, interpreter);
	record_free(record);
	st = store_query(store, &languages, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	while (!*out && (st = stmt_step(stmt, err)) == ST_OK)
		if (stmt_get_text(stmt, 0) && has_catalogue(stmt_get_text(stmt, 0)))
			str_copy(out, 16, stmt_get_text(stmt, 0));
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}
