/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold check: pages, references, chains and search keys of the file; and what desks that worked apart both gave away. */
#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/due.h"
#include "cases/exception.h"
#include "cases/overfull.h"
#include "cases/queue.h"
#include "cases/todo.h"
#include "commands/verbs.h"
#include "store/erase.h"

struct findings { struct call *call; json_t *list; };

static void found(void *ctx, const char *what)
{
	struct findings *findings = ctx;

	json_array_append_new(findings->list, json_string(what));
	if (!findings->call->json) {
		out_value(findings->call, what);
		out_text(findings->call, "\n");
	}
}

/* What Today reads is derived from the records; where it differs, lists would leave people out. */
static enum status check_today(struct call *call, struct findings *findings, struct err *err)
{
	int64_t faults = 0;
	int64_t due = 0;
	enum status st = todo_check(call->store, &faults, err);
	char *what;

	if (st == ST_OK)
		st = due_check(call->store, &due, err);
	faults += due;
	if (st != ST_OK || faults == 0)
		return st;
	what = mem_fmt(ngettext("Today: %d entry differs from the records.", "Today: %d entries differ from the records.",
		(unsigned long)faults), (int)faults);
	found(findings, what);
	free(what);
	return ST_OK;
}

static enum status check_waiting(struct call *call, struct findings *findings, struct err *err)
{
	int64_t faults = 0;
	enum status st = queue_check(call->store, &faults, err);
	char *what;

	if (st != ST_OK || faults == 0)
		return st;
	what = mem_fmt(ngettext("Waiting lists: %d entry differs from the records.",
		"Waiting lists: %d entries differ from the records.", (unsigned long)faults), (int)faults);
	found(findings, what);
	free(what);
	return ST_OK;
}

/* The file is no less whole for it, but somebody has to decide. */
static void name_conflict(void *ctx, const struct overfull *one)
{
	/* TRANSLATORS: kind of record and what it is called, like: Course “A1 morning”; how many hold it, for how many it is */
	char *what = mem_fmt(_("%s “%s”: %d hold what is there for %d, as desks that worked apart both gave it away. Nothing was"
		" changed; open it and decide who keeps it."), _(register_kind(one->kind)->label), one->title ? one->title : "",
		(int)one->taken, (int)one->places);

	found(ctx, what);
	free(what);
}

static bool tell(void *ctx, enum store_checking part, int64_t done, int64_t total)
{
	static const char *const parts[] = {
		[CHECKING_PAGES] = N_("Reading every page"), [CHECKING_STRUCTURE] = N_("Checking tables and indexes"),
		[CHECKING_REFERENCES] = N_("Checking references"), [CHECKING_CHAINS] = N_("Checking the chains"),
		[CHECKING_REST] = N_("Checking search keys"),
	};

	(void)ctx;
	progress_now(_(parts[part]));
	return progress_tell(done, total);
}

static enum status check_all(struct call *call, struct findings *findings, struct err *err)
{
	enum status st;

	progress_begin(_("Reading every page"));
	store_check_watch(call->store, tell, NULL);
	st = store_check(call->store, found, findings, err);
	store_check_watch(call->store, NULL, NULL);
	if (st == ST_OK)
		st = check_today(call, findings, err);
	if (st == ST_OK)
		st = check_waiting(call, findings, err);
	progress_end();
	return st;
}

enum status verb_check(struct call *call, struct err *err)
{
	struct findings findings = { call, json_array() };
	enum status st = check_all(call, &findings, err);
	size_t count = json_array_size(findings.list);

	if (st == ST_OK)
		st = overfull_each(call->store, name_conflict, &findings, err);
	if (st == ST_OK)
		st = exceptions_check(call->store, found, &findings, err);
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(findings.list), err);
	else if (st == ST_OK && !count)
		out_line(call, _("The file is whole: pages, references, chains of the journal and search keys."));
	json_decref(findings.list);
	if (st == ST_OK && !count && call_given(call, "scrub")) {
		st = store_scrub(call->store, err);
		if (st == ST_OK && !call->json)
			out_line(call, _("Nothing deleted is left in the log or in free space."));
	}
	if (st == ST_OK && count)
		st = err_set(err, ST_CORRUPT, _("The file is damaged; nothing was changed. Copy it as it is, then go back to "
			"the last good copy, or see what “foothold salvage” still saves."));
	return st;
}
