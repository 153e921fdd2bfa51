/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lists, paged by the stored key (sort value, rid) of the row where the last page
 * ended, so that page 20,000 costs what page 1 costs.  Each page is one or two
 * ranges of one index: the rows with a sort value, then those without.
 *
 * Which index is always said (INDEXED BY), never left to the planner: the sort's
 * own, where rows come in order and other filters are judged on the way; or, when
 * a filter leaves few rows, the filter's, and those few are sorted; or, when filters
 * without an index leave few, none: these are found in one pass over the table in its
 * own order, which costs a twentieth of a pass in the order of an index (measured:
 * 0.2 s instead of 4 s over a million people).  A trait (trait.h) that few records
 * have names these; of one that many have each row is asked on the way.  Every field with `sort` has its index
 * KIND_by_FIELD, the title KIND_by_title.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/grant.h"
#include "register/filter.h"
#include "register/kept.h"
#include "register/row.h"
#include "register/trait.h"
#include "store/sealed.h"

/* Sorting so many rows costs less than passing over the others in a file of a million. */
#define FEW_ROWS 5000

/* What one list asks, taken apart once. */
struct list {
	struct store *store;
	const struct actor *actor;
	const struct list_query *query;
	const char *sort;            /* column; NULL: by rid, where the actor may not see the title */
	const struct field *by;      /* filter field whose index is used; NULL: the sort's */
	bool by_title;               /* ... the index of the title, for a filter on the title */
	char *rids;                  /* ... none: of these rows alone, a JSON array */
	int64_t n_rids;
	bool all_fit;                /* ... all of which fit: they were found by a pass over the table */
	const struct filter *settled;    /* ... all of which this filter lets through: it named them */
	bool fixed;                  /* a filter IS holds the sort column to one value */
	bool no_values, no_nulls;    /* filters leave no row with (without) a sort value */
};

static bool on_sort(const struct list *list, const struct filter *filter)
{
	return list->sort && !trait_of(filter->field) && str_same(list->sort, filter_column(filter));
}

/* Where one file alone is open, lists hold what belongs to it, or to nobody. */
static enum status check_lent(struct store *store, const struct actor *actor, const struct list_query *query,
	struct err *err)
{
	struct id person = { { 0 } };
	bool anybodys = query->kind->person || str_same(query->kind->name, "person") || str_same(query->kind->name, "household");

	if (id_none(actor->grant))
		return ST_OK;
	for (int i = 0; query->kind->person && i < query->n_filters; i++)
		if (query->filter[i].op == FILTER_IS && str_same(query->filter[i].field->name, query->kind->person))
			(void)id_parse(query->filter[i].value, &person);
	return grant_check(store, actor, anybodys ? person : actor->only, err);
}

static enum status check_query(struct store *store, const struct actor *actor, const struct list_query *query, struct err *err)
{
	const struct field *sort = query->sort;
	enum status status = ST_OK;

	if (!kind_seen(actor, query->kind))
		return read_denied(query->kind, err);
	if (sort && !field_seen(actor, query->kind, sort))
		return err_set(err, ST_DENIED, _("Your role does not see the field by which this list is to be"
			" sorted. Please choose another one."));
	if (sort && (!sort->sort || sort->own))
		return err_field(err, sort->name, _("Lists cannot be sorted by this field. Please choose another"
			" one."));
	for (int i = 0; status == ST_OK && i < query->n_filters; i++)
		status = filter_check(actor, query->kind, &query->filter[i], err);
	return status == ST_OK ? check_lent(store, actor, query, err) : status;
}

static void add_index(struct str *sql, const struct list *list)
{
	const char *kind = list->query->kind->name;

	/* Within a sealed file the town's tables are views, which have no index of their own; the planner finds theirs. */
	if (store_shares(list->store, kind))
		return;
	if (list->rids)
		str_add(sql, " NOT INDEXED");
	else if (list->by)
		str_addf(sql, " INDEXED BY %s_by_%s", kind, list->by->name);
	else if (list->by_title || (list->sort && !list->query->sort))
		str_addf(sql, " INDEXED BY %s_by_title", kind);
	else if (list->sort)
		str_addf(sql, " INDEXED BY %s_by_%s", kind, list->sort);
	else
		str_add(sql, " NOT INDEXED");
}

/* How many rows the filters on one column leave, counted up to FEW_ROWS + 1 in its index. */
static enum status count_column(const struct list *list, const char *name, int64_t *out, struct err *err)
{
	const struct list_query *query = list->query;
	struct str sql = STR_INIT;
	struct stmt *stmt;
	enum status status;

