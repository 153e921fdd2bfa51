/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how a form looks: where its items stand, what scrolls, and the lines at its foot. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/gate.h"
#include "screens/bidi.h"
#include "screens/form_own.h"
#include "screens/wrap.h"

#define LONG_ROWS 3     /* of a long text at 24 rows; more where there is room */
#define GAP 2           /* between label and field: the mark and a blank */

/* In so many rows, of which the window has room for some: what goes on below it is no less whole. */
static void draw_lines(struct area area, int rows, enum look look, const char *s)
{
	size_t skip;

	for (int i = 0; i < rows && i < area.rows && *s; i++) {
		size_t len = i == rows - 1 ? strlen(s) : wrap_line(s, area.cols, &skip);
		char *line = mem_strn(s, len);

		term_text(area.row + i, area.col, area.cols, look, line);
		free(line);
		if (i < rows - 1)
			s += skip;
	}
}

static int item_room(const struct form *form)
{
	return form->area.cols - form->beside;
}

/* As wide as the widest label, within a third of the room: longer ones take a second line. */
static int label_room(const struct form *form)
{
	int widest = 8, most = item_room(form) / 3;

	for (int i = 0; i < form->count; i++) {
		int cols = bidi_width(item_label(&form->item[i]));

		if (!form->item[i].hidden && cols > widest)
			widest = cols;
	}
	if (most > 26)
		most = 26;
	return widest < most ? widest : most > 4 ? most : 4;
}

/* Rows kept at the foot: two for the purpose, one for a hint or what is wrong, one of air where there is room. */
static int foot_rows(const struct form *form)
{
	return form->area.rows >= 12 ? 4 : form->area.rows >= 6 ? 3 : form->area.rows >= 3 ? 1 : 0;
}

static int long_rows(const struct form *form)
{
	int rows = form->height / 4;

	return rows < LONG_ROWS ? LONG_ROWS : rows;
}

void form_place(struct form *form)
{
	int row = 0;

	if (form->area.cols <= 0)
		return;
	form->label_cols = label_room(form);
	form->height = form->area.rows - foot_rows(form);
	if (form->height < 1)
		form->height = 1;
	for (int i = 0; i < form->count; i++) {
		struct form_item *item = &form->item[i];
		int value_rows = item_style(item) == STYLE_LONG ? long_rows(form) : 1;

		item->row = row;
		item->label_rows = wrap_count(item_label(item), form->label_cols);
		item->rows = item->hidden ? 0 : item->label_rows > value_rows ? item->label_rows : value_rows;
		row += item->rows;
	}
}

void form_layout(struct form *form, struct area area)
{
	form->area = area;
	form_place(form);
}

void form_beside(struct form *form, int cols)
{
	form->beside = cols;
	form_place(form);
}

static int field_cols(const struct form *form, const struct form_item *item)
{
	static const int by_kind[] = {
		[FIELD_TEXT] = 40, [FIELD_LONG_TEXT] = 200, [FIELD_DATE] = 20, [FIELD_CHOICE] = 40,
			[FIELD_CEFR] = 28,
		[FIELD_LANGUAGE] = 28, [FIELD_COUNTRY] = 28, [FIELD_OCCUPATION] = 40, [FIELD_YES_NO] = 8,
		[FIELD_NUMBER] = 12, [FIELD_MONEY] = 14, [FIELD_PHONE] = 22, [FIELD_EMAIL] = 40,
		[FIELD_REFERENCE] = 40, [FIELD_TIME] = 8, [FIELD_TERM] = 24, [FIELD_TIMETABLE] = 60, [FIELD_CHOICES] = 200, [FIELD_LANGUAGES] = 200,
	};
	int room = item_room(form) - form->label_cols - GAP - 1;
	const struct field *field = item->field;
	int want;

	if (!field)
		want = item->extra->cols > 0 ? item->extra->cols : by_kind[FIELD_TEXT];
	else if (field->width > 0 && field->kind == FIELD_TEXT)
		want = field->width + 1;
	else
		want = by_kind[field->kind];
	return want < room ? want : room > 1 ? room : 1;
}

static void draw_mark(const struct form_item *item, int row, int col)
{
	if (item->error)
		term_sign(row, col, SIGN_LATE, LOOK_ERROR);
	else if (item_required(item) && !editor_text(item->editor)[0])
		term_text(row, col, 1, LOOK_NOTE, "*");
}

static void draw_value(struct form *form, struct form_item *item, int row, int first, int rows, bool now)
{
	int col = form->area.col + form->label_cols + GAP, cols = field_cols(form, item);
	enum form_style style = item_style(item);
	int tall = style == STYLE_LONG ? long_rows(form) : 1;
	struct editor_view view;
	bool typed;

	if (item->fixed) {
		term_text(row, col, cols, LOOK_DIM, editor_text(item->editor));
		return;
	}
	/* A choice is not typed: the whole of it is shown, the cursor at its beginning. */
	typed = style != STYLE_CHOICE && style != STYLE_YES_NO;
	editor_view(item->editor, cols, tall, now && typed, msg_right_to_left(), "_", &view);
	if (!typed)
		view.caret_col = msg_right_to_left() ? cols - 1 : 0;
	for (int i = first; i < view.rows && i - first < rows; i++)
		term_shown(row + i - first, col, cols, !now ? LOOK_FIELD : item_replaced(form, item) ? LOOK_CHOSEN
			: LOOK_FIELD_NOW, str_get(&view.row[i]));
	if (now && view.caret_row >= first && view.caret_row - first < rows)
		term_cursor_in(row + view.caret_row - first, col, cols, view.caret_col);
	editor_view_free(&view);
}

