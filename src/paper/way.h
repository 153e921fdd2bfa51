/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A paper's way out of the program when the file has to know of it: all but the last step is taken, a full disk or a
 * refusing printer shows then and nothing was noted; the file notes it; the last step makes it stand outside.  Whatever
 * happens in between, nothing is out that is not noted.
 *
 *	st = way_begin(&way, path, printer, bytes, err);
 *	st = st == ST_OK ? note it : st;
 *	if (st != ST_OK)
 *		way_abandon(&way);
 *	else
 *		st = way_end(&way, err);
 */
#ifndef PAPER_WAY_H
#define PAPER_WAY_H

#include "base/err.h"
#include "base/io.h"
#include "base/str.h"
#include "paper/printer.h"

struct way { struct io_file *file; struct printer *printer; };

/* Into a new file, for its owner alone, or without `path` to this printer (NULL: the usual one). After a failure as well the
 * way is to be abandoned. */
enum status way_begin(struct way *way, const char *path, const char *printer, const struct str *bytes, struct err *err);
/* Its name, or the end of the job; the way is gone in any case. */
enum status way_end(struct way *way, struct err *err);
/* Nothing stands there, nothing is printed. */
void way_abandon(struct way *way);

#endif
