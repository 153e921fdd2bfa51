/* SPDX-License-Identifier: EUPL-1.2 */
/* The person: names, household, languages, plan and steps. */
#include "exchange/demotell.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

struct change_item *tell_new(struct telling *telling, const char *kind, struct id *id)
{
	return change_create(telling->change, register_kind(kind), id);
}

/* What a colleague would have typed is in the chosen language; what the program words itself (phrase) it says in any. */
static const char *as_typed(const struct field *field, const char *value)
{
	bool text = field->kind == FIELD_TEXT || field->kind == FIELD_LONG_TEXT;

	return text && !field->phrase ? _(value) : value;
}

void tell_put(struct change_item *item, const char *name, const char *value)
{
	const struct field *field = kind_field(change_kind_of(item), name);

	if (!str_empty(value))
		change_put(item, field, as_typed(field, value));
}

void tell_put_day(struct change_item *item, const char *field, long day)
{
	char text[11];

	date_text(date_from_days(day), text);
	tell_put(item, field, text);
}

void tell_put_id(struct change_item *item, const char *field, struct id id)
{
	char text[37];

	id_text(id, text);
	tell_put(item, field, text);
}

void tell_put_number(struct change_item *item, const char *field, int number)
{
	char *text = mem_fmt("%d", number);

	tell_put(item, field, text);
	free(text);
}

static const char *const desk[] = { "A. Berg", "I. Sorensen", "R. Haas" };
static const char *const initials[] = { "M.", "J.", "S.", "T.", "L.", "K.", "E.", "D.", "N.", "P." };
static const char *const colleagues[] = {"Lindqvist", "Okafor", "Vermeer",  "Novak",
					 "Moreau",    "Aydin",  "Hartmann", "Osei"};

const char *tell_desk(const struct life *life)
{
	return desk[life->caseworker % (int)ARRAY_LEN(desk)];
}

/* Some eighty people a colleague, up to eighty colleagues. */
const char *tell_caseworker(const struct telling *telling, const struct life *life)
{
	static char name[64];
	int n = (int)(telling->world.people / 60) + 2, who;

	who = life->caseworker % (n < 80 ? n : 80);
	str_copy(name, sizeof(name), initials[(who + who / 8) % (int)ARRAY_LEN(initials)]);
	strcat(name, " ");
	strcat(name, colleagues[who % (int)ARRAY_LEN(colleagues)]);
	return name;
}

/* +999 is no country's code: nobody can be called. */
static void put_reach(struct change_item *person, const struct life *life, struct dice *dice)
{
	struct str text = STR_INIT, latin = STR_INIT;

	if (dice_chance(dice, 0.72)) {
		str_addf(&text, "+9996%08d", dice_below(dice, 100000000));
		tell_put(person, "phone", str_get(&text));
	}
	if (dice_chance(dice, 0.28)) {
		str_clear(&text);
		text_latin(&latin, life->names.given.s);
		for (const char *s = str_get(&latin); *s; s++)
			if (*s >= 'a' && *s <= 'z')
				str_addc(&text, *s);
		str_addf(&text, "%lld@example.org", (long long)(life->index % 7919 + 3 * (life->index / 7919)));
		if (text.s[0] >= 'a')
			tell_put(person, "email", str_get(&text));
	}
	str_free(&text);
	str_free(&latin);
}

static void put_names(struct change_item *person, const struct life *life, struct dice *dice)
{
	struct str own = STR_INIT;
	const struct names *names = &life->names;

	tell_put(person, "given_name", names->given.s);
	tell_put(person, "family_name", names->family.s);
	if (life->own_script && names->own_given.len) {
		str_add(&own, names->own_given.s);
		if (names->own_family.len)
			str_addf(&own, " %s", names->own_family.s);
		tell_put(person, "own_script", str_get(&own));
	}
	if (dice_chance(dice, 0.06) && strchr(names->given.s, ' ')) {
		str_clear(&own);
		str_addn(&own, names->given.s, strcspn(names->given.s, " "));
		tell_put(person, "used_name", str_get(&own));
	}
	str_free(&own);
}

static void tell_household_of(struct telling *telling, const struct life *life)
{
	struct change_item *item;
	struct dice dice = dice_of(telling->world.seed, 0x500000000u + (uint64_t)life->head);

	if (telling->household_head == life->head + 1)
		return;
	telling->household_head = life->head + 1;
	telling->household = (struct id){ { 0 } };
	item = tell_new(telling, "household", &telling->household);
	tell_put(item, "name", life->names.family.len ? life->names.family.s : life->names.given.s);
	tell_put_number(item, "people", life->household + dice_below(&dice, 4));
	if (dice_chance(&dice, 0.05))
		tell_put(item, "step_free", "yes");
	if (dice_chance(&dice, 0.5))
		tell_put_number(item, "rooms", dice_between(&dice, life->household, life->household + 2));
}

