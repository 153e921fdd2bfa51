/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * foothold audit: do the chains hold, is a head that was noted once still there,
 * and who looked at a file: for an audit, at the person's request, or on paper for
 * the person.  Nothing here counts by colleague.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/trail.h"
#include "commands/verbs.h"
#include "register/grant.h"
#include "register/look.h"
#include "store/users.h"

#define LOOKS_MAX 100000
#define ACTS_MAX 1000

static const char *const chain_labels[CHAINS] = {
	[CHAIN_JOURNAL] = N_("Changes"), [CHAIN_ACTS] = N_("Acts"), [CHAIN_LOOKS] = N_("Looks"),
};

static void found(void *ctx, const char *what)
{
	out_line(ctx, what);
}

static const char *known_words(enum chain_known known)
{
	switch (known) {
	case CHAIN_HOLDS:
		return _("stands in the file as it was noted");
	case CHAIN_SHORTER:
		return _("is not there: the file was put back to an older state");
	case CHAIN_OTHER:
		return _("is another one now: the file was put back and gone on with, or rewritten");
	default:
		return _("is older than the looks that are kept, and cannot be told");
	}
}

/* Each head that was given; *wrong counts those that are not there. */
static enum status noted_heads(struct call *call, json_t *json, int *wrong, struct err *err)
{
	static const char *const words[] = { "holds", "missing", "other", "too old" };
	enum chain_known known;
	const char *said;
	enum status st = ST_OK;

	for (int n = 0; st == ST_OK && (said = call_option_at(call, "head", n)) != NULL; n++) {
		st = chain_find(call->store, said, &known, err);
		if (st != ST_OK)
			return st;
		*wrong += known == CHAIN_SHORTER || known == CHAIN_OTHER;
		if (json) {
			json_array_append_new(json, json_pack("{s:s, s:s}", "head", said, "is", words[known]));
			continue;
		}
		/* TRANSLATORS: 1: the head of a chain, as it was printed once, 2: what became of it. */
		str_addf(&call->out, _("%s %s.\n"), said, known_words(known));
	}
	return st;
}

static enum status walk(struct call *call, int64_t count[CHAINS], bool *whole, struct err *err)
{
	struct err finding;
	enum status st;

	err_clear(&finding);
	st = journal_verify(call->store, &count[CHAIN_JOURNAL], &finding);
	if (st == ST_CORRUPT && !call->json)
		out_line(call, finding.text);
	*whole = st == ST_OK;
	if (st != ST_OK && st != ST_CORRUPT) {
		if (err)
			*err = finding;
		return st;
	}
	st = acts_check(call->store, call->json ? NULL : found, call, &count[CHAIN_ACTS], &count[CHAIN_LOOKS], err);
	*whole = *whole && st == ST_OK;
	return st == ST_CORRUPT ? ST_OK : st;
}

static void print_heads(struct call *call, const struct chain_head heads[CHAINS], const int64_t count[CHAINS])
{
	struct table table;
	char text[CHAIN_HEAD_TEXT];

	table_begin(&table, 3);
	table.right[1] = true;
	for (int i = 0; i < CHAINS; i++) {
		char *n = mem_fmt("%lld", (long long)count[i]);

		chain_head_text(&heads[i], text);
		table_cell(&table, _(chain_labels[i]));
		table_cell(&table, n);
		table_cell(&table, text);
		free(n);
	}
	table_out(&table, call, "");
	table_end(&table);
}

static json_t *heads_json(const struct chain_head heads[CHAINS], const int64_t count[CHAINS], bool whole, json_t *noted)
{
	json_t *out = json_object(), *chains = json_object();
	char text[CHAIN_HEAD_TEXT];

	for (int i = 0; i < CHAINS; i++) {
		chain_head_text(&heads[i], text);
		json_object_set_new(chains, chain_name((enum chain)i),
			json_pack("{s:I, s:s}", "entries", (json_int_t)count[i], "head", text));
	}
	json_object_set_new(out, "whole", json_boolean(whole));
	json_object_set_new(out, "chains", chains);
	json_object_set_new(out, "noted", noted);
	return out;
}

