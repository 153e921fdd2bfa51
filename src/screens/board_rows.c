/* SPDX-License-Identifier: EUPL-1.2 */
/* What a board shows: a round computed or read, and its rows. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "screens/bidi.h"
#include "screens/board_own.h"
#include "screens/measured.h"
#include "screens/record_words.h"

/* ---- computing ---- */

static bool progress(void *ctx, enum round_step step, int64_t done, int64_t total)
{
	struct app *app = ctx;

	if (total > 0)
		return app_working(app, _("%s: %d %%. Esc stops."), round_step_words(step), (int)(done * 100 / total));
	return app_working(app, _("%s. Esc stops."), round_step_words(step));
}

static enum status compute(struct board *b, const struct match_rule *rule, struct round **out, struct err *err)
{
	struct app *app = b->of.screen.app;
	struct round_ask ask = { .what = b->what, .round = b->round, .place = b->place, .n_places = b->n_places, .rule = rule,
		.progress = progress, .ctx = app };

	return round_compute(app->store, app->actor, &ask, out, err);
}

enum status board_compute(struct board *b, struct err *err)
{
	struct round *round = NULL;
	enum status st = compute(b, NULL, &round, err);

	if (st != ST_OK)
		return st;
	round_free(b->computed);
	b->computed = round;
	b->stale = false;
	board_result(b);
	return ST_OK;
}

enum status board_rule(struct board *b, struct match_rule *out, struct err *err)
{
	if (!b->computed)
		return match_rule_on(b->of.screen.app->store, b->what, "", out, err);
	match_rule_copy(out, &b->computed->rule);
	return ST_OK;
}

/* "Days waited: 400 instead of 300", each weight that differs. */
static enum status tell_weights(struct board *b, struct err *err)
{
	struct match_rule base;
	enum status st = board_rule(b, &base, err);

	str_clear(&b->tried_words);
	for (int i = 0; st == ST_OK && i < b->rule.count; i++) {
		const struct match_criterion *by = &b->rule.criterion[i], *was = match_criterion_named(&base, by->key);

		if (!was || was->weight == by->weight)
			continue;
		if (b->tried_words.len)
			str_addc(&b->tried_words, ' ');
		/* TRANSLATORS: a criterion, its weight as it is tried, its weight before */
		str_addf(&b->tried_words, _("%s: %d instead of %d."), match_text(by->label), by->weight, was->weight);
	}
	if (st == ST_OK)
		match_rule_clear(&base);
	return st;
}

/* What is computed again: locked proposals stay, whatever the weights. */
static void list_open(const struct board *b, struct round_list *out)
{
	*out = (struct round_list){ .what = b->what, .pair = mem_array((size_t)b->list.count + 1, sizeof(*out->pair)) };
	for (int i = 0; i < b->list.count; i++)
		if (!b->list.pair[i].locked && str_same(b->list.pair[i].state, "proposed"))
			out->pair[out->count++] = b->list.pair[i];
}

enum status board_try(struct board *b, struct err *err)
{
	struct round *round = NULL;
	struct round_list was, is;
	enum status st;

	match_rule_seal(&b->rule);
	st = compute(b, &b->rule, &round, err);
	if (st != ST_OK)
		return st;
	board_result(b);
	b->tried = round;
	round_list_of(round, &is);
	list_open(b, &was);
	st = round_compare(&was, &is, &b->moves, err);
	round_list_clear(&was);
	round_list_clear(&is);
	if (st == ST_OK)
		b->shows = BOARD_TRY;
	return st;
}

enum status board_compare(struct board *b, struct err *err)
{
	struct app *app = b->of.screen.app;
	struct round_list was;
	struct record *record;
	struct id last = { { 0 } };
	enum status st = round_last(app->store, app->actor, b->what, b->round, &last, err);

