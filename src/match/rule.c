/* SPDX-License-Identifier: EUPL-1.2 */
/* Criteria as rules: the defaults, what a town put in force, and which of them holds on a day. */
#include "match/rule.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "match/match.h"
#include "match/tables.h"

/* Of several that began on one day the latest version. */
QUERY(rule_on, "match_rule.on", QUERY_INTERACTIVE,
	"SELECT id, version, since, text, decided_by, remark FROM match_rule"
	" WHERE what = :what AND since <= :day AND gone = 0 ORDER BY since DESC, version DESC, rid DESC LIMIT 1");
QUERY(rule_of, "match_rule.of", QUERY_INTERACTIVE,
	"SELECT id, version, since, text, decided_by, remark FROM match_rule WHERE id = :id");

const char *match_text(const char *text)
{
	return str_empty(text) ? "" : gettext(text);
}

static char *dup_or_null(const char *s)
{
	return s ? mem_str(s) : NULL;
}

static enum status no_measure(enum match_what what, const struct matching_criterion *by, struct err *err)
{
	struct str names = STR_INIT;
	const struct match_ops *ops = match_ops(what);
	enum status st;

	for (const struct measure *m = ops->measure; m->key; m++)
		str_addf(&names, "%s%s", names.len ? msg_comma() : "", m->key);
	for (const struct measure *m = match_general; m->key; m++)
		str_addf(&names, "%s%s", names.len ? msg_comma() : "", m->key);
	st = err_set(err, ST_INVALID, _("Line %d: there is no measure “%s”. Measures that may stand here are: %s."), by->line,
		by->measure, str_get(&names));
	str_free(&names);
	return st;
}

static bool take_criterion(struct match_criterion *out, enum match_what what, const struct matching_criterion *by)
{
	*out = (struct match_criterion){ .condition = by->condition, .weight = by->weight, .unknown = by->unknown,
		.full = by->full, .measure = match_measure(what, by->measure) };
	if (!out->measure)
		return false;
	str_copy(out->key, sizeof(out->key), by->key);
	str_copy(out->measure_key, sizeof(out->measure_key), by->measure);
	out->field = dup_or_null(by->field);
	out->label = mem_str(by->label);
	out->reason = mem_str(by->reason);
	return true;
}

static enum match_what what_of(const char *word)
{
	for (int i = 0; i < MATCH_KINDS; i++)
		if (str_same(matching_whats[i], word))
			return (enum match_what)i;
	BUG("a word that the reader let through");
}

enum status match_rule_take(struct match_rule *out, const struct matching_list *list, struct err *err)
{
	enum status st = ST_OK;

	*out = (struct match_rule){ .what = what_of(list->what), .purpose = mem_str(list->purpose) };
	for (int i = 0; st == ST_OK && i < list->count; i++)
		if (take_criterion(&out->criterion[out->count], out->what, &list->criterion[i]))
			out->count++;
		else
			st = no_measure(out->what, &list->criterion[i], err);
	if (st == ST_OK)
		match_rule_seal(out);
	else
		match_rule_clear(out);
	return st;
}

void match_rule_default(enum match_what what, struct match_rule *out)
{
	if (match_rule_take(out, &builtin_matching[what], NULL) != ST_OK)
		BUG("criteria that come with the program and cannot be measured");
}

enum status match_rule_parse(struct match_rule *out, const char *text, struct err *err)
{
	struct matching_list list;
	struct ini_doc doc = { NULL, 0 };
	enum status st = matching_ini_open(&doc, text, err);

	if (st == ST_OK)
		st = matching_ini_read(&list, &doc, msg_language(), err);
	if (st == ST_OK)
		st = match_rule_take(out, &list, err);
	ini_clear(&doc);
	return st;
}

static enum status take_row(struct match_rule *out, struct stmt *stmt, struct err *err)
{
	enum status st = match_rule_parse(out, stmt_get_text(stmt, 3) ? stmt_get_text(stmt, 3) : "", err);

