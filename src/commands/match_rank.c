/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold match homes --for ID: what fits one person, or whom one place, by points, each line with its arithmetic. */
#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/match.h"
#include "match/dossier.h"

#define RANKED_SHOWN 20
#define APPLICATIONS 50

struct ranked {
	struct match_rule rule;
	struct match_facts facts;
	struct match_rank *rank;
	int count;
	bool of_person;              /* --for named who waits: places are ranked */
};

static void ranked_clear(struct ranked *ranked)
{
	free(ranked->rank);
	match_facts_clear(&ranked->facts);
	match_rule_clear(&ranked->rule);
}

/* ---- whom --for means ---- */

/* Of a person's applications the first that waits. */
static enum status read_person(struct call *call, enum match_what what, struct id person, const struct match_rule *rule,
	struct match_facts *facts, struct err *err)
{
	const struct kind *kind = register_kind(match_ops(what)->application);
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page;
	char text[37];
	enum status st;

	id_text(person, text);
	query.filter[0] = (struct filter){ kind_field(kind, "person"), FILTER_IS, text };
	st = read_list(call->store, &call->actor, &query, NULL, false, APPLICATIONS, &page, err);
	if (st != ST_OK)
		return st;
	st = err_set(err, ST_NOTFOUND, _("Nothing is written down that this person waits for. “foothold fields %s” shows what can be "
		"written down."), kind->name);
	for (int i = 0; i < page.count && (st == ST_NOTFOUND || st == ST_INVALID); i++) {
		struct match_pick pick = { .application = page.record[i]->id, .rule = rule };

		st = match_read(call->store, &call->actor, what, &pick, facts, err);
	}
	list_page_free(&page);
	return st;
}

enum status match_read_said(struct call *call, enum match_what what, const char *said, const struct match_rule *rule,
	struct match_facts *facts, struct id *place, struct err *err)
{
	const struct match_ops *ops = match_ops(what);
	const struct kind *people = register_kind("person");
	struct match_pick pick = { .rule = rule };
	char number[CASE_NUMBER_MAX];
	struct id id;
	enum status st;

	*facts = (struct match_facts){ .ops = NULL };
	*place = (struct id){ { 0 } };
	if (casenum_parse(said, number)) {
		st = read_resolve(call->store, &call->actor, people, number, &id, err);
		return st == ST_OK ? read_person(call, what, id, rule, facts, err) : st;
	}
	if (id_parse(said, &id) && read_resolve(call->store, &call->actor, people, said, &id, NULL) == ST_OK)
		return read_person(call, what, id, rule, facts, err);
	if (!id_parse(said, &id) || read_resolve(call->store, &call->actor, register_kind(ops->application), said,
		&pick.application, NULL) != ST_OK) {
		pick.application = (struct id){ { 0 } };
		st = read_resolve(call->store, &call->actor, register_kind(ops->place), said, &pick.place, err);
		if (st != ST_OK)
			return st;
		*place = pick.place;
	}
	return match_read(call->store, &call->actor, what, &pick, facts, err);
}

/* ---- what is shown ---- */

static char sign_of(const struct match_line *line)
{
	if (line->is.share == MEASURE_UNKNOWN)
		return '?';
	if (line->is.share == MEASURE_MISSED)
		return '-';
	return line->by->condition || line->is.share > 0 ? '+' : '-';
}

static void print_line(struct call *call, const struct match_line *line)
{
	struct str words = STR_INIT, points = STR_INIT;
	char head[] = { ' ', ' ', ' ', sign_of(line), ' ', '\0' };

	line->by->measure->words(&words, line->by, &line->is);
	if (!line->by->condition) {
		dossier_points(&points, line->points);
		/* TRANSLATORS: behind a criterion: how many points it gives; %s is a number, "12.5" */
		str_add(&words, "  ");
		str_addf(&words, _("(%s points)"), str_get(&points));
	}
	out_text(call, head);
	out_line(call, str_get(&words));
	str_free(&words);
	str_free(&points);
}

static void add_whom(struct call *call, const struct ranked *ranked, const struct match_rank *row, struct str *out)
{
	const struct match_facts *facts = &ranked->facts;

	if (ranked->of_person)
		match_place(call, register_kind(facts->ops->place), facts->place[row->place].id, out);
	else
		match_who(call, facts->candidate[row->candidate].person, out);
}

static void print_row(struct call *call, const struct ranked *ranked, int place, const struct match_rank *row)
{
	struct match_line line[MATCH_CRITERIA_MOST];
	int n = match_tell(&ranked->facts, &ranked->rule, row->candidate, row->place, line);
	struct str whom = STR_INIT, title = STR_INIT, points = STR_INIT, head = STR_INIT;

	add_whom(call, ranked, row, &whom);
	str_addf(&title, "%d. %s", place, str_get(&whom));
	dossier_points(&points, row->score.points);
	if (row->score.admissible)
		str_addf(&head, _("%s points"), str_get(&points));
	else
		str_add(&head, _("a condition is not met"));
	out_named(call, str_get(&title), str_get(&head));
	for (int i = 0; i < n; i++)
		print_line(call, &line[i]);
	str_free(&whom);
	str_free(&title);
	str_free(&points);
	str_free(&head);
}

