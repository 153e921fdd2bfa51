/* SPDX-License-Identifier: EUPL-1.2 */
/* The trail of looks at people's files. */
#include "register/look.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"

#define LOOK_AGAIN_MS (10 * 60 * 1000)

/* The newest looks at one file are few; whoever looked within ten minutes stands among them. */
QUERY(look_recent, "look.recent", QUERY_INTERACTIVE,
	"SELECT 1 FROM (SELECT user, at FROM look WHERE id = :id ORDER BY seq DESC LIMIT 50)"
	" WHERE user = :user AND at > :since AND at <= :now LIMIT 1");
QUERY(look_write, "look.write", QUERY_INTERACTIVE,
	"INSERT INTO look(at, user, desk, roles, id) VALUES(:now, :user, :desk, :roles, :id)");

QUERY(look_newest, "look.newest", QUERY_INTERACTIVE,
	"SELECT at, user, desk, roles FROM look WHERE id = :id ORDER BY seq DESC LIMIT :limit");

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

static void write_look(struct store *store, const struct actor *actor, struct id person, int64_t now)
{
	struct stmt *stmt;

	if (store_query(store, &look_write, &stmt, NULL) != ST_OK)
		return;
	stmt_int(stmt, ":now", now);
	stmt_text(stmt, ":user", actor->user);
	stmt_text(stmt, ":desk", actor->desk);
	stmt_int(stmt, ":roles", actor->roles);
	stmt_id(stmt, ":id", person);
	store_wait_for_disk(store, false);
	(void)stmt_run(stmt, NULL);
	store_wait_for_disk(store, true);
}

void look_note(struct store *store, const struct actor *actor, struct id person)
{
	int64_t now = clock_now_ms();
	unsigned doors;

	if (store_read_only(store) || looked_recently(store, actor, person, now))
		return;
	doors = store_enter(store, DOOR_LOOK);
	write_look(store, actor, person, now);
	store_leave(store, doors);
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
