/* SPDX-License-Identifier: EUPL-1.2 */
/* First arrangements: which ones, for whom, until when; and the rules of their states. */
#include "cases/arrangement.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "store/query.h"

#define DAYS_MOST 365

QUERY(twins, "arrangement.twins", QUERY_INTERACTIVE,
	"SELECT count(*) FROM arrangement a JOIN arrangement b ON b.person = a.person AND b.what = a.what AND b.gone = 0"
	" AND b.id <> a.id WHERE a.id = :id");

/* The city's own targets, not terms of a law: a town sets them as it works. */
static const struct arrangement_wanted usual[] = {
	{ "registration", 5 }, { "handover", 7 }, { "income", 14 }, { "health_insurance", 14 }, { "family_doctor", 30 },
	{ "bank", 30 }, { "child_benefit", 42 }, { "eid", 60 },
};

/* One "registration 5"; NULL: there is no such arrangement, or no such number of days. */
static const char *read_one(const char *part, int *days)
{
	const struct field *what = kind_field(register_kind("arrangement"), "what");
	char key[32];
	size_t len = strcspn(part, " =");
	char *end;
	const struct choice *choice;

	if (len >= sizeof key)
		return NULL;
	memcpy(key, part, len);
	key[len] = '\0';
	choice = field_choice(what, key);
	part += len + strspn(part + len, " =");
	*days = (int)strtol(part, &end, 10);
	return choice && end > part && *end == '\0' && *days >= 0 && *days <= DAYS_MOST ? choice->key : NULL;
}

/* ST_INVALID without words: it is no such list. */
static enum status read_list_of(const char *list, struct arrangement_wanted out[ARRANGEMENTS_MOST], int *n)
{
	char *copy = mem_str(list), *rest = copy, *part;
	enum status st = ST_OK;

	*n = 0;
	while (st == ST_OK && (part = strsep(&rest, ",")) != NULL) {
		struct arrangement_wanted *w = &out[*n];

		part += strspn(part, " ");
		for (size_t len = strlen(part); len && part[len - 1] == ' '; len--)
			part[len - 1] = '\0';
		w->what = read_one(part, &w->days);
		for (int i = 0; i < *n && w->what; i++)
			if (str_same(out[i].what, w->what))
				w->what = NULL;
		st = w->what && ++*n < ARRANGEMENTS_MOST ? ST_OK : ST_INVALID;
	}
	free(copy);
	return st;
}

enum status arrangements_wanted(struct store *store, struct arrangement_wanted out[ARRANGEMENTS_MOST], int *n,
	struct err *err)
{
	char *list;
	enum status st = setting_get(store, SETTING_ARRANGEMENTS, &list, err);

	if (st == ST_OK && (!list || read_list_of(list, out, n) != ST_OK)) {
		memcpy(out, usual, sizeof usual);
		*n = (int)ARRAY_LEN(usual);
	}
	free(list);
	return st;
}

enum status arrangements_text(struct store *store, struct str *out, struct err *err)
{
	struct arrangement_wanted wanted[ARRANGEMENTS_MOST];
	int n = 0;
	enum status st = arrangements_wanted(store, wanted, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++)
		str_addf(out, "%s%s %d", i ? ", " : "", wanted[i].what, wanted[i].days);
	return st;
}

enum status arrangements_set(struct store *store, const struct actor *actor, const char *list, struct err *err)
{
	struct arrangement_wanted wanted[ARRANGEMENTS_MOST];
	int n;

	if (!(actor->roles & (ROLE_ADMIN | ROLE_TEAM_LEAD)))
		return err_set(err, ST_DENIED, _("Which arrangements are made for everybody is set by the administrator or a team "
			"lead. Nothing was changed."));
	if (!str_empty(list) && read_list_of(list, wanted, &n) != ST_OK)
		return err_set(err, ST_INVALID, _("This list cannot be understood. Nothing was changed; write each arrangement once, "
			"with the days after the arrival: “registration 5, bank 30”."));
	return setting_set(store, SETTING_ARRANGEMENTS, str_empty(list) ? NULL : list, err);
}

static void add_one(struct change *change, const char *person, const struct arrangement_wanted *wanted, struct date from)
{
	struct change_item *item = change_create(change, register_kind("arrangement"), NULL);
	char target[11];

	date_text(date_add_days(from, wanted->days), target);
	rule_put(item, "person", person);
	rule_put(item, "what", wanted->what);
	rule_put(item, "target", target);
}

enum status arrangements_add(struct change *change, struct id person, struct date from, struct err *err)
{
	struct change_item *item = change_find(change, person);
	struct date start = from.year && from.day ? from : clock_today();
	struct arrangement_wanted wanted[ARRANGEMENTS_MOST];
	char text[37];
	int n = 0;
	enum status st;

	if (!item || !change_is_new(item) || date_between(start, clock_today()) > ARRANGEMENTS_LATEST ||
	    change_get(item, "left"))
		return ST_OK;
	st = arrangements_wanted(change_store(change), wanted, &n, err);
	id_text(person, text);
	for (int i = 0; st == ST_OK && i < n; i++)
		add_one(change, text, &wanted[i], start);
	return st;
}

