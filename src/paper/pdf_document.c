/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the document around the pages: laid out first, then drawn; its bytes, its file, what went wrong. */
#include "paper/pdf_own.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"

#define FILE_ROOM 65536

#ifdef __SANITIZE_ADDRESS__
/* Fontconfig keeps what it has read of the fonts until the end, and says of none of it that it is freed. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}
#endif

void pdf_page_size(enum pdf_size size, double *width, double *height)
{
	*width = size == PDF_LETTER ? 612 : 595.276;
	*height = size == PDF_LETTER ? 792 : 841.89;
}

/* Positions are those of paper, not of pixels, and the same on every machine. */
static PangoContext *context_new(bool rtl)
{
	PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(context, options);
	pango_cairo_context_set_resolution(context, 72);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_base_dir(context, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
	cairo_font_options_destroy(options);
	return context;
}

/* Never a failure to cairo, which crashes on one while it writes fonts (1.16): what is refused is lost in the tail. */
static cairo_status_t take(void *ctx, const unsigned char *bytes, unsigned len)
{
	pdf_tail_bytes(ctx, bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

/* The day is the program's, not the machine's, so that a test gets the same bytes twice. */
static void set_metadata(cairo_surface_t *surface, const char *title)
{
	struct date day = date_from_days((long)(clock_now_ms() / 86400000));
	long second = (long)(clock_now_ms() / 1000 % 86400);
	char made[40];

	snprintf(made, sizeof made, "%04d-%02d-%02dT%02ld:%02ld:%02ldZ", day.year, day.month, day.day, second / 3600,
		second / 60 % 60, second % 60);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Foothold");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made);
}

/* Drawn in earnest, every letter being there. */
static void draw(struct pdf *p, const struct pdf_document *d, pdf_run run, void *run_ctx)
{
	bool ok;

	p->surface = cairo_pdf_surface_create_for_stream(take, p->tail, p->width, p->height);
	cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_5);
	set_metadata(p->surface, d->title);
	p->cr = cairo_create(p->surface);
	p->page = 0;
	pdf_tag(p, "Document", NULL);
	run(p, run_ctx);
	pdf_tag_end(p, "Document");
	ok = cairo_status(p->cr) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(p->cr);
	cairo_surface_finish(p->surface);
	ok = ok && cairo_surface_status(p->surface) == CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(p->surface);
	if (!ok || !pdf_tail_end(p->tail, d->language, d->right_to_left))
		p->status = err_set(p->err, ST_IO, _("The paper could not be handed on and is not whole. Nothing else was changed; "
			"try again."));
}

enum status pdf_document(const struct pdf_document *d, pdf_run run, void *run_ctx, pdf_put put, void *put_ctx,
	struct err *err)
{
	struct pdf p = { .err = err, .tail = pdf_tail_new(put, put_ctx), .context = { context_new(false), context_new(true) } };

	pdf_page_size(d->size, &p.width, &p.height);
	run(&p, run_ctx);
	p.pages = p.page;
	if (p.status == ST_OK)
		draw(&p, d, run, run_ctx);
	pdf_tail_free(p.tail);
	g_object_unref(p.context[0]);
	g_object_unref(p.context[1]);
	mem_give_back();
	return p.status;
}

struct into_file { FILE *stream; int failed; };

static bool put_file(void *ctx, const void *bytes, size_t len)
{
	struct into_file *into = ctx;

	errno = 0;
	if (fwrite(bytes, 1, len, into->stream) == len)
		return true;
	into->failed = errno ? errno : EIO;
	return false;
}

/* The stream's room is ours, so that no copy of a person's paper is left in memory. */
static enum status save_into(const struct pdf_document *d, pdf_run run, void *run_ctx, struct io_file *file, char *room,
	const char *path, struct err *err)
{
	struct into_file into = { io_stream(file), 0 };
	enum status st;

	setvbuf(into.stream, room, _IOFBF, FILE_ROOM);
	st = pdf_document(d, run, run_ctx, put_file, &into, err);
	if (st == ST_OK)
		return io_commit(file, err);
	io_abandon(file);
	return into.failed ? io_error(err, into.failed, path) : st;
}

enum status pdf_document_save(const struct pdf_document *d, pdf_run run, void *run_ctx, const char *path,
	struct err *err)
{
	struct io_file *file;
	enum status st = io_taken(path) ? io_error(err, EEXIST, path) : io_create(path, 0600, &file, err);
	char *room;

	if (st != ST_OK)
		return st;
	room = mem_alloc(FILE_ROOM);
	st = save_into(d, run, run_ctx, file, room, path, err);
	explicit_bzero(room, FILE_ROOM);
	free(room);
	return st;
}
