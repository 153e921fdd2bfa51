/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold retention: what was kept long enough, and its end.  Without --run nothing is changed. */
#include "cases/retention.h"

#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/second.h"
#include "commands/verbs.h"
#include "exchange/subject_out.h"

#define SHOWN 200
#define ENDED_AT_MOST 1000000

static json_t *file_json(const struct retention_file *file)
{
	char left[11], over[11];

	date_text(file->left, left);
	date_text(file->over, over);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:b}", "case_number", file->case_number, "title", file->title,
		"left", left, "over", over, "end", keep_end_key(file->end), "held", file->held, "offered",
		file->offered_ms != 0);
}

static const char *const part_keys[] = { [RETENTION_RECORDS] = "records", [RETENTION_FIELD] = "field",
	[RETENTION_REMOVED] = "removed", [RETENTION_CONSENT] = "consent", [RETENTION_COPY] = "copy" };

static enum status print_json(struct call *call, const struct retention *due, struct err *err)
{
	json_t *files = json_array(), *groups = json_array();

	for (int i = 0; i < due->n_files; i++)
		json_array_append_new(files, file_json(&due->file[i]));
	for (int i = 0; i < due->n_groups; i++)
		json_array_append_new(groups, json_pack("{s:s, s:s, s:s?, s:i}", "part", part_keys[due->group[i].part], "kind",
			due->group[i].kind->name, "field", due->group[i].field ? due->group[i].field->name : NULL, "count",
			due->group[i].count));
	return out_json(call, json_pack("{s:o, s:b, s:o}", "files", files, "more", due->more, "parts", groups), err);
}

static void print_files(struct call *call, const struct retention *due)
{
	struct table table;

	out_line(call, _("Files of people who left, kept long enough:"));
	table_begin(&table, 4);
	for (int i = 0; i < due->n_files; i++) {
		struct str over = STR_INIT;

		date_show(&over, due->file[i].over);
		table_cell(&table, due->file[i].case_number);
		table_cell(&table, due->file[i].title);
		table_cell(&table, str_get(&over));
		table_cell(&table, retention_end_words(&due->file[i], false));
		str_free(&over);
	}
	table_out(&table, call, "  ");
	table_end(&table);
	if (due->more)
		out_wrapped(call, _("More files are due; --limit shows more of them."), 2);
}

static void print_groups(struct call *call, const struct retention *due)
{
	out_line(call, _("Entries and fields with a shorter time:"));
	for (int i = 0; i < due->n_groups; i++) {
		struct str words = STR_INIT;

		retention_group_words(&words, &due->group[i]);
		str_addf(&call->out, "  %6d  %s\n", due->group[i].count, str_get(&words));
		str_free(&words);
	}
}

static enum status preview(struct call *call, const struct retention *due, struct err *err)
{
	if (call->json)
		return print_json(call, due, err);
	if (!due->n_files && !due->n_groups)
		out_line(call, _("Nothing has been kept too long."));
	if (due->n_files)
		print_files(call, due);
	if (due->n_groups)
		print_groups(call, due);
	if (due->n_files || due->n_groups)
		out_wrapped(call, _("Nothing was changed. --run ends all of this."), 0);
	return call_flush(call, err);
}

/* So that the receipt of the later erasure names this copy. */
static enum status note_offer(struct call *call, struct id person, const char *path, struct err *err)
{
	struct act_by by = actor_by(&call->actor);
	json_t *json = json_pack("{s:s, s:s}", "to", path, "for", "archive");
	char *detail = json_dumps(json, JSON_COMPACT);
	enum status st = act_note(call->store, &by, "export", person, detail, err);

	json_decref(json);
	free(detail);
	return st;
}

/* One file a person in the folder, whole, for the archive. */
static enum status offer(void *ctx, struct id person, const char *case_number, struct err *err)
{
	struct call *call = ctx;
	struct subject subject;
	char *municipality = NULL, *path;
	enum status st = setting_get(call->store, SETTING_MUNICIPALITY, &municipality, err);

	if (st == ST_OK)
		st = subject_gather(call->store, &call->actor, person, true, &subject, err);
	if (st == ST_OK) {
		path = mem_fmt("%s/%s", call_option(call, "archive"), case_number);
		st = subject_write(call->store, &subject, municipality, path, err);
		if (st == ST_OK)
			st = note_offer(call, person, path, err);
		subject_clear(&subject);
		free(path);
	}
	free(municipality);
	return st;
}

static bool tell(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_tell(done, total);
}

static void out_done(struct call *call, int64_t n, const char *words)
{
	if (n)
		str_addf(&call->out, "  %6lld  %s\n", (long long)n, words);
}

static void print_done(struct call *call, const struct retention_done *done)
{
	out_line(call, _("Ended:"));
	out_done(call, done->destroyed, _("files destroyed"));
	out_done(call, done->offered, _("files offered to the archive"));
	out_done(call, done->anonymised, _("files anonymised"));
	out_done(call, done->records, _("entries destroyed"));
	out_done(call, done->fields, _("fields emptied"));
	out_done(call, done->held, _("files stay: restricted, or a request is open"));
	out_wrapped(call, _("Copies in backups stay until those are rotated out; a restore drops these files again."), 0);
}

static enum status run_due(struct call *call, const struct retention *due, struct err *err)
{
	struct retention_order order = { call_given(call, "archive") ? offer : NULL, call_given(call, "answered"), tell, call };
	struct retention_done done;
	enum status st;

	if (call_given(call, "archive"))
		mkdir(call_option(call, "archive"), 0700);      /* that it cannot be made is told by the first file */
	progress_begin(_("Ending"));
	st = retention_run(call->store, &call->actor, due, &order, &done, err);
	if (st == ST_OK)
		st = store_scrub(call->store, err);
	progress_end();
	if (call->json)
		return st;
	print_done(call, &done);
	return st == ST_OK ? call_flush(call, err) : st;
}

static enum status run(struct call *call, const struct retention *due, struct err *err)
{
	struct id nobody = { { 0 } };
	bool go = true;
	enum status st;

	if (!due->n_files && !due->n_groups)
		return preview(call, due, err);
	st = second_asked(call->store, &call->actor, "retention.asked", nobody, &go, err);
	if (st != ST_OK || go)
		return st == ST_OK ? run_due(call, due, err) : st;
	out_wrapped(call, _("Your wish is noted and nothing was changed. A second colleague of casework confirms it within 30 days "
		"with the same command."), 0);
	return call_flush(call, err);
}

static bool sets_rules(const struct call *call)
{
	return call_given(call, "case") || call_given(call, "end") || call_given(call, "removed");
}

enum status verb_retention(struct call *call, struct err *err)
{
	bool go = call_given(call, "run");
	struct retention due;
	long limit;
	enum status st = call_number(call, "limit", go ? ENDED_AT_MOST : SHOWN, &limit, err);

	if (st == ST_OK && sets_rules(call))
		return retention_rules_set(call->store, &call->actor, call_option(call, "case"), call_option(call, "end"),
			call_option(call, "removed"), err);
	if (st == ST_OK)
		st = retention_due(call->store, &call->actor, clock_today(), (int)limit, &due, err);
	if (st != ST_OK)
		return st;
	st = go ? run(call, &due, err) : preview(call, &due, err);
	retention_clear(&due);
	return st;
}
