/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the list that narrows as one types, as an overlay over a form. */
#include "screens/pick.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "register/find.h"
#include "register/occupation.h"
#include "register/occupation_search.h"
#include "screens/bidi.h"
#include "screens/popup.h"
#include "screens/record_words.h"
#include "screens/typein.h"

#define OFFERED 500      /* records of another kind that are read at most */
#define WIDEST 64
#define WIDEST_TITLES 78
#define ROWS_OF_RECORDS 14
#define RANKED 40        /* occupations that are offered for what was typed */

struct pick {
	struct screen screen;
	struct pick_request ask;
	const struct kind *kind;         /* records are asked for anew with each key; else the set stands */
	struct pick_set set;
	char whose[37];                  /* whose records are offered, or "" */
	bool asked;                      /* the first records were read, before anything typed counts */
	bool all;                        /* the set holds all records that there are */
	bool trades;                     /* occupations: what is typed is looked for in all that such work is called */
	bool late;                       /* what was typed last was not looked for yet */
	bool ranked;                     /* the set holds what was found so, best first */
	struct choice *choice;           /* those of the request, whose keys and labels are ours; or NULL */
	bool labelled;                   /* the title is the field's own label */
	char language[16];               /* in which they were said */
	int *fits, count, now, top;
	struct editor *typed;
	struct area box, area;
};

static void add_named(struct pick_set *set, const char *const *code, size_t count,
	void (*name)(struct str *, const char *))
{
	struct str words = STR_INIT;

	for (size_t i = 0; i < count; i++) {
		str_clear(&words);
		name(&words, code[i]);
		pick_set_add(set, code[i], str_get(&words));
	}
	str_free(&words);
	pick_set_sort(set);
}

static void add_choices(struct pick *p, const struct choice *c)
{
	for (; c && c->key; c++)
		pick_set_add(&p->set, c->key, p->ask.field ? choice_label(p->ask.field, c) : *c->label ? _(c->label) : "");
}

static void add_occupations(struct pick_set *set)
{
	size_t count;
	const struct occupation *o = occupation_all(&count);
	struct str words = STR_INIT;

	for (size_t i = 0; i < count; i++) {
		str_clear(&words);
		str_addf(&words, "%-4s  %s", o[i].code, occupation_title(&o[i]));
		pick_set_add(set, o[i].code, str_get(&words));
	}
	str_free(&words);
}

/* By code, or as people say it; the title that was nearest stands beside, where it is another. */
static bool offer_trades(struct pick *p, const char *typed)
{
	struct occupation_hit hit[RANKED];
	struct err err = { .text = "" };
	int count;

	if (occupation_search(typed, msg_language(), hit, RANKED, &count, &err) != ST_OK) {
		app_fail(p->screen.app, &err);
		return false;
	}
	pick_set_free(&p->set);
	for (int i = 0; i < count; i++) {
		struct str words = STR_INIT;

		str_addf(&words, "%-4s  %s", hit[i].code, hit[i].title);
		bidi_part(&words, term_separator(), strstr(hit[i].title, hit[i].matched) ? "" : hit[i].matched);
		pick_set_add(&p->set, hit[i].code, str_get(&words));
		str_free(&words);
	}
	return true;
}

static void add_answer(struct pick *p, const char *answer)
{
	struct str word = STR_INIT;

	field_show(&word, p->ask.field, answer);
	pick_set_add(&p->set, answer, str_get(&word));
	str_free(&word);
}

static void fill(struct pick *p)
{
	const char *const *code;
	size_t count;

	pick_set_free(&p->set);
	if (!p->ask.field || p->choice) {
		add_choices(p, p->choice);
		return;
	}
	switch (p->ask.field->kind) {
	case FIELD_LANGUAGE:
	case FIELD_LANGUAGES:
		code = text_languages(&count);
		add_named(&p->set, code, count, text_language_name);
		break;
	case FIELD_COUNTRY:
		code = text_countries(&count);
		add_named(&p->set, code, count, text_country_name);
		break;
	case FIELD_OCCUPATION:
		add_occupations(&p->set);
		break;
	case FIELD_CHOICE:
		add_choices(p, p->ask.field->choices);
		break;
	case FIELD_YES_NO:
		add_answer(p, "yes");
		add_answer(p, "no");
		break;
	default:
		break;
	}
}

/* The title, and what tells it from others of that title. */
static void add_record(struct pick *p, const struct record *record)
{
	struct str label = STR_INIT, title = STR_INIT;
	char key[37];

	id_text(record->id, key);
	record_title(&title, record);
	if (!title.len)
		app_title(p->screen.app, &title, p->kind->name, record->id);
	bidi_part(&label, term_separator(), str_get(&title));
	record_details(p->screen.app, &label, record, p->kind->person);
	pick_set_add(&p->set, key, str_get(&label));
	str_free(&label);
	str_free(&title);
}

