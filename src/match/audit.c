/* SPDX-License-Identifier: EUPL-1.2 */
/* What is tried: the points of all pairs as they are, something that must not matter is changed, and they are compared. */
#include "match/audit.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/rng.h"
#include "register/read.h"

#define PAIRS_MOST 2000000
#define NARROW_MOST 20           /* people, and places, that are read one by one */

/* All pairs of some candidates: what each is measured to be. */
struct base { struct match_score *score; int *candidate; int count, places; struct map *application, *place; };

struct audit_run {
	struct store *store;
	const struct actor *actor;
	const struct match_rule *rule;
	struct match_facts facts;
	struct base base;
	struct match_audit *out;
};

static enum status read_all(struct audit_run *run, struct match_facts *out, struct err *err)
{
	const struct match_pick everybody = { .rule = run->rule };

	return match_read(run->store, run->actor, run->out->what, &everybody, out, err);
}

static void base_make(struct audit_run *run)
{
	struct base *base = &run->base;
	const struct match_facts *facts = &run->facts;
	int64_t fits = facts->n_places ? PAIRS_MOST / facts->n_places + 1 : facts->n_candidates;
	int step = fits < facts->n_candidates ? (int)(facts->n_candidates / fits) + 1 : 1;

	run->out->sampled = step > 1;
	base->places = facts->n_places;
	base->candidate = mem_array((size_t)facts->n_candidates, sizeof(int));
	for (int i = 0; i < facts->n_candidates; i += step)
		base->candidate[base->count++] = i;
	base->score = mem_array((size_t)base->count * (size_t)facts->n_places, sizeof(*base->score));
	for (int i = 0; i < base->count; i++)
		for (int p = 0; p < facts->n_places; p++)
			match_score(facts, run->rule, base->candidate[i], p, &base->score[(size_t)i * (size_t)facts->n_places + (size_t)p]);
	base->application = map_new();
	base->place = map_new();
	for (int i = 0; i < base->count; i++)
		*map_at(base->application, &facts->candidate[base->candidate[i]].application, sizeof(struct id)) = i + 1;
	for (int p = 0; p < facts->n_places; p++)
		*map_at(base->place, &facts->place[p].id, sizeof(struct id)) = p + 1;
}

static void base_clear(struct base *base)
{
	free(base->score);
	free(base->candidate);
	map_free(base->application);
	map_free(base->place);
}

static int found(const struct map *map, struct id id)
{
	const int64_t *at = map_find(map, &id, sizeof(id));

	return at ? (int)*at - 1 : -1;
}

static bool same_score(const struct match_score *a, const struct match_score *b)
{
	return a->admissible == b->admissible && a->points == b->points && a->questions == b->questions;
}

/* Of one candidate: waiting time and lot break ties, so they have to stay as well. */
static void compare_one(const struct audit_run *run, const struct match_facts *facts, int i, int was,
	struct audit_try *try)
{
	const struct match_candidate *a = &run->facts.candidate[run->base.candidate[was]], *b = &facts->candidate[i];

	try->people++;
	if (a->waited != b->waited || a->lot != b->lot)
		try->differ++;
	for (int p = 0; p < facts->n_places; p++) {
		int place = found(run->base.place, facts->place[p].id);
		struct match_score score;

		if (place < 0)
			continue;
		match_score(facts, run->rule, i, p, &score);
		try->pairs++;
		try->differ += facts->place[p].lot != run->facts.place[place].lot;
		try->differ += !same_score(&score, &run->base.score[(size_t)was * (size_t)run->base.places + (size_t)place]);
	}
}

static void compare(const struct audit_run *run, const struct match_facts *facts, struct audit_try *try)
{
	int64_t before = try->people;

	for (int i = 0; i < facts->n_candidates; i++) {
		int was = found(run->base.application, facts->candidate[i].application);

		if (was >= 0)
			compare_one(run, facts, i, was, try);
	}
	try->gone += run->base.count - (try->people - before);
}

/* Reads everybody anew, as the file stands within the transaction. */
static enum status compare_all(struct audit_run *run, struct audit_try *try, struct err *err)
{
	struct match_facts facts;
	enum status st = read_all(run, &facts, err);

	if (st != ST_OK)
		return st;
	compare(run, &facts, try);
	match_facts_clear(&facts);
	return ST_OK;
}

/* ---- what is tried ---- */

