/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns a form's items and their values: filling, checking, drafts. Keys and drawing stand beside. */
#include "screens/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/moves.h"
#include "register/profile.h"
#include "screens/form_own.h"
#include "screens/pick.h"

#define LONG_DEFAULT 4000

struct form *form_new(struct app *app)
{
	struct form *form = mem_alloc(sizeof(*form));

	form->app = app;
	return form;
}

void form_free(struct form *form)
{
	if (!form)
		return;
	for (int i = 0; i < form->count; i++) {
		struct form_item *item = &form->item[i];

		editor_free(item->editor);
		free(item->original);
		free(item->ways);
		free(item->canonical);
		free(item->shown);
		free(item->error);
	}
	free(form->item);
	free(form->cut.before);
	free(form->cut.after);
	free(form);
}

struct form_item *form_item(const struct form *form, const char *key)
{
	for (int i = 0; i < form->count; i++) {
		if (str_same(form->item[i].key, key))
			return &form->item[i];
	}
	return NULL;
}

struct form_item *form_item_now(const struct form *form)
{
	return form->count && form->now < form->count ? &form->item[form->now] : NULL;
}

enum form_style item_style(const struct form_item *item)
{
	static const enum form_style by_kind[] = {
		[FIELD_TEXT] = STYLE_TEXT, [FIELD_LONG_TEXT] = STYLE_LONG, [FIELD_DATE] = STYLE_DATE,
		[FIELD_CHOICE] = STYLE_CHOICE, [FIELD_CEFR] = STYLE_CHOICE, [FIELD_LANGUAGE] = STYLE_NAMED,
		[FIELD_COUNTRY] = STYLE_NAMED, [FIELD_OCCUPATION] = STYLE_NAMED, [FIELD_YES_NO] = STYLE_YES_NO,
		[FIELD_NUMBER] = STYLE_TEXT, [FIELD_MONEY] = STYLE_TEXT, [FIELD_PHONE] = STYLE_TEXT,
		[FIELD_EMAIL] = STYLE_TEXT, [FIELD_REFERENCE] = STYLE_REFERENCE, [FIELD_TIME] = STYLE_TEXT,
		[FIELD_CHOICES] = STYLE_NAMED, [FIELD_LANGUAGES] = STYLE_NAMED,
		[FIELD_TERM] = STYLE_TEXT, [FIELD_TIMETABLE] = STYLE_TEXT,
	};

	if (item->fixed)
		return STYLE_FIXED;
	if (!item->field)
		return item->extra->choices ? STYLE_CHOICE : item->extra->refers ? STYLE_REFERENCE : STYLE_TEXT;
	return by_kind[item->field->kind];
}

const char *item_label(const struct form_item *item)
{
	return item->field ? field_label(item->field) : _(item->extra->label);
}

const char *item_purpose(const struct form_item *item)
{
	return item->field ? field_purpose(item->field) : _(item->extra->purpose);
}

bool item_required(const struct form_item *item)
{
	return item->field && item->field->required;
}

const struct choice *item_choices(const struct form_item *item)
{
	if (item->ways)
		return item->ways;
	return item->field ? item->field->choices : item->extra->choices;
}

const char *item_refers(const struct form_item *item)
{
	return item->field ? item->field->refers : item->extra->refers;
}

bool item_typed(const struct form_item *item)
{
	return !str_same(editor_text(item->editor), item->shown ? item->shown : "");
}

static void replace(char **to, const char *value)
{
	char *copy = mem_str(str_empty(value) ? NULL : value);

	free(*to);
	*to = copy;
}

/* A state goes only some ways; of what belongs to countries, the file's own is offered, and what stands there already. */
static bool is_offered(const struct form_item *item, const struct profile *profile, const char *key)
{
	if (item->field->moves && item->original && !moves_allow(item->field, item->original, key))
		return false;
	return !item->field->by_profile || profile_owns(profile, key) || str_same(item->original, key);
}

/* What is saved, and which choices may follow it. */
static void set_original(struct form *form, struct form_item *item, const char *value)
{
	const struct choice *c = item->field ? item->field->choices : NULL;
	const struct profile *profile = NULL;
	struct err err = { 0 };
	size_t n = 0;

	replace(&item->original, value);
	free(item->ways);
	item->ways = NULL;
	if (!item->field || !((item->field->moves && item->original) || item->field->by_profile))
		return;
	if (item->field->by_profile && profile_now(form->app->store, &profile, &err) != ST_OK)
		return;
	for (; c->key; c++) {
		if (!is_offered(item, profile, c->key))
			continue;
		item->ways = mem_resize(item->ways, n + 2, sizeof(*item->ways));
		item->ways[n++] = *c;
		item->ways[n] = (struct choice){ NULL, NULL };
	}
}

static void show_extra(struct str *out, const struct form_item *item, const char *canonical)
{
	const struct choice *c = item->extra->choices;

	while (c && c->key && !str_same(c->key, canonical))
		c++;
	if (item->extra->show)
		item->extra->show(item->ctx, out, canonical);
	else
		str_add(out, c && c->key ? _(c->label) : canonical);
}

