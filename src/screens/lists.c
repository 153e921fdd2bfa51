/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The list of every record kind: columns, sorting and filters come from the
 * register, rows from the read door, page by page by key.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/view.h"
#include "screens/list_query.h"
#include "screens/pick.h"
#include "screens/places.h"
#include "screens/views.h"
#include "screens/vlist.h"

#define COUNT_MOST 1000

struct list_view {
	struct screen screen;
	const struct kind *kind;
	struct list_asked asked;         /* how it is sorted and filtered */
	const struct field *shown[VLIST_COLUMNS];
	int n_shown;
	const struct field *chosen[VLIST_COLUMNS];   /* columns that somebody chose; none: as the list has them by itself */
	int n_chosen;
	struct vlist *list;
	int64_t count;                   /* rows, up to COUNT_MOST + 1 */
};

enum { ACT_OPEN = ACT_OWN, ACT_ADD, ACT_SORT, ACT_TURN, ACT_FILTER, ACT_UNFILTER, ACT_COLUMNS, ACT_VIEWS,
	ACT_FITS };

static char *cell(const struct list_view *view, const struct record *record, const struct field *field)
{
	const char *value = record->value[field_index(view->kind, field)];
	struct str shown = STR_INIT;
	struct id id;

	if (!value)
		return NULL;
	if (field->kind == FIELD_REFERENCE && id_parse(value, &id))
		app_title(view->screen.app, &shown, field->refers, id);
	else
		field_show(&shown, field, value);
	return str_take(&shown);
}

static void push_row(struct list_view *view, const struct list_page *page, int i)
{
	struct vrow row = { .id = page->record[i]->id };

	for (int c = 0; c < view->n_shown; c++)
		row.cell[c] = cell(view, page->record[i], view->shown[c]);
	row.place = mem_alloc(sizeof(page->place[i]));
	memcpy(row.place, &page->place[i], sizeof(page->place[i]));
	vlist_push(view->list, &row);
}

static enum status fetch(void *ctx, struct vlist *list, const struct vrow *from, bool backward, int limit,
	struct err *err)
{
	struct list_view *view = ctx;
	const struct app *app = view->screen.app;
	struct list_page page = { 0 };
	enum status st = read_list(app->store, app->actor, &view->asked.query, from ? from->place : NULL, backward, limit,
		&page, err);

	(void)list;
	/* A page stands in the list's order; the list wants the nearest row first. */
	for (int i = 0; st == ST_OK && i < page.count; i++)
		push_row(view, &page, backward ? page.count - 1 - i : i);
	if (st == ST_OK)
		list_page_free(&page);
	return st;
}

/* Words of any length may be cut; codes, dates and numbers not. */
static bool may_be_cut(const struct field *field)
{
	switch (field->kind) {
	case FIELD_TEXT:
	case FIELD_LONG_TEXT:
	case FIELD_REFERENCE:
	case FIELD_OCCUPATION:
	case FIELD_EMAIL:
		return true;
	default:
		return false;
	}
}

static void add_column(struct list_view *view, struct vcol *columns, const struct field *field, bool spare)
{
	int i = view->n_shown;
	bool numeric = field->kind == FIELD_NUMBER || field->kind == FIELD_MONEY;

	if (i == VLIST_COLUMNS || !field_seen(view->screen.app->actor, view->kind, field))
		return;
	columns[i] = (struct vcol){ field_label(field), may_be_cut(field) ? 10 : 4, may_be_cut(field) ? 32 : 24, i,
		numeric, LOOK_NORMAL, !may_be_cut(field), spare };
	if (field->width > 0 && !may_be_cut(field))
		columns[i].min = columns[i].max = field->width;
	view->shown[view->n_shown++] = field;
}

