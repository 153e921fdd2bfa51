/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The short form for a new person: name, languages, phone, with whom; people who
 * may already be known stand beside it.  One save makes the person, the languages,
 * the household and the plan, and opens the file.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan.h"
#include "screens/keep.h"
#include "screens/known.h"
#include "screens/places.h"
#include "screens/spoken.h"

#define BESIDE 32           /* columns of the people who may be known */
#define FORM_NAME "register"

struct registering {
	struct screen screen;
	const struct kind *kind;
	struct form *form;
	struct keep *keep;
	struct known *known;
	bool at_known;              /* the cursor is among the people already known */
	bool beside;                /* they have room beside the form */
	char *typed;                /* a name to begin with */
	struct id household;        /* to which the person comes, or none */
};

enum { ACT_SAVE = ACT_OWN, ACT_PICK, ACT_KNOWN, ACT_OPEN, ACT_NEXT, ACT_BEFORE, ACT_AFRESH };

static enum status check_people(void *ctx, const char *typed, char **canonical, struct err *err)
{
	const struct kind *household = ctx;

	return field_check(kind_field(household, "people"), typed, canonical, err);
}

static const struct choice comes_with[] = {
	{ "alone", N_("Alone") },
	{ "new", N_("A household that is new here") },
	{ "known", N_("A household already known") },
	{ NULL, NULL }
};

static const struct form_extra languages_extra = {
	.key = ":languages", .label = N_("Languages"),
	.purpose = N_("To talk with the person in a language both understand"),
	.hint = N_("Names with commas between them, a level where it is known: Dari, Pashto, English A1."),
	.check = spoken_check, .show = spoken_show, .offers = spoken_field,
};
static const struct form_extra with_extra = {
	.key = ":with", .label = N_("Comes with"), .purpose = N_("To plan for people who live together as one"),
	.choices = comes_with,
};
static const struct form_extra people_extra = {
	.key = ":people", .label = N_("People in all"), .purpose = N_("To look for a home of the right size"),
	.check = check_people, .cols = 8,
};
static const struct form_extra household_extra = {
	.key = ":household", .label = N_("Which household"),
	.purpose = N_("To plan for people who live together as one"), .refers = "household",
};

#define TEMPLATES_MOST 32
/* The templates by name; the first, without one, leaves it to the program. */
static struct choice plans[TEMPLATES_MOST + 2] = { { "fits", N_("The one that fits") } };
static const struct form_extra plan_extra = {
	.key = ":plan", .label = N_("Plan"), .purpose = N_("To begin with the steps that this person needs"), .choices = plans,
};

static void fill_plans(void)
{
	int n;
	const struct plan_template *all = plan_templates(&n);

	for (int i = 0; i < n && i < TEMPLATES_MOST; i++)
		plans[i + 1] = (struct choice){ all[i].name, all[i].label };
}

/* NULL: the one that fits. */
static const char *plan_chosen(const struct form *form)
{
	const char *name = form_value(form, ":plan");

	return str_empty(name) || str_same(name, plans[0].key) ? NULL : name;
}

/* What a household asks for depends on the answer above it. */
static void follow_answers(struct registering *r)
{
	const char *with = form_value(r->form, ":with");

	form_hide(r->form, ":people", !str_same(with, "new"));
	form_hide(r->form, ":household", !str_same(with, "known"));
}

static void make_form(struct registering *r)
{
	const struct actor *actor = r->screen.app->actor;
	const struct kind *household = register_kind("household"), *speaks = register_kind("speaks");

	form_free(r->form);
	r->form = form_new(r->screen.app);
	form_add_kind(r->form, r->kind, NULL, true);
	if (kind_changed_by(actor, speaks)) {
		form_add_extra(r->form, &languages_extra, NULL, NULL);
		form_move_after(r->form, ":languages", "born");
	}
	if (kind_changed_by(actor, household)) {
		form_add_extra(r->form, &with_extra, NULL, "alone");
		form_add_extra(r->form, &people_extra, (void *)(uintptr_t)household, NULL);
		form_add_extra(r->form, &household_extra, NULL, NULL);
	}
	fill_plans();
	form_add_extra(r->form, &plan_extra, NULL, plans[0].key);
	follow_answers(r);
}

