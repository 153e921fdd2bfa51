/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Measures for any field of the application or the person: the earlier a day, the more or the fewer of a number, yes.
 * Their values are read once into columns, through the read door: what the actor may not see is not known.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "match/match.h"
#include "register/read.h"

#define HUNDREDTHS 100

static int64_t value_of(const struct match_facts *facts, const struct match_criterion *by, int candidate)
{
	for (int i = 0; i < facts->n_columns; i++)
		if (str_same(facts->column[i].field, by->field))
			return facts->column[i].value[candidate];
	return MATCH_NO_VALUE;
}

/* Of `part` out of `whole`, in thousandths. */
static int share_of(int64_t part, int64_t whole)
{
	if (part <= 0 || whole <= 0)
		return 0;
	return part >= whole ? MATCH_SHARE : (int)(part * MATCH_SHARE / whole);
}

static int met(const struct match_criterion *by, bool is)
{
	if (is)
		return MATCH_SHARE;
	return by->condition ? MEASURE_MISSED : 0;
}

static int earlier_share(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	int64_t value = value_of(facts, by, candidate), past;
	struct date today;

	(void)place;
	if (value == MATCH_NO_VALUE || !date_parse(facts->day, &today))
		return MEASURE_UNKNOWN;
	past = date_days(today) - value;
	return by->condition ? met(by, past >= by->full) : share_of(past, by->full);
}

static int more_share(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	int64_t value = value_of(facts, by, candidate), full = by->full * HUNDREDTHS;

	(void)place;
	if (value == MATCH_NO_VALUE)
		return MEASURE_UNKNOWN;
	return by->condition ? met(by, value >= full) : share_of(value, full);
}

static int fewer_share(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	int64_t value = value_of(facts, by, candidate), full = by->full * HUNDREDTHS;

	(void)place;
	if (value == MATCH_NO_VALUE)
		return MEASURE_UNKNOWN;
	return by->condition ? met(by, value <= full) : share_of(full - value, full);
}

static int yes_share(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place)
{
	int64_t value = value_of(facts, by, candidate);

	(void)place;
	return value == MATCH_NO_VALUE ? MEASURE_UNKNOWN : met(by, value == 1);
}

static const struct field *field_of(const char *path)
{
	const char *dot = strchr(path, '.');
	char *name = mem_strn(path, (size_t)(dot - path));
	const struct kind *kind = register_kind(name);

	free(name);
	return kind ? kind_field(kind, dot + 1) : NULL;
}

static void tell_value(char out[MEASURED_VALUE], enum field_kind kind, int64_t value)
{
	struct str text = STR_INIT;
	char day[11];

	if (kind == FIELD_DATE) {
		date_text(date_from_days((long)value), day);
		str_add(&text, day);
	} else if (kind == FIELD_YES_NO)
		str_add(&text, value ? "yes" : "no");
	else if (value % HUNDREDTHS == 0)
		str_addf(&text, "%lld", (long long)(value / HUNDREDTHS));
	else
		str_addf(&text, "%s%lld.%02d", value < 0 ? "-" : "", (long long)llabs(value) / HUNDREDTHS,
			(int)(llabs(value) % HUNDREDTHS));
	str_copy(out, MEASURED_VALUE, str_get(&text));
	str_free(&text);
}

static void general_tell(const struct match_facts *facts, const struct match_criterion *by, int candidate, int place,
	struct measured *out)
{
	const struct field *field = field_of(by->field);
	int64_t value = value_of(facts, by, candidate);

	*out = (struct measured){ .share = by->measure->share(facts, by, candidate, place) };
	if (field && value != MATCH_NO_VALUE)
		tell_value(out->has, field->kind, value);
	if (by->full > 0)
		tell_value(out->wants, FIELD_NUMBER, by->full * HUNDREDTHS);
}

