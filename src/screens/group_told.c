/* SPDX-License-Identifier: EUPL-1.2 */
/* Whom a group has become: households and case numbers, to be read out or written down. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/places.h"
#include "screens/record_words.h"
#include "screens/vlist.h"

struct told {
	struct screen screen;
	struct id *person;
	int count;
	struct vlist *list;
};

enum { ACT_OPEN = ACT_OWN };

static void push(struct told *told, struct id person)
{
	struct app *app = told->screen.app;
	struct vrow row = { .id = person };
	struct str text = STR_INIT;
	struct record *record;
	struct id household;

	if (read_brief(app->store, app->actor, register_kind("person"), person, &record, NULL) != ST_OK)
		return;
	row.cell[0] = mem_str(record_get(record, "case_number"));
	record_title(&text, record);
	row.cell[1] = mem_str(str_get(&text));
	str_clear(&text);
	if (record_get(record, "household") && id_parse(record_get(record, "household"), &household))
		app_title(app, &text, "household", household);
	row.cell[2] = mem_str(str_get(&text));
	row.cell[3] = record_shown(record, "born");
	vlist_push(told->list, &row);
	record_free(record);
	str_free(&text);
}

static void fill(struct told *told)
{
	vlist_begin(told->list);
	for (int i = 0; i < told->count; i++)
		push(told, told->person[i]);
	vlist_end(told->list);
}

static void columns(struct told *told)
{
	const struct vcol cols[] = {
		{ .label = _("Case number"), .min = 14, .max = 14, .priority = 0, .whole = true },
		{ .label = _("Name"), .min = 18, .max = 0, .priority = 0 },
		{ .label = _("Household"), .min = 12, .max = 24, .priority = 1 },
		{ .label = _("Born"), .min = 12, .max = 18, .priority = 2, .look = LOOK_DIM, .whole = true },
	};

	if (told->list)
		vlist_columns(told->list, cols, ARRAY_LEN(cols));
	else
		told->list = vlist_new(cols, ARRAY_LEN(cols));
	vlist_empty(told->list, _("They were taken back."));
}

static enum status open_told(struct screen *screen, struct err *err)
{
	struct told *told = (struct told *)screen;

	(void)err;
	columns(told);
	fill(told);
	return ST_OK;
}

static void title(const struct screen *screen, struct str *out)
{
	const struct told *told = (const struct told *)screen;

	str_add(out, _("Group arriving"));
	str_add(out, term_separator());
	str_addf(out, ngettext("%d person", "%d people", (unsigned long)told->count), told->count);
}

static void layout(struct screen *screen, struct area body)
{
	vlist_layout(((struct told *)screen)->list, (struct area){ body.row, body.col + 1, body.rows, body.cols - 2 });
}

static void draw(struct screen *screen)
{
	vlist_draw(((struct told *)screen)->list, true);
}

static struct next key(struct screen *screen, int k)
{
	return vlist_key(((struct told *)screen)->list, k, true, NULL) ? next_stay() : next_unused();
}

static bool any(const struct screen *screen)
{
	return vlist_now(((const struct told *)screen)->list) != NULL;
}

static struct next act(struct screen *screen, int id)
{
	const struct vrow *row = vlist_now(((struct told *)screen)->list);

	if (id != ACT_OPEN || !row)
		return next_unused();
	return next_open(person_screen(screen->app, row->id));
}

static void tell(struct screen *screen, enum news news)
{
	struct told *told = (struct told *)screen;

	if (news == NEWS_LANGUAGE)
		columns(told);
	if (news == NEWS_CHANGED || news == NEWS_LANGUAGE)
		fill(told);
}

static void close_told(struct screen *screen)
{
	struct told *told = (struct told *)screen;

	vlist_free(told->list);
	free(told->person);
	free(told);
}

static const struct action actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"), N_("Opens the person's file."), any, false },
	ACTION_END
};

static const struct screen_ops told_ops = {
	.name = "group-told", .actions = actions, .open = open_told, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .tell = tell, .close = close_told,
};
SCREEN(told_ops);

struct screen *group_told_screen(struct app *app, const struct id *person, int count)
{
	struct told *told = mem_alloc(sizeof *told);

	told->person = mem_array((size_t)count + 1, sizeof *told->person);
	memcpy(told->person, person, (size_t)count * sizeof *person);
	told->count = count;
	return screen_init(&told->screen, &told_ops, app);
}
