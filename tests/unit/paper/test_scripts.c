/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An appointment's paper in the scripts of newcomers, and lines that mix them: the words that a reader of the PDF gets
 * (tests/data/papers/LANGUAGE.txt), and where their ink stands. Who means to change them runs this once with
 * PAPERS_WRITE=1 and looks at what became different. pdftotext says some Arabic ligatures with their letters turned.
 */
#include "tests/unit/paper/drawn.h"

#include <unistd.h>

#include "base/isolate.h"
#include "base/msg.h"
#include "paper/pdf.h"
#include "paper/pdf_tail.h"

struct sample {
	const char *language;
	bool rtl;
	const char *title, *heading, *date, *time, *place, *bring, *call, *label, *value, *note;
};

static const struct sample samples[] = {
	{ "ar", true, "ورقة موعد", "موعدك القادم", "الاثنين، 4 مايو 2026", "الساعة 09:30",
		"Hauptstraße 5 (الطابق 2، غرفة 204)، 12345 Halden", "أحضر معك جواز السفر وهذه الورقة [الأصل].",
		"إذا لم تستطع الحضور فاتصل على الرقم +49 30 123456-78 قبل 03.05.2026 (من 8:00 إلى 16:00).", "رقم الملف",
		"H-2026/0417", "النص الألماني هو النص الملزم." },
	{ "fa", true, "ورق ملاقات", "ملاقات بعدی شما", "دوشنبه، ۴ می ۲۰۲۶", "ساعت 09:30",
		"Hauptstraße 5 (منزل دوم، اتاق 204)، 12345 Halden", "لطفاً پاسپورت و این ورق را با خود بیاورید [اصل].",
		"اگر آمده نمی‌توانید، پیش از 03.05.2026 به +49 30 123456-78 زنگ بزنید (8:00 تا 16:00).", "شمارهٔ دوسیه",
		"H-2026/0417", "متن آلمانی اعتبار حقوقی دارد." },
	{ "ti", false, "ናይ ቆጸራ ወረቐት", "ዝቕጽል ቆጸራኹም", "ሰኑይ፡ 4 ግንቦት 2026", "ሰዓት 09:30",
		"Hauptstraße 5 (2ይ ደብሪ፡ ክፍሊ 204), 12345 Halden", "ፓስፖርትኩምን ነዚ ወረቐትን ሒዝኩም ምጹ።",
		"ክትመጹ እንተዘይክኢልኩም፡ ቅድሚ 03.05.2026 ናብ +49 30 123456-78 ደውሉ (8:00–16:00)።", "ቁጽሪ ፋይል", "H-2026/0417",
		"እቲ ብጀርመንኛ ዝተጻሕፈ ጽሑፍ እዩ ሕጋዊ።" },
	{ "uk", false, "Запрошення", "Ваша наступна зустріч", "понеділок, 4 травня 2026 р.", "о 09:30",
		"Hauptstraße 5 (2-й поверх, кімната 204), 12345 Halden", "Візьміть із собою паспорт і цей папір — об’єднаний із ґрунтом.",
		"Якщо не можете прийти, зателефонуйте до 03.05.2026 за номером +49 30 123456-78 (8:00–16:00).", "Номер справи",
		"H-2026/0417", "Обов’язковим є текст німецькою." },
	{ "tr", false, "Randevu kâğıdı", "Sıradaki randevunuz", "4 Mayıs 2026 Pazartesi", "saat 09:30",
		"Hauptstraße 5 (2. kat, oda 204), 12345 Halden", "Lütfen pasaportunuzu ve bu kâğıdı getirin: İĞÜŞÖÇ ığüşöç.",
		"Gelemezseniz 03.05.2026’dan önce +49 30 123456-78’i arayın (8:00–16:00).", "Dosya numarası", "H-2026/0417",
		"Bağlayıcı olan Almanca metindir." },
	{ "de", false, "Terminzettel", "Ihr nächster Termin", "Montag, 4. Mai 2026", "09:30 Uhr",
		"Hauptstraße 5 (2. Stock, Zimmer 204), 12345 Halden", "Bringen Sie bitte Ihren Pass und diesen Zettel mit [Original].",
		"Wenn Sie nicht kommen können, rufen Sie vor dem 03.05.2026 an: +49 30 123456-78 (8:00–16:00).", "Aktenzeichen",
		"H-2026/0417", "Verbindlich ist der deutsche Text." },
};

