/* SPDX-License-Identifier: EUPL-1.2 */
/* Records kept from whom they are about: one rule, in C for one record and in SQL for lists. */
#include "register/kept.h"

#include "base/text.h"

/* A lead who was lent a file reads it as a lead; an auditor's inquiry is quiet. */
static bool leads(const struct actor *actor)
{
	return (actor->roles & ROLE_TEAM_LEAD) && !actor->quiet;
}

bool kept_named(const struct actor *actor, const struct kind *kind, const char *colleague)
{
	return kind->kept_from && !str_empty(colleague) && (leads(actor) || text_same_folded(colleague, actor->user));
}

bool kept_from(const struct actor *actor, const struct record *record)
{
	return record->kind->kept_from && kept_named(actor, record->kind, record_get(record, record->kind->kept_from));
}

/* The rules of such a kind write a colleague's name as the list of users does, so that equality is enough. */
void kept_add(struct str *sql, const struct kind *kind, const struct actor *actor)
{
	if (!kind->kept_from)
		return;
	str_addf(sql, " AND (\"%s\" IS NULL", kind->kept_from);
	if (!leads(actor))
		str_addf(sql, " OR \"%s\" <> :me", kind->kept_from);
	str_addc(sql, ')');
}

void kept_bind(struct stmt *stmt, const struct kind *kind, const struct actor *actor)
{
	if (kind->kept_from && !leads(actor))
		stmt_text(stmt, ":me", actor->user);
}
