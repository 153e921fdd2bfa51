/* SPDX-License-Identifier: EUPL-1.2 */
/* The internal page for machines: words of the program, not translated, and its mark in every row. */
#include "insight/internal_own.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "base/mem.h"

#define MARK "internal, not for publication"

static const char *const setters[SETTERS] = { "law", "city", "other" };

struct writing { report_row *row; void *ctx; char from[11], to[11]; };

static void put(const struct writing *w, const char *section, const char *key, const char *figure, const char *value)
{
	const char *cell[] = { MARK, w->from, w->to, section, key, figure, value };

	w->row(w->ctx, cell, (int)ARRAY_LEN(cell));
}

static void put_count(const struct writing *w, const char *section, const char *key, const char *figure, int64_t value)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, value);
	put(w, section, key, figure, text);
}

/* Amounts are never below nothing. */
static void put_money(const struct writing *w, const char *section, const char *key, const char *figure, int64_t value)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRId64 ".%02d", value / 100, (int)(value % 100));
	put(w, section, key, figure, text);
}

static void put_clocks(const struct writing *w, const struct internal_report *report)
{
	for (int i = 0; i < report->n_clocks; i++) {
		const struct kept_clock *clock = &report->clock[i];
		const char *key = clock->what ? clock->what : "";

		put_count(w, setters[clock->set_by], key, "due", clock->due);
		put_count(w, setters[clock->set_by], key, "in_time", clock->in_time);
		put_count(w, setters[clock->set_by], key, "late", clock->late);
		put_count(w, setters[clock->set_by], key, "missed", clock->missed);
		put_count(w, setters[clock->set_by], key, "void", clock->gone);
		put_count(w, setters[clock->set_by], key, "open", clock->open);
	}
}

void internal_rows(const struct internal_report *report, report_row *row, void *ctx)
{
	static const char *const head[] = { "mark", "from", "to", "section", "key", "figure", "value" };
	struct writing w = { .row = row, .ctx = ctx };

	date_text(report->period.from, w.from);
	date_text(report->period.to, w.to);
	row(ctx, head, (int)ARRAY_LEN(head));
	put_clocks(&w, report);
	for (int i = 0; i < report->n_loads; i++) {
		put_count(&w, "caseload", report->load[i].colleague, "files", report->load[i].files);
		put_count(&w, "caseload", report->load[i].colleague, "came", report->load[i].fresh);
		put_count(&w, "caseload", report->load[i].colleague, "open_steps", report->load[i].steps);
		put_count(&w, "caseload", report->load[i].colleague, "appointments", report->load[i].talks);
	}
	for (int i = 0; i < report->n_budgets; i++) {
		put_money(&w, "budget", report->budget[i].name, "granted", report->budget[i].granted);
		put_money(&w, "budget", report->budget[i].name, "spent", report->budget[i].spent);
		put_money(&w, "budget", report->budget[i].name, "spent_in_period", report->budget[i].in_period);
	}
	put_money(&w, "budget", "", "spent_in_period", report->without_budget);
	for (int i = 0; i < AREAS; i++) {
		if (!report->measure[i].known)
			continue;
		put_money(&w, "measure", internal_area_key(i), "accounts", report->measure[i].paid);
		put_money(&w, "measure", internal_area_key(i), "single_people", report->measure[i].personal);
		if (internal_area_reached(i))
			put_count(&w, "measure", internal_area_key(i), "reached", report->measure[i].reached);
	}
}

static json_t *clocks_json(const struct internal_report *report)
{
	json_t *out = json_array();

	for (int i = 0; i < report->n_clocks; i++) {
		const struct kept_clock *clock = &report->clock[i];

		json_array_append_new(out, json_pack("{s:s, s:s?, s:I, s:I, s:I, s:I, s:I, s:I}", "set_by", setters[clock->set_by],
			"what", clock->what, "due", (json_int_t)clock->due, "in_time", (json_int_t)clock->in_time, "late",
			(json_int_t)clock->late, "missed", (json_int_t)clock->missed, "void", (json_int_t)clock->gone, "open",
			(json_int_t)clock->open));
	}
	return out;
}

static json_t *loads_json(const struct internal_report *report)
{
	json_t *out = json_array();

	for (int i = 0; i < report->n_loads; i++) {
		const struct load *load = &report->load[i];

		json_array_append_new(out, json_pack("{s:s, s:I, s:I, s:I, s:I}", "colleague", load->colleague, "files",
			(json_int_t)load->files, "came", (json_int_t)load->fresh, "open_steps", (json_int_t)load->steps,
			"appointments", (json_int_t)load->talks));
	}
	return out;
}

static json_t *budgets_json(const struct internal_report *report)
{
	json_t *out = json_array();

	for (int i = 0; i < report->n_budgets; i++) {
		const struct money_line *line = &report->budget[i];
		char starts[11], ends[11];

		date_text(line->starts, starts);
		date_text(line->ends, ends);
		json_array_append_new(out, json_pack("{s:s, s:s?, s:s?, s:s, s:s, s:I, s:I, s:I}", "name", line->name ? line->name : "",
			"source", line->source, "number", line->number, "from", starts, "until", ends, "granted_cents",
			(json_int_t)line->granted, "spent_cents", (json_int_t)line->spent, "spent_in_period_cents",
			(json_int_t)line->in_period));
	}
	return out;
}

static json_t *measures_json(const struct internal_report *report)
{
	json_t *out = json_array();

	for (int i = 0; i < AREAS; i++) {
		const struct measure *measure = &report->measure[i];
		json_t *one;

		if (!measure->known)
			continue;
		one = json_pack("{s:s, s:I, s:I}", "measure", internal_area_key(i), "accounts_cents", (json_int_t)measure->paid,
			"single_people_cents", (json_int_t)measure->personal);
		if (internal_area_reached(i))
			json_object_set_new(one, "reached", json_integer(measure->reached));
		json_array_append_new(out, one);
	}
	return out;
}

struct json_t *internal_json(const struct internal_report *report)
{
	char from[11], to[11], made[11];

	date_text(report->period.from, from);
	date_text(report->period.to, to);
	date_text(report->made, made);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:I, s:o}", "mark", MARK, "from", from, "to", to, "made", made,
		"made_by", report->by, "clocks", clocks_json(report), "caseload", loads_json(report), "budgets", budgets_json(report),
		"spent_without_budget_cents", (json_int_t)report->without_budget, "measures", measures_json(report));
}
