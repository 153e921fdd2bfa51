/* SPDX-License-Identifier: EUPL-1.2 */
/* Finds the field of every column: as the map says, else by name and label, past the gate. */
#include "exchange/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "register/door.h"
#include "register/read.h"

/* One entry of a map in words. */
struct entry {
	struct str key, value;
	bool quoted;            /* the key stood in quotes */
	bool constant;          /* := */
	bool all;               /* "*" */
};

/* A field by its folded name, and by its folded label in every language. */
struct label { char *folded; const struct field *field; };
struct labels { struct label *label; int count, room; };

struct making {
	const struct kind *kind;
	const struct actor *actor;
	struct mapping *mapping;
	struct labels labels;   /* filled at the first head that is no field's name */
	bool *named;            /* by the map, one a column */
};

static char *folded(const char *s)
{
	struct str tidy = STR_INIT, out = STR_INIT;

	text_tidy(&tidy, s, false);
	text_fold(&out, str_get(&tidy));
	str_free(&tidy);
	str_get(&out);
	return str_take(&out);
}

static void add_label(struct labels *labels, const char *label, const struct field *field)
{
	if (labels->count == labels->room) {
		labels->room = labels->room ? labels->room * 2 : 128;
		labels->label = mem_resize(labels->label, (size_t)labels->room, sizeof(*labels->label));
	}
	labels->label[labels->count++] = (struct label){ folded(label), field };
}

/* Goes through the program's languages once and comes back to the one chosen. */
static void gather_labels(struct making *making)
{
	char *chosen = mem_str(msg_language());
	size_t count = 0;
	const char *const *language = msg_languages(&count);

	for (size_t l = 0; l < count; l++) {
		msg_set_language(language[l]);
		for (int i = 0; i < making->kind->n_fields; i++)
			add_label(&making->labels, field_label(&making->kind->fields[i]),
				  &making->kind->fields[i]);
	}
	msg_set_language(chosen);
	free(chosen);
}

static const struct field *field_by_label(struct making *making, const char *head)
{
	char *want = folded(head);
	const struct field *found = NULL;

	if (making->labels.count == 0)
		gather_labels(making);
	for (int i = 0; i < making->labels.count && !found; i++)
		if (str_same(making->labels.label[i].folded, want))
			found = making->labels.label[i].field;
	free(want);
	return found;
}

static const struct field *field_called(struct making *making, const char *head)
{
	const struct field *field = kind_field(making->kind, head);

	return field || !head[0] ? field : field_by_label(making, head);
}

/* The readable twin of a reference, as export writes it beside: "household.title". */
static bool is_twin(const struct kind *kind, const char *head)
{
	size_t len = strlen(head), twin = strlen(".title");
	char *name;
	bool is;

	if (len <= twin || strcmp(head + len - twin, ".title") != 0)
		return false;
	name = mem_strn(head, len - twin);
	is = kind_field(kind, name) != NULL;
	free(name);
	return is;
}

/* What the register itself declares has passed the gate already; anything else is judged by its head. */
static struct gate_verdict judge(struct making *making, const char *head)
{
	if (strcmp(head, "id") == 0 || is_twin(making->kind, head) || field_called(making, head))
		return (struct gate_verdict){ .refused = false };
	return door_judge(NULL, head);
}

static enum status use_field(struct making *making, struct column *column, const struct field *field,
			     struct err *err)
{
	const struct mapping *mapping = making->mapping;

	if (!field_seen(making->actor, making->kind, field))
		return err_field(err, field->name,
				 _("Your roles do not include the field “%s”. Leave its column out, or ask "
				   "a colleague who may enter it."),
				 field_label(field));
	for (int i = 0; i < mapping->n_columns; i++)
		if (mapping->column[i].use == COLUMN_FIELD && mapping->column[i].field == field)
			return err_field(err, field->name,
					 _("The columns “%s” and “%s” both go into “%s”. Say with a map "
					   "which of them is meant."),
					 mapping->column[i].head, column->head, field_label(field));
	column->use = COLUMN_FIELD;
	column->field = field;
	return ST_OK;
}

static enum status use_by_name(struct making *making, struct column *column, struct err *err)
{
	const struct field *field;

	if (strcmp(column->head, "id") == 0) {
		column->use = COLUMN_ID;
		return ST_OK;
	}
	field = is_twin(making->kind, column->head) ? NULL : field_called(making, column->head);
	return field ? use_field(making, column, field, err) : ST_OK;
}

/* Reading the map. */

static const char *skip_blanks(const char *s)
{
	return s + strspn(s, " \t\n");
}

/* Text up to one of `stops`, trimmed, or in quotes; returns where it ended. */
static const char *read_word(const char *s, const char *stops, struct str *out, bool *quoted)
{
	size_t len;

	s = skip_blanks(s);
	*quoted = *s == '"';
	if (*quoted) {
		for (s++; *s && (*s != '"' || s[1] == '"'); s++) {
			if (*s == '"')
				s++;
			str_addc(out, *s);
		}
		return skip_blanks(*s ? s + 1 : s);
	}
	len = strcspn(s, stops);
	s += len;
	while (len > 0 && strchr(" \t\n", s[-1]) && len-- > 0)
		s--;
	str_addn(out, s - len, len);
	return skip_blanks(s);
}

