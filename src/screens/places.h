/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every screen by its constructor, so that screens open each other without knowing
 * each other's insides.  NULL: it could not be opened, and the status line says why.
 */
#ifndef SCREENS_PLACES_H
#define SCREENS_PLACES_H

#include "match/rule.h"
#include "register/register.h"
#include "screens/screen.h"

struct screen *today_screen(struct app *app);
/* The coming seven days, of one colleague and one stage, or "" of all. */
struct screen *week_screen(struct app *app, const char *who, const char *stage);
/* To whom a file goes, and what to know first; person none: all files of one's own. */
struct screen *handover_screen(struct app *app, struct id person);
/* Papers for a newcomer, to be read, printed, saved: one to begin with ("appointment"), about this record, or NULL and none.
 * letters_any: whether this actor hands papers over. */
struct screen *letters_screen(struct app *app, struct id person, const char *paper, struct id about);
bool letters_any(const struct app *app);
/* Until when a file rests, and why. */
struct screen *pause_screen(struct app *app, struct id person);
/* The file is shut: who may come in? `name` stands there already where names are asked; may be NULL. */
enum login_why { LOGIN_START, LOGIN_LOCKED, LOGIN_IDLE, LOGIN_CHANGED };
struct screen *login_screen(struct app *app, const char *name, enum login_why why);
/* Who may open the file: the administrator's. */
struct screen *users_screen(struct app *app);
struct screen *user_form_screen(struct app *app, const struct user *user);    /* NULL: a new one */
struct screen *passphrase_screen(struct app *app);                            /* one's own */
/* A code that is shown once; takes it over. heading and text are N_(), said in the language spoken; name: what stands for
 * %s in the text, or NULL where there is none. */
struct screen *told_screen(struct app *app, const char *heading, const char *text, const char *name, struct secret *code);
struct screen *find_screen(struct app *app, const char *typed);           /* typed may be NULL */
struct screen *list_screen(struct app *app, const struct kind *kind);
struct screen *help_screen(struct app *app, const struct screen *about);
struct screen *menu_screen(struct app *app, const struct screen *below);
struct screen *language_screen(struct app *app);
struct screen *backup_screen(struct app *app);
/* What Today says of a last copy so many days old (backup_due()); NULL: nothing. Yours. */
char *backup_reminder(long days);
struct screen *retention_screen(struct app *app);
/* Whose law the file stands under, and what that law asks for. */
struct screen *profile_screen(struct app *app);
/* Exceptions from the gate, where this actor sees them; the record of processing; the sheet for newcomers, its language chosen
 * first. */
struct screen *exceptions_screen(struct app *app);
bool exceptions_any(const struct app *app);
struct screen *processing_screen(struct app *app);
struct screen *newcomer_sheet_screen(struct app *app);
struct screen *rights_screen(struct app *app, struct id person);
/* A referral with what the service will see; the key that sends it is here alone. */
struct screen *referral_screen(struct app *app, struct id id);
/* One note on several people; `person` stands among them already, or none. */
struct screen *notes_screen(struct app *app, struct id person);
/* Figures of a period, and the internal page; for team leads and supervisors. */
struct screen *reports_screen(struct app *app);
/* Files by number and clocks, for team leads. */
struct screen *caseload_screen(struct app *app);
/* The trail of one file, for auditors: asks for its number and for the reason. */
struct screen *audit_screen(struct app *app);
/* Sealed files that are open to this user; whether there are any; and one of them from within. */
struct screen *sealed_screen(struct app *app);
bool sealed_any(struct app *app);
struct screen *haven_screen(struct app *app);

/* A short form for a new person; `typed`: a name already typed in Find, or NULL. Takes up a draft that stands. */
struct screen *register_screen(struct app *app, const char *typed);
/* The same for one more person of a household that is known. */
struct screen *register_into_screen(struct app *app, struct id household);
/* Form of any kind: id none for a new record; `person` none, or whose record it will be. */
struct screen *edit_screen(struct app *app, const struct kind *kind, struct id id, struct id person);
/* A group that arrives, as household lists; and whom it became. */
struct screen *group_screen(struct app *app);
struct screen *group_told_screen(struct app *app, const struct id *person, int count);
/* Who of a person's household moves, and where to; their roles. */
struct screen *living_screen(struct app *app, struct id person);
struct screen *person_screen(struct app *app, struct id person);
/* The same, the cursor on one of its records. */
struct screen *person_screen_at(struct app *app, struct id person, const struct kind *kind, struct id record);
/* The same read by a lent actor (register/grant.h), which is copied. */
struct screen *lent_person_screen(struct app *app, const struct actor *lent, struct id person);
/* A new record whose form begins with these values, canonical and borrowed for the call alone. */
struct preset { const char *field, *value; };
struct screen *edit_preset_screen(struct app *app, const struct kind *kind, struct id person, const struct preset *preset,
	int n);
/* Appointments and sessions of a day or a week. */
struct screen *agenda_screen(struct app *app);
/* Who was invited to a session and who came. */
struct screen *session_screen(struct app *app, struct id session);
/* A group of a language course: who is in it, its lessons, its seats; and one lesson of it, to mark who came. */
struct screen *course_screen(struct app *app, struct id course);
struct screen *lesson_screen(struct app *app, struct id lesson);
/* What became of everybody in a group. */
struct screen *results_screen(struct app *app, struct id course);
/* Asks for the name of a file and writes `text`, which it takes over, to it: readable, and noted as an export of records
 * of this kind. */
