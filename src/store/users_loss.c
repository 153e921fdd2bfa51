/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A list of users that was lost with the page it stood on.  Nobody gains by that: a
 * page is quickly damaged.  What the trail last said of a user tells who they were.
 */
#include "config.h"

#include <jansson.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"
#include "store/acts.h"
#include "store/inside.h"
#include "store/users_row.h"

#define LOOKED_AT 5000

/* What is noted of a user names them and their roles. */
static const char *const told[] = { "user.add", "user.roles", "user.permits", "user.divide", "user.reset", "user.remove",
	"passphrase", "recovery" };

/* Whether the act tells of this name; their roles by then. */
static bool take(const struct act *act, const char *name, struct user *out)
{
	json_t *json = act->detail ? json_loads(act->detail, 0, NULL) : NULL;
	const char *called = json_string_value(json_object_get(json, "name"));
	bool same = called && text_same_folded(called, name);

	if (same) {
		str_copy(out->name, sizeof(out->name), called);
		out->id = act->about;
		out->roles = (uint32_t)json_integer_value(json_object_get(json, "roles")) & ROLE_ALL;
		out->permits = (uint32_t)json_integer_value(json_object_get(json, "permits")) & PERMIT_ALL;
	}
	json_decref(json);
	return same;
}

/* The latest act of each sort; of them all the latest. */
static enum status ask_trail(struct store *store, const char *name, struct user *out, struct err *err)
{
	int64_t latest = 0;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(told); i++) {
		struct act *act = NULL;
		int n = 0;

		st = acts_list(store, told[i], (struct id){ { 0 } }, LOOKED_AT, &act, &n, err);
		for (int a = 0; st == ST_OK && a < n && act[a].seq > latest; a++) {
			if (!take(&act[a], name, out))
				continue;
			latest = act[a].seq;
			if (str_same(told[i], "user.remove"))
				out->roles = 0;
		}
		acts_free(act, n);
	}
	return st;
}

enum status user_after_loss(struct store *store, const char *name, struct user *out, struct err *err)
{
	enum status st;

	memset(out, 0, sizeof(*out));
	st = vault_name_proved(store->vault) ? ask_trail(store, name, out, err) : ST_OK;
	if (st != ST_OK)
		return st;
	if (!(out->roles & ROLE_ADMIN))
		return err_set(err, ST_DENIED, _("The list of those who may open this file was lost, and what they may do there. "
			"Nothing was changed; an administrator opens it first, with name and passphrase, and adds the others again."));
	out->slot = vault_slot(store->vault);
	out->recovery_slot = -1;
	vault_public_key(store->vault, out->public_key);
	out->added_ms = clock_now_ms();
	return store_read_only(store) ? ST_OK : user_make_first(store, out, err);
}
