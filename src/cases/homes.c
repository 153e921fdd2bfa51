/* SPDX-License-Identifier: EUPL-1.2 */
/* Which of the free homes fit a household: each is judged, and all are put in order; see homes.h. */
#include "cases/homes_own.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/near.h"
#include "store/query.h"
#include "store/sealed.h"

#define FAR 1e9
#define LAST 1000000

/* A file that is restricted stays as it is: its offer waits, and does not hold up those of the others. */
#define UNANSWERED " FROM placement t WHERE t.gone = 0 AND t.state = 'offered' AND t.answer_by < :day" \
	" AND (SELECT p.restricted FROM person p WHERE p.id = t.person) IS NULL"
QUERY(count_run_out, "homes.unanswered", QUERY_INTERACTIVE, "SELECT count(*)" UNANSWERED);
QUERY(run_out, "homes.run_out", QUERY_INTERACTIVE, "SELECT t.id, t.rev" UNANSWERED " ORDER BY t.answer_by LIMIT 1000");

/* ---- judging one home ---- */

static void put(struct home *home, enum home_what what, enum home_is is, int64_t has, int64_t wants)
{
	home->part[home->n_parts++] = (struct home_part){ what, is, has, wants };
	home->misses += is == HOME_MISSES;
	home->unknown += is == HOME_UNKNOWN;
}

/* At least so many, where it was asked for. */
static void at_least(struct home *home, enum home_what what, int64_t has, int64_t wants)
{
	if (wants >= 0)
		put(home, what, has < 0 ? HOME_UNKNOWN : has < wants ? HOME_MISSES : HOME_FITS, has, wants);
}

/* has: 1, 0, or -1 where it is not known. */
static void is_so(struct home *home, enum home_what what, int64_t has, bool asked)
{
	if (asked)
		put(home, what, has < 0 ? HOME_UNKNOWN : has ? HOME_FITS : HOME_MISSES, 0, 0);
}

static void judge_near(struct home *home, const struct home_search *search)
{
	if (id_none(search->near))
		return;
	if (home->km >= FAR)
		put(home, HOME_NEAR, HOME_UNKNOWN, -1, search->within);
	else
		put(home, HOME_NEAR, search->within < 0 ? HOME_TELLS : home->km > (double)search->within ? HOME_MISSES : HOME_FITS,
			(int64_t)(home->km * 1000 + 0.5), search->within);
}

/* Days from when it is needed, or today, until it can be had. */
static void judge_free(struct home *home, const struct home_search *search, const char *available)
{
	struct date from = clock_today(), free;

	if (search->needed_from[0] && date_parse(search->needed_from, &free) && date_between(from, free) > 0)
		from = free;
	if (available && date_parse(available, &free) && date_between(from, free) > 0)
		home->days = date_between(from, free);
	put(home, HOME_FREE, home->days > 0 ? HOME_TELLS : HOME_FITS, home->days > 0 ? date_days(free) : 0, 0);
}

static void judge_place(struct home *home, const struct home_search *search)
{
	home->rank = LAST;
	for (int i = 0; i < search->n_prefer; i++)
		if (id_same(search->prefer[i], home->neighbourhood) && home->rank == LAST)
			home->rank = i + 1;
	if (search->n_prefer)
		put(home, HOME_PREFERRED, home->rank == LAST ? HOME_TELLS : HOME_FITS, home->rank == LAST ? 0 : home->rank,
			search->n_prefer);
}

/* What else of a home is weighed, read from its row: -1, or NULL, where it is not known or the actor does not see it. */
struct facts { int64_t people, bedrooms, step_free, pets; const char *available; };

static void judge(struct home *home, const struct home_search *search, const struct facts *facts)
{
	at_least(home, HOME_PEOPLE, facts->people, search->people);
	at_least(home, HOME_BEDROOMS, facts->bedrooms, search->bedrooms);
	at_least(home, HOME_ROOMS, home->rooms, search->rooms);
	is_so(home, HOME_STEP_FREE, facts->step_free, search->step_free);
	if (search->max_rent >= 0)
		put(home, HOME_RENT, home->rent < 0 ? HOME_UNKNOWN : home->rent > search->max_rent ? HOME_MISSES : HOME_FITS,
			home->rent, search->max_rent);
	is_so(home, HOME_PETS, facts->pets, search->pets);
	judge_near(home, search);
	judge_free(home, search, facts->available);
	judge_place(home, search);
	home->spare = facts->people < 0 || search->people < 0 ? LAST :
		facts->people > search->people ? facts->people - search->people : 0;
}

/* ---- all that are free ---- */

struct reading {
	struct store *store, *town;      /* neighbourhoods stand in the town's file */
	const struct actor *actor;
	struct homes *out;
	int room;
	struct distance { struct id to; double km; } *known;
	int n_known;
	bool seen[16];                   /* by enum column */
};

static enum status distance(struct reading *r, struct id to, double *km, struct err *err)
{
	enum status st;

