/* SPDX-License-Identifier: EUPL-1.2 */
/* Halden: its quarters, courses, vacancies and homes. Places and employers are invented. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/vacancies.h"
#include "exchange/demotell.h"

static const struct {
	const char *name;
	int residents, dwellings, social, schools;
	const char *latitude, *longitude;
} quarters[] = {
	{"Old Harbour", 8120, 4310, 940, 2, "53.21950", "6.55610"},
	{"Northgate", 12450, 5980, 2210, 4, "53.23810", "6.56220"},
	{"Millfield", 9630, 4120, 1580, 3, "53.21020", "6.53350"},
	{"Lindenhof", 6870, 3020, 410, 2, "53.20310", "6.56840"},
	{"Station Quarter", 10240, 5870, 2650, 3, "53.21100", "6.56480"},
	{"Riverside", 7310, 3440, 720, 2, "53.22040", "6.58670"},
	{"Weavers' Hill", 5480, 2360, 1130, 1, "53.22560", "6.54020"},
	{"Eastmoor", 11060, 4790, 1890, 4, "53.21440", "6.61130"},
};
static const char *const streets[] = {
	"Harbour Street", "Mill Lane",     "Linden Avenue",  "Station Road",  "Tanner's Row",
	"North Quay",     "Church Walk",   "Orchard Street", "Bridge Street", "Weavers' Close",
	"Moor Road",      "Market Street", "School Lane",    "Brewer's Yard",
};
static const char *const owners[] = {"Halden Homes", "North Quay Housing Association", N_("Private owner"),
				     "Town of Halden"};
static const struct {
	const char *title, *occupation, *employer;
} trades[] = {
	{N_("Nurse"), "2221", "Halden General Hospital"},
	{N_("Electrician"), "7411", "Brandt Electrical"},
	{N_("Primary school teacher"), "2341", "Millfield School"},
	{N_("Civil engineer"), "2142", "Roads and Bridges Department"},
	{N_("Accountant"), "2411", "Harbour Accounts"},
	{N_("Cook"), "5120", "The Copper Kettle"},
	{N_("Tailor"), "7531", "Weavers' Hill Clothing"},
	{N_("Lorry driver"), "8332", "Northgate Freight"},
	{N_("Welder"), "7212", "Halden Shipyard"},
	{N_("Baker"), "7512", "Lindenhof Bakery"},
	{N_("Pharmacist"), "2262", "Station Pharmacy"},
	{N_("Dentist"), "2261", "Riverside Dental Practice"},
	{N_("Software developer"), "2512", "Tidewater Systems"},
	{N_("Carpenter"), "7115", "Moor Timber Works"},
	{N_("Hairdresser"), "5141", "Salon Eastmoor"},
	{N_("Motor mechanic"), "7231", "Garage Millfield"},
	{N_("Childcare worker"), "5311", "Day nursery Lindenhof"},
	{N_("Care assistant"), "5321", "Riverside Care Home"},
	{N_("Bricklayer"), "7112", "Halden Builders"},
	{N_("Bus driver"), "8331", "Halden Town Transport"},
	{N_("Warehouse worker"), "9333", "Northgate Freight"},
	{N_("Cleaner"), "9112", "Bright Buildings"},
	{N_("Shop assistant"), "5223", "Market Street Grocers"},
	{N_("Kitchen helper"), "9412", "School Kitchens"},
};

const char *tell_trade(int trade, const char **occupation)
{
	trade %= (int)ARRAY_LEN(trades);
	if (occupation)
		*occupation = trades[trade].occupation;
	return trades[trade].title;
}

int tell_trades(void)
{
	return (int)ARRAY_LEN(trades);
}

const char *tell_trade_employer(int trade)
{
	return trades[trade].employer;
}

static void tell_quarters(struct telling *telling)
{
	telling->quarter = mem_array(ARRAY_LEN(quarters), sizeof(*telling->quarter));
	for (size_t i = 0; i < ARRAY_LEN(quarters); i++) {
		struct change_item *item = tell_new(telling, "neighbourhood", &telling->quarter[i]);

		tell_put(item, "name", quarters[i].name);
		tell_put_number(item, "residents", quarters[i].residents);
		tell_put_number(item, "dwellings", quarters[i].dwellings);
		tell_put_number(item, "social_dwellings", quarters[i].social);
		tell_put_number(item, "primary_schools", quarters[i].schools);
		tell_put(item, "latitude", quarters[i].latitude);
		tell_put(item, "longitude", quarters[i].longitude);
	}
}

static void tell_providers(struct telling *telling)
{
	static const struct { const char *name, *contact, *phone, *address; int quarter; } providers[] = {
		{"Halden Language School", "Marit Dahl", "+31505550201", "School Lane 8", 4},
		{"People's College", "Jonas Weber", "+31505550202", "Linden Avenue 31", 3},
		{"Northgate Adult Education", "Sofia Brandt", "+31505550203", "Station Road 112", 1},
	};

	for (size_t i = 0; i < ARRAY_LEN(providers); i++) {
		struct change_item *item = tell_new(telling, "provider", &telling->provider[i]);

		tell_put(item, "name", providers[i].name);
		tell_put(item, "contact", providers[i].contact);
		tell_put(item, "phone", providers[i].phone);
		tell_put(item, "address", providers[i].address);
		tell_put_id(item, "neighbourhood", telling->quarter[providers[i].quarter]);
	}
}

/* Those whose people begin late go on for a while after the last lesson. */
enum { COURSE_DAYS = 80, SEATS = 60, LATE_DAYS = 95, JUST_BEGUN = 3, SEATS_LEFT = 4 };

