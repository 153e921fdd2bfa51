/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Papers for newcomers: golden text in five languages (tests/data/letters/; who means to change the words runs this test
 * once with LETTERS_WRITE=1 and reads what became different), as much in both languages, and what is never on them.
 */
#include "tests/unit/cases/town.h"
#include "tests/unit/paper/drawn.h"

#include <unistd.h>

#include "base/msg.h"
#include "match/match.h"
#include "match/propose.h"
#include "match/round.h"
#include "paper/letter.h"
#include "register/restrict.h"

struct town { struct id mariam, slip, need, home, proposal; };

static void build(struct store *store, struct town *t)
{
	match_init();
	WELL(setting_set(store, SETTING_MUNICIPALITY, "Halden", &err_));
	t->mariam = arrive(store, "Mariam", "2026-03-02");
	amend(store, "person", t->mariam, PAIRS("family_name=Haidari", "own_script=مریم حیدری", "interpreter=fa",
		"caseworker=E. Hartmann", "address=Mill Lane 7"));
	t->slip = make(store, "appointment", PAIRS(OF("person", t->mariam), "what=First interview", "day=2026-05-12", "at=09:30",
		"minutes=45", "place=Harbour Street 4 (2nd floor)", "room=12", "interpreter=booked", "language=fa",
		"caseworker=E. Hartmann"));
	t->home = make(store, "dwelling", PAIRS("address=Station Road 100", "people=4", "bedrooms=2", "rooms=3", "rent=1250",
		"service_costs=30.50", "available=2026-06-01"));
	t->need = make(store, "need", PAIRS(OF("person", t->mariam), "people=3", "asked=2026-03-03", "step_free=no", "pets=no",
		"max_rent=1500"));
	WELL(propose_offer(store, &everybody, MATCH_HOMES, t->need, t->home, &t->proposal, NULL, &err_));
}

static struct letter written(struct store *store, struct id person, const char *paper, const char *language,
	const char *beside, bool plain)
{
	struct letter_wish wish = { .person = person, .kind = letter_kind(paper), .language = language, .beside = beside,
		.plain = plain };
	struct letter letter;

	WELL(letter_make(store, &everybody, &wish, &letter, &err_));
	return letter;
}

static enum status refused_to(struct store *store, const struct actor *actor, struct id person, const char *paper,
	struct id about, struct err *err)
{
	struct letter_wish wish = { .person = person, .kind = letter_kind(paper), .about = about, .language = "en",
		.beside = "" };
	struct letter letter;
	enum status st;

	err_clear(err);
	st = letter_make(store, actor, &wish, &letter, err);
	assert_true(st == ST_OK || !letter.sheet);
	letter_clear(&letter);
	return st;
}

/* ---- golden ---- */

static char *path_of(const char *paper, const char *language, bool plain)
{
	const char *top = getenv("srcdir");

	return mem_fmt("%s/tests/data/letters/%s%s.%s.txt", top ? top : ".", paper, plain ? "-plain" : "", language);
}

static char *whole(const char *path)
{
	FILE *file = fopen(path, "r");
	struct str text = STR_INIT;
	char part[512];

	if (!file)
		fail_msg("%s is not there", path);
	while (fgets(part, sizeof(part), file))
		str_add(&text, part);
	fclose(file);
	str_get(&text);
	return str_take(&text);
}

