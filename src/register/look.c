/* SPDX-License-Identifier: EUPL-1.2 */
/* The trail of looks at people's files. */
#include "register/look.h"

#include "base/clock.h"

#define LOOK_AGAIN_MS (10 * 60 * 1000)

/* The newest looks at one file are few; whoever looked within ten minutes stands among them. */
QUERY(look_recent, "look.recent", QUERY_INTERACTIVE,
	"SELECT 1 FROM (SELECT user, at FROM look WHERE id = :id ORDER BY seq DESC LIMIT 50)"
	" WHERE user = :user AND at > :since AND at <= :now LIMIT 1");
QUERY(look_write, "look.write", QUERY_INTERACTIVE,
	"INSERT INTO look(at, user, desk, roles, id) VALUES(:now, :user, :desk, :roles, :id)");

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
	(void)stmt_run(stmt, NULL);
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
