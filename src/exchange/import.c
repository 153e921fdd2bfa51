/* SPDX-License-Identifier: EUPL-1.2 */
/* Opens the file, has every row checked and staged, then writes what is good in batches. */
#include "exchange/import.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan.h"
#include "exchange/check.h"
#include "exchange/encoding.h"
#include "exchange/jobposting.h"
#include "exchange/ledger.h"
#include "exchange/rejects.h"
#include "exchange/sift.h"
#include "exchange/stage.h"

#define BATCH 5000              /* records of one transaction */
#define PROGRESS_ROWS 256

/* The file's first bytes were looked at, to see what it is. */
struct looked { struct encoded *file; char buf[512]; size_t len, given; };

struct import {
	struct store *store;
	const struct actor *actor;
	const struct import_options *options;
	struct import_result *result;
	struct encoded *file;
	struct looked looked;
	struct csv *csv;
	struct jobposting *postings; /* instead of it */
	bool broken;                /* the file is no JSON from some place on */
	struct check *check;
	struct stage *stage;
	struct rejects *rejects;
	const struct plan_template *plan;
	uint8_t source[LEDGER_SOURCE];
	struct ledger_entry ledger;
	int64_t staged;             /* rows to write */
};

static bool go_on(struct import *import, enum import_phase phase, int64_t done, int64_t total)
{
	const struct import_options *options = import->options;

	return !options->progress || options->progress(options->ctx, phase, done, total);
}

/* Before anything is read. */
static enum status check_options(struct import *import, struct err *err)
{
	const struct import_options *options = import->options;
	int count;
	const struct plan_template *plan;

	if (!kind_changed_by(import->actor, options->kind))
		return err_set(
			err, ST_DENIED,
			_("%s: your role may not change these records. Nothing was imported; a colleague "
			  "whose role may, or the administrator, can help."),
			_(options->kind->plural));
	if (!options->plan)
		return ST_OK;
	if (strcmp(options->kind->name, "person") != 0)
		return err_set(err, ST_INVALID, _("Only people are given a plan. Nothing was imported."));
	plan = plan_templates(&count);
	for (int i = 0; i < count && !import->plan; i++)
		if (strcmp(plan[i].name, options->plan) == 0)
			import->plan = &plan[i];
	if (!import->plan)
		return err_set(err, ST_INVALID, _("There is no plan template “%s”. Nothing was imported."),
			       options->plan);
	return ST_OK;
}

static void hash_word(crypto_generichash_state *hash, const char *word)
{
	crypto_generichash_update(hash, (const unsigned char *)(word ? word : "\x01"),
				  word ? strlen(word) + 1 : 2);
}

/* The same file read in another way is another source. */
static void name_source(struct import *import)
{
	const struct import_options *options = import->options;
	const char flags[] = { options->delimiter, options->keep_good, options->keep_known };
	crypto_generichash_state hash;
	uint8_t file[32];

	encoded_hash(import->file, file);
	crypto_generichash_init(&hash, NULL, 0, LEDGER_SOURCE);
	crypto_generichash_update(&hash, file, sizeof(file));
	crypto_generichash_update(&hash, (const unsigned char *)flags, sizeof(flags));
	hash_word(&hash, options->kind->name);
	hash_word(&hash, options->map);
	hash_word(&hash, options->date_format);
	hash_word(&hash, encoded_name(import->file));
	hash_word(&hash, options->empty);
	hash_word(&hash, options->key);
	hash_word(&hash, options->plan);
	crypto_generichash_final(&hash, import->source, LEDGER_SOURCE);
}

static enum status look_into_ledger(struct import *import, struct err *err)
{
	struct str day = STR_INIT;
	struct date date;
	enum status st = ledger_find(import->store, import->source, &import->ledger, err);

