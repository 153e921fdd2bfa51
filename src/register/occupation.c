/* SPDX-License-Identifier: EUPL-1.2 */
/* The table is made from schema/reference/isco08.csv at build, sorted by code. */
#include "register/occupation.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "register/tables.h"

static const char *const languages[OCCUPATION_LANGUAGES] = { "en", "fr", "de", "nl", "es" };

const struct occupation *occupation_all(size_t *count)
{
	*count = (size_t)n_builtin_occupations;
	return builtin_occupations;
}

static int by_code(const void *key, const void *row)
{
	return strcmp(key, ((const struct occupation *)row)->code);
}

const struct occupation *occupation_by_code(const char *code)
{
	return bsearch(code, builtin_occupations, (size_t)n_builtin_occupations, sizeof builtin_occupations[0], by_code);
}

const char *occupation_title(const struct occupation *occupation)
{
	const char *lang = msg_language();

	for (size_t i = 0; i < ARRAY_LEN(languages); i++)
		if (str_same(languages[i], lang))
			return occupation->title[i];
	return occupation->title[0];
}
