/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tells the lives of Halden's people into the file, through the change door: rules,
 * search keys and journal are as real as at a desk.  A small town is told day by
 * day, so that history shows who did what when; a large one writes each life as it
 * stands today, in change sets of two thousand people.
 */
#include "exchange/demo.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/rng.h"
#include "exchange/demotell.h"
#include "register/profile.h"

enum { GROUPS_FROM = 40, PEOPLE_A_SET = 2000, OFFERS_A_SET = 4000, SETS_TOGETHER = 400 };

static long day_of_prepare;

static int64_t midnight_ms(long day)
{
	int64_t ms = (int64_t)day * 86400000;
	struct date d;
	int minute;

	clock_local(ms, &d, &minute);
	return ms - ((date_days(d) - day) * 1440 + minute) * 60000;
}

void demo_prepare(uint64_t seed)
{
	day_of_prepare = date_days(clock_today());
	rng_seed(seed);
	clock_hold(midnight_ms(day_of_prepare - DEMO_DAYS) + 8 * 3600000);
}

void demo_release(void)
{
	rng_unseed();
	clock_hold(0);
}

/* Something that happens to a person on a day after arrival. */
struct happening { long day; int64_t index; int what; };
/* what: -1 the arrival; a chapter; from STEPS_FIRST that step is done; the plan ends after all else of the
 * day. */
enum { STEPS_FIRST = 100, ENDING = 200 };

struct schedule { struct happening *at; size_t n, room; };

static void schedule_add(struct schedule *schedule, long day, int64_t index, int what)
{
	if (schedule->n == schedule->room) {
		schedule->room = schedule->room ? schedule->room * 2 : 256;
		schedule->at = mem_resize(schedule->at, schedule->room, sizeof(*schedule->at));
	}
	schedule->at[schedule->n++] = (struct happening){ day, index, what };
}

static int by_day(const void *a, const void *b)
{
	const struct happening *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->index != y->index)
		return x->index < y->index ? -1 : 1;
	return x->what - y->what;
}

/* One after the other, some seconds apart; on the last day right after midnight, which has surely passed. */
static void clock_to(struct telling *telling, long day)
{
	if (day != telling->day) {
		telling->day = day;
		telling->ms = midnight_ms(day) + (day < telling->world.today ? 8 * 3600000 : 0);
	}
	clock_hold(telling->ms += day < telling->world.today ? 47000 : 11);
}

static enum status commit(struct telling *telling, struct err *err)
{
	enum status st = ST_OK;

	if (telling->change)
		st = change_commit(telling->change, NULL, NULL, err);
	change_free(telling->change);
	telling->change = NULL;
	return st;
}

static void begin(struct telling *telling, long day, const char *user)
{
	clock_to(telling, day);
	if (user)
		str_copy(telling->actor.user, sizeof(telling->actor.user), user);
	telling->change = change_begin(telling->store, &telling->actor);
	change_insist(telling->change);      /* nobody is there to choose another hour */
}

static void schedule_life(struct schedule *schedule, const struct life *life, const struct world *world)
{
	int chapters = tell_chapters();

	schedule_add(schedule, life->arrived, life->index, -1);
	for (int i = 0; i < life->n_steps; i++)
		if (life->step[i].done > life->arrived)
			schedule_add(schedule, life->step[i].done, life->index, STEPS_FIRST + i);
	for (int i = 0; i < chapters; i++) {
		long day = tell_day(life, world, i);

		if (day)
			schedule_add(schedule, day, life->index, i);
	}
	if (life->finished || life->left)
		schedule_add(schedule, life->left ? life->left : tell_end(life), life->index, ENDING);
}

static enum status happen(struct telling *telling, const struct happening *now, struct err *err)
{
	struct life life;

	life_tell(&life, &telling->world, now->index);
	begin(telling, now->day, now->what < 0 ? tell_desk(&life) : tell_caseworker(telling, &life));
	if (now->what < 0)
		tell_arrival(telling, &life, now->day);
	else if (now->what == ENDING)
		tell_ending(telling, &life);
	else if (now->what >= STEPS_FIRST)
		tell_step_done(telling, &life, now->what - STEPS_FIRST);
	else
		tell_chapter(telling, &life, now->what);
	life_clear(&life);
	return commit(telling, err);
}

/* Change sets of their own, but written to the disk many at a time: nobody waits for each. */
static enum status together_begin(struct telling *telling, struct err *err)
{
	return telling->together ? ST_OK : store_begin(telling->store, err);
}

static enum status together_end(struct telling *telling, enum status st, int most, bool last, struct err *err)
{
	if (st != ST_OK) {
		store_rollback(telling->store);
		telling->together = 0;
		return st;
	}
	if (++telling->together < most && !last)
		return ST_OK;
	telling->together = 0;
	return store_commit(telling->store, err);
}