	if (st == ST_OK && id_none(last))
		return err_set(err, ST_INVALID, _("There is no round before this one to compare it with."));
	if (st == ST_OK)
		st = read_brief(app->store, app->actor, register_kind("round"), last, &record, err);
	if (st != ST_OK)
		return st;
	board_result(b);
	str_copy(b->last_day, sizeof(b->last_day), record_get(record, "day") ? record_get(record, "day") : "");
	record_free(record);
	st = round_list_read(app->store, app->actor, last, &was, err);
	if (st != ST_OK)
		return st;
	st = round_compare(&was, &b->list, &b->moves, err);
	round_list_clear(&was);
	if (st == ST_OK)
		b->shows = BOARD_LAST;
	return st;
}

void board_result(struct board *b)
{
	round_free(b->tried);
	b->tried = NULL;
	round_moves_clear(&b->moves);
	b->moves = (struct round_moves){ .move = NULL };
	b->shows = BOARD_RESULT;
	b->told = (struct id){ { 0 } };
}

bool board_is(const struct board *b, const char *state)
{
	return b->record && !b->computed && str_same(record_get(b->record, "state"), state);
}

/* ---- the rows' order ---- */

static const struct board *sorting;      /* qsort() hands nothing on; screens are of one thread */

static int by_points(int64_t x, int64_t y, struct id p, struct id q)
{
	return x != y ? (x > y ? -1 : 1) : memcmp(p.b, q.b, sizeof(p.b));
}

/* Who has waited longest. */
static int by_wait(const struct match_candidate *p, const struct match_candidate *q)
{
	return p->waited != q->waited ? (p->waited > q->waited ? -1 : 1) : memcmp(p->application.b, q->application.b, sizeof(p->application.b));
}

static int compare(const void *a, const void *b)
{
	int i = *(const int *)a, j = *(const int *)b;

	if (sorting->shows == BOARD_LEFT)
		return by_wait(&sorting->computed->facts.candidate[i], &sorting->computed->facts.candidate[j]);
	if (sorting->shows == BOARD_RESULT) {
		const struct round_pair *p = &sorting->list.pair[i], *q = &sorting->list.pair[j];
		bool open = str_same(p->state, "proposed"), other = str_same(q->state, "proposed");

		/* Who is still to be decided comes first. */
		return open != other ? (open ? -1 : 1) : by_points(p->points, q->points, p->application, q->application);
	}
	return by_points(sorting->moves.move[i].points_is, sorting->moves.move[j].points_is,
		sorting->moves.move[i].application, sorting->moves.move[j].application);
}

static void put_in_order(struct board *b)
{
	int n = b->shows == BOARD_RESULT ? b->list.count : b->shows == BOARD_LEFT ? b->computed->facts.n_candidates : b->moves.count;

	b->order = mem_resize(b->order, (size_t)n + 1, sizeof(*b->order));
	b->count = 0;
	for (int i = 0; i < n; i++)
		if (b->shows != BOARD_LEFT || (b->computed->row[i].place < 0 && !b->computed->out[i]))
			b->order[b->count++] = i;
	sorting = b;
	qsort(b->order, (size_t)b->count, sizeof(*b->order), compare);
	sorting = NULL;
}

static struct id application_at(const struct board *b, int at)
{
	int i = b->order[at];

	if (b->shows == BOARD_LEFT)
		return b->computed->facts.candidate[i].application;
	return b->shows == BOARD_RESULT ? b->list.pair[i].application : b->moves.move[i].application;
}

/* What the cursor stays on: a proposal, since whoever was passed over and chosen after all has two; else who waits. */
static struct id key_at(const struct board *b, int at)
{
	const struct round_pair *pair = b->shows == BOARD_RESULT ? &b->list.pair[b->order[at]] : NULL;

	return pair && !id_none(pair->proposal) ? pair->proposal : application_at(b, at);
}

static int find(const struct board *b, struct id key)
{
	for (int at = 0; at < b->count; at++)
		if (id_same(key_at(b, at), key))
			return at;
	return -1;
}

