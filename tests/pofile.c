/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the reading of catalogues; see pofile.h. */
#include "tests/pofile.h"

#include <stdio.h>
#include <stdlib.h>

/* Asked by the leak check under sanitizers. libgettextpo 0.21 keeps the context of a message that it frees, and the
 * plural line of a catalogue for each message that it checks. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libgettextpo\n";
}

/* What was left out is no report. */
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}

static void one(int severity, po_message_t message, const char *file, size_t line, size_t column, int several,
	const char *text)
{
	(void)severity, (void)message, (void)column, (void)several;
	fprintf(stderr, "%s:%zu: %s\n", file ? file : "", line, text);
}

static void two(int severity, po_message_t message, const char *file, size_t line, size_t column, int several,
	const char *text, po_message_t message2, const char *file2, size_t line2, size_t column2, int several2, const char *text2)
{
	(void)message2, (void)file2, (void)line2, (void)column2, (void)several2, (void)text2;
	one(severity, message, file, line, column, several, text);
}

const struct po_xerror_handler pofile_complaints = { one, two };

po_file_t pofile_read(const char *path, const struct po_xerror_handler *complaints)
{
	po_file_t file = po_file_read(path, complaints);

	if (!file) {
		fprintf(stderr, "%s: cannot be read\n", path);
		exit(2);
	}
	return file;
}

void pofile_each(const char *path, pofile_take *take, void *ctx)
{
	po_file_t file = pofile_read(path, &pofile_complaints);
	po_message_iterator_t next = po_message_iterator(file, NULL);
	po_message_t message;

	while ((message = po_next_message(next)))
		if (*po_message_msgid(message) && !po_message_is_obsolete(message))
			take(ctx, message, next);
	po_message_iterator_free(next);
	po_file_free(file);
}
