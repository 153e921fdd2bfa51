/* SPDX-License-Identifier: EUPL-1.2 */
/* Screens that need more than keys; see scenes.h. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/msg.h"
#include "desk.h"
#include "scenes.h"
#include "town.h"

#define OURS "correct horse battery staple"
#define LINDS "four words of Lind alone"
#define HK_F7 "\033[18~"
#define HK_F12 "\033[24~"
#define ENV_MAX 8
#define CODE_MAX 64

static char quzzafirah[40];              /* her case number */

/* ---- the town ---- */

static void words_to(const char *path, const char *words)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fchmod(fileno(f), 0600), 0);
	fprintf(f, "%s\n", words);
	assert_int_equal(fclose(f), 0);
}

/* The demonstration with a couple and its child, and a second user, whose passphrase was given out. */
static char *a_town(const char *lang)
{
	char *path = mem_fmt("%s/scenes-%s.db", harness_dir(), lang), *words = mem_fmt("%s/words", harness_dir());
	char *command = mem_fmt("cp '%s' '%s'", crawl_town(lang), path), *in;

	assert_int_equal(system(command), 0);
	town_at(path);
	in = mem_fmt("household=%s", TOWN_ADD("household", "name=Quzzari"));
	snprintf(quzzafirah, sizeof(quzzafirah), "%s",
		TOWN_ADD("person", "given_name=Quzzafirah", "born=1990-02-03", "arrived=2026-03-02", in));
	TOWN_ADD("person", "given_name=Zubair", "born=1980", "arrived=2026-03-02", in);
	TOWN_ADD("person", "given_name=Lina", "born=2015-05-05", "arrived=2026-03-02", in);
	words_to(words, LINDS);
	free(TOWN_RUN("users", "add", "Lind", "--role", "casework", "--new-passphrase-file", words));
	free(in);
	free(command);
	free(words);
	return path;
}

static void her_file(struct crawl *walk)
{
	crawl_home(walk);
	crawl_key(walk, HK_F3);
	crawl_type(walk, "quzzafirah");
	crawl_key(walk, HK_ENTER);
	crawl_expect(walk, "person");
}

/* ---- a household parts ---- */

static void living(struct crawl *walk)
{
	her_file(walk);
	crawl_key(walk, HK_TAB);
	crawl_key(walk, "v");
	crawl_expect(walk, "living");
}

/* ---- a colleague saves in between ---- */

static void conflict(struct crawl *walk)
{
	static int saved;
	char *theirs = mem_fmt("given_name=Quzzafirah%c", 'a' + saved++ % 10);

	her_file(walk);
	crawl_key(walk, "e");
	crawl_key(walk, HK_TAB);
	crawl_type(walk, "m");
	for (int i = 0; i < walk->sides; i++) {
		town_at(walk->town[i]);
		free(TOWN_RUN("set", quzzafirah, theirs));
	}
	crawl_key(walk, HK_F2);
	crawl_expect(walk, "conflict");
	crawl_key(walk, HK_LEFT);
	crawl_key(walk, HK_RIGHT);
	free(theirs);
}

/* ---- a group arrives ---- */

static void group_told(struct crawl *walk)
{
	crawl_home(walk);
	crawl_key(walk, "B");
	crawl_key(walk, HK_F8);
	crawl_key(walk, HK_F7);
	crawl_type(walk, "Wrzosek");
	crawl_key(walk, HK_TAB);
	crawl_type(walk, "Bogumil");
	crawl_key(walk, HK_ENTER);
	crawl_type(walk, "Wincenty");
	crawl_key(walk, HK_F2);
	crawl_expect(walk, "group-told");
}

/* ---- another plan, and a round whose places are chosen ---- */

static void plan_preview(struct crawl *walk)
{
	her_file(walk);
	crawl_key(walk, "p");
	crawl_key(walk, "t");
	crawl_key(walk, HK_DOWN);
	crawl_key(walk, HK_ENTER);
	crawl_expect(walk, "plan-preview");
}

static void round_places(struct crawl *walk)
{
	crawl_home(walk);
	crawl_choose(walk, "Rounds of allocation");
	crawl_expect(walk, "rounds");
	crawl_key(walk, "n");
	crawl_key(walk, HK_ENTER);
	crawl_expect(walk, "board");
	crawl_key(walk, "a");
	crawl_expect(walk, "round_places");
}

/* ---- a code that is told once ---- */

static char code[CRAWL_SIDES][CODE_MAX];         /* of each side: they are drawn by chance */

