/* SPDX-License-Identifier: EUPL-1.2 */
/* The trail of looks at people's files. */
#include "register/look.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "store/acts.h"

#define LOOK_AGAIN_MS (10 * 60 * 1000)

/* The newest looks at one file are few; whoever looked within ten minutes stands among them. */
QUERY(look_recent, "look.recent", QUERY_INTERACTIVE,
	"SELECT 1 FROM (SELECT user, at FROM look WHERE about = :id ORDER BY seq DESC LIMIT 50)"
	" WHERE user = :user AND at > :since AND at <= :now LIMIT 1");

QUERY(look_newest, "look.newest", QUERY_INTERACTIVE,
	"SELECT at, user, desk, roles FROM look WHERE about = :id ORDER BY seq DESC LIMIT :limit");

static bool looked_recently(struct store *store, const struct actor *actor, struct id person, int64_t now)
{
	struct stmt *stmt;
	bool recent;

	if (store_query(store, &look_recent, &stmt, NULL) != ST_OK)
		return false;
	stmt_id(stmt, ":id", person);
	stmt_text(stmt, ":user", actor->user);
	stmt_int(stmt, ":since", now - LOOK_AGAIN_MS);
	stmt_int(stmt, ":now", now);
	recent = stmt_step(stmt, NULL) == ST_OK;
	stmt_reset(stmt);
	return recent;
}

void look_note(struct store *store, const struct actor *actor, struct id person)
{
	struct act_by by = actor_by(actor);
	int64_t now = clock_now_ms();

	if (!store_read_only(store) && !looked_recently(store, actor, person, now))
		(void)look_append(store, &by, person, now, NULL);
}

enum status look_list(struct store *store, const struct actor *actor, struct id person, int limit, struct look_seen **out,
	int *count, struct err *err)
{
	struct stmt *stmt;
	enum status status;

	*out = NULL;
	*count = 0;
	if (!kind_seen(actor, register_kind("person")))
		return err_set(err, ST_DENIED, _("Your role does not see who looked at people's files."));
	status = store_query(store, &look_newest, &stmt, err);
	if (status != ST_OK)
		return status;
	stmt_id(stmt, ":id", person);
	stmt_int(stmt, ":limit", limit);
	while ((status = stmt_step(stmt, err)) == ST_OK) {
		struct look_seen *look;

		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		look = &(*out)[(*count)++];
		*look = (struct look_seen){ .at_ms = stmt_get_int(stmt, 0), .roles = (uint32_t)stmt_get_int(stmt, 3) };
		str_copy(look->user, sizeof(look->user), stmt_get_text(stmt, 1));
		str_copy(look->desk, sizeof(look->desk), stmt_get_text(stmt, 2));
	}
	if (status == ST_DONE)
		return ST_OK;
	free(*out);
	*out = NULL;
	*count = 0;
	return status;
}