static enum status offer_people(struct pick *p, const char *typed, struct err *err)
{
	struct find_hit *hit;
	int count;
	enum status st = find_people(p->screen.app->store, p->screen.app->actor, typed, 20, &hit, &count, err);

	if (st != ST_OK)
		return st;
	for (int i = 0; i < count; i++) {
		struct record *record;

		if (read_brief(p->screen.app->store, p->screen.app->actor, p->kind, hit[i].person, &record,
			NULL) != ST_OK)
			continue;
		add_record(p, record);
		record_free(record);
	}
	free(hit);
	return ST_OK;
}

/* The first records by title, those that begin as typed; where these are all that there are, any part is found. Of one
 * person there are few. */
static enum status offer_listed(struct pick *p, const char *typed, struct err *err)
{
	struct list_query query = { .kind = p->kind };
	struct list_page page;
	enum status st;

	if (p->whose[0]) {
		query.filter[0] = (struct filter){ kind_field(p->kind, p->kind->person), FILTER_IS, p->whose };
		query.n_filters = 1;
	} else if (typed[0]) {
		query.filter[0] = (struct filter){ NULL, FILTER_BEGINS, typed };
		query.n_filters = 1;
	}
	st = read_list(p->screen.app->store, p->screen.app->actor, &query, NULL, false, OFFERED, &page, err);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < page.count; i++)
		add_record(p, page.record[i]);
	p->all = (!typed[0] || p->whose[0]) && !page.more;
	list_page_free(&page);
	return ST_OK;
}

static void offer_records(struct pick *p)
{
	const char *typed = p->asked ? editor_text(p->typed) : "";
	struct err err = { .text = "" };
	enum status st;

	p->asked = true;
	pick_set_free(&p->set);
	st = str_same(p->kind->name, "person") && typed[0] ? offer_people(p, typed, &err)
		: offer_listed(p, typed, &err);
	if (st != ST_OK)
		app_fail(p->screen.app, &err);
}

/* Digits are a code, nothing typed is all groups: both go by the groups' own list. */
static void narrow_trades(struct pick *p)
{
	const char *typed = editor_text(p->typed);
	bool words = typed[0] && !isdigit((unsigned char)typed[0]), ranked = p->ranked;

	p->ranked = words && offer_trades(p, typed);
	if (ranked && !p->ranked)
		fill(p);
}

static void narrow(struct pick *p)
{
	free(p->fits);
	if (p->kind && !p->all)
		offer_records(p);
	if (p->trades)
		narrow_trades(p);
	p->fits = pick_narrow(&p->set, p->ranked || (p->kind && !p->all) ? "" : editor_text(p->typed), &p->count);
	p->now = p->top = 0;
	p->late = false;
}

static void go_to(struct pick *p, const char *key)
{
	for (int i = 0; key && i < p->count; i++) {
		if (str_same(p->set.item[p->fits[i]].key, key))
			p->now = i;
	}
}

static enum status pick_open(struct screen *screen, struct err *err)
{
	(void)screen;
	(void)err;
	return ST_OK;
}

static const char *title_now(const struct pick *p)
{
	return p->labelled ? field_label(p->ask.field) : _(p->ask.title);
}

static void pick_layout(struct screen *screen, struct area body)
{
	struct pick *p = (struct pick *)screen;

	int wanted = p->trades ? RANKED : p->kind ? ROWS_OF_RECORDS : p->set.count;
	int cols = p->trades ? WIDEST_TITLES : WIDEST, title = bidi_width(title_now(p)) + 1;

	/* As high as all entries need, so that narrowing moves nothing; a question may need more columns than they do. */
	p->box = popup_area(body, wanted + 3, title > cols ? title : cols);
	p->area = popup_inside(p->box);
}

static int list_rows(const struct pick *p)
{
	return p->area.rows > 4 ? p->area.rows - 2 : p->area.rows > 2 ? p->area.rows - 1 : 1;
}

/* A search that finds nothing is widened; where there is nothing yet, the list is named in which the first one is added. */
static void say_why_empty(const struct pick *p, struct area area)
{
	struct str words = STR_INIT;

	if (p->kind && !editor_text(p->typed)[0])
		/* TRANSLATORS: %s is the name of a list in the menu: "Services" */
		str_addf(&words, _("There is nothing to choose from yet. The first one is added in the menu (F10) under “%s”; what was "
			"typed here stays as a draft."), _(p->kind->plural));
	else
		str_add(&words, _("Nothing fits. Backspace widens the search."));
	term_wrap(area, LOOK_NOTE, str_get(&words));
	str_free(&words);
}

