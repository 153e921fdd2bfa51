/* SPDX-License-Identifier: EUPL-1.2 */
/* Looks along the line and writes one change set. */
#include "cases/offer.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "register/row.h"
#include "store/query.h"

#define PAGE 50
#define LAPSE_MOST 1000

/* A file that is restricted stays as it is: its offer waits, and does not hold up those of the others. */
#define OPEN_FILE " AND (SELECT p.restricted FROM person p WHERE p.id = e.person) IS NULL"
QUERY(run_out_of, "offer.run_out_of", QUERY_INTERACTIVE,
	"SELECT e.id, e.rev FROM enrolment e WHERE e.course = :id AND e.gone = 0 AND e.state = 'offered' AND e.answer_by < :day"
	OPEN_FILE);
QUERY(run_out, "offer.run_out", QUERY_INTERACTIVE,
	"SELECT e.id, e.rev FROM enrolment e WHERE e.gone = 0 AND e.state = 'offered' AND e.answer_by < :day" OPEN_FILE
	" ORDER BY e.answer_by LIMIT :most");

QUERY(open_offers, "offer.open", QUERY_INTERACTIVE,
	"SELECT e.id, e.person, e.course, e.rev, coalesce(e.answer_by, '') FROM enrolment e INDEXED BY enrolment_offered"
	" WHERE e.gone = 0 AND e.state = 'offered' AND e.answer_by >= '' ORDER BY e.answer_by, e.rid LIMIT :most");

void offer_clear(struct offer *offer)
{
	free(offer->passed);
	*offer = (struct offer){ .n_passed = 0 };
}

static void pass_over(struct offer *offer, const struct waiting_row *row, uint32_t against)
{
	offer->passed = mem_resize(offer->passed, (size_t)offer->n_passed + 1, sizeof(*offer->passed));
	offer->passed[offer->n_passed++] = (struct offer_passed){ row->enrolment, row->person, row->place, against };
}

/* The first of a page whom the group fits; -1: none of them. */
static enum status look_at_page(struct store *store, const struct fit_group *group, const struct waiting_row *row,
	int n, struct offer *out, int *at, struct err *err)
{
	enum status st = ST_OK;

	*at = -1;
	for (int i = 0; st == ST_OK && i < n && *at < 0; i++) {
		struct fit_wish wish;
		struct fit fit;

		st = fit_wish_of(store, row[i].enrolment, &wish, err);
		if (st == ST_OK)
			st = fit_judge(store, &wish, group, &fit, err);
		if (st == ST_OK && !fit.against)
			*at = i;
		else if (st == ST_OK)
			pass_over(out, &row[i], fit.against);
	}
	return st;
}

static enum status look_along(struct store *store, const struct actor *actor, const struct fit_group *group,
	struct offer *out, int64_t *rev, struct err *err)
{
	struct waiting_row row[PAGE], last;
	struct waiting_list list;
	int n = PAGE, at = -1;
	enum status st = waiting_of_course(store, group->course, &list, err);

	for (int seen = 0; st == ST_OK && n == PAGE && at < 0; seen += n) {
		out->more = seen >= OFFER_LOOKS;
		if (out->more)
			break;
		st = waiting_read(store, actor, &list, seen ? &last : NULL, false, PAGE, row, &n, err);
		if (st == ST_OK)
			st = look_at_page(store, group, row, n, out, &at, err);
		if (n > 0)
			last = row[n - 1];
	}
	if (st == ST_OK && at >= 0) {
		out->enrolment = row[at].enrolment;
		out->person = row[at].person;
		out->place = row[at].place;
		*rev = row[at].rev;
	}
	return st;
}

/* Back into line, without an answer. */
static enum status put_lapsed(struct change *change, struct stmt *stmt, int *n, struct err *err)
{
	enum status st;

	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct change_item *item = change_update(change, register_kind("enrolment"), stmt_get_id(stmt, 0),
			stmt_get_int(stmt, 1));

