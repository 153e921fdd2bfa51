/* SPDX-License-Identifier: EUPL-1.2 */
/* Sheets as PDF: how they are made up, tagged and bounded; what goes wrong. */
#include "tests/unit/paper/drawn.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/msg.h"
#include "paper/pdf.h"

static char folder[] = "/tmp/foothold-pdf-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	msg_init("test_pdf");
	return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state)
{
	char *command = mem_fmt("rm -r '%s'", folder);
	int failed = system(command);

	(void)state;
	free(command);
	return failed;
}

/* A place in the folder where nothing stands. */
static char *fresh(const char *name)
{
	char *path = mem_fmt("%s/%s.pdf", folder, name);

	unlink(path);
	return path;
}

static struct sheet *sheet_in(const char *language, bool rtl, const char *title)
{
	struct sheet *sheet = sheet_new(title);

	free(sheet->language);
	sheet->language = mem_str(language);
	sheet->right_to_left = rtl;
	return sheet;
}

static char *saved(const char *name, const struct sheet *sheet, const struct sheet *beside, const struct pdf_how *how)
{
	char *path = fresh(name);
	struct err err = { 0 };

	if (pdf_save(sheet, beside, how, path, &err) != ST_OK)
		fail_msg("%s: %s", name, err.text);
	return path;
}

static struct sheet *everything(const char *language, bool rtl)
{
	static const struct sheet_column columns[] = { { "Step", false, 2 }, { "Hours", true, 0 } };
	static const char *const row[] = { "Interview", "2" }, *const total[] = { "All", "2" };
	struct sheet *sheet = sheet_in(language, rtl, "Title");
	struct chart *chart;

	sheet_heading(sheet, 1, "First heading");
	sheet_text(sheet, "A text.");
	sheet_item(sheet, "An item");
	sheet_item(sheet, "Another item");
	sheet_pair(sheet, "Label", "Value");
	sheet_sign(sheet, SIGN_PLACE, "At the town hall");
	sheet_heading(sheet, 2, "Second heading");
	sheet_table(sheet, "A caption", columns, 2);
	sheet_row(sheet, 0, row);
	sheet_row(sheet, SHEET_TOTAL, total);
	chart = sheet_chart(sheet, CHART_BARS, "A chart", "Two bars, the second longer", 2, 1);
	chart_label(chart, 0, "short");
	chart_label(chart, 1, "long");
	chart->series[0].value[0] = 10;
	chart->series[0].value[1] = 30;
	sheet_note(sheet, "Small print");
	sheet_line(sheet, "Signature");
	return sheet;
}

static void is_tagged(void **state)
{
	static const char *const elements[] = { "H1", "H2", "H3", "P (block)", "L (block)", "LI", "Lbl", "LBody", "Table",
		"Caption", "TR", "TH", "TD", "Figure", "\"An item\"", "\"Interview\"" };
	struct sheet *sheet = everything("de", false);
	char *path = saved("tagged", sheet, NULL, NULL), *said = drawn_said("pdfinfo -struct-text %s", path);
	char *info = drawn_said("pdfinfo %s", path);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(elements); i++)
		drawn_has(said, elements[i]);
	drawn_has(info, "Tagged:          yes");
	drawn_has(info, "Title:           Title");
	drawn_has(info, "Creator:         Foothold");
	assert_null(strstr(said, "Error"));
	free(said);
	/* "Two bars" instead of the picture; the document's language is "de". */
	said = drawn_said("tail -c 1500 %s | strings", path);
	drawn_has(said, "/S /Figure");
	drawn_has(said, "/Alt <FEFF00540077006F00200062006100720073");
	drawn_has(said, "/Lang <FEFF00640065>");
	drawn_has(said, "/Direction /L2R");
	free(said);
	free(info);
	free(path);
	sheet_free(sheet);
}

