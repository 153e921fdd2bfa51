/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how a sheet, and its like in another language, become pages. */
#include "paper/pdf.h"

#include <strings.h>

#include "base/mem.h"
#include "paper/pdf_own.h"

#define BODY 10.5
#define BODY_COLUMNS 9.5

struct sheets {
	const struct sheet *sheet, *beside;
	enum pdf_beside how;
};

/* The side of `sheet` across the page; what is not in the document's language says so. */
static struct pdf_side whole(const struct pdf *p, const struct sheet *sheet, const struct sheet *document)
{
	return (struct pdf_side){ sheet, PDF_MARGIN, p->width - 2 * PDF_MARGIN, sheet->right_to_left,
		!str_same(sheet->language, document->language) };
}

static void draw_sides(struct pdf *p, double body)
{
	p->body = body;
	pdf_page_begin(p);
	pdf_blocks(p, p->side);
	pdf_page_end(p);
}

/* The first language begins where its lines begin: at the right where they run leftward. */
static void draw_columns(struct pdf *p, const struct sheets *s)
{
	double width;
	int right = s->sheet->right_to_left ? 0 : 1;

	p->side[0] = whole(p, s->sheet, s->sheet);
	p->side[1] = whole(p, s->beside, s->sheet);
	width = (p->side[0].width - PDF_GUTTER) / 2;
	p->side[0].width = p->side[1].width = width;
	p->side[right].x += width + PDF_GUTTER;
	draw_sides(p, BODY_COLUMNS);
}

static void draw_alone(struct pdf *p, const struct sheet *sheet, const struct sheet *document)
{
	p->side[0] = whole(p, sheet, document);
	p->side[1] = (struct pdf_side){ 0 };
	draw_sides(p, BODY);
}

static void run_sheets(struct pdf *p, void *ctx)
{
	const struct sheets *s = ctx;

	if (s->beside && s->how == PDF_COLUMNS) {
		draw_columns(p, s);
		return;
	}
	draw_alone(p, s->sheet, s->sheet);
	if (s->beside)
		draw_alone(p, s->beside, s->sheet);
}

static void describe(const struct sheet *sheet, const struct pdf_how *how, struct pdf_document *d)
{
	*d = (struct pdf_document){ sheet->title, sheet->language, how ? how->size : PDF_A4, sheet->right_to_left };
}

enum status pdf_write(const struct sheet *sheet, const struct sheet *beside, const struct pdf_how *how, pdf_put put,
	void *ctx, struct err *err)
{
	struct sheets s = { sheet, beside, how ? how->beside : PDF_COLUMNS };
	struct pdf_document d;

	describe(sheet, how, &d);
	return pdf_document(&d, run_sheets, &s, put, ctx, err);
}

enum status pdf_save(const struct sheet *sheet, const struct sheet *beside, const struct pdf_how *how, const char *path,
	struct err *err)
{
	struct sheets s = { sheet, beside, how ? how->beside : PDF_COLUMNS };
	struct pdf_document d;

	describe(sheet, how, &d);
	return pdf_document_save(&d, run_sheets, &s, path, err);
}

static bool put_str(void *ctx, const void *bytes, size_t len)
{
	str_addn(ctx, bytes, len);
	return true;
}

enum status pdf_bytes(const struct sheet *sheet, const struct sheet *beside, const struct pdf_how *how, struct str *out,
	struct err *err)
{
	return pdf_write(sheet, beside, how, put_str, out, err);
}

bool pdf_size_of(const char *word, enum pdf_size *out)
{
	if (strcasecmp(word, "a4") == 0)
		*out = PDF_A4;
	else if (strcasecmp(word, "letter") == 0)
		*out = PDF_LETTER;
	else
		return false;
	return true;
}
