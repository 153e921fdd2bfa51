/* SPDX-License-Identifier: EUPL-1.2 */
/* Columns to fields: by name, by label in any language, by a map; past the gate. */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/mapping.h"

static const struct actor importer = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };

static const struct kind *the(const char *name)
{
	const struct kind *kind = register_kind(name);

	assert_non_null(kind);
	return kind;
}

/* "head,head": cells without commas. */
static enum status make(const char *kind, const char *heads, const char *map, struct mapping **out,
			struct err *err)
{
	char *text = mem_str(heads), *cell[32], *next = NULL;
	struct csv_row row = { .line = 1, .cell = cell };
	enum status st;

	for (char *s = strtok_r(text, "|", &next); s; s = strtok_r(NULL, "|", &next))
		cell[row.count++] = s;
	err_clear(err);
	st = mapping_make(the(kind), &importer, &row, map, out, err);
	free(text);
	return st;
}

/* "given_name|-|!|#": field, left out, refused by the gate, id; constants behind. */
static void maps_to(const char *kind, const char *heads, const char *map, const char *want)
{
	struct mapping *mapping = NULL;
	struct str got = STR_INIT;
	struct err err;

	if (make(kind, heads, map, &mapping, &err) != ST_OK)
		fail_msg("%s", err.text);
	for (int i = 0; i < mapping->n_columns; i++) {
		const struct column *column = &mapping->column[i];

		if (i)
			str_addc(&got, '|');
		str_add(&got, column->use == COLUMN_FIELD     ? column->field->name
			      : column->use == COLUMN_ID      ? "#"
			      : column->use == COLUMN_REFUSED ? "!"
							      : "-");
	}
	for (int i = 0; i < mapping->n_constants; i++)
		str_addf(&got, "|%s=%s", mapping->constant[i].field->name, mapping->constant[i].value);
	assert_string_equal(str_get(&got), want);
	str_free(&got);
	mapping_free(mapping);
}

static void is_refused(const char *kind, const char *heads, const char *map, const char *says)
{
	struct mapping *mapping = NULL;
	struct err err;

	assert_int_equal(make(kind, heads, map, &mapping, &err), ST_INVALID);
	if (!strstr(err.text, says))
		fail_msg("“%s” does not say “%s”", err.text, says);
	assert_null(mapping);
}

static void test_by_name_and_label(void **state)
{
	(void)state;
	maps_to("person", "id|family_name|GIVEN NAME|born|shoe size", NULL,
		"#|family_name|given_name|born|-");
	maps_to("person", "Family name| Arrived  here ", "", "family_name|arrived");
	maps_to("dwelling", "address|neighbourhood|neighbourhood.title", NULL, "address|neighbourhood|-");
	maps_to("placement", "import.line|import.reason|reason", NULL, "-|-|reason");
}

static void test_by_a_map(void **state)
{
	(void)state;
	maps_to("person", "given_name|surname|date_of_birth|state",
		"given_name=given_name,surname=family_name, date_of_birth = born",
		"given_name|family_name|born|-");
	maps_to("person", "a|a|c", "#1=given_name,#3=family_name,#2=", "given_name|-|family_name");
	maps_to("person", "Name: first, last|x", "\"Name: first, last\"=family_name", "family_name|-");
	maps_to("person", "n|born|arrived", "*,n=family_name,born=", "family_name|-|arrived");
	maps_to("person", "n", "n=family_name,arrived:=2026-05-04", "family_name|arrived=2026-05-04");
	maps_to("person", "SURNAME", "surname=Family name", "family_name");
	maps_to("person", "key|n", "key=id,n=family_name", "#|family_name");
}

static void test_meanings(void **state)
{
	struct mapping *mapping;
	struct err err;

	(void)state;
	assert_int_equal(
		make("vacancy", "t|FT/PT", "t=title,FT/PT=hours[F:full|P:part|:either]", &mapping, &err),
		ST_OK);
	assert_string_equal(column_meaning(&mapping->column[1], "F"), "full");
	assert_string_equal(column_meaning(&mapping->column[1], "P"), "part");
	assert_string_equal(column_meaning(&mapping->column[1], ""), "either");
	assert_string_equal(column_meaning(&mapping->column[1], "x"), "x");
	mapping_free(mapping);
	is_refused("vacancy", "t|h", "t=title,h=hours[F:full", "closing bracket");
	is_refused("vacancy", "t|h", "t=title,h=hours[F]", "colon");
}

static void test_what_cannot_be_meant(void **state)
{
	(void)state;
	is_refused("person", "a|b", NULL, "No column");
	is_refused("person", "a|b", "c=born", "“c”");
	is_refused("person", "a|b", "a=shoe_size", "shoe_size");
	is_refused("person", "a|b", "a=born,b=born", "both go into");
	is_refused("person", "a|a", "a=born", "#2=field");
	is_refused("person", "a|b", "#3=born", "2 columns");
	is_refused("person", "a|b", "a", "equals sign");
	is_refused("person", "a|b", "a=\"born\" x", "comma");
	is_refused("person", "born", "*,born:=1990", "constant");
}

static void test_gate(void **state)
{
	struct mapping *mapping;
	struct err err;

	(void)state;
	maps_to("person", "family_name|Religion|born", NULL, "family_name|!|born");
	maps_to("person", "family_name|Ethnic origin|born", "family_name=family_name,born=born",
		"family_name|!|born");
	is_refused("person", "family_name|Religion", "family_name=family_name,Religion=say",
		   "protected ground");
	assert_int_equal(make("person", "family_name|Religion", NULL, &mapping, &err), ST_OK);
	assert_non_null(mapping->column[1].ground);
	assert_non_null(mapping->column[1].source);
	mapping_free(mapping);
}

static void test_field_that_the_role_does_not_see(void **state)
{
	const struct actor language = { .user = "t", .desk = "HA", .roles = ROLE_LANGUAGE };
	char *cell[] = { "family_name", "born" };
	struct csv_row row = { .line = 1, .count = 2, .cell = cell };
	struct mapping *mapping;
	struct err err;

	(void)state;
	assert_int_not_equal(mapping_make(the("person"), &language, &row, NULL, &mapping, &err), ST_OK);
	assert_string_equal(err.field, "born");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_name_and_label),
		cmocka_unit_test(test_by_a_map),
		cmocka_unit_test(test_meanings),
		cmocka_unit_test(test_what_cannot_be_meant),
		cmocka_unit_test(test_gate),
		cmocka_unit_test(test_field_that_the_role_does_not_see),
	};

	return cmocka_run_group_tests_name("mapping", tests, NULL, NULL);
}
