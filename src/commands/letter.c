/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold letter: papers for a newcomer in their language and the town's; which there are, and in which languages. */
#include <jansson.h>
#include <stdlib.h>

#include "base/msg.h"
#include "commands/papers.h"
#include "commands/verbs.h"
#include "paper/letter.h"
#include "paper/paperlang.h"

/* ---- what there is ---- */

static bool is_reviewed(const char *code)
{
	bool reviewed = false;

	if (msg_speak(code)) {
		reviewed = msg_paper_reviewed();
		msg_speak_end();
	}
	return reviewed;
}

static enum status languages_json(struct call *call, const char *counts, struct err *err)
{
	size_t n;
	const char *const *all = letter_languages(&n);
	json_t *out = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(out, json_pack("{s:s, s:b, s:b}", "language", all[i], "reviewed", is_reviewed(all[i]), "counts",
			str_same(all[i], counts)));
	return out_json(call, out, err);
}

static enum status languages_table(struct call *call, const char *counts, struct err *err)
{
	size_t n;
	const char *const *all = letter_languages(&n);
	struct table table;

	table_begin(&table, 3);
	for (size_t i = 0; i < n; i++) {
		struct str name = STR_INIT;

		paper_language_show(&name, all[i]);
		table_cell(&table, all[i]);
		table_cell(&table, str_get(&name));
		table_cell(&table, str_same(all[i], counts) ? _("the text that counts") : is_reviewed(all[i]) ? "" :
			_("not checked by a native speaker"));
		str_free(&name);
	}
	table_out(&table, call, "");
	table_end(&table);
	return call_flush(call, err);
}

static enum status languages(struct call *call, struct err *err)
{
	char counts[16];
	enum status st = ST_OK;

	if (call->argc > 1)
		st = letter_beside_set(call->store, &call->actor, call->argv[1], err);
	if (st == ST_OK)
		st = letter_beside(call->store, counts, err);
	if (st != ST_OK)
		return st;
	return call->json ? languages_json(call, counts, err) : languages_table(call, counts, err);
}

static json_t *row_json(const struct letter_row *row)
{
	char id[37] = "", day[11] = "";

	if (!id_none(row->about))
		id_text(row->about, id);
	if (row->day.year)
		date_text(row->day, day);
	return json_pack("{s:s, s:s?, s:s?, s:s?}", "paper", row->kind->key, "id", *id ? id : NULL, "what", row->what, "day",
		*day ? day : NULL);
}

static void row_cells(struct table *table, const struct letter_row *row)
{
	char id[37] = "";
	struct str day = STR_INIT;

	if (!id_none(row->about))
		id_text(row->about, id);
	if (row->day.year)
		date_show(&day, row->day);
	table_cell(table, row->kind->key);
	table_cell(table, msg_paper(row->kind->title));
	table_cell(table, str_get(&day));
	table_cell(table, row->what);
	table_cell(table, id);
	str_free(&day);
}

static enum status list(struct call *call, struct id person, struct err *err)
{
	struct letter_list rows;
	struct table table;
	enum status st = letter_list_read(call->store, &call->actor, person, &rows, err);

	if (st != ST_OK)
		return st;
	if (call->json) {
		json_t *out = json_array();

		for (int i = 0; i < rows.count; i++)
			json_array_append_new(out, row_json(&rows.row[i]));
		st = out_json(call, out, err);
	} else {
		table_begin(&table, 5);
		for (int i = 0; i < rows.count; i++)
			row_cells(&table, &rows.row[i]);
		table_out(&table, call, "");
		table_end(&table);
		st = call_flush(call, err);
	}
	if (!rows.count)
		note(_("There is no paper to write for this person now."));
	letter_list_clear(&rows);
	return st;
}

/* ---- one paper ---- */

static enum status choose_language(struct call *call, struct id person, char out[16], struct err *err)
{
	const char *said = call_option(call, "language"), *known = said ? paper_language(said) : NULL;
	enum status st;

	if (said) {
		str_copy(out, 16, known ? known : said);
		return ST_OK;
	}
	st = letter_language(call->store, &call->actor, person, out, err);
	if (st == ST_OK && !*out)
		st = err_set(err, ST_USAGE, _("Nobody wrote down a language of this person in which there are papers. Ask the person, and "
			"name one with --language; “foothold letter languages” lists them."));
	return st;
}

static enum status choose_beside(struct call *call, char out[16], struct err *err)
{
	const char *said = call_option(call, "beside"), *known = said ? paper_language(said) : NULL;

	if (!said)
		return letter_beside(call->store, out, err);
	str_copy(out, 16, str_same(said, "none") ? "" : known ? known : said);
	return ST_OK;
}

/* On standard output; where that is not to be looked at, it is on the file before it is out. */
static enum status show(struct call *call, const struct letter *letter, const struct paper_call *how, struct err *err)
{
	struct str bytes = STR_INIT;
	enum status st = letter_bytes(letter, how->format, how->how.size, &bytes, err);

	if (st == ST_OK && call_paper_leaves(call))
		st = letter_handed(call->store, &call->actor, letter, "saved", NULL, err);
	if (st == ST_OK)
		str_addn(&call->out, bytes.s, bytes.len);
	str_wipe(&bytes);
	return st == ST_OK ? call_flush(call, err) : st;
}

static enum status hand_over(struct call *call, const struct letter *letter, const struct paper_call *how, struct err *err)
{
	const struct letter_way way = { how->format, how->how.size, how->file, how->printer };
	enum status st = how->file || how->prints ? letter_hand(call->store, &call->actor, letter, &way, NULL, err) :
		show(call, letter, how, err);

	if (st == ST_OK && call_paper_leaves(call))
		note(how->prints ? _("The paper was handed over to the printer, and the person's file says so.") :
			_("The paper was written, readable, and the person's file says so. Hand it over, and delete it here "
			"afterwards."));
	return st;
}

static enum status write_one(struct call *call, struct id person, struct err *err)
{
	char language[16] = "", beside[16] = "";
	struct letter_wish wish = { .person = person, .kind = letter_kind(call->argv[1]), .language = language, .beside = beside,
		.plain = call_given(call, "plain") };
	struct paper_call how;
	struct letter letter;
	enum status st = call_paper_how(call, &how, err);

	if (st == ST_OK && !wish.kind)
		st = err_set(err, ST_USAGE, _("There is no such paper. “foothold letter CASE” lists those that can be written for a "
			"person."));
	if (st == ST_OK && call_given(call, "about") && !id_parse(call_option(call, "about"), &wish.about))
		st = err_set(err, ST_USAGE, _("--about takes the UUID of an appointment or an offer, as “foothold letter CASE” lists "
			"them."));
	if (st == ST_OK)
		st = choose_language(call, person, language, err);
	if (st == ST_OK)
		st = choose_beside(call, beside, err);
	if (st != ST_OK)
		return st;
	st = letter_make(call->store, &call->actor, &wish, &letter, err);
	if (st == ST_OK)
		st = hand_over(call, &letter, &how, err);
	letter_clear(&letter);
	return st;
}

enum status verb_letter(struct call *call, struct err *err)
{
	struct id person;
	enum status st;

	if (str_same(call->argv[0], "languages"))
		return languages(call, err);
	st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[0], &person, err);
	if (st != ST_OK)
		return st;
	return call->argc > 1 ? write_one(call, person, err) : list(call, person, err);
}
