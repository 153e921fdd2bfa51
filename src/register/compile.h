/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The compiler of schema/: a program of the build, not installed.  It reads what
 * is declared there, refuses what breaks a rule, and writes constant C tables.
 */
#ifndef REGISTER_COMPILE_H
#define REGISTER_COMPILE_H

#include "base/str.h"
#include "register/declare.h"

/* Each appends a whole C source to `out`, or fails naming the file at fault in err. */
enum status compile_register(struct str *out, const char *dir, struct err *err);
enum status compile_reference(struct str *out, const char *path, struct err *err);

/* Files of a directory that end in .ini, sorted; freed with compile_files_free. */
enum status compile_files(const char *dir, char ***out, int *count, struct err *err);
void compile_files_free(char **files, int count);
/* Puts the file's path before the text of a failure. */
enum status compile_blame(struct err *err, const char *path);
/* Appends s as a C string literal; NULL as NULL. */
void emit_string(struct str *out, const char *s);
/* The same, marked for translation. */
void emit_message(struct str *out, const char *s);
/* The first lines of every table. */
void emit_head(struct str *out, const char *what);

#endif
