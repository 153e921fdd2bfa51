/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the plan's screen shows: legal clocks first and in a column of their own, the
 * steps along the pathway with the city's targets, then promises, reviews and
 * signatures.  Of an earlier version: what changed since.
 */
#include <config.h>

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/age.h"
#include "cases/plan.h"
#include "cases/plan_versions.h"
#include "screens/bidi.h"
#include "screens/person_own.h"
#include "screens/plan_own.h"
#include "screens/record_words.h"

#define WIDE 160               /* columns of the terminal from which dates stand in words */

enum { CELL_WHAT, CELL_TARGET, CELL_LAW, CELL_WHO, CELL_STATE };

/* Where no law sets a date the column for it has no room to take. */
void plan_rows_columns(struct plan_screen *p)
{
	bool law = !p->version && p->view.clock.count + p->view.decision.count > 0;
	const struct vcol columns[] = {
		{ _("What"), 21, 0, 0, false, LOOK_NORMAL, false, false },
		{ _("Own target"), 10, 18, 0, false, LOOK_NORMAL, true, false },
		/* TRANSLATORS: heading of a column of dates that a law sets; beside "Own target" */
		{ law ? _("By law") : NULL, law ? 12 : 1, law ? 20 : 1, 1, false, LOOK_BOLD, true, false },
		{ _("Who"), 10, 18, 3, false, LOOK_DIM, false, false },
		{ _("State"), p->version ? 34 : 12, p->version ? 60 : 26, 2, false, LOOK_NORMAL, false, false },
	};

	vlist_columns(p->list, columns, ARRAY_LEN(columns));
}

static void push(struct plan_screen *p, struct vrow *row, const struct record *r)
{
	p->row = mem_resize(p->row, (size_t)p->count + 1, sizeof(*p->row));
	p->row[p->count] = r ? (struct plan_row){ r->kind, r->id, r->rev } : (struct plan_row){ NULL, { { 0 } }, 0 };
	row->tag = p->count++;
	vlist_push(p->list, row);
}

static void head(struct plan_screen *p, const char *label, char *count)
{
	struct vrow row = { .head = true };

	row.cell[0] = mem_str(label);
	row.cell[1] = count;
	push(p, &row, NULL);
}

static char *day_of(const struct plan_screen *p, const struct record *r, const char *field, const char *sign)
{
	const char *canonical = record_get(r, field);
	struct str out = STR_INIT;
	struct date day;

	if (!canonical)
		return NULL;
	str_add(&out, sign);
	if (p->wide && date_parse(canonical, &day))
		date_show(&out, day);
	else
		str_add(&out, canonical);
	return str_take(&out);
}

static bool is_to_do(const struct record *step)
{
	const char *state = record_get(step, "state");

	return str_same(state, "open") || str_same(state, "under_way") || str_same(state, "waiting");
}

static bool is_late(const struct record *r, const char *field)
{
	struct date day;

	return record_get(r, field) && date_parse(record_get(r, field), &day) && day.day
		&& date_between(day, clock_today()) > 0;
}

static enum sign step_sign(const struct plan_screen *p, const struct record *r)
{
	const char *state = record_get(r, "state");

	if (!p->version && !str_same(state, "waiting") && is_to_do(r) && is_late(r, "target"))
		return SIGN_LATE;
	return str_same(state, "done") ? SIGN_DONE : str_same(state, "under_way") ? SIGN_UNDER_WAY :
		str_same(state, "waiting") ? SIGN_PAUSED : str_same(state, "open") ? SIGN_OPEN : SIGN_NOT_NEEDED;
}

/* What stands in the way goes before how late it is, and that before the state that the sign tells as well. Of a step
 * that is late and under way the sign and the target say the one, and here stands the other. */
static char *step_state(const struct record *r, enum sign sign)
{
	struct str out = STR_INIT;
	struct date target;

	if (is_to_do(r) && record_get(r, "barrier") && !str_same(record_get(r, "barrier"), "none"))
		return record_shown(r, "barrier");
	if (sign != SIGN_LATE || !str_same(record_get(r, "state"), "open") || !date_parse(record_get(r, "target"), &target))
		return record_shown(r, "state");
	person_days_left(&out, target);
	return str_take(&out);
}

