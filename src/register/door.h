/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate at the doors of the open file: what gate_judge() refuses goes through where a law demands it and two people
 * of the municipality have agreed (approved records of the kind `exception`, for their words or their own field and on
 * their ground alone).  Every door refuses in the same sentence.
 */
#ifndef REGISTER_DOOR_H
#define REGISTER_DOOR_H

#include "register/gate.h"
#include "store/store.h"

/* What holds in this file from now on: the approved exceptions, read anew. own_open() calls it, and so does every door
 * that has the store at hand, since a colleague may have withdrawn one meanwhile. */
enum status door_open(struct store *store, struct err *err);

/* As gate_judge() by all languages, save for what is approved. own: "person.faith", the own field whose words these
 * are, or NULL. */
struct gate_verdict door_judge(const char *own, const char *text);
/* ST_INVALID, in one sentence: what asks, about which ground, which law protects it, what to ask instead. */
enum status door_refuse(struct err *err, const char *text, const struct gate_verdict *verdict);
/* Both. ST_OK where it goes through. */
enum status door_check(const char *own, const char *text, struct err *err);

#endif
