/* SPDX-License-Identifier: EUPL-1.2 */
/* Asks for a list's order and filters; see list_query.h. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/trait.h"
#include "screens/list_query.h"
#include "screens/pick.h"
#include "screens/places.h"

#define BY_TITLE "title"       /* key of the title among the fields' names */

static bool usable(const struct list_asked *asked, const struct field *field)
{
	return !field->own && !field->no_filter && field_seen(asked->app->actor, asked->query.kind, field);
}

/* A pick list's entries, gathered; keys and labels are its own. */
struct entries { struct choice *choice; int n; };

static void entries_add(struct entries *entries, const char *key, const char *label)
{
	entries->choice = mem_resize(entries->choice, (size_t)entries->n + 2, sizeof(*entries->choice));
	entries->choice[entries->n++] = (struct choice){ mem_str(key), mem_str(label) };
	entries->choice[entries->n] = (struct choice){ NULL, NULL };
}

static void entries_free(struct entries *entries)
{
	for (int i = 0; i < entries->n; i++) {
		free((void *)(uintptr_t)entries->choice[i].key);
		free((void *)(uintptr_t)entries->choice[i].label);
	}
	free(entries->choice);
}

static void sort_picked(void *ctx, const char *key)
{
	struct list_asked *asked = ctx;

	asked->query.sort = str_same(key, BY_TITLE) ? NULL : kind_field(asked->query.kind, key);
	asked->changed(asked->ctx);
}

static struct screen *ask_sort_anew(void *ctx)
{
	return list_ask_sort(ctx);
}

struct screen *list_ask_sort(struct list_asked *asked)
{
	const struct kind *kind = asked->query.kind;
	struct entries entries = { 0 };
	struct pick_request request = { .title = N_("Sort by"), .picked = sort_picked, .anew = ask_sort_anew,
		.ctx = asked };
	struct screen *screen;

	entries_add(&entries, BY_TITLE, _("Name or title"));
	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];

		if (usable(asked, field) && field->sort && field->kind != FIELD_REFERENCE)
			entries_add(&entries, field->name, field_label(field));
	}
	request.choices = entries.choice;
	request.now = asked->query.sort ? asked->query.sort->name : BY_TITLE;
	screen = pick_screen(asked->app, &request);
	entries_free(&entries);
	return screen;
}

static void add_filter(struct list_asked *asked, const char *value)
{
	struct filter *filter;

	if (asked->query.n_filters == LIST_FILTERS) {
		app_say(asked->app, "%s", _("No more filters fit. u takes them all away."));
		return;
	}
	filter = &asked->query.filter[asked->query.n_filters++];
	*filter = (struct filter){ asked->asking, asked->op, mem_str(value) };
	asked->changed(asked->ctx);
}

static void value_picked(void *ctx, const char *canonical)
{
	add_filter(ctx, canonical);
}

static enum status value_typed(void *ctx, struct app *app, const char *typed, struct err *err)
{
	struct list_asked *asked = ctx;
	char *canonical = NULL;
	enum status st = ST_OK;

	(void)app;
	if (asked->asking && asked->op != FILTER_BEGINS)
		st = field_check(asked->asking, typed, &canonical, err);
	else
		canonical = mem_str(*typed ? typed : NULL);
	if (st == ST_OK && canonical)
		add_filter(asked, canonical);
	free(canonical);
	return st;
}

/* True when values are chosen from a list. */
static bool is_picked(const struct field *field)
{
	switch (field->kind) {
	case FIELD_CHOICE:
	case FIELD_CEFR:
	case FIELD_YES_NO:
	case FIELD_LANGUAGE:
	case FIELD_CHOICES:
	case FIELD_LANGUAGES:
	case FIELD_COUNTRY:
	case FIELD_OCCUPATION:
	case FIELD_REFERENCE:
		return true;
	default:
		return false;
	}
}

static const char *op_format(enum filter_op op)
{
	static const char *const formats[] = {
		/* TRANSLATORS: %s is the label of a field; a value follows, chosen or typed afterwards */
		[FILTER_IS] = N_("%s: is"), [FILTER_FROM] = N_("%s: from"), [FILTER_TO] = N_("%s: up to"),
		[FILTER_EMPTY] = N_("%s: is empty"), [FILTER_SET] = N_("%s: is not empty"),
		[FILTER_BEGINS] = N_("%s: begins with"),
	};

	return _(formats[op]);
}

static char *op_words(const struct field *field, enum filter_op op)
{
	struct str words = STR_INIT;
	const char *format = op_format(op), *at = strstr(format, "%s");
	const char *label = field ? field_label(field) : _("Name or title");

	if (!at)
		return mem_str(label);
	str_addn(&words, format, (size_t)(at - format));
	str_add(&words, label);
	str_add(&words, at + 2);
	return str_take(&words);
}

