/* SPDX-License-Identifier: EUPL-1.2 */
/* Reports of figures into files and to the printer; see figures.h. */
#include "config.h"

#include "paper/figures.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "exchange/csv.h"
#include "paper/printer.h"

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

/* All of it beside the name that it will have: io_commit() is what is left to do. */
static enum status write_beside(const char *path, const struct str *bytes, struct io_file **out, struct err *err)
{
	struct io_file *file;
	enum status st = io_taken(path) ? err_set(err, ST_IO, _("Something stands at %s already. Nothing was written; please name "
		"another file."), path) : io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	if (fwrite(bytes->s, 1, bytes->len, io_stream(file)) != bytes->len) {
		st = io_error(err, errno, path);
		io_abandon(file);
		return st;
	}
	*out = file;
	return ST_OK;
}

static enum status save(const char *path, const struct str *bytes, struct err *err)
{
	struct io_file *file;
	enum status st = write_beside(path, bytes, &file, err);

	return st == ST_OK ? io_commit(file, err) : st;
}

static enum status hand_on(const struct figures_how *how, struct str *bytes, struct str *out, struct err *err)
{
	enum status st = ST_OK;

	if (how->path)
		st = save(how->path, bytes, err);
	else if (how->prints)
		st = printer_send(how->printer, bytes->s, bytes->len, err);
	else
		str_addn(out, bytes->s, bytes->len);
	str_wipe(bytes);
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

enum status figures_release(struct store *store, const struct actor *actor, struct report *report,
	const struct figures_how *how, struct str *out, struct err *err)
{
	struct str bytes = STR_INIT;
	struct io_file *file = NULL;
	enum status st = report_bytes(report, how, &bytes, err);

	if (st == ST_OK)
		st = store_begin(store, err);
	if (st != ST_OK) {
		str_free(&bytes);
		return st;
	}
	st = report_release(store, actor, report, figures_way(how), err);
	if (st == ST_OK)
		st = how->path ? write_beside(how->path, &bytes, &file, err) : hand_on(how, &bytes, out, err);
	if (st != ST_OK) {
		store_rollback(store);
		report_unreleased(report);
		str_wipe(&bytes);
		return st;
	}
	/* The ledger before the file has its name: what stands there was released, whatever happens in between. */
	st = store_commit(store, err);
	if (file && st != ST_OK)
		io_abandon(file);
	else if (file)
		st = io_commit(file, err);
	str_wipe(&bytes);
	return st;
}

enum status figures_internal(const struct internal_report *report, const struct figures_how *how, struct str *out,
	struct err *err)
{
	struct str bytes = STR_INIT;
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
	return st == ST_OK ? hand_on(how, &bytes, out, err) : st;
}
