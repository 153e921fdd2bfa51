/* SPDX-License-Identifier: EUPL-1.2 */
/* The kind exception: two people, one ground, words that stay as they were approved. */
#include "cases/exception.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "register/door.h"
#include "register/own.h"
#include "register/profile.h"

QUERY(standing, "exception.standing", QUERY_INTERACTIVE,
	"SELECT id, words, own_field, ground, basis, proposed_by, approved_by, approved, review FROM exception"
	" WHERE gone = 0 AND state = 'approved' ORDER BY review, rid");

/* ---- rules ---- */

static const char *const content[] = { "words", "own_field", "basis" };

static bool content_changes(const struct change_item *item)
{
	for (size_t i = 0; i < ARRAY_LEN(content); i++)
		if (change_touches(item, content[i]))
			return true;
	return false;
}

static void put_user(struct change *change, struct change_item *item, const char *by, const char *day)
{
	char today[11];

	date_text(clock_today(), today);
	rule_put(item, by, change_actor(change)->user);
	rule_put(item, day, today);
}

/* Whoever wrote the words that stand there proposed them: nobody approves what they changed themselves. */
static void put_proposer(struct change *change, struct change_item *item)
{
	char mark[37];

	id_text(change_actor(change)->id, mark);
	put_user(change, item, "proposed_by", "proposed");
	rule_put(item, "proposer", mark);
}

static void put_ground(struct change_item *item)
{
	struct gate_verdict verdict = gate_judge(change_get(item, "words"), NULL);

	rule_put(item, "ground", verdict.title);
	rule_put(item, "ground_key", verdict.ground);
	rule_put(item, "source", verdict.source);
}

static enum status exception_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)err;
	if (change_is_deletion(item) || change_is_merge(change))
		return ST_OK;
	if (change_is_new(item) || change_touches(item, "words"))
		put_ground(item);
	if (change_is_new(item) || content_changes(item))
		put_proposer(change, item);
	if (!change_is_update(item) || !change_touches(item, "state"))
		return ST_OK;
	if (rule_is(item, "state", "approved", NULL))
		put_user(change, item, "approved_by", "approved");
	if (rule_is(item, "state", "withdrawn", NULL))
		put_user(change, item, "withdrawn_by", "withdrawn");
	return ST_OK;
}

static bool by_proposer(struct change *change, const struct change_item *item)
{
	char mark[37];

	id_text(change_actor(change)->id, mark);
	return str_same(change_get(item, "proposer"), mark);
}

static enum status second_person(struct change *change, const struct change_item *item, struct err *err)
{
	if (change_actor(change)->solo)
		return err_set(err, ST_DENIED, _("An exception needs two people, and this file has one user. Nothing was changed; add "
			"a colleague with the role of supervisor or administrator, who approves it."));
	if (by_proposer(change, item))
		return err_set(err, ST_DENIED, _("Nobody approves what they proposed themselves. Nothing was changed; another supervisor "
			"or administrator approves it."));
	return ST_OK;
}

static bool is_ahead(const char *day)
{
	struct date review;

	return day && date_parse(day, &review) && review.day && date_between(clock_today(), review) > 0;
}

static enum status check_words(const struct change_item *item, struct err *err)
{
	const char *own = change_get(item, "own_field"), *dot = own ? strchr(own, '.') : NULL;
	char *kind = dot ? mem_strn(own, (size_t)(dot - own)) : NULL;
	bool names = !own || (kind && register_kind(kind) && dot[1]);

	free(kind);
	if (!gate_judge(change_get(item, "words"), NULL).refused)
		return err_field(err, "words", _("The gate lets these words through: they need no exception. Nothing was saved; write the "
			"label or the question as it is to be asked."));
	if (!names)
		return err_field(err, "own_field", _("An own field is named by its kind and its name, like person.name. Nothing was "
			"saved."));
	return ST_OK;
}

/* What was agreed on stays; only another person than who proposed it sets the next day of review. */
static enum status check_agreed(struct change *change, const struct change_item *item, struct err *err)
{
	if (str_same(change_before(item, "state"), "proposed") || !change_is_update(item))
		return ST_OK;
	if (content_changes(item))
		return err_set(err, ST_INVALID, _("Two people agreed on these words and this law. Nothing was changed; withdraw the "
			"exception and propose another one."));
	return change_touches(item, "review") ? second_person(change, item, err) : ST_OK;
}

static enum status exception_check(struct change *change, struct change_item *item, struct err *err)
{
	bool approves = change_touches(item, "state") && rule_is(item, "state", "approved", NULL);
	enum status st = ST_OK;

	if (change_is_merge(change))
		return ST_OK;
	if (change_is_deletion(item))
		return rule_is(item, "state", "proposed", NULL) ? ST_OK : err_set(err, ST_INVALID, _("What was asked by exception stays "
			"in the record of processing. Nothing was removed; withdraw it instead."));
	if (change_is_new(item) && !rule_is(item, "state", "proposed", NULL))
		return err_field(err, "state", _("An exception begins as a proposal. Nothing was saved; a second person approves it."));
	if (change_is_new(item) || change_touches(item, "words") || change_touches(item, "own_field"))
		st = check_words(item, err);
	if (st == ST_OK && (change_is_new(item) || change_touches(item, "review") || approves) && !is_ahead(change_get(item, "review")))
		return err_field(err, "review", _("The day of review lies ahead. Nothing was saved; choose a later day."));
	if (st == ST_OK)
		st = check_agreed(change, item, err);
	if (st == ST_OK && approves)
		st = second_person(change, item, err);
	return st;
}

const struct kind_ops exception_rules = { exception_derive, exception_check, NULL };

/* ---- what is done with them ---- */

