/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the rules of referrals, and what a service is shown. */
#include "cases/referral.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"

QUERY(consent_of, "referral.consent", QUERY_INTERACTIVE,
	"SELECT person, free, withdrawn, until FROM consent WHERE id = :id AND gone = 0");
QUERY(languages_of, "referral.languages", QUERY_INTERACTIVE,
	"SELECT language FROM speaks WHERE person = :id AND gone = 0 AND language IS NOT NULL ORDER BY rid");
QUERY(people_of, "referral.household", QUERY_INTERACTIVE,
	"SELECT count(*) FROM person WHERE household = :id AND gone = 0");

/* ---- rules ---- */

static bool was_sent(const struct change_item *item)
{
	const char *before = change_before(item, "state");

	return before && !str_same(before, "draft");
}

static bool is_sent(const struct change_item *item)
{
	return rule_is(item, "state", "sent", "accepted", "declined", "done", NULL);
}

static bool is_answered(const struct change_item *item)
{
	return rule_is(item, "state", "accepted", "declined", NULL);
}

static enum status referral_derive(struct change *change, struct change_item *item, struct err *err)
{
	(void)change;
	(void)err;
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "state", "sent", NULL))
		rule_put_today(item, "sent");
	if (is_answered(item) && change_touches(item, "state") && change_is_update(item))
		rule_put_today(item, "answered");
	return ST_OK;
}

/* What was shown and sent stays as it was. */
static enum status check_frozen(struct change_item *item, struct err *err)
{
	static const char *const fields[] = { "service", "need", "sees", "basis", "person" };

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (was_sent(item) && change_touches(item, fields[i])
			&& !str_same(change_get(item, fields[i]), change_before(item, fields[i])))
			return err_field(err, fields[i], _("This referral was sent, and stays as the service saw it. Nothing was saved; "
				"take it back and write another one."));
	return ST_OK;
}

/* Given by this person, freely, and still standing. */
static enum status check_consent(struct change *change, struct change_item *item, struct err *err)
{
	struct id consent = rule_reference(item, "consent"), person = rule_reference(item, "person");
	char today[11];
	struct stmt *stmt;
	bool holds;
	enum status st;

	if (id_none(consent))
		return err_field(err, "consent", _("On this basis the referral needs a consent of the person. Nothing was saved; "
			"record it first, or choose another basis."));
	date_text(clock_today(), today);
	st = store_query(change_store(change), &consent_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", consent);
	st = stmt_step(stmt, err);
	holds = st == ST_OK && id_same(stmt_get_id(stmt, 0), person) && stmt_get_int(stmt, 1) == 1 && stmt_is_null(stmt, 2)
		&& !rule_before(stmt_get_text(stmt, 3), today);
	stmt_reset(stmt);
	if (st != ST_OK && st != ST_DONE)
		return st;
	return holds ? ST_OK : err_field(err, "consent", _("This consent is another person's, was taken back or has ended. "
		"Nothing was saved; ask the person anew, or choose another basis."));
}

static enum status check_secret(struct change *change, struct change_item *item, struct err *err)
{
	char *secret = NULL;
	enum status st = ST_OK;

	if (field_holds(change_get(item, "sees"), "address"))
		st = rule_look(change, "person", rule_reference(item, "person"), "address_secret", &secret, err);
	if (st == ST_OK && secret && (str_same(secret, "1") || str_same(secret, "yes")))
		st = err_field(err, "sees", _("The address of this person is kept secret, so that no service is given it. Nothing "
			"was saved; take the address out."));
	free(secret);
	return st;
}

static enum status check_sending(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (was_sent(item) || !is_sent(item) || !change_touches(item, "state"))
		return ST_OK;
	/* What an import brings of the past was sent then. */
	if (rule_is(item, "state", "sent", NULL) && rule_is(item, "basis", "consent", NULL))
		st = check_consent(change, item, err);
	return st == ST_OK ? check_secret(change, item, err) : st;
}

static enum status referral_check(struct change *change, struct change_item *item, struct err *err)
{
	enum status st = ST_OK;

	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "state", "draft", NULL) && change_get(item, "sent"))
		return err_field(err, "sent", _("A draft was not sent yet. Nothing was saved; set the state, or clear the date."));
	if (rule_before(change_get(item, "answered"), change_get(item, "sent")))
		return err_field(err, "answered", _("The answer would lie before the day of sending. Nothing was saved; please look "
			"at both dates."));
	if (rule_is(item, "state", "declined", NULL) && !change_get(item, "reason"))
		return err_field(err, "reason", _("Please say which reason the service gave, so that another way can be found. "
			"Nothing was saved."));
	if (change_is_update(item))
		st = check_frozen(item, err);
	return st == ST_OK ? check_sending(change, item, err) : st;
}

const struct kind_ops referral_rules = { referral_derive, referral_check, NULL };

/* ---- what will be seen ---- */

static void add_part(struct referral_sight *out, const char *label, const char *value)
{
	out->part = mem_resize(out->part, (size_t)out->count + 1, sizeof(*out->part));
	out->part[out->count++] = (struct referral_part){ mem_str(label), str_empty(value) ? NULL : mem_str(value) };
}

