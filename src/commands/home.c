/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold home: homes that fit a household, with the reasons; offers and their answers; who waits for a home. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "cases/homes.h"
#include "cases/stay.h"
#include "commands/verbs.h"
#include "match/dossier.h"
#include "match/homes.h"

#define HOMES_SHOWN 20
#define WAITING_SHOWN 50

/* ---- who waits ---- */

static json_t *stay_json(const struct stay_row *row, bool over)
{
	char counted[11];

	date_text(row->counted, counted);
	return json_pack("{s:s, s:s, s:s, s:s, s:i, s:b, s:i, s:b}", "case_number", row->case_number, "name", row->name, "place",
		row->place, "counted", counted, "days", (int)row->days, "over", over, "declined", row->declined, "offered",
		row->offered);
}

static void stay_cells(struct table *table, const struct stay_row *row, bool over)
{
	const struct field *place = kind_field(register_kind("stay"), "place");
	const struct choice *choice = field_choice(place, row->place);
	struct str days = STR_INIT;

	str_addf(&days, ngettext("%ld day", "%ld days", (unsigned long)row->days), row->days);
	table_cell(table, over ? "!" : "");
	table_cell(table, row->case_number);
	table_cell(table, row->name);
	table_cell(table, choice ? choice_label(place, choice) : "");
	table_cell(table, str_get(&days));
	table_cell(table, row->offered ? _("an offer stands") : "");
	str_free(&days);
}

static void print_waiting(struct call *call, const struct stay_row *row, int n, struct term target, bool watched)
{
	struct str words = STR_INIT, line = STR_INIT;
	struct table table;
	int over = 0;

	table_begin(&table, 6);
	for (int i = 0; i < n; i++) {
		bool late = watched && stay_is_over(&row[i], target, clock_today());

		over += late;
		stay_cells(&table, &row[i], late);
	}
	table_out(&table, call, "");
	table_end(&table);
	term_words(&words, target);
	if (watched)
		/* TRANSLATORS: how many people; a length of time, "90 days" */
		str_addf(&line, ngettext("%d of them waits longer than the city's target of %s.",
			"%d of them wait longer than the city's target of %s.", (unsigned long)over), over, str_get(&words));
	if (n && watched)
		note(str_get(&line));
	else if (!n)
		note(_("Nobody stays in a reception centre or a shelter."));
	str_free(&words);
	str_free(&line);
}

static enum status waiting(struct call *call, long limit, struct err *err)
{
	struct stay_row *row;
	struct term target;
	bool watched, more;
	int n;
	enum status st = stay_target(call->store, &target, &watched, err);

