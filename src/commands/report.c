/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold report: what all its words share, and which of them is meant. */
#include "commands/report.h"

#include "base/clock.h"
#include "base/msg.h"
#include "commands/papers.h"
#include "commands/verbs.h"

const struct option_row report_options[] = {
	{ "from", N_("DAY"), N_("The first day of the period; or a whole one, such as 2026, 2026-Q2 or 2026-05. Without it, this year "
		"up to today."), false },
	{ "to", N_("DAY"), N_("The last day of the period; else today."), false },
	{ "compare", N_("PERIOD"), N_("Set another period beside it: the one right before, the same of the year before with "
		"--compare=year, or one that is named, such as --compare=2025-Q2."), true },
	{ "by", N_("WHAT"), N_("Break figures down by age, gender, household, neighbourhood or arrival instead of by the standard "
		"tables. May be given several times."), false },
	{ "output", N_("FILE"), N_("Write it to a new file, which only you may read: as what its name ends in (.pdf, .csv, .json), else "
		"as text."), false },
	{ "print", N_("PRINTER"), N_("Print it on the usual printer, or with --print=PRINTER on another one."), true },
	{ "format", N_("pdf|text|csv|json"), N_("As what it is written or printed; printers get PDF unless told otherwise."), false },
	{ "size", N_("a4|letter"), N_("The size of the pages; else A4."), false },
	{ "threshold", N_("N"), N_("With rule: smaller counts are withheld from now on; 5 where nobody decided."), false },
	{ "zero", N_("told|secret"), N_("With rule: whether noughts are told or withheld."), false },
	{ NULL, NULL, NULL, false },
};

enum status report_how(const struct call *call, struct figures_how *out, struct err *err)
{
	const char *said = call_option(call, "format"), *size = call_option(call, "size");

	*out = (struct figures_how){ .path = call_option(call, "output"), .prints = call_given(call, "print"),
		.printer = call_option(call, "print") };
	out->format = call->json ? FIGURES_JSON : out->prints ? FIGURES_PDF : out->path ? figures_format_by_name(out->path) :
		FIGURES_TEXT;
	if (said && !figures_format_of(said, &out->format))
		return err_set(err, ST_USAGE, _("--format is pdf, text, csv or json."));
	if (size && !pdf_size_of(size, &out->pdf.size))
		return err_set(err, ST_USAGE, _("--size is a4 or letter."));
	if (call->json && out->format != FIGURES_JSON)
		return err_set(err, ST_USAGE, _("--json and another --format do not go together."));
	if (out->path && out->prints)
		return err_set(err, ST_USAGE, _("A paper is written to a file or printed, one at a time."));
	if (out->prints && out->format != FIGURES_TEXT && out->format != FIGURES_PDF)
		return err_set(err, ST_USAGE, _("Only text and PDF are printed. Write CSV or JSON to a file with --output."));
	if (out->format == FIGURES_PDF && !out->path && !out->prints)
		return call_pdf_shown(err);
	return ST_OK;
}

enum status report_period(const struct call *call, struct period *out, struct err *err)
{
	const char *from = call_option(call, "from"), *to = call_option(call, "to");
	struct date today = clock_today();

	if (from)
		return period_read(from, to, today, out, err);
	if (to)
		return err_set(err, ST_USAGE, _("Where --to is given, --from is needed as well."));
	*out = (struct period){ { today.year, 1, 1 }, today };
	return ST_OK;
}

enum status verb_report(struct call *call, struct err *err)
{
	if (call->argc > 1 && !str_same(call->argv[0], "releases"))
		return err_set(err, ST_USAGE, _("Nothing comes after “report %s” but options."), call->argv[0]);
	if (str_same(call->argv[0], "progress"))
		return report_progress_word(call, err);
	if (str_same(call->argv[0], "internal"))
		return report_internal_word(call, err);
	if (str_same(call->argv[0], "releases"))
		return report_releases_word(call, err);
	if (str_same(call->argv[0], "rule"))
		return report_rule_word(call, err);
	return err_set(err, ST_USAGE, _("After “report” comes progress, internal, releases or rule."));
}