static void draw_item(struct form *form, struct form_item *item, bool now)
{
	int row = form->area.row + item->row - form->top, hidden = item->row < form->top
		? form->top - item->row : 0;
	int room = form->area.row + form->height - row - hidden;
	enum look look = item->error ? LOOK_ERROR : now ? LOOK_BOLD : LOOK_NORMAL;

	if (room <= 0 || hidden >= item->rows)
		return;
	if (hidden == 0)
		draw_lines((struct area){ row, form->area.col, room, form->label_cols }, item->label_rows, look, item_label(item));
	draw_mark(item, row + hidden, form->area.col + form->label_cols);
	draw_value(form, item, row + hidden, hidden, room, now);
}

/* The least scrolling that brings the field under the cursor into the window. */
static void scroll(struct form *form)
{
	const struct form_item *now = form_item_now(form), *last = &form->item[form->count - 1];
	int most = last->row + last->rows - form->height;

	if (now->row < form->top)
		form->top = now->row;
	if (now->row + now->rows > form->top + form->height)
		form->top = now->row + now->rows - form->height;
	if (form->top > most)
		form->top = most;
	if (form->top < 0)
		form->top = 0;
}

/* What the gate says is borrowed until it is asked again. */
static struct str *gentle(void)
{
	static struct str said;

	str_clear(&said);
	return &said;
}

/* A note is free text: the gate does not refuse it, it only asks while the words stand there. */
static const char *note_hint(struct form_item *item)
{
	struct str *said = gentle();

	return item_stumbles(item) && gate_gentle(said, editor_text(item->editor)) ? str_get(said) : _("Enter begins a new line, Tab goes on.");
}

static const char *hint_of(struct form_item *item)
{
	struct str *said;

	switch (item_style(item)) {
	case STYLE_CHOICE:
		return _("Space or an arrow changes it, a letter goes to its choice, F4 lists all.");
	case STYLE_YES_NO:
		return _("Space changes between yes and no.");
	case STYLE_NAMED:
		if (item->field && field_is_several(item->field))
			return _("Parted by commas. F4 lists them: what is chosen there comes to the line, or goes from it.");
		if (item->field && item->field->kind == FIELD_OCCUPATION)
			return _("Type what the person calls it, in any language, or a code; Enter lists what comes nearest.");
		return _("Type a name or a code, or press F4 to choose from the list.");
	case STYLE_REFERENCE:
		return _("Type to look for it, or press F4 for the list.");
	case STYLE_DATE:
		return _("A day, a month or a year as you write it, “today”, or +14 for days from today.");
	case STYLE_LONG:
		return note_hint(item);
	case STYLE_TEXT:
		if (item_stumbles(item) && gate_gentle(said = gentle(), editor_text(item->editor)))
			return str_get(said);
		return item->extra && item->extra->hint ? _(item->extra->hint) : "";
	case STYLE_FIXED:
		break;
	}
	return "";
}

/* Left behind in a note, the words are still asked about, until they are other ones. */
static const char *note_elsewhere(const struct form *form, const struct form_item *now)
{
	static struct str said;

	str_clear(&said);
	for (int i = 0; i < form->count; i++) {
		struct form_item *item = &form->item[i];

		if (item != now && item_stumbles(item) && gate_gentle(&said, editor_text(item->editor)))
			return str_get(&said);
	}
	return NULL;
}

static const char *said_of(const struct form *form, struct form_item *item)
{
	const char *elsewhere = item->error ? NULL : note_elsewhere(form, item);

	return item->error ? item->error : elsewhere ? elsewhere : hint_of(item);
}

/* The purpose first, then what is wrong or a hint, on up to two lines and on up to three; the last line ends the area. */
static void draw_foot(const struct form *form, struct form_item *item)
{
	const char *purpose = item_purpose(item), *said = said_of(form, item);
	int rows = foot_rows(form), cols = form->area.cols, last = form->area.row + form->area.rows;
	int why = wrap_count(purpose, cols) > 1 ? 2 : 1, wanted = wrap_count(said, cols), more = wanted < 3 ? wanted : 3;
	enum look look = item->error ? LOOK_ERROR : LOOK_DIM;

	if (rows == 0)
		return;
	if (rows == 1) {
		term_text(last - 1, form->area.col, cols, item->error ? look : LOOK_NOTE,
			item->error ? said : purpose);
		return;
	}
	if (why + more > rows)
		more = rows - why;
	else if (rows > 3 && why + more < rows)
		rows--;
	draw_lines((struct area){ last - rows, form->area.col, why, cols }, why, LOOK_NOTE, purpose);
	draw_lines((struct area){ last - rows + why + (why + more < rows), form->area.col, more, cols }, more, look, said);
}

/* Signs at the far end that the form goes on above or below. */
static void draw_more(const struct form *form)
{
	const struct form_item *last = &form->item[form->count - 1];
	int col = form->area.col + item_room(form) - 1;

	if (form->top > 0)
		term_text(form->area.row, col, 1, LOOK_DIM, term_is_plain() ? "^" : "↑");
	if (last->row + last->rows > form->top + form->height)
		term_text(form->area.row + form->height - 1, col, 1, LOOK_DIM, term_is_plain() ? "v" : "↓");
}

void form_draw(struct form *form, bool focused)
{
	struct form_item *now = form_item_now(form);

	if (!now || item_room(form) < form->label_cols + GAP + 2)
		return;
	scroll(form);
	for (int i = 0; i < form->count; i++) {
		if (!form->item[i].hidden)
			draw_item(form, &form->item[i], focused && &form->item[i] == now);
	}
	draw_more(form);
	if (focused)
		draw_foot(form, now);
}
