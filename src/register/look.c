/* SPDX-License-Identifier: EUPL-1.2 */
/* The trail of looks at people's files, and its opening for an audit or at the person's request. */
#include "register/look.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/grant.h"

#define LOOK_AGAIN_MS (10 * 60 * 1000)
#define OPEN_MS (30 * 60 * 1000)
#define REASON_LEAST 5
#define REASON_MOST 500
#define ACTS_OF_ONE 50
#define MONTH_MS (61LL * 12 * 60 * 60 * 1000)     /* 30 and a half days */
#define LOOK_KEEP_MOST 1200

/* The newest looks at one file are few; whoever looked within ten minutes stands among them. */
QUERY(look_recent, "look.recent", QUERY_INTERACTIVE,
	"SELECT 1 FROM (SELECT user, at, what FROM look WHERE about = :id ORDER BY seq DESC LIMIT 50)"
	" WHERE user = :user AND what = :what AND at > :since AND at <= :now LIMIT 1");
QUERY(look_newest, "look.newest", QUERY_INTERACTIVE,
	"SELECT at, user, desk, roles, what FROM look WHERE about = :id AND (:all OR +what <> 'inquiry')"
	" ORDER BY seq DESC LIMIT :limit");

QUERY(look_oldest, "look.oldest", QUERY_INTERACTIVE, "SELECT at FROM look WHERE seq > 0 ORDER BY seq LIMIT 1");

static const char *what_of(const struct actor *actor)
{
	if (id_none(actor->grant))
		return "look";
	return actor->quiet ? "inquiry" : actor->urgent ? "emergency" : "grant";
}

static bool looked_recently(struct store *store, const struct actor *actor, struct id person, int64_t now)
{
	struct stmt *stmt;
	bool recent;

	if (store_query(store, &look_recent, &stmt, NULL) != ST_OK)
		return false;
	stmt_id(stmt, ":id", person);
	stmt_text(stmt, ":user", actor->user);
	stmt_text(stmt, ":what", what_of(actor));
	stmt_int(stmt, ":since", now - LOOK_AGAIN_MS);
	stmt_int(stmt, ":now", now);
	recent = stmt_step(stmt, NULL) == ST_OK;
	stmt_reset(stmt);
	return recent;
}

enum status look_note(struct store *store, const struct actor *actor, struct id person, struct err *err)
{
	struct act_by by = actor_by(actor);
	int64_t now = clock_now_ms();

	if (store_read_only(store) || looked_recently(store, actor, person, now))
		return ST_OK;
	return look_append(store, &by, what_of(actor), person, now, err) == ST_BUSY ? ST_BUSY : ST_OK;
}

static bool sees_inquiries(const struct actor *actor)
{
	return (actor->roles & ROLE_AUDITOR) != 0;
}

static enum status may_ask(const struct actor *actor, enum look_why why, struct err *err)
{
	if (!id_none(actor->grant))
		return err_set(err, ST_DENIED, _("The trail is not opened from within a file that was opened for a reason."));
	if (why == LOOK_AUDIT && !(actor->roles & ROLE_AUDITOR))
		return err_set(err, ST_DENIED, _("The trail is opened for an audit by an auditor, or when the person whose file it "
			"is asks for it."));
	if (why == LOOK_REQUEST && !kind_seen(actor, register_kind("person")))
		return err_set(err, ST_DENIED, _("Your role does not see people's files."));
	return ST_OK;
}

enum status look_ask(struct store *store, const struct actor *actor, struct id person, enum look_why why,
	const char *reason, struct err *err)
{
	struct act_by by = actor_by(actor);
	size_t len = reason ? strlen(reason) : 0;
	enum status st = may_ask(actor, why, err);
	json_t *json;
	char *detail;

	if (st != ST_OK)
		return st;
	if (len < REASON_LEAST || len > REASON_MOST)
		return err_field(err, "reason", _("Please give the reason in a few words. It is noted in the trail."));
	json = json_pack("{s:s, s:s}", "why", why == LOOK_AUDIT ? "audit" : "request", "reason", reason);
	detail = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	st = act_note(store, &by, "audit", person, detail, err);
	free(detail);
	return st;
}