static void tell_language(struct telling *telling, const char *language, const char *level, bool reads)
{
	struct change_item *item = tell_new(telling, "speaks", NULL);

	tell_put_id(item, "person", telling->now.person);
	tell_put(item, "language", language);
	tell_put(item, "level", level);
	tell_put(item, "reads", reads ? "yes" : "no");
}

static void tell_languages(struct telling *telling, const struct life *life, struct dice *dice)
{
	static const char *const levels[] = { "pre_a1", "a1", "a1", "a2", "b1" };

	if (telling->by_day || dice_chance(dice, 0.5))
		tell_language(telling, life->culture->language, "c2", dice_chance(dice, 0.85));
	if (!telling->by_day || str_same(life->culture->second, life->culture->language))
		return;
	if (dice_chance(dice, 0.5))
		tell_language(telling, life->culture->second, levels[dice_below(dice, 5)],
			      dice_chance(dice, 0.7));
}

static void put_step(struct telling *telling, const struct life *life, int n, long day)
{
	const struct life_step *from = &life->step[n];
	struct change_item *item = tell_new(telling, "step", &telling->now.step[n]);
	bool later = from->done > day;

	tell_put_id(item, "person", telling->now.person);
	tell_put_id(item, "plan", telling->now.plan);
	tell_put(item, "stage", from->stage);
	tell_put(item, "what", from->what);
	tell_put(item, "who", from->who);
	tell_put(item, "milestone", from->milestone);
	tell_put(item, "state", later ? "open" : from->state);
	tell_put_day(item, "target", from->target);
	tell_put_number(item, "position", (n + 1) * 10);
	tell_put(item, "caseworker", tell_caseworker(telling, life));
	if (from->done && !later) {
		tell_put_day(item, "done", from->done);
		tell_put(item, "outcome", from->outcome);
	}
	tell_put(item, "barrier", from->barrier);
}

static const char *plan_state(const struct life *life, long day)
{
	if (life->left && life->left <= day)
		return "stopped";
	return life->finished && tell_end(life) <= day ? "finished" : "active";
}

static void tell_plan_of(struct telling *telling, const struct life *life, long day)
{
	struct change_item *item = tell_new(telling, "plan", &telling->now.plan);

	tell_put_id(item, "person", telling->now.person);
	tell_put(item, "template", telling->world.plan->label);
	tell_put_day(item, "started", life->arrived);
	tell_put(item, "state", plan_state(life, day));
	for (int i = 0; i < life->n_steps; i++)
		put_step(telling, life, i, day);
}

void tell_arrival(struct telling *telling, const struct life *life, long day)
{
	struct dice dice = dice_of(telling->world.seed, 0x600000000u + (uint64_t)life->index);
	struct change_item *person;

	telling->now = (struct known_life){ .person = { { 0 } } };
	if (life->household > 1)
		tell_household_of(telling, life);
	person = tell_new(telling, "person", &telling->now.person);
	put_names(person, life, &dice);
	tell_put(person, "born", life->born);
	if (dice_chance(&dice, 0.7))
		tell_put(person, "gender", life->woman ? "woman" : "man");
	if (life->interpreter)
		tell_put(person, "interpreter", life->culture->language);
	put_reach(person, life, &dice);
	tell_put_day(person, "arrived", life->arrived);
	if (dice_chance(&dice, 0.3))
		tell_put_day(person, "work_from", life->arrived + dice_between(&dice, 30, 180));
	if (life->household > 1) {
		tell_put_id(person, "household", telling->household);
		tell_membership(telling, life);
	}
	tell_put(person, "caseworker", tell_caseworker(telling, life));
	if (life->left && life->left <= day)
		tell_put_day(person, "left", life->left);
	tell_languages(telling, life, &dice);
	tell_plan_of(telling, life, day);
	if (telling->known)
		telling->known[life->index] = telling->now;
}

void tell_step_done(struct telling *telling, const struct life *life, int n)
{
	const struct life_step *step = &life->step[n];
	struct change_item *item = change_update(telling->change, register_kind("step"),
		telling->known[life->index].step[n], 0);

	tell_put(item, "state", "done");
	tell_put_day(item, "done", step->done);
	tell_put(item, "outcome", step->outcome);
}

/* The plan of who has finished ends when its last step is done. */
long tell_end(const struct life *life)
{
	long day = life->arrived;

	for (int i = 0; i < life->n_steps; i++)
		if (life->step[i].done > day)
			day = life->step[i].done;
	return day;
}

void tell_ending(struct telling *telling, const struct life *life)
{
	const struct known_life *known = &telling->known[life->index];
	struct change_item *item = change_update(telling->change, register_kind("plan"), known->plan, 0);

	tell_put(item, "state", life->left ? "stopped" : "finished");
	if (life->left)
		tell_put_day(change_update(telling->change, register_kind("person"), known->person, 0),
			     "left", life->left);
}
