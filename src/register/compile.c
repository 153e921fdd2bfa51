/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * compile WHAT SCHEMA OUTPUT: makes one C table of a part of schema/ (of the titles of
 * occupations, the file that is searched).  OUTPUT is touched only
 * when its content changes, so that a build may ask as often as it likes.
 */
#include "register/compile.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"

static const struct {
	const char *what;
	enum status (*run)(struct str *out, const char *schema, struct err *err);
} jobs[] = {
	{ "register", compile_register },
	{ "reference", compile_reference },
	{ "titles", compile_titles },
	{ "grounds", compile_grounds },
	{ "tongues", compile_tongues },
	{ "spellings", compile_spellings },
	{ "slips", compile_slips },
	{ "plans", compile_plans },
	{ "watches", compile_watches },
	{ "criteria", compile_criteria },
	{ "dossiers", compile_dossiers },
	{ "matching", compile_matching },
	{ "profiles", compile_profiles },
};

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

enum status compile_files(const char *dir, char ***out, int *count, struct err *err)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	*out = NULL;
	*count = 0;
	if (!d)
		return io_error(err, errno, dir);
	while ((e = readdir(d))) {
		const char *dot = strrchr(e->d_name, '.');

		if (e->d_name[0] == '.' || !dot || strcmp(dot, ".ini") != 0)
			continue;
		*out = mem_resize(*out, (size_t)*count + 1, sizeof **out);
		(*out)[(*count)++] = mem_fmt("%s/%s", dir, e->d_name);
	}
	closedir(d);
	if (*count)
		qsort(*out, (size_t)*count, sizeof **out, by_name);
	return ST_OK;
}

void compile_files_free(char **files, int count)
{
	for (int i = 0; i < count; i++)
		free(files[i]);
	free(files);
}

enum status compile_blame(struct err *err, const char *path)
{
	char text[sizeof err->text];

	str_copy(text, sizeof text, err->text);
	return err_set(err, err->status, "%s: %s", path, text);
}

void emit_string(struct str *out, const char *s)
{
	if (!s) {
		str_add(out, "NULL");
		return;
	}
	str_addc(out, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			str_addc(out, '\\');
		str_addc(out, *s);
	}
	str_addc(out, '"');
}

void emit_message(struct str *out, const char *s)
{
	str_add(out, "N_(");
	emit_string(out, s);
	str_addc(out, ')');
}

void emit_head(struct str *out, const char *what)
{
	str_addf(out, "/* SPDX-License-Identifier: EUPL-1.2 */\n/* Made from %s at build; edit that instead. */\n", what);
}

/* True when the file holds just this already. */
static bool same_as_file(const char *path, struct str *text)
{
	FILE *f = fopen(path, "rb");
	char *old;
	bool same;

	if (!f)
		return false;
	old = mem_alloc(text->len + 1);
	same = fread(old, 1, text->len + 1, f) == text->len && memcmp(old, str_get(text), text->len) == 0;
	free(old);
	fclose(f);
	return same;
}

static enum status write_file(const char *path, struct str *text, struct err *err)
{
	struct io_file *f;
	enum status st;

	if (same_as_file(path, text))
		return ST_OK;
	st = io_create(path, 0644, &f, err);
	if (st != ST_OK)
		return st;
	if (fwrite(str_get(text), 1, text->len, io_stream(f)) != text->len) {
		io_abandon(f);
		return io_error(err, errno, path);
	}
	return io_commit(f, err);
}

int main(int argc, char **argv)
{
	struct str out = STR_INIT;
	struct err err = { ST_OK, "", "" };
	enum status st = ST_USAGE;

	for (size_t i = 0; argc == 4 && i < ARRAY_LEN(jobs); i++) {
		if (strcmp(jobs[i].what, argv[1]) != 0)
			continue;
		st = jobs[i].run(&out, argv[2], &err);
		if (st == ST_OK)
			st = write_file(argv[3], &out, &err);
	}
	if (st != ST_OK)
		fprintf(stderr, "%s\n", st == ST_USAGE ? "usage: compile WHAT SCHEMA OUTPUT" : err.text);
	str_free(&out);
	return st == ST_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
