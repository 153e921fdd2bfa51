/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Garbage at every door that reads what people, files and other programs bring.
 * No reader may crash, hang, or take in what its rules forbid; what is refused is
 * refused in words.  FUZZ_SECONDS and FUZZ_SEED: how long for each reader, and from where.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/charset.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"
#include "cases/cases.h"
#include "exchange/import.h"
#include "garbage.h"
#include "register/draft.h"
#include "register/find.h"
#include "register/gate.h"

static char folder[] = "/tmp/foothold-garbage-XXXXXX";
static char source[64], rejects[64];
static const struct actor importer = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };
static struct store *store;

static int64_t seconds(void)
{
	const char *wanted = getenv("FUZZ_SECONDS");

	return wanted ? strtoll(wanted, NULL, 10) : 2;
}

/* Runs one reader over and over; the seed of each turn is told when it fails. */
static void for_a_while(const char *what, void (*turn)(void))
{
	const char *first = getenv("FUZZ_SEED");
	uint64_t seed = first ? strtoull(first, NULL, 10) : 1;
	int64_t end = clock_ticks_ms() + seconds() * 1000;
	uint64_t turns = 0;

	do {
		garbage_seed(seed + turns);
		turn();
		turns++;
	} while (clock_ticks_ms() < end);
	print_message("%s: %llu turns from seed %llu\n", what, (unsigned long long)turns,
		      (unsigned long long)seed);
}

static const char *const tables[] = {
	"family_name,given_name,born,arrived\nHaidari,Mariam,1991-03-14,2026-04-20\nTesfay,Yonas,1999,\n",
	"title;posted;pay_from;seats\n\"Cook; \"\"fine\"\"\";2026-05-04;13,50;2\nBaker;;;\n",
	"name\tresidents\tarea\nHarbour\t12 301\t2.2\nMill\t.\t\n",
	"id,family_name,case_number\n0190b2f4-7f5e-7d7c-8f43-0a3b6a1c2d3e,Demir,\n",
	"sep=,\r\nfamily_name, own_script\r\n\"Al-Masri\", \"\xD9\x84\xD9\x8A\xD9\x84\xD9\x89\"\r\n",
	"a,b,c\n1,2,3\n",
	"",
};

struct bytes { const char *s; size_t len, at; };

static enum status give(void *ctx, char *buf, size_t room, size_t *got, struct err *err)
{
	struct bytes *bytes = ctx;
	size_t n = bytes->len - bytes->at, most = 1 + garbage_below(64);

	(void)err;
	n = n > most ? most : n;
	n = n > room ? room : n;
	memcpy(buf, bytes->s + bytes->at, n);
	bytes->at += n;
	*got = n;
	return ST_OK;
}

static void turn_csv(void)
{
	static const char delimiters[] = { 0, ',', ';', '\t' };
	struct str text = STR_INIT;
	struct bytes bytes;
	struct csv *csv;
	struct csv_row row;
	struct err err;
	enum status st;
	long line = 0;

	garbage_of(&text, tables, ARRAY_LEN(tables));
	bytes = (struct bytes){ text.s, text.len, 0 };
	csv = csv_open(give, &bytes, delimiters[garbage_below(4)],
		       garbage_below(2) ? 0 : 1 + garbage_below(60));
	while ((st = csv_next(csv, &row, &err)) != ST_DONE) {
		assert_true(st == ST_OK || (st == ST_INVALID && err.text[0]));
		assert_true(row.line > line);
		line = row.line;
		for (int i = 0; i < row.count; i++)
			assert_true(strlen(row.cell[i]) <= text.len);
		assert_true(st == ST_INVALID || row.count > 0);
	}
	csv_close(csv);
	str_free(&text);
}