/* A name as typed into Find: one word may be any part, of more the last is taken for the family's. */
static void begin_with(struct registering *r, const char *typed)
{
	const char *last = strrchr(typed, ' ');
	char *given;

	if (!last) {
		form_put(r->form, "family_name", typed);
		return;
	}
	given = mem_strn(typed, (size_t)(last - typed));
	form_put(r->form, "given_name", given);
	form_put(r->form, "family_name", last + 1);
	free(given);
}

/* The household's name is most often the family's. */
static void begin_in_household(struct registering *r)
{
	struct record *household;
	char text[37];

	id_text(r->household, text);
	form_put(r->form, ":with", "known");
	form_put(r->form, ":household", text);
	if (read_brief(r->screen.app->store, r->screen.app->actor, register_kind("household"), r->household,
		&household, NULL) == ST_OK) {
		form_put(r->form, "family_name", record_get(household, "name"));
		record_free(household);
	}
}

static void take_up_draft(struct registering *r)
{
	struct id none = { { 0 } };

	r->keep = keep_new(r->screen.app, r->form, FORM_NAME, none, none, 0);
	follow_answers(r);
}

static enum status register_open(struct screen *screen, struct err *err)
{
	struct registering *r = (struct registering *)screen;

	r->kind = register_kind("person");
	if (!kind_changed_by(screen->app->actor, r->kind))
		return err_set(err, ST_DENIED, _("Your role does not register people. Nothing was changed."));
	r->known = known_new(screen->app);
	make_form(r);
	take_up_draft(r);
	if (keep_found(r->keep))
		keep_say(r->keep);
	else if (!str_empty(r->typed))
		begin_with(r, r->typed);
	else if (!id_none(r->household))
		begin_in_household(r);
	follow_answers(r);
	known_ask(r->known, r->form);
	return ST_OK;
}

static void register_title(const struct screen *screen, struct str *out)
{
	const struct registering *r = (const struct registering *)screen;

	str_add(out, pgettext("screen", "Register"));
	if (r->keep && keep_any(r->keep)) {
		str_add(out, term_separator());
		str_add(out, _("draft kept"));
	}
}

static void register_layout(struct screen *screen, struct area body)
{
	struct registering *r = (struct registering *)screen;
	int beside = body.cols >= 110 ? body.cols * 2 / 5 : BESIDE;

	body.col += 1;
	body.cols -= 2;
	r->beside = body.cols >= 76 && body.rows >= 12;
	form_layout(r->form, body);
	form_beside(r->form, r->beside ? beside : 0);
	known_layout(r->known, (struct area){ body.row, body.col + body.cols - beside + 2, body.rows - 4,
		beside - 2 });
}

static void register_draw(struct screen *screen)
{
	struct registering *r = (struct registering *)screen;
	struct str line = STR_INIT;

	form_draw(r->form, !r->at_known);
	if (r->beside)
		known_draw(r->known, r->at_known);
	else
		known_line(r->known, &line);
	if (line.len)
		term_text(screen->body.row + screen->body.rows - 1, 1, screen->body.cols - 2, LOOK_NOTE,
			str_get(&line));
	str_free(&line);
}

static enum status add_languages(struct registering *r, struct change *change, const char *person, struct err *err)
{
	struct spoken spoken[SPOKEN_MAX];
	const char *said = form_value(r->form, ":languages");
	int count = said ? spoken_read(said, spoken) : 0;
	enum status st = ST_OK;

	for (int i = 0; i < count && st == ST_OK; i++) {
		struct change_item *item = change_create(change, register_kind("speaks"), NULL);

		st = change_set(item, "person", person, err);
		if (st == ST_OK)
			st = change_set(item, "language", spoken[i].language, err);
		if (st == ST_OK && spoken[i].level[0])
			st = change_set(item, "level", spoken[i].level, err);
	}
	return st;
}

