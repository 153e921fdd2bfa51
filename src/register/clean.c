/* SPDX-License-Identifier: EUPL-1.2 */
/* Taking words out of free text; see clean.h. */
#include "register/clean.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/gate.h"
#include "register/register.h"

#define TIMES 100       /* a text of so many such words is read by a person instead */

static bool part(char c)
{
	return c == ' ' || c == '\n';
}

/* Without the bytes from..to, and without the blank that would stand twice or at an end then. */
static char *without(const char *text, size_t from, size_t to)
{
	struct str out = STR_INIT;
	bool before = from == 0 || part(text[from - 1]);

	while (before && text[to] == ' ')
		to++;
	/* At the end of a line, or before a mark, the blank before goes. */
	while (from > 0 && text[from - 1] == ' ' && (text[to] == '\0' || strchr("\n.,;:!?", text[to])))
		from--;
	str_addn(&out, text, from);
	str_add(&out, text + to);
	return str_take(&out);
}

static void name(struct str *taken, const char *text, const struct gate_verdict *verdict)
{
	char *words = mem_strn(text + verdict->from, verdict->to - verdict->from);

	if (taken)
		/* TRANSLATORS: a word in quotation marks, in a list of such */
		str_addf(taken, taken->len ? _(", “%s”") : _("“%s”"), words);
	free(words);
}

char *clean_text(const char *text, struct str *taken)
{
	char *now = NULL;

	for (int i = 0; i < TIMES; i++) {
		const char *at = now ? now : text;
		struct gate_verdict verdict = gate_judge_free(at);
		char *next;

		if (!verdict.refused || verdict.to <= verdict.from)
			break;
		name(taken, at, &verdict);
		next = without(at, verdict.from, verdict.to);
		free(now);
		now = next;
	}
	return now;
}

bool clean_field(const struct field *field)
{
	static const char *const names[] = { "need", "what", "remark", "reason", "why" };
	bool named = false;

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		named = named || str_same(field->name, names[i]);
	return field->kind == FIELD_LONG_TEXT || (field->kind == FIELD_TEXT && !field->derived && (field->phrase || named));
}
