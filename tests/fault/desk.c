/* SPDX-License-Identifier: EUPL-1.2 */
/* See desk.h. */
#include "config.h"

#include "desk.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "cases/cases.h"
#include "register/change.h"
#include "register/draft.h"

#define NAME "Haidari"

char desk_folder[] = "/tmp/foothold-fault-XXXXXX";
char desk_path[128];

static const struct actor actor = { .user = "berg", .desk = "HA", .roles = ROLE_ALL };

int desk_make(void **state)
{
	(void)state;
	cases_init();
	return mkdtemp(desk_folder) ? 0 : -1;
}

int desk_remove(void **state)
{
	char *command = mem_fmt("rm -rf %s", desk_folder);
	int rc = system(command);

	(void)state;
	free(command);
	return rc;
}

int desk_new_file(void **state)
{
	static int n;
	struct vault_options options = { .path = desk_path, .create = true };
	struct store *store;
	struct err err;

	(void)state;
	snprintf(desk_path, sizeof(desk_path), "%s/file-%d", desk_folder, ++n);
	if (store_open(&options, &store, &err) != ST_OK) {
		print_error("%s\n", err.text);
		return -1;
	}
	store_close(store);
	return 0;
}

enum status desk_try_open(struct store **store, struct err *err)
{
	struct vault_options options = { .path = desk_path };

	err_clear(err);
	return store_open(&options, store, err);
}

struct store *desk_open(void)
{
	struct store *store = NULL;
	struct err err;

	if (desk_try_open(&store, &err) != ST_OK)
		fail_msg("%s", err.text);
	return store;
}

static enum status put(struct change_item *item, const char *field, const char *value, struct err *err)
{
	return change_set(item, field, value, err);
}

static enum status gather(struct change *change, const char *name, struct id *person, struct err *err)
{
	struct change_item *item = change_create(change, register_kind("person"), person);
	char id[37];
	enum status st;

	id_text(*person, id);
	st = put(item, "family_name", name, err);
	if (st == ST_OK)
		st = put(item, "given_name", "Mariam", err);
	if (st == ST_OK)
		st = put(item, "arrived", "2026-05-04", err);
	item = change_create(change, register_kind("speaks"), NULL);
	if (st == ST_OK)
		st = put(item, "person", id, err);
	if (st == ST_OK)
		st = put(item, "language", "fa", err);
	item = change_create(change, register_kind("note"), NULL);
	if (st == ST_OK)
		st = put(item, "person", id, err);
	if (st == ST_OK)
		st = put(item, "text", "First words at the desk", err);
	return st;
}

enum status desk_save(struct store *store, const char *name, struct id *person, struct err *err)
{
	struct change *change = change_begin(store, &actor);
	enum status st = gather(change, name, person, err);

	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

enum status desk_draft(struct store *store, const char *name, struct id *id, struct err *err)
{
	struct draft draft = { 0 };
	enum status st;

	str_copy(draft.form, sizeof(draft.form), "register");
	draft.id = *id;
	draft_set(&draft, "family_name", name);
	st = draft_save(store, &actor, &draft, err);
	*id = draft.id;
	for (int i = 0; i < draft.count; i++) {
		free(draft.key[i]);
		free(draft.value[i]);
	}
	free(draft.key);
	free(draft.value);
	return st;
}

enum status desk_drop(struct store *store, struct id id, struct err *err)
{
	return draft_drop(store, &actor, id, err);
}

static void say(int to, char what, struct id id)
{
	struct said said;

	memset(&said, 0, sizeof(said));
	said.what = what;
	said.id = id;
	if (write(to, &said, sizeof(said)) != (ssize_t)sizeof(said))
		_exit(97);
}

/* Told that another program is writing, somebody tries again in a moment, but not for ever. */
static bool again(enum status st, int *tries)
{
	return st == ST_BUSY && ++*tries < 10;
}

enum status desk_day(struct store *store, int tell, struct err *err)
{
	struct id person = { { 0 } }, draft = { { 0 } };
	enum status st;
	int tries = 0;

	do
		st = desk_draft(store, NAME, &draft, err);
	while (again(st, &tries));
	if (st != ST_OK)
		return st;
	say(tell, 'd', draft);
	do
		st = desk_save(store, NAME, &person, err);
	while (again(st, &tries));
	if (st != ST_OK)
		return st;
	say(tell, 's', person);
	do
		st = desk_drop(store, draft, err);
	while (again(st, &tries));
	return st;
}

void pledges_read(struct pledges *pledges, int from)
{
	pledges_take(pledges, from, INT_MAX);
}

void pledges_take(struct pledges *pledges, int from, int words)
{
	struct said said;

	while (words-- > 0 && read(from, &said, sizeof(said)) == (ssize_t)sizeof(said)) {
		pledges->draft = (struct id){ { 0 } };
		if (said.what == 'd') {
			pledges->draft = said.id;
			continue;
		}
		if (pledges->n_saved == pledges->room) {
			pledges->room = pledges->room ? pledges->room * 2 : 64;
			pledges->saved = mem_resize(pledges->saved, (size_t)pledges->room, sizeof(*pledges->saved));
		}
		pledges->saved[pledges->n_saved++] = said.id;
	}
}

void pledges_free(struct pledges *pledges)
{
	free(pledges->saved);
	memset(pledges, 0, sizeof(*pledges));
}

static int64_t number(struct store *store, const char *sql)
{
	struct stmt *stmt;
	int64_t n;

	assert_int_equal(store_sql(store, sql, &stmt, NULL), ST_OK);
	assert_int_equal(stmt_step(stmt, NULL), ST_OK);
	n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return n;
}

int64_t desk_people(struct store *store)
{
	return number(store, "SELECT count(*) FROM person WHERE gone = 0");
}

static void person_stands(struct store *store, struct id id)
{
	struct record *record;
	struct err err;

	if (read_record(store, &actor, register_kind("person"), id, &record, &err) != ST_OK)
		fail_msg("a saved person is lost: %s", err.text);
	assert_string_equal(record_get(record, "family_name"), NAME);
	record_free(record);
}

static void draft_stands(struct store *store, struct id id)
{
	struct draft *drafts;
	int count;
	bool found = false;

	assert_int_equal(draft_list(store, &actor, "register", &drafts, &count, NULL), ST_OK);
	for (int i = 0; i < count; i++)
		if (id_same(drafts[i].id, id))
			found = str_same(draft_get(&drafts[i], "family_name"), NAME);
	draft_free(drafts, count);
	if (!found)
		fail_msg("a draft that was kept is not offered again");
}

static void tell(void *ctx, const char *what)
{
	int *findings = ctx;

	print_error("%s\n", what);
	++*findings;
}

void pledges_hold(const struct pledges *pledges)
{
	struct store *store = desk_open();
	int findings = 0;
	struct err err;

	for (int i = 0; i < pledges->n_saved; i++)
		person_stands(store, pledges->saved[i]);
	if (!id_none(pledges->draft))
		draft_stands(store, pledges->draft);
	assert_true(desk_people(store) >= pledges->n_saved);
	/* All of a change set or nothing of it. */
	assert_true(number(store, "SELECT count(*) FROM speaks") == desk_people(store));
	assert_true(number(store, "SELECT count(*) FROM note") == desk_people(store));
	assert_true(number(store, "SELECT count(*) FROM journal WHERE kind = 'person'") == desk_people(store));
	if (store_check(store, tell, &findings, &err) != ST_OK)
		fail_msg("%s", err.text);
	assert_int_equal(findings, 0);
	store_close(store);
}
