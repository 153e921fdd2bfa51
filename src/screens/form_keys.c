/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns what a key does inside a form: moving between fields, typing, changing choices. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/utf.h"
#include "register/occupation.h"
#include "screens/form_own.h"
#include "screens/pick.h"
#include "screens/typein.h"

/* Nothing of it can be typed into: then the cursor goes through all of it, so that a long one can be read to its end. */
static bool to_read(const struct form *form)
{
	for (int i = 0; i < form->count; i++)
		if (!form->item[i].fixed && !form->item[i].hidden)
			return false;
	return true;
}

int form_step(const struct form *form, int from, int by)
{
	bool fixed_too = to_read(form);
	int i = from;

	do
		i += by;
	while (i >= 0 && i < form->count && (form->item[i].hidden || (form->item[i].fixed && !fixed_too)));
	return i >= 0 && i < form->count ? i : from < 0 ? 0 : from;
}

static bool leave_to(struct form *form, int to)
{
	if (to == form->now)
		return false;
	form_settle(form);
	form->now = to;
	form->fresh = true;
	return true;
}

/* A window's height on or back. */
static enum form_answer page(struct form *form, int by)
{
	int want = form_item_now(form)->row + by * (form->height > 1 ? form->height - 1 : 1);
	int to = form->now, next;

	while ((next = form_step(form, to, by)) != to) {
		to = next;
		if (by > 0 ? form->item[to].row >= want : form->item[to].row <= want)
			break;
	}
	leave_to(form, to);
	return FORM_USED;
}

static const char *first_letter_of(const char *label, char out[5])
{
	struct str folded = STR_INIT;
	size_t len;

	text_fold(&folded, label);
	len = utf_fit(str_get(&folded), 1);
	str_copy(out, 5, "");
	if (len > 0 && len < 5) {
		memcpy(out, str_get(&folded), len);
		out[len] = '\0';
	}
	str_free(&folded);
	return out;
}

static bool letter_fits(const char *letter, const char *label)
{
	char want[5];

	return letter[0] && str_same(letter, first_letter_of(label, want));
}

/* The letter that the word for this answer begins with, as the form shows it. */
static bool letter_of(const char *letter, const struct field *field, const char *answer)
{
	struct str word = STR_INIT;
	bool fits;

	field_show(&word, field, answer);
	fits = letter_fits(letter, str_get(&word));
	str_free(&word);
	return fits;
}

static bool yes_no_key(struct form *form, struct form_item *item, int key, const char *letter)
{
	if (key == ' ' || key == K_LEFT || key == K_RIGHT)
		item_put(form, item, str_same(item->canonical, "yes") ? "no" : "yes");
	else if (letter_of(letter, item->field, "yes") || key == '+')
		item_put(form, item, "yes");
	else if (letter_of(letter, item->field, "no") || key == '-')
		item_put(form, item, "no");
	else
		return false;
	return true;
}

static const char *label_of(const struct form_item *item, const struct choice *c)
{
	return item->field ? choice_label(item->field, c) : _(c->label);
}

/* Place of the value among the choices, -1 when empty. */
static int choice_now(const struct form_item *item, const struct choice *c, int *count)
{
	int now = -1, n = 0;

	for (; c && c[n].key; n++) {
		if (str_same(c[n].key, item->canonical))
			now = n;
	}
	*count = n;
	return now;
}

static bool choice_key(struct form *form, struct form_item *item, int key, const char *letter)
{
	const struct choice *c = item_choices(item);
	int count, now = choice_now(item, c, &count);

	if (!count)
		return false;
	if (key == ' ' || key == K_RIGHT || key == K_LEFT) {
		int to = key_reading(key) == K_LEFT ? (now <= 0 ? count - 1 : now - 1) : (now + 1) % count;

		item_put(form, item, c[to].key);
		return true;
	}
	for (int i = 1; letter[0] && i <= count; i++) {
		int to = (now + i + count) % count;

		if (letter_fits(letter, label_of(item, &c[to])) || letter_fits(letter, c[to].key)) {
			item_put(form, item, c[to].key);
			return true;
		}
	}
	return false;
}

static bool is_reset(int key)
{
	return key == K_BACKSPACE || key == K_DELETE || key == K_CTRL('u');
}

static enum form_answer chosen_key(struct form *form, struct form_item *item, int key)
{
	char letter[5] = "", typed[5];
	bool used = false;

	if (key_is_text(key)) {
		typed[utf_encode((uint32_t)key, typed)] = '\0';
		first_letter_of(typed, letter);
	}
	if (is_reset(key)) {
		item_put(form, item, NULL);
		return FORM_USED;
	}
	used = item_style(item) == STYLE_YES_NO ? yes_no_key(form, item, key, letter)
		: choice_key(form, item, key, letter);
	if (used || key_is_text(key) || key == K_PASTE)
		return FORM_USED;
	return FORM_UNUSED;
}

