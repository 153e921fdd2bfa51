/* SPDX-License-Identifier: EUPL-1.2 */
/* The internal page as a paper. */
#include "insight/internal_own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "register/register.h"

/* Cells of one row, made one after the other. */
struct row { char *cell[8]; int n; };

static void add_text(struct row *row, const char *text)
{
	row->cell[row->n++] = mem_str(text);
}

static void add_number(struct row *row, int64_t value, int decimals)
{
	struct str text = STR_INIT;

	text_number(&text, value, decimals);
	row->cell[row->n++] = str_take(&text);
}

/* Nothing stands where nothing was spent. */
static void add_amount(struct row *row, int64_t hundredths)
{
	if (hundredths)
		add_number(row, hundredths, 2);
	else
		add_text(row, NULL);
}

static int64_t without_cents(int64_t hundredths)
{
	return (hundredths + (hundredths < 0 ? -50 : 50)) / 100;
}

static void put_row(struct sheet *sheet, int level, struct row *row)
{
	sheet_row(sheet, level, (const char *const *)row->cell);
	for (int i = 0; i < row->n; i++)
		free(row->cell[i]);
	row->n = 0;
}

int internal_percent(const struct kept_clock *clock)
{
	int64_t of = clock->in_time + clock->late + clock->missed;
	int percent;

	if (of == 0)
		return -1;
	percent = (int)((200 * clock->in_time + of) / (2 * of));
	/* Nobody reads "100 %" where something was missed, nor "0 %" where something was kept. */
	if (percent == 100 && clock->in_time < of)
		percent = 99;
	return percent == 0 && clock->in_time > 0 ? 1 : percent;
}

static void add_percent(struct row *row, const struct kept_clock *clock)
{
	int percent = internal_percent(clock);

	/* TRANSLATORS: a share in a column of a table */
	row->cell[row->n++] = percent < 0 ? mem_str(NULL) : mem_fmt(_("%d%%"), percent);
}

static void sum_up(struct kept_clock *total, const struct kept_clock *one)
{
	total->due += one->due;
	total->in_time += one->in_time;
	total->late += one->late;
	total->missed += one->missed;
	total->gone += one->gone;
	total->open += one->open;
}

static void clock_row(struct sheet *sheet, int level, const char *what, const struct kept_clock *clock)
{
	const int64_t number[] = { clock->due, clock->in_time, clock->late, clock->missed, clock->gone, clock->open };
	struct row row = { .n = 0 };

	add_text(&row, what);
	for (size_t i = 0; i < ARRAY_LEN(number); i++)
		add_number(&row, number[i], 0);
	add_percent(&row, clock);
	put_row(sheet, level, &row);
}

static const char *what_of(const struct kept_clock *clock)
{
	/* TRANSLATORS: terms that belong to no rule of the country's profile */
	return clock->what && *clock->what ? _(clock->what) : _("Set by hand");
}

static void clock_table(struct sheet *sheet, const struct internal_report *report, int set_by, const char *caption,
	const struct kept_clock *total)
{
	const struct sheet_column columns[] = {
		{ _("What is due"), false, 1 }, { pgettext("terms", "Due"), true, 0 }, { pgettext("terms", "In time"), true, 0 },
		{ pgettext("terms", "Late"), true, 0 }, { pgettext("terms", "Missed"), true, 0 },
		{ pgettext("terms", "Void"), true, 0 }, { pgettext("terms", "Open"), true, 0 },
		{ pgettext("terms", "Kept"), true, 0 },
	};

	sheet_table(sheet, caption, columns, ARRAY_LEN(columns));
	for (int i = 0; i < report->n_clocks; i++)
		if (report->clock[i].set_by == set_by)
			clock_row(sheet, 0, what_of(&report->clock[i]), &report->clock[i]);
	clock_row(sheet, SHEET_TOTAL, _("All"), total);
}

static void clock_chart(struct sheet *sheet, const struct internal_report *report)
{
	int n = 0, at = 0;
	struct chart *chart;

	for (int i = 0; i < report->n_clocks; i++)
		n += report->clock[i].set_by == SET_BY_LAW && internal_percent(&report->clock[i]) >= 0;
	if (n < 2)
		return;
	chart = sheet_chart(sheet, CHART_BARS, _("Kept in time, of a hundred"),
		_("For each term of the law, how many of a hundred were kept in time; the table above has the numbers."), n, 1);
	chart_name(chart, 0, _("Kept in time"));
	for (int i = 0; i < report->n_clocks; i++) {
		int percent = internal_percent(&report->clock[i]);

		if (report->clock[i].set_by != SET_BY_LAW || percent < 0)
			continue;
		chart_label(chart, at, what_of(&report->clock[i]));
		chart->series[0].value[at++] = percent;
	}
}

