/* SPDX-License-Identifier: EUPL-1.2 */
/* The form of one record of any kind: new or changed, made from the register alone. */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/summons.h"
#include "match/match.h"
#include "screens/bidi.h"
#include "screens/conflict.h"
#include "screens/keep.h"
#include "screens/places.h"
#include "screens/record_words.h"

struct edit {
	struct screen screen;
	const struct kind *kind;
	struct id id, person;
	struct record *record;      /* as it was read; NULL: a new one */
	struct form *form;
	struct keep *keep;
	char name[64];              /* of its drafts */
	unsigned warned;            /* age of the form that a rule warned of; saved again it stands */
	bool was_warned;
	struct preset *preset;      /* of a new record; both texts are owned */
	int presets;
};

enum { ACT_SAVE = ACT_OWN, ACT_PICK, ACT_CLEAN, ACT_NEXT, ACT_BEFORE, ACT_AFRESH };

static enum status may(struct edit *e, struct err *err)
{
	if (kind_changed_by(e->screen.app->actor, e->kind) || !id_none(e->id))
		return ST_OK;
	return err_set(err, ST_DENIED, _("Your role does not add records of this kind. Nothing was changed."));
}

/* The newest record of this kind that hangs under the person: the plan of a step. */
static void put_parent(struct edit *e)
{
	const struct kind *parent = e->kind->parent ? register_kind(e->kind->parent) : NULL;
	const struct field *whose = parent && parent->person ? kind_field(parent, parent->person) : NULL;
	struct list_query query = { .kind = parent, .n_filters = 1 };
	struct list_page page;
	char person[37], id[37];

	if (!whose || id_none(e->person))
		return;
	id_text(e->person, person);
	query.filter[0] = (struct filter){ whose, FILTER_IS, person };
	if (read_list(e->screen.app->store, e->screen.app->actor, &query, NULL, true, 1, &page, NULL) != ST_OK)
		return;
	if (page.count) {
		id_text(page.record[0]->id, id);
		form_put(e->form, parent->name, id);
	}
	list_page_free(&page);
}

static bool is_referral(const struct edit *e)
{
	return str_same(e->kind->name, "referral");
}

static void make_form(struct edit *e)
{
	char person[37];

	form_free(e->form);
	e->form = form_new(e->screen.app);
	form_saves(e->form, ACT_SAVE);
	form_add_kind(e->form, e->kind, e->record, false);
	if (!e->record && !id_none(e->person) && e->kind->person) {
		id_text(e->person, person);
		put_parent(e);
		form_fix(e->form, e->kind->person, person);
	}
	for (int i = 0; i < e->presets; i++)
		form_put(e->form, e->preset[i].field, e->preset[i].value);
	if (e->presets)
		form_begin(e->form);
	if (e->record && e->kind->person)
		form_fix(e->form, e->kind->person, record_get(e->record, e->kind->person));
	for (int i = 0; e->record && !kind_changed_by(e->screen.app->actor, e->kind) && i < e->kind->n_fields; i++)
		form_fix(e->form, e->kind->fields[i].name, e->record->value[i]);
}

static enum status edit_open(struct screen *screen, struct err *err)
{
	struct edit *e = (struct edit *)screen;
	enum status st = may(e, err);

	if (st == ST_OK && !id_none(e->id))
		st = read_record(screen->app->store, screen->app->actor, e->kind, e->id, &e->record, err);
	if (st != ST_OK)
		return st;
	snprintf(e->name, sizeof(e->name), "edit:%s", e->kind->name);
	make_form(e);
	e->keep = keep_new(screen->app, e->form, e->name, e->id, e->person, e->record ? e->record->rev : 0);
	if (keep_found(e->keep))
		keep_say(e->keep);
	return ST_OK;
}

static void edit_title(const struct screen *screen, struct str *out)
{
	const struct edit *e = (const struct edit *)screen;
	struct str which = STR_INIT;

	if (e->record)
		record_title(&which, e->record);
	else
		str_add(&which, pgettext("record", "new"));
	/* Some are called after another record alone: attendance after its session. */
	if (!which.len)
		app_title(screen->app, &which, e->kind->name, e->record->id);
	bidi_part(out, term_separator(), _(e->kind->label));
	bidi_part(out, term_separator(), str_get(&which));
	str_free(&which);
}

static void edit_layout(struct screen *screen, struct area body)
{
	struct edit *e = (struct edit *)screen;

	body.col += 1;
	body.cols -= 2;
	form_layout(e->form, body);
}

static void edit_draw(struct screen *screen)
{
	form_draw(((struct edit *)screen)->form, true);
}

static void settled(void *ctx, int64_t rev)
{
	keep_rev_is(((struct edit *)ctx)->keep, rev);
}

static enum status build(struct edit *e, struct change *change, struct err *err)
{
	struct change_item *item = e->record ? change_update(change, e->kind, e->id, keep_rev(e->keep))
		: change_create(change, e->kind, &e->id);

	return form_fill(e->form, item, err);
}

