/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Papers for a newcomer: which one, in which language, in full or in plain language; read before it goes, then printed,
 * saved or read out, and the person's file says so.  On a wide terminal both languages stand beside each other.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "paper/letter.h"
#include "paper/paperlang.h"
#include "screens/bidi.h"
#include "screens/frame.h"
#include "screens/pick.h"
#include "screens/places.h"

#define HEAD 3                   /* rows above the paper: which one, in which language, a rule */
#define SIDES_FROM 150           /* columns from which both languages have room beside each other */
#define MOST_PAPERS 64

/* One language's text, in lines. */
struct side { struct str text; int lines; bool right_to_left; };

struct letters {
	struct screen screen;
	struct id person;
	struct letter_list list;
	int now;                     /* row of the list; -1: there is none */
	char language[16], beside[16];
	bool plain;
	struct letter letter;
	bool made;
	struct str why;              /* nothing could be made */
	struct side side[2];
	int top, rows;               /* first line shown; all of them */
	/* where it begins */
	char *first;                 /* key of a paper, or NULL */
	struct id about;
};

enum { ACT_PAPER = ACT_OWN, ACT_SPEECH, ACT_OTHER, ACT_PLAIN, ACT_SAVE, ACT_PRINT, ACT_READ, ACT_SCROLL };

/* ---- making ---- */

static bool is_wide(const struct letters *l)
{
	return l->screen.body.cols >= SIDES_FROM && l->letter.beside;
}

static void forget(struct letters *l)
{
	if (l->made)
		letter_clear(&l->letter);
	l->made = false;
	memset(&l->letter, 0, sizeof(l->letter));
	str_clear(&l->why);
	for (int i = 0; i < 2; i++) {
		str_wipe(&l->side[i].text);
		l->side[i].lines = 0;
	}
}

static void set_side(struct letters *l, int i, const struct sheet *sheet, int width)
{
	struct side *side = &l->side[i];

	str_wipe(&side->text);
	side->lines = 0;
	if (!sheet)
		return;
	sheet_as_text(sheet, NULL, width, &side->text);
	side->right_to_left = sheet->right_to_left;
	for (const char *s = str_get(&side->text); *s; s++)
		side->lines += *s == '\n';
}

static int last_top(const struct letters *l)
{
	int last = l->rows - (l->screen.body.rows - HEAD);

	return last > 0 ? last : 0;
}

/* Lines as wide as there is room. */
static void lay_out(struct letters *l)
{
	int width = is_wide(l) ? (l->screen.body.cols - 4) / 2 : l->screen.body.cols - 2;
	int most = l->letter.kind && l->letter.kind->long_one ? 110 : SHEET_WIDTH;

	if (!l->made)
		return;
	width = width > most ? most : width;
	set_side(l, 0, l->letter.sheet, width);
	set_side(l, 1, l->letter.beside, width);
	l->rows = is_wide(l) ? (l->side[0].lines > l->side[1].lines ? l->side[0].lines : l->side[1].lines) :
		l->side[0].lines + (l->side[1].lines ? l->side[1].lines + 1 : 0);
	l->top = l->top > last_top(l) ? last_top(l) : l->top;
}

static void make(struct letters *l)
{
	struct letter_wish wish = { .person = l->person, .language = l->language, .beside = l->beside, .plain = l->plain };
	struct err err = { .text = "" };

	forget(l);
	if (l->now < 0) {
		str_add(&l->why, _("There is no paper to write for this person now."));
		return;
	}
	if (!*l->language) {
		str_add(&l->why, _("Nobody wrote down a language of this person in which there are papers. Please ask the person, then choose "
			"one with l."));
		return;
	}
	wish.kind = l->list.row[l->now].kind;
	wish.about = l->list.row[l->now].about;
	if (letter_make(l->screen.app->store, l->screen.app->actor, &wish, &l->letter, &err) != ST_OK) {
		letter_clear(&l->letter);
		str_add(&l->why, err.text);
		return;
	}
	l->made = true;
	lay_out(l);
}

static int row_of(const struct letters *l, const char *key, struct id about)
{
	for (int i = 0; i < l->list.count; i++)
		if (str_same(l->list.row[i].kind->key, key) && (id_none(about) || id_same(about, l->list.row[i].about)))
			return i;
	return -1;
}

static enum status read_list_of(struct letters *l, struct err *err)
{
	struct letter_row was = { .kind = NULL };
	enum status st;

