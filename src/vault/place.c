/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where a file truly stands: symbolic links resolved, and on a disk of this
 * machine.  Write-ahead logging shares memory between the programs that use a
 * file, and locks of network file systems are not to be trusted: such places are
 * refused in words before anything is touched.
 */
#include "config.h"

#include <errno.h>
#include <libgen.h>
#include <mntent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "vault/inside.h"

/* From linux/magic.h and the file systems' own sources; names as people know them. */
static const struct { uint32_t magic; const char *name; } network[] = {
	{ 0x00006969, "NFS" },
	{ 0x0000517B, "SMB" },
	{ 0xFF534D42, "CIFS" },
	{ 0xFE534D42, "SMB2" },
	{ 0x0000564C, "NCP" },
	{ 0x5346414F, "AFS" },
	{ 0x6B414653, "kAFS" },
	{ 0x73757245, "Coda" },
	{ 0x00C36400, "Ceph" },
	{ 0x0BD00BD0, "Lustre" },
	{ 0x01021997, "9P" },
	{ 0x01161970, "GFS2" },
	{ 0x7461636F, "OCFS2" },
	{ 0x47504653, "GPFS" },
};
#define FUSE_MAGIC 0x65735546u

/* FUSE serves local disks (NTFS, exFAT) as well as far ones: its subtype tells. */
static const char *const far_fuse[] = {
	"fuse.sshfs", "fuse.curlftpfs", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph", "fuse.ceph-fuse",
	"fuse.s3fs", "fuse.rclone", "fuse.gcsfuse", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.google-drive-ocamlfuse",
	"fuse.onedriver", "fuse.juicefs", "fuse.moosefs", "fuse.lizardfs",
};

/* Type of the mount that holds the path, by the longest mount point that leads to it; "" when unknown. */
static void mount_type(const char *path, char *type, size_t size)
{
	FILE *mounts = setmntent("/proc/self/mounts", "r");
	struct mntent *m;
	size_t best = 0;

	type[0] = '\0';
	if (!mounts)
		return;
	while ((m = getmntent(mounts))) {
		size_t len = strlen(m->mnt_dir);

		if (len > 1 && (strncmp(path, m->mnt_dir, len) || (path[len] != '/' && path[len] != '\0')))
			continue;
		if (len >= best) {
			best = len;
			str_copy(type, size, m->mnt_type);
		}
	}
	endmntent(mounts);
}

static const char *network_name(const char *folder, uint32_t magic)
{
	static char type[64];

	for (size_t i = 0; i < ARRAY_LEN(network); i++)
		if (network[i].magic == magic)
			return network[i].name;
	if (magic != FUSE_MAGIC)
		return NULL;
	mount_type(folder, type, sizeof(type));
	for (size_t i = 0; i < ARRAY_LEN(far_fuse); i++)
		if (str_same(type, far_fuse[i]))
			return type + strlen("fuse.");
	return NULL;
}

enum status place_check(const char *path, struct err *err)
{
	char *copy = mem_str(path);
	const char *folder = dirname(copy);
	enum status st = ST_OK;
	struct statfs fs;
	const char *name;

	if (statfs(folder, &fs)) {
		st = io_error(err, errno, folder);
	} else {
		name = network_name(folder, (uint32_t)fs.f_type);
		if (name)
			st = err_set(err, ST_IO,
				_("%s lies on a network file system (%s), where two computers can damage a file by "
				  "writing at once. Nothing was opened. Keep the file on a disk of this computer."),
				path, name);
	}
	free(copy);
	return st;
}

/* The folder must be there; the file itself not yet. */
static enum status resolve_new(const char *path, char **out, struct err *err)
{
	char *for_folder = mem_str(path), *for_name = mem_str(path);
	char *folder = realpath(dirname(for_folder), NULL);
	enum status st = ST_OK;

	if (folder)
		*out = mem_fmt("%s/%s", str_same(folder, "/") ? "" : folder, basename(for_name));
	else
		st = io_error(err, errno, dirname(for_folder));
	free(folder);
	free(for_folder);
	free(for_name);
	return st;
}

enum status place_resolve(const char *path, bool create, char **out, struct err *err)
{
	struct stat info;
	char *real;

	*out = NULL;
	if (str_empty(path))
		return err_set(err, ST_USAGE, _("No file was named."));
	if (create) {
		/* A link that leads nowhere is a name that is taken as well. */
		if (!lstat(path, &info))
			return err_set(err, ST_IO, _("%s exists already. Nothing was changed; choose another name for "
						     "the new file."), path);
		return resolve_new(path, out, err);
	}
	real = realpath(path, NULL);
	if (!real && errno == ENOENT)
		return err_set(err, ST_NOTFOUND,
			_("There is no file %s. Make a new one with \"foothold init %s\", or name another."), path, path);
	if (!real)
		return io_error(err, errno, path);
	*out = mem_str(real);
	free(real);
	if (stat(*out, &info))
		return io_error(err, errno, path);
	if (!S_ISREG(info.st_mode))
		return err_set(err, ST_CORRUPT, _("%s is not a Foothold file. Nothing was changed."), path);
	return ST_OK;
}

char *place_uri(const char *path, const char *how)
{
	struct str uri = STR_INIT;

	str_add(&uri, "file:");
	for (const char *p = path; *p; p++) {
		if (*p == '%' || *p == '?' || *p == '#')
			str_addf(&uri, "%%%02x", (unsigned char)*p);
		else
			str_addc(&uri, *p);
	}
	str_addf(&uri, "?%s", how);
	return str_take(&uri);
}
