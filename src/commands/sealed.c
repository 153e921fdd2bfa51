/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * foothold seal, foothold sealed, and --within before any other verb's work: files
 * of people in danger, for their helpers alone.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/sealed.h"
#include "commands/sealed.h"
#include "commands/verbs.h"

/* Verbs that work on the records of one file and write nothing elsewhere. */
static bool fits_inside(const struct command *command)
{
	static const char *const names[] = { "add", "agenda", "arrange", "clock", "decide", "document", "dossier", "erase", "find",
		"home", "household", "letter", "list", "note", "pause", "plan", "refer", "restrict", "retention", "set", "show", "skills",
		"subject-export", "today", "undo", "vacancy" };

	for (size_t i = 0; command && i < ARRAY_LEN(names); i++)
		if (str_same(names[i], command->name))
			return true;
	return false;
}

/* What holds for everybody is the town's. */
static bool sets_the_town(const struct call *call)
{
	const char *verb = call->command->name;

	return (str_same(verb, "plan") && call_option(call, "review-every")) ||
		(str_same(verb, "arrange") && call_option(call, "setup")) ||
		(str_same(verb, "dossier") && (call_option(call, "own") || call_option(call, "papers"))) ||
		(str_same(verb, "letter") && call->argc == 2 && str_same(call->argv[0], "languages")) ||
		(str_same(verb, "document") && call->argc == 2 && str_same(call->argv[0], "limit"));
}

static bool holds_number(struct call *call, struct haven *haven, const char *number)
{
	struct id id;

	return read_resolve(haven_store(haven), &call->actor, register_kind("person"), number, &id, NULL) == ST_OK;
}

static enum status not_among(struct err *err)
{
	return err_set(err, ST_NOTFOUND, _("There is no such file among the sealed files that are open to you. Nothing was "
		"changed; “foothold sealed” lists them."));
}

/* By a case number: there are few, and each has to be opened to be known. */
static enum status open_by_number(struct call *call, const char *number, struct haven **out, struct err *err)
{
	struct id *mine;
	int n;
	enum status st = sealed_list(call->store, call->actor.id, &mine, &n, err);

	*out = NULL;
	for (int i = 0; st == ST_OK && !*out && i < n; i++) {
		struct haven *haven;

		st = haven_open(call->store, &call->actor, mine[i], &haven, err);
		if (st == ST_OK && holds_number(call, haven, number))
			*out = haven;
		else if (st == ST_OK)
			haven_close(haven);
	}
	free(mine);
	return st == ST_OK && !*out ? not_among(err) : st;
}

static enum status open_said(struct call *call, const char *said, struct haven **out, struct err *err)
{
	char number[CASE_NUMBER_MAX];
	struct id id;

	if (casenum_parse(said, number))
		return open_by_number(call, number, out, err);
	return id_parse(said, &id) ? haven_open(call->store, &call->actor, id, out, err) : not_among(err);
}

enum status sealed_enter(struct call *call, struct err *err)
{
	enum status st;

	if (!fits_inside(call->command))
		return err_set(err, ST_USAGE, _("This command does not work within a sealed file."));
	if (sets_the_town(call))
		return err_set(err, ST_USAGE, _("What holds for the whole town is set outside of sealed files. Nothing was changed."));
	st = open_said(call, call_option(call, "within"), &call->haven, err);
	if (st == ST_OK) {
		call->town = call->store;
		call->store = haven_store(call->haven);
	}
	return st;
}

void sealed_exit(struct call *call)
{
	if (!call->haven)
		return;
	haven_close(call->haven);
	call->haven = NULL;
	call->store = call->town;
}

/* --helper NAME…; without one, whoever calls. */
static enum status named_helpers(struct call *call, struct id **out, int *count, struct err *err)
{
	struct user user;
	const char *name;
	enum status st = ST_OK;

	*out = NULL;
	*count = 0;
	for (int i = 0; st == ST_OK && (name = call_option_at(call, "helper", i)) != NULL; i++) {
		st = users_by_name(call->store, name, &user, err);
		if (st != ST_OK)
			break;
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		(*out)[(*count)++] = user.id;
	}
	if (st == ST_OK && !*count) {
		*out = mem_array(1, sizeof(**out));
		(*out)[(*count)++] = call->actor.id;
	}
	return st;
}

