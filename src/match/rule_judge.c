/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Criteria as somebody wrote them, judged before anybody is matched by them: the gate, over their words and over their
 * fields; what can be measured; what contradicts itself.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/match.h"
#include "match/tables.h"
#include "register/gate.h"
#include "register/register.h"

/* ---- the gate ---- */

static enum status judge_words(const char *words, int line, struct err *err)
{
	struct gate_verdict verdict = gate_judge(words, NULL);

	if (!verdict.refused)
		return ST_OK;
	return err_set(err, ST_INVALID, _("Line %d: this is about %s, by which nobody may be matched (%s). %s Nothing was "
		"changed."), line, _(verdict.title), verdict.source, _(verdict.instead));
}

/* The name of a criterion is read as well: in the journal, in dossiers, by programs. */
static enum status judge_name(const struct ini_section *s, struct err *err)
{
	char *words = mem_str(s->name);
	enum status st;

	for (char *c = words; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	st = judge_words(words, s->line, err);
	free(words);
	return st;
}

static enum status judge_doc(const struct ini_doc *doc, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < doc->n_sections; i++) {
		st = judge_name(&doc->section[i], err);
		for (int k = 0; st == ST_OK && k < doc->section[i].n_entries; k++) {
			const struct ini_entry *e = &doc->section[i].entry[k];

			if (str_starts(e->key, "label") || str_starts(e->key, "reason") || str_starts(e->key, "purpose"))
				st = judge_words(e->value, e->line, err);
		}
	}
	return st;
}

static bool fits(const struct measure *measure, enum field_kind kind)
{
	if (str_same(measure->key, "earlier"))
		return kind == FIELD_DATE;
	if (str_same(measure->key, "yes"))
		return kind == FIELD_YES_NO;
	return kind == FIELD_NUMBER || kind == FIELD_MONEY;
}

static enum status judge_stands(const struct matching_criterion *by, const struct field *field, struct err *err)
{
	const struct gate_ground *ground = field->stands_for ? gate_ground_named(field->stands_for) : NULL;

	if (!field->stands_for)
		return ST_OK;
	if (!ground)
		return err_set(err, ST_INVALID, _("Line %d: the field “%s” stands for a protected ground, so nobody may be matched by "
			"it. Nothing was changed."), by->line, field_label(field));
	return err_set(err, ST_INVALID, _("Line %d: the field “%s” is, or stands for, a protected ground: %s (%s). Nobody may be "
		"matched by it. %s Nothing was changed."), by->line, field_label(field), _(ground->title), ground->source,
		_(ground->instead));
}

/* Who matches has to see what is counted: else the same pair would have other points for one colleague than for another. */
static enum status judge_sight(const struct match_ops *ops, const struct matching_criterion *by, const struct kind *kind,
	const struct field *field, struct err *err)
{
	uint32_t blind = register_kind(ops->proposal)->seen_by & ~(field->seen_by & kind->seen_by);

	for (uint32_t role = 1; blind && role <= ROLE_ALL; role <<= 1)
		if (blind & role)
			return err_set(err, ST_INVALID, _("Line %d: the field “%s” is not seen by everybody who works with these proposals (%s). "
				"Choose a field that they see."), by->line, field_label(field), _(role_label((enum role)role)));
	return ST_OK;
}

static enum status judge_field(const struct match_ops *ops, const struct matching_criterion *by,
	const struct measure *measure, struct err *err)
{
	const char *dot = strchr(by->field, '.');
	char *name = mem_strn(by->field, (size_t)(dot - by->field));
	const struct kind *kind = register_kind(name);
	const struct field *field = kind ? kind_field(kind, dot + 1) : NULL;
	bool near = str_same(name, "person") || str_same(name, ops->application);

	free(name);
	if (!field)
		return err_set(err, ST_INVALID, _("Line %d: there is no field %s. “foothold fields” lists what there is."), by->line,
			by->field);
	if (!near)
		return err_set(err, ST_INVALID, _("Line %d: %s is no field of those who are matched here. Fields of the person and of "
			"“%s” can be measured."), by->line, by->field, _(register_kind(ops->application)->label));
	if (field->stands_for)
		return judge_stands(by, field, err);
	if (str_same(field->name, "lot"))
		return err_set(err, ST_INVALID, _("Line %d: lots decide among equals alone, and are no criterion."), by->line);
	if (!fits(measure, field->kind) || field->secret_with)
		return err_set(err, ST_INVALID, _("Line %d: “%s” cannot measure the field “%s”: earlier is for days, more and fewer "
			"are for numbers, yes is for yes or no."), by->line, measure->key, field_label(field));
	return judge_sight(ops, by, kind, field, err);
}