	if (st != ST_OK)
		return st;
	if (import->ledger.state == LEDGER_INTERRUPTED) {
		import->result->set = import->ledger.set;
		import->result->resumed = import->ledger.rows_done;
		return ST_OK;
	}
	if (import->ledger.state == LEDGER_DONE && !import->options->again) {
		clock_local(import->ledger.started, &date, NULL);
		date_show(&day, date);
		st = err_set(
			err, ST_CONFLICT,
			_("This very file was imported on %s. Nothing was imported now. Undo that import "
			  "first, or say that it is to be imported again."),
			str_get(&day));
		str_free(&day);
		return st;
	}
	import->ledger = (struct ledger_entry){ .state = LEDGER_NONE };
	return ST_OK;
}

static enum status looked_read(void *ctx, char *buf, size_t room, size_t *got, struct err *err)
{
	struct looked *looked = ctx;

	if (looked->given == looked->len)
		return encoded_read(looked->file, buf, room, got, err);
	*got = looked->len - looked->given < room ? looked->len - looked->given : room;
	memcpy(buf, looked->buf + looked->given, *got);
	looked->given += *got;
	return ST_OK;
}

/* CSV, or for vacancies JSON and web pages as well. */
static enum status open_rows(struct import *import, struct err *err)
{
	struct looked *looked = &import->looked;
	size_t got = 1;
	enum status st = ST_OK;

	looked->file = import->file;
	while (st == ST_OK && looked->len < sizeof(looked->buf) && got > 0) {
		st = encoded_read(import->file, looked->buf + looked->len, sizeof(looked->buf) - looked->len, &got, err);
		looked->len += st == ST_OK ? got : 0;
	}
	if (str_same(import->options->kind->name, "vacancy") && jobposting_begins(looked->buf, looked->len))
		import->postings = jobposting_open(looked_read, looked);
	else
		import->csv = csv_open(looked_read, looked, import->options->delimiter, 0);
	return st;
}

static enum status next_row(struct import *import, struct csv_row *row, struct err *err)
{
	enum status st = import->postings ? jobposting_next(import->postings, row, err) : csv_next(import->csv, row, err);

	if (st != ST_CORRUPT || !import->postings)
		return st;
	/* A broken file is no broken row: nothing of it is taken. */
	import->broken = true;
	return st;
}

static enum status read_head(struct import *import, struct csv_row *head, struct err *err)
{
	enum status st;

	if (import->postings) {
		import->result->postings = true;
		jobposting_head(head);
		return ST_OK;
	}
	st = csv_next(import->csv, head, err);

	if (st == ST_DONE)
		return err_set(err, ST_INVALID,
			       _("The file holds no rows. Its first line must name the columns."));
	import->result->delimiter = csv_delimiter(import->csv);
	return st;
}

static char *rejects_path(const struct import_options *options)
{
	return options->rejects ? mem_str(options->rejects) : mem_fmt("%s.rejects.csv", options->path);
}

static enum status open_all(struct import *import, struct err *err)
{
	const struct import_options *options = import->options;
	struct import_result *result = import->result;
	struct csv_row head;
	char *path;
	int n_values;
	enum status st = encoded_open(options->path, options->encoding, &import->file, err);

	if (st != ST_OK)
		return st;
	result->encoding = mem_str(encoded_name(import->file));
	st = open_rows(import, err);
	if (st == ST_OK)
		st = read_head(import, &head, err);
	if (st == ST_OK)
		st = mapping_make(options->kind, import->actor, &head, options->map, &result->mapping, err);
	if (st != ST_OK)
		return st;
	path = rejects_path(options);
	import->rejects = rejects_open(path, &head);
	free(path);
	name_source(import);
	st = look_into_ledger(import, err);
	if (st == ST_OK)
		st = check_open(import->store, import->actor, options, result->mapping, import->ledger.set,
				&import->check, err);
	if (st != ST_OK)
		return st;
	check_fields(import->check, &n_values);
	return stage_open(import->store, n_values, &import->stage, err);
}

/* Keeps the first ones for the report. */
static void keep_reject(struct import *import, enum reject_why why, long line, const char *column,
			const char *reason)
{
	struct import_result *result = import->result;

	if (why == REJECT_BAD)
		result->bad++;
	else
		result->known++;
	if (result->n_rejects < IMPORT_REJECTS_KEPT)
		result->reject[result->n_rejects++] =
			(struct import_reject){ why, line, mem_str(column), mem_str(reason) };
}

