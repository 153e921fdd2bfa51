/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold gate --register: a file of fields, as schema/register and a municipality's own have it, judged word for word. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/gate.h"
#include "register/ini.h"

struct judging { struct call *call; int rows; bool *refused; };

static void judge(struct judging *judging, const char *text)
{
	struct gate_verdict verdict = gate_judge(text, call_option(judging->call, "lang"));

	*judging->refused = *judging->refused || verdict.refused;
	gate_tell(judging->call, &verdict, text, judging->rows++ == 0);
}

/* [person.church_tax] is read as "church tax", [wish waited] as "waited". */
static void judge_name(struct judging *judging, const char *section)
{
	const char *parted = strpbrk(section, ". ");
	char *words = mem_str(parted ? parted + 1 : section);

	for (char *c = words; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	judge(judging, words);
	free(words);
}

/* "key: Label | key: Label". */
static void judge_choices(struct judging *judging, const char *choices)
{
	char *copy = mem_str(choices), *rest = copy, *one;

	while ((one = strsep(&rest, "|")) != NULL) {
		char *colon = strchr(one, ':');

		one = colon ? colon + 1 : one;
		one += strspn(one, " ");
		for (size_t n = strlen(one); n > 0 && one[n - 1] == ' ';)
			one[--n] = '\0';
		if (*one)
			judge(judging, one);
	}
	free(copy);
}

static bool is_key(const char *key, const char *word)
{
	size_t n = strlen(word);

	return strncmp(key, word, n) == 0 && (key[n] == '\0' || key[n] == '[');
}

static void judge_entry(struct judging *judging, const struct ini_entry *entry)
{
	static const char *const read[] = { "label", "plural", "purpose", "reason", "explain", "what", "note", "titled" };

	if (is_key(entry->key, "choices"))
		judge_choices(judging, entry->value);
	for (size_t i = 0; i < ARRAY_LEN(read); i++)
		if (is_key(entry->key, read[i]))
			judge(judging, entry->value);
}

enum status gate_register(struct call *call, const char *path, bool *refused, struct err *err)
{
	struct judging judging = { call, 0, refused };
	struct ini_doc doc = { NULL, 0 };
	struct str text = STR_INIT;
	enum status st = text_read(path, (size_t)1 << 20, &text, err);

	if (st == ST_OK)
		st = ini_read(&doc, str_get(&text), text.len, err);
	for (int s = 0; st == ST_OK && s < doc.n_sections; s++) {
		judge_name(&judging, doc.section[s].name);
		for (int i = 0; i < doc.section[s].n_entries; i++)
			judge_entry(&judging, &doc.section[s].entry[i]);
	}
	if (st == ST_OK && call->json)
		out_text(call, judging.rows ? "\n]\n" : "[]\n");
	ini_clear(&doc);
	str_free(&text);
	return st;
}
