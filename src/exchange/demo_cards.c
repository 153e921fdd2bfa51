/* SPDX-License-Identifier: EUPL-1.2 */
/* Welcome cards in the demonstration: some valid, some lost since. No such card exists on paper: their marks are drawn. */
#include <stdio.h>

#include "base/mem.h"
#include "exchange/demotell.h"

#define VALID 365

struct handed { long issued, lost; };

static struct handed draw_card(const struct life *life, const struct world *world, struct dice *dice)
{
	bool has = dice_chance(dice, 0.3), loses = dice_chance(dice, 0.12);
	int waits = dice_between(dice, 1, 20), keeps = dice_between(dice, 20, 300);
	struct handed card = { 0, 0 };

	if (!has || life->left || life->arrived + waits > world->today)
		return card;
	card.issued = life->arrived + waits;
	if (loses && card.issued + keeps <= world->today)
		card.lost = card.issued + keeps;
	return card;
}

static long day_of_card(const struct life *life, const struct world *world, struct dice *dice)
{
	struct handed card = draw_card(life, world, dice);

	return card.lost ? card.lost : card.issued;
}

static void tell_card(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct handed card = draw_card(life, &telling->world, dice);
	struct change_item *item = tell_of(telling, life, "card");
	char mark[33];

	for (int i = 0; i < 4; i++)
		snprintf(mark + 8 * i, 9, "%08x", (unsigned)dice_below(dice, 1 << 30));
	tell_put(item, "mark", mark);
	tell_put_day(item, "issued", card.issued);
	tell_put_day(item, "until", card.issued + VALID);
	tell_put(item, "state", card.lost ? "withdrawn" : "valid");
	if (card.lost) {
		tell_put_day(item, "withdrawn", card.lost);
		tell_put(item, "why", "lost");
	}
}

const struct demo_chapter demo_cards[] = {
	{ day_of_card, tell_card, false },
	{ NULL, NULL, false },
};
