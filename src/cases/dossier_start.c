/* SPDX-License-Identifier: EUPL-1.2 */
/* What a route needs, built in or a town's own, and dossiers that begin with it. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/dossier.h"
#include "cases/rules.h"
#include "cases/templates.h"
#include "register/door.h"

/* The setting that holds a town's own list of a route. */
#define SETTING_DOSSIER "dossier."

const struct dossier_list *dossier_builtin(const char *route)
{
	for (int i = 0; i < n_builtin_dossiers; i++)
		if (str_same(builtin_dossiers[i].route, route))
			return &builtin_dossiers[i];
	return NULL;
}

static enum status no_such_route(struct err *err)
{
	struct str names = STR_INIT;
	enum status st;

	for (int i = 0; i < n_builtin_dossiers; i++)
		str_addf(&names, "%s%s", i ? msg_comma() : "", builtin_dossiers[i].route);
	st = err_field(err, "route", _("There is no such route. Nothing was saved; the routes are %s."), str_get(&names));
	str_free(&names);
	return st;
}

enum status dossier_list_now(struct store *store, const char *route, struct dossier_list *out, struct ini_doc *doc,
	struct err *err)
{
	const struct dossier_list *usual = dossier_builtin(route);
	char *key = mem_fmt(SETTING_DOSSIER "%s", route ? route : ""), *text = NULL;
	enum status st = usual ? setting_get(store, key, &text, err) : no_such_route(err);

	memset(doc, 0, sizeof(*doc));
	if (st == ST_OK && text)
		st = ini_read(doc, text, strlen(text), err);
	if (st == ST_OK && text)
		st = dossier_ini_read(out, doc, err);
	else if (st == ST_OK)
		*out = *usual;
	free(text);
	free(key);
	return st;
}

/* ---- a town's own ---- */

static enum status judge_list(struct store *store, const struct dossier_list *list, struct err *err)
{
	enum status st = door_open(store, err);

	if (st == ST_OK)
		st = door_check(NULL, list->note, err);

	for (int i = 0; st == ST_OK && i < list->n_papers; i++)
		st = door_check(NULL, list->paper[i].what, err);
	for (int i = 0; st == ST_OK && i < list->n_fees; i++)
		st = door_check(NULL, list->fee[i].what, err);
	return st;
}

static enum status put_own(struct store *store, const char *text, struct err *err)
{
	struct dossier_list list;
	struct ini_doc doc = { NULL, 0 };
	char *key;
	enum status st = ini_read(&doc, text, strlen(text), err);

	if (st == ST_OK)
		st = dossier_ini_read(&list, &doc, err);
	if (st == ST_OK)
		st = judge_list(store, &list, err);
	if (st == ST_OK) {
		key = mem_fmt(SETTING_DOSSIER "%s", list.route);
		st = setting_set(store, key, text, err);
		free(key);
	}
	ini_clear(&doc);
	return st;
}

enum status dossier_list_set(struct store *store, const struct actor *actor, const char *route, const char *text,
	struct err *err)
{
	char *key;
	enum status st;

	if (!(actor->roles & (ROLE_ADMIN | ROLE_TEAM_LEAD)))
		return err_set(err, ST_DENIED, _("Which papers a route needs is set by the administrator or a team lead. Nothing was "
			"changed."));
	if (text)
		return put_own(store, text, err);
	if (!dossier_builtin(route))
		return no_such_route(err);
	key = mem_fmt(SETTING_DOSSIER "%s", route);
	st = setting_set(store, key, NULL, err);
	free(key);
	return st;
}

static void add_line(struct str *out, const char *key, const char *value)
{
	if (value)
		str_addf(out, "%s = %s\n", key, value);
}

void dossier_list_text(struct str *out, const struct dossier_list *list)
{
	str_add(out, "[dossier]\n");
	add_line(out, "route", list->route);
	add_line(out, "note", list->note ? _(list->note) : NULL);
	for (int i = 0; i < list->n_papers; i++) {
		str_addf(out, "\n[paper %d]\n", i + 1);
		add_line(out, "what", _(list->paper[i].what));
		add_line(out, "form", list->paper[i].form);
		add_line(out, "translation", list->paper[i].translation ? "yes" : NULL);
	}
	for (int i = 0; i < list->n_fees; i++) {
		str_addf(out, "\n[fee %d]\n", i + 1);
		add_line(out, "what", _(list->fee[i].what));
		add_line(out, "payer", list->fee[i].payer);
		add_line(out, "amount", list->fee[i].amount);
	}
}

/* ---- beginning ---- */

static struct change_item *new_child(struct change *change, const char *kind, const char *person, const char *credential)
{
	struct change_item *item = change_create(change, register_kind(kind), NULL);

	rule_put(item, "person", person);
	rule_put(item, "credential", credential);
	return item;
}

static enum status put_list(struct change *change, const struct dossier_list *list, struct id person, struct id credential,
	struct err *err)
{
	char whose[37], which[37];
	enum status st = ST_OK;

	id_text(person, whose);
	id_text(credential, which);
	for (int i = 0; i < list->n_papers; i++) {
		struct change_item *item = new_child(change, "requirement", whose, which);

		rule_put(item, "what", list->paper[i].what);
		rule_put(item, "form", list->paper[i].form);
		rule_put(item, "translation", list->paper[i].translation ? "needed" : "none");
	}
	for (int i = 0; st == ST_OK && i < list->n_fees; i++) {
		struct change_item *item = new_child(change, "fee", whose, which);

		rule_put(item, "what", list->fee[i].what);
		rule_put(item, "payer", list->fee[i].payer ? list->fee[i].payer : "open");
		st = change_set(item, "amount", list->fee[i].amount, err);
	}
	return st;
}

enum status dossier_fill(struct change *change, struct id person, struct id credential, const char *route, struct err *err)
{
	struct dossier_list list;
	struct ini_doc doc;
	enum status st = dossier_list_now(change_store(change), route, &list, &doc, err);

	if (st == ST_OK)
		st = put_list(change, &list, person, credential, err);
	ini_clear(&doc);
	return st;
}

/* What the education says already. */
static enum status take_education(struct change *change, struct change_item *item, struct id education, struct err *err)
{
	static const char *const taken[][2] = { { "title", "title" }, { "occupation", "occupation" },
		{ "earned_in", "learned_in" }, { "earned", "until" } };
	struct record *record;
	char text[37];
	enum status st = read_brief(change_store(change), change_actor(change), register_kind("education"), education, &record,
		err);

	if (st != ST_OK)
		return st;
	id_text(education, text);
	rule_put(item, "education", text);
	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		if (record_get(record, taken[i][1]))
			rule_put(item, taken[i][0], record_get(record, taken[i][1]));
	record_free(record);
	return ST_OK;
}

enum status dossier_begin(struct change *change, struct id person, const char *route, struct id education,
	const char *title, struct id *credential, struct err *err)
{
	struct change_item *item;
	char whose[37];
	enum status st = ST_OK;

	if (!dossier_builtin(route))
		return no_such_route(err);
	*credential = (struct id){ { 0 } };
	item = change_create(change, register_kind("credential"), credential);
	id_text(person, whose);
	rule_put(item, "person", whose);
	rule_put(item, "route", route);
	if (!id_none(education))
		st = take_education(change, item, education, err);
	if (st == ST_OK && title)
		st = change_set(item, "title", title, err);
	return st == ST_OK ? dossier_fill(change, person, *credential, route, err) : st;
}
