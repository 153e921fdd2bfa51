/* SPDX-License-Identifier: EUPL-1.2 */
/* Papers for newcomers leave the file: as text, as PDF, to the printer; and the person's file says so. */
#include "exchange/subject_out.h"
#include "paper/letter_own.h"
#include "register/change.h"

static struct pdf_how look_of(const struct letter *letter, enum pdf_size size)
{
	return (struct pdf_how){ .size = size, .beside = letter->kind->long_one && !letter->plain ? PDF_PAGES : PDF_COLUMNS };
}

void letter_text(const struct letter *letter, struct str *out)
{
	sheet_as_text(letter->sheet, letter->beside, SHEET_WIDTH, out);
}

enum status letter_bytes(const struct letter *letter, enum paper_format format, enum pdf_size size, struct str *out,
	struct err *err)
{
	struct pdf_how look = look_of(letter, size);

	return paper_bytes(letter->sheet, letter->beside, format, &look, out, err);
}

enum status letter_save(const struct letter *letter, enum paper_format format, enum pdf_size size, const char *path,
	struct err *err)
{
	struct pdf_how look = look_of(letter, size);

	return paper_save(letter->sheet, letter->beside, format, &look, path, err);
}

enum status letter_print(const struct letter *letter, enum paper_format format, enum pdf_size size, const char *printer,
	struct err *err)
{
	struct pdf_how look = look_of(letter, size);

	return paper_print(letter->sheet, letter->beside, format, &look, printer, err);
}

static enum status set_all(struct change_item *item, const struct letter *letter, const char *how, struct err *err)
{
	char id[37], day[11] = "";
	enum status st;

	id_text(letter->person, id);
	if (letter->about_day.year)
		date_text(letter->about_day, day);
	st = change_set(item, "person", id, err);
	if (st == ST_OK)
		st = change_set(item, "paper", letter->kind->key, err);
	if (st == ST_OK)
		st = change_set(item, "about_day", day, err);
	if (st == ST_OK)
		st = change_set(item, "language", letter->language, err);
	if (st == ST_OK)
		st = change_set(item, "plain", letter->plain ? "yes" : "no", err);
	return st == ST_OK ? change_set(item, "how", how, err) : st;
}

enum status letter_handed(struct store *store, const struct actor *actor, const struct letter *letter, const char *how,
	struct id *set, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct change_item *item = change_create(change, register_kind("handout"), NULL);
	struct id made;
	enum status st = set_all(item, letter, how, err);

	if (st == ST_OK)
		st = change_set(item, "given_by", actor->user, err);
	if (st == ST_OK)
		st = change_commit(change, set ? set : &made, NULL, err);
	change_free(change);
	/* A copy of what is held is a copy, whichever form it has. */
	if (st == ST_OK && str_same(letter->kind->key, "held") && !letter->plain)
		st = subject_note(store, actor, letter->person, "paper", err);
	return st;
}
