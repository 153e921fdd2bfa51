/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One note on several people: who they are above, chosen by name or as a household,
 * the text below.  All are written at once, and one undo takes all of them back.
 */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/notes.h"
#include "screens/keep.h"
#include "screens/places.h"

#define SHOWN_AT_MOST 6
#define ADD ":add"

struct notes {
	struct screen screen;
	struct id first;                     /* whose file it was opened from, or none */
	struct id person[NOTE_PEOPLE];
	char *name[NOTE_PEOPLE];
	int count;
	struct form *form;
	struct keep *keep;
	unsigned warned;                     /* age of the form whose text names one of them */
	bool was_warned;
};

enum { ACT_SAVE = ACT_OWN, ACT_PICK, ACT_CLEAN, ACT_NEXT, ACT_BEFORE, ACT_HOUSEHOLD, ACT_LESS, ACT_AFRESH };

static const struct form_extra add_extra = {
	.key = ADD, .label = N_("One more person"), .purpose = N_("To write the same note on everybody whom it concerns"),
	.refers = "person",
};

/* ---- who ---- */

static bool add_person(struct notes *n, struct id person)
{
	struct str title = STR_INIT;
	struct record *record;

	for (int i = 0; i < n->count; i++)
		if (id_same(n->person[i], person))
			return false;
	if (n->count == NOTE_PEOPLE || read_brief(n->screen.app->store, n->screen.app->actor, register_kind("person"), person,
		&record, NULL) != ST_OK)
		return false;
	if (record_get(record, "case_number"))
		str_addf(&title, "%s  ", record_get(record, "case_number"));
	record_title(&title, record);
	record_free(record);
	n->person[n->count] = person;
	n->name[n->count++] = str_take(&title);
	n->was_warned = false;
	return true;
}

static void notes_layout(struct screen *screen, struct area body);

static void take_chosen(struct notes *n)
{
	const char *chosen = form_value(n->form, ADD);
	struct id person;

	if (!chosen || !id_parse(chosen, &person))
		return;
	add_person(n, person);
	form_put(n->form, ADD, NULL);
	notes_layout(&n->screen, n->screen.body);
}

static struct next add_household(struct notes *n)
{
	struct err err = { .text = "" };
	struct id *people;
	int count, before = n->count;

	if (!n->count) {
		app_say(n->screen.app, "%s", _("First choose one person of the household."));
		return next_stay();
	}
	if (notes_household(n->screen.app->store, n->screen.app->actor, n->person[n->count - 1], &people, &count, &err)
		!= ST_OK) {
		app_fail(n->screen.app, &err);
		return next_stay();
	}
	for (int i = 0; i < count; i++)
		add_person(n, people[i]);
	free(people);
	if (n->count == before)
		app_say(n->screen.app, "%s", _("Nobody else belongs to this person's household."));
	notes_layout(&n->screen, n->screen.body);
	return next_stay();
}

static struct next one_less(struct notes *n)
{
	if (n->count)
		free(n->name[--n->count]);
	n->was_warned = false;
	notes_layout(&n->screen, n->screen.body);
	return next_stay();
}

static void make_form(struct notes *n)
{
	struct id none = { { 0 } };

	form_free(n->form);
	n->form = form_new(n->screen.app);
	form_add_extra(n->form, &add_extra, NULL, NULL);
	form_add_kind(n->form, register_kind("note"), NULL, false);
	form_hide(n->form, "person", true);
	form_hide(n->form, "shared", true);
	n->keep = keep_new(n->screen.app, n->form, "notes", none, n->first, 0);
}

static struct next afresh(struct notes *n)
{
	keep_drop(n->keep);
	keep_free(n->keep);
	make_form(n);
	n->was_warned = false;
	form_go(n->form, n->count ? "text" : ADD);
	notes_layout(&n->screen, n->screen.body);
	app_say(n->screen.app, "%s", _("The form is empty again."));
	return next_stay();
}

/* ---- the screen ---- */

