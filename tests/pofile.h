/* SPDX-License-Identifier: EUPL-1.2 */
/* Catalogues as gettext's own library reads them, for checks and tests. */
#ifndef TESTS_POFILE_H
#define TESTS_POFILE_H

#include <gettext-po.h>

/* Said on standard error: what a file that is read or written has wrong. */
extern const struct po_xerror_handler pofile_complaints;

typedef void pofile_take(void *ctx, po_message_t message, po_message_iterator_t at);
/* Calls for each message but the head and what is obsolete; a file that cannot be read ends the program with 2. */
void pofile_each(const char *path, pofile_take *take, void *ctx);
/* The same with the open file, which stays the caller's; the head as well, whose msgid is "". */
po_file_t pofile_read(const char *path, const struct po_xerror_handler *complaints);

#endif
