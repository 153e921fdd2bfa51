/* SPDX-License-Identifier: EUPL-1.2 */
/* Dossiers in words: each line can be checked by hand, and nobody else is named. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "match/dossier.h"

void dossier_points(struct str *out, int64_t thousandths)
{
	int decimals = thousandths % 10 ? 3 : thousandths % 100 ? 2 : 1;

	text_number(out, decimals == 3 ? thousandths : decimals == 2 ? thousandths / 10 : thousandths / 100, decimals);
}

void dossier_line_label(struct str *out, const struct dossier_line *line)
{
	str_add(out, line->by.label ? line->by.label : line->by.key);
}

void dossier_line_words(struct str *out, const struct dossier *dossier, int line)
{
	const struct dossier_line *of = &dossier->line[line];

	if (of->by.measure)
		of->by.measure->words(out, &of->by, &of->is);
	else
		str_addf(out, "%s / %s", of->is.has, of->is.wants);
}

static void share_words(struct str *out, int share)
{
	if (share % 10)
		text_number(out, share, 1);
	else
		text_number(out, share / 10, 0);
}

void dossier_line_sum(struct str *out, const struct dossier_line *line)
{
	struct str share = STR_INIT, points = STR_INIT;

	if (line->by.condition)
		return;
	share_words(&share, line->is.share == MEASURE_UNKNOWN ? line->by.unknown :
		line->is.share == MEASURE_MISSED ? 0 : line->is.share);
	dossier_points(&points, line->points);
	/* TRANSLATORS: a weight, the part of it that counts, and what comes out: "30 × 80 % = 24.0" */
	str_addf(out, _("%d × %s %% = %s"), line->by.weight, str_get(&share), str_get(&points));
	str_free(&share);
	str_free(&points);
}

static void days(struct str *out, int64_t n)
{
	str_addf(out, ngettext("%lld day", "%lld days", (unsigned long)n), (long long)n);
}

/* What told equal points apart, where something had to. */
static void add_ties(struct str *out, const struct dossier_threshold *threshold)
{
	struct str waited = STR_INIT;

	if (threshold->waited > 0) {
		days(&waited, threshold->waited);
		str_add(out, " ");
		/* TRANSLATORS: %s: "212 days" */
		str_addf(out, _("With equal points, whoever had waited longer than %s would have come first; with equal days the drawn "
			"lot decides."), str_get(&waited));
	}
	str_free(&waited);
}

static void one_threshold(struct str *out, const struct dossier_threshold *threshold)
{
	struct str points = STR_INIT;

	dossier_points(&points, threshold->points);
	if (threshold->placed == 0) {
		str_add(out, _("A place stayed free: nobody whom it suits was passed over for it."));
	} else if (threshold->placed > 1) {
		str_add(out, _("No place could be had there in this round: the cap of its neighbourhood was reached."));
	} else {
		str_addf(out, _("There were more people than places. Somebody else would have been proposed from more than %s points."),
			str_get(&points));
		add_ties(out, threshold);
		if (threshold->cap) {
			str_add(out, " ");
			str_add(out, _("A cap of its neighbourhood is part of this."));
		}
	}
	str_free(&points);
}

void dossier_threshold_words(struct str *out, const struct dossier *dossier)
{
	if (dossier->threshold.placed >= 0)
		one_threshold(out, &dossier->threshold);
	else if (dossier->of > 0)
		str_addf(out, ngettext("A single offer, outside of a round: one person waited whom this suits.",
			"A single offer, outside of a round: number %2$d by points among %1$d people who waited and whom this suits.",
			(unsigned long)dossier->of), dossier->of, dossier->rank);
}

/* ---- what would have changed it ---- */

/* Points come in whole thousandths: where 348.551 are needed, more than 348.55 are, which is how a threshold is told. */
static bool needs_more_than(int64_t needed)
{
	return needed % 10 == 1;
}

static void needed_here(struct str *out, const struct dossier *dossier)
{
	bool more = needs_more_than(dossier->needed);
	struct str points = STR_INIT;

	if (dossier->needed > 0) {
		dossier_points(&points, dossier->needed - more);
		str_addf(out, more ? _("With %s points or fewer this would not have been proposed.") :
			_("With fewer than %s points this would not have been proposed."), str_get(&points));
		str_add(out, "\n");
	} else if (dossier->needed == 0) {
		str_add(out, _("This would have been proposed with any number of points."));
		str_add(out, "\n");
	}
	str_free(&points);
}

static void needed_there(struct str *out, struct store *store, const struct actor *actor, const struct dossier *dossier,
	const struct dossier_other *other)
{
	struct str points = STR_INIT, needed = STR_INIT, title = STR_INIT;
	int64_t bar = other->needed == DOSSIER_UNSAID ? other->threshold.points : other->needed;
	bool more = other->needed > 0 && needs_more_than(other->needed);

	if (!store || read_title(store, actor, register_kind(match_ops(dossier->what)->place), other->place, &title, NULL) != ST_OK)
		str_add(&title, _("another place"));
	dossier_points(&points, other->points);
	dossier_points(&needed, bar - more);
	if (other->needed == DOSSIER_NEVER)
		str_addf(out, _("%s: %s points; no number of points would have brought it."), str_get(&title), str_get(&points));
	else if (other->needed == DOSSIER_UNSAID)
		str_addf(out, _("%s: %s points; it went from about %s."), str_get(&title), str_get(&points), str_get(&needed));
	else if (more)
		str_addf(out, _("%s: %s points; with more than %s it would have been proposed instead."), str_get(&title),
			str_get(&points), str_get(&needed));
	else
		str_addf(out, _("%s: %s points; with %s it would have been proposed instead."), str_get(&title), str_get(&points),
			str_get(&needed));
	str_add(out, "\n");
	str_free(&points);
	str_free(&needed);
	str_free(&title);
}

