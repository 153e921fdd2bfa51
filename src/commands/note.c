/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold note: one note on several people, or on a whole household. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/notes.h"
#include "commands/verbs.h"

struct people { struct id id[NOTE_PEOPLE]; int count; };

static enum status add_person(struct people *people, struct id id, struct err *err)
{
	for (int i = 0; i < people->count; i++)
		if (id_same(people->id[i], id))
			return ST_OK;
	if (people->count == NOTE_PEOPLE)
		return err_set(err, ST_INVALID, _("A note is written on 1 to %d people at once. Nothing was saved."), NOTE_PEOPLE);
	people->id[people->count++] = id;
	return ST_OK;
}

static enum status add_household(struct call *call, struct people *people, struct id person, struct err *err)
{
	struct id *ids;
	int n;
	enum status st = notes_household(call->store, &call->actor, person, &ids, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++)
		st = add_person(people, ids[i], err);
	free(ids);
	return st;
}

/* Words before the first key=value; *rest: where these begin. */
static enum status read_people(struct call *call, struct people *people, int *rest, struct err *err)
{
	enum status st = ST_OK;
	int i;

	for (i = 0; i < call->argc && st == ST_OK && !strchr(call->argv[i], '=') && !str_same(call->argv[i], "-"); i++) {
		struct id id;

		st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[i], &id, err);
		if (st == ST_OK)
			st = call_given(call, "household") ? add_household(call, people, id, err) : add_person(people, id, err);
	}
	*rest = i;
	return st;
}

static enum status text_and_day(const struct pairs *pairs, const char **text, const char **day, struct err *err)
{
	for (int i = 0; i < pairs->count; i++) {
		if (str_same(pairs->pair[i].key, "text"))
			*text = pairs->pair[i].value;
		else if (str_same(pairs->pair[i].key, "day"))
			*day = *pairs->pair[i].value ? pairs->pair[i].value : NULL;
		else
			return err_set(err, ST_USAGE, _("A note on several people takes text and day."));
	}
	return *text && **text ? ST_OK : err_field(err, "text", _("The note has no text yet."));
}

static void warn(struct call *call, const struct people *people, const char *text)
{
	if (notes_names(call->store, &call->actor, people->id, people->count, text) >= 0)
		note(_("The text names one of them, and stands in the files of the others. “foothold undo” takes it back."));
}

static enum status tell(struct call *call, const struct people *people, struct err *err)
{
	struct str line = STR_INIT;

	if (call->json)
		return out_json(call, json_pack("{s:i}", "notes", people->count), err);
	str_addf(&line, ngettext("Written on %d person.", "Written on %d people.", (unsigned long)people->count),
		people->count);
	out_line(call, str_get(&line));
	str_free(&line);
	return call_flush(call, err);
}

enum status verb_note(struct call *call, struct err *err)
{
	struct people people = { .count = 0 };
	const char *said = NULL, *day = NULL;
	char *text = NULL;
	struct pairs pairs;
	int rest;
	enum status st = read_people(call, &people, &rest, err);

	if (st != ST_OK)
		return st;
	st = pairs_read(call, rest, &pairs, err);
	if (st == ST_OK)
		st = text_and_day(&pairs, &said, &day, err);
	if (st == ST_OK)
		text = free_text(call, said);
	if (st == ST_OK)
		st = notes_write(call->store, &call->actor, people.id, people.count, day, text, NULL, err);
	if (st == ST_OK)
		warn(call, &people, text);
	free(text);
	pairs_clear(&pairs);
	return st == ST_OK ? tell(call, &people, err) : st;
}
