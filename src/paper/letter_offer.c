/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The offer of a course, a job or a home: what it is, why it was chosen, line by line as it was weighed, who decides, and
 * what can be done against it.  The words of the weighing are the dossier's (match/dossier.h), said shorter.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "paper/letter_own.h"

/* ---- reading ---- */

/* Nobody is told of what may still come out otherwise. */
static enum status check_round(struct letter_facts *facts, struct err *err)
{
	struct record *round;
	struct id id;
	enum status st;

	if (!record_get(facts->about, "round") || !id_parse(record_get(facts->about, "round"), &id))
		return ST_OK;
	st = read_brief(facts->store, facts->actor, register_kind("round"), id, &round, err);
	if (st != ST_OK)
		return st;
	if (str_same(record_get(round, "state"), "computed"))
		st = err_set(err, ST_INVALID, _("This round is not published yet: it may still come out otherwise. No paper was made; "
			"publish it first."));
	record_free(round);
	return st;
}

static enum status check_state(const struct letter_facts *facts, struct err *err)
{
	const char *state = record_get(facts->about, "state");

	if (record_get(facts->person, "restricted"))
		return err_set(err, ST_DENIED, _("This file is restricted: nothing is offered until the objection is settled. No paper was "
			"made; casework can lift the restriction."));
	if (str_same(state, "proposed") || str_same(state, "confirmed"))
		return ST_OK;
	return err_set(err, ST_INVALID, _("This is offered no more. No paper was made; choose an offer that stands."));
}

static const struct { const char *about, *place, *by; } sources[] = {
	{ "course_proposal", "course", "provider" },
	{ "job_proposal", "vacancy", "employer" },
	{ "home_proposal", "dwelling", NULL },
};

/* The provider or employer by name, where the actor sees it. */
static void read_by(struct letter_facts *facts, const char *field)
{
	struct str name = STR_INIT;
	struct id id;

	if (field && record_get(facts->place, field) && id_parse(record_get(facts->place, field), &id) &&
	    read_title(facts->store, facts->actor, register_kind(field), id, &name, NULL) == ST_OK)
		facts->by = str_take(&name);
	str_free(&name);
}

static enum status read_place(struct letter_facts *facts, struct err *err)
{
	const char *place = NULL, *by = NULL, *value;
	struct id id;
	enum status st;

	for (size_t i = 0; i < ARRAY_LEN(sources); i++)
		if (str_same(sources[i].about, facts->about->kind->name)) {
			place = sources[i].place;
			by = sources[i].by;
		}
	value = place ? record_get(facts->about, place) : NULL;
	if (!value || !id_parse(value, &id))
		return err_set(err, ST_NOTFOUND, _("What was offered is not there any more. No paper was made."));
	st = read_brief(facts->store, facts->actor, register_kind(place), id, &facts->place, err);
	if (st == ST_OK)
		read_by(facts, by);
	return st;
}

/* The day stands with the proposal of a home, and of a seat in a group with the enrolment that it is offered to. */
static void read_answer_by(struct letter_facts *facts)
{
	const char *application = record_get(facts->about, "enrolment");
	struct record *record;
	struct id id;

	if (kind_field(facts->about->kind, "answer_by")) {
		facts->answer_by = mem_str(record_get(facts->about, "answer_by"));
	} else if (application && id_parse(application, &id) &&
	    read_brief(facts->store, facts->actor, register_kind("enrolment"), id, &record, NULL) == ST_OK) {
		if (str_same(record_get(record, "state"), "offered"))
			facts->answer_by = mem_str(record_get(record, "answer_by"));
		record_free(record);
	}
}

static enum status offer_read(struct letter_facts *facts, struct err *err)
{
	enum status st = check_state(facts, err);

	if (st == ST_OK)
		st = check_round(facts, err);
	if (st == ST_OK)
		st = read_place(facts, err);
	if (st == ST_OK)
		read_answer_by(facts);
	if (st == ST_OK && record_get(facts->about, "dossier")) {
		st = dossier_load(facts->store, facts->actor, facts->about, &facts->dossier, err);
		facts->weighed = st == ST_OK;
	}
	if (st == ST_OK && record_get(facts->about, "day") && !date_parse(record_get(facts->about, "day"), &facts->about_day))
		facts->about_day = (struct date){ 0, 0, 0 };
	return st;
}

