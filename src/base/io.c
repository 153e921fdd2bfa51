/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes beside, syncs, renames; and puts errno into words. */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"

struct io_file {
	FILE *stream;
	char *path;
	char *beside;      /* where it grows until it is whole */
};

static void forget(struct io_file *f)
{
	free(f->path);
	free(f->beside);
	free(f);
}

/* A folder, a device or a pipe is not replaced by a file. */
static enum status check_place(const char *path, struct err *err)
{
	struct stat info;

	if (lstat(path, &info) != 0 || S_ISREG(info.st_mode) || S_ISLNK(info.st_mode))
		return ST_OK;
	if (S_ISDIR(info.st_mode))
		return io_error(err, EISDIR, path);
	return err_set(err, ST_IO, _("“%s” is no ordinary file and is left as it is. Choose another name."), path);
}

enum status io_create(const char *path, mode_t mode, struct io_file **out, struct err *err)
{
	struct io_file *f;
	enum status st = check_place(path, err);
	int fd;

	*out = NULL;
	if (st != ST_OK)
		return st;
	f = mem_alloc(sizeof(*f));
	f->path = mem_str(path);
	f->beside = mem_fmt("%s.XXXXXX", path);
	fd = mkostemp(f->beside, O_CLOEXEC);
	if (fd >= 0 && fchmod(fd, mode) == 0 && (f->stream = fdopen(fd, "w")) != NULL) {
		*out = f;
		return ST_OK;
	}
	st = io_error(err, errno, path);
	if (fd >= 0) {
		close(fd);
		unlink(f->beside);
	}
	forget(f);
	return st;
}

FILE *io_stream(struct io_file *f)
{
	return f->stream;
}

/* A rename is only durable once its directory is. */
static int sync_directory(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash ? mem_strn(path, slash == path ? 1 : (size_t)(slash - path)) : mem_str(".");
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int failed = 0;

	free(dir);
	if (fd < 0)
		return errno;
	if (fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
		failed = errno;
	close(fd);
	return failed;
}

enum status io_commit(struct io_file *f, struct err *err)
{
	int failed = 0;
	enum status st = ST_OK;

	errno = 0;
	if (fflush(f->stream) != 0 || fsync(fileno(f->stream)) != 0 || ferror(f->stream))
		failed = errno ? errno : EIO;
	if (fclose(f->stream) != 0 && !failed)
		failed = errno;
	if (!failed && rename(f->beside, f->path) != 0)
		failed = errno;
	if (failed)
		unlink(f->beside);
	else
		failed = sync_directory(f->path);
	if (failed)
		st = io_error(err, failed, f->path);
	forget(f);
	return st;
}

void io_abandon(struct io_file *f)
{
	if (!f)
		return;
	fclose(f->stream);
	unlink(f->beside);
	forget(f);
}

bool io_taken(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0;
}

enum status io_error(struct err *err, int errnum, const char *path)
{
	switch (errnum) {
	case ENOENT:
		return err_set(err, ST_NOTFOUND, _("There is no file “%s”. Check its name and folder."), path);
	case EACCES:
	case EPERM:
		return err_set(err, ST_IO, _("You have no permission to use “%s”. Nothing was changed; ask whoever "
			"looks after this computer for access."), path);
	case EROFS:
		return err_set(err, ST_IO, _("“%s” is on a medium that can only be read. Nothing was changed; choose "
			"another place."), path);
	case ENOSPC:
	case EDQUOT:
		return err_set(err, ST_FULL, _("There is no room left for “%s”. What was saved before is kept; make "
			"room and try again."), path);
	case EISDIR:
		return err_set(err, ST_IO, _("“%s” is a folder; a file is needed here."), path);
	case ENOTDIR:
		return err_set(err, ST_NOTFOUND, _("A part of the path “%s” is not a folder. Check its name."), path);
	case EEXIST:
		return err_set(err, ST_IO, _("“%s” is there already and is left as it is. Choose another name."), path);
	case ENAMETOOLONG:
		return err_set(err, ST_IO, _("The name “%s” is too long. Choose a shorter one."), path);
	default:
		return err_set(err, ST_IO, _("“%s” cannot be used (%s). What was saved before is kept."), path,
			strerror(errnum));
	}
}