	if (l->now >= 0 && l->now < l->list.count)
		was = l->list.row[l->now];
	letter_list_clear(&l->list);
	st = letter_list_read(l->screen.app->store, l->screen.app->actor, l->person, &l->list, err);
	if (st != ST_OK)
		return st;
	l->now = was.kind ? row_of(l, was.kind->key, was.about) : -1;
	if (l->now < 0)
		l->now = l->list.count ? 0 : -1;
	return ST_OK;
}

static enum status open_letters(struct screen *screen, struct err *err)
{
	struct letters *l = (struct letters *)screen;
	struct app *app = screen->app;
	enum status st = read_list_of(l, err);

	if (st == ST_OK)
		st = letter_language(app->store, app->actor, l->person, l->language, err);
	if (st == ST_OK)
		st = letter_beside(app->store, l->beside, err);
	if (st != ST_OK)
		return st;
	if (l->first && row_of(l, l->first, l->about) >= 0)
		l->now = row_of(l, l->first, l->about);
	make(l);
	return ST_OK;
}

/* ---- showing ---- */

static void title(const struct screen *screen, struct str *out)
{
	struct str name = STR_INIT;

	app_title(screen->app, &name, "person", ((const struct letters *)screen)->person);
	/* TRANSLATORS: a person's name */
	str_addf(out, _("Paper for %s"), str_get(&name));
	str_free(&name);
}

static void layout(struct screen *screen, struct area body)
{
	(void)body;
	lay_out((struct letters *)screen);
}

static void row_words(struct str *out, const struct letter_row *row)
{
	str_add(out, msg_paper(row->kind->title));
	if (row->day.year) {
		str_add(out, term_separator());
		date_show(out, row->day);
	}
	if (!str_empty(row->what)) {
		str_add(out, term_separator());
		str_add(out, row->what);
	}
}

static void add_language(struct str *words, const char *code)
{
	struct str name = STR_INIT;

	if (*code)
		paper_language_show(&name, code);
	bidi_part(words, " + ", str_get(&name));
	str_free(&name);
}

static void draw_head(const struct letters *l)
{
	struct area body = l->screen.body;
	struct str words = STR_INIT;

	if (l->now >= 0)
		row_words(&words, &l->list.row[l->now]);
	term_text(body.row, body.col + 1, body.cols - 2, LOOK_BOLD, str_get(&words));
	str_clear(&words);
	add_language(&words, l->language);
	if (!str_same(l->beside, l->language))
		add_language(&words, l->beside);
	bidi_part(&words, term_separator(), l->plain ? _("plain language") : _("in full"));
	term_text(body.row + 1, body.col + 1, body.cols - 2, LOOK_NORMAL, str_get(&words));
	term_rule(body.row + 2, body.col, body.cols);
	str_free(&words);
}

static void draw_line(const struct side *side, struct area at, const char *s, size_t len)
{
	char *line = mem_strn(s, len);

	term_columns(at, side->right_to_left != msg_right_to_left(), LOOK_NORMAL, line);
	explicit_bzero(line, len);
	free(line);
}

/* The lines from `skip` on (below 0: so many rows lower) into the area. */
static void draw_side(struct side *side, struct area at, int skip)
{
	const char *s = str_get(&side->text);

	for (int row = -skip; *s && row < at.rows; row++) {
		size_t len = strcspn(s, "\n");

		if (row >= 0)
			draw_line(side, (struct area){ at.row + row, at.col, 1, at.cols }, s, len);
		s += len + (s[len] == '\n');
	}
}

static void draw(struct screen *screen)
{
	struct letters *l = (struct letters *)screen;
	struct area body = screen->body, paper = { body.row + HEAD, body.col + 1, body.rows - HEAD, body.cols - 2 };

	draw_head(l);
	if (!l->made) {
		term_wrap(paper, LOOK_NORMAL, str_get(&l->why));
		return;
	}
	if (is_wide(l)) {
		struct area half = { paper.row, paper.col, paper.rows, (body.cols - 4) / 2 };

		draw_side(&l->side[0], half, l->top);
		half.col += half.cols + 2;
		draw_side(&l->side[1], half, l->top);
	} else {
		paper.cols = paper.cols > SHEET_WIDTH ? SHEET_WIDTH : paper.cols;
		draw_side(&l->side[0], paper, l->top);
		draw_side(&l->side[1], paper, l->top - l->side[0].lines - 1);
	}
	if (l->top < last_top(l))
		frame_hint(_("There is more below."));
}

