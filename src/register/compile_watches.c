/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/watches/NAME.ini -> the watches for cases/, judged by the gate.  That kinds and fields exist is a test's. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/term.h"
#include "register/compile.h"

static const char *const stages[] = { "arrival", "language", "skills", "work", "housing", "school", NULL };
static const char *const keys[] = { "label", "kind", "field", "length", "before", "while", "seen", "without", "names",
	"stage", NULL };

static bool is_one_of(const char *const *list, const char *s)
{
	for (; *list; list++)
		if (str_same(*list, s))
			return true;
	return false;
}

static enum status check_watch(const struct grounds *g, const struct ini_section *s, struct err *err)
{
	const char *length = ini_value(s, "length"), *before = ini_value(s, "before");
	struct term term;

	for (int i = 0; i < s->n_entries; i++)
		if (!is_one_of(keys, s->entry[i].key))
			return err_set(err, ST_INVALID, "Line %d: there is no key \"%s\".", s->entry[i].line,
				s->entry[i].key);
	if (str_empty(ini_value(s, "label")) || str_empty(ini_value(s, "kind")) || str_empty(ini_value(s, "field")) ||
	    !is_one_of(stages, ini_value(s, "stage")) || s->name[strspn(s->name, "abcdefghijklmnopqrstuvwxyz0123456789_.")])
		return err_set(err, ST_INVALID, "Line %d: a watch [kind.name] needs label, kind, field and stage.", s->line);
	if ((length && before) || (length && !term_parse(length, &term)) || (before && !term_parse(before, &term)))
		return err_set(err, ST_INVALID, "Line %d: length or before says a term, such as \"3 months\".", s->line);
	return grounds_judge(g, s->name, ini_value(s, "label"), err);
}

static void emit_key(struct str *out, const char *s, size_t len)
{
	char *key;

	for (; len && *s == ' '; len--)
		s++;
	while (len && s[len - 1] == ' ')
		len--;
	key = mem_strn(s, len);
	emit_string(out, key);
	free(key);
}

/* "offered, accepted", of the field `state`, or "interpreter: asked". */
static void emit_condition(struct str *out, const char *s, size_t len)
{
	const char *end = s + len, *colon = memchr(s, ':', len);

	str_add(out, "{ ");
	if (colon)
		emit_key(out, s, (size_t)(colon - s));
	else
		str_add(out, "\"state\"");
	str_add(out, ", (const char *const[]){ ");
	for (s = colon ? colon + 1 : s; s < end;) {
		const char *comma = memchr(s, ',', (size_t)(end - s)), *stop = comma ? comma : end;

		emit_key(out, s, (size_t)(stop - s));
		str_add(out, ", ");
		s = stop + 1;
	}
	str_add(out, "NULL } }, ");
}

/* Conditions are parted by "&" and must all hold. */
static void emit_conditions(struct str *out, const char *s)
{
	str_add(out, "\t\t.when = (const struct watch_when[]){ ");
	while (s && *s) {
		size_t len = strcspn(s, "&");

		emit_condition(out, s, len);
		s += len + (s[len] == '&');
	}
	str_add(out, "{ NULL, NULL } },\n");
}

static void emit_member(struct str *out, const struct ini_section *s, const char *key)
{
	if (!ini_value(s, key))
		return;
	str_addf(out, "\t\t.%s = ", key);
	emit_string(out, ini_value(s, key));
	str_add(out, ",\n");
}

static void emit_watch(struct str *out, const struct ini_section *s)
{
	const char *length = ini_value(s, "length"), *before = ini_value(s, "before");
	struct term term = { 0, TERM_DAYS };

	if (length || before)
		term_parse(length ? length : before, &term);
	str_add(out, "\t{\n\t\t.key = ");
	emit_string(out, s->name);
	str_add(out, ",\n\t\t/* TRANSLATORS: what is to be done by a day, in the list of Today */\n\t\t.label = ");
	emit_message(out, ini_value(s, "label"));
	str_add(out, ",\n");
	emit_member(out, s, "kind");
	emit_member(out, s, "field");
	str_addf(out, "\t\t.length = { %d, (enum term_unit)%d },\n\t\t.before = %s,\n", term.n, (int)term.unit,
		before ? "true" : "false");
	emit_conditions(out, ini_value(s, "while"));
	emit_member(out, s, "seen");
	emit_member(out, s, "without");
	emit_member(out, s, "names");
	emit_member(out, s, "stage");
	str_add(out, "\t},\n");
}

static enum status compile_one(struct str *out, const struct grounds *g, const char *path, int *n, struct err *err)
{
	struct ini_doc doc;
	enum status st = ini_read_file(&doc, path, err);

	for (int i = 0; st == ST_OK && i < doc.n_sections; i++) {
		st = check_watch(g, &doc.section[i], err);
		if (st == ST_OK)
			emit_watch(out, &doc.section[i]);
		*n += 1;
	}
	ini_clear(&doc);
	return st == ST_OK ? st : compile_blame(err, path);
}

enum status compile_watches(struct str *out, const char *schema, struct err *err)
{
	struct grounds g;
	char *dir = mem_fmt("%s/watches", schema), **files = NULL;
	int n = 0, count = 0;
	enum status st = grounds_read(&g, schema, err);

	if (st == ST_OK)
		st = compile_files(dir, &files, &n, err);
	emit_head(out, "schema/watches/");
	str_add(out, "#include \"base/msg.h\"\n#include \"cases/templates.h\"\n\nconst struct watch builtin_watches[] = {\n");
	for (int i = 0; i < n && st == ST_OK; i++)
		st = compile_one(out, &g, files[i], &count, err);
	str_addf(out, "};\nconst int n_builtin_watches = %d;\n", count);
	compile_files_free(files, n);
	grounds_clear(&g);
	free(dir);
	return st;
}
