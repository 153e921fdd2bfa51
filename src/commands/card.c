/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold card: welcome cards issued, withdrawn, and checked at a desk, with the town's file or its public key alone. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/card.h"
#include "commands/papers.h"
#include "commands/verbs.h"
#include "paper/cards.h"
#include "paper/paperlang.h"

#define CODE_MOST 1024         /* bytes of what is typed or scanned */
#define KEYS_MOST 65536        /* bytes of a file of public keys */
#define CARDS_OF_ONE 100

/* ---- issue ---- */

static enum status read_wish(struct call *call, struct cards_wish *wish, struct paper_call *how, struct err *err)
{
	const char *until = call_option(call, "until"), *language = call_option(call, "language");
	enum status st = call_paper_how(call, how, err);

	if (st != ST_OK)
		return st;
	if (!how->file && !how->prints)
		return err_set(err, ST_USAGE, _("A card is printed or written to a file: say --print, or --output with a file's name."));
	if (how->format != PAPER_PDF)
		return err_set(err, ST_USAGE, _("Cards are PDF: choose a file's name that ends in .pdf."));
	if (until && !date_typed(until, clock_today(), &wish->until))
		return err_set(err, ST_USAGE, _("--until is a day."));
	if (language && !paper_language(language))
		return err_set(err, ST_USAGE, _("No paper is written in this language. “foothold letter languages” lists those there are."));
	wish->language = language ? paper_language(language) : NULL;
	wish->size = how->how.size;
	wish->file = how->file;
	wish->printer = how->printer;
	return ST_OK;
}

static enum status issue(struct call *call, struct err *err)
{
	struct cards_wish wish = { .count = call->argc - 1 };
	struct id *person = mem_array((size_t)call->argc, sizeof(*person)), set;
	struct paper_call how;
	char *text;
	enum status st = read_wish(call, &wish, &how, err);

	for (int i = 0; st == ST_OK && i < wish.count; i++)
		st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[i + 1], &person[i], err);
	wish.person = person;
	if (st == ST_OK)
		st = cards_issue(call->store, &call->actor, &wish, &set, err);
	free(person);
	if (st != ST_OK)
		return st;
	text = mem_fmt(ngettext("%d card was issued.", "%d cards were issued.", (unsigned long)wish.count), wish.count);
	out_line(call, text);
	free(text);
	if (how.file)
		note(_("The file holds the cards' codes: print it, and delete it afterwards."));
	return call_flush(call, err);
}

/* ---- of one person ---- */

static enum status list_of(struct call *call, struct id person, struct list_page *page, struct err *err)
{
	const struct kind *kind = register_kind("card");
	char id[37];
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "issued"), .descending = true, .n_filters = 1,
		.filter = { { kind_field(kind, "person"), FILTER_IS, id } } };

	id_text(person, id);
	return read_list(call->store, &call->actor, &query, NULL, false, CARDS_OF_ONE, page, err);
}

static void print_card(struct table *table, const struct record *record)
{
	static const char *const columns[] = { "issued", "until", "state", "why", "withdrawn" };
	char id[37];

	id_text(record->id, id);
	table_cell(table, id);
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		struct str shown = STR_INIT;

		if (record_get(record, columns[i]))
			field_show(&shown, kind_field(record->kind, columns[i]), record_get(record, columns[i]));
		table_cell(table, str_get(&shown));
		str_free(&shown);
	}
}

static enum status show(struct call *call, struct err *err)
{
	struct list_page page = { .count = 0 };
	struct table table;
	json_t *json = json_array();
	struct id person;
	enum status st = read_resolve(call->store, &call->actor, register_kind("person"), call->argv[1], &person, err);

	if (st == ST_OK)
		st = list_of(call, person, &page, err);
	table_begin(&table, 6);
	for (int i = 0; st == ST_OK && i < page.count; i++) {
		print_card(&table, page.record[i]);
		json_array_append_new(json, record_json(call, page.record[i]));
	}
	if (st == ST_OK && call->json) {
		st = out_json(call, json_incref(json), err);
	} else if (st == ST_OK) {
		if (!page.count)
			out_line(call, _("No card was issued to this person."));
		table_out(&table, call, "");
		st = call_flush(call, err);
	}
	json_decref(json);
	table_end(&table);
	list_page_free(&page);
	return st;
}

/* A card by its id, or the valid one of a person. */
static enum status which_card(struct call *call, const char *said, struct id *out, struct err *err)
{
	struct list_page page = { .count = 0 };
	struct id person;
	bool found = false;
	enum status st;

	if (read_resolve(call->store, &call->actor, register_kind("card"), said, out, NULL) == ST_OK)
		return ST_OK;
	st = read_resolve(call->store, &call->actor, register_kind("person"), said, &person, err);
	if (st == ST_OK)
		st = list_of(call, person, &page, err);
	for (int i = 0; st == ST_OK && i < page.count; i++) {
		if (!found && str_same(record_get(page.record[i], "state"), "valid")) {
			*out = page.record[i]->id;
			found = true;
		}
	}
	list_page_free(&page);
	return st == ST_OK && !found ?
		err_set(err, ST_NOTFOUND, _("This person has no valid card. Nothing was changed.")) : st;
}

static enum status withdraw(struct call *call, struct err *err)
{
	const char *why = call_option(call, "why");
	struct id card;
	enum status st = which_card(call, call->argv[1], &card, err);

