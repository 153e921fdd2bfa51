/* SPDX-License-Identifier: EUPL-1.2 */
/* Hours of entitlements, counted from who came to which lesson. Derived: what the records say, and nothing else. */
#ifndef CASES_PRESENCE_H
#define CASES_PRESENCE_H

#include "register/change.h"

/* SQL: enrolment e holds its person in the group on the day of lesson l. */
#define PRESENCE_IN_GROUP "(e.state IN ('enrolled', 'attending') OR (e.state IN ('passed', 'failed', 'left')" \
	" AND (e.ended IS NULL OR e.ended >= l.day))) AND (e.began IS NULL OR e.began <= l.day)"

/* Anew for everybody who came to this lesson. */
enum status presence_recount(struct change *change, struct id lesson, struct err *err);
/* Anew for one person. A lesson counts to the entitlement in which its day lies; of several to the one that ends first. */
enum status presence_recount_person(struct change *change, struct id person, struct err *err);

#endif
