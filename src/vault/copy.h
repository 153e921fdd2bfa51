/* SPDX-License-Identifier: EUPL-1.2 */
/* What the two halves of copying share: writing (copy.c) and reading back from the medium (copy_read.c). */
#ifndef VAULT_COPY_H
#define VAULT_COPY_H

#include "vault/inside.h"

struct copy {
	const char *to;              /* the name to be taken, absolute */
	char *temporary;             /* what it is called until then */
	int fd;                      /* open on it from the start, so that no error of the medium passes unseen */
	int64_t pages;
	vault_progress_fn *progress;
	void *ctx;
};

/* Each page is written, read as it was written, and read from the medium. */
#define COPY_ROUNDS 3

/* False: stop. `done` counts pages over all rounds. */
bool copy_told(const struct copy *copy, int64_t done);
enum status copy_stopped(struct err *err);
/* Is there room for it, and can the medium hold so large a file? */
enum status copy_room(const struct copy *copy, struct err *err);
/* The medium refuses, or gives back something else than was written. */
enum status copy_unreadable(const struct copy *copy, struct err *err);
/* Reads all back from the medium and compares it with what was written. */
enum status copy_read_back(const struct vault *vault, const struct copy *copy, struct err *err);

#endif
