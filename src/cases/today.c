/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One row a section: the sources it is made of and how far they reach.  What a
 * source reads stands in today_query.c.
 */
#include "cases/today.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/today_query.h"
#include "register/grant.h"

#define BACK_SHOWN 3                  /* days for which a file that is back from its pause is told */
#define PAUSE_AHEAD 36500

static const struct section sections[TODAY_SECTIONS] = {
	[TODAY_HANDED_OVER] = { 1, { { SOURCE_HANDOVER, EVER, 0 } } },
	[TODAY_LEGAL] = { 1, { { SOURCE_LAW, EVER, TODAY_LEGAL_AHEAD } } },
	[TODAY_LATE] = { 2, { { SOURCE_STEP, EVER, -1 }, { SOURCE_CITY, EVER, -1 } } },
	[TODAY_WAITING] = { 1, { { SOURCE_WATCH, EVER, TODAY_WAITING_AHEAD } } },
	[TODAY_EXPECTED] = { 1, { { SOURCE_EXPECTED, EVER, TODAY_EXPECTED_AHEAD } } },
	[TODAY_FIRST_INTERVIEW] = { 1, { { SOURCE_FIRST, EVER, 0 } } },
	[TODAY_APPOINTMENTS] = { 1, { { SOURCE_MEETING, 0, 0 } } },
	[TODAY_TOMORROW] = { 1, { { SOURCE_MEETING, 1, 1 } } },
	[TODAY_NO_NEXT_STEP] = { 1, { { SOURCE_IDLE, EVER, 0 } } },
	[TODAY_PAUSED] = { 1, { { SOURCE_PAUSED, -BACK_SHOWN, PAUSE_AHEAD } } },
};
static const struct section of_a_day[TODAY_SECTIONS] = {
	[TODAY_LEGAL] = { 1, { { SOURCE_LAW, 0, 0 } } },
	[TODAY_LATE] = { 2, { { SOURCE_STEP, 0, 0 }, { SOURCE_CITY, 0, 0 } } },
	[TODAY_WAITING] = { 1, { { SOURCE_WATCH, 0, 0 } } },
	[TODAY_APPOINTMENTS] = { 1, { { SOURCE_MEETING, 0, 0 } } },
};

static enum status take_emergency(const struct reading *r, const struct grant *grant, struct err *err)
{
	struct today_row *row;

	r->out->row = mem_resize(r->out->row, (size_t)r->out->count + 1, sizeof *r->out->row);
	row = &r->out->row[r->out->count++];
	*row = (struct today_row){ .section = TODAY_EMERGENCY, .person = grant->person, .record = grant->id,
		.at_ms = grant->opened_ms, .what = mem_str(grant->reason), .place = mem_str(grant->name) };
	return grant_case_number(r->store, r->actor, grant->person, row->case_number, err);
}

static enum status read_emergencies(const struct reading *r, struct err *err)
{
	struct grant *grant;
	int count;
	enum status st = grant_unseen(r->store, r->actor, r->ask->limit, &grant, &count, err);

	for (int i = 0; i < count && st == ST_OK; i++)
		st = take_emergency(r, &grant[i], err);
	r->out->total[TODAY_EMERGENCY] = count;
	grants_free(grant, count);
	return st;
}

bool today_counts_only(const struct actor *actor)
{
	return (actor->roles & ROLE_SUPERVISOR) && !kind_seen(actor, register_kind("person"));
}

char *today_count_words(int64_t total)
{
	if (total < 0)
		return mem_fmt(_("fewer than %d"), TODAY_FEW);
	if (total > TODAY_COUNTED)
		return mem_fmt(_("more than %d"), TODAY_COUNTED);
	return mem_fmt("%lld", (long long)total);
}

/* Numbers of a town tell of nobody, small ones might. */
static enum status count_all(const struct reading *r, struct err *err)
{
	enum status st = ST_OK;

