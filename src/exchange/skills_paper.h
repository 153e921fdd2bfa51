/* SPDX-License-Identifier: EUPL-1.2 */
/* A person's skills profile: a paper in their language, to show to whom they like; and the same as JSON. */
#ifndef EXCHANGE_SKILLS_PAPER_H
#define EXCHANGE_SKILLS_PAPER_H

#include "cases/skillprofile.h"

struct json_t *skills_json(const struct skill_profile *profile);        /* yours */
void skills_paper(const struct skill_profile *profile, const char *municipality, struct str *out);
/* Notes in the trail that the paper left the file. */
enum status skills_note(struct store *store, const struct actor *actor, const struct skill_profile *profile,
	struct err *err);
/* The paper, in the language that is chosen, in a new file that only its owner may read; noted in the trail. */
enum status skills_write(struct store *store, const struct actor *actor, const struct skill_profile *profile,
	const char *path, struct err *err);

#endif