static enum status read_entry(const char **map, struct entry *entry, struct err *err)
{
	const char *s = read_word(*map, "=,", &entry->key, &entry->quoted);
	bool quoted;

	if (!entry->quoted && str_same(str_get(&entry->key), "*") && (*s == ',' || !*s)) {
		entry->all = true;
		*map = s + (*s == ',');
		return ST_OK;
	}
	if (*s == ':' && s[1] == '=')
		s++, entry->constant = true;
	else if (!entry->quoted && entry->key.len > 0 && entry->key.s[entry->key.len - 1] == ':') {
		entry->key.s[--entry->key.len] = '\0';
		entry->constant = true;
	}
	if (*s != '=')
		return err_set(err, ST_INVALID,
			       _("The map reads column=field, separated by commas; “%s” has no equals sign."),
			       str_get(&entry->key));
	s = read_word(s + 1, ",", &entry->value, &quoted);
	if (*s && *s != ',')
		return err_set(err, ST_INVALID, _("The map cannot be read behind “%s”: a comma is missing."),
			       str_get(&entry->key));
	*map = s + (*s == ',');
	return ST_OK;
}

static struct column *column_called(struct mapping *mapping, const struct entry *entry, struct err *err)
{
	const char *key = entry->key.s ? entry->key.s : "";
	struct column *found = NULL;
	char *want;

	if (!entry->quoted && key[0] == '#' && key[1] && strspn(key + 1, "0123456789") == strlen(key + 1)) {
		long n = strtol(key + 1, NULL, 10);

		if (n >= 1 && n <= mapping->n_columns)
			return &mapping->column[n - 1];
		err_set(err, ST_INVALID,
			ngettext("The file has no column %ld; it has %d column.",
				 "The file has no column %ld; it has %d columns.",
				 (unsigned long)mapping->n_columns),
			n, mapping->n_columns);
		return NULL;
	}
	want = folded(key);
	for (int i = 0; i < mapping->n_columns; i++) {
		char *head = folded(mapping->column[i].head);
		bool same = strcmp(head, want) == 0;

		free(head);
		if (same && found) {
			err_set(err, ST_INVALID,
				_("Two columns are called “%s”. Name the one that is meant by its number: "
				  "#%d=field."),
				key, i + 1);
			free(want);
			return NULL;
		}
		if (same)
			found = &mapping->column[i];
	}
	if (!found)
		err_set(err, ST_INVALID, _("The file has no column called “%s”."), key);
	free(want);
	return found;
}

static const struct field *field_for_map(struct making *making, const char *name, struct err *err)
{
	const struct field *field = kind_field(making->kind, name);

	if (!field)
		field = field_by_label(making, name);
	if (!field)
		err_set(err, ST_INVALID,
			_("“%s” has no field “%s”. The command “foothold fields” lists them."),
			_(making->kind->label), name);
	return field;
}

static enum status apply_constant(struct making *making, const struct entry *entry, struct err *err)
{
	struct mapping *mapping = making->mapping;
	const struct field *field = field_for_map(making, entry->key.s ? entry->key.s : "", err);

	if (!field)
		return ST_INVALID;
	if (!field_seen(making->actor, making->kind, field))
		return err_field(err, field->name,
				 _("Your roles do not include the field “%s”. Leave its column out, or ask "
				   "a colleague who may enter it."),
				 field_label(field));
	mapping->constant =
		mem_resize(mapping->constant, (size_t)mapping->n_constants + 1, sizeof(*mapping->constant));
	mapping->constant[mapping->n_constants++] =
		(struct constant){ field, mem_str(entry->value.s ? entry->value.s : "") };
	return ST_OK;
}

/* "F:full|P:part]": cuts `list` up. */
static enum status read_meanings(struct column *column, char *list, struct err *err)
{
	char *end = strchr(list, ']'), *next = NULL;

	if (!end || end[1])
		return err_set(err, ST_INVALID,
			       _("The meanings of “%s” need a closing bracket at their end: "
				 "[F:full|P:part]."),
			       column->head);
	*end = '\0';
	for (char *s = strtok_r(list, "|", &next); s; s = strtok_r(NULL, "|", &next)) {
		char *colon = strchr(s, ':');

		if (!colon)
			return err_set(err, ST_INVALID,
				       _("The meanings of “%s” read [F:full|P:part]; a colon is missing."),
				       column->head);
		*colon = '\0';
		column->meaning =
			mem_resize(column->meaning, (size_t)column->n_meanings + 1, sizeof(*column->meaning));
		column->meaning[column->n_meanings++] = (struct meaning){ mem_str(s), mem_str(colon + 1) };
	}
	return ST_OK;
}

const char *column_meaning(const struct column *column, const char *cell)
{
	for (int i = 0; i < column->n_meanings; i++)
		if (strcmp(column->meaning[i].said, cell) == 0)
			return column->meaning[i].means;
	return cell;
}

