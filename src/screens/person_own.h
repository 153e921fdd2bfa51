/* SPDX-License-Identifier: EUPL-1.2 */
/* What the parts of a person's file share: person.c (keys), person_head.c, person_tabs.c. */
#ifndef SCREENS_PERSON_OWN_H
#define SCREENS_PERSON_OWN_H

#include "cases/plan.h"
#include "screens/places.h"
#include "screens/worklist.h"

enum tab { TAB_PLAN, TAB_HOUSEHOLD, TAB_LANGUAGE, TAB_SKILLS, TAB_WORK, TAB_HOUSING, TAB_SCHOOL, TAB_CONTACT, TAB_NOTES, TAB_PAPERS, TAB_OTHER,
	TAB_PAST, TABS };

/* What stands on a row, besides its id. */
#define KINDS_TO_ADD 64

struct person_row { const struct kind *kind; struct id id, set; int64_t rev; };

struct person {
	struct screen screen;
	const struct kind *kind;
	struct id id;
	struct record *record;
	struct str languages;              /* "Dari, Pashto, English A1" */
	struct str household;              /* its name and how many, or "" */
	struct str stay;                   /* "Reception centre, day 41 of 90", or "" */
	bool stay_counts;                  /* it tells days: those since the arrival need not stand beside */
	struct str notice;                 /* that the file stands open for a reason, or "" */
	int notice_rows;                   /* 1 once there was one: nothing jumps */
	struct actor lent;                 /* who reads it, where it was opened for a reason */
	struct stage_view stage[STAGES];
	int stage_rows;                    /* below the stages' names: what comes next and when */
	enum tab tab;
	struct vlist *list;
	struct area beside;                /* beside the list, on wide screens */
	struct person_row *row;            /* by vrow.tag */
	int count;
	const struct kind *adding;         /* chosen from the list of what can be added */
	struct choice offer[KINDS_TO_ADD + 1]; /* that list */
	struct person_row moving;          /* whose date is asked for */
	const char *answer;                /* while what it needs besides is asked for */
	const struct kind *at_kind;        /* where the cursor begins: a record of this kind; NULL: at the top */
	struct id at;
	struct id dropping;                /* the document whose copy goes when the key is pressed again */
	struct today_row next;             /* what comes next in the file; of nobody: nothing is due */
	struct worklist work;              /* does it with one key */
};

/* person_head.c */
int person_head_rows(struct person *p);        /* with its rules; never fewer than before on this screen */
enum status person_head_read(struct person *p, struct err *err);
void person_head_clear(struct person *p);
void person_head_draw(struct person *p);

/* person_tabs.c */
void person_days_left(struct str *out, struct date target);  /* "late 9 days", "today", "in 2 days" */
const char *tab_label(enum tab tab);
enum tab tab_of(const struct kind *kind);
bool tab_shown(const struct person *p, enum tab tab);       /* the actor sees what stands there */
/* Kinds whose records stand on the tab and that the actor may add; at most `most`. */
int tab_kinds(const struct person *p, enum tab tab, bool to_add, const struct kind **out, int most);
void tab_columns(struct person *p);
/* Reads the rows of the tab anew, the cursor on the same record. */
enum status tab_read(struct person *p, struct err *err);
const struct person_row *person_row_now(const struct person *p);
void tab_row_add(struct person *p, struct vrow *row, const struct person_row *what);

/* person_papers.c: the copy of the document under the cursor */
bool papers_can_attach(const struct screen *screen);
bool papers_copied(const struct screen *screen);
struct next papers_attach(struct person *p);
struct next papers_save(struct person *p);
bool papers_can_issue_card(const struct screen *screen);
bool papers_can_write(const struct screen *screen);
struct next papers_letter(struct person *p);
struct next papers_drop(struct person *p);

/* person_answers.c: the offer, the seat or the application under the cursor */
bool answers_can(const struct screen *screen);
struct next answers_ask(struct person *p);
/* An application goes on to what comes next. */
bool answers_can_go_on(const struct screen *screen);
struct next answers_go_on(struct person *p);

/* person_household.c */
enum status household_rows(struct person *p, struct err *err);
struct member;
/* "Child · 12 years old · since 4 May 2026" */
void member_words(struct str *out, const struct member *member);
/* Of a minor: "12 years old · guardian to be appointed". */
void minor_words(const struct person *p, struct str *out);

/* person_past.c */
enum status past_read(struct person *p, struct err *err);

#endif
