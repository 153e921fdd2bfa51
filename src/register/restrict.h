/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Restriction of a person's file (GDPR Art. 18): it is kept and shown, and nobody changes it or matches it, until what
 * the person objects to is settled.  What authorities ask for is still recorded (kind request), and a change set may
 * say on which of the law's exceptions it stands, which the trail notes.
 */
#ifndef REGISTER_RESTRICT_H
#define REGISTER_RESTRICT_H

#include "register/change.h"

/* `why`: a key of person.restricted_why. Casework alone. ST_INVALID: no such reason, or restricted already. */
enum status restrict_put(struct store *store, const struct actor *actor, struct id person, const char *why,
	struct err *err);
/* Lifts it; the person must have been told before (Art. 18(3)): `told` says so. */
enum status restrict_lift(struct store *store, const struct actor *actor, struct id person, bool told, struct err *err);
/* For what weighs people against offers: whether the person is to be left out. */
enum status restrict_stands(struct store *store, struct id person, bool *stands, struct err *err);
/* For what is written beside the change door: ST_DENIED with its words when the file is restricted. */
enum status restrict_refuses(struct store *store, struct id person, struct err *err);

/* The exceptions of Art. 18(2): "consent", "claim", "protection", "public-interest". ST_INVALID else. The act is noted
 * when the change set is committed. */
enum status change_despite(struct change *change, const char *exception, struct err *err);

/* For the change door. */
enum status restrict_judge(const struct change_item *item, struct err *err);

#endif
