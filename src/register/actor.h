/* SPDX-License-Identifier: EUPL-1.2 */
/* Who acts: every door takes one. Roles narrow what the doors show and accept. */
#ifndef REGISTER_ACTOR_H
#define REGISTER_ACTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"

enum role {
	ROLE_DESK        = 1u << 0,
	ROLE_CASEWORK    = 1u << 1,
	ROLE_LANGUAGE    = 1u << 2,
	ROLE_EMPLOYMENT  = 1u << 3,
	ROLE_HOUSING     = 1u << 4,
	ROLE_TEAM_LEAD   = 1u << 5,
	ROLE_SUPERVISOR  = 1u << 6,
	ROLE_ADMIN       = 1u << 7,
	ROLE_AUDITOR     = 1u << 8,
	ROLE_ALL         = (1u << 9) - 1,
};

/* What a user may do beyond the roles, given one by one. */
enum permit {
	PERMIT_EXPORT = 1u << 0,   /* take many records out of the file at once */
	PERMIT_ALL = (1u << 1) - 1,
};

struct actor {
	char user[64];      /* name of the colleague, as in the trail */
	char desk[8];       /* code of the desk, as in case numbers */
	uint32_t roles;
	uint32_t permits;   /* enum permit */
	struct id id;       /* of the user; none while nobody is asked for a name */
	bool solo;          /* the file's only user: second approvals are countersigned outside */
};

/* "desk", "casework" ...; 0 when there is no such role. */
uint32_t role_by_name(const char *name);
const char *role_name(enum role role);

#endif
