/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealed files and the town.  Before each commit within a sealed file the places
 * that it holds are counted anew; what differs from before is put into the town's
 * count, and the town's own rules see to homes and vacancies, in one transaction.
 */
#include "cases/sealed.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "cases/due.h"
#include "cases/erase.h"
#include "cases/held.h"
#include "cases/queue.h"
#include "cases/rules.h"
#include "register/change.h"
#include "register/move.h"
#include "register/order.h"
#include "store/acts.h"
#include "store/copies.h"

#define DOUBLES 10

struct haven {
	struct sealed *sealed;
	struct store *town;
	struct actor actor;
	struct sealed_host host;
	struct err remains;      /* of the last erasure; status ST_OK: none */
	bool moving;             /* the places are those of the plain file that is about to go */
};

/* Kinds that tell of nobody: whatever people's records refer to, beyond people and their households. */
static const char *const shared[] = { "course", "provider", "lesson", "vacancy", "dwelling", "neighbourhood", "session",
	"mentor", "service", "queue_rule", "holiday", "round",
	"school", "employer", "exception", "controller", NULL };

/* Within a sealed file, which is small. */
QUERY(count_inside, "haven.count", QUERY_BATCH, "SELECT count(*) FROM person WHERE gone = 0");
QUERY(people_inside, "haven.people", QUERY_BATCH,
	"SELECT id FROM person WHERE gone = 0 ORDER BY sort_key, rid LIMIT 1000");
QUERY(places_inside, "haven.places", QUERY_BATCH,
	"SELECT 'course', course, count(*) FROM enrolment WHERE gone = 0 AND course IS NOT NULL"
	" AND state IN ('offered', 'enrolled', 'attending') GROUP BY course"
	" UNION ALL SELECT 'vacancy', vacancy, count(*) FROM (SELECT vacancy FROM application WHERE gone = 0"
	" AND vacancy IS NOT NULL AND state = 'hired' UNION ALL SELECT vacancy FROM employment WHERE gone = 0"
	" AND vacancy IS NOT NULL AND application IS NULL AND state <> 'fell_through') GROUP BY vacancy"
	/* However many of them live there, it is one home. */
	" UNION ALL SELECT 'dwelling', dwelling, 1 FROM placement WHERE gone = 0 AND dwelling IS NOT NULL"
	" AND state IN ('offered', 'accepted', 'moved_in') GROUP BY dwelling"
	" UNION ALL SELECT 'school', school, count(*) FROM school_place WHERE gone = 0 AND school IS NOT NULL"
	" AND state IN ('offered', 'placed') GROUP BY school");

/* What was made for the double by itself, and the file has already: the double's rows came later. */
#define SECOND_PLAN "p.person = :id AND p.gone = 0 AND p.state = 'active' AND EXISTS(SELECT 1 FROM plan o" \
	" WHERE o.person = p.person AND o.gone = 0 AND o.state = 'active' AND o.rid < p.rid)"
QUERY(second_plans, "haven.second.plans", QUERY_BATCH, "SELECT p.id FROM plan p WHERE " SECOND_PLAN);
QUERY(second_steps, "haven.second.steps", QUERY_BATCH,
	"SELECT s.id FROM step s JOIN plan p ON p.id = s.plan WHERE s.gone = 0 AND s.state = 'open' AND " SECOND_PLAN);
QUERY(second_reviews, "haven.second.reviews", QUERY_BATCH,
	"SELECT r.id FROM review r JOIN plan p ON p.id = r.plan WHERE r.gone = 0 AND r.state = 'planned' AND " SECOND_PLAN);
QUERY(second_arrangements, "haven.second.arrangements", QUERY_BATCH,
	"SELECT a.id FROM arrangement a WHERE a.person = :id AND a.gone = 0 AND a.state = 'open' AND EXISTS("
	"SELECT 1 FROM arrangement o WHERE o.person = a.person AND o.what = a.what AND o.gone = 0 AND o.rid < a.rid)");

