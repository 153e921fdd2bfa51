/* SPDX-License-Identifier: EUPL-1.2 */
/* Papers all but out of the program; see way.h. */
#include "config.h"

#include "paper/way.h"

#include <errno.h>
#include <stdio.h>

enum status way_begin(struct way *way, const char *path, const char *printer, const struct str *bytes, struct err *err)
{
	enum status st;

	*way = (struct way){ NULL, NULL };
	if (!path) {
		st = printer_open(printer, &way->printer, err);
		return st == ST_OK ? printer_write(way->printer, bytes->s, bytes->len, err) : st;
	}
	if (io_taken(path))
		return io_error(err, EEXIST, path);
	st = io_create(path, 0600, &way->file, err);
	/* Out of our hands as well, so that a full disk is known before it is noted. */
	if (st == ST_OK && (fwrite(bytes->s, 1, bytes->len, io_stream(way->file)) != bytes->len || fflush(io_stream(way->file)) != 0))
		st = io_error(err, errno, path);
	return st;
}

enum status way_end(struct way *way, struct err *err)
{
	return way->file ? io_commit(way->file, err) : printer_close(way->printer, err);
}

void way_abandon(struct way *way)
{
	io_abandon(way->file);
	printer_abandon(way->printer);
	*way = (struct way){ NULL, NULL };
}
