/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the draft of one form. */
#include "screens/keep.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"

#define PERSON_KEY ":person"      /* no field's name begins with a colon */

struct keep {
	struct app *app;
	struct form *form;
	struct draft *draft;      /* as it stands in the file; id none: it does not */
	struct id person;
	unsigned age;             /* of the form as last kept */
	bool found, off;
};

static bool is_ours(const struct keep *keep, const struct draft *draft, struct id record)
{
	const char *said = draft_get(draft, PERSON_KEY);
	struct id person = { { 0 } };

	if (said && !id_parse(said, &person))
		return false;
	return id_same(draft->record, record) && (!id_none(record) || id_same(person, keep->person));
}

/* A draft of ours becomes one of its own, apart from the list that it came in. */
static struct draft *copy_of(const struct draft *from)
{
	struct draft *draft = mem_alloc(sizeof(*draft));

	draft->id = from->id;
	draft->record = from->record;
	draft->rev = from->rev;
	draft->saved_ms = from->saved_ms;
	str_copy(draft->form, sizeof(draft->form), from->form);
	for (int i = 0; i < from->count; i++)
		draft_set(draft, from->key[i], from->value[i]);
	return draft;
}

static void look_for(struct keep *keep, const char *name, struct id record)
{
	struct draft *list = NULL;
	struct err err = { .text = "" };
	int count = 0;

	if (draft_list(keep->app->store, keep->app->actor, name, &list, &count, &err) != ST_OK) {
		app_fail(keep->app, &err);
		return;
	}
	for (int i = 0; i < count && !keep->draft; i++) {
		if (is_ours(keep, &list[i], record))
			keep->draft = copy_of(&list[i]);
	}
	draft_free(list, count);
}

struct keep *keep_new(struct app *app, struct form *form, const char *name, struct id record, struct id person,
	int64_t rev)
{
	struct keep *keep = mem_alloc(sizeof(*keep));

	keep->app = app;
	keep->form = form;
	keep->person = person;
	look_for(keep, name, record);
	keep->found = keep->draft != NULL;
	if (keep->found) {
		form_from_draft(form, keep->draft);
	} else {
		keep->draft = mem_alloc(sizeof(*keep->draft));
		str_copy(keep->draft->form, sizeof(keep->draft->form), name);
		keep->draft->record = record;
		keep->draft->rev = rev;
	}
	keep->age = form_age(form);
	return keep;
}

bool keep_found(const struct keep *keep)
{
	return keep->found;
}

int64_t keep_rev(const struct keep *keep)
{
	return keep->draft->rev;
}

void keep_rev_is(struct keep *keep, int64_t rev)
{
	keep->draft->rev = rev;
}

/* The same draft with nothing in it yet. */
static struct draft *emptied(const struct draft *from)
{
	struct draft *draft = mem_alloc(sizeof(*draft));

	draft->id = from->id;
	draft->record = from->record;
	draft->rev = from->rev;
	str_copy(draft->form, sizeof(draft->form), from->form);
	return draft;
}

/* What was typed was taken out again: there is nothing to keep. */
static void nothing_to_keep(struct keep *keep)
{
	struct id none = { { 0 } };

	if (keep_any(keep) && draft_drop(keep->app->store, keep->app->actor, keep->draft->id, NULL) == ST_OK)
		keep->draft->id = none;
	keep->age = form_age(keep->form);
}

void keep_now(struct keep *keep)
{
	struct draft *draft;
	struct err err = { .text = "" };
	enum status st;
	char person[37];

	if (keep->off || form_age(keep->form) == keep->age)
		return;
	if (!form_changed(keep->form)) {
		nothing_to_keep(keep);
		return;
	}
	draft = emptied(keep->draft);
	form_to_draft(keep->form, draft);
	if (!id_none(keep->person)) {
		id_text(keep->person, person);
		draft_set(draft, PERSON_KEY, person);
	}
	st = draft_save(keep->app->store, keep->app->actor, draft, &err);
	if (st != ST_OK) {
		app_fail(keep->app, &err);
		/* A file that is held by another program is tried again at the next rest; what is full or cannot be
		 * written is not worth a line every second. */
		if (st != ST_BUSY)
			keep->age = form_age(keep->form);
		draft_free(draft, 1);
		return;
	}
	keep->age = form_age(keep->form);
	draft_free(keep->draft, 1);
	keep->draft = draft;
}

bool keep_any(const struct keep *keep)
{
	return !id_none(keep->draft->id);
}

void keep_say(struct keep *keep)
{
	struct str when = STR_INIT;
	struct date day;
	int minute;

	clock_local(keep->draft->saved_ms, &day, &minute);
	date_show(&when, day);
	app_say(keep->app, _("Your draft of %s, %02d:%02d, stands here again. F8 throws it away."), str_get(&when),
		minute / 60, minute % 60);
	str_free(&when);
}

void keep_drop(struct keep *keep)
{
	struct err err = { .text = "" };

	keep->off = true;
	if (keep_any(keep) && draft_drop(keep->app->store, keep->app->actor, keep->draft->id, &err) != ST_OK)
		app_fail(keep->app, &err);
}

void keep_free(struct keep *keep)
{
	if (!keep)
		return;
	draft_free(keep->draft, 1);
	free(keep);
}