static enum status read_places(struct store *inside, struct hold **out, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(inside, &places_inside, &stmt, err);

	*out = NULL;
	*count = 0;
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		struct hold *hold;

		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		hold = &(*out)[(*count)++];
		str_copy(hold->kind, sizeof(hold->kind), stmt_get_text(stmt, 0));
		hold->id = stmt_get_id(stmt, 1);
		hold->n = stmt_get_int(stmt, 2);
	}
	return st == ST_DONE ? ST_OK : st;
}

static int64_t held_of(const struct hold *hold, int count, const struct hold *which)
{
	for (int i = 0; i < count; i++)
		if (str_same(hold[i].kind, which->kind) && id_same(hold[i].id, which->id))
			return hold[i].n;
	return 0;
}

/* One place: the sealed file notes its own, the town the sum, and what the place is in the town follows. */
static enum status put_place(struct haven *haven, struct store *inside, const struct hold *place, int64_t was,
	struct err *err)
{
	int64_t town;
	enum status st = hold_put(inside, place->kind, place->id, place->n, err);

	if (st == ST_OK)
		st = hold_get(haven->town, place->kind, place->id, &town, err);
	if (st == ST_OK)
		st = hold_put(haven->town, place->kind, place->id, town + place->n - was, err);
	if (st == ST_OK)
		st = held_follow(haven->town, &haven->actor, place->kind, place->id, place->n > was && !haven->moving, err);
	return st;
}

static enum status put_places(struct haven *haven, struct store *inside, const struct hold *is, int n_is,
	const struct hold *was, int n_was, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < n_is; i++) {
		int64_t before = held_of(was, n_was, &is[i]);

		if (before != is[i].n)
			st = put_place(haven, inside, &is[i], before, err);
	}
	for (int i = 0; st == ST_OK && i < n_was; i++) {
		struct hold none = was[i];

		none.n = 0;
		if (held_of(is, n_is, &was[i]) == 0)
			st = put_place(haven, inside, &none, was[i].n, err);
	}
	return st;
}

static enum status follow_places(struct haven *haven, struct store *inside, struct err *err)
{
	struct hold *is = NULL, *was = NULL;
	int n_is, n_was;
	enum status st = read_places(inside, &is, &n_is, err);

	if (st == ST_OK)
		st = hold_list(inside, &was, &n_was, err);
	if (st == ST_OK)
		st = put_places(haven, inside, is, n_is, was, n_was, err);
	free(is);
	free(was);
	return st;
}

static enum status count_people(struct store *inside, int *people, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(inside, &count_inside, &stmt, err);

	if (st == ST_OK)
		st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	*people = (int)stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return ST_OK;
}

static enum status keep(void *ctx, struct store *town, struct store *inside, int *people, struct err *err)
{
	struct haven *haven = ctx;
	enum status st = follow_places(haven, inside, err);

	(void)town;
	return st == ST_OK ? count_people(inside, people, err) : st;
}

static struct haven *begin(struct store *town, const struct actor *actor)
{
	struct haven *haven = mem_alloc(sizeof(*haven));

	haven->town = town;
	haven->actor = *actor;
	err_clear(&haven->remains);
	haven->host = (struct sealed_host){ shared, keep, haven };
	return haven;
}

/* Keys by which people are found may be of an older version of the program, and those by which they are sorted of another
 * language than the town's by now. */
static enum status opened(struct haven *haven, enum status st, struct haven **out, struct err *err)
{
	if (st == ST_OK)
		st = find_ready(haven_store(haven), NULL, NULL, err);
	if (st == ST_OK)
		st = order_follow(haven_store(haven), err);
	if (st == ST_OK)
		st = due_ready(haven_store(haven), err);
	if (st == ST_OK)
		st = queue_ready(haven_store(haven), err);
	if (st == ST_OK) {
		*out = haven;
		return ST_OK;
	}
	haven_close(haven);
	return st;
}

