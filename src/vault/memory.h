/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small database that stands in memory alone, for what is kept sealed within
 * another one.  It never touches the medium: what of it is to last goes out as an
 * image, which the caller seals.  Some tables may be those of the vault it belongs
 * to, to be read as they stand there at any moment, never written.
 *
 *	vault_memory(town, &vault, err);  vault_memory_load(...) or its first content;
 *	vault_memory_share(vault, town, tables, err);         ... and the fence stands
 */
#ifndef VAULT_MEMORY_H
#define VAULT_MEMORY_H

#include <stddef.h>

#include "vault/vault.h"

/* Empty; `town` outlives it. */
enum status vault_memory(struct vault *town, struct vault **out, struct err *err);
/* Its content as one piece, in a transaction as it would be committed. Wiped and freed with vault_image_free(). */
enum status vault_image(struct vault *memory, void **image, size_t *len, struct err *err);
void vault_image_free(void *image, size_t len);
/* Puts an image in place of the content; statements may stand prepared, none may be stepped. ST_CORRUPT. */
enum status vault_memory_load(struct vault *memory, const void *image, size_t len, struct err *err);
/* The named tables (NULL ends) are read from `town` from now on. */
enum status vault_memory_share(struct vault *memory, struct vault *town, const char *const *tables, struct err *err);

#endif
