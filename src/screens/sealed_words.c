/* SPDX-License-Identifier: EUPL-1.2 */
/* Names of people and helpers of sealed files, in one line. */
#include "screens/sealed_words.h"

#include <stdlib.h>

#include "screens/bidi.h"
#include "store/users.h"

void sealed_person_words(struct app *app, struct haven *haven, struct id person, struct str *names, struct str *numbers,
	int *doubles)
{
	struct record *record;
	struct find_hit *hits;
	struct str title = STR_INIT;
	int n;

	if (read_brief(haven_store(haven), app->actor, register_kind("person"), person, &record, NULL) != ST_OK)
		return;
	record_title(&title, record);
	bidi_part(names, ", ", str_get(&title));
	bidi_part(numbers, ", ", record_get(record, "case_number"));
	str_free(&title);
	record_free(record);
	if (haven_doubles(haven, person, &hits, &n, NULL) != ST_OK)
		return;
	*doubles += n;
	free(hits);
}

void sealed_helper_words(struct app *app, struct id sealed, struct str *out)
{
	struct user *user;
	struct id *helper;
	int n, helpers;

	if (users_list(app->session.store, false, &user, &n, NULL) != ST_OK)
		return;
	if (sealed_helpers(app->session.store, sealed, &helper, &helpers, NULL) == ST_OK) {
		for (int i = 0; i < n; i++)
			for (int h = 0; h < helpers; h++)
				if (id_same(user[i].id, helper[h]))
					bidi_part(out, ", ", user[i].name);
		free(helper);
	}
	free(user);
}
