/* SPDX-License-Identifier: EUPL-1.2 */
/* A course's provider and a vacancy's employer were words: what an older file says becomes records, and no undo or merging brings the words back. */
#include "config.h"

#include <sqlite3.h>

#include "tests/unit/register/doors.h"
#include "tests/unit/raw.h"

#include "register/becomes.h"
#include "store/inside.h"

#define LAST_WITH_WORDS 19

static enum status older(struct sqlite3 *db, void *ctx, struct err *err)
{
	(void)ctx;
	return migrate_new(db, LAST_WITH_WORDS, err);
}

static const char *path_of(const char *name)
{
	static char path[160];

	snprintf(path, sizeof path, "%s/%s", doors_folder, name);
	return path;
}

/* Three courses of two providers and one of none, and two vacancies, as the program before wrote them. */
static struct store *older_file(const char *name)
{
	struct vault_options options = { .path = path_of(name), .create = true, .fill = older };
	struct vault *vault;

	WELL(vault_open(&options, &vault, &err_));
	assert_int_equal(sqlite3_exec(vault_db(vault),
		"INSERT INTO course(id, rev, name, provider, ends) VALUES"
		"(x'019df252b5c070d582294ae9b6c37c61', 1, 'A1', 'People''s College', '2020-01-01'),"
		"(x'019df252b5c070d582294ae9b6c37c62', 1, 'A2', ' People''s College', NULL),"
		"(x'019df252b5c070d582294ae9b6c37c63', 1, 'B1', 'Harbour School', NULL),"
		"(x'019df252b5c070d582294ae9b6c37c64', 1, 'B2', '  ', NULL);"
		"INSERT INTO vacancy(id, rev, title, employer) VALUES"
		"(x'019df252b5c070d582294ae9b6c37c65', 1, 'Baker', 'Oven '),"
		"(x'019df252b5c070d582294ae9b6c37c66', 1, 'Cook', NULL)", NULL, NULL, NULL), SQLITE_OK);
	vault_close(vault);
	return doors_open(name, false);
}