/* A household is called after the family, or after whom it was registered with. */
static const char *household_name(const struct form *form)
{
	static const char *const key[] = { "family_name", "given_name", "used_name", "own_script" };

	for (size_t i = 0; i < ARRAY_LEN(key); i++) {
		if (!str_empty(form_value(form, key[i])))
			return form_value(form, key[i]);
	}
	return NULL;
}

static enum status add_household(struct registering *r, struct change *change, struct change_item *person,
	struct err *err)
{
	const char *with = form_value(r->form, ":with");
	struct change_item *item;
	struct id id = { .b = { 0 } };
	char text[37];
	enum status st;

	if (str_same(with, "known"))
		return change_set(person, "household", form_value(r->form, ":household"), err);
	if (!str_same(with, "new"))
		return ST_OK;
	item = change_create(change, register_kind("household"), &id);
	st = change_set(item, "name", household_name(r->form), err);
	if (st == ST_OK)
		st = change_set(item, "people", form_value(r->form, ":people"), err);
	id_text(id, text);
	return st == ST_OK ? change_set(person, "household", text, err) : st;
}

static enum status build(struct registering *r, struct change *change, struct id *person, struct err *err)
{
	struct change_item *item = change_create(change, r->kind, person);
	char text[37];
	enum status st = form_fill(r->form, item, err);

	id_text(*person, text);
	if (st == ST_OK)
		st = add_languages(r, change, text, err);
	if (st == ST_OK)
		st = add_household(r, change, item, err);
	return st == ST_OK ? plan_add_for(change, item, plan_chosen(r->form), err) : st;
}

static struct next saved(struct registering *r, struct id set, struct id person)
{
	struct str title = STR_INIT;

	keep_drop(r->keep);
	app_title(r->screen.app, &title, "person", person);
	app_saved(r->screen.app, set, str_get(&title));
	str_free(&title);
	return next_replace(person_screen(r->screen.app, person));
}

static struct next save(struct registering *r)
{
	struct err err = { .text = "" };
	struct change *change;
	struct id set, person = { .b = { 0 } };
	enum status st = form_valid(r->form, &err);

	if (st == ST_OK) {
		keep_now(r->keep);
		change = change_begin(r->screen.app->store, r->screen.app->actor);
		st = build(r, change, &person, &err);
		if (st == ST_OK)
			st = change_commit(change, &set, NULL, &err);
		change_free(change);
	}
	if (st == ST_OK)
		return saved(r, set, person);
	form_fault(r->form, &err);
	return next_stay();
}

static struct next afresh(struct registering *r)
{
	keep_drop(r->keep);
	keep_free(r->keep);
	make_form(r);
	take_up_draft(r);
	register_layout(&r->screen, r->screen.body);
	known_ask(r->known, r->form);
	app_say(r->screen.app, "%s", _("The form is empty again."));
	return next_stay();
}

static struct next known_keys(struct registering *r, int key)
{
	if (key == K_ESC || key == K_TAB || key == K_BACKTAB) {
		r->at_known = false;
		return next_stay();
	}
	return known_key(r->known, key) ? next_stay() : next_unused();
}

static struct next register_key(struct screen *screen, int key)
{
	struct registering *r = (struct registering *)screen;
	const char *was = form_now(r->form);

	if (r->at_known)
		return known_keys(r, key);
	if (key == K_ESC) {
		keep_now(r->keep);
		if (keep_any(r->keep))
			app_say(screen->app, "%s", _("What you typed is kept as a draft."));
		return next_back();
	}
	switch (form_key(r->form, key)) {
	case FORM_PICK:
		return next_open(form_pick(r->form));
	case FORM_USED:
		follow_answers(r);
		if (form_now(r->form) != was)
			keep_now(r->keep);
		if (!term_key_waiting())
			known_ask(r->known, r->form);
		return next_stay();
	case FORM_UNUSED:
		break;
	}
	return next_unused();
}

