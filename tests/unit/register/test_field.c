/* SPDX-License-Identifier: EUPL-1.2 */
/* What each kind of field takes, what it makes of it, how it is shown, and what it refuses without repeating it. */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "register/occupation.h"
#include "register/register.h"

static const struct field *the_field(const char *kind, const char *name)
{
	const struct field *field = kind_field(register_kind(kind), name);

	assert_non_null(field);
	return field;
}

struct row { const char *kind, *field, *in, *canonical, *shown; };

static void check_row(const struct row *row)
{
	const struct field *f = the_field(row->kind, row->field);
	struct str shown = STR_INIT;
	char *canonical = NULL, *again = NULL;
	struct err err;

	err_clear(&err);
	if (field_check(f, row->in, &canonical, &err) != ST_OK)
		fail_msg("%s.%s refuses “%s”: %s", row->kind, row->field, row->in, err.text);
	assert_string_equal(canonical, row->canonical);
	field_show(&shown, f, canonical);
	assert_string_equal(str_get(&shown), row->shown);
	/* What is canonical stays so. */
	assert_int_equal(field_check(f, canonical, &again, NULL), ST_OK);
	assert_string_equal(again, canonical);
	str_free(&shown);
	free(canonical);
	free(again);
}

static void each_kind_takes_what_people_type(void **state)
{
	static const struct row rows[] = {
		{ "person", "family_name", "  Haidari \t von  B ", "Haidari von B", "Haidari von B" },
		{ "person", "own_script", "مریم حیدری", "مریم حیدری", "مریم حیدری" },
		{ "person", "born", "1991", "1991", "1991" },
		{ "person", "born", "1991-04", "1991-04", "April 1991" },
		{ "person", "arrived", "4 May 2026", "2026-05-04", "4 May 2026" },
		{ "person", "arrived", "today", "2026-05-04", "4 May 2026" },
		{ "person", "gender", "Not said", "not_said", "Not said" },
		{ "person", "gender", "WOMAN", "woman", "Woman" },
		{ "person", "interpreter", "Dari", "prs", "Dari" },
		{ "person", "interpreter", "UK", "uk", "Ukrainian" },
		{ "person", "interpreter", "deu", "de", "German" },
		{ "credential", "earned_in", "syria", "SY", "Syria" },
		{ "credential", "earned_in", "af", "AF", "Afghanistan" },
		{ "credential", "occupation", "2221", "2221", "Nursing professionals" },
		{ "credential", "occupation", "nursing PROFESSIONALS", "2221", "Nursing professionals" },
		{ "speaks", "level", "Pre A1", "pre_a1", "Pre-A1" },
		{ "speaks", "level", "b2", "b2", "B2" },
		{ "speaks", "reads", "Yes", "yes", "yes" },
		{ "speaks", "reads", "0", "no", "no" },
		{ "dwelling", "rooms", "4", "4", "4" },
		{ "dwelling", "floor", "-1", "-1", "-1" },
		{ "dwelling", "rent", "1,234.5", "1234.50", "1,234.50" },
		{ "home_proposal", "points", "1000", "1000.000", "1,000.0" },       /* of three decimals one is shown */
		{ "home_proposal", "points", "636.75", "636.750", "636.8" },
		{ "neighbourhood", "area", "2.75", "2.75", "2.75" },
		{ "person", "phone", "0031 (6) 12-34.56 78", "+31612345678", "+31612345678" },
		{ "person", "phone", "٠٦١٢٣٤٥٦٧٨", "0612345678", "0612345678" },
		{ "person", "email", "Ana.Rojas+x@Example.ORG", "Ana.Rojas+x@example.org", "Ana.Rojas+x@example.org" },
		{ "appointment", "at", "9:05", "09:05", "09:05" },
		{ "appointment", "at", "14h30", "14:30", "14:30" },
		{ "appointment", "at", "0930", "09:30", "09:30" },
		{ "appointment", "at", "9", "09:00", "09:00" },
		{ "step", "what", "First interview", "First interview", "First interview" },
		{ "step", "plan", "0190163D-8694-739B-AEA5-966C26F8AD91", "0190163d-8694-739b-aea5-966c26f8ad91",
			"0190163d-8694-739b-aea5-966c26f8ad91" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		check_row(&rows[i]);
}

static void each_kind_refuses_in_words(void **state)
{
	static const struct { const char *kind, *field, *in; } rows[] = {
		{ "person", "family_name", "zq\x1b[31mzq" }, { "person", "family_name", "zqbad\xff" },
		{ "person", "family_name", "zq\nzq" }, { "person", "family_name", "zq\xe2\x80\xaezq" },
		{ "person", "born", "2026-02-30" }, { "person", "born", "zq" }, { "person", "born", "2027" },
		{ "person", "born", "2026-05-05" }, { "person", "gender", "zq" }, { "person", "interpreter", "zqzq" },
		{ "credential", "earned_in", "zqzq" }, { "credential", "occupation", "99999" },
		{ "credential", "occupation", "zqzq" }, { "speaks", "level", "d1" }, { "speaks", "reads", "perhaps" },
		{ "dwelling", "rooms", "zq" }, { "dwelling", "rooms", "0" }, { "dwelling", "rooms", "31" },
		{ "dwelling", "rooms", "2.5" }, { "dwelling", "rent", "12.345" },
		{ "dwelling", "rooms", "99999999999999999999" }, { "person", "phone", "12" },
		{ "person", "phone", "12a45678" }, { "person", "phone", "1234567890123456" },
		{ "person", "phone", "06+12345678" }, { "person", "email", "zq" }, { "person", "email", "zq@" },
		{ "person", "email", "zq@zq" }, { "person", "email", ".zq@example.org" },
		{ "person", "email", "z..q@example.org" }, { "person", "email", "zq@-example.org" },
		{ "person", "email", "z q@example.org" }, { "appointment", "at", "24:00" },
		{ "appointment", "at", "9:60" }, { "appointment", "at", "9:5" }, { "appointment", "at", "zq" },
		{ "step", "plan", "zq" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct field *f = the_field(rows[i].kind, rows[i].field);
		char *canonical = NULL;
		struct err err;

		err_clear(&err);
		if (field_check(f, rows[i].in, &canonical, &err) != ST_INVALID)
			fail_msg("%s.%s takes “%s”", rows[i].kind, rows[i].field, rows[i].in);
		assert_null(canonical);
		assert_string_equal(err.field, rows[i].field);
		assert_non_null(strstr(err.text, field_label(f)));
		assert_null(strstr(err.text, "zq"));
	}
}

static void long_text_is_measured_in_characters(void **state)
{
	const struct field *f = the_field("person", "family_name");
	struct str text = STR_INIT;
	char *canonical = NULL;

	(void)state;
	for (int i = 0; i < f->max; i++)
		str_add(&text, "й");
	assert_int_equal(field_check(f, str_get(&text), &canonical, NULL), ST_OK);
	free(canonical);
	str_add(&text, "й");
	assert_int_equal(field_check(f, str_get(&text), &canonical, NULL), ST_INVALID);
	str_free(&text);
}

static void nothing_is_nothing(void **state)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	(void)state;
	for (int k = 0; k < n; k++)
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			char *canonical = (char *)1;

			assert_int_equal(field_check(&kinds[k]->fields[i], NULL, &canonical, NULL), ST_OK);
			assert_null(canonical);
			assert_int_equal(field_check(&kinds[k]->fields[i], "  ", &canonical, NULL), ST_OK);
			assert_null(canonical);
			if (kinds[k]->fields[i].kind != FIELD_CHOICES && kinds[k]->fields[i].kind != FIELD_LANGUAGES)
				continue;
			assert_int_equal(field_check(&kinds[k]->fields[i], " , ;", &canonical, NULL), ST_OK);
			assert_null(canonical);
		}
}

static void long_texts_keep_their_lines(void **state)
{
	char *canonical = NULL;

	(void)state;
	assert_int_equal(field_check(the_field("note", "text"), "One.\n\nTwo.", &canonical, NULL), ST_OK);
	assert_non_null(strchr(canonical, '\n'));
	free(canonical);
}

static void every_field_says_why_it_is_asked(void **state)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	(void)state;
	assert_true(n >= 16);
	for (int k = 0; k < n; k++)
		for (int i = 0; i < kinds[k]->n_fields; i++) {
			const struct field *f = &kinds[k]->fields[i];

			assert_true(f->label && *f->label && f->purpose && *f->purpose && f->basis && f->recipients);
			assert_true(f->keep && f->seen_by);
			assert_ptr_equal(kind_field(kinds[k], f->name), f);
			assert_int_equal(field_index(kinds[k], f), i);
			assert_true(f->kind != FIELD_REFERENCE || register_kind(f->refers));
			assert_true((f->kind == FIELD_CHOICE || f->kind == FIELD_CEFR || f->kind == FIELD_CHOICES) == (f->choices != NULL));
		}
}

