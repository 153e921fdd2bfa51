/* SPDX-License-Identifier: EUPL-1.2 */
/* Who lives in a household, and who did, as a colleague may see it: all of it through the read door. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cases/household.h"

#define PAGE 100

struct view {
	struct store *store;
	const struct actor *actor;
	struct member *member;
	int count;
};

static bool has(const struct view *view, struct id person)
{
	for (int i = 0; i < view->count; i++)
		if (id_same(view->member[i].person, person))
			return true;
	return false;
}

static char *copy(const struct record *record, const char *field)
{
	const char *value = record ? record_get(record, field) : NULL;

	return value ? mem_str(value) : NULL;
}

static void add(struct view *view, const struct record *person, const struct record *membership)
{
	struct str name = STR_INIT;
	struct member *to;

	view->member = mem_resize(view->member, (size_t)view->count + 1, sizeof *view->member);
	to = &view->member[view->count++];
	record_title(&name, person);
	*to = (struct member){ .person = person->id, .number = copy(person, "case_number"), .name = mem_str(str_get(&name)),
		.born = copy(person, "born"), .role = copy(membership, "role"), .since = copy(membership, "since"),
		.until = copy(membership, "until"), .left = record_get(person, "left") != NULL };
	if (membership)
		to->membership = membership->id;
	str_free(&name);
}

typedef enum status view_row(struct view *view, struct record *record, struct err *err);

static enum status each(struct view *view, struct list_query *query, view_row *row, struct err *err)
{
	struct list_page page = { 0 };
	struct list_place from = { 0 };
	bool more = true;
	enum status st = ST_OK;

	while (st == ST_OK && more) {
		st = read_list(view->store, view->actor, query, &from, false, PAGE, &page, err);
		for (int i = 0; st == ST_OK && i < page.count; i++)
			st = row(view, page.record[i], err);
		more = st == ST_OK && page.more;
		if (more)
			from = page.place[page.count - 1];
		list_page_free(&page);
	}
	return st;
}

/* The person's membership without an end, or NULL. */
static enum status present(struct view *view, struct id person, struct record **out, struct err *err)
{
	const struct kind *kind = register_kind("membership");
	struct list_query query = { .kind = kind, .n_filters = 2 };
	struct list_page page = { 0 };
	char text[37];
	enum status st;

	*out = NULL;
	id_text(person, text);
	query.filter[0] = (struct filter){ kind_field(kind, "person"), FILTER_IS, text };
	query.filter[1] = (struct filter){ kind_field(kind, "until"), FILTER_EMPTY, NULL };
	st = read_list(view->store, view->actor, &query, NULL, false, 1, &page, err);
	if (st == ST_OK && page.count) {
		*out = page.record[0];
		page.record[0] = NULL;
	}
	list_page_free(&page);
	return st;
}

static enum status member_row(struct view *view, struct record *person, struct err *err)
{
	struct record *membership = NULL;
	enum status st = ST_OK;

	if (kind_seen(view->actor, register_kind("membership")))
		st = present(view, person->id, &membership, err);
	if (st == ST_OK)
		add(view, person, membership);
	record_free(membership);
	return st;
}

/* One leads to where the other lives now: of whom that is kept secret nothing is shown here. */
static enum status former_row(struct view *view, struct record *membership, struct err *err)
{
	struct record *person = NULL;
	struct id id;
	enum status st = ST_OK;

	if (!record_get(membership, "person") || !id_parse(record_get(membership, "person"), &id) || has(view, id))
		return ST_OK;
	st = read_brief(view->store, view->actor, register_kind("person"), id, &person, err);
	if (st == ST_OK && !str_same(record_get(person, "address_secret"), "yes"))
		add(view, person, membership);
	record_free(person);
	return st == ST_NOTFOUND || st == ST_DENIED ? ST_OK : st;
}

static int role_rank(const struct member *m)
{
	static const char *const order[] = { "head", "partner", "parent", "grandparent", "relative", "guest", NULL, "child" };

	for (int i = 0; i < (int)ARRAY_LEN(order); i++)
		if (str_same(m->role, order[i]))
			return i;
	return (int)ARRAY_LEN(order);
}

static int by_role(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int ranks = role_rank(x) - role_rank(y);

	if (ranks)
		return ranks;
	if (!x->born || !y->born)
		return (x->born ? 0 : 1) - (y->born ? 0 : 1);
	return strcmp(x->born, y->born);
}

static int by_end(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	return strcmp(y->until ? y->until : "", x->until ? x->until : "");
}

static void sort(struct member *member, int n, int (*order)(const void *, const void *))
{
	if (n > 1)
		qsort(member, (size_t)n, sizeof *member, order);
}

enum status household_members(struct store *store, const struct actor *actor, struct id household, bool former,
	struct member **out, int *count, struct err *err)
{
	const struct kind *people = register_kind("person"), *memberships = register_kind("membership");
	struct view view = { .store = store, .actor = actor };
	struct list_query query = { .kind = people, .n_filters = 1 };
	char text[37];
	int now = 0;
	enum status st;

	id_text(household, text);
	query.filter[0] = (struct filter){ kind_field(people, "household"), FILTER_IS, text };
	st = each(&view, &query, member_row, err);
	now = view.count;
	if (st == ST_OK && former && kind_seen(actor, memberships)) {
		query = (struct list_query){ .kind = memberships, .n_filters = 2 };
		query.filter[0] = (struct filter){ kind_field(memberships, "household"), FILTER_IS, text };
		query.filter[1] = (struct filter){ kind_field(memberships, "until"), FILTER_SET, NULL };
		st = each(&view, &query, former_row, err);
	}
	if (st != ST_OK) {
		members_free(view.member, view.count);
		return st;
	}
	sort(view.member, now, by_role);
	sort(view.member + now, view.count - now, by_end);
	*out = view.member;
	*count = view.count;
	return ST_OK;
}

void members_free(struct member *member, int count)
{
	for (int i = 0; i < count; i++) {
		free(member[i].number);
		free(member[i].name);
		free(member[i].born);
		free(member[i].role);
		free(member[i].since);
		free(member[i].until);
	}
	free(member);
}

enum status household_of(struct store *store, const struct actor *actor, struct id person, struct id *out,
	struct err *err)
{
	struct record *record = NULL;
	enum status st = read_brief(store, actor, register_kind("person"), person, &record, err);

	*out = (struct id){ { 0 } };
	if (st == ST_OK && record_get(record, "household") && !id_parse(record_get(record, "household"), out))
		*out = (struct id){ { 0 } };
	record_free(record);
	return st;
}
