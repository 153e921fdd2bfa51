/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whose names may stand in notes: those whom the file itself knows (contacts, the household, colleagues).  A word is cut
 * out where it stands alone, whatever its case; words of less than three letters say too little.
 */
#include "cases/subject_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"
#include "store/query.h"

QUERY(contacts, "subject.contacts", QUERY_INTERACTIVE, "SELECT name FROM contact WHERE person = :id AND gone = 0");
QUERY(household, "subject.household", QUERY_INTERACTIVE,
	"SELECT family_name, given_name, used_name, own_script FROM person WHERE household = (SELECT household FROM person"
	" WHERE id = :id) AND gone = 0 AND id IS NOT :id");
QUERY(colleagues, "subject.colleagues", QUERY_BATCH, "SELECT name FROM user");
QUERY(changers, "subject.changers", QUERY_INTERACTIVE, "SELECT DISTINCT user FROM journal WHERE id = :id");

#define WORD_LEAST 3

static bool is_letter(const char *s, size_t len, size_t *step)
{
	uint32_t cp;

	*step = utf_decode(s, len, &cp);
	if (!*step) {
		*step = 1;
		return false;
	}
	if (cp < 128)
		return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9');
	return !utf_is_control(cp, false) && !(cp >= 0x2000 && cp <= 0x206f) && cp != 0xa0 && cp != 0x60c && cp != 0x61b;
}

/* Bytes of the word that begins at s; 0 when none does. */
static size_t word_length(const char *s)
{
	size_t len = strlen(s), at = 0, step;

	while (at < len && is_letter(s + at, len - at, &step))
		at += step;
	return at;
}

static size_t skip_others(const char *s)
{
	size_t len = strlen(s), at = 0, step;

	while (at < len && !is_letter(s + at, len - at, &step))
		at += step;
	return at;
}

static char *folded_word(const char *s, size_t len)
{
	char *word = mem_strn(s, len);
	struct str out = STR_INIT;

	text_fold(&out, word);
	free(word);
	return str_take(&out);
}

static bool has(char *const *words, int n, const char *word)
{
	for (int i = 0; i < n; i++)
		if (str_same(words[i], word))
			return true;
	return false;
}

struct words { char **word; int n; };

static void words_of(struct words *out, const char *text)
{
	for (const char *s = text ? text : ""; *s; ) {
		size_t len;

		s += skip_others(s);
		len = word_length(s);
		if (len >= WORD_LEAST) {
			out->word = mem_resize(out->word, (size_t)out->n + 1, sizeof *out->word);
			out->word[out->n++] = folded_word(s, len);
		}
		s += len;
	}
}

static enum status words_by(struct store *store, const struct query *query, struct id id, struct words *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	if (st != ST_OK)
		return st;
	if (!id_none(id))
		stmt_id(stmt, ":id", id);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		for (int i = 0; i < stmt_columns(stmt); i++)
			words_of(out, stmt_get_text(stmt, i));
	return st == ST_DONE ? ST_OK : st;
}

static void keep_others(struct subject *subject, struct words *found, const struct words *own)
{
	for (int i = 0; i < found->n; i++) {
		if (has(own->word, own->n, found->word[i]) || has(subject->name, subject->n_names, found->word[i])) {
			free(found->word[i]);
			continue;
		}
		subject->name = mem_resize(subject->name, (size_t)subject->n_names + 1, sizeof *subject->name);
		subject->name[subject->n_names++] = found->word[i];
	}
	free(found->word);
}

enum status subject_names_gather(struct store *store, const struct actor *actor, const struct record *person,
	struct subject *subject, struct err *err)
{
	static const char *const names[] = { "family_name", "given_name", "own_script", "used_name" };
	struct words found = { NULL, 0 }, own = { NULL, 0 };
	struct id nobody = { { 0 } };
	enum status st = words_by(store, &contacts, person->id, &found, err);

	(void)actor;
	if (st == ST_OK)
		st = words_by(store, &household, person->id, &found, err);
	if (st == ST_OK)
		st = words_by(store, &colleagues, nobody, &found, err);
	if (st == ST_OK)
		st = words_by(store, &changers, person->id, &found, err);
	words_of(&found, record_get(person, "caseworker"));
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		words_of(&own, record_get(person, names[i]));
	keep_others(subject, &found, &own);
	for (int i = 0; i < own.n; i++)
		free(own.word[i]);
	free(own.word);
	return st;
}

char *subject_names_cut(const struct subject *subject, const char *text)
{
	struct str out = STR_INIT;
	bool cut = false;

	for (const char *s = text; *s; ) {
		size_t others = skip_others(s), len = word_length(s + others);
		char *word = folded_word(s + others, len);
		bool names = len && has(subject->name, subject->n_names, word);

		str_addn(&out, s, others);
		if (names)
			str_add(&out, "[…]");
		else
			str_addn(&out, s + others, len);
		cut |= names;
		free(word);
		s += others + len;
	}
	if (cut)
		return str_take(&out);
	str_wipe(&out);
	return NULL;
}
