/* SPDX-License-Identifier: EUPL-1.2 */
/* A municipality's own fields: read, judged as a whole, and only then put in place. */
#include "register/own.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/declare.h"
#include "register/door.h"
#include "register/profile.h"
#include "register/tables.h"


QUERY(own_values, "own.values", QUERY_BATCH, "SELECT DISTINCT kind, field, value FROM own_value");

/* The gate at the own fields' door: every word that a person would read, and the name itself. */
struct judging { char *name; bool excepted; struct gate_verdict refused; const char *ground, *words; };

static void judge_text(struct judging *judging, const char *text)
{
	struct gate_verdict bare, verdict;

	if (!text || judging->refused.refused || !(bare = gate_judge(text, NULL)).refused)
		return;
	verdict = door_judge(judging->name, text);
	judging->ground = bare.ground;
	judging->excepted = judging->excepted || !verdict.refused;
	judging->refused = verdict;
	judging->words = text;
}

/* `_` parts the words of a name. */
static void judge_name(struct judging *judging, const char *name)
{
	char *words = mem_str(name);

	for (char *c = words; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	judge_text(judging, words);
	if (judging->words == words)
		judging->words = name;
	free(words);
}

/* Keys are read as well, in exports and by programs. */
static void judge_choices(struct judging *judging, const struct choice *choices)
{
	for (const struct choice *c = choices; c && c->key; c++) {
		judge_text(judging, c->label);
		judge_name(judging, c->key);
	}
}

static void judge_field(struct judging *judging, const char *kind, const struct decl_field *f)
{
	*judging = (struct judging){ .name = mem_fmt("%s.%s", kind, f->field.name) };
	judge_text(judging, f->field.label);
	judge_name(judging, f->field.name);
	judge_text(judging, f->field.purpose);
	judge_choices(judging, f->field.choices);
	for (int i = 0; i < f->n_texts; i++) {
		judge_text(judging, f->text[i].label);
		judge_text(judging, f->text[i].purpose);
		judge_choices(judging, f->text[i].choices);
	}
	free(judging->name);
}

/* What is asked by exception stands for its ground: nobody is matched by it. One that nothing lets through any more is
 * asked of nobody. */
static void mark(struct field *field, const struct judging *judging)
{
	field->excepted = judging->excepted;
	field->closed = judging->refused.refused;
	if (judging->ground && !field->stands_for)
		field->stands_for = mem_str(judging->ground);
	if (field->closed)
		field->required = field->list = field->brief = false;
}

/* kept: it stands in the file already. */
static enum status gate_field(const char *kind, struct decl_field *f, bool kept, struct err *err)
{
	struct judging judging;

	judge_field(&judging, kind, f);
	if (judging.refused.refused && !kept)
		return err_set(err, ST_INVALID, _("The section at line %d, “%s”, asks about what is never recorded: %s (%s). %s Nothing "
			"was loaded."), f->line, judging.words, _(judging.refused.title), judging.refused.source,
			_(judging.refused.instead));
	if (f->field.stands_for && !gate_ground_named(f->field.stands_for))
		return err_set(err, ST_INVALID, _("The section at line %d says that it stands for “%s”, which is no protected ground. "
			"Nothing was loaded."), f->line, f->field.stands_for);
	mark(&f->field, &judging);
	return ST_OK;
}

static enum status own_check(struct declaration *decl, bool kept, struct err *err)
{
	for (int k = 0; k < decl->n_kinds; k++) {
		struct decl_kind *dk = &decl->kind[k];
		const struct kind *kind = NULL;

		for (int i = 0; i < n_builtin_kinds; i++)
			if (str_same(builtin_kinds[i].name, dk->kind.name))
				kind = &builtin_kinds[i];
		if (!kind)
			return err_set(err, ST_INVALID, _("There is no kind of record called “%s”. Nothing was loaded."),
				dk->kind.name);
		for (int i = 0; i < dk->n_fields; i++) {
			enum status st = gate_field(kind->name, &dk->field[i], kept, err);

			if (st != ST_OK)
				return st;
			if (kind_field(kind, dk->field[i].field.name))
				return err_set(err, ST_INVALID, _("Line %d: the name %s.%s is taken already."),
					dk->field[i].line, kind->name, dk->field[i].field.name);
		}
	}
	return declare_names(decl, err);
}

static enum status read_own(struct declaration *decl, const char *ini, size_t len, bool kept, struct err *err)
{
	struct ini_doc doc;
	enum status st;

	*decl = (struct declaration){ NULL, 0 };
	st = ini_read(&doc, ini, len, err);
	if (st == ST_OK)
		st = declare_read(decl, &doc, true, err);
	ini_clear(&doc);
	if (st == ST_OK)
		st = own_check(decl, kept, err);
	if (st != ST_OK)
		declare_clear(decl);
	return st;
}

static enum status load(const char *ini, size_t len, bool kept, struct err *err)
{
	struct declaration decl;
	enum status st = read_own(&decl, ini, len, kept, err);

	if (st == ST_OK)
		register_take_own(&decl);
	return st;
}

enum status register_load_own(const char *ini, size_t len, struct err *err)
{
	return load(ini, len, false, err);
}

enum status register_load_kept(const char *ini, size_t len, struct err *err)
{
	return load(ini, len, true, err);
}

enum status own_open(struct store *store, struct err *err)
{
	const struct profile *profile;
	char *ini = NULL;
	enum status st = door_open(store, err);

	if (st == ST_OK)
		st = setting_get(store, SETTING_OWN_FIELDS, &ini, err);
	if (st == ST_OK && ini)
		st = register_load_kept(ini, strlen(ini), err);
	else if (st == ST_OK)
		register_forget_own();
	free(ini);
	if (st == ST_OK)
		st = profile_now(store, &profile, err);
	if (st == ST_OK)
		gate_under(profile->key);
	return st;
}

static const struct decl_field *declared(const struct declaration *decl, const char *kind, const char *field)
{
	const struct decl_kind *k = declare_kind(decl, kind);

	for (int i = 0; k && i < k->n_fields; i++)
		if (str_same(k->field[i].field.name, field))
			return &k->field[i];
	return NULL;
}

/* A canonical number is read with the declared decimals, whatever the language of the day. */
static bool number_fits(const struct field *f, const char *value)
{
	const char *point = strchr(value, '.');
	double n = strtod(value, NULL);

	return (point ? (int)strlen(point + 1) : 0) == f->decimals && !(f->has_min && n < f->min) &&
		!(f->has_max && n > f->max);
}

static bool still_fits(const struct field *f, const char *value)
{
	char *canonical = NULL;
	bool fits;

	if (f->kind == FIELD_NUMBER || f->kind == FIELD_MONEY)
		return number_fits(f, value);
	fits = field_check(f, value, &canonical, NULL) == ST_OK && str_same(canonical, value);
	free(canonical);
	return fits;
}

/* A value that stands in the file keeps its field, and the field goes on taking it. */
static enum status value_fits(const struct declaration *decl, const char *kind, const char *name, const char *value,
	struct err *err)
{
	const struct decl_field *f = declared(decl, kind, name);
	struct field field;

	if (!f)
		return err_set(err, ST_INVALID, _("The field %s.%s is missing from the new declarations, but records still hold "
			"values in it. Nothing was changed; empty it first or declare it again."), kind, name);
	field = f->field;
	field.past_only = false;
	if (field.kind == FIELD_CEFR)
		field.choices = cefr_levels;
	if (!still_fits(&field, value))
		return err_set(err, ST_INVALID, _("The field %s.%s would no longer take values that stand in records. Nothing was "
			"changed; keep its kind and its choices, or change those records first."), kind, name);
	return ST_OK;
}

static enum status values_fit(struct store *store, const struct declaration *decl, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &own_values, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		st = value_fits(decl, stmt_get_text(stmt, 0), stmt_get_text(stmt, 1), stmt_get_text(stmt, 2), err);
		if (st != ST_OK) {
			stmt_reset(stmt);
			return st;
		}
	}
	return st == ST_DONE ? ST_OK : st;
}

