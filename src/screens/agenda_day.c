/* SPDX-License-Identifier: EUPL-1.2 */
/* The day as a list: what is planned, and, where one colleague's or one room's day is shown, what is free between. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/clash.h"
#include "screens/agenda.h"
#include "screens/bidi.h"

#define GAPS_MOST 64
#define GAP_LEAST 15
#define TAG_FREE (-1)

char *agenda_hours(int from, int to)
{
	char a[6], b[6];

	clock_words(from, a);
	clock_words(to, b);
	/* TRANSLATORS: from one time of day to another, "09:30–10:15" */
	return mem_fmt(_("%s–%s"), a, b);
}

enum sign agenda_sign(const struct agenda_row *row)
{
	if (str_same(row->state, "kept") || str_same(row->state, "held"))
		return SIGN_DONE;
	if (str_same(row->state, "missed"))
		return SIGN_LATE;
	return row->session ? SIGN_DOT : SIGN_OPEN;
}

void agenda_day_columns(struct agenda_view *view)
{
	const struct vcol columns[] = {
		{ NULL, 11, 11, 0, false, LOOK_DIM, true, false },
		{ NULL, 14, 22, 2, false, LOOK_NORMAL, false, false },
		{ NULL, 18, 30, 1, false, LOOK_NORMAL, false, false },
		{ NULL, 18, 28, 3, false, LOOK_NORMAL, false, false },
		{ NULL, 6, 18, 4, false, LOOK_NORMAL, false, false },
		{ NULL, 8, 18, 5, false, LOOK_DIM, false, false },
	};

	vlist_columns(view->list, columns, ARRAY_LEN(columns));
	vlist_empty(view->list, _("Nothing is planned on this day. n books an appointment, v shows everybody's."));
}

static char *people_words(const struct agenda_row *row)
{
	if (row->seats)
		return mem_fmt(_("%d of %d seats"), row->people, row->seats);
	return mem_fmt(ngettext("%d person", "%d people", (unsigned long)row->people), row->people);
}

static void push_row(struct agenda_view *view, int index)
{
	const struct app *app = view->screen.app;
	struct agenda_row *from = &view->agenda.row[index];
	struct vrow row = { .id = from->id, .tag = index, .sign = agenda_sign(from) };
	struct str what = STR_INIT;

	agenda_what(&what, from);
	row.cell[0] = agenda_hours(from->from, from->to);
	row.cell[1] = from->session ? people_words(from) : mem_str(agenda_title(app->store, app->actor, from));
	row.cell[2] = str_take(&what);
	row.cell[3] = agenda_interpreter(from);
	row.cell[4] = mem_str(from->room ? from->room : from->place);
	row.cell[5] = view->who[0] ? NULL : mem_str(from->colleague);
	vlist_push(view->list, &row);
}

static struct id gap_id(int from)
{
	return (struct id){ { 1, (uint8_t)(from >> 8), (uint8_t)from } };
}

static void push_gap(struct agenda_view *view, const struct agenda_gap *gap)
{
	struct vrow row = { .id = gap_id(gap->from), .tag = TAG_FREE - gap->from, .look = LOOK_DIM };

	row.cell[0] = agenda_hours(gap->from, gap->to);
	/* TRANSLATORS: a time at which nothing is planned */
	row.cell[1] = mem_str(pgettext("time", "free"));
	vlist_push(view->list, &row);
}

void agenda_day_fill(struct agenda_view *view)
{
	struct agenda_gap gap[GAPS_MOST];
	bool office = agenda_filtered(view) && !view->interpreter && date_weekday(view->day) <= 5;
	int gaps = office ? agenda_free(&view->agenda, view->day, AGENDA_OPENS, AGENDA_CLOSES, GAP_LEAST, gap, GAPS_MOST) : 0;
	int g = 0;

	vlist_begin(view->list);
	for (int i = 0; i < view->agenda.count; i++) {
		const struct agenda_row *row = &view->agenda.row[i];

		if (date_between(row->day, view->day) != 0)
			continue;
		while (g < gaps && gap[g].from <= row->from)
			push_gap(view, &gap[g++]);
		push_row(view, i);
	}
	while (g < gaps)
		push_gap(view, &gap[g++]);
	vlist_end(view->list);
}

void agenda_day_stand(struct agenda_view *view)
{
	const struct agenda_row *stand = NULL;
	int free_from = AGENDA_OPENS;

	for (int i = 0; i < view->agenda.count; i++) {
		const struct agenda_row *row = &view->agenda.row[i];

		if (date_between(row->day, view->day) != 0 || row->from >= view->slot + SLOT)
			continue;
		if (row->to > view->slot)
			stand = stand ? stand : row;
		else if (row->to > free_from)
			free_from = row->to;
	}
	if (stand)
		vlist_go(view->list, stand->id);
	else
		vlist_go(view->list, gap_id(free_from));
}

static void add_padded(struct str *out, const char *text, int cols)
{
	int used = text ? bidi_width(text) : 0;

	str_add(out, text);
	for (; used < cols; used++)
		str_addc(out, ' ');
	str_add(out, "  ");
}

static void text_row(struct agenda_view *view, struct str *out, struct agenda_row *row)
{
	const struct app *app = view->screen.app;
	char *hours = agenda_hours(row->from, row->to), *interpreter = agenda_interpreter(row), *people = people_words(row);
	struct str what = STR_INIT;

	agenda_what(&what, row);
	add_padded(out, hours, 11);
	add_padded(out, row->case_number, 14);
	add_padded(out, row->session ? people : agenda_title(app->store, app->actor, row), 26);
	add_padded(out, str_get(&what), 26);
	add_padded(out, interpreter, 20);
	add_padded(out, row->room ? row->room : row->place, 10);
	str_add(out, row->colleague);
	str_addc(out, '\n');
	free(hours);
	free(interpreter);
	free(people);
	str_free(&what);
}

char *agenda_text(struct agenda_view *view)
{
	struct str out = STR_INIT;
	int days = view->week ? 7 : 1;

	for (int d = 0; d < days; d++) {
		struct date day = view->week ? date_add_days(date_week(view->day), d) : view->day;

		date_show_day(&out, day);
		str_add(&out, "\n\n");
		for (int i = 0; i < view->agenda.count; i++)
			if (date_between(view->agenda.row[i].day, day) == 0)
				text_row(view, &out, &view->agenda.row[i]);
		str_addc(&out, '\n');
	}
	return str_take(&out);
}
