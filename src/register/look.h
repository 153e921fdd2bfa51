/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The trail of looks: who opened a person's file, and when.  It is opened for an
 * audit or when the person asks, each time with a reason, which is noted itself; it
 * counts nothing by colleague.
 */
#ifndef REGISTER_LOOK_H
#define REGISTER_LOOK_H

#include "register/read.h"

/* Notes a look. Looks of one user at one file within ten minutes count as one. Reading does not wait for the disk: a
 * look outlives a killed program, and a power cut may take the last ones. Nothing is noted in a file opened to read
 * only, nor where the medium is full or broken: work goes on, and the next save says so. ST_BUSY: another program holds
 * the file; nothing may be read unnoted, and a moment later it can be. */
enum status look_note(struct store *store, const struct actor *actor, struct id person, struct err *err);

enum look_why { LOOK_AUDIT, LOOK_REQUEST /* of the person */ };
/* Opens the trail of one file for half an hour, and notes that. LOOK_AUDIT: auditors. LOOK_REQUEST: whoever sees the
 * file. ST_DENIED, ST_INVALID (err.field: reason). */
enum status look_ask(struct store *store, const struct actor *actor, struct id person, enum look_why why,
	const char *reason, struct err *err);

/* Who looked at a person's file, newest first; the array is the caller's to free(). ST_DENIED where the trail was not
 * opened by look_ask. Looks that inquire into a colleague are shown to auditors alone. */
struct look_seen { int64_t at_ms; char user[64]; char desk[8]; char what[32]; uint32_t roles; };
enum status look_list(struct store *store, const struct actor *actor, struct id person, int limit, struct look_seen **out,
	int *count, struct err *err);
/* Whether look_ask opened the trail of this file to the actor. */
enum status look_may(struct store *store, const struct actor *actor, struct id person, struct err *err);

/* What an act or a look is called, translated: "opened", "emergency access" ...; the program's own word where it has no
 * other. */
const char *look_label(const char *what);
/* Appends what an act's detail says: "reason: She asked, hours: 2". */
void look_detail(struct str *out, const char *detail);
/* "recorded", "changed" ..., translated. */
const char *look_op_label(enum journal_op op);

/* What was done about a person beside looks and changes: exports, grants, requests ... Newest first, freed with
 * acts_free(); as look_list. */
enum status look_acts(struct store *store, const struct actor *actor, struct id person, int limit, struct act **out,
	int *count, struct err *err);

/* Every change to a person's file, newest first, by whom, where and to which fields, without any value: for who reads
 * the trail and not the file. As look_list. */
struct look_change { int64_t at_ms; char user[64]; char desk[8]; const struct kind *kind; enum journal_op op; char *fields; };
enum status look_changes(struct store *store, const struct actor *actor, struct id person, struct look_change **out,
	int *count, struct err *err);
void look_changes_free(struct look_change *change, int count);

/* Looks are kept so many months (setting trail.keep; 0: for ever). Takes older ones away and says how many. */
#define LOOK_KEEP_MONTHS 60
#define SETTING_TRAIL_KEEP "trail.keep"
enum status look_trim(struct store *store, const struct actor *actor, int64_t *gone, struct err *err);
/* The same by itself, once a month's looks are over: at rest, in any program that may write. */
void look_care(struct store *store, const struct actor *actor);
/* Administrators alone. */
enum status look_keep_set(struct store *store, const struct actor *actor, long months, struct err *err);

#endif
