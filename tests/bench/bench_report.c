/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A year's report as a whole, the year before beside it: counted, joined to what was released before, through disclosure
 * control and its audit, drawn as text; as PDF; its release into the ledger. In a process of its own, so that its memory
 * is not that of the parts before it.
 */
#include "bench.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "insight/report.h"
#include "paper/pdf.h"

struct measured { double text_s, pdf_s, release_s, memory_mb; };

static double seconds_since(int64_t from)
{
	return (double)(bench_ns() - from) / 1e9;
}

static struct report *made(struct store *store, const struct bench *bench)
{
	struct report_ask ask = { .by = 0 };
	struct report *report;
	struct err err;
	int year = clock_today().year - 1;

	ask.period = (struct period){ { year, 1, 1 }, { year, 12, 31 } };
	ask.compare = period_before(&ask.period);
	if (report_make(store, &bench->actor, &ask, NULL, NULL, &report, &err) != ST_OK)
		bench_die("a report", err.text);
	return report;
}

static void drawn(const struct report *report)
{
	struct sheet *sheet = report_sheet(report);
	struct str text = STR_INIT;

	sheet_as_text(sheet, NULL, SHEET_WIDTH, &text);
	sheet_free(sheet);
	str_free(&text);
}

static bool put_nowhere(void *ctx, const void *bytes, size_t len)
{
	(void)bytes;
	*(size_t *)ctx += len;
	return true;
}

static double pdf_seconds(const struct report *report)
{
	int64_t from = bench_ns();
	struct sheet *sheet = report_sheet(report);
	size_t bytes = 0;
	struct err err;

	if (pdf_write(sheet, NULL, NULL, put_nowhere, &bytes, &err) != ST_OK)
		bench_die("a report as PDF", err.text);
	sheet_free(sheet);
	return seconds_since(from);
}

static double release_seconds(struct store *store, const struct bench *bench, struct report *report)
{
	int64_t from = bench_ns();
	struct err err;

	if (report_release(store, &bench->actor, report, "printed", &err) != ST_OK)
		bench_die("a report's release", err.text);
	return seconds_since(from);
}

static void measure(const struct bench *bench, const char *path, struct measured *m)
{
	struct store *store = bench_store(path, 0, false);
	struct samples text = { 0 };
	struct report *report = NULL;
	struct rusage usage;

	for (int i = 0; i < bench->rounds; i++) {
		int64_t from = bench_ns();

		report_free(report);
		report = made(store, bench);
		drawn(report);
		samples_add(&text, seconds_since(from));
		if (i == 0) {
			m->pdf_s = pdf_seconds(report);
			getrusage(RUSAGE_SELF, &usage);
			m->memory_mb = (double)usage.ru_maxrss / 1024;
		}
	}
	m->text_s = samples_at(&text, 50);
	m->release_s = release_seconds(store, bench, report);
	report_free(report);
	samples_free(&text);
	store_close(store);
}

static struct measured apart(const struct bench *bench, const char *path)
{
	struct measured m = { 0 };
	int ends[2], status;
	pid_t child;

	if (pipe(ends) != 0 || (child = fork()) < 0)
		bench_die("a process", "cannot be begun");
	if (child == 0) {
		measure(bench, path, &m);
		_exit(write(ends[1], &m, sizeof m) == (ssize_t)sizeof m ? 0 : 1);
	}
	close(ends[1]);
	if (read(ends[0], &m, sizeof m) != (ssize_t)sizeof m || waitpid(child, &status, 0) != child || status != 0)
		bench_die("a report", "was not measured");
	close(ends[0]);
	return m;
}

void bench_report(const struct bench *bench)
{
	struct measured m = apart(bench, bench_copy(bench, "insight.db"));

	/* A second for 100,000 people, ten for a million. */
	bench_row("report of a year, protected, as text", "s", m.text_s, 0, AIM_AT_MOST,
		bench->people > 100000 ? (double)bench->people / 100000 : 1);
	bench_row("report: as PDF, all pages, the first time", "s", m.pdf_s, 0, AIM_AT_MOST, 1);
	bench_row("report: its release into the ledger", "s", m.release_s, 0, AIM_AT_MOST, 1);
	bench_row("report: memory of the first, text and PDF", "MB", m.memory_mb, 0, AIM_AT_MOST, 64);
}
