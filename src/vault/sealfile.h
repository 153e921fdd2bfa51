/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A file sealed with a passphrase of its own, for what leaves the vault: exports.
 *
 *	8 bytes "FHSEAL1\n", 16 salt, 4 passes, 4 KiB (little-endian), 24 header of the stream,
 *	then chunks of 65,536 bytes, each 17 longer; the last one, shorter or empty, is marked as the end.
 *
 * Key: Argon2id of the passphrase; stream: XChaCha20-Poly1305 (libsodium's secretstream),
 * the first 32 bytes being associated data of every chunk.  Cut off, reordered or
 * changed anywhere, it does not open.
 */
#ifndef VAULT_SEALFILE_H
#define VAULT_SEALFILE_H

#include <stdio.h>

#include "base/err.h"
#include "base/secret.h"

/* A stream whose plain bytes go sealed into `to`, which stays the caller's. */
struct sealfile;
enum status sealfile_begin(FILE *to, const struct secret *passphrase, struct sealfile **out, struct err *err);
FILE *sealfile_stream(struct sealfile *file);
/* Writes the end; frees in any case. Without it the file does not open. */
enum status sealfile_end(struct sealfile *file, struct err *err);
void sealfile_abandon(struct sealfile *file);

/* ST_DENIED: another passphrase, or damaged in its first chunk; ST_CORRUPT: not such a file, changed or cut off; what
 * was written to `to` until then is to be thrown away. */
enum status sealfile_open(FILE *from, const struct secret *passphrase, FILE *to, struct err *err);

#endif
