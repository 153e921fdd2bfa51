/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold waiting: the rule of the lists, groups that fit somebody, offers to the next in line. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/offer.h"
#include "commands/waiting.h"
#include "match/courses.h"

#define GROUPS 60
#define ORDERS 20

static void order_line(struct call *call, const struct criterion *by, int n)
{
	char *line = mem_fmt("%d  %s", n, by ? _(by->label) : _("Who was written down first on the same day"));

	out_line(call, line);
	if (by)
		out_wrapped(call, _(by->explain), 3);
	free(line);
}

static void print_choice(struct call *call)
{
	int n;
	const struct criterion *all = criterion_all(&n);
	struct table table;

	out_text(call, "\n");
	out_line(call, _("The order can be made of these:"));
	table_begin(&table, 2);
	for (int i = 0; i < n; i++) {
		table_cell(&table, all[i].key);
		table_cell(&table, _(all[i].label));
	}
	table_out(&table, call, "  ");
	table_end(&table);
}

static void order_cells(struct table *table, const struct record *rule)
{
	static const char *const fields[] = { "since", "first", "second", "third", "fourth", "decided_by" };

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		struct str words = STR_INIT;

		if (record_get(rule, fields[i]))
			field_show(&words, kind_field(rule->kind, fields[i]), record_get(rule, fields[i]));
		table_cell(table, str_get(&words));
		str_free(&words);
	}
}

/* Those that held before, and those to come: an offer of then names the one it was made by. */
static enum status print_orders(struct call *call, struct err *err)
{
	struct list_query query = { .kind = register_kind("queue_rule"), .descending = true };
	struct list_page page = { .count = 0 };
	struct table table;
	enum status st;

	query.sort = kind_field(query.kind, "since");
	st = read_list(call->store, &call->actor, &query, NULL, false, ORDERS, &page, err);
	table_begin(&table, 6);
	for (int i = 0; st == ST_OK && i < page.count; i++)
		order_cells(&table, page.record[i]);
	if (st == ST_OK && page.count > 0) {
		out_text(call, "\n");
		out_line(call, _("All orders, the youngest first:"));
		table_out(&table, call, "  ");
	}
	table_end(&table);
	list_page_free(&page);
	return st;
}

static enum status print_rule(struct call *call, struct err *err)
{
	struct queue_order order;
	json_t *json = json_array();
	struct str since = STR_INIT;
	enum status st = queue_order_now(call->store, &order, err);

	if (st == ST_OK && *order.since)
		field_show(&since, kind_field(register_kind("queue_rule"), "since"), order.since);
	for (int i = 0; st == ST_OK && i < queue_parts(&order); i++) {
		const struct criterion *by = queue_part(&order, i);

		if (!call->json)
			order_line(call, by, i + 1);
		json_array_append_new(json, json_string(by ? by->key : "record"));
	}
	if (st == ST_OK && call->json)
		st = out_json(call, json_pack("{s:s, s:i, s:O}", "since", order.since, "answer_days", order.answer_days, "order",
			json), err);
	else if (st == ST_OK) {
		out_text(call, "\n");
		if (since.len) {
			char *line = mem_fmt(_("In force since %s."), str_get(&since));

			out_line(call, line);
			free(line);
		}
		st = print_orders(call, err);
		print_choice(call);
	}
	json_decref(json);
	str_free(&since);
	return st;
}

static enum status set_from(struct call *call, struct change_item *item, const char *option, const char *field,
	struct err *err)
{
	return call_given(call, option) ? change_set(item, field, call_option(call, option), err) : ST_OK;
}

/* "deadline, waited" */
static enum status set_criteria(struct change_item *item, const char *said, struct err *err)
{
	static const char *const slots[CRITERIA_MOST] = { "first", "second", "third", "fourth" };
	char *copy = mem_str(said), *rest = copy, *word;
	int n = 0;
	enum status st = ST_OK;

	while (st == ST_OK && (word = strsep(&rest, ", ")) != NULL) {
		if (!*word)
			continue;
		st = n < CRITERIA_MOST ? change_set(item, slots[n++], word, err) :
			err_set(err, ST_INVALID, _("An order has at most four parts. Nothing was saved; leave some out."));
	}
	free(copy);
	/* Blanks are no order: whoever typed them did not ask for the usual one. */
	if (st == ST_OK && n == 0)
		return err_set(err, ST_INVALID, _("This names nothing to order by. Nothing was saved; “foothold waiting --rule” lists "
			"what an order can be made of."));
	return st;
}

enum status waiting_rule(struct call *call, struct err *err)
{
	const char *said = call_option(call, "rule");
	struct change *change;
	struct change_item *item;
	enum status st;