static bool in_title(const struct kind *kind, const struct field *field)
{
	size_t len = strlen(field->name);

	for (const char *at = strstr(kind->title, field->name); at; at = strstr(at + 1, field->name)) {
		bool begins = at == kind->title || at[-1] == ' ';

		if (begins && (at[len] == '\0' || at[len] == ' '))
			return true;
	}
	return false;
}

/* The register's list columns first; where there is room, whatever else is short enough. */
static void set_columns(struct list_view *view)
{
	struct vcol columns[VLIST_COLUMNS];

	view->n_shown = 0;
	for (int i = 0; i < view->n_chosen; i++)
		add_column(view, columns, view->chosen[i], false);
	for (int i = 0; !view->n_chosen && i < view->kind->n_fields; i++) {
		if (view->kind->fields[i].list)
			add_column(view, columns, &view->kind->fields[i], false);
	}
	for (int i = 0; !view->n_chosen && i < view->kind->n_fields; i++) {
		const struct field *field = &view->kind->fields[i];

		if (!field->list && in_title(view->kind, field))
			add_column(view, columns, field, true);
	}
	for (int i = 0; !view->n_chosen && i < view->kind->n_fields; i++) {
		const struct field *field = &view->kind->fields[i];

		if (!field->list && !in_title(view->kind, field) && field->kind != FIELD_LONG_TEXT)
			add_column(view, columns, field, true);
	}
	vlist_columns(view->list, columns, view->n_shown);
}

static void say_empty(struct list_view *view)
{
	bool adds = kind_changed_by(view->screen.app->actor, view->kind);

	if (view->asked.query.n_filters > 0)
		vlist_empty(view->list, _("Nothing fits the filter. u shows all again."));
	else
		vlist_empty(view->list, adds ? _("There is nothing here yet. a adds the first record.") :
			_("There is nothing here yet."));
}

static enum status restart(struct list_view *view, struct err *err)
{
	const struct app *app = view->screen.app;
	enum status st = read_count(app->store, app->actor, &view->asked.query, COUNT_MOST + 1, &view->count, err);

	say_empty(view);
	return st == ST_OK ? vlist_restart(view->list, err) : st;
}

static void again(struct list_view *view, bool keep_cursor)
{
	const struct app *app = view->screen.app;
	struct err err = { 0 };
	enum status st;

	if (keep_cursor) {
		st = read_count(app->store, app->actor, &view->asked.query, COUNT_MOST + 1, &view->count, &err);
		if (st == ST_OK)
			st = vlist_reload(view->list, &err);
	} else {
		st = restart(view, &err);
	}
	if (st != ST_OK)
		app_fail(view->screen.app, &err);
}

static void asked_anew(void *ctx)
{
	again(ctx, false);
}

/* What stands in the list now begins what is chosen, so that one column goes or comes at a time. */
static void begin_choosing(struct list_view *view)
{
	for (int i = 0; !view->n_chosen && i < view->kind->n_fields; i++)
		if (view->kind->fields[i].list && view->n_chosen < VLIST_COLUMNS)
			view->chosen[view->n_chosen++] = &view->kind->fields[i];
}

static int chosen_at(const struct list_view *view, const struct field *field)
{
	for (int i = 0; i < view->n_chosen; i++)
		if (view->chosen[i] == field)
			return i;
	return -1;
}

static void column_picked(void *ctx, const char *name)
{
	struct list_view *view = ctx;
	const struct field *field = kind_field(view->kind, name);
	int at;

	begin_choosing(view);
	at = chosen_at(view, field);
	if (at < 0 && view->n_chosen < VLIST_COLUMNS)
		view->chosen[view->n_chosen++] = field;
	for (; at >= 0 && at + 1 < view->n_chosen; at++)
		view->chosen[at] = view->chosen[at + 1];
	if (at >= 0)
		view->n_chosen--;
	set_columns(view);
	again(view, true);
}

