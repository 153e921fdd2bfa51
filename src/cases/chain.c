/* SPDX-License-Identifier: EUPL-1.2 */
/* Each step that changed hands its day on; what moved hands it on in turn, until nothing moves any more. */
#include "cases/chain.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/term.h"
#include "cases/calendar.h"
#include "cases/rules.h"
#include "store/journal.h"

/* A chain of more links than this is none that anybody plans. */
#define LINKS_MAX 2000

QUERY(followers, "chain.followers", QUERY_INTERACTIVE,
	"SELECT id FROM step WHERE after = :id AND gone = 0 AND after IS NOT NULL");

QUERY(earlier_of, "chain.earlier", QUERY_INTERACTIVE, "SELECT after FROM step WHERE id = :id AND gone = 0");

struct look { char *after, *gap, *target, *done, *state, *person; };

static void look_clear(struct look *look)
{
	free(look->after);
	free(look->gap);
	free(look->target);
	free(look->done);
	free(look->state);
	free(look->person);
}

static enum status look_at(struct change *change, struct id step, struct look *out, struct err *err)
{
	const struct { const char *field; char **to; } row[] = {
		{ "after", &out->after }, { "gap", &out->gap }, { "target", &out->target }, { "done", &out->done },
		{ "state", &out->state }, { "person", &out->person },
	};
	enum status st = ST_OK;

	*out = (struct look){ 0 };
	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(row); i++)
		st = rule_look(change, "step", step, row[i].field, row[i].to, err);
	return st;
}

static bool is_open(const char *state)
{
	return str_same(state, "open") || str_same(state, "under_way") || str_same(state, "waiting");
}

static bool whole(const char *text, struct date *out)
{
	return text && date_parse(text, out) && out->day;
}

/* The day that those behind it count from. */
static bool day_of(const char *done, const char *target, struct date *out)
{
	return whole(done, out) || whole(target, out);
}

/* The target of `later` now that the earlier step's day is `day`, and was `was` (year 0: unknown); false: as it is. */
static bool moved_target(const struct look *later, struct date day, struct date was, const struct calendar *calendar,
	char out[11])
{
	struct date target;
	struct term gap;

	if (later->gap && term_parse(later->gap, &gap))
		target = term_falls(day, &gap, calendar);
	else if (was.year && whole(later->target, &target))
		target = date_add_days(target, date_between(was, day));
	else
		return false;
	date_text(target, out);
	return !str_same(out, later->target);
}

static bool is_step(const struct change_item *item)
{
	return str_same(change_kind_of(item)->name, "step");
}

/* A new step without a target says nothing of it. */
static bool says_target(const struct change_item *item)
{
	return change_touches(item, "target") && !(change_is_new(item) && !change_get(item, "target"));
}

/* What the actor says of a later step in the same breath holds. */
static bool is_said(const struct change *change, struct id later)
{
	const struct change_item *item = change_find(change, later);

	return item && (change_is_deletion(item) || says_target(item));
}

static enum status move_one(struct change *change, struct id later, struct date day, struct date was,
	const struct calendar *calendar, bool *moved, struct err *err)
{
	struct look look;
	char target[11];
	enum status st = look_at(change, later, &look, err);

	if (st == ST_OK && is_open(look.state) && moved_target(&look, day, was, calendar, target)) {
		if (*target)
			rule_put(rule_other(change, "step", later), "target", target);
		else
			st = err_field(err, "target", _("The target of a step that follows would lie beyond the year 9999. Nothing was saved; "
				"please look at the day and at the time after it."));
		*moved = true;
	}
	look_clear(&look);
	return st;
}

struct ids { struct id *id; size_t n; };

static void add_id(struct ids *ids, struct id id)
{
	ids->id = mem_resize(ids->id, ids->n + 1, sizeof *ids->id);
	ids->id[ids->n++] = id;
}

/* Those behind a step, as the change set will leave them. */
static enum status followers_of(struct change *change, struct id step, struct ids *ids, struct err *err)
{
	const struct change_item *item;
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &followers, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", step);
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (!change_find(change, stmt_get_id(stmt, 0)))
			add_id(ids, stmt_get_id(stmt, 0));
	for (int at = 0; st == ST_DONE && (item = change_next_with(change, step, &at)) != NULL;)
		if (is_step(item) && id_same(rule_reference(item, "after"), step))
			add_id(ids, change_id_of(item));
	return st == ST_DONE ? ST_OK : st;
}

static enum status hand_on(struct change *change, const struct change_item *item, const struct calendar *calendar,
	bool *moved, struct err *err)
{
	struct ids ids = { NULL, 0 };
	struct date day, was = { 0, 0, 0 };
	enum status st;

	if (change_is_deletion(item) || !day_of(change_get(item, "done"), change_get(item, "target"), &day))
		return ST_OK;
	if (!day_of(change_before(item, "done"), change_before(item, "target"), &was))
		was = (struct date){ 0, 0, 0 };
	if (was.year && date_days(was) == date_days(day))
		return ST_OK;
	st = followers_of(change, change_id_of(item), &ids, err);
	for (size_t i = 0; st == ST_OK && i < ids.n; i++)
		if (!is_said(change, ids.id[i]))
			st = move_one(change, ids.id[i], day, was, calendar, moved, err);
	free(ids.id);
	return st;
}