/* Names as people write them, each once in a column of its own kind. */
static const char *const names[][2] = {
	{ "محمد عبد الله (Mohammed Abdullah)", "Hauptstraße 5" }, { "Олена Ґалаґан", "вул. Шевченка 7, кв. 12" },
	{ "ኣብርሃም ገብረ", "ክፍሊ 204 (B)" }, { "Şükrü Çağlar", "İstanbul" }, { "پژمان گلچین", "اتاق ۲۰۴ (B)" },
	{ "김민수", "王小明" }, { "שלום כהן", "רחוב 5 (Halden)" },
};

static char folder[] = "/tmp/foothold-scripts-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	msg_init("test_scripts");
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

static struct sheet *sheet_in(const char *language, bool rtl, const char *title)
{
	struct sheet *sheet = sheet_new(title);

	free(sheet->language);
	sheet->language = mem_str(language);
	sheet->right_to_left = rtl;
	return sheet;
}

static struct sheet *appointment(const struct sample *s)
{
	struct sheet *sheet = sheet_in(s->language, s->rtl, s->title);

	sheet_heading(sheet, 1, s->heading);
	sheet_sign(sheet, SIGN_DATE, s->date);
	sheet_sign(sheet, SIGN_TIME, s->time);
	sheet_sign(sheet, SIGN_PLACE, s->place);
	sheet_sign(sheet, SIGN_BRING, s->bring);
	sheet_item(sheet, s->call);
	sheet_pair(sheet, s->label, s->value);
	sheet_note(sheet, s->note);
	return sheet;
}

static struct sheet *name_table(const char *language, bool rtl)
{
	static const struct sheet_column columns[] = { { "№", true, 0 }, { "A", false, 1 }, { "B", false, 1 } };
	struct sheet *sheet = sheet_in(language, rtl, "A · ا · ሀ · А");

	sheet_table(sheet, "", columns, 3);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		char number[12];
		const char *const row[] = { number, names[i][0], names[i][1] };

		snprintf(number, sizeof number, "%zu", i + 1);
		sheet_row(sheet, 0, row);
	}
	return sheet;
}

static char *whole(const char *path)
{
	struct str text = STR_INIT;
	char part[512];
	FILE *file = fopen(path, "r");

	if (!file)
		fail_msg("%s is not there", path);
	while (fgets(part, sizeof part, file))
		str_add(&text, part);
	fclose(file);
	str_get(&text);
	return str_take(&text);
}

static void compare(const char *name, const struct sheet *sheet, const struct sheet *beside, char **path)
{
	const char *top = getenv("srcdir");
	char *golden = mem_fmt("%s/tests/data/papers/%s.txt", top ? top : ".", name), *text, *want;
	struct err err = { 0 };

	*path = mem_fmt("%s/%s.pdf", folder, name);
	if (pdf_save(sheet, beside, NULL, *path, &err) != ST_OK)
		fail_msg("%s: %s", name, err.text);
	text = drawn_text(*path);
	if (getenv("PAPERS_WRITE")) {
		FILE *file = fopen(golden, "w");

		assert_non_null(file);
		fputs(text, file);
		assert_int_equal(fclose(file), 0);
	}
	want = whole(golden);
	if (strcmp(want, text) != 0)
		fail_msg("%s says something else:\n%s", golden, text);
	free(want);
	free(text);
	free(golden);
}

/* The sign of a line stands at the side where lines begin, its words beside it; the other half of the page is free. */
static void check_ink(const char *path, bool rtl)
{
	struct drawn_page page = drawn_page(path, 1);
	int near = drawn_ink(&page, 54, 110, 78, 215), far = drawn_ink(&page, 518, 110, 542, 215);

	assert_true(rtl ? far > 100 && near == 0 : near > 100 && far == 0);
	assert_int_equal(drawn_ink(&page, 0, 0, 50, page.height), 0);
	assert_int_equal(drawn_ink(&page, 546, 0, page.width, page.height), 0);
	free(page.grey);
}

