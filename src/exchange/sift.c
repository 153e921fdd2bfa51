/* SPDX-License-Identifier: EUPL-1.2 */
/* What is left out of vacancies; see sift.h. */
#include "exchange/sift.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

const char *sift_part(const struct kind *kind, const struct field *field)
{
	static const char *const parts[] = { "title", "text", "skills", "wished_skills" };

	if (!str_same(kind->name, "vacancy"))
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (str_same(parts[i], field->name))
			return parts[i];
	return NULL;
}

bool sift_needs(const struct field *field)
{
	return str_same(field->name, "skills") || str_same(field->name, "wished_skills");
}

struct beside { struct change *change; struct id vacancy; const char *part; };

static void put(struct change_item *item, const char *field, const char *value)
{
	change_put(item, kind_field(change_kind_of(item), field), value);
}

/* The first of a text's characters, whole ones. */
static char *shortened(const char *words, size_t most)
{
	size_t len = strlen(words);

	if (len > most)
		for (len = most; len > 0 && ((unsigned char)words[len] & 0xc0) == 0x80;)
			len--;
	return mem_strn(words, len);
}

static void add_omission(void *ctx, const char *words, const struct gate_verdict *verdict)
{
	const struct beside *beside = ctx;
	struct change_item *item = change_create(beside->change, register_kind("omission"), NULL);
	char id[37], *brief = shortened(words, 500);

	id_text(beside->vacancy, id);
	put(item, "vacancy", id);
	put(item, "ground", verdict->title);
	put(item, "source", verdict->source);
	put(item, "part", beside->part);
	put(item, "words", brief);
	free(brief);
}

void sift_put(struct change *change, struct change_item *item, const struct field *field, const char *text)
{
	struct beside beside = { change, change_id_of(item), sift_part(change_kind_of(item), field) };
	char *rest = advert_sift(text, sift_needs(field), add_omission, &beside);

	if (rest)
		change_put(item, field, rest);
	free(rest);
}
