/* SPDX-License-Identifier: EUPL-1.2 */
/* Declarations: what the reader refuses, and a municipality's own fields from their file to a record and back. */
#include "tests/unit/register/doors.h"

#include "base/msg.h"
#include "register/declare.h"
#include "register/own.h"

#define REST "basis = public task\nrecipients = none\nseen_by = casework, desk\nkeep = case\n"
#define TUTOR "[person.tutor]\nlabel = Wants a tutor\nlabel[de] = Wünscht Nachhilfe\nkind = choice\n" \
	"purpose = To find a tutor\npurpose[de] = Um Nachhilfe zu finden\n" \
	"choices = yes_please: Yes, please | later: Later\nchoices[de] = yes_please: Ja, bitte | later: Später\n" REST

static enum status load(const char *ini, struct err *err)
{
	err_clear(err);
	return register_load_own(ini, strlen(ini), err);
}

static void own_fields_stand_behind_the_others(void **state)
{
	const struct kind *person = register_kind("person");
	int before;
	const struct field *f;
	struct err err;

	(void)state;
	register_forget_own();
	before = person->n_fields;
	assert_int_equal(load(TUTOR, &err), ST_OK);
	assert_ptr_equal(register_kind("person"), person);
	assert_int_equal(person->n_fields, before + 1);
	f = &person->fields[before];
	assert_true(f->own);
	assert_int_equal(field_index(person, f), before);
	assert_string_equal(field_label(f), "Wants a tutor");
	assert_string_equal(choice_label(f, field_choice(f, "later")), "Later");
	register_forget_own();
	assert_int_equal(person->n_fields, before);
}

static void own_words_come_in_their_languages(void **state)
{
	const struct kind *person = register_kind("person");
	const struct field *f;
	struct err err;

	(void)state;
	assert_int_equal(load(TUTOR, &err), ST_OK);
	f = kind_field(person, "tutor");
	if (msg_set_language("de")) {
		assert_string_equal(field_label(f), "Wünscht Nachhilfe");
		assert_string_equal(field_purpose(f), "Um Nachhilfe zu finden");
		assert_string_equal(choice_label(f, field_choice(f, "later")), "Später");
		msg_set_language("fr");
		assert_string_equal(field_label(f), "Wants a tutor");
	}
	msg_set_language("en");
	register_forget_own();
}

static void what_breaks_a_rule_is_refused(void **state)
{
	static const struct { const char *ini, *says; } rows[] = {
		{ "[person.x]\nlabel = X\nkind = text\n" REST, "purpose" },
		{ "[person.x]\nlabel = X\nkind = text\npurpose = P\nbasis = b\nrecipients = none\nkeep = case\n", "seen_by" },
		{ "[person.x]\nlabel = X\nkind = word\npurpose = P\n" REST, "kind" },
		{ "[person.x]\nlabel = X\nkind = text\npurpose = P\ncolour = red\n" REST, "colour" },
		{ "[person.x]\nlabel = X\nkind = text\npurpose = P\nsort = yes\n" REST, "sort" },
		{ "[person.x]\nlabel = X\nkind = text\npurpose = P\nsort = maybe\n" REST, "sort" },
		{ "[person.x]\nlabel = X\nkind = reference\nrefers = course\npurpose = P\n" REST, "kind" },
		{ "[person.x]\nlabel = X\nkind = choice\npurpose = P\n" REST, "choices" },
		{ "[person.x]\nlabel = X\nkind = choice\nchoices = a: A | a: B\npurpose = P\n" REST, "choices" },
		{ "[person.x]\nlabel = X\nkind = choice\nchoices = a: A | b: A\npurpose = P\n" REST, "choices" },
		{ "[person.x]\nlabel = X\nkind = choice\nchoices = a: A\ninitial = b\npurpose = P\n" REST, "initial" },
		{ "[person.x]\nlabel = X\nkind = text\npattern = ([a-z\npurpose = P\n" REST, "pattern" },
		{ "[person.x]\nlabel = X\nkind = number\nmin = 5\nmax = 4\npurpose = P\n" REST, "min" },
		{ "[person.X]\nlabel = X\nkind = text\npurpose = P\n" REST, "person.X" },
		{ "[person.born]\nlabel = X\nkind = text\npurpose = P\n" REST, "person.born" },
		{ "[person.rid]\nlabel = X\nkind = text\npurpose = P\n" REST, "person.rid" },
		{ "[ship.x]\nlabel = X\nkind = text\npurpose = P\n" REST, "ship" },
		{ "[person]\nlabel = X\nplural = X\n", "person" },
		{ "[person.x]\nlabel = Religion\nkind = text\npurpose = P\n" REST, "GDPR" },
		{ "[person.x]\nlabel = X\nkind = text\npurpose = To know the person's religion\n" REST, "GDPR" },
		{ "[person.religion]\nlabel = X\nkind = text\npurpose = P\n" REST, "GDPR" },
		{ "[person.x]\nlabel = X\nkind = choice\nchoices = a: Catholic | b: Other\npurpose = P\n" REST, "GDPR" },
		{ "[person.x]\nlabel = X\nlabel[de] = Religion\nkind = text\npurpose = P\n" REST, "GDPR" },
		{ "label = X\n", "Line 1" },
		{ "[person.x]\nlabel\n", "Line 2" },
		{ "[person.x]\nlabel = X\nlabel = Y\n", "Line 3" },
		{ "[person.x]\n[person.y]\nlabel = X\n", "Line 1" },
		{ "[person.x]\nlabel = \x1b[31m\n", "Line 2" },
		{ "[person.x]\nlabel = \xff\n", "Line 2" },
	};
	const struct kind *person = register_kind("person");
	int before = person->n_fields;
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (load(rows[i].ini, &err) != ST_INVALID)
			fail_msg("taken: %s", rows[i].ini);
		if (!strstr(err.text, rows[i].says))
			fail_msg("“%s” does not say “%s”", err.text, rows[i].says);
		assert_int_equal(person->n_fields, before);
	}
}

