/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Frozen dossiers told in two languages: tests/data/dossiers/KIND.json against KIND.LANG.txt.  Who means to change the
 * words runs this test once with DOSSIERS_WRITE=1 and reads what became different.
 */
#include "tests/unit/register/doors.h"

#include "base/msg.h"
#include "match/dossier.h"

static const char *const languages[] = { "en", "de" };
static const char *const kinds[] = { "home", "course", "mentor", "job" };

static char *path_of(const char *name, const char *end)
{
	const char *top = getenv("srcdir");

	return mem_fmt("%s/tests/data/dossiers/%s.%s", top ? top : ".", name, end);
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

/* As it stands in the person's own copy. */
static void told(struct str *out, const char *name, const char *json)
{
	char *kind = mem_fmt("%s_proposal", name);

	field_show(out, kind_field(the(kind), "dossier"), json);
	free(kind);
}

static void compare(const char *name, const char *language, const char *json)
{
	char *end = mem_fmt("%s.txt", language), *path = path_of(name, end), *want;
	struct str text = STR_INIT;

	assert_true(msg_set_language(language));
	told(&text, name, json);
	if (getenv("DOSSIERS_WRITE"))
		write_it(path, str_get(&text));
	want = whole(path);
	if (strcmp(want, str_get(&text)) != 0)
		fail_msg("%s says something else:\n%s", path, str_get(&text));
	free(want);
	free(path);
	free(end);
	str_free(&text);
}

static void golden(void **state)
{
	(void)state;
	match_init();
	for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
		char *path = path_of(kinds[k], "json"), *json = whole(path);

		for (size_t l = 0; l < ARRAY_LEN(languages); l++)
			compare(kinds[k], languages[l], json);
		free(path);
		free(json);
	}
	msg_set_language("en");
}

/* The arithmetic of each can be done by hand: weights times shares are the points, and they sum up. */
static void sums(void **state)
{
	(void)state;
	for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
		char *path = path_of(kinds[k], "json"), *json = whole(path);
		struct dossier dossier;
		int64_t points = 0, most = 0;

		WELL(dossier_read(json, &dossier, &err_));
		assert_true(dossier.n_lines > 0);
		for (int i = 0; i < dossier.n_lines; i++) {
			const struct dossier_line *line = &dossier.line[i];
			int share = line->is.share == MEASURE_UNKNOWN ? line->by.unknown : line->is.share == MEASURE_MISSED ? 0 :
				line->is.share;

			if (line->by.condition)
				assert_int_not_equal(line->is.share, MEASURE_MISSED);
			else
				assert_int_equal((int64_t)line->by.weight * share, line->points);
			points += line->points;
			most += line->by.condition ? 0 : (int64_t)line->by.weight * MATCH_SHARE;
		}
		assert_int_equal(points, dossier.points);
		assert_int_equal(most, dossier.most);
		dossier_clear(&dossier);
		free(path);
		free(json);
	}
}

static void what_is_none_is_said(void **state)
{
	static const char *const wrong[] = { "", "{", "[]", "{\"v\": 2, \"what\": \"homes\"}", "{\"v\": 1, \"what\": \"boats\"}" };
	struct dossier dossier;
	struct str text = STR_INIT;

	(void)state;
	assert_true(msg_set_language("en"));
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		struct err err;

		err_clear(&err);
		assert_int_equal(dossier_read(wrong[i], &dossier, &err), ST_CORRUPT);
		assert_non_null(strstr(err.text, "cannot be read"));
		told(&text, "home", wrong[i]);
	}
	assert_int_equal(text.len, 0);
	/* What is there and says little is read for what it says. */
	WELL(dossier_read("{\"v\": 1, \"what\": \"homes\", \"criteria\": 7, \"others\": {}}", &dossier, &err_));
	assert_int_equal(dossier.n_lines, 0);
	dossier_clear(&dossier);
	str_free(&text);
}

static void one_commitment_a_text(void **state)
{
	char a[65], b[65];

	(void)state;
	dossier_commitment("one", a);
	dossier_commitment("one", b);
	assert_string_equal(a, b);
	dossier_commitment("two", b);
	assert_string_not_equal(a, b);
	assert_int_equal(strlen(a), 64);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden), cmocka_unit_test(sums), cmocka_unit_test(what_is_none_is_said),
		cmocka_unit_test(one_commitment_a_text),
	};

	msg_init(NULL);
	return DOORS_RUN(tests);
}
