/* SPDX-License-Identifier: EUPL-1.2 */
/* The trail of looks: who opened a person's file, and when. */
#ifndef REGISTER_LOOK_H
#define REGISTER_LOOK_H

#include "register/read.h"

/* Notes a look. Looks of one user at one file within ten minutes count as one. Reading does not wait for the disk: a
 * look outlives a killed program, and a power cut may take the last ones. It goes on where the trail cannot be
 * written (a file opened to read only). */
void look_note(struct store *store, const struct actor *actor, struct id person);

/* Who looked at a person's file, newest first; the array is the caller's to free(). ST_DENIED where the actor does not
 * see people. */
struct look_seen { int64_t at_ms; char user[64]; char desk[8]; uint32_t roles; };
enum status look_list(struct store *store, const struct actor *actor, struct id person, int limit, struct look_seen **out,
	int *count, struct err *err);

#endif
