/* SPDX-License-Identifier: EUPL-1.2 */
/* Choices: looking one up, and the levels of the CEFR, which every field of that kind offers. */
#include <string.h>

#include "base/msg.h"
#include "base/str.h"
#include "register/tables.h"

/* Council of Europe, Common European Framework of Reference, Companion volume 2020 (pre-A1 to C2); literacy stands
 * before it, after the reference guide on literacy and second language learning for migrants (LASLLIAM, 2022). */
const struct choice cefr_levels[] = {
	/* TRANSLATORS: language level of a person who is learning to read and write */
	{ "literacy", N_("Literacy") },
	/* TRANSLATORS: language level below A1 of the CEFR */
	{ "pre_a1", N_("Pre-A1") },
	{ "a1", "A1" },
	{ "a2", "A2" },
	{ "b1", "B1" },
	{ "b2", "B2" },
	{ "c1", "C1" },
	{ "c2", "C2" },
	{ NULL, NULL },
};

const struct choice *field_choice(const struct field *field, const char *key)
{
	for (const struct choice *c = field->choices; c && c->key; c++)
		if (str_same(c->key, key))
			return c;
	return NULL;
}

bool field_is_several(const struct field *field)
{
	return field->kind == FIELD_CHOICES || field->kind == FIELD_LANGUAGES;
}

bool field_holds(const char *canonical, const char *one)
{
	size_t len = strlen(one);

	for (const char *at = len ? canonical : NULL; at && (at = strstr(at, one)); at += len)
		if ((at == canonical || at[-1] == ' ') && (!at[len] || at[len] == ','))
			return true;
	return false;
}