static void fonts_are_in_it(void **state)
{
	struct sheet *sheet = everything("en", false);
	char *path, *said, *line, *rest;
	int fonts = 0;

	(void)state;
	sheet_text(sheet, "Олена, ኣብርሃም, محمد, 김민수, 王小明, שלום");
	path = saved("fonts", sheet, NULL, NULL);
	said = drawn_said("pdffonts %s | tail -n +3", path);
	for (line = strtok_r(said, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		drawn_has(line, "yes yes yes");
		fonts++;
	}
	assert_true(fonts >= 6);
	free(said);
	free(path);
	sheet_free(sheet);
}

/* In columns the language that runs leftward stands at the right; on pages of their own, each says its own. */
static void two_languages(void **state)
{
	struct sheet *ar = everything("ar", true), *de = everything("de", false);
	struct pdf_how pages = { PDF_LETTER, PDF_PAGES };
	char *path = saved("columns", ar, de, NULL), *said = drawn_said("tail -c 9000 %s | strings", path);

	(void)state;
	drawn_has(said, "/Lang <FEFF00610072>");
	drawn_has(said, "/Direction /R2L");
	drawn_has(said, "/Lang (de)");
	free(said);
	free(path);
	path = saved("pages", ar, de, &pages);
	said = drawn_said("pdfinfo %s", path);
	drawn_has(said, "Pages:           2");
	drawn_has(said, "612 x 792 pts (letter)");
	free(said);
	free(path);
	sheet_free(ar);
	sheet_free(de);
}

/* Mirrored: the title's ink, the column of numbers and the bars change sides, and margins stay empty. */
static void sides(void **state)
{
	(void)state;
	for (int rtl = 0; rtl < 2; rtl++) {
		struct sheet *sheet = everything(rtl ? "fa" : "nl", rtl);
		char *path = saved(rtl ? "right" : "left", sheet, NULL, NULL);
		struct drawn_page page = drawn_page(path, 1);
		int left = drawn_ink(&page, 54, 54, 298, 85), right = drawn_ink(&page, 298, 54, 542, 85);

		assert_true(rtl ? left == 0 && right > 100 : right == 0 && left > 100);
		left = drawn_ink(&page, 54, 100, 80, 320);
		right = drawn_ink(&page, 516, 100, 542, 320);
		assert_true(rtl ? right > 4 * left : left > 4 * right);
		assert_int_equal(drawn_ink(&page, 0, 0, 50, page.height), 0);
		assert_int_equal(drawn_ink(&page, 546, 0, page.width, page.height), 0);
		free(page.grey);
		free(path);
		sheet_free(sheet);
	}
}

static void same_bytes(void **state)
{
	struct sheet *sheet = everything("en", false);
	struct str first = STR_INIT, second = STR_INIT, later = STR_INIT;

	(void)state;
	clock_hold(1777885200000);
	assert_int_equal(pdf_bytes(sheet, NULL, NULL, &first, NULL), ST_OK);
	assert_int_equal(pdf_bytes(sheet, NULL, NULL, &second, NULL), ST_OK);
	clock_hold(1777885200000 + 86400000);
	assert_int_equal(pdf_bytes(sheet, NULL, NULL, &later, NULL), ST_OK);
	clock_hold(0);
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.s, second.s, first.len);
	assert_int_equal(first.len, later.len);
	assert_int_not_equal(memcmp(first.s, later.s, first.len), 0);
	str_free(&first);
	str_free(&second);
	str_free(&later);
	sheet_free(sheet);
}

/* Thirty columns of numbers: each number whole and once, the first column again where the table goes on. */
static void wide_table(void **state)
{
	struct sheet_column columns[31] = { { "Place", false, 0 } };
	const char *row[31] = { "Harbour" };
	char cell[30][12], *path, *text;
	struct sheet *sheet = sheet_in("en", false, "T");
	int first = 0;

	(void)state;
	for (int i = 0; i < 30; i++) {
		snprintf(cell[i], sizeof cell[i], "%d", 1234500 + i);
		columns[i + 1] = (struct sheet_column){ "Jan", true, 0 };
		row[i + 1] = cell[i];
	}
	sheet_table(sheet, "Wide", columns, 31);
	sheet_row(sheet, 0, row);
	path = saved("wide", sheet, NULL, NULL);
	text = drawn_text(path);
	for (int i = 0; i < 30; i++)
		if (!strstr(text, cell[i]))
			fail_msg("%s is not there, or broken:\n%s", cell[i], text);
	for (const char *at = text; (at = strstr(at, "Harbour")) != NULL; at++)
		first++;
	assert_true(first > 1);
	free(text);
	free(path);
	sheet_free(sheet);
}