static void pick_draw(struct screen *screen)
{
	struct pick *p = (struct pick *)screen;
	int rows = list_rows(p), first = p->area.row + 1, marks = p->ask.held ? 2 : 0;
	struct str count = STR_INIT;

	popup_draw(p->box, title_now(p));
	typein_draw(p->typed, p->area.row, p->area.col, p->area.cols, _("Type:"), true);
	if (p->now < p->top)
		p->top = p->now;
	if (p->now >= p->top + rows)
		p->top = p->now - rows + 1;
	for (int i = 0; i < rows && p->top + i < p->count; i++) {
		bool now = p->top + i == p->now;

		if (now)
			term_sign(first + i, p->area.col, SIGN_CURSOR, LOOK_CHOSEN);
		if (now && p->now > 0)       /* the first is what typing leads to: there the cursor stays in the text */
			term_cursor(first + i, p->area.col);
		if (p->ask.held && field_holds(p->ask.held, p->set.item[p->fits[p->top + i]].key))
			term_sign(first + i, p->area.col + 2, SIGN_DONE, LOOK_NORMAL);
		term_text(first + i, p->area.col + 2 + marks, p->area.cols - 2 - marks, now ? LOOK_CHOSEN : LOOK_NORMAL,
			p->set.item[p->fits[p->top + i]].label);
	}
	if (p->count == 0)
		say_why_empty(p, (struct area){ first, p->area.col + 2, rows, p->area.cols - 2 });
	if (p->area.rows > 4 && p->trades)
		term_text(p->area.row + p->area.rows - 1, p->area.col + 2, p->area.cols - 2, LOOK_DIM,
			_("This service uses the ESCO classification of the European Commission."));
	else if (p->area.rows > 4) {
		str_addf(&count, ngettext("%d entry", "%d entries", (unsigned long)p->count), p->count);
		term_text_end(p->area.row + p->area.rows - 1, p->area.col + 1, p->area.cols - 2, LOOK_DIM,
			str_get(&count));
	}
	str_free(&count);
}

static bool move(struct pick *p, int key)
{
	int rows = list_rows(p), to = p->now;

	switch (key) {
	case K_UP: to--; break;
	case K_DOWN: case K_TAB: to++; break;
	case K_PGUP: to -= rows; break;
	case K_PGDN: to += rows; break;
	default: return false;
	}
	p->now = to >= p->count ? p->count - 1 : to;
	if (p->now < 0)
		p->now = 0;
	return true;
}

static bool type(struct pick *p, int key)
{
	bool changed;

	if (!typein_key(p->typed, key, &changed))
		return false;
	/* What takes a search is looked for when nothing further waits in the keyboard. */
	p->late = p->late || changed;
	if (p->late && ((!p->kind && !p->trades) || !term_key_waiting()))
		narrow(p);
	return true;
}

static struct next choose(struct pick *p)
{
	if (p->count == 0)
		return next_stay();
	p->ask.picked(p->ask.ctx, p->set.item[p->fits[p->now]].key);
	p->ask.not_picked = NULL;
	return p->ask.act ? next_act(p->ask.act) : next_back();
}

static struct next pick_key(struct screen *screen, int key)
{
	struct pick *p = (struct pick *)screen;

	if (p->late && !key_is_text(key))
		narrow(p);
	if (key == K_ENTER)
		return choose(p);
	return move(p, key) || type(p, key) ? next_stay() : next_unused();
}

static bool pick_typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

/* Title and entries of a list that was made anew are taken over; what was typed stays. */
static void take_over(struct pick *p, struct pick *fresh)
{
	struct pick_set was = p->set;
	struct choice *choice = p->choice;

	p->set = fresh->set;
	fresh->set = was;
	p->choice = fresh->choice;
	fresh->choice = choice;
	p->ask.title = fresh->ask.title;
	fresh->ask.not_picked = NULL;
	fresh->screen.ops->close(&fresh->screen);
}

static void say_anew(struct pick *p)
{
	char *now = p->count ? mem_str(p->set.item[p->fits[p->now]].key) : NULL;
	struct pick *fresh;

	str_copy(p->language, sizeof(p->language), msg_language());
	fresh = p->ask.anew ? (struct pick *)p->ask.anew(p->ask.ctx) : NULL;
	if (fresh)
		take_over(p, fresh);
	else if (!p->kind)
		fill(p);
	p->all = p->ranked = false;
	narrow(p);
	go_to(p, now);
	free(now);
}

