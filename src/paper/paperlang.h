/* SPDX-License-Identifier: EUPL-1.2 */
/* In which language a paper is handed over, and which stands beside it. */
#ifndef PAPER_PAPERLANG_H
#define PAPER_PAPERLANG_H

#include <stdbool.h>

#include "base/sheet.h"

/* The catalogue that serves a language by its code ("prs", "fas" and "per" are served by "fa"); NULL: none does. */
const char *paper_language(const char *code);
/* "العربية (Arabic)": its own name and that in the chosen language; the same once. */
void paper_language_show(struct str *out, const char *code);
/* That the town's text binds, and that no native speaker has read this one where so: in the language that is spoken
 * now, at the end of a paper beside one in `binding`. */
void paper_language_note(struct sheet *sheet, const char *binding);

#endif