static void turn_charset(void)
{
	static const char *const names[] = {"UTF-16LE",     "UTF-16BE", "UTF-32LE",    "windows-1251",
					    "Shift_JIS",    "GB18030",  "ISO-2022-JP", "UTF-7",
					    "windows-1256", "EUC-KR"};
	struct str text = STR_INIT, out = STR_INIT;
	struct charset *charset = charset_open(names[garbage_below(ARRAY_LEN(names))]);

	garbage_of(&text, tables, ARRAY_LEN(tables));
	assert_non_null(charset);
	for (size_t at = 0; at < text.len;) {
		size_t n = 1 + garbage_below(9);

		n = n > text.len - at ? text.len - at : n;
		charset_feed(charset, text.s + at, n, at + n == text.len, &out);
		at += n;
	}
	for (size_t i = 0; i < out.len; i++)
		if (out.s[i] == CHARSET_BAD)
			out.s[i] = '?';
	assert_true(utf_valid(str_get(&out), out.len));
	assert_non_null(charset_guess(str_get(&text), text.len));
	charset_close(charset);
	str_free(&text);
	str_free(&out);
}

static void turn_import(void)
{
	static const char *const kinds[] = {"person", "vacancy", "neighbourhood", "dwelling", "appointment"};
	static const char *const maps[] = {"*,a=family_name,b=born", "family_name=given_name,given_name=",
					   "title=title[Cook:Chef|Baker:],posted=posted",
					   "#1=family_name,#2=given_name,arrived:=2026-05-04", "*"};
	static const char *const formats[] = { "%Y-%m-%d", "%d.%m.%y", "%Y%m%d", "%m/%Y" };
	struct str text = STR_INIT, map = STR_INIT, format = STR_INIT;
	struct import_options options = { .path = source, .rejects = rejects, .again = true };
	struct import_result result;
	struct err err;
	enum status st;
	FILE *file = fopen(source, "wb");

	garbage_of(&text, tables, ARRAY_LEN(tables));
	assert_int_equal(fwrite(text.s, 1, text.len, file), text.len);
	fclose(file);
	unlink(rejects);
	garbage_text(&map, maps, ARRAY_LEN(maps));
	garbage_text(&format, formats, ARRAY_LEN(formats));
	options.kind = register_kind(kinds[garbage_below(ARRAY_LEN(kinds))]);
	options.map = garbage_below(2) ? NULL : str_get(&map);
	options.date_format = garbage_below(2) ? NULL : str_get(&format);
	options.encoding = garbage_below(4) ? NULL : "UTF-16LE";
	options.keep_good = garbage_below(4) != 0;
	options.dry_run = garbage_below(4) != 0;
	options.plan = garbage_below(4) || strcmp(options.kind->name, "person") != 0 ? NULL : "general";
	err_clear(&err);
	st = import_run(store, &importer, &options, &result, &err);
	assert_true(st == ST_OK || st == ST_INVALID);
	assert_true(st == ST_OK || err.text[0]);
	assert_int_equal(result.good + result.bad + result.known <= result.rows, 1);
	assert_true(utf_valid(err.text, strlen(err.text)));
	for (int i = 0; i < result.n_rejects; i++)
		assert_true(result.reject[i].reason[0] &&
			    utf_valid(result.reject[i].reason, strlen(result.reject[i].reason)));
	import_result_clear(&result);
	str_free(&text);
	str_free(&map);
	str_free(&format);
}

static const char *const values[] = {"Haidari",
				     "1991-03-14",
				     "04/05/2026",
				     "4 May 2026",
				     "+14",
				     "today",
				     "1.234,50",
				     "+49 (40) 555-01 01",
				     "mariam@example.org",
				     "Dari",
				     "fa",
				     "Afghanistan",
				     "AF",
				     "A2",
				     "B1+",
				     "yes",
				     "1",
				     "ja",
				     "09:30",
				     "2.30 pm",
				     "2512",
				     "Software developers",
				     "full",
				     "Full time",
				     "two\nlines\n\n",
				     "0190b2f4-7f5e-7d7c-8f43-0a3b6a1c2d3e"};