	str_addf(&sql, "SELECT count(*) FROM (SELECT 1 FROM %s WHERE gone = 0", query->kind->name);
	kept_add(&sql, query->kind, list->actor);
	for (int i = 0; i < query->n_filters; i++)
		if (str_same(filter_column(&query->filter[i]), name))
			filter_add(&sql, query->kind, &query->filter[i], i, true, true);
	str_addf(&sql, " LIMIT %d)", FEW_ROWS + 1);
	status = store_sql(list->store, str_get(&sql), &stmt, err);
	str_free(&sql);
	if (status != ST_OK)
		return status;
	for (int i = 0; i < query->n_filters; i++)
		if (str_same(filter_column(&query->filter[i]), name))
			filter_bind(stmt, &query->filter[i], i, true, true);
	kept_bind(stmt, query->kind, list->actor);
	status = stmt_step(stmt, err);
	if (status == ST_OK)
		*out = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return status;
}

/* The rows that all filters leave, by one pass over the table that ends where they are too many. */
static enum status pass_over(struct list *list, struct err *err)
{
	const struct list_query *query = list->query;
	struct str sql = STR_INIT, rids = STR_INIT;
	struct stmt *stmt;
	enum status status;

	str_addf(&sql, "SELECT rid FROM %s NOT INDEXED WHERE gone = 0", query->kind->name);
	kept_add(&sql, query->kind, list->actor);
	for (int i = 0; i < query->n_filters; i++)
		filter_add(&sql, query->kind, &query->filter[i], i, true, true);
	str_addf(&sql, " LIMIT %d", FEW_ROWS + 1);
	status = store_sql(list->store, str_get(&sql), &stmt, err);
	str_free(&sql);
	if (status != ST_OK)
		return status;
	for (int i = 0; i < query->n_filters; i++)
		filter_bind(stmt, &query->filter[i], i, true, true);
	kept_bind(stmt, query->kind, list->actor);
	while ((status = stmt_step(stmt, err)) == ST_OK)
		str_addf(&rids, "%c%lld", list->n_rids++ ? ',' : '[', (long long)stmt_get_int(stmt, 0));
	str_add(&rids, list->n_rids ? "]" : "[]");
	if (status == ST_DONE && list->n_rids <= FEW_ROWS) {
		list->rids = str_take(&rids);
		list->all_fit = true;
	}
	str_free(&rids);
	return status == ST_DONE ? ST_OK : status;
}

/* Those who may have the trait, where they are fewer than what was found so far. */
static enum status few_of_trait(struct list *list, int filter, int64_t *fewest, struct err *err)
{
	const struct list_query *query = list->query;
	struct str sql = STR_INIT, rids = STR_INIT;
	struct stmt *stmt;
	int64_t n = 0;
	enum status status = ST_OK;

	str_add(&sql, "SELECT DISTINCT who FROM (");
	if (trait_source(&sql, query->kind, &query->filter[filter], filter)) {
		str_addf(&sql, ") LIMIT %d", FEW_ROWS + 1);
		status = store_sql(list->store, str_get(&sql), &stmt, err);
		if (status == ST_OK)
			trait_bind(stmt, &query->filter[filter], filter, true);
		while (status == ST_OK && (status = stmt_step(stmt, err)) == ST_OK)
			str_addf(&rids, "%c%lld", n++ ? ',' : '[', (long long)stmt_get_int(stmt, 0));
		str_add(&rids, n ? "]" : "[]");
		if (status == ST_DONE && n <= FEW_ROWS && n < *fewest) {
			*fewest = list->n_rids = n;
			list->settled = trait_source_is_exact(&query->filter[filter]) ? &query->filter[filter] : NULL;
			free(list->rids);
			list->rids = str_take(&rids);
			list->by = NULL;
			list->by_title = false;
		}
	}
	str_free(&sql);
	str_free(&rids);
	return status == ST_DONE ? ST_OK : status;
}

/* Filters on what the list is sorted by keep it within a part of the sort's index, which is the best one if that is short:
 * its rows come in order. */
static enum status count_sorted(const struct list *list, int64_t *fewest, struct err *err)
{
	int64_t n = 0;
	enum status status = ST_OK;

	for (int i = 0; i < list->query->n_filters; i++) {
		const struct filter *filter = &list->query->filter[i];

		if (filter->op == FILTER_SET || !on_sort(list, filter))
			continue;
		status = count_column(list, list->sort, &n, err);
		if (status == ST_OK && n < *fewest)
			*fewest = n;
		break;
	}
	return status;
}

