/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How well the gate judges labelled texts (verdict TAB ground or - TAB text): for each file, ground and way of asking
 * (with the file's language, and without one), how many that ask are refused, how many by the right ground, and how many
 * that do not ask are stopped.
 *
 *	evaluate [--wrong] [--lang xx] [--least PERCENT] [--most PERCENT] [--table] FILE.tsv...
 *
 * The language is the file's name up to its first point, unless --lang says another.  --wrong prints the lines that were
 * judged wrongly; a right refusal by another ground than the label's is marked "ground".  With --least and --most it
 * fails where fewer are refused or more are stopped.  --table prints all files as the tables of doc/gate.md.
 */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/gate.h"

enum { GROUNDS = 32, FILES = 32 };
struct tally { int asks, refused, grounded, twice, legitimate, stopped; };
struct figures {
	char *name, *lang;
	const char *ground[GROUNDS];
	struct tally told[GROUNDS], any[GROUNDS];    /* the last of all grounds together */
};
#define ALL (GROUNDS - 1)

static bool show_wrong, show_table;
static double least = 0, most = 100;
static int failed;
static struct figures file[FILES];
static int n_files;

static int number_of(struct figures *f, const char *ground)
{
	int i = 0;

	while (i < ALL - 1 && f->ground[i] && strcmp(f->ground[i], ground) != 0)
		i++;
	if (!f->ground[i])
		f->ground[i] = mem_str(ground);
	return i;
}

static void tell_wrong(const struct gate_verdict *v, bool asks, const char *ground, const char *text, const char *lang)
{
	const char *how = asks && !v->refused ? "missed" : !asks && v->refused ? "stopped" : "ground";

	if (asks == v->refused && (!asks || strcmp(v->ground, ground) == 0))
		return;
	printf("%s\t%s\t%s -> %s\t%s\t[%.*s]\t%.*s\n", how, lang ? lang : "all", ground, v->refused ? v->ground : "-", text,
		(int)(v->to - v->from), text + v->from, (int)v->pattern_len, v->pattern ? v->pattern : "");
}

static void judge(struct tally *one, struct tally *all, bool asks, const char *ground, const char *text, const char *lang)
{
	struct gate_verdict v = gate_judge(text, lang);
	bool grounded = asks && v.refused && strcmp(v.ground, ground) == 0, twice = asks && gate_refused_twice(text, lang);
	struct tally *t[] = { one, all };

	for (int i = 0; i < 2; i++) {
		t[i]->asks += asks;
		t[i]->legitimate += !asks;
		t[i]->refused += asks && v.refused;
		t[i]->stopped += !asks && v.refused;
		t[i]->grounded += grounded;
		t[i]->twice += twice;
	}
	if (show_wrong)
		tell_wrong(&v, asks, ground, text, lang);
}

static void judge_line(struct figures *f, char *line)
{
	char *verdict = strtok(line, "\t"), *ground = strtok(NULL, "\t"), *text = strtok(NULL, "\t\r\n");
	bool asks;
	int i;

	if (!text || *verdict == '#')
		return;
	asks = strcmp(verdict, "refuse") == 0;
	i = number_of(f, ground);
	judge(&f->told[i], &f->told[ALL], asks, ground, text, f->lang);
	judge(&f->any[i], &f->any[ALL], asks, ground, text, NULL);
}

static double percent(int part, int of)
{
	return of ? 100.0 * part / of : 0;
}

static void tell(const struct figures *f, const char *lang, const char *ground, const struct tally *t)
{
	printf("%s\t%s\t%-12s", f->name, lang, ground);
	if (t->asks)
		printf("\trefused %d of %d (%.1f %%), that ground %d, twice %d", t->refused, t->asks, percent(t->refused, t->asks),
			t->grounded, t->twice);
	if (t->legitimate)
		printf("\tstopped %d of %d (%.1f %%)", t->stopped, t->legitimate, percent(t->stopped, t->legitimate));
	putchar('\n');
}

static void hold_to(const struct figures *f, const char *lang, const struct tally *t)
{
	if (percent(t->refused, t->asks) >= least && percent(t->stopped, t->legitimate) <= most)
		return;
	printf("%s\t%s\tis not good enough: at least %.1f %% of what asks are refused, at most %.1f %% of the rest are stopped\n",
		f->name, lang, least, most);
	failed = 1;
}

static void judge_file(const char *path, const char *lang)
{
	struct figures *f = &file[n_files];
	FILE *in = fopen(path, "r");
	char *line = NULL, *copy = mem_str(path);
	size_t room = 0;

	if (!in || n_files == FILES) {
		perror(path);
		exit(2);
	}
	n_files++;
	*f = (struct figures){ .name = mem_str(path), .lang = mem_str(lang ? lang : basename(copy)) };
	f->lang[strcspn(f->lang, ".")] = '\0';
	while (getline(&line, &room, in) > 0)
		judge_line(f, line);
	for (int i = 0; i < ALL && f->ground[i] && !show_table; i++) {
		tell(f, f->lang, f->ground[i], &f->told[i]);
		tell(f, "all", f->ground[i], &f->any[i]);
	}
	if (!show_table) {
		tell(f, f->lang, "ALL", &f->told[ALL]);
		tell(f, "all", "ALL", &f->any[ALL]);
	}
	hold_to(f, f->lang, &f->told[ALL]);
	hold_to(f, "all", &f->any[ALL]);
	free(line);
	free(copy);
	fclose(in);
}

/* ---- the tables of doc/gate.md ---- */

static void cell(int part, int of)
{
	if (of)
		printf(" %d of %d (%.1f %%) |", part, of, percent(part, of));
	else
		printf(" – |");
}

static void table_of_languages(void)
{
	printf("| | refused rightly | of these, with the right ground | refused without the pattern that does | stopped wrongly "
		"| refused, no `--lang` | stopped, no `--lang` |\n|---|---|---|---|---|---|---|\n");
	for (int i = 0; i < n_files; i++) {
		const struct tally *t = &file[i].told[ALL], *a = &file[i].any[ALL];

		printf("| %s |", file[i].lang);
		cell(t->refused, t->asks);
		cell(t->grounded, t->refused);
		cell(t->twice, t->asks);
		cell(t->stopped, t->legitimate);
		cell(a->refused, a->asks);
		cell(a->stopped, a->legitimate);
		putchar('\n');
	}
}

static const struct tally *of_ground(const struct figures *f, const char *key)
{
	static const struct tally none;

	for (int i = 0; i < ALL && f->ground[i]; i++)
		if (strcmp(f->ground[i], key) == 0)
			return &f->told[i];
	return &none;
}

static void table_of_grounds(void)
{
	const struct gate_ground *g;

	printf("\n| |");
	for (int i = 0; i < n_files; i++)
		printf(" %s |", file[i].lang);
	printf("\n|---|");
	for (int i = 0; i < n_files; i++)
		printf("---|");
	putchar('\n');
	for (int n = 0; (g = gate_ground(n)) != NULL; n++) {
		printf("| %s |", g->key);
		for (int i = 0; i < n_files; i++) {
			const struct tally *t = of_ground(&file[i], g->key);

			if (t->asks)
				printf(" %d of %d |", t->refused, t->asks);
			else
				printf(" – |");
		}
		putchar('\n');
	}
}

int main(int argc, char **argv)
{
	const char *lang = NULL;

	for (int i = 1; i < argc; i++) {
		bool more = i + 1 < argc;

		if (strcmp(argv[i], "--wrong") == 0)
			show_wrong = true;
		else if (strcmp(argv[i], "--table") == 0)
			show_table = true;
		else if (strcmp(argv[i], "--lang") == 0 && more)
			lang = argv[++i];
		else if (strcmp(argv[i], "--least") == 0 && more)
			least = atof(argv[++i]);
		else if (strcmp(argv[i], "--most") == 0 && more)
			most = atof(argv[++i]);
		else
			judge_file(argv[i], lang);
	}
	if (show_table) {
		table_of_languages();
		table_of_grounds();
	}
	return failed;
}