static void step_row(struct plan_screen *p, const struct record *r)
{
	const struct record *clock = plan_view_clock(&p->view, r);
	struct vrow row = { .id = r->id, .sign = step_sign(p, r) };

	row.cell[CELL_WHAT] = record_shown(r, "what");
	row.cell[CELL_TARGET] = day_of(p, r, record_get(r, "done") ? "done" : "target", "");
	row.cell[CELL_LAW] = clock ? day_of(p, clock, "due", "§ ") : NULL;
	row.cell[CELL_WHO] = str_same(record_get(r, "who"), "caseworker") ? record_shown(r, "caseworker") : NULL;
	if (!row.cell[CELL_WHO])
		row.cell[CELL_WHO] = record_shown(r, "who");
	row.cell[CELL_STATE] = step_state(r, row.sign);
	push(p, &row, r);
}

static char *share(int done, int all)
{
	/* TRANSLATORS: so many steps of so many are done */
	return mem_fmt(_("%d of %d"), done, all);
}

/* Done and left out count as over. */
static void steps(struct plan_screen *p)
{
	for (int s = 0; s <= STAGES; s++) {
		int n = 0, over = 0;

		for (int i = 0; i < p->view.step.count; i++)
			if (stage_place(record_get(p->view.step.record[i], "stage")) == s) {
				n++;
				over += !is_to_do(p->view.step.record[i]);
			}
		if (!n)
			continue;
		head(p, s < STAGES ? _(stage_label(s)) : _("Without a stage"), share(over, n));
		for (int i = 0; i < p->view.step.count; i++)
			if (stage_place(record_get(p->view.step.record[i], "stage")) == s)
				step_row(p, p->view.step.record[i]);
	}
}

static void clock_row(struct plan_screen *p, const struct record *r)
{
	bool law = str_same(record_get(r, "set_by"), "law"), running = str_same(record_get(r, "state"), "running");
	struct vrow row = { .id = r->id, .sign = running ? SIGN_UNDER_WAY :
		str_same(record_get(r, "state"), "met") ? SIGN_DONE : str_same(record_get(r, "state"), "missed") ? SIGN_LATE :
		str_same(record_get(r, "state"), "suspended") ? SIGN_PAUSED : SIGN_NOT_NEEDED };

	if (running && is_late(r, "due"))
		row.sign = SIGN_LATE;
	row.cell[CELL_WHAT] = record_shown(r, "what");
	row.cell[law ? CELL_LAW : CELL_TARGET] = day_of(p, r, "due", law ? "§ " : "");
	/* TRANSLATORS: of a term of the law that nobody has looked up at its source; as short as can be */
	row.cell[CELL_WHO] = law && !str_same(record_get(r, "verified"), "yes") ? mem_str(_("unverified")) : NULL;
	row.cell[CELL_STATE] = record_shown(r, "state");
	push(p, &row, r);
}

static void clocks(struct plan_screen *p, bool law)
{
	bool begun = false;

	for (int i = 0; i < p->view.clock.count; i++) {
		const struct record *r = p->view.clock.record[i];

		if (str_same(record_get(r, "set_by"), "law") != law)
			continue;
		if (!begun)
			head(p, law ? _("Legal clocks") : _("Clocks of the city and others"), NULL);
		begun = true;
		clock_row(p, r);
	}
}

static void promise_row(struct plan_screen *p, const struct record *r)
{
	const char *state = record_get(r, "state");
	struct vrow row = { .id = r->id, .sign = str_same(state, "kept") ? SIGN_DONE : str_same(state, "open") ? SIGN_OPEN :
		str_same(state, "not_kept") ? SIGN_LATE : SIGN_NOT_NEEDED };

	row.cell[CELL_WHAT] = record_shown(r, "what");
	row.cell[CELL_TARGET] = day_of(p, r, "due", "");
	row.cell[CELL_WHO] = record_shown(r, "who");
	row.cell[CELL_STATE] = record_shown(r, "state");
	push(p, &row, r);
}

