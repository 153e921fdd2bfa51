/* SPDX-License-Identifier: EUPL-1.2 */
/* Reports of figures into files and to the printer; see figures.h. */
#include "config.h"

#include "paper/figures.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "exchange/csv.h"
#include "paper/way.h"

static const char *const words[] = { [FIGURES_TEXT] = "text", [FIGURES_PDF] = "pdf", [FIGURES_CSV] = "csv",
	[FIGURES_JSON] = "json" };

bool figures_format_of(const char *word, enum figures_format *out)
{
	for (size_t f = 0; f < ARRAY_LEN(words); f++)
		if (strcasecmp(words[f], word) == 0) {
			*out = (enum figures_format)f;
			return true;
		}
	return false;
}

enum figures_format figures_format_by_name(const char *path)
{
	const char *dot = strrchr(path, '.');
	enum figures_format format;

	return dot && figures_format_of(dot + 1, &format) ? format : FIGURES_TEXT;
}

const char *figures_way(const struct figures_how *how)
{
	return how->prints ? "print" : words[how->format];
}

/* A row of CSV: a report_row. */
static void put_row(void *ctx, const char *const *cell, int n)
{
	struct str line = STR_INIT;

	for (int i = 0; i < n; i++)
		csv_add_guarded(&line, cell[i]);
	csv_end(&line);
	str_addn(ctx, line.s, line.len);
	str_free(&line);
}

static void put_json(json_t *json, struct str *out)
{
	char *text = json_dumps(json, JSON_INDENT(2));

	str_add(out, text);
	str_addc(out, '\n');
	free(text);
	json_decref(json);
}

static enum status put_sheet(struct sheet *sheet, const struct figures_how *how, struct str *out, struct err *err)
{
	enum status st = paper_bytes(sheet, NULL, how->format == FIGURES_PDF ? PAPER_PDF : PAPER_TEXT, &how->pdf, out, err);

	sheet_free(sheet);
	return st;
}

static enum status report_bytes(const struct report *report, const struct figures_how *how, struct str *out, struct err *err)
{
	switch (how->format) {
	case FIGURES_CSV:
		report_rows(report, put_row, out);
		return ST_OK;
	case FIGURES_JSON:
		put_json(report_json(report), out);
		return ST_OK;
	default:
		return put_sheet(report_sheet(report), how, out, err);
	}
}

/* In a file or at the printer but for the last step; without either there is nothing to be done beforehand. */
static enum status begin(struct way *way, const struct figures_how *how, const struct str *bytes, struct err *err)
{
	*way = (struct way){ NULL, NULL };
	return how->path || how->prints ? way_begin(way, how->path, how->printer, bytes, err) : ST_OK;
}

static enum status end(struct way *way, const struct figures_how *how, const struct str *bytes, struct str *out, struct err *err)
{
	if (how->path || how->prints)
		return way_end(way, err);
	str_addn(out, bytes->s, bytes->len);
	return ST_OK;
}

enum status figures_release(struct store *store, const struct actor *actor, struct report *report,
	const struct figures_how *how, struct str *out, struct err *err)
{
	struct str bytes = STR_INIT;
	struct way way = { NULL, NULL };
	enum status st = report_bytes(report, how, &bytes, err);

	if (st == ST_OK)
		st = begin(&way, how, &bytes, err);
	/* The ledger before anybody can have it: a release that never came harms nobody, one that is not known does. */
	if (st == ST_OK)
		st = report_release(store, actor, report, figures_way(how), err);
	if (st == ST_OK)
		st = end(&way, how, &bytes, out, err);
	else
		way_abandon(&way);
	str_wipe(&bytes);
	return st;
}

enum status figures_internal(const struct internal_report *report, const struct figures_how *how, struct str *out,
	struct err *err)
{
	struct str bytes = STR_INIT;
	struct way way = { NULL, NULL };
	enum status st = ST_OK;

	switch (how->format) {
	case FIGURES_CSV:
		internal_rows(report, put_row, &bytes);
		break;
	case FIGURES_JSON:
		put_json(internal_json(report), &bytes);
		break;
	default:
		st = put_sheet(internal_sheet(report), how, &bytes, err);
	}
	if (st == ST_OK)
		st = begin(&way, how, &bytes, err);
	if (st == ST_OK)
		st = end(&way, how, &bytes, out, err);
	else
		way_abandon(&way);
	str_wipe(&bytes);
	return st;
}
