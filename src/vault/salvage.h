/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading a damaged file past SQLite: page by page, from the file and from its log,
 * whatever still opens.  The damaged file is opened for reading only and nothing is
 * made beside it.  Nobody else may write to it meanwhile.
 *
 * A page is taken from the last whole frame of the log, up to the log's last commit,
 * else from the file.  Where the newest frame of a page is damaged an older state of
 * it is better than none, and counted.
 */
#ifndef VAULT_SALVAGE_H
#define VAULT_SALVAGE_H

#include "vault/vault.h"

#define SALVAGE_PAGE 4096
#define SALVAGE_TEXT 4056          /* bytes of a page that hold data */

struct salvage;

struct salvage_found {
	int64_t pages;                 /* of the database */
	int64_t bad;                   /* not to be opened, among those asked for until now */
	int64_t older;                 /* taken from an older state */
	int64_t frames;                /* of the log, up to the last commit */
	bool header_torn;              /* one of the two copies of the key slots is damaged */
	bool log_cut;                  /* the log is damaged: what was saved last may be missing */
};

/* `keys_from`: a copy of the same file whose key slots are whole; NULL: the file's own. ST_CORRUPT: no slots, or
 * nothing opens by the key that they hold. ST_BUSY: another program has it open. */
enum status salvage_open(const struct vault_options *options, const char *keys_from, struct salvage **out,
	struct err *err);
void salvage_close(struct salvage *salvage);
const struct salvage_found *salvage_found(const struct salvage *salvage);
/* Page `number`, from 1; false when it cannot be opened (zeros then). */
bool salvage_page(struct salvage *salvage, int64_t number, uint8_t out[SALVAGE_PAGE]);
/* A new file with the same key slots; as vault_open() with create and options->fill. */
enum status salvage_new(struct salvage *salvage, const char *to, vault_fill_fn *fill, void *ctx, struct err *err);

#endif