/* While the first computing is under way there is no list yet. */
static int at_cursor(const struct board *b)
{
	const struct vrow *row = b->of.list ? vlist_now(b->of.list) : NULL;

	return row ? find(b, row->id) : -1;
}

bool board_cursor(const struct board *b, struct id *key, struct id *application)
{
	int at = at_cursor(b);

	if (at < 0)
		return false;
	*key = key_at(b, at);
	*application = application_at(b, at);
	return true;
}

const struct round_pair *board_now(const struct board *b)
{
	int at = b->shows == BOARD_RESULT ? at_cursor(b) : -1;

	return at >= 0 ? &b->list.pair[b->order[at]] : NULL;
}

const struct round_move *board_move(const struct board *b)
{
	int at = b->shows == BOARD_LAST || b->shows == BOARD_TRY ? at_cursor(b) : -1;

	return at >= 0 ? &b->moves.move[b->order[at]] : NULL;
}

const struct round_row *board_left(const struct board *b)
{
	int at = b->shows == BOARD_LEFT ? at_cursor(b) : -1;

	return at >= 0 ? &b->computed->row[b->order[at]] : NULL;
}

/* ---- rows ---- */

static char *title_of(const struct board *b, const char *kind, struct id id)
{
	struct str out = STR_INIT;

	if (id_none(id))
		return mem_str(pgettext("round", "nothing"));
	app_title(b->of.screen.app, &out, kind, id);
	return str_take(&out);
}

/* Where somebody hidden will live: the opened proposal tells it. */
static char *place_of(const struct board *b, struct id place, bool secret)
{
	return secret && !id_none(place) ? mem_str(_("Address kept secret")) : title_of(b, b->ops->place, place);
}

static char *points_of(int64_t points)
{
	struct str out = STR_INIT;

	if (points < 0)
		return NULL;
	match_points_words(&out, points);
	return str_take(&out);
}

static enum sign sign_of(const struct round_pair *pair)
{
	if (str_same(pair->state, "confirmed"))
		return SIGN_DONE;
	if (*pair->state && !str_same(pair->state, "proposed"))
		return SIGN_NOT_NEEDED;
	return pair->locked ? SIGN_PAUSED : SIGN_OPEN;
}

static char *state_words(const struct board *b, const struct round_pair *pair)
{
	struct str out = STR_INIT;

	if (pair->locked && (!*pair->state || str_same(pair->state, "proposed")))
		return mem_str(_("locked"));
	if (*pair->state)
		field_show(&out, kind_field(b->kind, "state"), pair->state);
	return str_take(&out);
}

static void push_pair(struct board *b, const struct round_pair *pair)
{
	struct vrow row = { .id = id_none(pair->proposal) ? pair->application : pair->proposal, .sign = sign_of(pair) };

	row.cell[0] = title_of(b, "person", pair->person);
	row.cell[1] = place_of(b, pair->place, pair->secret);
	row.cell[2] = points_of(pair->points);
	row.cell[3] = points_of(pair->threshold);
	row.cell[4] = state_words(b, pair);
	vlist_push(b->of.list, &row);
}

static void push_move(struct board *b, const struct round_move *move)
{
	struct vrow row = { .id = move->application, .sign = id_none(move->is) ? SIGN_LATE : SIGN_UNDER_WAY };

	row.cell[0] = title_of(b, "person", move->person);
	row.cell[1] = place_of(b, move->is, move->secret);
	row.cell[2] = id_none(move->is) ? NULL : points_of(move->points_is);
	row.cell[3] = id_none(move->was) ? NULL : points_of(move->points_was);
	row.cell[4] = place_of(b, move->was, move->secret);
	vlist_push(b->of.list, &row);
}

