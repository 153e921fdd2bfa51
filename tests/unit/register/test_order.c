/* SPDX-License-Identifier: EUPL-1.2 */
/* All lists sorted anew in another language's order: every key of every kind, whole or not at all. */
#include "doors.h"

#include "base/msg.h"
#include "base/text.h"
#include "register/order.h"
#include "register/row.h"
#include "store/acts.h"
#include "store/journal.h"

enum { ROWS = 30, MANY = 2100 };

static const char *const before[] = { "Çam", "Cz", "Ğa", "Gz", "İnan", "Irmak", "Ñaz", "Nz", "Ґанк", "Гяч", "Дяк", NULL };
static const char *const turkish[] = { "Cz", "Çam", "Gz", "Ğa", "Irmak", "İnan", "Ñaz", "Nz", NULL };
static const char *const spanish[] = { "Nz", "Ñaz", NULL };
static const char *const ukrainian[] = { "Гяч", "Ґанк", "Дяк", NULL };

static void fill_kind(struct store *store, const struct kind *kind, const char *person, int rows)
{
	struct change *change = change_begin(store, &everybody);
	char text[64];

	for (int n = 0; n < rows; n++) {
		struct change_item *item = change_create(change, kind, NULL);

		for (int i = 0; i < kind->n_fields; i++) {
			const struct field *field = &kind->fields[i];

			if (field->kind == FIELD_REFERENCE && str_same(field->refers, "person"))
				change_put(item, field, person);
			else if (!field->derived && !str_same(kind->kept_from, field->name) && (field->required || rng_below(3)))
				change_put(item, field, random_value(field, text));
		}
	}
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
}

/* Records of every kind that needs no other, those with a title that refers among them. */
static void fill(struct store *store, const char *person)
{
	int n_kinds;
	const struct kind *const *kinds = register_kinds(&n_kinds);

	rng_seed(11);
	for (int k = 0; k < n_kinds; k++) {
		bool refers = false;

		for (int i = 0; i < kinds[k]->n_fields; i++)
			refers |= kinds[k]->fields[i].kind == FIELD_REFERENCE && kinds[k]->fields[i].required
				&& !str_same(kinds[k]->fields[i].refers, "person");
		if (!refers)
			fill_kind(store, kinds[k], person, ROWS);
	}
}

/* Each stored key is the one that the record's own values make now. */
static void keys_are_right(struct store *store, int least)
{
	int n_kinds, rows = 0;
	const struct kind *const *kinds = register_kinds(&n_kinds);

	for (int k = 0; k < n_kinds; k++) {
		char *sql = mem_fmt("SELECT id, sort_key FROM \"%s\"", kinds[k]->name);
		struct stmt *stmt;

		WELL(store_sql(store, sql, &stmt, &err_));
		while (stmt_step(stmt, NULL) == ST_OK) {
			struct str key = STR_INIT;
			struct record *record;
			size_t len;
			const void *is = stmt_get_blob(stmt, 1, &len);

			WELL(row_load(store, kinds[k], stmt_get_id(stmt, 0), &record, &err_));
			row_sort_key(&key, kinds[k], record->value);
			if (key.len != len || (len && memcmp(key.s, is, len) != 0))
				fail_msg("%s: a key is not as its record says", kinds[k]->name);
			record_free(record);
			str_free(&key);
			rows++;
		}
		free(sql);
	}
	assert_true(rows >= least);
}

static void named(struct store *store, const char *const *name)
{
	for (int i = 0; name[i]; i++) {
		char *pair = mem_fmt("family_name=%s", name[i]);

		make(store, "person", PAIRS(pair));
		free(pair);
	}
}

/* These stand one behind the other, whoever is between. */
static void names_stand(struct store *store, const char *const *name)
{
	struct list_query query = { .kind = the("person") };
	struct list_page page;
	int next = 0;

	WELL(read_list(store, &everybody, &query, NULL, false, MANY + 200, &page, &err_));
	assert_false(page.more);
	for (int i = 0; i < page.count && name[next]; i++)
		next += str_same(record_get(page.record[i], "family_name"), name[next]);
	if (name[next])
		fail_msg("%s stands too early", name[next]);
	list_page_free(&page);
}

static void is_in(struct store *store, const char *language)
{
	char *code;

	WELL(order_language(store, &code, &err_));
	assert_string_equal(code, language);
	free(code);
}

/* As it was made before there was a choice. */
static struct store *older(const char *name)
{
	struct store *store = doors_open(name, true);

	WELL(setting_set(store, SETTING_SORT_LANGUAGE, NULL, &err_));
	store_close(store);
	return doors_open(name, false);
}