static struct screen *offer_columns(void *ctx)
{
	struct list_view *view = ctx;
	struct choice *offer = mem_array((size_t)view->kind->n_fields + 1, sizeof(*offer));
	struct pick_request request = { .title = N_("A column comes or goes"), .choices = offer, .picked = column_picked,
		.anew = offer_columns, .ctx = view };
	struct screen *screen;
	int n = 0;

	for (int i = 0; i < view->kind->n_fields; i++) {
		const struct field *field = &view->kind->fields[i];
		bool stands = view->n_chosen ? chosen_at(view, field) >= 0 : field->list;

		if (!field_seen(view->screen.app->actor, view->kind, field) || field->kind == FIELD_LONG_TEXT)
			continue;
		offer[n++] = (struct choice){ field->name, stands ? mem_fmt(_("%s (shown)"), field_label(field))
			: mem_str(field_label(field)) };
	}
	offer[n].key = NULL;
	screen = pick_screen(view->screen.app, &request);
	for (int i = 0; i < n; i++)
		free((void *)(uintptr_t)offer[i].label);
	free(offer);
	return screen;
}

/* The kept query's values become the list's own. */
static enum status open_view(void *ctx, const char *name, struct err *err)
{
	struct list_view *view = ctx;
	struct app *app = view->screen.app;
	struct view_list kept;
	enum status st = view_open(app->store, app->actor, view->kind, name, &kept, err);

	if (st != ST_OK)
		return st;
	list_asked_all(&view->asked);
	view->asked.query = kept.query;
	view->n_chosen = kept.columns;
	memcpy(view->chosen, kept.column, (size_t)kept.columns * sizeof(*kept.column));
	set_columns(view);
	again(view, false);
	return ST_OK;
}

static enum status keep_view(void *ctx, const char *name, bool all, struct err *err)
{
	const struct list_view *view = ctx;
	const struct app *app = view->screen.app;
	struct view_list keep = { .query = view->asked.query, .columns = view->n_chosen };

	memcpy(keep.column, view->chosen, (size_t)view->n_chosen * sizeof(*keep.column));
	return view_keep(app->store, app->actor, name, all, &keep, err);
}

static enum status open_list(struct screen *screen, struct err *err)
{
	struct list_view *view = (struct list_view *)screen;

	set_columns(view);
	vlist_source(view->list, fetch, view);
	return restart(view, err);
}

static void title(const struct screen *screen, struct str *out)
{
	str_add(out, _(((const struct list_view *)screen)->kind->plural));
}

static void layout(struct screen *screen, struct area body)
{
	struct area list = { body.row + 1, body.col, body.rows - 1, body.cols };

	vlist_layout(((struct list_view *)screen)->list, list);
}

static char *count_words(const struct list_view *view)
{
	if (view->count > COUNT_MOST)
		return mem_fmt(_("more than %d"), COUNT_MOST);
	return mem_fmt(ngettext("%lld record", "%lld records", (unsigned long)view->count), (long long)view->count);
}

static void draw(struct screen *screen)
{
	struct list_view *view = (struct list_view *)screen;
	struct area body = screen->body;
	struct str how = STR_INIT;
	char *count = count_words(view);

	list_asked_words(&view->asked, &how);
	term_text(body.row, body.col + 1, body.cols - 24, LOOK_NOTE, str_get(&how));
	term_text_end(body.row, body.cols - 22, 21, LOOK_DIM, count);
	vlist_draw(view->list, true);
	str_free(&how);
	free(count);
}

static struct next key(struct screen *screen, int k)
{
	struct list_view *view = (struct list_view *)screen;
	struct err err = { 0 };
	bool mine = vlist_key(view->list, k, true, &err);

	if (err.status != ST_OK)
		app_fail(screen->app, &err);
	return mine ? next_stay() : next_unused();
}

static struct next act(struct screen *screen, int id)
{
	struct list_view *view = (struct list_view *)screen;
	const struct vrow *row = vlist_now(view->list);