/* What a field takes in is sound, and taken in again it stays the same. */
static void turn_field(void)
{
	int n_kinds;
	const struct kind *const *kinds = register_kinds(&n_kinds);
	const struct kind *kind = kinds[garbage_below((uint32_t)n_kinds)];
	const struct field *field = &kind->fields[garbage_below((uint32_t)kind->n_fields)];
	struct str text = STR_INIT, shown = STR_INIT;
	char *once = NULL, *twice = NULL;
	struct err err;

	garbage_text(&text, values, ARRAY_LEN(values));
	err_clear(&err);
	if (field_check(field, str_get(&text), &once, &err) != ST_OK) {
		assert_string_equal(err.field, field->name);
		assert_true(err.text[0] && utf_valid(err.text, strlen(err.text)));
	} else if (once) {
		assert_true(once[0] && utf_valid(once, strlen(once)));
		for (size_t i = 0, n; once[i]; i += n) {
			uint32_t cp;

			n = utf_decode(once + i, strlen(once + i), &cp);
			assert_false(utf_is_control(cp, field->kind == FIELD_LONG_TEXT));
		}
		if (field_check(field, once, &twice, &err) != ST_OK || !str_same(once, twice))
			fail_msg("%s.%s: “%s” becomes “%s”: %s", kind->name, field->name, once,
				 twice ? twice : "", err.text);
		field_show(&shown, field, once);
		assert_true(utf_valid(str_get(&shown), shown.len));
	}
	free(once);
	free(twice);
	str_free(&text);
	str_free(&shown);
}

static const char *const own[] = {
	"[person.shoe_size]\nlabel = Shoe size\nlabel[de] = Schuhgröße\nkind = number\npurpose = To hand out "
	"shoes that fit\n"
	"basis = public task\nrecipients = none\nseen_by = desk, casework\nkeep = case\nmin = 10\nmax = 60\n",
	"[course.bring]\nlabel = Bring along\nkind = choice\nchoices = pen: Pen | book: Book\npurpose = To "
	"be prepared\n"
	"basis = public task\nrecipients = none\nseen_by = language\nkeep = 30 days\nlist = yes\ninitial = "
	"pen\n",
	"; only a comment\n",
};

static void turn_own(void)
{
	struct str text = STR_INIT;
	struct err err;

	garbage_of(&text, own, ARRAY_LEN(own));
	err_clear(&err);
	if (register_load_own(str_get(&text), text.len, &err) != ST_OK)
		assert_true(err.text[0] && utf_valid(err.text, strlen(err.text)));
	turn_field();
	register_forget_own();
	str_free(&text);
}

/* A draft keeps what was typed, whatever it is; or says why not. */
static void turn_draft(void)
{
	struct draft draft = { .form = "register" }, *back = NULL;
	struct str text = STR_INIT, key = STR_INIT;
	struct err err;
	int count = 0;
	static const char *const keys[] = { "family_name", "born" };

	garbage_text(&text, values, ARRAY_LEN(values));
	garbage_text(&key, keys, ARRAY_LEN(keys));
	draft_set(&draft, str_get(&key), str_get(&text));
	err_clear(&err);
	if (draft_save(store, &importer, &draft, &err) == ST_OK) {
		assert_int_equal(draft_list(store, &importer, "register", &back, &count, &err), ST_OK);
		assert_int_equal(count, 1);
		if (utf_valid(text.s, text.len) && utf_valid(key.s, key.len))
			assert_true(str_same(draft_get(&back[0], key.s),
					     text.len ? text.s : draft_get(&draft, key.s)));
		draft_free(back, count);
		assert_int_equal(draft_drop(store, &importer, draft.id, &err), ST_OK);
	} else
		assert_true(err.text[0]);
	draft_clear(&draft);
	str_free(&text);
	str_free(&key);
}

