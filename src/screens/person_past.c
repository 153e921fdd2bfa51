/* SPDX-License-Identifier: EUPL-1.2 */
/* The last tab of a person's file: every change of the person and of all that hangs under, newest first. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "screens/bidi.h"
#include "screens/past_words.h"
#include "screens/person_own.h"
#include "screens/reason.h"

#define RECORDS_OF_A_KIND 100
#define SHOWN 500

struct gathered { const struct kind *kind; struct past *past; };

struct gathering {
	struct past **list;       /* as read, to be freed */
	int *count, lists;
	struct gathered *entry;
	int entries;
};

static enum status gather(struct person *p, struct gathering *g, const struct kind *kind, struct id id,
	struct err *err)
{
	struct past *past;
	int count;
	enum status st = read_history(p->screen.app->store, p->screen.app->actor, kind, id, &past, &count, err);

	if (st != ST_OK)
		return st;
	g->list = mem_resize(g->list, (size_t)g->lists + 1, sizeof(*g->list));
	g->count = mem_resize(g->count, (size_t)g->lists + 1, sizeof(*g->count));
	g->list[g->lists] = past;
	g->count[g->lists++] = count;
	g->entry = mem_resize(g->entry, (size_t)(g->entries + count) + 1, sizeof(*g->entry));
	for (int i = 0; i < count; i++)
		g->entry[g->entries++] = (struct gathered){ kind, &past[i] };
	return ST_OK;
}

static enum status gather_removed(struct person *p, struct gathering *g, const struct kind *kind, struct err *err)
{
	struct id *id;
	int count;
	enum status st = read_removed(p->screen.app->store, p->screen.app->actor, kind, p->id, RECORDS_OF_A_KIND, &id,
		&count, err);

	for (int i = 0; i < count && st == ST_OK; i++)
		st = gather(p, g, kind, id[i], err);
	free(id);
	return st;
}

static enum status gather_kind(struct person *p, struct gathering *g, const struct kind *kind, const char *person,
	struct err *err)
{
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page;
	enum status st;

	query.filter[0] = (struct filter){ kind_field(kind, kind->person), FILTER_IS, person };
	st = read_list(p->screen.app->store, p->screen.app->actor, &query, NULL, false, RECORDS_OF_A_KIND,
		&page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < page.count && st == ST_OK; i++)
		st = gather(p, g, kind, page.record[i]->id, err);
	list_page_free(&page);
	return st == ST_OK ? gather_removed(p, g, kind, err) : st;
}

static int newest_first(const void *a, const void *b)
{
	const struct journal_entry *x = &((const struct gathered *)a)->past->entry;
	const struct journal_entry *y = &((const struct gathered *)b)->past->entry;

	if (x->clock != y->clock)
		return x->clock < y->clock ? 1 : -1;
	return x->seq < y->seq ? 1 : -1;
}

/* The entry that tells most of a change set: the person's own, else the one that was written first. */
static int telling(const struct person *p, const struct gathered *g, int count)
{
	for (int i = 0; i < count; i++) {
		if (g[i].kind == p->kind)
			return i;
	}
	return count - 1;
}

/* One row a change set, since it is taken back as one. */
static void add_row(struct person *p, const struct gathered *set, int count)
{
	const struct gathered *g = &set[telling(p, set, count)];
	struct vrow row = { .id = g->past->entry.change };
	struct str when = STR_INIT, what = STR_INIT, more = STR_INIT;

	past_when(&when, &g->past->entry);
	if (count > 1) {
		str_addf(&more, ngettext("with %d more entry", "with %d more entries", (unsigned long)count - 1),
			count - 1);
	}
	past_what(p->screen.app, &what, g->kind, g->past, str_get(&more));
	row.cell[0] = str_take(&when);
	row.cell[1] = mem_str(g->past->entry.user);
	row.cell[2] = str_take(&what);
	tab_row_add(p, &row, &(struct person_row){ g->kind, g->past->entry.id, g->past->entry.change, 0 });
	str_free(&more);
}

static int of_one_set(const struct gathered *g, int left)
{
	int n = 1;

	while (n < left && id_same(g[n].past->entry.change, g[0].past->entry.change))
		n++;
	return n;
}

static void add_head(struct person *p, const char *words)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(words);
	tab_row_add(p, &row, NULL);
}

/* That the file was opened for a reason is part of its past. */
static enum status add_grants(struct person *p, struct err *err)
{
	const struct app *app = p->screen.app;
	struct grant *grant;
	int count;
	enum status st = grant_list(app->store, app->actor, p->id, &grant, &count, err);

	if (st != ST_OK || !count)
		return st;
	add_head(p, _("OPENED FOR A REASON"));
	for (int i = 0; i < count; i++) {
		struct vrow row = { .id = grant[i].id };
		struct str when = STR_INIT, what = STR_INIT;
		struct date day;
		int minute;

		clock_local(grant[i].opened_ms, &day, &minute);
		date_show(&when, day);
		str_addf(&when, " %02d:%02d", minute / 60, minute % 60);
		bidi_part(&what, term_separator(), _(grant_label(grant[i].kind)));
		bidi_part(&what, term_separator(), grant[i].reason);
		row.cell[0] = str_take(&when);
		row.cell[1] = mem_str(grant[i].name);
		row.cell[2] = str_take(&what);
		tab_row_add(p, &row, &(struct person_row){ NULL, grant[i].id, { { 0 } }, 0 });
	}
	grants_free(grant, count);
	add_head(p, _("CHANGES"));
	return ST_OK;
}

enum status past_read(struct person *p, struct err *err)
{
	struct gathering g = { .list = NULL };
	int count;
	const struct kind *const *all = register_kinds(&count);
	enum status st = gather(p, &g, p->kind, p->id, err);
	char person[37];

	id_text(p->id, person);
	for (int i = 0; i < count && st == ST_OK; i++) {
		if (all[i]->person && kind_seen(p->screen.app->actor, all[i]))
			st = gather_kind(p, &g, all[i], person, err);
	}
	if (g.entries)
		qsort(g.entry, (size_t)g.entries, sizeof(*g.entry), newest_first);
	if (st == ST_OK)
		st = add_grants(p, err);
	for (int i = 0, n = 0, rows = 0; i < g.entries && rows < SHOWN; i += n, rows++) {
		n = of_one_set(&g.entry[i], g.entries - i);
		add_row(p, &g.entry[i], n);
	}
	for (int i = 0; i < g.lists; i++)
		past_free(g.list[i], g.count[i]);
	free(g.list);
	free(g.count);
	free(g.entry);
	return st;
}
