/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * foothold restore: a backup as a file of its own again; never over another file.
 * It is brought up to date, and people who were erased since are erased from it,
 * under a name of its own; only then it takes the one that was asked for.
 */
#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "cases/erase.h"
#include "commands/aside.h"
#include "commands/verbs.h"
#include "register/session.h"

struct restore {
	struct call *call;
	const char *to;
	char *growing;               /* its name until it is whole */
	struct aside login;          /* of the backup */
	struct vault *backup;
	struct store *present;       /* the file that knows of erasures since; NULL: none */
	int64_t people;              /* erased anew */
};

static enum status no_present(enum status why, const char *path, struct err *err)
{
	return err_set(err, why, _("The present file %s tells who was erased since, and it cannot be opened. Nothing was restored. "
		"Name another one with --tombstones, its passphrase with --tombstones-passphrase-file, or restore with "
		"--without-tombstones and erase those people anew."), path);
}

/* By its own passphrase, which may have changed since the backup was made. */
static enum status open_present(struct restore *r, const char *path, struct err *err)
{
	const char *words = call_option(r->call, "tombstones-passphrase-file");
	struct vault_options options;
	struct aside login = { .passphrase = NULL };
	enum status st;

	aside_vault_options(&r->login, path, &options);
	if (words) {
		st = aside_login(r->call, path, words, &login, err);
		if (st != ST_OK)
			return st;
		aside_vault_options(&login, path, &options);
	}
	st = store_open(&options, &r->present, NULL);
	if (st == ST_DENIED && !words) {
		st = aside_login(r->call, path, NULL, &login, NULL);
		aside_vault_options(&login, path, &options);
		if (st == ST_OK)
			st = store_open(&options, &r->present, NULL);
	}
	aside_end(&login);
	return st == ST_OK ? ST_OK : no_present(st, path, err);
}

/* The one that was named, else the one in use, when that is the backup's own file. */
static enum status find_present(struct restore *r, struct err *err)
{
	const char *said = call_option(r->call, "tombstones");
	char *path = said ? mem_str(said) : call_default_file(r->call);
	enum status st = ST_OK;

	if (call_given(r->call, "without-tombstones"))
		note(_("People who were erased since the backup was made are in the file again: erase them anew."));
	else if (vault_is_copy(r->backup, path))
		st = open_present(r, path, err);
	else if (said)
		st = err_set(err, ST_INVALID, _("%s is not the file that the backup was made of, nor a copy of it. Nothing was "
			"restored."), said);
	else
		note(_("The file that the backup was made of is not there, so nobody knows who was erased since: erase those people "
			"anew."));
	free(path);
	return st;
}

static enum status open_backup(struct restore *r, struct err *err)
{
	const char *path = r->call->argv[0];
	struct vault_options options;
	enum status st = aside_login(r->call, path, NULL, &r->login, err);

	if (st != ST_OK)
		return st;
	aside_vault_options(&r->login, path, &options);
	options.read_only = options.still = true;
	return vault_open(&options, &r->backup, err);
}

static enum status bring_up_to_date(struct restore *r, struct err *err)
{
	struct session_options how = { .path = r->growing, .user = r->login.user, .passphrase = r->login.passphrase,
		.tell = aside_tell, .spare = true };
	struct session session;
	struct act_by by;
	enum status st = session_open(&how, &session, err);

	if (st != ST_OK)
		return st;
	if (r->present)
		st = tombstones_apply(session.store, &session.actor, r->present, &r->people, err);
	by = actor_by(&session.actor);
	if (st == ST_OK)
		st = act_note(session.store, &by, "restore", (struct id){ { 0 } }, NULL, err);
	if (st == ST_OK && r->people)
		st = store_scrub(session.store, err);
	session_close(&session);
	return st;
}

static enum status restore(struct restore *r, struct err *err)
{
	enum status st = open_backup(r, err);

	if (st == ST_OK && !access(r->to, F_OK))
		st = err_set(err, ST_IO, _("%s exists already. Nothing was changed; choose another name for the new file."), r->to);
	if (st == ST_OK)
		st = find_present(r, err);
	if (st != ST_OK)
		return st;
	progress_begin(_("Restoring"));
	st = vault_copy(r->backup, r->growing, aside_tell, NULL, NULL, err);
	if (st == ST_OK) {
		st = bring_up_to_date(r, err);
		if (st == ST_OK)
			st = vault_take_name(r->growing, r->to, err);
		if (st != ST_OK)
			aside_unlink(r->growing);
	}
	progress_end();
	return st;
}

static enum status tell(struct restore *r, struct err *err)
{
	if (r->call->json)
		return out_json(r->call, json_pack("{s:s, s:b, s:I}", "path", r->to, "tombstones", r->present != NULL, "erased",
			(json_int_t)r->people), err);
	out_text(r->call, _("The backup stands as a file of its own again: "));
	out_value(r->call, r->to);
	out_text(r->call, "\n");
	if (r->people)
		str_addf(&r->call->out, ngettext("%lld person who was erased since is erased from it as well.\n",
			"%lld people who were erased since are erased from it as well.\n", (unsigned long)r->people),
			(long long)r->people);
	return ST_OK;
}

enum status verb_restore(struct call *call, struct err *err)
{
	struct restore r = { .call = call, .to = call->argv[1] };
	enum status st;

	r.growing = mem_fmt("%s.restoring-%ld", r.to, (long)getpid());
	st = restore(&r, err);
	if (st == ST_OK)
		st = tell(&r, err);
	store_close(r.present);
	vault_close(r.backup);
	aside_end(&r.login);
	free(r.growing);
	return st;
}
