/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads and writes CSV.  Reading is one state machine fed by blocks; a record that
 * breaks is read on to its end, storing nothing more, so that the next one is sound.
 */
#include "exchange/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

#define BLOCK ((size_t)64 * 1024)
#define SAMPLE_RECORDS 20

enum state { CELL_START, BARE, QUOTED, AFTER_QUOTE };
enum fault { FAULT_NONE, FAULT_AFTER_QUOTE, FAULT_UNCLOSED, FAULT_NUL, FAULT_LONG, FAULT_CELLS };

struct csv {
	csv_source *source;
	void *ctx;
	char delimiter;
	size_t max_record;

	char *block;                /* what was read and not yet parsed: from pos to len */
	size_t pos, len;
	bool begun, ended;
	enum status failed;         /* of the source */
	struct err source_err;

	long line, column;          /* of the next character; the column counts from 1 */
	struct str text;            /* the record's cells, each ended by NUL */
	size_t *start;              /* of each cell in text */
	char **cell;
	int n_cells, room;
	size_t cell_begin;          /* of the cell being read */
	size_t kept;                /* its bytes up to the last one that is no blank */
	struct csv_fault opened;    /* where the last quote opened */
	bool quoted;                /* one opened in this record */
	struct csv_fault at;
	enum fault fault;
};

struct csv *csv_open(csv_source *source, void *ctx, char delimiter, size_t max_record)
{
	struct csv *csv = mem_alloc(sizeof(*csv));

	csv->source = source;
	csv->ctx = ctx;
	csv->delimiter = delimiter;
	csv->max_record = max_record ? max_record : CSV_MAX_RECORD;
	csv->block = mem_alloc(BLOCK);
	csv->line = 1;
	csv->column = 1;
	return csv;
}

void csv_close(struct csv *csv)
{
	if (!csv)
		return;
	str_wipe(&csv->text);
	free(csv->start);
	free(csv->cell);
	free(csv->block);
	free(csv);
}

struct csv_fault csv_fault(const struct csv *csv)
{
	return csv->at;
}

/* Fills the block as far as the source gives; false at the end. */
static bool fill(struct csv *csv)
{
	size_t got = 0;

	if (csv->pos > 0) {
		memmove(csv->block, csv->block + csv->pos, csv->len - csv->pos);
		csv->len -= csv->pos;
		csv->pos = 0;
	}
	while (!csv->ended && csv->len < BLOCK) {
		csv->failed = csv->source(csv->ctx, csv->block + csv->len, BLOCK - csv->len, &got,
					  &csv->source_err);
		if (csv->failed != ST_OK || got == 0)
			csv->ended = true;
		else
			csv->len += got;
	}
	return csv->len > 0;
}

/* Recognition of the delimiter. */

/* Delimiters in the record at *at, which moves behind it; -1 when the sample ends before the record does. */
static int count_record(const char *s, size_t len, bool whole, char delimiter, size_t *at)
{
	bool quoted = false, start = true;
	int count = 0;

	for (size_t i = *at; i < len; i++) {
		if (quoted) {
			quoted = s[i] != '"';
			continue;
		}
		if (s[i] == '\n' || s[i] == '\r') {
			*at = i + 1;
			return count;
		}
		if (s[i] == '"' && start)
			quoted = true;
		else if (s[i] == delimiter)
			count++;
		start = s[i] == delimiter || (start && s[i] == ' ');
	}
	*at = len;
	return whole ? count : -1;
}

/* How well a delimiter fits: records that have as many as the head, then how many that is. */
static long fitness(const char *s, size_t len, bool whole, char delimiter)
{
	size_t at = 0;
	long alike = 0;
	int head = -1;

	for (int records = 0; records < SAMPLE_RECORDS && at < len;) {
		int count = count_record(s, len, whole, delimiter, &at);

		if (count < 0)
			break;
		if (count == 0 && head < 0 && at < len && (s[at] == '\n' || s[at] == '\r'))
			continue;
		if (head < 0)
			head = count;
		if (count == 0)
			continue;
		alike += count == head;
		records++;
	}
	return head > 0 ? alike * 10000 + head : 0;
}

static char detect(const char *s, size_t len, bool whole)
{
	static const char candidates[] = { ',', ';', '\t' };
	char best = ',';
	long most = 0;

	for (size_t i = 0; i < ARRAY_LEN(candidates); i++) {
		long fit = fitness(s, len, whole, candidates[i]);

		if (fit > most) {
			most = fit;
			best = candidates[i];
		}
	}
	return best;
}

/* Excel names the delimiter in a first line of its own: "sep=;". */
static void take_sep_line(struct csv *csv)
{
	const char *s = csv->block + csv->pos;
	size_t len = csv->len - csv->pos;

	if (len < 6 || strncmp(s, "sep=", 4) != 0 || (s[5] != '\r' && s[5] != '\n'))
		return;
	if (!csv->delimiter)
		csv->delimiter = s[4];
	csv->pos += s[5] == '\r' && len > 6 && s[6] == '\n' ? 7 : 6;
	csv->line = 2;
}

