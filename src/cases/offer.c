/* SPDX-License-Identifier: EUPL-1.2 */
/* Looks along the line and writes one change set. */
#include "cases/offer.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"
#include "store/query.h"

#define PAGE 50
#define LAPSE_MOST 1000

QUERY(run_out_of, "offer.run_out_of", QUERY_INTERACTIVE,
	"SELECT id, rev FROM enrolment WHERE course = :id AND gone = 0 AND state = 'offered' AND answer_by < :day");
QUERY(run_out, "offer.run_out", QUERY_INTERACTIVE,
	"SELECT id, rev FROM enrolment WHERE gone = 0 AND state = 'offered' AND answer_by < :day ORDER BY answer_by LIMIT :most");

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
