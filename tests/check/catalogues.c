/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What translators ask of their catalogues, read by gettext's own library: is all of it there, are its formats right,
 * is anything left in English, are the terms those of the glossary?
 *
 *	catalogues [--all] [--terms] POT PO EQUAL [GLOSSARY]
 *
 * EQUAL: lines of MSGID<TAB>REASON for what is rightly the same as in English.  GLOSSARY: lines of
 * TERM<TAB>TRANSLATION<TAB>STEMS, parted by |; one of them must stand in each translation of a text that has the term.
 * STEMS "-": a term that everyday English uses in other senses too: for translators to know, not checked.
 * !TERM<TAB>MSGID<TAB>REASON: a text in which the term is rightly another word.  --terms tells how often each was held.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"
#include "tests/pofile.h"

#define SHOWN 8      /* of each sort of fault, unless --all */

struct term { char *word, *stems; int held, kept; };
struct glossary { struct term *term; int count; struct map *except; };

static struct { const char *po; int forms, missing, guessed, equal, format, deviating; bool all, terms; } said;

static void tell(int *count, const char *what, const char *text)
{
	if (++*count <= SHOWN || said.all)
		printf("%s: %s: %.*s\n", said.po, what, said.all ? 100000 : 160, text);
}

/* ---- reading ---- */

static void trouble(int severity, po_message_t message, const char *file, size_t line, size_t column, int several,
	const char *text)
{
	(void)message, (void)file, (void)line, (void)column, (void)several;
	if (severity != PO_SEVERITY_WARNING)
		tell(&said.format, "format", text);
}

static void trouble2(int severity, po_message_t message, const char *file, size_t line, size_t column, int several,
	const char *text, po_message_t message2, const char *file2, size_t line2, size_t column2, int several2, const char *text2)
{
	(void)message2, (void)file2, (void)line2, (void)column2, (void)several2, (void)text2;
	trouble(severity, message, file, line, column, several, text);
}

static const struct po_xerror_handler handler = { trouble, trouble2 };

static char *key_of(po_message_t message)
{
	const char *context = po_message_msgctxt(message);

	return mem_fmt("%s\004%s", context ? context : "", po_message_msgid(message));
}

/* Calls for every line that is none of a comment, cut at its tabs. */
static void each_line(const char *path, void (*take)(void *ctx, char **cell, int count), void *ctx)
{
	FILE *f = fopen(path, "r");
	char *line = NULL, *cell[4];
	size_t room = 0;

	while (f && getline(&line, &room, f) > 0) {
		char *rest = line;
		int n = 0;

		line[strcspn(line, "\n")] = '\0';
		while (n < 4 && (cell[n] = strsep(&rest, "\t")))
			n++;
		if (line[0] && line[0] != '#')
			take(ctx, cell, n);
	}
	free(line);
	if (f)
		fclose(f);
}

static void take_equal(void *ctx, char **cell, int count)
{
	if (count >= 2)
		*map_at(ctx, cell[0], strlen(cell[0])) = 1;
	else
		tell(&said.equal, "no reason given for", cell[0]);
}

static void take_term(void *ctx, char **cell, int count)
{
	struct glossary *g = ctx;
	char *key;

	if (count >= 3 && cell[0][0] == '!') {
		key = mem_fmt("%s\004%s", cell[0] + 1, cell[1]);
		*map_at(g->except, key, strlen(key)) = 1;
		free(key);
		return;
	}
	if (count < 3 || !cell[1][0] || !cell[2][0]) {
		tell(&said.deviating, "a line of the glossary needs term, translation and stems", cell[0]);
		return;
	}
	g->term = mem_resize(g->term, (size_t)g->count + 1, sizeof(*g->term));
	g->term[g->count++] = (struct term){ mem_str(cell[0]), mem_str(cell[2]), 0, 0 };
}

/* ---- terms ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) || c == '_';
}

/* The term as a word of its own, its plural too; case apart. */
static bool has_term(const char *text, const char *term)
{
	size_t len = strlen(term);

	for (const char *at = text; (at = strcasestr(at, term)) != NULL; at++) {
		const char *end = at + len;

		if (at > text && (is_letter(at[-1]) || at[-1] == '-' || at[-1] == '%'))
			continue;
		if (end[0] == 's' && !is_letter(end[1]))
			end++;
		else if (end[-1] == 'y' && !is_letter(end[0]))
			return true;
		if (!is_letter(*end) && *end != '-')
			return true;
	}
	return false;
}

static bool has_stem(const char *text, const char *stems)
{
	struct str folded = STR_INIT, one = STR_INIT;
	char *copy = mem_str(stems), *rest = copy, *stem;
	bool found = false;

	text_fold(&folded, text);
	while (!found && (stem = strsep(&rest, "|"))) {
		str_clear(&one);
		text_fold(&one, stem);
		found = one.len && strstr(str_get(&folded), str_get(&one));
	}
	free(copy);
	str_free(&folded);
	str_free(&one);
	return found;
}

static bool excepted(const struct glossary *g, const struct term *term, const char *msgid)
{
	char *key = mem_fmt("%s\004%s", term->word, msgid);
	bool found = map_find(g->except, key, strlen(key)) != NULL;

	free(key);
	return found;
}

/* Within "waiting list" the term "list" is not looked for. */
static bool in_longer_term(const struct glossary *g, const char *msgid, const struct term *term)
{
	for (int i = 0; i < g->count; i++)
		if (strlen(g->term[i].word) > strlen(term->word) && strcasestr(g->term[i].word, term->word)
		    && has_term(msgid, g->term[i].word))
			return true;
	return false;
}

