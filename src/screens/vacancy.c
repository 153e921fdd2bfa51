/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One vacancy: its places, what is needed beside what is wished for, who applied, who works there, and what the gate left out
 * of it.  Enter opens the person of a row; e opens the form.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/vacancies.h"
#include "screens/bidi.h"
#include "screens/listing.h"
#include "screens/places.h"
#include "screens/record_words.h"

#define HEAD_ROWS 2

struct screen_vacancy {
	struct listing of;
	struct id vacancy;
	struct vacancy_told told;
	struct { struct id person; const struct kind *kind; struct id record; } *row;
	int count;
};

enum { ACT_ROW = ACT_OWN, ACT_FITS, ACT_EDIT };

/* ---- rows ---- */

static void push(struct screen_vacancy *s, struct vrow *row, const struct record *record)
{
	struct id person = { { 0 } };

	s->row = mem_resize(s->row, (size_t)s->count + 1, sizeof(*s->row));
	if (record && record->kind->person && record_get(record, record->kind->person))
		id_parse(record_get(record, record->kind->person), &person);
	s->row[s->count].person = person;
	s->row[s->count].kind = record ? record->kind : NULL;
	s->row[s->count].record = record ? record->id : (struct id){ { 0 } };
	row->tag = s->count++;
	vlist_push(s->of.list, row);
}

static void push_head(struct screen_vacancy *s, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	push(s, &row, NULL);
}

/* A text of several lines, in one. */
static char *value_of(const struct record *record, const char *name)
{
	char *words = record_get(record, name) ? record_shown(record, name) : NULL;

	for (char *at = words; at && *at; at++)
		if (*at == '\n')
			*at = ' ';
	return words;
}

static void push_needs(struct screen_vacancy *s)
{
	const struct record *record = s->told.record;

	for (const struct vacancy_pair *pair = vacancy_pairs; pair->needed; pair++) {
		struct vrow row = { .sign = SIGN_NONE };

		if (!record_get(record, pair->needed) && !record_get(record, pair->wished))
			continue;
		row.cell[0] = mem_str(field_label(kind_field(record->kind, pair->needed)));
		row.cell[1] = value_of(record, pair->needed);
		row.cell[2] = value_of(record, pair->wished);
		push(s, &row, NULL);
	}
}

static enum sign sign_of(const char *state)
{
	if (str_same(state, "hired") || str_same(state, "working"))
		return SIGN_DONE;
	if (str_same(state, "refused") || str_same(state, "withdrawn") || str_same(state, "ended") || str_same(state, "fell_through"))
		return SIGN_NOT_NEEDED;
	return str_same(state, "planned") ? SIGN_OPEN : SIGN_UNDER_WAY;
}

static void push_people(struct screen_vacancy *s, const struct list_page *page, const char *day)
{
	if (page->count)
		push_head(s, _(page->record[0]->kind->plural));
	for (int i = 0; i < page->count; i++) {
		const struct record *record = page->record[i];
		struct vrow row = { .id = record->id, .sign = sign_of(record_get(record, "state")) };
		struct str name = STR_INIT;
		struct id person;

		if (record_get(record, "person") && id_parse(record_get(record, "person"), &person))
			app_title(s->of.screen.app, &name, "person", person);
		str_get(&name);
		row.cell[0] = str_take(&name);
		row.cell[1] = value_of(record, "state");
		row.cell[2] = value_of(record, day);
		push(s, &row, record);
	}
}

static void push_omissions(struct screen_vacancy *s)
{
	if (s->told.omissions.count)
		push_head(s, _("Left out: it may not be asked"));
	for (int i = 0; i < s->told.omissions.count; i++) {
		const struct record *record = s->told.omissions.record[i];
		struct vrow row = { .id = record->id, .sign = SIGN_NOT_NEEDED };

		row.cell[0] = value_of(record, "ground");
		row.cell[1] = value_of(record, "words");
		row.cell[2] = value_of(record, "source");
		push(s, &row, record);
	}
}

static enum status load(struct listing *of, struct err *err)
{
	struct screen_vacancy *s = (struct screen_vacancy *)of;
	struct app *app = s->of.screen.app;
	enum status st;

	vacancy_told_clear(&s->told);
	s->count = 0;
	st = vacancy_told(app->store, app->actor, s->vacancy, &s->told, err);
	vlist_begin(s->of.list);
	if (st == ST_OK) {
		push_needs(s);
		push_people(s, &s->told.applications, "sent");
		push_people(s, &s->told.work, "began");
		push_omissions(s);
	}
	vlist_end(s->of.list);
	return st;
}

static void columns(struct listing *of)
{
	const struct vcol col[] = {
		{ .label = "", .min = 20, .max = 30 },
		{ .label = _("Needed"), .min = 20, .max = 0, .priority = 1 },
		{ .label = _("Wished for"), .min = 14, .max = 34, .priority = 2, .look = LOOK_DIM },
	};

	vlist_columns(of->list, col, ARRAY_LEN(col));
	vlist_empty(of->list, _("Nothing is said of what is needed, and nobody applied yet. e opens the form."));
}

