/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A group arriving: what holds for all of them on one page, the household lists on
 * the other.  One save makes all files, households and plans, and tells the case
 * numbers; until then everything is kept as a draft.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/plan.h"
#include "screens/form.h"
#include "screens/grid.h"
#include "screens/places.h"

#define FORM_NAME "group"

struct arriving {
	struct screen screen;
	struct form *form;
	struct grid *grid;
	struct choice *plans;       /* "fitting" and the templates; ends with NULL */
	struct form_extra plan;     /* asks for one of them */
	struct draft draft;         /* id none: it does not stand in the file */
	unsigned kept;              /* age of what the draft holds */
	bool at_people;
	bool warned;                /* of people who may be known; the next save is meant so */
};

enum { ACT_SAVE = ACT_OWN, ACT_TURN, ACT_PICK, ACT_HOUSEHOLD, ACT_NEXT_PERSON, ACT_NEXT, ACT_BEFORE, ACT_OPEN, ACT_DROP,
	ACT_AFRESH };

/* ---- what holds for all ---- */

static const char *const common[] = { "arrived", "expected", "address", "interpreter", "caseworker" };
static const char plan_key[] = ":plan", fitting[] = "fitting";

static bool is_common(const char *field)
{
	for (size_t i = 0; i < ARRAY_LEN(common); i++)
		if (str_same(common[i], field))
			return true;
	return false;
}

static void make_plans(struct arriving *a)
{
	int n;
	const struct plan_template *template = plan_templates(&n);

	a->plans = mem_array((size_t)n + 2, sizeof *a->plans);
	a->plans[0] = (struct choice){ fitting, N_("As fits each person") };
	for (int i = 0; i < n; i++)
		a->plans[i + 1] = (struct choice){ template[i].name, template[i].label };
}

static void make_form(struct arriving *a)
{
	const struct kind *kind = register_kind("person");

	a->plan = (struct form_extra){ .key = plan_key, .label = N_("Plan"), .choices = a->plans,
		.purpose = N_("To agree with the person on the steps ahead") };
	form_free(a->form);
	a->form = form_new(a->screen.app);
	form_add_kind(a->form, kind, NULL, false);
	for (int i = 0; i < kind->n_fields; i++)
		form_hide(a->form, kind->fields[i].name, !is_common(kind->fields[i].name));
	form_add_extra(a->form, &a->plan, NULL, fitting);
	for (size_t i = 1; i < ARRAY_LEN(common); i++)
		form_move_after(a->form, common[i], common[i - 1]);
	form_go(a->form, "arrived");
}

/* "arrived 4 May 2026 · Reception centre · Dari" */
static void common_words(struct arriving *a, struct str *out)
{
	const struct kind *kind = register_kind("person");

	for (size_t i = 0; i < ARRAY_LEN(common); i++) {
		const struct field *field = kind_field(kind, common[i]);
		const char *value = form_value(a->form, common[i]);

		if (!value)
			continue;
		if (out->len)
			str_add(out, term_separator());
		str_addf(out, "%s ", field_label(field));
		field_show(out, field, value);
	}
}

/* ---- the draft ---- */

static unsigned age(const struct arriving *a)
{
	return form_age(a->form) + grid_age(a->grid);
}

static void keep_draft(struct arriving *a)
{
	struct draft draft = { .id = a->draft.id };
	struct err err;
	enum status st;

	if (age(a) == a->kept || !a->screen.app->store)
		return;
	str_copy(draft.form, sizeof draft.form, FORM_NAME);
	form_to_draft(a->form, &draft);
	grid_to_draft(a->grid, &draft);
	st = draft_save(a->screen.app->store, a->screen.app->actor, &draft, &err);
	if (st == ST_OK) {
		draft_clear(&a->draft);
		a->draft = draft;
		a->kept = age(a);
	} else {
		draft_clear(&draft);
		app_fail(a->screen.app, &err);
	}
}

