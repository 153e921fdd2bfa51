/* SPDX-License-Identifier: EUPL-1.2 */
/* Grants: who may ask for one, what it lends, and what the doors hold a lent actor to. */
#include "register/grant_inside.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

#define HOUR_MS (60 * 60 * 1000LL)
#define REASON_LEAST 10      /* letters: a word or two; "x" is no reason */
#define REASON_MOST 500

QUERY(grant_put, "grant.put", QUERY_INTERACTIVE,
	"INSERT INTO sight(id, person, user, name, desk, roles, kind, reason, concerns, opened, until)"
	" VALUES(:id, :person, :user, :name, :desk, :roles, :kind, :reason, :concerns, :opened, :until)");
QUERY(grant_get, "grant.get", QUERY_INTERACTIVE, "SELECT " GRANT_COLUMNS ", user FROM sight WHERE id = :id");
QUERY(grant_mine, "grant.mine", QUERY_INTERACTIVE,
	"SELECT id FROM sight WHERE user = :user AND name = :name AND until > :now AND person = :person AND ended IS NULL"
	" ORDER BY until DESC LIMIT 1");
QUERY(grant_close, "grant.close", QUERY_INTERACTIVE, "UPDATE sight SET ended = :now WHERE id = :id AND ended IS NULL");
QUERY(person_by_id, "grant.by_id", QUERY_INTERACTIVE, "SELECT id FROM person WHERE id = :id AND gone = 0");
QUERY(household_of, "grant.household", QUERY_INTERACTIVE, "SELECT household FROM person WHERE id = :id");

static const struct { const char *name, *label; } kinds[GRANT_KINDS] = {
	[GRANT_COMPLAINT] = { "complaint", N_("complaint") },
	[GRANT_OVERRIDE] = { "override", N_("override of a decision") },
	[GRANT_QUALITY] = { "quality", N_("quality check") },
	[GRANT_EMERGENCY] = { "emergency", N_("emergency") },
};

const char *grant_name(enum grant_kind kind)
{
	return kinds[kind].name;
}

const char *grant_label(enum grant_kind kind)
{
	return kinds[kind].label;
}

bool grant_kind_by_name(const char *name, enum grant_kind *out)
{
	for (int k = 0; k < GRANT_KINDS; k++) {
		if (str_same(kinds[k].name, name)) {
			*out = (enum grant_kind)k;
			return true;
		}
	}
	return false;
}

static bool about_colleague(const struct grant_ask *ask)
{
	return ask->kind == GRANT_COMPLAINT && !str_empty(ask->concerns);
}

/* However it was typed. */
static bool about_themselves(const struct grant_ask *ask, const struct actor *actor)
{
	struct str tidy = STR_INIT;
	bool same;

	text_tidy(&tidy, ask->concerns, false);
	same = text_same_folded(str_get(&tidy), actor->user);
	str_free(&tidy);
	return same;
}

static enum status check_roles(const struct actor *actor, const struct grant_ask *ask, struct err *err)
{
	if (!id_none(actor->grant))
		return err_set(err, ST_DENIED, _("From within a file that was opened for a reason no other can be opened."));
	if (ask->kind == GRANT_EMERGENCY && !(actor->roles & ROLE_SERVICES))
		return err_set(err, ST_DENIED, _("Emergency access is for those who serve newcomers: desk, casework, language, "
			"employment, housing."));
	if (about_colleague(ask) && (!(actor->roles & ROLE_AUDITOR) || about_themselves(ask, actor)))
		return err_set(err, ST_DENIED, _("A complaint about a colleague is looked into by an auditor, not by the colleague "
			"or their team lead. Nothing was opened, and nobody was told."));
	if (!about_colleague(ask) && ask->kind != GRANT_EMERGENCY && !(actor->roles & ROLE_TEAM_LEAD))
		return err_set(err, ST_DENIED, _("Files are opened for a complaint, an override or a quality check by a team lead "
			"alone."));
	return ST_OK;
}

static int usual_hours(enum grant_kind kind)
{
	return kind == GRANT_EMERGENCY ? GRANT_EMERGENCY_HOURS : GRANT_HOURS;
}

static size_t letters_of(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80 && *text != ' ';
	return n;
}

static enum status check_words(const struct grant_ask *ask, struct err *err)
{
	int most = ask->kind == GRANT_EMERGENCY ? GRANT_EMERGENCY_HOURS_MOST : GRANT_HOURS_MOST;
	size_t letters = ask->reason ? letters_of(ask->reason) : 0;