	if (st == ST_INVALID) {
		char *why = mem_str(err ? err->text : "");

		/* TRANSLATORS: a version's number, what is wrong with it, as a whole sentence */
		st = err_set(err, st, _("Version %d of these criteria cannot be read by this version of the program: %s Put others in "
			"force."), (int)stmt_get_int(stmt, 1), why);
		free(why);
	}
	if (st != ST_OK)
		return st;
	out->id = stmt_get_id(stmt, 0);
	out->version = (int)stmt_get_int(stmt, 1);
	str_copy(out->since, sizeof(out->since), stmt_get_text(stmt, 2));
	out->decided_by = dup_or_null(stmt_get_text(stmt, 4));
	out->remark = dup_or_null(stmt_get_text(stmt, 5));
	return ST_OK;
}

enum status match_rule_on(struct store *store, enum match_what what, const char *day, struct match_rule *out,
	struct err *err)
{
	struct stmt *stmt;
	char today[11];
	enum status st = store_query(store, &rule_on, &stmt, err);

	*out = (struct match_rule){ .what = what };
	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	stmt_text(stmt, "what", matching_whats[what]);
	stmt_text(stmt, "day", str_empty(day) ? today : day);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		st = take_row(out, stmt, err);
	else if (st == ST_DONE) {
		match_rule_default(what, out);
		st = ST_OK;
	}
	stmt_reset(stmt);
	return st;
}

enum status match_rule_of(struct store *store, enum match_what what, struct id id, struct match_rule *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st;

	*out = (struct match_rule){ .what = what };
	if (id_none(id)) {
		match_rule_default(what, out);
		return ST_OK;
	}
	st = store_query(store, &rule_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", id);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		st = take_row(out, stmt, err);
	else if (st == ST_DONE)
		st = err_set(err, ST_NOTFOUND, _("These criteria are not in this file."));
	stmt_reset(stmt);
	return st;
}

void match_rule_copy(struct match_rule *out, const struct match_rule *rule)
{
	*out = *rule;
	out->purpose = dup_or_null(rule->purpose);
	out->decided_by = dup_or_null(rule->decided_by);
	out->remark = dup_or_null(rule->remark);
	for (int i = 0; i < out->count; i++) {
		struct match_criterion *by = &out->criterion[i];

		by->field = dup_or_null(by->field);
		by->label = dup_or_null(by->label);
		by->reason = dup_or_null(by->reason);
	}
}

void match_rule_clear(struct match_rule *rule)
{
	for (int i = 0; i < rule->count; i++) {
		free(rule->criterion[i].field);
		free(rule->criterion[i].label);
		free(rule->criterion[i].reason);
	}
	free(rule->purpose);
	free(rule->decided_by);
	free(rule->remark);
	*rule = (struct match_rule){ .what = rule->what };
}

void match_rule_seal(struct match_rule *rule)
{
	struct str text = STR_INIT;
	uint8_t hash[32];

	str_addf(&text, "%s\n", matching_whats[rule->what]);
	for (int i = 0; i < rule->count; i++) {
		const struct match_criterion *by = &rule->criterion[i];

		str_addf(&text, "%s %s %s %s %d %d %lld\n", by->condition ? "condition" : "wish", by->key, by->measure_key,
			by->field ? by->field : "-", by->weight, by->unknown, (long long)by->full);
	}
	crypto_generichash(hash, sizeof(hash), (const uint8_t *)str_get(&text), text.len, NULL, 0);
	sodium_bin2hex(rule->digest, sizeof(rule->digest), hash, sizeof(hash));
	str_free(&text);
}

const struct match_criterion *match_criterion_named(const struct match_rule *rule, const char *key)
{
	for (int i = 0; i < rule->count; i++)
		if (str_same(rule->criterion[i].key, key))
			return &rule->criterion[i];
	return NULL;
}