static void warn_of_one(int helpers)
{
	if (helpers == 1)
		note(_("It has one helper only: if their passphrase and recovery code are lost, so is the file. Consider a second "
			"helper."));
}

/* The people named, each once. */
static enum status people_said(struct call *call, struct id **out, int *count, struct err *err)
{
	enum status st = ST_OK;

	*out = mem_array((size_t)call->argc, sizeof(**out));
	*count = 0;
	for (int i = 0; st == ST_OK && i < call->argc; i++) {
		const struct kind *kind;

		st = which_record(call, call->argv[i], &kind, &(*out)[*count], err);
		if (st == ST_OK && !str_same(kind->name, "person"))
			st = err_set(err, ST_USAGE, _("Only people's files can be sealed. Nothing was changed."));
		*count += st == ST_OK;
	}
	return st;
}

/* What was typed becomes a person, whose name never stood in the town's tables. */
static enum status add_inside(struct call *call, struct haven *haven, struct err *err)
{
	struct store *town = call->store;
	char **argv = mem_array((size_t)call->argc + 2, sizeof(*argv)), **was = call->argv;
	char kind[] = "person";
	enum status st;

	argv[0] = kind;
	memcpy(argv + 1, call->argv, (size_t)call->argc * sizeof(*argv));
	call->argv = argv;
	call->argc++;
	call->store = haven_store(haven);
	st = verb_add(call, err);
	call->store = town;
	call->argc--;
	call->argv = was;
	free(argv);
	return st;
}

static void tell_remains(const struct haven *haven)
{
	struct err later;

	err_clear(&later);
	if (haven_remains(haven, &later) != ST_OK)
		note(later.text);
}

static enum status seal_said(struct call *call, struct haven *haven, struct err *err)
{
	struct id *people;
	int n;
	enum status st = people_said(call, &people, &n, err);

	if (st == ST_OK && !n)
		st = err_set(err, ST_USAGE, _("Something is missing: foothold %s %s"), call->command->name,
			_(call->command->operands));
	if (st == ST_OK)
		st = haven_seal(haven, people, n, err);
	if (st == ST_OK)
		tell_remains(haven);
	free(people);
	return st;
}

enum status verb_seal(struct call *call, struct err *err)
{
	bool fresh = call_given(call, "new");
	struct haven *haven = NULL;
	struct id *helper;
	char id[37];
	int n;
	enum status st = named_helpers(call, &helper, &n, err);

	if (st == ST_OK)
		st = haven_new(call->store, &call->actor, helper, n, &haven, err);
	if (st == ST_OK)
		st = fresh ? add_inside(call, haven, err) : seal_said(call, haven, err);
	if (st == ST_OK)
		warn_of_one(n);
	if (st == ST_OK && !fresh) {
		id_text(haven_id(haven), id);
		out_line(call, id);
		note(_("The file is sealed. Backups, exports and papers made before still hold it in plain: see to those that you "
			"can reach."));
	}
	haven_close(haven);
	free(helper);
	return st;
}

/* A file as the list tells of it. */
struct told { struct str names, numbers, helpers; int people, doubles; };

static void told_clear(struct told *told)
{
	str_free(&told->names);
	str_free(&told->numbers);
	str_free(&told->helpers);
}

static void add_part(struct str *list, const char *part)
{
	str_addf(list, "%s%s", list->len ? ", " : "", part);
}

static enum status tell_person(struct call *call, struct haven *haven, struct id person, struct told *told,
	struct err *err)
{
	struct record *record;
	struct find_hit *hits;
	struct str title = STR_INIT;
	int n;
	enum status st = read_brief(haven_store(haven), &call->actor, register_kind("person"), person, &record, err);

	if (st != ST_OK)
		return st;
	record_title(&title, record);
	add_part(&told->names, str_get(&title));
	if (record_get(record, "case_number"))
		add_part(&told->numbers, record_get(record, "case_number"));
	str_free(&title);
	record_free(record);
	st = haven_doubles(haven, person, &hits, &n, err);
	if (st == ST_OK)
		told->doubles += n;
	free(hits);
	told->people++;
	return st;
}

static enum status tell_helpers(struct call *call, struct id sealed, struct str *out, struct err *err)
{
	struct user *users;
	struct id *helper;
	int n_users, n;
	enum status st = users_list(call->store, false, &users, &n_users, err);

