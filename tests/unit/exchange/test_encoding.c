/* SPDX-License-Identifier: EUPL-1.2 */
/* Encodings: recognised and named, whole rows compared with what they mean; broken bytes by line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <unicode/ucnv.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf.h"
#include "exchange/csv.h"
#include "exchange/encoding.h"

static char scratch[] = "test_encoding.XXXXXX";

static char *data_path(const char *name)
{
	const char *top = getenv("srcdir");

	return mem_fmt("%s/tests/data/csv-torture/encodings/%s", top ? top : ".", name);
}

static void write_scratch(const void *bytes, size_t len)
{
	FILE *file = fopen(scratch, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

/* The whole file as UTF-8, read in odd pieces. */
static char *read_text(const char *path, const char *name, const char *want_name)
{
	struct encoded *file;
	struct str out = STR_INIT;
	struct err err;
	char buf[13];
	size_t got;

	assert_int_equal(encoded_open(path, name, &file, &err), ST_OK);
	if (want_name)
		assert_string_equal(encoded_name(file), want_name);
	do {
		assert_int_equal(encoded_read(file, buf, sizeof(buf), &got, &err), ST_OK);
		str_addn(&out, buf, got);
	} while (got > 0);
	assert_int_equal(encoded_place(file) + (int64_t)0 <= encoded_size(file), 1);
	encoded_close(file);
	str_get(&out);
	return str_take(&out);
}

/* Rows as "native -> whole row", looked up in the expected file. */
static int compare_rows(const char *name, const char *expected, const char *encoding)
{
	char *path = data_path(name), *plain_path = data_path(expected),
	     *plain = read_text(plain_path, "UTF-8", "UTF-8");
	struct encoded *file;
	struct csv *csv;
	struct csv_row row;
	struct err err;
	int rows = 0;

	assert_int_equal(encoded_open(path, NULL, &file, &err), ST_OK);
	assert_string_equal(encoded_name(file), encoding);
	csv = csv_open(encoded_read, file, 0, 0);
	while (csv_next(csv, &row, &err) == ST_OK) {
		struct str line = STR_INIT;

		for (int i = 0; i < row.count; i++)
			csv_add(&line, row.cell[i]);
		str_addc(&line, '\n');
		assert_non_null(strstr(plain, line.s));
		str_free(&line);
		rows++;
	}
	csv_close(csv);
	encoded_close(file);
	free(path);
	free(plain_path);
	free(plain);
	return rows - 1;
}

static void test_recognised(void **state)
{
	(void)state;
	assert_int_equal(
		compare_rows("arabic_cp1256_semicolon_crlf.csv", "arabic_expected_utf8.csv", "windows-1256"),
		59);
	assert_int_equal(compare_rows("cyrillic_cp1251_semicolon_crlf.csv", "cyrillic_expected_utf8.csv",
				      "windows-1251"),
			 56);
	assert_int_equal(compare_rows("arabic_utf8_bom_crlf.csv", "arabic_expected_utf8.csv", "UTF-8"), 60);
	assert_int_equal(
		compare_rows("cyrillic_utf16le_bom_tab_crlf.csv", "cyrillic_expected_utf8.csv", "UTF-16LE"),
		60);
	assert_int_equal(
		compare_rows("arabic_utf16be_bom_comma_lf.csv", "arabic_expected_utf8.csv", "UTF-16BE"), 60);
}

/* The text in another encoding, in the scratch file. */
static void write_as(const char *utf8, const char *encoding, const char *bom, size_t bom_len)
{
	struct str out = STR_INIT;
	char *bytes = mem_alloc(strlen(utf8) * 4 + 16);
	UErrorCode error = U_ZERO_ERROR;
	int32_t len =
		ucnv_convert(encoding, "UTF-8", bytes, (int32_t)strlen(utf8) * 4 + 16, utf8, -1, &error);

	assert_true(U_SUCCESS(error));
	str_addn(&out, bom, bom_len);
	str_addn(&out, bytes, (size_t)len);
	write_scratch(out.s, out.len);
	str_free(&out);
	free(bytes);
}