	if (st == ST_OK)
		st = card_withdraw(call->store, &call->actor, card, why ? why : "lost", NULL, err);
	if (st != ST_OK)
		return st;
	out_line(call, _("The card is withdrawn: a desk that looks into this file refuses it from now on. By the public key alone it "
		"stays valid until its last day."));
	return call_flush(call, err);
}

/* ---- the public key ---- */

static enum status write_key(const char *path, const char *text, struct err *err)
{
	struct io_file *file;
	enum status st;

	if (io_taken(path))
		return io_error(err, EEXIST, path);
	st = io_create(path, 0644, &file, err);
	if (st != ST_OK)
		return st;
	fputs(text, io_stream(file));
	return io_commit(file, err);
}

static enum status key(struct call *call, struct err *err)
{
	uint8_t bytes[CARD_KEY];
	char *municipality = NULL;
	struct str text = STR_INIT;
	enum status st = card_key(call->store, bytes, err);

	if (st == ST_OK)
		st = setting_get(call->store, SETTING_MUNICIPALITY, &municipality, err);
	if (st == ST_OK) {
		card_key_text(&text, bytes, municipality);
		if (call_given(call, "output"))
			st = write_key(call_option(call, "output"), str_get(&text), err);
		else
			out_text(call, str_get(&text));
	}
	free(municipality);
	str_free(&text);
	return st == ST_OK ? call_flush(call, err) : st;
}

/* ---- at a desk ---- */

static const char *answer_word(enum card_answer answer)
{
	static const char *const words[] = { [CARD_VALID] = "valid", [CARD_OVER] = "over", [CARD_WITHDRAWN] = "withdrawn",
		[CARD_UNKNOWN] = "unknown", [CARD_FOREIGN] = "foreign", [CARD_UNREADABLE] = "unreadable" };

	return words[answer];
}

static enum status tell(struct call *call, const struct card_seen *seen, const char *whose, struct err *err)
{
	struct str text = STR_INIT;
	char until[11] = "";
	enum status st;

	if (seen->until.day)
		date_text(seen->until, until);
	card_told(&text, seen);
	if (call->json) {
		st = out_json(call, json_pack("{s:s, s:s, s:s?, s:s?, s:s?}", "answer", answer_word(seen->answer), "words",
			str_get(&text), "until", *until ? until : NULL, "person", whose, "town", *seen->town ? seen->town : NULL), err);
	} else {
		out_line(call, str_get(&text));
		if (*seen->town)
			out_named(call, _("Town"), seen->town);
		if (whose)
			out_named(call, _("Person"), whose);
		st = call_flush(call, err);
	}
	str_free(&text);
	/* So that a script at a desk need not read. */
	return st == ST_OK && seen->answer != CARD_VALID ? err_set(err, ST_NOTFOUND, "%s", "") : st;
}

/* Whose it is, for those who may see the person; nobody else is told that there is one. */
static char *holder(struct call *call, const struct card_seen *seen)
{
	struct str title = STR_INIT;

	if (id_none(seen->person) || !kind_seen(&call->actor, register_kind("card"))
		|| read_title(call->store, &call->actor, register_kind("person"), seen->person, &title, NULL) != ST_OK) {
		str_wipe(&title);
		return NULL;
	}
	return str_take(&title);
}

static enum status read_code(struct call *call, struct str *out, struct err *err)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t got = 0;

	if (call->argc == 2 && !str_same(call->argv[1], "-")) {
		str_add(out, call->argv[1]);
	} else {
		got = getline(&line, &room, stdin);
		str_addn(out, line ? line : "", got > 0 ? (size_t)got : 0);
		free(line);
	}
	return out->len <= CODE_MOST ? ST_OK :
		err_set(err, ST_INVALID, _("These are not the digits of a welcome card. Scan it again."));
}

static enum status verify(struct call *call, struct err *err)
{
	struct str code = STR_INIT, keys = STR_INIT;
	const char *file = call_option(call, "key");
	struct card_seen seen;
	char *whose = NULL;
	enum status st = read_code(call, &code, err);

	if (st == ST_OK && file)
		st = text_read(file, KEYS_MOST, &keys, err);
	if (st == ST_OK)
		st = file ? card_check_keys(str_get(&code), str_get(&keys), clock_today(), &seen, err) :
			card_check(call->store, str_get(&code), &seen, err);
	if (st == ST_OK && !file)
		whose = holder(call, &seen);
	if (st == ST_OK)
		st = tell(call, &seen, whose, err);
	free(whose);
	str_free(&keys);
	str_wipe(&code);
	return st;
}

enum status verb_card(struct call *call, struct err *err)
{
	static const struct { const char *word; int least, most; enum status (*run)(struct call *, struct err *); } rows[] = {
		{ "issue", 2, CARDS_MOST + 1, issue }, { "show", 2, 2, show }, { "withdraw", 2, 2, withdraw },
		{ "verify", 1, 2, verify }, { "key", 1, 1, key } };
	enum status st;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (!str_same(rows[i].word, call->argv[0]) || call->argc < rows[i].least || call->argc > rows[i].most)
			continue;
		if (rows[i].run == verify && call_given(call, "key"))
			return verify(call, err);
		st = call_open(call, err);
		return st == ST_OK ? rows[i].run(call, err) : st;
	}
	return err_set(err, ST_USAGE, _("Say “card issue PERSON…”, “card show PERSON”, “card withdraw PERSON”, “card verify CODE” or “card "
		"key”."));
}
