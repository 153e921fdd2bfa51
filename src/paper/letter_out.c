/* SPDX-License-Identifier: EUPL-1.2 */
/* Papers for newcomers leave the file: as text, as PDF, to the printer; and the person's file says so. */
#include "exchange/subject_out.h"
#include "paper/letter_own.h"
#include "paper/way.h"
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

/* What did not come is not on the file; where it cannot be taken back, both are said. */
static enum status did_not_come(struct store *store, const struct actor *actor, struct id set, const struct err *why,
	struct err *err)
{
	struct err second = { .status = ST_OK };
	struct id undone;

	if (change_undo(store, actor, set, &undone, &second) == ST_OK)
		return err_set(err, why->status, "%s", why->text);
	return err_set(err, why->status, "%s %s", why->text, second.text);
}

enum status letter_hand(struct store *store, const struct actor *actor, const struct letter *letter,
	const struct letter_way *how, struct id *set, struct err *err)
{
	struct str bytes = STR_INIT;
	struct err why = { .status = ST_OK };
	struct way way = { NULL, NULL };
	struct id made;
	enum status st = letter_bytes(letter, how->format, how->size, &bytes, err);

	if (st == ST_OK)
		st = way_begin(&way, how->path, how->printer, &bytes, err);
	if (st == ST_OK)
		st = letter_handed(store, actor, letter, how->path ? "saved" : "printed", &made, err);
	if (st != ST_OK)
		way_abandon(&way);
	else if (way_end(&way, &why) != ST_OK)
		st = did_not_come(store, actor, made, &why, err);
	else if (set)
		*set = made;
	str_wipe(&bytes);
	return st;
}