static int64_t number(struct store *store, const char *sql)
{
	struct stmt *stmt;
	int64_t n;

	WELL(store_sql(store, sql, &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n;
}

static void words_become_records(void **state)
{
	struct store *store = older_file("words");

	(void)state;
	assert_int_equal(number(store, "SELECT count(*) FROM becomes"), 4);
	assert_int_equal(number(store, "SELECT count(*) FROM course WHERE state = 'over'"), 1);
	assert_int_equal(number(store, "SELECT count(*) FROM course WHERE state = 'open' AND what = 'general'"), 3);
	WELL(becomes_ready(store, &err_));
	WELL(becomes_ready(store, &err_));
	assert_int_equal(number(store, "SELECT count(*) FROM becomes"), 0);
	assert_int_equal(number(store, "SELECT count(*) FROM provider"), 2);
	assert_int_equal(number(store, "SELECT count(*) FROM course c JOIN provider p ON p.id = c.provider"
		" WHERE p.name = 'People''s College'"), 2);
	assert_int_equal(number(store, "SELECT count(*) FROM course WHERE provider IS NULL"), 1);
	assert_int_equal(number(store, "SELECT count(*) FROM vacancy v JOIN employer e ON e.id = v.employer"
		" WHERE v.title = 'Baker' AND e.name = 'Oven'"), 1);
	assert_int_equal(number(store, "SELECT count(*) FROM employer"), 1);
	/* Each with its entry: they have a history and travel to other desks. */
	assert_int_equal(number(store, "SELECT count(*) FROM journal WHERE kind = 'provider' AND op = 1"), 2);
	assert_int_equal(number(store, "SELECT count(*) FROM journal WHERE kind = 'course' AND op = 2"), 3);
	store_close(store);
}

/* A name that stands in the file already is no second record. */
static void a_known_name_is_found(void **state)
{
	struct store *store = older_file("known");

	(void)state;
	make(store, "provider", PAIRS("name=Harbour School"));
	WELL(becomes_ready(store, &err_));
	assert_int_equal(number(store, "SELECT count(*) FROM provider WHERE name = 'Harbour School'"), 1);
	assert_int_equal(number(store, "SELECT count(*) FROM course c JOIN provider p ON p.id = c.provider"
		" WHERE p.name = 'Harbour School'"), 1);
	store_close(store);
}

/* What stood before a change of those days is words: the change is taken back without them. */
static void no_undo_brings_words_back(void **state)
{
	struct store *store = doors_open("undo", true);
	struct id college = make(store, "provider", PAIRS("name=College")), course, set;
	char pair[64], id[37];
	sqlite3 *raw;

	(void)state;
	id_text(college, id);
	snprintf(pair, sizeof pair, "provider=%s", id);
	course = make(store, "course", PAIRS("name=A1", pair, "seats=10"));
	set = amend(store, "course", course, PAIRS("provider=", "seats=12"));
	store_close(store);
	raw = raw_open(path_of("undo"));
	assert_non_null(raw);
	assert_int_equal(sqlite3_exec(raw, "UPDATE journal_value SET before = 'College' WHERE field = 'provider'", NULL, NULL, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_changes(raw), 1);
	sqlite3_close(raw);
	store = doors_open("undo", false);
	WELL(change_undo(store, &everybody, set, NULL, &err_));
	HAS(store, "course", course, "seats", "10");
	HAS(store, "course", course, "provider", NULL);
	store_close(store);
}

static const char *text_at(struct store *store, const char *sql, char out[64])
{
	struct stmt *stmt;

	WELL(store_sql(store, sql, &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	snprintf(out, 64, "%s", stmt_get_text(stmt, 0) ? stmt_get_text(stmt, 0) : "-");
	stmt_reset(stmt);
	return out;
}

/* A mentor's languages were a line of text: names become languages, and a line with one that is not known is kept. */
static void a_mentors_languages_were_words(void **state)
{
	struct vault_options options = { .path = path_of("mentors"), .create = true, .fill = older };
	struct vault *vault;
	struct store *store;
	char out[64];

	(void)state;
	WELL(vault_open(&options, &vault, &err_));
	assert_int_equal(sqlite3_exec(vault_db(vault),
		"INSERT INTO mentor(id, rev, name, languages, hours) VALUES"
		"(x'019df252b5c070d582294ae9b6c37c71', 1, 'A', 'English, German and English', 'Saturdays'),"
		"(x'019df252b5c070d582294ae9b6c37c72', 1, 'B', 'Arabic; Aramaic of Tur Abdin', NULL),"
		"(x'019df252b5c070d582294ae9b6c37c73', 1, 'C', NULL, NULL);"
		"INSERT INTO mentoring(id, rev, mentor, state) VALUES"
		"(x'019df252b5c070d582294ae9b6c37c74', 1, x'019df252b5c070d582294ae9b6c37c72', 'active'),"
		"(x'019df252b5c070d582294ae9b6c37c75', 1, x'019df252b5c070d582294ae9b6c37c72', 'matched')", NULL, NULL, NULL),
		SQLITE_OK);
	vault_close(vault);
	store = doors_open("mentors", false);
	assert_string_equal(text_at(store, "SELECT languages FROM mentor WHERE name = 'A'", out), "en, de");
	assert_string_equal(text_at(store, "SELECT remark FROM mentor WHERE name = 'A'", out), "-");
	assert_string_equal(text_at(store, "SELECT hours FROM mentor WHERE name = 'A'", out), "Saturdays");
	assert_string_equal(text_at(store, "SELECT languages FROM mentor WHERE name = 'B'", out), "ar");
	assert_string_equal(text_at(store, "SELECT remark FROM mentor WHERE name = 'B'", out), "Arabic; Aramaic of Tur Abdin");
	assert_string_equal(text_at(store, "SELECT languages FROM mentor WHERE name = 'C'", out), "-");
	/* Who accompanies two has room for two. */
	assert_int_equal(number(store, "SELECT \"most\" FROM mentor WHERE name = 'B'"), 2);
	assert_int_equal(number(store, "SELECT \"most\" FROM mentor WHERE name = 'C'"), 1);
	store_close(store);
}

static void only_these_fields_were_words(void **state)
{
	const struct kind *course = the("course");

	(void)state;
	assert_true(becomes_words(course, kind_field(course, "provider"), "College"));
	assert_false(becomes_words(course, kind_field(course, "provider"), NULL));
	assert_false(becomes_words(course, kind_field(course, "provider"), "019df252-b5c0-70d5-8229-4ae9b6c37c61"));
	assert_false(becomes_words(course, kind_field(course, "name"), "College"));
	assert_false(becomes_words(course, kind_field(course, "neighbourhood"), "Harbour"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_become_records),
		cmocka_unit_test(a_known_name_is_found),
		cmocka_unit_test(no_undo_brings_words_back),
		cmocka_unit_test(a_mentors_languages_were_words),
		cmocka_unit_test(only_these_fields_were_words),
	};

	return DOORS_RUN(tests);
}