static struct next scroll_to(struct letters *l, int top)
{
	l->top = top < 0 ? 0 : top > last_top(l) ? last_top(l) : top;
	return next_stay();
}

static struct next key(struct screen *screen, int k)
{
	struct letters *l = (struct letters *)screen;
	int page = screen->body.rows - HEAD > 1 ? screen->body.rows - HEAD - 1 : 1;

	switch (k) {
	case K_DOWN:
		return scroll_to(l, l->top + 1);
	case K_UP:
		return scroll_to(l, l->top - 1);
	case K_PGDN: case ' ':
		return scroll_to(l, l->top + page);
	case K_PGUP:
		return scroll_to(l, l->top - page);
	case K_HOME:
		return scroll_to(l, 0);
	case K_END:
		return scroll_to(l, l->rows);
	default:
		return next_unused();
	}
}

/* ---- choosing ---- */

static void again(struct letters *l)
{
	l->top = 0;
	make(l);
}

static void paper_picked(void *ctx, const char *canonical)
{
	struct letters *l = ctx;
	long row = strtol(canonical, NULL, 10);

	if (row >= 0 && row < l->list.count)
		l->now = (int)row;
	again(l);
}

static struct screen *pick_paper(void *ctx)
{
	struct letters *l = ctx;
	struct choice offer[MOST_PAPERS + 1];
	char key[MOST_PAPERS][12], now[12];
	struct str words[MOST_PAPERS];
	struct pick_request ask = { .title = N_("Paper"), .choices = offer, .now = now, .picked = paper_picked,
		.anew = pick_paper, .ctx = l };
	struct screen *screen;
	int n = l->list.count < MOST_PAPERS ? l->list.count : MOST_PAPERS;

	for (int i = 0; i < n; i++) {
		words[i] = (struct str)STR_INIT;
		snprintf(key[i], sizeof(key[i]), "%d", i);
		row_words(&words[i], &l->list.row[i]);
		offer[i] = (struct choice){ key[i], str_get(&words[i]) };
	}
	offer[n] = (struct choice){ NULL, NULL };
	snprintf(now, sizeof(now), "%d", l->now);
	screen = n ? pick_screen(l->screen.app, &ask) : NULL;
	for (int i = 0; i < n; i++)
		str_free(&words[i]);
	return screen;
}

static void language_picked(void *ctx, const char *canonical)
{
	struct letters *l = ctx;

	str_copy(l->language, sizeof(l->language), canonical);
	again(l);
}

static void beside_picked(void *ctx, const char *canonical)
{
	struct letters *l = ctx;

	str_copy(l->beside, sizeof(l->beside), canonical);
	again(l);
}

static struct screen *pick_language(void *ctx);
static struct screen *pick_beside(void *ctx);

static struct screen *pick_tongue(struct letters *l, bool beside)
{
	size_t n;
	const char *const *all = letter_languages(&n);
	struct choice *offer = mem_array(n + 1, sizeof(*offer));
	struct str *name = mem_array(n, sizeof(*name));
	struct pick_request ask = { .title = beside ? N_("Language beside it") : N_("Language of the paper"), .choices = offer,
		.now = beside ? l->beside : l->language, .picked = beside ? beside_picked : language_picked,
		.anew = beside ? pick_beside : pick_language, .ctx = l };
	struct screen *screen;

	for (size_t i = 0; i < n; i++) {
		paper_language_show(&name[i], all[i]);
		offer[i] = (struct choice){ all[i], str_get(&name[i]) };
	}
	screen = pick_screen(l->screen.app, &ask);
	for (size_t i = 0; i < n; i++)
		str_free(&name[i]);
	free(name);
	free(offer);
	return screen;
}

static struct screen *pick_language(void *ctx)
{
	return pick_tongue(ctx, false);
}

static struct screen *pick_beside(void *ctx)
{
	return pick_tongue(ctx, true);
}

/* ---- handing over ---- */

static void is_noted(struct letters *l, const char *words)
{
	struct app *app = l->screen.app;

	app_wrote(app);
	app_tell(app, NEWS_CHANGED);
	app_say(app, "%s", words);
}

static enum status save(void *ctx, struct app *app, const char *path, struct err *err)
{
	struct letters *l = ctx;
	const struct letter_way way = { .format = paper_format_by_name(path ? path : ""), .size = PDF_A4, .path = path };
	enum status st;

