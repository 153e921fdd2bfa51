/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold salvage: a new file out of what a damaged one still gives, and the list of what is lost. */
#include "store/salvage.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/due.h"
#include "cases/queue.h"
#include "cases/todo.h"
#include "commands/aside.h"
#include "commands/verbs.h"
#include "store/acts.h"
#include "store/erase.h"

#define LOST_SHOWN 200

/* What is derived is made anew, at the next opening as far as search keys go; who was erased is not lost. */
static enum status put_right(struct store *store, struct salvaged *s, struct err *err)
{
	unsigned was;
	int kept = 0;
	enum status st = store_begin(store, err);

	if (st != ST_OK)
		return st;
	was = store_enter(store, DOOR_CHANGE);
	st = todo_rebuild(store, err);
	if (st == ST_OK)
		st = due_rebuild(store, err);
	if (st == ST_OK)
		st = queue_rebuild(store, err);
	store_leave(store, was);
	for (int i = 0; st == ST_OK && i < s->n_lost; i++) {
		bool erased = false;

		st = tombstone_stands(store, s->lost[i].id, &erased, err);
		if (!erased)
			s->lost[kept++] = s->lost[i];
	}
	s->n_lost = kept;
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

static enum status finish(struct call *call, const struct aside *login, struct salvaged *s, struct err *err)
{
	struct act_by by = { call->actor.user, "", 0 };
	struct vault_options options;
	struct store *store = NULL;
	char *detail;
	enum status st;

	aside_vault_options(login, call->argv[1], &options);
	options.spare = true;
	st = store_open(&options, &store, err);
	if (st == ST_OK)
		st = put_right(store, s, err);
	if (st == ST_OK) {
		detail = mem_fmt("{\"pages\": %lld, \"bad\": %lld, \"lost\": %d}", (long long)s->found.pages,
			(long long)s->found.bad, s->n_lost);
		st = act_note(store, &by, "salvage", (struct id){ { 0 } }, detail, err);
		free(detail);
	}
	store_close(store);
	return st;
}

static const char *label(const char *name)
{
	const struct kind *kind = register_kind(name);

	return kind ? _(kind->plural) : name;
}

static int lost_of(const struct salvaged *s, const char *kind)
{
	int n = 0;

	for (int i = 0; i < s->n_lost; i++)
		n += str_same(s->lost[i].kind, kind);
	return n;
}

static void cell_number(struct table *table, int64_t n)
{
	char *text = n ? mem_fmt("%lld", (long long)n) : mem_str("");

	table_cell(table, text);
	free(text);
}

/* Records first, as people call them; then what stands around them, by the tables' names. */
static void print_tables(struct call *call, const struct salvaged *s)
{
	struct table table;

	table_begin(&table, 4);
	table.right[1] = table.right[2] = table.right[3] = true;
	table_cell(&table, "");
	table_cell(&table, _("saved"));
	table_cell(&table, _("lost"));
	table_cell(&table, _("unreadable"));
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < s->n_tables; i++) {
			const struct salvaged_table *t = &s->table[i];
			int lost = lost_of(s, t->name);

			if ((register_kind(t->name) == NULL) != (pass == 1) || (!t->saved && !lost && !t->broken))
				continue;
			table_cell(&table, label(t->name));
			cell_number(&table, t->saved);
			cell_number(&table, lost);
			cell_number(&table, t->broken);
		}
	}
	table_out(&table, call, "  ");
	table_end(&table);
}

static void print_damage(struct call *call, const struct salvaged *s)
{
	const struct salvage_found *f = &s->found;

	str_addf(&call->out, ngettext("%lld of %lld page could not be opened.\n", "%lld of %lld pages could not be opened.\n",
		(unsigned long)f->pages), (long long)f->bad, (long long)f->pages);
	if (f->older)
		str_addf(&call->out, ngettext("%lld page was taken from an older state.\n",
			"%lld pages were taken from an older state.\n", (unsigned long)f->older), (long long)f->older);
	if (f->log_cut)
		out_line(call, _("The log beside the file was damaged: what was saved last may be missing."));
	if (f->header_torn)
		out_line(call, _("One of the two copies of the key slots was damaged; the new file has two whole ones."));
	if (s->unclear)
		str_addf(&call->out, ngettext("%lld page holds rows of which nobody can tell whose they are; they were left out.\n",
			"%lld pages hold rows of which nobody can tell whose they are; they were left out.\n",
			(unsigned long)s->unclear), (long long)s->unclear);
	if (s->journal_gaps)
		str_addf(&call->out, ngettext("%lld entry of the journal is missing; “foothold check” will go on saying so.\n",
			"%lld entries of the journal are missing; “foothold check” will go on saying so.\n",
			(unsigned long)s->journal_gaps), (long long)s->journal_gaps);
	if (s->settings_lost)
		out_line(call, _("Settings of the desk were lost: see whether its code and the municipality's name are right."));
}

