/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/reference/isco08.csv -> the table of occupations; and the reading of our own CSV. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "register/compile.h"
#include "register/occupation.h"

/* Cuts the line (quotes doubled, no line breaks inside) into its cells, in place. */
static int cut(char *line, char *cell[COMPILE_COLUMNS])
{
	int n = 0;
	char *to = line;

	for (char *p = line; n < COMPILE_COLUMNS; n++, p++) {
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

bool compile_csv_next(struct compile_csv *csv)
{
	if (getline(&csv->line, &csv->room, csv->in) <= 0)
		return false;
	csv->line[strcspn(csv->line, "\r\n")] = '\0';
	csv->count = cut(csv->line, csv->cell);
	return true;
}

enum status compile_csv_open(struct compile_csv *csv, const char *path, struct err *err)
{
	*csv = (struct compile_csv){ .in = fopen(path, "r") };
	if (!csv->in)
		return io_error(err, errno, path);
	return compile_csv_next(csv) ? ST_OK : err_set(err, ST_INVALID, "the file is empty");
}

void compile_csv_close(struct compile_csv *csv)
{
	if (csv->in)
		fclose(csv->in);
	free(csv->line);
}

static enum status emit_languages(struct str *out, const struct compile_csv *csv, struct err *err)
{
	if (csv->count != 1 + OCCUPATION_LANGUAGES || strcmp(csv->cell[1], "en") != 0)
		return err_set(err, ST_INVALID, "the head does not name %d languages, English first", OCCUPATION_LANGUAGES);
	str_add(out, "const char *const builtin_occupation_languages[OCCUPATION_LANGUAGES] = {\n\t");
	for (int i = 1; i < csv->count; i++)
		str_addf(out, "\"%s\", ", csv->cell[i]);
	str_add(out, "\n};\n");
	return ST_OK;
}

static enum status emit_row(struct str *out, const struct compile_csv *csv, char last[8], struct err *err)
{
	const char *code = csv->cell[0];

	if (csv->count != 1 + OCCUPATION_LANGUAGES || strlen(code) > 4 || strcmp(code, last) <= 0 || !*csv->cell[1])
		return err_set(err, ST_INVALID, "the row after %s is not whole or not in order", last);
	str_copy(last, 8, code);
	str_addf(out, "\t{ \"%s\", { ", code);
	for (int i = 1; i < csv->count; i++) {
		emit_string(out, *csv->cell[i] ? csv->cell[i] : NULL);
		str_add(out, i + 1 < csv->count ? ", " : " } },\n");
	}
	return ST_OK;
}

enum status compile_reference(struct str *out, const char *schema, struct err *err)
{
	char *path = mem_fmt("%s/reference/isco08.csv", schema), last[8] = "";
	struct compile_csv csv;
	int n = 0;
	enum status st = compile_csv_open(&csv, path, err);

	emit_head(out, "schema/reference/isco08.csv");
	str_add(out, "#include \"register/tables.h\"\n\n");
	if (st == ST_OK)
		st = emit_languages(out, &csv, err);
	str_add(out, "const struct occupation builtin_occupations[] = {\n");
	while (st == ST_OK && compile_csv_next(&csv)) {
		st = emit_row(out, &csv, last, err);
		n++;
	}
	str_addf(out, "};\nconst int n_builtin_occupations = %d;\n", n);
	compile_csv_close(&csv);
	if (st != ST_OK)
		compile_blame(err, path);
	free(path);
	return st;
}
