/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A CSV file, or vacancies as schema.org describes them, into records of one kind.  First every row is checked, into a
 * temporary table and without a write lock; then the good ones are written in
 * batches under one change set, which is undone as one.  All or nothing, unless
 * the good rows are to be kept.  Rows that are not imported stand in a rejects
 * file that only its owner reads: the row as it was, line, column and reason.  People (and
 * records with the same key) who are already there count as known: they are
 * reported there too and are no fault.  Interrupted, the same call goes on where it
 * stopped.
 */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include "exchange/mapping.h"
#include "register/change.h"

enum import_phase { IMPORT_CHECKING, IMPORT_WRITING };
/* checking: bytes of the file; writing: rows. Returning false stops. */
typedef bool import_progress(void *ctx, enum import_phase phase, int64_t done, int64_t total);

struct import_options {
	const char *path;
	const struct kind *kind;
	const char *map;            /* see mapping.h; NULL: by name */
	const char *date_format;    /* "%d.%m.%Y"; NULL: 2026-05-04, 2026-05 or 2026 */
	const char *encoding;       /* NULL: recognised */
	char delimiter;             /* 0: recognised */
	const char *empty;          /* cells of exactly this text count as empty (".", "n/a"); NULL: none */
	const char *key; /* sortable field or title whose value tells that a record is already there; NULL:
			    none */
	const char *plan;           /* people get a plan from this template; NULL: none */
	const char *rejects;        /* NULL: PATH.rejects.csv */
	bool keep_good;             /* write the good rows though others are bad */
	bool keep_known;            /* import people who seem to be known as well */
	bool again;                 /* although this very file was imported before */
	bool dry_run;               /* check and report; change nothing */
	import_progress *progress;  /* NULL: none */
	void *ctx;
};

enum reject_why { REJECT_BAD, REJECT_KNOWN };
struct import_reject {
	enum reject_why why;
	long line;
	char *column;               /* head of the column at fault, or "" */
	char *reason;               /* translated; holds no value of a person */
};
#define IMPORT_REJECTS_KEPT 20
/* What the gate left out of a vacancy's texts; see sift.h. */
struct import_omission {
	long line;
	const struct field *field;
	const char *ground;         /* N_() */
	char *words;
};

struct import_result {
	int64_t rows;               /* records of the file behind its head */
	int64_t good, bad, known;
	int64_t written;            /* by this call; 0 on a dry run */
	int64_t made;               /* records made for names that meant none yet; see made.h */
	int64_t resumed;            /* rows that an interrupted call before this one had dealt with */
	struct id set;              /* the change set; none when nothing was written */
	char *encoding;
	char delimiter;
	bool postings;              /* of schema.org: the columns are the program's own */
	struct mapping *mapping;    /* what became of the columns; NULL when the head could not be read */
	char *rejects;              /* path of the rejects file; NULL when there is none */
	struct import_reject reject[IMPORT_REJECTS_KEPT];  /* the first ones */
	int n_rejects;
	int64_t omitted;            /* sentences that the gate left out of good rows */
	struct import_omission omission[IMPORT_REJECTS_KEPT];
	int n_omissions;            /* the first ones */
};

/* ST_INVALID with bad rows and without keep_good: nothing was written. ST_CANCELLED: nothing was written when
 * still checking; else the batches written stand, result->set names them. The result is filled as far as it
 * went, whatever the status. */
enum status import_run(struct store *store, const struct actor *actor, const struct import_options *options,
	struct import_result *result, struct err *err);
void import_result_clear(struct import_result *result);

#endif