enum status exception_propose(struct store *store, const struct actor *actor, const struct exception_wish *wish,
	struct id *out, struct id *set, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct id id = { { 0 } };
	struct change_item *item = change_create(change, register_kind("exception"), &id);
	enum status st = change_set(item, "words", wish->words, err);

	if (st == ST_OK)
		st = change_set(item, "own_field", wish->own_field, err);
	if (st == ST_OK)
		st = change_set(item, "basis", wish->basis, err);
	if (st == ST_OK)
		st = change_set(item, "review", wish->review, err);
	if (st == ST_OK)
		st = change_set(item, "state", "proposed", err);
	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	*out = id;
	return st;
}

static enum status set_one(struct store *store, const struct actor *actor, struct id id, const char *field, const char *value,
	struct id *set, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct change_item *item = change_update(change, register_kind("exception"), id, 0);
	enum status st = change_set(item, field, value, err);

	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st == ST_OK ? door_open(store, err) : st;
}

enum status exception_decide(struct store *store, const struct actor *actor, struct id id, const char *state,
	struct id *set, struct err *err)
{
	return set_one(store, actor, id, "state", state, set, err);
}

enum status exception_review(struct store *store, const struct actor *actor, struct id id, const char *review,
	struct id *set, struct err *err)
{
	return set_one(store, actor, id, "review", review, set, err);
}

/* ---- what holds ---- */

static struct exception *push(struct exception **list, int *count)
{
	*list = mem_resize(*list, (size_t)*count + 1, sizeof(**list));
	(*list)[*count] = (struct exception){ .words = NULL };
	return &(*list)[(*count)++];
}

static bool over(struct date review, struct date today)
{
	return review.day && date_between(today, review) <= 0;
}

static void push_profile(const struct profile *profile, struct date today, struct exception **list, int *count)
{
	for (int i = 0; i < profile->n_exceptions; i++) {
		const struct profile_exception *from = &profile->exception[i];
		struct exception *one = push(list, count);

		one->words = mem_str(_(from->note));
		one->ground = mem_str(_(gate_ground_named(from->ground)->title));
		one->basis = mem_str(from->source.law);
		date_parse(from->review, &one->review);
		one->due = over(one->review, today);
	}
}

static void take_day(struct date *out, const char *text)
{
	if (text)
		date_parse(text, out);
}

static void push_row(struct stmt *stmt, struct date today, struct exception **list, int *count)
{
	struct exception *one = push(list, count);
	const char *ground = stmt_get_text(stmt, 3);

	one->id = stmt_get_id(stmt, 0);
	one->words = mem_str(stmt_get_text(stmt, 1));
	one->own_field = mem_str(stmt_get_text(stmt, 2));
	one->ground = mem_str(ground ? _(ground) : "");
	one->basis = mem_str(stmt_get_text(stmt, 4));
	one->proposed_by = mem_str(stmt_get_text(stmt, 5));
	one->approved_by = mem_str(stmt_get_text(stmt, 6));
	take_day(&one->approved, stmt_get_text(stmt, 7));
	take_day(&one->review, stmt_get_text(stmt, 8));
	one->due = over(one->review, today);
}

enum status exceptions_list(struct store *store, struct date today, struct exception **out, int *count, struct err *err)
{
	const struct profile *profile;
	struct stmt *stmt;
	enum status st = profile_now(store, &profile, err);

	*out = NULL;
	*count = 0;
	if (st == ST_OK)
		push_profile(profile, today, out, count);
	if (st == ST_OK)
		st = store_query(store, &standing, &stmt, err);
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK)
		push_row(stmt, today, out, count);
	return st == ST_DONE ? ST_OK : st;
}

void exceptions_free(struct exception *list, int count)
{
	for (int i = 0; i < count; i++) {
		free(list[i].words);
		free(list[i].own_field);
		free(list[i].ground);
		free(list[i].basis);
		free(list[i].proposed_by);
		free(list[i].approved_by);
	}
	free(list);
}

enum status exceptions_due(struct store *store, struct date today, int *due, struct err *err)
{
	struct exception *list;
	int count;
	enum status st = exceptions_list(store, today, &list, &count, err);

	*due = 0;
	for (int i = 0; i < count; i++)
		*due += list[i].due;
	exceptions_free(list, count);
	return st;
}

char *exceptions_reminder(struct store *store, const struct actor *actor)
{
	int due = 0;

	if (!(actor->roles & (ROLE_ADMIN | ROLE_SUPERVISOR)) || exceptions_due(store, clock_today(), &due, NULL) != ST_OK || !due)
		return NULL;
	/* TRANSLATORS: above the list of Today, at most 76 columns */
	return mem_fmt(ngettext("%d exception from the gate is to be reviewed; F10 lists it.",
		"%d exceptions from the gate are to be reviewed; F10 lists them.", (unsigned long)due), due);
}

static void tell_due(const struct exception *one, store_found_fn *found, void *ctx)
{
	struct str day = STR_INIT;
	char *what;

	date_show(&day, one->review);
	/* TRANSLATORS: 1: what is asked by exception, 2: a day */
	what = mem_fmt(_("The exception “%s” was to be reviewed by %s. It still holds: look whether the law still demands it, then "
		"set another day or withdraw it."), one->words, str_get(&day));
	found(ctx, what);
	free(what);
	str_free(&day);
}

enum status exceptions_check(struct store *store, store_found_fn *found, void *ctx, struct err *err)
{
	struct exception *list;
	int count;
	enum status st = exceptions_list(store, clock_today(), &list, &count, err);

	for (int i = 0; i < count; i++)
		if (list[i].due)
			tell_due(&list[i], found, ctx);
	exceptions_free(list, count);
	if (st == ST_OK)
		own_refused(found, ctx);
	return st;
}
