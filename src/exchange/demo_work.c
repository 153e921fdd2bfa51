/* SPDX-License-Identifier: EUPL-1.2 */
/* Work: who offers it, what people look for, applications with the work and the checks that came of them, own firms. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

static const struct { const char *first, *last; } contacts[] = {
	{ "Ines", "Halvorsen" }, { "Piet", "Maas" }, { "Rosa", "Ferri" }, { "Tom", "Ashby" }, { "Lena", "Brandt" },
};

static const char *sector_of(const char *occupation)
{
	static const struct { const char *begins, *sector; } known[] = {
		{ "22", "care" }, { "53", "care" }, { "23", "education" }, { "71", "building" }, { "74", "building" },
		{ "72", "industry" }, { "75", "industry" }, { "83", "transport" }, { "93", "transport" }, { "51", "hospitality" },
		{ "94", "hospitality" }, { "91", "cleaning" }, { "52", "trade" }, { "24", "office" }, { "25", "office" },
		{ "21", "public" },
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (strncmp(occupation, known[i].begins, 2) == 0)
			return known[i].sector;
	return "other";
}

/* One offers several trades: it stands once. */
void tell_employers(struct telling *telling)
{
	int n = tell_trades();

	telling->employer = mem_array((size_t)n, sizeof(*telling->employer));
	for (int i = 0; i < n; i++) {
		struct dice dice = dice_of(telling->world.seed, 0xa00000000u + (uint64_t)i);
		struct change_item *item;
		const char *occupation;
		char *contact;
		int same = 0;

		while (!str_same(tell_trade_employer(same), tell_trade_employer(i)))
			same++;
		if (same < i) {
			telling->employer[i] = telling->employer[same];
			continue;
		}
		tell_trade(i, &occupation);
		item = tell_new(telling, "employer", &telling->employer[i]);
		contact = mem_fmt("%s %s", contacts[dice_below(&dice, (int)ARRAY_LEN(contacts))].first,
			contacts[dice_below(&dice, (int)ARRAY_LEN(contacts))].last);
		tell_put(item, "name", tell_trade_employer(i));
		tell_put(item, "sector", sector_of(occupation));
		tell_put(item, "contact", contact);
		tell_put(item, "languages", dice_chance(&dice, 0.3) ? "en, de" : "en");
		free(contact);
	}
}

/* ---- applications, and the work that came of them ---- */

enum { CHECKS = 3, OPEN = 0 };
static const int months[CHECKS] = { 3, 6, 12 };

/* Everything that is thrown for it, in one order, so that the day and the telling agree. */
struct found {
	const char *state;
	long sent, began, last;      /* last: from when on it stands as it does */
	int vacancy;
	long asked[CHECKS];          /* OPEN: its turn has not come, or it waits for a few days */
	const char *answer[CHECKS];
	bool left;
};

/* After 3, 6 and 12 months, but for a few whose turn is now; some had left by then. */
static void ask_how_it_goes(struct found *found, long today, struct dice *dice)
{
	for (int i = 0; i < CHECKS; i++) {
		long due = date_days(date_add_months(date_from_days(found->began), months[i]));
		int late = dice_below(dice, 6);
		bool waits = dice_chance(dice, 0.3), changed = dice_chance(dice, 0.15), left = dice_chance(dice, 0.07);

		if (found->left || due + late >= today || (due + 15 > today && waits))
			continue;
		found->asked[i] = due + late;
		found->answer[i] = left ? "left" : changed ? "changed" : "there";
		found->left = left;
		found->last = found->asked[i];
	}
}

static struct found throw_work(const struct life *life, const struct world *world, struct dice *dice)
{
	static const char *const early[] = { "planned", "sent", "interview" }, *const late[] = { "refused", "hired", "sent",
		"withdrawn" };
	const struct life_step *step = life_stage(life, "work");
	struct found found = { .sent = step->done, .last = step->done };
	bool old = step->done + 60 < world->today;

	found.state = old ? late[dice_below(dice, 4)] : early[dice_below(dice, 3)];
	/* A vacancy has more places than people can be hired for it here. */
	if (str_same(found.state, "hired") && !dice_chance(dice, 0.6))
		found.state = "refused";
	found.vacancy = dice_below(dice, 1 << 20);
	if (!str_same(found.state, "hired"))
		return found;
	found.began = found.last = step->done + 30;
	ask_how_it_goes(&found, world->today, dice);
	return found;
}

long tell_work_day(const struct life *life, const struct world *world, struct dice *dice)
{
	const struct life_step *work = life_stage(life, "work");

	if (!work || !work->done || !dice_chance(dice, 0.4))
		return 0;
	return throw_work(life, world, dice).last;
}

