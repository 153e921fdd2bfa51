/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads who waits for a mentor and which mentors have room: all of them for a round, or
 * one side alone with everybody of the other.  Mentors are as many as a town finds, some
 * hundreds; newcomers who wait stand in an index of their own.
 */
#include "match/mentors_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/row.h"
#include "store/query.h"

#define ASKER "m.id, m.person, m.asked, m.lot, m.interests, m.timetable, m.often, m.way, m.farthest, m.woman, m.state"
QUERY(askers, "match.mentoring_asked", QUERY_BATCH,
	"SELECT " ASKER " FROM mentoring m INDEXED BY mentoring_asked WHERE m.gone = 0 AND m.state = 'asked'");
QUERY(asker_one, "match.mentoring", QUERY_INTERACTIVE,
	"SELECT " ASKER " FROM mentoring m WHERE m.id = :id AND m.gone = 0");
QUERY(tongues_of, "match.mentoring_speaks", QUERY_INTERACTIVE,
	"SELECT language, level FROM speaks WHERE person = :id AND gone = 0 AND language IS NOT NULL LIMIT 40");
QUERY(past_of, "match.mentoring_before", QUERY_INTERACTIVE,
	"SELECT DISTINCT mentor FROM mentoring WHERE person = :id AND gone = 0 AND mentor IS NOT NULL AND +state <> 'asked' LIMIT 40");

#define MENTOR "m.id, m.languages, m.interests, m.timetable, m.often, m.way, m.farthest, m.woman, m.neighbourhood, m.active," \
	" coalesce(m.\"most\", 1) - (SELECT count(*) FROM mentoring g INDEXED BY mentoring_holding WHERE g.mentor = m.id" \
	" AND g.gone = 0 AND g.state IN ('matched', 'active')), m.lot"
QUERY(mentors_all, "match.mentors", QUERY_INTERACTIVE,
	"SELECT " MENTOR " FROM mentor m INDEXED BY mentor_active WHERE m.gone = 0 AND m.active = 1");
QUERY(mentor_one, "match.mentor", QUERY_INTERACTIVE, "SELECT " MENTOR " FROM mentor m WHERE m.id = :id AND m.gone = 0");

enum asker_column { A_ID, A_PERSON, A_ASKED, A_LOT, A_LIKES, A_WHEN, A_OFTEN, A_WAY, A_FARTHEST, A_WOMAN, A_STATE };
enum mentor_column { M_ID, M_TONGUES, M_LIKES, M_WHEN, M_OFTEN, M_WAY, M_FARTHEST, M_WOMAN, M_HOME, M_ACTIVE, M_ROOM, M_LOT };

struct reading {
	struct store *store, *town;
	struct match_facts *out;
	struct mentors_facts *own;
	const struct field *likes, *often, *ways, *levels;
	const struct match_rule *narrow;     /* one mentor is read: whom this one cannot suit is left out; or NULL */
	int64_t day;
};

/* Beyond what a reading tells apart a language counts as not said; there are fewer in any town. */
static int tongue_number(struct mentors_facts *own, const char *code, size_t len)
{
	for (int i = 0; i < own->n_tongues; i++)
		if (strlen(own->tongue[i]) == len && !strncmp(own->tongue[i], code, len))
			return i;
	if (own->n_tongues == 64 * MENTORS_TONGUES || len >= sizeof(*own->tongue))
		return PAIRS_UNKNOWN;
	own->tongue = pairs_more(own->tongue, own->n_tongues, sizeof(*own->tongue));
	memcpy(own->tongue[own->n_tongues], code, len);
	own->tongue[own->n_tongues][len] = '\0';
	return own->n_tongues++;
}

static void add_tongue(struct mentors_side *side, int tongue)
{
	if (tongue >= 0)
		side->speaks[tongue / 64] |= (uint64_t)1 << (tongue % 64);
}

/* "ar, fa" */
static void take_tongues(struct mentors_facts *own, struct mentors_side *side, const char *said)
{
	while (said && *said) {
		size_t len = strcspn(said, ", ");

		if (len)
			add_tongue(side, tongue_number(own, said, len));
		said += len + strspn(said + len, ", ");
	}
}

