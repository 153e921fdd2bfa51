/* SPDX-License-Identifier: EUPL-1.2 */
/* One row a key tells where its value goes; everything else follows from the rows. */
#include "register/declare.h"

#include <limits.h>
#include <regex.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "register/actor.h"
#include "register/keep.h"
#include "register/moves.h"

enum key_as { AS_TEXT, AS_NAME, AS_ROLES, AS_YES, AS_INT, AS_KIND, AS_CHOICES, AS_SENSITIVE, AS_KEEP,
	AS_ABOUT };

struct key {
	const char *key;
	enum key_as as;
	size_t at;          /* offset into struct field or struct kind */
	bool needed;
};

#define F(member) offsetof(struct field, member)
static const struct key field_keys[] = {
	{ "label", AS_TEXT, F(label), true },
	{ "purpose", AS_TEXT, F(purpose), true },
	{ "kind", AS_KIND, F(kind), true },
	{ "basis", AS_TEXT, F(basis), true },
	{ "recipients", AS_TEXT, F(recipients), true },
	{ "seen_by", AS_ROLES, F(seen_by), true },
	{ "keep", AS_KEEP, F(keep), true },
	{ "refers", AS_NAME, F(refers), false },
	{ "choices", AS_CHOICES, F(choices), false },
	{ "initial", AS_TEXT, F(initial), false },
	{ "pattern", AS_TEXT, F(pattern), false },
	{ "moves", AS_TEXT, F(moves), false },
	{ "by_profile", AS_YES, F(by_profile), false },
	{ "no_filter", AS_YES, F(no_filter), false },
	{ "hidden", AS_YES, F(hidden), false },
	{ "makes", AS_YES, F(makes), false },
	{ "min", AS_INT, F(min), false },
	{ "max", AS_INT, F(max), false },
	{ "decimals", AS_INT, F(decimals), false },
	{ "shown", AS_INT, F(shown), false },
	{ "width", AS_INT, F(width), false },
	{ "required", AS_YES, F(required), false },
	{ "derived", AS_YES, F(derived), false },
	{ "sensitive", AS_SENSITIVE, F(sensitive), false },
	{ "about", AS_ABOUT, F(about), false },
	{ "search", AS_YES, F(search), false },
	{ "sort", AS_YES, F(sort), false },
	{ "list", AS_YES, F(list), false },
	{ "brief", AS_YES, F(brief), false },
	{ "past_only", AS_YES, F(past_only), false },
	{ "phrase", AS_YES, F(phrase), false },
	{ "titled", AS_TEXT, F(titled), false },
	{ "secret_with", AS_TEXT, F(secret_with), false },
	{ "stands_for", AS_NAME, F(stands_for), false },
};
#undef F

#define K(member) offsetof(struct kind, member)
static const struct key kind_keys[] = {
	{ "label", AS_TEXT, K(label), true },
	{ "plural", AS_TEXT, K(plural), true },
	{ "purpose", AS_TEXT, K(purpose), true },
	{ "parent", AS_NAME, K(parent), false },
	{ "person", AS_NAME, K(person), false },
	{ "kept_from", AS_NAME, K(kept_from), false },
	{ "stage", AS_TEXT, K(stage), false },
	{ "title", AS_TEXT, K(title), true },
	{ "seen_by", AS_ROLES, K(seen_by), true },
	{ "changed_by", AS_ROLES, K(changed_by), true },
};
#undef K

static const char *const kind_words[] = {
	[FIELD_TEXT] = "text", [FIELD_LONG_TEXT] = "long text", [FIELD_DATE] = "date",
	[FIELD_CHOICE] = "choice", [FIELD_CEFR] = "CEFR level", [FIELD_LANGUAGE] = "language",
	[FIELD_COUNTRY] = "country", [FIELD_OCCUPATION] = "occupation", [FIELD_YES_NO] = "yes/no",
	[FIELD_NUMBER] = "number", [FIELD_MONEY] = "money", [FIELD_PHONE] = "phone",
	[FIELD_EMAIL] = "e-mail", [FIELD_REFERENCE] = "reference", [FIELD_TIME] = "time",
	[FIELD_CHOICES] = "choices", [FIELD_LANGUAGES] = "languages",
	[FIELD_TERM] = "term", [FIELD_TIMETABLE] = "timetable",
};