enum status look_may(struct store *store, const struct actor *actor, struct id person, struct err *err)
{
	int64_t now = clock_now_ms();
	struct act *act;
	bool open = false;
	int count;
	enum status st = acts_list(store, "audit", person, ACTS_OF_ONE, &act, &count, err);

	if (st != ST_OK)
		return st;
	for (int i = 0; i < count; i++)
		open = open || (str_same(act[i].user, actor->user) && act[i].at_ms <= now && act[i].at_ms > now - OPEN_MS);
	acts_free(act, count);
	if (!open || !id_none(actor->grant))
		return err_set(err, ST_DENIED, _("Who looked is told for an audit or when the person asks, with a reason that is "
			"noted."));
	return ST_OK;
}

enum status look_list(struct store *store, const struct actor *actor, struct id person, int limit, struct look_seen **out,
	int *count, struct err *err)
{
	struct stmt *stmt;
	enum status status = look_may(store, actor, person, err);

	*out = NULL;
	*count = 0;
	if (status == ST_OK)
		status = store_query(store, &look_newest, &stmt, err);
	if (status != ST_OK)
		return status;
	stmt_id(stmt, ":id", person);
	stmt_int(stmt, ":all", sees_inquiries(actor));
	stmt_int(stmt, ":limit", limit);
	while ((status = stmt_step(stmt, err)) == ST_OK) {
		struct look_seen *look;

		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		look = &(*out)[(*count)++];
		*look = (struct look_seen){ .at_ms = stmt_get_int(stmt, 0), .roles = (uint32_t)stmt_get_int(stmt, 3) };
		str_copy(look->user, sizeof(look->user), stmt_get_text(stmt, 1));
		str_copy(look->desk, sizeof(look->desk), stmt_get_text(stmt, 2));
		str_copy(look->what, sizeof(look->what), stmt_get_text(stmt, 4));
	}
	if (status == ST_DONE)
		return ST_OK;
	free(*out);
	*out = NULL;
	*count = 0;
	return status;
}

enum status look_acts(struct store *store, const struct actor *actor, struct id person, int limit, struct act **out,
	int *count, struct err *err)
{
	enum status st = look_may(store, actor, person, err);
	int kept = 0;

	*out = NULL;
	*count = 0;
	if (st == ST_OK)
		st = acts_list(store, NULL, person, limit, out, count, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < *count; i++) {
		if (!str_same((*out)[i].what, "inquiry") || sees_inquiries(actor))
			(*out)[kept++] = (*out)[i];
		else
			free((*out)[i].detail);
	}
	*count = kept;
	return ST_OK;
}

struct changes { struct look_change *change; int count; const struct kind *kind; };

static bool keep_change(void *ctx, const struct journal_entry *entry)
{
	struct changes *all = ctx;
	struct look_change *change;
	struct str names = STR_INIT;

	for (size_t i = 0; i < entry->n_fields; i++) {
		const struct field *field = kind_field(all->kind, entry->fields[i].field);

		str_addf(&names, "%s%s", names.len ? msg_comma() : "", field ? field_label(field) : entry->fields[i].field);
	}
	all->change = mem_resize(all->change, (size_t)all->count + 1, sizeof(*all->change));
	change = &all->change[all->count++];
	*change = (struct look_change){ .at_ms = entry->clock >> 16, .kind = all->kind, .op = entry->op };
	str_copy(change->user, sizeof(change->user), entry->user);
	str_copy(change->desk, sizeof(change->desk), entry->origin);
	str_get(&names);
	change->fields = str_take(&names);
	return true;
}

