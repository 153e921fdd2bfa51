/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What an erasure leaves behind on purpose: the receipt, and what the erased records add to past counts.  The receipt
 * says where copies may still be; it holds numbers, places and days, and nothing of the person.
 */
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/erase_set.h"
#include "store/acts.h"
#include "store/backup.h"
#include "store/query.h"

QUERY(first_entry, "erase.first_entry", QUERY_INTERACTIVE, "SELECT clock >> 16 FROM journal WHERE id = :id ORDER BY seq"
	" LIMIT 1");
QUERY(desks_of, "erase.desks", QUERY_INTERACTIVE, "SELECT DISTINCT origin FROM journal WHERE id = :id AND origin IS NOT"
	" (SELECT value FROM setting WHERE key = '" SETTING_DESK "')");
QUERY(count_on, "erase.count_on", QUERY_INTERACTIVE,
	"INSERT INTO past_count(kind, state, year, n) VALUES(:kind, :state, :year, 1)"
	" ON CONFLICT DO UPDATE SET n = n + 1");
QUERY(counts_all, "erase.counts", QUERY_BATCH, "SELECT kind, state, year, n FROM past_count ORDER BY kind, state, year");
QUERY(receipts_newest, "erase.receipts", QUERY_BATCH,
	"SELECT at, user, ground, receipt FROM erasure ORDER BY at DESC LIMIT :limit");
QUERY(keep_receipt, "erase.keep", QUERY_INTERACTIVE,
	"INSERT INTO erasure(id, at, user, ground, receipt) VALUES(:id, :at, :user, :ground, :receipt)");

/* ---- copies beyond reach ---- */

static void add_copy(struct erase_receipt *receipt, enum erase_reach what, int64_t at_ms, const char *where)
{
	for (int i = 0; i < receipt->n_copies; i++)
		if (receipt->copy[i].what == what && receipt->copy[i].at_ms == at_ms && str_same(receipt->copy[i].where, where))
			return;
	receipt->copy = mem_resize(receipt->copy, (size_t)receipt->n_copies + 1, sizeof *receipt->copy);
	receipt->copy[receipt->n_copies++] = (struct erase_copy){ what, at_ms, mem_str(where ? where : "") };
}

/* The act's detail names the place; acts of other makers may say it by another word. */
static char *place_of(const struct act *act)
{
	static const char *const words[] = { "to", "file", "path", "output" };
	json_t *detail = act->detail ? json_loads(act->detail, 0, NULL) : NULL;
	const struct kind *kind;
	const char *place = NULL;
	char *out;

	for (size_t i = 0; i < ARRAY_LEN(words) && !place; i++)
		place = json_string_value(json_object_get(detail, words[i]));
	kind = register_kind(json_string_value(json_object_get(detail, "kind")));
	out = mem_str(place ? place : kind ? _(kind->plural) : "");
	json_decref(detail);
	return out;
}

#define ACTS_MOST 1000

static enum status copies_by_acts(struct store *store, const char *what, struct id about, struct id person,
	enum erase_reach reach, int64_t since_ms, struct erase_receipt *receipt, struct err *err)
{
	struct act *act = NULL;
	int n = 0;
	enum status st = acts_list(store, what, about, ACTS_MOST, &act, &n, err);

	for (int i = 0; i < n && st == ST_OK; i++) {
		char *place = place_of(&act[i]);

		bool others = !id_none(act[i].about) && !id_none(person) && !id_same(act[i].about, person);

		if (act[i].at_ms >= since_ms && !others)
			add_copy(receipt, reach, act[i].at_ms, place);
		free(place);
	}
	acts_free(act, n);
	return st;
}

static enum status backups(struct store *store, int64_t since_ms, struct erase_receipt *receipt, struct err *err)
{
	struct backup *backup = NULL;
	int n = 0;
	enum status st = backups_list(store, ACTS_MOST, &backup, &n, err);

	for (int i = 0; i < n && st == ST_OK; i++)
		if (!backup[i].removed_ms && backup[i].made_ms >= since_ms)
			add_copy(receipt, ERASE_BACKUP, backup[i].made_ms, backup[i].path);
	backups_free(backup, n);
	return st;
}

/* Copies that the program itself put beside the file, before it was brought up to date or encrypted. */
static void copies_beside(struct store *store, int64_t since_ms, struct erase_receipt *receipt)
{
	static const char *const endings[] = { ".before-", ".plain" };
	const char *path = store_path(store), *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	char *folder = slash ? mem_strn(path, (size_t)(slash - path) + 1) : mem_str("./");
	DIR *dir = opendir(folder);
	size_t len = strlen(base);

	for (struct dirent *entry; dir && (entry = readdir(dir)); ) {
		char *full = mem_fmt("%s%s", folder, entry->d_name);
		struct stat info;
		bool ours = false;

		for (size_t i = 0; i < ARRAY_LEN(endings); i++)
			ours |= str_starts(entry->d_name, base) && str_starts(entry->d_name + len, endings[i]);
		if (ours && !stat(full, &info) && (int64_t)info.st_mtime * 1000 >= since_ms)
			add_copy(receipt, ERASE_BACKUP, (int64_t)info.st_mtime * 1000, full);
		free(full);
	}
	if (dir)
		closedir(dir);
	free(folder);
}

