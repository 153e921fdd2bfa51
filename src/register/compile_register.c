/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/register/KIND.ini -> struct kind and struct field tables, with their SQL. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/compile.h"

static const char *const kind_constants[] = {
	[FIELD_TEXT] = "FIELD_TEXT", [FIELD_LONG_TEXT] = "FIELD_LONG_TEXT", [FIELD_DATE] = "FIELD_DATE",
	[FIELD_CHOICE] = "FIELD_CHOICE", [FIELD_CEFR] = "FIELD_CEFR", [FIELD_LANGUAGE] = "FIELD_LANGUAGE",
	[FIELD_COUNTRY] = "FIELD_COUNTRY", [FIELD_OCCUPATION] = "FIELD_OCCUPATION",
	[FIELD_YES_NO] = "FIELD_YES_NO", [FIELD_NUMBER] = "FIELD_NUMBER", [FIELD_MONEY] = "FIELD_MONEY",
	[FIELD_PHONE] = "FIELD_PHONE", [FIELD_EMAIL] = "FIELD_EMAIL", [FIELD_REFERENCE] = "FIELD_REFERENCE",
	[FIELD_TIME] = "FIELD_TIME", [FIELD_CHOICES] = "FIELD_CHOICES", [FIELD_LANGUAGES] = "FIELD_LANGUAGES",
	[FIELD_TERM] = "FIELD_TERM", [FIELD_TIMETABLE] = "FIELD_TIMETABLE",
};

static void emit_member(struct str *out, const char *name, const char *value)
{
	if (!value)
		return;
	str_addf(out, "\t\t.%s = ", name);
	emit_string(out, value);
	str_add(out, ",\n");
}

static void emit_marked(struct str *out, const char *name, const char *value, const char *note)
{
	str_addf(out, "\t\t/* TRANSLATORS: %s */\n\t\t.%s = ", note, name);
	emit_message(out, value);
	str_add(out, ",\n");
}

static void emit_choices(struct str *out, const struct kind *kind, const struct field *f)
{
	if (!f->choices)
		return;
	str_addf(out, "static const struct choice %s_%s_choices[] = {\n", kind->name, f->name);
	for (const struct choice *c = f->choices; c->key; c++) {
		str_addf(out, "\t/* TRANSLATORS: a choice of the field \"%s\" of \"%s\", in forms and lists */\n", f->label,
			kind->label);
		str_add(out, "\t{ ");
		emit_string(out, c->key);
		str_addf(out, ", NC_(\"%s.%s\", ", kind->name, f->name);
		emit_string(out, c->label);
		str_add(out, ") },\n");
	}
	str_add(out, "\t{ NULL, NULL },\n};\n\n");
}

static void emit_numbers(struct str *out, const struct field *f)
{
	const struct { const char *name; int value; } row[] = {
		{ "max", f->max }, { "min", f->min }, { "has_min", f->has_min }, { "has_max", f->has_max },
		{ "decimals", f->decimals }, { "shown", f->shown }, { "width", f->width }, { "required", f->required },
		{ "derived", f->derived }, { "sensitive", f->sensitive }, { "search", f->search },
		{ "sort", f->sort }, { "list", f->list }, { "brief", f->brief }, { "past_only", f->past_only },
		{ "phrase", f->phrase }, { "about", f->about }, { "by_profile", f->by_profile },
		{ "no_filter", f->no_filter }, { "makes", f->makes }, { "hidden", f->hidden },
	};

	for (size_t i = 0; i < ARRAY_LEN(row); i++)
		if (row[i].value)
			str_addf(out, "\t\t.%s = %d,\n", row[i].name, row[i].value);
	str_addf(out, "\t\t.seen_by = 0x%xu,\n", (unsigned)f->seen_by);
}

