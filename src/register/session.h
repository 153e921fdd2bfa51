/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From a file and a passphrase to somebody who acts: the store, the actor whom its
 * users' table knows, the municipality's own fields, a search that is ready.
 */
#ifndef REGISTER_SESSION_H
#define REGISTER_SESSION_H

#include "register/actor.h"
#include "register/find.h"
#include "store/users.h"

struct session_options {
	const char *path;
	/* Where names are asked: whose passphrase it is. In a file of one user: who sits there today, for the trail, when
	 * said so; a login name says nothing of that, and the user's own name holds. */
	const char *user;
	bool user_said;
	uint32_t roles;                    /* narrows the user's roles to these; 0: all that the user has */
	const char *passphrase_file;       /* as in struct vault_options */
	vault_ask_fn *ask;
	void *ask_ctx;
	const struct secret *passphrase;   /* instead of these three, when not NULL */
	bool spare;                        /* as in struct vault_options */
	int cache_kib;
	find_progress *tell;               /* while search keys are made anew; may be NULL */
	void *tell_ctx;
};

struct session {
	struct store *store;
	struct actor actor;
	struct user me;
	bool names;                        /* of several users: a name was asked */
	bool by_recovery;                  /* the recovery code opened the file */
	bool own_changed;                  /* own fields are not those of the session before: kinds and fields moved */
};

/* As store_open(); ST_DENIED also when the user is not one any more, ST_INVALID when they lack a role that was asked for.
 * The own fields of the register are those of the file from now on. */
enum status session_open(const struct session_options *options, struct session *out, struct err *err);
/* What a floor above makes anew when a file is opened that an older program wrote; the last thing of an opening. */
typedef enum status session_ready_fn(struct store *store, struct err *err);
void session_ready_every(session_ready_fn *fn);
/* Keys and cached pages are given up. Harmless twice. */
void session_close(struct session *session);

#endif
