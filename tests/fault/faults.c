/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The calls themselves.  For a power failure every write keeps what it replaced
 * until its file is synced, and every name made, changed or taken away is kept
 * until its folder is; at the failure that is put back, so that the disk holds
 * what it is sure to hold and no more.  The shared index beside the file is memory
 * and does not outlive the machine.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "faults.h"

struct replaced {
	struct replaced *next;     /* the write before this one */
	ino_t file;
	char path[256];
	off_t size, at;
	size_t len, old_len;
	unsigned char old[];
};

/* A change of names in a folder. */
struct naming {
	struct naming *next;       /* the one before this */
	enum naming_kind { MADE, NAMED_ANEW, GONE } what;
	ino_t folder;
	char path[256], other[256];    /* NAMED_ANEW: from, to; GONE: the name, where it is kept aside */
};

static struct fault_plan plan;
static bool armed, failing;
static long count;
static struct replaced *unsynced;
static struct naming *unsynced_names;
static const char *const *watched_words;
static long watched, seen;

static void die(void)
{
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

static void lose_unsynced(void);

void faults_power_now(void)
{
	lose_unsynced();
	die();
}

void faults_arm(const struct fault_plan *p)
{
	plan = *p;
	armed = true;
	failing = false;
	count = 0;
}

long faults_disarm(void)
{
	armed = false;
	return count;
}

static bool power(void)
{
	return armed && (plan.kind == FAULT_POWER || plan.kind == FAULT_POWER_TORN);
}

void faults_watch(const char *const *words)
{
	watched_words = words;
	if (words)
		watched = seen = 0;
}

long faults_watched(void)
{
	return watched;
}

long faults_seen(void)
{
	return seen;
}

static void watch(int fd, const void *bytes, size_t len)
{
	char link[64], path[256];
	ssize_t n;

	watched += (long)len;
	for (const char *const *word = watched_words; *word; word++) {
		if (!memmem(bytes, len, *word, strlen(*word)))
			continue;
		seen++;
		snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
		n = readlink(link, path, sizeof(path) - 1);
		path[n < 0 ? 0 : n] = '\0';
		fprintf(stderr, "“%s” is written to %s\n", *word, path);
	}
}

/* Keeps what [at, at + len) holds, and the file's size. */
static void remember(int fd, off_t at, size_t len)
{
	struct replaced *r;
	struct stat info;
	char link[64];
	ssize_t n;

	if (!power() || fstat(fd, &info) || !S_ISREG(info.st_mode))
		return;
	r = calloc(1, sizeof(*r) + len);
	if (!r)
		abort();
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, r->path, sizeof(r->path) - 1);
	r->path[n < 0 ? 0 : n] = '\0';
	r->file = info.st_ino;
	r->size = info.st_size;
	r->at = at;
	r->len = len;
	n = syscall(SYS_pread64, fd, r->old, len, at);
	r->old_len = n < 0 ? 0 : (size_t)n;
	r->next = unsynced;
	unsynced = r;
}

static bool shared_index(const char *path)
{
	size_t len = strlen(path);

	return len > 4 && !strcmp(path + len - 4, "-shm");
}

static ino_t folder_of(const char *path)
{
	struct stat info;
	char copy[256];
	char *slash;

	snprintf(copy, sizeof(copy), "%s", path);
	slash = strrchr(copy, '/');
	if (slash)
		slash[slash == copy] = '\0';
	return stat(slash ? copy : ".", &info) ? 0 : info.st_ino;
}

static void remember_name(enum naming_kind what, const char *path, const char *other)
{
	struct naming *n = calloc(1, sizeof(*n));

	if (!n)
		abort();
	n->what = what;
	n->folder = folder_of(path);
	snprintf(n->path, sizeof(n->path), "%s", path);
	snprintf(n->other, sizeof(n->other), "%s", other);
	n->next = unsynced_names;
	unsynced_names = n;
}

/* A second name, so that the file can have its first one back. */
static void remember_gone(const char *path)
{
	static int kept;
	char aside[256];

	if (!power() || shared_index(path))
		return;
	snprintf(aside, sizeof(aside), "%.200s.gone-%d-%d", path, (int)getpid(), ++kept);
	if (!syscall(SYS_link, path, aside))
		remember_name(GONE, path, aside);
}

static void names_synced(ino_t folder)
{
	struct naming **at = &unsynced_names, *n;

	while ((n = *at)) {
		if (n->folder == folder) {
			*at = n->next;
			if (n->what == GONE)
				syscall(SYS_unlink, n->other);
			free(n);
		} else {
			at = &n->next;
		}
	}
}

/* Newest first. */
static void lose_names(void)
{
	for (const struct naming *n = unsynced_names; n; n = n->next) {
		if (n->what == MADE)
			syscall(SYS_unlink, n->path);
		else
			syscall(SYS_rename, n->other, n->path);
	}
}

static void synced(int fd)
{
	struct replaced **at = &unsynced, *r;
	struct stat info;

	if (fstat(fd, &info))
		return;
	if (S_ISDIR(info.st_mode)) {
		names_synced(info.st_ino);
		return;
	}
	while ((r = *at)) {
		if (r->file == info.st_ino) {
			*at = r->next;
			free(r);
		} else {
			at = &r->next;
		}
	}
}

enum { SECTOR = 512 };

static unsigned random_bits(void)
{
	static unsigned state;

	if (!state)
		state = plan.seed * 2654435761u + 1;
	state = state * 1664525u + 1013904223u;
	return state >> 16;
}

/* The disk writes sectors whole, in any order: some of them are as they were. */
static void put_sectors_back(int fd, const struct replaced *r)
{
	for (size_t at = 0; at < r->len; at += SECTOR)
		if (random_bits() & 1)
			syscall(SYS_pwrite64, fd, r->old + at, r->len - at < SECTOR ? r->len - at : SECTOR, r->at + (off_t)at);
}