static void check_terms(struct glossary *g, const char *msgid, const char *msgstr)
{
	for (int i = 0; i < g->count; i++) {
		struct term *term = &g->term[i];
		char *words;

		if (strcmp(term->stems, "-") == 0 || !has_term(msgid, term->word) || in_longer_term(g, msgid, term))
			continue;
		term->held++;
		/* A word of a command stays as it is. */
		if (has_stem(msgstr, term->stems) || has_term(msgstr, term->word) || excepted(g, term, msgid)) {
			term->kept++;
			continue;
		}
		words = mem_fmt("%s (%s): %s -> %s", term->word, term->stems, msgid, msgstr);
		tell(&said.deviating, "not the glossary's word", words);
		free(words);
	}
}

/* ---- one catalogue ---- */

static bool is_latin(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Two letters beside each other that are no place for a value. */
static bool has_words(const char *s)
{
	for (; *s; s++) {
		if (*s == '%' && s[1])
			s++;
		else if (is_latin(s[0]) && is_latin(s[1]))
			return true;
	}
	return false;
}

static bool is_whole(po_message_t message)
{
	if (!po_message_msgid_plural(message))
		return *po_message_msgstr(message) != '\0';
	for (int i = 0; i < said.forms; i++) {
		const char *form = po_message_msgstr_plural(message, i);

		if (!form || !*form)
			return false;
	}
	return true;
}

static int forms_of(po_file_t file)
{
	const char *header = po_file_domain_header(file, NULL), *at = header ? strstr(header, "nplurals=") : NULL;

	return at ? atoi(at + strlen("nplurals=")) : 1;
}

static void check_message(po_message_t message, const struct map *equal, struct glossary *g)
{
	const char *id = po_message_msgid(message), *str = po_message_msgstr(message);

	if (po_message_is_fuzzy(message))
		tell(&said.guessed, "a guess", id);
	if (strcmp(id, str) == 0 && has_words(id) && !map_find(equal, id, strlen(id)))
		tell(&said.equal, "equal to the English", id);
	check_terms(g, id, str);
}

static struct map *check_catalogue(const char *path, const struct map *wanted, const struct map *equal, struct glossary *g)
{
	struct map *there = map_new();
	po_file_t file = pofile_read(path, &handler);
	po_message_iterator_t next = po_message_iterator(file, NULL);
	po_message_t message;

	said.forms = forms_of(file);
	while ((message = po_next_message(next))) {
		char *key = key_of(message);

		if (*po_message_msgid(message) && !po_message_is_obsolete(message) && map_find(wanted, key, strlen(key))) {
			po_message_check_all(message, next, &handler);
			*map_at(there, key, strlen(key)) = is_whole(message);
			if (*po_message_msgstr(message))
				check_message(message, equal, g);
		}
		free(key);
	}
	po_message_iterator_free(next);
	po_file_free(file);
	return there;
}

/* What the sources say, by context and text; with `there`, what of it a catalogue lacks. */
static struct map *read_pot(const char *path, const struct map *there)
{
	struct map *wanted = map_new();
	po_file_t file = pofile_read(path, &handler);
	po_message_iterator_t next = po_message_iterator(file, NULL);
	po_message_t message;

	while ((message = po_next_message(next))) {
		char *key = key_of(message);
		const int64_t *known = there ? map_find(there, key, strlen(key)) : NULL;

		if (*po_message_msgid(message) && !po_message_is_obsolete(message)) {
			*map_at(wanted, key, strlen(key)) = 1;
			if (there && !(known && *known))
				tell(&said.missing, "missing", po_message_msgid(message));
		}
		free(key);
	}
	po_message_iterator_free(next);
	po_file_free(file);
	return wanted;
}

static void sum_up(const struct glossary *g, size_t total)
{
	int checked = 0;

	for (int i = 0; i < g->count; i++) {
		checked += strcmp(g->term[i].stems, "-") != 0;
		if (said.terms)
			printf("%s\t%d of %d\n", g->term[i].word, g->term[i].kept, g->term[i].held);
	}
	printf("%s: %zu messages, %d missing, %d guesses, %d with wrong formats, %d left in English, ", said.po, total,
		said.missing, said.guessed, said.format, said.equal);
	if (g->count)
		printf("%d terms (%d checked), %d deviations\n", g->count, checked, said.deviating);
	else
		printf("no glossary\n");
}

int main(int argc, char **argv)
{
	struct glossary g = { NULL, 0, map_new() };
	struct map *wanted, *there, *equal = map_new();
	size_t total;

	for (; argc > 1 && argv[1][0] == '-'; argc--, argv++) {
		said.terms |= strcmp(argv[1], "--terms") == 0;
		said.all |= strcmp(argv[1], "--all") == 0;
	}
	if (argc < 4) {
		fputs("catalogues [--all] [--terms] POT PO EQUAL [GLOSSARY]\n", stderr);
		return 2;
	}
	msg_init(argv[0]);
	said.po = argv[2];
	each_line(argv[3], take_equal, equal);
	if (argc > 4)
		each_line(argv[4], take_term, &g);
	wanted = read_pot(argv[1], NULL);
	total = map_count(wanted);
	there = check_catalogue(argv[2], wanted, equal, &g);
	map_free(wanted);
	map_free(read_pot(argv[1], there));
	sum_up(&g, total);
	map_free(there);
	map_free(equal);
	map_free(g.except);
	for (int i = 0; i < g.count; i++) {
		free(g.term[i].word);
		free(g.term[i].stems);
	}
	free(g.term);
	return said.missing + said.guessed + said.format + said.equal + said.deviating > 0;
}
