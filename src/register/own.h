/* SPDX-License-Identifier: EUPL-1.2 */
/* The municipality's own fields as they stand in its file. */
#ifndef REGISTER_OWN_H
#define REGISTER_OWN_H

#include "register/actor.h"
#include "register/register.h"
#include "store/store.h"

#define SETTING_OWN_FIELDS "register.own"

/* Puts the file's own fields behind the built-in ones, and tells the gate under whose law the file stands; call once after store_open(). A file without any forgets those
 * of another file. */
enum status own_open(struct store *store, struct err *err);
/* Takes new declarations into the file and puts them in place; an empty text takes all away. Refused, with nothing
 * changed, when the gate or the reader refuses them, when a value in the file would be lost or no longer fit
 * (ST_INVALID), or when the actor is not the administrator (ST_DENIED). */
enum status own_save(struct store *store, const struct actor *actor, const char *ini, size_t len, struct err *err);

/* ST_INVALID where the field was asked by an exception that is withdrawn: it takes no new value. */
enum status own_still_asked(struct store *store, const struct kind *kind, const struct field *field, struct err *err);
/* Own fields that the gate refuses meanwhile, each in words. */
void own_refused(store_found_fn *found, void *ctx);

#endif