static enum status reject(struct import *import, enum reject_why why, const char *column, const char *reason,
	const struct csv_row *row, struct err *err)
{
	keep_reject(import, why, row->line, column, reason);
	return rejects_add(import->rejects, row->line, column, reason, row, err);
}

struct sifting { struct import *import; const struct field *field; long line; };

static void note_omission(void *ctx, const char *words, const struct gate_verdict *verdict)
{
	struct sifting *sifting = ctx;
	struct import_result *result = sifting->import->result;

	result->omitted++;
	if (result->n_omissions < IMPORT_REJECTS_KEPT)
		result->omission[result->n_omissions++] = (struct import_omission){ sifting->line, sifting->field, verdict->title,
			mem_str(words) };
}

/* Says what of a good row will be left out; false: nothing would remain of what the row needs. */
static bool sift_row(struct import *import, const struct csv_row *row, const struct judged *judged)
{
	int n;
	const struct field *const *fields = check_fields(import->check, &n);
	struct import_result *result = import->result;
	int64_t omitted = result->omitted;
	bool whole = true;

	for (int i = 0; i < n; i++) {
		struct sifting sifting = { .import = import, .field = fields[i], .line = row->line };
		char *rest;

		if (!judged->row.value[i] || !sift_part(import->options->kind, fields[i]))
			continue;
		rest = advert_sift(judged->row.value[i], sift_needs(fields[i]), note_omission, &sifting);
		whole = whole && (rest || !fields[i]->required);
		free(rest);
	}
	/* What is not taken at all leaves nothing out. */
	while (!whole && result->omitted > omitted)
		if (--result->omitted < result->n_omissions)
			free(result->omission[--result->n_omissions].words);
	return whole;
}

static void note_first(void *ctx, const char *words, const struct gate_verdict *verdict)
{
	struct str *reason = ctx;

	if (strchr(str_get(reason), '('))
		return;
	str_add(reason, " ");
	/* TRANSLATORS: 1: a column's head, 2: what is never asked, like "religion or belief", 3: the law, 4: a sentence that
	 * says what to ask instead */
	str_addf(reason, _("“%s” asks about %s (%s). %s"), words, _(verdict->title), verdict->source, _(verdict->instead));
}

/* Nothing would be left of what the row needs: it is said why. */
static enum status reject_title(struct import *import, const struct csv_row *row, const struct judged *judged, struct err *err)
{
	struct str reason = STR_INIT;
	int n;
	const struct field *const *fields = check_fields(import->check, &n);
	enum status st;

	str_add(&reason, _("The title itself asks about a protected ground: nothing would be left of it. Give the vacancy another "
		"title."));
	for (int i = 0; i < n; i++)
		if (fields[i]->required && judged->row.value[i] && sift_part(import->options->kind, fields[i]))
			free(advert_sift(judged->row.value[i], sift_needs(fields[i]), note_first, &reason));
	st = reject(import, REJECT_BAD, "title", str_get(&reason), row, err);
	str_free(&reason);
	return st;
}

/* A row goes where it belongs; what an interrupted import wrote is not written again. */
static enum status judge_row(struct import *import, const struct csv_row *row, struct judged *judged,
			     struct err *err)
{
	enum status st = check_row(import->check, import->stage, row, import->result->encoding, judged, err);

	if (st != ST_OK)
		return st;
	if (judged->judgement != JUDGED_GOOD)
		return reject(import, judged->judgement == JUDGED_BAD ? REJECT_BAD : REJECT_KNOWN,
			      str_get(&judged->column), str_get(&judged->reason), row, err);
	if (!sift_row(import, row, judged))
		return reject_title(import, row, judged, err);
	import->result->good++;
	judged->row.row = import->result->rows;
	if (judged->row.row <= import->ledger.rows_done)
		return ST_OK;
	import->staged++;
	return stage_add(import->stage, &judged->row, err);
}

