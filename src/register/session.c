/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening the file for one user, and giving it up. */
#include "register/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/secret.h"
#include "base/str.h"
#include "register/becomes.h"
#include "register/own.h"
#include "store/erase.h"

static enum status hand_over(void *ctx, const char *user, bool fresh, struct secret **out, struct err *err)
{
	struct secret *from = ctx;

	(void)user, (void)fresh, (void)err;
	*out = secret_new(secret_len(from));
	memcpy(secret_bytes(*out), secret_bytes(from), secret_len(from));
	return ST_OK;
}

static enum status open_store(const struct session_options *o, struct session *s, struct err *err)
{
	struct vault_look look;
	struct vault_options options = { .path = o->path, .passphrase_file = o->passphrase_file, .ask = o->ask,
		.ask_ctx = o->ask_ctx, .cache_kib = o->cache_kib, .spare = o->spare };
	enum status st = vault_look(o->path, &look, err);

	if (st != ST_OK)
		return st;
	s->names = look.names;
	if (look.names)
		options.user = o->user;
	if (o->passphrase) {
		options.passphrase_file = "";     /* not that of the environment either */
		options.ask = hand_over;
		options.ask_ctx = (void *)o->passphrase;  /* read only */
	}
	return store_open(&options, &s->store, err);
}

static enum status name_desk(struct session *s, struct err *err)
{
	char *desk = NULL;
	enum status st = setting_get(s->store, SETTING_DESK, &desk, err);

	if (st == ST_OK && desk)
		str_copy(s->actor.desk, sizeof(s->actor.desk), desk);
	free(desk);
	return st;
}

static enum status be_user(struct session *s, const struct session_options *o, struct err *err)
{
	const char *said = o->user ? o->user : "";
	enum status st = users_me(s->store, said, &s->me, err);

	if (st == ST_OK)
		st = users_solo(s->store, &s->actor.solo, err);
	if (st != ST_OK)
		return st;
	if (o->roles & ~s->me.roles)
		return err_set(err, ST_INVALID, _("You do not have every role that was named after --role. Nothing was changed."));
	str_copy(s->actor.user, sizeof(s->actor.user), !s->names && o->user_said && *said ? said : s->me.name);
	s->actor.roles = o->roles ? o->roles : s->me.roles;
	s->actor.permits = s->me.permits;
	s->actor.id = s->me.id;
	s->by_recovery = users_by_recovery(s->store, &s->me);
	return ST_OK;
}

/* Whoever keeps the paper under lock sees that it was taken out. Where it cannot be noted, nobody is shut out for that. */
static void note_recovery(struct session *s)
{
	struct act_by by = actor_by(&s->actor);

	if (s->by_recovery && !store_read_only(s->store))
		act_note(s->store, &by, "recovery.used", s->me.id, NULL, NULL);
}

/* Screens that outlast a lock point into the register: it is left alone where the file still says the same. */
static enum status take_own_fields(struct session *s, struct err *err)
{
	static char *taken;
	static bool ever;
	char *ini = NULL;
	enum status st = setting_get(s->store, SETTING_OWN_FIELDS, &ini, err);

	s->own_changed = ever && !(taken ? ini && str_same(ini, taken) : !ini);
	if (st == ST_OK && (!ever || s->own_changed)) {
		st = own_open(s->store, err);
		free(taken);
		taken = st == ST_OK ? ini : NULL;
		ini = st == ST_OK ? NULL : ini;
		ever = st == ST_OK;
	}
	free(ini);
	return st;
}

#define READY_MAX 4
static session_ready_fn *ready[READY_MAX];
static int n_ready;

void session_ready_every(session_ready_fn *fn)
{
	for (int i = 0; i < n_ready; i++)
		if (ready[i] == fn)
			return;
	if (n_ready == READY_MAX)
		BUG("more to make ready than expected");
	ready[n_ready++] = fn;
}

static enum status make_ready(struct store *store, const struct session_options *options, struct err *err)
{
	enum status st = find_ready(store, options->tell, options->tell_ctx, err);

	if (st == ST_OK)
		st = becomes_ready(store, err);
	for (int i = 0; st == ST_OK && i < n_ready; i++)
		st = ready[i](store, err);
	return st;
}

enum status session_open(const struct session_options *options, struct session *out, struct err *err)
{
	enum status st;

	memset(out, 0, sizeof(*out));
	st = open_store(options, out, err);
	if (st == ST_OK)
		st = name_desk(out, err);
	if (st == ST_OK)
		st = be_user(out, options, err);
	if (st == ST_OK)
		note_recovery(out);
	if (st == ST_OK)
		st = take_own_fields(out, err);
	if (st == ST_OK)
		st = make_ready(out->store, options, err);
	if (st == ST_OK)
		store_scrub_due(out->store);
	if (st != ST_OK)
		session_close(out);
	return st;
}

void session_close(struct session *session)
{
	store_close(session->store);
	memset(session, 0, sizeof(*session));
}