/* So many that those who came are seated; of what has hardly begun people still hope for a seat. */
static int seats_of(const struct telling *telling, long starts)
{
	return telling->world.people <= DEMO_TOLD_BY_DAY && starts + JUST_BEGUN >= telling->world.today ? SEATS_LEFT : SEATS;
}

/* Courses begin one after the other over the three years and the weeks to come. */
static long course_start(const struct telling *telling, int n)
{
	return telling->world.today - DEMO_DAYS + (long)((int64_t)n * (DEMO_DAYS + 45) / telling->n_courses);
}

static void tell_course(struct telling *telling, int n)
{
	static const struct { const char *level, *name;
	} levels[] = {
		{"a1", "A1"}, {"literacy", N_("Literacy")}, {"a1", "A1"}, {"a2", "A2"}, {"b1", "B1"},
		{"a2", "A2"},
	};
	static const struct { const char *name, *timetable;
		struct demo_week week;
	} times[] = {
		/* TRANSLATORS: name of a course; %s is a level, %d a number */
		{N_("%s morning group %d"), "1,2,3,4 09:00-12:15", {2 | 4 | 8 | 16, "09:00", 195}},
		/* TRANSLATORS: name of a course; %s is a level, %d a number */
		{N_("%s evening group %d"), "1,3 18:00-20:30", {2 | 8, "18:00", 150}},
		/* TRANSLATORS: name of a course; %s is a level, %d a number */
		{N_("%s afternoon group %d"), "1,2,3,4 13:00-16:15", {2 | 4 | 8 | 16, "13:00", 195}},
	};
	long starts = course_start(telling, n);
	struct change_item *item = tell_new(telling, "course", &telling->course[n]);
	char *name = mem_fmt(_(times[n % (int)ARRAY_LEN(times)].name), _(levels[n % (int)ARRAY_LEN(levels)].name), n + 1);

	tell_put(item, "name", name);
	tell_put_id(item, "provider", telling->provider[n / 2 % (int)ARRAY_LEN(telling->provider)]);
	tell_put(item, "language", "en");
	tell_put(item, "level", levels[n % (int)ARRAY_LEN(levels)].level);
	tell_put_day(item, "starts", course_start(telling, n));
	tell_put_day(item, "ends", course_start(telling, n) + COURSE_DAYS);
	tell_put(item, "timetable", times[n % (int)ARRAY_LEN(times)].timetable);
	tell_put_number(item, "hours_total", n % (int)ARRAY_LEN(times) == 1 ? 55 : 145);
	tell_put_number(item, "seats", seats_of(telling, starts));
	tell_put(item, "place", quarters[n % (int)ARRAY_LEN(quarters)].name);
	tell_put_id(item, "neighbourhood", telling->quarter[n % (int)ARRAY_LEN(quarters)]);
	tell_put(item, "childcare", n % 3 ? "no" : "yes");
	tell_put(item, "women_only", n % 11 == 5 ? "yes" : "no");
	if (str_same(levels[n % (int)ARRAY_LEN(levels)].level, "literacy"))
		tell_put(item, "what", "literacy");
	tell_put(item, "state", starts > telling->world.today ? "open"
		: starts + COURSE_DAYS + LATE_DAYS < telling->world.today ? "over" : "running");
	tell_lessons(telling, n, starts, starts + COURSE_DAYS, &times[n % (int)ARRAY_LEN(times)].week);
	free(name);
}

