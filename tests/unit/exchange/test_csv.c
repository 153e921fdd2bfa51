/* SPDX-License-Identifier: EUPL-1.2 */
/* The CSV reader and writer: the spectrum of well-formed files, broken ones, and bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/mem.h"
#include "exchange/csv.h"

/* A text given in pieces of `step` bytes, so that every state meets the block's edge. */
struct text { const char *s; size_t len, at, step; };

static enum status text_source(void *ctx, char *buf, size_t room, size_t *got, struct err *err)
{
	struct text *text = ctx;
	size_t n = text->len - text->at;

	(void)err;
	if (n > text->step)
		n = text->step;
	if (n > room)
		n = room;
	memcpy(buf, text->s + text->at, n);
	text->at += n;
	*got = n;
	return ST_OK;
}

static enum status file_source(void *ctx, char *buf, size_t room, size_t *got, struct err *err)
{
	(void)err;
	*got = fread(buf, 1, room, ctx);
	return ST_OK;
}

/* All records as "a|b/c|d"; broken ones as "!line:column". */
static char *read_all(const char *s, size_t len, char delimiter, size_t max_record)
{
	struct text text = { s, len, 0, 7 };
	struct csv *csv = csv_open(text_source, &text, delimiter, max_record);
	struct csv_row row;
	struct str out = STR_INIT;
	struct err err = { .status = ST_OK };
	enum status st;

	while ((st = csv_next(csv, &row, &err)) != ST_DONE) {
		if (out.len > 0)
			str_addc(&out, '/');
		if (st == ST_INVALID) {
			str_addf(&out, "!%ld:%ld", csv_fault(csv).line, csv_fault(csv).column);
			assert_true(err.text[0] != '\0');
			continue;
		}
		assert_int_equal(st, ST_OK);
		for (int i = 0; i < row.count; i++)
			str_addf(&out, i ? "|%s" : "%s", row.cell[i]);
	}
	csv_close(csv);
	str_get(&out);
	return str_take(&out);
}

#define reads_as(text, want) do { \
	char *got_ = read_all(text, sizeof(text) - 1, 0, 0); \
	assert_string_equal(got_, want); \
	free(got_); \
} while (0)

static void test_well_formed(void **state)
{
	(void)state;
	reads_as("a,b\n1,2\n", "a|b/1|2");
	reads_as("a,b\n1,2", "a|b/1|2");
	reads_as("a,b\r\n1,2\r\n", "a|b/1|2");
	reads_as("a,b\r1,2\r3,4\n5,6\r\n", "a|b/1|2/3|4/5|6");
	reads_as("a,b\n\n\r\n1,2\n\n", "a|b/1|2");
	reads_as("\xEF\xBB\xBF\"a\",b\n1,2\n", "a|b/1|2");
	reads_as("a;b\n1,5;2\n", "a|b/1,5|2");
	reads_as("a\tb\n1, 5\t2\n", "a|b/1, 5|2");
	reads_as("sep=;\r\na;b\r\n1;2\r\n", "a|b/1|2");
	reads_as("a,b\n\"x, \"\"y\"\"\",\"z\nw\"\n", "a|b/x, \"y\"|z\nw");
	reads_as("a,b\n,\n\"\",\"\"\n", "a|b/|/|");
	reads_as("name\n\"\"\nx\n", "name//x");
	reads_as("", "");
	reads_as("\n\n", "");
}

static void test_blanks(void **state)
{
	(void)state;
	reads_as("rec_id, given_name, surname\nrec-1, , o brien \n",
		 "rec_id|given_name|surname/rec-1||o brien");
	reads_as("a, \"b\" ,c\n1, \" x \" ,3\n", "a|b|c/1| x |3");
	reads_as("a;b\n 291 293    ; 12,7 \n", "a|b/291 293|12,7");
}

static void test_bare_quotes(void **state)
{
	(void)state;
	reads_as("size,b\n5\" pipe,it's \"so\"\n", "size|b/5\" pipe|it's \"so\"");
}

static void test_broken(void **state)
{
	(void)state;
	reads_as("a,b\n\"x\"y,2\n3,4\n", "a|b/!2:4/3|4");
	reads_as("a,b\n1,2\n3,\"never\nclosed\n", "a|b/1|2/!3:3");
	reads_as("a,b\n\xC3\xA9\xC3\xA9,\"x\"y\n3,4\n", "a|b/!2:7/3|4");
	reads_as("a,b\n1,x\0y\n3,4\n", "a|b/!2:4/3|4");
}

