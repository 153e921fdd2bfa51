/* SPDX-License-Identifier: EUPL-1.2 */
/* Lives put into records, chapter by chapter, in the change set at hand. For demo*.c alone. */
#ifndef EXCHANGE_DEMOTELL_H
#define EXCHANGE_DEMOTELL_H

#include "exchange/demolife.h"
#include "register/change.h"

struct known_life { struct id person, plan, step[LIFE_STEPS]; };
struct telling {
	struct store *store;
	struct actor actor;
	struct world world;
	int together;                    /* change sets since the last write to the disk */
	bool by_day;                     /* history is told; else only how things stand */
	struct change *change;
	long day;                        /* the clock */
	int64_t ms;
	struct known_life *known;        /* by index, when told by day */
	struct known_life now;           /* the person told last */
	struct id household;             /* of the person told last, and whose it is */
	int64_t household_head;
	struct id *course, *vacancy, *quarter, *employer;   /* employer: by trade */
	int *vacancy_trade;
	struct id provider[3];
	struct demo_lesson { struct id course, id; long day; } *lesson;   /* of groups that run */
	int n_lessons, lesson_groups;
	int n_courses, n_vacancies;
	struct demo_thing *thing;        /* what else the town has: tell_keep() */
	int n_things;
	int *wished;                     /* trades that people look for now, in the order of the telling */
	int n_wished;
};

/* What the town has beside people (services, mentors ...): kept when it is told, drawn when a life meets it. */
struct demo_thing { const char *kind; struct id id; int taken; };    /* taken: places of it, where they are counted */
void tell_keep(struct telling *telling, const char *kind, struct id id);
/* One of the kind; none where the town has none. */
struct id tell_any(const struct telling *telling, const char *kind, struct dice *dice);

/* Neighbourhoods, and what the parts named in demotown.c add; then courses and vacancies, `most` of each at once (false: that was all); at the end some homes that
 * stand free. */
void tell_town(struct telling *telling);
bool tell_offers(struct telling *telling, int from, int most);
void tell_vacant_homes(struct telling *telling);
/* And some work that is to be had now, of trades that people look for: fewer places than people. */
void tell_open_work(struct telling *telling);
void tell_end_of_story(struct telling *telling);
/* The lessons around today of a group that meets then; days: bits by weekday, from 1 Monday. */
struct demo_week { int days; const char *at; int minutes; };
void tell_lessons(struct telling *telling, int course, long starts, long ends, const struct demo_week *week);
/* A new home in one of the quarters. */
struct id tell_home(struct telling *telling, struct dice *dice, const char *state);
/* The course that began before this day. */
struct id tell_course_at(const struct telling *telling, const struct life *life, long day, long *starts,
			 long *ends);
const char *tell_trade(int trade, const char **occupation);
int tell_trades(void);
const char *tell_trade_employer(int trade);

/* The person with household, languages, plan and steps as known on that day. */
void tell_arrival(struct telling *telling, const struct life *life, long day);
void tell_step_done(struct telling *telling, const struct life *life, int step);
/* Plan finished or stopped, and the day that is on. */
void tell_ending(struct telling *telling, const struct life *life);
long tell_end(const struct life *life);

/* Something that may happen once in a life: a row of demochapter.c or of a demo_PART.c, whose rows end with NULL and are
 * named in demochapter.c. Both are given the same dice. */
struct demo_chapter {
	/* Day from which it stands as it does, arrival or later; 0: it does not happen. A day ahead, or after the person
	 * left, is left out by the caller. */
	long (*day)(const struct life *life, const struct world *world, struct dice *dice);
	/* Written on that day; what the file knows of the person stands in telling->now (told at once) or known. */
	void (*tell)(struct telling *telling, const struct life *life, struct dice *dice);
	bool always;                     /* kept of every person of a large town */
};

/* demo_work.c: employers; applications with the work that came of them; what is looked for, internships, own firms */
extern const struct demo_chapter demo_work[];
void tell_employers(struct telling *telling);
long tell_work_day(const struct life *life, const struct world *world, struct dice *dice);
void tell_work(struct telling *telling, const struct life *life, struct dice *dice);
/* demo_plan.c */
extern const struct demo_chapter demo_plan[];
/* demo_meetings.c */
extern const struct demo_chapter demo_meetings[];
void tell_meetings_town(struct telling *telling);
extern const struct demo_chapter demo_profiles[];
/* demo_directory.c */
extern const struct demo_chapter demo_directory[];
void tell_services(struct telling *telling);
/* demo_worklist.c */
extern const struct demo_chapter demo_worklist[], demo_courses[];
/* demo_papers.c */
extern const struct demo_chapter demo_papers[];
/* demo_decisions.c */
extern const struct demo_chapter demo_decisions[];
/* demo_housing.c */
extern const struct demo_chapter demo_housing[];
/* What else is known of a home: costs, bedrooms, checks. The dice are a copy. */
void tell_home_more(struct telling *telling, struct change_item *item, int rooms, const char *state, struct dice dice);
/* demo_household.c */
extern const struct demo_chapter demo_household[];
void tell_membership(struct telling *telling, const struct life *life);
/* Who came as a group, and who will. */
void tell_groups(struct telling *telling);
/* In the change set after theirs. */
enum status tell_preparations(struct telling *telling, struct err *err);
/* demo_school.c */
void tell_schools(struct telling *telling);
/* A family whose children go to school or will, and, in the change set after theirs, what was done for it. */
void tell_pupils(struct telling *telling);
enum status tell_pupils_done(struct telling *telling, struct err *err);
/* demo_waiting.c */
extern const struct demo_chapter demo_waiting[];
void tell_waiting_town(struct telling *telling);
/* demo_skills.c */
extern const struct demo_chapter demo_skills[];
/* Route, papers, fees and measures of a dossier whose other fields stand: stage 0 collecting, 1 submitted, 2 complete, 3
 * decided. */
void tell_dossier(struct telling *telling, const struct life *life, struct change_item *item, struct id dossier, int stage,
	struct dice *dice);
/* demo_clocks.c */
extern const struct demo_chapter demo_clocks[];
/* Contacts, consents, requests of authorities. */
extern const struct demo_chapter demo_rights[];
/* demo_cards.c */
extern const struct demo_chapter demo_cards[];
void tell_holidays(struct telling *telling);
/* demo_money.c */
void tell_money(struct telling *telling);
/* demo_rights.c: who answers for the data. */
void tell_controller(struct telling *telling);
int tell_chapters(void);
/* A new record of the person's, in the change set at hand. */
struct change_item *tell_of(struct telling *telling, const struct life *life, const char *kind);
/* What the file knows of the person. */
const struct known_life *tell_known(const struct telling *telling, const struct life *life);

/* Day on which the chapter is written, 0: it does not happen. */
long tell_day(const struct life *life, const struct world *world, int chapter);
void tell_chapter(struct telling *telling, const struct life *life, int chapter);

const char *tell_desk(const struct life *life);
const char *tell_caseworker(const struct telling *telling, const struct life *life);

/* Puts canonical text, a day or a record's id into a field of a new record. */
struct change_item *tell_new(struct telling *telling, const char *kind, struct id *id);
void tell_put(struct change_item *item, const char *field, const char *value);
void tell_put_day(struct change_item *item, const char *field, long day);
void tell_put_id(struct change_item *item, const char *field, struct id id);
void tell_put_number(struct change_item *item, const char *field, int number);

#endif