struct id tell_course_at(const struct telling *telling, const struct life *life, long day, long *starts,
			 long *ends)
{
	int64_t since = day - (telling->world.today - DEMO_DAYS);
	int n = (int)(since * telling->n_courses / (DEMO_DAYS + 45));
	int a_day = telling->n_courses / (DEMO_DAYS + 45);

	if (a_day > 1)
		n += (int)(life->index % a_day);
	if (n >= telling->n_courses)
		n = telling->n_courses - 1;
	while (n > 0 && course_start(telling, n) > day)
		n--;
	*starts = course_start(telling, n);
	*ends = *starts + COURSE_DAYS;
	return telling->course[n];
}

/* What is needed, and what is wished for beyond it. */
static void tell_needs(struct change_item *item, int trade, struct dice *dice)
{
	static const struct { const char *occupation, *licences, *skills; } needs[] = {
		{ "8332", "lorry", N_("Loading and securing goods") }, { "8331", "bus", N_("Talking with passengers") },
		{ "9333", "forklift", NULL }, { "2221", "professional", N_("Care plans, medicines") },
		{ "2262", "professional", NULL }, { "5120", NULL, N_("Cooking for 80 guests") },
	};
	bool full = str_same(change_get(item, "hours"), "full");

	tell_put_number(item, "hours_from", full ? 36 : 16);
	tell_put_number(item, "hours_to", full ? 40 : 24);
	tell_put(item, "contract", dice_chance(dice, 0.5) ? "permanent" : dice_chance(dice, 0.7) ? "fixed" : "agency");
	if (str_same(change_get(item, "level"), "a2"))
		tell_put(item, "wished_level", "b1");
	for (size_t i = 0; i < ARRAY_LEN(needs); i++)
		if (str_same(trades[trade].occupation, needs[i].occupation)) {
			tell_put(item, "licences", needs[i].licences);
			tell_put(item, "skills", needs[i].skills);
		}
}

static void tell_vacancy(struct telling *telling, int n)
{
	struct dice dice = dice_of(telling->world.seed, 0x700000000u + (uint64_t)n);
	int trade = dice_below(&dice, (int)ARRAY_LEN(trades)), quarter;
	struct change_item *item = tell_new(telling, "vacancy", &telling->vacancy[n]);
	char *number = mem_fmt("HV-%05d", n + 1);

	tell_put(item, "title", trades[trade].title);
	tell_put_id(item, "employer", telling->employer[trade]);
	telling->vacancy_trade[n] = trade;
	tell_put(item, "number", number);
	tell_put(item, "occupation", trades[trade].occupation);
	quarter = dice_below(&dice, (int)ARRAY_LEN(quarters));
	tell_put(item, "place", quarters[quarter].name);
	tell_put_id(item, "neighbourhood", telling->quarter[quarter]);
	tell_put(item, "hours", dice_chance(&dice, 0.6) ? "full" : "part");
	tell_put(item, "level", dice_chance(&dice, 0.5) ? "a2" : "b1");
	tell_put_number(item, "pay_from", 2100 + 50 * dice_below(&dice, 20));
	tell_put(item, "pay_per", "month");
	tell_put_number(item, "seats", dice_between(&dice, 20, 40));
	tell_put_day(item, "posted", telling->world.today - DEMO_DAYS - dice_below(&dice, 60));
	tell_needs(item, trade, &dice);
	free(number);
}

