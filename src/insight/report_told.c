/* SPDX-License-Identifier: EUPL-1.2 */
/* How the numbers of a report are written, and the report as a paper. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "insight/report_own.h"

#define NONE "-"

char *report_number(int64_t value)
{
	struct str text = STR_INIT;

	text_number(&text, value, 0);
	return str_take(&text);
}

/* "100%" is all of them, "0%" is nobody. */
char *report_percent(double share)
{
	int percent = (int)lround(100 * share);

	if (percent == 100 && share < 1)
		percent = 99;
	if (percent == 0 && share > 0)
		percent = 1;
	return mem_fmt(_("%d%%"), percent);
}

char *report_cell(const struct report *report, int table, const struct facts_place *place)
{
	int64_t value;

	return report_count(report, table, place, &value) ? report_number(value) : mem_str(REPORT_SIGN);
}

static enum figure_kind headline_kind(const struct indicator *indicator)
{
	switch (indicator->shape) {
	case SHAPE_SHARE: return FIGURE_SHARE;
	case SHAPE_DURATION: return FIGURE_MEDIAN;
	default: return FIGURE_AMOUNT;
	}
}

static bool is_count(const struct indicator *indicator)
{
	return indicator->shape == SHAPE_COUNT || indicator->shape == SHAPE_SPLIT;
}

/* Of an indicator whose parts stand in tables of their own there is no one number. */
static bool has_count(const struct facts_answer *answer)
{
	return is_count(answer->ask.indicator) && answer->n_views == 1;
}

static char *figure_text(const struct facts_figure *figure)
{
	char *number, *text;

	switch (figure->kind) {
	case FIGURE_SHARE:
	case FIGURE_WITHIN:
		return report_percent(figure->value);
	case FIGURE_MEDIAN:
	case FIGURE_LOWER:
	case FIGURE_UPPER:
		if (!figure->reached)
			return mem_str(_("not reached yet"));
		number = report_number(lround(figure->value));
		text = mem_fmt(ngettext("%s day", "%s days", (unsigned long)lround(figure->value)), number);
		free(number);
		return text;
	default:
		return report_number(llround(figure->value));
	}
}

static char *index_text(const struct report *report, int answer)
{
	struct str text = STR_INIT;
	double value;
	bool withheld;

	if (!report_index(report, answer, &value, &withheld))
		return mem_str(withheld ? REPORT_SIGN : NONE);
	text_number(&text, llround(100 * value), 2);
	return str_take(&text);
}

char *report_headline(const struct report *report, int answer)
{
	const struct facts_answer *of;
	const struct facts_figure *figure;
	bool withheld;

	if (answer < 0)
		return mem_str(NONE);
	of = &report->shape->answer[answer];
	if (has_count(of))
		return report_cell(report, of->view[0].table, &of->view[0].place);
	if (of->ask.indicator->shape == SHAPE_INDEX)
		return index_text(report, answer);
	figure = report_figure(report, answer, headline_kind(of->ask.indicator), 0, NULL, &withheld);
	return figure ? figure_text(figure) : mem_str(withheld ? REPORT_SIGN : NONE);
}

double report_value(const struct report *report, int answer)
{
	const struct facts_answer *of;
	const struct facts_figure *figure;
	int64_t count;
	bool withheld;

	if (answer < 0)
		return NAN;
	of = &report->shape->answer[answer];
	if (has_count(of))
		return report_count(report, of->view[0].table, &of->view[0].place, &count) ? (double)count : NAN;
	figure = report_figure(report, answer, headline_kind(of->ask.indicator), 0, NULL, &withheld);
	if (!figure || (figure->kind == FIGURE_MEDIAN && !figure->reached))
		return NAN;
	return figure->value;
}

/* ---- the paper ---- */

static void head(const struct report *report, struct sheet *sheet)
{
	struct str text = STR_INIT;

	if (!str_empty(report->town))
		sheet_pair(sheet, _("Municipality"), report->town);
	period_show(&text, &report->ask.period);
	sheet_pair(sheet, _("Period"), str_get(&text));
	if (report->ask.compare.from.year) {
		str_clear(&text);
		period_show(&text, &report->ask.compare);
		sheet_pair(sheet, _("Compared with"), str_get(&text));
	}
	str_clear(&text);
	date_show(&text, report->made);
	sheet_pair(sheet, _("Made on"), str_get(&text));
	sheet_pair(sheet, _("Made by"), report->user);
	str_free(&text);
}

/* "+12", "-3"; of shares in points of a hundred. Nothing where one of both is withheld or not there. */
static char *change(const struct report *report, const struct report_item *item)
{
	double now = report_value(report, item->now), before = report_value(report, item->before), scale = 1;
	long by;
	char *number, *text;

	if (isnan(now) || isnan(before) || item->indicator->shape == SHAPE_INDEX)
		return mem_str(NULL);
	if (item->indicator->shape == SHAPE_SHARE)
		scale = 100;
	by = lround(scale * now) - lround(scale * before);
	number = report_number(by < 0 ? -by : by);
	text = by == 0 ? mem_str("=") : mem_fmt("%s%s", by > 0 ? "+" : "-", number);
	free(number);
	return text;
}