	if (st == ST_OK)
		st = stay_waiting(call->store, &call->actor, (int)limit, &row, &n, &more, err);
	if (st != ST_OK)
		return st;
	if (call->json) {
		json_t *list = json_array();

		for (int i = 0; i < n; i++)
			json_array_append_new(list, stay_json(&row[i], watched && stay_is_over(&row[i], target, clock_today())));
		st = out_json(call, list, err);
	} else {
		print_waiting(call, row, n, target, watched);
	}
	if (more)
		note(_("There are more; --limit shows them."));
	stay_rows_free(row, n);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* ---- what fits ---- */

static const char *is_word(const struct match_line *line)
{
	return line->is.share == MEASURE_UNKNOWN ? "unknown" : line->is.share == MEASURE_MISSED ? "misses" : "fits";
}

/* Thousandths of the weight: of what is not known those that the criteria say. */
static int counted_share(const struct match_line *line)
{
	return line->is.share >= 0 ? line->is.share : line->is.share == MEASURE_UNKNOWN ? line->by->unknown : 0;
}

static json_t *line_json(const struct match_line *line)
{
	struct str words = STR_INIT;
	json_t *out;

	line->by->measure->words(&words, line->by, &line->is);
	out = json_pack("{s:s, s:b, s:s, s:s, s:s, s:s}", "what", line->by->key, "condition", line->by->condition, "is",
		is_word(line), "has", line->is.has, "wants", line->is.wants, "words", str_get(&words));
	if (!line->by->condition) {
		json_object_set_new(out, "weight", json_integer(line->by->weight));
		json_object_set_new(out, "share", json_integer(counted_share(line)));
		json_object_set_new(out, "points", json_integer(line->points));
	}
	str_free(&words);
	return out;
}

static json_t *home_json(struct call *call, const struct match_homes *homes, int i)
{
	const struct match_rank *rank = &homes->rank[i];
	struct match_line line[MATCH_CRITERIA_MOST];
	int n = match_tell(&homes->facts, &homes->rule, rank->candidate, rank->place, line);
	struct str address = STR_INIT;
	json_t *why = json_array(), *out;
	char id[37];

	for (int k = 0; k < n; k++)
		json_array_append_new(why, line_json(&line[k]));
	id_text(homes->facts.place[rank->place].id, id);
	read_title(call->store, &call->actor, register_kind("dwelling"), homes->facts.place[rank->place].id, &address, NULL);
	out = json_pack("{s:s, s:s, s:b, s:i, s:I, s:o}", "id", id, "address", str_get(&address), "admissible",
		rank->score.admissible, "questions", rank->score.questions, "points", (json_int_t)rank->score.points, "why", why);
	str_free(&address);
	return out;
}

/* "300 × 45.2% = 135.6", behind the reason that it belongs to. */
static void sum_words(struct str *out, const struct match_line *line)
{
	struct str points = STR_INIT, share = STR_INIT;

	dossier_points(&points, line->points);
	text_number(&share, counted_share(line), 1);
	/* TRANSLATORS: a weight, the share of it in per cent, and the points that this makes: "100 × 45.0% = 45.0" */
	str_addf(out, pgettext("points", "%d × %s%% = %s"), line->by->weight, str_get(&share), str_get(&points));
	str_free(&points);
	str_free(&share);
}

static void print_line(struct call *call, const struct match_line *line)
{
	const char *sign = line->is.share == MEASURE_UNKNOWN ? "   ? " : line->is.share == MEASURE_MISSED ? "   - " : "   + ";
	struct str words = STR_INIT;

	line->by->measure->words(&words, line->by, &line->is);
	out_text(call, sign);
	if (!line->by->condition) {
		str_add(&words, "  ");
		sum_words(&words, line);
	}
	out_line(call, str_get(&words));
	str_free(&words);
}

static enum status print_home(struct call *call, const struct match_homes *homes, int i, struct err *err)
{
	const struct match_rank *rank = &homes->rank[i];
	struct match_line line[MATCH_CRITERIA_MOST];
	int n = match_tell(&homes->facts, &homes->rule, rank->candidate, rank->place, line);
	struct str head = STR_INIT, points = STR_INIT, words = STR_INIT;
	enum status st;

	str_addf(&head, "%d.", i + 1);       /* a title puts a blank before itself */
	st = read_title(call->store, &call->actor, register_kind("dwelling"), homes->facts.place[rank->place].id, &head, err);
	if (st == ST_OK && !id_none(homes->facts.place[rank->place].neighbourhood)) {
		str_addc(&head, ',');
		st = read_title(call->store, &call->actor, register_kind("neighbourhood"),
			homes->facts.place[rank->place].neighbourhood, &head, err);
	}
	if (rank->score.admissible) {
		dossier_points(&points, rank->score.points);
		str_addf(&words, _("%s points"), str_get(&points));
		out_named(call, str_get(&head), str_get(&words));
	} else {
		out_value(call, str_get(&head));
		out_text(call, "\n");
	}
	for (int k = 0; k < n; k++)
		print_line(call, &line[k]);
	str_free(&head);
	str_free(&points);
	str_free(&words);
	return st;
}

static enum status print_json(struct call *call, const struct match_homes *homes, struct err *err)
{
	json_t *list = json_array();
	char need[37];