static void test_too_long(void **state)
{
	static const char s[] =
		"a,b\n1,2\nxxxxxxxxxxxxxxxxxxxxxxxxxx,3\n4,5\n\"yyyyyyyyyyyyy\nyyyyyyyyyyy\",6\n7,8\n";
	char *got = read_all(s, sizeof(s) - 1, ',', 20);

	(void)state;
	assert_string_equal(got, "a|b/1|2/!3:21/4|5/!6:7/7|8");
	free(got);
}

/* Gives a head, then one line of `len` x, then a sound row. */
struct long_line { size_t len, at; int tail; };

static enum status long_source(void *ctx, char *buf, size_t room, size_t *got, struct err *err)
{
	struct long_line *line = ctx;
	const char *part = line->at == 0 && line->tail == 0 ? "a,b\n" : "\n1,2\n";

	(void)err;
	*got = 0;
	if (line->tail == 1 && line->at < line->len) {
		*got = room < line->len - line->at ? room : line->len - line->at;
		memset(buf, 'x', *got);
		line->at += *got;
	} else if (line->tail == 0 || line->tail == 1) {
		*got = strlen(part);
		memcpy(buf, part, *got);
		line->tail++;
	}
	return ST_OK;
}

static void test_hundred_megabytes_in_one_line(void **state)
{
	struct long_line line = { (size_t)100 << 20, 0, 0 };
	struct csv *csv = csv_open(long_source, &line, ',', 0);
	struct rusage before, after;
	struct csv_row row;
	struct err err;

	(void)state;
	getrusage(RUSAGE_SELF, &before);
	assert_int_equal(csv_next(csv, &row, &err), ST_OK);
	assert_int_equal(csv_next(csv, &row, &err), ST_INVALID);
	assert_int_equal(row.line, 2);
	assert_int_equal(csv_fault(csv).line, 2);
	assert_non_null(strstr(err.text, "Line 2,"));
	assert_int_equal(csv_next(csv, &row, &err), ST_OK);
	assert_int_equal(row.line, 3);
	assert_string_equal(row.cell[1], "2");
	assert_int_equal(csv_next(csv, &row, &err), ST_DONE);
	getrusage(RUSAGE_SELF, &after);
	assert_true(after.ru_maxrss - before.ru_maxrss < 8 * 1024);
	csv_close(csv);
}

static void test_too_many_cells(void **state)
{
	char *s = mem_alloc(CSV_MAX_CELLS + 8), *got;

	(void)state;
	memset(s, ',', CSV_MAX_CELLS);
	strcpy(s + CSV_MAX_CELLS, "\nx\n");
	got = read_all(s, strlen(s), ',', 0);
	assert_true(got[0] == '!');
	assert_string_equal(strchr(got, '/'), "/x");
	free(got);
	free(s);
}

static void test_lines_are_counted(void **state)
{
	static const char s[] = "a,b\n\"1\r\n2\",x\n\n3,4\n";
	struct text text = { s, sizeof(s) - 1, 0, 1 };
	struct csv *csv = csv_open(text_source, &text, 0, 0);
	static const long want[] = { 1, 2, 5 };
	struct csv_row row;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		assert_int_equal(csv_next(csv, &row, NULL), ST_OK);
		assert_int_equal(row.line, want[i]);
	}
	assert_int_equal(csv_delimiter(csv), ',');
	csv_close(csv);
}

static enum status failing_source(void *ctx, char *buf, size_t room, size_t *got, struct err *err)
{
	(void)buf, (void)room;
	if (*(int *)ctx) {
		*got = 0;
		return err_set(err, ST_IO, "the medium broke");
	}
	*(int *)ctx = 1;
	memcpy(buf, "a,b\n1,", 6);
	*got = 6;
	return ST_OK;
}

static void test_source_fails(void **state)
{
	int calls = 0;
	struct csv *csv = csv_open(failing_source, &calls, ',', 0);
	struct csv_row row;
	struct err err;
	enum status st;

	(void)state;
	while ((st = csv_next(csv, &row, &err)) == ST_OK)
		;
	assert_int_equal(st, ST_IO);
	assert_string_equal(err.text, "the medium broke");
	csv_close(csv);
}

