/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the warning of doubles. */
#include "screens/known.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "register/find.h"
#include "screens/bidi.h"
#include "screens/wrap.h"

#define SHOWN 5

struct entry {
	struct id person;
	unsigned reasons;
	char *number, *title, *born, *arrived;      /* canonical dates */
};

struct known {
	struct app *app;
	struct entry entry[SHOWN];
	int count, now;
	char *asked;              /* all that was asked for, to see whether it changed */
	struct area area;
};

struct known *known_new(struct app *app)
{
	struct known *known = mem_alloc(sizeof(*known));

	known->app = app;
	return known;
}

static void clear(struct known *known)
{
	for (int i = 0; i < known->count; i++) {
		free(known->entry[i].number);
		free(known->entry[i].title);
		free(known->entry[i].born);
		free(known->entry[i].arrived);
	}
	memset(known->entry, 0, sizeof(known->entry));
	known->count = 0;
}

void known_forget(struct known *known)
{
	if (!known)
		return;
	clear(known);
	free(known->asked);
	free(known);
}

static void take(struct known *known, const struct find_hit *hit)
{
	const struct kind *kind = register_kind("person");
	struct entry *e = &known->entry[known->count];
	struct str title = STR_INIT;
	struct record *record;

	if (read_brief(known->app->store, known->app->actor, kind, hit->person, &record, NULL) != ST_OK)
		return;
	record_title(&title, record);
	e->person = hit->person;
	e->reasons = hit->reasons;
	e->number = mem_str(record_get(record, "case_number"));
	e->title = str_take(&title);
	e->born = mem_str(record_get(record, "born"));
	e->arrived = mem_str(record_get(record, "arrived"));
	record_free(record);
	known->count++;
}

/* A name of one letter only would bring up everybody. */
static const char *name_of(const struct form *form, const char *key)
{
	const char *s = form_typed(form, key);

	return strlen(s) > 1 ? s : NULL;
}

static char *question(const struct form *form)
{
	static const char *const key[] = { "family_name", "given_name", "own_script", "used_name", "phone",
		"email" };
	struct str all = STR_INIT;

	for (size_t i = 0; i < ARRAY_LEN(key); i++)
		str_addf(&all, "%s\n", form_typed(form, key[i]));
	str_add(&all, form_value(form, "born"));
	return str_take(&all);
}

void known_ask(struct known *known, const struct form *form)
{
	struct known_query query = {
		name_of(form, "family_name"), name_of(form, "given_name"), name_of(form, "own_script"),
		name_of(form, "used_name"), form_value(form, "born"), form_value(form, "phone"),
		form_value(form, "email"),
	};
	char *asked = question(form);
	struct find_hit *hit = NULL;
	struct id was = known_now(known);
	int count = 0;

	if (str_same(asked, known->asked)) {
		free(asked);
		return;
	}
	free(known->asked);
	known->asked = asked;
	clear(known);
	if (!query.family_name && !query.given_name && !query.own_script && !query.used_name && !query.phone
		&& !query.email)
		return;
	/* A failure here must not disturb the typing; saving will meet it again and say so. */
	if (find_known(known->app->store, known->app->actor, &query, SHOWN, &hit, &count, NULL) != ST_OK)
		return;
	for (int i = 0; i < count && known->count < SHOWN; i++)
		take(known, &hit[i]);
	free(hit);
	known->now = 0;
	for (int i = 0; i < known->count; i++) {
		if (id_same(known->entry[i].person, was))
			known->now = i;
	}
}

int known_count(const struct known *known)
{
	return known->count;
}

struct id known_now(const struct known *known)
{
	struct id none = { { 0 } };

	return known->now < known->count ? known->entry[known->now].person : none;
}

bool known_key(struct known *known, int key)
{
	if (key == K_UP || key == 'k')
		known->now -= known->now > 0;
	else if (key == K_DOWN || key == 'j')
		known->now += known->now + 1 < known->count;
	else
		return false;
	return true;
}

void known_layout(struct known *known, struct area area)
{
	known->area = area;
}

static void date_words(struct str *out, const char *canonical)
{
	struct date d;

	if (canonical && date_parse(canonical, &d))
		date_show(out, d);
}

static void when(struct str *out, const struct entry *e)
{
	struct str day = STR_INIT, part = STR_INIT;

	date_words(&day, e->born ? e->born : e->arrived);
	if (day.len)
		str_addf(&part, e->born ? _("born %s") : _("arrived %s"), str_get(&day));
	bidi_part(out, term_separator(), str_get(&part));
	str_free(&day);
	str_free(&part);
}

/* Who, what tells them apart, why it may be the same: three or four rows. */
static int draw_entry(const struct known *known, const struct entry *e, int row, int end, bool now)
{
	struct area a = known->area;
	struct str line = STR_INIT;
	int rows, room = end - row;

	if (now) {
		term_sign(row, a.col, SIGN_CURSOR, LOOK_BOLD);
		term_cursor(row, a.col);
	}
	term_text(row, a.col + 2, a.cols - 2, now ? LOOK_CHOSEN : LOOK_BOLD, e->title);
	bidi_part(&line, term_separator(), e->number);
	when(&line, e);
	rows = 1 + term_wrap((struct area){ row + 1, a.col + 2, room < 4 ? 1 : 2, a.cols - 2 }, LOOK_NORMAL,
		str_get(&line));
	str_clear(&line);
	find_reason_words(&line, e->reasons);
	if (room > rows)
		rows += term_wrap((struct area){ row + rows, a.col + 2, room < 4 ? 1 : 2, a.cols - 2 }, LOOK_DIM,
			str_get(&line));
	str_free(&line);
	return rows;
}

void known_draw(struct known *known, bool focused)
{
	const char *hint = focused ? _("Enter opens it, Esc goes back.") : _("F6 goes there to open one.");
	int row = known->area.row + 1, tall = wrap_count(hint, known->area.cols) > 1 ? 2 : 1;
	int end = known->area.row + known->area.rows - tall;

	if (!known->count)
		return;
	term_bar(known->area.row, known->area.col - 2, known->area.rows);
	term_text(known->area.row, known->area.col, known->area.cols, LOOK_HEAD, _("Maybe already known"));
	for (int i = 0; i < known->count && row + 2 <= end; i++)
		row += draw_entry(known, &known->entry[i], row, end, focused && i == known->now);
	term_wrap((struct area){ end, known->area.col, tall, known->area.cols }, LOOK_DIM, hint);
}

void known_line(const struct known *known, struct str *out)
{
	if (known->count)
		str_addf(out, _("Maybe already known: %s  %s. F6 opens it."),
			known->entry[0].number ? known->entry[0].number : "", known->entry[0].title);
}

