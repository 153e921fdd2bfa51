/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The catalogues, the titles of occupations and schema/grounds/tongues/ -> what the
 * gate needs to know of spelling beside the lexicons: words that patterns fit though
 * none has them in full, and words so like one of a lexicon that they would be taken
 * for a slip of typing of it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "register/compile.h"
#include "register/words.h"

static const char *const languages[] = { "ar", "de", "en", "es", "fr", "nl", "tr", "uk" };
#define LEAST 4          /* bytes of a word that is looked at */
#define ROW 4000         /* bytes of a list */

struct collected {
	char **word;
	size_t n;
};

static int by_word(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void put_together(struct collected *c)
{
	size_t out = 0;

	if (c->n)
		qsort(c->word, c->n, sizeof *c->word, by_word);
	for (size_t i = 0; i < c->n; i++)
		if (out && strcmp(c->word[out - 1], c->word[i]) == 0)
			free(c->word[i]);
		else
			c->word[out++] = c->word[i];
	c->n = out;
}

static void keep(struct collected *c, const char *word)
{
	if ((c->n & (c->n + 1)) == 0)
		c->word = mem_resize(c->word, (c->n + 1) * 2, sizeof *c->word);
	c->word[c->n++] = mem_str(word);
}

static void collect(struct collected *c, const char *text)
{
	struct words words;

	words_cut(&words, text);
	for (size_t i = 0; i < words.n; i++)
		if (strlen(words.word[i].form[0]) >= LEAST)
			keep(c, words.word[i].form[0]);
	words_clear(&words);
}

/* ---- sources ---- */

/* What stands between the quotation marks of a catalogue's line, without its signs. */
static void collect_quoted(struct collected *c, char *line)
{
	char *from = strchr(line, '"'), *to = strrchr(line, '"');

	if (!from || to <= from)
		return;
	*to = '\0';
	for (char *s = from; *s; s++)
		if (*s == '\\' || *s == '%') {
			*s = ' ';
			if (s[1])
				*++s = ' ';
		}
	collect(c, from);
}

/* English is what the catalogue of another language is asked in. */
static enum status read_catalogue(struct collected *c, const char *path, bool english, struct err *err)
{
	const char *keyword = english ? "msgid" : "msgstr";
	char *line = NULL;
	bool on = false;
	size_t room = 0;
	FILE *in = fopen(path, "r");

	if (!in)
		return io_error(err, errno, path);
	while (getline(&line, &room, in) > 0) {
		if (*line != '"')
			on = str_starts(line, keyword);
		if (on)
			collect_quoted(c, line);
	}
	free(line);
	fclose(in);
	return ST_OK;
}

static enum status read_titles(struct collected *c, const char *path, const char *language, struct err *err)
{
	struct compile_csv csv;
	enum status st = compile_csv_open(&csv, path, err);
	int column = -1;

	for (int i = 0; i < csv.count && st == ST_OK; i++)
		if (strcmp(csv.cell[i], language) == 0 || strcmp(csv.cell[i], "title") == 0)
			column = i;
	while (st == ST_OK && column >= 0 && compile_csv_next(&csv))
		if (column < csv.count)
			collect(c, csv.cell[column]);
	compile_csv_close(&csv);
	return st;
}

/* One or several to the line; behind a blank a count may follow.  Arabic and Ukrainian have no list. */
static void read_list(struct collected *c, const char *path)
{
	FILE *in = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	while (in && getline(&line, &room, in) > 0)
		collect(c, line);
	free(line);
	if (in)
		fclose(in);
}

static enum status read_language(struct collected *c, const char *schema, const char *language, struct err *err)
{
	static const char *const lists[] = { "words", "counted" };
	bool english = strcmp(language, "en") == 0;
	const char *of = english ? "de" : language;
	char *path[] = { mem_fmt("%s/../po/%s.po", schema, of), mem_fmt("%s/../po/papers/%s.po", schema, of),
		mem_fmt("%s/reference/isco08.csv", schema), mem_fmt("%s/reference/esco_occupations.csv", schema),
		mem_fmt("%s/reference/esco_titles_%s.csv", schema, language) };
	enum status st = read_catalogue(c, path[0], english, err);

	if (st == ST_OK)
		st = read_catalogue(c, path[1], english, err);
	for (int i = 2; i < 5 && st == ST_OK; i++)
		if (i < 4 || strcmp(language, "en") == 0 || strcmp(language, "fr") == 0 || strcmp(language, "nl") == 0)
			st = read_titles(c, path[i], language, err);
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		char *list = mem_fmt("%s/grounds/tongues/%s.%s", schema, language, lists[i]);

		read_list(c, list);
		free(list);
	}
	for (size_t i = 0; i < ARRAY_LEN(path); i++)
		free(path[i]);
	put_together(c);
	return st;
}

