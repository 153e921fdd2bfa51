/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the rows of the indicators: what each counts, in words that a council can be held to. */
#include "insight/indicator.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "cases/plan.h"

#define OF_PERSON (BY(DIMENSION_AGE) | BY(DIMENSION_GENDER) | BY(DIMENSION_HOUSEHOLD) | BY(DIMENSION_NEIGHBOURHOOD) | \
	BY(DIMENSION_ARRIVAL))

/* A row cannot leave out its rule: the macro asks for every part. */
#define ROW(key, group, shape, rule, by, ...) { key, group, shape, rule, __VA_ARGS__, by, false, NULL, 0, NULL }
/* The same of a time that somebody waits; of: who waits. */
#define TIME(key, group, of, by, milestone, days, ...) \
	{ key, group, SHAPE_DURATION, RULE_PEOPLE, __VA_ARGS__, by, false, milestone, days, of }

#define OWN N_("The project's own.")
#define CHARTER N_("The project's own, after the Integrating Cities Charter (Eurocities, 2010): the city as a provider of " \
	"services.")
#define ZARAGOZA_WORK N_("The project's own, in the area of employment of the Zaragoza indicators (2010), whose rates are taken " \
	"from surveys and not from files.")
#define ZARAGOZA_LEARNING N_("The project's own, in the area of education of the Zaragoza indicators (2010), whose rates are " \
	"taken from surveys and not from files.")
#define ZARAGOZA_HOME N_("The project's own, in the area of social inclusion of the Zaragoza indicators (2010), whose rates " \
	"are taken from surveys and not from files.")
#define MGI N_("The project's own; it is what the Migration Governance Indicators (IOM, for local authorities) ask under access " \
	"to services and redress.")

#define TIMED N_("People whose plan has this step, or who did it without one, for whom the city's own time ended in the period: " \
	"the day of arrival and as many days as the city allows itself. Whoever's day of arrival is not known is left out.")
#define UNIT_PEOPLE N_("people")
#define UNIT_DAYS N_("days")