		rule_put(item, "state", "waiting");
		rule_put(item, "why_not", "no_answer");
		*n += 1;
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status lapse_of_course(struct change *change, struct id course, int *n, struct err *err)
{
	char today[11];
	struct stmt *stmt;
	enum status st = store_query(change_store(change), &run_out_of, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(clock_today(), today);
	stmt_id(stmt, "id", course);
	stmt_text(stmt, "day", today);
	return put_lapsed(change, stmt, n, err);
}

static enum status write_offer(struct change *change, const struct offer *offer, int64_t rev, struct id course,
	struct id *set, struct err *err)
{
	struct change_item *item = change_update(change, register_kind("enrolment"), offer->enrolment, rev);
	char text[37];
	enum status st = change_set(item, "state", "offered", err);

	id_text(course, text);
	if (st == ST_OK)
		st = change_set(item, "course", text, err);
	return st == ST_OK ? change_commit(change, set, NULL, err) : st;
}

static enum status has_seat(const struct fit_group *group, struct err *err)
{
	if (str_same(group->state, "over") || str_same(group->state, "cancelled"))
		return err_field(err, "course", _("This group takes nobody any more. Nothing was offered; choose another one."));
	if (seats_free(&group->seats) == 0)
		return err_field(err, "state", _("The group has no free seat. Nothing was offered; wait for answers, or raise the "
			"number of seats."));
	return ST_OK;
}

static enum status look_and_offer(struct store *store, const struct actor *actor, struct id course, bool try,
	struct id *set, struct offer *out, struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct fit_group group;
	int64_t rev = 0;
	enum status st = fit_group_read(store, course, &group, err);

	if (st == ST_OK)
		st = has_seat(&group, err);
	if (st == ST_OK)
		st = lapse_of_course(change, course, &out->lapsed, err);
	if (st == ST_OK)
		st = look_along(store, actor, &group, out, &rev, err);
	if (st == ST_OK && !try && !id_none(out->enrolment))
		st = write_offer(change, out, rev, course, set, err);
	change_free(change);
	return st;
}

/* The line is looked along and the offer written in one transaction: another program that offers at the same time comes
 * before or behind, and never picks the same person. */
enum status offer_next(struct store *store, const struct actor *actor, struct id course, bool try, struct id *set,
	struct offer *out, struct err *err)
{
	enum status st = queue_ready(store, err);

	*out = (struct offer){ .n_passed = 0 };
	if (st != ST_OK || try)
		return st == ST_OK ? look_and_offer(store, actor, course, true, set, out, err) : st;
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = look_and_offer(store, actor, course, false, set, out, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}

enum status offer_lapse(struct store *store, const struct actor *actor, const char *day, int64_t *n, struct id *set,
	struct err *err)
{
	struct change *change = change_begin(store, actor);
	struct stmt *stmt;
	int count = 0;
	enum status st = store_query(store, &run_out, &stmt, err);

	if (st == ST_OK) {
		stmt_text(stmt, "day", day);
		stmt_int(stmt, "most", LAPSE_MOST);
		st = put_lapsed(change, stmt, &count, err);
	}
	if (st == ST_OK && count > 0)
		st = change_commit(change, set, NULL, err);
	*n = st == ST_OK ? count : 0;
	change_free(change);
	return st;
}

static enum status put_seat(struct change *change, const struct fit_wish *wish, struct id course, const char *state,
	struct change_item **out, struct err *err)
{
	const struct kind *kind = register_kind("enrolment");
	struct change_item *item = id_none(wish->enrolment) ? change_create(change, kind, NULL) :
		change_update(change, kind, wish->enrolment, 0);
	char text[37];
	enum status st = ST_OK;

	*out = item;
	id_text(wish->person, text);
	if (id_none(wish->enrolment))
		st = change_set(item, "person", text, err);
	id_text(course, text);
	if (st == ST_OK)
		st = change_set(item, "course", text, err);
	return st == ST_OK ? change_set(item, "state", state, err) : st;
}

enum status offer_seat(struct change *change, const struct fit_wish *wish, struct id course, const char *by,
	struct err *err)
{
	struct change_item *item;
	enum status st = put_seat(change, wish, course, "offered", &item, err);

	return st == ST_OK && !str_empty(by) ? change_set(item, "answer_by", by, err) : st;
}

enum status offer_enrol(struct change *change, const struct fit_wish *wish, struct id course, struct err *err)
{
	struct change_item *item;

	return put_seat(change, wish, course, "enrolled", &item, err);
}

enum status offer_list(struct store *store, const struct actor *actor, int most, struct offer_open *out, int *count,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = ST_OK;

	*count = 0;
	if (!kind_seen(actor, register_kind("enrolment")))
		return read_denied(register_kind("enrolment"), err);
	st = store_query(store, &open_offers, &stmt, err);
	if (st != ST_OK)
		return st;
	stmt_int(stmt, "most", most);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct offer_open *row = &out[(*count)++];

		*row = (struct offer_open){ .enrolment = stmt_get_id(stmt, 0), .person = stmt_get_id(stmt, 1),
			.course = stmt_get_id(stmt, 2), .rev = stmt_get_int(stmt, 3) };
		str_copy(row->answer_by, sizeof(row->answer_by), stmt_get_text(stmt, 4));
	}
	return st == ST_DONE ? ST_OK : st;
}
