/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns notes on several people at once. */
#include "cases/notes.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "cases/rules.h"

static enum status add_note(struct change *change, struct id person, const char *day, const char *text,
	const char *shared, struct err *err)
{
	struct change_item *item = change_create(change, register_kind("note"), NULL);
	char id[37];
	enum status st;

	id_text(person, id);
	st = change_set(item, "person", id, err);
	if (st == ST_OK && day)
		st = change_set(item, "day", day, err);
	if (st == ST_OK)
		st = change_set(item, "text", text, err);
	if (st == ST_OK && shared)
		rule_put(item, "shared", shared);
	return st;
}

static bool is_among(const struct id *people, int n, struct id id)
{
	for (int i = 0; i < n; i++)
		if (id_same(people[i], id))
			return true;
	return false;
}

enum status notes_write(struct store *store, const struct actor *actor, const struct id *people, int n, const char *day,
	const char *text, struct id *set, struct err *err)
{
	struct change *change;
	char shared[37];
	enum status st = ST_OK;

	if (n < 1 || n > NOTE_PEOPLE)
		return err_set(err, ST_INVALID, _("A note is written on 1 to %d people at once. Nothing was saved."), NOTE_PEOPLE);
	id_text(id_new(), shared);
	change = change_begin(store, actor);
	for (int i = 0; i < n && st == ST_OK; i++)
		if (!is_among(people, i, people[i]))
			st = add_note(change, people[i], day, text, n > 1 ? shared : NULL, err);
	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}

/* ---- names ---- */

static void words_of_name(struct str *out, const struct record *record)
{
	static const char *const fields[] = { "family_name", "given_name", "used_name", "own_script" };

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (record_get(record, fields[i]))
			str_addf(out, " %s", record_get(record, fields[i]));
}

/* Folded, each word between blanks; what is no letter of a word counts as a blank. */
static char *folded_words(const char *text)
{
	struct str folded = STR_INIT, out = STR_INIT;

	text_fold(&folded, text);
	str_addc(&out, ' ');
	for (const char *p = str_get(&folded); *p; p++)
		str_addc(&out, strchr("\n\t.,;:!?()\"'/-", *p) ? ' ' : *p);
	str_addc(&out, ' ');
	str_wipe(&folded);
	return str_take(&out);
}

static bool holds_word(const char *words, const char *word)
{
	char *between = mem_fmt(" %s ", word);
	bool holds = strstr(words, between) != NULL;

	free(between);
	return holds;
}

static bool is_shared(char *const *name, int n, int mine, const char *word)
{
	for (int i = 0; i < n; i++)
		if (i != mine && name[i] && holds_word(name[i], word))
			return true;
	return false;
}

/* A word of this person's name stands in the text and in nobody else's name. */
static bool is_named(char *const *name, int n, int mine, const char *text)
{
	char *copy = mem_str(name[mine]), *rest = copy, *word;
	bool named = false;

	while (!named && (word = strsep(&rest, " ")) != NULL)
		named = strlen(word) > 2 && holds_word(text, word) && !is_shared(name, n, mine, word);
	free(copy);
	return named;
}

int notes_names(struct store *store, const struct actor *actor, const struct id *people, int n, const char *text)
{
	char *words = folded_words(text ? text : ""), **name = mem_array((size_t)n + 1, sizeof(*name));
	int found = -1;

	for (int i = 0; i < n; i++) {
		struct str all = STR_INIT;
		struct record *record;

		if (read_brief(store, actor, register_kind("person"), people[i], &record, NULL) != ST_OK)
			continue;
		words_of_name(&all, record);
		name[i] = folded_words(str_get(&all));
		str_wipe(&all);
		record_free(record);
	}
	for (int i = 0; i < n && n > 1 && found < 0; i++)
		if (name[i] && is_named(name, n, i, words))
			found = i;
	for (int i = 0; i < n; i++)
		free(name[i]);
	free(name);
	free(words);
	return found;
}

enum status notes_household(struct store *store, const struct actor *actor, struct id person, struct id **out, int *count,
	struct err *err)
{
	const struct kind *kind = register_kind("person");
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page;
	struct record *record;
	enum status st = read_brief(store, actor, kind, person, &record, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	*out = mem_array(NOTE_PEOPLE + 1, sizeof(**out));
	(*out)[(*count)++] = person;
	query.filter[0] = (struct filter){ kind_field(kind, "household"), FILTER_IS, record_get(record, "household") };
	if (record_get(record, "household")) {
		st = read_list(store, actor, &query, NULL, false, NOTE_PEOPLE, &page, err);
		for (int i = 0; st == ST_OK && i < page.count && *count < NOTE_PEOPLE; i++)
			if (!id_same(page.record[i]->id, person))
				(*out)[(*count)++] = page.record[i]->id;
		if (st == ST_OK)
			list_page_free(&page);
	}
	record_free(record);
	return st;
}
