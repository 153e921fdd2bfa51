/* SPDX-License-Identifier: EUPL-1.2 */
/* What acts.c and acts_verify.c share; nobody else includes it. */
#ifndef STORE_ACTS_INSIDE_H
#define STORE_ACTS_INSIDE_H

#include "store/acts.h"
#include "store/inside.h"

#define ACT_COLUMNS "seq, at, user, desk, roles, what, about, detail, nonce, commitment, hash"

#define TRIM_ACT "trail.trim"
#define TRIM_DETAIL_WRITE "{\"to\":%lld,\"hash\":\"%s\"}"
#define TRIM_DETAIL_READ "{\"to\":%lld,\"hash\":\"%64[0-9a-f]\"}"

/* The columns of "SELECT " ACT_COLUMNS up to the nonce; `detail` is the caller's. */
void act_columns(struct stmt *stmt, struct act *act);
/* The newest entry; of looks, where all are gone, the last that went. seq 0 when there never was one. */
enum status chain_last(struct store *store, enum chain chain, struct chain_head *head, struct err *err);
/* Where the looks that are kept begin: seq and hash of the last one that went, zeros when none did. */
enum status looks_beginning(struct store *store, struct chain_head *out, struct err *err);
void act_commitment(const uint8_t nonce[16], const struct act *act, uint8_t out[32]);
void act_hash(const uint8_t before[32], const struct act *act, const uint8_t commitment[32], uint8_t out[32]);

#endif