static void take_up_draft(struct arriving *a)
{
	struct draft *list = NULL;
	int count = 0;

	if (draft_list(a->screen.app->store, a->screen.app->actor, FORM_NAME, &list, &count, NULL) == ST_OK && count) {
		form_from_draft(a->form, &list[0]);
		grid_from_draft(a->grid, &list[0]);
		a->draft.id = list[0].id;
		app_say(a->screen.app, "%s", _("Your draft of this list stands here again. F8 throws it away."));
		a->at_people = true;
	}
	draft_free(list, count);
	a->kept = age(a);
}

static void drop_draft(struct arriving *a)
{
	struct err err;

	if (!id_none(a->draft.id) && draft_drop(a->screen.app->store, a->screen.app->actor, a->draft.id, &err) != ST_OK)
		app_fail(a->screen.app, &err);
	draft_clear(&a->draft);
	a->draft = (struct draft){ 0 };
}

/* ---- saving ---- */

static void take(struct arriving *a, struct group *group, int **rows)
{
	const char *plan = form_value(a->form, plan_key);

	grid_take(a->grid, group, rows);
	for (size_t i = 0; i < ARRAY_LEN(common); i++)
		group_put(&group->common, common[i], form_value(a->form, common[i]));
	/* The day that the form begins with is nothing that somebody said. */
	if (form_value(a->form, "expected") && !form_differs(a->form, "arrived"))
		group_put(&group->common, "arrived", NULL);
	group->plan = plan && strcmp(plan, fitting) ? mem_str(plan) : NULL;
}

static void taken_free(struct group *group, int *rows)
{
	for (int i = 0; i < group->common.count; i++) {
		free(group->common.at[i].field);
		free(group->common.at[i].value);
	}
	free(group->common.at);
	free(group->plan);
	grid_taken_free(group, rows);
}

static enum status write_all(struct arriving *a, const struct group *group, struct id person[], struct id *set, int *at,
	struct err *err)
{
	struct app *app = a->screen.app;
	struct change *change = change_begin(app->store, app->actor);
	enum status st = group_save(change, group, person, at, err);

	if (st == ST_OK)
		app_working(app, ngettext("Saving %d person.", "Saving %d people.", (unsigned long)group->count), group->count);
	if (st == ST_OK)
		st = change_commit(change, set, NULL, err);
	change_free(change);
	return st;
}

static struct next saved(struct arriving *a, const struct id person[], int n, struct id set)
{
	struct str what = STR_INIT;
	struct screen *told;

	drop_draft(a);
	str_addf(&what, ngettext("%d person", "%d people", (unsigned long)n), n);
	app_saved(a->screen.app, set, str_get(&what));
	str_free(&what);
	told = group_told_screen(a->screen.app, person, n);
	return next_replace(told);
}

static struct next refused(struct arriving *a, int row, const struct err *err)
{
	if (row >= 0) {
		a->at_people = true;
		grid_fault(a->grid, row, err);
		app_say(a->screen.app, "%s", _("Nothing was saved yet: a line is not right."));
	} else {
		app_fail(a->screen.app, err);
	}
	return next_stay();
}

static struct next save_group(struct arriving *a)
{
	struct err err = { .text = "" };
	struct group group;
	struct id *person, set;
	int *rows, at = -1, n;
	enum status st;

	take(a, &group, &rows);
	person = mem_array((size_t)group.count + 1, sizeof *person);
	n = group.count;
	st = write_all(a, &group, person, &set, &at, &err);
	at = at >= 0 ? rows[at] : -1;
	taken_free(&group, rows);
	if (st == ST_OK) {
		struct next next = saved(a, person, n, set);

		free(person);
		return next;
	}
	free(person);
	return refused(a, at, &err);
}

/* Each line by itself, before anybody is compared and before anything is written. */
static bool lines_right(struct arriving *a, struct next *next)
{
	struct err err = { .text = "" };
	struct group group;
	int *rows, at;
	enum status st;

	take(a, &group, &rows);
	st = group_try(a->screen.app->store, a->screen.app->actor, &group, &at, &err);
	at = at >= 0 ? rows[at] : -1;
	taken_free(&group, rows);
	if (st != ST_OK)
		*next = refused(a, at, &err);
	return st == ST_OK;
}

static struct next save(struct arriving *a)
{
	struct err err = { .text = "" };
	struct next next;
	int households, doubles;