static void general_words(struct str *out, const struct match_criterion *by, const struct measured *is)
{
	const struct field *field = field_of(by->field);
	const char *label = field ? field_label(field) : by->field;
	char *canonical = NULL;
	struct str shown = STR_INIT;

	if (is->share == MEASURE_UNKNOWN) {
		/* TRANSLATORS: what is to be asked of a person; %s is the label of a field */
		str_addf(out, _("To be asked: “%s” is not recorded."), label);
		return;
	}
	if (field && field_check(field, is->has, &canonical, NULL) == ST_OK && canonical)
		field_show(&shown, field, canonical);
	else
		str_add(&shown, is->has);
	/* TRANSLATORS: a field's label and its value */
	str_addf(out, _("%s: %s"), label, str_get(&shown));
	str_free(&shown);
	free(canonical);
}

const struct measure match_general[] = {
	{ .key = "earlier", .label = N_("The earlier a day lies"), .fields = "", .may = MEASURE_CONDITION | MEASURE_WISH,
	  .unit = "days", .share = earlier_share, .tell = general_tell, .words = general_words },
	{ .key = "more", .label = N_("The more of a number"), .fields = "", .may = MEASURE_CONDITION | MEASURE_WISH,
	  .unit = "count", .share = more_share, .tell = general_tell, .words = general_words },
	{ .key = "fewer", .label = N_("The fewer of a number"), .fields = "", .may = MEASURE_CONDITION | MEASURE_WISH,
	  .unit = "count", .share = fewer_share, .tell = general_tell, .words = general_words },
	{ .key = "yes", .label = N_("Where it says yes"), .fields = "", .may = MEASURE_CONDITION | MEASURE_WISH,
	  .share = yes_share, .tell = general_tell, .words = general_words },
	{ .key = NULL },
};

bool match_is_general(const struct measure *measure)
{
	for (const struct measure *m = match_general; m->key; m++)
		if (m == measure)
			return true;
	return false;
}

/* ---- reading ---- */

/* Canonical text as the columns hold it. */
static int64_t read_value(const struct field *field, const char *text)
{
	struct date day;
	char *end;
	int64_t whole, part = 0;

	if (str_empty(text))
		return MATCH_NO_VALUE;
	if (field->kind == FIELD_DATE)
		return date_parse(text, &day) ? date_days(day) : MATCH_NO_VALUE;
	if (field->kind == FIELD_YES_NO)
		return str_same(text, "yes");
	whole = strtoll(text, &end, 10);
	if (*end == '.' && end[1])
		part = (end[1] - '0') * 10 + (end[2] ? end[2] - '0' : 0);
	return whole * HUNDREDTHS + (*text == '-' ? -part : part);
}

static enum status read_cell(struct store *store, const struct actor *actor, const struct match_candidate *who,
	const struct field *field, const char *path, int64_t *out, struct err *err)
{
	bool person = str_starts(path, "person.");
	char *name = mem_strn(path, (size_t)(strchr(path, '.') - path));
	struct record *record = NULL;
	enum status st = read_brief(store, actor, register_kind(name), person ? who->person : who->application, &record, err);

	*out = st == ST_OK ? read_value(field, record_get(record, field->name)) : MATCH_NO_VALUE;
	record_free(record);
	free(name);
	return st == ST_NOTFOUND || st == ST_DENIED ? ST_OK : st;
}

static bool has_column(const struct match_facts *facts, const char *field)
{
	for (int i = 0; i < facts->n_columns; i++)
		if (str_same(facts->column[i].field, field))
			return true;
	return false;
}

enum status match_columns_read(struct store *store, const struct actor *actor, const struct match_rule *rule,
	struct match_facts *facts, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < rule->count; i++) {
		const char *path = rule->criterion[i].field;
		const struct field *field = path ? field_of(path) : NULL;
		struct match_column *column;

		if (!field || has_column(facts, path))
			continue;
		facts->column = mem_resize(facts->column, (size_t)facts->n_columns + 1, sizeof(*facts->column));
		column = &facts->column[facts->n_columns++];
		*column = (struct match_column){ mem_str(path), mem_array((size_t)facts->n_candidates + 1, sizeof(int64_t)) };
		for (int c = 0; st == ST_OK && c < facts->n_candidates; c++)
			st = read_cell(store, actor, &facts->candidate[c], field, path, &column->value[c], err);
	}
	return st;
}