static void pick_tell(struct screen *screen, enum news news)
{
	struct pick *p = (struct pick *)screen;

	if (news == NEWS_LANGUAGE && !str_same(p->language, msg_language()))
		say_anew(p);
}

static void pick_title(const struct screen *screen, struct str *out)
{
	str_add(out, title_now((const struct pick *)screen));
}

static void pick_close(struct screen *screen)
{
	struct pick *p = (struct pick *)screen;

	if (p->ask.not_picked)
		p->ask.not_picked(p->ask.ctx);
	pick_set_free(&p->set);
	for (struct choice *c = p->choice; c && c->key; c++) {
		free((void *)(uintptr_t)c->key);
		free((void *)(uintptr_t)c->label);
	}
	free(p->choice);
	free(p->fits);
	editor_free(p->typed);
	free(p);
}

enum { ACT_CHOOSE = ACT_OWN, ACT_SAVE };

/* A whole title that one record alone has is meant, also where others begin so. */
static bool one_is_meant(struct pick *p)
{
	struct id id;
	char key[37];

	if (!editor_text(p->typed)[0])
		return false;
	if (p->count == 1)
		return true;
	if (!p->kind || read_resolve(p->screen.app->store, p->screen.app->actor, p->kind, editor_text(p->typed), &id, NULL) != ST_OK)
		return false;
	id_text(id, key);
	go_to(p, key);
	return p->count > 0 && str_same(p->set.item[p->fits[p->now]].key, key);
}

static struct next choose_and_save(struct pick *p)
{
	if (!one_is_meant(p)) {
		app_say(p->screen.app, "%s", _("Not saved yet: more than one fits, or none. Enter takes the one under the cursor."));
		return next_stay();
	}
	(void)choose(p);
	return next_act(p->ask.saves);
}

static struct next pick_act(struct screen *screen, int id)
{
	switch (id) {
	case ACT_CHOOSE: return choose((struct pick *)screen);
	case ACT_SAVE: return choose_and_save((struct pick *)screen);
	default: return next_unused();
	}
}

static bool saves(const struct screen *screen)
{
	return ((const struct pick *)screen)->ask.saves != 0;
}

static const struct action pick_actions[] = {
	{ ACT_CHOOSE, { K_ENTER }, N_("choose"), N_("Takes the entry under the cursor."), NULL, false },
	{ ACT_SAVE, { K_F2, K_CTRL('s') }, N_("save"), N_("Takes what fits alone, and saves."), saves, false },
	{ ACT_BACK, { K_ESC }, N_("back"), N_("Go back; nothing is changed."), NULL, false },
	ACTION_END
};

static const struct screen_ops pick_ops = {
	.name = "pick", .actions = pick_actions, .overlay = true, .open = pick_open, .title = pick_title,
	.layout = pick_layout, .draw = pick_draw, .key = pick_key, .act = pick_act, .typing = pick_typing,
	.tell = pick_tell, .close = pick_close,
};
SCREEN(pick_ops);

/* They outlive the call, so that they can be said in another language. */
static void keep_choices(struct pick *p)
{
	size_t n = 0;

	if (!p->ask.choices)
		return;
	while (p->ask.choices[n].key)
		n++;
	p->choice = mem_array(n + 1, sizeof(*p->choice));
	for (size_t i = 0; i < n; i++)
		p->choice[i] = (struct choice){ mem_str(p->ask.choices[i].key), mem_str(p->ask.choices[i].label) };
	p->ask.choices = NULL;
}

struct screen *pick_screen(struct app *app, const struct pick_request *request)
{
	struct pick *p = mem_alloc(sizeof(*p));

	screen_init(&p->screen, &pick_ops, app);
	p->ask = *request;
	str_copy(p->language, sizeof(p->language), msg_language());
	p->labelled = request->field && str_same(request->title, field_label(request->field));
	keep_choices(p);
	p->trades = request->field && !request->choices && request->field->kind == FIELD_OCCUPATION;
	p->kind = request->refers ? register_kind(request->refers) : NULL;
	if (p->kind && p->kind->person && request->whose)
		str_copy(p->whose, sizeof(p->whose), request->whose);
	p->typed = editor_new(100, false);
	editor_set(p->typed, request->typed);
	if (p->kind && !str_same(p->kind->name, "person"))
		offer_records(p);
	else if (!p->kind)
		fill(p);
	narrow(p);
	if (!request->typed || !request->typed[0])
		go_to(p, request->now);
	return &p->screen;
}