static enum status load_all(struct store *store, const struct actor *actor, struct id person, struct list_page *page,
	struct err *err)
{
	const struct kind *kind = register_kind("arrangement");
	char text[37];
	struct list_query query = { .kind = kind, .n_filters = 1,
		.filter = { { kind_field(kind, "person"), FILTER_IS, text } } };

	id_text(person, text);
	return read_list(store, actor, &query, NULL, false, ARRANGEMENTS_MOST, page, err);
}

/* Where the record of this kind of arrangement goes; those the town does not name any more come last. */
static struct arrangement_row *row_for(struct arrangement_row *row, int *n, const char *what)
{
	for (int i = 0; i < *n; i++)
		if (str_same(row[i].what, what))
			return row[i].record ? NULL : &row[i];
	if (*n == ARRANGEMENTS_MOST)
		return NULL;
	row[*n] = (struct arrangement_row){ what, NULL };
	return &row[(*n)++];
}

enum status arrangements_load(struct store *store, const struct actor *actor, struct id person,
	struct arrangement_row out[ARRANGEMENTS_MOST], int *n, struct err *err)
{
	struct arrangement_wanted wanted[ARRANGEMENTS_MOST];
	struct list_page page;
	enum status st = arrangements_wanted(store, wanted, n, err);

	if (st != ST_OK) {
		*n = 0;
		return st;
	}
	for (int i = 0; i < *n; i++)
		out[i] = (struct arrangement_row){ wanted[i].what, NULL };
	st = load_all(store, actor, person, &page, err);
	for (int i = 0; st == ST_OK && i < page.count; i++) {
		const struct field *field = kind_field(page.record[i]->kind, "what");
		const char *key = record_get(page.record[i], "what");
		const struct choice *choice = key ? field_choice(field, key) : NULL;
		struct arrangement_row *row = choice ? row_for(out, n, choice->key) : NULL;

		if (row) {
			row->record = page.record[i];
			page.record[i] = NULL;
		}
	}
	if (st == ST_OK)
		list_page_free(&page);
	return st;
}

void arrangements_clear(struct arrangement_row *row, int n)
{
	for (int i = 0; i < n; i++)
		record_free(row[i].record);
}

enum status arrangement_tick(struct change *change, struct id person, const char *what, const struct record *record,
	const char *state, struct err *err)
{
	const struct kind *kind = register_kind("arrangement");
	struct change_item *item = record ? change_update(change, kind, record->id, record->rev) :
		change_create(change, kind, NULL);
	char text[37];
	enum status st = ST_OK;

	id_text(person, text);
	if (!record) {
		st = change_set(item, "person", text, err);
		if (st == ST_OK)
			st = change_set(item, "what", what, err);
	}
	return st == ST_OK ? change_set(item, "state", state, err) : st;
}

/* ---- rules ---- */

/* State and dates go together, whichever of them somebody set. */
static enum status arrangement_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)err;
	if (change_is_deletion(item))
		return ST_OK;
	if (!change_touches(item, "state") && change_touches(item, "done") && change_get(item, "done"))
		rule_put(item, "state", "done");
	else if (!change_touches(item, "state") && change_touches(item, "asked") && change_get(item, "asked") &&
	    rule_is(item, "state", "open", NULL))
		rule_put(item, "state", "asked");
	if (rule_is(item, "state", "done", NULL))
		rule_put_today(item, "done");
	else if (change_get(item, "done") && !change_touches(item, "done"))
		rule_put(item, "done", NULL);
	if (rule_is(item, "state", "asked", NULL))
		rule_put_today(item, "asked");
	else if (rule_is(item, "state", "open", NULL) && change_get(item, "asked") && !change_touches(item, "asked"))
		rule_put(item, "asked", NULL);
	return ST_OK;
}

static enum status arrangement_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (change_is_deletion(item))
		return ST_OK;
	if (change_get(item, "done") && !rule_is(item, "state", "done", NULL))
		return err_field(err, "done", _("Only what is done has a date of being done. Nothing was saved; set the state to done "
			"or clear the date."));
	if (rule_before(change_get(item, "done"), change_get(item, "asked")))
		return err_field(err, "done", _("It would be done before it was asked for. Nothing was saved; please look at both "
			"dates."));
	return ST_OK;
}

static enum status arrangement_after(struct change *change, struct change_item *item, struct err *err)
{
	struct id none = { { 0 } };
	int64_t n = 0;
	enum status st = ST_OK;

	if (!change_is_merge(change) && !change_is_deletion(item) &&
	    (change_is_new(item) || change_touches(item, "what") || change_touches(item, "person")))
		st = rule_count(change, &twins, change_id_of(item), none, &n, err);
	if (st == ST_OK && n > 0)
		return err_field(err, "what", _("This arrangement stands in the person's file already. Nothing was saved; change the "
			"state there."));
	return st;
}

const struct kind_ops arrangement_rules = { arrangement_derive, arrangement_check, arrangement_after };
