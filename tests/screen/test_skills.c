/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A nurse's diploma from the person's file: a dossier begun in a few keys, papers and
 * money one key each, handed in, recognised in part, a measure noted by a colleague
 * meanwhile, recognised; and the skills profile as a paper.  In two languages and sizes.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "town.h"

static void press(struct harness *h, const char *keys)
{
	for (; *keys; keys++)
		assert_true(harness_key(h, (const char[]){ *keys, '\0' }));
}

static void enter(struct harness *h, int times)
{
	while (times-- > 0)
		assert_true(harness_key(h, HK_ENTER));
}

/* A choice's label stands in the catalogues under its field. */
static const char *label_of(const char *field, const char *label)
{
	static char key[200];
	const char *found, *bar;

	snprintf(key, sizeof(key), "%s\004%s", field, label);
	found = town_tr(key);
	bar = strchr(found, '\004');
	return bar ? bar + 1 : found;
}

/* The first words of a sentence, which may go on in the next line. */
static const char *beginning(const char *text)
{
	static char words[80];
	size_t n = strlen(text);

	if (n > 40)
		for (n = 40; n > 20 && text[n] != ' '; n--)
			;
	snprintf(words, sizeof(words), "%.*s", (int)n, text);
	return words;
}

/* What stands behind "key": in the JSON of a list, of the first record. */
static const char *value_in(const char *kind, const char *key)
{
	static char value[80];
	char *all = TOWN_RUN("list", kind, "--json"), word[60], *at;

	snprintf(word, sizeof(word), "\"%s\": \"", key);
	at = strstr(all, word);
	assert_non_null(at);
	at += strlen(word);
	snprintf(value, sizeof(value), "%.*s", (int)strcspn(at, "\""), at);
	free(all);
	return value;
}

/* From the file: o proposes, the second is a dossier; from the training, by the route that stands first. */
static void begin(struct harness *h)
{
	press(h, "o");
	assert_true(harness_key(h, HK_DOWN));
	enter(h, 1);
	harness_expect(h, "Herat");
	enter(h, 1);
	harness_expect(h, label_of("credential.route", "Regulated profession"));
	enter(h, 1);
	harness_expect(h, town_tr("Sworn translations"));
	TOWN_EXPECT("\"route\": \"regulated\"", "list", "credential", "--json");
	TOWN_EXPECT("\"earned_in\": \"AF\"", "list", "credential", "--json");
}

/* What is taken from a list is the person's own: nobody else's schooling is shown for it. */
static void choose_among_ones_own(struct harness *h)
{
	press(h, "e");
	for (int i = 0; i < 3; i++)
		assert_true(harness_key(h, HK_TAB));
	assert_true(harness_key(h, HK_F4));
	harness_expect(h, "Herat");
	harness_expect_not(h, "Elsewhere");
	assert_true(harness_key(h, HK_ESC));
	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, town_tr("Sworn translations"));
}

static void gather(struct harness *h)
{
	press(h, "xx");                        /* the form is filled in, and handed in */
	TOWN_EXPECT("\"state\": \"sent\"", "list", "requirement", "--json");
	press(h, "jw");
	TOWN_EXPECT("\"state\": \"asked\"", "list", "requirement", "--json");
	press(h, "jn");
	TOWN_EXPECT("\"state\": \"not_needed\"", "list", "requirement", "--json");
	press(h, "jt");
	TOWN_EXPECT("\"translation\": \"ordered\"", "list", "requirement", "--json");
	harness_expect(h, town_tr("being translated"));
	press(h, "Gy");
	assert_true(harness_key(h, HK_DOWN));
	assert_true(harness_key(h, HK_DOWN));  /* the city, after nobody yet and the person */
	enter(h, 1);
	press(h, "w");
	TOWN_EXPECT("\"payer\": \"city\", \"state\": \"asked\"", "list", "fee", "--json");
}