static enum status notes_open(struct screen *screen, struct err *err)
{
	struct notes *n = (struct notes *)screen;

	if (!kind_changed_by(screen->app->actor, register_kind("note")))
		return err_set(err, ST_DENIED, _("Your role does not add records of this kind. Nothing was changed."));
	if (!id_none(n->first))
		add_person(n, n->first);
	make_form(n);
	if (keep_found(n->keep))
		keep_say(n->keep);
	form_go(n->form, n->count ? "text" : ADD);
	return ST_OK;
}

static void notes_title(const struct screen *screen, struct str *out)
{
	(void)screen;
	str_add(out, _("Note on several people"));
}

static int rows_above(const struct notes *n)
{
	int shown = n->count < SHOWN_AT_MOST ? n->count : SHOWN_AT_MOST;

	return 1 + (shown ? shown : 1) + (n->count > SHOWN_AT_MOST) + 1;
}

static void notes_layout(struct screen *screen, struct area body)
{
	struct notes *n = (struct notes *)screen;
	int above = rows_above(n);

	body.col += 1;
	body.cols -= 2;
	body.row += above;
	body.rows -= above;
	form_layout(n->form, body);
}

static void notes_draw(struct screen *screen)
{
	struct notes *n = (struct notes *)screen;
	int row = screen->body.row, col = screen->body.col + 1, cols = screen->body.cols - 2;
	/* With many the last ones stay in sight: these were just chosen. */
	int from = n->count > SHOWN_AT_MOST ? n->count - SHOWN_AT_MOST : 0;
	struct str head = STR_INIT;

	str_addf(&head, ngettext("WRITTEN ON %d PERSON", "WRITTEN ON %d PEOPLE", (unsigned long)n->count), n->count);
	term_text(row++, col, cols, LOOK_BOLD, str_get(&head));
	if (!n->count)
		term_text(row++, col + 2, cols - 2, LOOK_NOTE, _("Nobody yet: choose a person below."));
	for (int i = from; i < n->count; i++)
		term_text(row++, col + 2, cols - 2, LOOK_NORMAL, n->name[i]);
	if (from) {
		str_clear(&head);
		str_addf(&head, ngettext("and %d more", "and %d more", (unsigned long)from), from);
		term_text(row, col + 2, cols - 2, LOOK_DIM, str_get(&head));
	}
	str_free(&head);
	form_draw(n->form, true);
}

/* ---- saving ---- */

/* A text that names one of them would tell the others about that one. */
static bool warns(struct notes *n)
{
	if (n->was_warned && n->warned == form_age(n->form))
		return false;
	if (notes_names(n->screen.app->store, n->screen.app->actor, n->person, n->count, form_value(n->form, "text")) < 0)
		return false;
	n->was_warned = true;
	n->warned = form_age(n->form);
	app_say(n->screen.app, "%s", _("The text names one of them, and would stand in the files of the others. Write it without "
		"names, or press F2 again."));
	return true;
}

static struct next saved(struct notes *n, struct id set)
{
	struct str what = STR_INIT;

	keep_drop(n->keep);
	str_addf(&what, ngettext("note on %d person", "note on %d people", (unsigned long)n->count), n->count);
	app_saved(n->screen.app, set, str_get(&what));
	str_free(&what);
	return next_back();
}

static struct next save(struct notes *n)
{
	struct err err = { .text = "" };
	struct id set;
	enum status st;

	form_settle(n->form);
	st = form_valid(n->form, &err);
	if (st == ST_OK && !form_value(n->form, "text"))
		st = err_field(&err, "text", _("The note has no text yet."));
	if (st == ST_OK && warns(n))
		return next_stay();
	if (st == ST_OK)
		st = notes_write(n->screen.app->store, n->screen.app->actor, n->person, n->count, form_value(n->form, "day"),
			form_value(n->form, "text"), &set, &err);
	if (st == ST_OK)
		return saved(n, set);
	form_fault(n->form, &err);
	return next_stay();
}

