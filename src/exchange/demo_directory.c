/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's services, referrals to them, papers that were seen, and notes on whole households. */
#include <stdio.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

/* ---- the town's ---- */

void tell_services(struct telling *telling)
{
	static const struct { const char *name, *what, *languages, *hours, *address, *step_free, *women_only; } services[] = {
		{ N_("Harbour Street practice"), "doctor", "en, ar, fa", N_("Mon to Fri 8 to 12"), "Harbour Street 4", "yes", NULL },
		{ "Open Ear", "counselling", "en, uk, ti, fa", "by appointment", "Mill Lane 11", "no", NULL },
		{ N_("Advice at the Market"), "legal_aid", "en, ar, tr", N_("Tue and Thu 14 to 17"), "Market 2", "yes", NULL },
		{ N_("Tenants' desk"), "housing", "en, tr", N_("Wed 9 to 12"), "Quay 19", "yes", NULL },
		{ N_("Language café"), "language", NULL, N_("Sat 15 to 17"), N_("Library, first floor"), "yes", NULL },
		{ N_("Tools and hands"), "work", "en, ar, ti", N_("Mon 10 to 16"), "Foundry Yard 3", "yes", NULL },
		{ N_("Homework corner"), "school", "en, uk, ar", N_("school days 14 to 17"), "Linden School", "yes", NULL },
		{ N_("Half pipe"), "youth", "en", N_("daily 15 to 20"), "Rail Yard", "no", NULL },
		{ N_("Women's kitchen"), "women", "fa, ar, ti, so", N_("Thu 10 to 13"), N_("Community hall"), "yes", "yes" },
		{ N_("Bills and letters"), "consumer", "en, uk, ar", N_("Fri 9 to 12"), N_("Town hall, room 8"), "yes", NULL },
		{ N_("Tea and letters"), "everyday", "fa, ar, tr", N_("Tue 14 to 17"), "Mill Lane 2", "yes", NULL },
		{ N_("Night line"), "helpline", "en, ar, fa, uk", N_("daily 20 to 6"), NULL, NULL, NULL },
		{ N_("Sunday walkers"), "group", "en, es", N_("Sun 10"), N_("Station forecourt"), "no", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(services); i++) {
		struct id id = { { 0 } };
		struct change_item *item = tell_new(telling, "service", &id);
		char phone[24];

		snprintf(phone, sizeof(phone), "+31505550%03d", (int)(100 + i));
		tell_put(item, "name", services[i].name);
		tell_put(item, "what", services[i].what);
		tell_put(item, "languages", services[i].languages);
		tell_put(item, "hours", services[i].hours);
		tell_put(item, "phone", phone);
		tell_put(item, "address", services[i].address);
		tell_put(item, "step_free", services[i].step_free);
		tell_put(item, "women_only", services[i].women_only);
		tell_put(item, "free", i % 4 ? "yes" : NULL);
		tell_keep(telling, "service", id);
	}
}

/* ---- referrals ---- */

/* Sent in the first year; answered within three weeks, some never yet. */
static long sent_on(const struct life *life, struct dice *dice)
{
	return life->arrived + 7 + dice_below(dice, 300);
}

static long day_of_referral(const struct life *life, const struct world *world, struct dice *dice)
{
	long sent;

	if (!dice_chance(dice, 0.22))
		return 0;
	sent = sent_on(life, dice);
	/* The young ones wait for their answer. */
	return sent > world->today - 14 ? sent : sent + 3 + dice_below(dice, 11);
}

/* In the order in which tell_services() kept them. */
static struct id service_at(const struct telling *telling, int n)
{
	for (int i = 0; i < telling->n_things; i++)
		if (str_same(telling->thing[i].kind, "service") && n-- == 0)
			return telling->thing[i].id;
	return (struct id){ { 0 } };
}

static void tell_referral(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const struct { const char *need, *sees; int service; } needs[] = {
		{ N_("Help with letters of the school"), "name, phone, language", 10 },
		{ N_("A doctor who takes new patients"), "name, phone, language, born", 0 },
		{ N_("Somebody to talk to"), "name, phone, language", 1 },
		{ N_("Advice on a rental contract"), "name, phone, language, address", 3 },
		{ N_("A place at the language café"), "name, languages", 4 },
		{ N_("Help with homework, two afternoons a week"), "name, phone, household", 6 },
	};
	static const char *const reasons[] = { "full until the summer", "too far for two buses", "opens only in the morning" };
	struct change_item *item = tell_of(telling, life, "referral");
	long sent, answered;
	bool young;
	int need, end;

	dice_chance(dice, 0.22);
	sent = sent_on(life, dice);
	young = sent > telling->world.today - 14;
	answered = young ? 0 : sent + 3 + dice_below(dice, 11);
	need = dice_below(dice, (int)ARRAY_LEN(needs));
	end = dice_below(dice, 10);
	tell_put_id(item, "service", service_at(telling, needs[need].service));
	tell_put(item, "need", needs[need].need);
	tell_put(item, "sees", needs[need].sees);
	tell_put(item, "basis", "task");
	tell_put(item, "state", young ? "sent" : end < 2 ? "declined" : end < 5 ? "accepted" : "done");
	tell_put_day(item, "sent", sent);
	if (young)
		return;
	tell_put_day(item, "answered", answered);
	if (end < 2)
		tell_put(item, "reason", reasons[dice_below(dice, (int)ARRAY_LEN(reasons))]);
}

/* ---- papers ---- */

/* Seen in the first days; valid for one to three years. */
static bool identity(const struct life *life, struct dice *dice, long *seen, long *ends)
{
	bool shown = dice_chance(dice, 0.6);

	*seen = life->arrived + dice_below(dice, 10);
	*ends = *seen + 200 + dice_below(dice, 900);
	return shown;
}

/* Most are renewed in time: then it stands so from the day on which it ended. */
static bool is_renewed(const struct world *world, long ends)
{
	return ends < world->today - 20;
}

static long day_of_identity(const struct life *life, const struct world *world, struct dice *dice)
{
	long seen, ends;

	if (!identity(life, dice, &seen, &ends))
		return 0;
	return is_renewed(world, ends) ? ends : seen;
}

static void tell_identity(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "document");
	long seen, ends;

	identity(life, dice, &seen, &ends);
	tell_put(item, "what", "identity");
	tell_put_day(item, "original_seen", seen);
	tell_put(item, "seen_by", tell_caseworker(telling, life));
	tell_put_day(item, "expires", ends);
	if (is_renewed(&telling->world, ends))
		tell_put_day(item, "renewed", ends - 7);
}

