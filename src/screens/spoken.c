/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the line of languages: read from words, written in words. */
#include "screens/spoken.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

static const struct field *field_of(const char *name)
{
	const struct kind *kind = register_kind("speaks");
	const struct field *field = kind ? kind_field(kind, name) : NULL;

	if (!field)
		BUG("the register knows no languages spoken");
	return field;
}

const struct field *spoken_field(void)
{
	return field_of("language");
}

static bool add(struct str *out, const char *language, const char *level)
{
	char *code = NULL, *grade = NULL;
	bool fine = field_check(field_of("language"), language, &code, NULL) == ST_OK && code
		&& (!level || (field_check(field_of("level"), level, &grade, NULL) == ST_OK && grade));

	if (fine)
		str_addf(out, "%s%s%s%s", out->len ? ";" : "", code, grade ? ":" : "", grade ? grade : "");
	free(code);
	free(grade);
	return fine;
}

/* "English A1", "Dari": the level is the last word, where the whole is no language by itself. */
static bool add_part(struct str *out, char *part)
{
	char *last;
	bool fine;

	if (add(out, part, NULL))
		return true;
	last = strrchr(part, ' ');
	if (!last || last == part)
		return false;
	*last = '\0';
	fine = add(out, part, last + 1);
	*last = ' ';
	return fine;
}

static char *trimmed(char *part)
{
	size_t len;

	while (*part == ' ')
		part++;
	for (len = strlen(part); len > 0 && part[len - 1] == ' '; len--)
		part[len - 1] = '\0';
	return part;
}

enum status spoken_check(void *ctx, const char *typed, char **canonical, struct err *err)
{
	/* The Arabic comma parts as well; its two bytes do so one by one. */
	char *copy = mem_str(typed), *rest = copy, *part;
	struct str out = STR_INIT;
	enum status st = ST_OK;
	int count = 0;

	(void)ctx;
	for (char *at; (at = strstr(copy, "،"));)
		memcpy(at, ",,", 2);
	while (st == ST_OK && (part = strsep(&rest, ",;/\n"))) {
		part = trimmed(part);
		if (!*part)
			continue;
		if (++count > SPOKEN_MAX)
			st = err_set(err, ST_INVALID, _("At most %d languages fit here; add the others later."),
				SPOKEN_MAX);
		else if (!add_part(&out, part))
			st = err_set(err, ST_INVALID,
				_("One of these is no language that is known here: language %d. "
				"A level like A1 may follow a name; F4 lists all languages."), count);
	}
	free(copy);
	if (st == ST_OK)
		*canonical = out.len ? str_take(&out) : NULL;
	str_free(&out);
	return st;
}

int spoken_read(const char *canonical, struct spoken out[SPOKEN_MAX])
{
	char *copy = mem_str(canonical), *rest = copy, *part;
	int n = 0;

	while (n < SPOKEN_MAX && (part = strsep(&rest, ";"))) {
		char *level = strchr(part, ':');

		if (level)
			*level++ = '\0';
		str_copy(out[n].language, sizeof(out[n].language), part);
		str_copy(out[n].level, sizeof(out[n].level), level ? level : "");
		n++;
	}
	free(copy);
	return n;
}

void spoken_show(void *ctx, struct str *out, const char *canonical)
{
	struct spoken spoken[SPOKEN_MAX];
	int count = spoken_read(canonical, spoken);

	(void)ctx;
	for (int i = 0; i < count; i++) {
		if (i)
			str_add(out, msg_comma());
		field_show(out, field_of("language"), spoken[i].language);
		if (spoken[i].level[0]) {
			str_addc(out, ' ');
			field_show(out, field_of("level"), spoken[i].level);
		}
	}
}