enum status haven_new(struct store *town, const struct actor *actor, const struct id *helper, int helpers,
	struct haven **out, struct err *err)
{
	struct haven *haven = begin(town, actor);

	*out = NULL;
	if (!kind_changed_by(actor, register_kind("person")))
		return opened(haven, err_set(err, ST_DENIED, _("Your role does not work on people's files. Nothing was "
			"changed.")), out, err);
	return opened(haven, sealed_new(town, actor->id, helper, helpers, &haven->host, &haven->sealed, err), out, err);
}

enum status haven_open(struct store *town, const struct actor *actor, struct id sealed, struct haven **out,
	struct err *err)
{
	struct haven *haven = begin(town, actor);

	*out = NULL;
	return opened(haven, sealed_open(town, sealed, actor->id, &haven->host, &haven->sealed, err), out, err);
}

void haven_close(struct haven *haven)
{
	if (!haven)
		return;
	sealed_close(haven->sealed);
	free(haven);
}

struct store *haven_store(struct haven *haven)
{
	return sealed_store(haven->sealed);
}

struct id haven_id(const struct haven *haven)
{
	return sealed_id(haven->sealed);
}

enum status haven_give(struct haven *haven, const struct id *helper, int helpers, struct err *err)
{
	struct act_by by = actor_by(&haven->actor);
	enum status st = store_begin(haven->town, err);

	if (st != ST_OK)
		return st;
	st = sealed_give(haven->sealed, helper, helpers, err);
	if (st == ST_OK)
		st = act_note(haven->town, &by, "sealed.helpers", (struct id){ { 0 } }, NULL, err);
	if (st == ST_OK)
		return store_commit(haven->town, err);
	store_rollback(haven->town);
	return st;
}

/* Copies of papers stand beside their records: they come along, under the ids that these have there. */
static enum status carry_copies(struct store *from, struct store *to, const struct move *move, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < move->ids && st == ST_OK; i++)
		st = copy_carry(from, move->was[i], to, move->is[i], err);
	return st;
}

/* Records and copies at once: a sealed file is written whole, at the end of a transaction of its own. */
static enum status put_inside(struct haven *haven, const struct move *move, struct err *err)
{
	struct store *inside = haven_store(haven);
	enum status st = store_begin(inside, err);

	if (st != ST_OK)
		return st;
	haven->moving = true;
	st = move_put(inside, &haven->actor, move, err);
	if (st == ST_OK)
		st = carry_copies(haven->town, inside, move, err);
	if (st == ST_OK)
		st = store_commit(inside, err);
	else
		store_rollback(inside);
	haven->moving = false;
	return st;
}

/* Within a transaction of the town's, so that nobody changes what is being copied. */
static enum status take(struct haven *haven, const struct id *people, int n, struct err *err)
{
	struct move move;
	enum status st = move_collect(haven->town, people, n, &move, err);

	if (st != ST_OK)
		return st;
	move_renew(&move);
	st = put_inside(haven, &move, err);
	move_clear(&move);
	return st;
}

typedef enum status town_fn(struct haven *haven, void *ctx, struct err *err);

static enum status in_town(struct haven *haven, town_fn *fn, void *ctx, struct err *err)
{
	enum status st = store_begin(haven->town, err);

	if (st != ST_OK)
		return st;
	st = fn(haven, ctx, err);
	if (st == ST_OK)
		return store_commit(haven->town, err);
	store_rollback(haven->town);
	return st;
}

/* The plain records, and whatever tells of them in the town. */
static enum status forget_plain(struct haven *haven, struct id person, struct err *err)
{
	return erase_person(haven->town, &haven->actor, person, ERASE_SEALING, NULL, err);
}

/* The log and free space, once all is committed. What is erased is erased: a failure here is told, not undone. */
static enum status scrub(struct haven *haven, enum status st)
{
	err_clear(&haven->remains);
	if (st == ST_OK)
		(void)store_scrub(haven->town, &haven->remains);
	return st;
}