static void alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
		struct sheet *sheet = appointment(&samples[i]);
		char *path;

		compare(samples[i].language, sheet, NULL, &path);
		check_ink(path, samples[i].rtl);
		free(path);
		sheet_free(sheet);
	}
}

/* With the town's language beside: signs at both outer edges where one runs leftward. */
static void beside(void **state)
{
	const struct sample *german = &samples[ARRAY_LEN(samples) - 1];

	(void)state;
	for (size_t i = 0; i + 1 < ARRAY_LEN(samples); i++) {
		struct sheet *sheet = appointment(&samples[i]), *other = appointment(german);
		char *name = mem_fmt("%s-de", samples[i].language), *path;
		struct drawn_page page;

		compare(name, sheet, other, &path);
		page = drawn_page(path, 1);
		assert_true(drawn_ink(&page, 54, 110, 78, 215) > 100);
		assert_true((drawn_ink(&page, 518, 110, 542, 165) > 100) == samples[i].rtl);
		/* Nothing but the line that divides them runs between the columns. */
		assert_int_equal(drawn_ink(&page, 286, 54, 296, 300), 0);
		assert_int_equal(drawn_ink(&page, 300, 54, 310, 300), 0);
		free(page.grey);
		free(path);
		free(name);
		sheet_free(sheet);
		sheet_free(other);
	}
}

static void mixed(void **state)
{
	struct sheet *left = name_table("en", false), *right = name_table("ar", true);
	char *path;

	(void)state;
	compare("mixed-left", left, NULL, &path);
	free(path);
	compare("mixed-right", right, NULL, &path);
	free(path);
	sheet_free(left);
	sheet_free(right);
}

/* Who listens to the paper, or copies from it, gets the letters in the order read, ligatures apart. */
static void read_aloud(void **state)
{
	struct sheet *sheet = appointment(&samples[0]);
	struct str pdf = STR_INIT, want = STR_INIT;

	(void)state;
	assert_int_equal(pdf_bytes(sheet, NULL, NULL, &pdf, NULL), ST_OK);
	str_add(&want, "/ActualText ");
	pdf_tail_string(&want, samples[0].call);
	/* Blanks within a phone number keep it together: U+00A0. */
	for (char *blank = strstr(str_get(&want), "002B"), *end = blank + 4 * 16; blank < end; blank += 4)
		if (strncmp(blank, "0020", 4) == 0)
			memcpy(blank, "00A0", 4);
	assert_non_null(memmem(pdf.s, pdf.len, want.s, want.len));
	str_free(&pdf);
	str_free(&want);
	sheet_free(sheet);
}

static void isolated(const char *s, const char *want)
{
	struct str out = STR_INIT;

	isolate_add(&out, s);
	assert_string_equal(str_get(&out), want);
	str_free(&out);
}

/* A bracket goes with its other half or stays outside. */
static void numbers(void **state)
{
	(void)state;
	isolated("قبل 03.05.2026 من", "قبل \u206603.05.2026\u2069 من");
	isolated("(غرفة 204)", "(غرفة 204)");
	isolated("+49 (30) 123", "\u2066+49 (30) 123\u2069");
	isolated("(من 8:00 إلى 16:00)", "(من \u20668:00\u2069 إلى \u206616:00\u2069)");
	isolated("(8:00 أو", "(\u20668:00\u2069 أو");
	isolated("H-2026/0417، ", "\u2066H-2026/0417\u2069، ");
	isolated("abc 12", "abc 12");
	isolated("", "");
}

static void dropped(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	isolate_drop(&out, "قبل \u206603.05.2026\u2069 …\u2060x");
	assert_string_equal(str_get(&out), "قبل 03.05.2026 …\u2060x");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alone), cmocka_unit_test(beside), cmocka_unit_test(mixed), cmocka_unit_test(read_aloud), cmocka_unit_test(numbers), cmocka_unit_test(dropped),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
