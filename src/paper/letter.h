/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Papers for a newcomer: read once from the file, written in the newcomer's language and beside it in the town's, which is
 * the one that binds.  Each has a plain version: short sentences, one thing to do, signs for what recurs.
 * A place that is kept secret stands on none of them, and nobody else is named.
 */
#ifndef PAPER_LETTER_H
#define PAPER_LETTER_H

#include "base/date.h"
#include "base/sheet.h"
#include "paper/hand.h"
#include "register/read.h"

/* A row of the table of papers. */
struct letter_kind {
	const char *key;             /* as handout.paper has it: "appointment" */
	const char *title, *plain;   /* PP_(): what stands above it, and above the plain version */
	const char *about;           /* kind of the record that it is about, or NULL: the person */
	bool long_one;               /* the second language goes onto pages of its own */
};
const struct letter_kind *letter_kinds(int *count);
const struct letter_kind *letter_kind(const char *key);          /* NULL: there is none */

/* Languages that papers are written in, "en" among them. */
const char *const *letter_languages(size_t *count);
bool letter_speaks(const char *code);
/* That of a person: one that they read, else the interpreter's, else one that they speak; "" where papers have none of
 * them, or nothing is known: then somebody has to be asked. Dari is written as Persian. */
enum status letter_language(struct store *store, const struct actor *actor, struct id person, char out[16], struct err *err);
/* The town's: the setting, else the one in use. And setting it, for team leads and administrators. */
enum status letter_beside(struct store *store, char out[16], struct err *err);
enum status letter_beside_set(struct store *store, const struct actor *actor, const char *code, struct err *err);

/* What can be written for a person now: each paper, and of those about a record one row for each that may be handed over
 * (coming appointments, offers of published rounds), soonest first. */
struct letter_row {
	const struct letter_kind *kind;
	struct id about;             /* none: the person alone */
	char *what;                  /* "Plan interview"; NULL for papers about the person. Yours with the list */
	struct date day;             /* of the appointment, of the offer; year 0: none */
};
struct letter_list { struct letter_row *row; int count; };
enum status letter_list_read(struct store *store, const struct actor *actor, struct id person, struct letter_list *out,
	struct err *err);
void letter_list_clear(struct letter_list *list);

struct letter_wish {
	struct id person;
	const struct letter_kind *kind;
	struct id about;             /* none: the first that letter_list_read() gives */
	const char *language;        /* one of letter_languages() */
	const char *beside;          /* the same; "" or the same language: none */
	bool plain;
};
struct letter {
	const struct letter_kind *kind;
	struct id person;
	struct sheet *sheet;
	struct sheet *beside;        /* as many blocks; NULL: none */
	char language[16];
	bool plain;
	struct date about_day;       /* year 0: none */
};
/* ST_INVALID in words: nothing to write, an appointment that is over, a round that is not published, an offer to a
 * restricted file. Errors are in the language in use. letter_clear() also after a failure. */
enum status letter_make(struct store *store, const struct actor *actor, const struct letter_wish *wish, struct letter *out,
	struct err *err);
void letter_clear(struct letter *letter);

/* Text of 78 columns, the second language behind the first. Personal data: str_wipe() it. */
void letter_text(const struct letter *letter, struct str *out);
/* As paper/hand.h has them: beside each other, or on pages of their own where it is a long one. */
enum status letter_bytes(const struct letter *letter, enum paper_format format, enum pdf_size size, struct str *out,
	struct err *err);
/* Into a new file, or without `path` to this printer (NULL: the usual one). It is on the person's file before it is out,
 * and taken back where the last step fails; `set` may be NULL. */
struct letter_way { enum paper_format format; enum pdf_size size; const char *path, *printer; };
enum status letter_hand(struct store *store, const struct actor *actor, const struct letter *letter,
	const struct letter_way *how, struct id *set, struct err *err);
/* Notes on the person's file that it was "printed", "saved" or "read" (out), in one change set; `set` may be NULL. */
enum status letter_handed(struct store *store, const struct actor *actor, const struct letter *letter, const char *how,
	struct id *set, struct err *err);

#endif