	if (str_empty(said))
		return print_rule(call, err);
	change = change_begin(call->store, &call->actor);
	item = change_create(change, register_kind("queue_rule"), NULL);
	st = set_criteria(item, said, err);
	if (st == ST_OK)
		st = set_from(call, item, "since", "since", err);
	if (st == ST_OK)
		st = set_from(call, item, "days", "answer_days", err);
	if (st == ST_OK)
		st = set_from(call, item, "decided-by", "decided_by", err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st == ST_OK ? print_rule(call, err) : st;
}

static json_t *reasons_json(uint32_t against)
{
	json_t *out = json_array();

	for (int i = 0; i < FIT_REASONS; i++)
		if (against & 1u << i)
			json_array_append_new(out, json_string(fit_reason_words((enum fit_reason)i)));
	return out;
}

/* Words of the criteria that stand so: missed, or not known. */
static json_t *lines_json(const struct match_line *line, int n, int share)
{
	json_t *out = json_array();

	for (int i = 0; i < n; i++) {
		struct str words = STR_INIT;

		if (line[i].is.share != share || (share == MEASURE_MISSED && !line[i].by->condition))
			continue;
		line[i].by->measure->words(&words, line[i].by, &line[i].is);
		json_array_append_new(out, json_string(str_get(&words)));
		str_free(&words);
	}
	return out;
}

static void join(struct str *out, const json_t *words)
{
	for (size_t i = 0; i < json_array_size(words); i++)
		str_addf(out, "%s%s", out->len ? " · " : "", json_string_value(json_array_get(words, i)));
}

/* What stands against the group, what is to be asked, and its points, where it has some. */
struct fit_told { json_t *against, *ask; struct str points, words; };

static void tell_fit(const struct match_groups *groups, const struct match_group *row, struct fit_told *out)
{
	const struct match_rank *rank = row->rank >= 0 ? &groups->rank[row->rank] : NULL;
	struct match_line line[MATCH_CRITERIA_MOST];
	int n = rank ? match_tell(&groups->facts, &groups->rule, rank->candidate, rank->place, line) : 0;

	*out = (struct fit_told){ .against = rank ? lines_json(line, n, MEASURE_MISSED) : reasons_json(row->fit.against),
		.ask = lines_json(line, n, MEASURE_UNKNOWN) };
	if (!rank) {
		fit_words(&out->words, &row->fit, " · ");
		return;
	}
	if (rank->score.admissible)
		match_points_words(&out->points, rank->score.points);
	else
		join(&out->words, out->against);
	for (int i = 0; i < n && line[i].by->condition; i++)
		if (line[i].is.share == MEASURE_UNKNOWN) {
			str_add(&out->words, out->words.len ? " · " : "");
			line[i].by->measure->words(&out->words, line[i].by, &line[i].is);
		}
	if (!out->words.len)
		fit_words(&out->words, &(struct fit){ .notes = row->fit.notes, .appointments = row->fit.appointments }, " · ");
}

static json_t *fit_json(const struct match_groups *groups, int i, const char *name, const struct fit_told *told)
{
	const struct match_group *row = &groups->row[i];
	char id[37];

	id_text(row->fit.group.course, id);
	return json_pack("{s:s, s:s, s:s, s:b, s:O, s:O, s:o, s:o}", "course", id, "name", name, "starts", row->fit.group.starts,
		"fits", match_group_fits(groups, i), "against", told->against, "ask", told->ask, "points",
		row->rank < 0 ? json_null() : json_real((double)groups->rank[row->rank].score.points / MATCH_SHARE), "km",
		row->fit.km < 0 ? json_null() : json_real(row->fit.km));
}

static enum status put_fit(struct call *call, const struct match_groups *groups, int i, struct table *table, json_t *json,
	struct err *err)
{
	const struct fit *fit = &groups->row[i].fit;
	struct str title = STR_INIT, starts = STR_INIT;
	struct fit_told told;
	char *seats = fit->group.seats.limited ? mem_fmt("%lld", (long long)seats_free(&fit->group.seats)) : mem_str("");
	enum status st = read_title(call->store, &call->actor, register_kind("course"), fit->group.course, &title, err);

	if (*fit->group.starts)
		field_show(&starts, kind_field(register_kind("course"), "starts"), fit->group.starts);
	tell_fit(groups, &groups->row[i], &told);
	table_cell(table, str_get(&title));
	table_cell(table, str_get(&starts));
	table_cell(table, seats);
	table_cell(table, str_get(&told.points));
	table_cell(table, str_get(&told.words));
	json_array_append_new(json, fit_json(groups, i, str_get(&title), &told));
	json_decref(told.against);
	json_decref(told.ask);
	str_free(&told.points);
	str_free(&told.words);
	str_free(&title);
	str_free(&starts);
	free(seats);
	return st;
}

static void fit_notes(const struct match_groups *groups)
{
	struct str line = STR_INIT, most = STR_INIT;

	if (!id_none(groups->wish.enrolment) && groups->rank) {
		match_points_words(&most, match_points_most(&groups->rule));
		str_addf(&line, _("At most %s points; criteria of version %d (“foothold match criteria %s” shows them)."),
			str_get(&most), groups->rule.version, match_ops(MATCH_COURSES)->word);
		note(str_get(&line));
	} else if (id_none(groups->wish.enrolment) && *groups->wish.level) {
		note(_("This person waits for no level: groups of the level that the last test calls for are shown."));
	} else if (id_none(groups->wish.enrolment)) {
		note(_("This person waits for no level: groups of every level are shown that begin from today on."));
	}
	if (groups->count == 0)
		note(_("There is no group of this level. “foothold add course” makes one."));
	str_free(&line);
	str_free(&most);
}

enum status waiting_fit(struct call *call, const char *said, struct err *err)
{
	struct match_groups groups = { .count = 0 };
	struct table table;
	json_t *json = json_array();
	struct id person;
	enum status st = read_resolve(call->store, &call->actor, register_kind("person"), said, &person, err);