const char *field_kind_word(enum field_kind kind)
{
	return kind_words[kind];
}

/* Lower-case letter, then letters, digits and underlines, up to 30: fits a column, a CSV head, a variable. */
static bool is_name(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return n > 0 && n <= 30 && s[n] == '\0' && s[0] >= 'a' && s[0] <= 'z';
}

static char *trimmed(const char *s, size_t len)
{
	while (len && (*s == ' ' || *s == '\t'))
		s++, len--;
	while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		len--;
	return mem_strn(s, len);
}

/* Cuts "a, b, c"; calls `each` with every part, trimmed. */
static enum status each_part(const char *s, char sep, enum status (*each)(void *ctx, const char *part), void *ctx)
{
	enum status st = ST_OK;

	while (st == ST_OK) {
		const char *end = strchr(s, sep);
		char *part = trimmed(s, end ? (size_t)(end - s) : strlen(s));

		st = each(ctx, part);
		free(part);
		if (!end)
			break;
		s = end + 1;
	}
	return st;
}

static enum status add_role(void *ctx, const char *part)
{
	uint32_t role = role_by_name(part);

	*(uint32_t *)ctx |= role;
	return role ? ST_OK : ST_INVALID;
}

struct choice_list {
	struct choice *choice;
	int n;
};

static void choices_free(const struct choice *choices)
{
	for (const struct choice *c = choices; c && c->key; c++) {
		free((char *)c->key);
		free((char *)c->label);
	}
	free((struct choice *)choices);
}

static enum status add_choice(void *ctx, const char *part)
{
	struct choice_list *list = ctx;
	const char *colon = strchr(part, ':');
	char *key = colon ? trimmed(part, (size_t)(colon - part)) : mem_str("");
	char *label = colon ? trimmed(colon + 1, strlen(colon + 1)) : mem_str("");

	list->choice = mem_resize(list->choice, (size_t)list->n + 2, sizeof *list->choice);
	list->choice[list->n++] = (struct choice){ key, label };
	list->choice[list->n] = (struct choice){ NULL, NULL };
	if (!is_name(key) || !*label)
		return ST_INVALID;
	for (int i = 0; i < list->n - 1; i++)
		if (str_same(list->choice[i].key, key) || str_same(list->choice[i].label, label))
			return ST_INVALID;
	return ST_OK;
}

static enum status read_choices(const char *value, const struct choice **out)
{
	struct choice_list list = { NULL, 0 };
	enum status st = each_part(value, '|', add_choice, &list);

	choices_free(*out);
	*out = list.choice;
	return st;
}

static bool read_int(const char *value, int *out)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (*end || end == value || n < INT_MIN || n > INT_MAX)
		return false;
	*out = (int)n;
	return true;
}

static bool read_kind(const char *value, enum field_kind *out)
{
	for (size_t i = 0; i < ARRAY_LEN(kind_words); i++)
		if (str_same(kind_words[i], value)) {
			*out = (enum field_kind)i;
			return true;
		}
	return false;
}

/* Puts one value where its row says; false when it is not what the row wants. */
static bool put_value(void *base, const struct key *key, const char *value)
{
	char *at = (char *)base + key->at;
	struct keep keep;

	switch (key->as) {
	case AS_NAME:
		if (!is_name(value))
			return false;
		/* fall through */
	case AS_TEXT:
		*(char **)at = mem_str(value);
		return *value != '\0';
	case AS_ROLES:
		return each_part(value, ',', add_role, at) == ST_OK;
	case AS_YES:
		*(bool *)at = str_same(value, "yes");
		return *(bool *)at || str_same(value, "no");
	case AS_SENSITIVE:
		*(bool *)at = str_same(value, "inferred");
		return *(bool *)at;
	case AS_KEEP:
		*(char **)at = mem_str(value);
		return keep_parse(value, &keep);
	case AS_ABOUT:
		*(int *)at = str_same(value, "colleague") ? ABOUT_COLLEAGUE : ABOUT_OTHER;
		return *(int *)at == ABOUT_COLLEAGUE || str_same(value, "others");
	case AS_INT:
		return read_int(value, (int *)at);
	case AS_KIND:
		return read_kind(value, (enum field_kind *)at);
	case AS_CHOICES:
		return read_choices(value, (const struct choice **)at) == ST_OK;
	}
	return false;
}