static void hand_in(struct harness *h)
{
	press(h, "s");
	enter(h, 1);
	TOWN_EXPECT("\"state\": \"submitted\"", "list", "credential", "--json");
	harness_expect(h, town_tr("TERMS OF THE AUTHORITY"));
	press(h, "s");
	enter(h, 1);
	TOWN_EXPECT("\"state\": \"complete\"", "list", "credential", "--json");
	harness_expect(h, beginning(town_tr("Wait for the decision.")));
	press(h, "s");
	assert_true(harness_key(h, HK_DOWN));
	enter(h, 1);
	TOWN_EXPECT("\"state\": \"partly\"", "list", "credential", "--json");
	harness_expect(h, beginning(town_tr("Note what the authority still asks for: an adaptation period or a test.")));
}

/* A colleague notes what the authority asks for, while the dossier stands on the screen. */
static void close_the_gap(struct harness *h)
{
	char dossier[80], pair[100];

	snprintf(dossier, sizeof(dossier), "%s", value_in("credential", "id"));
	snprintf(pair, sizeof(pair), "credential=%s", dossier);
	press(h, "g");
	(void)TOWN_ADD("measure", pair, "what=aptitude", "place=Chamber", "state=under_way", "from=2026-05-02");
	assert_true(harness_wait_text(h, "Chamber"));
	press(h, "s");                         /* no way on before it is passed */
	enter(h, 1);
	TOWN_EXPECT("\"state\": \"partly\"", "list", "credential", "--json");
	press(h, "gjjjx");             /* below the three terms */
	TOWN_EXPECT("\"state\": \"passed\"", "list", "measure", "--json");
	harness_expect(h, beginning(town_tr("Every measure is passed: ask the authority for full recognition.")));
	press(h, "s");
	enter(h, 1);
	TOWN_EXPECT("\"state\": \"recognised\"", "list", "credential", "--json");
	assert_true(harness_key(h, HK_CTRL_Z));
	TOWN_EXPECT("\"state\": \"partly\"", "list", "credential", "--json");
	press(h, "s");
	enter(h, 1);
	TOWN_EXPECT("\"state\": \"recognised\"", "list", "credential", "--json");
}

static void print_profile(struct harness *h)
{
	char path[300], text[4000];
	FILE *file;
	size_t n;

	assert_true(harness_key(h, HK_ESC));
	harness_expect(h, label_of("credential.state", "Recognised"));
	assert_true(harness_key(h, HK_F5));
	snprintf(path, sizeof(path), "%s/skills.txt", harness_dir());
	remove(path);
	assert_true(harness_type(h, path));
	enter(h, 1);
	file = fopen(path, "r");
	assert_non_null(file);
	n = fread(text, 1, sizeof(text) - 1, file);
	text[n] = '\0';
	fclose(file);
	remove(path);
	assert_non_null(strstr(text, "Xolhana"));
	assert_non_null(strstr(text, "Herat"));
}

static void a_diploma_becomes_of_use(void **state)
{
	(void)state;
	for (int i = 0; i < TOWN_LOOKS; i++) {
		char number[40], person[60], other[60];
		struct harness *h;

		town_new();
		free(TOWN_RUN("profile", "use", "de", "--run"));
		snprintf(number, sizeof(number), "%s", TOWN_ADD("person", "given_name=Xolhana", "arrived=2026-05-01"));
		snprintf(person, sizeof(person), "person=%s", number);
		(void)TOWN_ADD("education", person, "title=Nursing school Herat", "level=vocational", "learned_in=AF",
			"occupation=2221", "until=2011");
		snprintf(other, sizeof(other), "person=%s", TOWN_ADD("person", "given_name=Yusuf", "arrived=2026-05-02"));
		(void)TOWN_ADD("education", other, "title=Elsewhere");
		h = town_open(&town_looks[i]);
		enter(h, 1);
		press(h, "4");
		harness_expect(h, "Nursing school Herat");
		begin(h);
		choose_among_ones_own(h);
		gather(h);
		hand_in(h);
		close_the_gap(h);
		print_profile(h);
		town_leave(h);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_diploma_becomes_of_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