static void emit_field(struct str *out, const struct kind *kind, const struct field *f)
{
	str_add(out, "\t{\n");
	emit_member(out, "name", f->name);
	str_addf(out, "\t\t/* TRANSLATORS: label of a field of \"%s\": before the field on its form, above the column"
		" in lists; keep it short */\n\t\t.label = ", kind->label);
	emit_message(out, f->label);
	str_addf(out, ",\n\t\t/* TRANSLATORS: why the field \"%s\" of \"%s\" is asked; a line under its form and on"
		" the sheet for the person */\n\t\t.purpose = ", f->label, kind->label);
	emit_message(out, f->purpose);
	str_add(out, ",\n");
	str_addf(out, "\t\t.kind = %s,\n", kind_constants[f->kind]);
	if (f->choices)
		str_addf(out, "\t\t.context = \"%s.%s\",\n", kind->name, f->name);
	emit_marked(out, "basis", f->basis, "a legal basis, as in \"Basis: public task\"");
	emit_marked(out, "recipients", f->recipients, "who outside is given a field, as in \"Given to: none\"");
	emit_marked(out, "keep", f->keep, "how long a field is kept, as in \"Kept: case\", as long as the case is open");
	emit_member(out, "refers", f->refers);
	emit_member(out, "initial", f->initial);
	emit_member(out, "pattern", f->pattern);
	if (f->titled)
		emit_marked(out, "titled", f->titled, "what a record is called after a number of its own, %s, as in \"Saved: ...\"");
	emit_member(out, "secret_with", f->secret_with);
	emit_member(out, "moves", f->moves);
	emit_member(out, "stands_for", f->stands_for);
	if (f->choices)
		str_addf(out, "\t\t.choices = %s_%s_choices,\n", kind->name, f->name);
	else if (f->kind == FIELD_CEFR)
		str_add(out, "\t\t.choices = cefr_levels,\n");
	emit_numbers(out, f);
	str_add(out, "\t},\n");
}

/* Names are quoted: a field may be called like a word of SQL. */
static void sql_select(struct str *out, const struct decl_kind *kind)
{
	str_add(out, "SELECT rid, id, rev, gone");
	for (int i = 0; i < kind->n_fields; i++)
		str_addf(out, ", \"%s\"", kind->field[i].field.name);
	str_addf(out, " FROM \"%s\"", kind->kind.name);
}

static void sql_insert(struct str *out, const struct decl_kind *kind)
{
	str_addf(out, "INSERT INTO \"%s\"(id, rev, gone, sort_key", kind->kind.name);
	for (int i = 0; i < kind->n_fields; i++)
		str_addf(out, ", \"%s\"", kind->field[i].field.name);
	str_add(out, ") VALUES(:id, :rev, :gone, :sort_key");
	for (int i = 0; i < kind->n_fields; i++)
		str_addf(out, ", :%s", kind->field[i].field.name);
	str_add(out, ")");
}

static void emit_sql(struct str *out, const struct decl_kind *kind, const char *name,
	void (*make)(struct str *, const struct decl_kind *))
{
	struct str sql = STR_INIT;

	make(&sql, kind);
	emit_member(out, name, str_get(&sql));
	str_free(&sql);
}

static void emit_kind(struct str *out, const struct decl_kind *kind)
{
	const struct kind *k = &kind->kind;

	str_add(out, "\t{\n");
	emit_member(out, "name", k->name);
	str_add(out, "\t\t/* TRANSLATORS: one record of this kind, as the head of its form */\n\t\t.label = ");
	emit_message(out, k->label);
	str_add(out, ",\n\t\t/* TRANSLATORS: all records of this kind, as the head of a list */\n\t\t.plural = ");
	emit_message(out, k->plural);
	str_addf(out, ",\n\t\t/* TRANSLATORS: why records of the kind \"%s\" are kept */\n\t\t.purpose = ", k->label);
	emit_message(out, k->purpose);
	str_add(out, ",\n");
	emit_member(out, "parent", k->parent);
	emit_member(out, "person", k->person);
	emit_member(out, "kept_from", k->kept_from);
	emit_member(out, "stage", k->stage);
	emit_member(out, "title", k->title);
	str_addf(out, "\t\t.seen_by = 0x%xu,\n\t\t.changed_by = 0x%xu,\n", (unsigned)k->seen_by,
		(unsigned)k->changed_by);
	str_addf(out, "\t\t.fields = %s_fields,\n\t\t.n_fields = %d,\n", k->name, kind->n_fields);
	emit_sql(out, kind, "sql_select", sql_select);
	emit_sql(out, kind, "sql_insert", sql_insert);
	str_add(out, "\t},\n");
}