static char *data_path(const char *folder, const char *name, const char *end)
{
	const char *top = getenv("srcdir");

	return mem_fmt("%s/tests/data/csv-torture/%s/%s%s", top ? top : ".", folder, name, end);
}

static void compare_with_json(const char *name)
{
	char *csv_path = data_path("csvs", name, ".csv"), *json_path = data_path("json", name, ".json");
	FILE *file = fopen(csv_path, "rb");
	json_t *want = json_load_file(json_path, 0, NULL);
	struct csv *csv = csv_open(file_source, file, 0, 0);
	struct csv_row row;
	char *head[8];
	int n_head;
	size_t rows = 0;

	assert_non_null(file);
	assert_non_null(want);
	assert_int_equal(csv_next(csv, &row, NULL), ST_OK);
	n_head = row.count;
	for (int i = 0; i < n_head; i++)
		head[i] = mem_str(row.cell[i]);
	while (csv_next(csv, &row, NULL) == ST_OK) {
		json_t *object = json_array_get(want, rows++);

		assert_int_equal(row.count, (int)json_object_size(object));
		for (int i = 0; i < row.count; i++)
			assert_string_equal(row.cell[i], json_string_value(json_object_get(object, head[i])));
	}
	assert_int_equal(rows, json_array_size(want));
	for (int i = 0; i < n_head; i++)
		free(head[i]);
	json_decref(want);
	csv_close(csv);
	fclose(file);
	free(csv_path);
	free(json_path);
}

static void test_spectrum(void **state)
{
	static const char *const names[] = {"comma_in_quotes",
					    "empty",
					    "empty_crlf",
					    "escaped_quotes",
					    "json",
					    "newlines",
					    "newlines_crlf",
					    "quotes_and_newlines",
					    "simple",
					    "simple_crlf",
					    "utf8"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		compare_with_json(names[i]);
}

/* Its JSON differs from its CSV in one number, so the row stands here. */
static void test_spectrum_coordinates(void **state)
{
	char *path = data_path("csvs", "location_coordinates", ".csv");
	FILE *file = fopen(path, "rb");
	struct csv *csv = csv_open(file_source, file, 0, 0);
	struct csv_row row;

	(void)state;
	assert_int_equal(csv_next(csv, &row, NULL), ST_OK);
	assert_int_equal(csv_next(csv, &row, NULL), ST_OK);
	assert_int_equal(row.count, 4);
	assert_string_equal(row.cell[0], "2095257564");
	assert_string_equal(row.cell[1], "37\xEF\xBF\xBD" "36'37.8\"N 121\xEF\xBF\xBD" "2'17.9\"W");
	assert_int_equal(csv_next(csv, &row, NULL), ST_DONE);
	csv_close(csv);
	fclose(file);
	free(path);
}

static void test_writing_reads_back(void **state)
{
	static const char *const cells[] = {"",         "plain", "a,b", "say \"hi\"", "two\r\nlines",
					    " blanks ", "\ttab", "x;y", "=1+1",       "'=1+1",
					    "''@x",     "'tis",  "-5",  "+49 40 123", NULL};
	struct str line = STR_INIT;
	struct text text;
	struct csv *csv;
	struct csv_row row;

	(void)state;
	for (int i = 0; cells[i]; i++)
		csv_add_guarded(&line, cells[i]);
	csv_add(&line, NULL);
	csv_end(&line);
	assert_null(strstr(line.s, ",=1"));
	text = (struct text){ line.s, line.len, 0, 5 };
	csv = csv_open(text_source, &text, ',', 0);
	assert_int_equal(csv_next(csv, &row, NULL), ST_OK);
	assert_int_equal(row.count, (int)ARRAY_LEN(cells));
	for (int i = 0; cells[i]; i++)
		assert_string_equal(csv_unguard(row.cell[i]), cells[i]);
	assert_string_equal(row.cell[8], "'=1+1");
	assert_string_equal(row.cell[9], "''=1+1");
	assert_string_equal(row.cell[11], "'tis");
	csv_close(csv);
	str_free(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hundred_megabytes_in_one_line),
		cmocka_unit_test(test_well_formed),
		cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_bare_quotes),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_too_many_cells),
		cmocka_unit_test(test_lines_are_counted),
		cmocka_unit_test(test_source_fails),
		cmocka_unit_test(test_spectrum),
		cmocka_unit_test(test_spectrum_coordinates),
		cmocka_unit_test(test_writing_reads_back),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