	grid_settle(a->grid);
	if (form_valid(a->form, &err) != ST_OK) {
		a->at_people = false;
		form_fault(a->form, &err);
		return next_stay();
	}
	keep_draft(a);
	if (grid_people(a->grid, &households) == 0) {
		app_say(a->screen.app, "%s", _("Nobody stands in the list yet. Nothing was saved."));
		return next_stay();
	}
	if (!lines_right(a, &next))
		return next;
	doubles = a->warned ? 0 : grid_doubles(a->grid);
	if (doubles < 0)
		return next_stay();
	if (doubles > 0) {
		a->warned = a->at_people = true;
		app_say(a->screen.app, ngettext("%d person may be known already: look at the marked line. F2 again saves all of them "
			"as new.", "%d people may be known already: look at the marked lines. F2 again saves all of them as new.",
			(unsigned long)doubles), doubles);
		return next_stay();
	}
	return save_group(a);
}

/* ---- the screen ---- */

static enum status open_group(struct screen *screen, struct err *err)
{
	struct arriving *a = (struct arriving *)screen;
	const struct actor *actor = screen->app->actor;

	if (!kind_changed_by(actor, register_kind("person")) || !kind_changed_by(actor, register_kind("membership")))
		return err_set(err, ST_DENIED, _("Your role does not register people. Nothing was changed."));
	make_plans(a);
	make_form(a);
	a->grid = grid_new(screen->app);
	take_up_draft(a);
	return ST_OK;
}

static void title(const struct screen *screen, struct str *out)
{
	const struct arriving *a = (const struct arriving *)screen;

	str_add(out, _("Group arriving"));
	str_add(out, term_separator());
	str_add(out, a->at_people ? _("household lists") : _("for all of them"));
	if (!id_none(a->draft.id)) {
		str_add(out, term_separator());
		str_add(out, _("draft kept"));
	}
}

static void layout(struct screen *screen, struct area body)
{
	struct arriving *a = (struct arriving *)screen;

	form_layout(a->form, (struct area){ body.row, body.col + 1, body.rows, body.cols - 2 });
	grid_layout(a->grid, (struct area){ body.row + 2, body.col + 1, body.rows - 2, body.cols - 2 });
}

static void draw(struct screen *screen)
{
	struct arriving *a = (struct arriving *)screen;
	struct str words = STR_INIT;

	if (!a->at_people) {
		form_draw(a->form, true);
		return;
	}
	common_words(a, &words);
	term_text(screen->body.row, screen->body.col + 1, screen->body.cols - 2, LOOK_DIM, str_get(&words));
	grid_draw(a->grid);
	str_free(&words);
}

static struct next turn(struct arriving *a)
{
	grid_settle(a->grid);
	form_settle(a->form);
	keep_draft(a);
	a->at_people = !a->at_people;
	return next_stay();
}

static struct next form_keys(struct arriving *a, int key)
{
	bool last = str_same(form_now(a->form), plan_key);

	/* Behind the last fact the list begins. */
	if (last && (key == K_TAB || key == K_ENTER || key == K_DOWN))
		return turn(a);
	switch (form_key(a->form, key)) {
	case FORM_PICK: return next_open(form_pick(a->form));
	case FORM_USED: return next_stay();
	default: return next_unused();
	}
}

static struct next key(struct screen *screen, int k)
{
	struct arriving *a = (struct arriving *)screen;
	unsigned before = grid_age(a->grid);

	if (k == K_ESC) {
		keep_draft(a);
		if (!id_none(a->draft.id))
			app_say(screen->app, "%s", _("What you typed is kept as a draft."));
		return next_back();
	}
	if (!a->at_people)
		return form_keys(a, k);
	if (!grid_key(a->grid, k))
		return next_unused();
	if (grid_age(a->grid) != before)
		a->warned = false;
	if (k == K_ENTER || k == K_DOWN || k == K_UP)
		keep_draft(a);
	return next_stay();
}

static struct next afresh(struct arriving *a)
{
	drop_draft(a);
	make_form(a);
	grid_clear(a->grid);
	a->warned = a->at_people = false;
	layout(&a->screen, a->screen.body);
	a->kept = age(a);
	app_say(a->screen.app, "%s", _("The form is empty again."));
	return next_stay();
}