static void emit_tables(struct str *out, const struct declaration *decl)
{
	emit_head(out, "schema/register/");
	str_add(out, "#include \"base/msg.h\"\n#include \"register/tables.h\"\n\n");
	for (int k = 0; k < decl->n_kinds; k++) {
		const struct decl_kind *kind = &decl->kind[k];

		for (int i = 0; i < kind->n_fields; i++)
			emit_choices(out, &kind->kind, &kind->field[i].field);
		str_addf(out, "static const struct field %s_fields[] = {\n", kind->kind.name);
		for (int i = 0; i < kind->n_fields; i++)
			emit_field(out, &kind->kind, &kind->field[i].field);
		str_add(out, "};\n\n");
	}
	str_add(out, "const struct kind builtin_kinds[] = {\n");
	for (int k = 0; k < decl->n_kinds; k++)
		emit_kind(out, &decl->kind[k]);
	str_addf(out, "};\nconst int n_builtin_kinds = %d;\n", decl->n_kinds);
}

/* "choices = profiles: number" and "choices = criteria" stand for what schema/profiles/ and schema/criteria/ declare, so
 * that nothing is written twice. */
static enum status fill_choices(struct ini_doc *doc, const char *schema, struct err *err)
{
	static const char from[] = "profiles: ";
	enum status st = ST_OK;

	for (int i = 0; i < doc->n_sections; i++)
		for (int k = 0; st == ST_OK && k < doc->section[i].n_entries; k++) {
			struct ini_entry *e = &doc->section[i].entry[k];
			char *word;

			if (!str_same(e->key, "choices") ||
			    (!str_starts(e->value, from) && !str_same(e->value, "criteria")))
				continue;
			word = e->value;
			st = str_same(word, "criteria") ? criteria_choices(&e->value, schema, err) :
				profile_choices(&e->value, schema, word + strlen(from), err);
			free(word);
		}
	return st;
}

static enum status read_one(struct declaration *decl, const char *schema, const char *path, struct err *err)
{
	struct ini_doc doc;
	enum status st = ini_read_file(&doc, path, err);

	if (st == ST_OK)
		st = fill_choices(&doc, schema, err);
	if (st == ST_OK)
		st = declare_read(decl, &doc, false, err);
	ini_clear(&doc);
	return st == ST_OK ? st : compile_blame(err, path);
}

static enum status judge_field(const struct grounds *g, const struct kind *kind, const struct field *f,
	struct err *err)
{
	char *what = mem_fmt("%s.%s", kind->name, f->name);
	enum status st = grounds_judge(g, what, f->label, err);

	if (st == ST_OK)
		st = grounds_judge(g, what, f->name, err);
	if (st == ST_OK)
		st = grounds_judge(g, what, f->purpose, err);
	for (const struct choice *c = f->choices; st == ST_OK && c && c->key; c++)
		st = grounds_judge(g, what, c->label, err);
	if (st == ST_OK && f->stands_for && !grounds_has(g, f->stands_for))
		st = err_set(err, ST_INVALID, "%s: there is no ground \"%s\"", what, f->stands_for);
	free(what);
	return st;
}

static enum status judge_register(const struct grounds *g, const struct declaration *decl, struct err *err)
{
	enum status st = ST_OK;

	for (int k = 0; k < decl->n_kinds && st == ST_OK; k++) {
		const struct decl_kind *kind = &decl->kind[k];

		st = grounds_judge(g, kind->kind.name, kind->kind.label, err);
		if (st == ST_OK)
			st = grounds_judge(g, kind->kind.name, kind->kind.purpose, err);
		for (int i = 0; i < kind->n_fields && st == ST_OK; i++)
			st = judge_field(g, &kind->kind, &kind->field[i].field, err);
	}
	return st;
}

enum status compile_register(struct str *out, const char *schema, struct err *err)
{
	struct declaration decl = { NULL, 0 };
	struct grounds grounds;
	char *dir = mem_fmt("%s/register", schema), **files;
	int n;
	enum status st = compile_files(dir, &files, &n, err);

	for (int i = 0; i < n && st == ST_OK; i++)
		st = read_one(&decl, schema, files[i], err);
	if (st == ST_OK && (st = declare_check(&decl, err)) != ST_OK)
		compile_blame(err, dir);
	if (st == ST_OK) {
		st = grounds_read(&grounds, schema, err);
		if (st == ST_OK)
			st = judge_register(&grounds, &decl, err);
		grounds_clear(&grounds);
	}
	if (st == ST_OK)
		emit_tables(out, &decl);
	compile_files_free(files, n);
	declare_clear(&decl);
	free(dir);
	return st;
}