static struct next failed(struct edit *e, enum status st, struct conflict *conflict, const struct err *err)
{
	if (st == ST_CONFLICT && conflict->theirs && !conflict->theirs->gone)
		return next_open(conflict_screen(e->screen.app, e->form, conflict, settled, e, ACT_SAVE));
	conflict_clear(conflict);
	form_fault(e->form, err);
	e->was_warned = st == ST_WARNED;
	e->warned = form_age(e->form);
	return next_stay();
}

/* Said, never done: whoever sits there judges. */
static void offer_warning(struct edit *e)
{
	struct app *app = e->screen.app;
	struct record *record;
	char *offer;

	if (read_brief(app->store, app->actor, e->kind, e->id, &record, NULL) != ST_OK)
		return;
	offer = summons_offer(app->store, record);
	if (offer)
		app_say(app, "%s", offer);
	free(offer);
	record_free(record);
}

/* What follows from a test is said with it: it is why the test was made. */
static void say_proposal(struct edit *e)
{
	struct app *app = e->screen.app;
	struct record *record;
	char *level;

	if (read_brief(app->store, app->actor, e->kind, e->id, &record, NULL) != ST_OK)
		return;
	level = record_shown(record, "proposed");
	if (level)
		/* TRANSLATORS: %s is a CEFR level, "A2" */
		app_say(app, _("Saved. A group of level %s is proposed. Ctrl-Z takes it back."), level);
	free(level);
	record_free(record);
}

static struct next saved(struct edit *e, struct id set)
{
	struct str title = STR_INIT;

	keep_drop(e->keep);
	app_title(e->screen.app, &title, e->kind->name, e->id);
	app_saved(e->screen.app, set, str_get(&title));
	str_free(&title);
	if (str_same(e->kind->name, "summons"))
		offer_warning(e);
	if (str_same(e->kind->name, "level"))
		say_proposal(e);
	/* What a service will see is shown before it is sent. */
	if (!e->record && is_referral(e))
		return next_replace(referral_screen(e->screen.app, e->id));
	/* A dossier goes on with its papers. */
	if (!e->record && str_same(e->kind->name, "credential"))
		return next_replace(dossier_screen(e->screen.app, e->id));
	return next_back();
}

/* A referral is sent where one sees what the service will see. */
static enum status judge_sending(struct edit *e, struct err *err)
{
	const char *before = e->record ? record_get(e->record, "state") : "draft";

	if (!is_referral(e) || !str_same(before, "draft") || !str_same(form_value(e->form, "state"), "sent"))
		return ST_OK;
	return err_field(err, "state", _("Save it as a draft: then you see what the service will see, and one key sends it."));
}

static struct next save(struct edit *e)
{
	struct err err = { .text = "" };
	struct conflict conflict = { .theirs = NULL };
	struct change *change;
	struct id set, none = e->id;
	bool insists = e->was_warned && e->warned == form_age(e->form);
	enum status st;

	if (insists)
		form_unfault(e->form);
	st = form_valid(e->form, &err);
	if (st == ST_OK)
		st = judge_sending(e, &err);
	if (st != ST_OK) {
		form_fault(e->form, &err);
		return next_stay();
	}
	if (e->record && !form_changed(e->form)) {
		/* After a choice for the other version the screens below must show it. */
		keep_drop(e->keep);
		app_tell(e->screen.app, NEWS_CHANGED);
		app_say(e->screen.app, "%s", _("Nothing was changed."));
		return next_back();
	}
	keep_now(e->keep);
	change = change_begin(e->screen.app->store, e->screen.app->actor);
	if (insists)
		change_insist(change);
	st = build(e, change, &err);
	if (st == ST_OK)
		st = change_commit(change, &set, &conflict, &err);
	change_free(change);
	if (st == ST_OK)
		return saved(e, set);
	if (!e->record)
		e->id = none;
	return failed(e, st, &conflict, &err);
}

static struct next afresh(struct edit *e)
{
	keep_drop(e->keep);
	keep_free(e->keep);
	make_form(e);
	e->keep = keep_new(e->screen.app, e->form, e->name, e->id, e->person, e->record ? e->record->rev : 0);
	edit_layout(&e->screen, e->screen.body);
	app_say(e->screen.app, "%s", e->record ? _("The form shows the record as it is saved.")
		: _("The form is empty again."));
	return next_stay();
}

static struct next edit_key(struct screen *screen, int key)
{
	struct edit *e = (struct edit *)screen;
	const char *was = form_now(e->form);

	if (key == K_ESC) {
		keep_now(e->keep);
		if (keep_any(e->keep))
			app_say(screen->app, "%s", _("What you typed is kept as a draft."));
		return next_back();
	}
	switch (form_key(e->form, key)) {
	case FORM_PICK:
		return next_open(form_pick(e->form));
	case FORM_USED:
		if (form_now(e->form) != was)
			keep_now(e->keep);
		return next_stay();
	case FORM_UNUSED:
		break;
	}
	return next_unused();
}

static struct next edit_act(struct screen *screen, int id)
{
	struct edit *e = (struct edit *)screen;

