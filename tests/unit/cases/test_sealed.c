/* SPDX-License-Identifier: EUPL-1.2 */
/* Sealed files: who opens them, what the town sees of them, and that nothing of them stands anywhere in plain. */
#include "tests/unit/cases/town.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/secret.h"
#include "cases/sealed.h"
#include "register/order.h"
#include "store/inside.h"
#include "store/users.h"
#include "vault/box.h"
#include "vault/inside.h"

/* Not the first of the town: somebody who is called like nothing else in the file. */
#define NAME "Quzzafirah"

static void write_passphrase(const char *file, const char *words)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	assert_int_equal(chmod(file, 0600), 0);
	fprintf(f, "%s\n", words);
	fclose(f);
}

/* A colleague with a slot and a personal key; the passphrase is the name twice. */
static struct user colleague(struct store *store, const char *name, uint32_t roles)
{
	static bool taken[VAULT_SLOTS] = { true, true };
	struct secret *passphrase = secret_new(2 * strlen(name));
	struct user user = { .id = id_new(), .roles = roles, .recovery_slot = -1 };
	struct stmt *stmt;
	unsigned was = store_enter(store, DOOR_USERS);

	memcpy(secret_bytes(passphrase), name, strlen(name));
	memcpy((char *)secret_bytes(passphrase) + strlen(name), name, strlen(name));
	str_copy(user.name, sizeof user.name, name);
	WELL(store_begin(store, &err_));
	WELL(vault_ask_names(store->vault, true, &err_));
	WELL(vault_slot_give(store->vault, name, passphrase, taken, &user.slot, user.public_key, &err_));
	taken[user.slot] = true;
	WELL(store_sql(store, "INSERT INTO user(id, name, name_key, roles, permits, slot, public_key, added)"
		" VALUES(:id, :name, :name, :roles, 0, :slot, :key, 1)", &stmt, &err_));
	stmt_id(stmt, "id", user.id);
	stmt_text(stmt, "name", name);
	stmt_int(stmt, "roles", roles);
	stmt_int(stmt, "slot", user.slot);
	stmt_blob(stmt, "key", user.public_key, sizeof user.public_key);
	WELL(stmt_run(stmt, &err_));
	WELL(store_commit(store, &err_));
	store_leave(store, was);
	secret_free(passphrase);
	return user;
}

static struct actor as(const struct user *user)
{
	struct actor actor = { .desk = "HA", .roles = user->roles, .id = user->id };

	str_copy(actor.user, sizeof actor.user, user->name);
	return actor;
}

/* The same file, opened by this colleague's own passphrase. */
static struct store *log_in_at(const char *path, const struct user *user)
{
	char file[200], words[160];
	struct vault_options options = { .path = path, .user = user->name, .passphrase_file = file };
	struct store *store = NULL;

	snprintf(file, sizeof file, "%s/%s.pass", doors_folder, user->name);
	snprintf(words, sizeof words, "%s%s", user->name, user->name);
	write_passphrase(file, words);
	WELL(store_open(&options, &store, &err_));
	unlink(file);
	store_wait_for_disk(store, false);
	return store;
}

static struct store *log_in(const struct store *town, const struct user *user)
{
	return log_in_at(store_path(town), user);
}

/* The file goes on with another passphrase. */
static struct store *change_over(struct store *town, const struct user *user)
{
	char *path = mem_str(store_path(town));

	store_close(town);
	town = log_in_at(path, user);
	free(path);
	return town;
}

/* ST_DENIED, and nothing changed. */
static void refused_role(struct store *store, const char *kind, struct id id, const char *const *pair)
{
	struct change *change = change_begin(store, &everybody);

	set_pairs(change_update(change, the(kind), id, 0), pair);
	assert_int_equal(change_commit(change, NULL, NULL, NULL), ST_DENIED);
	change_free(change);
}

/* All pages of an opened file as they stand decrypted, free ones too. */
static bool pages_show(struct store *store, const char *name)
{
	sqlite3_int64 len = 0;
	unsigned char *pages = sqlite3_serialize(store->db, "main", &len, 0);
	bool found;

	assert_non_null(pages);
	found = memmem(pages, (size_t)len, name, strlen(name)) != NULL;
	sqlite3_free(pages);
	return found;
}