static void title(const struct screen *screen, struct str *out)
{
	const struct screen_vacancy *s = (const struct screen_vacancy *)screen;

	if (s->told.record)
		record_title(out, s->told.record);
}

static void add_reference(struct screen_vacancy *s, struct str *out, const char *name, const char *kind)
{
	struct str title = STR_INIT;
	struct id id;

	if (record_get(s->told.record, name) && id_parse(record_get(s->told.record, name), &id))
		app_title(s->of.screen.app, &title, kind, id);
	bidi_part(out, term_separator(), str_get(&title));
	str_free(&title);
}

static void add_value(struct screen_vacancy *s, struct str *out, const char *name)
{
	char *words = value_of(s->told.record, name);

	bidi_part(out, term_separator(), words ? words : "");
	free(words);
}

/* Who offers it and how; then the places. */
static void draw_head(struct screen_vacancy *s)
{
	struct area body = s->of.screen.body;
	struct str line = STR_INIT, places = STR_INIT;

	add_reference(s, &line, "employer", "employer");
	add_value(s, &line, "number");
	add_value(s, &line, "contract");
	add_value(s, &line, "posted");
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_NORMAL, str_get(&line));
	str_clear(&line);
	add_value(s, &line, "state");
	if (s->told.seats >= 0)
		str_addf(&places, _("%lld of %lld places taken"), (long long)s->told.taken, (long long)s->told.seats);
	else
		str_addf(&places, ngettext("%lld place taken", "%lld places taken", (unsigned long)s->told.taken),
			(long long)s->told.taken);
	bidi_part(&line, term_separator(), str_get(&places));
	if (s->told.run_out)
		bidi_part(&line, term_separator(), _("it has run out: ask the employer"));
	term_text(body.row + 1, body.col + 1, body.cols - 2, s->told.run_out ? LOOK_LATE : LOOK_DIM, str_get(&line));
	str_free(&line);
	str_free(&places);
}

static void draw(struct screen *screen)
{
	struct screen_vacancy *s = (struct screen_vacancy *)screen;

	if (s->told.record)
		draw_head(s);
	vlist_draw(s->of.list, true);
}

/* ---- keys ---- */

static bool on_record(const struct screen *screen)
{
	const struct screen_vacancy *s = (const struct screen_vacancy *)screen;
	int at = listing_now(screen);

	return at >= 0 && at < s->count && s->row[at].kind;
}

static struct next open_row(struct screen_vacancy *s)
{
	int i = listing_now(&s->of.screen);

	if (!id_none(s->row[i].person))
		return next_open(person_screen_at(s->of.screen.app, s->row[i].person, s->row[i].kind, s->row[i].record));
	return next_open(edit_screen(s->of.screen.app, s->row[i].kind, s->row[i].record, (struct id){ { 0 } }));
}

static struct next act(struct screen *screen, int id)
{
	struct screen_vacancy *s = (struct screen_vacancy *)screen;

	switch (id) {
	case ACT_ROW: return open_row(s);
	case ACT_FITS: return next_open(ranked_screen(screen->app, register_kind("vacancy"), s->vacancy));
	case ACT_EDIT:
		return next_open(edit_screen(screen->app, register_kind("vacancy"), s->vacancy, (struct id){ { 0 } }));
	default: return next_unused();
	}
}

static bool may_fit(const struct screen *screen)
{
	return ranked_any(screen->app, register_kind("vacancy"));
}

static const struct action vacancy_actions[] = {
	{ ACT_ROW, { K_ENTER }, N_("open"), N_("Opens the file of the person under the cursor."), on_record, false },
	{ ACT_FITS, { 'w' }, N_("who fits"), N_("People who look for work, by the published criteria, those who fit best first."), may_fit,
		false },
	{ ACT_EDIT, { 'e' }, N_("form"), N_("Opens the vacancy's form: everything that is said of it."), NULL, false },
	ACTION_END
};

static void clear_it(struct listing *of)
{
	struct screen_vacancy *s = (struct screen_vacancy *)of;

	vacancy_told_clear(&s->told);
	free(s->row);
}

static const struct listing_ops listed = {
	.columns = columns, .load = load, .clear = clear_it, .head_rows = HEAD_ROWS,
};

static const struct screen_ops vacancy_ops = {
	.name = "vacancy", .actions = vacancy_actions, .open = listing_open, .title = title, .layout = listing_layout, .draw = draw,
	.key = listing_key, .act = act, .tell = listing_tell, .close = listing_close,
};
SCREEN(vacancy_ops);

struct screen *vacancy_screen(struct app *app, struct id vacancy)
{
	struct screen_vacancy *s = mem_alloc(sizeof(*s));

	s->vacancy = vacancy;
	s->told.seats = -1;
	s->of.ops = &listed;
	return screen_init(&s->of.screen, &vacancy_ops, app);
}