	for (int i = 0; i < r->n_known; i++)
		if (id_same(r->known[i].to, to)) {
			*km = r->known[i].km;
			return ST_OK;
		}
	st = near_km(r->town, r->out->search.near, to, km, err);
	if (st == ST_DONE)
		*km = FAR;
	if (st != ST_OK && st != ST_DONE)
		return st;
	r->known = mem_resize(r->known, (size_t)r->n_known + 1, sizeof(*r->known));
	r->known[r->n_known++] = (struct distance){ to, *km };
	return ST_OK;
}

/* ---- rows of the index that holds what is weighed ---- */

enum column { ID, QUARTER, PEOPLE, BEDROOMS, ROOMS, STEP_FREE, PETS, RENT, COSTS, AVAILABLE, UNTIL, CHECKED, COLUMNS };

QUERY(free_homes, "homes.free", QUERY_INTERACTIVE,
	"SELECT id, neighbourhood, people, bedrooms, rooms, step_free, pets, rent, service_costs, available, \"until\", check_result"
	" FROM dwelling INDEXED BY dwelling_free WHERE gone = 0 AND state = 'free'");

/* What a role does not see is not known to whoever asks. */
static void note_seen(struct reading *r)
{
	static const char *const fields[COLUMNS] = { NULL, "neighbourhood", "people", "bedrooms", "rooms", "step_free", "pets", "rent",
		"service_costs", "available", "until", "check_result" };
	const struct kind *kind = register_kind("dwelling");

	for (int i = 0; i < COLUMNS; i++)
		r->seen[i] = !fields[i] || field_seen(r->actor, kind, kind_field(kind, fields[i]));
}

static int64_t number_at(const struct reading *r, struct stmt *stmt, enum column column)
{
	return !r->seen[column] || stmt_is_null(stmt, column) ? -1 : stmt_get_int(stmt, column);
}

static const char *text_at(const struct reading *r, struct stmt *stmt, enum column column)
{
	return !r->seen[column] || stmt_is_null(stmt, column) ? NULL : stmt_get_text(stmt, column);
}

/* Let again soon, or not safe: nobody is offered it, though nobody has it. */
static bool is_out(const struct reading *r, struct stmt *stmt)
{
	const char *until = text_at(r, stmt, UNTIL);
	struct date end;

	return str_same(text_at(r, stmt, CHECKED), "failed") ||
		(until && date_parse(until, &end) && end.day && date_between(end, clock_today()) > 0);
}

static struct home *new_home(struct reading *r, struct stmt *stmt)
{
	struct homes *out = r->out;
	struct home *home;
	int64_t costs = number_at(r, stmt, COSTS);

	if (out->count == r->room)
		out->home = mem_resize(out->home, (size_t)(r->room = r->room ? 2 * r->room : 64), sizeof(*out->home));
	home = &out->home[out->count++];
	*home = (struct home){ .id = stmt_get_id(stmt, ID), .floor = INT64_MIN, .km = FAR, .rooms = number_at(r, stmt, ROOMS),
		.rent = number_at(r, stmt, RENT) };
	if (home->rent >= 0 && costs > 0)
		home->rent += costs;
	if (r->seen[QUARTER] && !stmt_is_null(stmt, QUARTER))
		home->neighbourhood = stmt_get_id(stmt, QUARTER);
	return home;
}

static enum status take(struct reading *r, struct stmt *stmt, struct err *err)
{
	const struct facts facts = { number_at(r, stmt, PEOPLE), number_at(r, stmt, BEDROOMS), number_at(r, stmt, STEP_FREE),
		number_at(r, stmt, PETS), text_at(r, stmt, AVAILABLE) };
	struct home *home;
	enum status st = ST_OK;

	if (is_out(r, stmt))
		return ST_OK;
	home = new_home(r, stmt);
	if (!id_none(r->out->search.near) && !id_none(home->neighbourhood))
		st = distance(r, home->neighbourhood, &home->km, err);
	if (st == ST_OK)
		judge(home, &r->out->search, &facts);
	return st;
}

static enum status read_free(struct reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, &free_homes, &stmt, err), step = ST_DONE;

	if (st != ST_OK)
		return st;
	note_seen(r);
	while (st == ST_OK && (step = stmt_step(stmt, err)) == ST_OK)
		st = take(r, stmt, err);
	if (st == ST_OK)
		return step == ST_DONE ? ST_OK : step;
	stmt_reset(stmt);
	return st;
}

static int less(double a, double b)
{
	return (a > b) - (a < b);
}

