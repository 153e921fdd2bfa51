/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A new file out of what a damaged one still gives: every row that can be read,
 * also from pages that no tree leads to any more, and a list of what is missing.
 * What can be made anew from records (search keys, what Today reads) is left out.
 */
#ifndef STORE_SALVAGE_H
#define STORE_SALVAGE_H

#include "base/id.h"
#include "store/store.h"
#include "vault/salvage.h"

struct salvaged_table {
	char name[64];
	int64_t saved;             /* rows */
	int64_t broken;            /* rows seen and not readable whole */
	int64_t pages;             /* damaged pages of its tree, as far as is known */
};
/* Of a record that the journal tells of and that is not there any more. */
struct salvaged_lost { char kind[32]; struct id id; };

struct salvaged {
	struct salvage_found found;
	struct salvaged_table *table;
	int n_tables;
	struct salvaged_lost *lost;
	int n_lost;
	int64_t empty;             /* of these: put in their place again without contents, since others belong to them */
	int64_t unclear;           /* pages with rows of which nobody can tell whose they are */
	int64_t journal_gaps;      /* entries of the journal that are missing */
	bool settings_lost;        /* of the desk: case numbers are drawn anew */
};
void salvaged_clear(struct salvaged *salvaged);

/* Neither file must be open elsewhere. `damaged` gives path and passphrase; `keys_from` as in salvage_open(). The new
 * file is of the damaged one's age: opening it brings it up to date. progress counts pages. */
enum status store_salvage(const struct vault_options *damaged, const char *keys_from, const char *to,
	vault_progress_fn *progress, void *ctx, struct salvaged *out, struct err *err);

#endif