	id_text(homes->search.need, need);
	for (int i = 0; i < homes->count; i++)
		json_array_append_new(list, home_json(call, homes, i));
	return out_json(call, json_pack("{s:s?, s:i, s:s, s:i, s:i, s:I, s:o}", "need",
		id_none(homes->search.need) ? NULL : need, "criteria", homes->rule.version, "digest", homes->rule.digest, "free",
		homes->facts.n_places, "fitting", homes->fitting, "most", (json_int_t)match_points_most(&homes->rule),
		"homes", list), err);
}

static enum status print_homes(struct call *call, const struct match_homes *homes, struct err *err)
{
	struct str words = STR_INIT, line = STR_INIT;
	enum status st = ST_OK;

	home_search_words(&words, &homes->search, ", ");
	/* TRANSLATORS: %s: what is looked for, "4 people, 3 bedrooms, step-free" */
	str_addf(&line, _("Looked for: %s"), str_get(&words));
	out_line(call, str_get(&line));
	for (int i = 0; st == ST_OK && i < homes->count; i++)
		st = print_home(call, homes, i, err);
	str_clear(&line);
	str_clear(&words);
	match_points_words(&words, match_points_most(&homes->rule));
	/* TRANSLATORS: three numbers */
	str_addf(&line, _("Free: %d. Nothing stands against: %d. Most that can be reached: %s points."), homes->facts.n_places,
		homes->fitting, str_get(&words));
	note(str_get(&line));
	if (homes->offered)
		note(_("An offer stands already: its answer comes first."));
	if (id_none(homes->search.need))
		note(_("No need is written down for this household: “foothold add need person=CASE …” does."));
	str_free(&words);
	str_free(&line);
	return st;
}

static enum status fit(struct call *call, struct id person, long limit, struct err *err)
{
	struct match_homes homes;
	enum status st = match_homes_of(call->store, &call->actor, person, (int)limit, &homes, err);

	if (st != ST_OK)
		return st;
	st = call->json ? print_json(call, &homes, err) : print_homes(call, &homes, err);
	match_homes_clear(&homes);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* ---- offers and answers ---- */

static enum status read_day(struct call *call, const char *option, struct date *out, struct err *err)
{
	const char *said = call_option(call, option);

	*out = (struct date){ 0, 0, 0 };
	if (!said || (date_typed(said, clock_today(), out) && out->day))
		return ST_OK;
	return err_set(err, ST_USAGE, _("--by and --on take a day, such as 2026-05-04 or +7."));
}

/* The offer that stands now for the home. */
static enum status print_offer(struct call *call, struct id home, struct err *err)
{
	const struct kind *kind = register_kind("placement");
	struct list_query query = { .kind = kind, .n_filters = 2 };
	struct list_page page;
	char text[37];
	enum status st;

	id_text(home, text);
	query.filter[0] = (struct filter){ kind_field(kind, "dwelling"), FILTER_IS, text };
	query.filter[1] = (struct filter){ kind_field(kind, "state"), FILTER_IS, "offered" };
	st = read_list(call->store, &call->actor, &query, NULL, false, 1, &page, err);
	if (st != ST_OK)
		return st;
	if (page.count) {
		id_text(page.record[0]->id, text);
		out_line(call, text);
	}
	list_page_free(&page);
	return call_flush(call, err);
}

static enum status offer(struct call *call, struct id person, struct err *err)
{
	struct id home;
	struct date by;
	enum status st = read_resolve(call->store, &call->actor, register_kind("dwelling"), call_option(call, "offer"), &home,
		err);

	if (st == ST_OK)
		st = read_day(call, "by", &by, err);
	if (st == ST_OK)
		st = match_homes_offer(call->store, &call->actor, person, home, by, NULL, err);
	return st == ST_OK ? print_offer(call, home, err) : st;
}

/* From which states an answer leads on, and which fields its day and its reason are. */
static const struct answer { const char *state, *from, *day, *why; } answers[] = {
	{ "accepted", " offered run_out ", "answered", NULL },
	{ "declined", " offered accepted run_out ", "answered", "why" },
	{ "withdrawn", " offered accepted ", NULL, "why" },
	{ "run_out", " offered ", NULL, "why" },
	{ "moved_in", " offered accepted ", "moved_in", NULL },
	{ "ended", " moved_in ", "ended", "ended_why" },
};

static const struct answer *answer_named(const char *state)
{
	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		if (str_same(answers[i].state, state))
			return &answers[i];
	return NULL;
}

static bool stands_in(const struct record *record, const char *states)
{
	const char *state = record_get(record, "state");
	char *word = mem_fmt(" %s ", state ? state : "?");
	bool found = strstr(states, word) != NULL;

	free(word);
	return found;
}

/* The one placement of the person that this may be the answer to. */
static enum status which_offer(struct call *call, struct id person, const struct answer *answer, struct id *out,
	struct err *err)
{
	const struct kind *kind = register_kind("placement");
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page;
	char text[37];
	int n = 0;
	enum status st;

