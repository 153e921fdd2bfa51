/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads a plan with all that hangs under it through the read door; see plan_view.h. */
#include "cases/plan_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan_own.h"
#include "cases/plan_versions.h"

#define MOST_OF_A_PLAN 300

static void list_clear(struct plan_list *list)
{
	for (int i = 0; i < list->count; i++)
		record_free(list->record[i]);
	free(list->record);
	*list = (struct plan_list){ NULL, 0 };
}

static void list_add(struct plan_list *list, struct record *record)
{
	list->record = mem_resize(list->record, (size_t)list->count + 1, sizeof(struct record *));
	list->record[list->count++] = record;
}

void plan_view_clear(struct plan_view *view)
{
	record_free(view->plan);
	list_clear(&view->step);
	list_clear(&view->commitment);
	list_clear(&view->review);
	list_clear(&view->agreement);
	list_clear(&view->decision);
	list_clear(&view->clock);
	memset(view, 0, sizeof(*view));
}

/* ---- order ---- */

static int text_order(const char *a, const char *b)
{
	if (!a || !b)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static long place_of(const struct record *r)
{
	const char *text = record_get(r, "position");

	return text ? strtol(text, NULL, 10) : 1000000000L;
}

static int by_pathway(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;
	int s = stage_place(record_get(x, "stage")) - stage_place(record_get(y, "stage")), t;

	if (s)
		return s;
	if (place_of(x) != place_of(y))
		return place_of(x) < place_of(y) ? -1 : 1;
	t = text_order(record_get(x, "target"), record_get(y, "target"));
	return t ? t : memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

static int by_side(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;
	int s = str_same(record_get(x, "who"), "city") - str_same(record_get(y, "who"), "city");

	return s ? s : memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

static int by_due(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;
	int t = text_order(record_get(x, "due"), record_get(y, "due"));

	return t ? t : memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

static int youngest_first(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;

	return memcmp(y->id.b, x->id.b, sizeof(x->id.b));
}

static int newest_first(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;
	int t = text_order(record_get(y, "day"), record_get(x, "day"));

	return t ? t : memcmp(y->id.b, x->id.b, sizeof(x->id.b));
}

static void sort(struct plan_list *list, int (*order)(const void *, const void *))
{
	if (list->count > 1)
		qsort(list->record, (size_t)list->count, sizeof(struct record *), order);
}

/* ---- as it stands ---- */

static enum status read_kind(struct store *store, const struct actor *actor, const char *name, const char *field,
	struct id id, struct plan_list *out, struct err *err)
{
	const struct kind *kind = register_kind(name);
	const struct field *by = kind ? kind_field(kind, field) : NULL;
	struct list_query query = { .kind = kind, .n_filters = 1 };
	struct list_page page;
	char text[37];
	enum status st;

	if (!kind || !kind_seen(actor, kind) || !field_seen(actor, kind, by))
		return ST_OK;
	id_text(id, text);
	query.filter[0] = (struct filter){ by, FILTER_IS, text };
	st = read_list(store, actor, &query, NULL, false, MOST_OF_A_PLAN, &page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < page.count; i++) {
		list_add(out, page.record[i]);
		page.record[i] = NULL;
	}
	list_page_free(&page);
	return ST_OK;
}

/* The one that is followed; else the one begun last. */
static enum status read_plan_of(struct store *store, const struct actor *actor, struct id person, struct record **out,
	struct err *err)
{
	struct plan_list plans = { NULL, 0 };
	int best = -1;
	enum status st = read_kind(store, actor, "plan", "person", person, &plans, err);

	*out = NULL;
	for (int i = 0; i < plans.count; i++) {
		const struct record *r = plans.record[i];
		bool active = str_same(record_get(r, "state"), "active");

		if (active || best < 0 || (!str_same(record_get(plans.record[best], "state"), "active")
			&& text_order(record_get(r, "started"), record_get(plans.record[best], "started")) > 0))
			best = i;
	}
	if (best >= 0) {
		*out = plans.record[best];
		plans.record[best] = NULL;
	}
	list_clear(&plans);
	return st;
}

static enum status read_now(struct store *store, const struct actor *actor, struct plan_view *view, struct err *err)
{
	struct id plan = view->plan->id;
	enum status st = read_kind(store, actor, "step", "plan", plan, &view->step, err);

	if (st == ST_OK)
		st = read_kind(store, actor, "commitment", "plan", plan, &view->commitment, err);
	if (st == ST_OK)
		st = read_kind(store, actor, "clock", "person", view->person, &view->clock, err);
	return st;
}

/* Of the person's decisions those that name this plan. */
static enum status read_decisions(struct store *store, const struct actor *actor, struct plan_view *view, struct err *err)
{
	struct plan_list all = { NULL, 0 };
	char plan[37];
	enum status st = read_kind(store, actor, "decision", "person", view->person, &all, err);

	id_text(view->plan->id, plan);
	for (int i = 0; i < all.count; i++)
		if (str_same(record_get(all.record[i], "plan"), plan)) {
			list_add(&view->decision, all.record[i]);
			all.record[i] = NULL;
		}
	list_clear(&all);
	return st;
}

/* ---- as it stood ---- */

static void put(struct record *record, const struct field *field, const char *value)
{
	int i = field_index(record->kind, field);

	free(record->value[i]);
	record->value[i] = mem_str(value);
}

/* The record as its history tells it up to that entry; `there`: whether it was there. */
static enum status read_then(struct store *store, const struct actor *actor, const struct kind *kind, struct id id,
	int64_t seq, struct record **out, struct err *err)
{
	struct record *r;
	struct past *past;
	int count;
	enum status st = read_history(store, actor, kind, id, &past, &count, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	r = mem_alloc(sizeof(*r));
	*r = (struct record){ .kind = kind, .id = id, .gone = true,
		.value = mem_array((size_t)kind->n_fields, sizeof(char *)) };
	for (int i = count - 1; i >= 0 && past[i].entry.seq <= seq; i--) {
		for (int c = 0; c < past[i].n_changes; c++)
			put(r, past[i].change[c].field, past[i].change[c].after);
		if (past[i].entry.op != JOURNAL_UPDATE)
			r->gone = past[i].entry.op == JOURNAL_DELETE;
	}
	past_free(past, count);
	if (r->gone)
		record_free(r);
	else
		*out = r;
	return ST_OK;
}

static enum status read_past(struct store *store, const struct actor *actor, struct plan_view *view, int64_t seq,
	struct err *err)
{
	struct plan_part *part;
	struct record *r;
	int count;
	enum status st = read_then(store, actor, view->plan->kind, view->plan->id, seq, &r, err);

	if (st == ST_OK && r) {
		record_free(view->plan);
		view->plan = r;
	}
	if (st == ST_OK)
		st = plan_parts(store, view->plan->id, &part, &count, err);
	else
		return st;
	for (int i = 0; i < count && st == ST_OK; i++) {
		const struct kind *kind = register_kind(part[i].kind);
		bool listed = str_same(kind->name, "step") || str_same(kind->name, "commitment");

		if (!listed || !kind_seen(actor, kind))
			continue;
		st = read_then(store, actor, kind, part[i].id, seq, &r, err);
		if (st == ST_OK && r)
			list_add(str_same(kind->name, "step") ? &view->step : &view->commitment, r);
	}
	free(part);
	return st;
}

static enum status read_version(struct store *store, const struct actor *actor, struct plan_view *view, int version,
	struct err *err)
{
	struct plan_version *all;
	int count;
	enum status st = plan_versions(store, actor, view->plan->id, &all, &count, err);

	view->versions = count;
	view->version = version ? version : count;
	if (st == ST_OK && version > count)
		st = err_set(err, ST_NOTFOUND, ngettext("This plan has %d version.", "This plan has %d versions.",
			(unsigned long)count), count);
	else if (st == ST_OK)
		st = version ? read_past(store, actor, view, all[version - 1].seq, err) : read_now(store, actor, view, err);
	free(all);
	return st;
}

enum status plan_view_read(struct store *store, const struct actor *actor, struct id person, struct id plan,
	int version, struct plan_view *out, struct err *err)
{
	enum status st;

	memset(out, 0, sizeof(*out));
	out->person = person;
	st = id_none(plan) ? read_plan_of(store, actor, person, &out->plan, err) :
		read_brief(store, actor, register_kind("plan"), plan, &out->plan, err);
	if (st == ST_OK && out->plan) {
		if (id_none(person) && record_get(out->plan, "person"))
			id_parse(record_get(out->plan, "person"), &out->person);
		st = read_version(store, actor, out, version, err);
		if (st == ST_OK)
			st = read_kind(store, actor, "review", "plan", out->plan->id, &out->review, err);
		if (st == ST_OK)
			st = read_kind(store, actor, "agreement", "plan", out->plan->id, &out->agreement, err);
		if (st == ST_OK)
			st = read_decisions(store, actor, out, err);
	}
	sort(&out->step, by_pathway);
	sort(&out->commitment, by_side);
	sort(&out->review, by_due);
	sort(&out->agreement, newest_first);
	sort(&out->decision, youngest_first);
	sort(&out->clock, by_due);
	if (st != ST_OK)
		plan_view_clear(out);
	return st;
}

/* ---- what stands where ---- */

const struct record *plan_view_clock(const struct plan_view *view, const struct record *step)
{
	const struct record *by_rule = NULL;
	char id[37];

	id_text(step->id, id);
	for (int i = 0; i < view->clock.count; i++) {
		const struct record *clock = view->clock.record[i];

		if (str_same(record_get(clock, "step"), id))
			return clock;
		if (record_get(step, "clock") && str_same(record_get(clock, "rule"), record_get(step, "clock")))
			by_rule = clock;
	}
	return by_rule;
}

const struct record *plan_view_review(const struct plan_view *view)
{
	for (int i = 0; i < view->review.count; i++)
		if (str_same(record_get(view->review.record[i], "state"), "planned"))
			return view->review.record[i];
	return NULL;
}

const struct record *plan_view_signed(const struct plan_view *view)
{
	for (int i = 0; i < view->agreement.count; i++)
		if (record_get(view->agreement.record[i], "signed_person") && record_get(view->agreement.record[i], "signed_city"))
			return view->agreement.record[i];
	return NULL;
}

/* ---- two versions ---- */

static const struct record *same_in(const struct plan_list *list, const struct record *r)
{
	for (int i = 0; i < list->count; i++)
		if (id_same(list->record[i]->id, r->id))
			return list->record[i];
	return NULL;
}

static bool differs(const struct record *a, const struct record *b)
{
	for (int i = 0; i < a->kind->n_fields; i++)
		if (plan_version_counts(a->kind->name, a->kind->fields[i].name) && !str_same(a->value[i], b->value[i]))
			return true;
	return false;
}

static void note(struct plan_difference **out, int *n, const struct record *before, const struct record *after)
{
	*out = mem_resize(*out, (size_t)*n + 1, sizeof(**out));
	(*out)[(*n)++] = (struct plan_difference){ before, after };
}

static void compare(const struct plan_list *earlier, const struct plan_list *later, struct plan_difference **out, int *n)
{
	for (int i = 0; i < later->count; i++) {
		const struct record *before = same_in(earlier, later->record[i]);

		if (!before || differs(before, later->record[i]))
			note(out, n, before, later->record[i]);
	}
	for (int i = 0; i < earlier->count; i++)
		if (!same_in(later, earlier->record[i]))
			note(out, n, earlier->record[i], NULL);
}

int plan_view_compare(const struct plan_view *earlier, const struct plan_view *later, struct plan_difference **out)
{
	int n = 0;

	*out = NULL;
	compare(&earlier->step, &later->step, out, &n);
	compare(&earlier->commitment, &later->commitment, out, &n);
	return n;
}
