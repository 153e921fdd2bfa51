/* SPDX-License-Identifier: EUPL-1.2 */
/* Keys and passphrases: locked memory, wiped at the end, never copied elsewhere. */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct secret;                                       /* opaque, in locked memory */
struct secret *secret_new(size_t len);
void *secret_bytes(struct secret *s);
size_t secret_len(const struct secret *s);
/* A code to be written down: groups of five digits and capital letters that nobody mistakes for one another, joined by
 * hyphens; 25 bits each, by chance. */
struct secret *secret_code(int groups);
bool secret_same(const struct secret *a, const struct secret *b);
void secret_free(struct secret *s);                  /* wipes; NULL is fine */
/* First line of a file that only its owner can read, or of an open descriptor "fd:N". */
enum status secret_read(const char *path, struct secret **out, struct err *err);
/* Call first in main(): no core dumps, no ptrace by others. */
void secret_harden_process(void);

#endif
