/* SPDX-License-Identifier: EUPL-1.2 */
/* What hangs on one vacancy; see vacancies.h. */
#include "cases/vacancies.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/str.h"
#include "cases/rules.h"
#include "store/sealed.h"

const struct vacancy_pair vacancy_pairs[] = {
	{ "occupation", "wished_occupation" }, { "skills", "wished_skills" }, { "level", "wished_level" },
	{ "licences", "wished_licences" }, { "hours_from", "wished_hours" }, { "starts", "wished_start" },
	{ "place", "wished_place" }, { "pay_from", "wished_pay" }, { NULL, NULL },
};

QUERY(taken, "vacancy.told", QUERY_INTERACTIVE,
	"SELECT (SELECT count(*) FROM application a WHERE a.vacancy = :id AND a.gone = 0 AND a.state = 'hired')"
	" + (SELECT count(*) FROM employment e WHERE e.vacancy = :id AND e.gone = 0"
	" AND e.application IS NULL AND e.state <> 'fell_through')");

static enum status list_of(struct store *store, const struct actor *actor, const char *name, struct id vacancy,
	struct list_page *page, struct err *err)
{
	const struct kind *kind = register_kind(name);
	struct list_query query = { .kind = kind, .n_filters = 1 };
	char text[37];

	if (!kind_seen(actor, kind))
		return ST_OK;
	id_text(vacancy, text);
	query.filter[0] = (struct filter){ kind_field(kind, "vacancy"), FILTER_IS, text };
	return read_list(store, actor, &query, NULL, false, VACANCY_ROWS, page, err);
}

static enum status count_taken(struct store *store, struct id vacancy, int64_t *out, struct err *err)
{
	struct stmt *stmt;
	int64_t held = 0;
	enum status st = store_query(store, &taken, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", vacancy);
	st = stmt_step(stmt, err);
	if (st == ST_OK)
		*out = stmt_get_int(stmt, 0);
	stmt_reset(stmt);
	if (st == ST_OK && !store_town(store))
		st = hold_get(store, "vacancy", vacancy, &held, err);
	*out += held;
	return st;
}

enum status vacancy_told(struct store *store, const struct actor *actor, struct id id, struct vacancy_told *out,
	struct err *err)
{
	char today[11];
	enum status st;

	*out = (struct vacancy_told){ .seats = -1 };
	date_text(clock_today(), today);
	st = read_record(store, actor, register_kind("vacancy"), id, &out->record, err);
	if (st != ST_OK)
		return st;
	if (record_get(out->record, "seats"))
		out->seats = strtoll(record_get(out->record, "seats"), NULL, 10);
	out->run_out = str_same(record_get(out->record, "state"), "open") &&
		rule_before(record_get(out->record, "valid_through"), today);
	st = count_taken(store, id, &out->taken, err);
	if (st == ST_OK)
		st = list_of(store, actor, "application", id, &out->applications, err);
	if (st == ST_OK)
		st = list_of(store, actor, "employment", id, &out->work, err);
	if (st == ST_OK)
		st = list_of(store, actor, "omission", id, &out->omissions, err);
	if (st != ST_OK)
		vacancy_told_clear(out);
	return st;
}

void vacancy_told_clear(struct vacancy_told *told)
{
	record_free(told->record);
	list_page_free(&told->applications);
	list_page_free(&told->work);
	list_page_free(&told->omissions);
	*told = (struct vacancy_told){ .seats = -1 };
}