/* Takes the index of the filter that leaves fewest rows, if these are few. */
static enum status choose_index(struct list *list, int64_t *fewest, struct err *err)
{
	int64_t n = 0;
	enum status status = list->query->n_filters > 1 ? count_sorted(list, fewest, err) : ST_OK;

	for (int i = 0; status == ST_OK && i < list->query->n_filters; i++) {
		const struct filter *filter = &list->query->filter[i];
		if (filter->op == FILTER_SET || !filter_has_index(filter) || on_sort(list, filter))
			continue;
		status = count_column(list, filter_column(filter), &n, err);
		if (status == ST_OK && n < *fewest) {
			*fewest = n;
			list->by = filter->field;
			list->by_title = filter_on_title(filter);
		}
	}
	return status;
}

/* How the rows are come by: see the head of this file. */
static enum status choose_way(struct list *list, struct err *err)
{
	int64_t fewest = FEW_ROWS + 1;
	bool plain = false;
	enum status status = choose_index(list, &fewest, err);

	for (int i = 0; i < list->query->n_filters && status == ST_OK; i++) {
		const struct filter *filter = &list->query->filter[i];

		if (trait_of(filter->field))
			status = few_of_trait(list, i, &fewest, err);
		else
			plain |= !filter_has_index(filter);
	}
	if (status == ST_OK && plain && fewest > FEW_ROWS)
		status = pass_over(list, err);
	return status;
}

static enum status list_open(struct store *store, const struct actor *actor, const struct list_query *query,
	struct list *out, struct err *err)
{
	enum status status = check_query(store, actor, query, err);

	memset(out, 0, sizeof *out);
	out->store = store;
	out->actor = actor;
	out->query = query;
	if (query->sort)
		out->sort = query->sort->name;
	else if (title_seen(actor, query->kind))
		out->sort = "sort_key";
	for (int i = 0; i < query->n_filters; i++) {
		const struct filter *filter = &query->filter[i];
		if (!on_sort(out, filter))
			continue;
		out->fixed |= filter->op == FILTER_IS;
		out->no_values |= filter->op == FILTER_EMPTY;
		out->no_nulls |= filter->op != FILTER_EMPTY;
	}
	return status == ST_OK ? choose_way(out, err) : status;
}

/* One range: the rows with a sort value, or those without, walked upwards or downwards from a place. */
struct range {
	bool nulls;
	bool up;
	const struct list_place *from;   /* NULL: from the range's end */
	int limit;
};

/* Once a place is set, the bound on the side where the walk starts adds nothing and would mislead the index. */
static bool keeps_lower(const struct list *list, const struct range *range, const struct filter *filter)
{
	return !(on_sort(list, filter) && range->from && range->up);
}

static bool keeps_upper(const struct list *list, const struct range *range, const struct filter *filter)
{
	return !(on_sort(list, filter) && range->from && !range->up);
}

/* True when rid alone orders the range. */
static bool by_rid(const struct list *list, const struct range *range)
{
	return !list->sort || range->nulls || list->fixed;
}

/* Which rows, and in which order. */
static void add_rows(struct str *sql, const struct list *list, const struct range *range)
{
	const struct list_query *query = list->query;
	const char *sign = range->up ? ">" : "<", *order = range->up ? "" : " DESC";

	add_index(sql, list);
	str_add(sql, " WHERE gone = 0");
	kept_add(sql, query->kind, list->actor);
	if (list->rids)
		str_add(sql, " AND rid IN (SELECT value FROM json_each(:rids))");
	for (int i = 0; i < query->n_filters; i++)
		if (&query->filter[i] != list->settled)
			filter_add(sql, query->kind, &query->filter[i], i, keeps_lower(list, range, &query->filter[i]),
				keeps_upper(list, range, &query->filter[i]));
	if (list->sort && !list->fixed)
		str_addf(sql, " AND \"%s\" IS %s", list->sort, range->nulls ? "NULL" : "NOT NULL");
	if (range->from && by_rid(list, range))
		str_addf(sql, " AND rid %s :rid", sign);
	else if (range->from)
		str_addf(sql, " AND (\"%s\", rid) %s (:key, :rid)", list->sort, sign);
	if (by_rid(list, range))
		str_addf(sql, " ORDER BY rid%s LIMIT :limit", order);
	else
		str_addf(sql, " ORDER BY \"%s\"%s, rid%s LIMIT :limit", list->sort, order, order);
}