static void begin(struct csv *csv)
{
	csv->begun = true;
	fill(csv);
	if (csv->len >= 3 && memcmp(csv->block, "\xEF\xBB\xBF", 3) == 0)
		csv->pos = 3;
	take_sep_line(csv);
	if (!csv->delimiter)
		csv->delimiter = detect(csv->block + csv->pos, csv->len - csv->pos, csv->ended);
}

char csv_delimiter(struct csv *csv)
{
	if (!csv->begun)
		begin(csv);
	return csv->delimiter;
}

/* The record being read. */

static void set_fault(struct csv *csv, enum fault fault, struct csv_fault at)
{
	if (csv->fault != FAULT_NONE)
		return;
	csv->fault = fault;
	csv->at = at;
}

static struct csv_fault here(const struct csv *csv)
{
	return (struct csv_fault){ csv->line, csv->column };
}

static void store(struct csv *csv, char c)
{
	if (csv->fault != FAULT_NONE)
		return;
	if (csv->text.len >= csv->max_record)
		set_fault(csv, FAULT_LONG, here(csv));
	else
		str_addc(&csv->text, c);
}

static void end_cell(struct csv *csv)
{
	if (csv->fault != FAULT_NONE)
		return;
	if (csv->n_cells >= CSV_MAX_CELLS) {
		set_fault(csv, FAULT_CELLS, here(csv));
		return;
	}
	if (csv->n_cells == csv->room) {
		csv->room = csv->room ? csv->room * 2 : 32;
		csv->start = mem_resize(csv->start, (size_t)csv->room, sizeof(*csv->start));
		csv->cell = mem_resize(csv->cell, (size_t)csv->room, sizeof(*csv->cell));
	}
	csv->text.len = csv->cell_begin + csv->kept;
	csv->start[csv->n_cells++] = csv->cell_begin;
	str_addn(&csv->text, "", 1);
	csv->cell_begin = csv->text.len;
	csv->kept = 0;
}

static bool is_blank(const struct csv *csv, char c)
{
	return c == ' ' || (c == '\t' && csv->delimiter != '\t');
}

/* A character that ends neither the cell nor the record. */
static enum state take(struct csv *csv, enum state state, char c)
{
	switch (state) {
	case CELL_START:
		if (is_blank(csv, c))
			return CELL_START;
		if (c == '"') {
			csv->opened = here(csv);
			csv->quoted = true;
			return QUOTED;
		}
		break;
	case QUOTED:
		if (c == '"')
			return AFTER_QUOTE;
		store(csv, c);
		csv->kept = csv->text.len - csv->cell_begin;
		return QUOTED;
	case AFTER_QUOTE:
		if (c == '"') {
			store(csv, c);
			csv->kept = csv->text.len - csv->cell_begin;
			return QUOTED;
		}
		if (is_blank(csv, c))
			return AFTER_QUOTE;
		set_fault(csv, FAULT_AFTER_QUOTE, here(csv));
		break;
	case BARE:
		break;
	}
	store(csv, c);
	if (!is_blank(csv, c))
		csv->kept = csv->text.len - csv->cell_begin;
	return BARE;
}

/* A run of ordinary bytes goes into the cell at once: most of a file is such. */
static void take_run(struct csv *csv, enum state state)
{
	const char *s = csv->block + csv->pos;
	size_t most = csv->len - csv->pos, n = 0;
	long columns = 0;

	if (csv->fault != FAULT_NONE || csv->text.len + BLOCK >= csv->max_record)
		return;
	while (n < most && s[n] != '"' && s[n] != '\n' && s[n] != '\r' && s[n] != '\0' &&
	       (state == QUOTED || (s[n] != csv->delimiter && s[n] != ' ' && s[n] != '\t'))) {
		columns += ((unsigned char)s[n] & 0xC0) != 0x80;
		n++;
	}
	if (n == 0)
		return;
	str_addn(&csv->text, s, n);
	csv->kept = csv->text.len - csv->cell_begin;
	csv->pos += n;
	csv->column += columns;
}

static void next_line(struct csv *csv)
{
	csv->line++;
	csv->column = 1;
}

/* A line's end: \n, \r\n or \r alone. Within quotes it belongs to the cell, as it stands. */
static bool take_line_end(struct csv *csv, enum state state, char c)
{
	bool crlf;

	if (state == QUOTED)
		take(csv, state, c);
	if (c == '\r') {
		crlf = (csv->pos < csv->len || fill(csv)) && csv->pos < csv->len &&
		       csv->block[csv->pos] == '\n';
		if (crlf && state == QUOTED)
			take(csv, state, '\n');
		csv->pos += crlf;
	}
	next_line(csv);
	return state != QUOTED;
}

