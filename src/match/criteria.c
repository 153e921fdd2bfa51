/* SPDX-License-Identifier: EUPL-1.2 */
/* Criteria in words: how each counts, what it reads, and how two versions differ. */
#include "match/criteria.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

const char *match_what_title(enum match_what what)
{
	static const char *const titles[MATCH_KINDS] = {
		[MATCH_JOBS] = N_("How work is proposed"),
		[MATCH_HOMES] = N_("How homes are given"),
		[MATCH_COURSES] = N_("How seats in language groups are given"),
		[MATCH_MENTORS] = N_("How mentors and newcomers are brought together"),
	};

	return _(titles[what]);
}

int match_weights(const struct match_rule *rule)
{
	int sum = 0;

	for (int i = 0; i < rule->count; i++)
		sum += rule->criterion[i].condition ? 0 : rule->criterion[i].weight;
	return sum;
}

void match_rule_standing(struct str *out, const struct match_rule *rule)
{
	struct str day = STR_INIT;
	struct date since;
	bool ahead;

	if (!*rule->since || !date_parse(rule->since, &since)) {
		str_add(out, _("These criteria come with the program; the town has put no others in force."));
		return;
	}
	ahead = date_days(since) > date_days(clock_today());
	date_show(&day, since);
	if (str_empty(rule->decided_by))
		str_addf(out, ahead ? _("Version %d, in force from %s.") : _("Version %d, in force since %s."), rule->version,
			str_get(&day));
	else
		str_addf(out, ahead ? _("Version %d, in force from %s, decided by %s.") :
			_("Version %d, in force since %s, decided by %s."), rule->version, str_get(&day), rule->decided_by);
	str_free(&day);
}

enum status match_rule_coming(struct store *store, enum match_what what, struct str *out, struct err *err)
{
	struct match_version *version, *next = NULL;
	struct str day = STR_INIT;
	struct date since;
	char today[11];
	int n = 0;
	enum status st = match_versions(store, what, &version, &n, err);

	date_text(clock_today(), today);
	/* The youngest first: the last one that lies ahead is the next; of one day the later version holds. */
	for (int i = 0; st == ST_OK && i < n; i++)
		if (strcmp(version[i].since, today) > 0 && (!next || !str_same(next->since, version[i].since)))
			next = &version[i];
	if (next && date_parse(next->since, &since)) {
		date_show(&day, since);
		str_addf(out, _("From %s version %d holds."), str_get(&day), next->version);
	}
	str_free(&day);
	free(version);
	return st;
}

/* ---- how it counts ---- */

void match_criterion_scale(struct str *out, const struct match_criterion *by)
{
	const char *unit = by->measure ? by->measure->unit : NULL;
	unsigned long n = (unsigned long)by->full;
	struct str number = STR_INIT;

	/* The first of a list, or one of something, is no length to speak of. */
	if (by->full == 0 || (by->full == 1 && str_same(unit, "count")))
		return;
	text_number(&number, by->full, 0);
	if (str_same(unit, "days"))
		/* TRANSLATORS: a length against which a wish is measured; %s is the number */
		str_addf(out, ngettext("%s day", "%s days", n), str_get(&number));
	else if (str_same(unit, "metres"))
		str_addf(out, ngettext("%s metre", "%s metres", n), str_get(&number));
	else if (str_same(unit, "minutes"))
		str_addf(out, ngettext("%s minute", "%s minutes", n), str_get(&number));
	else
		str_add(out, str_get(&number));
	str_free(&number);
}

void match_criterion_counts(struct str *out, const struct match_rule *rule, const struct match_criterion *by)
{
	struct str scale = STR_INIT;
	int all = match_weights(rule);

	match_criterion_scale(&scale, by);
	if (by->condition && scale.len)
		/* TRANSLATORS: of a criterion that decides alone; %s is a length like "30 days" */
		str_addf(out, _("never broken (limit: %s)"), str_get(&scale));
	else if (by->condition)
		str_add(out, pgettext("criterion", "never broken"));
	else if (scale.len)
		/* TRANSLATORS: how much a wish counts: its weight, all weights, a length like "365 days" at which it counts in full, what
		 * counts where it is not known, in per cent */
		str_addf(out, _("%d of %d points (in full: %s; not known: %d%%)"), by->weight, all, str_get(&scale),
			by->unknown / 10);
	else
		/* TRANSLATORS: how much a wish counts: its weight, all weights, what counts where it is not known, in per cent */
		str_addf(out, _("%d of %d points (not known: %d%%)"), by->weight, all, by->unknown / 10);
	str_free(&scale);
}

