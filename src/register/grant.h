/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sight of one person's file beyond one's role: a team lead for a complaint, an
 * override or a quality check, anybody of the services in an emergency.  Always
 * with a reason, for some hours, to read alone; noted in the trail and shown on the
 * file.  What a grant lends is an actor of its own, good for that file only; every
 * door that takes it looks the grant up again.
 */
#ifndef REGISTER_GRANT_H
#define REGISTER_GRANT_H

#include "register/read.h"

enum grant_kind { GRANT_COMPLAINT, GRANT_OVERRIDE, GRANT_QUALITY, GRANT_EMERGENCY, GRANT_KINDS };
const char *grant_name(enum grant_kind kind);        /* "complaint" ...: a word of the program */
const char *grant_label(enum grant_kind kind);       /* N_() "complaint" ... */
bool grant_kind_by_name(const char *name, enum grant_kind *out);

#define GRANT_HOURS 8             /* where nothing else is said */
#define GRANT_HOURS_MOST 72
#define GRANT_EMERGENCY_HOURS 2
#define GRANT_EMERGENCY_HOURS_MOST 12

struct grant {
	struct id id, person;
	char name[64], desk[8];
	uint32_t roles;
	enum grant_kind kind;
	char *reason;
	char concerns[64];            /* "": nobody */
	int64_t opened_ms, until_ms;
	int64_t ended_ms;             /* 0: not before its time */
	char seen_by[64];             /* "": no team lead has taken note yet */
};
struct grant_ask {
	enum grant_kind kind;
	const char *reason;           /* at least a few words */
	const char *concerns;         /* colleague whom a complaint is about, or NULL */
	int hours;                    /* 0: the usual time */
};

/* Opens the file to the actor; *out is who reads it (pass it to the doors for this file). An emergency: any role of the
 * services. The others: team lead; a complaint about a colleague: an auditor who is not that colleague, so that it
 * bypasses them and their lead. ST_DENIED, ST_NOTFOUND, ST_INVALID (err.field: reason, hours, concerns). */
enum status grant_open(struct store *store, const struct actor *actor, struct id person, const struct grant_ask *ask,
	struct actor *out, struct err *err);
/* The actor's running grant for this file, as grant_open gave it; ST_NOTFOUND without words when there is none. */
enum status grant_running(struct store *store, const struct actor *actor, struct id person, struct actor *out,
	struct err *err);
/* Gives it back before its time. */
enum status grant_end(struct store *store, const struct actor *lent, struct err *err);
/* For doors: ST_OK unless the actor is a lent one whose time is over, or who asks for another file. `person` none: for
 * anything but that one file. */
enum status grant_check(struct store *store, const struct actor *actor, struct id person, struct err *err);
/* The same for a record of any kind: what belongs to the person, the household they are of, what is nobody's. */
enum status grant_check_record(struct store *store, const struct actor *actor, const struct record *record,
	struct err *err);

/* All grants for a file, newest first, as whoever sees the file is shown them: without complaints about colleagues,
 * unless the actor is an auditor. */
enum status grant_list(struct store *store, const struct actor *actor, struct id person, struct grant **out, int *count,
	struct err *err);
/* Emergencies of which no team lead has taken note yet, oldest first; none for other roles. */
enum status grant_unseen(struct store *store, const struct actor *actor, int limit, struct grant **out, int *count,
	struct err *err);
/* A team lead takes note; not of their own emergency, unless nobody else is there. */
enum status grant_seen(struct store *store, const struct actor *actor, struct id grant, struct err *err);
void grants_free(struct grant *grant, int count);

/* Whose file a case number or full UUID names, for roles that see files and for those that open them by number alone
 * (team lead, auditor). Tells nothing else of it. */
enum status grant_resolve(struct store *store, const struct actor *actor, const char *said, struct id *person,
	struct err *err);
/* "HA-4172-2649-K", for team lead and auditor too; "" where the actor has none of these roles. */
enum status grant_case_number(struct store *store, const struct actor *actor, struct id person,
	char out[CASE_NUMBER_MAX], struct err *err);
/* Takes a person's grants away, with an erased person; within the caller's transaction. */
enum status grant_forget(struct store *store, struct id person, struct err *err);

#endif
