/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns welcome cards: the rules of their records, how they are issued and withdrawn, and what a desk is told. */
#include "cases/card.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/rng.h"
#include "cases/rules.h"
#include "store/sealed.h"

#define SETTING_CARD_KEY "card.key"      /* 64 hex digits: the seed of the town's key */
#define SEED 32

QUERY(card_by_mark, "card.by_mark", QUERY_INTERACTIVE,
	"SELECT c.id, c.person, c.state, coalesce(c.withdrawn, p.left), c.gone OR p.gone, p.left FROM card c"
	" JOIN person p ON p.id = c.person WHERE c.mark = :mark");
QUERY(valid_cards, "card.valid", QUERY_INTERACTIVE,
	"SELECT id FROM card WHERE person = :person AND gone = 0 AND state = 'valid'");

/* ---- rules ---- */

/* One card at a time: what was issued before is refused from now on. */
static enum status withdraw_others(struct change *change, const struct change_item *item, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &valid_cards, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", rule_reference(item, "person"));
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct change_item *other = rule_other(change, "card", stmt_get_id(stmt, 0));

		if (change_is_deletion(other) || change_touches(other, "state"))
			continue;
		rule_put(other, "state", "withdrawn");
		rule_put(other, "why", "another");
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status card_derive(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (rule_is(item, "state", "withdrawn", NULL))
		rule_put_today(item, "withdrawn");
	return change_is_new(item) && rule_is(item, "state", "valid", NULL) ? withdraw_others(change, item, err) : ST_OK;
}

static enum status check_holder(struct change *change, struct change_item *item, struct err *err)
{
	char *left = NULL;
	enum status st = rule_look(change, "person", rule_reference(item, "person"), "left", &left, err);

	if (st == ST_OK && left)
		st = err_field(err, "person", _("This person left the municipality: no card is issued any more. Nothing was saved."));
	free(left);
	return st;
}

static enum status card_check_rules(struct change *change, struct change_item *item, struct err *err)
{
	if (change_is_deletion(item))
		return ST_OK;
	if (!change_get(item, "mark"))
		return err_field(err, "person", _("A card is made by issuing it, so that it has a number that is signed. Nothing was "
			"saved; choose “Issue a welcome card”, or say “foothold card issue”."));
	if (!rule_is(item, "state", "withdrawn", NULL) && (change_get(item, "why") || change_get(item, "withdrawn")))
		return err_field(err, "state", _("A valid card has no day and no reason of its withdrawal. Nothing was saved; withdraw "
			"the card, or empty both."));
	if (rule_before(change_get(item, "withdrawn"), change_get(item, "issued")))
		return err_field(err, "withdrawn", _("The card would be withdrawn before it was issued. Nothing was saved; please look at "
			"both dates."));
	return change_is_new(item) ? check_holder(change, item, err) : ST_OK;
}

const struct kind_ops card_rules = { card_derive, card_check_rules, NULL };

static void tell_mark(struct str *out, const char *canonical)
{
	(void)canonical;
	str_add(out, _("A mark made of the card's number; the number itself stands on the card alone"));
}

void card_init(void)
{
	field_teller("card", "mark", tell_mark);
}

/* ---- the town's key ---- */

static enum status read_seed(struct store *store, uint8_t seed[SEED], bool *there, struct err *err)
{
	char *kept;
	size_t got = 0;
	enum status st = setting_get(store, SETTING_CARD_KEY, &kept, err);

	*there = false;
	if (st != ST_OK || !kept)
		return st;
	*there = sodium_hex2bin(seed, SEED, kept, strlen(kept), NULL, &got, NULL) == 0 && got == SEED;
	sodium_memzero(kept, strlen(kept));
	free(kept);
	return *there ? ST_OK : err_set(err, ST_CORRUPT, _("The key of the town's cards is damaged in this file. Restore a backup."));
}

static enum status make_seed(struct store *store, uint8_t seed[SEED], struct err *err)
{
	char hex[2 * SEED + 1];
	enum status st;

	rng_bytes(seed, SEED);
	sodium_bin2hex(hex, sizeof(hex), seed, SEED);
	st = setting_set(store, SETTING_CARD_KEY, hex, err);
	sodium_memzero(hex, sizeof(hex));
	return st;
}

/* Two desks that issue the first card at once make one key. */
static enum status seed_or_new(struct store *store, uint8_t seed[SEED], struct err *err)
{
	bool there;
	enum status st = read_seed(store, seed, &there, err);

	if (st != ST_OK || there)
		return st;
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = read_seed(store, seed, &there, err);
	if (st == ST_OK && !there)
		st = make_seed(store, seed, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

static void public_half(const uint8_t seed[SEED], uint8_t out[CARD_KEY])
{
	uint8_t key[crypto_sign_SECRETKEYBYTES];

	crypto_sign_seed_keypair(out, key, seed);
	sodium_memzero(key, sizeof(key));
}

enum status card_key(struct store *store, uint8_t out[CARD_KEY], struct err *err)
{
	uint8_t seed[SEED];
	enum status st = seed_or_new(store, seed, err);

	if (st == ST_OK)
		public_half(seed, out);
	sodium_memzero(seed, sizeof(seed));
	return st;
}

/* ---- issuing ---- */

struct date card_usual_end(struct date today)
{
	struct date last = date_add_months(today, CARD_MONTHS);

	last.day = 1;
	return date_add_days(date_add_months(last, 1), -1);
}

static enum status judge_issue(const struct store *store, const struct actor *actor, struct date until, struct err *err)
{
	struct date today = clock_today();

	if (store_town(store))
		return err_set(err, ST_INVALID, _("No card is issued out of a sealed file: a desk that scans it could tell that there is one. "
			"Nothing was changed."));
	if (!kind_changed_by(actor, register_kind("card")))
		return err_set(err, ST_DENIED, _("Your role does not issue welcome cards. Nothing was changed."));
	if (!until.day || date_between(today, until) < 0)
		return err_set(err, ST_INVALID, _("A card is valid until a day that has not passed yet. Nothing was changed."));
	if (date_between(date_add_months(today, CARD_MONTHS_MOST), until) > 0)
		return err_set(err, ST_INVALID, _("A card is valid for five years at most. Nothing was changed; name an earlier day."));
	return ST_OK;
}

enum status card_draw(struct store *store, const struct actor *actor, struct id person, struct date until,
	struct card_issue *out, struct err *err)
{
	struct card_face face = { .until = until };
	uint8_t seed[SEED];
	enum status st = judge_issue(store, actor, until, err);

	memset(out, 0, sizeof(*out));
	if (st == ST_OK)
		st = seed_or_new(store, seed, err);
	if (st != ST_OK)
		return st;
	rng_bytes(face.number, sizeof(face.number));
	out->person = person;
	out->until = until;
	card_sign(&face, seed, out->code);
	card_mark(&face, out->mark);
	sodium_memzero(seed, sizeof(seed));
	sodium_memzero(&face, sizeof(face));
	return ST_OK;
}

static enum status put_card(struct change *change, struct card_issue *card, struct err *err)
{
	struct change_item *item = change_create(change, register_kind("card"), &card->card);
	char id[37], until[11], today[11];
	enum status st;

	id_text(card->person, id);
	date_text(card->until, until);
	date_text(clock_today(), today);
	st = change_set(item, "person", id, err);
	if (st != ST_OK)
		return st;
	rule_put(item, "issued", today);
	rule_put(item, "until", until);
	rule_put(item, "state", "valid");
	rule_put(item, "mark", card->mark);
	return ST_OK;
}

enum status card_save(struct store *store, const struct actor *actor, struct card_issue *card, int count, struct id *set,
	struct err *err)
{
	struct change *change = change_begin(store, actor);
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < count; i++)
		st = put_card(change, &card[i], err);
	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}

enum status card_withdraw(struct store *store, const struct actor *actor, struct id card, const char *why, struct id *set,
	struct err *err)
{
	struct record *record;
	struct change *change;
	struct change_item *item;
	enum status st = read_brief(store, actor, register_kind("card"), card, &record, err);

	if (st != ST_OK)
		return st;
	if (str_same(record_get(record, "state"), "withdrawn")) {
		record_free(record);
		return err_set(err, ST_INVALID, _("This card was withdrawn before. Nothing was changed."));
	}
	change = change_begin(store, actor);
	item = change_update(change, register_kind("card"), card, record->rev);
	record_free(record);
	st = change_set(item, "state", "withdrawn", err);
	if (st == ST_OK)
		st = change_set(item, "why", why, err);
	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}

void card_forget(struct card_issue *card, int count)
{
	sodium_memzero(card, (size_t)count * sizeof(*card));
}

/* ---- what a desk is told ---- */

static enum status look_up(struct store *store, const char *mark, struct card_seen *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &card_by_mark, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_text(stmt, "mark", mark);
	st = stmt_step(stmt, err);
	if (st != ST_OK) {
		out->answer = CARD_UNKNOWN;
		return st == ST_DONE ? ST_OK : st;
	}
	out->card = stmt_get_id(stmt, 0);
	out->person = stmt_get_id(stmt, 1);
	/* Issued by mistake and taken back, withdrawn, or of somebody who left: each counts more than that its day has passed. */
	if (stmt_get_int(stmt, 4) || !str_same(stmt_get_text(stmt, 2), "valid") || !stmt_is_null(stmt, 5))
		out->answer = CARD_WITHDRAWN;
	if (stmt_get_text(stmt, 3))
		(void)date_parse(stmt_get_text(stmt, 3), &out->withdrawn);
	stmt_reset(stmt);
	return ST_OK;
}

enum status card_check(struct store *store, const char *code, struct card_seen *out, struct err *err)
{
	uint8_t seed[SEED], key[CARD_KEY] = { 0 };
	struct card_face face;
	char mark[CARD_MARK];
	bool there, good;
	enum status st = read_seed(store, seed, &there, err);

	memset(out, 0, sizeof(*out));
	if (st != ST_OK)
		return st;
	/* Without a key the town has issued none: whatever this is, it is not ours. */
	if (there)
		public_half(seed, key);
	sodium_memzero(seed, sizeof(seed));
	card_check_signed(code, key, clock_today(), out);
	if (out->answer != CARD_VALID && out->answer != CARD_OVER)
		return ST_OK;
	if (!there || !card_open(code, key, &face, &good) || !good) {
		out->answer = CARD_FOREIGN;
		return ST_OK;
	}
	card_mark(&face, mark);
	return look_up(store, mark, out, err);
}

static void tell_day(struct str *out, const char *sentence, struct date day)
{
	struct str shown = STR_INIT;

	date_show(&shown, day);
	str_addf(out, sentence, str_get(&shown));
	str_free(&shown);
}

void card_told(struct str *out, const struct card_seen *seen)
{
	switch (seen->answer) {
	case CARD_VALID:
		/* TRANSLATORS: a welcome card; %s is a day */
		tell_day(out, _("The card is valid until %s."), seen->until);
		break;
	case CARD_OVER:
		/* TRANSLATORS: a welcome card; %s is a day */
		tell_day(out, _("The card is not valid any more: its last day was %s."), seen->until);
		break;
	case CARD_WITHDRAWN:
		if (seen->withdrawn.day)
			/* TRANSLATORS: a welcome card; %s is a day */
			tell_day(out, _("The card is not valid: it was withdrawn on %s."), seen->withdrawn);
		else
			str_add(out, _("The card is not valid: it was withdrawn."));
		break;
	case CARD_UNKNOWN:
		str_add(out, _("The town signed this card, but this file does not know it. Do not rely on it; ask the integration "
			"service."));
		break;
	case CARD_FOREIGN:
		str_add(out, _("This is no card of this town: another town's, or changed, or made up."));
		break;
	default:
		str_add(out, _("These are not the digits of a welcome card. Scan it again."));
	}
}