static void push_left(struct board *b, const struct round_row *left)
{
	const struct match_candidate *candidate = &b->computed->facts.candidate[left->candidate];
	struct vrow row = { .id = candidate->application, .sign = left->pairs ? SIGN_OPEN : SIGN_LATE };

	row.cell[0] = title_of(b, "person", candidate->person);
	row.cell[1] = left->pairs ? mem_fmt(ngettext("%d place suits, and went to somebody else", "%d places suit, and went to others",
		(unsigned long)left->pairs), left->pairs) : mem_str(_("no place of this round suits"));
	row.cell[2] = mem_fmt(ngettext("%d day", "%d days", (unsigned long)candidate->waited), candidate->waited);
	vlist_push(b->of.list, &row);
}

static enum status fetch(void *ctx, struct vlist *list, const struct vrow *from, bool backward, int limit, struct err *err)
{
	struct board *b = ctx;
	int at = from ? find(b, from->id) : backward ? b->count : -1, step = backward ? -1 : 1;

	(void)list, (void)err;
	for (at += step; limit-- > 0 && at >= 0 && at < b->count; at += step) {
		if (b->shows == BOARD_RESULT)
			push_pair(b, &b->list.pair[b->order[at]]);
		else if (b->shows == BOARD_LEFT)
			push_left(b, &b->computed->row[b->order[at]]);
		else
			push_move(b, &b->moves.move[b->order[at]]);
	}
	return ST_OK;
}

static void left_columns(struct board *b)
{
	const struct vcol col[] = {
		{ .label = _("Who"), .min = 16, .max = 32 },
		{ .label = _("Gets nothing, since"), .min = 24, .max = 0 },
		{ .label = _("Waits"), .min = 8, .max = 12, .end = true, .whole = true },
	};

	vlist_columns(b->of.list, col, ARRAY_LEN(col));
	vlist_empty(b->of.list, _("Everybody who waits would get something. u shows who gets what again."));
}

void board_columns(struct listing *of)
{
	struct board *b = (struct board *)of;
	bool moved = b->shows != BOARD_RESULT;
	/* TRANSLATORS: the points from which a place went to somebody, a column's head */
	const char *from = moved ? pgettext("points", "Before") : _("Went from");
	/* Most rows say "proposed", which is never cut. */
	const struct field *state = kind_field(register_kind(b->ops->proposal), "state");
	int said = bidi_width(choice_label(state, field_choice(state, "proposed")));
	const struct vcol col[] = {
		{ .label = _("Who"), .min = 16, .max = 28 },
		{ .label = moved ? pgettext("round", "Now") : _(register_kind(b->ops->place)->label), .min = 16, .max = moved ? 26 : 0 },
		{ .label = _("Points"), .min = 6, .max = 10, .end = true, .whole = true },
		{ .label = from, .min = bidi_width(from) > 8 ? bidi_width(from) : 8, .max = 14, .priority = 2, .end = true, .whole = true },
		{ .label = moved ? _("Before") : _("State"), .min = said > 10 ? said : 10, .max = moved ? 0 : 14, .priority = 1,
			.look = LOOK_DIM },
	};

	if (b->shows == BOARD_LEFT) {
		left_columns(b);
		return;
	}
	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, moved ? _("Nothing moves: everybody gets the same. u shows who gets what again.") :
		_("Nothing was proposed in this round."));
}

/* ---- the head ---- */

static void add_day(struct str *out, const char *canonical)
{
	struct date day;

	if (date_parse(canonical, &day))
		date_show(out, day);
}

static void moves_words(struct board *b)
{
	struct str day = STR_INIT, was = STR_INIT, is = STR_INIT, *head = &b->of.head;

	match_points_words(&was, b->moves.points_was);
	match_points_words(&is, b->moves.points_is);
	if (b->shows == BOARD_TRY) {
		str_add(head, str_get(&b->tried_words));
	} else {
		add_day(&day, b->last_day);
		/* TRANSLATORS: %s is a day */
		str_addf(head, _("Compared with the round of %s."), str_get(&day));
	}
	str_addc(head, ' ');
	/* TRANSLATORS: four numbers of people, then points */
	str_addf(head, _("The same: %d. Something else: %d. With something: %lld instead of %lld. Points in all: %s instead of %s."),
		b->moves.same, b->moves.count, (long long)b->moves.placed_is, (long long)b->moves.placed_was, str_get(&is), str_get(&was));
	str_free(&day);
	str_free(&was);
	str_free(&is);
}