static struct next open_known(struct arriving *a)
{
	keep_draft(a);
	return next_open(person_screen(a->screen.app, grid_known(a->grid)));
}

static struct next act(struct screen *screen, int id)
{
	struct arriving *a = (struct arriving *)screen;

	switch (id) {
	case ACT_SAVE: return save(a);
	case ACT_TURN: return turn(a);
	case ACT_PICK: return next_open(a->at_people ? grid_pick(a->grid) : form_pick(a->form));
	case ACT_HOUSEHOLD: grid_new_household(a->grid); return next_stay();
	case ACT_NEXT_PERSON: return key(screen, K_ENTER);
	case ACT_NEXT: return key(screen, K_TAB);
	case ACT_BEFORE: return key(screen, K_BACKTAB);
	case ACT_OPEN: return open_known(a);
	case ACT_DROP: grid_drop_row(a->grid); return next_stay();
	case ACT_AFRESH: return afresh(a);
	default: return next_unused();
	}
}

static bool typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void tell(struct screen *screen, enum news news)
{
	struct arriving *a = (struct arriving *)screen;

	if (news == NEWS_LANGUAGE)
		form_language(a->form);
	else if (news == NEWS_IDLE || news == NEWS_KEEP)
		keep_draft(a);
}

static void close_group(struct screen *screen)
{
	struct arriving *a = (struct arriving *)screen;

	draft_clear(&a->draft);
	form_free(a->form);
	grid_free(a->grid);
	free(a->plans);
	free(a);
}

static bool at_people(const struct screen *screen)
{
	return ((const struct arriving *)screen)->at_people;
}

static bool can_pick(const struct screen *screen)
{
	const struct arriving *a = (const struct arriving *)screen;

	return a->at_people ? grid_can_pick(a->grid) : form_can_pick(a->form);
}

static bool any_known(const struct screen *screen)
{
	const struct arriving *a = (const struct arriving *)screen;

	return a->at_people && !id_none(grid_known(a->grid));
}

static const struct action actions[] = {
	{ ACT_NEXT_PERSON, { K_ENTER }, N_("next person"), N_("Goes on with the next person of the same household; on an empty line, with "
		"a new household."), at_people, false },
	{ ACT_SAVE, { K_F2, K_CTRL('s') }, N_("save all"), N_("Saves everybody in the list as one change, and tells the case numbers."),
		NULL, false },
	{ ACT_HOUSEHOLD, { K_F6, K_ALT('n') }, N_("new household"), N_("Begins a household of its own with the next line."), at_people,
		false },
	{ ACT_OPEN, { K_CTRL('o') }, N_("already known"), N_("Opens the file of the person who may be known; the draft stays."),
		any_known, false },
	{ ACT_PICK, { K_F4, K_ALT('c') }, N_("choose from list"), N_("Shows all that this field can hold."), can_pick, false },
	{ ACT_TURN, { K_F7, K_ALT('p') }, N_("other page"), N_("Turns between what holds for all of them and the household lists."), NULL,
		false },
	{ ACT_NEXT, { K_TAB }, N_("next"), N_("Goes to the next field."), NULL, true },
	{ ACT_BEFORE, { K_BACKTAB }, N_("field before"), N_("Goes back to the field before."), NULL, true },
	{ ACT_DROP, { K_ALT('k'), K_F11 }, N_("drop line"), N_("Takes the line out of the list."), at_people, true },
	{ ACT_AFRESH, { K_F8 }, N_("start afresh"), N_("Throws away what was typed and not saved."), NULL, true },
	ACTION_END
};

static const struct screen_ops group_ops = {
	.name = "group", .actions = actions, .open = open_group, .title = title, .layout = layout, .draw = draw, .key = key,
	.act = act, .typing = typing, .tell = tell, .close = close_group,
};
SCREEN(group_ops);

struct screen *group_screen(struct app *app)
{
	struct arriving *a = mem_alloc(sizeof *a);

	return screen_init(&a->screen, &group_ops, app);
}