/* The canonical value in words, as the editor will hold it. */
static void show(struct form *form, struct form_item *item)
{
	struct str words = STR_INIT;
	struct id id;

	if (!item->canonical)
		str_add(&words, "");
	else if (item_refers(item) && id_parse(item->canonical, &id))
		app_title(form->app, &words, item_refers(item), id);
	else if (item->field)
		field_show(&words, item->field, item->canonical);
	else
		show_extra(&words, item, item->canonical);
	editor_set(item->editor, str_get(&words));
	/* What the editor left out must not look like something typed. */
	replace(&item->shown, editor_text(item->editor));
	str_free(&words);
}

void item_put(struct form *form, struct form_item *item, const char *canonical)
{
	replace(&item->canonical, canonical);
	replace(&item->error, NULL);
	show(form, item);
	form->age++;
}

static enum status check(struct form *form, struct form_item *item, const char *typed, char **canonical,
	struct err *err)
{
	const struct kind *kind = item_refers(item) ? register_kind(item_refers(item)) : NULL;
	struct id id;
	char text[37];
	enum status st;

	if (!kind && item->field)
		return field_check(item->field, typed, canonical, err);
	if (!kind) {
		if (item->extra->check)
			return item->extra->check(item->ctx, typed, canonical, err);
		*canonical = mem_str(typed);
		return ST_OK;
	}
	st = read_resolve(form->app->store, form->app->actor, kind, typed, &id, err);
	if (st != ST_OK)
		return st;
	id_text(id, text);
	*canonical = mem_str(text);
	return ST_OK;
}

void item_settle(struct form *form, struct form_item *item)
{
	char *canonical = NULL;
	struct err err = { .text = "" };

	if (item->fixed || !item_typed(item))
		return;
	if (strspn(editor_text(item->editor), " \n") == strlen(editor_text(item->editor))) {
		item_put(form, item, NULL);
	} else if (check(form, item, editor_text(item->editor), &canonical, &err) == ST_OK) {
		item_put(form, item, canonical);
	} else {
		replace(&item->error, err.text[0] ? err.text : _("This cannot be read."));
	}
	free(canonical);
}

static struct form_item *add_item(struct form *form, const char *key, int max, bool multiline)
{
	struct form_item *item;

	form->item = mem_resize(form->item, (size_t)form->count + 1, sizeof(*form->item));
	item = &form->item[form->count++];
	*item = (struct form_item){ .key = key, .editor = editor_new(max, multiline) };
	return item;
}

/* Room for what is typed: what the register allows for texts, ample for what is shown in words. */
static int room_of(const struct field *field)
{
	switch (field->kind) {
	case FIELD_TEXT:
	case FIELD_PHONE:
	case FIELD_EMAIL:
		return field->max > 0 ? field->max : 200;
	case FIELD_LONG_TEXT:
		return field->max > 0 ? field->max : LONG_DEFAULT;
	default:
		return 200;
	}
}

/* "today" is a date only when the form is opened. */
static const char *initial_of(const struct field *field, char day[11])
{
	if (!str_same(field->initial, "today") || field->kind != FIELD_DATE)
		return field->initial;
	date_text(clock_today(), day);
	return day;
}

void form_begin(struct form *form)
{
	form->fresh = true;
	for (int i = 0; i < form->count; i++) {
		const struct form_item *item = &form->item[i];

		if (item_required(item) && !item->canonical && !item->original && !item->fixed) {
			form->now = i;
			return;
		}
	}
	form->now = form_step(form, -1, 1);
}

void form_add_kind(struct form *form, const struct kind *kind, const struct record *record, bool brief)
{
	char day[11];

	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];
		struct form_item *item;

		if (!field_seen(form->app->actor, kind, field) || (brief && !field->brief)
			|| field->hidden || (field->closed && !(record && record_get(record, field->name))) || (field->derived && !record))
			continue;
		item = add_item(form, field->name, room_of(field), field->kind == FIELD_LONG_TEXT);
		item->field = field;
		item->fixed = field->derived;
		set_original(form, item, record ? record->value[i] : NULL);
		item_put(form, item, record ? record->value[i] : initial_of(field, day));
	}
	form_begin(form);
	form->age = 0;
}

void form_add_extra(struct form *form, const struct form_extra *extra, void *ctx, const char *initial)
{
	struct form_item *item = add_item(form, extra->key, 200, false);

	item->extra = extra;
	item->ctx = ctx;
	replace(&item->original, initial);
	item_put(form, item, initial);
}

void form_move_after(struct form *form, const char *key, const char *after)
{
	struct form_item *from = form_item(form, key), *to = form_item(form, after), moved;

	if (!from || !to || from == to)
		return;
	moved = *from;
	if (from > to) {
		memmove(to + 2, to + 1, (size_t)(from - to - 1) * sizeof(*to));
		to[1] = moved;
	} else {
		memmove(from, from + 1, (size_t)(to - from) * sizeof(*to));
		*to = moved;
	}
}