static void take_side(const struct reading *r, struct stmt *stmt, int likes, int when, int ways, int farthest, int woman,
	int often, struct mentors_side *out)
{
	*out = (struct mentors_side){ .home = PAIRS_UNKNOWN, .likes = pairs_choices(stmt, likes, r->likes),
		.ways = pairs_choices(stmt, ways, r->ways), .farthest = (int16_t)pairs_number(stmt, farthest),
		.woman = pairs_yes(stmt, woman), .often = (int8_t)pairs_choice(stmt_get_text(stmt, often), r->often) };
	pairs_timetable(stmt, when, &out->when);
}

/* ---- mentors ---- */

static void take_mentor(struct reading *r, struct stmt *stmt)
{
	struct mentors_facts *own = r->own;
	int at = r->out->n_places++;
	struct id home = stmt_get_id(stmt, M_HOME);
	struct mentors_side *side;

	r->out->place = pairs_more(r->out->place, at, sizeof(*r->out->place));
	own->mentor = pairs_more(own->mentor, at, sizeof(*own->mentor));
	r->out->place[at] = (struct match_place){ stmt_get_id(stmt, M_ID), (int)stmt_get_int(stmt, M_ROOM), home,
		pairs_number(stmt, M_LOT) };
	side = &own->mentor[at];
	take_side(r, stmt, M_LIKES, M_WHEN, M_WAY, M_FARTHEST, M_WOMAN, M_OFTEN, side);
	side->home = ways_number(&own->ways, home);
	take_tongues(own, side, stmt_get_text(stmt, M_TONGUES));
}

