/* SPDX-License-Identifier: EUPL-1.2 */
/* What is there already is looked for from the surest sign to the weakest. */
#include "exchange/known.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "register/find.h"

#define HITS 3
#define MARK 16

QUERY(of_import, "import.of_import", QUERY_INTERACTIVE,
	"SELECT 1 FROM journal WHERE id = :id AND change = :change LIMIT 1");
QUERY(number_of, "import.number_of", QUERY_INTERACTIVE, "SELECT case_number FROM person WHERE id = :id");
QUERY(others, "import.others", QUERY_BATCH,
      "SELECT 1 FROM person p WHERE NOT EXISTS(SELECT 1 FROM journal j WHERE j.id = p.id AND j.change = "
      ":change) LIMIT 1");

struct known {
	struct store *store;
	struct actor actor;
	const struct import_options *options;
	struct id own;              /* change set whose records do not count */
	const struct field *key;    /* or NULL */
	bool people;                /* the kind is person, and others stand in the file */
};

static bool is_person(const struct known *known)
{
	return str_same(known->options->kind->name, "person");
}

static bool is_title(const struct known *known)
{
	return str_same(known->options->kind->title, known->key->name);
}

static enum status look_for_people(struct known *known, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(known->store, &others, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_blob(stmt, ":change", known->own.b, sizeof(known->own.b));
	st = stmt_step(stmt, err);
	known->people = st == ST_OK;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status known_open(struct store *store, const struct actor *actor, const struct import_options *options,
		       struct id own, struct known **out, struct err *err)
{
	struct known *known = mem_alloc(sizeof(*known));
	enum status st = ST_OK;

	*known = (struct known){ .store = store, .actor = *actor, .options = options, .own = own };
	if (!str_empty(options->key)) {
		known->key = kind_field(options->kind, options->key);
		if (!known->key)
			st = err_set(err, ST_INVALID,
				     _("“%s” has no field “%s”. The command “foothold fields” lists them."),
				     _(options->kind->label), options->key);
		else if (!known->key->sort && !is_title(known))
			st = err_field(err, known->key->name,
				       _("“%s” cannot serve as key: records cannot be looked up by "
					 "it."),
				       field_label(known->key));
	}
	if (st == ST_OK && is_person(known) && !options->keep_known)
		st = look_for_people(known, err);
	if (st != ST_OK) {
		known_close(known);
		return st;
	}
	*out = known;
	return ST_OK;
}

void known_close(struct known *known)
{
	free(known);
}

/* Written by the import that goes on here. */
static enum status is_own(struct known *known, struct id id, bool *own, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	*own = false;
	if (id_none(known->own))
		return ST_OK;
	st = store_query(known->store, &of_import, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", id);
	stmt_id(stmt, ":change", known->own);
	st = stmt_step(stmt, err);
	*own = st == ST_OK;
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static const char *value_of(const struct staged *row, const struct field *const *fields, int n_fields,
			    const char *name)
{
	for (int i = 0; i < n_fields; i++)
		if (strcmp(fields[i]->name, name) == 0)
			return row->value[i];
	return NULL;
}

/* Says that the file itself has this row's record in an earlier line. */
static enum status mark(struct stage *stage, char what, const char *text, long line, struct str *reason,
			struct err *err)
{
	unsigned char sum[MARK];
	crypto_generichash_state hash;
	long before;
	enum status st;

	crypto_generichash_init(&hash, NULL, 0, MARK);
	crypto_generichash_update(&hash, (const unsigned char *)&what, 1);
	crypto_generichash_update(&hash, (const unsigned char *)text, strlen(text));
	crypto_generichash_final(&hash, sum, MARK);
	st = stage_mark(stage, sum, line, &before, err);
	if (st == ST_OK && before > 0)
		str_addf(reason, _("The file has the same record already in line %ld."), before);
	return st;
}

/* By id: also a record that was taken back keeps its id. */
static enum status by_id(struct known *known, struct stage *stage, const struct staged *row,
			 struct str *reason, struct err *err)
{
	struct str sql = STR_INIT;
	struct stmt *stmt;
	char text[37];
	bool own = false;
	enum status st;

	str_addf(&sql, "SELECT 1 FROM %s WHERE id = :id", known->options->kind->name);
	st = store_sql(known->store, str_get(&sql), &stmt, err);
	str_free(&sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", row->id);
	st = stmt_step(stmt, err);
	stmt_reset(stmt);
	if (st == ST_OK)
		st = is_own(known, row->id, &own, err);
	else if (st == ST_DONE)
		own = true;
	if (!own && st == ST_OK)
		str_add(reason, _("A record with this id is in the file already."));
	if (reason->len > 0 || (st != ST_OK && st != ST_DONE))
		return st;
	id_text(row->id, text);
	return mark(stage, 'i', text, row->line, reason, err);
}

/* A record called so: *there, unless this import wrote it. */
static enum status has_title(struct known *known, const char *title, bool *there, struct err *err)
{
	struct err why;
	struct id id;
	bool own = false;
	enum status st = read_resolve(known->store, &known->actor, known->options->kind, title, &id, &why);

	*there = st == ST_OK || st == ST_CONFLICT;
	if (st == ST_OK)
		st = is_own(known, id, &own, &why);
	*there = *there && !own;
	if (st == ST_OK || st == ST_CONFLICT || st == ST_NOTFOUND)
		return ST_OK;
	if (err)
		*err = why;
	return st;
}

/* A record with this value in the key's index. */
static enum status has_key(struct known *known, const char *value, bool *there, struct err *err)
{
	struct list_query query = { .kind = known->options->kind, .sort = known->key, .n_filters = 1 };
	struct list_place from = { .set = false };
	struct list_page page;
	enum status st;

	query.filter[0] = (struct filter){ known->key, FILTER_IS, value };
	st = read_list(known->store, &known->actor, &query, &from, false, HITS, &page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < page.count && st == ST_OK && !*there; i++) {
		bool own;

		st = is_own(known, page.record[i]->id, &own, err);
		*there = st == ST_OK && !own;
	}
	list_page_free(&page);
	return st;
}

/* By a value that one record alone has: the import's key. */
static enum status by_key(struct known *known, struct stage *stage, const struct staged *row,
			  const char *value, struct str *reason, struct err *err)
{
	bool there = false;
	enum status st =
		known->key->sort ? has_key(known, value, &there, err) : has_title(known, value, &there, err);

	if (st != ST_OK)
		return st;
	if (there) {
		str_addf(reason, _("A record with the same “%s” is in the file already."),
			 field_label(known->key));
		return ST_OK;
	}
	return mark(stage, 'k', value, row->line, reason, err);
}

static enum status by_number(struct known *known, struct stage *stage, const struct staged *row,
			     const char *number, struct str *reason, struct err *err)
{
	struct id id;
	bool own = true;
	struct err why;
	enum status st = read_resolve(known->store, &known->actor, known->options->kind, number, &id, &why);

	if (st == ST_OK)
		st = is_own(known, id, &own, &why);
	else if (st == ST_NOTFOUND)
		st = ST_OK;
	if (st != ST_OK && err)
		*err = why;
	if (st == ST_OK && !own)
		str_addf(reason, _("The case number %s is in the file already."), number);
	return st == ST_OK && own ? mark(stage, 'c', number, row->line, reason, err) : st;
}

/* Names count alike in any spelling of case and script; a birth date that may be guessed tells nobody apart.
 */
static void add_person_mark(struct str *out, const struct staged *row, const struct field *const *fields,
			    int n_fields)
{
	static const char *const names[] = { "family_name", "given_name", "own_script", "used_name" };
	const char *born = value_of(row, fields, n_fields, "born");
	bool sure = born && strlen(born) == 10 && strcmp(born + 4, "-01-01") != 0;

	for (size_t i = 0; sure && i < ARRAY_LEN(names); i++) {
		const char *value = value_of(row, fields, n_fields, names[i]);

		if (value)
			text_latin(out, value);
		str_addc(out, '|');
	}
	for (int i = 0; !sure && i < n_fields; i++) {
		str_add(out, row->value[i]);
		str_addc(out, '\x1f');
	}
	str_add(out, sure ? born : "");
}

static enum status say_who(struct known *known, struct id person, struct str *reason, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(known->store, &number_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		str_addf(reason, _("This person seems to be known already: case number %s."),
			stmt_get_text(stmt, 0) ? stmt_get_text(stmt, 0) : "?");
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* find_same's question: those whom this import wrote do not count. */
struct counts { struct known *known; enum status st; struct err err; };

static bool is_other(void *ctx, struct id person)
{
	struct counts *counts = ctx;
	bool own = false;

	counts->st = is_own(counts->known, person, &own, &counts->err);
	return counts->st == ST_OK && !own;
}

static enum status by_likeness(struct known *known, const struct staged *row,
			       const struct field *const *fields, int n_fields, struct str *reason,
			       struct err *err)
{
	struct known_query query = {
		.family_name = value_of(row, fields, n_fields, "family_name"),
		.given_name = value_of(row, fields, n_fields, "given_name"),
		.own_script = value_of(row, fields, n_fields, "own_script"),
		.used_name = value_of(row, fields, n_fields, "used_name"),
		.born = value_of(row, fields, n_fields, "born"),
		.phone = value_of(row, fields, n_fields, "phone"),
		.email = value_of(row, fields, n_fields, "email"),
	};
	struct counts counts = { .known = known, .st = ST_OK };
	struct id person;
	enum status st = find_same(known->store, &known->actor, &query, is_other, &counts, &person, err);

	if (counts.st != ST_OK) {
		if (err)
			*err = counts.err;
		return counts.st;
	}
	return st == ST_OK && !id_none(person) ? say_who(known, person, reason, err) : st;
}

enum status known_row(struct known *known, struct stage *stage, const struct staged *row,
	const struct field *const *fields, int n_fields, struct str *reason, struct err *err)
{
	const char *number = value_of(row, fields, n_fields, "case_number");
	const char *key = known->key ? value_of(row, fields, n_fields, known->key->name) : NULL;
	struct str text = STR_INIT;
	enum status st = ST_OK;

	if (!id_none(row->id))
		st = by_id(known, stage, row, reason, err);
	if (st == ST_OK && reason->len == 0 && is_person(known) && number)
		st = by_number(known, stage, row, number, reason, err);
	if (st == ST_OK && reason->len == 0 && key)
		st = by_key(known, stage, row, key, reason, err);
	if (st != ST_OK || reason->len > 0 || !is_person(known) || known->options->keep_known)
		return st;
	if (id_none(row->id)) {
		add_person_mark(&text, row, fields, n_fields);
		st = mark(stage, 'p', str_get(&text), row->line, reason, err);
		str_wipe(&text);
	}
	if (st == ST_OK && reason->len == 0 && known->people)
		st = by_likeness(known, row, fields, n_fields, reason, err);
	return st;
}
