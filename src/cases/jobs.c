/* SPDX-License-Identifier: EUPL-1.2 */
/* An application for a vacancy, planned; see jobs.h. */
#include "cases/jobs.h"

#include "cases/rules.h"

void job_apply(struct change *change, struct id person, struct id vacancy, struct id *application)
{
	struct change_item *item;
	char text[37];

	*application = (struct id){ { 0 } };
	item = change_create(change, register_kind("application"), application);
	id_text(person, text);
	rule_put(item, "person", text);
	id_text(vacancy, text);
	rule_put(item, "vacancy", text);
}