static void review_row(struct plan_screen *p, const struct record *r)
{
	const char *state = record_get(r, "state");
	struct vrow row = { .id = r->id, .sign = str_same(state, "held") ? SIGN_DONE : !str_same(state, "planned") ?
		SIGN_NOT_NEEDED : is_late(r, "due") ? SIGN_LATE : SIGN_OPEN };

	row.cell[CELL_WHAT] = record_get(r, "outcome") ? record_shown(r, "outcome") : mem_str(_("Review of the plan"));
	row.cell[CELL_TARGET] = day_of(p, r, record_get(r, "held") ? "held" : "due", "");
	row.cell[CELL_WHO] = record_shown(r, "caseworker");
	row.cell[CELL_STATE] = record_shown(r, "state");
	push(p, &row, r);
}

static void agreement_row(struct plan_screen *p, const struct record *r)
{
	bool person = record_get(r, "signed_person"), city = record_get(r, "signed_city");
	struct vrow row = { .id = r->id, .sign = person && city ? SIGN_DONE : SIGN_OPEN };
	char *language = record_shown(r, "language");

	/* TRANSLATORS: 1: number of a version; 2: a language */
	row.cell[CELL_WHAT] = mem_fmt(_("Version %s, explained in %s"), record_get(r, "version") ? record_get(r, "version") : "1",
		language ? language : "?");
	row.cell[CELL_TARGET] = day_of(p, r, "day", "");
	row.cell[CELL_WHO] = record_shown(r, "signatory");
	row.cell[CELL_STATE] = mem_str(person && city ? _("both signed") : person ? _("the city has not signed") :
		city ? _("the person has not signed") : _("not signed"));
	push(p, &row, r);
	free(language);
}

/* A plan that was issued as a decision: when it was sent, and how it stands. */
static void decision_row(struct plan_screen *p, const struct record *r)
{
	const char *state = record_get(r, "state");
	struct vrow row = { .id = r->id, .sign = str_same(state, "draft") ? SIGN_OPEN : str_same(state, "withdrawn") ?
		SIGN_NOT_NEEDED : str_same(state, "objected") ? SIGN_PAUSED : SIGN_DONE };

	row.cell[CELL_WHAT] = record_shown(r, "what");
	row.cell[CELL_TARGET] = day_of(p, r, record_get(r, "sent") ? "sent" : "decided", "");
	row.cell[CELL_LAW] = day_of(p, r, "objection_until", "§ ");
	row.cell[CELL_WHO] = record_shown(r, "signatory");
	row.cell[CELL_STATE] = record_shown(r, "state");
	push(p, &row, r);
}

typedef void row_fn(struct plan_screen *p, const struct record *r);

static void section(struct plan_screen *p, const char *label, const struct plan_list *list, row_fn *fn)
{
	if (list->count)
		head(p, label, NULL);
	for (int i = 0; i < list->count; i++)
		fn(p, list->record[i]);
}

/* ---- what changed since ---- */

/* One field: what it was, what it is now. */
static void field_row(struct plan_screen *p, const struct plan_difference *d, const struct field *field)
{
	struct vrow row = { .id = d->after->id, .sign = SIGN_UNDER_WAY };
	char *was = record_shown(d->before, field->name), *is = record_shown(d->after, field->name);

	row.cell[CELL_WHAT] = record_shown(d->after, "what");
	/* TRANSLATORS: a field of a step: 1: its name; 2: what it was; 3: what it is now */
	row.cell[CELL_STATE] = mem_fmt(_("%s: %s, now %s"), field_label(field), was ? was : "–", is ? is : "–");
	free(was);
	free(is);
	push(p, &row, d->after);
}

