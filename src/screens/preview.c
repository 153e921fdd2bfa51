/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads a person when the cursor comes to rest on them, and draws them at the side; see preview.h. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/frame.h"
#include "screens/preview.h"
#include "screens/stage.h"

#define COLS_LEAST 39       /* beside a list of 80 columns, which has all that it has without a preview */
#define COLS_MOST 46

struct preview {
	struct app *app;
	struct area area;            /* cols 0: no room */
	struct id person;            /* who was read; none: nobody */
	struct record *record;
	struct stage_view stage[STAGES];
};

struct preview *preview_new(struct app *app)
{
	struct preview *preview = mem_alloc(sizeof(*preview));

	preview->app = app;
	return preview;
}

void preview_forget(struct preview *preview)
{
	record_free(preview->record);
	preview->record = NULL;
	preview->person = (struct id){ { 0 } };
	stage_views_clear(preview->stage);
}

void preview_free(struct preview *preview)
{
	preview_forget(preview);
	free(preview);
}

struct area preview_layout(struct preview *preview, struct area body)
{
	int cols;

	preview->area = (struct area){ 0, 0, 0, 0 };
	if (body.cols < PREVIEW_FROM)
		return body;
	cols = body.cols - FRAME_COLS - 1;
	cols = cols > COLS_MOST ? COLS_MOST : cols < COLS_LEAST ? COLS_LEAST : cols;
	preview->area = (struct area){ body.row, body.col + body.cols - cols, body.rows, cols };
	body.cols -= cols + 1;
	return body;
}

static void read_person(struct preview *preview, struct id person)
{
	const struct app *app = preview->app;

	preview_forget(preview);
	preview->person = person;
	if (read_brief(app->store, app->actor, register_kind("person"), person, &preview->record, NULL) != ST_OK) {
		preview->record = NULL;
		return;
	}
	if (plan_stages(app->store, app->actor, person, preview->stage, NULL) != ST_OK)
		stage_views_clear(preview->stage);
}

/* "Born  1991": a line for each field of the short form that is filled; returns the next row. */
static int draw_fields(const struct preview *preview, int row)
{
	const struct kind *kind = preview->record->kind;
	struct area area = preview->area;

	for (int i = 0; i < kind->n_fields && row < area.row + area.rows; i++) {
		const struct field *field = &kind->fields[i];
		struct str shown = STR_INIT;

		if (!field->brief || !preview->record->value[i])
			continue;
		field_show(&shown, field, preview->record->value[i]);
		term_put(row, area.col + 2, 18, LOOK_DIM, field_label(field));
		term_put(row++, area.col + 21, area.cols - 22, LOOK_NORMAL, str_get(&shown));
		str_free(&shown);
	}
	return row;
}

static void draw_stage(const struct preview *preview, const struct stage_view *stage, int row)
{
	struct area area = preview->area;
	const char *words = str_empty(stage->next) ? stage_words(stage->state) : stage->next;

	if (row >= area.row + area.rows || !stage->label)
		return;
	term_sign(row, area.col + 2, stage_sign(stage->state), stage_look(stage->state));
	term_put(row, area.col + 4, 16, LOOK_NORMAL, _(stage->label));
	term_put(row, area.col + 21, area.cols - 22, stage_look(stage->state), words);
}

void preview_draw(struct preview *preview, struct id person)
{
	struct area area = preview->area;
	struct str title = STR_INIT;
	int row = area.row;

	if (area.cols == 0 || !preview->app->warm)
		return;
	term_bar(area.row, area.col, area.rows);
	if (id_none(person))
		return;
	if (!id_same(person, preview->person))
		read_person(preview, person);
	if (!preview->record)
		return;
	record_title(&title, preview->record);
	term_put(row, area.col + 2, area.cols - 3, LOOK_BOLD, str_get(&title));
	str_free(&title);
	row = draw_fields(preview, row + 2) + 1;
	for (int i = 0; i < STAGES; i++)
		draw_stage(preview, &preview->stage[i], row++);
}
