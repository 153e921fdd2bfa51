/* SPDX-License-Identifier: EUPL-1.2 */
/* Papers and their copies, referrals, one note on several people, fields that hold several values. */
#include "tests/unit/cases/town.h"

#include "cases/document.h"
#include "cases/erase.h"
#include "cases/notes.h"
#include "cases/referral.h"
#include "cases/retention.h"
#include "store/copies.h"

#define LONG_COPY 200001         /* more than three pieces of it */

static uint8_t *a_pdf(size_t len)
{
	uint8_t *bytes = mem_alloc(len);

	for (size_t i = 0; i < len; i++)
		bytes[i] = (uint8_t)(i * 7 + i / 251);
	memcpy(bytes, "%PDF-1.7", 8);
	return bytes;
}

static struct id a_paper(struct store *store, struct id person, const char *what, const char *purpose)
{
	char text[64], why[64];

	snprintf(text, sizeof(text), "what=%s", what);
	snprintf(why, sizeof(why), "copy_purpose=%s", purpose);
	return make(store, "document", purpose ? PAIRS(OF("person", person), text, why) : PAIRS(OF("person", person), text));
}

static size_t length_of(struct store *store, struct id document)
{
	size_t len;

	WELL(copy_length(store, document, &len, &err_));
	return len;
}

static void attach(struct store *store, struct id document, size_t len, struct id *set)
{
	uint8_t *bytes = a_pdf(len);
	struct id own;

	WELL(document_attach(store, &everybody, document, bytes, len, set ? set : &own, &err_));
	free(bytes);
}

static void found(void *ctx, const char *what)
{
	assert_non_null(strstr(what, "."));
	++*(int *)ctx;
}

static int findings(struct store *store)
{
	int n = 0;

	WELL(store_check(store, found, &n, &err_));
	return n;
}

/* ---- papers ---- */

/* What the table allows is what the rule lets through, for every paper and every purpose. */
static void a_copy_only_where_its_purpose_allows_one(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01");
	const struct field *what = kind_field(the("document"), "what"), *purpose = kind_field(the("document"), "copy_purpose");
	int allowed = 0, refused_n = 0;

	for (const struct choice *w = what->choices; w->key; w++) {
		for (const struct choice *p = purpose->choices; p->key; p++) {
			struct id paper = a_paper(store, person, w->key, NULL);
			char pair[64];

			snprintf(pair, sizeof(pair), "copy_purpose=%s", p->key);
			if (document_allows(w->key, p->key)) {
				amend(store, "document", paper, PAIRS(pair));
				attach(store, paper, 100, NULL);
				HAS(store, "document", paper, "copy", "yes");
				allowed++;
			} else {
				refused(store, "document", paper, PAIRS(pair), "copy_purpose");
				refused_n++;
			}
		}
	}
	assert_true(allowed > 10 && refused_n > 20);
	assert_false(document_allows("identity", "wish"));
	assert_false(document_allows("cover", "translation"));
	assert_false(document_allows("diploma", NULL));
	assert_false(document_allows(NULL, "wish"));
}

static void no_copy_without_a_purpose_or_of_another_kind(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01"), paper = a_paper(store, person, "diploma", NULL);
	uint8_t *bytes = a_pdf((4u << 20) + 1);
	struct err err;

	assert_int_equal(document_attach(store, &everybody, paper, bytes, 100, NULL, &err), ST_INVALID);
	assert_string_equal(err.field, "copy_purpose");
	amend(store, "document", paper, PAIRS("copy_purpose=recognition"));
	assert_int_equal(document_attach(store, &everybody, paper, "only text", 9, NULL, &err), ST_INVALID);
	assert_int_equal(document_attach(store, &everybody, paper, bytes, 0, NULL, &err), ST_INVALID);
	assert_int_equal(document_attach(store, &everybody, paper, bytes, (4u << 20) + 1, NULL, &err), ST_INVALID);
	WELL(setting_set(store, SETTING_DOCUMENT_MAX, "5", &err_));
	WELL(document_attach(store, &everybody, paper, bytes, (4u << 20) + 1, NULL, &err_));
	assert_int_equal(length_of(store, paper), (4u << 20) + 1);
	refused(store, "document", paper, PAIRS("copy_purpose="), "copy_purpose");
	refused(store, "document", paper, PAIRS("what=identity"), "copy_purpose");
	refused(store, "document", paper, PAIRS("keep_until=2028-06-01"), "keep_until");
	free(bytes);
	assert_string_equal(document_type("\xff\xd8\xff\xe0", 4), "jpg");
	assert_string_equal(document_type("II*\0....", 8), "tif");
	assert_null(document_type("%PDF", 4));
	assert_null(document_type("", 0));
}