static enum status since_of(struct store *store, struct id person, int64_t *since_ms, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &first_entry, &stmt, err);

	*since_ms = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*since_ms = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status desks(struct store *store, struct id person, struct erase_receipt *receipt, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &desks_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		add_copy(receipt, ERASE_DESK, 0, stmt_get_text(stmt, 0));
	return st == ST_DONE ? ST_OK : st;
}

/* Who gets what is recorded in such a field, as the register says. */
static enum status recipients(struct store *store, const struct erase_item *item, struct erase_receipt *receipt,
	struct err *err)
{
	struct actor all = { .roles = ROLE_ALL, .quiet = true };    /* nothing is kept from it */
	struct record *record;
	enum status st = read_brief(store, &all, item->kind, item->id, &record, err);

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	for (int i = 0; i < item->kind->n_fields; i++) {
		const struct field *field = &item->kind->fields[i];

		if (record->value[i] && field->kind != FIELD_REFERENCE && !str_same(field->recipients, "none"))
			add_copy(receipt, ERASE_RECIPIENT, 0, _(field->recipients));
	}
	if (str_same(item->kind->name, "request") && record_get(record, "given"))
		add_copy(receipt, ERASE_RECIPIENT, 0, record_get(record, "asked_by"));
	record_free(record);
	return ST_OK;
}

enum status erase_find_copies(struct store *store, const struct erase_set *set, struct erase_receipt *receipt,
	struct err *err)
{
	struct id nobody = { { 0 } };
	int64_t since_ms;
	enum status st = since_of(store, set->person, &since_ms, err);

	if (st == ST_OK)
		st = backups(store, since_ms, receipt, err);
	if (st == ST_OK)
		copies_beside(store, since_ms, receipt);
	if (st == ST_OK)
		st = copies_by_acts(store, "export", nobody, set->person, ERASE_EXPORT, since_ms, receipt, err);
	if (st == ST_OK)
		st = copies_by_acts(store, "subject-export", set->person, set->person, ERASE_SUBJECT_COPY, 0, receipt, err);
	if (st == ST_OK)
		st = desks(store, set->person, receipt, err);
	for (int i = 0; i < set->count && st == ST_OK; i++)
		if (!set->item[i].gone)
			st = recipients(store, &set->item[i], receipt, err);
	return st;
}

void erase_copy_words(struct str *out, const struct erase_copy *copy)
{
	struct date day;
	struct str when = STR_INIT;

	if (copy->at_ms) {
		clock_local(copy->at_ms, &day, NULL);
		date_show(&when, day);
	}
	switch (copy->what) {
	case ERASE_BACKUP:
		str_addf(out, _("backup of %s: %s. It holds the person until it is rotated out or deleted; a restore from it "
			"drops the person again."), str_get(&when), copy->where);
		break;
	case ERASE_EXPORT:
		str_addf(out, _("export of %s: %s. It may hold the person; whoever has it must delete the entry."),
			str_get(&when), copy->where);
		break;
	case ERASE_SUBJECT_COPY:
		str_addf(out, _("copy given to the person on %s: %s."), str_get(&when), copy->where);
		break;
	case ERASE_DESK:
		str_addf(out, _("desk %s: its file holds the person as well, until it merges this one's changes."), copy->where);
		break;
	case ERASE_RECIPIENT:
		str_addf(out, _("%s: may have been told; they must be told of the erasure (GDPR Art. 19)."), copy->where);
		break;
	}
	str_free(&when);
}

/* ---- counts ---- */

/* The day by which a record counts: the arrival, or the first date that its kind sorts by. */
static const struct field *counting_day(const struct kind *kind)
{
	const struct field *field = kind_field(kind, "arrived");

	for (int i = 0; !field && i < kind->n_fields; i++)
		if (kind->fields[i].kind == FIELD_DATE && kind->fields[i].sort)
			field = &kind->fields[i];
	return field;
}

static enum status count_one(struct store *store, const struct erase_item *item, struct err *err)
{
	struct actor all = { .roles = ROLE_ALL, .quiet = true };    /* nothing is kept from it */
	const struct field *day = counting_day(item->kind);
	struct record *record;
	const char *state, *when;
	struct stmt *stmt;
	unsigned was;
	enum status st = read_brief(store, &all, item->kind, item->id, &record, err);