static char *value_words(void *ctx)
{
	const struct list_asked *asked = ctx;

	return op_words(asked->asking, asked->op);
}

static void ask_value(struct list_asked *asked)
{
	const struct field *field = asked->asking;
	struct screen *screen;

	if (field && is_picked(field)) {
		struct pick_request request = { .title = field_label(field), .field = field, .choices = field->choices,
			.refers = field->refers, .picked = value_picked, .ctx = asked };

		screen = pick_screen(asked->app, &request);
	} else {
		screen = ask_in_words(ask_screen(asked->app, NULL, NULL, value_typed, asked), value_words);
	}
	if (screen)
		app_open_later(asked->app, screen);
}

/* key: "FIELD OP", as made below. */
static void filter_picked(void *ctx, const char *key)
{
	struct list_asked *asked = ctx;
	const char *blank = strchr(key, ' ');
	char *name = mem_strn(key, (size_t)(blank - key));

	asked->asking = str_same(name, BY_TITLE) ? NULL : filter_field(asked->query.kind, name);
	asked->op = (enum filter_op)strtol(blank + 1, NULL, 10);
	free(name);
	if (asked->op == FILTER_EMPTY || asked->op == FILTER_SET)
		add_filter(asked, NULL);
	else
		ask_value(asked);
}

static void add_op(struct entries *entries, const struct field *field, enum filter_op op)
{
	char *key = mem_fmt("%s %d", field ? field->name : BY_TITLE, (int)op);
	char *label = op_words(field, op);

	entries_add(entries, key, label);
	free(key);
	free(label);
}

static void add_ops(struct entries *entries, const struct field *field)
{
	bool ordered = field->kind == FIELD_DATE || field->kind == FIELD_NUMBER || field->kind == FIELD_MONEY;

	if (ordered) {
		add_op(entries, field, FILTER_FROM);
		add_op(entries, field, FILTER_TO);
	} else {
		add_op(entries, field, FILTER_IS);
	}
	if (field->kind == FIELD_TEXT)
		add_op(entries, field, FILTER_BEGINS);
	if (!field->required) {
		add_op(entries, field, FILTER_EMPTY);
		add_op(entries, field, FILTER_SET);
	}
}

static struct screen *ask_filter_anew(void *ctx)
{
	return list_ask_filter(ctx);
}

struct screen *list_ask_filter(struct list_asked *asked)
{
	const struct kind *kind = asked->query.kind;
	struct entries entries = { 0 };
	struct pick_request request = { .title = N_("Show only"), .picked = filter_picked, .anew = ask_filter_anew,
		.ctx = asked };
	struct screen *screen;

	add_op(&entries, NULL, FILTER_BEGINS);
	for (int i = 0; filter_trait(kind, i); i++)
		if (filter_seen(asked->app->actor, kind, filter_trait(kind, i)))
			add_op(&entries, filter_trait(kind, i), FILTER_IS);
	for (int i = 0; i < kind->n_fields; i++) {
		const struct field *field = &kind->fields[i];

		if (usable(asked, field) && (field->sort || field->kind == FIELD_CHOICE || field->kind == FIELD_CEFR
			|| field_is_several(field) || (field->kind == FIELD_YES_NO && field->list)))
			add_ops(&entries, field);
	}
	request.choices = entries.choice;
	screen = pick_screen(asked->app, &request);
	entries_free(&entries);
	return screen;
}

void list_asked_all(struct list_asked *asked)
{
	for (int i = 0; i < asked->query.n_filters; i++)
		free((void *)(uintptr_t)asked->query.filter[i].value);
	asked->query.n_filters = 0;
}

void list_asked_clear(struct list_asked *asked)
{
	list_asked_all(asked);
}

static void filter_words(const struct list_asked *asked, const struct filter *filter, struct str *out)
{
	char *words = op_words(filter->field, filter->op);
	struct id id;

	str_add(out, term_separator());
	str_add(out, words);
	free(words);
	if (!filter->value)
		return;
	str_addc(out, ' ');
	if (filter->field && filter->field->kind == FIELD_REFERENCE && id_parse(filter->value, &id))
		app_title(asked->app, out, filter->field->refers, id);
	else if (filter->field && filter->op != FILTER_BEGINS)
		field_show(out, filter->field, filter->value);
	else
		str_add(out, filter->value);
}

void list_asked_words(const struct list_asked *asked, struct str *out)
{
	const char *by = asked->query.sort ? field_label(asked->query.sort) : _("Name or title");

	/* TRANSLATORS: %s is the label of the field that a list is sorted by */
	str_addf(out, asked->query.descending ? _("Sorted by: %s, last first") : _("Sorted by: %s"), by);
	for (int i = 0; i < asked->query.n_filters; i++)
		filter_words(asked, &asked->query.filter[i], out);
}