/* Bytes go in and come out as they were, the trail knows, and an undo takes both mark and bytes. */
static void bytes_come_back_and_go(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01"), paper = a_paper(store, person, "diploma", "recognition"), set;
	uint8_t *was = a_pdf(LONG_COPY);
	void *is;
	size_t len;

	attach(store, paper, LONG_COPY, &set);
	WELL(document_copy_read(store, &everybody, paper, &is, &len, &err_));
	assert_int_equal(len, LONG_COPY);
	assert_memory_equal(is, was, len);
	copy_free(is, len);
	assert_int_equal(count_rows(store, "act WHERE what = 'document.save'"), 1);
	attach(store, paper, 70000, NULL);
	assert_int_equal(length_of(store, paper), 70000);
	assert_int_equal(count_rows(store, "document_copy"), 2);
	WELL(document_drop(store, &everybody, paper, &err_));
	assert_int_equal(length_of(store, paper), 0);
	HAS(store, "document", paper, "copy", NULL);
	assert_int_equal(document_drop(store, &everybody, paper, NULL), ST_NOTFOUND);
	attach(store, paper, 100, &set);
	WELL(change_undo(store, &everybody, set, NULL, &err_));
	assert_int_equal(length_of(store, paper), 0);
	assert_int_equal(count_rows(store, "document_copy"), 0);
	assert_int_equal(findings(store), 0);
	free(was);
}

/* Taken back, the record's copy waits for the undo; erased, nothing is left. */
static void a_removed_paper_keeps_its_copy_until_it_is_erased(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01"), paper = a_paper(store, person, "work", "application"), set;
	struct change *change = change_begin(store, &everybody);
	struct erase_receipt receipt;

	attach(store, paper, 100, NULL);
	change_delete(change, the("document"), paper, 0);
	WELL(change_commit(change, &set, NULL, &err_));
	change_free(change);
	assert_int_equal(length_of(store, paper), 100);
	WELL(change_undo(store, &everybody, set, NULL, &err_));
	HAS(store, "document", paper, "copy", "yes");
	WELL(erase_person(store, &everybody, person, ERASE_MISTAKE, &receipt, &err_));
	assert_int_equal(receipt.traces.copies, 1);
	erase_receipt_clear(&receipt);
	assert_int_equal(count_rows(store, "document_copy"), 0);
	assert_int_equal(findings(store), 0);
}

static void a_copy_that_is_lost_or_loose_is_told(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01"), paper = a_paper(store, person, "work", "application");

	attach(store, paper, 100, NULL);
	assert_int_equal(findings(store), 0);
	WELL(copy_put(store, id_new(), "loose", 5, &err_));
	assert_int_equal(findings(store), 1);
	WELL(copy_drop(store, paper, &err_));
	assert_int_equal(findings(store), 2);
}

static int64_t copies_due(struct store *store, struct date day)
{
	struct retention due;
	int64_t n = 0;

	WELL(retention_due(store, &everybody, day, 10, &due, &err_));
	for (int i = 0; i < due.n_groups; i++)
		if (due.group[i].field && str_same(due.group[i].field->name, "copy"))
			n += due.group[i].count;
	retention_clear(&due);
	return n;
}

/* Known to the month, it is kept until the month is over. */
static void a_copy_ends_by_its_own_clock(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01");
	struct id one = a_paper(store, person, "diploma", "recognition"), other = a_paper(store, person, "work", "application");
	struct retention due;
	struct retention_done done;

	attach(store, one, 100, NULL);
	attach(store, other, 100, NULL);
	HAS(store, "document", one, "keep_until", "2026-11-04");
	amend(store, "document", other, PAIRS("keep_until=2026-06"));
	assert_int_equal(copies_due(store, (struct date){ 2026, 6, 30 }), 0);
	assert_int_equal(copies_due(store, (struct date){ 2026, 7, 1 }), 1);
	assert_int_equal(copies_due(store, (struct date){ 2026, 11, 4 }), 1);
	assert_int_equal(copies_due(store, (struct date){ 2026, 11, 5 }), 2);
	WELL(retention_due(store, &everybody, (struct date){ 2026, 7, 1 }, 10, &due, &err_));
	WELL(retention_run(store, &everybody, &due, &(struct retention_order){ .offer = NULL }, &done, &err_));
	retention_clear(&due);
	assert_int_equal(length_of(store, other), 0);
	assert_int_equal(length_of(store, one), 100);
	HAS(store, "document", other, "what", "work");
}

