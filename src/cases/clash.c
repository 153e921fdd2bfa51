/* SPDX-License-Identifier: EUPL-1.2 */
/* One query each for person, colleague and room, over what is planned or was held on the day. */
#include "cases/clash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define STARTS(t) "(substr(" t ".at, 1, 2) * 60 + substr(" t ".at, 4, 2))"
#define ENDS(t, otherwise) "(" STARTS(t) " + coalesce(" t ".minutes, " otherwise "))"
#define APPOINTMENT "SELECT " STARTS("a") ", " ENDS("a", "30") " FROM appointment a WHERE a.day = :day AND a.gone = 0" \
	" AND a.state IN ('planned', 'kept') AND a.id <> :id AND " STARTS("a") " < :to AND " ENDS("a", "30") " > :from"
#define SESSION "SELECT " STARTS("s") ", " ENDS("s", "90") " FROM session s WHERE s.day = :day AND s.gone = 0" \
	" AND s.state IN ('planned', 'held') AND s.id <> :id AND " STARTS("s") " < :to AND " ENDS("s", "90") " > :from"
#define APART " AND (:meeting IS NULL OR a.meeting IS NOT :meeting)"

QUERY(by_person, "clash.person", QUERY_INTERACTIVE, APPOINTMENT " AND a.person = :key AND :meeting IS :meeting"
	" UNION ALL SELECT " STARTS("s") ", " ENDS("s", "90") " FROM attendance t CROSS JOIN session s ON s.id = t.session"
	" WHERE t.person = :key AND t.gone = 0 AND t.state = 'invited' AND s.gone = 0 AND s.day = :day"
	" AND s.state = 'planned' AND s.id <> :id AND " STARTS("s") " < :to AND " ENDS("s", "90") " > :from LIMIT 1");
QUERY(by_colleague, "clash.colleague", QUERY_INTERACTIVE, APPOINTMENT " AND a.caseworker = :key" APART
	" UNION ALL " SESSION " AND s.lead = :key LIMIT 1");
QUERY(by_room, "clash.room", QUERY_INTERACTIVE, APPOINTMENT " AND a.room = :key" APART
	" UNION ALL " SESSION " AND s.room = :key LIMIT 1");

static enum status look(struct store *store, const struct clash *clash, const struct query *query, const char *key,
	int *from, int *to, bool *taken, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, query, &stmt, err);

	*taken = false;
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "day", clash->day);
	stmt_blob(stmt, "id", clash->id.b, sizeof(clash->id.b));
	stmt_text(stmt, "meeting", clash->meeting);
	stmt_int(stmt, "from", clash->from);
	stmt_int(stmt, "to", clash->to);
	if (key)
		stmt_text(stmt, "key", key);
	else
		stmt_id(stmt, "key", clash->person);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		*taken = true;
		*from = (int)stmt_get_int(stmt, 0);
		*to = (int)stmt_get_int(stmt, 1);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

enum status clash_find(struct store *store, const struct clash *clash, enum clash_with *out, int *from, int *to,
	struct err *err)
{
	bool taken = false;
	enum status st = ST_OK;

	*out = CLASH_NOTHING;
	if (!id_none(clash->person))
		st = look(store, clash, &by_person, NULL, from, to, &taken, err);
	if (taken)
		*out = CLASH_PERSON;
	if (st == ST_OK && !taken && clash->colleague) {
		st = look(store, clash, &by_colleague, clash->colleague, from, to, &taken, err);
		*out = taken ? CLASH_COLLEAGUE : CLASH_NOTHING;
	}
	if (st == ST_OK && !taken && clash->room) {
		st = look(store, clash, &by_room, clash->room, from, to, &taken, err);
		*out = taken ? CLASH_ROOM : CLASH_NOTHING;
	}
	return st;
}

int clock_minutes(const char *at)
{
	return at && strlen(at) == 5 ? atoi(at) * 60 + atoi(at + 3) : -1;
}

void clock_words(int minutes, char out[6])
{
	unsigned of_day = (unsigned)minutes % (24 * 60);

	snprintf(out, 6, "%02u:%02u", of_day / 60 % 24, of_day % 60);
}
