/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How much of what the gate refuses it still refuses when a slip of typing is in it: of each labelled text (verdict TAB
 * ground or - TAB text) the longest word gets one slip, of four sorts alike often: two letters that changed places, one
 * left out, one doubled, or the key beside it.  Each text is tried four times; which slip comes where is the same at
 * every run.  Counted are the texts that ask and are refused as they are written, and those that do not ask and pass.
 *
 *	slips [--wrong] [--any] FILE.tsv...
 *
 * The language is the file's name up to its first point; with --any the gate is not told.  --wrong prints the texts that are judged otherwise.
 */
#include <libgen.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf.h"
#include "register/gate.h"
#include "register/words.h"

enum { TIMES = 4, MOST = 64 };

/* The rows of letters of the usual keyboard. */
static const struct { const char *lang, *rows; } keyboards[] = {
	{ "ar", "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىةوزظ" }, { "de", "qwertzuiopü asdfghjklöä yxcvbnm" },
	{ "en", "qwertyuiop asdfghjkl zxcvbnm" }, { "es", "qwertyuiop asdfghjklñ zxcvbnm" },
	{ "fr", "azertyuiop qsdfghjklm wxcvbn" }, { "nl", "qwertyuiop asdfghjkl zxcvbnm" },
	{ "tr", "qwertyuıopğü asdfghjklşi zxcvbnmöç" }, { "uk", "йцукенгшщзхї фівапролджє ячсмитьбю" },
};

static bool show_wrong, any;

static uint64_t draw(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static uint64_t seed_of(const char *text, int time)
{
	uint64_t h = 1469598103934665603u + (uint64_t)time * 7919;

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return h ? h : 1;
}

static int letters_of(const char *s, size_t len, uint32_t out[MOST])
{
	int n = 0;

	for (size_t at = 0, k; at < len && n < MOST; at += k, n++)
		if ((k = utf_decode(s + at, len - at, &out[n])) == 0)
			return 0;
	return n;
}

/* The letter itself where it has no key. */
static uint32_t beside(uint32_t letter, const char *lang, bool left)
{
	uint32_t key[MOST];

	for (size_t i = 0; i < ARRAY_LEN(keyboards); i++) {
		int n = strcmp(keyboards[i].lang, lang) == 0 ? letters_of(keyboards[i].rows, strlen(keyboards[i].rows), key) : 0;

		for (int k = 0; k < n; k++)
			if (key[k] == letter)
				return k > 0 && key[k - 1] != ' ' && (left || k + 1 == n || key[k + 1] == ' ') ? key[k - 1] :
					key[k + 1];
	}
	return letter;
}

/* One slip in the word; false: it would be the same word. */
static bool slip(uint32_t *s, int *n, const char *lang, uint64_t *state)
{
	int at = (int)(draw(state) % (uint64_t)*n);
	uint32_t was = s[at];

	switch (draw(state) % 4) {
	case 0:
		if (at + 1 == *n || s[at + 1] == was)
			return false;
		s[at] = s[at + 1];
		s[at + 1] = was;
		return true;
	case 1:
		memmove(s + at, s + at + 1, (size_t)(*n - at - 1) * sizeof *s);
		--*n;
		return true;
	case 2:
		if (*n == MOST)
			return false;
		memmove(s + at + 1, s + at, (size_t)(*n - at) * sizeof *s);
		++*n;
		return true;
	default:
		s[at] = beside(was, lang, draw(state) % 2);
		return s[at] != was;
	}
}

/* Yours; NULL: there is no word in it. */
static char *with_slip(const char *text, const char *lang, int time)
{
	uint64_t state = seed_of(text, time);
	uint32_t best[MOST], letter[MOST];
	int longest = 0;
	size_t from = 0, to = 0;
	struct words words;
	struct str out = STR_INIT;

	words_cut(&words, text);
	for (size_t i = 0; i < words.n; i++) {
		int n = letters_of(text + words.word[i].from, words.word[i].to - words.word[i].from, letter);

		if (n <= longest)
			continue;
		memcpy(best, letter, sizeof best);
		longest = n;
		from = words.word[i].from;
		to = words.word[i].to;
	}
	words_clear(&words);
	if (longest < 2)
		return NULL;
	while (!slip(best, &longest, lang, &state))
		;
	str_addn(&out, text, from);
	for (int i = 0; i < longest; i++) {
		char bytes[5] = "";

		bytes[utf_encode(best[i], bytes)] = '\0';
		str_add(&out, bytes);
	}
	str_add(&out, text + to);
	return str_take(&out);
}

struct tally { int asks, refused, passes, stopped; };

static void judge_line(struct tally *t, char *line, const char *lang)
{
	char *verdict = strtok(line, "\t"), *ground = strtok(NULL, "\t"), *text = strtok(NULL, "\t\r\n");
	bool asks = text && strcmp(verdict, "refuse") == 0;

	if (!text || !ground || *verdict == '#' || gate_judge(text, any ? NULL : lang).refused != asks)
		return;
	for (int time = 0; time < TIMES; time++) {
		char *other = with_slip(text, lang, time);
		struct gate_verdict v = gate_judge(other, any ? NULL : lang);

		*(asks ? &t->asks : &t->passes) += other != NULL;
		*(asks ? &t->refused : &t->stopped) += v.refused;
		if (show_wrong && other && v.refused != asks)
			printf("%s\t%s\t%s\t%s\t%s\t%.*s\n", asks ? "missed" : "stopped", lang, text, other,
				v.refused ? v.ground : "-", (int)v.pattern_len, v.pattern ? v.pattern : "");
		free(other);
	}
}

static void judge_file(const char *path)
{
	FILE *in = fopen(path, "r");
	char *line = NULL, *copy = mem_str(path), *lang = basename(copy);
	size_t room = 0;
	struct tally t = { 0 };

	if (!in) {
		perror(path);
		exit(2);
	}
	lang[strcspn(lang, ".")] = '\0';
	while (getline(&line, &room, in) > 0)
		judge_line(&t, line, lang);
	printf("%s\t%s\trefused %d of %d (%.1f %%)\tstopped %d of %d (%.2f %%)\n", path, lang, t.refused, t.asks,
		t.asks ? 100.0 * t.refused / t.asks : 0, t.stopped, t.passes, t.passes ? 100.0 * t.stopped / t.passes : 0);
	free(line);
	free(copy);
	fclose(in);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--wrong") == 0)
			show_wrong = true;
		else if (strcmp(argv[i], "--any") == 0)
			any = true;
		else
			judge_file(argv[i]);
	return 0;
}
