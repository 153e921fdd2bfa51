/* SPDX-License-Identifier: EUPL-1.2 */
/* The sheet for newcomers and the record of processing: everything asked is on them, in each language with the same blocks. */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "paper/letter.h"
#include "paper/newcomer.h"
#include "paper/processing.h"

static struct sheet *made(const struct newcomer *facts, const char *language, bool plain)
{
	struct sheet *sheet;
	struct err err;

	if (newcomer_sheet(facts, language, plain, &sheet, &err) != ST_OK)
		fail_msg("%s: %s", language, err.text);
	return sheet;
}

static bool says(const struct sheet *sheet, const char *words)
{
	for (int i = 0; i < sheet->n_blocks; i++) {
		const struct sheet_block *block = &sheet->block[i];

		if (strstr(block->text, words) || strstr(block->label, words))
			return true;
		for (int c = 0; block->table && c < block->table->n_rows * block->table->n_columns; c++)
			if (strstr(block->table->cell[c], words))
				return true;
	}
	return false;
}

static void all_that_is_asked_is_told(void **state)
{
	struct newcomer facts = { .municipality = NULL };
	struct sheet *sheet = made(&facts, "en", false);
	int count, told = 0;
	const struct kind *const *kinds = register_kinds(&count);

	(void)state;
	for (int i = 0; i < count; i++) {
		if (!newcomer_kind(kinds[i]))
			continue;
		for (int f = 0; f < kinds[i]->n_fields; f++) {
			const struct field *field = &kinds[i]->fields[f];

			if (field->derived || field->hidden || field->kind == FIELD_REFERENCE)
				continue;
			if (!says(sheet, field->label))
				fail_msg("%s.%s is asked and not told of", kinds[i]->name, field->name);
			told++;
		}
	}
	assert_true(told > 300);
	sheet_free(sheet);
}

static bool is_empty(const struct sheet_table *table, int row)
{
	int said = table->level[row] == SHEET_GROUP ? 2 : table->n_columns;

	for (int c = 0; c < said; c++)
		if (!table->cell[row * table->n_columns + c][0])
			return true;
	return false;
}

/* No cell is empty, and no block is missing; that nobody has read the translation yet may stand at the end. */
static void whole(const struct sheet *sheet, const struct sheet *english)
{
	int more = sheet->n_blocks - english->n_blocks;

	assert_in_range(more, 0, 1);
	for (int i = 0; i < sheet->n_blocks; i++) {
		const struct sheet_block *block = &sheet->block[i];

		assert_int_equal(block->kind, i < english->n_blocks ? english->block[i].kind : SHEET_NOTE);
		assert_true(block->table || block->text[0]);
		for (int r = 0; block->table && r < block->table->n_rows; r++)
			assert_false(is_empty(block->table, r));
	}
}

static void it_is_whole_in_every_language(void **state)
{
	struct newcomer facts = { .municipality = NULL };
	size_t n;
	const char *const *all = letter_languages(&n);

	(void)state;
	assert_true(n >= 11);
	for (int plain = 0; plain < 2; plain++) {
		struct sheet *english = made(&facts, "en", plain != 0);

		for (size_t l = 0; l < n; l++) {
			struct sheet *sheet = made(&facts, all[l], plain != 0);

			assert_string_equal(sheet->language, all[l]);
			whole(sheet, english);
			sheet_free(sheet);
		}
		sheet_free(english);
	}
	assert_string_equal(msg_language(), "en");
}

/* A sentence, or a list of labels: a single word may be the same in two languages. */
static bool is_english(const char *text, const char *english)
{
	int blanks = 0;

	for (const char *c = english; *c; c++)
		blanks += *c == ' ';
	return blanks > 1 && strcmp(text, english) == 0;
}

static int english_in(const struct sheet_block *block, const struct sheet_block *english)
{
	int n = is_english(block->text, english->text) || is_english(block->label, english->label);

	for (int c = 0; block->table && c < block->table->n_rows * block->table->n_columns; c++)
		n += is_english(block->table->cell[c], english->table->cell[c]);
	for (int c = 0; block->table && c < block->table->n_columns; c++)
		n += is_english(block->table->column[c].head, english->table->column[c].head);
	return n;
}

static void no_english_is_left(void **state)
{
	struct newcomer facts = { .municipality = NULL };
	size_t n;
	const char *const *all = letter_languages(&n);
	int left = 0;

	(void)state;
	for (int plain = 0; plain < 2; plain++) {
		struct sheet *english = made(&facts, "en", plain != 0);

		for (size_t l = 0; l < n; l++) {
			struct sheet *sheet = made(&facts, all[l], plain != 0);
			int here = 0;

			for (int i = 0; i < english->n_blocks && strcmp(all[l], "en") != 0; i++) {
				int in = english_in(&sheet->block[i], &english->block[i]);

				if (in && here < 3)
					print_error("%s: %s%s\n", all[l], english->block[i].label, english->block[i].text);
				here += in;
			}
			if (here)
				print_error("%s%s: %d texts are left in English\n", all[l], plain ? ", plain" : "", here);
			left += here;
			sheet_free(sheet);
		}
		sheet_free(english);
	}
	assert_int_equal(left, 0);
}

static void a_language_without_papers_is_refused(void **state)
{
	struct newcomer facts = { .municipality = NULL };
	struct sheet *sheet;
	struct err err;

	(void)state;
	assert_int_equal(newcomer_sheet(&facts, "xx", false, &sheet, &err), ST_INVALID);
	assert_null(sheet);
}

static void the_record_tells_of_every_field(void **state)
{
	struct newcomer facts = { .municipality = NULL };
	struct sheet *sheet = processing_sheet(&facts, NULL, NULL);
	struct str markdown = STR_INIT;
	int count;
	const struct kind *const *kinds = register_kinds(&count);

	(void)state;
	for (int i = 0; i < count; i++)
		for (int f = 0; f < kinds[i]->n_fields; f++)
			if (!says(sheet, kinds[i]->fields[f].purpose))
				fail_msg("%s.%s is not in the record", kinds[i]->name, kinds[i]->fields[f].name);
	assert_true(says(sheet, "None: nothing is asked that the gate refuses."));
	sheet_as_markdown(sheet, 1, &markdown);
	assert_non_null(strstr(str_get(&markdown), "\n## What is never asked\n"));
	str_free(&markdown);
	sheet_free(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_that_is_asked_is_told), cmocka_unit_test(it_is_whole_in_every_language),
		cmocka_unit_test(no_english_is_left),
		cmocka_unit_test(a_language_without_papers_is_refused), cmocka_unit_test(the_record_tells_of_every_field),
	};

	msg_init(NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