static bool disk_shows(const char *path, const char *name)
{
	static const char *const suffix[] = { "", "-wal", "-shm" };
	bool found = false;

	for (size_t i = 0; i < ARRAY_LEN(suffix); i++) {
		char *file = mem_fmt("%s%s", path, suffix[i]);
		FILE *f = fopen(file, "r");
		struct stat sb;
		char *all;

		free(file);
		if (!f)
			continue;
		assert_int_equal(fstat(fileno(f), &sb), 0);
		all = mem_alloc((size_t)sb.st_size + 1);
		assert_int_equal(fread(all, 1, (size_t)sb.st_size, f), (size_t)sb.st_size);
		found = found || memmem(all, (size_t)sb.st_size, name, strlen(name));
		free(all);
		fclose(f);
	}
	return found;
}

static struct id person_in(struct store *store, const char *name)
{
	const char *pair[] = { NULL, "arrived=2026-05-01", "born=1990-02-03", NULL };
	struct change *change = change_begin(store, &everybody);
	struct id id = NOBODY;
	char given[120];

	snprintf(given, sizeof given, "given_name=%s", name);
	pair[0] = given;
	set_pairs(change_create(change, the("person"), &id), pair);
	WELL(change_commit(change, NULL, NULL, &err_));
	change_free(change);
	return id;
}

static char *value_of(struct store *store, const char *kind, struct id id, const char *field)
{
	struct record *record;
	char *value;

	WELL(read_brief(store, &everybody, the(kind), id, &record, &err_));
	value = mem_str(record_get(record, field));
	record_free(record);
	return value;
}

static void helpers_alone_open_it(void **state)
{
	struct store *town = *state, *of_anna, *of_ben;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK), ben = colleague(town, "ben", ROLE_ALL);
	struct actor a = as(&anna), b = as(&ben);
	struct haven *haven = NULL;
	struct id sealed, *mine, *people;
	struct err err;
	char *name;
	int n;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	person_in(haven_store(haven), NAME);
	sealed = haven_id(haven);
	haven_close(haven);

	of_ben = log_in(town, &ben);
	WELL(sealed_list(of_ben, ben.id, &mine, &n, &err_));
	assert_int_equal(n, 0);
	free(mine);
	err_clear(&err);
	assert_int_equal(haven_open(of_ben, &b, sealed, &haven, &err), ST_DENIED);
	assert_null(strstr(err.text, NAME));
	/* Nor as anna, with ben's passphrase. */
	assert_int_equal(haven_open(of_ben, &a, sealed, &haven, &err), ST_DENIED);
	assert_false(pages_show(of_ben, NAME));
	store_close(of_ben);

	of_anna = log_in(town, &anna);
	WELL(sealed_list(of_anna, anna.id, &mine, &n, &err_));
	assert_int_equal(n, 1);
	assert_true(id_same(mine[0], sealed));
	free(mine);
	WELL(haven_open(of_anna, &a, sealed, &haven, &err_));
	WELL(haven_people(haven, &people, &n, &err_));
	assert_int_equal(n, 1);
	name = value_of(haven_store(haven), "person", people[0], "given_name");
	assert_string_equal(name, NAME);
	free(name);
	free(people);
	haven_close(haven);
	assert_false(pages_show(of_anna, NAME));
	store_close(of_anna);
	assert_false(pages_show(town, NAME));
	assert_false(disk_shows(store_path(town), NAME));
}

static void stand(struct store *store, const char *first, const char *second)
{
	struct list_query query = { .kind = the("person") };
	struct list_page page;

	WELL(read_list(store, &everybody, &query, NULL, false, 5, &page, &err_));
	assert_int_equal(page.count, 2);
	assert_string_equal(record_get(page.record[0], "given_name"), first);
	assert_string_equal(record_get(page.record[1], "given_name"), second);
	list_page_free(&page);
}

/* Whoever sorts the town's lists anew has no key to what is sealed: there it follows when it is opened. */
static void what_is_sealed_follows_the_order(void **state)
{
	struct store *town = *state;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct haven *haven;
	struct id sealed;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	person_in(haven_store(haven), "Çam");
	person_in(haven_store(haven), "Cz");
	stand(haven_store(haven), "Çam", "Cz");
	sealed = haven_id(haven);
	haven_close(haven);
	msg_init("");
	WELL(order_set(town, &everybody, "tr", NULL, NULL, &err_));
	town = log_in(town, &anna);
	for (int i = 0; i < 2; i++) {
		WELL(haven_open(town, &a, sealed, &haven, &err_));
		stand(haven_store(haven), "Cz", "Çam");
		haven_close(haven);
	}
	store_close(town);
}

/* A file as it grows over a while: a plan, a contact, a note, a former name, a household. */
static struct id life(struct store *store)
{
	struct id id = arrive(store, NAME, "2026-01-07"), home;
	char household[64];