/* Whether "person.gender" stands among the fields that a criterion in force reads. */
static bool is_named(const struct match_rule *rule, const struct kind *kind, const struct field *field)
{
	char *path = mem_fmt("%s.%s", kind->name, field->name);
	size_t len = strlen(path);
	bool named = false;

	for (int i = 0; i < rule->count && !named; i++) {
		const struct match_criterion *by = &rule->criterion[i];
		const char *reads = by->field ? by->field : by->measure->fields;

		for (const char *at = reads ? strstr(reads, path) : NULL; at && !named; at = strstr(at + 1, path))
			named = (at == reads || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0');
	}
	free(path);
	return named;
}

static struct audit_try *add_try(struct match_audit *out, struct audit_try try)
{
	out->tried = mem_resize(out->tried, (size_t)out->n_tried + 1, sizeof(*out->tried));
	out->tried[out->n_tried] = try;
	return &out->tried[out->n_tried++];
}

/* Within a transaction of its own that never comes to anything. */
static enum status try_field(struct audit_run *run, struct audit_try *try, struct err *err)
{
	unsigned was;
	enum status st = store_begin(run->store, err);

	if (st != ST_OK)
		return st;
	was = store_enter(run->store, DOOR_CHANGE);
	st = audit_deal(run->store, &run->facts, try->kind, try->field, &try->values, err);
	if (st == ST_OK && try->values > 0)
		st = compare_all(run, try, err);
	store_leave(run->store, was);
	store_rollback(run->store);
	return st;
}

/* Tables of the kind that nothing else refers to by their rows' numbers. */
static enum status turn_rows(struct audit_run *run, const char *table, struct err *err)
{
	char *sql;
	enum status st;

	if (str_same(table, "enrolment"))        /* the waiting list does */
		return ST_OK;
	sql = mem_fmt("UPDATE %s SET rid = -rid", table);
	st = store_run_sql(run->store, sql, err);
	free(sql);
	return st;
}

static enum status try_rows(struct audit_run *run, struct audit_try *try, struct err *err)
{
	unsigned was;
	enum status st = store_begin(run->store, err);

	if (st != ST_OK)
		return st;
	was = store_enter(run->store, DOOR_CHANGE);
	st = turn_rows(run, run->facts.ops->application, err);
	if (st == ST_OK)
		st = turn_rows(run, run->facts.ops->place, err);
	if (st == ST_OK)
		st = compare_all(run, try, err);
	store_leave(run->store, was);
	store_rollback(run->store);
	return st;
}

/* One place and everybody whom it may suit, or one person and their places: ranked, then ranked again under other ids. */
static void try_ids(const struct audit_run *run, struct match_facts *facts, struct audit_try *try)
{
	struct match_rank *before, *after;
	int n, m;

	before = match_rank(facts, run->rule, 0, &n);
	for (int i = 0; i < facts->n_candidates; i++) {
		rng_bytes(&facts->candidate[i].application, sizeof(struct id));
		rng_bytes(&facts->candidate[i].person, sizeof(struct id));
	}
	for (int i = 0; i < facts->n_places; i++)
		rng_bytes(&facts->place[i].id, sizeof(struct id));
	after = match_rank(facts, run->rule, 0, &m);
	for (int i = 0; i < n; i++)
		try->differ += before[i].candidate != after[i].candidate || before[i].place != after[i].place;
	try->pairs += n;
	try->people += facts->n_candidates;
	free(before);
	free(after);
}

static enum status try_narrow(struct audit_run *run, struct audit_try *narrow, struct audit_try *ids, struct err *err)
{
	const struct match_facts *all = &run->facts;
	struct match_facts facts;
	int step = all->n_places / NARROW_MOST + 1;
	enum status st = ST_OK;

	for (int p = 0; st == ST_OK && p < all->n_places; p += step) {
		struct match_pick pick = { .place = all->place[p].id, .rule = run->rule };

		st = match_read(run->store, run->actor, run->out->what, &pick, &facts, err);
		if (st != ST_OK)
			break;
		compare(run, &facts, narrow);
		try_ids(run, &facts, ids);
		match_facts_clear(&facts);
	}
	step = run->base.count / NARROW_MOST + 1;
	for (int i = 0; st == ST_OK && i < run->base.count; i += step) {
		struct match_pick pick = { .application = all->candidate[run->base.candidate[i]].application, .rule = run->rule };

		st = match_read(run->store, run->actor, run->out->what, &pick, &facts, err);
		if (st != ST_OK)
			break;
		compare(run, &facts, narrow);
		try_ids(run, &facts, ids);
		match_facts_clear(&facts);
	}
	narrow->gone = 0;        /* whom nothing fits is not read */
	return st;
}

static bool may_try(const struct kind *kind, const struct field *field)
{
	return field->stands_for && !field->derived && (str_same(kind->name, "person") || kind->person);
}

static int count_fields(void)
{
	const struct kind *const *kinds;
	int n, count = 0;

	kinds = register_kinds(&n);
	for (int k = 0; k < n; k++)
		for (int f = 0; f < kinds[k]->n_fields; f++)
			count += may_try(kinds[k], &kinds[k]->fields[f]);
	return count;
}

static enum status try_fields(struct audit_run *run, audit_progress *progress, void *ctx, struct err *err)
{
	const struct kind *const *kinds;
	int n, done = 0, total = count_fields();
	enum status st = ST_OK;

	kinds = register_kinds(&n);
	for (int k = 0; k < n; k++)
		for (int f = 0; st == ST_OK && f < kinds[k]->n_fields; f++) {
			const struct field *field = &kinds[k]->fields[f];
			struct audit_try *try;

			if (!may_try(kinds[k], field))
				continue;
			try = add_try(run->out, (struct audit_try){ .by = AUDIT_FIELD, .kind = kinds[k], .field = field,
				.named = is_named(run->rule, kinds[k], field) });
			if (!try->named)
				st = try_field(run, try, err);
			run->out->differ += try->differ;
			if (progress && !progress(ctx, ++done, total))
				return err_set(err, ST_CANCELLED, _("The audit was stopped. Nothing was changed."));
		}
	return st;
}

/* Grounds of whose fields none was tried. */
static void note_untested(struct match_audit *out)
{
	const struct gate_ground *ground;

	for (int g = 0; (ground = gate_ground(g)); g++) {
		bool tested = false;

		for (int i = 0; i < out->n_tried && !tested; i++)
			tested = out->tried[i].by == AUDIT_FIELD && str_same(out->tried[i].field->stands_for, ground->key) &&
				(out->tried[i].named || out->tried[i].values > 0);
		if (tested)
			continue;
		out->untested = mem_resize(out->untested, (size_t)out->n_untested + 1, sizeof(*out->untested));
		out->untested[out->n_untested++] = ground;
	}
}

static enum status try_all(struct audit_run *run, audit_progress *progress, void *ctx, struct err *err)
{
	struct audit_try rows = { .by = AUDIT_ROWS }, ids = { .by = AUDIT_IDS }, narrow = { .by = AUDIT_NARROW };
	enum status st = try_fields(run, progress, ctx, err);

	if (st == ST_OK)
		st = try_rows(run, &rows, err);
	if (st == ST_OK)
		st = try_narrow(run, &narrow, &ids, err);
	if (st != ST_OK)
		return st;
	run->out->differ += rows.differ + ids.differ + narrow.differ;
	add_try(run->out, rows);
	add_try(run->out, ids);
	add_try(run->out, narrow);
	note_untested(run->out);
	return ST_OK;
}

static bool over_all(const struct actor *actor)
{
	return (actor->roles & (ROLE_SUPERVISOR | ROLE_AUDITOR)) != 0;
}

bool match_audit_may(const struct actor *actor, enum match_what what)
{
	const struct match_ops *ops = match_ops(what);

	return over_all(actor) || (kind_seen(actor, register_kind(ops->application)) && kind_seen(actor, register_kind(ops->place)));
}

enum status match_audit_by(struct store *store, const struct actor *actor, const struct match_rule *rule,
	audit_progress *progress, void *ctx, struct match_audit *out, struct err *err)
{
	struct actor reader = *actor;
	struct audit_run run = { .store = store, .actor = &reader, .rule = rule, .out = out };
	enum status st;

	if (over_all(actor))
		reader.roles |= ROLE_SERVICES;

	*out = (struct match_audit){ .what = rule->what };
	st = read_all(&run, &run.facts, err);
	if (st == ST_OK) {
		out->candidates = run.facts.n_candidates;
		out->places = run.facts.n_places;
		base_make(&run);
		st = try_all(&run, progress, ctx, err);
		base_clear(&run.base);
		match_facts_clear(&run.facts);
	}
	if (st == ST_OK)
		st = audit_groups(store, &reader, rule->what, out, err);
	if (st != ST_OK)
		match_audit_clear(out);
	return st;
}

enum status match_audit(struct store *store, const struct actor *actor, enum match_what what, audit_progress *progress,
	void *ctx, struct match_audit *out, struct err *err)
{
	struct match_rule rule;
	enum status st = match_rule_on(store, what, "", &rule, err);

	*out = (struct match_audit){ .what = what };
	if (st != ST_OK)
		return st;
	st = match_audit_by(store, actor, &rule, progress, ctx, out, err);
	match_rule_clear(&rule);
	return st;
}

void match_audit_clear(struct match_audit *audit)
{
	for (int i = 0; i < audit->n_told; i++) {
		for (int g = 0; g < audit->told[i].count; g++)
			free(audit->told[i].group[g].value);
		free(audit->told[i].group);
	}
	free(audit->tried);
	free(audit->told);
	free(audit->untested);
	*audit = (struct match_audit){ .n_tried = 0 };
}

void audit_try_words(struct str *out, const struct audit_try *tried)
{
	switch (tried->by) {
	case AUDIT_FIELD:
		/* TRANSLATORS: a kind of record; a field of it */
		str_addf(out, pgettext("a field", "%s: %s"), _(tried->kind->label), field_label(tried->field));
		return;
	case AUDIT_ROWS:
		str_add(out, _("Rows in the opposite order"));
		return;
	case AUDIT_IDS:
		str_add(out, _("Other ids"));
		return;
	case AUDIT_NARROW:
		str_add(out, _("Read for one person, for one place"));
		return;
	}
}
