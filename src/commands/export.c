/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold export: to standard output, or to a file that is whole or not there. */
#include "exchange/export.h"

#include <unistd.h>

#include "base/io.h"
#include "base/msg.h"
#include "commands/verbs.h"

static bool tell(void *ctx, int64_t done)
{
	(void)ctx;
	return progress_tell(done, 0);
}

static enum status format_of(const struct call *call, enum export_format *out, struct err *err)
{
	const char *text = call_option(call, "format");

	*out = call->json || str_same(text, "json") ? EXPORT_JSON : EXPORT_CSV;
	if (!text || str_same(text, "csv") || str_same(text, "json"))
		return ST_OK;
	return err_set(err, ST_USAGE, _("The option --format takes csv or json."));
}

static enum status run(struct call *call, struct export_options *options, struct err *err)
{
	int64_t rows;
	enum status st;

	progress_begin(_("Exporting"));
	st = export_run(call->store, &call->actor, options, &rows, err);
	progress_end();
	return st;
}

static enum status to_file(struct call *call, const char *path, struct export_options *options, struct err *err)
{
	struct io_file *file;
	enum status st = io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	options->out = io_stream(file);
	st = run(call, options, err);
	if (st == ST_OK)
		return io_commit(file, err);
	io_abandon(file);
	return st;
}

enum status verb_export(struct call *call, struct err *err)
{
	const char *path = call_option(call, "output");
	/* A line that counts would stand amid the rows where both go to one terminal. */
	struct export_options options = { .progress = path || !isatty(STDOUT_FILENO) ? tell : NULL, .out = stdout };
	struct which which;
	enum status st = which_kind(call, call->argv[0], &options.kind, err);

	if (st == ST_OK)
		st = format_of(call, &options.format, err);
	if (st != ST_OK)
		return st;
	st = which_query(call, options.kind, &which, err);
	options.query = &which.query;
	if (st == ST_OK)
		st = path ? to_file(call, path, &options, err) : run(call, &options, err);
	which_clear(&which);
	return st;
}
