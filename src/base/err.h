/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How failure travels.  Whatever can fail returns an enum status and takes a
 * last argument struct err *, which may be NULL.  The text is translated and
 * meant for a person: what happened, what was kept, what to do next.  It holds
 * no personal value.  Lower floors never print it.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum status {
	ST_OK = 0,
	ST_DONE,      /* a cursor has no further row; not a failure */
	ST_INVALID,   /* input breaks a rule of its field or kind */
	ST_DENIED,    /* the actor's roles do not allow it */
	ST_NOTFOUND,
	ST_WARNED,    /* a rule warns; nothing was saved, and the same is saved once the person insists */
	ST_CONFLICT,  /* somebody saved another version in between */
	ST_BUSY,      /* another program holds the file for longer than we wait */
	ST_FULL,      /* no room on the medium */
	ST_IO,        /* the medium refuses: missing, unreadable, read-only, broken */
	ST_CORRUPT,   /* the file is damaged or not one of ours */
	ST_NEWER,     /* written by a newer Foothold */
	ST_USAGE,     /* a command was called wrongly */
	ST_CANCELLED, /* the person asked to stop */
};

struct err {
	enum status status;
	char field[64];  /* name of the field at fault, or "" */
	char text[600];
};

/* Fills `err` (if any) from a translated format and returns `status`. */
enum status err_set(struct err *err, enum status status, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The same, naming the field at fault. */
enum status err_field(struct err *err, const char *field, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

void err_clear(struct err *err);

#endif