static enum status verify(struct call *call, struct err *err)
{
	struct chain_head heads[CHAINS];
	int64_t count[CHAINS] = { 0 };
	json_t *noted = call->json ? json_array() : NULL;
	bool whole = false;
	int wrong = 0;
	enum status st = walk(call, count, &whole, err);

	if (st == ST_OK)
		st = chain_heads(call->store, heads, err);
	if (st == ST_OK && !call->json)
		print_heads(call, heads, count);
	if (st == ST_OK)
		st = noted_heads(call, noted, &wrong, err);
	if (st != ST_OK) {
		json_decref(noted);
		return st;
	}
	if (call->json)
		out_json(call, heads_json(heads, count, whole, noted), NULL);
	if (!whole)
		return err_set(err, ST_CORRUPT, _("The trail does not hold: somebody or something changed it. Keep this file as it "
			"is, and compare it with a backup."));
	if (wrong)
		return err_set(err, ST_CORRUPT, _("The trail holds in itself, but the file is not the one that was noted. Look for the "
			"newer one before anybody goes on with this."));
	if (!call->json)
		out_line(call, _("The trail holds."));
	return ST_OK;
}

static void trail_row(struct table *table, int64_t at_ms, const char *user, const char *desk, const char *what,
	const char *more)
{
	struct str when = STR_INIT;

	moment_text(at_ms, &when);
	table_cell(table, str_get(&when));
	table_cell(table, user);
	table_cell(table, desk);
	table_cell(table, what);
	table_cell(table, more);
	str_free(&when);
}

/* What is told of one file, gathered once for print, JSON and paper. */
struct told {
	struct look_seen *look;
	struct act *act;
	struct look_change *change;
	int looks, acts, changes;
};

static enum status gather(struct call *call, struct id person, struct told *out, struct err *err)
{
	enum status st = look_list(call->store, &call->actor, person, LOOKS_MAX, &out->look, &out->looks, err);

	if (st == ST_OK)
		st = look_acts(call->store, &call->actor, person, ACTS_MAX, &out->act, &out->acts, err);
	if (st == ST_OK)
		st = look_changes(call->store, &call->actor, person, &out->change, &out->changes, err);
	return st;
}

static void told_clear(struct told *told)
{
	free(told->look);
	acts_free(told->act, told->acts);
	look_changes_free(told->change, told->changes);
}