void form_fix(struct form *form, const char *key, const char *canonical)
{
	struct form_item *item = form_item(form, key);

	if (!item)
		return;
	item_put(form, item, canonical);
	item->fixed = true;
	form_begin(form);
}

void form_hide(struct form *form, const char *key, bool hidden)
{
	struct form_item *item = form_item(form, key);

	if (!item || item->hidden == hidden)
		return;
	item->hidden = hidden;
	if (form_item_now(form) == item)
		form->now = form_step(form, form->now, 1);
	form_place(form);
}

const char *form_now(const struct form *form)
{
	const struct form_item *item = form_item_now(form);

	return item ? item->key : "";
}

void form_go(struct form *form, const char *key)
{
	struct form_item *item = form_item(form, key);

	if (!item || item->fixed || item->hidden)
		return;
	form_settle(form);
	form->now = (int)(item - form->item);
	form->fresh = true;
}

void form_settle(struct form *form)
{
	struct form_item *item = form_item_now(form);

	if (item)
		item_settle(form, item);
}

const char *form_value(const struct form *form, const char *key)
{
	const struct form_item *item = form_item(form, key);

	return item ? item->canonical : NULL;
}

const char *form_typed(const struct form *form, const char *key)
{
	const struct form_item *item = form_item(form, key);

	return item ? editor_text(item->editor) : "";
}

void form_put(struct form *form, const char *key, const char *canonical)
{
	struct form_item *item = form_item(form, key);

	if (item)
		item_put(form, item, canonical);
}

static bool item_differs(const struct form_item *item)
{
	return !item->fixed && (item->error || item_typed(item) || !str_same(item->canonical, item->original));
}

bool form_differs(const struct form *form, const char *key)
{
	const struct form_item *item = form_item(form, key);

	return item && item_differs(item);
}

bool form_changed(const struct form *form)
{
	for (int i = 0; i < form->count; i++) {
		if (item_differs(&form->item[i]))
			return true;
	}
	return false;
}

enum status form_valid(struct form *form, struct err *err)
{
	form_settle(form);
	for (int i = 0; i < form->count; i++) {
		if (form->item[i].error && !form->item[i].hidden) {
			form->now = i;
			return err_field(err, form->item[i].key, "%s", form->item[i].error);
		}
	}
	return ST_OK;
}

void form_unfault(struct form *form)
{
	for (int i = 0; i < form->count; i++)
		replace(&form->item[i].error, NULL);
}

enum status form_fill(struct form *form, struct change_item *change, struct err *err)
{
	for (int i = 0; i < form->count; i++) {
		struct form_item *item = &form->item[i];
		enum status st;

		if (!item->field || item->field->derived || str_same(item->canonical, item->original))
			continue;
		st = change_set(change, item->key, item->canonical, err);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}

/* A field of another kind may be asked for by an entry of the screen's own, ":people" for "people". */
void form_fault(struct form *form, const struct err *err)
{
	struct form_item *item = form_item(form, err->field);
	char *own = mem_fmt(":%s", err->field);
	struct err said;

	if (!item)
		item = form_item(form, own);
	free(own);
	if (!item || item->fixed || item->hidden) {
		app_fail(form->app, err);
		return;
	}
	replace(&item->error, err->text);
	form->now = (int)(item - form->item);
	if (err->status == ST_WARNED)
		err_set(&said, ST_WARNED, "%s", _("Not saved yet: F2 once more saves it all the same."));
	else
		err_set(&said, ST_INVALID, _("Not saved yet: please look at “%s”."), item_label(item));
	app_fail(form->app, &said);
}

void form_rebase(struct form *form, const struct record *record)
{
	for (int i = 0; i < form->count; i++) {
		struct form_item *item = &form->item[i];
		bool mine = item_differs(item);

		if (!item->field)
			continue;
		set_original(form, item, record_get(record, item->key));
		if (!mine)
			item_put(form, item, item->original);
	}
}

void form_to_draft(struct form *form, struct draft *draft)
{
	for (int i = 0; i < form->count; i++) {
		struct form_item *item = &form->item[i];
		bool raw = item->error || item_typed(item);

		if (item_differs(item))
			draft_set(draft, item->key, raw ? editor_text(item->editor)
				: item->canonical ? item->canonical : "");
	}
}

void form_from_draft(struct form *form, const struct draft *draft)
{
	for (int i = 0; i < form->count; i++) {
		struct form_item *item = &form->item[i];
		const char *kept = draft_get(draft, item->key);
		struct id id;

		if (!kept || item->fixed)
			continue;
		if (item_refers(item) && id_parse(kept, &id)) {
			item_put(form, item, kept);
			continue;
		}
		editor_set(item->editor, kept);
		item_settle(form, item);
	}
	form->age++;
}

void form_saves(struct form *form, int act)
{
	form->saves = act;
}

unsigned form_age(const struct form *form)
{
	return form->age;
}

void form_language(struct form *form)
{
	for (int i = 0; i < form->count; i++) {
		struct form_item *item = &form->item[i];

		if (!item->error && !item_typed(item))
			show(form, item);
	}
	form_place(form);
}
