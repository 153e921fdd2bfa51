/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The printer, reached through lp alone: what is to be printed goes down a pipe, so
 * that no paper ever lies in a temporary file.  The job is called "Foothold" whatever
 * it holds, since titles stand in queues and process lists that others read.
 *
 *	struct printer *printer;
 *	enum status st = printer_open(name, &printer, err);
 *	if (st == ST_OK)
 *		st = printer_write(printer, bytes, len, err) ...
 *	st = st == ST_OK ? printer_close(printer, err) : (printer_abandon(printer), st);
 */
#ifndef PAPER_PRINTER_H
#define PAPER_PRINTER_H

#include <stddef.h>

#include "base/err.h"

struct printer;

/* A job for this printer; NULL or "": the one that lp usually takes. ST_INVALID: no printer can be called so;
 * ST_NOTFOUND: there is no lp here. */
enum status printer_open(const char *name, struct printer **out, struct err *err);
/* Text (UTF-8) or PDF; lp tells by how it begins. ST_IO when lp takes no more, and why it said so; the job is then
 * still to be abandoned. */
enum status printer_write(struct printer *printer, const void *bytes, size_t len, struct err *err);
/* All was written: waits until lp has taken it over. ST_OK: it stands in the queue, which is all that can be known.
 * The printer is gone in any case. */
enum status printer_close(struct printer *printer, struct err *err);
/* Nothing is printed: lp is ended before it could see an end of the job. NULL is fine. */
void printer_abandon(struct printer *printer);

/* All at once. */
enum status printer_send(const char *name, const void *bytes, size_t len, struct err *err);

/* How long, in milliseconds, lp may take nothing at all before it is given up; for tests. 0: the usual 30 seconds. */
void printer_patience(int ms);

#endif
