/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold match criteria: by what places are given, other criteria tried and put in force, the public notice. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/match.h"
#include "commands/papers.h"
#include "match/criteria.h"
#include "register/matching_ini.h"

#define TEXT_BYTES 20000

/* ---- showing ---- */

static json_t *words_or_null(const char *text)
{
	return str_empty(text) ? json_null() : json_string(text);
}

static json_t *criterion_json(const struct match_criterion *by)
{
	json_t *out = json_pack("{s:s, s:b, s:s, s:s, s:s, s:o}", "key", by->key, "condition", by->condition, "label",
		match_text(by->label), "reason", match_text(by->reason), "measure", by->measure_key, "field",
		words_or_null(by->field));

	if (by->full > 0)
		json_object_set_new(out, "full", json_integer(by->full));
	if (!by->condition) {
		json_object_set_new(out, "weight", json_integer(by->weight));
		json_object_set_new(out, "unknown", json_integer(by->unknown));
	}
	return out;
}

static json_t *rule_json(const struct match_rule *rule)
{
	json_t *list = json_array();
	char id[37] = "";

	for (int i = 0; i < rule->count; i++)
		json_array_append_new(list, criterion_json(&rule->criterion[i]));
	if (!id_none(rule->id))
		id_text(rule->id, id);
	return json_pack("{s:s, s:o, s:i, s:o, s:s, s:o, s:o, s:s, s:o}", "what", matching_whats[rule->what], "id",
		words_or_null(id), "version", rule->version, "since", words_or_null(rule->since), "purpose",
		match_text(rule->purpose), "decided_by", words_or_null(rule->decided_by), "published", words_or_null(rule->remark),
		"digest", rule->digest, "criteria", list);
}

static void put_line(struct call *call, const struct match_rule *rule, const struct match_criterion *by)
{
	struct str counts = STR_INIT, fields = STR_INIT;
	char *line;

	if (!by->condition || by->full > 0)
		match_criterion_counts(&counts, rule, by);
	match_criterion_fields(&fields, by);
	/* TRANSLATORS: a criterion, and how much it counts */
	line = counts.len ? mem_fmt(_("%s: %s"), match_text(by->label), str_get(&counts)) : mem_str(match_text(by->label));
	out_wrapped(call, line, 2);
	free(line);
	out_wrapped(call, match_text(by->reason), 6);
	line = fields.len ? mem_fmt(_("%s (measure %s, read from: %s)"), by->key, by->measure_key, str_get(&fields)) :
		mem_fmt(_("%s (measure %s)"), by->key, by->measure_key);
	out_wrapped(call, line, 6);
	free(line);
	str_free(&counts);
	str_free(&fields);
}

static void put_state(struct call *call, const struct match_rule *rule)
{
	struct str words = STR_INIT;

	match_rule_standing(&words, rule);
	out_value(call, str_get(&words));
	out_text(call, "\n");
	str_free(&words);
}

static enum status show(struct call *call, const struct match_rule *rule, struct err *err)
{
	struct str coming = STR_INIT;
	enum status st;

	if (call->json)
		return out_json(call, rule_json(rule), err);
	st = match_rule_coming(call->store, rule->what, &coming, err);
	out_line(call, match_what_title(rule->what));
	put_state(call, rule);
	if (coming.len > 0)
		out_line(call, str_get(&coming));
	str_free(&coming);
	for (int wishes = 0; wishes < 2; wishes++) {
		out_text(call, "\n");
		out_line(call, wishes ? _("Wishes, and how much each counts") : _("Conditions, which are never broken"));
		for (int i = 0; i < rule->count; i++)
			if (rule->criterion[i].condition != wishes)
				put_line(call, rule, &rule->criterion[i]);
	}
	return st;
}

/* Which kinds there are, and by which version each goes. */
static enum status show_kinds(struct call *call, struct err *err)
{
	json_t *json = json_array();
	enum status st = ST_OK;

	for (int what = 0; st == ST_OK && what < MATCH_KINDS; what++) {
		struct match_rule rule;

		st = match_rule_on(call->store, (enum match_what)what, "", &rule, err);
		if (st != ST_OK)
			break;
		if (!call->json) {
			char *line = mem_fmt("%s  (%s)", match_what_title(rule.what), matching_whats[what]);

			out_value(call, line);
			out_text(call, "\n  ");
			put_state(call, &rule);
			free(line);
		}
		json_array_append_new(json, rule_json(&rule));
		match_rule_clear(&rule);
	}
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(json), err);
	json_decref(json);
	return st;
}

static enum status history_json(struct call *call, enum match_what what, struct err *err)
{
	struct match_version *version;
	json_t *json = json_array();
	int n = 0;
	enum status st = match_versions(call->store, what, &version, &n, err);

	for (int i = 0; st == ST_OK && i <= n; i++) {
		struct match_rule rule;

		st = match_rule_of(call->store, what, i < n ? version[i].id : (struct id){ { 0 } }, &rule, err);
		if (st == ST_OK)
			json_array_append_new(json, rule_json(&rule));
		match_rule_clear(&rule);
	}
	if (st == ST_OK)
		st = out_json(call, json_incref(json), err);
	json_decref(json);
	free(version);
	return st;
}

