/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * foothold erase: without --run it says what would go and what stands in the way.  Where several people share the file a
 * second colleague confirms; in a file of one user that is noted as countersigned outside.
 */
#include "cases/erase.h"

#include <errno.h>
#include <jansson.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/msg.h"
#include "base/utf.h"
#include "cases/second.h"
#include "commands/papers.h"
#include "commands/verbs.h"

#define RECEIPTS_MOST 1000

static enum status ground_of(const struct call *call, enum erase_ground *out, struct err *err)
{
	const char *said = call_option(call, "ground");

	*out = ERASE_REQUEST;
	if (!said || erase_ground_by_key(said, out))
		return ST_OK;
	return err_set(err, ST_USAGE, _("The option --ground takes request, mistake, unlawful or duty."));
}

static void out_number(struct call *call, int64_t n, const char *words)
{
	if (n)
		str_addf(&call->out, "  %6lld  %s\n", (long long)n, words);
}

static void print_copies(struct call *call, const struct erase_receipt *receipt)
{
	if (!receipt->n_copies) {
		out_wrapped(call, _("The file knows of no copies elsewhere."), 0);
		return;
	}
	out_line(call, _("Copies that this program cannot reach:"));
	for (int i = 0; i < receipt->n_copies; i++) {
		struct str line = STR_INIT, shown = STR_INIT;

		erase_copy_words(&line, &receipt->copy[i]);
		utf_show(&shown, str_get(&line));
		out_wrapped(call, str_get(&shown), 2);
		str_free(&line);
		str_free(&shown);
	}
}

/* What was erased stays erased: where the paper cannot go where it should, it is told here. */
static enum status print_receipt(struct call *call, const struct erase_receipt *receipt, struct err *err)
{
	struct sheet *sheet;
	enum status st;

	if (call->json) {
		json_t *json = erase_receipt_json(receipt);

		json_object_set_new(json, "free_space_empty", json_boolean(receipt->scrubbed));
		return out_json(call, json, err);
	}
	sheet = erase_receipt_paper(receipt);
	st = call_paper(call, sheet, NULL, err);
	if (st != ST_OK) {
		sheet_as_text(sheet, NULL, SHEET_WIDTH, &call->out);
		(void)call_flush(call, NULL);
	}
	sheet_free(sheet);
	return st;
}

static enum status check_place(struct call *call, struct err *err)
{
	struct paper_call how;
	enum status st = call_paper_how(call, &how, err);

	return st == ST_OK && how.file && io_taken(how.file) ? io_error(err, EEXIST, how.file) : st;
}

static enum status run_now(struct call *call, struct id person, enum erase_ground ground, struct err *err)
{
	struct erase_receipt receipt = { .n_kinds = 0 };
	struct err later;
	enum status st = check_place(call, err);

	if (st == ST_OK)
		st = erase_person(call->store, &call->actor, person, ground, &receipt, err);
	if (st != ST_OK)
		return st;
	err_clear(&later);
	progress_begin(_("Looking at free space"));
	receipt.scrubbed = store_scrub(call->store, &later) == ST_OK;
	progress_end();
	st = print_receipt(call, &receipt, err);
	if (!receipt.scrubbed)
		note(later.text);
	erase_receipt_clear(&receipt);
	return st;
}

static enum status preview(struct call *call, struct id person, enum erase_ground ground, struct err *err)
{
	struct erase_receipt receipt = { .n_kinds = 0 };
	enum status st = erase_preview(call->store, person, ground, &receipt, err);

	if (st == ST_OK && call->json)
		st = out_json(call, erase_receipt_json(&receipt), err);
	else if (st == ST_OK) {
		out_line(call, _("Nothing was changed. With --run this would go for good:"));
		for (int i = 0; i < receipt.n_kinds; i++)
			out_number(call, receipt.kind[i].n, _(receipt.kind[i].kind->plural));
		print_copies(call, &receipt);
		st = call_flush(call, err);
	}
	erase_receipt_clear(&receipt);
	return st;
}

struct listing { struct table table; json_t *json; };

static void list_receipt(void *ctx, int64_t at_ms, const char *user, const char *ground, const char *json)
{
	struct listing *listing = ctx;
	json_t *receipt = json_loads(json, 0, NULL);
	const char *id = json_string_value(json_object_get(receipt, "erasure"));
	enum erase_ground known = ERASE_RETENTION;
	struct str text = STR_INIT;
	struct date day;

	clock_local(at_ms, &day, NULL);
	date_show(&text, day);
	table_cell(&listing->table, str_get(&text));
	table_cell(&listing->table, user);
	if (erase_ground_by_key(ground, &known) || str_same(ground, "retention"))
		table_cell(&listing->table, erase_ground_words(known));
	else
		table_cell(&listing->table, erase_ground_words(ERASE_TOMBSTONE));
	table_cell(&listing->table, id);
	json_array_append_new(listing->json, receipt ? receipt : json_null());
	str_free(&text);
}

static enum status list_receipts(struct call *call, struct err *err)
{
	struct listing listing = { .json = json_array() };
	enum status st = ST_OK;

	table_begin(&listing.table, 4);
	if (!(call->actor.roles & (ROLE_CASEWORK | ROLE_AUDITOR)))
		st = err_set(err, ST_DENIED, _("Your role does not include the receipts of erasures."));
	if (st == ST_OK)
		st = erase_receipts(call->store, RECEIPTS_MOST, list_receipt, &listing, err);
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(listing.json), err);
	else if (st == ST_OK) {
		table_out(&listing.table, call, "");
		st = call_flush(call, err);
	}
	table_end(&listing.table);
	json_decref(listing.json);
	return st;
}

enum status verb_erase(struct call *call, struct err *err)
{
	enum erase_ground ground;
	struct id person;
	bool go = true;
	enum status st;

	if (!call->argc && call_given(call, "receipts"))
		return list_receipts(call, err);
	if (!call->argc)
		return err_set(err, ST_USAGE, _("Name the person by case number or UUID, or give --receipts."));
	st = ground_of(call, &ground, err);
	if (st == ST_OK)
		st = erase_resolve(call->store, &call->actor, call->argv[0], &person, err);
	if (st == ST_OK)
		st = erase_judge(call->store, &call->actor, person, ground, err);
	if (st != ST_OK)
		return st;
	if (!call_given(call, "run"))
		return preview(call, person, ground, err);
	st = second_asked(call->store, &call->actor, "erase.asked", person, &go, err);
	if (st != ST_OK)
		return st;
	if (go)
		return run_now(call, person, ground, err);
	out_wrapped(call, _("Your wish is noted and nothing was changed. A second colleague of casework confirms it within 30 days "
		"with the same command."), 0);
	return call_flush(call, err);
}
