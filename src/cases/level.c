/* SPDX-License-Identifier: EUPL-1.2 */
/* What is proposed stands with the level from which it follows; the newest level of a language is the one spoken. */
#include "cases/level.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"

const char *const level_skills[SKILLS] = { "listening", "reading", "interaction", "production", "writing" };
static const char *const keys[] = { "literacy", "pre_a1", "a1", "a2", "b1", "b2", "c1", "c2" };
enum { LITERACY, PRE_A1, A1 };
enum { READING = 1, WRITING = 4 };

QUERY(reads_own, "level.reads_own", QUERY_INTERACTIVE,
	"SELECT max(reads) FROM speaks WHERE person = :person AND gone = 0 AND language <> :language");
QUERY(newer_level, "level.newer", QUERY_INTERACTIVE,
	"SELECT count(*) FROM level WHERE person = :person AND language = :language AND gone = 0 AND id <> :me AND day > :day");
QUERY(same_level, "level.same", QUERY_INTERACTIVE,
	"SELECT count(*) FROM level WHERE person = :person AND language = :language AND gone = 0 AND day = :day AND known = :known"
	" AND listening IS :listening AND reading IS :reading AND interaction IS :interaction AND production IS :production"
	" AND writing IS :writing");
QUERY(spoken, "level.spoken", QUERY_INTERACTIVE,
	"SELECT id FROM speaks WHERE person = :person AND language = :language AND gone = 0");

int level_rank(const char *key)
{
	for (size_t i = 0; key && i < ARRAY_LEN(keys); i++)
		if (str_same(keys[i], key))
			return (int)i;
	return -1;
}

const char *level_key(int rank)
{
	return rank >= 0 && rank < (int)ARRAY_LEN(keys) ? keys[rank] : NULL;
}

struct level_proposal level_propose(const struct level_profile *profile)
{
	struct level_proposal out = { NULL, NULL, NULL };
	int lowest = -1;

	for (int i = 0; i < SKILLS; i++) {
		int rank = level_rank(profile->skill[i]);

		if (rank >= 0 && (lowest < 0 || rank < lowest))
			lowest = rank;
	}
	out.overall = level_key(lowest);
	if ((profile->latin == READS_NO && profile->own != READS_YES) || level_rank(profile->skill[READING]) == LITERACY ||
	    level_rank(profile->skill[WRITING]) == LITERACY) {
		bool other_script = profile->own == READS_YES;

		out.group = other_script ? "second_script" : "literacy";
		out.level = keys[other_script ? PRE_A1 : LITERACY];
	} else if (profile->latin == READS_NO) {
		out.group = "second_script";
		out.level = keys[lowest < PRE_A1 ? PRE_A1 : lowest];
	} else if (lowest >= 0) {
		out.group = "general";
		out.level = lowest < A1 ? keys[A1] : level_key(lowest + 1);
	}
	return out;
}

static enum reads yes_no(const char *value)
{
	return !value ? READS_UNKNOWN : str_same(value, "yes") ? READS_YES : READS_NO;
}

/* Another language than the one tested, as the file has it or this change set says. */
static enum status look_reading(struct change *change, const struct change_item *item, enum reads *out, struct err *err)
{
	struct id person = rule_reference(item, "person");
	const char *language = change_get(item, "language");
	const struct change_item *other;
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &reads_own, &stmt, err);

	*out = READS_UNKNOWN;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	stmt_text(stmt, "language", language ? language : "");
	st = stmt_step(stmt, err);
	if (st == ST_OK && !stmt_is_null(stmt, 0))
		*out = stmt_get_int(stmt, 0) ? READS_YES : READS_NO;
	stmt_reset(stmt);
	for (int at = 0; !id_none(person) && (other = change_next_with(change, person, &at)) != NULL;)
		if (str_same(change_kind_of(other)->name, "speaks") && !str_same(change_get(other, "language"), language) &&
		    change_get(other, "reads") && *out != READS_YES)
			*out = yes_no(change_get(other, "reads"));
	return st == ST_DONE ? ST_OK : st;
}

static void put_if_other(struct change_item *item, const char *field, const char *value)
{
	if (!str_same(change_get(item, field), value))
		rule_put(item, field, value);
}

static enum status put_proposal(struct change *change, struct change_item *item, struct err *err)
{
	struct level_profile profile = { .latin = yes_no(change_get(item, "latin_script")) };
	struct level_proposal proposal;
	enum status st = look_reading(change, item, &profile.own, err);

	for (int i = 0; i < SKILLS; i++)
		profile.skill[i] = change_get(item, level_skills[i]);
	proposal = level_propose(&profile);
	put_if_other(item, "overall", proposal.overall);
	put_if_other(item, "proposed", proposal.level);
	put_if_other(item, "proposed_group", proposal.group);
	return st;
}

/* The change set says a newer one of that language. */
static bool newer_with_it(const struct change *change, const struct change_item *item)
{
	const struct change_item *other;
	const char *day;

	for (int at = 0; (other = change_next_with(change, rule_reference(item, "person"), &at)) != NULL;) {
		if (other == item || change_kind_of(other) != change_kind_of(item) || change_is_deletion(other) ||
		    !str_same(change_get(other, "language"), change_get(item, "language")))
			continue;
		day = change_get(other, "day");
		if (day && strcmp(day, change_get(item, "day")) > 0)
			return true;
	}
	return false;
}