static void range_sql(struct str *sql, const struct list *list, const struct range *range)
{
	const char *select = list->query->kind->sql_select;
	const char *from = strstr(select, " FROM ");
	const char *order = range->up ? "" : " DESC";

	str_addn(sql, select, (size_t)(from - select));
	str_addf(sql, ", sort_key%s", from);
	if (!list->rids && !list->by && !list->by_title) {
		add_rows(sql, list, range);
		return;
	}
	/* Rows that do not come in order are sorted by their keys alone; whole rows are read of those that are shown. */
	str_addf(sql, " WHERE rid IN (SELECT rid%s", from);
	add_rows(sql, list, range);
	if (by_rid(list, range))
		str_addf(sql, ") ORDER BY rid%s", order);
	else
		str_addf(sql, ") ORDER BY \"%s\"%s, rid%s", list->sort, order, order);
}

static void bind_range(struct stmt *stmt, const struct list *list, const struct range *range)
{
	const struct list_query *query = list->query;

	for (int i = 0; i < query->n_filters; i++)
		if (&query->filter[i] != list->settled)
			filter_bind(stmt, &query->filter[i], i, keeps_lower(list, range, &query->filter[i]),
				keeps_upper(list, range, &query->filter[i]));
	kept_bind(stmt, query->kind, list->actor);
	stmt_int(stmt, ":limit", range->limit);
	if (list->rids)
		stmt_text(stmt, ":rids", list->rids);
	if (!range->from)
		return;
	stmt_int(stmt, ":rid", range->from->rid);
	if (by_rid(list, range))
		return;
	if (query->sort)
		row_bind(stmt, ":key", query->sort, range->from->key);
	else
		stmt_blob(stmt, ":key", range->from->key, range->from->key_len);
}

static void note_place(const struct list *list, struct stmt *stmt, const struct record *record,
	struct list_place *place)
{
	const struct field *sort = list->query->sort;
	const char *key = sort ? record->value[field_index(record->kind, sort)] : NULL;
	size_t len = key ? strlen(key) : 0;

	memset(place, 0, sizeof *place);
	place->rid = record->rid;
	place->set = true;
	if (!sort && list->sort)
		key = stmt_get_blob(stmt, stmt_columns(stmt) - 1, &len);
	place->key_null = !key;
	place->key_len = len < LIST_KEY_MAX ? len : LIST_KEY_MAX - 1;
	if (key)
		memcpy(place->key, key, place->key_len);
}

/* Appends the rows of one range to the page. */
static enum status add_range(const struct list *list, const struct range *range, struct list_page *page,
	struct err *err)
{
	struct str sql = STR_INIT;
	struct stmt *stmt;
	enum status status;

	range_sql(&sql, list, range);
	status = store_sql(list->store, str_get(&sql), &stmt, err);
	str_free(&sql);
	if (status != ST_OK)
		return status;
	bind_range(stmt, list, range);
	while ((status = stmt_step(stmt, err)) == ST_OK) {
		struct record **record = &page->record[page->count];
		status = row_take(list->store, list->query->kind, stmt, record, err);
		if (*record)
			note_place(list, stmt, *record, &page->place[page->count++]);
		if (status != ST_OK)
			break;
	}
	stmt_reset(stmt);
	return status == ST_DONE ? ST_OK : status;
}

static void reverse(struct list_page *page)
{
	for (int i = 0, j = page->count - 1; i < j; i++, j--) {
		struct record *record = page->record[i];
		struct list_place place = page->place[i];
		page->record[i] = page->record[j];
		page->place[i] = page->place[j];
		page->record[j] = record;
		page->place[j] = place;
	}
}

/* Both ranges in the order of the walk, skipping what lies behind the place. */
static enum status fill(const struct list *list, const struct list_place *from, bool backward, int limit,
	struct list_page *page, struct err *err)
{
	bool single = !list->sort || list->fixed;
	enum status status = ST_OK;

	for (int turn = 0; status == ST_OK && turn < (single ? 1 : 2) && page->count < limit; turn++) {
		struct range range = {
			.nulls = !single && (turn == 1) != backward,
			.up = list->query->descending == backward,
			.limit = limit - page->count,
		};
		bool here = from && (single || from->key_null == range.nulls);
		bool passed = from && !here && turn == 0;
		bool none = !single && (range.nulls ? list->no_nulls : list->no_values);
		range.from = here ? from : NULL;
		if (!passed && !none)
			status = add_range(list, &range, page, err);
	}
	return status;
}

