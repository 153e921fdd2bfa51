/* SPDX-License-Identifier: EUPL-1.2 */
/* The public notice: by what places are given, so that whoever is concerned can read and check it. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/cap.h"
#include "cases/lot.h"
#include "match/criteria.h"
#include "register/gate.h"

static void heading(struct sheet *sheet, const char *words)
{
	sheet_heading(sheet, 2, words);
}

static void put_head(struct sheet *out, const struct match_rule *rule, const char *coming, const char *municipality)
{
	struct str standing = STR_INIT;
	char *line;

	if (!str_empty(municipality))
		sheet_text(out, municipality);
	match_rule_standing(&standing, rule);
	sheet_text(out, str_get(&standing));
	if (!str_empty(coming))
		sheet_text(out, coming);
	str_free(&standing);
	if (!str_empty(rule->remark)) {
		line = mem_fmt(_("Published: %s"), rule->remark);
		sheet_text(out, line);
		free(line);
	}
}

static void put_criterion(struct sheet *out, const struct match_rule *rule, const struct match_criterion *by)
{
	struct str words = STR_INIT, text = STR_INIT, fields = STR_INIT;

	if (!by->condition || by->full > 0)
		match_criterion_counts(&words, rule, by);
	match_criterion_fields(&fields, by);
	if (words.len)
		/* TRANSLATORS: a criterion, and how much it counts */
		str_addf(&text, _("%s: %s"), match_text(by->label), str_get(&words));
	else
		str_add(&text, match_text(by->label));
	str_addf(&text, "\n%s", match_text(by->reason));
	if (fields.len) {
		str_add(&text, "\n");
		/* TRANSLATORS: labels of fields, parted by commas */
		str_addf(&text, _("Read from: %s"), str_get(&fields));
	}
	sheet_item(out, str_get(&text));
	str_free(&words);
	str_free(&text);
	str_free(&fields);
}

static bool put_criteria(struct sheet *out, const struct match_rule *rule, bool conditions)
{
	bool any = false;

	for (int i = 0; i < rule->count; i++)
		if (rule->criterion[i].condition == conditions) {
			put_criterion(out, rule, &rule->criterion[i]);
			any = true;
		}
	return any;
}

static void put_reckoning(struct sheet *out, const struct match_rule *rule, const char *seed)
{
	char *line;

	heading(out, _("How it is reckoned"));
	sheet_item(out, _("Each wish gives its points times the share to which it is met; the points are added up. Whoever wants to can "
		"check every line by hand."));
	sheet_item(out, _("When several places are given in one round, as many people as possible get one; of all ways to do that, the one "
		"with the most points is proposed. The program proves that there is no better one."));
	sheet_item(out, _("Where points are equal, whoever has waited longer comes first; where that is equal too, a lot decides. It is "
		"drawn once, when the application is recorded, and kept."));
	sheet_item(out, _("Places have such a lot as well: which of two equal ones somebody gets is decided by them alone."));
	if (!str_empty(seed)) {
		line = mem_fmt(_("The lots of this town are drawn from the seed %s."), seed);
		sheet_item(out, line);
		free(line);
	}
	if (rule->what == MATCH_COURSES)
		sheet_item(out, _("A single free seat goes by the published order of the waiting list. These criteria hold where several groups "
			"are filled in one round."));
	heading(out, _("What is not known"));
	sheet_item(out, _("Missing is never “no”. A condition that is not known stands against nobody: it is asked. A wish that is not "
		"known counts the share that is named beside it."));
}

QUERY(cap_words, "match_rule.cap", QUERY_INTERACTIVE,
	"SELECT n.name, c.council, c.decided FROM cap c JOIN neighbourhood n ON n.id = c.neighbourhood WHERE c.id = :id");