	if (st != ST_OK)
		return st;
	state = record_get(record, "state");
	when = day ? record_get(record, day->name) : NULL;
	was = store_enter(store, DOOR_ERASE);
	st = store_query(store, &count_on, &stmt, err);
	if (st == ST_OK) {
		stmt_text(stmt, ":kind", item->kind->name);
		stmt_text(stmt, ":state", state ? state : "");
		stmt_int(stmt, ":year", when ? strtol(when, NULL, 10) : 0);
		st = stmt_run(stmt, err);
	}
	store_leave(store, was);
	record_free(record);
	return st;
}

enum status erase_count_on(struct store *store, const struct erase_set *set, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < set->count && st == ST_OK; i++)
		if (!set->item[i].gone)
			st = count_one(store, &set->item[i], err);
	return st;
}

enum status past_counts(struct store *store, past_count_fn *fn, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &counts_all, &stmt, err);

	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK)
		fn(ctx, stmt_get_text(stmt, 0), stmt_get_text(stmt, 1), (int)stmt_get_int(stmt, 2), stmt_get_int(stmt, 3));
	return st == ST_DONE ? ST_OK : st;
}

/* ---- the receipt ---- */

static const char *const reach_words[] = {
	[ERASE_BACKUP] = "backup", [ERASE_EXPORT] = "export", [ERASE_SUBJECT_COPY] = "subject-export",
	[ERASE_DESK] = "desk", [ERASE_RECIPIENT] = "recipient",
};

static json_t *copies_json(const struct erase_receipt *receipt)
{
	json_t *out = json_array();

	for (int i = 0; i < receipt->n_copies; i++)
		json_array_append_new(out, json_pack("{s:s, s:I, s:s}", "what", reach_words[receipt->copy[i].what], "at",
			(json_int_t)receipt->copy[i].at_ms, "where", receipt->copy[i].where));
	return out;
}

struct json_t *erase_receipt_json(const struct erase_receipt *receipt)
{
	json_t *kinds = json_object();
	char id[37];

	id_text(receipt->id, id);
	for (int i = 0; i < receipt->n_kinds; i++)
		json_object_set_new(kinds, receipt->kind[i].kind->name, json_integer(receipt->kind[i].n));
	return json_pack("{s:s, s:I, s:s, s:o, s:I, s:I, s:I, s:I, s:I, s:b, s:o}", "erasure", id, "at",
		(json_int_t)receipt->at_ms, "ground", erase_ground_key(receipt->ground), "records", kinds, "former_values",
		(json_int_t)receipt->traces.values, "drafts", (json_int_t)receipt->traces.drafts, "own_values",
		(json_int_t)receipt->traces.own_values, "document_copies", (json_int_t)receipt->traces.copies, "tombstones", (json_int_t)receipt->tombstones, "household_stays",
		receipt->household_stays, "copies", copies_json(receipt));
}

enum status erase_receipts(struct store *store, int limit, erase_receipt_fn *fn, void *ctx, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &receipts_newest, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_int(stmt, ":limit", limit);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		fn(ctx, stmt_get_int(stmt, 0), stmt_get_text(stmt, 1), stmt_get_text(stmt, 2), stmt_get_text(stmt, 3));
	return st == ST_DONE ? ST_OK : st;
}

static enum status write_receipt(struct store *store, const struct actor *actor, const struct erase_receipt *receipt,
	const char *text, struct err *err)
{
	unsigned was = store_enter(store, DOOR_ERASE);
	struct stmt *stmt;
	enum status st = store_query(store, &keep_receipt, &stmt, err);

	if (st == ST_OK) {
		stmt_id(stmt, ":id", receipt->id);
		stmt_int(stmt, ":at", receipt->at_ms);
		stmt_text(stmt, ":user", actor->user);
		stmt_text(stmt, ":ground", erase_ground_key(receipt->ground));
		stmt_text(stmt, ":receipt", text);
		st = stmt_run(stmt, err);
	}
	store_leave(store, was);
	return st;
}

enum status erase_keep_receipt(struct store *store, const struct actor *actor, const struct erase_receipt *receipt,
	struct err *err)
{
	struct id nobody = { { 0 } };
	struct act_by by = actor_by(actor);
	json_t *json = erase_receipt_json(receipt);
	char *text = json_dumps(json, JSON_COMPACT), id[37], detail[160];
	enum status st;

	json_decref(json);
	if (!text)
		BUG("a receipt that cannot be written");
	id_text(receipt->id, id);
	snprintf(detail, sizeof detail, "{\"erasure\":\"%s\",\"ground\":\"%s\",\"records\":%lld%s}", id,
		erase_ground_key(receipt->ground), (long long)receipt->records,
		actor->solo ? ",\"countersigned\":\"outside\"" : "");
	st = write_receipt(store, actor, receipt, text, err);
	if (st == ST_OK)
		st = act_note(store, &by, "erase", nobody, detail, err);
	free(text);
	return st;
}