enum status own_save(struct store *store, const struct actor *actor, const char *ini, size_t len, struct err *err)
{
	struct declaration decl;
	char *text;
	enum status st;

	if (!(actor->roles & ROLE_ADMIN))
		return err_set(err, ST_DENIED, _("Only the administrator changes the municipality's own fields. Nothing was "
			"changed."));
	st = door_open(store, err);
	if (st == ST_OK)
		st = read_own(&decl, ini, len, false, err);
	if (st != ST_OK)
		return st;
	text = len ? mem_strn(ini, len) : NULL;
	st = store_begin(store, err);
	if (st == ST_OK) {
		st = values_fit(store, &decl, err);
		if (st == ST_OK)
			st = setting_set(store, SETTING_OWN_FIELDS, text, err);
		if (st == ST_OK)
			st = store_commit(store, err);
		else
			store_rollback(store);
	}
	if (st == ST_OK)
		register_take_own(&decl);
	declare_clear(&decl);
	free(text);
	return st;
}

/* ---- what is asked no more ---- */

enum status own_still_asked(struct store *store, const struct kind *kind, const struct field *field, struct err *err)
{
	char *name;
	enum status st;

	if (!field->excepted && !field->closed)
		return ST_OK;
	st = door_open(store, err);
	name = mem_fmt("%s.%s", kind->name, field->name);
	if (st == ST_OK && (field->closed || door_judge(name, field_label(field)).refused))
		st = err_field(err, field->name, _("“%s” is asked no more: no exception from the gate lets it through. Nothing was saved; "
			"what stands there can be emptied."), field_label(field));
	free(name);
	return st;
}

void own_refused(store_found_fn *found, void *ctx)
{
	int count;
	const struct kind *const *kinds = register_kinds(&count);

	for (int k = 0; k < count; k++)
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			const struct field *field = &kinds[k]->fields[i];
			char *what;

			if (!field->closed)
				continue;
			/* TRANSLATORS: kind of record and name of a field, like person.faith; its label */
			what = mem_fmt(_("The own field %s.%s (“%s”) is asked no more, since the gate refuses it. Empty what stands in it, "
				"and leave it out of the own fields."), kinds[k]->name, field->name, field_label(field));
			found(ctx, what);
			free(what);
		}
}
