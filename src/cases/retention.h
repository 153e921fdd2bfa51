/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What has been kept long enough, by the register's clocks and the municipality's settings.  First it is shown, then it
 * goes: whole files of people who left (destroyed, offered to the archive, or left without anything that names them),
 * entries and fields whose own time is shorter, and what was removed from files long ago.
 */
#ifndef CASES_RETENTION_H
#define CASES_RETENTION_H

#include "cases/erase.h"
#include "register/keep.h"

#define SETTING_KEEP_CASE "retention.case"          /* "2 years": how long a file is kept after the person left */
#define SETTING_KEEP_END "retention.end"            /* destroy, archive, anonymise */
#define SETTING_KEEP_REMOVED "retention.removed"    /* "1 year": how long what was removed can be brought back */
struct retention_rules { struct keep file, removed; };
enum status retention_rules_of(struct store *store, struct retention_rules *out, struct err *err);
/* Sets what is not NULL; ST_INVALID says which is no such term; ST_DENIED without administrator or casework. */
enum status retention_rules_set(struct store *store, const struct actor *actor, const char *file, const char *end,
	const char *removed, struct err *err);

/* A person's file whose time is over. */
struct retention_file {
	struct id person;
	char case_number[CASE_NUMBER_MAX];
	char *title;
	struct date left, over;
	enum keep_end end;
	bool held;               /* restricted, or an authority's request is open: it stays */
	int64_t offered_ms;      /* to the archive, and not answered yet; 0: not */
};
/* Entries or fields of living files that have a shorter time, and removed ones. */
enum retention_part { RETENTION_RECORDS, RETENTION_FIELD, RETENTION_REMOVED, RETENTION_CONSENT /* has ended */,
	RETENTION_COPY /* of a paper, with its mark; the record stays */ };
struct retention_group {
	enum retention_part part;
	const struct kind *kind;
	const struct field *field;       /* what is emptied; NULL: whole records go */
	struct id *id;
	int count;
};
struct retention {
	struct retention_file *file;     /* at most `limit`, the longest over first */
	int n_files;
	bool more;                       /* more files are due than the limit let in */
	struct retention_group *group;
	int n_groups;
};
/* What is due on this day; casework. Reads by indexes on the days; nothing is changed. */
enum status retention_due(struct store *store, const struct actor *actor, struct date day, int limit,
	struct retention *out, struct err *err);
void retention_clear(struct retention *retention);
/* What is to happen, translated: "offer to the archive"; "Notes older than they are kept for: destroyed". */
const char *retention_end_words(const struct retention_file *file, bool brief);
void retention_group_words(struct str *out, const struct retention_group *group);

/* Writes what the archive is offered of a person; NULL where nothing can be offered. */
typedef enum status retention_offer_fn(void *ctx, struct id person, const char *case_number, struct err *err);
typedef bool retention_progress(void *ctx, int64_t done, int64_t total);
struct retention_order {
	retention_offer_fn *offer;       /* NULL: files for the archive stay */
	bool answered;                   /* the archive has answered for those that were offered: they go */
	retention_progress *progress;    /* NULL: none; false stops between two files */
	void *ctx;
};
struct retention_done { int64_t destroyed, offered, anonymised, records, fields, held; };
/* Does what retention_due() showed. Each file in a transaction of its own; an act says the numbers. Then store_scrub(). */
enum status retention_run(struct store *store, const struct actor *actor, const struct retention *due,
	const struct retention_order *order, struct retention_done *done, struct err *err);

/* Empties all that names a person or points to one; states, days and levels stay, as an entry that is nobody's. */
enum status anonymise_person(struct store *store, const struct actor *actor, struct id person, struct err *err);

#endif