static void tell_checks(struct telling *telling, const struct life *life, const struct found *found, struct id work)
{
	static const char *const turns[CHECKS] = { "three", "six", "twelve" };

	for (int i = 0; i < CHECKS; i++) {
		struct change_item *item;

		/* Those whose turn is still to come are made with the work. */
		if (!found->asked[i])
			continue;
		item = tell_of(telling, life, "retention");
		tell_put_id(item, "employment", work);
		tell_put(item, "months", turns[i]);
		tell_put_day(item, "due", date_days(date_add_months(date_from_days(found->began), months[i])));
		tell_put_day(item, "asked", found->asked[i]);
		tell_put(item, "state", found->answer[i]);
	}
}

static void tell_job(struct telling *telling, const struct life *life, const struct found *found, struct id application,
	struct dice *dice)
{
	static const char *const reasons[] = { "better", "term", "course", "own" };
	int place = found->vacancy % telling->n_vacancies, trade = telling->vacancy_trade[place];
	struct change_item *item = tell_of(telling, life, "employment");
	const char *occupation, *title = tell_trade(trade, &occupation);
	bool subsidised = dice_chance(dice, 0.25);

	tell_put(item, "what", title);
	tell_put_id(item, "employer", telling->employer[trade]);
	tell_put_id(item, "vacancy", telling->vacancy[place]);
	tell_put_id(item, "application", application);
	tell_put(item, "occupation", occupation);
	tell_put(item, "contract", subsidised ? "subsidised" : dice_chance(dice, 0.5) ? "permanent" : "fixed");
	tell_put_day(item, "began", found->began);
	tell_put_number(item, "hours", dice_chance(dice, 0.6) ? 36 : 20);
	tell_put(item, "state", found->left ? "ended" : "working");
	if (found->left) {
		tell_put_day(item, "ended", found->last);
		tell_put(item, "reason", reasons[dice_below(dice, (int)ARRAY_LEN(reasons))]);
	} else if (subsidised && found->began + 365 > telling->world.today) {
		tell_put(item, "subsidy", "wage");
		tell_put_number(item, "subsidy_amount", 600);
		tell_put_day(item, "subsidy_until", found->began + 365);
	}
	tell_checks(telling, life, found, change_id_of(item));
}

void tell_work(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item;
	struct found found;

	dice_chance(dice, 0.4);
	found = throw_work(life, &telling->world, dice);
	item = tell_of(telling, life, "application");
	tell_put_id(item, "vacancy", telling->vacancy[found.vacancy % telling->n_vacancies]);
	tell_put(item, "state", found.state);
	if (!str_same(found.state, "planned"))
		tell_put_day(item, "sent", found.sent);
	if (str_same(found.state, "hired") || str_same(found.state, "refused"))
		tell_put_day(item, "answered", found.sent + 12 < telling->world.today ? found.sent + 12 : found.sent);
	if (str_same(found.state, "interview"))
		tell_put_day(item, "interview", telling->world.today + dice_between(dice, 1, 9));
	if (str_same(found.state, "refused") && dice_chance(dice, 0.5))
		tell_put(item, "reason", dice_chance(dice, 0.5) ? "level" : "other_chosen");
	if (str_same(found.state, "sent"))
		tell_put_day(item, "asked", telling->world.today - dice_below(dice, 80));
	if (!str_same(found.state, "hired"))
		return;
	tell_put_day(item, "began", found.began);
	tell_put_day(item, "asked", found.last);
	tell_job(telling, life, &found, change_id_of(item), dice);
}

/* ---- what is looked for ---- */

static bool looks(const struct life *life, const struct world *world)
{
	const struct life_step *work = life_stage(life, "work");

	return work && !work->done && !life->left && !life->finished && life->arrived + 60 < world->today;
}

/* Some whose first application came to nothing, or who work already, look on. */
static long day_of_wish(const struct life *life, const struct world *world, struct dice *dice)
{
	const struct life_step *work = life_stage(life, "work");
	bool on = work && work->done && !life->left && work->done + 30 < world->today && life->index % 3 == 1;

	if (!on && !looks(life, world))
		return 0;
	return dice_chance(dice, 0.9) ? (on ? work->done + 20 : life->arrived + 45) : 0;
}

