/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening files that stand beside the one in use (a backup, a damaged one): who, and by which passphrase. */
#ifndef COMMANDS_ASIDE_H
#define COMMANDS_ASIDE_H

#include "commands/command.h"

/* A name and a passphrase that were asked for once and open several files. */
struct aside {
	char user[64];
	struct secret *passphrase;
};
/* For the file at `path`, whose slots tell whether a name is needed; `words`: a passphrase file, or NULL: as the call
 * has it, else asked for at the terminal. */
enum status aside_login(struct call *call, const char *path, const char *words, struct aside *out, struct err *err);
void aside_end(struct aside *aside);
void aside_vault_options(const struct aside *aside, const char *path, struct vault_options *out);
/* A progress function for copies. */
bool aside_tell(void *ctx, int64_t done, int64_t total);
/* The file and what SQLite may have left beside it. */
void aside_unlink(const char *path);

#endif