/* ---- why ---- */

static void put_points(const struct letter_facts *facts, struct sheet *sheet)
{
	const struct dossier *dossier = &facts->dossier;
	struct str points = STR_INIT, most = STR_INIT;

	dossier_points(&points, dossier->points);
	dossier_points(&most, dossier->most);
	letter_textf(sheet, P_("Together you have %s of %s points."), str_get(&points), str_get(&most));
	if (dossier->waited > 0)
		letter_textf(sheet, PN_("You have waited %d day.", "You have waited %d days.", dossier->waited), dossier->waited);
	str_free(&points);
	str_free(&most);
}

/* A condition: met, or not known and so held against nobody; a wish: its points. */
static char *line_words(const struct dossier_line *line)
{
	struct str points = STR_INIT, most = STR_INIT;
	char *out;

	if (line->by.condition)
		return mem_str(line->is.share == MEASURE_UNKNOWN ? P_("not known; this does not count against you") : P_("yes"));
	dossier_points(&points, line->points);
	dossier_points(&most, 1000 * (int64_t)line->by.weight);
	out = mem_fmt(P_("%s of %s points"), str_get(&points), str_get(&most));
	str_free(&points);
	str_free(&most);
	return out;
}

static void put_lines(const struct letter_facts *facts, struct sheet *sheet)
{
	const struct dossier *dossier = &facts->dossier;

	sheet_table(sheet, P_("How the rules fit you"), (const struct sheet_column[]){ { P_("Rule"), false, 3 },
		{ P_("For you"), false, 2 } }, 2);
	for (int i = 0; i < dossier->n_lines; i++) {
		const struct dossier_line *line = &dossier->line[i];
		char *words = line_words(line);

		sheet_row(sheet, 0, (const char *[]){ line->by.label ? msg_paper(line->by.label) : line->by.key, words });
		free(words);
	}
}

static void put_threshold(const struct letter_facts *facts, struct sheet *sheet)
{
	const struct dossier *dossier = &facts->dossier;
	struct str points = STR_INIT;

	if (dossier->threshold.placed == 0) {
		sheet_text(sheet, P_("There was room for everybody for whom this is right."));
	} else if (dossier->threshold.placed == 1) {
		dossier_points(&points, dossier->threshold.points);
		letter_textf(sheet, P_("More people wanted this than there were places. With more than %s points, somebody else would have "
			"been chosen."), str_get(&points));
	}
	if (dossier->needed > 0) {
		str_clear(&points);
		dossier_points(&points, dossier->needed);
		letter_textf(sheet, P_("With fewer than %s points we would not have offered you this."), str_get(&points));
	}
	str_free(&points);
}

static void put_why(const struct letter_facts *facts, struct sheet *sheet)
{
	sheet_heading(sheet, 2, P_("Why we offer you this"));
	sheet_text(sheet, P_("There are more people than places. So the town has written rules, the same for everybody. You may ask us "
		"for these rules. A program counts points by the rules. Your name, your origin, your religion and your gender give "
		"no points. A person decides."));
	if (!facts->weighed)
		return;
	put_lines(facts, sheet);
	put_points(facts, sheet);
	put_threshold(facts, sheet);
}

static void put_decided(const struct letter_facts *facts, struct sheet *sheet)
{
	char *day = letter_value(facts->about, "decided");

	if (str_same(record_get(facts->about, "state"), "confirmed") && day)
		letter_textf(sheet, P_("A member of our staff looked at it and decided on %s to offer you this."), day);
	else
		sheet_text(sheet, P_("No member of our staff has decided yet. We tell you when this changes."));
	if (record_get(facts->about, "reason"))
		letter_textf(sheet, P_("The reason that was written down: %s"), record_get(facts->about, "reason"));
	free(day);
}