static void difference_rows(struct plan_screen *p, const struct plan_difference *d)
{
	const struct record *r = d->after ? d->after : d->before;
	struct vrow row = { .id = r->id, .sign = d->after ? SIGN_OPEN : SIGN_NOT_NEEDED };

	for (int i = 0; d->before && d->after && i < r->kind->n_fields; i++)
		if (plan_version_counts(r->kind->name, r->kind->fields[i].name)
			&& !str_same(d->before->value[i], d->after->value[i]))
			field_row(p, d, &r->kind->fields[i]);
	if (d->before && d->after)
		return;
	row.cell[CELL_WHAT] = record_shown(r, "what");
	row.cell[CELL_TARGET] = day_of(p, r, str_same(r->kind->name, "step") ? "target" : "due", "");
	row.cell[CELL_WHO] = record_shown(r, "who");
	row.cell[CELL_STATE] = mem_str(d->after ? _("added since") : _("taken out since"));
	push(p, &row, d->after);
}

static enum status changed_since(struct plan_screen *p, struct err *err)
{
	struct plan_difference *d;
	struct plan_view now;
	int n;
	enum status st;

	if (!p->version || !p->view.plan || p->version == p->view.versions)
		return ST_OK;
	st = plan_view_read(p->screen.app->store, p->screen.app->actor, p->person, p->view.plan->id, 0, &now, err);
	if (st != ST_OK)
		return st;
	n = plan_view_compare(&p->view, &now, &d);
	if (n)
		head(p, _("Changed since"), NULL);
	for (int i = 0; i < n; i++)
		difference_rows(p, &d[i]);
	free(d);
	plan_view_clear(&now);
	return ST_OK;
}

/* ---- the lines above ---- */

static void part(struct str *line, const char *fmt, const char *value)
{
	char *text = value ? mem_fmt(fmt, value) : NULL;

	if (text)
		bidi_part(line, term_separator(), text);
	free(text);
}

static void plan_line(struct plan_screen *p, struct str *line)
{
	char *template = record_shown(p->view.plan, "template"), *state = record_shown(p->view.plan, "state"), *version;

	version = mem_fmt(p->version ? _("version %d of %d, as it stood") : _("version %d"), p->view.version, p->view.versions);
	bidi_part(line, term_separator(), template);
	bidi_part(line, term_separator(), version);
	bidi_part(line, term_separator(), state);
	free(template);
	free(state);
	free(version);
}

static void signed_line(struct plan_screen *p, struct str *line)
{
	const struct record *r = plan_view_signed(&p->view);
	char *day = r ? record_shown(r, "day") : NULL, *language = r ? record_shown(r, "language") : NULL;
	const char *version = r ? record_get(r, "version") : NULL;

	if (!r) {
		str_add(line, _("Not signed by both sides yet; s writes down the signing."));
		return;
	}
	/* TRANSLATORS: 1: number of a version; 2: a date; 3: a language */
	str_addf(line, _("Version %s was signed by both sides: %s, in %s"), version ? version : "1", day ? day : "?",
		language ? language : "?");
	if (version && atoi(version) != p->view.versions)
		bidi_part(line, term_separator(), _("changed since"));
	free(day);
	free(language);
}

static void review_line(struct plan_screen *p, struct str *line)
{
	const struct record *r = plan_view_review(&p->view);
	char *due = r ? record_shown(r, "due") : NULL;
	struct str left = STR_INIT;
	struct date day;

	if (!r) {
		str_add(line, _("No review is planned; r plans one."));
		return;
	}
	part(line, _("Next review: %s"), due);
	if (record_get(r, "due") && date_parse(record_get(r, "due"), &day)) {
		person_days_left(&left, day);
		bidi_part(line, term_separator(), str_get(&left));
	}
	str_free(&left);
	free(due);
}

/* Apart from the template's name, which can be long. */
static void started_part(struct plan_screen *p, struct str *line)
{
	char *started = record_shown(p->view.plan, "started");

	/* TRANSLATORS: the day from which a plan's targets are counted */
	part(line, _("counted from %s"), started);
	free(started);
}

static bool is_childs(const struct record *plan)
{
	const struct plan_template *childs = plan_template_named("minor");

	return childs && str_same(childs->label, record_get(plan, "template"));
}