/* A step that is put behind another one, or gets another gap, begins to follow it. */
static enum status take_up(struct change *change, struct change_item *item, const struct calendar *calendar, bool *moved,
	struct err *err)
{
	struct look earlier;
	struct date day;
	enum status st;

	if (!change_get(item, "gap") || !(change_touches(item, "after") || change_touches(item, "gap")) ||
	    says_target(item) || id_none(rule_reference(item, "after")))
		return ST_OK;
	st = look_at(change, rule_reference(item, "after"), &earlier, err);
	if (st == ST_OK && day_of(earlier.done, earlier.target, &day))
		st = move_one(change, change_id_of(item), day, (struct date){ 0, 0, 0 }, calendar, moved, err);
	look_clear(&earlier);
	return st;
}

static bool concerns(const struct change_item *item)
{
	return is_step(item) && !change_is_deletion(item) && (change_touches(item, "target") || change_touches(item, "done") ||
		change_touches(item, "after") || change_touches(item, "gap"));
}

static enum status settle(struct change *change, struct err *err)
{
	struct town_calendar calendar;
	const struct change_item *item;
	bool any = false, moved = false;
	enum status st;

	for (int i = 0; !any && (item = change_nth(change, i)) != NULL; i++)
		any = concerns(item);
	if (!any)
		return ST_OK;
	st = calendar_load(change_store(change), change, &calendar, err);
	for (int i = 0; st == ST_OK && (item = change_nth(change, i)) != NULL; i++) {
		if (!concerns(item))
			continue;
		st = take_up(change, change_find(change, change_id_of(item)), &calendar.city, &moved, err);
		if (st == ST_OK)
			st = hand_on(change, item, &calendar.city, &moved, err);
	}
	calendar_clear(&calendar);
	return st;
}

void chain_init(void)
{
	change_settle_every(settle);
}

enum status chain_check(struct change *change, struct change_item *step, struct err *err)
{
	struct id me = change_id_of(step), at = rule_reference(step, "after");
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && !id_none(at) && i <= LINKS_MAX; i++) {
		struct look look;

		if (id_same(at, me) || i == LINKS_MAX)
			return err_field(err, "after", _("These steps would come after each other in a circle. Nothing was saved; let one "
				"of them stand by itself."));
		st = look_at(change, at, &look, err);
		if (st == ST_OK && i == 0 && look.person && change_get(step, "person") &&
		    !str_same(look.person, change_get(step, "person")))
			st = err_field(err, "after", _("This step belongs to another person. Nothing was saved; choose a step of the same "
				"person."));
		if (!look.after || !id_parse(look.after, &at))
			at = (struct id){ { 0 } };
		look_clear(&look);
	}
	return st;
}

/* ---- what was saved ---- */

struct moved { struct ids target, day; };       /* whose target, and whose target or day of being done, changed */

static bool keep_moved(void *ctx, const struct journal_entry *entry)
{
	struct moved *moved = ctx;
	bool target = false, done = false;

	if (entry->op != JOURNAL_UPDATE || !str_same(entry->kind, "step"))
		return true;
	for (size_t i = 0; i < entry->n_fields; i++) {
		target = target || str_same(entry->fields[i].field, "target");
		done = done || str_same(entry->fields[i].field, "done");
	}
	if (target)
		add_id(&moved->target, entry->id);
	if (target || done)
		add_id(&moved->day, entry->id);
	return true;
}

static bool is_among(const struct ids *ids, struct id id)
{
	for (size_t i = 0; i < ids->n; i++)
		if (id_same(ids->id[i], id))
			return true;
	return false;
}

static bool moved_along(struct store *store, const struct moved *moved, struct id step)
{
	struct stmt *stmt;
	bool along = false;

	if (store_query(store, &earlier_of, &stmt, NULL) != ST_OK)
		return false;
	stmt_id(stmt, "id", step);
	if (stmt_step(stmt, NULL) == ST_OK && !stmt_is_null(stmt, 0))
		along = is_among(&moved->day, stmt_get_id(stmt, 0));
	stmt_reset(stmt);
	return along;
}

int chain_moved(struct store *store, struct id set)
{
	struct moved moved = { { NULL, 0 }, { NULL, 0 } };
	int n = 0;

	if (journal_of_change(store, set, keep_moved, &moved, NULL) == ST_OK)
		for (size_t i = 0; moved.day.n > 1 && i < moved.target.n; i++)
			n += moved_along(store, &moved, moved.target.id[i]);
	free(moved.target.id);
	free(moved.day.id);
	return n;
}
