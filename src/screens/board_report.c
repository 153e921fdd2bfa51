/* SPDX-License-Identifier: EUPL-1.2 */
/* A round as a paper: by which criteria, how many, the proof, and how evenly people live before and after it. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/papertext.h"
#include "screens/board_own.h"
#include "screens/measured.h"
#include "screens/reading.h"
#include "screens/record_words.h"

static void add_fields(struct str *out, const struct record *record)
{
	static const char *const fields[] = { "what", "state", "day", "published", "closed", "people", "places", "placed" };
	char *points = measured_points(record_get(record, "points"));

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		char *value = record_get(record, fields[i]) ? record_shown(record, fields[i]) : NULL;

		if (value)
			paper_labelled(out, field_label(kind_field(record->kind, fields[i])), value);
		free(value);
	}
	if (points)
		paper_labelled(out, field_label(kind_field(record->kind, "points")), points);
	free(points);
}

static void add_proof(struct str *out, const struct round_proof *proof)
{
	struct str words = STR_INIT;

	paper_paragraph(out, proof->certified ? _("The allocation was proved to be the best by its prices.") :
		_("There is no proof of this allocation."));
	str_addf(&words, _("Proposals: %d. As they were computed: %d. Erased or replaced since: %d. Changed: %d."), proof->proposals,
		proof->agree, proof->erased, proof->wrong);
	paper_paragraph(out, str_get(&words));
	str_free(&words);
}

static enum status make(void *ctx, struct app *app, struct str *out, struct err *err)
{
	const struct board *b = ctx;
	struct round_proof proof;
	struct str even = STR_INIT;
	enum status st = round_check(app->store, app->actor, b->round, &proof, err);

	if (st == ST_OK)
		st = round_evenness_of(app->store, app->actor, b->round, &even, err);
	if (st == ST_OK) {
		str_add(out, _(b->ops->title));
		str_addc(out, '\n');
		paper_rule(out);
		add_fields(out, b->record);
		str_addc(out, '\n');
		add_proof(out, &proof);
		for (const char *at = str_get(&even); *at; at += *at == '\n') {
			size_t len = strcspn(at, "\n");
			char *line = mem_strn(at, len);

			paper_paragraph(out, line);
			free(line);
			at += len;
		}
	}
	str_free(&even);
	return st;
}

struct next board_report(struct board *b)
{
	const struct reading about = { .title = N_("The round and its proof"), .file = "round.txt", .kind = register_kind("round"),
		.make = make, .ctx = b };

	return next_open(reading_screen(b->of.screen.app, &about));
}