static enum status is_newest(struct change *change, const struct change_item *item, bool *out, struct err *err)
{
	struct stmt *stmt;
	enum status st;

	*out = false;
	if (newer_with_it(change, item))
		return ST_OK;
	st = store_query(change_store(change), &newer_level, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", rule_reference(item, "person"));
	stmt_text(stmt, "language", change_get(item, "language"));
	stmt_id(stmt, "me", change_id_of(item));
	stmt_text(stmt, "day", change_get(item, "day"));
	st = stmt_step(stmt, err);
	*out = st == ST_OK && stmt_get_int(stmt, 0) == 0;
	stmt_reset(stmt);
	return st;
}

/* The language as the person speaks it, in this change set or the file; NULL: it does not stand there. */
static enum status find_spoken(struct change *change, const struct change_item *level, struct change_item **out,
	struct err *err)
{
	struct id person = rule_reference(level, "person");
	const char *language = change_get(level, "language");
	const struct change_item *other;
	struct stmt *stmt;
	enum status st;

	*out = NULL;
	for (int at = 0; (other = change_next_with(change, person, &at)) != NULL;)
		if (str_same(change_kind_of(other)->name, "speaks") && str_same(change_get(other, "language"), language) &&
		    !change_is_deletion(other))
			*out = change_find(change, change_id_of(other));
	if (*out)
		return ST_OK;
	st = store_query(change_store(change), &spoken, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	stmt_text(stmt, "language", language);
	st = stmt_step(stmt, err);
	if (st == ST_OK && !rule_removes(change, stmt_get_id(stmt, 0)))
		*out = rule_other(change, "speaks", stmt_get_id(stmt, 0));
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* What somebody sets of it by hand in the same change set counts. */
static enum status put_spoken(struct change *change, const struct change_item *level, struct err *err)
{
	struct change_item *speaks;
	const char *overall = change_get(level, "overall");
	bool newest;
	enum status st;

	if (!overall || !change_get(level, "language") || !change_get(level, "day") || id_none(rule_reference(level, "person")))
		return ST_OK;
	st = is_newest(change, level, &newest, err);
	if (st != ST_OK || !newest)
		return st;
	st = find_spoken(change, level, &speaks, err);
	if (st != ST_OK)
		return st;
	if (!speaks) {
		if (level_rank(overall) < A1)
			return ST_OK;
		speaks = change_create(change, register_kind("speaks"), NULL);
		rule_put(speaks, "person", change_get(level, "person"));
		rule_put(speaks, "language", change_get(level, "language"));
	}
	if (!change_touches(speaks, "level"))
		rule_put(speaks, "level", overall);
	return ST_OK;
}

static enum status level_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	st = put_proposal(change, item, err);
	return st == ST_OK ? put_spoken(change, item, err) : st;
}

static enum status level_check(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	if (change_is_deletion(item) || change_get(item, "latin_script"))
		return ST_OK;
	for (int i = 0; i < SKILLS; i++)
		if (change_get(item, level_skills[i]))
			return ST_OK;
	return err_field(err, level_skills[0], _("No level is said of any skill. Nothing was saved; choose at least one: what the "
		"person understands, reads, speaks or writes."));
}

const struct kind_ops level_rules = { level_derive, level_check, NULL };

/* It stands there already: typed by somebody, or brought along with the rest of a file. */
static enum status stands_there(struct change *change, const struct level_found *level, struct id person, bool *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &same_level, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", person);
	stmt_text(stmt, "language", level->language);
	stmt_text(stmt, "day", level->day);
	stmt_text(stmt, "known", level->known);
	for (int i = 0; i < SKILLS; i++)
		stmt_text(stmt, level_skills[i], level->skill[i]);
	st = stmt_step(stmt, err);
	*out = st == ST_OK && stmt_get_int(stmt, 0) > 0;
	stmt_reset(stmt);
	return st;
}

enum status level_note(struct change *change, struct id person, const struct level_found *found, struct err *err)
{
	struct level_found level = *found;
	struct change_item *item;
	bool any = false, there;
	char today[11], id[37];
	enum status st;

	for (int i = 0; i < SKILLS; i++)
		any |= found->skill[i] != NULL;
	if (id_none(person) || !found->language || (!any && !found->reached))
		return ST_OK;
	date_text(clock_today(), today);
	if (!level.day || rule_before(today, level.day))
		level.day = today;
	for (int i = 0; i < SKILLS && !any; i++)
		level.skill[i] = found->reached;
	st = stands_there(change, &level, person, &there, err);
	if (st != ST_OK || there)
		return st;
	id_text(person, id);
	item = change_create(change, register_kind("level"), NULL);
	rule_put(item, "person", id);
	rule_put(item, "language", level.language);
	rule_put(item, "day", level.day);
	rule_put(item, "known", level.known);
	for (int i = 0; i < SKILLS; i++)
		rule_put(item, level_skills[i], level.skill[i]);
	return ST_OK;
}
