/* SPDX-License-Identifier: EUPL-1.2 */
/* Papers as plain text, for people: lines of so many columns, labels beside their text. */
#ifndef BASE_PAPERTEXT_H
#define BASE_PAPERTEXT_H

#include "base/err.h"
#include "base/str.h"

#define PAPER_WIDTH 76
#define PAPER_LABEL 26

void paper_rule(struct str *out);
/* Text broken at blanks, each line behind `indent` blanks; the first one goes on where the line stands. Values are made
 * harmless. */
void paper_wrapped(struct str *out, const char *text, int indent);
void paper_paragraph(struct str *out, const char *text);
void paper_labelled(struct str *out, const char *label, const char *text);
/* Into a new file that only its owner may read; ST_IO where something stands there already. */
enum status paper_write(const char *path, const char *text, struct err *err);

#endif