/* Reads up to the record's end; false when the file ends without a further character. */
static bool read_record(struct csv *csv)
{
	enum state state = CELL_START;
	bool any = false;

	for (;;) {
		char c;

		if (csv->pos == csv->len && !fill(csv))
			break;
		if (csv->pos == csv->len)
			break;
		any = true;
		c = csv->block[csv->pos++];
		if (c == '\n' || c == '\r') {
			if (take_line_end(csv, state, c))
				break;
			continue;
		}
		if (c == '\0')
			set_fault(csv, FAULT_NUL, here(csv));
		else if (c == csv->delimiter && state != QUOTED) {
			end_cell(csv);
			state = CELL_START;
		} else
			state = take(csv, state, c);
		csv->column += ((unsigned char)c & 0xC0) != 0x80;
		if (state == BARE || state == QUOTED)
			take_run(csv, state);
	}
	if (state == QUOTED && any && csv->failed == ST_OK) {
		csv->fault = FAULT_NONE;
		set_fault(csv, FAULT_UNCLOSED, csv->opened);
	}
	end_cell(csv);
	return any;
}

static enum status tell_fault(struct csv *csv, struct err *err)
{
	struct csv_fault at = csv->at;

	switch (csv->fault) {
	case FAULT_AFTER_QUOTE:
		return err_set(err, ST_INVALID,
			       _("Line %ld, character %ld: text follows a closing quote. A quote "
				 "within a quoted cell must be doubled."),
			       at.line, at.column);
	case FAULT_UNCLOSED:
		return err_set(err, ST_INVALID,
			       _("Line %ld, character %ld: the quote that opens here is never closed."),
			       at.line, at.column);
	case FAULT_NUL:
		return err_set(err, ST_INVALID,
			       _("Line %ld, character %ld: a NUL byte stands here. The file is no text, "
				 "or it is in another encoding than the one named or recognised."),
			       at.line, at.column);
	case FAULT_LONG:
		return err_set(err, ST_INVALID,
			       _("Line %ld, character %ld: the row is longer than %zu KiB. A line end or a "
				 "closing quote seems to be missing."),
			       at.line, at.column, csv->max_record / 1024);
	default:
		return err_set(err, ST_INVALID, _("Line %ld, character %ld: the row has more than %d cells."),
			at.line, at.column, CSV_MAX_CELLS);
	}
}

static bool is_empty_line(const struct csv *csv)
{
	return csv->fault == FAULT_NONE && !csv->quoted && csv->n_cells == 1 && csv->text.s[0] == '\0';
}

enum status csv_next(struct csv *csv, struct csv_row *row, struct err *err)
{
	if (!csv->begun)
		begin(csv);
	do {
		str_clear(&csv->text);
		csv->cell_begin = 0;
		csv->kept = 0;
		csv->n_cells = 0;
		csv->quoted = false;
		csv->fault = FAULT_NONE;
		*row = (struct csv_row){ .line = csv->line };
		if (!read_record(csv)) {
			if (csv->failed != ST_OK && err)
				*err = csv->source_err;
			return csv->failed != ST_OK ? csv->failed : ST_DONE;
		}
	} while (is_empty_line(csv));
	if (csv->fault != FAULT_NONE)
		return tell_fault(csv, err);
	for (int i = 0; i < csv->n_cells; i++)
		csv->cell[i] = csv->text.s + csv->start[i];
	row->count = csv->n_cells;
	row->cell = csv->cell;
	return ST_OK;
}

/* Writing. */

static bool wants_quotes(const char *s)
{
	return s[0] == ' ' || s[0] == '\t' || (s[0] && strchr(" \t", s[strlen(s) - 1])) ||
	       strpbrk(s, ",;\t\"\r\n");
}

void csv_add(struct str *line, const char *cell)
{
	if (line->len > 0)
		str_addc(line, ',');
	if (!cell || !cell[0]) {
		if (line->len == 0)
			str_add(line, "\"\"");
		return;
	}
	if (!wants_quotes(cell)) {
		str_add(line, cell);
		return;
	}
	str_addc(line, '"');
	for (const char *s = cell; *s; s++) {
		if (*s == '"')
			str_addc(line, '"');
		str_addc(line, *s);
	}
	str_addc(line, '"');
}

void csv_end(struct str *line)
{
	str_add(line, "\r\n");
}

/* Apostrophes, then a sign that makes a spreadsheet compute. */
static bool looks_like_formula(const char *s)
{
	s += strspn(s, "'");
	return *s && strchr("=+-@\t\r", *s);
}

void csv_add_guarded(struct str *line, const char *cell)
{
	struct str guarded = STR_INIT;

	if (!cell || !looks_like_formula(cell)) {
		csv_add(line, cell);
		return;
	}
	str_addc(&guarded, '\'');
	str_add(&guarded, cell);
	csv_add(line, str_get(&guarded));
	str_wipe(&guarded);
}

const char *csv_unguard(const char *cell)
{
	return cell[0] == '\'' && looks_like_formula(cell) ? cell + 1 : cell;
}
