/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The languages of a person on one line, as the desk hears them: "Dari, Pashto,
 * English A1".  Canonical: "prs;ps;en:a1".
 */
#ifndef SCREENS_SPOKEN_H
#define SCREENS_SPOKEN_H

#include "base/err.h"
#include "base/str.h"
#include "register/register.h"

#define SPOKEN_MAX 12
struct spoken { char language[16]; char level[16]; /* of the CEFR, or "" */ };

/* form_check_fn and form_show_fn; ctx is not used. */
enum status spoken_check(void *ctx, const char *typed, char **canonical, struct err *err);
void spoken_show(void *ctx, struct str *out, const char *canonical);
/* The register's field for one language. */
const struct field *spoken_field(void);
/* Returns how many. NULL: none. */
int spoken_read(const char *canonical, struct spoken out[SPOKEN_MAX]);

#endif
