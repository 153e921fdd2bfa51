/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold document: the copy of a paper into the file, out of it, and away. */
#include "cases/document.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"
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

static enum status attach(struct call *call, struct id document, struct err *err)
{
	uint8_t *bytes = NULL;
	size_t len = 0, most;
	enum status st = document_max(call->store, &most, err);

	if (st == ST_OK)
		st = read_file(call->argv[2], most, &bytes, &len, err);
	if (st == ST_OK)
		st = document_attach(call->store, &call->actor, document, bytes, len, NULL, err);
	copy_free(bytes, len);
	if (st != ST_OK)
		return st;
	out_line(call, _("The copy is kept, encrypted with the rest of the file. The file it came from still stands where it "
		"was: please delete it there."));
	return call_flush(call, err);
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

static enum status save(struct call *call, struct id document, struct err *err)
{
	const char *path = call->argv[2];
	bool dash = str_same(path, "-");
	void *bytes;
	size_t len;
	enum status st = judge_target(path, err);

	if (st == ST_OK)
		st = document_copy_read(call->store, &call->actor, document, &bytes, &len, err);
	if (st != ST_OK)
		return st;
	st = dash ? write_bytes(stdout, _("standard output"), bytes, len, err) : to_path(path, bytes, len, err);
	copy_free(bytes, len);
	if (st == ST_OK && !dash)
		out_line(call, _("The copy was written where only you may read it, and the trail says so. It is not encrypted there: "
			"please delete it once it is used."));
	return st == ST_OK ? call_flush(call, err) : st;
}

static enum status drop(struct call *call, struct id document, struct err *err)
{
	enum status st = document_drop(call->store, &call->actor, document, err);

	if (st != ST_OK)
		return st;
	out_line(call, _("The copy is erased. That the original was seen stays recorded."));
	return call_flush(call, err);
}

enum status verb_document(struct call *call, struct err *err)
{
	static const struct { const char *word; int operands; enum status (*run)(struct call *, struct id, struct err *); }
		rows[] = { { "attach", 3, attach }, { "save", 3, save }, { "drop", 2, drop } };
	struct id document;
	enum status st;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (!str_same(rows[i].word, call->argv[0]) || call->argc != rows[i].operands)
			continue;
		st = read_resolve(call->store, &call->actor, register_kind("document"), call->argv[1], &document, err);
		return st == ST_OK ? rows[i].run(call, document, err) : st;
	}
	return err_set(err, ST_USAGE, _("Say “document attach ID FILE”, “document save ID FILE” or “document drop ID”."));
}