/* The content of a draft as another program may have left it. */
static void turn_draft_content(void)
{
	static const char *const contents[] = {"{\"family_name\":\"Haidari\",\"born\":\"1991\"}",
					       "{\"a\":[1,{\"b\":null}]}", "[]", "{}", "\"x\""};
	struct draft draft = { .form = "register" }, *back = NULL;
	struct str text = STR_INIT;
	struct stmt *stmt;
	struct err err;
	unsigned was;
	int count = 0;

	draft_set(&draft, "a", "b");
	assert_int_equal(draft_save(store, &importer, &draft, &err), ST_OK);
	garbage_text(&text, contents, ARRAY_LEN(contents));
	assert_int_equal(store_sql(store, "UPDATE draft SET content = :content WHERE id = :id", &stmt, &err),
			 ST_OK);
	stmt_text(stmt, ":content", str_get(&text));
	stmt_id(stmt, ":id", draft.id);
	was = store_enter(store, DOOR_DRAFT);
	assert_int_equal(stmt_run(stmt, &err), ST_OK);
	store_leave(store, was);
	if (draft_list(store, &importer, NULL, &back, &count, &err) == ST_OK)
		draft_free(back, count);
	assert_int_equal(draft_drop(store, &importer, draft.id, &err), ST_OK);
	draft_clear(&draft);
	str_free(&text);
}

static void turn_words(void)
{
	struct str text = STR_INIT, out = STR_INIT;
	struct find_hit *hits = NULL;
	struct id id;
	struct err err;
	int count = 0;
	enum status st;

	garbage_text(&text, values, ARRAY_LEN(values));
	err_clear(&err);
	st = find_people(store, &importer, str_get(&text), 5, &hits, &count, &err);
	assert_true(st == ST_OK || err.text[0]);
	free(hits);
	(void)gate_judge(str_get(&text), NULL);
	(void)read_resolve(store, &importer, register_kind("person"), str_get(&text), &id, &err);
	utf_show(&out, text.s);
	assert_true(utf_valid(str_get(&out), out.len));
	for (size_t i = 0, n; i < out.len; i += n) {
		uint32_t cp;

		n = utf_decode(out.s + i, out.len - i, &cp);
		assert_false(utf_is_control(cp, false));
	}
	str_clear(&out);
	utf_cut(&out, text.s, (int)garbage_below(30));
	str_clear(&out);
	text_latin(&out, text.s);
	str_free(&text);
	str_free(&out);
}

static void test_csv(void **state) { (void)state; for_a_while("csv", turn_csv); }
static void test_charset(void **state) { (void)state; for_a_while("charset", turn_charset); }
static void test_import(void **state) { (void)state; for_a_while("import", turn_import); }
static void test_field(void **state) { (void)state; for_a_while("field", turn_field); }
static void test_own(void **state) { (void)state; for_a_while("own fields", turn_own); }
static void test_draft(void **state) { (void)state; for_a_while("draft", turn_draft); }
static void test_draft_content(void **state)
{
	(void)state;
	for_a_while("draft content", turn_draft_content);
}
static void test_words(void **state) { (void)state; for_a_while("words", turn_words); }

static void finding(void *ctx, const char *what)
{
	(void)ctx;
	fail_msg("%s", what);
}

static void test_file_is_whole_after_all_that(void **state)
{
	struct err err;
	int64_t entries;

	(void)state;
	assert_int_equal(store_check(store, finding, NULL, &err), ST_OK);
	assert_int_equal(journal_verify(store, &entries, &err), ST_OK);
}

static int make(void **state)
{
	char path[80];
	struct vault_options options = { .path = path, .create = true };
	struct err err;

	(void)state;
	cases_init();
	if (!mkdtemp(folder))
		return -1;
	snprintf(source, sizeof(source), "%s/source.csv", folder);
	snprintf(rejects, sizeof(rejects), "%s/rejects.csv", folder);
	snprintf(path, sizeof(path), "%s/file", folder);
	return store_open(&options, &store, &err) == ST_OK ? 0 : -1;
}

static int clean(void **state)
{
	char *command = mem_fmt("rm -rf %s", folder);
	int rc;

	(void)state;
	store_close(store);
	rc = system(command);
	free(command);
	return rc;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_charset),
		cmocka_unit_test(test_field),
		cmocka_unit_test(test_own),
		cmocka_unit_test(test_draft),
		cmocka_unit_test(test_draft_content),
		cmocka_unit_test(test_import),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_file_is_whole_after_all_that),
	};

	return cmocka_run_group_tests_name("garbage", tests, make, clean);
}
