/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rows of a dossier: its terms first, then measures and training, which come last and matter most, papers, money and
 * tests; each part under its head.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "screens/dossier_own.h"
#include "screens/person_own.h"
#include "screens/record_words.h"

/* Cell 0: what; the others as the part has them. */
static const struct part { const char *kind, *head, *cell[3]; } parts[] = {
	{ "measure", N_("COMPENSATION MEASURES"), { "state", "place", "until" } },
	{ "training", N_("BRIDGING TRAINING"), { "state", "provider", "until" } },
	{ "requirement", N_("PAPERS"), { "state", NULL, "form" } },
	{ "fee", N_("MONEY"), { "state", "payer", "amount" } },
	{ "skilltest", N_("SKILLS TESTS"), { "state", "by", "day" } },
};

const struct dossier_row *dossier_row_now(const struct dossier *d)
{
	const struct vrow *row = d->list ? vlist_now(d->list) : NULL;

	return row && row->tag >= 0 && row->tag < d->count ? &d->row[row->tag] : NULL;
}

void dossier_rows_columns(struct dossier *d)
{
	const struct vcol col[] = {
		{ .min = 34 }, { .min = 13, .max = 18 }, { .min = 16, .max = 20, .priority = 1 },
		{ .min = 14, .max = 20, .priority = 2 },
	};

	vlist_columns(d->list, col, ARRAY_LEN(col));
}

static void push(struct dossier *d, struct vrow *row, const struct dossier_row *what)
{
	d->row = mem_resize(d->row, (size_t)d->count + 1, sizeof(*d->row));
	d->row[d->count] = *what;
	row->id = what->id;
	row->tag = d->count++;
	vlist_push(d->list, row);
}

static void push_head(struct dossier *d, const char *words, char *count)
{
	struct vrow row = { .head = true, .tag = -1, .cell = { mem_str(words), count } };

	vlist_push(d->list, &row);
}

/* ---- terms ---- */

static void push_clock(struct dossier *d, const struct dossier_clock *clock)
{
	const struct kind *kind = register_kind("clock");
	struct dossier_row what = { .kind = kind, .id = clock->id };
	struct vrow row = { .sign = SIGN_NOT_NEEDED };
	struct str words = STR_INIT, day = STR_INIT, left = STR_INIT;
	struct date due;
	bool runs = str_same(clock->state, "running");

	field_show(&words, kind_field(kind, "state"), clock->state);
	if (*clock->due)
		field_show(&day, kind_field(kind, "due"), *clock->met ? clock->met : clock->due);
	if (runs && date_parse(clock->due, &due) && due.day) {
		row.sign = date_between(due, clock_today()) > 0 ? SIGN_LATE : SIGN_UNDER_WAY;
		person_days_left(&left, due);
	} else if (str_same(clock->state, "met")) {
		row.sign = SIGN_DONE;
	}
	row.cell[0] = mem_str(_(clock->what));
	row.cell[1] = left.len ? str_take(&left) : str_take(&words);
	row.cell[2] = str_take(&day);
	row.cell[3] = mem_str(clock->verified ? NULL : _("not verified"));
	str_free(&words);
	str_free(&left);
	push(d, &row, &what);
}

void dossier_row_words(struct app *app, struct str *out, const struct record *credential)
{
	const char *state = record_get(credential, "state"), *route = record_get(credential, "route");
	struct dossier_clock clock[DOSSIER_CLOCKS];
	struct dossier_counts counts;
	int n = 0;

	if (state)
		field_show(out, kind_field(credential->kind, "state"), state);
	if (kind_seen(app->actor, register_kind("clock")) &&
	    dossier_clocks(app->store, credential->id, clock, &n, NULL) != ST_OK)
		n = 0;
	if (dossier_count(app->store, credential->id, &counts, NULL) == ST_OK) {
		str_add(out, term_separator());
		dossier_next_words(out, dossier_step_of(credential, &counts, clock, n), &counts);
	}
	if (!route)
		return;
	str_add(out, term_separator());
	field_show(out, kind_field(credential->kind, "route"), route);
}

