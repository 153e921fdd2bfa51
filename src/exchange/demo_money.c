/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's budgets and grants of last year and this one, and what was paid from them up to today. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "exchange/demotell.h"

enum { CITY, STATE, FUND, BUDGETS };

struct payment { const char *area, *what; int budget, every, euros; };
static const struct payment payments[] = {
	{ "language", N_("Lessons of the month"), STATE, 1, 5200 },
	{ "language", N_("Books and exam fees"), CITY, 3, 1450 },
	{ "interpreting", N_("Interpreters of the month"), CITY, 1, 980 },
	{ "reception", N_("First-week parcels"), CITY, 2, 640 },
	{ "housing", N_("Furniture store"), CITY, 3, 2100 },
	{ "skills", N_("Skills interviews by the chamber"), FUND, 3, 1800 },
	{ "work", N_("Job coaching"), FUND, 1, 1900 },
	{ "school", N_("Homework corner"), CITY, 3, 900 },
	{ "mentoring", N_("Mentors' evenings and fares"), FUND, 3, 420 },
};

static void tell_budgets_of(struct telling *telling, int year, struct id budget[BUDGETS])
{
	static const struct { const char *name, *source, *amount; } rows[BUDGETS] = {
		[CITY] = { "Integration", "city", "64000.00" },
		[STATE] = { N_("State grant for courses"), "state", "75000.00" },
		[FUND] = { N_("Fund for work and skills"), "eu", "48000.00" },
	};

	for (int b = 0; b < BUDGETS; b++) {
		struct change_item *item = tell_new(telling, "budget", &budget[b]);
		char *name = mem_fmt("%s %d", _(rows[b].name), year);

		tell_put(item, "name", name);
		tell_put(item, "source", rows[b].source);
		tell_put(item, "amount", rows[b].amount);
		tell_put_day(item, "starts", date_days((struct date){ year, 1, 1 }));
		tell_put_day(item, "ends", date_days((struct date){ year, 12, 31 }));
		if (b != CITY)
			tell_put_day(item, "account_due", date_days((struct date){ year + 1, 3, 31 }));
		free(name);
	}
}

/* On the tenth; dearer in autumn, when more people come. */
static void tell_payment(struct telling *telling, const struct payment *payment, int year, int month, struct id budget)
{
	long day = date_days((struct date){ year, month, 10 });
	int euros = payment->euros + payment->euros / 20 * ((month * 7) % 5);
	struct change_item *item;
	char *amount;

	if (day > telling->world.today)
		return;
	item = tell_new(telling, "cost", NULL);
	amount = mem_fmt("%d.50", euros);
	tell_put(item, "what", payment->what);
	tell_put(item, "area", payment->area);
	tell_put_id(item, "budget", budget);
	tell_put_day(item, "day", day);
	tell_put(item, "amount", amount);
	free(amount);
}

void tell_money(struct telling *telling)
{
	int now = date_from_days(telling->world.today).year;

	for (int year = now - 1; year <= now; year++) {
		struct id budget[BUDGETS] = { { { 0 } } };

		tell_budgets_of(telling, year, budget);
		for (size_t p = 0; p < ARRAY_LEN(payments); p++)
			for (int month = payments[p].every; month <= 12; month += payments[p].every)
				tell_payment(telling, &payments[p], year, month, budget[payments[p].budget]);
	}
}