static void print_lost(struct call *call, const struct salvaged *s)
{
	char id[37];

	if (!s->n_lost)
		return;
	out_line(call, _("Lost records that the journal tells of:"));
	for (int i = 0; i < s->n_lost && i < LOST_SHOWN; i++) {
		id_text(s->lost[i].id, id);
		str_addf(&call->out, "  %s  %s\n", id, s->lost[i].kind);
	}
	if (s->n_lost > LOST_SHOWN)
		out_line(call, _("More records are lost; --json lists all."));
	if (s->empty)
		str_addf(&call->out, ngettext("%lld of them has others that belong to it: it stands in its place, empty. "
			"“foothold show ID” opens it; complete it.\n", "%lld of them have others that belong to them: they stand in "
			"their place, empty. “foothold show ID” opens them; complete them.\n", (unsigned long)s->empty),
			(long long)s->empty);
}

static json_t *tables_json(const struct salvaged *s)
{
	json_t *out = json_object();

	for (int i = 0; i < s->n_tables; i++)
		json_object_set_new(out, s->table[i].name, json_pack("{s:I, s:I, s:I}", "saved",
			(json_int_t)s->table[i].saved, "unreadable", (json_int_t)s->table[i].broken, "bad_pages",
			(json_int_t)s->table[i].pages));
	return out;
}

static enum status report_json(struct call *call, const struct salvaged *s, struct err *err)
{
	json_t *lost = json_array();
	char id[37];

	for (int i = 0; i < s->n_lost; i++) {
		id_text(s->lost[i].id, id);
		json_array_append_new(lost, json_pack("{s:s, s:s}", "kind", s->lost[i].kind, "id", id));
	}
	return out_json(call, json_pack("{s:s, s:I, s:I, s:I, s:b, s:b, s:I, s:I, s:I, s:b, s:o, s:o}", "path", call->argv[1],
		"pages", (json_int_t)s->found.pages, "bad_pages", (json_int_t)s->found.bad, "older_pages",
		(json_int_t)s->found.older, "log_damaged", s->found.log_cut, "slots_damaged", s->found.header_torn,
		"unclear_pages", (json_int_t)s->unclear, "journal_missing", (json_int_t)s->journal_gaps,
		"empty", (json_int_t)s->empty, "settings_lost", s->settings_lost, "tables", tables_json(s), "lost", lost), err);
}

static enum status report(struct call *call, const struct salvaged *s, struct err *err)
{
	if (call->json)
		return report_json(call, s, err);
	out_text(call, _("What could be read stands in a new file: "));
	out_value(call, call->argv[1]);
	out_text(call, "\n");
	print_tables(call, s);
	print_damage(call, s);
	print_lost(call, s);
	return ST_OK;
}

/* Whoever stands before a file that nothing opens is told of the one thing that may still help. */
static enum status explain(struct call *call, enum status st, struct err *err)
{
	if (st != ST_CORRUPT || call_option(call, "keys"))
		return st;
	return err_set(err, st, _("The key slots of this file are damaged, or it is none of Foothold's. Nothing was changed. With "
		"--keys BACKUP the slots are taken from a backup of this very file."));
}

enum status verb_salvage(struct call *call, struct err *err)
{
	const char *keys = call_option(call, "keys");
	const char *slots = keys ? keys : call->argv[0];
	struct vault_options options;
	struct aside login;
	struct salvaged salvaged = { .n_lost = 0 };
	enum status st = explain(call, aside_login(call, slots, NULL, &login, err), err);

	if (st != ST_OK)
		return st;
	aside_vault_options(&login, slots, &options);
	options.path = call->argv[0];
	progress_begin(_("Reading what is left"));
	st = store_salvage(&options, keys, call->argv[1], aside_tell, NULL, &salvaged, err);
	progress_end();
	if (st == ST_OK)
		st = finish(call, &login, &salvaged, err);
	if (st == ST_OK)
		st = report(call, &salvaged, err);
	salvaged_clear(&salvaged);
	aside_end(&login);
	return st;
}