static const struct key *find_key(const struct key *keys, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (str_same(keys[i].key, name))
			return &keys[i];
	return NULL;
}

/* "label[de]" of an own field: which language, or NULL when the key is none such. */
static struct decl_text *text_for(struct decl_field *f, const char *key, char what[12])
{
	const char *open = strchr(key, '[');
	const char *close = open ? strchr(open, ']') : NULL;
	size_t name = open ? (size_t)(open - key) : 0;
	size_t lang = close ? (size_t)(close - open) - 1 : 0;
	char code[12];

	if (!close || close[1] || name == 0 || name >= 12 || lang < 2 || lang > 10)
		return NULL;
	memcpy(what, key, name);
	what[name] = '\0';
	memcpy(code, open + 1, lang);
	code[lang] = '\0';
	for (int i = 0; i < f->n_texts; i++)
		if (str_same(f->text[i].lang, code))
			return &f->text[i];
	f->text = mem_resize(f->text, (size_t)f->n_texts + 1, sizeof *f->text);
	f->text[f->n_texts] = (struct decl_text){ 0 };
	str_copy(f->text[f->n_texts].lang, sizeof f->text->lang, code);
	return &f->text[f->n_texts++];
}

static bool put_translation(struct decl_field *f, const struct ini_entry *e)
{
	char what[12];
	struct decl_text *text = text_for(f, e->key, what);

	if (!text)
		return false;
	if (str_same(what, "label"))
		text->label = mem_str(e->value);
	else if (str_same(what, "purpose"))
		text->purpose = mem_str(e->value);
	else if (str_same(what, "choices"))
		return read_choices(e->value, (const struct choice **)&text->choices) == ST_OK;
	else
		return false;
	return true;
}

static enum status wants(const struct ini_section *s, const struct key *keys, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (keys[i].needed && str_empty(ini_value(s, keys[i].key)))
			return err_set(err, ST_INVALID, _("Line %d, section %s: the key “%s” is missing."), s->line,
				s->name, keys[i].key);
	return ST_OK;
}

static enum status bad_value(const struct ini_section *s, const struct ini_entry *e, struct err *err)
{
	return err_set(err, ST_INVALID, _("Line %d, section %s: the value of “%s” cannot be understood."), e->line,
		s->name, e->key);
}

static enum status unknown_key(const struct ini_section *s, const struct ini_entry *e, struct err *err)
{
	return err_set(err, ST_INVALID, _("Line %d, section %s: there is no key “%s”."), e->line, s->name, e->key);
}

static bool is_number(enum field_kind kind)
{
	return kind == FIELD_NUMBER || kind == FIELD_MONEY;
}

static bool is_text(enum field_kind kind)
{
	return kind == FIELD_TEXT || kind == FIELD_LONG_TEXT;
}

static bool both_are_choices(void *ctx, const char *from, const char *to)
{
	const struct field *f = ctx;

	return field_choice(f, from) && field_choice(f, to);
}

/* Of several choices: commas part them, so that no label may hold one; and what they begin with are some of them. */
static const char *wrong_several(const struct field *f)
{
	char *copy = mem_str(f->initial), *rest = copy, *one;
	bool known = true;

	for (const struct choice *c = f->choices; c && c->key; c++)
		known = known && !strpbrk(c->label, ",;");
	while ((one = strsep(&rest, ",")) != NULL)
		known = known && field_choice(f, one + (*one == ' '));
	free(copy);
	return known ? NULL : "choices";
}

