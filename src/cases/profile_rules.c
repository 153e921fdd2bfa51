/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a country's profile has a place for: numbers that other bodies gave, duties
 * by law, and what other bodies decided.  None of it is taken under a profile that
 * does not know it, so that a file holds no more than its law asks for.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "register/profile.h"

static bool concerns(const struct change_item *item, const char *field)
{
	return !change_is_deletion(item) && (change_is_new(item) || change_touches(item, field));
}

/* What the file's profile says to a key; NULL `found` is refused in words. */
static enum status refuse(const struct profile *p, const char *field, struct err *err)
{
	if (p->n_clocks + p->n_numbers + p->n_duties == 0)
		return err_field(err, field, _("The file stands under no country’s law, so no law asks for this. Nothing was saved; "
			"leave it out, or have the administrator choose the country’s profile."));
	return err_field(err, field, _("“%s”, under whose law the file stands, does not know this. Nothing was saved; choose one "
		"that belongs to it."), _(p->label));
}

/* ---- number ---- */

static enum status number_derive(struct change *change, struct change_item *item, struct err *err)
{
	const struct profile_number *number;
	const struct profile *p;
	char *tidy;
	enum status st = ST_OK;

	if (!concerns(item, "number") && !concerns(item, "issuer"))
		return ST_OK;
	st = profile_now(change_store(change), &p, err);
	if (st != ST_OK)
		return st;
	number = profile_number(p, change_get(item, "issuer"));
	tidy = profile_number_tidy(change_get(item, "number"));
	rule_put(item, "number", tidy);
	rule_put(item, "checked", NULL);
	if (number && tidy && number->check != CHECK_NONE)
		rule_put(item, "checked", profile_number_fits(number, tidy) ? "fits" : "slip");
	if (number)
		rule_default(item, "basis", number->source.law);
	free(tidy);
	return ST_OK;
}

static enum status number_check(struct change *change, struct change_item *item, struct err *err)
{
	const struct profile_number *number;
	const struct profile *p;
	char *tidy;
	bool shaped;
	enum status st = ST_OK;

	if (!concerns(item, "number") && !concerns(item, "issuer"))
		return ST_OK;
	st = profile_now(change_store(change), &p, err);
	if (st != ST_OK)
		return st;
	number = profile_number(p, change_get(item, "issuer"));
	if (!number)
		return refuse(p, "issuer", err);
	/* An import checks its rows before anything is derived: as they are written in the list. */
	tidy = profile_number_tidy(change_get(item, "number"));
	shaped = tidy && profile_number_shape(number, tidy);
	free(tidy);
	return shaped ? ST_OK : err_field(err, "number", _("“%s” is written with other characters, or more or fewer of them. "
		"Nothing was saved; compare it with the paper it stands on."), _(number->label));
}

/* ---- duty ---- */

static enum status duty_derive(struct change *change, struct change_item *item, struct err *err)
{
	const struct profile_duty *duty;
	const struct profile *p;
	enum status st;

	if (!concerns(item, "code"))
		return ST_OK;
	st = profile_now(change_store(change), &p, err);
	if (st != ST_OK)
		return st;
	duty = profile_duty(p, change_get(item, "code"));
	rule_put(item, "source", duty ? duty->source.law : NULL);
	return ST_OK;
}

static enum status duty_check(struct change *change, struct change_item *item, struct err *err)
{
	const struct profile *p;
	enum status st;

	if (change_is_deletion(item))
		return ST_OK;
	if (rule_before(change_get(item, "until"), change_get(item, "from")))
		return err_field(err, "until", _("The duty would end before it began. Nothing was saved; please look at both dates."));
	if (!concerns(item, "code"))
		return ST_OK;
	st = profile_now(change_store(change), &p, err);
	if (st == ST_OK && !profile_duty(p, change_get(item, "code")))
		return refuse(p, "code", err);
	return st;
}

/* ---- mirror ---- */

/* The body that decides a part stands with it, whichever country's it is: what does not belong is refused after. */
static enum status mirror_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)err;
	for (int k = 0; concerns(item, "part") && profile_nth(k); k++) {
		const struct profile_part *part = profile_part(profile_nth(k), change_get(item, "part"));

		if (part)
			rule_default(item, "body", part->body);
	}
	return ST_OK;
}

static enum status mirror_check(struct change *change, struct change_item *item, struct err *err)
{
	const struct profile *p;
	enum status st;

	if (!concerns(item, "part") && !concerns(item, "body"))
		return ST_OK;
	st = profile_now(change_store(change), &p, err);
	if (st == ST_OK && !profile_part(p, change_get(item, "part")))
		return refuse(p, "part", err);
	if (st == ST_OK && !change_get(item, "body"))
		return err_field(err, "body", _("Please say which body decided this. Nothing was saved."));
	if (st == ST_OK && !profile_body(p, change_get(item, "body")))
		return refuse(p, "body", err);
	return st;
}

const struct kind_ops number_rules = { number_derive, number_check, NULL };
const struct kind_ops duty_rules = { duty_derive, duty_check, NULL };
const struct kind_ops mirror_rules = { mirror_derive, mirror_check, NULL };