static enum status check_rows(struct import *import, struct err *err)
{
	struct judged judged = { .judgement = JUDGED_GOOD };
	struct import_result *result = import->result;
	struct csv_row row;
	struct err why;
	enum status st;

	for (;;) {
		if (result->rows % PROGRESS_ROWS == 0 &&
		    !go_on(import, IMPORT_CHECKING, encoded_place(import->file),
			   encoded_size(import->file))) {
			st = err_set(
				err, ST_CANCELLED,
				_("The import was stopped while the rows were being checked. Nothing was "
				  "imported."));
			break;
		}
		st = next_row(import, &row, &why);
		if (st == ST_DONE)
			break;
		result->rows += st == ST_OK || st == ST_INVALID;
		if (st == ST_INVALID)
			st = reject(import, REJECT_BAD, "", why.text, &row, err);
		else if (st == ST_OK)
			st = judge_row(import, &row, &judged, err);
		else if (err)
			*err = why;
		if (st != ST_OK)
			break;
	}
	judged_clear(&judged);
	return st == ST_DONE ? ST_OK : st;
}

/* Writing. */

static enum status add_record(struct import *import, struct change *change, const struct staged *row,
			      struct err *err)
{
	int n_fields;
	const struct field *const *fields = check_fields(import->check, &n_fields);
	struct id id = row->id, named;
	struct change_item *item = change_create(change, import->options->kind, &id);

	for (int i = 0; i < n_fields; i++)
		if (row->value[i]) {
			if (fields[i]->makes && id_parse(row->value[i], &named))
				made_put(check_made(import->check), change, named);
			if (sift_part(import->options->kind, fields[i]))
				sift_put(change, item, fields[i], row->value[i]);
			else
				change_put(item, fields[i], row->value[i]);
		}
	if (!import->plan)
		return ST_OK;
	return plan_add_for(change, item, import->plan->name, err);
}

/* The batch and how far the import has come stand or fall together. */
static enum status commit_batch(struct import *import, struct change *change, int64_t last_row,
				struct err *err)
{
	struct import_result *result = import->result;
	bool first = import->ledger.state == LEDGER_NONE;
	enum status st = store_begin(import->store, err);

	if (st != ST_OK)
		return st;
	if (first)
		st = ledger_begin(import->store, result->set, import->options->kind->name, import->source,
				  err);
	if (st == ST_OK)
		st = change_commit_as(change, result->set, err);
	if (st == ST_OK)
		st = ledger_advance(import->store, result->set, last_row, err);
	if (st == ST_OK)
		st = store_commit(import->store, err);
	made_settle(check_made(import->check), st == ST_OK);
	if (st != ST_OK)
		store_rollback(import->store);
	else
		import->ledger.state = LEDGER_INTERRUPTED;
	result->made = made_count(check_made(import->check));
	return st;
}

/* Up to `most` of the staged rows in one transaction; *n tells how many there were, *line the last one's. */
static enum status write_batch(struct import *import, int most, int *n, long *line, struct err *err)
{
	struct change *change = change_begin(import->store, import->actor);
	struct staged row;
	int64_t last_row = 0;
	enum status st = ST_OK;

	for (*n = 0; *n < most && st == ST_OK; ++*n) {
		st = stage_next(import->stage, &row, err);
		if (st != ST_OK)
			break;
		last_row = row.row;
		*line = row.line;
		st = add_record(import, change, &row, err);
	}
	if (st == ST_DONE)
		st = ST_OK;
	if (st == ST_OK && *n > 0)
		st = commit_batch(import, change, last_row, err);
	if (st == ST_OK)
		import->result->written += *n;
	change_free(change);
	return st;
}

/* A row was refused that had passed all checks: something changed meanwhile. One by one tells which. */
static enum status write_singly(struct import *import, int count, struct err *err)
{
	enum status st = stage_back(import->stage, err);

	for (int i = 0; i < count && st == ST_OK; i++) {
		struct err why = { .status = ST_OK };
		long line = 0;
		int n;

		st = write_batch(import, 1, &n, &line, &why);
		if (st == ST_INVALID) {
			keep_reject(import, REJECT_BAD, line, why.field, why.text);
			import->result->good--;
		}
		if (st == ST_INVALID && import->options->keep_good)
			st = ST_OK;
		else if (st != ST_OK && err)
			*err = why;
	}
	return st;
}

