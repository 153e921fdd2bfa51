/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What SQLite answers, in words for a person: what happened, what was kept, what
 * to do.  SQLite's own messages may quote values and stay out, except those about
 * a missing table or column, which quote the program's own SQL alone.
 */
#include "config.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>

#include "base/mem.h"
#include "base/msg.h"
#include "vault/vault.h"

struct answer {
	int code;              /* extended, or basic for all of its kind */
	enum status status;
	const char *text;
};

static const char full[] = N_("There is no room left on the disk. What was saved before is kept, this change is not; "
			      "make room and save again.");
static const char busy[] = N_("Another program has been writing to the file for too long. Nothing was changed; try again "
			      "in a moment.");
static const char read_only[] = N_("The file or its folder can only be read, not written. Nothing was changed; ask who "
				   "looks after this computer for the right to write there.");
static const char damaged[] = N_("The file is damaged. Nothing was changed; put a copy of it aside, run \"foothold check\" "
				 "to see what is affected, and go back to the latest backup.");
static const char broken[] = N_("The disk reports an error. What was saved before is kept, this change is not; check the "
				"disk and its cable, make a backup elsewhere, and try again.");

/* The first row that fits, extended codes before basic ones. */
static const struct answer answers[] = {
	{ SQLITE_READONLY_DBMOVED, ST_IO, N_("The file was moved, replaced or deleted while it was open. Nothing was "
		"changed; close the program and open the file again.") },
	{ SQLITE_IOERR_DATA, ST_CORRUPT, damaged },
	{ SQLITE_IOERR_NOMEM, ST_IO, N_("There is not enough memory for this. Nothing was changed; close other programs "
		"and try again.") },
	{ SQLITE_CONSTRAINT_FOREIGNKEY, ST_INVALID, N_("This refers to a record that is not in the file, or other records "
		"still refer to it. Nothing was changed; look at what belongs to it first.") },
	{ SQLITE_CONSTRAINT_UNIQUE, ST_INVALID, N_("A record with the same number stands in the file already. Nothing was "
		"changed; open that one instead.") },
	{ SQLITE_CONSTRAINT_PRIMARYKEY, ST_INVALID, N_("A record with the same number stands in the file already. Nothing "
		"was changed; open that one instead.") },
	{ SQLITE_BUSY, ST_BUSY, busy },
	{ SQLITE_LOCKED, ST_BUSY, busy },
	{ SQLITE_PROTOCOL, ST_BUSY, busy },
	{ SQLITE_FULL, ST_FULL, full },
	{ SQLITE_READONLY, ST_IO, read_only },
	{ SQLITE_CANTOPEN, ST_IO, N_("The file, or the working files beside it, cannot be opened. Nothing was changed; see "
		"whether you may read and write the file and its folder.") },
	{ SQLITE_PERM, ST_IO, read_only },
	{ SQLITE_CORRUPT, ST_CORRUPT, damaged },
	{ SQLITE_NOTADB, ST_CORRUPT, N_("This is not a Foothold file, or its beginning is damaged. Nothing was changed; see "
		"whether you named the right file.") },
	{ SQLITE_FORMAT, ST_CORRUPT, damaged },
	{ SQLITE_IOERR, ST_IO, broken },
	{ SQLITE_NOLFS, ST_IO, broken },
	{ SQLITE_NOMEM, ST_IO, N_("There is not enough memory for this. Nothing was changed; close other programs and try "
		"again.") },
	{ SQLITE_CONSTRAINT, ST_INVALID, N_("This breaks a rule of the file. Nothing was changed; look through what was "
		"entered.") },
	{ SQLITE_MISMATCH, ST_INVALID, N_("This breaks a rule of the file. Nothing was changed; look through what was "
		"entered.") },
	{ SQLITE_TOOBIG, ST_INVALID, N_("This is too long to be stored. Nothing was changed; shorten it.") },
	{ SQLITE_INTERRUPT, ST_CANCELLED, N_("Stopped as you asked. Nothing was changed.") },
	{ SQLITE_AUTH, ST_DENIED, N_("The program tried to change what it may not change here. Nothing was changed; please "
		"report this as a fault of the program.") },
	{ SQLITE_SCHEMA, ST_BUSY, N_("Another program has just brought the file up to date. Nothing was changed; try again.") },
};

static const struct answer *answer_for(int rc)
{
	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		if (answers[i].code == rc || answers[i].code == (rc & 0xff))
			return &answers[i];
	return NULL;
}

static bool means_full(int sys)
{
	return sys == ENOSPC || sys == EDQUOT || sys == EFBIG;
}

static bool means_broken(int sys)
{
	return sys == EIO || sys == ENXIO || sys == ENODEV;
}

/* Whether the system's last word about the file or its log was of this kind. */
static bool said_by_system(sqlite3 *db, bool (*means)(int sys))
{
	sqlite3_file *log = NULL;
	int sys = 0;

	if (means(sqlite3_system_errno(db)))
		return true;
	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &sys) == SQLITE_OK && means(sys))
		return true;
	sys = 0;
	return sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK && log && log->pMethods &&
		log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &sys) == SQLITE_OK && means(sys);
}

/* No room is the most frequent error of a disk and has its own sentence. */
static bool no_room(sqlite3 *db, int rc)
{
	return db && (rc & 0xff) == SQLITE_IOERR && said_by_system(db, means_full);
}

/* What could not be read SQLite sometimes takes for damage. */
static bool unreadable(sqlite3 *db, int rc)
{
	return db && (rc & 0xff) == SQLITE_CORRUPT && said_by_system(db, means_broken);
}

enum status vault_fail(struct sqlite3 *db, int rc, struct err *err)
{
	const struct answer *answer = answer_for(rc);

	if (no_room(db, rc))
		return err_set(err, ST_FULL, "%s", _(full));
	if (unreadable(db, rc))
		return err_set(err, ST_IO, "%s", _(broken));
	if (answer)
		return err_set(err, answer->status, "%s", _(answer->text));
	return err_set(err, ST_CORRUPT, _("The file lacks something this program needs (%s). Nothing was changed; run "
					  "\"foothold check\"."), db ? sqlite3_errmsg(db) : sqlite3_errstr(rc));
}
