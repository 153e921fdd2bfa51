/* SPDX-License-Identifier: EUPL-1.2 */
/* A person's skills profile: a paper in their language, to show to whom they like; and the same as JSON. */
#ifndef EXCHANGE_SKILLS_PAPER_H
#define EXCHANGE_SKILLS_PAPER_H

#include "base/sheet.h"
#include "cases/skillprofile.h"

struct json_t *skills_json(const struct skill_profile *profile);        /* yours */
/* In the language that is chosen. */
struct sheet *skills_paper(const struct skill_profile *profile, const char *municipality);
/* Notes in the trail that the paper left the file. */
enum status skills_note(struct store *store, const struct actor *actor, struct id person, struct err *err);

#endif