	if (letters < REASON_LEAST || letters > REASON_MOST)
		return err_field(err, "reason", _("Please give the reason in a few words (%d to %d letters). Whoever audits the "
			"file will read it."), REASON_LEAST, REASON_MOST);
	if (ask->hours < 0 || ask->hours > most)
		return err_field(err, "hours", ngettext("Such access lasts for at most %d hour.",
			"Such access lasts for at most %d hours.", (unsigned long)most), most);
	if (!str_empty(ask->concerns) && ask->kind != GRANT_COMPLAINT)
		return err_field(err, "concerns", _("Only a complaint can be about a colleague."));
	if (ask->concerns && strlen(ask->concerns) >= sizeof(((struct grant *)0)->concerns))
		return err_field(err, "concerns", _("This name is too long."));
	return ST_OK;
}

static void lend(const struct actor *actor, struct id grant, struct id person, bool quiet, bool urgent, struct actor *out)
{
	*out = *actor;
	out->grant = grant;
	out->only = person;
	out->lent = ROLE_CASEWORK;
	out->quiet = quiet;
	out->urgent = urgent;
}

static enum status put(struct store *store, const struct actor *actor, struct id grant, struct id person,
	const struct grant_ask *ask, int64_t now, struct err *err)
{
	int hours = ask->hours ? ask->hours : usual_hours(ask->kind);
	struct stmt *stmt;
	unsigned was;
	enum status st = store_query(store, &grant_put, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", grant);
	stmt_id(stmt, "person", person);
	stmt_blob(stmt, "user", actor->id.b, sizeof(actor->id.b));
	stmt_text(stmt, "name", actor->user);
	stmt_text(stmt, "desk", actor->desk);
	stmt_int(stmt, "roles", actor->roles);
	stmt_text(stmt, "kind", grant_name(ask->kind));
	stmt_text(stmt, "reason", ask->reason);
	stmt_text(stmt, "concerns", about_colleague(ask) ? ask->concerns : NULL);
	stmt_int(stmt, "opened", now);
	stmt_int(stmt, "until", now + hours * HOUR_MS);
	was = store_enter(store, DOOR_GRANT);
	st = stmt_run(stmt, err);
	store_leave(store, was);
	return st;
}

static enum status tell_trail(struct store *store, const struct actor *actor, struct id person,
	const struct grant_ask *ask, struct err *err)
{
	struct act_by by = actor_by(actor);
	json_t *json = json_pack("{s:s, s:s, s:i}", "kind", grant_name(ask->kind), "reason", ask->reason, "hours",
		ask->hours ? ask->hours : usual_hours(ask->kind));
	char *detail;
	enum status st;

	if (about_colleague(ask))
		json_object_set_new(json, "concerns", json_string(ask->concerns));
	detail = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	st = act_note(store, &by, ask->kind == GRANT_EMERGENCY ? "emergency" : about_colleague(ask) ? "inquiry" : "grant",
		person, detail, err);
	free(detail);
	return st;
}

static enum status alive(struct store *store, struct id person, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &person_by_id, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	stmt_reset(stmt);
	return st == ST_DONE ? err_set(err, ST_NOTFOUND, _("There is no such file, or it was taken back.")) : st;
}

enum status grant_open(struct store *store, const struct actor *actor, struct id person, const struct grant_ask *ask,
	struct actor *out, struct err *err)
{
	struct id grant = id_new();
	enum status st = check_roles(actor, ask, err);

	if (st == ST_OK)
		st = check_words(ask, err);
	if (st == ST_OK)
		st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = alive(store, person, err);
	if (st == ST_OK)
		st = put(store, actor, grant, person, ask, clock_now_ms(), err);
	if (st == ST_OK)
		st = tell_trail(store, actor, person, ask, err);
	if (st == ST_OK)
		st = store_commit(store, err);
	else
		store_rollback(store);
	if (st == ST_OK)
		lend(actor, grant, person, about_colleague(ask), ask->kind == GRANT_EMERGENCY, out);
	return st;
}

void grant_take(struct stmt *stmt, struct grant *grant)
{
	memset(grant, 0, sizeof(*grant));
	grant->id = stmt_get_id(stmt, 0);
	grant->person = stmt_get_id(stmt, 1);
	str_copy(grant->name, sizeof(grant->name), stmt_get_text(stmt, 2));
	str_copy(grant->desk, sizeof(grant->desk), stmt_get_text(stmt, 3));
	grant->roles = (uint32_t)stmt_get_int(stmt, 4);
	if (!grant_kind_by_name(stmt_get_text(stmt, 5), &grant->kind))
		grant->kind = GRANT_OVERRIDE;
	grant->reason = mem_str(stmt_get_text(stmt, 6));
	str_copy(grant->concerns, sizeof(grant->concerns), stmt_get_text(stmt, 7));
	grant->opened_ms = stmt_get_int(stmt, 8);
	grant->until_ms = stmt_get_int(stmt, 9);
	grant->ended_ms = stmt_get_int(stmt, 10);
	str_copy(grant->seen_by, sizeof(grant->seen_by), stmt_get_text(stmt, 11));
}

enum status grant_load(struct store *store, struct id id, struct grant *out, struct id *user, struct err *err)
{
	struct stmt *stmt;
	const void *bytes;
	size_t len;
	enum status st = store_query(store, &grant_get, &stmt, err);

	memset(user, 0, sizeof(*user));
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? ST_NOTFOUND : st;
	grant_take(stmt, out);
	bytes = stmt_get_blob(stmt, 12, &len);
	if (bytes && len == sizeof(user->b))
		memcpy(user->b, bytes, len);
	stmt_reset(stmt);
	return ST_OK;
}

enum status grant_running(struct store *store, const struct actor *actor, struct id person, struct actor *out,
	struct err *err)
{
	struct stmt *stmt;
	struct id id, user;
	struct grant grant;
	enum status st = store_query(store, &grant_mine, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_blob(stmt, "user", actor->id.b, sizeof(actor->id.b));
	stmt_text(stmt, "name", actor->user);
	stmt_id(stmt, "person", person);
	stmt_int(stmt, "now", clock_now_ms());
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? ST_NOTFOUND : st;
	id = stmt_get_id(stmt, 0);
	stmt_reset(stmt);
	st = grant_load(store, id, &grant, &user, err);
	if (st != ST_OK)
		return st;
	lend(actor, id, person, grant.concerns[0] != '\0', grant.kind == GRANT_EMERGENCY, out);
	free(grant.reason);
	return ST_OK;
}

enum status grant_check(struct store *store, const struct actor *actor, struct id person, struct err *err)
{
	struct grant grant;
	struct id user;
	bool holds;
	int64_t now = clock_now_ms();
	enum status st;

	if (id_none(actor->grant))
		return ST_OK;
	if (!id_same(person, actor->only))
		return err_set(err, ST_DENIED, _("Only the one file that was opened for a reason can be read here."));
	st = grant_load(store, actor->grant, &grant, &user, err);
	if (st == ST_NOTFOUND)
		return err_set(err, ST_DENIED, _("This file is not open to you any more."));
	if (st != ST_OK)
		return st;
	/* A clock that was set back lends no time either: a grant does not begin in the future. */
	holds = id_same(grant.person, person) && id_same(user, actor->id) && str_same(grant.name, actor->user)
		&& !grant.ended_ms && now >= grant.opened_ms && now < grant.until_ms;
	free(grant.reason);
	return holds ? ST_OK : err_set(err, ST_DENIED, _("The time for which this file was opened is over. It can be opened "
		"again, with a reason."));
}

static enum status of_household(struct store *store, struct id person, struct id household, bool *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &household_of, &stmt, err);

	*out = false;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = id_same(stmt_get_id(stmt, 0), household);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status grant_check_record(struct store *store, const struct actor *actor, const struct record *record,
	struct err *err)
{
	struct id person = record->id, none = { { 0 } };
	const struct kind *kind = record->kind;
	const char *value;
	bool mine = false;
	enum status st = ST_OK;

	if (id_none(actor->grant))
		return ST_OK;
	if (kind->person) {
		value = record_get(record, kind->person);
		if (!value || !id_parse(value, &person))
			person = none;
	} else if (str_same(kind->name, "household")) {
		st = of_household(store, actor->only, record->id, &mine, err);
		person = mine ? actor->only : none;
	} else if (!str_same(kind->name, "person")) {
		person = actor->only;           /* a course or a dwelling is nobody's */
	}
	return st == ST_OK ? grant_check(store, actor, person, err) : st;
}

enum status grant_end(struct store *store, const struct actor *lent, struct err *err)
{
	struct act_by by = actor_by(lent);
	struct stmt *stmt;
	unsigned was;
	enum status st;

	if (id_none(lent->grant))
		return ST_OK;
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = store_query(store, &grant_close, &stmt, err);
	if (st == ST_OK) {
		stmt_id(stmt, "id", lent->grant);
		stmt_int(stmt, "now", clock_now_ms());
		was = store_enter(store, DOOR_GRANT);
		st = stmt_run(stmt, err);
		store_leave(store, was);
	}
	if (st == ST_OK && store_changes(store) > 0)
		st = act_note(store, &by, "grant.end", lent->only, NULL, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}