/* What only some kinds of field may say; returns the first key that is out of place, or NULL. */
static const char *out_of_place(const struct ini_section *s, const struct field *f)
{
	const struct { const char *key; bool allowed, needed; } row[] = {
		{ "refers", f->kind == FIELD_REFERENCE, true },
		{ "choices", f->kind == FIELD_CHOICE || f->kind == FIELD_CHOICES, true },
		{ "moves", f->kind == FIELD_CHOICE, false },
		{ "by_profile", f->kind == FIELD_CHOICE && !f->own, false },
		{ "makes", f->kind == FIELD_REFERENCE && !f->own, false },
		{ "hidden", is_text(f->kind) && f->derived && f->no_filter, false },
		{ "no_filter", !f->sort && !f->own, false },
		{ "min", is_number(f->kind), false },
		{ "max", is_number(f->kind) || is_text(f->kind) || field_is_several(f), false },
		{ "decimals", f->kind == FIELD_NUMBER, false },
		{ "shown", f->decimals > 0, false },
		{ "pattern", is_text(f->kind), false },
		{ "past_only", f->kind == FIELD_DATE, false },
		{ "phrase", f->kind == FIELD_TEXT && !f->own, false },
		{ "titled", is_number(f->kind) && !f->own, false },
		{ "secret_with", !f->own && !f->search, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		bool given = ini_value(s, row[i].key) != NULL;

		if (given ? !row[i].allowed : row[i].allowed && row[i].needed)
			return row[i].key;
	}
	if (f->pattern) {
		regex_t re;

		if (regcomp(&re, f->pattern, REG_EXTENDED | REG_NOSUB) != 0)
			return "pattern";
		regfree(&re);
	}
	if ((f->has_min && f->has_max && f->min > f->max) || (f->decimals < 0 || f->decimals > 6))
		return f->decimals ? "decimals" : "min";
	if (f->shown < 0 || (f->shown && f->shown >= f->decimals))
		return "shown";
	if (f->titled && (!strstr(f->titled, "%s") || strchr(f->titled, '%') != strrchr(f->titled, '%')))
		return "titled";
	if (f->kind == FIELD_CHOICE && f->initial && !field_choice(f, f->initial))
		return "initial";
	if (f->moves && !moves_read(f->moves, both_are_choices, (void *)f))
		return "moves";
	if (f->kind == FIELD_CHOICES)
		return wrong_several(f);
	return NULL;
}

/* What own fields may not do: they stand in no column, so nothing can sort by them or hang on them. */
static const char *not_own(const struct field *f)
{
	if (f->kind == FIELD_REFERENCE)
		return "kind";
	if (f->sort)
		return "sort";
	if (f->derived)
		return "derived";
	if (f->search)
		return "search";
	return NULL;
}

static void field_defaults(struct field *f, const struct ini_section *s)
{
	f->has_min = ini_value(s, "min") != NULL;
	f->has_max = ini_value(s, "max") != NULL && is_number(f->kind);
	if (is_text(f->kind) && f->max == 0)
		f->max = f->kind == FIELD_TEXT ? 200 : 4000;
	if (f->kind == FIELD_MONEY)
		f->decimals = 2;
}

static enum status read_field(struct decl_kind *kind, const struct ini_section *s, const char *name, bool own,
	struct err *err)
{
	struct decl_field *f;
	const char *key;
	enum status st = wants(s, field_keys, ARRAY_LEN(field_keys), err);

	if (st != ST_OK)
		return st;
	kind->field = mem_resize(kind->field, (size_t)kind->n_fields + 1, sizeof *kind->field);
	f = &kind->field[kind->n_fields++];
	*f = (struct decl_field){ .line = s->line };
	f->field.name = mem_str(name);
	f->field.own = own;
	for (int i = 0; i < s->n_entries; i++) {
		const struct ini_entry *e = &s->entry[i];
		const struct key *row = find_key(field_keys, ARRAY_LEN(field_keys), e->key);

		if (!row && own && put_translation(f, e))
			continue;
		if (!row)
			return unknown_key(s, e, err);
		if (!put_value(&f->field, row, e->value))
			return bad_value(s, e, err);
	}
	field_defaults(&f->field, s);
	key = out_of_place(s, &f->field);
	if (!key && own)
		key = not_own(&f->field);
	return key ? err_set(err, ST_INVALID, _("Line %d, section %s: the key “%s” does not fit this kind of field."),
		s->line, s->name, key) : ST_OK;
}

static enum status read_kind_section(struct decl_kind *kind, const struct ini_section *s, struct err *err)
{
	enum status st = wants(s, kind_keys, ARRAY_LEN(kind_keys), err);

	if (st != ST_OK)
		return st;
	if (kind->declared)
		return err_set(err, ST_INVALID, _("Line %d: the kind %s is declared twice."), s->line, s->name);
	kind->declared = true;
	kind->line = s->line;
	for (int i = 0; i < s->n_entries; i++) {
		const struct ini_entry *e = &s->entry[i];
		const struct key *row = find_key(kind_keys, ARRAY_LEN(kind_keys), e->key);

		if (!row)
			return unknown_key(s, e, err);
		if (!put_value(&kind->kind, row, e->value))
			return bad_value(s, e, err);
	}
	if (!kind->kind.stage)
		kind->kind.stage = mem_str("");
	return ST_OK;
}

struct decl_kind *declare_kind(const struct declaration *decl, const char *name)
{
	for (int i = 0; i < decl->n_kinds; i++)
		if (str_same(decl->kind[i].kind.name, name))
			return &decl->kind[i];
	return NULL;
}

static struct decl_kind *kind_for(struct declaration *decl, const char *name)
{
	struct decl_kind *kind = declare_kind(decl, name);

	if (kind)
		return kind;
	decl->kind = mem_resize(decl->kind, (size_t)decl->n_kinds + 1, sizeof *decl->kind);
	kind = &decl->kind[decl->n_kinds++];
	*kind = (struct decl_kind){ .kind = { .name = mem_str(name) } };
	return kind;
}

static enum status read_section(struct declaration *decl, const struct ini_section *s, bool own, struct err *err)
{
	const char *dot = strchr(s->name, '.');
	char *kind = mem_strn(s->name, dot ? (size_t)(dot - s->name) : strlen(s->name));
	enum status st = ST_OK;

	if (!is_name(kind) || (dot && !is_name(dot + 1)) || (own && !dot))
		st = err_set(err, ST_INVALID, _("Line %d: “%s” cannot be the name of a section here. Write [kind.field] "
			"in small letters, digits and underlines."), s->line, s->name);
	else if (dot)
		st = read_field(kind_for(decl, kind), s, dot + 1, own, err);
	else
		st = read_kind_section(kind_for(decl, kind), s, err);
	free(kind);
	return st;
}

enum status declare_read(struct declaration *decl, const struct ini_doc *doc, bool own, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < doc->n_sections && st == ST_OK; i++)
		st = read_section(decl, &doc->section[i], own, err);
	return st;
}

static void field_free(struct decl_field *f)
{
	for (size_t i = 0; i < ARRAY_LEN(field_keys); i++)
		if (field_keys[i].as == AS_TEXT || field_keys[i].as == AS_NAME || field_keys[i].as == AS_KEEP)
			free(*(char **)((char *)&f->field + field_keys[i].at));
	free((char *)f->field.name);
	choices_free(f->field.choices);
	for (int i = 0; i < f->n_texts; i++) {
		free(f->text[i].label);
		free(f->text[i].purpose);
		choices_free(f->text[i].choices);
	}
	free(f->text);
}

void declare_clear(struct declaration *decl)
{
	for (int k = 0; k < decl->n_kinds; k++) {
		struct decl_kind *kind = &decl->kind[k];

		for (int i = 0; i < kind->n_fields; i++)
			field_free(&kind->field[i]);
		free(kind->field);
		for (size_t i = 0; i < ARRAY_LEN(kind_keys); i++)
			if (kind_keys[i].as == AS_TEXT || kind_keys[i].as == AS_NAME)
				free(*(char **)((char *)&kind->kind + kind_keys[i].at));
		free((char *)kind->kind.name);
	}
	free(decl->kind);
	*decl = (struct declaration){ NULL, 0 };
}
