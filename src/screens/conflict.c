/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the choice between two versions of a record. */
#include "screens/conflict.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"

struct side_by_side {
	const struct field *field;
	bool theirs;              /* chosen */
};

struct conflicting {
	struct screen screen;
	struct form *form;
	struct conflict conflict;
	struct side_by_side *row;
	int count, now, top;
	void (*settled)(void *ctx, int64_t rev);
	void *ctx;
	int act;
};

enum { ACT_ACCEPT = ACT_OWN, ACT_SWAP };

/* Fields of which both versions differ; where only the other one changed, theirs stands without asking. */
static void gather(struct conflicting *c)
{
	const struct kind *kind = c->conflict.kind;

	c->row = mem_array((size_t)kind->n_fields + 1, sizeof(*c->row));
	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];
		const char *theirs = record_get(c->conflict.theirs, field->name);

		if (form_differs(c->form, field->name) && !str_same(theirs, form_value(c->form, field->name)))
			c->row[c->count++].field = field;
	}
}

static void conflict_title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Two versions"));
}

static void draw_value(struct conflicting *c, int row, int col, int cols, const struct side_by_side *r, bool theirs)
{
	const char *canonical = theirs ? record_get(c->conflict.theirs, r->field->name)
		: form_value(c->form, r->field->name);
	bool chosen = r->theirs == theirs;
	struct str words = STR_INIT;
	struct id id;

	if (!canonical)
		str_add(&words, _("(empty)"));
	else if (r->field->refers && id_parse(canonical, &id))
		app_title(c->screen.app, &words, r->field->refers, id);
	else
		field_show(&words, r->field, canonical);
	term_text(row, col, 3, LOOK_NORMAL, chosen ? "[x]" : "[ ]");
	term_text(row, col + 4, cols - 4, chosen ? LOOK_BOLD : LOOK_DIM, str_get(&words));
	str_free(&words);
}

static int draw_intro(struct conflicting *c, struct area body)
{
	struct str said = STR_INIT;
	struct date day;
	int minute, rows;

	clock_local(c->conflict.clock >> 16, &day, &minute);
	str_addf(&said, _("%s saved this record at %02d:%02d, while you were changing it. Choose for each field; "
		"nothing of either version is lost: the history keeps both."), c->conflict.user, minute / 60,
		minute % 60);
	rows = term_wrap((struct area){ body.row, body.col + 1, 3, body.cols - 2 }, LOOK_NORMAL, str_get(&said));
	str_free(&said);
	return rows;
}

static void conflict_draw(struct screen *screen)
{
	struct conflicting *c = (struct conflicting *)screen;
	struct area body = screen->body;
	int label = body.cols / 4, half = (body.cols - label - 3) / 2, first = body.row + draw_intro(c, body) + 1;
	int rows = body.row + body.rows - first - 1;

	term_text(first, body.col + 1 + label, half, LOOK_HEAD, c->conflict.user);
	term_text(first, body.col + 1 + label + half, half, LOOK_HEAD, _("You"));
	if (c->now < c->top)
		c->top = c->now;
	if (c->now >= c->top + rows)
		c->top = c->now - rows + 1;
	for (int i = c->top; i < c->count && i < c->top + rows; i++) {
		int row = first + 1 + i - c->top;

		if (i == c->now) {
			term_sign(row, body.col, SIGN_CURSOR, LOOK_BOLD);
			term_cursor(row, body.col);
		}
		term_text(row, body.col + 1, label - 1, i == c->now ? LOOK_BOLD : LOOK_NORMAL,
			field_label(c->row[i].field));
		draw_value(c, row, body.col + 1 + label, half - 1, &c->row[i], true);
		draw_value(c, row, body.col + 1 + label + half, half - 1, &c->row[i], false);
	}
}

static struct next accept(struct conflicting *c)
{
	for (int i = 0; i < c->count; i++) {
		const char *name = c->row[i].field->name;

		if (c->row[i].theirs)
			form_put(c->form, name, record_get(c->conflict.theirs, name));
	}
	form_rebase(c->form, c->conflict.theirs);
	c->settled(c->ctx, c->conflict.theirs->rev);
	return next_act(c->act);
}

static struct next conflict_key(struct screen *screen, int key)
{
	struct conflicting *c = (struct conflicting *)screen;

	switch (key) {
	case K_UP: case 'k':
		c->now -= c->now > 0;
		return next_stay();
	case K_DOWN: case 'j': case K_TAB:
		c->now += c->now + 1 < c->count;
		return next_stay();
	case K_LEFT: case K_RIGHT:
		if (c->count)
			c->row[c->now].theirs = key_reading(key) == K_LEFT;
		return next_stay();
	default:
		return next_unused();
	}
}

static struct next conflict_act(struct screen *screen, int id)
{
	struct conflicting *c = (struct conflicting *)screen;

	if (id == ACT_ACCEPT)
		return accept(c);
	if (id == ACT_SWAP && c->count)
		c->row[c->now].theirs = !c->row[c->now].theirs;
	return next_stay();
}

static void conflict_close(struct screen *screen)
{
	struct conflicting *c = (struct conflicting *)screen;

	conflict_clear(&c->conflict);
	free(c->row);
	free(c);
}

static const struct action conflict_actions[] = {
	{ ACT_SWAP, { ' ', K_LEFT, K_RIGHT }, N_("choose"), N_("Takes the other version of this field."),
		NULL, false },
	{ ACT_ACCEPT, { K_F2, K_ENTER }, N_("save"), N_("Saves the record with what is chosen."), NULL, false },
	ACTION_END
};

static const struct screen_ops conflict_ops = {
	.name = "conflict", .actions = conflict_actions, .title = conflict_title, .draw = conflict_draw,
	.key = conflict_key, .act = conflict_act, .close = conflict_close,
};
SCREEN(conflict_ops);

struct screen *conflict_screen(struct app *app, struct form *form, struct conflict *conflict,
	void (*settled)(void *ctx, int64_t rev), void *ctx, int act)
{
	struct conflicting *c = mem_alloc(sizeof(*c));

	screen_init(&c->screen, &conflict_ops, app);
	c->form = form;
	c->conflict = *conflict;
	*conflict = (struct conflict){ .theirs = NULL };
	c->settled = settled;
	c->ctx = ctx;
	c->act = act;
	gather(c);
	return &c->screen;
}
