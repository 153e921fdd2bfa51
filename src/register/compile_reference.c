/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/reference/isco08.csv -> the table of occupations. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "register/compile.h"
#include "register/occupation.h"

#define COLUMNS (1 + OCCUPATION_LANGUAGES)

/* Cuts one line of our own CSV (quotes doubled, no line breaks inside) into its cells, in place. */
static int cells(char *line, char *cell[COLUMNS])
{
	int n = 0;
	char *to = line;

	for (char *p = line; n < COLUMNS; n++, p++) {
		bool quoted = *p == '"';

		cell[n] = to;
		for (p += quoted; *p && (quoted || *p != ','); p++) {
			if (quoted && *p == '"' && *++p != '"')
				break;
			*to++ = *p;
		}
		if (!*p) {
			*to = '\0';
			return n + 1;
		}
		*to++ = '\0';
	}
	return n;
}

static enum status emit_row(struct str *out, char *line, char last[8], struct err *err)
{
	char *cell[COLUMNS];

	line[strcspn(line, "\r\n")] = '\0';
	if (cells(line, cell) != COLUMNS || strlen(cell[0]) > 4 || strcmp(cell[0], last) <= 0)
		return err_set(err, ST_INVALID, "the row after %s is not whole or not in order", last);
	str_copy(last, 8, cell[0]);
	str_addf(out, "\t{ \"%s\", { ", cell[0]);
	for (int i = 1; i < COLUMNS; i++) {
		emit_string(out, cell[i]);
		str_add(out, i + 1 < COLUMNS ? ", " : " } },\n");
	}
	return ST_OK;
}

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

enum status compile_reference(struct str *out, const char *schema, struct err *err)
{
	char *path = mem_fmt("%s/reference/isco08.csv", schema);
	FILE *in = fopen(path, "r");
	char **line = NULL, *one = NULL, last[8] = "";
	size_t room = 0;
	int n = 0;
	enum status st = ST_OK;

	if (!in) {
		st = io_error(err, errno, path);
		free(path);
		return st;
	}
	if (getline(&one, &room, in) < 0)    /* the head */
		st = err_set(err, ST_INVALID, "the file is empty");
	while (st == ST_OK && getline(&one, &room, in) > 0) {
		line = mem_resize(line, (size_t)n + 1, sizeof *line);
		line[n++] = mem_str(one);
	}
	fclose(in);
	free(one);
	if (n)
		qsort(line, (size_t)n, sizeof *line, by_line);
	emit_head(out, "schema/reference/isco08.csv");
	str_add(out, "#include \"register/tables.h\"\n\nconst struct occupation builtin_occupations[] = {\n");
	for (int i = 0; i < n; i++) {
		if (st == ST_OK)
			st = emit_row(out, line[i], last, err);
		free(line[i]);
	}
	free(line);
	str_addf(out, "};\nconst int n_builtin_occupations = %d;\n", n);
	if (st != ST_OK)
		compile_blame(err, path);
	free(path);
	return st;
}