static enum status history(struct call *call, enum match_what what, struct err *err)
{
	struct sheet *paper = NULL;
	enum status st;

	if (call->json)
		return history_json(call, what, err);
	st = match_versions_paper(call->store, what, &paper, err);
	if (st == ST_OK)
		st = call_paper(call, paper, NULL, err);
	sheet_free(paper);
	return st;
}

static enum status notice(struct call *call, const struct match_rule *rule, struct err *err)
{
	struct sheet *paper = NULL;
	enum status st = match_notice(call->store, rule, &paper, err);

	if (st == ST_OK)
		st = call_paper(call, paper, NULL, err);
	sheet_free(paper);
	return st;
}

/* ---- measures ---- */

static const char *may_words(const struct measure *measure)
{
	if (measure->may == (MEASURE_CONDITION | MEASURE_WISH))
		return _("condition or wish");
	return measure->may == MEASURE_CONDITION ? _("condition") : _("wish");
}

static const char *unit_words(const struct measure *measure)
{
	if (str_same(measure->unit, "days"))
		return _("full in days");
	if (str_same(measure->unit, "metres"))
		return _("full in metres");
	if (str_same(measure->unit, "minutes"))
		return _("full in minutes");
	return measure->unit ? _("full as a number") : "";
}

static void put_measures(struct table *table, json_t *json, const struct measure *measure)
{
	for (; measure->key; measure++) {
		table_cell(table, measure->key);
		table_cell(table, _(measure->label));
		table_cell(table, may_words(measure));
		table_cell(table, unit_words(measure));
		json_array_append_new(json, json_pack("{s:s, s:s, s:b, s:b, s:o, s:s}", "key", measure->key, "label",
			_(measure->label), "condition", (measure->may & MEASURE_CONDITION) != 0, "wish",
			(measure->may & MEASURE_WISH) != 0, "unit", words_or_null(measure->unit), "fields", measure->fields));
	}
}

static void put_fields(struct call *call, const struct match_ops *ops, const struct kind *kind)
{
	struct table table;

	table_begin(&table, 3);
	for (int i = 0; i < kind->n_fields; i++) {
		const struct measure *measure = match_general_for(ops->what, kind, &kind->fields[i]);
		char *path = mem_fmt("%s.%s", kind->name, kind->fields[i].name);

		if (measure) {
			table_cell(&table, path);
			table_cell(&table, field_label(&kind->fields[i]));
			table_cell(&table, str_same(measure->key, "more") ? "more, fewer" : measure->key);
		}
		free(path);
	}
	table_out(&table, call, "  ");
	table_end(&table);
}

/* What a town's own criteria can be made of. */
static enum status measures(struct call *call, enum match_what what, struct err *err)
{
	const struct match_ops *ops = match_ops(what);
	json_t *json = json_array();
	struct table table;
	enum status st = ST_OK;

	table_begin(&table, 4);
	put_measures(&table, json, ops->measure);
	put_measures(&table, json, match_general);
	if (call->json)
		st = out_json(call, json_incref(json), err);
	else {
		out_line(call, _("Criteria can be measured by these:"));
		table_out(&table, call, "  ");
		out_text(call, "\n");
		out_line(call, _("The last ones measure any of these fields, named by “field”:"));
		put_fields(call, ops, register_kind(ops->application));
		put_fields(call, ops, register_kind("person"));
	}
	table_end(&table);
	json_decref(json);
	return st;
}

/* ---- other criteria ---- */

/* "waited=400,preference=200" */
static enum status read_weights(const char *said, struct matching_weight *weight, char **copy, int *n, struct err *err)
{
	char *rest = *copy = mem_str(said), *one;

	*n = 0;
	while ((one = strsep(&rest, ", ")) != NULL) {
		char *equals = strchr(one, '='), *end;
		long number = equals ? strtol(equals + 1, &end, 10) : -1;

		if (!*one)
			continue;
		if (!equals || !equals[1] || *end || number < 0 || number > MATCHING_FULL_MOST || *n == MATCHING_MOST)
			return err_set(err, ST_USAGE, _("Weights are given like waited=400,preference=200. Nothing was changed."));
		*equals = '\0';
		weight[(*n)++] = (struct matching_weight){ one, (int)number };
	}
	return ST_OK;
}

static enum status weighed(struct call *call, const struct match_rule *now, char **text, struct err *err)
{
	struct matching_weight weight[MATCHING_MOST];
	char *copy = NULL, *old = NULL;
	int n = 0;
	enum status st = read_weights(call_option(call, "weigh"), weight, &copy, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++) {
		const struct match_criterion *by = match_criterion_named(now, weight[i].key);

		if (!by || by->condition)
			st = err_set(err, ST_INVALID, _("There is no wish “%s”. “foothold match criteria %s” shows the wishes. Nothing was "
				"changed."), weight[i].key, matching_whats[now->what]);
	}
	if (st == ST_OK)
		st = match_rule_text(call->store, now->what, now->id, &old, err);
	if (st == ST_OK)
		st = match_rule_weigh(old, weight, n, text, err);
	free(copy);
	free(old);
	return st;
}