/* ---- the rest ---- */

static enum sign sign_of(const struct record *r)
{
	static const struct { const char *keys; enum sign sign; } known[] = {
		{ " in_hand sent paid passed finished taken ", SIGN_DONE },
		{ " asked granted under_way ", SIGN_UNDER_WAY },
		{ " missing open planned ", SIGN_OPEN }, { " waiting ", SIGN_PAUSED },
		{ " refused failed left absent ", SIGN_LATE },
	};
	const char *translation = str_same(r->kind->name, "requirement") ? record_get(r, "translation") : NULL;
	char *word = mem_fmt(" %s ", record_get(r, "state") ? record_get(r, "state") : "?");
	enum sign sign = SIGN_NOT_NEEDED;

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (strstr(known[i].keys, word))
			sign = known[i].sign;
	free(word);
	/* A paper that nobody can read yet is not there yet. */
	if (sign == SIGN_DONE && (str_same(translation, "needed") || str_same(translation, "ordered")))
		return SIGN_UNDER_WAY;
	return sign;
}

/* What stands beside a paper: where its translation is. */
static char *translation_words(const struct record *r)
{
	const char *translation = record_get(r, "translation");

	if (str_same(record_get(r, "state"), "not_needed"))
		return NULL;
	if (str_same(translation, "needed"))
		return mem_str(_("to be translated"));
	if (str_same(translation, "ordered"))
		return mem_str(_("being translated"));
	return str_same(translation, "done") ? mem_str(_("translated")) : NULL;
}

static void push_record(struct dossier *d, const struct part *part, const struct record *r)
{
	struct dossier_row what = { .kind = r->kind, .id = r->id, .rev = r->rev };
	struct vrow row = { .sign = sign_of(r) };
	const char *state = record_get(r, "state");

	str_copy(what.state, sizeof(what.state), state ? state : "");
	if (str_same(part->kind, "requirement") && record_get(r, "translation"))
		str_copy(what.translation, sizeof(what.translation), record_get(r, "translation"));
	row.cell[0] = record_shown(r, "what");
	for (int i = 0; i < 3; i++)
		if (part->cell[i])
			row.cell[i + 1] = record_shown(r, part->cell[i]);
	if (str_same(part->kind, "requirement"))
		row.cell[2] = translation_words(r);
	push(d, &row, &what);
}

static char *how_many(const struct dossier *d, const struct part *part, int all)
{
	if (str_same(part->kind, "requirement"))
		/* TRANSLATORS: of the papers of a dossier, so many are there, of so many */
		return mem_fmt(_("%d of %d there"), d->counts.in_hand + d->counts.sent, d->counts.papers);
	if (str_same(part->kind, "fee"))
		/* TRANSLATORS: of the fees of a dossier, so many are settled, of so many */
		return mem_fmt(_("%d of %d settled"), d->counts.fees - d->counts.fees_open - d->counts.fees_asked, d->counts.fees);
	return mem_fmt("%d", all);
}

static enum status load_part(struct dossier *d, const struct part *part, struct err *err)
{
	struct list_page page;
	enum status st = dossier_children(d->screen.app->store, d->screen.app->actor, part->kind, d->id, &page, err);

	if (st == ST_OK && page.count > 0)
		push_head(d, _(part->head), how_many(d, part, page.count));
	for (int i = 0; st == ST_OK && i < page.count; i++)
		push_record(d, part, page.record[i]);
	list_page_free(&page);
	return st;
}

enum status dossier_rows_load(struct dossier *d, struct err *err)
{
	enum status st = ST_OK;

	d->count = 0;
	vlist_begin(d->list);
	if (d->n_clocks > 0)
		push_head(d, _("TERMS OF THE AUTHORITY"), NULL);
	for (int i = 0; i < d->n_clocks; i++)
		push_clock(d, &d->clock[i]);
	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(parts); i++)
		st = load_part(d, &parts[i], err);
	vlist_end(d->list);
	return st;
}