static json_t *line_json(const struct match_line *line)
{
	struct str words = STR_INIT;
	json_t *out;

	line->by->measure->words(&words, line->by, &line->is);
	out = json_pack("{s:s, s:b, s:i, s:i, s:I, s:s, s:s, s:s}", "key", line->by->key, "condition", line->by->condition,
		"weight", line->by->weight, "share", line->is.share, "points", (json_int_t)line->points, "has", line->is.has, "wants",
		line->is.wants, "words", str_get(&words));
	str_free(&words);
	return out;
}

static json_t *row_json(struct call *call, const struct ranked *ranked, const struct match_rank *row)
{
	const struct match_facts *facts = &ranked->facts;
	struct match_line line[MATCH_CRITERIA_MOST];
	int n = match_tell(facts, &ranked->rule, row->candidate, row->place, line);
	json_t *lines = json_array(), *out;
	struct str title = STR_INIT;
	char application[37], place[37], person[37];

	for (int i = 0; i < n; i++)
		json_array_append_new(lines, line_json(&line[i]));
	add_whom(call, ranked, row, &title);
	id_text(facts->candidate[row->candidate].application, application);
	id_text(facts->candidate[row->candidate].person, person);
	id_text(facts->place[row->place].id, place);
	out = json_pack("{s:s, s:s, s:s, s:s, s:b, s:i, s:I, s:i, s:o}", "application", application, "person", person, "place",
		place, "title", str_get(&title), "admissible", row->score.admissible, "questions", row->score.questions, "points",
		(json_int_t)row->score.points, "waited", facts->candidate[row->candidate].waited, "criteria", lines);
	str_free(&title);
	return out;
}

static enum status print_json(struct call *call, const struct ranked *ranked, struct err *err)
{
	json_t *list = json_array();

	for (int i = 0; i < ranked->count; i++)
		json_array_append_new(list, row_json(call, ranked, &ranked->rank[i]));
	return out_json(call, json_pack("{s:s, s:s, s:{s:i, s:s}, s:I, s:o}", "what", ranked->facts.ops->word, "day",
		ranked->facts.day, "criteria", "version", ranked->rule.version, "digest", ranked->rule.digest, "most",
		(json_int_t)match_points_most(&ranked->rule), "ranked", list), err);
}

static void print_rows(struct call *call, const struct ranked *ranked)
{
	struct str most = STR_INIT, line = STR_INIT;

	for (int i = 0; i < ranked->count; i++)
		print_row(call, ranked, i + 1, &ranked->rank[i]);
	match_points_words(&most, match_points_most(&ranked->rule));
	str_addf(&line, _("At most %s points; criteria of version %d (“foothold match criteria %s” shows them)."), str_get(&most),
		ranked->rule.version, ranked->facts.ops->word);
	note(ranked->count ? str_get(&line) : ranked->of_person ?
		_("Nothing is to be had that nothing stands against. A condition that is not met may be asked about once more.") :
		_("Nobody waits whom it may suit."));
	if (ranked->facts.more)
		note(_("The nearest alone were looked at: there are others, farther off."));
	str_free(&most);
	str_free(&line);
}

static enum status rank(struct call *call, enum match_what what, long limit, struct err *err)
{
	struct ranked ranked = { .count = 0 };
	struct id place = { { 0 } };
	enum status st = match_rule_on(call->store, what, "", &ranked.rule, err);

	if (st == ST_OK)
		st = match_read_said(call, what, call_option(call, "for"), &ranked.rule, &ranked.facts, &place, err);
	ranked.of_person = id_none(place);
	if (st == ST_OK) {
		ranked.rank = match_rank(&ranked.facts, &ranked.rule, (int)limit, &ranked.count);
		if (call->json)
			st = print_json(call, &ranked, err);
		else
			print_rows(call, &ranked);
	}
	ranked_clear(&ranked);
	return st == ST_OK ? call_flush(call, err) : st;
}

enum status match_rank_word(struct call *call, struct err *err)
{
	enum match_what what;
	long limit;
	enum status st = match_which(call->argv[0], &what, err);

	if (st == ST_OK)
		st = call_number(call, "limit", RANKED_SHOWN, &limit, err);
	if (st == ST_OK && limit > 10000)
		limit = 10000;
	if (st == ST_OK && call_given(call, "round") && call_given(call, "for"))
		return match_standing_word(call, what, err);
	if (st == ST_OK && call_given(call, "round"))
		return match_round_word(call, what, err);
	if (st == ST_OK && !call_given(call, "for"))
		return err_set(err, ST_USAGE, _("Please say for whom or for what: --for takes a case number, or a place by its name or "
			"UUID; --round gives out all places together."));
	return st == ST_OK ? rank(call, what, limit, err) : st;
}
