/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/grounds/ -> the gate's tables; and the same lexicon at build, so that the register itself is judged. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/compile.h"

static const char *const ground_keys[] = { "title", "source", "instead" };
static const char *const all_keys[] = { "title", "source", "instead", "recorded" };
static const char *const form_keys[] = { "endings", "chain" };
static const char *const word_keys[] = { "refuse", "allow" };

static enum status known_keys(const struct ini_section *s, const char *const *keys, size_t n, struct err *err)
{
	for (int i = 0; i < s->n_entries; i++) {
		bool known = false;

		for (size_t k = 0; k < n; k++)
			known = known || str_same(keys[k], s->entry[i].key);
		if (!known)
			return err_set(err, ST_INVALID, "Line %d: there is no key \"%s\".", s->entry[i].line,
				s->entry[i].key);
	}
	return ST_OK;
}

static enum status check_ground(const struct ini_section *s, struct err *err)
{
	for (size_t k = 0; k < ARRAY_LEN(ground_keys); k++)
		if (!ini_value(s, ground_keys[k]))
			return err_set(err, ST_INVALID, "Line %d: the ground %s lacks \"%s\".", s->line, s->name,
				ground_keys[k]);
	if (ini_value(s, "recorded") && !str_same(ini_value(s, "recorded"), "yes"))
		return err_set(err, ST_INVALID, "Line %d: a ground that is asked for says so by recorded = yes.", s->line);
	return known_keys(s, all_keys, ARRAY_LEN(all_keys), err);
}

static const struct ini_section *ground_of(const struct grounds *g, const char *name)
{
	for (int i = 0; i < g->titles.n_sections; i++)
		if (str_same(g->titles.section[i].name, name))
			return &g->titles.section[i];
	return NULL;
}

bool grounds_has(const struct grounds *g, const char *key)
{
	return ground_of(g, key) != NULL;
}

static enum status add_words(struct grounds *g, const struct ini_section *s, const char *language, struct err *err)
{
	bool any = str_same(s->name, "any");

	if (!any && !ground_of(g, s->name))
		return err_set(err, ST_INVALID, "Line %d: there is no ground \"%s\".", s->line, s->name);
	if (any && ini_value(s, "refuse"))
		return err_set(err, ST_INVALID, "Line %d: what is refused needs a ground.", s->line);
	g->words = mem_resize(g->words, g->n_words + 1, sizeof *g->words);
	g->words[g->n_words++] = (struct lexicon_words){ language, any ? "" : s->name, ini_value(s, "refuse"),
		ini_value(s, "allow") };
	return known_keys(s, word_keys, ARRAY_LEN(word_keys), err);
}

static enum status add_terms(struct grounds *g, const struct lexicon_terms *terms)
{
	g->terms = mem_resize(g->terms, g->n_terms + 1, sizeof *g->terms);
	g->terms[g->n_terms++] = *terms;
	return ST_OK;
}

static enum status add_forms(struct grounds *g, const struct ini_section *s, const char *language, struct err *err)
{
	const char *endings = ini_value(s, "endings"), *chain = ini_value(s, "chain");
	long many = chain ? strtol(chain, NULL, 10) : 1;

	if (!endings || many < 1 || many > 8)
		return err_set(err, ST_INVALID, "Line %d: [forms] has endings, and chain from 1 to 8.", s->line);
	add_terms(g, &(struct lexicon_terms){ language, NULL, endings, (int)many });
	return known_keys(s, form_keys, ARRAY_LEN(form_keys), err);
}

/* What patterns refer to, or the patterns of a ground. */
static enum status add_section(struct grounds *g, const struct ini_section *s, const char *language, struct err *err)
{
	if (str_same(s->name, "forms"))
		return add_forms(g, s, language, err);
	if (!str_same(s->name, "words"))
		return add_words(g, s, language, err);
	for (int i = 0; i < s->n_entries; i++)
		add_terms(g, &(struct lexicon_terms){ language, s->entry[i].key, s->entry[i].value, 0 });
	return ST_OK;
}

static enum status read_language(struct grounds *g, const char *path, struct err *err)
{
	struct ini_doc *doc;
	const char *language = NULL;
	enum status st;

	g->lang = mem_resize(g->lang, (size_t)g->n_langs + 1, sizeof *g->lang);
	doc = &g->lang[g->n_langs++];
	st = ini_read_file(doc, path, err);
	if (st != ST_OK)
		return compile_blame(err, path);
	if (doc->n_sections && str_same(doc->section[0].name, "lexicon"))
		language = ini_value(&doc->section[0], "language");
	if (str_same(language, "all"))
		language = NULL;
	else if (!language)
		st = err_set(err, ST_INVALID, "the file does not begin with [lexicon] and its language");
	for (int i = 1; i < doc->n_sections && st == ST_OK; i++)
		st = add_section(g, &doc->section[i], language, err);
	return st == ST_OK ? st : compile_blame(err, path);
}

