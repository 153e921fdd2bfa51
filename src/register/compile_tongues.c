/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/grounds/tongues/ and the words of the lexicons -> what languages are told apart by (tongue_model.h). */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/utf.h"
#include "register/compile.h"
#include "register/tongue_model.h"
#include "register/words.h"

#define EVERYDAY 8       /* times that a word of LANGUAGE.words counts */
#define MARKS 64

static const char *const names[TONGUES] = { "en", "de", "fr", "nl", "es", "tr" };

struct known { char *word; double count[TONGUES], marked[TONGUES]; };
struct learned {
	struct known *word;
	size_t n;
	double three[TONGUES][TONGUE_LETTERS * TONGUE_LETTERS * TONGUE_LETTERS];
	struct { unsigned letter; int base; double count[TONGUES]; } mark[MARKS];
	int n_marks;
	double base[TONGUES][TONGUE_LETTERS];
};

/* ---- counting ---- */

static void count_letters(struct learned *l, int tongue, const char *folded, double times, bool whole)
{
	int a = 0, b = 0;

	for (const char *s = folded; *s; s++) {
		int c = tongue_letter(*s);

		l->three[tongue][(a * TONGUE_LETTERS + b) * TONGUE_LETTERS + c] += times;
		l->base[tongue][c] += times;
		a = b;
		b = c;
	}
	if (whole)
		l->three[tongue][(a * TONGUE_LETTERS + b) * TONGUE_LETTERS] += times;
}

static void count_marks(struct learned *l, int tongue, const char *raw, size_t len, double times)
{
	for (size_t at = 0, n; at < len; at += n) {
		struct str folded = STR_INIT;
		uint32_t cp;
		int m = 0;

		n = utf_decode(raw + at, len - at, &cp);
		if (n == 0 || cp < 0x80) {
			n = 1;
			continue;
		}
		words_fold(&folded, raw + at, n);
		while (m < l->n_marks && l->mark[m].letter != cp)
			m++;
		if (m < MARKS && folded.len && tongue_letter(*folded.s)) {
			l->mark[m].letter = cp;
			l->mark[m].base = tongue_letter(*folded.s);
			l->mark[m].count[tongue] += times;
			l->n_marks = m < l->n_marks ? l->n_marks : m + 1;
		}
		str_free(&folded);
	}
}

static int by_word(const void *a, const void *b)
{
	return strcmp(((const struct known *)a)->word, ((const struct known *)b)->word);
}

static bool is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] >= 0x80)
			return false;
	return true;
}

/* Words are put together when all are read.  What stands in a lexicon once is no everyday word, only letters. */
static void count_word(struct learned *l, int tongue, const char *raw, size_t len, double times, bool whole)
{
	struct str folded = STR_INIT;

	words_fold(&folded, raw, len);
	if (folded.len && strspn(folded.s, "abcdefghijklmnopqrstuvwxyz") == folded.len) {
		/* What is frequent is known as a word; letters learn from many words. */
		count_letters(l, tongue, folded.s, log2(1 + times), whole);
		if (whole && times > 1) {
			if ((l->n & (l->n + 1)) == 0)
				l->word = mem_resize(l->word, (l->n + 1) * 2, sizeof *l->word);
			l->word[l->n] = (struct known){ .word = mem_str(folded.s) };
			l->word[l->n].count[tongue] = times;
			l->word[l->n++].marked[tongue] = is_plain(raw, len) ? 0 : times;
		}
	}
	count_marks(l, tongue, raw, len, log2(1 + times));
	str_free(&folded);
}

static void put_together(struct learned *l)
{
	size_t out = 0;

	qsort(l->word, l->n, sizeof *l->word, by_word);
	for (size_t i = 0; i < l->n; i++) {
		if (out && strcmp(l->word[out - 1].word, l->word[i].word) == 0) {
			for (int t = 0; t < TONGUES; t++) {
				l->word[out - 1].count[t] += l->word[i].count[t];
				l->word[out - 1].marked[t] += l->word[i].marked[t];
			}
			free(l->word[i].word);
		} else {
			l->word[out++] = l->word[i];
		}
	}
	l->n = out;
}

/* ---- reading ---- */

static void read_line(struct learned *l, int tongue, const char *line, bool counted)
{
	double times = EVERYDAY;

	if (counted) {
		times = atof(line + strcspn(line, " "));
		count_word(l, tongue, line, strcspn(line, " "), times, true);
		return;
	}
	while (*line) {
		size_t n = strcspn(line, " \n'-");

		if (n)
			count_word(l, tongue, line, n, times, true);
		line += n + (line[n] != '\0');
	}
}

static enum status read_file(struct learned *l, int tongue, const char *schema, const char *ending, struct err *err)
{
	char *path = mem_fmt("%s/grounds/tongues/%s.%s", schema, names[tongue], ending), *line = NULL;
	FILE *in = fopen(path, "r");
	size_t room = 0;
	enum status st = in ? ST_OK : io_error(err, errno, path);

	while (in && getline(&line, &room, in) > 0)
		read_line(l, tongue, line, strcmp(ending, "counted") == 0);
	if (in)
		fclose(in);
	free(line);
	free(path);
	return st;
}

/* The literal words of patterns; of "relig*" the letters alone. */
static void read_patterns(struct learned *l, int tongue, const char *list)
{
	while (list && *list) {
		size_t n = strcspn(list, " |/?_{}!^$&.");
		bool front = n && *list == '*', back = n > 1 && strchr("*~", list[n - 1]);

		if (n > (size_t)front + back + 1 && !(front && back))
			count_word(l, tongue, list + front, n - front - back, 1, !front && !back);
		list += n + (list[n] != '\0');
	}
}