static void write_it(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* A case number is drawn by chance: its place is taken by stars. */
static void hide_number(struct store *store, struct id person, struct str *text)
{
	struct record *record = see(store, "person", person);
	const char *number = record_get(record, "case_number");
	char *at = strstr(text->s, number);

	if (at)
		memset(at, '*', strlen(number));
	record_free(record);
}

static void compare(struct store *store, const struct town *t, const char *paper, const char *language, bool plain)
{
	struct letter letter = written(store, t->mariam, paper, language, "", plain);
	char *path = path_of(paper, language, plain), *want;
	struct str text = STR_INIT;

	letter_text(&letter, &text);
	hide_number(store, t->mariam, &text);
	if (getenv("LETTERS_WRITE"))
		write_it(path, str_get(&text));
	want = whole(path);
	if (strcmp(want, str_get(&text)) != 0)
		fail_msg("%s says something else:\n%s", path, str_get(&text));
	letter_clear(&letter);
	str_free(&text);
	free(want);
	free(path);
}

static void golden(void **state)
{
	static const char *const languages[] = { "ar", "fa", "ti", "uk", "tr" };
	static const char *const papers[] = { "appointment", "plan", "home" };
	struct town t;

	build(*state, &t);
	for (size_t l = 0; l < ARRAY_LEN(languages); l++)
		for (size_t p = 0; p < ARRAY_LEN(papers); p++)
			for (int plain = 0; plain < 2; plain++)
				compare(*state, &t, papers[p], languages[l], plain != 0);
}

/* ---- two languages ---- */

static void each_block_beside_its_own(void **state)
{
	size_t n;
	int papers;
	const char *const *all = letter_languages(&n);
	const struct letter_kind *kinds = letter_kinds(&papers);
	struct town t;

	build(*state, &t);
	assert_true(n >= 11);
	for (size_t l = 0; l < n; l++)
		for (int p = 0; p < papers; p++)
			for (int plain = 0; plain < 2; plain++) {
				struct letter letter;

				if (str_same(kinds[p].key, "course") || str_same(kinds[p].key, "job") || str_same(all[l], "en"))
					continue;
				letter = written(*state, t.mariam, kinds[p].key, all[l], "en", plain != 0);
				assert_non_null(letter.beside);
				assert_string_equal(letter.sheet->language, all[l]);
				assert_int_equal(letter.sheet->n_blocks, letter.beside->n_blocks);
				for (int i = 0; i < letter.sheet->n_blocks; i++)
					assert_int_equal(letter.sheet->block[i].kind, letter.beside->block[i].kind);
				letter_clear(&letter);
			}
	assert_string_equal(msg_language(), "en");
}

/* A Latin address with brackets and digits within an Arabic sentence, drawn and read back. */
static void mixed_lines_are_drawn(void **state)
{
	struct town t;
	struct letter letter;
	char *path = mem_fmt("%s/mixed.pdf", doors_folder), *text;

	build(*state, &t);
	letter = written(*state, t.mariam, "appointment", "ar", "en", false);
	WELL(letter_hand(*state, &everybody, &letter, &(struct letter_way){ .path = path, .format = PAPER_PDF }, NULL, &err_));
	text = drawn_text(path);
	drawn_has(text, "Harbour Street 4 (2nd floor)");
	drawn_has(text, "Tuesday, 12 May 2026");
	drawn_has(text, "Mariam Haidari");
	free(text);
	text = drawn_said("pdfinfo %s", path);
	drawn_has(text, "Pages:           1");
	free(text);
	text = drawn_said("pdffonts %s", path);
	assert_null(strstr(text, "Type 3"));
	letter_clear(&letter);
	free(text);
	unlink(path);
	free(path);
}

/* In each script: every letter has a shape, the slip is one page, and its title can be read back. */
static void each_script_is_drawn(void **state)
{
	static const char *const languages[] = { "ar", "fa", "ti", "uk", "tr", "ru" };
	struct town t;

	build(*state, &t);
	for (size_t i = 0; i < ARRAY_LEN(languages); i++) {
		struct letter letter = written(*state, t.mariam, "appointment", languages[i], "de", false);
		char *path = mem_fmt("%s/%s.pdf", doors_folder, languages[i]), *text;

		WELL(letter_hand(*state, &everybody, &letter, &(struct letter_way){ .path = path, .format = PAPER_PDF }, NULL, &err_));
		text = drawn_text(path);
		/* Readers take the two letters of lam-alef apart in either order. */
		if (!letter.sheet->right_to_left)
			drawn_has(text, letter.sheet->title);
		drawn_has(text, letter.beside->title);
		drawn_has(text, "Harbour Street 4 (2nd floor)");
		free(text);
		text = drawn_said("pdfinfo %s", path);
		drawn_has(text, "Pages:           1");
		letter_clear(&letter);
		free(text);
		unlink(path);
		free(path);
	}
}

/* ---- what is on none of them ---- */

static void lacks(const struct sheet *sheet, const char *words)
{
	for (int i = 0; i < sheet->n_blocks; i++) {
		const struct sheet_block *block = &sheet->block[i];

		assert_null(strstr(block->text, words));
		for (int c = 0; block->table && c < block->table->n_rows * block->table->n_columns; c++)
			assert_null(strstr(block->table->cell[c], words));
	}
}

static void a_secret_place_is_on_no_paper(void **state)
{
	struct town t;
	int n;
	const struct letter_kind *kinds = letter_kinds(&n);

	build(*state, &t);
	amend(*state, "person", t.mariam, PAIRS("address_secret=yes"));
	amend(*state, "appointment", t.slip, PAIRS("place=Mill Lane 7"));
	for (int i = 0; i < n; i++)
		for (int plain = 0; plain < 2; plain++) {
			struct letter letter;

			if (str_same(kinds[i].key, "course") || str_same(kinds[i].key, "job"))
				continue;
			letter = written(*state, t.mariam, kinds[i].key, "tr", "en", plain != 0);
			lacks(letter.sheet, "Mill Lane");
			lacks(letter.beside, "Mill Lane");
			lacks(letter.sheet, "Station Road");
			lacks(letter.beside, "Station Road");
			letter_clear(&letter);
		}
}

static void what_may_not_be_said_is_refused(void **state)
{
	struct actor desk = everybody;
	struct err err;
	struct town t;

	build(*state, &t);
	desk.roles = role_by_name("desk");
	assert_int_equal(refused_to(*state, &desk, t.mariam, "held", NOBODY, &err), ST_DENIED);
	assert_int_equal(refused_to(*state, &desk, t.mariam, "home", NOBODY, &err), ST_INVALID);
	assert_int_equal(refused_to(*state, &desk, t.mariam, "home", t.proposal, &err), ST_DENIED);
	assert_int_equal(refused_to(*state, &everybody, make(*state, "person", PAIRS("given_name=Oleh")), "appointment", t.slip,
		&err), ST_INVALID);
	assert_non_null(strstr(err.text, "another person"));
	WELL(restrict_put(*state, &everybody, t.mariam, "contested", &err_));
	assert_int_equal(refused_to(*state, &everybody, t.mariam, "home", t.proposal, &err), ST_DENIED);
	assert_non_null(strstr(err.text, "restricted"));
	assert_int_equal(refused_to(*state, &everybody, t.mariam, "plan", NOBODY, &err), ST_OK);
}

/* ---- on the file ---- */

static void handed_over_is_on_the_file(void **state)
{
	struct town t;
	struct letter letter;
	struct id set, undone;

	build(*state, &t);
	letter = written(*state, t.mariam, "appointment", "fa", "en", true);
	assert_int_equal(count_rows(*state, "handout"), 0);
	WELL(letter_handed(*state, &everybody, &letter, "read", &set, &err_));
	assert_int_equal(count_rows(*state, "handout WHERE paper = 'appointment' AND language = 'fa' AND plain = 1 AND how = 'read'"
		" AND day = '2026-05-04' AND about_day = '2026-05-12' AND given_by = 'berg' AND gone = 0"), 1);
	WELL(change_undo(*state, &everybody, set, &undone, &err_));
	assert_int_equal(count_rows(*state, "handout WHERE gone = 0"), 0);
	letter_clear(&letter);
}

/* A language that a person reads goes before one they only begin to learn; Dari is written as Persian. */
static void the_language_that_is_read(void **state)
{
	struct id person = make(*state, "person", PAIRS("given_name=Ana"));
	char code[16];

	WELL(letter_language(*state, &everybody, person, code, &err_));
	assert_string_equal(code, "");
	make(*state, "speaks", PAIRS(OF("person", person), "language=de", "level=a1", "reads=yes"));
	WELL(letter_language(*state, &everybody, person, code, &err_));
	assert_string_equal(code, "de");
	make(*state, "speaks", PAIRS(OF("person", person), "language=ti"));
	WELL(letter_language(*state, &everybody, person, code, &err_));
	assert_string_equal(code, "ti");
	make(*state, "speaks", PAIRS(OF("person", person), "language=ar", "reads=yes"));
	WELL(letter_language(*state, &everybody, person, code, &err_));
	assert_string_equal(code, "ar");
	amend(*state, "person", person, PAIRS("interpreter=prs"));
	WELL(letter_language(*state, &everybody, person, code, &err_));
	assert_string_equal(code, "fa");
	make(*state, "speaks", PAIRS(OF("person", person), "language=prs", "reads=no"));
	WELL(letter_language(*state, &everybody, person, code, &err_));
	assert_string_equal(code, "ar");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(golden), TOWN_TEST(each_block_beside_its_own), TOWN_TEST(mixed_lines_are_drawn),
		TOWN_TEST(each_script_is_drawn),
		TOWN_TEST(a_secret_place_is_on_no_paper), TOWN_TEST(what_may_not_be_said_is_refused),
		TOWN_TEST(handed_over_is_on_the_file), TOWN_TEST(the_language_that_is_read),
	};

	msg_init(NULL);
	return DOORS_RUN(tests);
}
