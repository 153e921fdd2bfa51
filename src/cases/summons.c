/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Summonses: nothing is held against a person who was not asked why; warnings are
 * numbered in the order in which they were given, whatever is taken back later.
 */
#include "cases/summons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "store/query.h"

QUERY(missed, "summons.missed", QUERY_INTERACTIVE,
	"SELECT count(*) FROM summons WHERE person = :id AND gone = 0 AND state = 'no_show'");
QUERY(warnings, "summons.warnings", QUERY_INTERACTIVE,
	"SELECT id FROM summons WHERE person = :id AND gone = 0 AND warning IN ('spoken', 'written') ORDER BY rid");

enum status summons_missed(struct store *store, struct id person, int64_t *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &missed, &stmt, err);

	*out = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	return st;
}

char *summons_offer(struct store *store, const struct record *summons)
{
	const char *state = record_get(summons, "state"), *warning = record_get(summons, "warning");
	struct id person;
	int64_t n = 0;

	if (!str_same(state, "no_show") || !record_get(summons, "person") || (warning && !str_same(warning, "none")) ||
	    !id_parse(record_get(summons, "person"), &person) || summons_missed(store, person, &n, NULL) != ST_OK ||
	    n < SUMMONS_OFFERS_WARNING)
		return NULL;
	return mem_fmt(ngettext("The person did not come %d time. A warning may be given, if you judge it right after "
		"hearing them; none is given by itself.", "The person did not come %d times. A warning may be given, if you "
		"judge it right after hearing them; none is given by itself.", (unsigned long)n), (int)n);
}

static bool warns(const struct change_item *item)
{
	return !change_is_deletion(item) && rule_is(item, "warning", "spoken", "written", NULL);
}

/* One warning, where it stands in the row of them. */
struct warning { struct id id; char day[16]; int at; };

static int by_day(const void *a, const void *b)
{
	const struct warning *x = a, *y = b;
	int n = strcmp(x->day, y->day);

	return n ? n : x->at - y->at;
}

static enum status warning_day(struct change *change, struct warning *w, struct err *err)
{
	char *day = NULL;
	enum status st = rule_look(change, "summons", w->id, "warned", &day, err);

	str_copy(w->day, sizeof w->day, day ? day : "");
	free(day);
	return st;
}

/* The person's other warnings as they will stand, and this one. */
static enum status gather(struct change *change, struct change_item *item, struct warning **out, int *n, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &warnings, &stmt, err);

	*out = NULL;
	*n = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", rule_reference(item, "person"));
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id id = stmt_get_id(stmt, 0);

		if (id_same(id, change_id_of(item)) || rule_removes(change, id))
			continue;
		*out = mem_resize(*out, (size_t)*n + 2, sizeof **out);
		(*out)[*n] = (struct warning){ .id = id, .at = *n };
		++*n;
	}
	stmt_reset(stmt);
	st = st == ST_DONE ? ST_OK : st;
	for (int i = 0; i < *n && st == ST_OK; i++)
		st = warning_day(change, &(*out)[i], err);
	if (st == ST_OK && warns(item)) {
		*out = mem_resize(*out, (size_t)*n + 1, sizeof **out);
		(*out)[*n] = (struct warning){ .id = change_id_of(item), .at = *n };
		str_copy((*out)[*n].day, sizeof (*out)->day, change_get(item, "warned") ? change_get(item, "warned") : "");
		++*n;
	}
	return st;
}

static enum status number_warnings(struct change *change, struct change_item *item, struct err *err)
{
	struct warning *all;
	int n;
	enum status st = gather(change, item, &all, &n, err);

	if (st == ST_OK && n > 1)
		qsort(all, (size_t)n, sizeof *all, by_day);
	for (int i = 0; i < n && st == ST_OK; i++) {
		char *now = NULL, number[16];

		snprintf(number, sizeof number, "%d", i + 1);
		st = id_same(all[i].id, change_id_of(item)) ? ST_OK : rule_look(change, "summons", all[i].id, "warning_number",
			&now, err);
		if (st == ST_OK && id_same(all[i].id, change_id_of(item)))
			rule_put(item, "warning_number", number);
		else if (st == ST_OK && !str_same(now, number))
			rule_put(rule_other(change, "summons", all[i].id), "warning_number", number);
		free(now);
	}
	free(all);
	return st;
}

/* The day of the appointment it asks to, where none was given. */
static enum status same_day(struct change *change, struct change_item *item, struct err *err)
{
	char *day = NULL;
	enum status st = rule_look(change, "appointment", rule_reference(item, "appointment"), "day", &day, err);

	if (st == ST_OK)
		rule_default(item, "day", day);
	free(day);
	return st;
}

static enum status summons_derive(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (change_is_deletion(item))
		return change_before(item, "warning_number") ? number_warnings(change, item, err) : ST_OK;
	if (!change_get(item, "day"))
		st = same_day(change, item, err);
	if (warns(item))
		rule_put_today(item, "warned");
	else if (change_get(item, "warned") || change_get(item, "warning_number")) {
		rule_put(item, "warned", NULL);
		rule_put(item, "warning_number", NULL);
	}
	/* What a change of these very numbers brought in is numbered already. */
	if (st == ST_OK && (change_is_new(item) ? warns(item) : change_touches(item, "warning") || change_touches(item, "warned")))
		st = number_warnings(change, item, err);
	return st;
}

static enum status same_person(struct change *change, struct change_item *item, const char *kind, struct err *err)
{
	char *owner = NULL;
	enum status st = rule_look(change, kind, rule_reference(item, kind), "person", &owner, err);

	if (st == ST_OK && owner && !str_same(owner, change_get(item, "person")))
		st = err_field(err, kind, _("This record belongs to another person. Nothing was saved; choose one of the same "
			"person."));
	free(owner);
	return st;
}

static enum status warning_fits(const struct change_item *item, struct err *err)
{
	if (!warns(item))
		return ST_OK;
	if (!rule_is(item, "state", "no_show", NULL))
		return err_field(err, "warning", _("A warning follows only when the person did not come. Nothing was saved; set the "
			"state, or take the warning away."));
	if (rule_is(item, "reason", "not_received", "good_reason", NULL))
		return err_field(err, "warning", _("For this reason nobody is warned. Nothing was saved; mark the summons as excused, "
			"or correct the reason."));
	return ST_OK;
}

static enum status summons_check(struct change *change, struct change_item *item, struct err *err)
{
	char today[11];
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	date_text(clock_today(), today);
	if (rule_is(item, "state", "came", "no_show", NULL) && rule_before(today, change_get(item, "day")))
		return err_field(err, "state", _("This day lies ahead: the summons can be excused or withdrawn, but nobody has come or "
			"stayed away yet. Nothing was saved."));
	if (rule_before(change_get(item, "day"), change_get(item, "sent")))
		return err_field(err, "sent", _("The summons would have been sent after the day it asks to come. Nothing was saved; "
			"please look at both dates."));
	if (rule_is(item, "state", "no_show", NULL) && !change_get(item, "reason"))
		return err_field(err, "reason", _("Please ask the person why they did not come, or choose “not known”. Nothing was "
			"saved."));
	st = warning_fits(item, err);
	if (st == ST_OK)
		st = same_person(change, item, "decision", err);
	return st == ST_OK ? same_person(change, item, "appointment", err) : st;
}

const struct kind_ops summons_rules = { summons_derive, summons_check, NULL };