static enum status new_text(struct call *call, const struct match_rule *now, char **text, struct err *err)
{
	const char *path = call_option(call, call_given(call, "try") ? "try" : "own");
	struct str read = STR_INIT;
	enum status st;

	if (call_given(call, "weigh"))
		return weighed(call, now, text, err);
	st = text_read(path, TEXT_BYTES, &read, err);
	*text = str_take(&read);
	return st;
}

enum status match_criteria_tried(struct call *call, enum match_what what, struct match_rule *out, struct err *err)
{
	struct match_rule now;
	char *text = NULL;
	enum status st = match_rule_on(call->store, what, "", &now, err);

	if (st != ST_OK)
		return st;
	st = new_text(call, &now, &text, err);
	if (st == ST_OK)
		st = match_rule_read(out, text, err);
	if (st == ST_OK && out->what != what) {
		match_rule_clear(out);
		st = err_set(err, ST_INVALID, _("These are criteria for something else. Nothing was computed."));
	}
	free(text);
	match_rule_clear(&now);
	return st;
}

static void put_differences(struct call *call, const struct match_rule *now, const struct match_rule *to)
{
	struct str words = STR_INIT;

	match_rule_differences(&words, now, to);
	if (words.len == 0)
		str_add(&words, _("They say what holds already."));
	/* Without an empty line behind. */
	else
		words.s[--words.len] = '\0';
	out_wrapped(call, str_get(&words), 0);
	str_free(&words);
}

static enum status change_them(struct call *call, const struct match_rule *now, struct err *err)
{
	struct match_rule to;
	char *text = NULL;
	enum status st = new_text(call, now, &text, err);

	if (st == ST_OK)
		st = match_rule_read(&to, text, err);
	if (st != ST_OK) {
		free(text);
		return st;
	}
	if (to.what != now->what)
		st = err_set(err, ST_INVALID, _("These criteria are for %s, and not for %s. Nothing was changed."),
			matching_whats[to.what], matching_whats[now->what]);
	else if (!call_given(call, "try") && !call_given(call, "dry-run"))
		st = match_rule_enact(call->store, &call->actor, &(struct match_enact){ .text = text, .since = call_option(call, "since"),
			.decided_by = call_option(call, "decided-by"), .remark = call_option(call, "published") }, NULL, err);
	if (st == ST_OK && call->json)
		st = out_json(call, rule_json(&to), err);
	else if (st == ST_OK) {
		put_differences(call, now, &to);
		note(call_given(call, "try") || call_given(call, "dry-run") ? _("Nothing was changed: they were only tried.") :
			_("They are recorded as a new version. What was decided before keeps the version it was decided by."));
	}
	match_rule_clear(&to);
	free(text);
	return st;
}

/* ---- the word ---- */

static enum status version_named(struct call *call, enum match_what what, struct match_rule *out, struct err *err)
{
	struct match_version *version;
	int n = 0;
	long wanted = 0;
	enum status st = call_number(call, "of", 0, &wanted, err);

	if (st != ST_OK || wanted == 0)
		return st == ST_OK ? match_rule_of(call->store, what, (struct id){ { 0 } }, out, err) : st;
	st = match_versions(call->store, what, &version, &n, err);
	for (int i = 0; st == ST_OK && i < n; i++)
		if (version[i].version == wanted) {
			st = match_rule_of(call->store, what, version[i].id, out, err);
			free(version);
			return st;
		}
	free(version);
	return st == ST_OK ? err_set(err, ST_NOTFOUND, _("There is no version %ld of these criteria. --history shows which there are."),
		wanted) : st;
}

static enum status print_text(struct call *call, const struct match_rule *rule, struct err *err)
{
	char *text;
	enum status st = match_rule_text(call->store, rule->what, rule->id, &text, err);

	if (st == ST_OK)
		out_text(call, text);
	free(text);
	return st;
}

enum status match_criteria_word(struct call *call, struct err *err)
{
	struct match_rule rule;
	enum match_what what = MATCH_HOMES;
	enum status st;

	if (call->argc < 2)
		return show_kinds(call, err);
	st = match_which(call->argv[1], &what, err);
	if (st == ST_OK && call_given(call, "history"))
		return history(call, what, err);
	if (st == ST_OK && call_given(call, "measures"))
		return measures(call, what, err);
	if (st == ST_OK)
		st = call_given(call, "of") ? version_named(call, what, &rule, err) :
			match_rule_on(call->store, what, "", &rule, err);
	if (st != ST_OK)
		return st;
	if (call_given(call, "own") || call_given(call, "try") || call_given(call, "weigh"))
		st = change_them(call, &rule, err);
	else if (call_given(call, "text"))
		st = print_text(call, &rule, err);
	else if (call_given(call, "notice"))
		st = notice(call, &rule, err);
	else
		st = show(call, &rule, err);
	match_rule_clear(&rule);
	return st;
}