/* Whoever has a trade shows what they learned. */
static long day_of_diploma(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	return life->trade >= 0 && dice_chance(dice, 0.7) ? life->arrived + 20 : 0;
}

static void tell_diploma(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "document");
	const char *occupation;

	(void)dice;
	tell_put(item, "what", "diploma");
	tell_put(item, "name", tell_trade(life->trade, &occupation));
	tell_put_day(item, "original_seen", life->arrived + 20);
	tell_put(item, "seen_by", tell_caseworker(telling, life));
	tell_put(item, "copy_purpose", "recognition");
}

/* ---- notes on all of a household ---- */

static long day_of_round(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	return life->index == life->head && life->household > 1 && dice_chance(dice, 0.3)
		? life->arrived + 5 + dice_below(dice, 60) : 0;
}

static void tell_round(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const texts[] = {
		N_("Home visit: all are well, the stove was mended."),
		N_("Shown the way to school, doctor and market."),
		N_("Bus cards handed out for the whole household."),
		N_("Talked about the plan with everybody at the table."),
	};
	struct id shared = { { 0 } };
	char text[37];
	long day;
	int what;

	dice_chance(dice, 0.3);
	day = life->arrived + 5 + dice_below(dice, 60);
	what = dice_below(dice, (int)ARRAY_LEN(texts));
	for (size_t i = 0; i < sizeof(shared.b); i++)
		shared.b[i] = (uint8_t)dice_below(dice, 256);
	id_text(shared, text);
	for (int64_t i = life->index; i < life->index + life->household; i++) {
		const struct known_life *known = telling->known && i < telling->world.people ? &telling->known[i] : NULL;
		struct change_item *item;

		/* Told at once, only the head is at hand. */
		if (i != life->index && (!known || id_none(known->person)))
			continue;
		item = tell_new(telling, "note", NULL);
		tell_put_id(item, "person", known ? known->person : telling->now.person);
		tell_put_day(item, "day", day);
		tell_put(item, "text", texts[what]);
		tell_put(item, "shared", text);
	}
}

const struct demo_chapter demo_directory[] = {
	{ day_of_referral, tell_referral, false },
	{ day_of_identity, tell_identity, false },
	{ day_of_diploma, tell_diploma, false },
	{ day_of_round, tell_round, false },
	{ NULL, NULL, false },
};
