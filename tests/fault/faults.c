/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The calls themselves.  For a power failure every write keeps what it replaced
 * until its file is synced; at the failure that is put back, so that the disk
 * holds what it is sure to hold and no more.  The shared index beside the file is
 * memory and does not outlive the machine.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
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

static struct fault_plan plan;
static bool armed, failing;
static long count;
static struct replaced *unsynced;
static const char *const *watched_words;
static long watched, seen;

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

static void synced(int fd)
{
	struct replaced **at = &unsynced, *r;
	struct stat info;

	if (fstat(fd, &info))
		return;
	while ((r = *at)) {
		if (r->file == info.st_ino) {
			*at = r->next;
			free(r);
		} else {
			at = &r->next;
		}
	}
}

static void put_back(const struct replaced *r, bool whole)
{
	int fd = open(r->path, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return;
	if (whole)
		syscall(SYS_ftruncate, fd, r->size);
	/* Torn: what was never written reads as zeros where later writes stand behind it. */
	if (whole ? r->old_len > 0 : r->len > 0)
		syscall(SYS_pwrite64, fd, r->old, whole ? r->old_len : r->len, r->at);
	close(fd);
}

static void lose_unsynced(void)
{
	char shared[300];
	unsigned random = plan.seed * 2654435761u + 1;

	for (const struct replaced *r = unsynced; r; r = r->next) {
		size_t len = strlen(r->path);

		random = random * 1664525u + 1013904223u;
		if (plan.kind == FAULT_POWER || random >> 31)
			put_back(r, plan.kind == FAULT_POWER);
		snprintf(shared, sizeof(shared), "%.*s-shm", (int)(len > 4 && !strcmp(r->path + len - 4, "-wal") ? len - 4 :
			len), r->path);
		syscall(SYS_unlink, shared);
	}
}

static void die(void)
{
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
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
	return judge(0) < 0 ? -1 : (int)syscall(SYS_unlink, path);
}

int link(const char *from, const char *to)
{
	return judge(0) < 0 ? -1 : (int)syscall(SYS_link, from, to);
}

int rename(const char *from, const char *to)
{
	return judge(0) < 0 ? -1 : (int)syscall(SYS_rename, from, to);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	return judge(0) < 0 ? -1 : (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
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