static void print_told(struct call *call, const struct told *told)
{
	struct table table;

	out_line(call, _("Who opened this file"));
	table_begin(&table, 5);
	for (int i = 0; i < told->looks; i++) {
		struct str roles = STR_INIT;

		role_words(told->look[i].roles, &roles);
		trail_row(&table, told->look[i].at_ms, told->look[i].user, told->look[i].desk, look_label(told->look[i].what),
			str_get(&roles));
		str_free(&roles);
	}
	table_out(&table, call, "  ");
	table_end(&table);
	out_line(call, "");
	out_line(call, _("Who changed it"));
	table_begin(&table, 5);
	for (int i = 0; i < told->changes; i++) {
		/* TRANSLATORS: 1: a kind of record, 2: fields of it. */
		char *what = told->change[i].op == JOURNAL_UPDATE ?
			mem_fmt(_("%s: %s"), _(told->change[i].kind->label), told->change[i].fields) :
			mem_str(_(told->change[i].kind->label));

		trail_row(&table, told->change[i].at_ms, told->change[i].user, told->change[i].desk, look_op_label(told->change[i].op),
			what);
		free(what);
	}
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_acts(struct call *call, const struct act *act, int count)
{
	struct table table;

	table_begin(&table, 5);
	for (int i = 0; i < count; i++) {
		struct str more = STR_INIT;

		if (act[i].erased)
			str_add(&more, _("erased"));
		look_detail(&more, act[i].detail);
		trail_row(&table, act[i].at_ms, act[i].user, act[i].desk, look_label(act[i].what), str_get(&more));
		str_free(&more);
	}
	table_out(&table, call, "  ");
	table_end(&table);
}

static json_t *acts_json(const struct act *act, int count)
{
	json_t *out = json_array(), *one;

	for (int i = 0; i < count; i++) {
		one = json_pack("{s:I, s:s, s:s, s:s}", "at_ms", (json_int_t)act[i].at_ms, "user", act[i].user, "desk", act[i].desk,
			"what", act[i].what);
		if (act[i].detail)
			json_object_set_new(one, "detail", json_loads(act[i].detail, 0, NULL));
		json_array_append_new(out, one);
	}
	return out;
}

static json_t *told_json(const struct told *told)
{
	json_t *looks = json_array(), *changes = json_array();

	for (int i = 0; i < told->looks; i++)
		json_array_append_new(looks, json_pack("{s:I, s:s, s:s, s:s}", "at_ms", (json_int_t)told->look[i].at_ms, "user",
			told->look[i].user, "desk", told->look[i].desk, "what", told->look[i].what));
	for (int i = 0; i < told->changes; i++)
		json_array_append_new(changes, json_pack("{s:I, s:s, s:s, s:s, s:s}", "at_ms",
			(json_int_t)told->change[i].at_ms, "user", told->change[i].user, "desk", told->change[i].desk, "kind",
			told->change[i].kind->name, "fields", told->change[i].fields));
	return json_pack("{s:o, s:o, s:o}", "looks", looks, "changes", changes, "acts", acts_json(told->act, told->acts));
}

static enum status ask(struct call *call, struct id person, const char *otherwise, struct err *err)
{
	const char *reason = call_option(call, "reason");
	bool audits = (call->actor.roles & ROLE_AUDITOR) != 0 && !call_given(call, "asked") && !otherwise;

	return look_ask(call->store, &call->actor, person, audits ? LOOK_AUDIT : LOOK_REQUEST, reason ? reason : otherwise, err);
}

static enum status show(struct call *call, struct err *err)
{
	struct told told = { NULL, NULL, NULL, 0, 0, 0 };
	struct id person;
	enum status st = grant_resolve(call->store, &call->actor, call->argv[1], &person, err);

	if (st == ST_OK)
		st = ask(call, person, NULL, err);
	if (st == ST_OK)
		st = gather(call, person, &told, err);
	if (st == ST_OK && call->json) {
		st = out_json(call, told_json(&told), err);
	} else if (st == ST_OK) {
		print_told(call, &told);
		out_line(call, "");
		out_line(call, _("What else was done with it"));
		print_acts(call, told.act, told.acts);
	}
	told_clear(&told);
	return st;
}

/* Acts that concern nobody in particular as well: users, exports, backups. For auditors. */
static enum status acts(struct call *call, struct err *err)
{
	struct id none = { { 0 } };
	struct act *act = NULL;
	long limit;
	int count = 0;
	enum status st = call_number(call, "limit", 100, &limit, err);

	if (st == ST_OK && !(call->actor.roles & ROLE_AUDITOR))
		st = err_set(err, ST_DENIED, _("Only an auditor reads what was done in the file as a whole."));
	if (st == ST_OK)
		st = look_ask(call->store, &call->actor, none, LOOK_AUDIT, call_option(call, "reason"), err);
	if (st == ST_OK)
		st = acts_list(call->store, NULL, none, limit ? (int)limit : ACTS_MAX, &act, &count, err);
	if (st == ST_OK && call->json)
		st = out_json(call, acts_json(act, count), err);
	else if (st == ST_OK)
		print_acts(call, act, count);
	acts_free(act, count);
	return st;
}

/* One line of the paper: a day, a role, what was done. No name of a colleague. */
struct line { struct date day; char *role; const char *what; };

static int newest_first(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	long days = date_between(x->day, y->day);

	if (days)
		return days > 0 ? 1 : -1;
	return strcmp(x->role, y->role) ? strcmp(x->role, y->role) : strcmp(x->what, y->what);
}

struct paper { struct line *line; int count; };

static void add_line(struct paper *paper, int64_t at_ms, uint32_t roles, const char *what)
{
	struct line *line;
	struct str role = STR_INIT;
	int minute;

	paper->line = mem_resize(paper->line, (size_t)paper->count + 1, sizeof(*paper->line));
	line = &paper->line[paper->count++];
	clock_local(at_ms, &line->day, &minute);
	role_words(roles, &role);
	if (!role.len)
		str_add(&role, _("a colleague"));
	line->role = str_take(&role);
	line->what = what;
}

static uint32_t roles_of(const struct user *user, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (str_same(user[i].name, name))
			return user[i].roles;
	return 0;
}

static void print_paper(struct call *call, const char *number, struct paper *paper)
{
	struct str day = STR_INIT;
	struct table table;

	if (paper->count)
		qsort(paper->line, (size_t)paper->count, sizeof(*paper->line), newest_first);
	out_line(call, _("Who opened or changed your file"));
	/* TRANSLATORS: 1: a case number. */
	str_addf(&call->out, _("Case number: %s\n"), number);
	date_show(&day, clock_today());
	/* TRANSLATORS: 1: today's date. */
	str_addf(&call->out, _("Printed on: %s\n\n"), str_get(&day));
	out_wrapped(call, _("Everybody who opens or changes your file is noted. This page says on which day and in which role. If "
		"something on it surprises you, ask us: you will get an answer. You may also write to the data protection "
		"officer."), 0);
	out_line(call, "");
	table_begin(&table, 3);
	for (int i = 0; i < paper->count; i++) {
		if (i && !newest_first(&paper->line[i - 1], &paper->line[i]))
			continue;
		str_clear(&day);
		date_show(&day, paper->line[i].day);
		table_cell(&table, str_get(&day));
		table_cell(&table, paper->line[i].role);
		table_cell(&table, paper->line[i].what);
	}
	table_out(&table, call, "");
	table_end(&table);
	str_free(&day);
}

static enum status paper(struct call *call, struct err *err)
{
	struct told told = { NULL, NULL, NULL, 0, 0, 0 };
	struct paper lines = { NULL, 0 };
	struct user *users = NULL;
	char number[CASE_NUMBER_MAX];
	struct id person;
	int n = 0;
	enum status st = grant_resolve(call->store, &call->actor, call->argv[1], &person, err);

	if (st == ST_OK)
		st = ask(call, person, "printed for the person", err);
	if (st == ST_OK)
		st = gather(call, person, &told, err);
	if (st == ST_OK)
		st = grant_case_number(call->store, &call->actor, person, number, err);
	if (st == ST_OK)
		st = users_list(call->store, true, &users, &n, err);
	for (int i = 0; st == ST_OK && i < told.looks; i++)
		add_line(&lines, told.look[i].at_ms, told.look[i].roles, look_label(told.look[i].what));
	for (int i = 0; st == ST_OK && i < told.changes; i++)
		add_line(&lines, told.change[i].at_ms, roles_of(users, n, told.change[i].user), look_op_label(told.change[i].op));
	if (st == ST_OK)
		print_paper(call, number, &lines);
	for (int i = 0; i < lines.count; i++)
		free(lines.line[i].role);
	free(lines.line);
	free(users);
	told_clear(&told);
	return st;
}

static enum status trim(struct call *call, struct err *err)
{
	int64_t gone;
	long months;
	enum status st = call_number(call, "keep", 0, &months, err);

	if (st == ST_OK && call_given(call, "keep"))
		st = look_keep_set(call->store, &call->actor, months, err);
	if (st != ST_OK)
		return st;
	if (!(call->actor.roles & (ROLE_ADMIN | ROLE_AUDITOR)))
		return err_set(err, ST_DENIED, _("An administrator or an auditor takes old looks away."));
	st = look_trim(call->store, &call->actor, &gone, err);
	if (st == ST_OK) {
		char *text = mem_fmt(ngettext("%lld look was older than the trail is kept, and is gone.",
			"%lld looks were older than the trail is kept, and are gone.", (unsigned long)gone), (long long)gone);

		out_line(call, text);
		free(text);
	}
	return st;
}

enum status verb_audit(struct call *call, struct err *err)
{
	static const struct { const char *word; int operands; enum status (*run)(struct call *, struct err *); } parts[] = {
		{ "verify", 1, verify }, { "show", 2, show }, { "paper", 2, paper }, { "acts", 1, acts }, { "trim", 1, trim },
	};

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (str_same(parts[i].word, call->argv[0]) && call->argc == parts[i].operands)
			return parts[i].run(call, err);
	return err_set(err, ST_USAGE, _("After “audit” comes verify, show ID, paper ID, acts or trim."));
}