static void test_every_way_of_utf(void **state)
{
	char *path = data_path("arabic_expected_utf8.csv"), *plain = read_text(path, NULL, "UTF-8"), *got;
	static const struct { const char *encoding, *name, *bom; size_t len; } way[] = {
		{ "UTF-16LE", NULL, "", 0 }, { "UTF-16BE", NULL, "", 0 },
		{ "UTF-16LE", NULL, "\xFF\xFE", 2 }, { "UTF-16BE", NULL, "\xFE\xFF", 2 },
		{ "UTF-32LE", NULL, "\xFF\xFE\0\0", 4 }, { "UTF-32BE", NULL, "\0\0\xFE\xFF", 4 },
		{ "UTF-16LE", "UTF-16", "", 0 }, { "UTF-16BE", "utf-16", "\xFE\xFF", 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(way); i++) {
		write_as(plain, way[i].encoding, way[i].bom, way[i].len);
		got = read_text(scratch, way[i].name, way[i].encoding);
		assert_string_equal(got, plain);
		free(got);
	}
	free(plain);
	free(path);
}

static void test_western(void **state)
{
	static const char text[] =
		"name;ort\nM\xC3\xBCller;K\xC3\xB6ln\nGro\xC3\x9F;M\xC3\xBCnchen\nB\xC3\xA4r;D\xC3\xBCren\n"
		"J\xC3\xB6rg;\xE2\x82\xAC 5\nHeinz;L\xC3\xBCneburg\nMoni;Hamburg an der Elbe\n";
	char *got;

	(void)state;
	write_as(text, "windows-1252", "", 0);
	got = read_text(scratch, NULL, "windows-1252");
	assert_string_equal(got, text);
	free(got);
	got = read_text(scratch, "cp1252", NULL);
	assert_string_equal(got, text);
	free(got);
}

/* Word lists, the hardest case, in every usual 8-bit set of their script. */
static void test_eight_bit_sets(void **state)
{
	static const struct { const char *file, *encoding;
	} set[] = {
		{"cyrillic_expected_utf8.csv", "windows-1251"}, {"cyrillic_expected_utf8.csv", "KOI8-R"},
		{"cyrillic_expected_utf8.csv", "ISO-8859-5"},   {"arabic_expected_utf8.csv", "windows-1256"},
		{"arabic_expected_utf8.csv", "ISO-8859-6"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(set); i++) {
		char *path = data_path(set[i].file), *plain = read_text(path, NULL, "UTF-8");

		write_as(plain, set[i].encoding, "", 0);
		free(read_text(scratch, NULL, set[i].encoding));
		free(plain);
		free(path);
	}
}

static void test_unknown_name(void **state)
{
	struct encoded *file = NULL;
	struct err err;

	(void)state;
	write_scratch("a,b\n", 4);
	assert_int_equal(encoded_open(scratch, "klingon-8", &file, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "klingon-8"));
	assert_null(file);
}

/* The line of each row whose cells hold bytes that are no text. */
static void bad_lines(const char *name, long want)
{
	struct encoded *file;
	struct csv *csv;
	struct csv_row row;
	struct err err;
	long found = 0;

	assert_int_equal(encoded_open(scratch, name, &file, &err), ST_OK);
	csv = csv_open(encoded_read, file, ',', 0);
	while (csv_next(csv, &row, &err) == ST_OK)
		for (int i = 0; i < row.count; i++)
			if (!utf_valid(row.cell[i], strlen(row.cell[i]))) {
				assert_int_equal(found, 0);
				found = row.line;
			}
	assert_int_equal(found, want);
	csv_close(csv);
	encoded_close(file);
}

static void test_broken_bytes_by_line(void **state)
{
	static const char utf8[] =
		"a,b\nJos\xC3\xA9,1\nZo\xC3\xAB,2\nAn\xC3\xADs,3\nx\xC3(y,4\n\xC3\x89va,5\n"
		"Ad\xC3\xA8le,5\nBj\xC3\xB6rn,6\nC\xC3\xB4me,7\nDa\xC3\xAFs,8\nE\xC3\xADna,9\nF\xC3\xA9lix,"
		"10\n";
	static const char utf16[] = "\xFF\xFE" "a\0,\0b\0\n\0x\0,\0\x01\xD8y\0\n\0z\0,\0w\0\n\0";
	static const char jis[] = "a,b\n\x83\x65\x83\x58,1\nx\xFF,2\n";

	(void)state;
	write_scratch(utf8, sizeof(utf8) - 1);
	bad_lines(NULL, 5);
	write_scratch(utf16, sizeof(utf16) - 1);
	bad_lines(NULL, 2);
	write_scratch(jis, sizeof(jis) - 1);
	bad_lines("Shift_JIS", 3);
}

/* A character beyond the BMP, and multi-byte characters at the edge of every block. */
static void test_block_edges(void **state)
{
	struct str text = STR_INIT;
	char *got;

	(void)state;
	for (int i = 0; i < 40000; i++)
		str_add(&text, i % 3 ? "\xF0\x9F\x8F\xA0\xC3\xA9" : "a\xE0\xA4\x95,\n");
	write_as(text.s, "UTF-16LE", "\xFF\xFE", 2);
	got = read_text(scratch, NULL, "UTF-16LE");
	assert_int_equal(strcmp(got, text.s), 0);
	free(got);
	write_scratch(text.s, text.len);
	got = read_text(scratch, NULL, "UTF-8");
	assert_int_equal(strcmp(got, text.s), 0);
	free(got);
	str_free(&text);
}

static void test_no_ordinary_file(void **state)
{
	struct encoded *file;
	struct err err;

	(void)state;
	assert_int_equal(encoded_open("does/not/exist.csv", NULL, &file, &err), ST_NOTFOUND);
	assert_int_not_equal(encoded_open(".", NULL, &file, &err), ST_OK);
	assert_int_equal(encoded_open("/dev/null", NULL, &file, &err), ST_INVALID);
	write_scratch("", 0);
	free(read_text(scratch, NULL, "UTF-8"));
}

static void test_hash_is_of_the_bytes(void **state)
{
	struct encoded *file;
	struct err err;
	uint8_t one[32], two[32], three[32];

	(void)state;
	write_scratch("a,b\n", 4);
	assert_int_equal(encoded_open(scratch, NULL, &file, &err), ST_OK);
	encoded_hash(file, one);
	encoded_close(file);
	assert_int_equal(encoded_open(scratch, "latin1", &file, &err), ST_OK);
	encoded_hash(file, two);
	encoded_close(file);
	write_scratch("a,c\n", 4);
	assert_int_equal(encoded_open(scratch, NULL, &file, &err), ST_OK);
	encoded_hash(file, three);
	encoded_close(file);
	assert_memory_equal(one, two, 32);
	assert_memory_not_equal(one, three, 32);
}

static int set_up(void **state)
{
	int fd = mkstemp(scratch);

	(void)state;
	return fd < 0 || close(fd) != 0;
}

static int tear_down(void **state)
{
	(void)state;
	return unlink(scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_recognised),
		cmocka_unit_test(test_every_way_of_utf),
		cmocka_unit_test(test_western),
		cmocka_unit_test(test_eight_bit_sets),
		cmocka_unit_test(test_unknown_name),
		cmocka_unit_test(test_broken_bytes_by_line),
		cmocka_unit_test(test_block_edges),
		cmocka_unit_test(test_no_ordinary_file),
		cmocka_unit_test(test_hash_is_of_the_bytes),
	};

	return cmocka_run_group_tests_name("encoding", tests, set_up, tear_down);
}
