/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold backup: a whole copy, read back from its medium, opened by the same passphrases; never over another file. */
#include "store/backup.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"
#include "commands/verbs.h"

#define LISTED 500

static bool tell(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_tell(done, total);
}

static void megabytes(struct str *out, int64_t bytes)
{
	text_number(out, (bytes + 99999) / 100000, 1);
}

static json_t *heads_json(const struct chain_head *heads)
{
	json_t *out = json_array();
	char text[CHAIN_HEAD_TEXT];

	for (int i = 0; i < CHAINS; i++) {
		chain_head_text(&heads[i], text);
		json_array_append_new(out, json_string(text));
	}
	return out;
}

static enum status done_json(struct call *call, const struct backup_done *done, struct err *err)
{
	json_t *out = json_object();

	json_object_set_new(out, "path", json_string(done->path));
	json_object_set_new(out, "bytes", json_integer(done->copied.bytes));
	json_object_set_new(out, "other_disk", json_boolean(done->copied.apart));
	json_object_set_new(out, "noted", json_boolean(done->noted));
	json_object_set_new(out, "taken_away", json_integer(done->taken_away));
	json_object_set_new(out, "heads", heads_json(done->heads));
	return out_json(call, out, err);
}

static void say_heads(struct call *call, const struct chain_head *heads)
{
	char text[CHAIN_HEAD_TEXT];

	out_line(call, _("Heads of the chains at that moment, to be noted elsewhere:"));
	for (int i = 0; i < CHAINS; i++) {
		chain_head_text(&heads[i], text);
		if (heads[i].seq)
			str_addf(&call->out, "  %s\n", text);
	}
}

static void say_done(struct call *call, const struct backup_done *done)
{
	struct str size = STR_INIT;

	out_text(call, _("A verified copy, opened by the same passphrases, stands ready: "));
	out_value(call, done->path);
	out_text(call, "\n");
	megabytes(&size, done->copied.bytes);
	str_addf(&call->out, _("Every page was read back from its medium (%s MB).\n"), str_get(&size));
	str_free(&size);
	if (done->taken_away)
		str_addf(&call->out, ngettext("%d older copy was taken away.\n", "%d older copies were taken away.\n",
			(unsigned long)done->taken_away), done->taken_away);
	say_heads(call, done->heads);
}

/* What the person should know besides, on standard error. */
static void warn(const struct backup_done *done)
{
	if (!done->copied.apart)
		note(_("The copy is on the same disk as the file: it does not help when that disk fails or is stolen. Keep another "
			"one elsewhere."));
	if (done->from_future)
		note(_("The folder holds copies dated in the future, because a clock was wrong; they are left alone. See whether the "
			"clock is right now."));
	if (done->warning.status != ST_OK)
		note(done->warning.text);
	else if (!done->noted)
		note(_("The file can only be read here, so that the copy is not noted in it."));
}

static enum status make(struct call *call, const char *to, struct err *err)
{
	const char *said = call_option(call, "keep");
	struct act_by by = actor_by(&call->actor);
	struct backup_order order = { .to = to, .same_disk = call_given(call, "same-disk"), .progress = tell };
	struct backup_keep keep;
	struct backup_done done;
	enum status st;

	if (str_empty(to))
		return err_set(err, ST_USAGE, _("No file was named."));
	if (said && !backup_keep_parse(said, &keep))
		return err_set(err, ST_USAGE, _("How many copies stay is said by three numbers, for days, weeks and months, such as "
			"7,5,12; or by “all”."));
	order.keep = said ? &keep : NULL;
	progress_begin(_("Copying and verifying"));
	st = backup_make(call->store, &by, &order, &done, err);
	progress_end();
	if (st != ST_OK)
		return st;
	if (call->json)
		st = done_json(call, &done, err);
	else
		say_done(call, &done);
	warn(&done);
	backup_done_clear(&done);
	return st;
}

/* Where the last copy went, when nobody says. */
static enum status last_place(struct call *call, char **out, struct err *err)
{
	enum status st = setting_get(call->store, SETTING_BACKUP_PLACE, out, err);

	if (st == ST_OK && !*out)
		st = err_set(err, ST_USAGE, _("No copy was made yet: name the folder, or the file, that it should go to."));
	return st;
}

static json_t *list_json(const struct backup *list, int count)
{
	json_t *out = json_array();

	for (int i = 0; i < count; i++) {
		json_t *one = json_object();

		json_object_set_new(one, "made", json_integer(list[i].made_ms));
		json_object_set_new(one, "path", json_string(list[i].path));
		json_object_set_new(one, "bytes", json_integer(list[i].bytes));
		json_object_set_new(one, "other_disk", json_boolean(list[i].apart));
		json_object_set_new(one, "heads", json_string(list[i].heads));
		json_object_set_new(one, "user", json_string(list[i].user));
		json_object_set_new(one, "taken_away", list[i].removed_ms ? json_integer(list[i].removed_ms) : json_null());
		json_array_append_new(out, one);
	}
	return out;
}

static void list_row(struct table *table, const struct backup *copy)
{
	struct str text = STR_INIT;
	struct date day;
	int minute;

	clock_local(copy->made_ms, &day, &minute);
	date_show(&text, day);
	str_addf(&text, " %02d:%02d", minute / 60, minute % 60);
	table_cell(table, str_get(&text));
	str_clear(&text);
	megabytes(&text, copy->bytes);
	str_add(&text, " MB");
	table_cell(table, str_get(&text));
	str_free(&text);
	table_cell(table, copy->removed_ms ? _("taken away") : copy->apart ? _("other disk") : _("same disk"));
	table_cell(table, copy->path);
}

static enum status list(struct call *call, struct err *err)
{
	struct backup *copies;
	struct table table;
	int count;
	enum status st = backups_list(call->store, LISTED, &copies, &count, err);

	if (st != ST_OK)
		return st;
	if (call->json) {
		st = out_json(call, list_json(copies, count), err);
	} else if (!count) {
		out_line(call, _("No copy was made yet."));
	} else {
		table_begin(&table, 4);
		table.right[1] = true;
		for (int i = 0; i < count; i++)
			list_row(&table, &copies[i]);
		table_out(&table, call, "");
		table_end(&table);
	}
	backups_free(copies, count);
	return st;
}

static enum status settings(struct call *call, struct err *err)
{
	const char *days = call_option(call, "remind-after"), *keep = call_option(call, "keep-always");
	struct act_by by = actor_by(&call->actor);
	enum status st;

	if (!(call->actor.roles & ROLE_ADMIN))
		return err_set(err, ST_DENIED, _("Only an administrator changes this. Nothing was changed."));
	st = backup_set(call->store, &by, days, keep, err);
	if (st == ST_OK)
		out_line(call, _("Saved in the file."));
	return st;
}

enum status verb_backup(struct call *call, struct err *err)
{
	char *to = NULL;
	enum status st = ST_OK;

	if (call_given(call, "list"))
		return list(call, err);
	if (call_given(call, "remind-after") || call_given(call, "keep-always")) {
		st = settings(call, err);
		if (st != ST_OK || !call->argc)
			return st;
	}
	if (call->argc)
		to = mem_str(call->argv[0]);
	else
		st = last_place(call, &to, err);
	if (st == ST_OK)
		st = make(call, to, err);
	free(to);
	return st;
}