/* One question after the other; at last by the record's id, which is as old as the home is in the file. */
static int compare(const void *left, const void *right)
{
	const struct home *a = left, *b = right;
	int order = a->misses - b->misses;

	if (!order)
		order = a->rank - b->rank;
	if (!order)
		order = a->unknown - b->unknown;
	if (!order)
		order = less((double)a->days, (double)b->days);
	if (!order)
		order = less(a->km, b->km);
	if (!order)
		order = less((double)a->spare, (double)b->spare);
	if (!order)
		order = less(a->rent < 0 ? FAR : (double)a->rent, b->rent < 0 ? FAR : (double)b->rent);
	return order ? order : memcmp(a->id.b, b->id.b, sizeof(a->id.b));
}

static void home_clear(struct home *home)
{
	free(home->address);
	free(home->quarter);
}

/* What is shown of one that was chosen. */
static enum status read_words(struct reading *r, struct home *home, struct err *err)
{
	struct record *dwelling = NULL;
	struct str name = STR_INIT;
	enum status st = read_brief(r->town, r->actor, register_kind("dwelling"), home->id, &dwelling, err);

	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	home->address = mem_str(dwelling && record_get(dwelling, "address") ? record_get(dwelling, "address") : "");
	if (dwelling && record_get(dwelling, "floor"))
		home->floor = strtoll(record_get(dwelling, "floor"), NULL, 10);
	record_free(dwelling);
	st = ST_OK;
	if (!id_none(home->neighbourhood) && kind_seen(r->actor, register_kind("neighbourhood")))
		st = read_title(r->store, r->actor, register_kind("neighbourhood"), home->neighbourhood, &name, err);
	if (st == ST_OK && name.len)
		home->quarter = str_take(&name);
	str_free(&name);
	return st;
}

/* The best, with the words that are shown of them. */
static enum status finish(struct reading *r, int most, struct err *err)
{
	struct homes *out = r->out;
	enum status st = ST_OK;

	out->free = out->count;
	for (int i = 0; i < out->count; i++)
		out->fitting += out->home[i].misses == 0;
	if (out->count)
		qsort(out->home, (size_t)out->count, sizeof(*out->home), compare);
	while (out->count > most)
		home_clear(&out->home[--out->count]);
	for (int i = 0; st == ST_OK && i < out->count; i++)
		st = read_words(r, &out->home[i], err);
	return st;
}

enum status homes_for(struct store *store, const struct actor *actor, struct id person, int most, struct homes *out,
	struct err *err)
{
	struct reading reading = { .store = store, .town = store_town(store) ? store_town(store) : store, .actor = actor,
		.out = out };
	enum status st;

	*out = (struct homes){ .count = 0 };
	if (!kind_seen(actor, register_kind("dwelling")) || !kind_seen(actor, register_kind("need")))
		return err_set(err, ST_DENIED, _("Your roles do not show homes and what households need. Nothing was changed; ask a "
			"colleague who looks for homes."));
	st = home_search_read(store, actor, person, &out->search, err);
	if (st == ST_OK)
		st = read_free(&reading, err);
	if (st == ST_OK)
		st = finish(&reading, most, err);
	free(reading.known);
	if (st != ST_OK)
		homes_clear(out);
	return st;
}

void homes_clear(struct homes *homes)
{
	for (int i = 0; i < homes->count; i++)
		home_clear(&homes->home[i]);
	free(homes->home);
	*homes = (struct homes){ .count = 0 };
}

enum status home_offer(struct change *change, struct id person, struct id dwelling, struct date answer_by,
	struct id *placement, struct err *err)
{
	struct change_item *item = change_create(change, register_kind("placement"), placement);
	char text[37], day[11];
	enum status st;

	id_text(person, text);
	st = change_set(item, "person", text, err);
	id_text(dwelling, text);
	if (st == ST_OK)
		st = change_set(item, "dwelling", text, err);
	date_text(answer_by.year ? answer_by : date_add_days(clock_today(), HOME_ANSWER_DAYS), day);
	return st == ST_OK ? change_set(item, "answer_by", day, err) : st;
}

/* ---- offers without an answer ---- */

enum status homes_unanswered(struct store *store, int64_t *n, struct err *err)
{
	char today[11];
	struct stmt *stmt;
	enum status st = store_query(store, &count_run_out, &stmt, err);

	*n = 0;
	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	stmt_text(stmt, "day", today);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*n = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status put_lapsed(struct change *change, int64_t *n, struct err *err)
{
	const struct kind *kind = register_kind("placement");
	char today[11];
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &run_out, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	stmt_text(stmt, "day", today);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct change_item *item = change_update(change, kind, stmt_get_id(stmt, 0), stmt_get_int(stmt, 1));

		*n += 1;
		st = change_set(item, "state", "run_out", err);
		if (st != ST_OK)
			break;
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status homes_lapse(struct store *store, const struct actor *actor, int64_t *n, struct id *set, struct err *err)
{
	struct change *change = change_begin(store, actor);
	int64_t count = 0;
	enum status st = put_lapsed(change, &count, err);

	if (st == ST_OK && count > 0)
		st = change_commit(change, set, NULL, err);
	*n = st == ST_OK ? count : 0;
	change_free(change);
	return st;
}
