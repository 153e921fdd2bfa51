/* SPDX-License-Identifier: EUPL-1.2 */
/* Walks the journal of a plan and of all that hangs under it; see plan_versions.h. */
#include "cases/plan_versions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "cases/plan_own.h"
#include "register/grant.h"

/* What was taken out as well. */
#define OF_PLAN(kind) "SELECT '" kind "', id FROM " kind " WHERE plan = :plan AND gone = 0"
#define LEFT_PLAN(kind) "SELECT '" kind "', id FROM " kind " WHERE plan = :plan AND gone = 1"
QUERY(parts_of, "plan_versions.parts", QUERY_INTERACTIVE,
	"SELECT 'plan', :plan UNION ALL " OF_PLAN("step") " UNION ALL " LEFT_PLAN("step") " UNION ALL " OF_PLAN("commitment")
	" UNION ALL " LEFT_PLAN("commitment") " UNION ALL " OF_PLAN("agreement"));

struct moment { int64_t seq, ms; struct id change; char user[64]; bool agreement, counts, anew; };
struct timeline { struct moment *moment; int count; };

bool plan_version_counts(const char *kind, const char *field)
{
	static const struct { const char *kind, *fields; } words[] = {
		{ "step", " stage what who target " },
		{ "commitment", " who what due " },
		{ "plan", " template started " },
	};
	char word[80];

	snprintf(word, sizeof(word), " %s ", field);
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_same(words[i].kind, kind))
			return strstr(words[i].fields, word) != NULL;
	return false;
}

static bool entry_counts(const struct journal_entry *entry)
{
	if (str_same(entry->kind, "agreement"))
		return false;
	if (entry->op != JOURNAL_UPDATE)
		return true;
	for (size_t i = 0; i < entry->n_fields; i++)
		if (plan_version_counts(entry->kind, entry->fields[i].field))
			return true;
	return false;
}

/* Another template makes another version, on the same day as well. */
static bool entry_begins(const struct journal_entry *entry)
{
	for (size_t i = 0; i < entry->n_fields; i++)
		if (str_same(entry->kind, "plan") && entry->op == JOURNAL_UPDATE && str_same(entry->fields[i].field, "template"))
			return true;
	return false;
}

static bool keep(void *ctx, const struct journal_entry *entry)
{
	struct timeline *line = ctx;
	struct moment *m;

	line->moment = mem_resize(line->moment, (size_t)line->count + 1, sizeof(*line->moment));
	m = &line->moment[line->count++];
	*m = (struct moment){ .seq = entry->seq, .ms = entry->clock >> 16, .change = entry->change };
	str_copy(m->user, sizeof(m->user), entry->user);
	m->agreement = str_same(entry->kind, "agreement") && entry->op == JOURNAL_CREATE;
	m->counts = entry_counts(entry);
	m->anew = entry_begins(entry);
	return true;
}

/* In their order; what is signed together with a change is signed as changed. */
static int by_time(const void *a, const void *b)
{
	const struct moment *x = a, *y = b;

	if (id_same(x->change, y->change) && x->agreement != y->agreement)
		return x->agreement ? 1 : -1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

enum status plan_parts(struct store *store, struct id plan, struct plan_part **out, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &parts_of, &stmt, err);

	*out = NULL;
	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "plan", plan);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		str_copy((*out)[*count].kind, sizeof((*out)->kind), stmt_get_text(stmt, 0));
		(*out)[(*count)++].id = stmt_get_id(stmt, 1);
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_timeline(struct store *store, struct id plan, struct timeline *line, struct err *err)
{
	struct plan_part *part;
	int count;
	enum status st = plan_parts(store, plan, &part, &count, err);

	*line = (struct timeline){ NULL, 0 };
	for (int i = 0; i < count && st == ST_OK; i++)
		st = journal_of_record(store, part[i].kind, part[i].id, keep, line, err);
	free(part);
	if (line->count)
		qsort(line->moment, (size_t)line->count, sizeof(*line->moment), by_time);
	return st;
}

static bool same_day(int64_t a, int64_t b)
{
	struct date x, y;
	int minute;

	clock_local(a, &x, &minute);
	clock_local(b, &y, &minute);
	return date_between(x, y) == 0;
}

/* The version after this moment; `v` holds those so far. */
static void take(struct plan_version **v, int *count, const struct moment *m)
{
	struct plan_version *last = *count ? &(*v)[*count - 1] : NULL;

	if (m->counts && (!last || m->anew || last->agreed || !str_same(last->user, m->user) || !same_day(last->to_ms, m->ms))) {
		*v = mem_resize(*v, (size_t)*count + 1, sizeof(**v));
		last = &(*v)[(*count)++];
		*last = (struct plan_version){ .number = *count, .from_ms = m->ms, .to_ms = m->ms };
		str_copy(last->user, sizeof(last->user), m->user);
	}
	if (!last)
		return;
	last->seq = m->seq;
	if (m->counts) {
		last->to_ms = m->ms;
		last->own_seq = m->seq;
	}
	last->agreed = last->agreed || m->agreement;
}

static enum status number(struct store *store, struct id plan, struct plan_version **out, int *count, struct err *err)
{
	struct timeline line;
	enum status st = read_timeline(store, plan, &line, err);

	*out = NULL;
	*count = 0;
	for (int i = 0; i < line.count && st == ST_OK; i++)
		take(out, count, &line.moment[i]);
	free(line.moment);
	return st;
}

enum status plan_versions(struct store *store, const struct actor *actor, struct id plan, struct plan_version **out,
	int *count, struct err *err)
{
	struct record *record;
	enum status st;

	*out = NULL;
	*count = 0;
	st = read_brief(store, actor, register_kind("plan"), plan, &record, err);
	if (st != ST_OK)
		return st;
	record_free(record);
	return number(store, plan, out, count, err);
}

enum status plan_version_next(struct store *store, struct id plan, const char *user, bool changes, int *out,
	struct err *err)
{
	struct plan_version *version;
	struct moment now = { .ms = clock_now_ms(), .counts = true };
	int count;
	enum status st = number(store, plan, &version, &count, err);

	str_copy(now.user, sizeof(now.user), user);
	if (st == ST_OK && (changes || !count))
		take(&version, &count, &now);
	*out = count;
	free(version);
	return st;
}