static struct next notes_key(struct screen *screen, int key)
{
	struct notes *n = (struct notes *)screen;

	if (key == K_ESC) {
		keep_now(n->keep);
		if (keep_any(n->keep))
			app_say(screen->app, "%s", _("What you typed is kept as a draft."));
		return next_back();
	}
	switch (form_key(n->form, key)) {
	case FORM_PICK:
		return next_open(form_pick(n->form));
	case FORM_USED:
		return next_stay();
	case FORM_UNUSED:
		break;
	}
	return next_unused();
}

static struct next notes_act(struct screen *screen, int id)
{
	struct notes *n = (struct notes *)screen;

	switch (id) {
	case ACT_SAVE: return save(n);
	case ACT_PICK: return next_open(form_pick(n->form));
	case ACT_CLEAN:
		form_clean(n->form);
		return next_stay();
	case ACT_NEXT: return notes_key(screen, K_TAB);
	case ACT_BEFORE: return notes_key(screen, K_BACKTAB);
	case ACT_HOUSEHOLD: return add_household(n);
	case ACT_LESS: return one_less(n);
	case ACT_AFRESH: return afresh(n);
	default: return next_unused();
	}
}

static bool notes_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void notes_tell(struct screen *screen, enum news news)
{
	struct notes *n = (struct notes *)screen;

	if (news == NEWS_RETURN)
		take_chosen(n);
	if (news == NEWS_IDLE || news == NEWS_KEEP || news == NEWS_RETURN)
		keep_now(n->keep);
	if (news == NEWS_LANGUAGE)
		form_language(n->form);
}

static void notes_close(struct screen *screen)
{
	struct notes *n = (struct notes *)screen;

	if (n->keep)
		keep_now(n->keep);
	keep_free(n->keep);
	form_free(n->form);
	for (int i = 0; i < n->count; i++)
		free(n->name[i]);
	free(n);
}

static bool can_pick(const struct screen *screen)
{
	return form_can_pick(((const struct notes *)screen)->form);
}

static bool has_people(const struct screen *screen)
{
	return ((const struct notes *)screen)->count > 0;
}

static bool can_clean(const struct screen *screen)
{
	return form_can_clean(((const struct notes *)screen)->form);
}

static const struct action notes_actions[] = {
	{ ACT_SAVE, { K_F2, K_CTRL('s') }, N_("save"), N_("Writes the note into the files of all of them."), has_people, false },
	{ ACT_CLEAN, { K_F5, K_ALT('t') }, N_("take words out"), N_("Takes the words out that the gate asks about, and no others; once "
		"more puts them back."), can_clean, false },
	{ ACT_HOUSEHOLD, { K_F6 }, N_("household"), N_("Adds everybody who belongs to the last one's household."), has_people,
		false },
	{ ACT_LESS, { K_F7 }, N_("one less"), N_("Takes the last one out again."), has_people, false },
	{ ACT_AFRESH, { K_F8 }, N_("start afresh"), N_("Throws away what was typed and not saved."), NULL, true },
	{ ACT_PICK, { K_F4, K_ALT('c') }, N_("choose from list"), N_("Shows all that this field can hold."), can_pick, false },
	{ ACT_NEXT, { K_TAB, K_ENTER, K_DOWN }, N_("next"), N_("Goes to the next field."), NULL, false },
	{ ACT_BEFORE, { K_BACKTAB, K_UP }, N_("field before"), N_("Goes back to the field before."), NULL, true },
	ACTION_END
};

static const struct screen_ops notes_ops = {
	.name = "notes", .actions = notes_actions, .open = notes_open, .title = notes_title, .layout = notes_layout,
	.draw = notes_draw, .key = notes_key, .act = notes_act, .typing = notes_typing, .tell = notes_tell,
	.close = notes_close,
};
SCREEN(notes_ops);

struct screen *notes_screen(struct app *app, struct id person)
{
	struct notes *n = mem_alloc(sizeof(*n));

	n->first = person;
	return screen_init(&n->screen, &notes_ops, app);
}