static enum status apply_column(struct making *making, struct entry *entry, struct err *err)
{
	const char *name = str_get(&entry->value);
	char *meanings = strchr(entry->value.s, '[');
	struct column *column = column_called(making->mapping, entry, err);
	const struct field *field;
	struct gate_verdict verdict;

	if (!column)
		return ST_INVALID;
	making->named[column - making->mapping->column] = true;
	if (meanings) {
		*meanings = '\0';
		if (read_meanings(column, meanings + 1, err) != ST_OK)
			return ST_INVALID;
	}
	if (!name[0])
		return ST_OK;
	verdict = judge(making, column->head);
	if (verdict.refused)
		return err_set(err, ST_INVALID,
			       _("The column “%s” asks about a protected ground (%s; %s). Foothold does not "
				 "take it in. %s Leave it out of the map."),
			       column->head, _(verdict.title), verdict.source, _(verdict.instead));
	if (strcmp(name, "id") == 0) {
		column->use = COLUMN_ID;
		return ST_OK;
	}
	field = field_for_map(making, name, err);
	return field ? use_field(making, column, field, err) : ST_INVALID;
}

static enum status apply_map(struct making *making, const char *map, bool *all, struct err *err)
{
	enum status st = ST_OK;

	while (st == ST_OK && *skip_blanks(map)) {
		struct entry entry = { .quoted = false };

		st = read_entry(&map, &entry, err);
		if (st == ST_OK && entry.all)
			*all = true;
		else if (st == ST_OK)
			st = entry.constant ? apply_constant(making, &entry, err)
					    : apply_column(making, &entry, err);
		str_free(&entry.key);
		str_free(&entry.value);
	}
	return st;
}

/* The columns that the map did not name. */
static enum status apply_names(struct making *making, bool all, struct err *err)
{
	struct mapping *mapping = making->mapping;
	enum status st = ST_OK;

	for (int i = 0; i < mapping->n_columns && st == ST_OK; i++) {
		struct column *column = &mapping->column[i];
		struct gate_verdict verdict;

		if (making->named[i])
			continue;
		verdict = judge(making, column->head);
		if (verdict.refused) {
			column->use = COLUMN_REFUSED;
			column->ground = verdict.title;
			column->source = verdict.source;
			column->instead = verdict.instead;
		} else if (all)
			st = use_by_name(making, column, err);
	}
	return st;
}

static enum status check_result(const struct making *making, struct err *err)
{
	const struct mapping *mapping = making->mapping;
	int taken = mapping->n_constants;

	for (int i = 0; i < mapping->n_columns; i++)
		taken += mapping->column[i].use == COLUMN_FIELD;
	for (int c = 0; c < mapping->n_constants; c++)
		for (int i = 0; i < mapping->n_columns; i++)
			if (mapping->column[i].field == mapping->constant[c].field)
				return err_field(err, mapping->constant[c].field->name,
						 _("“%s” gets a constant and the column "
						   "“%s” at once."),
						 field_label(mapping->constant[c].field),
						 mapping->column[i].head);
	if (taken > 0)
		return ST_OK;
	return err_set(err, ST_INVALID,
		       _("No column of the file is called like a field of “%s”. The first line must hold "
			 "the columns' names; say with a map which column is which: \"column=field,...\"."),
		       _(making->kind->label));
}

enum status mapping_make(const struct kind *kind, const struct actor *actor, const struct csv_row *head,
			 const char *map, struct mapping **out, struct err *err)
{
	struct making making = { .kind = kind, .actor = actor };
	bool all = str_empty(map);
	enum status st;

	making.mapping = mem_alloc(sizeof(*making.mapping));
	making.mapping->n_columns = head->count;
	making.mapping->column = mem_array((size_t)head->count, sizeof(*making.mapping->column));
	making.named = mem_array((size_t)head->count, sizeof(*making.named));
	for (int i = 0; i < head->count; i++)
		making.mapping->column[i] =
			(struct column){.head = mem_str(head->cell[i]), .use = COLUMN_LEFT_OUT};
	st = map ? apply_map(&making, map, &all, err) : ST_OK;
	if (st == ST_OK)
		st = apply_names(&making, all, err);
	if (st == ST_OK)
		st = check_result(&making, err);
	for (int i = 0; i < making.labels.count; i++)
		free(making.labels.label[i].folded);
	free(making.labels.label);
	free(making.named);
	if (st == ST_OK)
		*out = making.mapping;
	else
		mapping_free(making.mapping);
	return st;
}

void mapping_free(struct mapping *mapping)
{
	if (!mapping)
		return;
	for (int i = 0; i < mapping->n_columns; i++) {
		for (int m = 0; m < mapping->column[i].n_meanings; m++) {
			free(mapping->column[i].meaning[m].said);
			free(mapping->column[i].meaning[m].means);
		}
		free(mapping->column[i].meaning);
		free(mapping->column[i].head);
	}
	for (int i = 0; i < mapping->n_constants; i++)
		free(mapping->constant[i].value);
	free(mapping->column);
	free(mapping->constant);
	free(mapping);
}