void referral_sight_clear(struct referral_sight *sight)
{
	for (int i = 0; i < sight->count; i++) {
		free(sight->part[i].label);
		free(sight->part[i].value);
	}
	free(sight->part);
	*sight = (struct referral_sight){ NULL, 0 };
}

/* Of what a service needs to know a field of the person tells, or a look beside. */
static const struct { const char *key, *field; } parts[] = {
	{ "say", "say" }, { "phone", "phone" }, { "e_mail", "email" }, { "address", "address" },
	{ "language", "interpreter" }, { "case_number", "case_number" },
};

static enum status spoken_by(struct store *store, struct id person, struct str *out, struct err *err)
{
	const struct field *field = kind_field(register_kind("speaks"), "language");
	struct stmt *stmt;
	enum status st = store_query(store, &languages_of, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		str_add(out, out->len ? msg_comma() : "");
		field_show(out, field, stmt_get_text(stmt, 0));
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status how_many(struct store *store, const struct record *record, struct str *out, struct err *err)
{
	struct id household;
	struct stmt *stmt;
	const char *text = record_get(record, "household");
	enum status st;

	if (!text || !id_parse(text, &household)) {
		str_add(out, "1");
		return ST_OK;
	}
	st = store_query(store, &people_of, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", household);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		str_addf(out, "%lld", (long long)stmt_get_int(stmt, 0));
	stmt_reset(stmt);
	return st;
}

static enum status value_of(struct store *store, const struct actor *actor, const struct record *record, const char *key,
	struct str *out, struct err *err)
{
	const char *born = record_get(record, "born");

	if (str_same(key, "name"))
		record_title(out, record);
	else if (str_same(key, "born") && born)
		str_addn(out, born, 4);
	else if (str_same(key, "languages") && kind_seen(actor, register_kind("speaks")))
		return spoken_by(store, record->id, out, err);
	else if (str_same(key, "household"))
		return how_many(store, record, out, err);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (str_same(parts[i].key, key))
			field_show(out, kind_field(record->kind, parts[i].field), record_get(record, parts[i].field));
	return ST_OK;
}

static enum status secret_address(const struct record *record, const char *sees, struct err *err)
{
	if (!field_holds(sees, "address") || !str_same(record_get(record, "address_secret"), "yes"))
		return ST_OK;
	return err_field(err, "sees", _("The address of this person is kept secret, so that no service is given it. Take the "
		"address out of what the service will see."));
}

static enum status see(struct store *store, const struct actor *actor, const struct record *record, const char *sees,
	struct referral_sight *out, struct err *err)
{
	const struct field *field = kind_field(register_kind("referral"), "sees");
	enum status st = record ? secret_address(record, sees, err) : ST_OK;

	for (const struct choice *c = field->choices; c && c->key && st == ST_OK; c++) {
		struct str value = STR_INIT;

		if (!field_holds(sees, c->key))
			continue;
		if (record)
			st = value_of(store, actor, record, c->key, &value, err);
		if (st == ST_OK)
			add_part(out, choice_label(field, c), str_get(&value));
		str_wipe(&value);
	}
	return st;
}

static void add_need(struct referral_sight *out, const char *need)
{
	add_part(out, field_label(kind_field(register_kind("referral"), "need")), need);
}

enum status referral_see(struct store *store, const struct actor *actor, struct id person, const char *sees,
	const char *need, struct referral_sight *out, struct err *err)
{
	struct record *record;
	enum status st = read_brief(store, actor, register_kind("person"), person, &record, err);

	*out = (struct referral_sight){ NULL, 0 };
	if (st != ST_OK)
		return st;
	add_need(out, need);
	st = see(store, actor, record, sees, out, err);
	record_free(record);
	if (st != ST_OK)
		referral_sight_clear(out);
	return st;
}

enum status referral_see_again(struct store *store, const struct actor *actor, struct id referral,
	struct referral_sight *out, struct err *err)
{
	struct record *record;
	struct id person;
	const char *whose;
	enum status st = read_brief(store, actor, register_kind("referral"), referral, &record, err);

	*out = (struct referral_sight){ NULL, 0 };
	if (st != ST_OK)
		return st;
	whose = record_get(record, "person");
	if (str_same(record_get(record, "state"), "draft") && whose && id_parse(whose, &person)) {
		st = referral_see(store, actor, person, record_get(record, "sees"), record_get(record, "need"), out, err);
	} else {
		add_need(out, record_get(record, "need"));
		st = see(store, actor, NULL, record_get(record, "sees"), out, err);
	}
	record_free(record);
	if (st != ST_OK)
		referral_sight_clear(out);
	return st;
}

void referral_text(struct str *out, const struct referral_sight *sight)
{
	for (int i = 0; i < sight->count; i++)
		/* TRANSLATORS: a line of what a service sees: a label and its value, "Phone: +31 ..." */
		str_addf(out, _("%s: %s\n"), sight->part[i].label, sight->part[i].value ? sight->part[i].value : "–");
}
