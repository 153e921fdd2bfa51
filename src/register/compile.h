/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The compiler of schema/: a program of the build, not installed.  It reads what
 * is declared there, refuses what breaks a rule, and writes constant C tables.
 */
#ifndef REGISTER_COMPILE_H
#define REGISTER_COMPILE_H

#include <stdio.h>

#include "base/str.h"
#include "register/declare.h"
#include "register/lexicon.h"

/* Each reads its part below schema/ and appends a whole C source to `out`, or fails naming the file at fault. */
enum status compile_register(struct str *out, const char *schema, struct err *err);
enum status compile_reference(struct str *out, const char *schema, struct err *err);
/* The file of titles itself (occupation_index.h), no C source. */
enum status compile_titles(struct str *out, const char *schema, struct err *err);
enum status compile_grounds(struct str *out, const char *schema, struct err *err);
enum status compile_tongues(struct str *out, const char *schema, struct err *err);
enum status compile_spellings(struct str *out, const char *schema, struct err *err);
/* The same question of words on standard input, each behind its language: a list, no C source. */
enum status compile_slips(struct str *out, const char *schema, struct err *err);
enum status compile_plans(struct str *out, const char *schema, struct err *err);
enum status compile_watches(struct str *out, const char *schema, struct err *err);
enum status compile_criteria(struct str *out, const char *schema, struct err *err);
enum status compile_matching(struct str *out, const char *schema, struct err *err);
enum status compile_dossiers(struct str *out, const char *schema, struct err *err);
enum status compile_profiles(struct str *out, const char *schema, struct err *err);
/* "key: Label | key: Label" of all profiles' sections of that word ("number"), for a field's choices; yours. */
enum status profile_choices(char **out, const char *schema, const char *word, struct err *err);

/* The same of the criteria of waiting lists. */
enum status criteria_choices(char **out, const char *schema, struct err *err);

/* The grounds as declared; read once a run, so that every word that people will read is judged at build. */
struct grounds {
	struct ini_doc titles;
	struct ini_doc *lang;
	int n_langs;
	struct lexicon_words *words;
	size_t n_words;
	struct lexicon_terms *terms;
	size_t n_terms;
	struct lexicon *lexicon;
};
enum status grounds_read(struct grounds *g, const char *schema, struct err *err);
void grounds_clear(struct grounds *g);
bool grounds_has(const struct grounds *g, const char *key);
/* ST_INVALID when the gate refuses the text, which is English like all of schema/; `what` says whose text it is. */
enum status grounds_judge(const struct grounds *g, const char *what, const char *text, struct err *err);

/* Files of a directory that end in .ini, sorted; freed with compile_files_free. */
enum status compile_files(const char *dir, char ***out, int *count, struct err *err);
void compile_files_free(char **files, int count);
/* Our own CSV below schema/reference: quotes doubled, no line breaks inside a cell. The head is read by opening. */
enum { COMPILE_COLUMNS = 40 };
struct compile_csv {
	FILE *in;
	char *line, *cell[COMPILE_COLUMNS];    /* cells until the next row */
	size_t room;
	int count;
};
/* Closed in either case. */
enum status compile_csv_open(struct compile_csv *csv, const char *path, struct err *err);
bool compile_csv_next(struct compile_csv *csv);
void compile_csv_close(struct compile_csv *csv);
/* Puts the file's path before the text of a failure. */
enum status compile_blame(struct err *err, const char *path);
/* Appends s as a C string literal; NULL as NULL. */
void emit_string(struct str *out, const char *s);
/* The same, marked for translation. */
void emit_message(struct str *out, const char *s);
/* The first lines of every table. */
void emit_head(struct str *out, const char *what);

#endif