static void after_insertion(struct form *form, unsigned result)
{
	if (result & EDITOR_DROPPED)
		app_say(form->app, "%s", _("Control characters were left out of what was pasted."));
	if (result & EDITOR_FULL)
		app_say(form->app, "%s", _("This field is full; what did not fit was left out."));
}

static void touched(struct form *form, struct form_item *item)
{
	free(item->error);
	item->error = NULL;
	form->age++;
}

/* Nobody appends to a date, a number or a language: what is typed first stands in its place. */
bool item_replaced(const struct form *form, const struct form_item *item)
{
	enum form_style style = item_style(item);
	bool number = item->field && (item->field->kind == FIELD_NUMBER || item->field->kind == FIELD_MONEY
		|| item->field->kind == FIELD_TIME || item->field->kind == FIELD_TERM);

	return form->fresh && item == form_item_now(form) && !item->error && !(item->field && field_is_several(item->field))
		&& (style == STYLE_DATE || style == STYLE_NAMED || number) && editor_text(item->editor)[0];
}

static enum form_answer typed_key(struct form *form, struct form_item *item, int key)
{
	int op = typein_op(key);
	bool anew = item_replaced(form, item);
	char bytes[4];

	if (op >= 0 || key == K_PASTE || key_is_text(key))
		form->fresh = false;
	if (anew && (key == K_PASTE || key_is_text(key)))
		editor_set(item->editor, "");
	if (op >= 0) {
		if (editor_do(item->editor, (enum editor_op)op) && op >= EDITOR_BACKSPACE)
			touched(form, item);
		return FORM_USED;
	}
	if (key == K_PASTE) {
		const char *text = term_pasted();

		after_insertion(form, editor_insert(item->editor, text, strlen(text))
			| (term_paste_dropped() ? EDITOR_DROPPED : 0u));
	} else if (key_is_text(key)) {
		after_insertion(form, editor_insert(item->editor, bytes, utf_encode((uint32_t)key, bytes)));
	} else {
		return FORM_UNUSED;
	}
	touched(form, item);
	return FORM_USED;
}

/* In a text of many lines Enter and the arrows stay inside as long as there is something to do. */
static bool long_key(struct form *form, struct form_item *item, int key)
{
	switch (key) {
	case K_ENTER:
		if (editor_do(item->editor, EDITOR_NEWLINE))
			touched(form, item);
		return true;
	case K_UP: return editor_do(item->editor, EDITOR_UP);
	case K_DOWN: return editor_do(item->editor, EDITOR_DOWN);
	case K_PGUP: return editor_do(item->editor, EDITOR_PAGE_UP);
	case K_PGDN: return editor_do(item->editor, EDITOR_PAGE_DOWN);
	default: return false;
	}
}

/* A reference is looked for, not spelled: typing opens the list with what was typed. */
static enum form_answer reference_key(struct form *form, struct form_item *item, int key)
{
	char bytes[4];

	if (is_reset(key)) {
		item_put(form, item, NULL);
		return FORM_USED;
	}
	if (!key_is_text(key) && key != K_PASTE)
		return FORM_UNUSED;
	if (key == ' ')
		return FORM_PICK;
	editor_set(item->editor, "");
	if (key == K_PASTE)
		editor_insert(item->editor, term_pasted(), strlen(term_pasted()));
	else
		editor_insert(item->editor, bytes, utf_encode((uint32_t)key, bytes));
	return FORM_PICK;
}

/* Words that are no title by themselves: Enter looks for the trade that they mean. */
static bool means_trade(const struct form_item *item)
{
	return item->field && item->field->kind == FIELD_OCCUPATION && item_style(item) == STYLE_NAMED && item_typed(item)
		&& editor_text(item->editor)[0] && !occupation_find(editor_text(item->editor));
}

static enum form_answer moving_key(struct form *form, int key)
{
	switch (key) {
	case K_TAB: case K_ENTER: case K_DOWN:
		if (!leave_to(form, form_step(form, form->now, 1))) {
			form_settle(form);
			if (key == K_TAB)
				form->now = form_step(form, -1, 1);
			else if (key == K_ENTER && form_item_now(form) && !form_item_now(form)->fixed)
				app_say(form->app, "%s", _("That was the last field. F2 saves."));
		}
		return FORM_USED;
	case K_BACKTAB: case K_UP:
		if (!leave_to(form, form_step(form, form->now, -1)) && key == K_BACKTAB)
			leave_to(form, form_step(form, form->count, -1));
		return FORM_USED;
	case K_PGDN: return page(form, 1);
	case K_PGUP: return page(form, -1);
	default: return FORM_UNUSED;
	}
}

enum form_answer form_key(struct form *form, int key)
{
	struct form_item *item = form_item_now(form);
	enum form_answer answer = FORM_UNUSED;