struct screen *printout_screen(struct app *app, const char *name, char *text, const struct kind *kind, int records);
/* Notes in the trail that so many records left the file. */
enum status printout_note(struct app *app, const struct kind *kind, int records, struct err *err);
/* A person's whole plan; version 0: as it stands, else as it stood. */
struct screen *plan_screen(struct app *app, struct id person, int version);
/* How a clock was counted, and what happens to it. */
struct screen *clock_screen(struct app *app, struct id id);
/* What is said before a complaint is taken down; then the form. */
struct screen *complaint_screen(struct app *app, struct id person);
/* The form by itself, for complaint_screen. */
struct screen *form_screen(struct app *app, const struct kind *kind, struct id id, struct id person);
/* A new decision about a person: what about is chosen from a list. */
struct screen *decide_screen(struct app *app, struct id person);
/* Where a formal decision stands, and what brings it on. */
struct screen *decision_screen(struct app *app, struct id id);
/* Free homes for a person's household, best first; and who waits for a home of their own. */
struct screen *homes_screen(struct app *app, struct id person);
struct screen *waiting_home_screen(struct app *app);
/* Groups of a course for a person, those that fit first. */
struct screen *groups_screen(struct app *app, struct id person);
/* Waiting lists and the offers that await an answer; one list. */
struct screen *waiting_screen(struct app *app);
struct waiting_list;
struct screen *waiting_list_screen(struct app *app, const struct waiting_list *list);
/* Open vacancies for a person, best first; one vacancy with all that hangs on it. */
struct screen *jobs_screen(struct app *app, struct id person);
struct screen *vacancy_screen(struct app *app, struct id vacancy);
/* By the published criteria, best first: from a home, a vacancy, a course or a mentor the people who wait, from what somebody
 * waits by (a need, a jobwish, an enrolment, a mentoring) what is to be had. ranked_any: whether there is such a list of
 * records of this kind, for this actor. */
struct screen *ranked_screen(struct app *app, const struct kind *kind, struct id id);
bool ranked_any(const struct app *app, const struct kind *kind);
/* Rounds of allocation, and whether this actor sees any kind of them; one round; a new one of "homes", "jobs", "courses" or
 * "mentors", computed and not saved. */
struct screen *rounds_screen(struct app *app);
bool rounds_any(const struct app *app);
struct screen *board_screen(struct app *app, struct id round);
/* The round as a paper, with its proof: it names nobody. */
struct screen *round_report_screen(struct app *app, struct id round);
struct screen *board_new_screen(struct app *app, const char *what);
/* What was proposed to one person, with its arithmetic; it is decided here too. */
struct screen *proposal_screen(struct app *app, const struct kind *kind, struct id proposal);
/* Schools for one child. */
struct screen *schools_screen(struct app *app, struct id child);
/* By what places are given: weights changed on a draft, put in force from a day on, the public notice. */
struct screen *criteria_screen(struct app *app, enum match_what what);
/* Whether matching depends on what it must not depend on, tried in this file: one of enum match_what, or -1: all. */
struct screen *fairness_screen(struct app *app, int what);
bool fairness_any(const struct app *app);
/* What can be proposed to a person: a list to choose from; and whether this actor may propose anything. */
struct screen *propose_screen(struct app *app, struct id person);
bool propose_any(const struct app *app);
/* A dossier of recognition: route, terms, papers, money, measures, and what is missing next. */
struct screen *dossier_screen(struct app *app, struct id id);
/* The same, the cursor on a record that hangs on it: a paper, a fee, a measure. */
struct screen *dossier_screen_of(struct app *app, const struct kind *kind, struct id record);
/* The skills profile as a paper: asks for the name of a file. */
struct screen *skills_paper_screen(struct app *app, struct id person);
/* A welcome card for this person: asks for the printer or the name of a file; and whether this actor may issue one. */
struct screen *card_screen(struct app *app, struct id person);
bool card_can(const struct app *app);
/* A new one: what it is taken from, then the route, are chosen from lists; its papers come along. */
struct screen *dossier_start_screen(struct app *app, struct id person);
/* A person's first arrangements, one key each. */
struct screen *arrangements_screen(struct app *app, struct id person);
/* Opens a record as fits its kind: a person's file, a clock's counting, a decision, else its form. */
struct screen *record_screen(struct app *app, const struct kind *kind, struct id id);

/* One line asked for: label, N_() and not translated yet, so that it is said in the language that is spoken while it
 * stands; a text to begin with, which typing replaces. Enter calls `done` with what was typed; a status other than ST_OK
 * keeps the line open and shows the error. */
typedef enum status ask_done(void *ctx, struct app *app, const char *typed, struct err *err);
struct screen *ask_screen(struct app *app, const char *label, const char *text, ask_done *done, void *ctx);
/* The same; `ctx` belongs to the window, which lets go of it at the end. */
struct screen *ask_owning_screen(struct app *app, const char *label, const char *text, ask_done *done, void *ctx,
	void (*forget)(void *ctx));
/* A label that is made of parts: ask_in_words(ask_screen(app, NULL, ...), words). They are made in the language spoken,
 * again when it changes; the caller's to free. */
typedef char *ask_words(void *ctx);
struct screen *ask_in_words(struct screen *ask, ask_words *words);
/* One line for a colleague's name, chosen from a list where there are several users. */
struct screen *colleague_screen(struct app *app, const char *label, const char *now, ask_done *done, void *ctx);

#endif