static void number_of(char *out, size_t size, int i)
{
	snprintf(out, size, "Row%05d", i);
}

/* Every row once, heads on every page, and no more memory than a short paper takes. */
static void many_rows(void **state)
{
	static const struct sheet_column columns[] = { { "Headword", false, 2 }, { "Long", false, 1 }, { "Count", true, 0 } };
	struct sheet *sheet = sheet_in("en", false, "Long");
	struct rusage use;
	char *path, *text, name[20];
	int heads = 0, pages;

	(void)state;
	sheet_table(sheet, "All of them", columns, 3);
	for (int i = 0; i < 5000; i++) {
		const char *const row[] = { name, "some words", "12" };

		number_of(name, sizeof name, i);
		sheet_row(sheet, 0, row);
	}
	path = saved("rows", sheet, NULL, NULL);
	getrusage(RUSAGE_SELF, &use);
#ifndef __SANITIZE_ADDRESS__
	assert_true(use.ru_maxrss < 64 * 1024);
#endif
	text = drawn_text(path);
	for (int i = 0; i < 5000; i++) {
		char *found;

		number_of(name, sizeof name, i);
		found = strstr(text, name);
		if (!found || strstr(found + 1, name))
			fail_msg("%s stands there not once", name);
	}
	for (const char *at = text; (at = strstr(at, "Headword")) != NULL; at++)
		heads++;
	free(text);
	text = drawn_said("pdfinfo %s", path);
	assert_int_equal(sscanf(strstr(text, "Pages:"), "Pages: %d", &pages), 1);
	assert_true(pages > 60 && pages < 160);
	assert_int_equal(heads, pages);
	free(text);
	free(path);
	sheet_free(sheet);
}

/* 300 letters without a blank, in a text, a pair, a narrow cell and the title. */
static void long_names(void **state)
{
	static const struct sheet_column columns[] = { { "Name", false, 1 }, { "B", false, 1 }, { "C", false, 1 } };
	struct sheet *sheet;
	char name[301], *path, *text;
	struct drawn_page page;
	int letters = 0;

	(void)state;
	memset(name, 'W', 300);
	name[300] = '\0';
	sheet = sheet_in("en", false, name);
	const char *const row[] = { name, name, name };

	sheet_text(sheet, name);
	sheet_pair(sheet, name, name);
	sheet_table(sheet, name, columns, 3);
	sheet_row(sheet, 0, row);
	path = saved("long", sheet, NULL, NULL);
	page = drawn_page(path, 1);
	assert_int_equal(drawn_ink(&page, 543, 0, page.width, page.height), 0);
	assert_true(drawn_ink(&page, 54, 54, 542, 780) > 1000);
	free(page.grey);
	text = drawn_text(path);
	for (const char *at = text; *at; at++)
		letters += *at == 'W';
	/* The title stands once more at the foot of each page. */
	assert_true(letters >= 8 * 300);
	free(text);
	free(path);
	sheet_free(sheet);
}

/* A text higher than a page goes on, in two columns as well, and nothing of it is lost. */
static void over_pages(void **state)
{
	struct sheet *a = sheet_in("en", false, "A"), *b = sheet_in("de", false, "B");
	struct str words = STR_INIT;
	char *path, *text, *info;

	(void)state;
	for (int i = 0; i < 900; i++)
		str_addf(&words, "word%03d ", i);
	sheet_text(a, str_get(&words));
	sheet_text(b, "short");
	sheet_text(a, "after");
	sheet_text(b, "danach");
	path = saved("over", a, b, NULL);
	text = drawn_text(path);
	for (int i = 0; i < 900; i++) {
		char *word = mem_fmt("word%03d", i);

		drawn_has(text, word);
		free(word);
	}
	drawn_has(text, "after danach");
	info = drawn_said("pdfinfo %s", path);
	assert_null(strstr(info, "Pages:           1\n"));
	str_free(&words);
	free(info);
	free(text);
	free(path);
	sheet_free(a);
	sheet_free(b);
}