static enum status finish(struct import *import, struct err *err)
{
	enum status st = store_begin(import->store, err);

	if (st != ST_OK)
		return st;
	st = ledger_finish(import->store, import->result->set, err);
	if (st == ST_OK)
		st = store_commit(import->store, err);
	if (st != ST_OK)
		store_rollback(import->store);
	return st;
}

/* All or nothing: what the batches before the refused row wrote is taken back. */
static enum status take_back(struct import *import, struct err *err)
{
	struct err why = { .status = ST_OK };

	if (import->ledger.state == LEDGER_NONE)
		return ST_INVALID;
	if (change_undo(import->store, import->actor, import->result->set, NULL, &why) == ST_OK) {
		import->result->written = import->result->made = 0;
		return ST_INVALID;
	}
	if (err)
		*err = why;
	return why.status;
}

static enum status write_rows(struct import *import, struct err *err)
{
	int batch = import->plan ? BATCH / (3 + import->plan->n_steps) : BATCH;
	enum status st = ST_OK;
	long line;
	int n;

	if (import->ledger.state == LEDGER_NONE)
		import->result->set = id_new();
	for (;;) {
		if (!go_on(import, IMPORT_WRITING, import->result->written, import->staged))
			return err_set(err, ST_CANCELLED,
				       _("The import was stopped. What was written so far stands; the same "
					 "command goes on from there, and undo takes all of it back."));
		stage_hold(import->stage);
		st = write_batch(import, batch, &n, &line, err);
		if (st == ST_INVALID)
			st = write_singly(import, n, err);
		if (st == ST_INVALID)
			return take_back(import, err);
		if (st != ST_OK)
			return st;
		if (n < batch)
			break;
	}
	return import->ledger.state == LEDGER_NONE ? ST_OK : finish(import, err);
}

/* What the check found decides whether anything is written. */
static enum status decide(struct import *import, struct err *err)
{
	struct import_result *result = import->result;
	enum status st = rejects_commit(import->rejects, &result->rejects, err);

	if (st != ST_OK)
		return st;
	if (result->bad > 0 && !import->options->keep_good)
		return err_set(err, ST_INVALID,
			       ngettext("%lld of %lld row cannot be imported, so none was. %s says which and "
					"why. Mend it, or keep the good rows.",
					"%lld of %lld rows cannot be imported, so none was. %s says which "
					"and why. Mend them, or keep the good rows.",
					(unsigned long)result->rows),
			       (long long)result->bad, (long long)result->rows, result->rejects);
	if (import->options->dry_run || import->staged + result->resumed == 0)
		return ST_OK;
	return write_rows(import, err);
}

enum status import_run(struct store *store, const struct actor *actor, const struct import_options *options,
	struct import_result *result, struct err *err)
{
	struct import import = { .store = store, .actor = actor, .options = options, .result = result };
	enum status st;

	memset(result, 0, sizeof(*result));
	err_clear(err);
	st = check_options(&import, err);
	if (st == ST_OK)
		st = open_all(&import, err);
	if (st == ST_OK)
		st = check_rows(&import, err);
	if (import.broken && err)
		err->status = ST_INVALID;
	st = import.broken ? ST_INVALID : st;
	if (st == ST_OK)
		st = decide(&import, err);
	rejects_close(import.rejects);
	stage_close(import.stage);
	check_close(import.check);
	csv_close(import.csv);
	jobposting_close(import.postings);
	encoded_close(import.file);
	return st;
}

void import_result_clear(struct import_result *result)
{
	for (int i = 0; i < result->n_rejects; i++) {
		free(result->reject[i].column);
		free(result->reject[i].reason);
	}
	for (int i = 0; i < result->n_omissions; i++)
		free(result->omission[i].words);
	mapping_free(result->mapping);
	free(result->encoding);
	free(result->rejects);
	memset(result, 0, sizeof(*result));
}
