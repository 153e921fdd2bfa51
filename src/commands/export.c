/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold export: to standard output, or to a file that is whole or not there; of many people sealed. */
#include "exchange/export.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/secret.h"
#include "commands/ask.h"
#include "commands/bulk.h"
#include "commands/verbs.h"
#include "vault/sealfile.h"

/* One export: what, which columns, and with what it is sealed. */
struct leaving {
	struct export_options options;
	struct bulk bulk;
	const struct field **fields;
	struct secret *seal;           /* passphrase; NULL: readable */
};

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

static enum status run_sealed(struct call *call, struct leaving *leaving, struct err *err)
{
	struct sealfile *file;
	enum status st = sealfile_begin(leaving->options.out, leaving->seal, &file, err);

	if (st != ST_OK)
		return st;
	leaving->options.out = sealfile_stream(file);
	st = run(call, &leaving->options, err);
	if (st == ST_OK)
		return sealfile_end(file, err);
	sealfile_abandon(file);
	return st;
}

static enum status write_all(struct call *call, struct leaving *leaving, struct err *err)
{
	return leaving->seal ? run_sealed(call, leaving, err) : run(call, &leaving->options, err);
}

static enum status to_file(struct call *call, const char *path, struct leaving *leaving, struct err *err)
{
	struct io_file *file;
	enum status st = io_create(path, 0600, &file, err);

	if (st != ST_OK)
		return st;
	leaving->options.out = io_stream(file);
	st = write_all(call, leaving, err);
	if (st == ST_OK)
		return io_commit(file, err);
	io_abandon(file);
	return st;
}

static enum status named_columns(struct leaving *leaving, const char *said, struct err *err)
{
	const struct kind *kind = leaving->options.kind;
	char *copy = mem_str(said), *rest = copy, *name;
	enum status st = ST_OK;

	while (st == ST_OK && (name = strsep(&rest, ",")) != NULL) {
		const struct field *field = kind_field(kind, name);

		if (!field)
			st = err_set(err, ST_USAGE, _("There is no field “%s” among these records (%s)."), name, _(kind->plural));
		else if (leaving->options.n_fields < kind->n_fields)
			leaving->fields[leaving->options.n_fields++] = field;
	}
	free(copy);
	return st;
}

/* Named ones; of many people else those of lists; of few all that the role sees. */
static enum status choose_columns(struct call *call, struct leaving *leaving, struct err *err)
{
	const struct kind *kind = leaving->options.kind;
	const char *said = call_option(call, "columns");

	if (!said && !leaving->bulk.many)
		return ST_OK;
	leaving->fields = mem_array((size_t)kind->n_fields + 1, sizeof(*leaving->fields));
	leaving->options.fields = leaving->fields;
	if (said)
		return named_columns(leaving, said, err);
	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].list && field_seen(&call->actor, kind, &kind->fields[i]))
			leaving->fields[leaving->options.n_fields++] = &kind->fields[i];
	return ST_OK;
}

static enum status choose_seal(struct call *call, struct leaving *leaving, struct err *err)
{
	bool sealed = leaving->bulk.many ? !call_given(call, "unsealed") : call_given(call, "sealed");

	if (!sealed)
		return ST_OK;
	if (!call_option(call, "output") && isatty(STDOUT_FILENO))
		return err_set(err, ST_USAGE, _("A sealed export is no text for the screen. Please name a file with --output."));
	return ask_new_passphrase(call_option(call, "seal-passphrase-file"), &leaving->seal, err);
}

static enum status leave(struct call *call, struct leaving *leaving, struct err *err)
{
	const char *path = call_option(call, "output");
	enum status st = bulk_weigh(call, leaving->options.query, 0, &leaving->bulk, err);

	if (st == ST_OK)
		st = bulk_allow(call, &leaving->bulk, err);
	if (st == ST_OK)
		st = choose_columns(call, leaving, err);
	if (st == ST_OK)
		st = choose_seal(call, leaving, err);
	/* Noted before the first row leaves: one that is broken off has left as well. */
	if (st == ST_OK)
		st = bulk_note(call, &leaving->bulk, "export", leaving->options.fields, leaving->options.n_fields,
			leaving->seal != NULL, err);
	if (st == ST_OK)
		st = path ? to_file(call, path, leaving, err) : write_all(call, leaving, err);
	free(leaving->fields);
	secret_free(leaving->seal);
	return st;
}

enum status verb_export(struct call *call, struct err *err)
{
	/* A line that counts would stand amid the rows where both go to one terminal. */
	bool counts = call_option(call, "output") || !isatty(STDOUT_FILENO);
	struct leaving leaving = { .options = { .progress = counts ? tell : NULL, .out = stdout } };
	struct which which;
	enum status st = which_kind(call, call->argv[0], &leaving.options.kind, err);

	if (st == ST_OK)
		st = format_of(call, &leaving.options.format, err);
	if (st != ST_OK)
		return st;
	st = which_query(call, leaving.options.kind, &which, err);
	leaving.options.query = &which.query;
	if (st == ST_OK)
		st = leave(call, &leaving, err);
	which_clear(&which);
	return st;
}