	table_begin(&table, 5);
	table.right[2] = table.right[3] = true;
	table_cell(&table, _("Group"));
	table_cell(&table, _("Starts"));
	table_cell(&table, _("Free"));
	table_cell(&table, _("Points"));
	table_cell(&table, "");
	if (st == ST_OK)
		st = match_groups_of(call->store, &call->actor, person, GROUPS, &groups, err);
	for (int i = 0; st == ST_OK && i < groups.count; i++)
		st = put_fit(call, &groups, i, &table, json, err);
	if (st == ST_OK && call->json)
		st = out_json(call, json_incref(json), err);
	else if (st == ST_OK && groups.count > 0)
		table_out(&table, call, "");
	if (st == ST_OK)
		fit_notes(&groups);
	match_groups_clear(&groups);
	table_end(&table);
	json_decref(json);
	return st;
}

static enum status put_passed(struct call *call, const struct offer_passed *passed, struct table *table, json_t *json,
	struct err *err)
{
	char *number, *name, *place = mem_fmt("%lld", (long long)passed->place);
	struct fit fit = { .against = passed->against };
	struct str words = STR_INIT;
	enum status st = waiting_who(call, passed->person, &number, &name, err);

	fit_words(&words, &fit, " · ");
	table_cell(table, place);
	table_cell(table, number);
	table_cell(table, name);
	table_cell(table, str_get(&words));
	json_array_append_new(json, json_pack("{s:I, s:s?, s:o}", "place", (json_int_t)passed->place, "case_number", number,
		"against", reasons_json(passed->against)));
	str_free(&words);
	free(number);
	free(name);
	free(place);
	return st;
}

static enum status tell_passed(struct call *call, const struct offer *offer, json_t *json, struct err *err)
{
	struct table table;
	enum status st = ST_OK;

	table_begin(&table, 4);
	table.right[0] = true;
	for (int i = 0; st == ST_OK && i < offer->n_passed; i++)
		st = put_passed(call, &offer->passed[i], &table, json, err);
	if (st == ST_OK && !call->json && offer->n_passed > 0) {
		out_line(call, _("Passed over, and still in line:"));
		table_out(&table, call, "  ");
	}
	table_end(&table);
	return st;
}

static enum status tell_offer(struct call *call, const struct offer *offer, bool show, struct err *err)
{
	char *number = NULL, *name = NULL, id[37];
	bool found = !id_none(offer->enrolment);
	json_t *passed = json_array();
	enum status st = tell_passed(call, offer, passed, err);

	if (st == ST_OK && found)
		st = waiting_who(call, offer->person, &number, &name, err);
	id_text(offer->enrolment, id);
	if (st == ST_OK && call->json)
		st = out_json(call, json_pack("{s:s?, s:s?, s:I, s:b, s:O}", "case_number", number, "enrolment",
			found ? id : NULL, "place", (json_int_t)offer->place, "offered", found && !show, "passed", passed), err);
	else if (st == ST_OK && found) {
		char *line = mem_fmt(show ? _("The seat would be offered to %s, %s.") : _("The seat is offered to %s, %s."),
			number, name);

		out_value(call, line);
		out_text(call, "\n");
		free(line);
	} else if (st == ST_OK) {
		out_line(call, offer->more ? _("The group fits nobody of the first 500 in line.") :
			_("The group fits nobody who waits."));
	}
	json_decref(passed);
	free(number);
	free(name);
	return st;
}

enum status waiting_next(struct call *call, const char *said, struct err *err)
{
	bool show = call_given(call, "show");
	struct offer offer;
	struct id course;
	enum status st = read_resolve(call->store, &call->actor, register_kind("course"), said, &course, err);

	if (st != ST_OK)
		return st;
	st = offer_next(call->store, &call->actor, course, show, NULL, &offer, err);
	if (st == ST_OK)
		st = tell_offer(call, &offer, show, err);
	offer_clear(&offer);
	return st;
}

enum status waiting_run_out(struct call *call, struct err *err)
{
	char today[11];
	int64_t n;
	enum status st;

	date_text(clock_today(), today);
	st = offer_lapse(call->store, &call->actor, today, &n, NULL, err);
	if (st == ST_OK && call->json)
		return out_json(call, json_pack("{s:I}", "run_out", (json_int_t)n), err);
	if (st == ST_OK) {
		char *line = mem_fmt(ngettext("%lld offer ran out; who was offered the seat waits again.",
			"%lld offers ran out; who was offered the seats wait again.", (unsigned long)n), (long long)n);

		out_line(call, line);
		free(line);
	}
	return st;
}
