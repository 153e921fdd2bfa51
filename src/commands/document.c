/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold document: the copy of a paper into the file, out of it, and away. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/document.h"
#include "commands/verbs.h"
#include "exchange/paperfile.h"

static enum status attach(struct call *call, struct id document, struct err *err)
{
	enum status st = paperfile_attach(call->store, &call->actor, document, call->argv[2], NULL, err);

	if (st != ST_OK)
		return st;
	out_line(call, _("The copy is kept, encrypted with the rest of the file. The file it came from still stands where it "
		"was: please delete it there."));
	return call_flush(call, err);
}

static enum status save(struct call *call, struct id document, struct err *err)
{
	enum status st = paperfile_save(call->store, &call->actor, document, call->argv[2], err);

	if (st != ST_OK || str_same(call->argv[2], "-"))
		return st;
	out_line(call, _("The copy was written where only you may read it, and the trail says so. It is not encrypted there: "
		"please delete it once it is used."));
	return call_flush(call, err);
}

static enum status drop(struct call *call, struct id document, struct err *err)
{
	enum status st = document_drop(call->store, &call->actor, document, err);

	if (st != ST_OK)
		return st;
	out_line(call, _("The copy is erased. That the original was seen stays recorded."));
	return call_flush(call, err);
}

/* Without a number it is said; with one it is set. */
static enum status limit(struct call *call, struct err *err)
{
	struct str line = STR_INIT;
	size_t most;
	char *end;
	long megabytes = call->argc == 2 ? strtol(call->argv[1], &end, 10) : 0;
	enum status st = ST_OK;

	if (call->argc == 2)
		st = document_set_max(call->store, &call->actor, *end ? 0 : megabytes, err);
	if (st == ST_OK)
		st = document_max(call->store, &most, err);
	if (st != ST_OK)
		return st;
	str_addf(&line, _("A copy may have %zu MB."), most >> 20);
	out_line(call, str_get(&line));
	str_free(&line);
	return call_flush(call, err);
}

enum status verb_document(struct call *call, struct err *err)
{
	static const struct { const char *word; int operands; enum status (*run)(struct call *, struct id, struct err *); }
		rows[] = { { "attach", 3, attach }, { "save", 3, save }, { "drop", 2, drop } };
	struct id document;
	enum status st;

	if (str_same(call->argv[0], "limit") && call->argc <= 2)
		return limit(call, err);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (!str_same(rows[i].word, call->argv[0]) || call->argc != rows[i].operands)
			continue;
		st = read_resolve(call->store, &call->actor, register_kind("document"), call->argv[1], &document, err);
		return st == ST_OK ? rows[i].run(call, document, err) : st;
	}
	return err_set(err, ST_USAGE, _("Say “document attach ID FILE”, “document save ID FILE”, “document drop ID” or “document limit MB”."));
}