static enum status read_mentors(struct reading *r, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, &mentors_all, &stmt, err);

	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK)
		if (stmt_get_int(stmt, M_ROOM) > 0)
			take_mentor(r, stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status take_one_mentor(struct reading *r, struct stmt *stmt, struct err *err)
{
	if (!stmt_get_int(stmt, M_ACTIVE))
		return err_set(err, ST_INVALID, _("This mentor has no time at present. Nothing was changed; once the mentor is ready "
			"again, the record says so, and newcomers are shown."));
	if (stmt_get_int(stmt, M_ROOM) <= 0)
		return err_set(err, ST_INVALID, _("This mentor accompanies as many people as they have room for. Nothing was changed; "
			"how many it may be stands in the mentor’s record."));
	take_mentor(r, stmt);
	return ST_OK;
}

static enum status read_one_mentor(struct reading *r, struct id mentor, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(r->town, &mentor_one, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", mentor);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? err_set(err, ST_NOTFOUND, _("There is no such mentor. Nothing was changed.")) : st;
	st = take_one_mentor(r, stmt, err);
	stmt_reset(stmt);
	return st;
}

/* ---- newcomers ---- */

static enum status read_tongues(struct reading *r, struct id person, struct mentors_side *side, struct err *err)
{
	struct mentors_facts *own = r->own;
	struct stmt *stmt;
	enum status st = store_query(r->store, &tongues_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	side->first_level = own->n_levels;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		const char *code = stmt_get_text(stmt, 0);
		int tongue = tongue_number(own, code, strlen(code));

		if (tongue < 0)
			continue;
		add_tongue(side, tongue);
		own->level = pairs_more(own->level, own->n_levels, sizeof(*own->level));
		own->level[own->n_levels++] = (struct mentors_levels){ (uint8_t)tongue,
			(int8_t)pairs_choice(stmt_get_text(stmt, 1), r->levels) };
		side->n_levels++;
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_past(struct reading *r, struct id person, struct mentors_side *side, struct err *err)
{
	struct mentors_facts *own = r->own;
	struct stmt *stmt;
	enum status st = store_query(r->store, &past_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	side->first_past = own->n_past;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		own->past = pairs_more(own->past, own->n_past, sizeof(*own->past));
		own->past[own->n_past++] = stmt_get_id(stmt, 0);
		side->n_past++;
	}
	return st == ST_DONE ? ST_OK : st;
}

static int take_asker(struct reading *r, struct stmt *stmt)
{
	int at = r->out->n_candidates++;
	int32_t asked = pairs_day(stmt, A_ASKED);

	r->out->candidate = pairs_more(r->out->candidate, at, sizeof(*r->out->candidate));
	r->own->asker = pairs_more(r->own->asker, at, sizeof(*r->own->asker));
	r->out->candidate[at] = (struct match_candidate){ stmt_get_id(stmt, A_ID), stmt_get_id(stmt, A_PERSON),
		asked < 0 || asked > r->day ? 0 : (int)(r->day - asked), pairs_number(stmt, A_LOT), false };
	take_side(r, stmt, A_LIKES, A_WHEN, A_WAY, A_FARTHEST, A_WOMAN, A_OFTEN, &r->own->asker[at]);
	return at;
}

/* What stands with the person; whoever nothing is offered to, or whom the one mentor cannot suit, is taken out again. */
static enum status take_person(struct reading *r, int at, bool *out, struct err *err)
{
	struct id person = r->out->candidate[at].person;
	struct mentors_side *side = &r->own->asker[at];
	struct pairs_person is = { .out = true };
	enum status st = ST_OK;

	if (!r->narrow || match_admissible(r->out, r->narrow, at, 0))
		st = pairs_person(r->store, person, r->out->day, &is, err);

	*out = is.out;
	if (st != ST_OK || is.out) {
		r->out->n_candidates--;
		return st;
	}
	side->home = ways_number(&r->own->ways, is.home);
	st = read_tongues(r, person, side, err);
	return st == ST_OK ? read_past(r, person, side, err) : st;
}

static enum status read_askers(struct reading *r, struct err *err)
{
	struct stmt *stmt;
	bool out;
	enum status st = store_query(r->store, &askers, &stmt, err);

	while (st == ST_OK && (st = stmt_step(stmt, err)) == ST_OK) {
		st = take_person(r, take_asker(r, stmt), &out, err);
		if (st != ST_OK)
			stmt_reset(stmt);
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status read_one_asker(struct reading *r, struct id mentoring, struct err *err)
{
	struct stmt *stmt;
	bool out = false, asked = false;
	enum status st = store_query(r->store, &asker_one, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", mentoring);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st == ST_DONE ? read_missing(register_kind("mentoring"), err) : st;
	asked = str_same(stmt_get_text(stmt, A_STATE), "asked");
	if (asked)
		st = take_person(r, take_asker(r, stmt), &out, err);
	stmt_reset(stmt);
	if (!asked)
		return err_set(err, ST_INVALID, _("This person does not wait for a mentor: one was proposed, or it is over. Nothing was "
			"changed; a new mentoring that is asked for lets mentors be shown."));
	return st == ST_OK && out ? pairs_refuse_out(err) : st;
}

static struct reading begin(struct store *store, struct match_facts *out)
{
	const struct kind *mentor = register_kind("mentor");
	struct reading r = { .store = store, .town = pairs_town(store), .out = out, .likes = kind_field(mentor, "interests"),
		.often = kind_field(mentor, "often"), .ways = kind_field(mentor, "way"),
		.levels = kind_field(register_kind("speaks"), "level") };
	struct date day;

	r.own = out->own = mem_alloc(sizeof(*r.own));
	r.own->in_person = pairs_bits("person", r.ways);
	if (date_parse(out->day, &day))
		r.day = date_days(day);
	return r;
}

enum status mentors_read(struct store *store, const struct actor *actor, const struct match_pick *pick,
	struct match_facts *out, struct err *err)
{
	const struct kind *mentor = register_kind("mentor"), *mentoring = register_kind("mentoring");
	struct reading r;
	bool view;
	enum status st;

	if (!kind_seen(actor, mentor) || !kind_seen(actor, mentoring))
		return read_denied(kind_seen(actor, mentor) ? mentoring : mentor, err);
	r = begin(store, out);
	if (pick->rule && !id_none(pick->place) && id_none(pick->application))
		r.narrow = pick->rule;
	view = store_view(store);
	st = ways_read(r.town, &r.own->ways, err);
	if (st == ST_OK)
		st = id_none(pick->place) ? read_mentors(&r, err) : read_one_mentor(&r, pick->place, err);
	if (st == ST_OK)
		st = id_none(pick->application) ? read_askers(&r, err) : read_one_asker(&r, pick->application, err);
	store_view_end(store, view);
	return st;
}

void mentors_clear(struct match_facts *facts)
{
	struct mentors_facts *own = facts->own;

	if (!own)
		return;
	ways_clear(&own->ways);
	free(own->asker);
	free(own->mentor);
	free(own->tongue);
	free(own->level);
	free(own->past);
	free(own);
}