static void remedies(struct str *out, const struct dossier *dossier)
{
	for (int i = 0; i < dossier->n_lines; i++) {
		const struct dossier_line *line = &dossier->line[i];
		struct str words = STR_INIT;

		if (line->by.measure && line->by.measure->remedy && line->is.share != MATCH_SHARE)
			line->by.measure->remedy(&words, &line->by, &line->is);
		if (words.len) {
			str_add(out, str_get(&words));
			str_add(out, "\n");
		}
		str_free(&words);
	}
}

void dossier_change_words(struct str *out, struct store *store, const struct actor *actor, const struct dossier *dossier)
{
	needed_here(out, dossier);
	for (int i = 0; i < dossier->n_others; i++)
		needed_there(out, store, actor, dossier, &dossier->other[i]);
	if (dossier->left_out > 0) {
		str_addf(out, ngettext("%d more place suits and was further away from being proposed.",
			"%d more places suit and were further away from being proposed.", (unsigned long)dossier->left_out),
			dossier->left_out);
		str_add(out, "\n");
	}
	remedies(out, dossier);
}

/* ---- the whole ---- */

/* Where it goes: onto a sheet, or line by line, for whoever sets them. */
struct page { struct str *lines; struct sheet *sheet; };

static void put(const struct page *page, const char *words, void (*block)(struct sheet *, const char *))
{
	if (page->sheet) {
		block(page->sheet, words);
	} else {
		str_add(page->lines, words);
		str_add(page->lines, "\n");
	}
}

static void head(struct sheet *sheet, const char *words)
{
	sheet_heading(sheet, 3, words);
}

static void part(const struct page *page)
{
	if (!page->sheet)
		str_add(page->lines, "\n");
}

/* A criterion with its values and its sum: lines of one entry. */
static void put_line(const struct page *page, const struct dossier *dossier, int i)
{
	const struct dossier_line *line = &dossier->line[i];
	struct str words = STR_INIT, sum = STR_INIT;

	dossier_line_label(&words, line);
	str_add(&words, "\n");
	dossier_line_words(&words, dossier, i);
	dossier_line_sum(&sum, line);
	if (sum.len)
		str_addf(&words, "\n%s", str_get(&sum));
	if (line->is.share == MEASURE_UNKNOWN)
		str_addf(&words, "\n%s", line->by.condition ? _("Not known, so nobody was left out for it.") :
			_("Not known, so it counts as the criteria say for what is not known."));
	put(page, str_get(&words), sheet_item);
	str_free(&words);
	str_free(&sum);
}

static void put_lines(const struct page *page, const struct dossier *dossier, bool conditions)
{
	bool any = false;

	for (int i = 0; i < dossier->n_lines; i++)
		any |= dossier->line[i].by.condition == conditions;
	if (!any)
		return;
	part(page);
	put(page, conditions ? _("Conditions, which are never broken:") : _("Wishes: weight × how far it is met = points"), head);
	for (int i = 0; i < dossier->n_lines; i++)
		if (dossier->line[i].by.condition == conditions)
			put_line(page, dossier, i);
}

static void put_total(const struct page *page, const struct dossier *dossier)
{
	struct str points = STR_INIT, most = STR_INIT, waited = STR_INIT;
	char *line;

	dossier_points(&points, dossier->points);
	dossier_points(&most, dossier->most);
	days(&waited, dossier->waited);
	line = mem_fmt(_("Together: %s of %s points. Waited: %s."), str_get(&points), str_get(&most), str_get(&waited));
	part(page);
	put(page, line, sheet_text);
	free(line);
	if (dossier->lot >= 0) {
		line = mem_fmt(_("Drawn lot: %lld. Of two who are equal in all else, the lower one comes first."), (long long)dossier->lot);
		put(page, line, sheet_text);
		free(line);
	}
	str_free(&points);
	str_free(&most);
	str_free(&waited);
}

static void put_changes(const struct page *page, struct store *store, const struct actor *actor,
	const struct dossier *dossier)
{
	struct str words = STR_INIT;
	char *rest, *line, *all;

	dossier_change_words(&words, store, actor, dossier);
	if (words.len) {
		part(page);
		put(page, _("What would have changed it:"), head);
	}
	all = rest = mem_str(str_get(&words));
	while ((line = strsep(&rest, "\n")) != NULL)
		if (*line)
			put(page, line, sheet_item);
	free(all);
	str_free(&words);
}

static void put_all(const struct page *page, struct store *store, const struct actor *actor, const struct dossier *dossier)
{
	struct str words = STR_INIT, day = STR_INIT;
	struct date on;
	char *line;

	if (date_parse(dossier->day, &on))
		date_show(&day, on);
	line = dossier->version ? mem_fmt(_("Computed on %s by version %d of the criteria."), str_get(&day), dossier->version) :
		mem_fmt(_("Computed on %s by the criteria that come with the program."), str_get(&day));
	put(page, line, sheet_text);
	free(line);
	put_lines(page, dossier, true);
	put_lines(page, dossier, false);
	put_total(page, dossier);
	dossier_threshold_words(&words, dossier);
	if (words.len)
		put(page, str_get(&words), sheet_text);
	put_changes(page, store, actor, dossier);
	str_free(&words);
	str_free(&day);
}

void dossier_words(struct sheet *sheet, struct store *store, const struct actor *actor, const struct dossier *dossier)
{
	put_all(&(struct page){ NULL, sheet }, store, actor, dossier);
}

void dossier_lines(struct str *out, const struct dossier *dossier)
{
	put_all(&(struct page){ out, NULL }, NULL, NULL, dossier);
}