static struct next register_act(struct screen *screen, int id)
{
	struct registering *r = (struct registering *)screen;

	switch (id) {
	case ACT_SAVE: return save(r);
	case ACT_PICK: return next_open(form_pick(r->form));
	case ACT_NEXT: return register_key(screen, K_TAB);
	case ACT_BEFORE: return register_key(screen, K_BACKTAB);
	case ACT_AFRESH: return afresh(r);
	case ACT_KNOWN:
		r->at_known = !r->at_known;
		return next_stay();
	case ACT_OPEN:
		keep_now(r->keep);
		return next_open(person_screen(screen->app, known_now(r->known)));
	default:
		return next_unused();
	}
}

static bool register_typing(const struct screen *screen)
{
	return !((const struct registering *)screen)->at_known;
}

static void register_tell(struct screen *screen, enum news news)
{
	struct registering *r = (struct registering *)screen;

	if (news == NEWS_LANGUAGE)
		form_language(r->form);
	else
		keep_now(r->keep);
	if (news == NEWS_IDLE || news == NEWS_RETURN) {
		follow_answers(r);
		known_ask(r->known, r->form);
		r->at_known = r->at_known && known_count(r->known) > 0;
	}
}

static void register_close(struct screen *screen)
{
	struct registering *r = (struct registering *)screen;

	if (r->keep)
		keep_now(r->keep);
	keep_free(r->keep);
	known_forget(r->known);
	form_free(r->form);
	free(r->typed);
	free(r);
}

static bool in_form(const struct screen *screen)
{
	return !((const struct registering *)screen)->at_known;
}

static bool can_pick(const struct screen *screen)
{
	return in_form(screen) && form_can_pick(((const struct registering *)screen)->form);
}

static bool can_open(const struct screen *screen)
{
	return !in_form(screen);
}

static bool any_known(const struct screen *screen)
{
	return known_count(((const struct registering *)screen)->known) > 0;
}

static const struct action register_actions[] = {
	{ ACT_OPEN, { K_ENTER }, N_("open"),
		N_("Opens the file of the person who is already known; the draft stays."),
		can_open, false },
	{ ACT_SAVE, { K_F2, K_CTRL('s') }, N_("save"), N_("Saves the person and opens the new file."), NULL,
		false },
	{ ACT_KNOWN, { K_F6, K_ALT('k') }, N_("already known"),
		N_("Goes to the people who may be this person, and back."),
		any_known, false },
	{ ACT_PICK, { K_F4, K_ALT('c') }, N_("choose from list"), N_("Shows all that this field can hold."),
		can_pick, false },
	{ ACT_NEXT, { K_TAB, K_ENTER, K_DOWN }, N_("next"), N_("Goes to the next field."), in_form, false },
	{ ACT_BEFORE, { K_BACKTAB, K_UP }, N_("field before"), N_("Goes back to the field before."),
		in_form, true },
	{ ACT_AFRESH, { K_F8 }, N_("start afresh"), N_("Throws away what was typed and not saved."),
		in_form, true },
	ACTION_END
};

static const struct screen_ops register_ops = {
	.name = "register", .actions = register_actions, .open = register_open, .title = register_title,
	.layout = register_layout, .draw = register_draw, .key = register_key, .act = register_act,
	.typing = register_typing, .tell = register_tell, .close = register_close,
};
SCREEN(register_ops);

struct screen *register_screen(struct app *app, const char *typed)
{
	struct registering *r = mem_alloc(sizeof(*r));

	screen_init(&r->screen, &register_ops, app);
	r->typed = mem_str(typed);
	return &r->screen;
}

struct screen *register_into_screen(struct app *app, struct id household)
{
	struct registering *r = mem_alloc(sizeof(*r));

	r->household = household;
	return screen_init(&r->screen, &register_ops, app);
}
