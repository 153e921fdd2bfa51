/* SPDX-License-Identifier: EUPL-1.2 */
/* A round as a paper: by which criteria, how many, the proof, and how evenly people live before and after it. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "match/round.h"
#include "screens/measured.h"
#include "screens/places.h"
#include "screens/reading.h"
#include "screens/record_words.h"

static void add_fields(struct sheet *out, const struct record *record)
{
	static const char *const fields[] = { "what", "state", "day", "published", "closed", "people", "places", "placed" };
	char *points = measured_points(record_get(record, "points"));

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		char *value = record_get(record, fields[i]) ? record_shown(record, fields[i]) : NULL;

		if (value)
			sheet_pair(out, field_label(kind_field(record->kind, fields[i])), value);
		free(value);
	}
	if (points)
		sheet_pair(out, field_label(kind_field(record->kind, "points")), points);
	free(points);
}

static void add_proof(struct sheet *out, const struct round_proof *proof)
{
	struct str words = STR_INIT;

	sheet_text(out, proof->certified ? _("The allocation was proved to be the best by its prices.") :
		_("There is no proof of this allocation."));
	str_addf(&words, _("Proposals: %d. As they were computed: %d. Erased or replaced since: %d. Changed: %d."), proof->proposals,
		proof->agree, proof->erased, proof->wrong);
	sheet_text(out, str_get(&words));
	str_free(&words);
}

static void add_lines(struct sheet *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = mem_strn(text, len);

		sheet_text(out, line);
		free(line);
		text += len + (text[len] == '\n');
	}
}

static enum status make(void *ctx, struct app *app, struct sheet **made, struct err *err)
{
	const struct id *round = ctx;
	struct record *record;
	struct round_proof proof;
	struct str even = STR_INIT;
	enum status st = read_record(app->store, app->actor, register_kind("round"), *round, &record, err);

	if (st != ST_OK)
		return st;
	st = round_check(app->store, app->actor, *round, &proof, err);
	if (st == ST_OK)
		st = round_evenness_of(app->store, app->actor, *round, &even, err);
	if (st == ST_OK) {
		struct sheet *out = *made = sheet_new(_("The round and its proof"));

		add_fields(out, record);
		add_proof(out, &proof);
		add_lines(out, str_get(&even));
	}
	str_free(&even);
	record_free(record);
	return st;
}

struct screen *round_report_screen(struct app *app, struct id round)
{
	struct reading about = { .title = N_("The round and its proof"), .file = "round.pdf", .kind = register_kind("round"),
		.make = make, .forget = free };
	struct id *which = mem_alloc(sizeof(*which));

	*which = round;
	about.ctx = which;
	return reading_screen(app, &about);
}