/* A child's plan outlives the child: from that day on the line says so, and which key puts another in its place. */
static bool of_age_line(struct plan_screen *p, struct str *line)
{
	struct app *app = p->screen.app;
	struct str words = STR_INIT;
	struct record *person;
	struct date day;

	if (p->version || !is_childs(p->view.plan)
		|| read_brief(app->store, app->actor, register_kind("person"), p->person, &person, NULL) != ST_OK)
		return false;
	if (age_turns(record_get(person, "born"), AGE_ADULT, &day) && date_between(day, clock_today()) >= 0) {
		date_show(&words, day);
		/* TRANSLATORS: above a child's plan; %s is the day on which the person turned 18 */
		str_addf(line, _("Of age since %s: t puts another template in its place."), str_get(&words));
	}
	record_free(person);
	str_free(&words);
	return line->len > 0;
}

static void lines(struct plan_screen *p)
{
	const struct actor *actor = p->screen.app->actor;

	for (size_t i = 0; i < ARRAY_LEN(p->head); i++)
		str_clear(&p->head[i]);
	if (!p->view.plan)
		return;
	plan_line(p, &p->head[0]);
	if (kind_seen(actor, register_kind("agreement")))
		signed_line(p, &p->head[1]);
	if (of_age_line(p, &p->head[2]))
		return;
	if (kind_seen(actor, register_kind("review")))
		review_line(p, &p->head[2]);
	started_part(p, &p->head[2]);
}

static enum status fill(struct plan_screen *p, struct err *err)
{
	clocks(p, true);
	steps(p);
	clocks(p, false);
	section(p, _("Promises"), &p->view.commitment, promise_row);
	if (!p->version) {
		section(p, _("Reviews"), &p->view.review, review_row);
		section(p, _("Signatures"), &p->view.agreement, agreement_row);
		section(p, _("Issued as a decision"), &p->view.decision, decision_row);
	}
	return changed_since(p, err);
}

bool plan_rows_fit(const struct plan_screen *p)
{
	return p->wide == (term_cols() >= WIDE);
}

enum status plan_rows_read(struct plan_screen *p, struct err *err)
{
	struct id none = { { 0 } };
	enum status st;

	plan_view_clear(&p->view);
	st = plan_view_read(p->screen.app->store, p->screen.app->actor, p->person, none, p->version, &p->view, err);
	if (st != ST_OK)
		return st;
	p->wide = term_cols() >= WIDE;
	plan_rows_columns(p);
	str_clear(&p->name);
	app_title(p->screen.app, &p->name, "person", p->person);
	free(p->row);
	p->row = NULL;
	p->count = 0;
	vlist_empty(p->list, p->view.plan ? _("This plan has no steps yet. a adds the first one.") :
		_("There is no plan yet. t makes one from a template."));
	vlist_begin(p->list);
	lines(p);
	st = p->view.plan ? fill(p, err) : ST_OK;
	vlist_end(p->list);
	return st;
}

void plan_rows_clear(struct plan_screen *p)
{
	plan_view_clear(&p->view);
	for (size_t i = 0; i < ARRAY_LEN(p->head); i++)
		str_free(&p->head[i]);
	str_free(&p->name);
	free(p->row);
}

const struct plan_row *plan_row_now(const struct plan_screen *p)
{
	const struct vrow *row = vlist_now(p->list);

	return row && row->tag >= 0 && row->tag < p->count && p->row[row->tag].kind ? &p->row[row->tag] : NULL;
}

bool plan_row_is(const struct plan_screen *p, const char *kind)
{
	const struct plan_row *row = plan_row_now(p);

	return row && str_same(row->kind->name, kind);
}

const struct record *plan_row_record(const struct plan_screen *p)
{
	const struct plan_list *lists[] = { &p->view.step, &p->view.commitment, &p->view.review, &p->view.agreement };
	const struct plan_row *row = plan_row_now(p);

	for (size_t l = 0; row && l < ARRAY_LEN(lists); l++)
		for (int i = 0; i < lists[l]->count; i++)
			if (id_same(lists[l]->record[i]->id, row->id))
				return lists[l]->record[i];
	return NULL;
}
