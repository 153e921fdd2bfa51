/* SPDX-License-Identifier: EUPL-1.2 */
/* Whom to call, what people agreed to, and what other authorities asked for, in the demonstration. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

void tell_controller(struct telling *telling)
{
	struct change_item *item = tell_new(telling, "controller", NULL);

	tell_put(item, "name", "Town of Halden");
	tell_put(item, "address", "Town Hall, Market Street 1, Halden");
	tell_put(item, "contact", "office@halden.example");
	tell_put(item, "representative", "H. Vogel, head of the integration service");
	tell_put(item, "officer", "R. Sandvik");
	tell_put(item, "officer_contact", "dataprotection@halden.example");
	tell_put(item, "authority", "Data protection authority");
	tell_put(item, "authority_contact", "complaints@dpa.example");
}

static long day_of_contact(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	return dice_chance(dice, 0.2) ? life->arrived + 1 + dice_below(dice, 20) : 0;
}

/* Somebody to call, and that the person agreed to it; both stand for two years. */
static void tell_contact(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const relation[] = { "Sister", "Brother", "Cousin", "Friend", "Uncle", "Neighbour" };
	static const char *const name[] = { "Lea", "Jonas", "Amira", "Daniel", "Sofia", "Karim", "Ines", "Tomas" };
	struct change_item *consent = tell_of(telling, life, "consent"), *contact = tell_of(telling, life, "contact");
	long given;
	char *phone;

	dice_chance(dice, 0.2);
	given = life->arrived + 1 + dice_below(dice, 20);
	tell_put(consent, "covers", "contacts");
	tell_put(consent, "used_for", N_("To reach somebody when the person cannot be reached"));
	tell_put(consent, "free", "yes");
	tell_put_day(consent, "given", given);
	tell_put_day(consent, "until", given + 1200);
	phone = mem_fmt("+9997%08d", dice_below(dice, 100000000));
	tell_put(contact, "name", name[dice_below(dice, (int)ARRAY_LEN(name))]);
	tell_put(contact, "relation", relation[dice_below(dice, (int)ARRAY_LEN(relation))]);
	tell_put(contact, "phone", phone);
	free(phone);
}

static long day_of_request(const struct life *life, const struct world *world, struct dice *dice)
{
	(void)world;
	return dice_chance(dice, 0.02) ? life->arrived + 60 + dice_below(dice, 300) : 0;
}

static void tell_request(struct telling *telling, const struct life *life, struct dice *dice)
{
	struct change_item *item = tell_of(telling, life, "request");
	long asked;
	bool given;

	dice_chance(dice, 0.02);
	asked = life->arrived + 60 + dice_below(dice, 300);
	given = dice_chance(dice, 0.4);
	tell_put(item, "asked_by", given ? N_("Education service") : N_("Tax office"));
	tell_put_day(item, "asked", asked - 6);
	tell_put(item, "legal_basis", given ? N_("Education support act, s. 12") : N_("None was named"));
	tell_put(item, "wanted", given ? N_("Since when the person lives here") : N_("Everything that is known of the person's work"));
	tell_put(item, "state", given ? "given" : "refused");
	tell_put(item, "decided_by", tell_caseworker(telling, life));
	tell_put_day(item, "decided", asked);
	tell_put(item, given ? "given" : "reason", given ? N_("The day of arrival") : N_("No law obliges the town to give it."));
}

const struct demo_chapter demo_rights[] = {
	{ day_of_contact, tell_contact, false },
	{ day_of_request, tell_request, false },
	{ NULL, NULL, false },
};