static void computed_words(struct board *b)
{
	struct str points = STR_INIT;

	match_points_words(&points, b->computed->points);
	/* TRANSLATORS: four numbers, then points */
	str_addf(&b->of.head, _("Computed, nothing is saved yet. Waiting: %d. To be had: %d. Proposed: %d. Decided before: %d. Points in "
		"all: %s."), b->computed->waiting, b->computed->free, b->computed->placed, b->computed->kept, str_get(&points));
	str_free(&points);
	if (!b->stale)
		return;
	str_addc(&b->of.head, ' ');
	str_add(&b->of.head, _("Something was saved since: c computes it anew."));
}

static void add_part(struct board *b, const char *field, char *value)
{
	struct str both = STR_INIT;

	if (value) {
		bidi_named(&both, str_same(field, "state") ? "" : field_label(kind_field(b->record->kind, field)), value);
		bidi_part(&b->of.head, term_separator(), str_get(&both));
	}
	str_free(&both);
	free(value);
}

static void saved_words(struct board *b)
{
	static const char *const fields[] = { "state", "day", "people", "places", "placed" };

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		add_part(b, fields[i], record_get(b->record, fields[i]) ? record_shown(b->record, fields[i]) : NULL);
	add_part(b, "points", measured_points(record_get(b->record, "points")));
}

static void head_words(struct board *b)
{
	str_clear(&b->of.head);
	if (b->shows == BOARD_LAST || b->shows == BOARD_TRY)
		moves_words(b);
	else if (b->computed)
		computed_words(b);
	else if (b->record)
		saved_words(b);
	else
		str_add(&b->of.head, _("The saving of this round was taken back: c computes it anew."));
}

/* ---- reading ---- */

static enum status read_saved(struct board *b, struct err *err)
{
	struct app *app = b->of.screen.app;
	struct record *record;
	enum status st = read_record(app->store, app->actor, register_kind("round"), b->round, &record, err);

	record_free(b->record);
	b->record = st == ST_OK ? record : NULL;
	if (st == ST_NOTFOUND) {
		round_list_clear(&b->list);
		b->round = (struct id){ { 0 } };
		return ST_OK;
	}
	if (st != ST_OK)
		return st;
	if (b->computed)
		return ST_OK;
	round_list_clear(&b->list);
	return round_list_read(app->store, app->actor, b->round, &b->list, err);
}

/* A colleague decided meanwhile: what is compared is compared anew. */
enum status board_load(struct listing *of, struct err *err)
{
	struct board *b = (struct board *)of;
	enum status st = ST_OK;

	if (!id_none(b->round))
		st = read_saved(b, err);
	if (st == ST_OK && b->computed) {
		round_list_clear(&b->list);
		round_list_of(b->computed, &b->list);
	}
	if (st == ST_OK && b->shows == BOARD_TRY)
		st = tell_weights(b, err);
	if (st != ST_OK)
		return st;
	put_in_order(b);
	board_columns(of);
	vlist_source(of->list, fetch, b);
	b->told = (struct id){ { 0 } };
	head_words(b);
	return vlist_reload(of->list, err);
}

void board_clear(struct listing *of)
{
	struct board *b = (struct board *)of;

	board_result(b);
	round_free(b->computed);
	record_free(b->record);
	round_list_clear(&b->list);
	match_rule_clear(&b->rule);
	if (b->has_dossier)
		dossier_clear(&b->dossier);
	str_free(&b->tried_words);
	str_free(&b->threshold);
	free(b->order);
	free(b->place);
}