struct id tell_home(struct telling *telling, struct dice *dice, const char *state)
{
	int quarter = dice_below(dice, (int)ARRAY_LEN(quarters)), rooms = dice_between(dice, 1, 5);
	struct id home = { { 0 } };
	struct change_item *item = tell_new(telling, "dwelling", &home);
	struct dice more = *dice;
	char *address = mem_fmt("%s %d", streets[dice_below(dice, (int)ARRAY_LEN(streets))],
				dice_between(dice, 1, 240));

	tell_put(item, "address", address);
	tell_put_id(item, "neighbourhood", telling->quarter[quarter]);
	tell_put(item, "owner", owners[dice_below(dice, (int)ARRAY_LEN(owners))]);
	tell_put_number(item, "rooms", rooms);
	tell_put_number(item, "rent", 310 + 115 * rooms + 5 * dice_below(dice, 20));
	tell_put_number(item, "floor", dice_below(dice, 6));
	tell_put(item, "step_free", dice_chance(dice, 0.25) ? "yes" : "no");
	tell_put(item, "state", state);
	tell_home_more(telling, item, rooms, state, more);
	free(address);
	return home;
}

void tell_keep(struct telling *telling, const char *kind, struct id id)
{
	telling->thing = mem_resize(telling->thing, (size_t)telling->n_things + 1, sizeof(*telling->thing));
	telling->thing[telling->n_things++] = (struct demo_thing){ .kind = kind, .id = id };
}

struct id tell_any(const struct telling *telling, const char *kind, struct dice *dice)
{
	int n = 0, at;

	for (int i = 0; i < telling->n_things; i++)
		n += str_same(telling->thing[i].kind, kind);
	at = n ? dice_below(dice, n) : -1;
	for (int i = 0; i < telling->n_things; i++)
		if (str_same(telling->thing[i].kind, kind) && at-- == 0)
			return telling->thing[i].id;
	return (struct id){ { 0 } };
}

/* One function a part of the house whose records belong to the town: services, mentors, holidays. NULL ends. */
static void (*const parts[])(struct telling *) = {
	tell_meetings_town,
	tell_services,
	tell_holidays,
	tell_schools,
	tell_employers,
	tell_waiting_town,
	tell_money,
	tell_controller,
	NULL,
};

void tell_town(struct telling *telling)
{
	int64_t people = telling->world.people;

	telling->n_courses = people / 12 < 24 ? 24 : (int)(people / 12);   /* so that seats suffice */
	telling->n_vacancies = people / 20 < 12 ? 12 : people / 20 > 20000 ? 20000 : (int)(people / 20);
	telling->course = mem_array((size_t)telling->n_courses, sizeof(*telling->course));
	telling->vacancy = mem_array((size_t)telling->n_vacancies, sizeof(*telling->vacancy));
	telling->vacancy_trade = mem_array((size_t)telling->n_vacancies, sizeof(*telling->vacancy_trade));
	tell_quarters(telling);
	tell_providers(telling);
	for (int i = 0; parts[i]; i++)
		parts[i](telling);
}

bool tell_offers(struct telling *telling, int from, int most)
{
	for (int i = from; i < from + most && i < telling->n_courses; i++)
		tell_course(telling, i);
	for (int i = from; i < from + most && i < telling->n_vacancies; i++)
		tell_vacancy(telling, i);
	return from + most < telling->n_courses || from + most < telling->n_vacancies;
}

