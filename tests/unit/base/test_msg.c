/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages: a catalogue made here is found, switched to and back, on a machine with no generated locales. */
#include "tests/unit/test.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"

static char dir[] = "/tmp/foothold-msg.XXXXXX";

static void put32(FILE *f, unsigned n)
{
	int i;

	for (i = 0; i < 4; i++)
		fputc((int)(n >> (8 * i) & 0xff), f);
}

/* The smallest catalogue in GNU's format: a header, one text, one text with context; originals sorted. */
static void write_catalogue(const char *code, const char *save, const char *open_in_menu)
{
	const char *text[][2] = {
		{ "", "Content-Type: text/plain; charset=UTF-8\n" }, { "Save", save }, { "menu\004Open", open_in_menu },
	};
	char *path = mem_fmt("%s/%s/LC_MESSAGES", dir, code);
	unsigned at = 28 + 3 * 16, i, k;
	FILE *f;

	*strrchr(path, '/') = '\0';
	mkdir(path, 0700);
	path[strlen(path)] = '/';
	mkdir(path, 0700);
	free(path);
	path = mem_fmt("%s/%s/LC_MESSAGES/foothold.mo", dir, code);
	f = fopen(path, "wb");
	assert_non_null(f);
	put32(f, 0x950412de);
	put32(f, 0);
	put32(f, 3);
	put32(f, 28);
	put32(f, 28 + 3 * 8);
	put32(f, 0);
	put32(f, 0);
	for (k = 0; k < 2; k++)
		for (i = 0; i < 3; i++) {
			put32(f, (unsigned)strlen(text[i][k]));
			put32(f, at);
			at += (unsigned)strlen(text[i][k]) + 1;
		}
	for (k = 0; k < 2; k++)
		for (i = 0; i < 3; i++)
			fwrite(text[i][k], 1, strlen(text[i][k]) + 1, f);
	fclose(f);
	free(path);
}

static void languages_are_those_with_catalogues(void **state)
{
	const char *const *all;
	size_t count;

	(void)state;
	all = msg_languages(&count);
	assert_int_equal(count, 3);
	assert_string_equal(all[0], "en");
	assert_string_equal(all[1], "ar");
	assert_string_equal(all[2], "fr");
	assert_false(msg_set_language("xx"));
	assert_string_equal(msg_language(), "fr");
}

static void the_environment_chooses(void **state)
{
	(void)state;
	assert_true(msg_set_language(""));
	assert_string_equal(msg_language(), "fr");	/* LANG=fr_CH.UTF-8, set below */
	assert_string_equal(_("Save"), "Enregistrer");
}

static void switching_back_and_forth(void **state)
{
	unsigned before = msg_generation();
	int i;

	(void)state;
	for (i = 0; i < 3; i++) {
		assert_true(msg_set_language("ar"));
		assert_true(msg_right_to_left());
		assert_string_equal(_("Save"), "حفظ");
		assert_true(msg_set_language("fr"));
		assert_false(msg_right_to_left());
		assert_string_equal(_("Save"), "Enregistrer");
		assert_string_equal(pgettext("menu", "Open"), "Ouvrir");
		assert_string_equal(pgettext("door", "Open"), "Open");
		assert_true(msg_set_language("en"));
		assert_string_equal(_("Save"), "Save");
		assert_string_equal(pgettext("menu", "Open"), "Open");
	}
	assert_int_not_equal(before, msg_generation());
}

static void numbers_for_machines_keep_their_point(void **state)
{
	char buf[16];

	(void)state;
	snprintf(buf, sizeof(buf), "%.1f", 1.5);
	assert_string_equal(buf, "1.5");
	assert_string_equal(msg_foreign("iso_639-3", ""), "");
}

static int begin(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return 1;
	write_catalogue("fr", "Enregistrer", "Ouvrir");
	write_catalogue("ar", "حفظ", "فتح");
	setenv("FOOTHOLD_LOCALEDIR", dir, 1);
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	unsetenv("LANGUAGE");
	setenv("LANG", "fr_CH.UTF-8", 1);
	msg_init("test");
	return 0;
}

static int end(void **state)
{
	char *command = mem_fmt("rm -r %s", dir);
	int rc = system(command);

	(void)state;
	free(command);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages_are_those_with_catalogues),
		cmocka_unit_test(the_environment_chooses),
		cmocka_unit_test(switching_back_and_forth),
		cmocka_unit_test(numbers_for_machines_keep_their_point),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
