/* SPDX-License-Identifier: EUPL-1.2 */
/* One reader for what is built in and for what a town puts in its place. */
#include "register/dossier_ini.h"

#include <string.h>

#include "base/msg.h"
#include "base/str.h"

static const char *const routes[] = { "regulated", "academic", "comparability", "validation", "no_papers", NULL };
static const char *const forms[] = { "copy", "certified", "original", "filled", NULL };
static const char *const payers[] = { "open", "person", "city", "employment", "fund", "employer", "waived", NULL };
static const char *const head_keys[] = { "route", "note", NULL };
static const char *const paper_keys[] = { "what", "form", "translation", NULL };
static const char *const fee_keys[] = { "what", "payer", "amount", NULL };

static bool is_one_of(const char *const *list, const char *word)
{
	for (; *list; list++)
		if (str_same(*list, word))
			return true;
	return false;
}

static enum status check_keys(const struct ini_section *s, const char *const *keys, struct err *err)
{
	for (int i = 0; i < s->n_entries; i++)
		if (!is_one_of(keys, s->entry[i].key))
			return err_set(err, ST_INVALID, _("Line %d: there is no key “%s” here."), s->entry[i].line, s->entry[i].key);
	return ST_OK;
}

/* A value that must be one of a list, or may be left out. */
static enum status check_word(const struct ini_section *s, const char *key, const char *const *words, struct err *err)
{
	for (int i = 0; i < s->n_entries; i++)
		if (str_same(s->entry[i].key, key) && !is_one_of(words, s->entry[i].value))
			return err_set(err, ST_INVALID, _("Line %d: “%s” is none of the words that may stand behind “%s”."),
				s->entry[i].line, s->entry[i].value, key);
	return ST_OK;
}

static enum status read_paper(struct dossier_list *out, const struct ini_section *s, struct err *err)
{
	static const char *const yes_no[] = { "yes", "no", NULL };
	enum status st = check_keys(s, paper_keys, err);

	if (st == ST_OK)
		st = check_word(s, "form", forms, err);
	if (st == ST_OK)
		st = check_word(s, "translation", yes_no, err);
	if (st != ST_OK)
		return st;
	out->paper[out->n_papers++] = (struct dossier_paper){ ini_value(s, "what"), ini_value(s, "form"),
		str_same(ini_value(s, "translation"), "yes") };
	return ST_OK;
}

/* "120" or "120.50". */
static bool is_amount(const char *text)
{
	size_t whole = strspn(text, "0123456789");

	if (whole == 0 || whole > 9)
		return false;
	return !text[whole] || (text[whole] == '.' && strlen(text + whole) == 3 && strspn(text + whole + 1, "0123456789") == 2);
}

static enum status read_fee(struct dossier_list *out, const struct ini_section *s, struct err *err)
{
	const char *amount = ini_value(s, "amount");
	enum status st = check_keys(s, fee_keys, err);

	if (st == ST_OK)
		st = check_word(s, "payer", payers, err);
	if (st == ST_OK && amount && !is_amount(amount))
		st = err_set(err, ST_INVALID, _("Line %d: an amount is written like 120 or 120.50."), s->line);
	if (st != ST_OK)
		return st;
	out->fee[out->n_fees++] = (struct dossier_fee){ ini_value(s, "what"), ini_value(s, "payer"), amount };
	return ST_OK;
}

static enum status read_section(struct dossier_list *out, const struct ini_section *s, struct err *err)
{
	bool paper = str_starts(s->name, "paper ");

	if (!paper && !str_starts(s->name, "fee "))
		return err_set(err, ST_INVALID, _("Line %d: a section is [dossier], [paper N] or [fee N]."), s->line);
	if (str_empty(ini_value(s, "what")))
		return err_set(err, ST_INVALID, _("Line %d: “what” is missing."), s->line);
	if ((paper ? out->n_papers : out->n_fees) == DOSSIER_MOST)
		return err_set(err, ST_INVALID, _("Line %d: a list holds %d papers and %d fees at most."), s->line, DOSSIER_MOST,
			DOSSIER_MOST);
	return paper ? read_paper(out, s, err) : read_fee(out, s, err);
}

enum status dossier_ini_read(struct dossier_list *out, const struct ini_doc *doc, struct err *err)
{
	const struct ini_section *head = doc->n_sections > 0 ? &doc->section[0] : NULL;
	enum status st;

	memset(out, 0, sizeof(*out));
	if (!head || !str_same(head->name, "dossier") || !is_one_of(routes, ini_value(head, "route")))
		return err_set(err, ST_INVALID, _("The list begins with [dossier] and the route that it is for."));
	out->route = ini_value(head, "route");
	out->note = ini_value(head, "note");
	st = check_keys(head, head_keys, err);
	for (int i = 1; st == ST_OK && i < doc->n_sections; i++)
		st = read_section(out, &doc->section[i], err);
	return st;
}
