/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Papers as PDF: a letter of one page in two scripts, from nothing (the fonts are looked up) and again, and a table of
 * 5,000 rows with its memory.  Each in a process of its own, so that what one has looked up does not serve the next.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "paper/pdf.h"

enum { ROWS = 5000, AGAIN = 20 };

struct measured { double first_ms, again_ms, table_ms, memory_mb; };

static bool put_nowhere(void *ctx, const void *bytes, size_t len)
{
	(void)bytes;
	*(size_t *)ctx += len;
	return true;
}

static double write_ms(const struct sheet *sheet, const struct sheet *beside)
{
	int64_t from = bench_ns();
	size_t bytes = 0;
	struct err err = { 0 };

	if (pdf_write(sheet, beside, NULL, put_nowhere, &bytes, &err) != ST_OK)
		bench_die("a paper", err.text);
	return (double)(bench_ns() - from) / 1e6;
}

static struct sheet *letter(const char *language, bool rtl, const char *title, const char *line)
{
	struct sheet *sheet = sheet_new(title);

	free(sheet->language);
	sheet->language = mem_str(language);
	sheet->right_to_left = rtl;
	for (int i = 0; i < 4; i++) {
		sheet_heading(sheet, 2, title);
		sheet_text(sheet, line);
		sheet_sign(sheet, SIGN_PLACE, "Hauptstraße 5 (2)");
		sheet_pair(sheet, title, "04.05.2026, 09:30");
	}
	return sheet;
}

static void measure_letter(struct measured *m)
{
	struct sheet *ar = letter("ar", true, "موعدك القادم", "أحضر معك جواز السفر وهذه الورقة من فضلك.");
	struct sheet *de = letter("de", false, "Ihr nächster Termin", "Bringen Sie bitte Ihren Pass und dieses Papier mit.");
	struct samples again = { 0 };

	m->first_ms = write_ms(ar, de);
	for (int i = 0; i < AGAIN; i++)
		samples_add(&again, write_ms(ar, de));
	m->again_ms = samples_at(&again, 50);
	samples_free(&again);
	sheet_free(ar);
	sheet_free(de);
}

static void measure_table(struct measured *m)
{
	static const struct sheet_column columns[] = { { "Name", false, 2 }, { "Place", false, 1 }, { "A", true, 0 }, { "B", true, 0 } };
	struct sheet *sheet = sheet_new("Table");
	struct rusage use;

	sheet_table(sheet, "", columns, ARRAY_LEN(columns));
	for (int i = 0; i < ROWS; i++) {
		char name[40], number[20];
		const char *const row[] = { name, "Halden an der Leine", number, number };

		snprintf(name, sizeof name, "Somebody of row %d", i);
		snprintf(number, sizeof number, "%d", i * 37);
		sheet_row(sheet, 0, row);
	}
	m->table_ms = write_ms(sheet, NULL);
	sheet_free(sheet);
	getrusage(RUSAGE_SELF, &use);
	m->memory_mb = (double)use.ru_maxrss / 1024;
}

/* In a process of its own, whose memory begins with this one's. */
static struct measured apart(void (*measure)(struct measured *m))
{
	struct measured m = { 0 };
	int ends[2], status;
	pid_t child;

	if (pipe(ends) != 0 || (child = fork()) < 0)
		bench_die("a process", "cannot be begun");
	if (child == 0) {
		measure(&m);
		_exit(write(ends[1], &m, sizeof m) == (ssize_t)sizeof m ? 0 : 1);
	}
	close(ends[1]);
	if (read(ends[0], &m, sizeof m) != (ssize_t)sizeof m || waitpid(child, &status, 0) != child || status != 0)
		bench_die("a paper", "was not measured");
	close(ends[0]);
	return m;
}

void bench_paper(const struct bench *bench)
{
	struct measured m;

	(void)bench;
	m = apart(measure_letter);
	bench_row("paper: letter in two languages, the first", "ms", m.first_ms, 0, AIM_AT_MOST, 300);
	bench_row("paper: the same again", "ms", m.again_ms, 0, AIM_AT_MOST, 50);
	m = apart(measure_table);
	bench_row("paper: table of 5,000 rows", "ms", m.table_ms, 0, AIM_AT_MOST, 5000);
	bench_row("paper: its memory", "MB", m.memory_mb, 0, AIM_AT_MOST, 64);
}
