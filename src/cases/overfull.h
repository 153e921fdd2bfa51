/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was given more often than it is there.  No desk can do that alone; two that
 * worked apart can, and merging keeps what both wrote.
 */
#ifndef CASES_OVERFULL_H
#define CASES_OVERFULL_H

#include "store/store.h"

/* kind: "course", "dwelling", "school" or "vacancy"; title: what people call it; taken of places, of a home households
 * of one. All of it borrowed. */
struct overfull { const char *kind, *title; int64_t taken, places; };
typedef void overfull_fn(void *ctx, const struct overfull *one);
/* Reads all of them: for checks, not while somebody waits. */
enum status overfull_each(struct store *store, overfull_fn *fn, void *ctx, struct err *err);

#endif
