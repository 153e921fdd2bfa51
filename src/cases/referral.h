/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A person sent on to a service.  What the service will see is chosen from a list, the
 * least by default, and shown with its values before it is sent; sending freezes the
 * choice, and keeps which parts were seen, never their values.
 */
#ifndef CASES_REFERRAL_H
#define CASES_REFERRAL_H

#include "register/change.h"

struct referral_part { char *label, *value; };     /* translated, as a person reads it; value NULL: nothing is recorded */
struct referral_sight { struct referral_part *part; int count; };
/* What a service sees of this person, from a list like "name, phone": the values of now. What the actor does not see is
 * refused (ST_DENIED), and so is an address that is kept secret. */
enum status referral_see(struct store *store, const struct actor *actor, struct id person, const char *sees,
	const char *need, struct referral_sight *out, struct err *err);
/* The same of a referral that is there; of one that was sent only the labels: values may have changed since. */
enum status referral_see_again(struct store *store, const struct actor *actor, struct id referral,
	struct referral_sight *out, struct err *err);
void referral_sight_clear(struct referral_sight *sight);
/* As a text to hand over: a line a part. */
void referral_text(struct str *out, const struct referral_sight *sight);

#endif