	if (st != ST_OK)
		return st;
	st = sealed_helpers(call->store, sealed, &helper, &n, err);
	for (int i = 0; st == ST_OK && i < n_users; i++)
		for (int h = 0; h < n; h++)
			if (id_same(users[i].id, helper[h]))
				add_part(out, users[i].name);
	free(helper);
	free(users);
	return st;
}

static enum status tell(struct call *call, struct haven *haven, struct told *told, struct err *err)
{
	struct id *people;
	int n;
	enum status st = haven_people(haven, &people, &n, err);

	memset(told, 0, sizeof(*told));
	for (int i = 0; st == ST_OK && i < n; i++)
		st = tell_person(call, haven, people[i], told, err);
	free(people);
	if (st == ST_OK)
		st = tell_helpers(call, haven_id(haven), &told->helpers, err);
	return st;
}

static json_t *told_json(struct told *told, const char *id)
{
	json_t *out = json_object();

	json_object_set_new(out, "sealed", json_string(id));
	json_object_set_new(out, "case_numbers", json_string(str_get(&told->numbers)));
	json_object_set_new(out, "names", json_string(str_get(&told->names)));
	json_object_set_new(out, "people", json_integer(told->people));
	json_object_set_new(out, "helpers", json_string(str_get(&told->helpers)));
	json_object_set_new(out, "doubles", json_integer(told->doubles));
	return out;
}

static void told_row(struct table *table, struct told *told, const char *id)
{
	struct str doubles = STR_INIT;

	if (told->doubles)
		str_addf(&doubles, ngettext("%d possible double in the town's file", "%d possible doubles in the town's file",
			(unsigned long)told->doubles), told->doubles);
	table_cell(table, told->numbers.len ? str_get(&told->numbers) : id);
	table_cell(table, str_get(&told->names));
	table_cell(table, str_get(&told->helpers));
	table_cell(table, str_get(&doubles));
	str_free(&doubles);
}

static enum status list_one(struct call *call, struct id sealed, struct table *table, json_t *all, struct err *err)
{
	struct haven *haven;
	struct told told;
	char id[37];
	enum status st = haven_open(call->store, &call->actor, sealed, &haven, err);

	if (st != ST_OK)
		return st;
	st = tell(call, haven, &told, err);
	id_text(sealed, id);
	if (st == ST_OK && call->json)
		json_array_append_new(all, told_json(&told, id));
	else if (st == ST_OK)
		told_row(table, &told, id);
	told_clear(&told);
	haven_close(haven);
	return st;
}

static enum status list(struct call *call, struct err *err)
{
	struct table table;
	json_t *all = json_array();
	struct id *mine;
	int n;
	enum status st = sealed_list(call->store, call->actor.id, &mine, &n, err);

	table_begin(&table, 4);
	for (int i = 0; st == ST_OK && i < n; i++)
		st = list_one(call, mine[i], &table, all, err);
	free(mine);
	if (st == ST_OK && call->json) {
		st = out_json(call, all, err);
		all = NULL;
	} else if (st == ST_OK && n) {
		table_out(&table, call, "");
	} else if (st == ST_OK) {
		out_line(call, _("No sealed file is open to you."));
	}
	table_end(&table);
	json_decref(all);
	return st;
}

static enum status print_double(struct call *call, const struct find_hit *hit, struct err *err)
{
	struct record *record;
	struct str title = STR_INIT, why = STR_INIT;
	enum status st = read_brief(call->store, &call->actor, register_kind("person"), hit->person, &record, err);

	if (st != ST_OK)
		return st;
	record_title(&title, record);
	find_reason_words(&why, hit->reasons);
	out_text(call, "  ");
	out_value(call, record_get(record, "case_number") ? record_get(record, "case_number") : "");
	out_text(call, "  ");
	out_value(call, str_get(&title));
	out_text(call, "  ");
	out_line(call, str_get(&why));
	str_free(&why);
	str_free(&title);
	record_free(record);
	return ST_OK;
}

/* People of the town who may be somebody in this file. */
static enum status print_doubles(struct call *call, struct haven *haven, struct err *err)
{
	struct id *people;
	bool said = false;
	int n;
	enum status st = haven_people(haven, &people, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++) {
		struct find_hit *hits;
		int found;