static void put_rights(struct sheet *sheet)
{
	sheet_heading(sheet, 2, P_("If you do not agree"));
	sheet_item(sheet, P_("You may say no. We do not offer you the same place again."));
	sheet_item(sheet, P_("You may say that something here is wrong. We correct it and look at the offer again."));
	sheet_item(sheet, P_("You may ask that another person looks at the decision, and tell them how you see it."));
	sheet_item(sheet, P_("You may object to the decision, or complain to the town. We tell you how and by which day, and help you "
		"to write it."));
	sheet_item(sheet, P_("You may also write to the data protection authority."));
}

static void put_answer(const struct letter_facts *facts, struct sheet *sheet)
{
	char *day = letter_day(facts->answer_by);

	if (day)
		letter_signf(sheet, SIGN_DATE, P_("Please tell us yes or no by: %s"), day);
	else
		sheet_sign(sheet, SIGN_DATE, P_("Please tell us yes or no as soon as you can."));
	free(day);
}

static void write_rest(const struct letter_facts *facts, struct sheet *sheet)
{
	put_answer(facts, sheet);
	put_why(facts, sheet);
	put_decided(facts, sheet);
	put_rights(sheet);
	letter_foot(facts, sheet);
}

/* One thing to do: to say yes or no. */
static void plain_rest(const struct letter_facts *facts, struct sheet *sheet)
{
	put_answer(facts, sheet);
	sheet_sign(sheet, SIGN_DO, P_("You decide. You may say no."));
	sheet_sign(sheet, SIGN_ASK, P_("Do you think that this is not fair? Tell us. Another person looks at it."));
	sheet_sign(sheet, SIGN_PAPER, P_("We have a longer paper with the reasons. Ask us for it."));
	letter_foot(facts, sheet);
}

/* ---- course ---- */

static void course_facts(const struct letter_facts *facts, struct sheet *sheet)
{
	letter_pair(sheet, facts->place, "name", P_("Course"));
	letter_pair(sheet, facts->place, "language", P_("Language of the course"));
	letter_pair(sheet, facts->place, "level", P_("Level"));
	if (facts->by)
		sheet_pair(sheet, P_("School"), facts->by);
	letter_pair(sheet, facts->place, "starts", P_("Begins on"));
	letter_pair(sheet, facts->place, "ends", P_("Ends on"));
	letter_pair(sheet, facts->place, "timetable", P_("Days and hours"));
	letter_pair(sheet, facts->place, "place", P_("Place"));
	letter_pair(sheet, facts->place, "online", P_("Online"));
	letter_pair(sheet, facts->place, "childcare", P_("Childcare"));
	letter_pair(sheet, facts->place, "women_only", P_("For women only"));
}

static void course_write(const struct letter_facts *facts, struct sheet *sheet)
{
	letter_head(facts, sheet);
	letter_dated(sheet);
	sheet_text(sheet, P_("We can offer you a place in this course. You decide whether you want it."));
	course_facts(facts, sheet);
	write_rest(facts, sheet);
}

static void put_start(const struct letter_facts *facts, struct sheet *sheet, const char *field)
{
	char *day = letter_day(record_get(facts->place, field));

	if (day)
		letter_signf(sheet, SIGN_TIME, P_("It begins on: %s"), day);
	free(day);
}

static void put_where(struct sheet *sheet, const char *where)
{
	if (!str_empty(where))
		letter_signf(sheet, SIGN_PLACE, P_("Place: %s"), where);
}

static void course_plain(const struct letter_facts *facts, struct sheet *sheet)
{
	const char *name = record_get(facts->place, "name");

	letter_head(facts, sheet);
	letter_signf(sheet, SIGN_COURSE, P_("The course is called: %s"), name ? name : "");
	put_start(facts, sheet, "starts");
	put_where(sheet, record_get(facts->place, "place"));
	plain_rest(facts, sheet);
}

const struct letter_ops letter_course_ops = { offer_read, course_write, course_plain };

/* ---- job ---- */

