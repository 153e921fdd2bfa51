/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A file of sections and keys, read whole by inih: what every declaration of the
 * house (register, plans, grounds) and a municipality's own fields are written in.
 * A line holds up to 190 bytes; an indented line goes on with the value above,
 * joined by one blank.  A line that begins with ; or # is a comment.
 */
#ifndef REGISTER_INI_H
#define REGISTER_INI_H

#include <stddef.h>

#include "base/err.h"

struct ini_entry {
	char *key;
	char *value;
	int line;           /* from 1 */
};
struct ini_section {
	char *name;
	int line;
	struct ini_entry *entry;
	int n_entries;
};
struct ini_doc {
	struct ini_section *section;
	int n_sections;
};

/* ST_INVALID tells the line: not UTF-8, a control character, an overlong line, no "key = value", a key given
 * twice, an empty section.  `doc` is cleared then, else it is the caller's to ini_clear(). */
enum status ini_read(struct ini_doc *doc, const char *text, size_t len, struct err *err);
/* The same from a file. */
enum status ini_read_file(struct ini_doc *doc, const char *path, struct err *err);
void ini_clear(struct ini_doc *doc);
/* Value of a key, or NULL. */
const char *ini_value(const struct ini_section *section, const char *key);

#endif