/* ---- what it reads ---- */

static const struct field *field_at(const char *path, size_t len)
{
	char *copy = mem_strn(path, len), *dot = strchr(copy, '.');
	const struct kind *kind = NULL;
	const struct field *field = NULL;

	if (dot) {
		*dot = '\0';
		kind = register_kind(copy);
		field = kind ? kind_field(kind, dot + 1) : NULL;
	}
	free(copy);
	return field;
}

/* Whether a label stands among those before it: "People" is asked of the household and of the home. */
static bool said_before(const char *fields, const char *at, const char *label)
{
	while (fields < at) {
		size_t n = strcspn(fields, " ");
		const struct field *field = field_at(fields, n);

		if (field && str_same(field_label(field), label))
			return true;
		fields += n + (fields[n] != '\0');
	}
	return false;
}

void match_criterion_fields(struct str *out, const struct match_criterion *by)
{
	const char *fields = by->field ? by->field : by->measure ? by->measure->fields : NULL;
	size_t begun = out->len;

	for (const char *at = fields; at && *at; ) {
		size_t n = strcspn(at, " ");
		const struct field *field = field_at(at, n);

		if (field && !said_before(fields, at, field_label(field))) {
			if (out->len > begun)
				str_add(out, msg_comma());
			str_add(out, field_label(field));
		}
		at += n + (at[n] != '\0');
	}
}

/* ---- how two differ ---- */

static void add_sentence(struct str *out, const char *sentence)
{
	str_add(out, sentence);
	str_addc(out, '\n');
}

static void new_one(struct str *out, const struct match_criterion *by)
{
	char *line = by->condition ? mem_fmt(_("New condition: %s."), match_text(by->label)) :
		mem_fmt(_("New wish: %s, with the weight %d."), match_text(by->label), by->weight);

	add_sentence(out, line);
	free(line);
}

static void gone_one(struct str *out, const struct match_criterion *by)
{
	char *line = by->condition ? mem_fmt(_("No condition any more: %s."), match_text(by->label)) :
		mem_fmt(_("No wish any more: %s."), match_text(by->label));

	add_sentence(out, line);
	free(line);
}

static void numbers(struct str *out, const struct match_criterion *a, const struct match_criterion *b)
{
	const char *label = match_text(b->label);
	struct str was = STR_INIT, is = STR_INIT;

	if (!b->condition && a->weight != b->weight)
		str_addf(out, _("“%s” weighs %d instead of %d.\n"), label, b->weight, a->weight);
	if (!b->condition && a->unknown != b->unknown)
		str_addf(out, _("“%s” counts %d%% instead of %d%% where it is not known.\n"), label, b->unknown / 10, a->unknown / 10);
	if (a->full != b->full) {
		match_criterion_scale(&was, a);
		match_criterion_scale(&is, b);
		/* TRANSLATORS: a criterion, and at which length, like "180 days", it counts in full */
		str_addf(out, _("“%s” counts in full: %s instead of %s.\n"), label, str_get(&is), str_get(&was));
	}
	str_free(&was);
	str_free(&is);
}

static void compare(struct str *out, const struct match_criterion *a, const struct match_criterion *b)
{
	const char *label = match_text(b->label);

	if (a->condition != b->condition) {
		str_addf(out, b->condition ? _("“%s” is a condition now, and no wish.\n") :
			_("“%s” is a wish now, with the weight %d.\n"), label, b->weight);
		return;
	}
	if (!str_same(a->measure_key, b->measure_key) || !str_same(a->field, b->field))
		str_addf(out, _("“%s” is measured in another way.\n"), label);
	numbers(out, a, b);
	if (!str_same(match_text(a->label), match_text(b->label)))
		str_addf(out, _("“%s” is called “%s” now.\n"), match_text(a->label), label);
	if (!str_same(match_text(a->reason), match_text(b->reason)))
		str_addf(out, _("“%s” has another reason: %s\n"), label, match_text(b->reason));
}

void match_rule_differences(struct str *out, const struct match_rule *from, const struct match_rule *to)
{
	for (int i = 0; i < to->count; i++) {
		const struct match_criterion *b = &to->criterion[i], *a = match_criterion_named(from, b->key);

		if (a)
			compare(out, a, b);
		else
			new_one(out, b);
	}
	for (int i = 0; i < from->count; i++)
		if (!match_criterion_named(to, from->criterion[i].key))
			gone_one(out, &from->criterion[i]);
	if (!str_same(match_text(from->purpose), match_text(to->purpose)))
		str_addf(out, _("The purpose is another: %s\n"), match_text(to->purpose));
}