	id_text(person, text);
	query.filter[0] = (struct filter){ kind_field(kind, "person"), FILTER_IS, text };
	st = read_list(call->store, &call->actor, &query, NULL, false, 200, &page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < page.count; i++)
		if (stands_in(page.record[i], answer->from)) {
			*out = page.record[i]->id;
			n++;
		}
	list_page_free(&page);
	if (n == 1)
		return ST_OK;
	return n ? err_set(err, ST_INVALID, _("Several homes wait for this here. Nothing was changed; “foothold list placement” "
		"shows them, and “foothold set ID state=…” takes one.")) :
		err_set(err, ST_NOTFOUND, _("No offer of this person's can be answered so. Nothing was changed; “foothold show” tells "
			"where each of them stands."));
}

static enum status put_answer(struct call *call, struct change_item *item, const struct answer *answer, struct err *err)
{
	const char *why = call_option(call, "why"), *words = call_option(call, "words");
	struct date on;
	char day[11];
	enum status st = read_day(call, "on", &on, err);

	if (st == ST_OK && ((why && !answer->why) || (on.year && !answer->day)))
		return err_set(err, ST_USAGE, _("--why goes with what came to nothing or ended, --on with an answer, a move or an end."));
	if (st == ST_OK)
		st = change_set(item, "state", answer->state, err);
	date_text(on, day);
	if (st == ST_OK && on.year)
		st = change_set(item, answer->day, day, err);
	if (st == ST_OK && why)
		st = change_set(item, answer->why, why, err);
	return st == ST_OK && words ? change_set(item, "reason", words, err) : st;
}

static enum status answer(struct call *call, struct id person, struct err *err)
{
	const struct answer *row = answer_named(call_option(call, "answer"));
	struct change *change;
	struct id placement;
	enum status st;

	if (!row)
		return err_set(err, ST_USAGE, _("--answer takes accepted, declined, withdrawn, run_out, moved_in or ended."));
	st = which_offer(call, person, row, &placement, err);
	if (st != ST_OK)
		return st;
	change = change_begin(call->store, &call->actor);
	st = put_answer(call, change_update(change, register_kind("placement"), placement, 0), row, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

static bool is_wrong(const struct call *call)
{
	bool offers = call_given(call, "offer"), answers_it = call_given(call, "answer");

	return (offers && answers_it) || (call->argc == 0 && (offers || answers_it)) || (call_given(call, "by") && !offers) ||
		(!answers_it && (call_given(call, "why") || call_given(call, "words") || call_given(call, "on")));
}

enum status verb_home(struct call *call, struct err *err)
{
	struct id person;
	long limit;
	enum status st = call_number(call, "limit", call->argc ? HOMES_SHOWN : WAITING_SHOWN, &limit, err);

	if (st == ST_OK && is_wrong(call))
		return err_set(err, ST_USAGE, _("Please name a person; --by goes with --offer, and --why, --words and --on go with "
			"--answer."));
	if (st == ST_OK && limit > 10000)
		limit = 10000;
	if (st == ST_OK && call->argc == 0)
		return waiting(call, limit, err);
	if (st == ST_OK)
		st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[0], &person, err);
	if (st != ST_OK)
		return st;
	if (call_given(call, "offer"))
		return offer(call, person, err);
	return call_given(call, "answer") ? answer(call, person, err) : fit(call, person, limit, err);
}