static const struct indicator rows[] = {
	ROW("arrivals", GROUP_PEOPLE, SHAPE_COUNT, RULE_PEOPLE, OF_PERSON,
		N_("Arrivals"),
		N_("People whose day of arrival in the municipality lies in the period. Where only the month or the year is known, "
			"the first day of it counts. Of people whose file was erased since the year of arrival alone is kept: they "
			"count where the period has all of that year."),
		N_("Everybody who has a file or had one, whether still here or not."), UNIT_PEOPLE,
		N_("How many new people the town had to welcome."), OWN),
	ROW("departures", GROUP_PEOPLE, SHAPE_COUNT, RULE_PEOPLE, OF_PERSON,
		N_("Departures"),
		N_("People whose file says that they left the municipality on a day in the period."),
		N_("Everybody with a file who had arrived."), UNIT_PEOPLE,
		N_("How many people went on elsewhere. Nothing is said of why."), OWN),
	ROW("in_care", GROUP_PEOPLE, SHAPE_COUNT, RULE_PEOPLE, OF_PERSON,
		N_("People in care"),
		N_("People who had arrived by the last day of the period and had not left by then."),
		N_("Everybody with a file. People in sealed files are not among them."), UNIT_PEOPLE,
		N_("How many people the services were there for at the end."), OWN),
	ROW("arrivals_by_month", GROUP_PEOPLE, SHAPE_SPLIT, RULE_PEOPLE, 0,
		N_("Arrivals over time"),
		N_("The arrivals of the period by the month in which they lie."),
		N_("Everybody who has a file or had one, whether still here or not."), UNIT_PEOPLE,
		N_("Whether more or fewer people come than before, and when in the year."), OWN),
	ROW("stages", GROUP_STAGES, SHAPE_SPLIT, RULE_PEOPLE, OF_PERSON,
		N_("Where people stand"),
		N_("For each stage: nothing planned, planned, under way, done. Done: every step of the stage that is needed was done by "
			"the last day of the period. Under way: at least one was done, is under way or waits for others. Steps that "
			"are not needed or were given up do not count. Steps that are not done stand as they are on the day of the "
			"report."),
		N_("People in care on the last day of the period."), UNIT_PEOPLE,
		N_("How far people have come on the way from arrival to a home, a language and work."), OWN),

	TIME("first_interview", GROUP_TIMES, UNIT_PEOPLE, OF_PERSON, "first_interview", 3,
		N_("Days to the first interview"),
		N_("Days from arrival to the day on which the step of the first interview was done. Whoever left before, or was found "
			"not to need it, can no longer reach it and competes (Aalen-Johansen); whoever still waited on the last day of "
			"the period counts until then."),
		TIMED, UNIT_DAYS,
		N_("How soon somebody who is new has sat down with a caseworker."), CHARTER),
	TIME("course_begun", GROUP_TIMES, UNIT_PEOPLE, OF_PERSON, "course_begun", 14,
		N_("Days to the beginning of a language course"),
		N_("Days from arrival to the first day in a group, or to the day on which the step of it was done, whichever is "
			"earlier. Whoever left before, or was found not to need a course, can no longer reach it and competes "
			"(Aalen-Johansen); whoever still waited on the last day of the period counts until then."),
		TIMED, UNIT_DAYS,
		N_("How soon learning the language begins."), ZARAGOZA_LEARNING),
	TIME("skills_interview", GROUP_TIMES, UNIT_PEOPLE, OF_PERSON, "skills_interview", 30,
		N_("Days to the skills interview"),
		N_("Days from arrival to the day on which the step of the skills interview was done. Whoever left before, or was found "
			"not to need it, can no longer reach it and competes (Aalen-Johansen); whoever still waited on the last day of "
			"the period counts until then."),
		TIMED, UNIT_DAYS,
		N_("How soon the town knows what somebody has learned and can do."), CHARTER),
	TIME("credential_submitted", GROUP_TIMES, UNIT_PEOPLE, OF_PERSON, NULL, 180,
		N_("Days to the first dossier handed in"),
		N_("Days from arrival to the day on which a first dossier for recognition was handed in. Leaving competes "
			"(Aalen-Johansen); whoever still waited on the last day of the period counts until then."),
		N_("People with a dossier for recognition on file, for whom 180 days after arrival ended in the period."), UNIT_DAYS,
		N_("How long it takes to collect and translate the papers."), ZARAGOZA_WORK),
	TIME("credential_decided", GROUP_TIMES, UNIT_PEOPLE, OF_PERSON, NULL, 365,
		N_("Days to the first decision on recognition"),
		N_("Days from arrival to the day of the first decision on a dossier, or of the first statement received. Leaving "
			"competes (Aalen-Johansen); whoever still waited on the last day of the period counts until then."),
		N_("People with a dossier for recognition on file, for whom 365 days after arrival ended in the period."), UNIT_DAYS,
		N_("How long it takes until somebody knows what their training is worth here."), ZARAGOZA_WORK),
	TIME("recognition_time", GROUP_SKILLS, N_("dossiers"), OF_PERSON, NULL, 120,
		N_("Days from a dossier handed in to its decision"),
		N_("Days from the day on which a dossier was handed in to the day of its decision. Nothing is taken to compete "
			"(Kaplan-Meier); a dossier without a decision counts until the last day of the period. Dossiers that were withdrawn "
			"are left out."),
		N_("Dossiers for which 120 days after they were handed in ended in the period: three months and one more, as "
			"Directive 2005/36/EC, article 51 (2), has it."), N_("days"),
		N_("How long the authorities take."), ZARAGOZA_WORK),
	TIME("first_job", GROUP_TIMES, UNIT_PEOPLE, OF_PERSON, NULL, 365,
		N_("Days to the first job"),
		N_("Days from arrival to the first day at work. Trials as a volunteer and internships are not jobs; what was agreed "
			"and never began is none. Leaving competes (Aalen-Johansen); whoever still waited on the last day of the "
			"period counts until then."),
		N_("People of 18 to 64 years for whom 365 days after arrival ended in the period."), UNIT_DAYS,
		N_("How soon newcomers earn their own living. Children and people past 64 are left out; others who do not look for "
			"work are not, so the share never reaches all."), ZARAGOZA_WORK),
	TIME("own_home", GROUP_TIMES, UNIT_PEOPLE, OF_PERSON, "own_home", 90,
		N_("Days to a home of one's own"),
		N_("Days from arrival to the first day in a home of one's own or rented, or to the day on which the step of it was "
			"done, whichever is earlier. Whoever left before, or was found not to need one, can no longer reach it and "
			"competes (Aalen-Johansen); whoever still waited on the last day of the period counts until then."),
		TIMED, UNIT_DAYS,
		N_("How soon somebody closes their own door behind them."), ZARAGOZA_HOME),

	ROW("course_hours_offered", GROUP_LANGUAGE, SHAPE_SPLIT, RULE_OFFER, 0,
		N_("Course hours offered"),
		N_("Hours of lessons on days of the period that were not cancelled, by the level of the course."),
		N_("Lessons of all courses."), N_("hours"),
		N_("How much teaching there was, whoever came."), CHARTER),
	ROW("course_hours_taken", GROUP_LANGUAGE, SHAPE_AMOUNT, RULE_PEOPLE, OF_PERSON,
		N_("Course hours taken"),
		N_("Hours for which people were in lessons on days of the period: the minutes noted, else the whole lesson. The "
			"table counts the people who came at least once, by the highest level of the lessons they came to."),
		N_("People with a file who came to at least one lesson."), N_("hours"),
		N_("How much of the teaching reached somebody."), CHARTER),
	ROW("course_results", GROUP_LANGUAGE, SHAPE_SPLIT, RULE_PEOPLE, OF_PERSON,
		N_("Results of courses"),
		N_("Places in courses that ended in the period, by level of the course and by how they ended: passed, not passed, left "
			"before the end. The share: passed, of those that were passed or not."),
		N_("Places in courses; somebody with two courses counts twice."), N_("places"),
		N_("How many of those who learn get to the next level."), ZARAGOZA_LEARNING),
	ROW("waiting_list", GROUP_LANGUAGE, SHAPE_SPLIT, RULE_PEOPLE, OF_PERSON,
		N_("Waiting for a course"),
		N_("People who had asked for a course by the last day of the period and wait, or have a seat offered, on the day of "
			"the report, by the level they wait for."),
		N_("People in care on the last day of the period; whoever waits for two courses counts once, at the lower level."),
		UNIT_PEOPLE,
		N_("For how many there is no seat yet."), CHARTER),
	ROW("recognition_outcomes", GROUP_SKILLS, SHAPE_SPLIT, RULE_PEOPLE, OF_PERSON,
		N_("Outcomes of recognition"),
		N_("Dossiers decided in the period by outcome as it stands on the day of the report: recognised, in part, refused, "
			"statement received, appeal under way."),
		N_("Dossiers; somebody with two counts twice."), N_("dossiers"),
		N_("What the training that people brought is held to be worth here."), ZARAGOZA_WORK),
	ROW("jobs_begun", GROUP_WORK, SHAPE_SPLIT, RULE_PEOPLE, OF_PERSON,
		N_("Jobs begun"),
		N_("Jobs whose first day lies in the period, by the kind of contract. What was agreed and never began is none."),
		N_("Jobs; somebody with two counts twice."), N_("jobs"),
		N_("How many people found work, and what kind."), ZARAGOZA_WORK),
	ROW("retention_3", GROUP_WORK, SHAPE_SHARE, RULE_PEOPLE, OF_PERSON,
		N_("Still in the job after 3 months"),
		N_("Of the jobs whose first day was 3 months before a day in the period: those that had not ended by that day. "
			"Internships and trials as a volunteer are left out."),
		N_("Jobs; somebody with two counts twice."), N_("jobs"),
		N_("Whether work lasts beyond the first weeks."), ZARAGOZA_WORK),
	ROW("retention_6", GROUP_WORK, SHAPE_SHARE, RULE_PEOPLE, OF_PERSON,
		N_("Still in the job after 6 months"),
		N_("Of the jobs whose first day was 6 months before a day in the period: those that had not ended by that day. "
			"Internships and trials as a volunteer are left out."),
		N_("Jobs; somebody with two counts twice."), N_("jobs"),
		N_("Whether work lasts beyond the time of trial."), ZARAGOZA_WORK),
	ROW("retention_12", GROUP_WORK, SHAPE_SHARE, RULE_PEOPLE, OF_PERSON,
		N_("Still in the job after 12 months"),
		N_("Of the jobs whose first day was 12 months before a day in the period: those that had not ended by that day. "
			"Internships and trials as a volunteer are left out."),
		N_("Jobs; somebody with two counts twice."), N_("jobs"),
		N_("Whether work lasts."), ZARAGOZA_WORK),
	ROW("homes_found", GROUP_HOUSING, SHAPE_COUNT, RULE_PEOPLE, OF_PERSON,
		N_("Placements in a home"),
		N_("Placements of the housing service whose day of moving in lies in the period."),
		N_("Placements; a household counts once, by the person whom the home was offered to."), N_("placements"),
		N_("How many homes the town found for newcomers."), ZARAGOZA_HOME),
	TIME("reception_days", GROUP_HOUSING, N_("stays in reception"), OF_PERSON, NULL, 180,
		N_("Days in reception"),
		N_("Days from the first to the last of a stay in a reception centre or an emergency shelter, moves from one to another "
			"counted as one stay. Nothing competes (Kaplan-Meier): leaving the town ends a stay as well; one that had not "
			"ended on the last day of the period counts until then."),
		N_("Stays for which 180 days after their beginning ended in the period."), UNIT_DAYS,
		N_("How long people live in places that are not meant to be lived in."), ZARAGOZA_HOME),
	ROW("dissimilarity", GROUP_HOUSING, SHAPE_INDEX, RULE_PEOPLE, 0,
		N_("How unevenly newcomers live over the town"),
		N_("Index of dissimilarity (Duncan and Duncan 1955) of people in care on the last day of the period against all other "
			"residents, over the neighbourhoods whose residents are known. Computed from what is published: "
			"neighbourhoods whose count is withheld are taken together as one."),
		N_("People in care whose neighbourhood is known and not secret; residents by the directory of neighbourhoods."),
		N_("share"),
		N_("Which share of newcomers would have to move for every neighbourhood to have the same part of them: 0 is even, 1 is "
			"wholly apart."), N_("Duncan and Duncan, A Methodological Analysis of Segregation Indexes, American Sociological "
			"Review 20, 1955.")),
	ROW("school_places", GROUP_SCHOOL, SHAPE_SPLIT, RULE_PEOPLE, OF_PERSON,
		N_("School places"),
		N_("Children for whom a place at a school was needed by the last day of the period, by what had come of it: has a "
			"place, offered, asked for or waiting, not asked for yet. Places stand as they are on the day of the report."),
		N_("People in care on the last day of the period, under 18 then, with a request for a place or a day from which one is "
			"needed; places that are not needed do not count."), N_("children"),
		N_("Whether children go to school."), ZARAGOZA_LEARNING),
	ROW("barriers", GROUP_SERVICE, SHAPE_SPLIT, RULE_DELICATE, OF_PERSON,
		N_("Barriers"),
		N_("Barriers noted that stood on a day of the period, by what stood in the way."),
		N_("Barriers of people with a file; somebody with two counts twice."), N_("barriers"),
		N_("What keeps people from going on. Only what was noted is known."), CHARTER),
	ROW("complaints", GROUP_SERVICE, SHAPE_SPLIT, RULE_DELICATE, OF_PERSON,
		N_("Complaints"),
		N_("Complaints told in the period, by what they are about."),
		N_("Complaints of people with a file."), N_("complaints"),
		N_("What people said was done to them. Many never tell; a small number is no proof that all is well."), MGI),
	ROW("referrals", GROUP_SERVICE, SHAPE_SPLIT, RULE_PEOPLE, OF_PERSON,
		N_("Outcomes of referrals"),
		N_("Referrals to other services sent in the period, by what came of them as it stands on the day of the report. "
			"Drafts do not count."),
		N_("Referrals of people with a file."), N_("referrals"),
		N_("Whether others take on whom the town sends to them."), MGI),
};