/* ---- what is kept of them ---- */

/* As many words to the row as a string may hold in every compiler. */
static void emit_words(struct str *out, const char *language, const struct collected *c, bool telling)
{
	struct str row = STR_INIT;

	for (size_t i = 0; i < c->n; i++) {
		str_addf(&row, "%s%s", row.len ? " " : "", c->word[i]);
		if (i + 1 < c->n && row.len + strlen(c->word[i + 1]) < ROW)
			continue;
		str_addf(out, "\t{ \"%s\", %s, \"%s\" },\n", language, telling ? "true" : "false", str_get(&row));
		str_clear(&row);
	}
	str_free(&row);
}

static void forget(struct collected *c)
{
	for (size_t i = 0; i < c->n; i++)
		free(c->word[i]);
	free(c->word);
	*c = (struct collected){ NULL, 0 };
}

/* Of the words of the language, what is telling; and of those asked about, what would be taken for a slip even so. */
static void sort_out(const struct grounds *g, const char *language, const struct collected *all, const struct collected *asked,
	struct collected *telling, struct collected *known)
{
	struct lexicon *lexicon = lexicon_new(g->words, g->n_words, g->terms, g->n_terms);
	struct lexicon_spelling spelling = { language, true, NULL };
	struct str list = STR_INIT;

	for (size_t i = 0; i < all->n; i++)
		if (lexicon_tells(g->lexicon, all->word[i], language)) {
			keep(telling, all->word[i]);
			str_addf(&list, " %s", all->word[i]);
		}
	spelling.words = str_get(&list);
	lexicon_spell(lexicon, &spelling, 1);
	for (size_t i = 0; i < asked->n; i++)
		if (lexicon_mends(lexicon, asked->word[i], language))
			keep(known, asked->word[i]);
	lexicon_free(lexicon);
	str_free(&list);
}

/* Of the words on standard input, each behind its language: those that would be taken for slips of typing. */
enum status compile_slips(struct str *out, const char *schema, struct err *err)
{
	struct collected asked[ARRAY_LEN(languages)] = { { NULL, 0 } };
	struct grounds g;
	enum status st = grounds_read(&g, schema, err);
	char *line = NULL;
	size_t room = 0;

	while (getline(&line, &room, stdin) > 0)
		for (size_t i = 0; i < ARRAY_LEN(languages); i++)
			if (str_starts(line, languages[i]) && line[2] == ' ')
				collect(&asked[i], line + 3);
	free(line);
	for (size_t i = 0; i < ARRAY_LEN(languages); i++) {
		struct collected all = { NULL, 0 }, telling = { NULL, 0 }, known = { NULL, 0 };

		put_together(&asked[i]);
		if (st == ST_OK)
			st = read_language(&all, schema, languages[i], err);
		if (st == ST_OK)
			sort_out(&g, languages[i], &all, &asked[i], &telling, &known);
		for (size_t k = 0; k < known.n; k++)
			str_addf(out, "%s %s\n", languages[i], known.word[k]);
		forget(&all);
		forget(&telling);
		forget(&known);
		forget(&asked[i]);
	}
	grounds_clear(&g);
	return st;
}

enum status compile_spellings(struct str *out, const char *schema, struct err *err)
{
	struct grounds g;
	enum status st = grounds_read(&g, schema, err);

	emit_head(out, "the catalogues, schema/reference/ and schema/grounds/");
	str_add(out, "#include \"register/tables.h\"\n\nconst struct lexicon_spelling builtin_spellings[] = {\n");
	for (size_t i = 0; i < ARRAY_LEN(languages) && st == ST_OK; i++) {
		struct collected all = { NULL, 0 }, asked = { NULL, 0 }, telling = { NULL, 0 }, known = { NULL, 0 };
		char *list = mem_fmt("%s/grounds/tongues/%s.known", schema, languages[i]);

		st = read_language(&all, schema, languages[i], err);
		for (size_t k = 0; k < all.n; k++)
			keep(&asked, all.word[k]);
		read_list(&asked, list);
		put_together(&asked);
		if (st == ST_OK)
			sort_out(&g, languages[i], &all, &asked, &telling, &known);
		emit_words(out, languages[i], &telling, true);
		emit_words(out, languages[i], &known, false);
		forget(&all);
		forget(&telling);
		forget(&known);
		forget(&asked);
		free(list);
	}
	str_add(out, "};\nconst int n_builtin_spellings = sizeof builtin_spellings / sizeof *builtin_spellings;\n");
	grounds_clear(&g);
	return st;
}