	if (str_empty(path))
		return err_set(err, ST_INVALID, _("Please name a file, or press Esc."));
	st = letter_hand(app->store, app->actor, &l->letter, &way, NULL, err);
	if (st == ST_OK)
		is_noted(l, _("Written, readable, and noted on the person's file. Hand it over, and delete it here afterwards."));
	return st;
}

static enum status print(void *ctx, struct app *app, const char *printer, struct err *err)
{
	struct letters *l = ctx;
	const struct letter_way way = { .format = PAPER_PDF, .size = PDF_A4, .printer = printer };
	enum status st = letter_hand(app->store, app->actor, &l->letter, &way, NULL, err);

	if (st == ST_OK)
		is_noted(l, _("The printer has it, and it is noted on the person's file."));
	return st;
}

static struct next read_out(struct letters *l)
{
	struct app *app = l->screen.app;
	struct err err = { .text = "" };

	if (letter_handed(app->store, app->actor, &l->letter, "read", NULL, &err) != ST_OK)
		app_fail(app, &err);
	else
		is_noted(l, _("Noted on the person's file: this paper was read out."));
	return next_stay();
}

static struct next act(struct screen *screen, int id)
{
	struct letters *l = (struct letters *)screen;
	char file[64];

	switch (id) {
	case ACT_PAPER:
		return next_open(pick_paper(l));
	case ACT_SPEECH:
		return next_open(pick_language(l));
	case ACT_OTHER:
		return next_open(pick_beside(l));
	case ACT_PLAIN:
		l->plain = !l->plain;
		again(l);
		return next_stay();
	case ACT_SAVE:
		snprintf(file, sizeof(file), "%s.pdf", l->letter.kind->key);
		return next_open(ask_screen(screen->app, N_("File (.pdf, or .txt as text):"), file, save, l));
	case ACT_PRINT:
		return next_open(ask_screen(screen->app, N_("Printer (empty: the usual one):"), "", print, l));
	case ACT_READ:
		return read_out(l);
	default:
		return next_unused();
	}
}

static void tell(struct screen *screen, enum news news)
{
	struct letters *l = (struct letters *)screen;
	struct err err = { .text = "" };

	if (news != NEWS_LANGUAGE && news != NEWS_CHANGED)
		return;
	if (read_list_of(l, &err) != ST_OK)
		app_fail(screen->app, &err);
	else
		make(l);
}

static void close_letters(struct screen *screen)
{
	struct letters *l = (struct letters *)screen;

	forget(l);
	letter_list_clear(&l->list);
	str_free(&l->why);
	free(l->first);
	free(l);
}

static bool is_made(const struct screen *screen)
{
	return ((const struct letters *)screen)->made;
}

static bool may_hand_over(const struct screen *screen)
{
	return is_made(screen) && kind_changed_by(screen->app->actor, register_kind("handout"));
}

static const struct action actions[] = {
	{ ACT_PAPER, { K_ENTER, 'a' }, N_("other paper"), N_("Choose which paper: appointment, plan, offer, what is held."), NULL, false },
	{ ACT_SPEECH, { 'l' }, N_("language"), N_("Choose the newcomer's language."), NULL, false },
	{ ACT_PLAIN, { 'k' }, N_("plain or full"), N_("The short version in plain language, or the full one again."), is_made, false },
	{ ACT_PRINT, { 'p' }, N_("print"), N_("Print it; the person's file says so."), may_hand_over, false },
	{ ACT_SAVE, { K_F5 }, N_("save"), N_("Write it to a file, as PDF or text; the person's file says so."), may_hand_over, false },
	{ ACT_READ, { 'r' }, N_("read out"), N_("It was read out to the person; the person's file says so."), may_hand_over, true },
	{ ACT_OTHER, { 'b' }, N_("beside it"), N_("Choose the language that stands beside it."), is_made, true },
	{ ACT_SCROLL, { K_DOWN, K_PGDN, K_END }, N_("read on"), N_("Read on: arrows, page keys, Home and End."), NULL, true },
	ACTION_END
};

static const struct screen_ops letters_ops = {
	.name = "letters", .actions = actions, .open = open_letters, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .tell = tell, .close = close_letters,
};
SCREEN(letters_ops);

struct screen *letters_screen(struct app *app, struct id person, const char *paper, struct id about)
{
	struct letters *l = mem_alloc(sizeof(*l));

	l->person = person;
	l->now = -1;
	l->first = mem_str(paper);
	l->about = about;
	return screen_init(&l->screen, &letters_ops, app);
}

bool letters_any(const struct app *app)
{
	return kind_changed_by(app->actor, register_kind("handout"));
}
