/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whatever is typed into whichever field: it is refused in words and the file stays
 * as it was, or it is saved, comes back as it was taken, and would be taken again.
 */
#include "full.h"

#include "base/utf.h"

static const char *const typed[] = {
	"", " ", "\t", "\n", "x", "0", "-1", "1e9", "99999999999999999999", "-99999999999999999999.99", "1,5", "1.5", ".",
	"2026-02-30", "2026-13", "0000", "10000-01-01", "2026-05-04", "4.5.2026", "today", "+14", "-",
	"yes", "no", "maybe", "a1", "A1", "Z9", "de", "German", "qqq", "DE", "2221", "09:30", "24:00", "9:5",
	"+31612345678", "phone", "a@b.example", "@", "a@", "\x1b[31mred", "a\x01""b", "\x7f", "\xff", "\xc3", "\xed\xa0\x80",
	"\xf4\x90\x80\x80", "\xe2\x80\xae" "evil", "\xef\xbb\xbf" "bom", "%s%n", "'; DROP TABLE person; --", "NULL",
	"مریم", "e\xcc\x81", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", "01a1fd34-e16c-7e51-a16f-767d473db4fe",
	"HA-4172-2649-K",
};

static bool clean(const char *text)
{
	size_t len = strlen(text), n;
	uint32_t cp;

	for (size_t at = 0; at < len; at += n) {
		n = utf_decode(text + at, len - at, &cp);
		if (n == 0 || utf_is_control(cp, true))
			return false;
	}
	return true;
}

/* What was taken is clean text, and taken again it stays the same. */
static void holds(const struct kind *kind, const struct field *field, const char *input, const char *canonical)
{
	char *again = NULL;

	if (!canonical)
		return;
	if (!clean(canonical))
		fail_msg("%s.%s took “%s”", kind->name, field->name, input);
	if (field->kind == FIELD_REFERENCE)
		return;
	if (field_check(field, canonical, &again, NULL) != ST_OK || !str_same(again, canonical))
		fail_msg("%s.%s: “%s” is not taken again", kind->name, field->name, canonical);
	free(again);
}

static enum status type(struct store *store, const struct kind *kind, struct id id, const struct field *field,
	const char *input, struct err *err)
{
	struct change *change = change_begin(store, &everybody);
	struct change_item *item = change_update(change, kind, id, 0);
	enum status status = change_set(item, field->name, input, err);
	char *wanted = NULL;

	if (status == ST_OK) {
		wanted = mem_str(change_get(item, field->name));
		status = change_commit(change, NULL, NULL, err);
	}
	change_free(change);
	if (status == ST_OK) {
		HAS(store, kind->name, id, field->name, wanted);
		holds(kind, field, input, wanted);
	}
	free(wanted);
	return status;
}

static void try_field(struct store *store, const struct kind *kind, struct id id, const struct field *field)
{
	char *was = whole_file(store, WITH_RID);

	for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
		struct err err;
		err_clear(&err);
		enum status status = type(store, kind, id, field, typed[i], &err);
		if (status == ST_OK) {
			free(was);
			was = whole_file(store, WITH_RID);
			continue;
		}
		if (status != ST_INVALID && status != ST_CONFLICT)
			fail_msg("%s.%s, “%s”: %d", kind->name, field->name, typed[i], status);
		assert_true(err.text[0]);
		assert_string_equal(err.field, field->name);
		char *is = whole_file(store, WITH_RID);
		assert_string_equal(was, is);
		free(is);
	}
	free(was);
}

static void anything_into_every_field(void **state)
{
	struct store *store = *state;
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	make_one_of_each(store);
	for (int k = 0; k < n; k++)
		for (int i = 0; i < kinds[k]->n_fields; i++)
			/* Whoever types a colleague's name there may not see the record any more: test_complaints.c. */
			if (!str_same(kinds[k]->kept_from, kinds[k]->fields[i].name))
				try_field(store, kinds[k], one[k], &kinds[k]->fields[i]);
	WELL(journal_verify(store, &(int64_t){ 0 }, &err_));
}

static void overlong_text_is_refused(void **state)
{
	struct store *store = *state;
	struct id person = make(store, "person", PAIRS("family_name=Demir"));
	struct err err;
	size_t len = 1000000;
	char *text = mem_alloc(len + 1);

	memset(text, 'a', len);
	assert_int_equal(type(store, the("person"), person, kind_field(the("person"), "say"), text, &err), ST_INVALID);
	assert_true(strlen(err.text) < 500);
	HAS(store, "person", person, "say", NULL);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOORS_TEST(anything_into_every_field),
		DOORS_TEST(overlong_text_is_refused),
	};

	return DOORS_RUN(tests);
}
