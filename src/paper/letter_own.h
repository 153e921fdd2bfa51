/* SPDX-License-Identifier: EUPL-1.2 */
/* Shared by the files that write papers for newcomers. */
#ifndef PAPER_LETTER_OWN_H
#define PAPER_LETTER_OWN_H

#include "cases/plan_view.h"
#include "cases/subject.h"
#include "match/dossier.h"
#include "paper/letter.h"
#include "paper/newcomer.h"

/* What was read from the file, once, for both languages. */
struct letter_facts {
	struct store *store;
	const struct actor *actor;
	const struct letter_wish *wish;
	char *municipality;          /* "" where nobody gave it */
	struct record *person;
	struct record *about;        /* what the paper is about, or NULL */
	bool secret;                 /* where the person stays is kept secret */
	char *home;                  /* then: where it is, whatever the actor sees, so that it can be left out; NULL */
	char language[16], beside[16];
	bool reviewed;               /* the catalogue in the newcomer's language, by somebody who grew up with it */
	struct date about_day;
	/* of a plan */
	struct plan_view plan;
	/* of an offer */
	struct record *place;        /* course, vacancy, dwelling */
	char *by;                    /* name of the provider or the employer; NULL */
	char *answer_by;             /* canonical day; NULL: none was said */
	struct dossier dossier;
	bool weighed;                /* there is a dossier */
	/* of what is held */
	struct subject subject;
	/* of what is asked */
	struct newcomer newcomer;
};

/* How one paper is written. Reading may refuse, in words; writing cannot. Both languages are written by the same code, so
 * that block stands beside block: what is written depends on the facts alone, never on the language. */
struct letter_ops {
	enum status (*read)(struct letter_facts *facts, struct err *err);
	void (*write)(const struct letter_facts *facts, struct sheet *sheet);
	void (*plain)(const struct letter_facts *facts, struct sheet *sheet);
};
extern const struct letter_ops letter_plan_ops, letter_slip_ops, letter_course_ops, letter_job_ops, letter_home_ops,
	letter_held_ops, letter_asked_ops;
/* The first of a kind that may be handed over; ST_INVALID in words where there is none. */
enum status letter_first(struct store *store, const struct actor *actor, struct id person, const struct letter_kind *kind,
	struct id *out, struct err *err);

/* ---- words ---- */

/* A value as a paper shows it, in the language that is spoken: choices, yes and no and what the program wrote by the
 * papers' catalogue. */
void letter_show(struct str *out, const struct field *field, const char *canonical);
/* The same of a record, NULL: empty. Yours. */
char *letter_value(const struct record *record, const char *field);
/* "Label: value", with the label given or the register's own (NULL); nothing where the field is empty. */
void letter_pair(struct sheet *sheet, const struct record *record, const char *field, const char *label);
/* "Monday, 4 May 2026", to stand by itself: within a sentence the weekday would have to be inflected. Yours; NULL where it
 * is no day. */
char *letter_day(const char *canonical);
/* A sentence with values in it. */
void letter_textf(struct sheet *sheet, const char *format, ...) __attribute__((format(printf, 2, 3)));
void letter_signf(struct sheet *sheet, enum pictogram sign, const char *format, ...) __attribute__((format(printf, 3, 4)));
void letter_itemf(struct sheet *sheet, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A text holds the place that is kept secret. */
bool letter_is_home(const struct letter_facts *facts, const char *text);
/* The town, name, number; and the day on which it is written, where it tells how things stand. */
void letter_head(const struct letter_facts *facts, struct sheet *sheet);
void letter_dated(struct sheet *sheet);
/* What anybody may ask for about what is written of them. */
void letter_rights(struct sheet *sheet);
/* Whom to ask, which language binds, who checked it. */
void letter_foot(const struct letter_facts *facts, struct sheet *sheet);

#endif
