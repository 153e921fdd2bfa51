/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every form of every kind in every language at 80 columns: each label and each
 * purpose stands on the screen whole, wrapped where need be, never cut.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "register/register.h"
#include "town.h"

#define FIELDS 64

/* The screen is read to the left: its letters are left as they are read (FOOTHOLD_BIDI=off), places are mirrored. */
static bool leftward;

/* Rows of the screen, each cut to the `cols` columns where reading begins, joined with single blanks. */
static char *joined(struct harness *h, int from_row, int to_row, int cols)
{
	struct str all = STR_INIT;
	bool blank = true;

	for (int row = from_row; row < to_row; row++) {
		for (int col = leftward ? 80 - cols : 0; col < (leftward ? 80 : cols); col++) {
			char cell[HARNESS_CELL];

			harness_cell_text(h, row, col, cell);
			if (!str_same(cell, " "))
				str_add(&all, cell);
			else if (!blank)
				str_addc(&all, ' ');
			blank = str_same(cell, " ");
		}
		if (!blank)
			str_addc(&all, ' ');
		blank = true;
	}
	str_add(&all, "");
	return str_take(&all);
}

/* The cursor stands on this entry: no longer one that begins so. */
static bool on_entry(struct harness *h, const char *name)
{
	char blanks[200], edge[200];
	int col;

	snprintf(blanks, sizeof(blanks), leftward ? "  %s ◂" : "▸ %s  ", name);
	snprintf(edge, sizeof(edge), leftward ? "│ %s ◂" : "▸ %s │", name);
	return harness_find(h, blanks, &col) >= 0 || harness_find(h, edge, &col) >= 0;
}

/* From any screen by the menu to the list of a kind; from its end, since places further up may have the same name. */
static void go_to_list(struct harness *h, const struct kind *kind)
{
	const char *name = town_tr(kind->plural);

	harness_key(h, HK_F10);
	harness_key(h, HK_END);
	for (int i = 0; i < 200 && !on_entry(h, name); i++)
		harness_key(h, HK_UP);
	if (!on_entry(h, name))
		harness_expect(h, name);
	harness_key(h, HK_ENTER);
}

static int forms_beginning(struct harness *h, int steps)
{
	int row, col, least = 80;

	for (int i = 0; i < steps; i++) {
		harness_cursor(h, &row, &col);
		col = leftward ? 79 - col : col;
		if (col > 0 && col < least)
			least = col;
		harness_key(h, HK_TAB);
	}
	return least;
}

/* The file's tabs and stages have room for their words. */
static void look_at_file(struct harness *h)
{
	int tabs = -1;

	for (int row = 4; row < 14 && tabs < 0; row++) {
		char cell[HARNESS_CELL];

		harness_cell_text(h, row, leftward ? 79 : 0, cell);
		if (str_same(cell, "["))
			tabs = row;
	}
	assert_true(tabs > 0);
	harness_expect_not(h, "Kompetenz-Gesp ");    /* its line ends behind the hyphen */
	for (int row = 4; row <= tabs; row++) {
		if (strstr(harness_line(h, row), "…"))
			harness_expect_not(h, "…");
	}
}

/* Walks through the form that is open; what it must show: all fields but those that nobody types. */
static void look_at_form(struct harness *h, const struct kind *kind)
{
	bool label[FIELDS] = { false }, purpose[FIELDS] = { false };
	int fields_at = forms_beginning(h, kind->n_fields + 1);

	assert_true(kind->n_fields <= FIELDS);
	for (int step = 0; step <= kind->n_fields; step++) {
		char *labels = joined(h, 2, 17, fields_at - 2), *foot = joined(h, 16, 21, 80);

		for (int i = 0; i < kind->n_fields; i++) {
			label[i] |= strstr(labels, field_label(&kind->fields[i])) != NULL;
			purpose[i] |= strstr(foot, field_purpose(&kind->fields[i])) != NULL;
		}
		free(labels);
		free(foot);
		harness_key(h, HK_TAB);
	}
	for (int i = 0; i < kind->n_fields; i++) {
		if (kind->fields[i].derived)
			continue;
		if (!label[i] || !purpose[i]) {
			fprintf(stderr, "%s.%s in %s: not whole: %s\n", kind->name, kind->fields[i].name, msg_language(),
				label[i] ? field_purpose(&kind->fields[i]) : field_label(&kind->fields[i]));
			harness_expect(h, label[i] ? field_purpose(&kind->fields[i]) : field_label(&kind->fields[i]));
		}
	}
}

static void look_at_all(const char *lang)
{
	static const char *const as_read[] = { "FOOTHOLD_BIDI=off", NULL };
	const struct look_at look = { lang, 24, 80 };
	struct harness *h;
	int count;
	const struct kind *const *kinds = register_kinds(&count);

	town_new();
	TOWN_ADD("person", "family_name=Haidari");
	leftward = str_same(lang, "ar");
	h = town_open_with(&look, NULL, NULL, leftward ? as_read : NULL);
	go_to_list(h, register_kind("person"));
	harness_key(h, HK_ENTER);
	look_at_file(h);
	harness_type(h, "e");
	look_at_form(h, register_kind("person"));
	harness_key(h, HK_ESC);
	harness_key(h, HK_ESC);
	harness_key(h, HK_ESC);
	for (int i = 0; i < count; i++) {
		if (str_same(kinds[i]->name, "person"))
			continue;
		go_to_list(h, kinds[i]);
		harness_type(h, "a");
		if (harness_shows(h, town_tr("Does the person wish it to be taken down?")))
			harness_type(h, "y");
		look_at_form(h, kinds[i]);
		harness_key(h, HK_ESC);
		harness_key(h, HK_ESC);
	}
	town_leave(h);
}

static void test_every_language(void **state)
{
	size_t count;
	const char *const *lang;

	(void)state;
	town_new();               /* the catalogues are found from here on */
	lang = msg_languages(&count);
	assert_true(count >= 3);
	/* Where lines run leftward everywhere.long and test_arabic look. */
	for (size_t i = 0; i < count; i++)
		if (msg_set_language(lang[i]) && !msg_right_to_left())
			look_at_all(lang[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_language) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