enum status haven_remains(const struct haven *haven, struct err *err)
{
	if (haven->remains.status != ST_OK && err)
		*err = haven->remains;
	return haven->remains.status;
}

struct sealing { const struct id *people; int n; };

static enum status seal_them(struct haven *haven, void *ctx, struct err *err)
{
	const struct sealing *sealing = ctx;
	struct act_by by = actor_by(&haven->actor);
	enum status st = take(haven, sealing->people, sealing->n, err);

	for (int i = 0; st == ST_OK && i < sealing->n; i++)
		st = forget_plain(haven, sealing->people[i], err);
	return st == ST_OK ? act_note(haven->town, &by, "seal", (struct id){ { 0 } }, NULL, err) : st;
}

enum status haven_seal(struct haven *haven, const struct id *people, int n, struct err *err)
{
	struct sealing sealing = { people, n };

	return scrub(haven, in_town(haven, seal_them, &sealing, err));
}

/* What the sealed file lacks and the double knows. The household stays the person's own. */
static enum status fill_gaps(struct haven *haven, struct id person, const struct record *twin, struct err *err)
{
	struct store *inside = haven_store(haven);
	struct actor all = haven->actor;
	struct record *record;
	struct change *change;
	enum status st;

	all.roles = ROLE_ALL;
	st = read_record(inside, &all, twin->kind, person, &record, err);
	if (st != ST_OK)
		return st;
	change = change_begin(inside, &all);
	for (int i = 0; i < twin->kind->n_fields; i++) {
		const struct field *field = &twin->kind->fields[i];

		if (twin->value[i] && !record->value[i] && field->kind != FIELD_REFERENCE && !field->derived)
			change_put(change_update(change, twin->kind, person, 0), field, twin->value[i]);
	}
	record_free(record);
	st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

/* Papers that were handed out under the double's number must be found again. */
static enum status note_number(struct haven *haven, struct id person, const struct record *twin, struct err *err)
{
	const char *number = record_get(twin, "case_number");
	struct actor all = haven->actor;
	struct change *change;
	struct change_item *item;
	char id[37], *text;
	enum status st;

	if (!number)
		return ST_OK;
	all.roles = ROLE_ALL;
	id_text(person, id);
	text = mem_fmt(_("Was also registered under the case number %s."), number);
	change = change_begin(haven_store(haven), &all);
	item = change_create(change, register_kind("note"), NULL);
	rule_put(item, "person", id);
	rule_put(item, "text", text);
	st = change_commit(change, NULL, NULL, err);
	change_free(change);
	free(text);
	return st;
}

/* `state` NULL: they go. */
static enum status end_these(struct change *change, struct id person, const struct query *query, const char *kind,
	const char *state, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), query, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id id = stmt_get_id(stmt, 0);

		if (state)
			rule_put(change_update(change, register_kind(kind), id, 0), "state", state);
		else
			change_delete(change, register_kind(kind), id, 0);
	}
	return st == ST_DONE ? ST_OK : st;
}

/* Nobody follows two plans, nor is registered twice with the municipality. */
static enum status end_second(struct haven *haven, struct id person, struct err *err)
{
	static const struct { const struct query *query; const char *kind, *state; } row[] = {
		{ &second_steps, "step", "not_needed" }, { &second_reviews, "review", "not_needed" },
		{ &second_plans, "plan", "stopped" }, { &second_arrangements, "arrangement", NULL },
	};
	struct actor all = haven->actor;
	struct change *change;
	enum status st = ST_OK;

	all.roles = ROLE_ALL;
	change = change_begin(haven_store(haven), &all);
	change_by_right(change);
	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(row); i++)
		st = end_these(change, person, row[i].query, row[i].kind, row[i].state, err);
	if (st == ST_OK)
		st = change_commit(change, NULL, NULL, err);
	change_free(change);
	return st;
}

struct taking_over { struct id person, twin; };