		st = haven_doubles(haven, people[i], &hits, &found, err);
		if (st == ST_OK && found && !said)
			out_line(call, _("Maybe registered in the town's file as well:"));
		said = said || found;
		for (int h = 0; st == ST_OK && h < found; h++)
			st = print_double(call, &hits[h], err);
		free(hits);
	}
	free(people);
	return st;
}

static enum status show(struct call *call, struct haven *haven, struct err *err)
{
	struct told told;
	struct table table;
	char id[37];
	enum status st = tell(call, haven, &told, err);

	id_text(haven_id(haven), id);
	table_begin(&table, 2);
	if (st == ST_OK && call->json) {
		st = out_json(call, told_json(&told, id), err);
	} else if (st == ST_OK) {
		table_cell(&table, _("Sealed file"));
		table_cell(&table, id);
		table_cell(&table, _("People"));
		table_cell(&table, str_get(&told.names));
		table_cell(&table, _("Case numbers"));
		table_cell(&table, str_get(&told.numbers));
		table_cell(&table, _("Helpers"));
		table_cell(&table, str_get(&told.helpers));
		table_out(&table, call, "");
		st = print_doubles(call, haven, err);
	}
	table_end(&table);
	told_clear(&told);
	return st;
}

static enum status give(struct call *call, struct haven *haven, struct err *err)
{
	struct id *helper;
	int n;
	enum status st;

	if (!call_given(call, "helper"))
		return err_set(err, ST_USAGE, _("Name everybody who is to help from now on with --helper. Nothing was changed."));
	st = named_helpers(call, &helper, &n, err);
	if (st == ST_OK)
		st = haven_give(haven, helper, n, err);
	free(helper);
	if (st == ST_OK) {
		warn_of_one(n);
		out_line(call, _("The file has a new key, which these helpers have and nobody else."));
	}
	return st;
}

static enum status take_over(struct call *call, struct haven *haven, struct err *err)
{
	const struct kind *kind;
	struct id twin, *people;
	int n;
	enum status st;

	if (call->argc < 3)
		return err_set(err, ST_USAGE, _("Something is missing: foothold %s %s"), call->command->name,
			_(call->command->operands));
	st = which_record(call, call->argv[2], &kind, &twin, err);
	if (st == ST_OK && !str_same(kind->name, "person"))
		st = err_set(err, ST_USAGE, _("Only people's files can be sealed. Nothing was changed."));
	if (st != ST_OK)
		return st;
	st = haven_people(haven, &people, &n, err);
	if (st == ST_OK && n > 1) {
		/* Of several people, the one who is named by their number. */
		st = read_resolve(haven_store(haven), &call->actor, register_kind("person"), call->argv[1], &people[0], err);
	}
	if (st == ST_OK && n)
		st = haven_take_over(haven, people[0], twin, err);
	free(people);
	if (st == ST_OK)
		out_line(call, _("The double's records are in the sealed file now, and no longer in the town's."));
	if (st == ST_OK)
		tell_remains(haven);
	return st;
}

static enum status unseal(struct call *call, struct haven *haven, struct err *err)
{
	enum status st = haven_unseal(haven, err);

	if (st == ST_OK)
		out_line(call, _("The file stands in the town's tables again, open to all whose roles see it."));
	return st;
}

enum status verb_sealed(struct call *call, struct err *err)
{
	static const struct { const char *name; enum status (*run)(struct call *, struct haven *, struct err *); } rows[] = {
		{ "show", show }, { "helpers", give }, { "take-over", take_over }, { "undo", unseal },
	};
	struct haven *haven = NULL;
	enum status st;

	if (!call->argc)
		return list(call, err);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (!str_same(rows[i].name, call->argv[0]))
			continue;
		if (call->argc < 2)
			return err_set(err, ST_USAGE, _("Something is missing: foothold %s %s"), call->command->name,
				_(call->command->operands));
		st = open_said(call, call->argv[1], &haven, err);
		if (st == ST_OK)
			st = rows[i].run(call, haven, err);
		haven_close(haven);
		return st;
	}
	return err_set(err, ST_USAGE, _("“foothold sealed” knows show, helpers, take-over and undo, but not “%s”."),
		call->argv[0]);
}