/* A value that is withheld has its sign, in the bars and in the table, and no bar. */
static void withheld(void **state)
{
	struct sheet *sheet = sheet_in("en", false, "T");
	struct chart *chart = sheet_chart(sheet, CHART_BARS, "C", "alternative", 1, 1);
	char *path, *text;
	struct drawn_page page;

	(void)state;
	chart_label(chart, 0, "few");
	path = saved("withheld", sheet, NULL, NULL);
	text = drawn_text(path);
	drawn_has(text, "few ·");
	assert_null(strstr(text, "0\n"));
	page = drawn_page(path, 1);
	assert_true(drawn_ink(&page, 230, 100, 500, 122) < 12);
	free(page.grey);
	free(text);
	free(path);
	sheet_free(sheet);
}

static void every_chart(void **state)
{
	(void)state;
	for (int kind = 0; kind <= CHART_TARGET; kind++) {
		struct sheet *sheet = sheet_in("ar", true, "رسم");
		struct chart *chart = sheet_chart(sheet, (enum chart_kind)kind, "C", "alternative", 4, 2);
		struct drawn_page page;
		char *path;

		for (int i = 0; i < 4; i++) {
			chart_label(chart, i, "label");
			chart->series[0].value[i] = kind == CHART_CURVE ? i / 4.0 : 10 * i;
			if (chart->at)
				chart->at[i] = i * 30;
			if (chart->target)
				chart->target[i] = 25;
		}
		chart->series[1].value[2] = kind == CHART_CURVE ? 0.5 : 12;
		chart_interval(chart, 0);
		chart->series[0].low[1] = 0;
		chart->series[0].high[1] = kind == CHART_CURVE ? 0.9 : 17;
		path = saved("chart", sheet, NULL, NULL);
		page = drawn_page(path, 1);
		assert_true(drawn_ink(&page, 54, 110, 542, 260) > 200);
		assert_int_equal(drawn_ink(&page, 0, 0, 50, page.height), 0);
		free(page.grey);
		free(path);
		sheet_free(sheet);
	}
}

/* An address can be followed, without the sentence's end; quotes end it, and what it says stays in the paragraph. */
static void links(void **state)
{
	struct sheet *sheet = sheet_in("en", false, "T");
	char *path, *said;

	(void)state;
	sheet_text(sheet, "See https://www.example.org/rights?lang=de, or (http://a.example/x).");
	sheet_item(sheet, "https://b.example/' uri='https://c.example/");
	sheet_text(sheet, "Of 2026: https://d.example/2026-05/page7?x=8. And … https://e.example/…");
	path = saved("links", sheet, NULL, NULL);
	said = drawn_said("strings %s", path);
	drawn_has(said, "/URI (https://www.example.org/rights?lang=de)");
	drawn_has(said, "/URI (http://a.example/x)");
	drawn_has(said, "/URI (https://b.example/)");
	drawn_has(said, "/URI (https://d.example/2026-05/page7?x=8)");
	drawn_has(said, "/URI (https://e.example/)");
	free(said);
	said = drawn_said("pdfinfo -struct-text %s", path);
	drawn_has(said, "Link");
	drawn_has(said, "\"See https://www.example.org/rights?lang=de, or (http://a.example/x).\"");
	free(said);
	free(path);
	sheet_free(sheet);
}

static void page_sizes(void **state)
{
	enum pdf_size size = PDF_A4;

	(void)state;
	assert_true(pdf_size_of("Letter", &size));
	assert_int_equal(size, PDF_LETTER);
	assert_true(pdf_size_of("A4", &size));
	assert_int_equal(size, PDF_A4);
	assert_false(pdf_size_of("folio", &size));
}

/* ---- trouble ---- */

struct few { size_t left; };

static bool put_few(void *ctx, const void *bytes, size_t len)
{
	struct few *few = ctx;

	(void)bytes;
	if (len > few->left)
		return false;
	few->left -= len;
	return true;
}