void tell_vacant_homes(struct telling *telling)
{
	struct dice dice = dice_of(telling->world.seed, 0x800000000u);
	int64_t people = telling->world.people;
	int homes = people / 25 < 6 ? 6 : people / 25 > 2000 ? 2000 : (int)(people / 25);

	for (int i = 0; i < homes; i++)
		tell_home(telling, &dice, "free");
}

/* ---- work that is to be had now ---- */

/* Of some the employer said little: what is not known is asked. */
static void tell_work_now(struct telling *telling, int n)
{
	static const char *const levels[] = { "a1", "a2", "a2", "b1" };
	static const char *const hours[] = { "1,2,3,4,5 08:00-16:30", "1,2,3,4,5 06:00-14:00", "1,3,5 09:00-14:00", NULL };
	struct dice dice = dice_of(telling->world.seed, 0xb00000000u + (uint64_t)n);
	int trade = telling->wished[n * 2 % telling->n_wished], quarter = dice_below(&dice, (int)ARRAY_LEN(quarters)), week, pay;
	struct id id = { { 0 } };
	struct change_item *item = tell_new(telling, "vacancy", &id);
	char *number = mem_fmt("HV-%05d", telling->n_vacancies + n + 1);

	tell_put(item, "title", trades[trade].title);
	tell_put_id(item, "employer", telling->employer[trade]);
	tell_put(item, "number", number);
	tell_put(item, "occupation", trades[trade].occupation);
	tell_put(item, "place", quarters[quarter].name);
	tell_put_id(item, "neighbourhood", telling->quarter[quarter]);
	tell_put(item, "hours", dice_chance(&dice, 0.7) ? "full" : "part");
	tell_put(item, "level", levels[dice_below(&dice, (int)ARRAY_LEN(levels))]);
	tell_put(item, "language", "en");
	pay = 2100 + 50 * dice_below(&dice, 20);
	tell_put_number(item, "pay_from", pay);
	tell_put_number(item, "pay_to", pay + 200);
	tell_put(item, "pay_per", "month");
	tell_put_number(item, "seats", dice_chance(&dice, 0.25) ? 2 : 1);
	tell_put_day(item, "posted", telling->world.today - dice_between(&dice, 2, 30));
	tell_put_day(item, "valid_through", telling->world.today + dice_between(&dice, 14, 45));
	tell_put_day(item, "starts", telling->world.today + dice_between(&dice, 20, 60));
	week = dice_below(&dice, (int)ARRAY_LEN(hours));
	if (hours[week])
		tell_put(item, "timetable", hours[week]);
	tell_needs(item, trade, &dice);
	free(number);
}

/* Work that was posted when the story begins is posted anew, with one place left. */
static void post_anew(struct telling *telling, int n)
{
	struct vacancy_told told;
	struct change_item *item;

	if (vacancy_told(telling->store, &telling->actor, telling->vacancy[n], &told, NULL) != ST_OK)
		return;
	item = change_update(telling->change, register_kind("vacancy"), telling->vacancy[n], 0);
	tell_put_number(item, "seats", (int)told.taken + 1);
	tell_put_day(item, "posted", telling->world.today - 5 - n * 7 % 50);
	vacancy_told_clear(&told);
}

void tell_open_work(struct telling *telling)
{
	if (!telling->by_day || !telling->n_wished)
		return;
	for (int i = 0; i < telling->n_vacancies; i++)
		post_anew(telling, i);
	for (int i = 0; i < telling->n_wished / 2; i++)
		tell_work_now(telling, i);
}

void tell_end_of_story(struct telling *telling)
{
	free(telling->quarter);
	free(telling->course);
	free(telling->vacancy);
	free(telling->vacancy_trade);
	free(telling->employer);
	free(telling->thing);
	free(telling->lesson);
	free(telling->wished);
}