static void occupations_speak_many_languages(void **state)
{
	const struct occupation *nurse = occupation_by_code("2221");
	size_t n;

	(void)state;
	occupation_all(&n);
	assert_int_equal(n, 619);
	assert_string_equal(nurse->title[0], "Nursing professionals");
	assert_string_equal(occupation_title(nurse), nurse->title[0]);
	assert_null(occupation_by_code("2229"));
	assert_null(occupation_by_code(""));
	assert_ptr_equal(occupation_find("nursing professionals"), nurse);
	assert_null(occupation_find("nursing professional"));
	if (msg_set_language("fr")) {
		assert_string_equal(occupation_title(nurse), nurse->title[1]);
		assert_ptr_equal(occupation_find(nurse->title[1]), nurse);
		assert_ptr_equal(occupation_find("Nursing professionals"), nurse);
		msg_set_language("en");
	}
	for (size_t i = 0; i < n; i++)
		for (int l = 0; l < OCCUPATION_LANGUAGES; l++)
			if (occupation_all(&n)[i].title[l])    /* 43 have none in Norwegian */
				assert_true(utf_valid(occupation_all(&n)[i].title[l], strlen(occupation_all(&n)[i].title[l])));
}

static int hold_the_day(void **state)
{
	(void)state;
	clock_hold((int64_t)date_days((struct date){ 2026, 5, 4 }) * 86400000 + 36000000);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_takes_what_people_type),
		cmocka_unit_test(each_kind_refuses_in_words),
		cmocka_unit_test(long_text_is_measured_in_characters),
		cmocka_unit_test(nothing_is_nothing),
		cmocka_unit_test(long_texts_keep_their_lines),
		cmocka_unit_test(every_field_says_why_it_is_asked),
		cmocka_unit_test(occupations_speak_many_languages),
	};

	msg_set_language("en");
	return cmocka_run_group_tests(tests, hold_the_day, NULL);
}
