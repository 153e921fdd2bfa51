/* SPDX-License-Identifier: EUPL-1.2 */
/* The names of roles and permits, as they stand in declarations and on the command line. */
#include "register/actor.h"

#include <stddef.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"

static const struct {
	enum role role;
	const char *name;
	const char *label;
} roles[] = {
	{ ROLE_DESK, "desk", N_("reception") },
	{ ROLE_CASEWORK, "casework", N_("casework") },
	{ ROLE_LANGUAGE, "language", N_("language") },
	{ ROLE_EMPLOYMENT, "employment", N_("employment") },
	{ ROLE_HOUSING, "housing", N_("housing") },
	{ ROLE_TEAM_LEAD, "team_lead", N_("team lead") },
	{ ROLE_SUPERVISOR, "supervisor", N_("supervisor") },
	{ ROLE_ADMIN, "admin", N_("administrator") },
	{ ROLE_AUDITOR, "auditor", N_("auditor") },
};

uint32_t role_by_name(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		if (str_same(roles[i].name, name))
			return roles[i].role;
	return 0;
}

const char *role_label(enum role role)
{
	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		if (roles[i].role == role)
			return roles[i].label;
	return NULL;
}

const char *role_name(enum role role)
{
	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		if (roles[i].role == role)
			return roles[i].name;
	return NULL;
}

static const char export_name[] = "export";

uint32_t permit_by_name(const char *name)
{
	return str_same(name, export_name) ? PERMIT_EXPORT : 0;
}

const char *permit_name(enum permit permit)
{
	return permit == PERMIT_EXPORT ? export_name : NULL;
}
