/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How well a trade is found by words that nobody wrote down for it: titles of
 * ESCO are left out of the reference, a file of titles is compiled of the rest,
 * and what was left out is asked for.  The build's own compiler does it, so the
 * test runs in the build tree.  Prints a report.
 */
#include "occupations.h"

#include <sys/stat.h>

#define COMPILER "src/register/compile"

enum { EVERY_OTHER_TITLE = 37, EVERY_PREFERRED = 3, LANGUAGES = 10 };

static char folder[64];

/* A title that was left out. */
struct left_out { char *title, *concept; };
struct left_outs { struct left_out *one; int count; };
static struct left_outs titles[3], preferred[LANGUAGES];
static const char *const title_languages[3] = { "en", "fr", "nl" };
static const char *const languages[LANGUAGES] = { "en", "fr", "de", "nl", "es", "it", "pl", "ar", "bg", "el" };

static void leave_out(struct left_outs *all, const char *title, const char *concept)
{
	all->one = mem_resize(all->one, (size_t)all->count + 1, sizeof *all->one);
	all->one[all->count++] = (struct left_out){ mem_str(title), mem_str(concept) };
}

static void write_row(FILE *out, char *const cell[], int n)
{
	for (int i = 0; i < n; i++) {
		fputs(i ? ",\"" : "\"", out);
		for (const char *p = cell[i]; *p; p++)
			fputs(*p == '"' ? "\"\"" : (char[]){ *p, '\0' }, out);
		fputc('"', out);
	}
	fputc('\n', out);
}

static FILE *copy_of(const char *name, FILE **in)
{
	char *from = mem_fmt(TEST_SRCDIR "/schema/reference/%s", name), *to = mem_fmt("%s/reference/%s", folder, name);
	FILE *out = fopen(to, "w");

	*in = fopen(from, "r");
	assert_non_null(*in);
	assert_non_null(out);
	free(from);
	free(to);
	return out;
}

/* With a title go those of the same occupation that begin as it does: the other gender, the other spelling. */
static void thin_titles(int l)
{
	char *name = mem_fmt("esco_titles_%s.csv", title_languages[l]), *cell[2];
	FILE *in, *out = copy_of(name, &in);
	struct left_outs *left = &titles[l];

	for (int row = 0; next_line(in, cell, 2, ','); row++) {
		const struct left_out *last = left->count ? &left->one[left->count - 1] : NULL;

		if (last && str_same(last->concept, cell[0]) && strncmp(last->title, cell[1], 5) == 0)
			continue;
		if (row % EVERY_OTHER_TITLE == EVERY_OTHER_TITLE - 1)
			leave_out(left, cell[1], cell[0]);
		else
			write_row(out, cell, 2);
	}
	fclose(in);
	assert_int_equal(fclose(out), 0);
	free(name);
}

/* Of every third occupation the title of one language goes, of one after the other. */
static void thin_preferred(void)
{
	char *cell[2 + LANGUAGES], nothing[] = "";
	FILE *in, *out = copy_of("esco_occupations.csv", &in);

	for (int row = 0; next_line(in, cell, 2 + LANGUAGES, ','); row++) {
		int l = row / EVERY_PREFERRED % LANGUAGES;

		if (row && row % EVERY_PREFERRED == 0) {
			leave_out(&preferred[l], cell[2 + l], cell[0]);
			cell[2 + l] = nothing;
		}
		write_row(out, cell, 2 + LANGUAGES);
	}
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

static void copy_groups(void)
{
	FILE *in, *out = copy_of("isco08.csv", &in);
	int c;

	while ((c = getc(in)) != EOF)
		putc(c, out);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

static int thin_and_compile(void **state)
{
	char *path, *call;

	read_known(state);
	snprintf(folder, sizeof folder, "unseen-XXXXXX");
	assert_non_null(mkdtemp(folder));
	path = mem_fmt("%s/reference", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	for (int l = 0; l < 3; l++)
		thin_titles(l);
	thin_preferred();
	copy_groups();
	call = mem_fmt("%s titles %s %s/occupations.index", COMPILER, folder, folder);
	assert_int_equal(system(call), 0);
	assert_int_equal(setenv("FOOTHOLD_DATADIR", folder, 1), 0);
	free(path);
	free(call);
	return 0;
}

static void forget(struct left_outs *all)
{
	for (int i = 0; i < all->count; i++) {
		free(all->one[i].title);
		free(all->one[i].concept);
	}
	free(all->one);
}

static int clear_up(void **state)
{
	char *call = mem_fmt("rm -r %s", folder);

	assert_int_equal(system(call), 0);
	free(call);
	for (int l = 0; l < 3; l++)
		forget(&titles[l]);
	for (int l = 0; l < LANGUAGES; l++)
		forget(&preferred[l]);
	return forget_known(state);
}

static struct score ask_all(const char *what, const struct left_outs *all, const char *language)
{
	struct score score = { 0 };
	char *words = mem_fmt("%s, %s", what, language);

	for (int i = 0; i < all->count; i++)
		ask(&score, all->one[i].title, language, all->one[i].concept, code_of(all->one[i].concept));
	tell(words, &score);
	free(words);
	return score;
}

static void a_title_is_found_by_the_others(void **state)
{
	static const double in_ten[3] = { 0.85, 0.85, 0.8 };

	(void)state;
	for (int l = 0; l < 3; l++) {
		struct score score = ask_all("alternative titles left out", &titles[l], title_languages[l]);

		assert_true(score.asked > 200);
		assert_true(score.ten >= in_ten[l] * score.asked);
	}
}

/* In most languages it was the only one: words of other languages, and the groups' titles, lead to its group at least. */
static void a_trade_without_a_title_leads_to_its_group(void **state)
{
	(void)state;
	for (int l = 0; l < LANGUAGES; l++) {
		struct score score = ask_all("preferred titles left out", &preferred[l], languages[l]);

		assert_true(score.asked > 80);
		assert_true(score.group_ten >= 0.5 * score.asked);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_title_is_found_by_the_others),
		cmocka_unit_test(a_trade_without_a_title_leads_to_its_group),
	};

	return cmocka_run_group_tests(tests, thin_and_compile, clear_up);
}