const struct measure *match_general_for(enum match_what what, const struct kind *kind, const struct field *field)
{
	const struct match_ops *ops = match_ops(what);
	char *path = mem_fmt("%s.%s", kind->name, field->name);
	const struct matching_criterion by = { .key = "x", .field = path };
	const struct measure *found = NULL;

	for (const struct measure *m = match_general; !found && m->key; m++)
		if (judge_field(ops, &by, m, NULL) == ST_OK)
			found = m;
	free(path);
	return found;
}

/* ---- what can be measured ---- */

static enum status judge_scale(const struct matching_criterion *by, const struct measure *measure, struct err *err)
{
	if (by->full > 0 && !measure->unit)
		return err_set(err, ST_INVALID, _("Line %d: “%s” has no scale, so “full” says nothing. Take it away."), by->line,
			measure->key);
	if (by->full == 0 && measure->unit && (!by->condition || str_same(measure->unit, "count")))
		return err_set(err, ST_INVALID, _("Line %d: “%s” needs “full”, the number from which it counts in full."), by->line,
			by->key);
	return ST_OK;
}

static enum status judge_criterion(const struct match_ops *ops, const struct matching_criterion *by,
	const struct measure *measure, struct err *err)
{
	bool general = match_is_general(measure);

	if (by->condition && !(measure->may & MEASURE_CONDITION))
		return err_set(err, ST_INVALID, _("Line %d: “%s” can be a wish only, and no condition. Write [wish %s] and give it a "
			"weight."), by->line, measure->key, by->key);
	if (!by->condition && !(measure->may & MEASURE_WISH))
		return err_set(err, ST_INVALID, _("Line %d: “%s” can be a condition only, and no wish. Write [condition %s] without a "
			"weight."), by->line, measure->key, by->key);
	if (general && !by->field)
		return err_set(err, ST_INVALID, _("Line %d: “%s” measures any field. Say which, like field = person.arrived."), by->line,
			measure->key);
	if (!general && by->field)
		return err_set(err, ST_INVALID, _("Line %d: what “%s” reads is fixed. Take “field” away."), by->line, measure->key);
	if (general) {
		enum status st = judge_field(ops, by, measure, err);

		if (st != ST_OK)
			return st;
	}
	return judge_scale(by, measure, err);
}

/* ---- what contradicts itself ---- */

static bool same_source(const struct matching_criterion *a, const struct matching_criterion *b)
{
	return a->field || b->field ? str_same(a->field, b->field) : str_same(a->measure, b->measure);
}

/* At least five and at most three of the same. */
static bool exclude_each_other(const struct matching_criterion *a, const struct matching_criterion *b)
{
	const struct matching_criterion *more = str_same(a->measure, "more") ? a : b, *fewer = more == a ? b : a;

	return str_same(more->measure, "more") && str_same(fewer->measure, "fewer") && more->full > fewer->full;
}

static bool pull_apart(const struct matching_criterion *a, const struct matching_criterion *b)
{
	return (str_same(a->measure, "more") && str_same(b->measure, "fewer")) ||
		(str_same(a->measure, "fewer") && str_same(b->measure, "more"));
}

static enum status judge_two(const struct matching_criterion *a, const struct matching_criterion *b, struct err *err)
{
	if (!same_source(a, b) || a->condition != b->condition)
		return ST_OK;
	if (str_same(a->measure, b->measure))
		return err_set(err, ST_INVALID, _("Lines %d and %d measure the same, so that it would count twice. Leave one of them out, "
			"or put their weights together."), a->line, b->line);
	if (a->condition && exclude_each_other(a, b))
		return err_set(err, ST_INVALID, _("Lines %d and %d contradict each other: nobody can meet both conditions. Leave one out, "
			"or set “full” so that both can be met."), a->line, b->line);
	if (!a->condition && pull_apart(a, b))
		return err_set(err, ST_INVALID, _("Lines %d and %d contradict each other: one counts more of a number, the other fewer. "
			"Leave one of them out."), a->line, b->line);
	return ST_OK;
}

static enum status judge_list(const struct matching_list *list, const struct match_rule *rule, struct err *err)
{
	const struct match_ops *ops = match_ops(rule->what);
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < list->count; i++) {
		st = judge_criterion(ops, &list->criterion[i], rule->criterion[i].measure, err);
		for (int k = 0; st == ST_OK && k < i; k++)
			st = judge_two(&list->criterion[k], &list->criterion[i], err);
	}
	return st;
}

enum status match_rule_read(struct match_rule *out, const char *text, struct err *err)
{
	struct matching_list list;
	struct ini_doc doc = { NULL, 0 };
	enum status st = matching_ini_open(&doc, text, err);

	*out = (struct match_rule){ .count = 0 };
	if (st == ST_OK)
		st = matching_ini_read(&list, &doc, msg_language(), err);
	if (st == ST_OK)
		st = judge_doc(&doc, err);
	if (st == ST_OK)
		st = match_rule_take(out, &list, err);
	if (st == ST_OK && (st = judge_list(&list, out, err)) != ST_OK)
		match_rule_clear(out);
	ini_clear(&doc);
	return st;
}
