/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns how a paper of plain text is laid out. */
#include "base/papertext.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/utf.h"

void paper_rule(struct str *out)
{
	for (int i = 0; i < PAPER_WIDTH; i++)
		str_add(out, "─");
	str_addc(out, '\n');
}

void paper_wrapped(struct str *out, const char *text, int indent)
{
	int column = indent;

	for (const char *word = text; *word; ) {
		size_t len = utf_word(word);
		char *piece = mem_strn(word, len);
		int width = utf_width(piece);

		if (column > indent && column + 1 + width > PAPER_WIDTH) {
			str_addf(out, "\n%*s", indent, "");
			column = indent;
		} else if (column > indent) {
			str_addc(out, ' ');
			column++;
		}
		utf_show(out, piece);
		column += width;
		free(piece);
		word += len;
		if (*word == '\n') {
			str_addf(out, "\n%*s", indent, "");
			column = indent;
		}
		word += *word != '\0';
	}
	str_addc(out, '\n');
}

void paper_paragraph(struct str *out, const char *text)
{
	paper_wrapped(out, text, 0);
}

void paper_labelled(struct str *out, const char *label, const char *text)
{
	struct str head = STR_INIT;

	str_add(out, "  ");
	utf_pad(&head, label, PAPER_LABEL - 4);
	str_add(out, str_get(&head));
	str_add(out, "  ");
	paper_wrapped(out, text, PAPER_LABEL);
	str_free(&head);
}

enum status paper_write(const char *path, const char *text, struct err *err)
{
	struct io_file *file;
	enum status st = io_taken(path) ? io_error(err, EEXIST, path) : io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	fputs(text, io_stream(file));
	return io_commit(file, err);
}