static void anonymous_papers_have_no_copy(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01"), paper = a_paper(store, person, "work", "application");

	attach(store, paper, 100, NULL);
	WELL(anonymise_person(store, &everybody, person, &err_));
	assert_int_equal(count_rows(store, "document_copy"), 0);
	assert_int_equal(findings(store), 0);
}

/* ---- referrals ---- */

static void what_was_sent_stays(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01"), service = make(store, "service", PAIRS("name=Tea", "what=work"));
	struct id other = make(store, "service", PAIRS("name=Coffee", "what=work")), sent;
	struct referral_sight sight;

	amend(store, "person", person, PAIRS("phone=+31612345678", "family_name=Haidari"));
	sent = make(store, "referral", PAIRS(OF("person", person), OF("service", service), "need=Help"));
	HAS(store, "referral", sent, "sees", "name, phone, language");
	refused(store, "referral", sent, PAIRS("sent=2026-05-01"), "sent");
	amend(store, "referral", sent, PAIRS("sees=phone; Name;phone"));
	HAS(store, "referral", sent, "sees", "phone, name");
	WELL(referral_see_again(store, &everybody, sent, &sight, &err_));
	assert_int_equal(sight.count, 3);
	assert_string_equal(sight.part[0].value, "Help");
	assert_string_equal(sight.part[1].value, "Mariam Haidari");
	assert_string_equal(sight.part[2].value, "+31612345678");
	referral_sight_clear(&sight);
	amend(store, "referral", sent, PAIRS("state=sent"));
	HAS(store, "referral", sent, "sent", "2026-05-04");
	refused(store, "referral", sent, PAIRS("sees=name"), "sees");
	refused(store, "referral", sent, PAIRS("need=More"), "need");
	refused(store, "referral", sent, PAIRS(OF("service", other)), "service");
	refused(store, "referral", sent, PAIRS("state=declined"), "reason");
	WELL(referral_see_again(store, &everybody, sent, &sight, &err_));
	assert_null(sight.part[1].value);
	referral_sight_clear(&sight);
	amend(store, "referral", sent, PAIRS("state=accepted"));
	HAS(store, "referral", sent, "answered", "2026-05-04");
}

static void consent_must_hold(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01"), other = arrive(store, "Yusuf", "2026-04-01");
	struct id service = make(store, "service", PAIRS("name=Walks", "what=group")), theirs, hers, over, draft;

	theirs = make(store, "consent", PAIRS(OF("person", other), "covers=other", "used_for=walks", "free=yes",
		"given=2026-04-02", "until=2027"));
	hers = make(store, "consent", PAIRS(OF("person", person), "covers=other", "used_for=walks", "free=yes",
		"given=2026-04-02", "until=2026-05"));
	over = make(store, "consent", PAIRS(OF("person", person), "covers=other", "used_for=walks", "free=yes",
		"given=2026-03-02", "until=2026-05-03"));
	draft = make(store, "referral", PAIRS(OF("person", person), OF("service", service), "need=Company", "basis=consent"));
	refused(store, "referral", draft, PAIRS("state=sent"), "consent");
	refused(store, "referral", draft, PAIRS("state=sent", OF("consent", theirs)), "consent");
	refused(store, "referral", draft, PAIRS("state=sent", OF("consent", over)), "consent");
	amend(store, "referral", draft, PAIRS("state=sent", OF("consent", hers)));
	/* Taken back, it takes what was sent on it back as well. */
	amend(store, "consent", hers, PAIRS("withdrawn=2026-05-04"));
	HAS(store, "referral", draft, "state", "withdrawn");
}

static void a_secret_address_is_given_to_no_service(void **state)
{
	struct store *store = *state;
	struct id person = arrive(store, "Mariam", "2026-04-01"), service = make(store, "service", PAIRS("name=Tea", "what=work"));
	struct referral_sight sight;
	struct id draft;

	amend(store, "person", person, PAIRS("address=Quay 7", "address_secret=yes"));
	draft = make(store, "referral", PAIRS(OF("person", person), OF("service", service), "need=Help", "sees=name, address"));
	refused(store, "referral", draft, PAIRS("state=sent"), "sees");
	assert_int_equal(referral_see_again(store, &everybody, draft, &sight, NULL), ST_INVALID);
	amend(store, "referral", draft, PAIRS("state=sent", "sees=name"));
}