	switch (id) {
	case ACT_OPEN:
		return next_open(record_screen(screen->app, view->kind, row->id));
	case ACT_ADD:
		if (strcmp(view->kind->name, "person") == 0)
			return next_open(register_screen(screen->app, NULL));
		return next_open(edit_screen(screen->app, view->kind, (struct id){ { 0 } }, (struct id){ { 0 } }));
	case ACT_SORT:
		return next_open(list_ask_sort(&view->asked));
	case ACT_TURN:
		view->asked.query.descending = !view->asked.query.descending;
		again(view, false);
		return next_stay();
	case ACT_FILTER:
		return next_open(list_ask_filter(&view->asked));
	case ACT_COLUMNS:
		return next_open(offer_columns(view));
	case ACT_VIEWS:
		return next_open(views_screen(screen->app, view->kind->name, open_view, keep_view, view));
	case ACT_FITS:
		return next_open(ranked_screen(screen->app, view->kind, row->id));
	case ACT_UNFILTER:
		list_asked_all(&view->asked);
		again(view, false);
		return next_stay();
	}
	return next_unused();
}

static void tell(struct screen *screen, enum news news)
{
	struct list_view *view = (struct list_view *)screen;

	if (news == NEWS_LANGUAGE)
		set_columns(view);
	if (news == NEWS_LANGUAGE || news == NEWS_CHANGED)
		again(view, true);
}

static void close_list(struct screen *screen)
{
	struct list_view *view = (struct list_view *)screen;

	vlist_free(view->list);
	list_asked_clear(&view->asked);
	free(view);
}

static bool on_row(const struct screen *screen)
{
	return vlist_now(((const struct list_view *)screen)->list) != NULL;
}

static bool may_fit(const struct screen *screen)
{
	return on_row(screen) && ranked_any(screen->app, ((const struct list_view *)screen)->kind);
}

static bool may_add(const struct screen *screen)
{
	return kind_changed_by(screen->app->actor, ((const struct list_view *)screen)->kind);
}

static bool filtered(const struct screen *screen)
{
	return ((const struct list_view *)screen)->asked.query.n_filters > 0;
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Open the record."), on_row, false },
	{ ACT_ADD, { 'a', 'n', K_INSERT }, N_("add"), N_("Add a record."), may_add, false },
	{ ACT_FITS, { 'w' }, N_("best fit"), N_("By the published criteria, best first: who fits what is to be had, or what fits who "
		"waits."), may_fit, false },
	{ ACT_SORT, { 's' }, N_("sort"), N_("Choose what the list is sorted by."), 0, false },
	{ ACT_TURN, { 'r' }, N_("turn round"), N_("The last first, or the first first again."), 0, false },
	{ ACT_FILTER, { 'f', K_F4 }, N_("filter"), N_("Show only what fits: a beginning of the name, a date, a choice. "
		"Several filters narrow the list together."), 0, false },
	{ ACT_VIEWS, { 'v' }, N_("views"), N_("Lists as they were kept under a name; keep this one."), 0, false },
	{ ACT_COLUMNS, { 'c' }, N_("columns"), N_("A column comes or goes."), 0, false },
	{ ACT_UNFILTER, { 'u' }, N_("show all"), N_("Take all filters away."), filtered, false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back to the screen before."), 0, false },
	ACTION_END
};

static const struct screen_ops list_ops = {
	.name = "list", .actions = actions, .open = open_list, .title = title, .layout = layout, .draw = draw,
	.key = key, .act = act, .tell = tell, .close = close_list,
};
SCREEN(list_ops);

struct screen *list_screen(struct app *app, const struct kind *kind)
{
	struct list_view *view = mem_alloc(sizeof(*view));

	view->kind = kind;
	view->asked.query.kind = kind;
	view->asked.app = app;
	view->asked.changed = asked_anew;
	view->asked.ctx = view;
	view->list = vlist_new(NULL, 0);
	return screen_init(&view->screen, &list_ops, app);
}
