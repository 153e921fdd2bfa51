/* SPDX-License-Identifier: EUPL-1.2 */
/* A formal decision begun: a draft that names the plan it sets. */
#ifndef CASES_DECIDE_H
#define CASES_DECIDE_H

#include "register/change.h"

/* A draft in the change set; `what`: key of decision.what. One that sets an integration plan names the person's active
 * plan; ST_INVALID where there is none. *id: of the decision, none or chosen by the caller. */
enum status decide_draft(struct change *change, struct id person, const char *what, struct id *id, struct err *err);

#endif