static enum status read_titles(struct grounds *g, const char *path, struct err *err)
{
	enum status st = ini_read_file(&g->titles, path, err);

	for (int i = 0; i < g->titles.n_sections && st == ST_OK; i++)
		st = check_ground(&g->titles.section[i], err);
	return st == ST_OK ? st : compile_blame(err, path);
}

enum status grounds_read(struct grounds *g, const char *schema, struct err *err)
{
	char *dir = mem_fmt("%s/grounds", schema), *titles = mem_fmt("%s/grounds.ini", dir), **files;
	int n;
	enum status st;

	*g = (struct grounds){ 0 };
	st = read_titles(g, titles, err);
	if (st == ST_OK)
		st = compile_files(dir, &files, &n, err);
	else
		files = NULL, n = 0;
	for (int i = 0; i < n && st == ST_OK; i++)
		if (!str_same(files[i], titles))
			st = read_language(g, files[i], err);
	g->lexicon = lexicon_new(g->words, g->n_words, g->terms, g->n_terms);
	if (st == ST_OK && (st = lexicon_check(g->lexicon, err)) != ST_OK)
		compile_blame(err, dir);
	compile_files_free(files, n);
	free(dir);
	free(titles);
	return st;
}

void grounds_clear(struct grounds *g)
{
	lexicon_free(g->lexicon);
	ini_clear(&g->titles);
	for (int i = 0; i < g->n_langs; i++)
		ini_clear(&g->lang[i]);
	free(g->lang);
	free(g->words);
	free(g->terms);
}

enum status grounds_judge(const struct grounds *g, const char *what, const char *text, struct err *err)
{
	struct lexicon_hit hit = lexicon_judge(g->lexicon, text, "en");

	if (!hit.words)
		return ST_OK;
	return err_set(err, ST_INVALID, "%s: the gate refuses \"%s\" (%s: %.*s)", what, text, hit.words->ground,
		(int)(hit.to - hit.from), text + hit.from);
}

static void emit_ground(struct str *out, const struct ini_section *s)
{
	str_add(out, "\t{ ");
	emit_string(out, s->name);
	str_addf(out, ",\n\t/* TRANSLATORS: what is never %s, within a sentence */\n\t",
		ini_value(s, "recorded") ? "a criterion" : "recorded");
	emit_message(out, ini_value(s, "title"));
	str_add(out, ",\n\t");
	emit_string(out, ini_value(s, "source"));
	str_add(out, ",\n\t/* TRANSLATORS: what to ask instead of a question that is refused */\n\t");
	emit_message(out, ini_value(s, "instead"));
	str_addf(out, ", %s },\n", ini_value(s, "recorded") ? "true" : "false");
}

static void emit_terms(struct str *out, const struct lexicon_terms *t)
{
	str_add(out, "\t{ ");
	emit_string(out, t->language);
	str_add(out, ", ");
	emit_string(out, t->name);
	str_add(out, ", ");
	emit_string(out, t->words);
	str_addf(out, ", %d },\n", t->chain);
}

enum status compile_grounds(struct str *out, const char *schema, struct err *err)
{
	struct grounds g;
	enum status st = grounds_read(&g, schema, err);

	emit_head(out, "schema/grounds/");
	str_add(out, "#include \"base/msg.h\"\n#include \"register/tables.h\"\n\n"
		"const struct gate_ground builtin_grounds[] = {\n");
	for (int i = 0; i < g.titles.n_sections && st == ST_OK; i++)
		emit_ground(out, &g.titles.section[i]);
	str_addf(out, "};\nconst int n_builtin_grounds = %d;\n\n", g.titles.n_sections);
	str_add(out, "const struct lexicon_words builtin_words[] = {\n");
	for (size_t i = 0; i < g.n_words && st == ST_OK; i++) {
		const char *const part[] = { g.words[i].language, g.words[i].ground, g.words[i].refuse, g.words[i].allow };

		str_add(out, "\t{ ");
		for (size_t k = 0; k < ARRAY_LEN(part); k++) {
			emit_string(out, part[k]);
			str_add(out, k + 1 < ARRAY_LEN(part) ? ", " : " },\n");
		}
	}
	str_addf(out, "};\nconst int n_builtin_words = %zu;\n", g.n_words);
	str_add(out, "const struct lexicon_terms builtin_terms[] = {\n");
	for (size_t i = 0; i < g.n_terms && st == ST_OK; i++)
		emit_terms(out, &g.terms[i]);
	str_addf(out, "\t{ NULL, NULL, NULL, 0 },\n};\nconst int n_builtin_terms = %zu;\n", g.n_terms);
	grounds_clear(&g);
	return st;
}