	for (int s = TODAY_LEGAL; s < TODAY_SECTIONS && st == ST_OK; s++) {
		int64_t *total = &r->out->total[s];

		st = today_section_count(r, (enum today_section)s, err);
		if (*total > 0 && *total < TODAY_FEW)
			*total = -1;
	}
	return st;
}

/* NULL when the actor sees every kind that hangs under a person: nothing has to be left out then. */
static char *kinds_seen(const struct actor *actor)
{
	int count;
	const struct kind *const *all = register_kinds(&count);
	json_t *seen = json_array();
	bool every = true;
	char *text;

	for (int i = 0; i < count; i++) {
		if (kind_seen(actor, all[i]))
			json_array_append_new(seen, json_string(all[i]->name));
		else
			every = every && !all[i]->person;
	}
	text = every ? NULL : json_dumps(seen, JSON_COMPACT);
	json_decref(seen);
	return text;
}

static enum status read_all(const struct reading *r, struct err *err)
{
	bool people = kind_seen(r->actor, register_kind("person"));
	enum status st = ST_OK;

	for (int s = TODAY_HANDED_OVER; people && s < TODAY_SECTIONS && st == ST_OK; s++)
		st = today_section_read(r, (enum today_section)s, err);
	return st == ST_OK && people ? today_titles(r, err) : st;
}

enum status today_read(struct store *store, const struct actor *actor, const struct today_ask *ask, struct today *out,
	struct err *err)
{
	/* Of whoever sees numbers alone nothing is left out: a nought where terms run would be untrue. */
	struct reading r = { store, actor, ask, sections, today_counts_only(actor) ? NULL : kinds_seen(actor), out };
	bool view = store_view(store);
	enum status st = ST_OK;

	*out = (struct today){ 0 };
	if (id_none(actor->grant)) {
		st = read_emergencies(&r, err);
		if (st == ST_OK)
			st = read_all(&r, err);
		if (st == ST_OK && today_counts_only(actor))
			st = count_all(&r, err);
	}
	store_view_end(store, view);
	free(r.kinds);
	if (st != ST_OK)
		today_clear(out);
	return st;
}

enum status today_load(struct store *store, const struct actor *actor, struct date day, int limit, struct today *out,
	struct err *err)
{
	struct today_ask ask = { .day = day, .limit = limit };

	return today_read(store, actor, &ask, out, err);
}

enum status today_load_mine(struct store *store, const struct actor *actor, struct date day, int limit,
	struct today *out, struct err *err)
{
	struct today_ask ask = { .day = day, .limit = limit, .caseworker = actor->user };

	return today_read(store, actor, &ask, out, err);
}

void today_clear(struct today *today)
{
	for (int i = 0; i < today->count; i++)
		today_row_clear(&today->row[i]);
	free(today->row);
	*today = (struct today){ 0 };
}

enum status week_read_day(struct store *store, const struct actor *actor, const struct today_ask *ask, struct today *out,
	struct err *err)
{
	struct reading r = { store, actor, ask, of_a_day, kinds_seen(actor), out };
	bool view = store_view(store);
	enum status st = ST_OK;

	*out = (struct today){ 0 };
	if (id_none(actor->grant))
		st = read_all(&r, err);
	store_view_end(store, view);
	free(r.kinds);
	if (st != ST_OK)
		today_clear(out);
	return st;
}

enum status week_read(struct store *store, const struct actor *actor, const struct today_ask *ask, struct week *out,
	struct err *err)
{
	struct today_ask of_day = *ask;
	bool view = store_view(store);
	enum status st = ST_OK;

	*out = (struct week){ .first = ask->day };
	for (int i = 0; i < WEEK_DAYS && st == ST_OK; i++) {
		of_day.day = date_add_days(ask->day, i);
		st = week_read_day(store, actor, &of_day, &out->day[i], err);
	}
	store_view_end(store, view);
	if (st != ST_OK)
		week_clear(out);
	return st;
}

void week_clear(struct week *week)
{
	for (int i = 0; i < WEEK_DAYS; i++)
		today_clear(&week->day[i]);
}