static void put_pay(const struct letter_facts *facts, struct sheet *sheet)
{
	char *from = letter_value(facts->place, "pay_from"), *to = letter_value(facts->place, "pay_to");
	char *per = letter_value(facts->place, "pay_per"), *line = NULL;

	/* TRANSLATORS: %s: an amount, an amount, "hour" or "month" */
	if (from && to && per && !str_same(from, to))
		line = mem_fmt(P_("%s to %s (%s)"), from, to, per);
	else if ((from || to) && per)
		/* TRANSLATORS: %s: an amount, "hour" or "month" */
		line = mem_fmt(P_("%s (%s)"), from ? from : to, per);
	if (line)
		sheet_pair(sheet, P_("Pay"), line);
	free(line);
	free(from);
	free(to);
	free(per);
}

static void job_write(const struct letter_facts *facts, struct sheet *sheet)
{
	letter_head(facts, sheet);
	letter_dated(sheet);
	sheet_text(sheet, P_("We found a job that may be right for you. You decide whether you want to apply for it."));
	letter_pair(sheet, facts->place, "title", P_("Job"));
	if (facts->by)
		sheet_pair(sheet, P_("Employer"), facts->by);
	letter_pair(sheet, facts->place, "place", P_("Place"));
	letter_pair(sheet, facts->place, "timetable", P_("Days and hours"));
	letter_pair(sheet, facts->place, "hours_from", P_("Hours a week"));
	put_pay(facts, sheet);
	letter_pair(sheet, facts->place, "contract", P_("Contract"));
	letter_pair(sheet, facts->place, "starts", P_("Begins on"));
	letter_pair(sheet, facts->place, "valid_through", P_("Open until"));
	write_rest(facts, sheet);
}

static void job_plain(const struct letter_facts *facts, struct sheet *sheet)
{
	const char *title = record_get(facts->place, "title");

	letter_head(facts, sheet);
	letter_signf(sheet, SIGN_WORK, P_("The job is called: %s"), title ? title : "");
	if (facts->by)
		letter_signf(sheet, SIGN_PERSON, P_("The employer is: %s"), facts->by);
	put_start(facts, sheet, "starts");
	put_where(sheet, record_get(facts->place, "place"));
	plain_rest(facts, sheet);
}

const struct letter_ops letter_job_ops = { offer_read, job_write, job_plain };

/* ---- home ---- */

static void home_write(const struct letter_facts *facts, struct sheet *sheet)
{
	letter_head(facts, sheet);
	letter_dated(sheet);
	sheet_text(sheet, P_("We can offer you this home. You may look at it first. You decide whether you want it."));
	if (facts->secret)
		sheet_sign(sheet, SIGN_CARE, P_("The address is kept secret. It is not on this paper. We tell it to you ourselves."));
	else
		letter_pair(sheet, facts->place, "address", P_("Address"));
	letter_pair(sheet, facts->place, "rooms", P_("How many rooms"));
	letter_pair(sheet, facts->place, "bedrooms", P_("Bedrooms"));
	letter_pair(sheet, facts->place, "people", P_("For how many people"));
	letter_pair(sheet, facts->place, "size", P_("Size in square metres"));
	letter_pair(sheet, facts->place, "rent", P_("Rent for a month"));
	letter_pair(sheet, facts->place, "service_costs", P_("Further costs for a month"));
	letter_pair(sheet, facts->place, "deposit", P_("Deposit"));
	letter_pair(sheet, facts->place, "step_free", P_("Without steps"));
	letter_pair(sheet, facts->place, "available", P_("Free from"));
	write_rest(facts, sheet);
}

static void home_plain(const struct letter_facts *facts, struct sheet *sheet)
{
	char *rent = letter_value(facts->place, "rent"), *day = letter_day(record_get(facts->place, "available"));

	letter_head(facts, sheet);
	if (facts->secret)
		sheet_sign(sheet, SIGN_PLACE, P_("We tell you the address ourselves."));
	else
		put_where(sheet, record_get(facts->place, "address"));
	if (rent)
		letter_signf(sheet, SIGN_MONEY, P_("The rent for a month is: %s"), rent);
	if (day)
		letter_signf(sheet, SIGN_TIME, P_("You can move in from: %s"), day);
	plain_rest(facts, sheet);
	free(rent);
	free(day);
}

const struct letter_ops letter_home_ops = { offer_read, home_write, home_plain };