/* Not everybody was asked everything yet. */
static void tell_more_of_wish(struct telling *telling, struct change_item *item, int trade, struct dice *dice)
{
	static const struct { const char *begins, *licences; } own[] = {
		{ "8332", "car, lorry" }, { "8331", "car, bus" }, { "9333", "forklift" }, { "2221", "professional" },
		{ "2262", "professional" }, { "7", "car" },
	};
	const char *occupation;

	tell_trade(trade, &occupation);
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		if (strncmp(occupation, own[i].begins, strlen(own[i].begins)) == 0 && dice_chance(dice, 0.7)) {
			tell_put(item, "licences", own[i].licences);
			break;
		}
	if (dice_chance(dice, 0.6)) {
		tell_put_number(item, "pay_from", 2000 + 100 * dice_below(dice, 6));
		tell_put(item, "pay_per", "month");
	}
	if (dice_chance(dice, 0.7))
		tell_put_day(item, "from", telling->day);
	if (dice_chance(dice, 0.2))
		tell_put(item, "busy", "1,2,3,4,5 07:30-08:45");
	telling->wished = mem_resize(telling->wished, (size_t)telling->n_wished + 1, sizeof(*telling->wished));
	telling->wished[telling->n_wished++] = trade;
}

static void tell_wish(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "jobwish");
	const char *occupation, *title;
	int trade;

	dice_chance(dice, 0.9);
	trade = life->trade >= 0 ? life->trade : dice_below(dice, tell_trades());
	title = tell_trade(trade, &occupation);
	tell_put(item, "what", title);
	tell_put(item, "occupation", occupation);
	tell_put_number(item, "hours_from", dice_chance(dice, 0.5) ? 32 : 16);
	tell_put_number(item, "hours_to", 40);
	tell_put_number(item, "how_far", dice_between(dice, 5, 25));
	tell_put_day(item, "since", telling->day);
	tell_more_of_wish(telling, item, trade, dice);
}

/* ---- internships ---- */

static long day_of_internship(const struct life *life, const struct world *world, struct dice *dice)
{
	return looks(life, world) && dice_chance(dice, 0.06) ? world->today - dice_between(dice, 3, 40) : 0;
}

static void tell_internship(struct telling *telling, const struct life *life, struct dice *dice)
{
	long began = day_of_internship(life, &telling->world, dice);
	struct change_item *item = tell_of(telling, life, "employment");
	const char *occupation, *title;
	int trade = dice_below(dice, tell_trades());

	title = tell_trade(trade, &occupation);
	tell_put(item, "what", title);
	tell_put_id(item, "employer", telling->employer[trade]);
	tell_put(item, "occupation", occupation);
	tell_put(item, "contract", dice_chance(dice, 0.7) ? "internship" : "trial");
	tell_put_day(item, "began", began);
	tell_put_day(item, "ends", began + 90);
	tell_put_number(item, "hours", 20);
	tell_put(item, "state", "working");
}

/* ---- own firms ---- */

static const struct { const char *state; int days; } way[] = {
	{ "idea", 0 }, { "plan", 40 }, { "training", 80 }, { "licence", 130 }, { "finance", 180 }, { "started", 240 },
};

static long day_of_firm(const struct life *life, const struct world *world, struct dice *dice)
{
	long idea = life->arrived + 90 + dice_below(dice, 60), day = 0;
	bool goes = dice_chance(dice, 0.04);

	if (!goes || life->left || life->finished)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(way); i++)
		if (idea + way[i].days < world->today)
			day = idea + way[i].days;
	return day;
}

static void tell_firm(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const struct { const char *what, *sector; } firms[] = {
		{ N_("Tailor's shop"), "industry" }, { N_("Food stall"), "hospitality" }, { N_("Bicycle repairs"), "trade" },
		{ N_("Courier service"), "transport" }, { N_("Translations"), "office" }, { N_("Painting and plastering"), "building" },
	};
	long idea = life->arrived + 90 + dice_below(dice, 60);
	struct change_item *item = tell_of(telling, life, "enterprise");
	int firm;

	dice_chance(dice, 0.04);
	firm = dice_below(dice, (int)ARRAY_LEN(firms));
	tell_put(item, "what", firms[firm].what);
	tell_put(item, "sector", firms[firm].sector);
	for (size_t i = 0; i < ARRAY_LEN(way); i++) {
		char *field = mem_fmt("%s_on", way[i].state);

		if (idea + way[i].days < telling->world.today) {
			tell_put_day(item, field, idea + way[i].days);
			tell_put(item, "state", way[i].state);
		}
		free(field);
	}
	if (idea + 240 >= telling->world.today)
		tell_put_day(item, "next", telling->world.today + dice_between(dice, 1, 30));
}

const struct demo_chapter demo_work[] = {
	{ day_of_wish, tell_wish, false },
	{ day_of_internship, tell_internship, false },
	{ day_of_firm, tell_firm, false },
	{ NULL, NULL, false },
};
