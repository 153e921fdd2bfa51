/* SPDX-License-Identifier: EUPL-1.2 */
/* The reasons for the row under a board's cursor: its dossier, in memory or as it was saved. */
#include <config.h>

#include <stdlib.h>

#include "screens/board_own.h"

static enum status dossier_in_memory(const struct round *round, struct id application, struct dossier *out, struct err *err)
{
	int i = round_candidate(round, application);
	char *text;
	enum status st;

	if (i < 0 || round->row[i].place < 0)
		return ST_NOTFOUND;
	text = dossier_of_row(round, (struct id){ { 0 } }, i);
	st = dossier_read(text, out, err);
	free(text);
	return st;
}

static enum status dossier_saved(struct board *b, struct id proposal, struct dossier *out, struct err *err)
{
	struct app *app = b->of.screen.app;
	struct record *record;
	enum status st = read_brief(app->store, app->actor, b->kind, proposal, &record, err);

	if (st != ST_OK)
		return st;
	st = dossier_load(app->store, app->actor, record, out, err);
	record_free(record);
	return st;
}

static enum status read_dossier(struct board *b, struct id application, struct err *err)
{
	const struct round_pair *pair = board_now(b);

	if (b->tried)
		return dossier_in_memory(b->tried, application, &b->dossier, err);
	if (b->computed)
		return dossier_in_memory(b->computed, application, &b->dossier, err);
	return pair && !id_none(pair->proposal) ? dossier_saved(b, pair->proposal, &b->dossier, err) : ST_NOTFOUND;
}

bool board_tell(struct board *b)
{
	struct err err = { .text = "" };
	struct id key, application;

	if (!board_cursor(b, &key, &application))
		return false;
	if (id_same(b->told, key))
		return b->has_dossier;
	if (b->has_dossier)
		dossier_clear(&b->dossier);
	b->told = key;
	b->has_dossier = read_dossier(b, application, &err) == ST_OK;
	str_clear(&b->threshold);
	b->n_lines = 0;
	if (!b->has_dossier)
		return false;
	for (int i = 0; i < b->dossier.n_lines; i++)
		b->line[b->n_lines++] = (struct match_line){ &b->dossier.line[i].by, b->dossier.line[i].is, b->dossier.line[i].points };
	dossier_threshold_words(&b->threshold, &b->dossier);
	return true;
}