static void put_back(const struct replaced *r, bool whole)
{
	long fd = syscall(SYS_openat, AT_FDCWD, r->path, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return;
	if (whole)
		syscall(SYS_ftruncate, fd, r->size);
	/* Torn: what was never written reads as zeros where later writes stand behind it. */
	if (whole && r->old_len > 0)
		syscall(SYS_pwrite64, fd, r->old, r->old_len, r->at);
	else if (!whole && random_bits() & 1)
		put_sectors_back((int)fd, r);
	else if (!whole && r->len > 0)
		syscall(SYS_pwrite64, fd, r->old, r->len, r->at);
	syscall(SYS_close, fd);
}

static void lose_unsynced(void)
{
	char shared[300];

	if (plan.kind == FAULT_POWER || random_bits() & 1)
		lose_names();
	for (const struct replaced *r = unsynced; r; r = r->next) {
		size_t len = strlen(r->path);

		if (plan.kind == FAULT_POWER || random_bits() & 1)
			put_back(r, plan.kind == FAULT_POWER);
		snprintf(shared, sizeof(shared), "%.*s-shm", (int)(len > 4 && !strcmp(r->path + len - 4, "-wal") ? len - 4 :
			len), r->path);
		syscall(SYS_unlink, shared);
	}
}

/* What becomes of a call that writes `len` bytes (0: another call): the bytes to write, or -1 with errno. */
static ssize_t judge(size_t len)
{
	bool now;

	if (!armed)
		return (ssize_t)len;
	now = ++count == plan.at;
	switch (plan.kind) {
	case FAULT_NONE:
		break;
	case FAULT_KILL:
		if (now)
			die();
		break;
	case FAULT_TEAR:
		if (now && !len)
			die();
		if (now)
			return (ssize_t)(len / 2);
		break;
	case FAULT_POWER:
	case FAULT_POWER_TORN:
		if (now) {
			lose_unsynced();
			die();
		}
		break;
	case FAULT_ONCE:
	case FAULT_ERROR:
		failing = now || (failing && plan.kind == FAULT_ERROR);
		break;
	case FAULT_SHORT:
		if (now && len > 1) {
			failing = true;
			return (ssize_t)(len / 2);
		}
		failing = failing || now;
		break;
	}
	if (failing) {
		errno = plan.error;
		return -1;
	}
	return (ssize_t)len;
}

static void torn(void)
{
	if (armed && plan.kind == FAULT_TEAR && count == plan.at)
		die();
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
	ssize_t n = judge(len);

	if (n < 0)
		return n;
	remember(fd, at, (size_t)n);
	if (watched_words)
		watch(fd, bytes, (size_t)n);
	n = syscall(SYS_pwrite64, fd, bytes, (size_t)n, at);
	torn();
	return n;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	return pwrite64(fd, bytes, len, at);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	struct stat info;
	ssize_t n;

	/* Pipes and terminals are not the ground under the file. */
	if (fstat(fd, &info) || !S_ISREG(info.st_mode))
		return syscall(SYS_write, fd, bytes, len);
	n = judge(len);
	if (n < 0)
		return n;
	remember(fd, lseek(fd, 0, SEEK_CUR), (size_t)n);
	if (watched_words)
		watch(fd, bytes, (size_t)n);
	n = syscall(SYS_write, fd, bytes, (size_t)n);
	torn();
	return n;
}

static int synchronise(long call, int fd)
{
	long rc;

	if (judge(0) < 0)
		return -1;
	rc = syscall(call, fd);
	if (!rc)
		synced(fd);
	return (int)rc;
}

int fsync(int fd)
{
	return synchronise(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	return synchronise(SYS_fdatasync, fd);
}

int ftruncate64(int fd, off64_t size)
{
	struct stat info;

	if (judge(0) < 0)
		return -1;
	if (!fstat(fd, &info) && info.st_size > size)
		remember(fd, size, (size_t)(info.st_size - size));
	else
		remember(fd, size, 0);
	return (int)syscall(SYS_ftruncate, fd, size);
}

int ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

int unlink(const char *path)
{
	if (judge(0) < 0)
		return -1;
	remember_gone(path);
	return (int)syscall(SYS_unlink, path);
}

int link(const char *from, const char *to)
{
	long rc;

	if (judge(0) < 0)
		return -1;
	rc = syscall(SYS_link, from, to);
	if (!rc && power())
		remember_name(MADE, to, "");
	return (int)rc;
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	long rc;

	if (judge(0) < 0)
		return -1;
	if (!flags)
		remember_gone(to);             /* what is replaced has its name again when this is lost */
	rc = syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
	if (!rc && power())
		remember_name(NAMED_ANEW, from, to);
	return (int)rc;
}

int rename(const char *from, const char *to)
{
	return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* Only to know which names are new: opening fails by itself often enough. */
int open64(const char *path, int flags, ...)
{
	bool is_new = power() && (flags & O_CREAT) && !shared_index(path) && access(path, F_OK) != 0;
	va_list args;
	mode_t mode;
	long fd;

	va_start(args, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	fd = syscall(SYS_openat, AT_FDCWD, path, flags | O_LARGEFILE, mode);
	if (fd >= 0 && is_new)
		remember_name(MADE, path, "");
	return (int)fd;
}

int open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open64(path, flags, mode);
}

ssize_t pread64(int fd, void *bytes, size_t len, off64_t at)
{
	if (armed && plan.reads && judge(0) < 0)
		return -1;
	return syscall(SYS_pread64, fd, bytes, len, at);
}

ssize_t pread(int fd, void *bytes, size_t len, off_t at)
{
	return pread64(fd, bytes, len, at);
}
