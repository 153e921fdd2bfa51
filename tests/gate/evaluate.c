/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How well the gate judges labelled texts (verdict TAB ground or - TAB text): for each file, ground and way of asking
 * (with the file's language, and without one), how many that ask are refused, and how many that do not are stopped.
 *
 *	evaluate [--wrong] [--lang xx] FILE.tsv...
 *
 * The language is the file's name up to its first point, unless --lang says another.  --wrong prints the lines that were
 * judged wrongly; a right refusal by another ground than the label's is marked "ground".
 */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/gate.h"

enum { GROUNDS = 32 };
struct tally { int asks, refused, grounded, legitimate, stopped; };
struct figures {
	const char *ground[GROUNDS];
	struct tally of[GROUNDS], all;
};

static bool show_wrong;

static struct tally *tally_of(struct figures *f, const char *ground)
{
	int i = 0;

	while (i < GROUNDS - 1 && f->ground[i] && strcmp(f->ground[i], ground) != 0)
		i++;
	if (!f->ground[i])
		f->ground[i] = mem_str(ground);
	return &f->of[i];
}

static void count(struct tally *t, bool asks, const struct gate_verdict *v, const char *ground)
{
	t->asks += asks;
	t->legitimate += !asks;
	t->refused += asks && v->refused;
	t->stopped += !asks && v->refused;
	t->grounded += asks && v->refused && strcmp(v->ground, ground) == 0;
}

static void tell_wrong(const struct gate_verdict *v, bool asks, const char *ground, const char *text, const char *lang)
{
	const char *how = asks && !v->refused ? "missed" : !asks && v->refused ? "stopped" : "ground";

	if (asks == v->refused && (!asks || strcmp(v->ground, ground) == 0))
		return;
	printf("%s\t%s\t%s -> %s\t%s\t[%.*s]\n", how, lang ? lang : "all", ground, v->refused ? v->ground : "-", text,
		(int)(v->to - v->from), text + v->from);
}

static void judge_line(struct figures *f, char *line, const char *lang)
{
	char *verdict = strtok(line, "\t"), *ground = strtok(NULL, "\t"), *text = strtok(NULL, "\r\n");
	struct gate_verdict v;
	bool asks;

	if (!text || *verdict == '#')
		return;
	asks = strcmp(verdict, "refuse") == 0;
	v = gate_judge(text, lang);
	count(&f->all, asks, &v, ground);
	count(tally_of(f, ground), asks, &v, ground);
	if (show_wrong)
		tell_wrong(&v, asks, ground, text, lang);
}

static void tell(const char *name, const char *lang, const char *ground, const struct tally *t)
{
	printf("%s\t%s\t%-12s", name, lang ? lang : "all", ground);
	if (t->asks)
		printf("\trefused %d of %d (%.1f %%), that ground %d", t->refused, t->asks, 100.0 * t->refused / t->asks, t->grounded);
	if (t->legitimate)
		printf("\tstopped %d of %d (%.1f %%)", t->stopped, t->legitimate, 100.0 * t->stopped / t->legitimate);
	putchar('\n');
}

static int judge_file(const char *path, const char *lang)
{
	struct figures f = { 0 };
	FILE *in = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	if (!in) {
		perror(path);
		return 1;
	}
	while (getline(&line, &room, in) > 0)
		judge_line(&f, line, lang);
	for (int i = 0; i < GROUNDS && f.ground[i]; i++)
		tell(path, lang, f.ground[i], &f.of[i]);
	tell(path, lang, "ALL", &f.all);
	for (int i = 0; i < GROUNDS; i++)
		free((char *)f.ground[i]);
	free(line);
	fclose(in);
	return 0;
}

int main(int argc, char **argv)
{
	const char *lang = NULL;
	int failed = 0;

	for (int i = 1; i < argc; i++) {
		char *copy = mem_str(argv[i]), *name = basename(copy);

		name[strcspn(name, ".")] = '\0';
		if (strcmp(argv[i], "--wrong") == 0)
			show_wrong = true;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			lang = argv[++i];
		else
			failed |= judge_file(argv[i], lang ? lang : name) | judge_file(argv[i], NULL);
		free(copy);
	}
	return failed;
}