static void lines_are_bounded_and_go_on(void **state)
{
	struct ini_doc doc;
	struct err err;
	char line[300];

	(void)state;
	WELL(ini_read(&doc, "\xef\xbb\xbf; c\r\n[a]\r\nx = 1\r\n  2 = 3\r\n\r\ny = z\r\n", 36, &err_));
	assert_string_equal(ini_value(&doc.section[0], "x"), "1 2 = 3");
	assert_string_equal(ini_value(&doc.section[0], "y"), "z");
	ini_clear(&doc);
	memset(line, 'a', sizeof line);
	memcpy(line, "[a]\nx=", 6);
	assert_int_equal(ini_read(&doc, line, sizeof line, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "Line 2"));
	assert_int_equal(ini_read(&doc, "[a]\nx=\0y\n", 9, &err), ST_INVALID);
}

static void a_whole_register_is_held_together(void **state)
{
	static const struct { const char *ini, *says; } rows[] = {
		{ "[a.x]\nlabel = X\nkind = text\npurpose = P\n" REST, "a" },
		{ "[a]\nlabel = A\nplural = As\npurpose = P\ntitle = y\nseen_by = desk\nchanged_by = desk\n"
		  "[a.x]\nlabel = X\nkind = text\npurpose = P\n" REST, "title" },
		{ "[a]\nlabel = A\nplural = As\npurpose = P\ntitle = x\nseen_by = desk\nchanged_by = desk\n"
		  "[a.x]\nlabel = X\nkind = reference\nrefers = b\npurpose = P\n" REST, "a.x" },
		{ "[a]\nlabel = A\nplural = As\npurpose = P\ntitle = x\nseen_by = desk\nchanged_by = desk\nparent = b\n"
		  "[a.x]\nlabel = X\nkind = text\npurpose = P\n" REST, "b" },
		{ "[a]\nlabel = A\nplural = As\npurpose = P\ntitle = x\nseen_by = desk\nchanged_by = desk\nstage = moon\n"
		  "[a.x]\nlabel = X\nkind = text\npurpose = P\n" REST, "stage" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct declaration decl = { NULL, 0 };
		struct ini_doc doc;
		struct err err;

		err_clear(&err);
		WELL(ini_read(&doc, rows[i].ini, strlen(rows[i].ini), &err_));
		WELL(declare_read(&decl, &doc, false, &err_));
		assert_int_equal(declare_check(&decl, &err), ST_INVALID);
		assert_non_null(strstr(err.text, rows[i].says));
		ini_clear(&doc);
		declare_clear(&decl);
	}
}

static void own_values_live_in_the_file(void **state)
{
	static const char number[] = "[person.number]\nlabel = Days a week\nkind = number\nmin = 0\nmax = 7\n"
		"purpose = To plan the course\n" REST;
	struct actor clerk = everybody;
	struct err err;
	struct id id;

	clerk.roles = ROLE_DESK;
	assert_int_equal(own_save(*state, &clerk, TUTOR, strlen(TUTOR), &err), ST_DENIED);
	WELL(own_save(*state, &everybody, TUTOR, strlen(TUTOR), &err_));
	id = make(*state, "person", PAIRS("given_name=Ana", "arrived=2026-05-04", "tutor=Later"));
	HAS(*state, "person", id, "tutor", "later");
	/* The field cannot go, nor lose the choice, while the value stands. */
	assert_int_equal(own_save(*state, &everybody, number, strlen(number), &err), ST_INVALID);
	assert_non_null(strstr(err.text, "person.tutor"));
	assert_non_null(kind_field(register_kind("person"), "tutor"));
	register_forget_own();
	WELL(own_open(*state, &err_));
	HAS(*state, "person", id, "tutor", "later");
	amend(*state, "person", id, PAIRS("tutor="));
	WELL(own_save(*state, &everybody, number, strlen(number), &err_));
	assert_null(kind_field(register_kind("person"), "tutor"));
	amend(*state, "person", id, PAIRS("number=3"));
	WELL(own_save(*state, &everybody, number, strlen(number), &err_));
	amend(*state, "person", id, PAIRS("number="));
	WELL(own_save(*state, &everybody, "", 0, &err_));
	WELL(own_open(*state, &err_));
	assert_null(kind_field(register_kind("person"), "number"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_fields_stand_behind_the_others),
		cmocka_unit_test(own_words_come_in_their_languages),
		cmocka_unit_test(what_breaks_a_rule_is_refused),
		cmocka_unit_test(lines_are_bounded_and_go_on),
		cmocka_unit_test(a_whole_register_is_held_together),
		DOORS_TEST(own_values_live_in_the_file),
	};

	msg_set_language("en");
	return DOORS_RUN(tests);
}