	switch (id) {
	case ACT_SAVE: return save(e);
	case ACT_PICK: return next_open(form_pick(e->form));
	case ACT_CLEAN:
		form_clean(e->form);
		return next_stay();
	case ACT_NEXT: return edit_key(screen, K_TAB);
	case ACT_BEFORE: return edit_key(screen, K_BACKTAB);
	case ACT_AFRESH: return afresh(e);
	default: return next_unused();
	}
}

static bool edit_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static void edit_tell(struct screen *screen, enum news news)
{
	struct edit *e = (struct edit *)screen;

	if (news == NEWS_IDLE || news == NEWS_KEEP || news == NEWS_RETURN)
		keep_now(e->keep);
	if (news == NEWS_LANGUAGE)
		form_language(e->form);
}

static void edit_close(struct screen *screen)
{
	struct edit *e = (struct edit *)screen;

	if (e->keep)
		keep_now(e->keep);
	keep_free(e->keep);
	form_free(e->form);
	record_free(e->record);
	for (int i = 0; i < e->presets; i++) {
		free((char *)e->preset[i].field);
		free((char *)e->preset[i].value);
	}
	free(e->preset);
	free(e);
}

static bool can_pick(const struct screen *screen)
{
	return form_can_pick(((const struct edit *)screen)->form);
}

static bool can_save(const struct screen *screen)
{
	const struct edit *e = (const struct edit *)screen;

	return kind_changed_by(screen->app->actor, e->kind);
}

static bool can_clean(const struct screen *screen)
{
	return form_can_clean(((const struct edit *)screen)->form);
}

static const struct action edit_actions[] = {
	{ ACT_SAVE, { K_F2, K_CTRL('s') }, N_("save"), N_("Saves the record and goes back."), can_save, false },
	{ ACT_CLEAN, { K_F5, K_ALT('t') }, N_("take words out"), N_("Takes the words out that the gate asks about, and no others; once "
		"more puts them back."), can_clean, false },
	{ ACT_PICK, { K_F4, K_ALT('c') }, N_("choose from list"), N_("Shows all that this field can hold."),
		can_pick, false },
	{ ACT_NEXT, { K_TAB, K_ENTER, K_DOWN }, N_("next"), N_("Goes to the next field."), NULL, false },
	{ ACT_BEFORE, { K_BACKTAB, K_UP }, N_("field before"), N_("Goes back to the field before."), NULL,
		true },
	{ ACT_AFRESH, { K_F8 }, N_("start afresh"), N_("Throws away what was typed and not saved."), NULL, true },
	ACTION_END
};

static const struct screen_ops edit_ops = {
	.name = "edit", .actions = edit_actions, .open = edit_open, .title = edit_title, .layout = edit_layout,
	.draw = edit_draw, .key = edit_key, .act = edit_act, .typing = edit_typing, .tell = edit_tell,
	.close = edit_close,
};
SCREEN(edit_ops);

struct screen *form_screen(struct app *app, const struct kind *kind, struct id id, struct id person)
{
	struct edit *e = mem_alloc(sizeof(*e));

	screen_init(&e->screen, &edit_ops, app);
	e->kind = kind;
	e->id = id;
	e->person = person;
	return &e->screen;
}

struct screen *edit_preset_screen(struct app *app, const struct kind *kind, struct id person, const struct preset *preset,
	int n)
{
	struct edit *e = (struct edit *)form_screen(app, kind, (struct id){ { 0 } }, person);

	e->preset = mem_array((size_t)n + 1, sizeof(*e->preset));
	for (; e->presets < n; e->presets++)
		e->preset[e->presets] = (struct preset){ mem_str(preset[e->presets].field), mem_str(preset[e->presets].value) };
	return &e->screen;
}

struct screen *edit_screen(struct app *app, const struct kind *kind, struct id id, struct id person)
{
	if (id_none(id) && str_same(kind->name, "complaint"))
		return complaint_screen(app, person);
	return form_screen(app, kind, id, person);
}

struct screen *record_screen(struct app *app, const struct kind *kind, struct id id)
{
	struct id none = { { 0 } };

	if (str_same(kind->name, "person"))
		return person_screen(app, id);
	if (str_same(kind->name, "session"))
		return session_screen(app, id);
	if (str_same(kind->name, "course"))
		return course_screen(app, id);
	if (str_same(kind->name, "lesson"))
		return lesson_screen(app, id);
	if (str_same(kind->name, "referral"))
		return referral_screen(app, id);
	if (str_same(kind->name, "credential"))
		return dossier_screen(app, id);
	if (str_same(kind->name, "vacancy"))
		return vacancy_screen(app, id);
	if (str_same(kind->name, "clock"))
		return clock_screen(app, id);
	if (str_same(kind->name, "round"))
		return board_screen(app, id);
	if (match_ops_of_proposal(kind->name))
		return proposal_screen(app, kind, id);
	return str_same(kind->name, "decision") ? decision_screen(app, id) : edit_screen(app, kind, id, none);
}
