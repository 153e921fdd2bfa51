/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the way of a paper's copy between the file system and the file. */
#include "exchange/paperfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/document.h"
#include "store/copies.h"

/* One byte more than is kept, so that what is too long shows itself. */
static enum status read_bytes(int fd, const char *name, size_t most, uint8_t **out, size_t *len, struct err *err)
{
	ssize_t got = 1;

	*out = mem_alloc(most + 1);
	*len = 0;
	while (got && *len <= most) {
		got = read(fd, *out + *len, most + 1 - *len);
		if (got < 0 && errno != EINTR)
			return io_error(err, errno, name);
		*len += got > 0 ? (size_t)got : 0;
		got = got < 0 ? 1 : got;
	}
	return ST_OK;
}

static enum status read_file(const char *path, size_t most, uint8_t **out, size_t *len, struct err *err)
{
	bool dash = str_same(path, "-");
	int fd = dash ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat is;
	enum status st = ST_OK;

	*out = NULL;
	*len = 0;
	if (fd < 0)
		return io_error(err, errno, path);
	if (!dash && fstat(fd, &is) == 0 && !S_ISREG(is.st_mode))
		st = err_set(err, ST_INVALID, _("This is no file that could be copied. Nothing was changed."));
	if (st == ST_OK)
		st = read_bytes(fd, dash ? _("standard input") : path, most, out, len, err);
	if (!dash)
		close(fd);
	return st;
}

enum status paperfile_attach(struct store *store, const struct actor *actor, struct id document, const char *path,
	struct id *set, struct err *err)
{
	uint8_t *bytes = NULL;
	size_t len = 0, most;
	enum status st = document_max(store, &most, err);

	if (st == ST_OK)
		st = read_file(path, most, &bytes, &len, err);
	if (st == ST_OK)
		st = document_attach(store, actor, document, bytes, len, set, err);
	copy_free(bytes, len);
	return st;
}

static enum status write_bytes(FILE *to, const char *path, const void *bytes, size_t len, struct err *err)
{
	return fwrite(bytes, 1, len, to) == len && fflush(to) == 0 ? ST_OK : io_error(err, errno, path);
}

static enum status to_path(const char *path, const void *bytes, size_t len, struct err *err)
{
	struct io_file *file;
	enum status st = io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	/* No second copy of it in the stream's own memory. */
	setvbuf(io_stream(file), NULL, _IONBF, 0);
	st = write_bytes(io_stream(file), path, bytes, len, err);
	if (st == ST_OK)
		return io_commit(file, err);
	io_abandon(file);
	return st;
}

static enum status judge_target(const char *path, struct err *err)
{
	if (str_same(path, "-"))
		return isatty(STDOUT_FILENO) ? err_set(err, ST_USAGE, _("A copy is no text for the screen. Please name a file.")) :
			ST_OK;
	return io_taken(path) ? err_set(err, ST_INVALID, _("Something stands at this place already. Nothing was written; please "
		"name another place.")) : ST_OK;
}

enum status paperfile_save(struct store *store, const struct actor *actor, struct id document, const char *path,
	struct err *err)
{
	void *bytes;
	size_t len;
	enum status st = judge_target(path, err);

	if (st == ST_OK)
		st = document_copy_read(store, actor, document, &bytes, &len, err);
	if (st != ST_OK)
		return st;
	st = str_same(path, "-") ? write_bytes(stdout, _("standard output"), bytes, len, err) :
		to_path(path, bytes, len, err);
	copy_free(bytes, len);
	return st;
}