	if (!item)
		return FORM_UNUSED;
	switch (item_style(item)) {
	case STYLE_CHOICE:
	case STYLE_YES_NO:
		answer = chosen_key(form, item, key);
		break;
	case STYLE_REFERENCE:
		answer = reference_key(form, item, key);
		break;
	case STYLE_LONG:
		if (long_key(form, item, key))
			return FORM_USED;
		answer = typed_key(form, item, key);
		break;
	case STYLE_NAMED:
		if (key == K_ENTER && means_trade(item))
			return FORM_PICK;
		answer = typed_key(form, item, key);
		break;
	case STYLE_TEXT:
	case STYLE_DATE:
		answer = typed_key(form, item, key);
		break;
	case STYLE_FIXED:
		break;
	}
	return answer != FORM_UNUSED ? answer : moving_key(form, key);
}

bool form_can_pick(const struct form *form)
{
	const struct form_item *item = form_item_now(form);
	enum form_style style = item ? item_style(item) : STYLE_FIXED;

	if (item && item->extra && item->extra->offers)
		return true;
	return style == STYLE_CHOICE || style == STYLE_YES_NO || style == STYLE_NAMED || style == STYLE_REFERENCE;
}

static bool ends_with(const struct str *line, const char *end)
{
	return line->len >= strlen(end) && strcmp(line->s + line->len - strlen(end), end) == 0;
}

/* What was typed may end in a comma already. */
static void drop_comma(struct str *line)
{
	static const char *const end[] = { " ", ",", "،" };

	for (size_t i = 0; i < ARRAY_LEN(end);)
		if (ends_with(line, end[i])) {
			line->len -= strlen(end[i]);
			line->s[line->len] = '\0';
			i = 0;
		} else {
			i++;
		}
}

/* The chosen value in words, after what stands on the line already. */
static void add_offered(struct form *form, struct form_item *item, const char *canonical)
{
	struct str line = STR_INIT;

	str_add(&line, editor_text(item->editor));
	drop_comma(&line);
	str_add(&line, line.len ? msg_comma() : "");
	field_show(&line, item->extra->offers(), canonical);
	editor_set(item->editor, str_get(&line));
	touched(form, item);
	str_free(&line);
}

/* Of several: what is not on the line comes to it, what is goes. */
static void put_one(struct form *form, struct form_item *item, const char *canonical)
{
	struct str line = STR_INIT;
	char *before, *rest, *one;
	bool had = false;

	if (field_check(item->field, editor_text(item->editor), &before, NULL) != ST_OK)
		before = mem_str(item->canonical);
	for (rest = before; (one = strsep(&rest, ",")) != NULL;) {
		one += *one == ' ';
		had = had || str_same(one, canonical);
		if (*one && !str_same(one, canonical))
			str_addf(&line, "%s%s", line.len ? ", " : "", one);
	}
	if (!had)
		str_addf(&line, "%s%s", line.len ? ", " : "", canonical);
	item_put(form, item, line.len ? str_get(&line) : NULL);
	str_free(&line);
	free(before);
}

/* Chosen from the list; the cursor has not left the field in the meantime. */
static void picked(void *ctx, const char *canonical)
{
	struct form *form = ctx;
	struct form_item *item = form_item_now(form);

	if (item && item->extra && item->extra->offers)
		add_offered(form, item, canonical);
	else if (item && item->field && field_is_several(item->field))
		put_one(form, item, canonical);
	else if (item)
		item_put(form, item, canonical);
	if (item && item_style(item) == STYLE_NAMED)
		editor_do(item->editor, EDITOR_HOME);        /* of a long title the beginning is seen */
}

/* Left without a choice: what was typed to look for a reference goes, what was there stays. */
static void not_picked(void *ctx)
{
	struct form *form = ctx;
	struct form_item *item = form_item_now(form);

	if (item && item_style(item) == STYLE_REFERENCE)
		editor_set(item->editor, item->shown);
}

struct screen *form_pick(struct form *form)
{
	struct form_item *item = form_item_now(form);
	struct pick_request ask;
	const struct field *offered;
	bool several;

	if (!item || !form_can_pick(form))
		return NULL;
	offered = item->extra && item->extra->offers ? item->extra->offers() : NULL;
	several = offered || (item->field && field_is_several(item->field));
	ask = (struct pick_request){
		.title = item->field ? field_label(item->field) : item->extra->label, .field = offered ? offered : item->field, .choices = item_choices(item),
		.refers = item_refers(item), .whose = form_value(form, "person"), .now = several ? NULL : item->canonical,
		.typed = item_typed(item) && !several ? editor_text(item->editor) : NULL,
		.held = item->field && field_is_several(item->field) ? item->canonical ? item->canonical : "" : NULL,
		.picked = picked, .not_picked = not_picked, .ctx = form, .saves = several ? 0 : form->saves,
	};
	return pick_screen(form->app, &ask);
}
