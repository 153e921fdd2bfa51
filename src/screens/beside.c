/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the record shown beside a list. */
#include "screens/beside.h"

#include "base/msg.h"
#include "screens/frame.h"

#define LABEL_COLS 16
#define VALUE_ROWS 6        /* of a long text */

struct area beside_layout(struct area area, struct area *beside)
{
	int cols = area.cols - FRAME_COLS;

	*beside = (struct area){ 0, 0, 0, 0 };
	if (area.cols < PREVIEW_FROM)
		return area;
	cols = cols > BESIDE_MOST ? BESIDE_MOST : cols < BESIDE_LEAST ? BESIDE_LEAST : cols;
	area.cols -= cols;
	*beside = (struct area){ area.row, area.col + area.cols, area.rows, cols };
	return area;
}

static int draw_field(struct app *app, struct area area, int row, const struct field *field, const char *canonical)
{
	struct str words = STR_INIT;
	int left = area.row + area.rows - row, used, label;
	struct id id;

	if (field->refers && id_parse(canonical, &id))
		app_title(app, &words, field->refers, id);
	else
		field_show(&words, field, canonical);
	label = term_wrap((struct area){ row, area.col, left < 2 ? left : 2, LABEL_COLS }, LOOK_DIM,
		field_label(field));
	used = term_wrap((struct area){ row, area.col + LABEL_COLS + 1, left < VALUE_ROWS ? left : VALUE_ROWS,
		area.cols - LABEL_COLS - 1 }, LOOK_NORMAL, str_get(&words));
	str_free(&words);
	return used > label ? used : label;
}

/* A mark that keeps records together says nothing to people. */
static bool is_for_people(const struct field *field, const char *canonical)
{
	struct id id;

	return field->refers || !id_parse(canonical, &id);
}

void beside_draw(struct app *app, struct area area, const struct kind *kind, struct id id, const char *whose)
{
	struct area inside = { area.row, area.col + 2, area.rows, area.cols - 3 };
	int row = area.row + 1;
	struct record *record;

	if (area.cols <= 0 || read_brief(app->store, app->actor, kind, id, &record, NULL) != ST_OK)
		return;
	term_bar(area.row, area.col, area.rows);
	term_text(area.row, inside.col, inside.cols, LOOK_HEAD, _(kind->label));
	for (int i = 0; i < kind->n_fields && row < area.row + area.rows; i++) {
		const struct field *field = &kind->fields[i];

		if (record->value[i] && !field->hidden && !str_same(field->name, whose) && is_for_people(field, record->value[i]))
			row += draw_field(app, inside, row, field, record->value[i]);
	}
	record_free(record);
}