static void read_code(struct harness *h, char out[CODE_MAX])
{
	out[0] = '\0';
	for (int row = 2; row < 21 && !out[0]; row++) {
		for (const char *at = harness_line(h, row); *at && !out[0]; at++) {
			size_t len = strspn(at, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-");

			if (*at != '-' && len > 25 && len < CODE_MAX)
				snprintf(out, CODE_MAX, "%.*s", (int)len, at);
		}
	}
	assert_true(out[0] != '\0');
}

static void told(struct crawl *walk)
{
	crawl_home(walk);
	crawl_choose(walk, "Your passphrase");
	crawl_type(walk, OURS);
	crawl_key(walk, HK_F4);
	crawl_expect(walk, "told");
	for (int i = 0; i < walk->sides; i++)
		read_code(walk->side[i], code[i]);
}

/* ---- a sealed file ---- */

static void haven(struct crawl *walk)
{
	crawl_home(walk);
	crawl_choose(walk, "Sealed files");
	crawl_key(walk, HK_ENTER);
	crawl_expect(walk, "haven");
}

static void sealed(struct crawl *walk)
{
	crawl_home(walk);
	crawl_choose(walk, "Sealed files");
	crawl_expect(walk, "sealed");
}

/* Somebody who may be her is registered in the town as well. */
static void seal_her_file(struct crawl *walk)
{
	her_file(walk);
	crawl_key(walk, "S");
	crawl_expect(walk, "helpers");
	crawl_key(walk, HK_F2);
	crawl_expect(walk, "haven");
	for (int i = 0; i < walk->sides; i++) {
		town_at(walk->town[i]);
		TOWN_ADD("person", "given_name=Quzzafirah", "born=1990-02-03", "phone=+31612345678");
	}
}

/* Her double is looked at, and taken over after all. */
static void take_over(struct crawl *walk)
{
	haven(walk);
	crawl_key(walk, HK_DOWN);
	crawl_key(walk, "t");
	crawl_key(walk, "t");
	crawl_expect(walk, "haven");
}

/* ---- locked ---- */

static void answer(struct crawl *walk, const char *words)
{
	crawl_type(walk, words);
	crawl_key(walk, HK_ENTER);
}

static void name(struct crawl *walk, const char *who)
{
	crawl_key(walk, HK_UP);
	for (int i = 0; i < 12; i++)
		crawl_key(walk, HK_BACKSPACE);
	answer(walk, who);
}

/* The code of before opens the file as well, and asks for another passphrase. */
static void by_the_code(struct crawl *walk)
{
	crawl_home(walk);
	crawl_key(walk, HK_F12);
	for (int i = 0; i < walk->sides; i++)
		assert_true(harness_type(walk->side[i], code[i]));
	crawl_key(walk, HK_ENTER);
	crawl_expect(walk, "login");
	crawl_key(walk, HK_ESC);
	crawl_expect(walk, "today");
}

static void wait_for_the_log_in(struct crawl *walk)
{
	for (int i = 0; i < walk->sides; i++)
		assert_true(harness_wait_place(walk->side[i], "login"));
	walk->look(walk);
}

/* Locked by key in the middle of a form; a wrong passphrase; Lind, who was given hers, has to choose one, and is let in no
 * more. */
static void locked(struct crawl *walk)
{
	crawl_home(walk);
	crawl_key(walk, "n");
	crawl_type(walk, "Kravchuk");
	crawl_key(walk, HK_F12);
	crawl_expect(walk, "login");
	answer(walk, "not this one");
	name(walk, "Lind");
	answer(walk, LINDS);
	answer(walk, "short");
	answer(walk, LINDS " now");
	answer(walk, LINDS " or not");
	answer(walk, LINDS " now");
	answer(walk, LINDS " now");
	crawl_expect(walk, "today");
	for (int i = 0; i < walk->sides; i++) {
		town_at(walk->town[i]);
		free(TOWN_RUN("users", "remove", "Lind"));
	}
	wait_for_the_log_in(walk);
	name(walk, "A. Berg");
	answer(walk, OURS);
	crawl_expect(walk, "today");
}

/* Nobody is at the desk for a while: not as long as a slow program takes for one side after the other. */
#ifdef __SANITIZE_ADDRESS__
#define A_MINUTE "FOOTHOLD_TEST_MINUTE=1200"
#else
#define A_MINUTE "FOOTHOLD_TEST_MINUTE=300"
#endif

/* A log-in before anything else; then nobody is at the desk for a while; then it is tried too often. */
static void from_the_log_in(struct crawl *walk)
{
	const char *const *before = walk->env, *with[ENV_MAX] = { "FOOTHOLD_PASSPHRASE_FILE=", A_MINUTE };

	for (int i = 0; before && before[i]; i++) {
		assert_true(i + 3 < ENV_MAX);
		with[i + 2] = before[i];
	}
	town_at(walk->town[0]);
	walk->env = with;
	crawl_start(walk, NULL);
	crawl_expect(walk, "login");
	answer(walk, OURS);
	wait_for_the_log_in(walk);
	for (int i = 0; i < 5; i++)
		answer(walk, "not this one");
	crawl_expect(walk, "login");
	crawl_end(walk);
	walk->env = before;
}

void scenes_all(struct crawl *walk, const char *lang)
{
	static void (*const scenes[])(struct crawl *walk) = { living, conflict, group_told, plan_preview, round_places };
	char *town = a_town(lang);

	crawl_start(walk, town);
	walk->chance = true;
	for (size_t i = 0; i < ARRAY_LEN(scenes); i++) {
		scenes[i](walk);
		crawl_keys(walk, scenes[i]);
	}
	told(walk);
	crawl_keys(walk, NULL);
	seal_her_file(walk);
	sealed(walk);
	crawl_keys(walk, sealed);
	haven(walk);
	crawl_keys(walk, haven);
	take_over(walk);
	by_the_code(walk);
	locked(walk);
	crawl_end(walk);
	from_the_log_in(walk);
	walk->chance = false;
	free(town);
}

void scenes_everywhere(struct crawl *walk, const char *lang)
{
	crawl_start(walk, crawl_town(lang));
	crawl_all(walk);
	crawl_end(walk);
	scenes_all(walk, lang);
	crawl_free(walk);
}