static enum status take_over(struct haven *haven, void *ctx, struct err *err)
{
	const struct taking_over *ids = ctx;
	struct actor all = haven->actor;
	struct record *twin;
	struct move move;
	enum status st;

	all.roles = ROLE_ALL;
	st = read_record(haven->town, &all, register_kind("person"), ids->twin, &twin, err);
	if (st != ST_OK)
		return st;
	st = move_collect(haven->town, &ids->twin, 1, &move, err);
	if (st == ST_OK) {
		move_under(&move, ids->twin, ids->person);
		st = put_inside(haven, &move, err);
		move_clear(&move);
	}
	if (st == ST_OK)
		st = fill_gaps(haven, ids->person, twin, err);
	if (st == ST_OK)
		st = note_number(haven, ids->person, twin, err);
	if (st == ST_OK)
		st = end_second(haven, ids->person, err);
	record_free(twin);
	return st == ST_OK ? forget_plain(haven, ids->twin, err) : st;
}

enum status haven_take_over(struct haven *haven, struct id person, struct id twin, struct err *err)
{
	struct taking_over ids = { person, twin };

	return scrub(haven, in_town(haven, take_over, &ids, err));
}

/* The places stay held all along: by the count until now, by plain records from now on. */
static enum status release(struct haven *haven, struct err *err)
{
	struct hold *held;
	int n;
	enum status st = hold_list(haven_store(haven), &held, &n, err);

	for (int i = 0; st == ST_OK && i < n; i++) {
		int64_t town;

		st = hold_get(haven->town, held[i].kind, held[i].id, &town, err);
		if (st == ST_OK)
			st = hold_put(haven->town, held[i].kind, held[i].id, town - held[i].n, err);
		if (st == ST_OK)
			st = held_follow(haven->town, &haven->actor, held[i].kind, held[i].id, false, err);
	}
	free(held);
	return st;
}

static enum status unseal(struct haven *haven, void *ctx, struct err *err)
{
	struct act_by by = actor_by(&haven->actor);
	struct move move;
	enum status st = move_collect_all(haven_store(haven), &move, err);

	(void)ctx;
	if (st != ST_OK)
		return st;
	st = move_put(haven->town, &haven->actor, &move, err);
	if (st == ST_OK)
		st = carry_copies(haven_store(haven), haven->town, &move, err);
	move_clear(&move);
	if (st == ST_OK)
		st = release(haven, err);
	if (st == ST_OK)
		st = sealed_remove(haven->sealed, err);
	return st == ST_OK ? act_note(haven->town, &by, "sealed.undo", (struct id){ { 0 } }, NULL, err) : st;
}

enum status haven_unseal(struct haven *haven, struct err *err)
{
	if (!kind_changed_by(&haven->actor, register_kind("person")))
		return err_set(err, ST_DENIED, _("Your role does not work on people's files. Nothing was changed."));
	return in_town(haven, unseal, NULL, err);
}

enum status haven_people(struct haven *haven, struct id **out, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(haven_store(haven), &people_inside, &stmt, err);

	*out = NULL;
	*count = 0;
	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		*out = mem_resize(*out, (size_t)*count + 1, sizeof(**out));
		(*out)[(*count)++] = stmt_get_id(stmt, 0);
	}
	return st == ST_DONE ? ST_OK : st;
}

enum status haven_doubles(struct haven *haven, struct id person, struct find_hit **out, int *count, struct err *err)
{
	struct record *r;
	struct known_query query;
	enum status st;

	*out = NULL;
	*count = 0;
	st = read_brief(haven_store(haven), &haven->actor, register_kind("person"), person, &r, err);
	if (st != ST_OK)
		return st;
	query = (struct known_query){ record_get(r, "family_name"), record_get(r, "given_name"),
		record_get(r, "own_script"), record_get(r, "used_name"), record_get(r, "born"), record_get(r, "phone"),
		record_get(r, "email") };
	st = find_known(haven->town, &haven->actor, &query, DOUBLES, out, count, err);
	record_free(r);
	return st;
}
