/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Copies of the file: made while others work, read back from their medium, noted in
 * table backup, and taken away by age where they stand in a folder of copies.
 *
 * Rotation keeps the newest copy of each of the last so many days, weeks and months
 * that have one (as backup programs since the tapes' days: son, father,
 * grandfather). Days without a copy use nothing up, so a holiday or a clock that was
 * wrong for a while takes no copy away; copies dated in the future are never touched.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "base/date.h"
#include "store/acts.h"
#include "store/store.h"

#define SETTING_BACKUP_DAYS "backup.days"      /* Today reminds when the last copy is older; else 7, "0": never */
#define SETTING_BACKUP_KEEP "backup.keep"      /* "7,5,12": days, weeks, months; "all": nothing is taken away */
#define SETTING_BACKUP_PLACE "backup.place"    /* folder or file of the last copy: what the screen proposes */

#define BACKUP_NAME 64
struct backup_keep { int days, weeks, months; bool all; };
/* False when the text is neither "all" nor three numbers of 0 to 999 that keep anything. */
bool backup_keep_parse(const char *text, struct backup_keep *out);
/* The file's setting, or 7,5,12. */
enum status backup_keep_of(struct store *store, struct backup_keep *out, struct err *err);

/* Saves either setting, or both; NULL leaves it. Noted as an act. ST_INVALID: no such number of days (0 to 365), or nothing
 * that backup_keep_parse() takes. */
enum status backup_set(struct store *store, const struct act_by *by, const char *days, const char *keep, struct err *err);

/* One copy that was made. `path` is the list's. */
struct backup {
	struct id id;
	int64_t made_ms, bytes, removed_ms;    /* removed_ms 0: not taken away */
	bool apart;
	char *path, *heads;                    /* heads of the chains that were not empty, parted by blanks */
	char user[64];                         /* "": made by the program before it brought the file up to date */
};
/* Newest first, at most `limit`; freed with backups_free(). Copies that somebody carried or threw away are listed as
 * they were made: nobody told the file. */
enum status backups_list(struct store *store, int limit, struct backup **out, int *count, struct err *err);
void backups_free(struct backup *backup, int count);
/* The newest copy that was not taken away: made_ms 0 when there is none. */
enum status backup_last(struct store *store, int64_t *made_ms, struct err *err);
/* Whole days since the last copy when that is longer than the setting allows; 0: no reminder; -1: there is none, and the
 * file is older than that. A copy dated in the future counts as none: the clock was wrong once. */
enum status backup_due(struct store *store, int64_t now_ms, long *days, struct err *err);

struct backup_done {
	char *path;                            /* of the copy */
	struct vault_copied copied;
	struct chain_head heads[CHAINS];
	bool noted;                            /* false: the file can only be read, or `warning` says why */
	int taken_away;                        /* copies that rotation removed */
	int from_future;                       /* copies of this file in the folder dated after today, left alone */
	struct err warning;                    /* the copy stands, yet it could not be noted, or an old one not removed */
};
void backup_done_clear(struct backup_done *done);

struct backup_order {
	const char *to;                        /* a new file, or a folder */
	const struct backup_keep *keep;        /* NULL: the file's setting; only in a folder */
	bool same_disk;                        /* though earlier copies in this folder lay on another disk */
	vault_progress_fn *progress;           /* may be NULL */
	void *ctx;
};
/* Copies, verifies, notes, rotates, in this order: no older copy goes before the new one was read back from its medium.
 * ST_CANCELLED when progress said so. Failing to note or to rotate is no failure of the copy: see `warning`. Not ST_OK:
 * `done` holds nothing. */
enum status backup_make(struct store *store, const struct act_by *by, const struct backup_order *order,
	struct backup_done *done, struct err *err);

/* "foothold-HA-2026-05-04-0930.db", local time; a number from 2 on behind it where a name is taken: …-0930-2.db. */
void backup_name(char out[BACKUP_NAME], const char *desk, int64_t now_ms, int number);
/* What rotation decides, on names alone. */
enum backup_stay {
	BACKUP_STAYS, BACKUP_GOES,
	BACKUP_FUTURE,         /* dated after today: left alone, and counts for nothing */
	BACKUP_OTHER,          /* not the name of a copy of this desk */
};
void backup_rotate(const char *const *names, int count, const char *desk, struct date today,
	const struct backup_keep *keep, enum backup_stay *out);

#endif