static enum status put_cap(struct store *store, const struct cap *cap, struct sheet *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &cap_words, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", cap->id);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		struct str day = STR_INIT;
		struct date decided;
		char *line;

		if (date_parse(stmt_get_text(stmt, 2) ? stmt_get_text(stmt, 2) : "", &decided))
			date_show(&day, decided);
		/* TRANSLATORS: a neighbourhood, how many homes, who decided, on which day */
		line = mem_fmt(_("%s: %lld in one round (decided by %s, %s)"), stmt_get_text(stmt, 0), (long long)cap->most,
			stmt_get_text(stmt, 1) ? stmt_get_text(stmt, 1) : "", str_get(&day));
		sheet_item(out, line);
		free(line);
		str_free(&day);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* Of homes: whether there are caps of neighbourhoods, and that none takes away what a household named. */
static enum status put_caps(struct store *store, struct sheet *out, struct err *err)
{
	struct cap *cap = NULL;
	char today[11];
	int n = 0;
	enum status st;

	date_text(clock_today(), today);
	st = caps_on(store, today, &cap, &n, err);
	if (st == ST_OK) {
		heading(out, _("Neighbourhoods"));
		sheet_item(out, n == 0 ? _("There is no cap of a neighbourhood: homes are given wherever they are free.") :
			_("The council has set caps: so many homes of a neighbourhood go, in one round, to households that did not name it "
			"themselves. Whoever named it is never refused a home there because of a cap."));
	}
	for (int i = 0; st == ST_OK && i < n; i++)
		st = put_cap(store, &cap[i], out, err);
	free(cap);
	return st;
}

/* What nobody is matched by: recorded where service needs it, or never asked at all. */
static void put_never(struct sheet *out)
{
	static const char *const recorded[] = { "gender", "age", "name", "rights" };
	const struct gate_ground *ground;

	heading(out, _("What never counts"));
	sheet_text(out, _("Nobody is matched by any of these, nor by what lets somebody guess it:"));
	for (size_t i = 0; i < ARRAY_LEN(recorded); i++)
		if ((ground = gate_ground_named(recorded[i])) != NULL)
			sheet_item(out, _(ground->title));
	for (int i = 0; (ground = gate_ground(i)) != NULL; i++)
		sheet_item(out, _(ground->title));
}

static void put_rights(struct sheet *out)
{
	heading(out, _("Who decides"));
	sheet_item(out, _("The program proposes; a person of the town decides about each proposal, and may decide otherwise with a reason "
		"that is recorded. Nothing is given by the program alone."));
	sheet_item(out, _("Whoever is proposed something may say no. It is not proposed to the same person again in a later round."));
	sheet_item(out, _("Whoever is concerned is given the reckoning of their own case on paper: every line, the threshold of the place, "
		"and what would have changed the outcome. Nobody is told anything about others."));
	sheet_item(out, _("Whoever does not agree can say so to the person in charge of their case at any time, and can object to a "
		"decision within the time that it names."));
}

static enum status put_all(struct sheet *out, struct store *store, const struct match_rule *rule, const char *coming,
	const char *municipality, const char *seed, struct err *err)
{
	enum status st = ST_OK;

	put_head(out, rule, coming, municipality);
	heading(out, _("What it is for"));
	sheet_text(out, match_text(rule->purpose));
	heading(out, _("Conditions, which are never broken"));
	if (!put_criteria(out, rule, true))
		sheet_text(out, _("There are none."));
	heading(out, _("Wishes, and how much each counts"));
	if (!put_criteria(out, rule, false))
		sheet_text(out, _("There are none: everybody who meets the conditions is equal."));
	put_reckoning(out, rule, seed);
	if (rule->what == MATCH_HOMES)
		st = put_caps(store, out, err);
	put_never(out);
	put_rights(out);
	if (*rule->digest) {
		char *line = mem_fmt(_("Checksum of what decides: %s"), rule->digest);

		sheet_rule(out);
		sheet_note(out, line);
		free(line);
	}
	return st;
}

enum status match_notice(struct store *store, const struct match_rule *rule, struct sheet **out, struct err *err)
{
	char *municipality = NULL, seed[LOT_SEED] = "";
	struct str coming = STR_INIT;
	enum status st = setting_get(store, SETTING_MUNICIPALITY, &municipality, err);

	*out = sheet_new(match_what_title(rule->what));
	if (st == ST_OK)
		st = lot_seed(store, seed, err);
	if (st == ST_OK)
		st = match_rule_coming(store, rule->what, &coming, err);
	if (st == ST_OK)
		st = put_all(*out, store, rule, str_get(&coming), municipality, seed, err);
	if (st != ST_OK) {
		sheet_free(*out);
		*out = NULL;
	}
	str_free(&coming);
	free(municipality);
	return st;
}

/* ---- what differs ---- */

/* One item for each sentence. */
static void put_sentences(struct sheet *out, const struct match_rule *from, const struct match_rule *to)
{
	struct str words = STR_INIT;
	char *rest, *line;

	match_rule_differences(&words, from, to);
	if (words.len == 0)
		sheet_item(out, _("They say the same."));
	for (rest = words.s; words.len > 0 && (line = strsep(&rest, "\n")) != NULL; )
		if (*line)
			sheet_item(out, line);
	str_free(&words);
}

struct sheet *match_differences_paper(const struct match_rule *from, const struct match_rule *to)
{
	struct sheet *out = sheet_new(match_what_title(to->what));
	struct str standing = STR_INIT;

	match_rule_standing(&standing, from);
	sheet_text(out, str_get(&standing));
	heading(out, _("What the draft changes"));
	put_sentences(out, from, to);
	str_free(&standing);
	return out;
}

static enum status put_version(struct store *store, enum match_what what, struct id id, struct id before, bool first,
	struct sheet *out, struct err *err)
{
	struct match_rule rule, old;
	struct str standing = STR_INIT;
	enum status st = match_rule_of(store, what, id, &rule, err);

	if (st != ST_OK)
		return st;
	match_rule_standing(&standing, &rule);
	heading(out, str_get(&standing));
	if (!first)
		st = match_rule_of(store, what, before, &old, err);
	if (!first && st == ST_OK) {
		put_sentences(out, &old, &rule);
		match_rule_clear(&old);
	}
	match_rule_clear(&rule);
	str_free(&standing);
	return st;
}

enum status match_versions_paper(struct store *store, enum match_what what, struct sheet **out, struct err *err)
{
	static const struct id usual;
	struct match_version *version;
	int n = 0;
	enum status st = match_versions(store, what, &version, &n, err);

	*out = sheet_new(match_what_title(what));
	for (int i = 0; st == ST_OK && i <= n; i++)
		st = put_version(store, what, i < n ? version[i].id : usual, i + 1 < n ? version[i + 1].id : usual, i == n, *out, err);
	free(version);
	if (st != ST_OK) {
		sheet_free(*out);
		*out = NULL;
	}
	return st;
}
