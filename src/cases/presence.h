/* SPDX-License-Identifier: EUPL-1.2 */
/* Hours of entitlements, counted from who came to which lesson. Derived: what the records say, and nothing else. */
#ifndef CASES_PRESENCE_H
#define CASES_PRESENCE_H

#include "register/change.h"

/* SQL: by enrolment e its person is in the group of lesson l, or was on its day. When somebody began says who first came;
 * whoever came earlier began earlier. */
#define PRESENCE_IN_GROUP "(e.state IN ('enrolled', 'attending') OR (e.state IN ('passed', 'failed', 'left')" \
	" AND (e.ended IS NULL OR e.ended >= l.day)))"

/* Anew for everybody who came to this lesson. */
enum status presence_recount(struct change *change, struct id lesson, struct err *err);
/* Anew for one person. A lesson counts to the entitlement in which its day lies; of several to the one that ends first. */
enum status presence_recount_person(struct change *change, struct id person, struct err *err);

#endif