/* The records of one kind that belong to the person, those taken back as well. */
static enum status changes_of_kind(struct store *store, struct id person, struct changes *all, struct err *err)
{
	struct id *ids = NULL;
	struct stmt *stmt;
	char *sql = mem_fmt("SELECT id FROM \"%s\" WHERE \"%s\" = :person", all->kind->name, all->kind->person);
	int n = 0;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		ids = mem_resize(ids, (size_t)n + 1, sizeof(*ids));
		ids[n++] = stmt_get_id(stmt, 0);
	}
	st = st == ST_DONE ? ST_OK : st;
	for (int i = 0; st == ST_OK && i < n; i++)
		st = journal_of_record(store, all->kind->name, ids[i], keep_change, all, err);
	free(ids);
	return st;
}

static int newest_first(const void *a, const void *b)
{
	const struct look_change *x = a, *y = b;

	return (x->at_ms < y->at_ms) - (x->at_ms > y->at_ms);
}

enum status look_changes(struct store *store, const struct actor *actor, struct id person, struct look_change **out,
	int *count, struct err *err)
{
	struct changes all = { NULL, 0, register_kind("person") };
	const struct kind *const *kinds;
	int n;
	enum status st = look_may(store, actor, person, err);

	*out = NULL;
	*count = 0;
	if (st == ST_OK)
		st = journal_of_record(store, "person", person, keep_change, &all, err);
	kinds = register_kinds(&n);
	for (int k = 0; st == ST_OK && k < n; k++) {
		all.kind = kinds[k];
		if (all.kind->person)
			st = changes_of_kind(store, person, &all, err);
	}
	if (st != ST_OK) {
		look_changes_free(all.change, all.count);
		return st;
	}
	if (all.count)
		qsort(all.change, (size_t)all.count, sizeof(*all.change), newest_first);
	*out = all.change;
	*count = all.count;
	return ST_OK;
}

void look_changes_free(struct look_change *change, int count)
{
	for (int i = 0; i < count; i++)
		free(change[i].fields);
	free(change);
}

/* Looks of before this are over; 0: none ever is. */
static enum status kept_since(struct store *store, int64_t *out, struct err *err)
{
	char *said = NULL;
	long months = LOOK_KEEP_MONTHS;
	enum status st = setting_get(store, SETTING_TRAIL_KEEP, &said, err);

	*out = 0;
	if (st == ST_OK && said)
		months = strtol(said, NULL, 10);
	free(said);
	if (st == ST_OK && months > 0)
		*out = clock_now_ms() - months * MONTH_MS;
	return st;
}

enum status look_trim(struct store *store, const struct actor *actor, int64_t *gone, struct err *err)
{
	struct act_by by = actor_by(actor);
	int64_t since;
	enum status st = kept_since(store, &since, err);

	*gone = 0;
	return st == ST_OK && since > 0 ? looks_trim(store, &by, since, gone, err) : st;
}

void look_care(struct store *store, const struct actor *actor)
{
	int64_t since, gone, oldest = INT64_MAX;
	struct stmt *stmt;

	if (store_read_only(store) || kept_since(store, &since, NULL) != ST_OK
	    || store_query(store, &look_oldest, &stmt, NULL) != ST_OK)
		return;
	if (stmt_step(stmt, NULL) == ST_OK)
		oldest = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	if (oldest < since - MONTH_MS)
		(void)look_trim(store, actor, &gone, NULL);
}

enum status look_keep_set(struct store *store, const struct actor *actor, long months, struct err *err)
{
	char text[24];

	if (!(actor->roles & ROLE_ADMIN))
		return err_set(err, ST_DENIED, _("Only an administrator sets how long looks are kept. Nothing was changed."));
	if (months < 0 || months > LOOK_KEEP_MOST)
		return err_set(err, ST_INVALID, _("Looks are kept for up to %d months; 0 keeps them for ever."), LOOK_KEEP_MOST);
	snprintf(text, sizeof(text), "%ld", months);
	return setting_set(store, SETTING_TRAIL_KEEP, text, err);
}
