/* SPDX-License-Identifier: EUPL-1.2 */
/* What the parts of the vault share among themselves; nobody else includes it. */
#ifndef VAULT_INSIDE_H
#define VAULT_INSIDE_H

#include <sqlite3.h>
#include <sys/types.h>

#include "vault/keys.h"
#include "vault/vault.h"

/* "FHLD", at byte 68 of every file of ours. */
#define VAULT_APPLICATION_ID 0x46484C44

struct vault {
	sqlite3 *db;
	char *path;
	struct keys keys;
	bool read_only;
	bool still;
	bool setting;                  /* the vault itself changes a setting: the fence lets it */
	vault_guard_fn *guard;
	void *guard_ctx;
};

/* place.c: where the file truly stands. *out is yours. */
enum status place_resolve(const char *path, bool create, char **out, struct err *err);
/* Refuses file systems whose locks cannot be trusted between machines. */
enum status place_check(const char *path, struct err *err);
/* A path as SQLite takes it with settings of its own: "immutable=1" gives "file:/a/b?immutable=1". Yours. */
char *place_uri(const char *path, const char *how);
/* create.c: makes the file under a temporary name, fills it, gives it its name. */
enum status create_file(const char *path, const struct vault_options *options, const struct secret *passphrase,
	struct err *err);
/* The same with a header that is there already, for which `keys` are. */
enum status create_with(const char *path, const struct header *h, const struct vault_options *options,
	const struct keys *keys, struct err *err);
/* What new passphrases cost to try: cost.c; test programs bring a cheap one of their own. */
struct header_cost vault_new_cost(void);
/* A connection to a vault whose data key is known: for copies, and for the file just made. Beside SQLite's flags:
 * OPEN_STILL, see vault_options.still. */
#define OPEN_STILL 0x40000000
int connect_again(const struct keys *keys, const char *path, int flags, sqlite3 **out);
/* Takes `name` for the file at `temporary`, never replacing another; 0 or -1 with errno. */
int create_take_name(const char *temporary, const char *name);
/* Makes the names in the folder of this file durable; 0 or -1 with errno. */
int create_sync_folder(const char *name);
/* vault.c: the passphrase by the options' ways; yours. */
enum status vault_get_passphrase(const struct vault_options *options, struct secret **out, struct err *err);
/* look.c: a handle for reading, through SQLite's own VFS, which does not let go of this process's locks when one of
 * several handles is closed. An SQLite code; closed in any case. */
int below_open(const char *path, sqlite3_file **out, sqlite3_filename *name);
void below_close(sqlite3_file *file, sqlite3_filename name);
/* vault.c: whether this connection waits for its turn, as it does from the start. */
void vault_patient(struct vault *vault, bool patient);
/* fence.c */
void fence_raise(struct vault *vault);

#endif
