/* SPDX-License-Identifier: EUPL-1.2 */
/* Erasing a person: nothing is left in any page, nothing brings them back, and everything else stays as it was. */
#include "config.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "town.h"

#include "cases/erase.h"
#include "cases/second.h"
#include "register/draft.h"
#include "register/look.h"
#include "register/merge.h"
#include "store/journal.h"
#include "tests/unit/raw.h"

/* Names that nobody else has, in three scripts, with what the search keys make of them. */
static const char *const traces[] = {
	"Xolhanova", "Xolhana", "Qwertzova", "xolhan", "Чжвкщанова", "زقظغمحمد", "Stettnergasse",
	"31699887766", "66778899613", "xolhana@example.org", "Wolkenbruchstudien", "Tzibrotnotiz", "Ypsilonkontakt",
	"Qjuristfrage", "zkontaktomail", "Zlockerspind",
};

/* A WAL header and two frames, sealed. */
#define LOG_OF_A_NOTE (72 + 2 * (64 + SHIM_PAGE))

static sqlite3_file *file_of(sqlite3 *db)
{
	sqlite3_file *file = NULL;

	assert_int_equal(sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file), SQLITE_OK);
	return file;
}

/* Every page of the file as it stands on the medium, decrypted one by one: how often a trace is found. */
static int found_in_pages(const char *path, const char *trace)
{
	sqlite3 *db = raw_open(path);
	uint8_t page[SHIM_PAGE];
	sqlite3_int64 size = 0;
	sqlite3_file *file;
	int found = 0;

	assert_non_null(db);
	sqlite3_exec(db, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
	file = file_of(db);
	assert_int_equal(file->pMethods->xFileSize(file, &size), SQLITE_OK);
	assert_true(size > 0);
	for (sqlite3_int64 at = 0; at < size; at += SHIM_PAGE) {
		assert_int_equal(file->pMethods->xRead(file, page, SHIM_PAGE, at), SQLITE_OK);
		found += memmem(page, SHIM_PAGE, trace, strlen(trace)) != NULL;
	}
	sqlite3_close(db);
	return found;
}

static int64_t size_of(const char *path, const char *suffix)
{
	char name[4096];
	struct stat info;

	snprintf(name, sizeof name, "%s%s", path, suffix);
	return stat(name, &info) ? 0 : info.st_size;
}

static void type_draft(struct store *store, const char *form, struct id record, const char *const *pair)
{
	struct draft draft = { .record = record };

	str_copy(draft.form, sizeof draft.form, form);
	for (; *pair; pair += 2)
		draft_set(&draft, pair[0], pair[1]);
	WELL(draft_save(store, &everybody, &draft, &err_));
	draft_clear(&draft);
}

/* One person whose file was worked on in every way, among many others. */
static struct id busy_person(struct store *store)
{
	struct id id, home;

	for (int i = 0; i < 60; i++)
		arrive(store, i % 2 ? "Mariam Haidari" : "Olena Kravchuk", "2026-03-01");
	id = arrive(store, "Xolhana", "2026-01-07");
	home = make(store, "dwelling", PAIRS("address=Hafenstrasse 7", "rooms=2"));
	amend(store, "person", id, PAIRS("family_name=Qwertzova", "own_script=Чжвкщанова", "phone=+31699887766"));
	amend(store, "person", id, PAIRS("family_name=Xolhanova", "used_name=زقظغمحمد", "email=xolhana@example.org"));
	amend(store, "person", id, PAIRS("address=Stettnergasse 9", "locker=Zlockerspind"));
	make(store, "contact", PAIRS(OF("person", id), "name=Ypsilonkontakt", "email=zkontaktomail@example.org"));
	make(store, "credential", PAIRS(OF("person", id), "title=Wolkenbruchstudien"));
	make(store, "note", PAIRS(OF("person", id), "text=Tzibrotnotiz"));
	make(store, "request", PAIRS(OF("person", id), "asked_by=Police", "legal_basis=s. 12", "wanted=Qjuristfrage",
		"state=refused", "reason=none"));
	make(store, "placement", PAIRS(OF("person", id), OF("dwelling", home)));
	for (int i = 0; i < 60; i++)
		arrive(store, i % 2 ? "Yusuf Demir" : "Ana Rojas", "2026-03-01");
	type_draft(store, "edit:person", id, (const char *const[]){ "family_name", "Xolhanova", NULL });
	type_draft(store, "register", NOBODY, (const char *const[]){ "given_name", "XOLHANA", "family_name", "Xolhanova", NULL });
	type_draft(store, "register", NOBODY, (const char *const[]){ "given_name", "Somebody", "family_name", "Else", NULL });
	WELL(look_note(store, &everybody, id, &err_));
	return id;
}

static void chains_hold(struct store *store)
{
	WELL(journal_verify(store, NULL, &err_));
	WELL(acts_check(store, NULL, NULL, NULL, NULL, &err_));
	WELL(store_check(store, NULL, NULL, &err_));
	town_is_right(store);
}

static void erase_leaves_nothing(void **state)
{
	struct store *store = *state;
	struct id id = busy_person(store), last;
	struct erase_receipt receipt;
	int64_t people = count_rows(store, "person"), drafts = count_rows(store, "draft");

	WELL(store_scrub(store, &err_));
	for (size_t i = 0; i < ARRAY_LEN(traces); i++)
		if (!found_in_pages(store_path(store), traces[i]))
			fail_msg("“%s” is not in the file before, so its absence would tell nothing", traces[i]);
	WELL(erase_person(store, &everybody, id, ERASE_DUTY, &receipt, &err_));
	WELL(store_scrub(store, &err_));
	/* At the most what notes that it was done. */
	assert_true(size_of(store_path(store), "-wal") <= LOG_OF_A_NOTE);
	for (size_t i = 0; i < ARRAY_LEN(traces); i++)
		if (found_in_pages(store_path(store), traces[i]))
			fail_msg("“%s” still stands in the file", traces[i]);
	assert_true(receipt.records >= 11);
	assert_true(receipt.traces.values >= 3);
	assert_int_equal(receipt.traces.drafts, 2);
	assert_int_equal(count_rows(store, "person"), people - 1);
	assert_int_equal(count_rows(store, "draft"), drafts - 2);
	assert_int_equal(count_rows(store, "dwelling WHERE state = 'free'"), 1);
	assert_int_equal(count_rows(store, "past_count WHERE kind = 'person' AND year = 2026 AND n = 1"), 1);
	/* Not even the home that became free is taken back by an undo. */
	WELL(journal_last_change(store, everybody.user, &last, &err_));
	assert_int_equal(change_undo(store, &everybody, last, NULL, NULL), ST_NOTFOUND);
	assert_int_equal(count_rows(store, "dwelling WHERE state = 'free'"), 1);
	chains_hold(store);
	erase_receipt_clear(&receipt);
}

/* The program was killed after the erasure, before log and free space were seen to: the next opening does it. */
static void what_was_left_is_done_later(void **state)
{
	struct store *store = *state;
	char *due = NULL;

	WELL(erase_person(store, &everybody, busy_person(store), ERASE_DUTY, NULL, &err_));
	assert_true(size_of(store_path(store), "-wal") > LOG_OF_A_NOTE);
	store_scrub_due(store);
	assert_true(size_of(store_path(store), "-wal") <= LOG_OF_A_NOTE);
	for (size_t i = 0; i < ARRAY_LEN(traces); i++)
		if (found_in_pages(store_path(store), traces[i]))
			fail_msg("“%s” still stands in the file", traces[i]);
	WELL(setting_get(store, "scrub.due", &due, &err_));
	assert_null(due);
}

/* A colleague's form was open all the while: it leaves no draft of who was erased, nor of an entry for them. */
static void no_draft_brings_anybody_back(void **state)
{
	struct store *store = *state;
	struct id id = arrive(store, "Xolhana", "2026-01-07");
	struct draft edit = { .form = "edit:person", .record = id }, note = { .form = "edit:note" };
	char text[37];

	id_text(id, text);
	draft_set(&edit, "given_name", "Xolhana");
	draft_set(&note, "person", text);
	draft_set(&note, "text", "Tzibrotnotiz");
	WELL(draft_save(store, &everybody, &edit, &err_));
	WELL(erase_person(store, &everybody, id, ERASE_DUTY, NULL, &err_));
	assert_int_equal(draft_save(store, &everybody, &edit, NULL), ST_NOTFOUND);
	assert_int_equal(draft_save(store, &everybody, &note, NULL), ST_NOTFOUND);
	assert_int_equal(count_rows(store, "draft"), 0);
	draft_clear(&edit);
	draft_clear(&note);
}

/* A backup of before is opened: what was erased since goes from it, and only that. */
static void older_file_comes_back(void **state)
{
	struct store *store = *state, *old;
	struct id id = arrive(store, "Xolhana", "2026-01-07"), other = arrive(store, "Mariam", "2026-01-08");
	char path[4096];
	struct vault_options options = { .path = path };
	int64_t people = 0;

	snprintf(path, sizeof path, "%s.old", store_path(store));
	WELL(store_backup(store, path, &err_));
	WELL(erase_person(store, &everybody, id, ERASE_DUTY, NULL, &err_));
	WELL(store_open(&options, &old, &err_));
	WELL(tombstones_apply(old, &everybody, store, &people, &err_));
	assert_int_equal(people, 1);
	assert_int_equal(count_rows(old, "person"), 1);
	assert_int_equal(count_rows(old, "step"), count_rows(store, "step"));
	HAS(old, "person", other, "given_name", "Mariam");
	WELL(store_scrub(old, &err_));
	assert_int_equal(found_in_pages(path, "Xolhana"), 0);
	WELL(tombstones_apply(old, &everybody, store, &people, &err_));
	assert_int_equal(people, 0);
	chains_hold(old);
	store_close(old);
	unlink(path);
}

/* Another desk's file still has the person, and sends all its entries: nothing comes back; sent the other way, it goes. */
static void other_desk_brings_nobody_back(void **state)
{
	struct store *store = *state, *other;
	struct id id = arrive(store, "Xolhana", "2026-01-07");
	char path[4096];
	struct vault_options options = { .path = path };
	struct merge_entry *entries;
	int n, applied;

	snprintf(path, sizeof path, "%s.other", store_path(store));
	WELL(store_backup(store, path, &err_));
	WELL(store_open(&options, &other, &err_));
	WELL(setting_set(other, SETTING_DESK, "BB", &err_));
	amend(other, "person", id, PAIRS("phone=+31699887766"));
	WELL(erase_person(store, &everybody, id, ERASE_DUTY, NULL, &err_));
	WELL(merge_collect(other, 0, &entries, &n, &err_));
	WELL(merge_apply(store, &everybody, entries, n, &applied, &err_));
	merge_free(entries, n);
	assert_int_equal(count_rows(store, "person"), 0);
	assert_int_equal(count_rows(store, "journal_value"), 0);
	WELL(merge_collect(store, 0, &entries, &n, &err_));
	WELL(merge_apply(other, &everybody, entries, n, &applied, &err_));
	merge_free(entries, n);
	assert_int_equal(count_rows(other, "person WHERE gone = 0"), 0);
	chains_hold(store);
	store_close(other);
	unlink(path);
}

static void refused_with_its_reason(void **state)
{
	struct store *store = *state;
	struct actor housing = everybody;
	struct id id = arrive(store, "Xolhana", "2026-01-07");
	struct err err;

	housing.roles = ROLE_HOUSING | ROLE_DESK;
	assert_int_equal(erase_judge(store, &housing, id, ERASE_DUTY, &err), ST_DENIED);
	assert_int_equal(erase_judge(store, &everybody, id, ERASE_REQUEST, &err), ST_DENIED);
	assert_non_null(strstr(err.text, "plan"));
	WELL(erase_judge(store, &everybody, id, ERASE_MISTAKE, &err_));
	make(store, "request", PAIRS(OF("person", id), "asked_by=Police", "legal_basis=s. 12"));
	assert_int_equal(erase_judge(store, &everybody, id, ERASE_MISTAKE, &err), ST_DENIED);
	assert_non_null(strstr(err.text, "authority"));
	assert_int_equal(erase_judge(store, &everybody, id_new(), ERASE_MISTAKE, &err), ST_NOTFOUND);
}

/* A household goes with its last member, removed ones included; a removed person can be erased as well. */
static void households_and_removed_people(void **state)
{
	struct store *store = *state;
	struct id home = make(store, "household", PAIRS("name=Xolhanova household", "people=2"));
	struct id one = arrive(store, "Xolhana", "2026-01-07"), two = arrive(store, "Boris", "2026-01-07");
	struct erase_receipt receipt;

	amend(store, "person", one, PAIRS(OF("household", home)));
	amend(store, "person", two, PAIRS(OF("household", home)));
	WELL(erase_person(store, &everybody, one, ERASE_DUTY, &receipt, &err_));
	assert_true(receipt.household_stays);
	erase_receipt_clear(&receipt);
	WELL(erase_person(store, &everybody, two, ERASE_DUTY, &receipt, &err_));
	assert_false(receipt.household_stays);
	erase_receipt_clear(&receipt);
	assert_int_equal(count_rows(store, "household"), 0);
	WELL(store_scrub(store, &err_));
	assert_int_equal(found_in_pages(store_path(store), "Xolhanova"), 0);
	chains_hold(store);
}

/* Sealing moves the file elsewhere, under other ids: an older copy must not bring it back, and no receipt tells of it. */
static void sealing_leaves_no_receipt(void **state)
{
	struct store *store = *state;
	struct id id = arrive(store, "Xolhana", "2026-01-07");

	WELL(erase_person(store, &everybody, id, ERASE_SEALING, NULL, &err_));
	assert_true(count_rows(store, "tombstone") > 1);
	assert_int_equal(count_rows(store, "erasure"), 0);
	assert_int_equal(count_rows(store, "past_count"), 0);
	assert_int_equal(count_rows(store, "act WHERE what = 'erase'"), 0);
}

static void second_colleague(void **state)
{
	struct store *store = *state;
	struct actor one = everybody, two = everybody;
	struct id about = id_new();
	bool go;

	one.solo = two.solo = false;
	str_copy(two.user, sizeof two.user, "lind");
	WELL(second_asked(store, &one, "erase.asked", about, &go, &err_));
	assert_false(go);
	WELL(second_asked(store, &one, "erase.asked", about, &go, &err_));
	assert_false(go);
	WELL(second_asked(store, &two, "erase.asked", id_new(), &go, &err_));
	assert_false(go);
	WELL(second_asked(store, &two, "erase.asked", about, &go, &err_));
	assert_true(go);
}

/* What is erased can only hang under a person by the field that the register names. */
static void nothing_else_refers_to_people(void **state)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);

	(void)state;
	for (int k = 0; k < n; k++)
		for (int i = 0; i < kinds[k]->n_fields; i++)
			if (str_same(kinds[k]->fields[i].refers, "person"))
				assert_string_equal(kinds[k]->fields[i].name, kinds[k]->person);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(erase_leaves_nothing),
		TOWN_TEST(what_was_left_is_done_later),
		TOWN_TEST(no_draft_brings_anybody_back),
		TOWN_TEST(older_file_comes_back),
		TOWN_TEST(other_desk_brings_nobody_back),
		TOWN_TEST(refused_with_its_reason),
		TOWN_TEST(households_and_removed_people),
		TOWN_TEST(sealing_leaves_no_receipt),
		TOWN_TEST(second_colleague),
		TOWN_TEST(nothing_else_refers_to_people),
	};
	return DOORS_RUN(tests);
}