static void read_lexicon(struct learned *l, const struct grounds *g)
{
	for (int t = 0; t < TONGUES; t++) {
		for (size_t i = 0; i < g->n_words; i++)
			if (str_same(g->words[i].language, names[t])) {
				read_patterns(l, t, g->words[i].refuse);
				read_patterns(l, t, g->words[i].allow);
			}
		for (size_t i = 0; i < g->n_terms; i++)
			if (str_same(g->terms[i].language, names[t]) && g->terms[i].name)
				read_patterns(l, t, g->terms[i].words);
	}
}

/* ---- what it comes to ---- */

static unsigned eighths(double chance)
{
	double bits = -log2(chance) * 8;

	return bits < 0 ? 0 : bits > TONGUE_UNKNOWN - 1 ? TONGUE_UNKNOWN - 1 : (unsigned)(bits + 0.5);
}

/* How likely c is behind a and b: as often as it was seen, else as often as behind b, or anywhere. */
static double chance(const struct learned *l, int t, int a, int b, int c)
{
	const double *three = l->three[t];
	double here = 0, two = 0, two_all = 0, one = 0, all = 0;

	for (int x = 0; x < TONGUE_LETTERS; x++) {
		here += three[(a * TONGUE_LETTERS + b) * TONGUE_LETTERS + x];
		two += three[(x * TONGUE_LETTERS + b) * TONGUE_LETTERS + c];
		one += l->base[t][x];
		for (int y = 0; y < TONGUE_LETTERS; y++)
			two_all += three[(x * TONGUE_LETTERS + b) * TONGUE_LETTERS + y];
	}
	all = (l->base[t][c] + 2) / (one + 2 * TONGUE_LETTERS);
	two = (two + 8 * all) / (two_all + 8);
	return (three[(a * TONGUE_LETTERS + b) * TONGUE_LETTERS + c] + 6 * two) / (here + 6);
}

static void emit_costs(struct str *out, const struct learned *l)
{
	str_addf(out, "const unsigned char tongue_cost[%d][TONGUES] = {\n", TONGUE_LETTERS * TONGUE_LETTERS * TONGUE_LETTERS);
	for (int i = 0; i < TONGUE_LETTERS * TONGUE_LETTERS * TONGUE_LETTERS; i++) {
		str_add(out, "{");
		for (int t = 0; t < TONGUES; t++)
			str_addf(out, "%u,", eighths(chance(l, t, i / TONGUE_LETTERS / TONGUE_LETTERS,
				i / TONGUE_LETTERS % TONGUE_LETTERS, i % TONGUE_LETTERS)));
		str_add(out, i % 4 == 3 ? "},\n" : "},");
	}
	str_add(out, "};\n");
}

static void emit_words(struct str *out, const struct learned *l)
{
	double all[TONGUES] = { 0 };

	for (size_t i = 0; i < l->n; i++)
		for (int t = 0; t < TONGUES; t++)
			all[t] += l->word[i].count[t];
	str_add(out, "const struct tongue_word tongue_words[] = {\n");
	for (size_t i = 0; i < l->n; i++) {
		unsigned marked = 0;

		str_addf(out, "\t{ \"%s\", {", l->word[i].word);
		for (int t = 0; t < TONGUES; t++) {
			str_addf(out, " %u,", l->word[i].count[t] > 0 ? eighths(l->word[i].count[t] / all[t]) : TONGUE_UNKNOWN);
			if (l->word[i].marked[t] * 2 > l->word[i].count[t])
				marked |= 1u << t;
		}
		str_addf(out, " }, %u },\n", marked);
	}
	str_addf(out, "};\nconst int n_tongue_words = %zu;\n", l->n);
}

static void emit_marks(struct str *out, const struct learned *l)
{
	str_add(out, "const struct tongue_mark tongue_marks[] = {\n");
	for (int m = 0; m < l->n_marks; m++) {
		str_addf(out, "\t{ %u, {", l->mark[m].letter);
		for (int t = 0; t < TONGUES; t++)
			str_addf(out, " %u,", eighths((l->mark[m].count[t] + 0.1) / (l->base[t][l->mark[m].base] + 20)));
		str_add(out, " } },\n");
	}
	str_addf(out, "};\nconst int n_tongue_marks = %d;\n", l->n_marks);
}

static void emit_tongues(struct str *out, const struct learned *l)
{
	emit_head(out, "schema/grounds/tongues/");
	str_add(out, "#include \"register/tongue_model.h\"\n\nconst char *const tongue_names[TONGUES] = {");
	for (int t = 0; t < TONGUES; t++)
		str_addf(out, " \"%s\",", names[t]);
	str_add(out, " };\n");
	emit_costs(out, l);
	emit_words(out, l);
	emit_marks(out, l);
}

enum status compile_tongues(struct str *out, const char *schema, struct err *err)
{
	struct learned *l = mem_alloc(sizeof *l);
	struct grounds g;
	enum status st = grounds_read(&g, schema, err);

	for (int t = 0; t < TONGUES && st == ST_OK; t++) {
		st = read_file(l, t, schema, "words", err);
		if (st == ST_OK)
			st = read_file(l, t, schema, "counted", err);
	}
	if (st == ST_OK) {
		read_lexicon(l, &g);
		put_together(l);
		emit_tongues(out, l);
	}
	grounds_clear(&g);
	for (size_t i = 0; i < l->n; i++)
		free(l->word[i].word);
	free(l->word);
	free(l);
	return st;
}
