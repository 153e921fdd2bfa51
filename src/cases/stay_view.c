/* SPDX-License-Identifier: EUPL-1.2 */
/* Who waits for a home of one's own, and how long already, against what the city wants. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/stay.h"
#include "cases/watch.h"

QUERY(waiting, "stay.waiting", QUERY_INTERACTIVE,
	"SELECT s.id, s.person, s.place, s.counted,"
	" (SELECT count(*) FROM placement a WHERE a.person = s.person AND a.gone = 0"
	" AND a.state IN ('declined', 'withdrawn', 'run_out')),"
	" EXISTS(SELECT 1 FROM placement b WHERE b.person = s.person AND b.gone = 0 AND b.state IN ('offered', 'accepted'))"
	" FROM stay s JOIN person p ON p.id = s.person AND p.gone = 0 AND p.left IS NULL"
	" WHERE s.gone = 0 AND s.until IS NULL AND s.place IN ('reception', 'shelter') AND s.counted IS NOT NULL"
	" ORDER BY s.counted, s.rid LIMIT :limit");

QUERY(present, "stay.present", QUERY_INTERACTIVE,
	"SELECT id, place, counted FROM stay WHERE person = :id AND gone = 0 AND until IS NULL ORDER BY rid DESC LIMIT 1");

#define TARGET "stay.target"

enum status stay_target(struct store *store, struct term *target, bool *wanted, struct err *err)
{
	const struct watch *watch = watch_named(TARGET);
	bool off = false;
	enum status st;

	if (!watch)
		BUG("the target for a home of one's own is not watched");
	st = watch_length(store, watch, target, &off, err);
	*wanted = st == ST_OK && !off;
	return st;
}

bool stay_is_over(const struct stay_row *row, struct term target, struct date day)
{
	return row->counted.day && date_between(term_falls(row->counted, &target, NULL), day) > 0;
}

/* As the file stands; names come later, through the read door. */
static enum status read_rows(struct store *store, int limit, struct stay_row *row, int *count, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &waiting, &stmt, err);

	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "limit", limit);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct stay_row *one = &row[(*count)++];

		*one = (struct stay_row){ .stay = stmt_get_id(stmt, 0), .person = stmt_get_id(stmt, 1),
			.place = mem_str(stmt_get_text(stmt, 2)), .declined = (int)stmt_get_int(stmt, 4),
			.offered = stmt_get_int(stmt, 5) != 0 };
		if (!date_parse(stmt_get_text(stmt, 3), &one->counted))
			one->counted = (struct date){ 0, 0, 0 };
		one->days = date_between(one->counted, clock_today());
	}
	return st == ST_DONE ? ST_OK : st;
}

/* ST_NOTFOUND and ST_DENIED: the row is not for this actor. */
static enum status name_row(struct store *store, const struct actor *actor, struct stay_row *row, struct err *err)
{
	struct record *person = NULL;
	struct str name = STR_INIT;
	enum status st = read_brief(store, actor, register_kind("person"), row->person, &person, err);

	if (st != ST_OK)
		return st;
	record_title(&name, person);
	row->name = mem_str(str_get(&name));
	if (record_get(person, "case_number"))
		str_copy(row->case_number, sizeof(row->case_number), record_get(person, "case_number"));
	if (record_get(person, "caseworker"))
		str_copy(row->caseworker, sizeof(row->caseworker), record_get(person, "caseworker"));
	str_free(&name);
	record_free(person);
	return ST_OK;
}

static void row_clear(struct stay_row *row)
{
	free(row->name);
	free(row->place);
}

enum status stay_waiting(struct store *store, const struct actor *actor, int limit, struct stay_row **out, int *count,
	bool *more, struct err *err)
{
	struct stay_row *row;
	int n = 0, kept = 0;
	enum status st;

	*out = NULL;
	*count = 0;
	*more = false;
	if (!kind_seen(actor, register_kind("stay")) || !kind_seen(actor, register_kind("person")))
		return err_set(err, ST_DENIED, _("Your roles do not show where people stay. Nothing was changed; ask a colleague who "
			"looks for homes."));
	row = mem_array((size_t)limit + 1, sizeof(*row));
	st = read_rows(store, limit + 1, row, &n, err);
	*more = n > limit;
	for (int i = 0; i < n; i++) {
		enum status named = st == ST_OK && i < limit ? name_row(store, actor, &row[i], err) : ST_NOTFOUND;

		if (named == ST_OK)
			row[kept++] = row[i];
		else
			row_clear(&row[i]);
		if (st == ST_OK && named != ST_OK && named != ST_NOTFOUND && named != ST_DENIED)
			st = named;
	}
	if (st != ST_OK) {
		stay_rows_free(row, kept);
		return st;
	}
	*out = row;
	*count = kept;
	return ST_OK;
}

enum status stay_now(struct store *store, const struct actor *actor, struct id person, struct stay_row *out,
	struct err *err)
{
	struct stmt *stmt;
	enum status st;

	if (!kind_seen(actor, register_kind("stay")))
		return ST_DONE;
	st = store_query(store, &present, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", person);
	st = stmt_step(stmt, err);
	if (st != ST_OK)
		return st;
	*out = (struct stay_row){ .stay = stmt_get_id(stmt, 0), .person = person, .place = mem_str(stmt_get_text(stmt, 1)) };
	if (stmt_is_null(stmt, 2) || !date_parse(stmt_get_text(stmt, 2), &out->counted))
		out->counted = (struct date){ 0, 0, 0 };
	else
		out->days = date_between(out->counted, clock_today());
	stmt_reset(stmt);
	return ST_OK;
}

bool stay_counts(const struct stay_row *row)
{
	return row->counted.day && (str_same(row->place, "reception") || str_same(row->place, "shelter"));
}

enum status stay_words(struct str *out, struct store *store, const struct stay_row *row, struct err *err)
{
	const struct field *place = kind_field(register_kind("stay"), "place");
	const struct choice *choice = field_choice(place, row->place);
	const char *label = choice ? choice_label(place, choice) : "";
	struct term target;
	bool watched;
	enum status st = stay_target(store, &target, &watched, err);

	if (st != ST_OK)
		return st;
	if (!stay_counts(row))
		str_add(out, label);
	else if (watched)
		/* TRANSLATORS: a place of stay, how many days already, and how many the city wants it to be at the most */
		str_addf(out, _("%s, day %ld of %ld"), label, row->days,
			date_between(row->counted, term_falls(row->counted, &target, NULL)));
	else
		/* TRANSLATORS: a place of stay, and how many days already */
		str_addf(out, _("%s, day %ld"), label, row->days);
	return ST_OK;
}

void stay_rows_free(struct stay_row *row, int count)
{
	for (int i = 0; i < count; i++)
		row_clear(&row[i]);
	free(row);
}
