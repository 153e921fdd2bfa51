/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes the rejects file beside its place and moves it there when all is known. */
#include "exchange/rejects.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"

#define HASH 32

struct rejects {
	char *path;
	struct io_file *file;       /* NULL until the first row */
	struct str head;            /* the file's first line */
	struct str line;
	bool *ours;                 /* columns of a rejects file that is imported itself: not written twice */
	int n_columns;
	crypto_generichash_state hash;
};

/* As it was, but for bytes that are no text and signs that would steer a terminal: they become U+FFFD. */
static void add_cell(struct str *line, const char *cell)
{
	struct str sound = STR_INIT;
	size_t len = strlen(cell), n;

	for (size_t i = 0; i < len; i += n) {
		uint32_t cp;

		n = utf_decode(cell + i, len - i, &cp);
		if (n == 0 || (utf_is_control(cp, true) && cp != '\r'))
			str_add(&sound, "\xEF\xBF\xBD");
		else
			str_addn(&sound, cell + i, n);
		n = n ? n : 1;
	}
	csv_add_guarded(line, str_get(&sound));
	str_wipe(&sound);
}

struct rejects *rejects_open(const char *path, const struct csv_row *head)
{
	struct rejects *rejects = mem_alloc(sizeof(*rejects));

	rejects->path = mem_str(path);
	rejects->n_columns = head->count;
	csv_add(&rejects->head, "import.line");
	csv_add(&rejects->head, "import.column");
	csv_add(&rejects->head, "import.reason");
	rejects->ours = mem_array((size_t)head->count, sizeof(*rejects->ours));
	for (int i = 0; i < head->count; i++) {
		rejects->ours[i] = str_starts(head->cell[i], "import.");
		if (!rejects->ours[i])
			add_cell(&rejects->head, head->cell[i]);
	}
	csv_end(&rejects->head);
	return rejects;
}

static enum status put(struct rejects *rejects, const struct str *line, struct err *err)
{
	crypto_generichash_update(&rejects->hash, (const unsigned char *)line->s, line->len);
	if (fwrite(line->s, 1, line->len, io_stream(rejects->file)) != line->len)
		return io_error(err, errno, rejects->path);
	return ST_OK;
}

static enum status start(struct rejects *rejects, struct err *err)
{
	enum status st = io_create(rejects->path, 0600, &rejects->file, err);

	if (st != ST_OK)
		return st;
	crypto_generichash_init(&rejects->hash, NULL, 0, HASH);
	return put(rejects, &rejects->head, err);
}

enum status rejects_add(struct rejects *rejects, long line, const char *column, const char *reason,
	const struct csv_row *row, struct err *err)
{
	enum status st = rejects->file ? ST_OK : start(rejects, err);
	char number[24];

	if (st != ST_OK)
		return st;
	snprintf(number, sizeof(number), "%ld", line);
	str_clear(&rejects->line);
	csv_add(&rejects->line, number);
	csv_add_guarded(&rejects->line, column);
	csv_add_guarded(&rejects->line, reason);
	for (int i = 0; i < row->count; i++)
		if (i >= rejects->n_columns || !rejects->ours[i])
			add_cell(&rejects->line, row->cell[i]);
	csv_end(&rejects->line);
	return put(rejects, &rejects->line, err);
}

/* True when the file at the path holds exactly what was written. */
static bool stands_already(struct rejects *rejects, const uint8_t want[HASH])
{
	FILE *file = fopen(rejects->path, "r");
	crypto_generichash_state hash;
	uint8_t have[HASH];
	unsigned char block[8192];
	size_t n;

	if (!file)
		return false;
	crypto_generichash_init(&hash, NULL, 0, HASH);
	while ((n = fread(block, 1, sizeof(block), file)) > 0)
		crypto_generichash_update(&hash, block, n);
	fclose(file);
	crypto_generichash_final(&hash, have, HASH);
	return memcmp(have, want, HASH) == 0;
}

enum status rejects_commit(struct rejects *rejects, char **path, struct err *err)
{
	uint8_t want[HASH];
	enum status st;

	*path = NULL;
	if (!rejects->file)
		return ST_OK;
	crypto_generichash_final(&rejects->hash, want, HASH);
	if (access(rejects->path, F_OK) == 0) {
		io_abandon(rejects->file);
		rejects->file = NULL;
		if (!stands_already(rejects, want))
			return err_set(err, ST_INVALID,
				       _("%s stands there from an earlier import and is not replaced. "
					 "Nothing was imported. Move or delete it, or name another place for "
					 "the rejected rows."),
				       rejects->path);
		*path = mem_str(rejects->path);
		return ST_OK;
	}
	st = io_commit(rejects->file, err);
	rejects->file = NULL;
	if (st == ST_OK)
		*path = mem_str(rejects->path);
	return st;
}

void rejects_close(struct rejects *rejects)
{
	if (!rejects)
		return;
	if (rejects->file)
		io_abandon(rejects->file);
	str_wipe(&rejects->line);
	str_free(&rejects->head);
	free(rejects->ours);
	free(rejects->path);
	free(rejects);
}