static enum status tell_by_day(struct telling *telling, demo_progress *progress, void *ctx, struct err *err)
{
	struct schedule schedule = { 0 };
	int64_t arrived = 0;
	enum status st = ST_OK;

	telling->known = mem_array((size_t)telling->world.people, sizeof(*telling->known));
	for (int64_t i = 0; i < telling->world.people; i++) {
		struct life life;

		life_tell(&life, &telling->world, i);
		schedule_life(&schedule, &life, &telling->world);
		life_clear(&life);
	}
	if (schedule.n > 0)
		qsort(schedule.at, schedule.n, sizeof(*schedule.at), by_day);
	for (size_t i = 0; i < schedule.n && st == ST_OK; i++) {
		struct happening *now = &schedule.at[i];

		st = together_begin(telling, err);
		if (st == ST_OK)
			st = together_end(telling, happen(telling, now, err), SETS_TOGETHER,
					  i + 1 == schedule.n, err);
		arrived += now->what < 0;
		if (st == ST_OK && now->what < 0 && progress && !progress(ctx, arrived, telling->world.people))
			st = ST_CANCELLED;
	}
	if (telling->together)
		store_rollback(telling->store);
	telling->together = 0;
	free(schedule.at);
	free(telling->known);
	return st;
}

static void tell_whole(struct telling *telling, int64_t index)
{
	int chapters = tell_chapters();
	struct life life;

	life_tell(&life, &telling->world, index);
	str_copy(telling->actor.user, sizeof(telling->actor.user), tell_caseworker(telling, &life));
	tell_arrival(telling, &life, telling->world.today);
	for (int i = 0; i < chapters; i++)
		if (tell_day(&life, &telling->world, i))
			tell_chapter(telling, &life, i);
	life_clear(&life);
}

static enum status tell_at_once(struct telling *telling, demo_progress *progress, void *ctx, struct err *err)
{
	enum status st = ST_OK;

	for (int64_t i = 0; i < telling->world.people && st == ST_OK; i++) {
		if (!telling->change)
			begin(telling, telling->world.today, NULL);
		tell_whole(telling, i);
		if ((i + 1) % PEOPLE_A_SET && i + 1 < telling->world.people)
			continue;
		st = commit(telling, err);
		if (st == ST_OK && progress && !progress(ctx, i + 1, telling->world.people))
			st = ST_CANCELLED;
	}
	return st;
}

enum status demo_make(struct store *store, const struct actor *actor, int64_t people, uint64_t seed,
	demo_progress *progress, void *ctx, struct err *err)
{
	struct telling telling = { .store = store, .actor = *actor };
	int templates;
	enum status st;

	if (people < 1 || people > DEMO_PEOPLE_MOST)
		return err_set(err, ST_USAGE, _("The demonstration has 1 to %d people."), DEMO_PEOPLE_MOST);
	telling.world = (struct world){ seed, people, day_of_prepare, plan_templates(&templates) };
	telling.by_day = people <= DEMO_TOLD_BY_DAY;
	st = setting_set(store, SETTING_DESK, "HA", err);
	if (st == ST_OK)
		st = setting_set(store, SETTING_MUNICIPALITY, "Halden", err);
	if (st == ST_OK)
		st = setting_set(store, SETTING_PROFILE, "nl", err);
	if (st != ST_OK)
		return st;
	begin(&telling, telling.world.today - DEMO_DAYS, "A. Berg");
	tell_town(&telling);
	for (int from = 0; st == ST_OK && telling.change; from += OFFERS_A_SET) {
		bool more = tell_offers(&telling, from, OFFERS_A_SET);

		st = commit(&telling, err);
		if (st == ST_OK && more)
			begin(&telling, telling.day, NULL);
	}
	if (st == ST_OK)
		st = (telling.by_day ? tell_by_day : tell_at_once)(&telling, progress, ctx, err);
	if (st == ST_OK) {
		begin(&telling, telling.world.today, "A. Berg");
		tell_vacant_homes(&telling);
		tell_open_work(&telling);
		if (people >= GROUPS_FROM) {
			tell_groups(&telling);
			tell_pupils(&telling);
		}
		st = commit(&telling, err);
	}
	if (st == ST_OK && people >= GROUPS_FROM) {
		begin(&telling, telling.world.today, NULL);
		st = tell_preparations(&telling, err);
		if (st == ST_OK)
			st = tell_pupils_done(&telling, err);
		st = st == ST_OK ? commit(&telling, err) : st;
	}
	change_free(telling.change);
	tell_end_of_story(&telling);
	return st == ST_CANCELLED ? err_set(err, st, _("Stopped. The file holds the people made so far.")) : st;
}
