/* SPDX-License-Identifier: EUPL-1.2 */
/* The head of a person's file: what matters at the desk, and the five stages side by side. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/stay.h"
#include "screens/bidi.h"
#include "screens/person_own.h"
#include "screens/reason.h"
#include "screens/wrap.h"
#include "screens/stage.h"

#define LANGUAGES_SHOWN 8
#define STAGE_ROWS 4

static const char *value(const struct person *p, const char *field)
{
	return record_get(p->record, field);
}

static void add_shown(struct str *out, const struct kind *kind, const struct record *record, const char *name)
{
	const struct field *field = kind_field(kind, name);
	const char *canonical = record_get(record, name);

	if (field && canonical)
		field_show(out, field, canonical);
}

/* In the order in which they were told: ids are ordered by time. */
static int first_told(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;

	return memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

static enum status read_languages(struct person *p, struct err *err)
{
	const struct kind *speaks = register_kind("speaks");
	struct list_query query = { .kind = speaks, .n_filters = 1 };
	struct list_page page;
	char person[37];
	enum status st;

	id_text(p->id, person);
	query.filter[0] = (struct filter){ kind_field(speaks, "person"), FILTER_IS, person };
	if (!kind_seen(p->screen.app->actor, speaks))
		return ST_OK;
	st = read_list(p->screen.app->store, p->screen.app->actor, &query, NULL, false, LANGUAGES_SHOWN,
		&page, err);
	if (st != ST_OK)
		return st;
	if (page.count)
		qsort(page.record, (size_t)page.count, sizeof(*page.record), first_told);
	for (int i = 0; i < page.count; i++) {
		if (p->languages.len)
			str_add(&p->languages, msg_comma());
		add_shown(&p->languages, speaks, page.record[i], "language");
		if (record_get(page.record[i], "level")) {
			str_addc(&p->languages, ' ');
			add_shown(&p->languages, speaks, page.record[i], "level");
		}
	}
	list_page_free(&page);
	return ST_OK;
}

static void read_household(struct person *p)
{
	const struct kind *kind = register_kind("household");
	struct record *record;
	const char *people;
	struct id id;

	if (!value(p, "household") || !id_parse(value(p, "household"), &id)
		|| read_brief(p->screen.app->store, p->screen.app->actor, kind, id, &record, NULL) != ST_OK)
		return;
	people = record_get(record, "people");
	if (people)
		str_addf(&p->household, ngettext("household of %s person", "household of %s people",
			strtoul(people, NULL, 10)), people);
	else
		str_add(&p->household, _("lives in a household"));
	record_free(record);
}

/* Where the person stays now, with the days against the city's own target. */
static void read_stay(struct person *p)
{
	const struct app *app = p->screen.app;
	struct stay_row row;

	if (value(p, "left") || stay_now(app->store, app->actor, p->id, &row, NULL) != ST_OK)
		return;
	stay_words(&p->stay, app->store, &row, NULL);
	p->stay_counts = stay_counts(&row);
	free(row.place);
}

/* Who reads the file for a reason now, seen by everybody who has it open. */
static enum status read_notice(struct person *p, struct err *err)
{
	const struct app *app = p->screen.app;
	int64_t now = clock_now_ms();
	struct str words = STR_INIT;
	struct grant *grant;
	int count;
	enum status st = grant_list(app->store, app->actor, p->id, &grant, &count, err);

	str_clear(&p->notice);
	if (st != ST_OK)
		return st;
	for (int i = 0; i < count && !p->notice.len; i++) {
		if (grant[i].ended_ms || grant[i].until_ms <= now || grant[i].opened_ms > now)
			continue;
		grant_words(&words, &grant[i]);
		/* TRANSLATORS: 1: the reason, who opened the file, and until when */
		str_addf(&p->notice, _("Opened for a reason: %s"), str_get(&words));
		str_free(&words);
		p->notice_rows = 1;
	}
	grants_free(grant, count);
	return ST_OK;
}

void person_head_clear(struct person *p)
{
	record_free(p->record);
	p->record = NULL;
	str_free(&p->languages);
	str_free(&p->household);
	str_free(&p->stay);
	p->stay_counts = false;
	str_free(&p->notice);
	today_row_clear(&p->next);
	p->next = (struct today_row){ 0 };
	stage_views_clear(p->stage);
}

enum status person_head_read(struct person *p, struct err *err)
{
	struct record *record;
	enum status st = read_record(p->screen.app->store, p->screen.app->actor, p->kind, p->id, &record, err);

	if (st != ST_OK)
		return st;
	person_head_clear(p);
	p->record = record;
	read_household(p);
	read_stay(p);
	st = read_languages(p, err);
	if (st == ST_OK)
		st = read_notice(p, err);
	if (st == ST_OK && id_none(p->screen.app->actor->grant))
		st = today_next(p->screen.app->store, p->screen.app->actor, p->id, clock_today(), &p->next, err);
	return st == ST_OK ? plan_stages(p->screen.app->store, p->screen.app->actor, p->id, p->stage, err) : st;
}

/* Adds what there is, with a dot between. */
static void add_part(struct str *line, const char *part)
{
	bidi_part(line, term_separator(), part);
}

static void add_date(struct str *line, const char *canonical, const char *fmt)
{
	struct str day = STR_INIT, part = STR_INIT;
	struct date d;

	if (canonical && date_parse(canonical, &d)) {
		date_show(&day, d);
		str_addf(&part, fmt, str_get(&day));
		add_part(line, str_get(&part));
	}
	str_free(&day);
	str_free(&part);
}

static void add_named(struct str *line, const struct person *p, const char *field, const char *fmt)
{
	struct str name = STR_INIT, part = STR_INIT;

	if (value(p, field)) {
		add_shown(&name, p->kind, p->record, field);
		str_addf(&part, fmt, str_get(&name));
		add_part(line, str_get(&part));
	}
	str_free(&name);
	str_free(&part);
}

/* Nobody changes such a file: it stands before all else. */
static void restricted_part(const struct person *p, struct str *line)
{
	if (value(p, "restricted"))
		add_date(line, value(p, "restricted"), _("RESTRICTED since %s"));
}

/* Nothing of it is late until the day. */
static void paused_part(const struct person *p, struct str *line)
{
	struct date until;

	if (value(p, "paused_until") && date_parse(value(p, "paused_until"), &until)
		&& date_between(clock_today(), until) > 0)
		add_date(line, value(p, "paused_until"), _("PAUSED until %s"));
}

/* Whoever is on the telephone must see it before an address is said. */
static void secret_part(const struct person *p, struct str *line)
{
	if (str_same(value(p, "address_secret"), "yes"))
		add_part(line, _("ADDRESS KEPT SECRET"));
}

/* Name in own script, how to say it, languages, interpreter: how to talk with the person. */
static void talk_line(const struct person *p, struct str *line)
{
	restricted_part(p, line);
	secret_part(p, line);
	paused_part(p, line);
	add_part(line, value(p, "own_script"));
	add_named(line, p, "say", _("say %s"));
	add_part(line, p->languages.s);
	add_named(line, p, "interpreter", _("interpreter %s"));
}

/* What is longest and needed least comes last. */
static void facts_line(const struct person *p, bool beside, struct str *line)
{
	struct date arrived;
	struct str minor = STR_INIT;

	add_date(line, value(p, "born"), _("born %s"));
	minor_words(p, &minor);
	add_part(line, minor.s);
	str_free(&minor);
	add_part(line, value(p, "phone"));
	if (value(p, "left")) {
		add_date(line, value(p, "left"), _("left on %s"));
	} else if (value(p, "arrived") && date_parse(value(p, "arrived"), &arrived)) {
		struct str day = STR_INIT;
		long days = date_between(arrived, clock_today());

		if (days >= 0 && !p->stay_counts)
			str_addf(&day, _("day %ld here"), days);
		add_part(line, str_get(&day));
		str_free(&day);
	} else {
		add_date(line, value(p, "expected"), _("expected on %s"));
	}
	add_part(line, p->stay.s);
	add_part(line, p->household.s);
	if (!beside)
		add_named(line, p, "caseworker", _("caseworker %s"));
	add_part(line, value(p, "email"));
}

/* Both lines. Whose the file is stands in the first where that has room, so that it is not cut in the second. */
static void head_lines(const struct person *p, struct str *talk, struct str *facts)
{
	struct str tried = STR_INIT;
	bool beside;

	talk_line(p, talk);
	str_add(&tried, talk->s);
	add_named(&tried, p, "caseworker", _("caseworker %s"));
	beside = bidi_width(str_get(&tried)) <= p->screen.body.cols - 2;
	if (beside)
		add_named(talk, p, "caseworker", _("caseworker %s"));
	facts_line(p, beside, facts);
	str_free(&tried);
}

/* "Next: first talk about work · in 13 days · our own target", in the rule. */
static void draw_next(const struct person *p, int row, int cols)
{
	struct str words = STR_INIT, line = STR_INIT;

	if (id_none(p->next.person))
		return;
	worklist_next_words(&words, &p->next, clock_today(), cols - 4 - bidi_width(_(" Next: %s ")) + 2);
	/* TRANSLATORS: %s is what comes next in a person's file, and when */
	str_addf(&line, _(" Next: %s "), str_get(&words));
	term_text(row, 2, bidi_width(line.s) < cols - 4 ? bidi_width(line.s) : cols - 4,
		p->next.origin == ORIGIN_LAW ? LOOK_LATE : LOOK_BOLD, line.s);
	str_free(&words);
	str_free(&line);
}

static const char *stage_next(const struct stage_view *stage)
{
	return str_empty(stage->next) ? stage_words(stage->state) : stage->next;
}

static void stage_when(struct str *out, const struct stage_view *stage)
{
	if (stage->target.year && stage->state != STAGE_DONE)
		person_days_left(out, stage->target);
}

static int stage_cols(const struct person *p)
{
	return (p->screen.body.cols - 1) / STAGES - 1;
}

int person_head_rows(struct person *p)
{
	for (int i = 0; p->record && i < STAGES; i++) {
		struct str when = STR_INIT;
		int rows;

		stage_when(&when, &p->stage[i]);
		rows = wrap_count(stage_next(&p->stage[i]), stage_cols(p));
		rows += when.len ? wrap_count(str_get(&when), stage_cols(p)) : 0;
		if (rows > p->stage_rows)
			p->stage_rows = rows < STAGE_ROWS ? rows : STAGE_ROWS;
		str_free(&when);
	}
	return p->notice_rows + 2 + 1 + 1 + p->stage_rows + 1;
}

/* The name with its sign, then what comes next, then when; the last is never cut for the sake of the one before. */
static void draw_stage(const struct person *p, const struct stage_view *stage, int row, int col, int cols)
{
	const char *label = _(stage->label);
	int width = bidi_width(label), rows, late = 0;
	bool sign = stage_sign(stage->state) != SIGN_NONE;
	struct str when = STR_INIT;

	term_text(row, col, sign ? cols - 1 : cols, LOOK_BOLD, label);
	if (sign)
		term_sign(row, col + (width + 1 < cols ? width + 1 : cols - 1), stage_sign(stage->state),
			stage_look(stage->state));
	stage_when(&when, stage);
	if (when.len)
		late = wrap_count(str_get(&when), cols);
	rows = term_wrap((struct area){ row + 1, col, p->stage_rows > late + 1 ? p->stage_rows - late : 1, cols },
		LOOK_NORMAL, stage_next(stage));
	term_wrap((struct area){ row + 1 + rows, col, p->stage_rows - rows, cols },
		stage->state == STAGE_LATE ? LOOK_LATE : LOOK_DIM, str_get(&when));
	str_free(&when);
}

void person_head_draw(struct person *p)
{
	struct area body = p->screen.body;
	int each = (body.cols - 1) / STAGES;
	struct str talk = STR_INIT, facts = STR_INIT;

	if (p->notice.len)
		term_text(body.row, 1, body.cols - 2, LOOK_LATE, p->notice.s);
	body.row += p->notice_rows;
	head_lines(p, &talk, &facts);
	term_text(body.row, 1, body.cols - 2, LOOK_NORMAL, str_get(&talk));
	term_text(body.row + 1, 1, body.cols - 2, LOOK_NORMAL, str_get(&facts));
	str_free(&talk);
	str_free(&facts);
	term_rule(body.row + 2, 0, body.cols);
	draw_next(p, body.row + 2, body.cols);
	for (int i = 0; i < STAGES; i++)
		draw_stage(p, &p->stage[i], body.row + 3, 1 + i * each, each - 1);
	term_rule(p->screen.body.row + person_head_rows(p) - 1, 0, body.cols);
}
