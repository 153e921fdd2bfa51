/* SPDX-License-Identifier: EUPL-1.2 */
/* Who acts: every door takes one. Roles narrow what the doors show and accept. */
#ifndef REGISTER_ACTOR_H
#define REGISTER_ACTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "store/acts.h"
#include "store/roles.h"

struct actor {
	char user[64];      /* name of the colleague, as in the trail */
	char desk[8];       /* code of the desk, as in case numbers */
	uint32_t roles;     /* of the users' table, or fewer where the call says so */
	uint32_t permits;   /* enum permit */
	struct id id;       /* of the user */
	bool solo;          /* the file's only user: second approvals are countersigned outside */

	/* Set by register/grant.h alone, for one file that was opened for a reason; all zero otherwise. */
	struct id grant;
	struct id only;     /* the person */
	uint32_t lent;      /* roles whose sight it lends, to read alone */
	bool quiet;         /* about a colleague: looks are shown to auditors alone */
	bool urgent;        /* an emergency */
};

/* As the trail names them; borrowed from the actor. */
static inline struct act_by actor_by(const struct actor *actor)
{
	return (struct act_by){ actor->user, actor->desk, actor->roles };
}

/* "desk", "casework" ...; 0 when there is no such role. */
uint32_t role_by_name(const char *name);
const char *role_name(enum role role);
/* N_() "reception", "casework" ...: as people call them. */
const char *role_label(enum role role);
/* "export" */
uint32_t permit_by_name(const char *name);
const char *permit_name(enum permit permit);

#endif