static void refused(void **state)
{
	struct sheet *sheet = everything("en", false);
	struct str whole = STR_INIT;
	struct err err;

	(void)state;
	assert_int_equal(pdf_bytes(sheet, NULL, NULL, &whole, NULL), ST_OK);
	for (size_t room = 0; room < whole.len; room += whole.len / 23) {
		struct few few = { room };

		err_clear(&err);
		assert_int_equal(pdf_write(sheet, NULL, NULL, put_few, &few, &err), ST_IO);
		assert_true(err.text[0]);
	}
	str_free(&whole);
	sheet_free(sheet);
}

static void files(void **state)
{
	struct sheet *sheet = everything("en", false);
	char *path = saved("mine", sheet, NULL, NULL), *nowhere = mem_fmt("%s/no/where.pdf", folder), *listed;
	struct err err;
	struct stat info;

	(void)state;
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	err_clear(&err);
	assert_int_equal(pdf_save(sheet, NULL, NULL, path, &err), ST_IO);
	assert_true(err.text[0]);
	assert_int_equal(pdf_save(sheet, NULL, NULL, nowhere, &err), ST_NOTFOUND);
	listed = drawn_said("ls -a %s/mine*", folder);
	assert_null(strstr(listed, ".pdf."));
	free(listed);
	free(nowhere);
	free(path);
	sheet_free(sheet);
}

/* In the middle of the bytes, and at their end. */
static void disk_full(void **state)
{
	struct sheet *sheet = everything("en", false);
	struct rlimit before, few;
	char *path = fresh("full"), *listed;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	few = before;
	for (few.rlim_cur = 100; few.rlim_cur < 20000; few.rlim_cur += 4900) {
		struct err err = { 0 };
		enum status st;

		setrlimit(RLIMIT_FSIZE, &few);
		st = pdf_save(sheet, NULL, NULL, path, &err);
		setrlimit(RLIMIT_FSIZE, &before);
		assert_true(st == ST_IO || st == ST_FULL);
		assert_true(err.text[0]);
		listed = drawn_said("ls %s", folder);
		assert_null(strstr(listed, "full"));
		free(listed);
	}
	free(path);
	sheet_free(sheet);
}

/* Said before a byte is written, and the file that would have been is not there. */
static void missing_letter(void **state)
{
	struct sheet *sheet = everything("en", false);
	char *path = fresh("missing");
	struct few none = { 0 };
	struct err err;

	(void)state;
	sheet_text(sheet, "A letter that no font has: \U000E0FFE\U0010FFFD");
	err_clear(&err);
	assert_int_equal(pdf_save(sheet, NULL, NULL, path, &err), ST_INVALID);
	drawn_has(err.text, "U+");
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(pdf_write(sheet, NULL, NULL, put_few, &none, &err), ST_INVALID);
	free(path);
	sheet_free(sheet);
}

/* On a machine that has Latin letters alone. In a process of its own: fonts are looked up once. */
static int without_fonts(void)
{
	char *conf = mem_fmt("%s/fonts.conf", folder);
	FILE *file = fopen(conf, "w");
	struct sheet *sheet;
	struct str out = STR_INIT;
	struct err err = { 0 };
	enum status st;

	fprintf(file, "<?xml version=\"1.0\"?><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir>"
		"<cachedir>%s/cache</cachedir></fontconfig>", folder);
	fclose(file);
	setenv("FONTCONFIG_FILE", conf, 1);
	sheet = sheet_in("ti", false, "ሰላም");
	st = pdf_bytes(sheet, NULL, NULL, &out, &err);
	return st == ST_INVALID && strstr(err.text, "Ethiopic") && strstr(err.text, "U+1230") && out.len == 0 ? 0 : 1;
}

static void missing_script(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	if (child == 0)
		_exit(without_fonts());
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(missing_script), cmocka_unit_test(is_tagged), cmocka_unit_test(fonts_are_in_it),
		cmocka_unit_test(two_languages), cmocka_unit_test(sides), cmocka_unit_test(same_bytes),
		cmocka_unit_test(many_rows), cmocka_unit_test(long_names), cmocka_unit_test(wide_table), cmocka_unit_test(over_pages),
		cmocka_unit_test(withheld), cmocka_unit_test(every_chart), cmocka_unit_test(links), cmocka_unit_test(page_sizes),
		cmocka_unit_test(refused), cmocka_unit_test(files), cmocka_unit_test(disk_full),
		cmocka_unit_test(missing_letter),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
