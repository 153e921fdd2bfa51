/* SPDX-License-Identifier: EUPL-1.2 */
/* Versions of criteria as records: whichever door they come by they are judged, numbered, and never written over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "match/criteria.h"
#include "match/dossier.h"
#include "match/tables.h"

QUERY(last_version, "match_rule.last", QUERY_INTERACTIVE, "SELECT coalesce(max(version), 0) FROM match_rule WHERE what = :what");
QUERY(all_versions, "match_rule.all", QUERY_INTERACTIVE,
	"SELECT id, version, since FROM match_rule WHERE what = :what AND gone = 0 ORDER BY since DESC, version DESC, rid DESC");
QUERY(text_of, "match_rule.text", QUERY_INTERACTIVE, "SELECT text FROM match_rule WHERE id = :id AND what = :what");

/* ---- as records ---- */

/* In which version of its sort this one comes; what came along from elsewhere keeps its number. */
static enum status put_version(struct change *change, struct change_item *item, struct err *err)
{
	struct stmt *stmt;
	char number[24];
	enum status st;

	if (change_get(item, "version"))
		return ST_OK;
	st = store_query(change_store(change), &last_version, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "what", change_get(item, "what"));
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		snprintf(number, sizeof(number), "%lld", (long long)stmt_get_int(stmt, 0) + 1);
		rule_put(item, "version", number);
	}
	stmt_reset(stmt);
	return st;
}

static enum status rule_derive(struct change *change, struct change_item *item, struct err *err)
{
	struct match_rule rule;
	const char *text = change_get(item, "text");
	enum status st;

	/* What another desk put in force was judged there. */
	if (!change_is_new(item) || !text || change_is_merge(change))
		return ST_OK;
	st = match_rule_read(&rule, text, err);
	if (st != ST_OK)
		return st;
	rule_default(item, "what", matching_whats[rule.what]);
	rule_put(item, "digest", rule.digest);
	if (!str_same(matching_whats[rule.what], change_get(item, "what")))
		st = err_field(err, "text", _("These criteria are for another sort of places than this record. Nothing was saved; put "
			"them in force where they belong."));
	match_rule_clear(&rule);
	return st == ST_OK ? put_version(change, item, err) : st;
}

static bool is_past(const char *day)
{
	char today[11];

	date_text(clock_today(), today);
	return day && strcmp(day, today) < 0;
}

enum status match_since_check(const char *since, struct err *err)
{
	if (!is_past(since))
		return ST_OK;
	return err_field(err, "since", _("Criteria hold from today on at the earliest: nobody may be judged by what was not "
		"published yet. Nothing was saved; choose today or a later day."));
}

static enum status stays(struct err *err)
{
	return err_set(err, ST_INVALID, _("These criteria have been in force: what was decided by them has to stay explainable. "
		"Nothing was changed; put others in force instead."));
}

static enum status rule_check(struct change *change, struct change_item *item, struct err *err)
{
	bool begun = is_past(change_before(item, "since"));

	if (change_is_merge(change))
		return ST_OK;
	if (change_is_deletion(item))
		return begun ? stays(err) : ST_OK;
	if (change_is_update(item) && (change_touches(item, "text") || change_touches(item, "what")))
		return err_field(err, "text", _("What a version says is never written over. Nothing was saved; put a new version in "
			"force."));
	if (change_is_update(item) && begun && change_touches(item, "since"))
		return stays(err);
	return change_warns(change) && change_touches(item, "since") ? match_since_check(change_get(item, "since"), err) : ST_OK;
}

static const struct kind_ops match_rule_rules = { rule_derive, rule_check, NULL };

void match_init(void)
{
	kind_rules("match_rule", &match_rule_rules);
	store_check_add(match_rules_check);
	dossier_init();
}

/* ---- putting in force ---- */

enum status match_rule_enact(struct store *store, const struct actor *actor, const struct match_enact *what,
	struct id *set, struct err *err)
{
	struct change *change;
	struct change_item *item;
	struct match_rule rule;
	enum status st = match_rule_read(&rule, what->text, err);

	if (st != ST_OK)
		return st;
	change = change_begin(store, actor);
	item = change_create(change, register_kind("match_rule"), NULL);
	st = change_set(item, "what", matching_whats[rule.what], err);
	if (st == ST_OK)
		st = change_set(item, "text", what->text, err);
	if (st == ST_OK)
		st = change_set(item, "since", str_empty(what->since) ? "today" : what->since, err);
	if (st == ST_OK)
		st = change_set(item, "decided_by", what->decided_by, err);
	if (st == ST_OK)
		st = change_set(item, "remark", what->remark, err);
	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	match_rule_clear(&rule);
	return st;
}

/* ---- texts and versions ---- */

enum status match_rule_text(struct store *store, enum match_what what, struct id id, char **out, struct err *err)
{
	struct str text = STR_INIT;
	struct stmt *stmt;
	enum status st;

	*out = NULL;
	if (id_none(id)) {
		matching_ini_text(&text, &builtin_matching[what]);
		*out = str_take(&text);
		return ST_OK;
	}
	st = store_query(store, &text_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	stmt_text(stmt, "what", matching_whats[what]);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		matching_unfold(&text, stmt_get_text(stmt, 0) ? stmt_get_text(stmt, 0) : "");
		*out = str_take(&text);
	} else if (st == ST_DONE)
		st = err_set(err, ST_NOTFOUND, _("These criteria are not in this file."));
	stmt_reset(stmt);
	return st;
}

enum status match_rule_weigh(const char *text, const struct matching_weight *weight, int n, char **out,
	struct err *err)
{
	struct ini_doc doc = { NULL, 0 };
	struct match_rule rule;
	struct str made = STR_INIT;
	enum status st = matching_ini_open(&doc, text, err);

	*out = NULL;
	if (st == ST_OK) {
		matching_doc_text(&made, &doc, weight, n);
		st = match_rule_read(&rule, str_get(&made), err);
	}
	if (st == ST_OK) {
		match_rule_clear(&rule);
		*out = str_take(&made);
	}
	str_free(&made);
	ini_clear(&doc);
	return st;
}

enum status match_versions(struct store *store, enum match_what what, struct match_version **out, int *count,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &all_versions, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "what", matching_whats[what]);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct match_version *version;

		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		version = &(*out)[(*count)++];
		*version = (struct match_version){ .id = stmt_get_id(stmt, 0), .version = (int)stmt_get_int(stmt, 1) };
		str_copy(version->since, sizeof(version->since), stmt_get_text(stmt, 2));
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}