static void clock_sentence(struct sheet *sheet, const struct kept_clock *total)
{
	int64_t of = total->in_time + total->late + total->missed;
	char *text;

	if (of == 0) {
		sheet_text(sheet, _("None had to be kept up to its last day in this period."));
		return;
	}
	text = mem_fmt(ngettext("%lld had to be kept; in time: %lld.", "%lld had to be kept; in time: %lld.",
		(unsigned long)of), (long long)of, (long long)total->in_time);
	sheet_text(sheet, text);
	free(text);
}

static void clocks_of(struct sheet *sheet, const struct internal_report *report, int set_by)
{
	static const char *const heads[SETTERS] = { N_("Terms of the law"), N_("The city's own terms"),
		N_("Terms that somebody else set") };
	struct kept_clock total = { .set_by = set_by };

	for (int i = 0; i < report->n_clocks; i++)
		if (report->clock[i].set_by == set_by)
			sum_up(&total, &report->clock[i]);
	if (total.due == 0 && set_by != SET_BY_LAW)
		return;
	sheet_heading(sheet, 2, _(heads[set_by]));
	if (total.due == 0) {
		sheet_text(sheet, _("No term of the law had its last day in this period."));
		return;
	}
	clock_sentence(sheet, &total);
	clock_table(sheet, report, set_by, _("Made in time of due, by the last day of the term"), &total);
	if (set_by == SET_BY_LAW)
		clock_chart(sheet, report);
}

