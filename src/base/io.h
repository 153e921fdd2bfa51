/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that are whole or not there: written beside, synced, renamed. */
#ifndef BASE_IO_H
#define BASE_IO_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/err.h"

struct io_file;                                     /* a file being written */
enum status io_create(const char *path, mode_t mode, struct io_file **out, struct err *err);
FILE *io_stream(struct io_file *f);
/* Flushes, syncs, renames into place; on failure nothing stands at the path and f is gone as well. */
enum status io_commit(struct io_file *f, struct err *err);
void io_abandon(struct io_file *f);
/* Something stands there already. */
bool io_taken(const char *path);
/* A sentence for errno about a file the person named (the path is theirs, not personal data). */
enum status io_error(struct err *err, int errnum, const char *path);

#endif