static void key_row(const struct report *report, struct sheet *sheet, const struct report_item *item)
{
	char *cell[5] = { mem_str(_(item->indicator->name)), report_headline(report, item->now) };
	int n = 2;

	if (report->ask.compare.from.year) {
		cell[n++] = report_headline(report, item->before);
		cell[n++] = change(report, item);
	}
	cell[n++] = mem_str(item->indicator->shape == SHAPE_DURATION ? _("median") : item->indicator->shape == SHAPE_SHARE ? "" :
		_(item->indicator->unit));
	sheet_row(sheet, 0, (const char *const *)cell);
	for (int i = 0; i < n; i++)
		free(cell[i]);
}

static bool is_key_figure(const struct report *report, const struct report_item *item)
{
	const struct facts_answer *answer = &report->shape->answer[item->now];

	return !str_same(item->indicator->key, "arrivals_by_month") && (has_count(answer) || !is_count(item->indicator));
}

static void key_group(const struct report *report, struct sheet *sheet, enum indicator_group group)
{
	struct sheet_column columns[5] = { { _("Figure"), false, 1 }, { pgettext("period", "Now"), true, 0 } };
	int n = 2, rows = 0;

	for (int i = 0; i < report->n_items; i++)
		rows += report->item[i].indicator->group == group && is_key_figure(report, &report->item[i]);
	if (rows == 0)
		return;
	if (report->ask.compare.from.year) {
		columns[n++] = (struct sheet_column){ pgettext("period", "Before"), true, 0 };
		columns[n++] = (struct sheet_column){ _("Change"), true, 0 };
	}
	columns[n++] = (struct sheet_column){ "", false, 0 };
	sheet_table(sheet, _(indicator_group_label(group)), columns, n);
	for (int i = 0; i < report->n_items; i++)
		if (report->item[i].indicator->group == group && is_key_figure(report, &report->item[i]))
			key_row(report, sheet, &report->item[i]);
	for (int i = 0; i < report->n_items; i++) {
		const struct indicator *indicator = report->item[i].indicator;
		char *text;

		if (indicator->group != group || !is_key_figure(report, &report->item[i]))
			continue;
		/* TRANSLATORS: name of a figure, a sentence that says what it stands for */
		text = mem_fmt(_("%s: %s"), _(indicator->name), _(indicator->means));
		sheet_note(sheet, text);
		free(text);
	}
}

static void guarantee(const struct report *report, struct sheet *sheet)
{
	char *text;

	sheet_heading(sheet, 2, _("How to read this report"));
	text = mem_fmt(_("%s: withheld. Numbers from 1 to %d are not told, so that nobody can be recognised; of what harms when it is "
		"known, such as complaints, those from 1 to %d. With them others are withheld from which they could be computed, also "
		"together with what was released before. The sign is never a nought. Withheld here: %d of %d numbers."),
		REPORT_SIGN, report->rule.threshold - 1, 2 * report->rule.threshold - 1,
		report->tally.primary + report->tally.secondary, report->tally.cells);
	sheet_text(sheet, text);
	free(text);
	sheet_text(sheet, _("What was told before of the same people and the same days stays as it was told while the files differ from "
		"it by less than that, so that nobody who was entered late can be found by comparing two reports."));
	sheet_text(sheet, report->rule.zero_secret ? _("Noughts are withheld as well.") : _("Noughts are told as 0."));
	sheet_text(sheet, _("Much of what stands in files was told by people themselves and not proved: what they learned, did and "
		"speak, with whom they live. The figures are as right as that. Median: half of all had it by that day, counted with "
		"those who still wait."));
	sheet_text(sheet, _("People in sealed files stand in no figure. Each figure's exact definition and source stand at the end."));
}

static void rungs(const struct report *report, struct sheet *sheet)
{
	char *text;

	if (report->rung >= RUNG_WIDE)
		sheet_text(sheet, _("In the bands that were asked for too much would have been withheld: ages, households and times of "
			"arrival stand in wider ones. A longer period would say more."));
	if (report->dropped == 0)
		return;
	text = mem_fmt(ngettext("%d breakdown was left out, since next to nothing of it could be told.",
		"%d breakdowns were left out, since next to nothing of them could be told.", (unsigned long)report->dropped),
		report->dropped);
	sheet_text(sheet, text);
	free(text);
}

struct sheet *report_sheet(const struct report *report)
{
	struct sheet *sheet = sheet_new(_("Progress report"));

	if (!str_empty(report->town))
		sheet_foot(sheet, report->town);
	head(report, sheet);
	sheet_heading(sheet, 2, _("In short"));
	report_summary(report, sheet);
	sheet_heading(sheet, 2, _("Key figures"));
	for (int group = 0; group < INDICATOR_GROUPS; group++)
		key_group(report, sheet, (enum indicator_group)group);
	report_targets(report, sheet);
	report_charts(report, sheet);
	guarantee(report, sheet);
	rungs(report, sheet);
	report_annex(report, sheet);
	report_definitions(report, sheet);
	return sheet;
}