static int by_number(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void number_pair(struct sheet *sheet, const char *label, int64_t value, int decimals)
{
	struct str text = STR_INIT;

	text_number(&text, value, decimals);
	sheet_pair(sheet, label, str_get(&text));
	str_free(&text);
}

/* All files, those of nobody, and what is in the middle of those who have any. */
static void load_figures(struct sheet *sheet, const struct internal_report *report)
{
	int64_t *files = mem_array((size_t)report->n_loads + 1, sizeof(*files)), all = 0, nobody = 0;
	int n = 0;

	for (int i = 0; i < report->n_loads; i++) {
		all += report->load[i].files;
		if (!*report->load[i].colleague)
			nobody = report->load[i].files;
		else if (report->load[i].files > 0)
			files[n++] = report->load[i].files;
	}
	if (n > 1)
		qsort(files, (size_t)n, sizeof(*files), by_number);
	number_pair(sheet, _("Files"), all, 0);
	number_pair(sheet, _("Files of nobody"), nobody, 0);
	number_pair(sheet, _("Colleagues with files"), n, 0);
	if (n > 0)
		number_pair(sheet, _("Files of a colleague, median"), 5 * (files[(n - 1) / 2] + files[n / 2]), 1);
	free(files);
}

static void loads(struct sheet *sheet, const struct internal_report *report)
{
	const struct sheet_column columns[] = {
		{ _("Colleague"), false, 1 }, { _("Files"), true, 0 }, { _("Came in the period"), true, 0 },
		{ _("Open steps"), true, 0 }, { _("Appointments"), true, 0 },
	};

	sheet_heading(sheet, 2, _("Caseload"));
	load_figures(sheet, report);
	if (report->n_loads == 0)
		return;
	sheet_table(sheet, _("Files, steps and appointments by colleague"), columns, ARRAY_LEN(columns));
	for (int i = 0; i < report->n_loads; i++) {
		const struct load *load = &report->load[i];
		struct row row = { .n = 0 };

		add_text(&row, *load->colleague ? load->colleague : pgettext("caseworker", "nobody"));
		add_number(&row, load->files, 0);
		add_number(&row, load->fresh, 0);
		add_number(&row, load->steps, 0);
		add_number(&row, load->talks, 0);
		put_row(sheet, *load->colleague ? 0 : SHEET_TOTAL, &row);
	}
	sheet_note(sheet, _("Files and steps stand as they are today, appointments as they fall into the period. Who keeps what "
		"in time is not counted by colleague."));
}

static void budget_row(struct sheet *sheet, const struct money_line *line)
{
	const struct field *source = kind_field(register_kind("budget"), "source");
	struct row row = { .n = 0 };

	add_text(&row, line->name);
	add_text(&row, line->source ? choice_label(source, field_choice(source, line->source)) : NULL);
	add_number(&row, without_cents(line->granted), 0);
	add_number(&row, without_cents(line->in_period), 0);
	add_number(&row, without_cents(line->spent), 0);
	/* Of what stands beside it: a council subtracts. */
	add_number(&row, without_cents(line->granted) - without_cents(line->spent), 0);
	put_row(sheet, 0, &row);
}

static void budget_days(struct sheet *sheet, const struct money_line *line)
{
	struct str ends = STR_INIT, due = STR_INIT;
	char *text;

	date_show(&ends, line->ends);
	if (line->account_due.year) {
		date_show(&due, line->account_due);
		/* TRANSLATORS: name of a budget, a day, another day */
		text = mem_fmt(_("%s: to be spent by %s, account due on %s."), line->name, str_get(&ends), str_get(&due));
	} else
		/* TRANSLATORS: name of a budget, a day */
		text = mem_fmt(_("%s: to be spent by %s."), line->name, str_get(&ends));
	sheet_item(sheet, text);
	free(text);
	str_free(&ends);
	str_free(&due);
}

static void budgets(struct sheet *sheet, const struct internal_report *report)
{
	const struct sheet_column columns[] = {
		{ _("Budget"), false, 2 }, { pgettext("budget", "From whom"), false, 1 }, { pgettext("budget", "Granted"), true, 0 },
		{ pgettext("budget", "In the period"), true, 0 }, { pgettext("budget", "Spent so far"), true, 0 },
		{ pgettext("budget", "Left"), true, 0 },
	};

	sheet_heading(sheet, 2, _("Budgets and grants"));
	if (report->n_budgets == 0)
		sheet_text(sheet, _("No budget of this time is recorded. Budgets, grants and what was spent stand in the lists "
			"“Budgets” and “Costs of measures”."));
	else
		sheet_table(sheet, _("Granted and spent up to the end of the period, without cents"), columns, ARRAY_LEN(columns));
	for (int i = 0; i < report->n_budgets; i++)
		budget_row(sheet, &report->budget[i]);
	for (int i = 0; i < report->n_budgets; i++)
		budget_days(sheet, &report->budget[i]);
	if (report->without_budget > 0)
		number_pair(sheet, _("Spent in the period from no budget that is named"), report->without_budget, 2);
}

const char *internal_area_reached(int area)
{
	static const char *const reached[AREAS] = { N_("people in lessons"), N_("dossiers submitted"),
		N_("people who began work"), N_("homes moved into"), N_("school places begun"), N_("mentorings begun"),
		N_("talks with an interpreter"), N_("people who arrived"), NULL };

	return reached[area];
}

static void measure_row(struct sheet *sheet, int area, const struct measure *measure)
{
	int64_t all = measure->paid + measure->personal;
	struct row row = { .n = 0 };

	add_text(&row, internal_area_label(area));
	add_amount(&row, measure->paid);
	add_amount(&row, measure->personal);
	if (internal_area_reached(area)) {
		add_number(&row, measure->reached, 0);
		add_text(&row, _(internal_area_reached(area)));
	} else {
		add_text(&row, NULL);
		add_text(&row, NULL);
	}
	if (measure->reached > 0 && all > 0)
		add_number(&row, (2 * all + measure->reached) / (2 * measure->reached), 2);
	else
		add_text(&row, NULL);
	put_row(sheet, 0, &row);
}

static void measures(struct sheet *sheet, const struct internal_report *report)
{
	const struct sheet_column columns[] = {
		{ _("Measure"), false, 1 }, { _("Accounts"), true, 0 }, { _("Single people"), true, 0 }, { _("Reached"), true, 0 },
		{ "", false, 1 }, { _("For each"), true, 0 },
	};

	sheet_heading(sheet, 2, _("What measures cost"));
	sheet_table(sheet, _("Cost in the period and whom it reached"), columns, ARRAY_LEN(columns));
	for (int i = 0; i < AREAS; i++)
		if (report->measure[i].known)
			measure_row(sheet, i, &report->measure[i]);
	sheet_note(sheet, _("Accounts: the list “Costs of measures”. Single people: subsidies for housing that were granted, and "
		"fees of recognition that the city pays, each in the period of the grant. All amounts are in the town's own currency."));
}

static void head(struct sheet *sheet, const struct internal_report *report)
{
	struct str text = STR_INIT;

	if (report->town && *report->town)
		sheet_pair(sheet, _("Municipality"), report->town);
	period_show(&text, &report->period);
	sheet_pair(sheet, _("Period"), str_get(&text));
	str_clear(&text);
	date_show(&text, report->made);
	sheet_pair(sheet, _("Made on"), str_get(&text));
	sheet_pair(sheet, _("Made by"), report->by);
	str_free(&text);
	sheet_text(sheet, _("These are the town's own figures, also small ones. Nothing in them is protected against being "
		"recognised: they are for the leading of the work and for accounts, and go to nobody else. That the page was made is "
		"noted."));
}

struct sheet *internal_sheet(const struct internal_report *report)
{
	struct sheet *sheet = sheet_new(_("Compliance and workload"));

	/* TRANSLATORS: stands on every page */
	sheet_mark(sheet, _("Internal, not for publication"));
	head(sheet, report);
	for (int set_by = 0; set_by < SETTERS; set_by++)
		clocks_of(sheet, report, set_by);
	sheet_note(sheet, _("Void: exempted, ended before its last day by what happened, or a time to object that nobody needed. "
		"Open: suspended, or its last day is still to come. Kept: in time, of those that were kept or missed. Sealed files do "
		"not count."));
	loads(sheet, report);
	budgets(sheet, report);
	measures(sheet, report);
	return sheet;
}