/* ---- notes ---- */

static void one_note_on_all_of_them(void **state)
{
	struct store *store = *state;
	struct id household = make(store, "household", PAIRS("name=Haidari")), people[3] = {
		arrive(store, "Mariam", "2026-04-01"), arrive(store, "Yusuf", "2026-04-01"), arrive(store, "Olena", "2026-04-01") };
	struct id *found, set;
	int count;

	for (int i = 0; i < 2; i++)
		amend(store, "person", people[i], PAIRS(OF("household", household), "family_name=Haidari"));
	WELL(notes_household(store, &everybody, people[1], &found, &count, &err_));
	assert_int_equal(count, 2);
	assert_true(id_same(found[0], people[1]) && id_same(found[1], people[0]));
	free(found);
	assert_int_equal(notes_names(store, &everybody, people, 3, "Bus cards for all Haidari"), -1);
	assert_int_equal(notes_names(store, &everybody, people, 3, "Asked whether YUSUF, too, comes"), 1);
	assert_int_equal(notes_names(store, &everybody, people, 3, "Yusufs Olenas"), -1);
	assert_int_equal(notes_names(store, &everybody, &people[1], 1, "Yusuf comes"), -1);
	WELL(notes_write(store, &everybody, people, 3, NULL, "Bus cards handed out.", &set, &err_));
	assert_int_equal(count_rows(store, "note WHERE gone = 0"), 3);
	assert_int_equal(count_rows(store, "note WHERE shared = (SELECT shared FROM note LIMIT 1) AND day = '2026-05-04'"), 3);
	WELL(change_undo(store, &everybody, set, NULL, &err_));
	assert_int_equal(count_rows(store, "note WHERE gone = 0"), 0);
	WELL(notes_write(store, &everybody, people, 1, "2026-05-01", "Alone.", &set, &err_));
	assert_int_equal(count_rows(store, "note WHERE gone = 0 AND shared IS NULL"), 1);
	assert_int_equal(notes_write(store, &everybody, people, 0, NULL, "Nobody.", NULL, NULL), ST_INVALID);
	assert_int_equal(notes_write(store, &everybody, people, 3, NULL, "", NULL, NULL), ST_INVALID);
	assert_int_equal(count_rows(store, "note WHERE gone = 0"), 1);
}

/* ---- several values in one field ---- */

static void several_values(void **state)
{
	static const struct { const char *in, *out; } rows[] = {
		{ "Arabic, ti;  uk,,ar", "ar, ti, uk" }, { "ar،ti", "ar, ti" }, { "ar, ti", "ar, ti" }, { " , ", NULL },
	};
	const struct field *field = kind_field(the("service"), "languages");
	struct str shown = STR_INIT;
	char *canonical;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		WELL(field_check(field, rows[i].in, &canonical, &err_));
		if (rows[i].out)
			assert_string_equal(canonical, rows[i].out);
		free(canonical);
	}
	assert_int_equal(field_check(field, "ar, Elvish", &canonical, NULL), ST_INVALID);
	field_show(&shown, field, "ar, ti");
	assert_string_equal(str_get(&shown), "Arabic, Tigrinya");
	str_free(&shown);
	assert_true(field_holds("ar, ti, tig", "ti") && field_holds("ar, ti, tig", "tig") && field_holds("ar", "ar"));
	assert_false(field_holds("tig, art", "ti") || field_holds("tig, art", "ar") || field_holds(NULL, "ar"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(a_copy_only_where_its_purpose_allows_one),
		TOWN_TEST(no_copy_without_a_purpose_or_of_another_kind),
		TOWN_TEST(bytes_come_back_and_go),
		TOWN_TEST(a_removed_paper_keeps_its_copy_until_it_is_erased),
		TOWN_TEST(a_copy_that_is_lost_or_loose_is_told),
		TOWN_TEST(a_copy_ends_by_its_own_clock),
		TOWN_TEST(anonymous_papers_have_no_copy),
		TOWN_TEST(what_was_sent_stays),
		TOWN_TEST(consent_must_hold),
		TOWN_TEST(a_secret_address_is_given_to_no_service),
		TOWN_TEST(one_note_on_all_of_them),
		TOWN_TEST(several_values),
	};

	return DOORS_RUN(tests);
}
