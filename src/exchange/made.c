/* SPDX-License-Identifier: EUPL-1.2 */
/* Names that mean no record yet; see made.h. */
#include "exchange/made.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "register/read.h"

#define ALIKE 50


enum stands { STANDS_NOT, STANDS_IN_SET, STANDS };

struct new_record { const struct field *title; const struct kind *kind; char *name; struct id id; enum stands stands; };

struct made {
	struct map *by_name, *by_id;         /* place in record[], from 1 */
	struct new_record *record;
	int n;
	int64_t count;
};

struct made *made_new(void)
{
	struct made *made = mem_alloc(sizeof(*made));

	made->by_name = map_new();
	made->by_id = map_new();
	return made;
}

void made_free(struct made *made)
{
	if (!made)
		return;
	for (int i = 0; i < made->n; i++)
		free(made->record[i].name);
	free(made->record);
	map_free(made->by_name);
	map_free(made->by_id);
	free(made);
}

static struct new_record *add(struct made *made, const struct kind *kind, const char *name)
{
	struct new_record *record;

	made->record = mem_resize(made->record, (size_t)made->n + 1, sizeof(*made->record));
	record = &made->record[made->n++];
	*record = (struct new_record){ kind_field(kind, kind->title), kind, mem_str(name), id_new(), STANDS_NOT };
	*map_at(made->by_id, record->id.b, sizeof(record->id.b)) = made->n;
	return record;
}

/* A record that is called the same but for capitals and accents; *id none: there is none. */
static enum status called_alike(struct store *store, const struct actor *actor, const struct kind *kind, const char *name,
	const char *folded, struct id *id, struct err *err)
{
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page;
	struct str other = STR_INIT;
	enum status st;

	*id = (struct id){ { 0 } };
	query.filter[0] = (struct filter){ NULL, FILTER_BEGINS, name };
	st = read_list(store, actor, &query, NULL, false, ALIKE, &page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < page.count && id_none(*id); i++) {
		str_clear(&other);
		text_fold(&other, record_get(page.record[i], kind->title) ? record_get(page.record[i], kind->title) : "");
		if (str_same(str_get(&other), folded))
			*id = page.record[i]->id;
	}
	str_free(&other);
	list_page_free(&page);
	return ST_OK;
}

enum status made_named(struct made *made, struct store *store, const struct actor *actor, const struct field *reference, const char *name,
	struct id *out, struct err *err)
{
	const struct kind *kind = register_kind(reference->refers);
	struct str key = STR_INIT;
	char *canonical = NULL;
	int64_t *at;
	enum status st;

	if (!kind_changed_by(actor, kind))
		return err_set(err, ST_DENIED, _("%s: no record has this name, and your role may not make one. Nothing was saved."),
			_(kind->label));
	st = field_check(kind_field(kind, kind->title), name, &canonical, err);
	if (st != ST_OK || !canonical) {
		free(canonical);
		return st;
	}
	text_fold(&key, canonical);
	st = called_alike(store, actor, kind, canonical, str_get(&key), out, err);
	if (st == ST_OK && id_none(*out)) {
		str_addf(&key, "\n%s", kind->name);
		at = map_at(made->by_name, str_get(&key), key.len);
		if (!*at) {
			add(made, kind, canonical);
			*at = made->n;
		}
		*out = made->record[*at - 1].id;
	}
	str_free(&key);
	free(canonical);
	return st;
}

void made_put(struct made *made, struct change *change, struct id id)
{
	int64_t *at = map_find(made->by_id, id.b, sizeof(id.b));
	struct new_record *record = at ? &made->record[*at - 1] : NULL;

	if (!record || record->stands != STANDS_NOT)
		return;
	change_put(change_create(change, record->kind, &record->id), record->title, record->name);
	record->stands = STANDS_IN_SET;
}

void made_settle(struct made *made, bool stands)
{
	for (int i = 0; i < made->n; i++) {
		if (made->record[i].stands != STANDS_IN_SET)
			continue;
		made->record[i].stands = stands ? STANDS : STANDS_NOT;
		made->count += stands;
	}
}

int64_t made_count(const struct made *made)
{
	return made->count;
}