static void every_key_is_made_anew(void **state)
{
	struct store *store = older("every");
	struct act *act;
	char text[37], *was, *is;
	int n;

	(void)state;
	id_text(make(store, "person", PAIRS("family_name=Demir")), text);
	fill(store, text);
	named(store, before);
	keys_are_right(store, 30 * ROWS);
	names_stand(store, before);
	is_in(store, "en");
	was = whole_file(store, WITH_RID | WITH_GONE);
	WELL(order_set(store, &everybody, "tr", NULL, NULL, &err_));
	is_in(store, "tr");
	keys_are_right(store, 30 * ROWS);
	names_stand(store, turkish);
	WELL(acts_list(store, "order", (struct id){ { 0 } }, 5, &act, &n, &err_));
	assert_int_equal(n, 1);
	assert_string_equal(act[0].detail, "{\"from\":\"en\",\"to\":\"tr\"}");
	acts_free(act, n);
	/* What is written from then on follows, and after the file is opened again. */
	named(store, PAIRS("Czz", "Çaa"));
	names_stand(store, PAIRS("Cz", "Czz", "Çaa", "Çam"));
	store_close(store);
	store = doors_open("every", false);
	named(store, PAIRS("Gzz", "Ğaa"));
	names_stand(store, PAIRS("Gz", "Gzz", "Ğa", "Ğaa"));
	WELL(order_set(store, &everybody, "es", NULL, NULL, &err_));
	names_stand(store, spanish);
	WELL(order_set(store, &everybody, "uk", NULL, NULL, &err_));
	names_stand(store, ukrainian);
	/* English orders as files did before; nothing but keys was touched. */
	WELL(order_set(store, &everybody, "en", NULL, NULL, &err_));
	keys_are_right(store, 30 * ROWS);
	names_stand(store, before);
	is = whole_file(store, WITH_RID | WITH_GONE);
	assert_true(strlen(is) > strlen(was));
	WELL(journal_verify(store, &(int64_t){ 0 }, &err_));
	free(was);
	free(is);
	store_close(store);
}

static bool stop_at(void *ctx, int64_t done, int64_t total)
{
	int64_t *at = ctx;

	assert_true(done <= total);
	if (done < *at)
		return true;
	*at = done;
	return false;
}

static void stopped_it_stands_as_before(void **state)
{
	struct store *store = older("stopped");
	const struct kind *person = the("person");
	int64_t at = MANY - 50, all;
	char *was, *is;
	struct err err;

	(void)state;
	rng_seed(3);
	fill_kind(store, person, NULL, MANY);
	named(store, before);
	was = whole_file(store, WITH_RID | WITH_GONE);
	err_clear(&err);
	assert_int_equal(order_set(store, &everybody, "tr", stop_at, &at, &err), ST_CANCELLED);
	assert_true(err.text[0]);
	assert_true(at >= 2000);
	is = whole_file(store, WITH_RID | WITH_GONE);
	assert_string_equal(is, was);
	is_in(store, "en");
	make(store, "person", PAIRS("family_name=Çaa"));
	make(store, "person", PAIRS("family_name=Caz"));
	names_stand(store, PAIRS("Çaa", "Çam", "Caz", "Cz"));
	at = all = count_rows(store, "person");
	assert_int_equal(order_set(store, &everybody, "tr", stop_at, &at, NULL), ST_CANCELLED);
	assert_int_equal(at, all);
	free(was);
	free(is);
	store_close(store);
}

static void refusals_change_nothing(void **state)
{
	struct store *store = *state;
	struct actor actor = everybody;
	char *was, *is;

	named(store, before);
	is_in(store, "en");
	was = whole_file(store, WITH_RID | WITH_GONE);
	assert_int_equal(order_set(store, &everybody, "tlh", NULL, NULL, NULL), ST_INVALID);
	assert_int_equal(order_set(store, &everybody, "", NULL, NULL, NULL), ST_INVALID);
	actor.roles = ROLE_ALL & ~(uint32_t)ROLE_ADMIN;
	assert_int_equal(order_set(store, &actor, "tr", NULL, NULL, NULL), ST_DENIED);
	is = whole_file(store, WITH_RID | WITH_GONE);
	assert_string_equal(is, was);
	is_in(store, "en");
	free(was);
	free(is);
}

/* Another program has the file open meanwhile: it writes by the new order, and finds by it. */
static void others_follow(void **state)
{
	struct store *store = *state, *other;

	named(store, before);
	other = doors_open(strrchr(store_path(store), '/') + 1, false);
	store_data_version(other);
	WELL(order_set(store, &everybody, "tr", NULL, NULL, &err_));
	text_sort_language("en");
	make(other, "person", PAIRS("family_name=Çaa"));
	names_stand(other, PAIRS("Cz", "Çaa", "Çam"));
	text_sort_language("en");
	make(store, "person", PAIRS("family_name=Ğz"));
	text_sort_language("en");
	store_data_version(other);
	names_stand(other, PAIRS("Gz", "Ğa", "Ğz"));
	keys_are_right(other, 13);
	store_close(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_made_anew),
		cmocka_unit_test(stopped_it_stands_as_before),
		DOORS_TEST(refusals_change_nothing),
		DOORS_TEST(others_follow),
	};

	msg_init("");
	return DOORS_RUN(tests);
}
