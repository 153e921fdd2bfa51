/* SPDX-License-Identifier: EUPL-1.2 */
/* What a user may be and do, as bits of the users' table. Their names: register/actor.h. */
#ifndef STORE_ROLES_H
#define STORE_ROLES_H

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
	/* Those who serve newcomers; the others lead, count, manage and audit. */
	ROLE_SERVICES    = ROLE_DESK | ROLE_CASEWORK | ROLE_LANGUAGE | ROLE_EMPLOYMENT | ROLE_HOUSING,
};

/* What a user may do beyond the roles, given one by one. */
enum permit {
	PERMIT_EXPORT = 1u << 0,   /* take many records out of the file at once */
	PERMIT_ALL = (1u << 1) - 1,
};

#endif
