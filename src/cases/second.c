/* SPDX-License-Identifier: EUPL-1.2 */
/* Wishes are acts of the trail, so that no list of them needs keeping. */
#include "cases/second.h"

#include "base/clock.h"
#include "base/str.h"
#include "store/acts.h"

#define WISH_MS ((int64_t)30 * 24 * 60 * 60 * 1000)
#define WISHES_LOOKED_AT 50

enum status second_asked(struct store *store, const struct actor *actor, const char *what, struct id about, bool *go,
	struct err *err)
{
	struct act_by by = actor_by(actor);
	struct act *act = NULL;
	int n = 0;
	bool mine = false;
	enum status st;

	*go = actor->solo;
	if (actor->solo)
		return ST_OK;
	st = acts_list(store, what, about, WISHES_LOOKED_AT, &act, &n, err);
	for (int i = 0; i < n && st == ST_OK; i++) {
		bool recent = clock_now_ms() - act[i].at_ms < WISH_MS && id_same(act[i].about, about);
		bool own = str_same(act[i].user, actor->user);

		*go |= recent && !own;
		mine |= recent && own;
	}
	acts_free(act, n);
	if (st == ST_OK && !*go && !mine)
		st = act_note(store, &by, what, about, NULL, err);
	return st;
}