const struct indicator *indicators(int *count)
{
	*count = (int)ARRAY_LEN(rows);
	return rows;
}

const struct indicator *indicator_named(const char *key)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (str_same(rows[i].key, key))
			return &rows[i];
	return NULL;
}

const char *indicator_counted(const struct indicator *indicator)
{
	if (indicator->of)
		return indicator->of;
	return indicator->shape == SHAPE_AMOUNT || indicator->shape == SHAPE_INDEX ? UNIT_PEOPLE : indicator->unit;
}

int indicator_target(const struct indicator *indicator)
{
	const struct plan_template *plan = plan_template_named(NULL);

	for (int i = 0; indicator->milestone && plan && i < plan->n_steps; i++)
		if (str_same(plan->step[i].milestone, indicator->milestone))
			return plan->step[i].days;
	return indicator->days;
}

const char *indicator_group_label(enum indicator_group group)
{
	static const char *const labels[INDICATOR_GROUPS] = {
		[GROUP_PEOPLE] = N_("People"), [GROUP_STAGES] = N_("Stages"), [GROUP_TIMES] = N_("How soon"),
		[GROUP_LANGUAGE] = N_("Language"), [GROUP_SKILLS] = N_("Skills"), [GROUP_WORK] = N_("Work"),
		[GROUP_HOUSING] = N_("Housing"), [GROUP_SCHOOL] = N_("School"), [GROUP_SERVICE] = N_("Services"),
	};

	return labels[group];
}

static const struct { const char *key, *label; bool widens; } dimensions[DIMENSIONS] = {
	[DIMENSION_AGE] = { "age", N_("Age"), true },
	[DIMENSION_GENDER] = { "gender", N_("Gender"), false },
	[DIMENSION_HOUSEHOLD] = { "household", N_("Household"), true },
	[DIMENSION_NEIGHBOURHOOD] = { "neighbourhood", N_("Neighbourhood"), false },
	[DIMENSION_ARRIVAL] = { "arrival", N_("Arrival"), true },
};

const char *dimension_key(enum dimension dimension)
{
	return dimensions[dimension].key;
}

const char *dimension_label(enum dimension dimension)
{
	return dimensions[dimension].label;
}

bool dimension_by_key(const char *key, enum dimension *out)
{
	for (int i = 0; i < DIMENSIONS; i++)
		if (str_same(dimensions[i].key, key)) {
			*out = (enum dimension)i;
			return true;
		}
	return false;
}

bool dimension_widens(enum dimension dimension)
{
	return dimensions[dimension].widens;
}