	make(store, "contact", PAIRS(OF("person", id), "name=" NAME " Aunt", "phone=+31 6 7654 3210"));
	make(store, "note", PAIRS(OF("person", id), "day=2026-02-01", "text=" NAME " was here"));
	home = make(store, "household", PAIRS("name=" NAME, "people=3"));
	as_text(home, "household", household);
	amend(store, "person", id, PAIRS(household, "family_name=" NAME "ova", "address=" NAME " Lane 3", "phone=+31 6 1234 5678"));
	amend(store, "person", id, PAIRS("family_name=Haidari"));
	return id;
}

static int count_of(struct store *store, const char *table)
{
	char sql[120];
	struct stmt *stmt;
	int n;

	snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
	WELL(store_sql(store, sql, &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	n = (int)stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n;
}

static struct id sealed_life(struct store *town, const struct actor *actor, struct haven **haven)
{
	struct id id = life(town);

	WELL(haven_new(town, actor, &actor->id, 1, haven, &err_));
	WELL(haven_seal(*haven, &id, 1, &err_));
	return id;
}

/* The plain file is nowhere: not in a row, a former value, a search key, a free page, the log or the disk. */
static void nothing_stays_in_plain(void **state)
{
	struct store *town = *state;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct haven *haven;
	struct id was = sealed_life(town, &a, &haven);
	struct find_hit *hits;
	struct record *record;
	int n;

	assert_false(pages_show(town, NAME));
	assert_false(pages_show(town, "Haidari"));
	assert_false(pages_show(town, "quzzafirah"));    /* as a search key */
	assert_false(disk_shows(store_path(town), NAME));
	assert_int_equal(count_of(town, "person"), 0);
	assert_int_equal(count_of(town, "household"), 0);
	WELL(find_people(town, &everybody, NAME, 5, &hits, &n, &err_));
	assert_int_equal(n, 0);
	free(hits);
	assert_int_equal(read_brief(town, &everybody, the("person"), was, &record, NULL), ST_NOTFOUND);
	WELL(journal_verify(town, &(int64_t){ 0 }, &err_));
	town_is_right(town);
	haven_close(haven);
}

/* A colleague who reads at that moment keeps the log from being emptied: the file is sealed, and that is told. */
static void what_remains_is_told(void **state)
{
	struct store *town = *state, *reader;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct haven *haven;
	struct id id = life(town);
	struct err err;
	bool view;

	reader = log_in(town, &anna);
	view = store_view(reader);
	assert_int_equal(count_of(reader, "person"), 1);
	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	WELL(haven_seal(haven, &id, 1, &err_));
	err_clear(&err);
	assert_int_equal(haven_remains(haven, &err), ST_BUSY);
	assert_int_not_equal(strlen(err.text), 0);
	assert_int_equal(count_of(town, "person"), 0);
	store_view_end(reader, view);
	store_close(reader);
	haven_close(haven);
	assert_false(pages_show(town, NAME));
}

/* With its past, under other ids. */
static void the_whole_file_goes_along(void **state)
{
	struct store *town = *state, *inside;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct haven *haven;
	struct id was = sealed_life(town, &a, &haven), *people;
	struct past *past;
	struct find_hit *hits;
	char *value;
	int n;

	inside = haven_store(haven);
	WELL(haven_people(haven, &people, &n, &err_));
	assert_int_equal(n, 1);
	assert_false(id_same(people[0], was));
	value = value_of(inside, "person", people[0], "family_name");
	assert_string_equal(value, "Haidari");
	free(value);
	WELL(read_history(inside, &everybody, the("person"), people[0], &past, &n, &err_));
	assert_int_equal(n, 3);
	past_free(past, n);
	assert_int_equal(count_of(inside, "contact"), 1);
	assert_int_equal(count_of(inside, "note"), 1);
	assert_int_equal(count_of(inside, "household"), 1);
	/* What was done before is the past, not one's last change: nothing of it is taken back by a key too many. */
	assert_int_equal(journal_last_change(inside, everybody.user, &was, NULL), ST_NOTFOUND);
	assert_true(count_of(inside, "step") > 2);
	WELL(find_people(inside, &everybody, NAME, 5, &hits, &n, &err_));
	assert_int_equal(n, 1);
	free(hits);
	town_is_right(inside);
	free(people);
	haven_close(haven);
}

static void undone_it_is_as_before(void **state)
{
	struct store *town = *state;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct haven *haven;
	struct find_hit *hits;
	struct past *past;
	struct id *mine;
	int64_t people;
	char *value;
	int n;

	sealed_life(town, &a, &haven);
	WELL(sealed_count(town, &people, &err_));
	assert_int_equal(people, 1);
	haven_close(haven);
	WELL(sealed_list(town, anna.id, &mine, &n, &err_));
	assert_int_equal(n, 1);
	/* The slot that opened this connection is not hers: log in as she does. */
	*state = town = change_over(town, &anna);
	WELL(haven_open(town, &a, mine[0], &haven, &err_));
	WELL(haven_unseal(haven, &err_));
	haven_close(haven);
	free(mine);
	WELL(sealed_count(town, &people, &err_));
	assert_int_equal(people, 0);
	assert_int_equal(count_of(town, "sealed_key"), 0);
	WELL(find_people(town, &everybody, NAME, 5, &hits, &n, &err_));
	assert_int_equal(n, 1);
	value = value_of(town, "person", hits[0].person, "family_name");
	assert_string_equal(value, "Haidari");
	free(value);
	WELL(read_history(town, &everybody, the("person"), hits[0].person, &past, &n, &err_));
	assert_int_equal(n, 3);
	past_free(past, n);
	free(hits);
	WELL(journal_verify(town, &(int64_t){ 0 }, &err_));
}

/* A home, a seat, a place of work: held without a word of whose. */
static void places_show_as_reserved(void **state)
{
	struct store *town = *state, *inside;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct id home = make(town, "dwelling", PAIRS("address=Mill Lane 1", "rooms=3"));
	struct id course = make(town, "course", PAIRS("name=A1 morning", "language=nl", "seats=2"));
	struct id vacancy = make(town, "vacancy", PAIRS("title=Baker", "seats=1"));
	struct id other = arrive(town, "Tesfay", "2026-01-07"), third = arrive(town, "Rahel", "2026-01-07"), me, placement;
	struct haven *haven;
	char *state_of;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	inside = haven_store(haven);
	me = person_in(inside, NAME);
	placement = make(inside, "placement", PAIRS(OF("person", me), OF("dwelling", home)));
	make(inside, "enrolment", PAIRS(OF("person", me), OF("course", course), "state=enrolled"));
	make(inside, "application", PAIRS(OF("person", me), OF("vacancy", vacancy), "state=hired"));

	state_of = value_of(town, "dwelling", home, "state");
	assert_string_equal(state_of, "reserved");
	free(state_of);
	state_of = value_of(town, "vacancy", vacancy, "state");
	assert_string_equal(state_of, "filled");
	free(state_of);
	refused(town, "placement", NOBODY, PAIRS(OF("person", other), OF("dwelling", home)), "dwelling");
	refused(town, "dwelling", home, PAIRS("state=free"), "state");
	make(town, "enrolment", PAIRS(OF("person", other), OF("course", course), "state=enrolled"));
	refused(town, "enrolment", NOBODY, PAIRS(OF("person", third), OF("course", course), "state=enrolled"), "state");
	assert_int_equal(count_of(town, "placement"), 0);

	amend(inside, "placement", placement, PAIRS("state=declined"));
	state_of = value_of(town, "dwelling", home, "state");
	assert_string_equal(state_of, "free");
	free(state_of);
	assert_int_equal(count_of(town, "hold"), 2);
	haven_close(haven);
}

/* What the town gave away already cannot be had in a sealed file either; nothing of it is saved. */
static void no_place_is_given_twice(void **state)
{
	struct store *town = *state, *inside;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct id home = make(town, "dwelling", PAIRS("address=Mill Lane 1"));
	struct id other = arrive(town, "Tesfay", "2026-01-07"), me;
	struct haven *haven;

	make(town, "placement", PAIRS(OF("person", other), OF("dwelling", home), "state=accepted"));
	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	inside = haven_store(haven);
	me = person_in(inside, NAME);
	refused(inside, "placement", NOBODY, PAIRS(OF("person", me), OF("dwelling", home)), "dwelling");
	/* The town's own records are not changed from within. */
	refused_role(inside, "dwelling", home, PAIRS("rooms=9"));
	haven_close(haven);
}

/* The last place at a school: taken by a child in danger, it is nobody else's, and nothing says whose; and the other way
 * round. */
static void a_school_has_no_place_more(void **state)
{
	struct store *town = *state, *inside;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct id school = make(town, "school", PAIRS("name=Linden School", "what=primary", "places=1"));
	struct id full = make(town, "school", PAIRS("name=Mill School", "what=primary", "places=1"));
	struct id other = arrive(town, "Tesfay", "2026-01-07"), me, place;
	struct haven *haven;

	make(town, "school_place", PAIRS(OF("person", other), OF("school", full), "what=primary", "state=offered"));
	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	inside = haven_store(haven);
	me = person_in(inside, NAME);
	refused(inside, "school_place", NOBODY, PAIRS(OF("person", me), OF("school", full), "what=primary", "state=placed"), "state");
	place = make(inside, "school_place", PAIRS(OF("person", me), OF("school", school), "what=primary", "state=placed"));
	refused(town, "school_place", NOBODY, PAIRS(OF("person", other), OF("school", school), "what=primary", "state=placed"),
		"state");
	refused(town, "school", school, PAIRS("places=0"), "places");
	amend(inside, "school_place", place, PAIRS("state=ended"));
	make(town, "school_place", PAIRS(OF("person", other), OF("school", school), "what=primary", "state=placed"));
	haven_close(haven);
}

/* A home that somebody lives in stays theirs when their file is sealed, and when it is opened up again. */
static void a_home_goes_along(void **state)
{
	struct store *town = *state;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct id home = make(town, "dwelling", PAIRS("address=Mill Lane 1"));
	struct id id = life(town), other = arrive(town, "Tesfay", "2026-01-07");
	struct haven *haven;
	char *state_of;

	make(town, "placement", PAIRS(OF("person", id), OF("dwelling", home), "state=moved_in"));
	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	WELL(haven_seal(haven, &id, 1, &err_));
	state_of = value_of(town, "dwelling", home, "state");
	assert_string_not_equal(state_of, "free");
	free(state_of);
	refused(town, "placement", NOBODY, PAIRS(OF("person", other), OF("dwelling", home)), "dwelling");
	WELL(haven_unseal(haven, &err_));
	haven_close(haven);
	state_of = value_of(town, "dwelling", home, "state");
	assert_string_equal(state_of, "taken");
	free(state_of);
	assert_int_equal(count_of(town, "hold"), 0);
	refused(town, "placement", NOBODY, PAIRS(OF("person", other), OF("dwelling", home)), "dwelling");
}

/* The first row's first column, copied. */
static unsigned char *bytes_of(struct store *store, const char *sql, struct id user, size_t *len)
{
	struct stmt *stmt;
	const void *bytes;
	unsigned char *copy;

	WELL(store_sql(store, sql, &stmt, &err_));
	if (!id_none(user))
		stmt_id(stmt, "user", user);
	WELL(stmt_step(stmt, &err_));
	bytes = stmt_get_blob(stmt, 0, len);
	copy = mem_alloc(*len);
	memcpy(copy, bytes, *len);
	stmt_reset(stmt);
	return copy;
}

/* Does a key that was kept open what stands there now? */
static bool still_opens(struct store *store, const uint8_t key[BOX_KEY], struct id sealed)
{
	size_t len;
	unsigned char *content = bytes_of(store, "SELECT content FROM sealed", NOBODY, &len), *out = mem_alloc(len);
	struct stmt *stmt;
	bool opens;

	WELL(store_sql(store, "SELECT rev FROM sealed", &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	opens = box_content_open(out, content, len, key, sealed.b, stmt_get_int(stmt, 0));
	stmt_reset(stmt);
	free(content);
	free(out);
	return opens;
}

/* Two helpers have it open at once: each sees what the other saved, and neither overwrites it. */
static void two_helpers_at_once(void **state)
{
	struct store *town = *state, *of_anna, *of_ben;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK), ben = colleague(town, "ben", ROLE_CASEWORK);
	struct actor a = as(&anna), b = as(&ben);
	struct id both[] = { anna.id, ben.id }, id, sealed;
	struct haven *hers, *his;
	int64_t version;
	uint8_t key[BOX_KEY];
	unsigned char *box;
	size_t len;
	char *value;

	of_anna = log_in(town, &anna);
	of_ben = log_in(town, &ben);
	WELL(haven_new(of_anna, &a, both, 2, &hers, &err_));
	id = person_in(haven_store(hers), NAME);
	sealed = haven_id(hers);
	WELL(haven_open(of_ben, &b, sealed, &his, &err_));
	amend(haven_store(his), "person", id, PAIRS("phone=+31 6 1234 5678"));
	version = store_data_version(haven_store(hers));
	amend(haven_store(hers), "person", id, PAIRS("email=q@example.org"));
	value = value_of(haven_store(hers), "person", id, "phone");
	assert_string_equal(value, "+31612345678");
	free(value);
	assert_true(store_data_version(haven_store(hers)) != version);
	(void)store_data_version(haven_store(his));
	value = value_of(haven_store(his), "person", id, "email");
	assert_string_equal(value, "q@example.org");
	free(value);

	/* Whoever is a helper no more reads nothing new, and saves nothing: also with the key that they had. */
	box = bytes_of(of_ben, "SELECT box FROM sealed_key WHERE user = :user", ben.id, &len);
	WELL(vault_unbox(of_ben->vault, box, len, key, &err_));
	free(box);
	assert_true(still_opens(of_ben, key, sealed));
	WELL(haven_give(hers, &anna.id, 1, &err_));
	refused_role(haven_store(his), "person", id, PAIRS("email=b@example.org"));
	haven_close(his);
	assert_false(still_opens(of_ben, key, sealed));
	assert_int_equal(haven_open(of_ben, &b, sealed, &his, NULL), ST_DENIED);
	amend(haven_store(hers), "person", id, PAIRS("email=a@example.org"));
	haven_close(hers);
	WELL(haven_open(of_anna, &a, sealed, &hers, &err_));
	value = value_of(haven_store(hers), "person", id, "email");
	assert_string_equal(value, "a@example.org");
	free(value);
	haven_close(hers);
	store_close(of_anna);
	store_close(of_ben);
}

/* The last helper cannot go: nobody could open the file any more. */
static void the_last_helper_stays(void **state)
{
	struct store *town = *state;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK), ben = colleague(town, "ben", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct id both[] = { anna.id, ben.id }, *helper;
	struct haven *haven;
	int n;

	WELL(haven_new(town, &a, both, 2, &haven, &err_));
	person_in(haven_store(haven), NAME);
	WELL(store_begin(town, &err_));
	WELL(sealed_leave(town, ben.id, &err_));
	assert_int_equal(sealed_leave(town, anna.id, NULL), ST_INVALID);
	WELL(store_commit(town, &err_));
	WELL(sealed_helpers(town, haven_id(haven), &helper, &n, &err_));
	assert_int_equal(n, 1);
	assert_true(id_same(helper[0], anna.id));
	free(helper);
	haven_close(haven);
}

/* The desk may register the person again, unknowingly: helpers see it and take the records over. */
static void helpers_take_a_double_over(void **state)
{
	struct store *town = *state, *inside;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct id id, twin;
	struct haven *haven;
	struct find_hit *hits;
	char *value;
	int n;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	inside = haven_store(haven);
	id = person_in(inside, NAME);
	amend(inside, "person", id, PAIRS("email=own@example.org"));
	WELL(find_known(town, &everybody, &(struct known_query){ .given_name = NAME, .born = "1990-02-03" }, 5, &hits, &n,
		&err_));
	assert_int_equal(n, 0);        /* the desk is not warned */
	free(hits);
	twin = person_in(town, NAME);
	amend(town, "person", twin, PAIRS("email=other@example.org", "phone=+31 6 1234 5678"));
	make(town, "note", PAIRS(OF("person", twin), "day=2026-05-02", "text=" NAME " came to the desk"));
	WELL(haven_doubles(haven, id, &hits, &n, &err_));
	assert_int_equal(n, 1);
	assert_true(id_same(hits[0].person, twin));
	free(hits);

	WELL(haven_take_over(haven, id, twin, &err_));
	value = value_of(inside, "person", id, "phone");
	assert_string_equal(value, "+31612345678");
	free(value);
	value = value_of(inside, "person", id, "email");
	assert_string_equal(value, "own@example.org");
	free(value);
	assert_int_equal(count_of(inside, "note"), 2);        /* the double's own, and its number */
	assert_int_equal(count_of(inside, "person"), 1);
	assert_int_equal(count_of(town, "person"), 0);
	assert_false(pages_show(town, NAME));
	haven_close(haven);
}

/* Both files say where the person stays and what the household needs: nothing of it keeps the two from becoming one. */
static void a_double_may_stay_elsewhere(void **state)
{
	struct store *town = *state, *inside;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct id id, twin, need;
	struct haven *haven;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	inside = haven_store(haven);
	id = person_in(inside, NAME);
	make(inside, "stay", PAIRS(OF("person", id), "place=reception", "since=2026-01-05"));
	make(inside, "stay", PAIRS(OF("person", id), "place=family", "since=2026-03-01"));
	need = make(inside, "need", PAIRS(OF("person", id), "people=2"));
	twin = person_in(town, NAME);
	make(town, "stay", PAIRS(OF("person", twin), "place=reception", "since=2026-01-05", "address=Quay 2"));
	make(town, "need", PAIRS(OF("person", twin), "people=3"));
	WELL(haven_take_over(haven, id, twin, &err_));
	assert_int_equal(count_of(inside, "stay"), 3);
	assert_int_equal(count_of(inside, "need"), 2);
	/* What both of them say goes on being worked on, and still nobody begins to stay in two places. */
	amend(inside, "person", id, PAIRS("address=Mill Lane 3"));
	amend(inside, "need", need, PAIRS("people=4"));
	refused(inside, "stay", NOBODY, PAIRS(OF("person", id), "place=shelter", "since=2026-02-01", "until=2026-02-09"), "since");
	amend(inside, "person", id, PAIRS("left=2026-05-02"));
	haven_close(haven);
}

/* Numbers that the town gives out go on as if nothing had been sealed. */
static void no_number_tells(void **state)
{
	struct store *town = *state;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct haven *haven;
	struct stmt *stmt;
	struct id first, inside;
	char *hers, *theirs;

	first = arrive(town, "Tesfay", "2026-01-07");
	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	inside = person_in(haven_store(haven), NAME);
	arrive(town, "Rahel", "2026-01-07");
	hers = value_of(haven_store(haven), "person", inside, "case_number");
	theirs = value_of(town, "person", first, "case_number");
	assert_string_not_equal(hers, theirs);
	assert_int_equal(strncmp(hers, theirs, 2), 0);        /* of the same desk */
	free(hers);
	free(theirs);
	WELL(store_sql(town, "SELECT next FROM case_counter", &stmt, &err_));
	WELL(stmt_step(stmt, &err_));
	assert_int_equal(stmt_get_int(stmt, 0), 2);
	stmt_reset(stmt);
	haven_close(haven);
}

/* The row grows in steps; and a byte changed anywhere in it is noticed. */
static void a_changed_byte_is_noticed(void **state)
{
	struct store *town = *state;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct haven *haven;
	struct stmt *stmt;
	struct id sealed;
	struct err err;
	size_t len;
	unsigned char *content;
	unsigned was;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	person_in(haven_store(haven), NAME);
	sealed = haven_id(haven);
	haven_close(haven);
	*state = town = change_over(town, &anna);
	content = bytes_of(town, "SELECT content FROM sealed", NOBODY, &len);
	assert_int_equal((len - BOX_CONTENT_EXTRA) % 65536, 0);
	content[len - 1] ^= 1;
	was = store_enter(town, DOOR_SEALED);
	WELL(store_sql(town, "UPDATE sealed SET content = :content", &stmt, &err_));
	stmt_blob(stmt, "content", content, len);
	WELL(stmt_run(stmt, &err_));
	store_leave(town, was);
	free(content);
	err_clear(&err);
	assert_int_equal(haven_open(town, &a, sealed, &haven, &err), ST_CORRUPT);
	assert_non_null(strstr(err.text, "backup"));
}

/* Within, courses and homes are those of the town as they stand at that moment; lists, filters and titles find them. */
static void the_town_is_read_from_within(void **state)
{
	struct store *town = *state, *inside;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct id home = make(town, "dwelling", PAIRS("address=Mill Lane 1", "rooms=3")), found;
	struct list_query query = { .kind = the("dwelling"), .sort = kind_field(the("dwelling"), "rooms") };
	struct list_page page;
	struct haven *haven;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	inside = haven_store(haven);
	person_in(inside, NAME);
	make(town, "dwelling", PAIRS("address=Mill Lane 2", "rooms=5"));
	WELL(read_list(inside, &everybody, &query, NULL, false, 10, &page, &err_));
	assert_int_equal(page.count, 2);
	list_page_free(&page);
	query.filter[query.n_filters++] = (struct filter){ NULL, FILTER_BEGINS, "mill" };
	WELL(read_list(inside, &everybody, &query, NULL, false, 10, &page, &err_));
	assert_int_equal(page.count, 2);
	list_page_free(&page);
	query = (struct list_query){ .kind = the("dwelling"), .n_filters = 1,
		.filter = { { kind_field(the("dwelling"), "rooms"), FILTER_FROM, "4" } } };
	WELL(read_list(inside, &everybody, &query, NULL, false, 10, &page, &err_));
	assert_int_equal(page.count, 1);
	list_page_free(&page);
	WELL(read_resolve(inside, &everybody, the("dwelling"), "Mill Lane 1", &found, &err_));
	assert_true(id_same(found, home));
	/* People of the town are not there. */
	arrive(town, "Tesfay", "2026-01-07");
	assert_int_equal(count_of(inside, "person"), 1);
	haven_close(haven);
}

static void note(void *ctx, const char *what)
{
	(void)what;
	++*(int *)ctx;
}

static void a_file_without_a_helper_is_told(void **state)
{
	struct store *town = *state;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct haven *haven;
	struct stmt *stmt;
	int found = 0;
	unsigned was;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	person_in(haven_store(haven), NAME);
	haven_close(haven);
	WELL(store_check(town, note, &found, &err_));
	assert_int_equal(found, 0);
	was = store_enter(town, DOOR_SEALED);
	WELL(store_sql(town, "DELETE FROM sealed_key", &stmt, &err_));
	WELL(stmt_run(stmt, &err_));
	store_leave(town, was);
	WELL(store_check(town, note, &found, &err_));
	assert_int_equal(found, 1);
}

/* Taken back within, as anywhere: one change set, in both stores. */
static void a_change_is_taken_back(void **state)
{
	struct store *town = *state, *inside;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct id home = make(town, "dwelling", PAIRS("address=Mill Lane 1")), me, set, undo;
	struct haven *haven;
	char *state_of;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	inside = haven_store(haven);
	me = person_in(inside, NAME);
	make(inside, "placement", PAIRS(OF("person", me), OF("dwelling", home)));
	WELL(journal_last_change(inside, everybody.user, &set, &err_));
	WELL(change_undo(inside, &everybody, set, &undo, &err_));
	state_of = value_of(town, "dwelling", home, "state");
	assert_string_equal(state_of, "free");
	free(state_of);
	assert_int_equal(count_of(town, "hold"), 0);
	haven_close(haven);
}

static void room_for(struct store *town, int more_pages)
{
	char sql[80];

	snprintf(sql, sizeof sql, "PRAGMA max_page_count=%d", more_pages);
	town->vault->setting = true;
	assert_int_equal(sqlite3_exec(town->db, sql, NULL, NULL, NULL), SQLITE_OK);
	town->vault->setting = false;
}

/* No room for what was typed: said as anywhere, nothing of it stands in memory either, and the next save goes on. */
static void no_room_is_told_and_nothing_kept(void **state)
{
	struct store *town = *state, *inside;
	struct user anna = colleague(town, "anna", ROLE_CASEWORK);
	struct actor a = as(&anna);
	struct haven *haven;
	struct change *change;
	struct err err;
	struct id me;

	WELL(haven_new(town, &a, &anna.id, 1, &haven, &err_));
	inside = haven_store(haven);
	me = person_in(inside, NAME);
	room_for(town, 1);      /* no more than there are */
	change = change_begin(inside, &everybody);
	for (int i = 0; i < 200; i++) {
		struct change_item *item = change_create(change, the("note"), NULL);
		char text[2001];

		memset(text, 'a' + i % 26, 2000);
		text[2000] = '\0';
		set_pairs(item, PAIRS(OF("person", me)));
		WELL(change_set(item, "text", text, &err_));
	}
	err_clear(&err);
	assert_int_equal(change_commit(change, NULL, NULL, &err), ST_FULL);
	change_free(change);
	assert_int_equal(count_of(inside, "note"), 0);
	room_for(town, 1 << 20);
	make(inside, "note", PAIRS(OF("person", me), "text=goes on"));
	assert_int_equal(count_of(inside, "note"), 1);
	WELL(journal_verify(inside, &(int64_t){ 0 }, &err_));
	haven_close(haven);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TOWN_TEST(helpers_alone_open_it),
		TOWN_TEST(what_is_sealed_follows_the_order),
		TOWN_TEST(nothing_stays_in_plain),
		TOWN_TEST(what_remains_is_told),
		TOWN_TEST(the_whole_file_goes_along),
		TOWN_TEST(undone_it_is_as_before),
		TOWN_TEST(places_show_as_reserved),
		TOWN_TEST(no_place_is_given_twice),
		TOWN_TEST(a_school_has_no_place_more),
		TOWN_TEST(a_home_goes_along),
		TOWN_TEST(two_helpers_at_once),
		TOWN_TEST(the_last_helper_stays),
		TOWN_TEST(helpers_take_a_double_over),
		TOWN_TEST(a_double_may_stay_elsewhere),
		TOWN_TEST(no_number_tells),
		TOWN_TEST(a_changed_byte_is_noticed),
		TOWN_TEST(the_town_is_read_from_within),
		TOWN_TEST(a_file_without_a_helper_is_told),
		TOWN_TEST(a_change_is_taken_back),
		TOWN_TEST(no_room_is_told_and_nothing_kept),
	};

	return cmocka_run_group_tests(tests, doors_make, doors_remove);
}
