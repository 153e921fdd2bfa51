/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold clock: a person's clocks, each with how it was counted; and what happens to one, with its reason. */
#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "cases/clock.h"
#include "commands/show.h"
#include "commands/verbs.h"
#include "register/change.h"
#include "register/grant.h"

#define CLOCKS_MAX 200

static const struct action { const char *word, *what; } actions[] = {
	{ "suspend", "suspended" }, { "resume", "resumed" }, { "extend", "extended" }, { "exempt", "exempted" },
	{ "move", "moved" },
};

/* ---- showing ---- */

struct told { struct call *call; json_t *lines; };

static void tell(void *ctx, enum clock_line line, const char *sentence)
{
	struct told *told = ctx;

	if (told->lines) {
		json_array_append_new(told->lines, json_string(sentence));
		return;
	}
	struct str shown = STR_INIT;
	char *text;

	utf_show(&shown, sentence);
	text = line == CLOCK_LINE_WARNING ? mem_fmt("! %s", str_get(&shown)) : mem_str(str_get(&shown));
	out_wrapped(told->call, text, line == CLOCK_LINE_RULE ? 6 : line == CLOCK_LINE_WARNING ? 2 : 4);
	free(text);
	str_free(&shown);
}

static enum status moves_json(struct call *call, struct id clock, json_t **out, struct err *err)
{
	struct clock_move_told *move;
	struct record *record;
	int n;
	enum status st = clock_moves(call->store, clock, &move, &n, err);

	*out = json_array();
	for (int i = 0; st == ST_OK && i < n; i++) {
		st = read_brief(call->store, &call->actor, register_kind("clock_move"), move[i].id, &record, err);
		if (st != ST_OK)
			break;
		json_array_append_new(*out, record_json(call, record));
		record_free(record);
	}
	free(move);
	return st;
}

static enum status show_json(struct call *call, const struct actor *actor, const struct record *clock, json_t *list,
	struct err *err)
{
	struct told told = { call, json_array() };
	json_t *json = record_json(call, clock), *moves = NULL;
	enum status st = clock_explain(call->store, actor, clock, tell, &told, err);

	if (st == ST_OK)
		st = moves_json(call, clock->id, &moves, err);
	json_object_set_new(json, "counted", told.lines);
	if (moves)
		json_object_set_new(json, "moves", moves);
	json_array_append_new(list, json);
	return st;
}

/* What is due, in which state; then the id by which the other actions name it. */
static void print_head(struct call *call, const struct record *clock)
{
	const struct field *state = kind_field(clock->kind, "state"), *set_by = kind_field(clock->kind, "set_by");
	struct str line = STR_INIT;
	char id[37];

	record_title(&line, clock);
	str_add(&line, " · ");
	show_value(call, set_by, record_get(clock, "set_by"), &line);
	str_add(&line, " · ");
	show_value(call, state, record_get(clock, "state"), &line);
	out_value(call, str_get(&line));
	id_text(clock->id, id);
	out_text(call, "\n  ");
	out_line(call, id);
	str_free(&line);
}

static enum status show_one(struct call *call, const struct actor *actor, const struct record *clock, json_t *list,
	struct err *err)
{
	struct told told = { call, NULL };

	if (list)
		return show_json(call, actor, clock, list, err);
	print_head(call, clock);
	return clock_explain(call->store, actor, clock, tell, &told, err);
}

static enum status show_all(struct call *call, const struct actor *actor, struct id person, json_t *list, struct err *err)
{
	const struct kind *kind = register_kind("clock");
	char text[37];
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "due"), .n_filters = 1,
		.filter = { { kind_field(kind, "person"), FILTER_IS, text } } };
	struct list_page page;
	enum status st;

	id_text(person, text);
	st = read_list(call->store, actor, &query, NULL, false, CLOCKS_MAX, &page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; st == ST_OK && i < page.count; i++) {
		if (i && !list)
			out_text(call, "\n");
		st = show_one(call, actor, page.record[i], list, err);
	}
	if (st == ST_OK && page.count == 0 && !list)
		out_line(call, _("No clock runs for this person. An event that the country profile names starts one: foothold add "
			"event; or add one by hand: foothold add clock."));
	list_page_free(&page);
	return st;
}

static enum status show(struct call *call, struct err *err)
{
	struct actor lent = call->actor;
	json_t *list = call->json ? json_array() : NULL;
	const struct kind *kind;
	struct record *record = NULL;
	struct id id;
	enum status st = which_record(call, call->argv[0], &kind, &id, err);

	if (st == ST_OK && str_same(kind->name, "person")) {
		st = show_all(call, &lent, id, list, err);
	} else if (st == ST_OK && str_same(kind->name, "clock")) {
		st = read_brief(call->store, &lent, kind, id, &record, err);
		if (st == ST_OK)
			st = show_one(call, &lent, record, list, err);
		record_free(record);
	} else if (st == ST_OK) {
		st = err_set(err, ST_USAGE, _("This is neither a person nor a clock. Please give a case number, or the id of a "
			"clock."));
	}
	if (st == ST_OK && list)
		st = out_json(call, json_incref(list), err);
	json_decref(list);
	return st;
}

/* ---- acting ---- */

static enum status set_option(struct call *call, struct change_item *item, const char *option, const char *field,
	struct err *err)
{
	const char *value = call_option(call, option);

	return value ? change_set(item, field, value, err) : ST_OK;
}

static enum status fill(struct call *call, struct change_item *item, const char *what, struct err *err)
{
	static const struct { const char *option, *field; } row[] = {
		{ "on", "day" }, { "until", "until" }, { "by", "length" }, { "reason", "reason" }, { "ground", "basis" },
	};
	enum status st = change_set(item, "clock", call->argv[1], err);

	if (st == ST_OK)
		st = change_set(item, "what", what, err);
	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(row); i++)
		st = set_option(call, item, row[i].option, row[i].field, err);
	return st;
}

static enum status act(struct call *call, const struct action *action, struct err *err)
{
	struct change *change;
	struct record *clock = NULL;
	struct told told = { call, NULL };
	struct id id;
	enum status st = ST_OK;

	if (call->argc != 2 || !id_parse(call->argv[1], &id))
		return err_set(err, ST_USAGE, _("Please give the id of one clock, as “foothold clock CASE” shows it."));
	change = change_begin(call->store, &call->actor);
	st = fill(call, change_create(change, register_kind("clock_move"), NULL), action->what, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	if (st == ST_OK)
		st = read_brief(call->store, &call->actor, register_kind("clock"), id, &clock, err);
	if (st == ST_OK && call->json) {
		st = out_json(call, record_json(call, clock), err);
	} else if (st == ST_OK) {
		print_head(call, clock);
		st = clock_explain(call->store, &call->actor, clock, tell, &told, err);
	}
	record_free(clock);
	return st;
}

enum status verb_clock(struct call *call, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LEN(actions); i++)
		if (str_same(call->argv[0], actions[i].word))
			return act(call, &actions[i], err);
	if (call->argc > 1)
		return err_set(err, ST_USAGE, _("After “clock” comes one case number or clock, or suspend, resume, extend, exempt or "
			"move with a clock."));
	return show(call, err);
}
