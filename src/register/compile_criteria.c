/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/criteria/NAME.ini -> what waiting lists may go by, judged by the gate.  That the fields exist is a test's. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/compile.h"

static const char *const keys[] = { "label", "explain", "value", "first", NULL };
static const struct { const char *word, *code; } orders[] = {
	{ "earliest", "CRITERION_EARLIEST" }, { "fewest", "CRITERION_FEWEST" }, { "yes", "CRITERION_YES" },
};

static bool is_key(const char *key)
{
	for (int i = 0; keys[i]; i++)
		if (str_same(keys[i], key))
			return true;
	return false;
}

static const char *code_of(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(orders); i++)
		if (str_same(orders[i].word, word))
			return orders[i].code;
	return NULL;
}

static enum status check_criterion(const struct grounds *g, const struct ini_section *s, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < s->n_entries; i++)
		if (!is_key(s->entry[i].key))
			return err_set(err, ST_INVALID, "Line %d: there is no key \"%s\".", s->entry[i].line,
				s->entry[i].key);
	for (int i = 0; keys[i]; i++)
		if (str_empty(ini_value(s, keys[i])))
			return err_set(err, ST_INVALID, "Line %d: a criterion needs \"%s\".", s->line, keys[i]);
	if (!code_of(ini_value(s, "first")) || s->name[strspn(s->name, "abcdefghijklmnopqrstuvwxyz0123456789_")] ||
	    ini_value(s, "value")[strspn(ini_value(s, "value"), "abcdefghijklmnopqrstuvwxyz0123456789_.")])
		return err_set(err, ST_INVALID, "Line %d: a criterion [key] puts the earliest, the fewest or yes first, of a "
			"field.", s->line);
	for (int i = 0; st == ST_OK && i < 2; i++)
		st = grounds_judge(g, s->name, ini_value(s, keys[i]), err);
	return st;
}

static void emit_text(struct str *out, const struct ini_section *s, const char *key, const char *comment)
{
	if (comment)
		str_addf(out, "\t\t/* TRANSLATORS: %s */\n", comment);
	str_addf(out, "\t\t.%s = ", key);
	emit_message(out, ini_value(s, key));
	str_add(out, ",\n");
}

static void emit_criterion(struct str *out, const struct ini_section *s)
{
	str_add(out, "\t{\n\t\t.key = ");
	emit_string(out, s->name);
	str_add(out, ",\n");
	emit_text(out, s, "label", "by what a waiting list goes");
	emit_text(out, s, "explain", NULL);
	str_add(out, "\t\t.value = ");
	emit_string(out, ini_value(s, "value"));
	str_addf(out, ",\n\t\t.first = %s,\n\t},\n", code_of(ini_value(s, "first")));
}

static enum status read_criteria(struct ini_doc **out, int *count, const char *schema, struct err *err)
{
	char *dir = mem_fmt("%s/criteria", schema), **files = NULL;
	int n = 0;
	enum status st = compile_files(dir, &files, &n, err);

	*out = NULL;
	*count = 0;
	for (int i = 0; st == ST_OK && i < n; i++) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		st = ini_read_file(&(*out)[*count], files[i], err);
		*count += 1;
		if (st != ST_OK)
			compile_blame(err, files[i]);
	}
	compile_files_free(files, n);
	free(dir);
	return st;
}

static void free_criteria(struct ini_doc *doc, int count)
{
	for (int i = 0; i < count; i++)
		ini_clear(&doc[i]);
	free(doc);
}

enum status compile_criteria(struct str *out, const char *schema, struct err *err)
{
	struct grounds g;
	struct ini_doc *doc;
	int n, count = 0;
	enum status st = grounds_read(&g, schema, err);

	if (st == ST_OK)
		st = read_criteria(&doc, &n, schema, err);
	else
		doc = NULL, n = 0;
	emit_head(out, "schema/criteria/");
	str_add(out, "#include \"base/msg.h\"\n#include \"cases/templates.h\"\n\nconst struct criterion builtin_criteria[] = {\n");
	for (int k = 0; k < n; k++)
		for (int i = 0; st == ST_OK && i < doc[k].n_sections; i++, count++) {
			st = check_criterion(&g, &doc[k].section[i], err);
			if (st == ST_OK)
				emit_criterion(out, &doc[k].section[i]);
		}
	if (st == ST_INVALID && n > 0)
		compile_blame(err, "schema/criteria");
	str_addf(out, "};\nconst int n_builtin_criteria = %d;\n", count);
	free_criteria(doc, n);
	grounds_clear(&g);
	return st;
}

enum status criteria_choices(char **out, const char *schema, struct err *err)
{
	struct ini_doc *doc;
	struct str text = STR_INIT;
	int n;
	enum status st = read_criteria(&doc, &n, schema, err);

	for (int k = 0; st == ST_OK && k < n; k++)
		for (int i = 0; i < doc[k].n_sections; i++)
			str_addf(&text, "%s%s: %s", text.len ? " | " : "", doc[k].section[i].name,
				ini_value(&doc[k].section[i], "label") ? ini_value(&doc[k].section[i], "label") : "?");
	*out = str_take(&text);
	free_criteria(doc, n);
	return st;
}