/* What hangs under one person is a part of that person's opened file. */
static bool of_one_person(const struct list_query *query)
{
	for (int i = 0; i < query->n_filters; i++)
		if (query->filter[i].op == FILTER_IS && query->kind->person && query->filter[i].field
			&& str_same(query->filter[i].field->name, query->kind->person))
			return true;
	return false;
}

enum status read_list(struct store *store, const struct actor *actor, const struct list_query *query,
	const struct list_place *from, bool backward, int limit, struct list_page *out, struct err *err)
{
	struct list list;
	enum status status;

	memset(out, 0, sizeof *out);
	if (limit <= 0)
		return ST_OK;
	out->record = mem_array((size_t)limit + 1, sizeof *out->record);
	out->place = mem_array((size_t)limit + 1, sizeof *out->place);
	status = list_open(store, actor, query, &list, err);
	if (status == ST_OK)
		status = fill(&list, from && from->set ? from : NULL, backward, limit + 1, out, err);
	free(list.rids);
	if (status != ST_OK) {
		list_page_free(out);
		return status;
	}
	out->more = out->count > limit;
	if (out->more)
		record_free(out->record[--out->count]);
	if (backward)
		reverse(out);
	for (int i = 0; i < out->count; i++) {
		if (!of_one_person(query))
			record_discreet(store, out->record[i]);
		record_hide(actor, out->record[i]);
	}
	return ST_OK;
}

void list_page_free(struct list_page *page)
{
	for (int i = 0; i < page->count; i++)
		record_free(page->record[i]);
	free(page->record);
	free(page->place);
	memset(page, 0, sizeof *page);
}

/* Which rows are counted: of a trait that many have, those whom its own index names. */
static int count_from(struct str *sql, const struct list *list)
{
	const struct list_query *query = list->query;
	const char *kind = query->kind->name;
	struct str source = STR_INIT;
	int by = -1;

	for (int i = 0; i < query->n_filters && !list->by && !list->by_title && !list->rids && by < 0; i++)
		if (trait_of(query->filter[i].field) && trait_source(&source, query->kind, &query->filter[i], i))
			by = i;
	if (by >= 0) {
		str_addf(sql, "SELECT count(*) FROM (SELECT DISTINCT \"%s\".rid FROM (%s) s CROSS JOIN \"%s\" ON \"%s\".rid = s.who",
			kind, str_get(&source), kind, kind);
	} else {
		str_addf(sql, "SELECT count(*) FROM (SELECT 1 FROM \"%s\"", kind);
		if (list->by || list->by_title || list->rids)
			add_index(sql, list);
	}
	str_free(&source);
	return by;
}

static enum status count(const struct list *list, int64_t at_most, int64_t *out, struct err *err)
{
	const struct list_query *query = list->query;
	struct str sql = STR_INIT;
	struct stmt *stmt;
	int by = count_from(&sql, list);
	enum status status;

	str_add(&sql, " WHERE gone = 0");
	if (list->rids)
		str_add(&sql, " AND rid IN (SELECT value FROM json_each(:rids))");
	kept_add(&sql, query->kind, list->actor);
	for (int i = 0; i < query->n_filters; i++)
		if (&query->filter[i] != list->settled)
			filter_add(&sql, query->kind, &query->filter[i], i, true, true);
	str_add(&sql, " LIMIT :limit)");
	status = store_sql(list->store, str_get(&sql), &stmt, err);
	str_free(&sql);
	if (status != ST_OK)
		return status;
	for (int i = 0; i < query->n_filters; i++)
		if (&query->filter[i] != list->settled)
			filter_bind(stmt, &query->filter[i], i, true, true);
	kept_bind(stmt, query->kind, list->actor);
	if (by >= 0)
		trait_bind(stmt, &query->filter[by], by, true);
	if (list->rids)
		stmt_text(stmt, ":rids", list->rids);
	stmt_int(stmt, ":limit", at_most);
	status = stmt_step(stmt, err);
	if (status == ST_OK)
		*out = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return status;
}

enum status read_count(struct store *store, const struct actor *actor, const struct list_query *query,
	int64_t at_most, int64_t *out, struct err *err)
{
	struct list list;
	enum status status = list_open(store, actor, query, &list, err);

	*out = 0;
	if (status == ST_OK && list.all_fit)
		*out = list.n_rids < at_most ? list.n_rids : at_most;
	else if (status == ST_OK)
		status = count(&list, at_most, out, err);
	free(list.rids);
	return status;
}
