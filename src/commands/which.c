/* SPDX-License-Identifier: EUPL-1.2 */
/* From words on the command line to kinds, records and queries. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "commands/command.h"
#include "register/trait.h"

const char which_sort_help[] = N_("Order by this field; with a hyphen behind it the other way round: arrived-.");
const char which_filter_help[] = N_("Only records where this holds: field=value, field>=value, field<=value, field= "
	"(empty), field!= (not empty). May be given several times.");

enum status which_kind(const struct call *call, const char *name, const struct kind **out, struct err *err)
{
	*out = register_kind(name);
	if (!*out)
		return err_set(err, ST_USAGE, _("There is no kind of record “%s”. “foothold fields” lists them."), name);
	if (!kind_seen(&call->actor, *out))
		return err_set(err, ST_DENIED, _("Your role does not include records of this kind (%s)."), _((*out)->plural));
	return ST_OK;
}

/* A UUID does not say its kind; each table finds it, or not, by its index. */
static enum status of_any_kind(const struct call *call, const char *said, const struct kind **kind, struct id *id,
			       struct err *err)
{
	enum status st;
	int count, i;
	const struct kind *const *all = register_kinds(&count);

	for (i = 0; i < count; i++) {
		if (!kind_seen(&call->actor, all[i]))
			continue;
		st = read_resolve(call->store, &call->actor, all[i], said, id, err);
		if (st != ST_NOTFOUND) {
			*kind = all[i];
			return st;
		}
	}
	return err_set(err, ST_NOTFOUND, _("There is no record of this id in the file, or your role does not include it."));
}

enum status which_record(const struct call *call, const char *said, const struct kind **kind, struct id *id,
	struct err *err)
{
	char number[CASE_NUMBER_MAX];

	if (casenum_parse(said, number)) {
		*kind = register_kind("person");
		return read_resolve(call->store, &call->actor, *kind, number, id, err);
	}
	if (id_parse(said, id))
		return of_any_kind(call, said, kind, id, err);
	return err_set(err, ST_INVALID, _("This is neither a case number nor a record's id. A case number's last character "
		"checks the others: please compare it once more. “foothold find” finds people by name."));
}

static enum status sorted(const struct call *call, const struct kind *kind, struct list_query *query, struct err *err)
{
	const char *sort = call_option(call, "sort");
	char *name;
	size_t len;

	if (!sort)
		return ST_OK;
	len = strlen(sort);
	query->descending = len && sort[len - 1] == '-';
	name = mem_strn(sort, query->descending ? len - 1 : len);
	query->sort = kind_field(kind, name);
	free(name);
	return query->sort ? ST_OK : err_set(err, ST_USAGE, _("Lists of these records (%s) cannot be ordered by “%s”."),
		_(kind->plural), sort);
}

static enum status canonical_of(const struct call *call, const struct field *field, const char *typed, char **out,
				struct err *err)
{
	struct id id;
	char text[37];
	enum status st;

	if (field->kind != FIELD_REFERENCE)
		return field_check(field, typed, out, err);
	st = read_resolve(call->store, &call->actor, register_kind(field->refers), typed, &id, err);
	if (st == ST_OK) {
		id_text(id, text);
		*out = mem_str(text);
	}
	return st;
}

static enum status one_filter(const struct call *call, const char *text, struct which *out, struct err *err)
{
	struct filter *filter = &out->query.filter[out->query.n_filters];
	size_t len = strcspn(text, "=<>!");
	const char *value = text + len;
	char *name = mem_strn(text, len);
	enum status st = ST_OK;

	filter->field = filter_field(out->query.kind, name);
	free(name);
	filter->op = str_starts(value, ">=") ? FILTER_FROM : str_starts(value, "<=") ? FILTER_TO
		: str_starts(value, "!=") ? FILTER_SET : FILTER_IS;
	if (!filter->field || (filter->op == FILTER_IS && *value != '='))
		return err_set(err, ST_USAGE, _("A filter is not written field=value with a field of these records (%s)."),
			       _(out->query.kind->plural));
	value += filter->op == FILTER_IS ? 1 : 2;
	if (filter->op == FILTER_IS && !*value)
		filter->op = FILTER_EMPTY;
	else if ((filter->op == FILTER_SET) != !*value)
		return err_set(err, ST_USAGE, _("A filter is not complete."));
	if (*value)
		st = canonical_of(call, filter->field, value, &out->value[out->query.n_filters], err);
	filter->value = out->value[out->query.n_filters++];
	return st;
}

enum status which_query(const struct call *call, const struct kind *kind, struct which *out, struct err *err)
{
	const char *text;
	enum status st;
	int n;

	memset(out, 0, sizeof(*out));
	out->query.kind = kind;
	st = sorted(call, kind, &out->query, err);
	for (n = 0; st == ST_OK && (text = call_option_at(call, "filter", n)) != NULL; n++) {
		if (n == LIST_FILTERS)
			st = err_set(err, ST_USAGE, _("At most %d filters can hold at once."), LIST_FILTERS);
		else
			st = one_filter(call, text, out, err);
	}
	return st;
}

void which_clear(struct which *which)
{
	int i;

	for (i = 0; i < LIST_FILTERS; i++)
		free(which->value[i]);
}
