/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the receipt of an erasure as a paper: what went, and where copies may still be; nothing of the person. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "cases/erase.h"

static void put_number(struct sheet *sheet, int64_t n, const char *words)
{
	struct str number = STR_INIT;
	const char *cells[] = { words, NULL };

	if (!n)
		return;
	text_number(&number, n, 0);
	cells[1] = str_get(&number);
	sheet_row(sheet, 0, cells);
	str_free(&number);
}

static void put_removed(struct sheet *sheet, const struct erase_receipt *receipt)
{
	const struct sheet_column columns[] = { { pgettext("what was erased", "What"), false, 0 }, { _("How many"), true, 0 } };

	sheet_heading(sheet, 2, _("Erased for good:"));
	sheet_table(sheet, NULL, columns, (int)ARRAY_LEN(columns));
	for (int i = 0; i < receipt->n_kinds; i++)
		put_number(sheet, receipt->kind[i].n, _(receipt->kind[i].kind->plural));
	put_number(sheet, receipt->traces.values, _("former values in the history"));
	put_number(sheet, receipt->traces.drafts, _("drafts"));
	put_number(sheet, receipt->traces.own_values, _("values of the municipality's own fields"));
	put_number(sheet, receipt->traces.copies, _("copies of papers"));
	if (receipt->household_stays)
		sheet_text(sheet, _("The household stays: others belong to it. Please look whether its name and remark still name "
			"the person."));
	sheet_text(sheet, _("Kept: entries of the history without any value, so that it still verifies; the counts of past "
		"years; and marks that keep an older copy from bringing these records back."));
	if (receipt->scrubbed)
		sheet_text(sheet, _("The file's log was emptied and its free space looked at: nothing is left there."));
}

static void put_copies(struct sheet *sheet, const struct erase_receipt *receipt)
{
	if (!receipt->n_copies) {
		sheet_text(sheet, _("The file knows of no copies elsewhere."));
		return;
	}
	sheet_heading(sheet, 2, _("Copies that this program cannot reach:"));
	for (int i = 0; i < receipt->n_copies; i++) {
		struct str line = STR_INIT;

		erase_copy_words(&line, &receipt->copy[i]);
		sheet_item(sheet, str_get(&line));
		str_free(&line);
	}
}

struct sheet *erase_receipt_paper(const struct erase_receipt *receipt)
{
	struct sheet *sheet = sheet_new(_("Receipt of an erasure"));
	struct str day = STR_INIT;
	struct date on = clock_today();
	char id[37], *line;

	if (receipt->at_ms)
		clock_local(receipt->at_ms, &on, NULL);
	id_text(receipt->id, id);
	date_show(&day, on);
	/* TRANSLATORS: an id, a day, why */
	line = mem_fmt(_("Receipt %s of %s: %s."), id, str_get(&day), erase_ground_words(receipt->ground));
	sheet_text(sheet, line);
	put_removed(sheet, receipt);
	put_copies(sheet, receipt);
	free(line);
	str_free(&day);
	return sheet;
}
