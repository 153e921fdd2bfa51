/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Free text is never refused.  What the gate stumbles on in it is named, and can be taken out: exactly these words, and the
 * blank that parted them.
 */
#ifndef REGISTER_CLEAN_H
#define REGISTER_CLEAN_H

#include <stdbool.h>

#include "base/str.h"

/* The text without them, yours; NULL: the gate stumbles on nothing. `taken`: the words, each in quotation marks; may be
 * NULL. */
char *clean_text(const char *text, struct str *taken);

/* Text in which people write what they like: long ones, a step's or a paper's words, what is needed, remarks. Names,
 * addresses and titles are none. */
struct field;
bool clean_field(const struct field *field);

#endif
