/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows are told by their numbers alone, so that every run measures the same town. */
#include "config.h"

#include "stagetown.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/str.h"
#include "cases/queue.h"
#include "register/occupation.h"
#include "store/inside.h"

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)
#define COUNT_TO(n) "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < " TEXT(n) ")"
#define AN_ID(kind, number) "CAST(printf('" kind "%013d', " number ") AS BLOB)"
#define DAYS(days) "date(:today, printf('%+d days', " days "))"
#define QUARTER(number) AN_ID("aqu", "1 + (" number ") % 100")
/* Many work in few occupations: every second of forty, the others of all. */
#define TRADE(number) "json_extract(:trades, printf('$[%d]', CASE (" number ") % 2 WHEN 0 THEN (" number ") / 2 % 40 * 10" \
	" ELSE (" number ") / 2 * 7919 % json_array_length(:trades) END))"
#define LOT "p.rid * 2654435761 & 1099511627775"
#define A_LEVEL(number) "CASE (" number ") % 4 WHEN 0 THEN 'literacy' WHEN 1 THEN 'a1' WHEN 2 THEN 'a2' ELSE 'b1' END"
#define HOURS_(number) "CASE (" number ") % 4 WHEN 0 THEN '1,2,3,4 09:00-11:30' WHEN 1 THEN '1,2,4 18:00-20:30'" \
	" WHEN 2 THEN '2,4 13:00-16:00; 5 09:00-12:00' ELSE '1,3,5 09:00-12:15' END"
#define LIKES(number) "CASE (" number ") % 4 WHEN 0 THEN 'language, reading' WHEN 1 THEN 'sport, cycling' WHEN 2 THEN" \
	" 'letters, offices, town' ELSE 'cooking, garden' END"
#define RICH " FROM person p WHERE p.gone = 0 AND p.left IS NULL AND p.rid % 12 = 0"
#define OF(kind, columns, values) "INSERT INTO " kind "(id, rev, gone, person, " columns ") SELECT " \
	"CAST(printf('%.3s%013d', '" kind "', p.rid) AS BLOB), 1, 0, p.id, " values

static const char *const town[] = {
	COUNT_TO(100) " INSERT INTO neighbourhood(id, rev, gone, name, latitude, longitude) SELECT " AN_ID("aqu", "n")
	", 1, 0, printf('Quarter %d', n), 5190000 + n % 10 * 900, 440000 + n / 10 * 1400 FROM n",
	COUNT_TO(240) " INSERT INTO course(id, rev, gone, name, language, level, what, state, starts, ends, hours, seats, timetable,"
	" neighbourhood, childcare, women_only, online) SELECT " AN_ID("aco", "n") ", 1, 0, printf('Group %d', n), 'en', " A_LEVEL("n")
	", 'general', 'open', " DAYS("7 + n % 90") ", " DAYS("100 + n % 90") ", 9, 8 + n % 12, " HOURS_("n / 4") ", " QUARTER("n * 31")
	", n / 3 % 3 = 0, n % 11 = 0, n % 13 = 0 FROM n",
	COUNT_TO(2000) " INSERT INTO dwelling(id, rev, gone, address, neighbourhood, owner_kind, rooms, bedrooms, people, rent,"
	" service_costs, floor, step_free, pets, available, state) SELECT " AN_ID("adw", "n") ", 1, 0, printf('Canal Street %d', n), "
	QUARTER("n * 17") ", 'company', 1 + n % 5, n % 4, 1 + n % 6, 40000 + n * 7919 % 90000, 5000, n % 7, n % 3 = 0, n % 2, "
	DAYS("n % 60 - 20") ", 'free' FROM n",
	COUNT_TO(400) " INSERT INTO employer(id, rev, gone, name, neighbourhood) SELECT " AN_ID("aem", "n")
	", 1, 0, printf('Firm %d', n), " QUARTER("n * 7") " FROM n",
	COUNT_TO(20000) " INSERT INTO vacancy(id, rev, gone, title, occupation, employer, place, hours, hours_from, hours_to, level,"
	" language, pay_from, pay_to, pay_per, seats, posted, valid_through, timetable, state, text) SELECT " AN_ID("ava", "n")
	", 1, 0, printf('Work %d', n), " TRADE("n") ", " AN_ID("aem", "1 + n * 7 % 400") ", 'Harbour', 'full', 16 + n % 24, 40, "
	A_LEVEL("n / 3") ", 'en', 200000 + n % 90000, 320000, 'month', 1 + n % 3, " DAYS("-(n % 120)") ", " DAYS("10 + n % 60") ", "
	HOURS_("n / 5") ", 'open', replace(hex(zeroblob(12 + n % 25)), '00', 'Who works here looks after machines, keeps the hall clean and"
	" helps colleagues.') FROM n",
	COUNT_TO(100) " INSERT INTO school(id, rev, gone, name, what, neighbourhood, places, languages) SELECT " AN_ID("asc", "n")
	", 1, 0, printf('School %d', n), CASE n % 3 WHEN 0 THEN 'preschool, primary' WHEN 1 THEN 'primary' ELSE"
	" 'primary, secondary, welcome' END, " QUARTER("n") ", 60 + n % 60, 'en, ar' FROM n",
	COUNT_TO(500) " INSERT INTO mentor(id, rev, gone, name, languages, interests, timetable, often, way, farthest, neighbourhood,"
	" \"most\", active) SELECT " AN_ID("ame", "n") ", 1, 0, printf('Mentor %d', n), CASE n % 4 WHEN 0 THEN 'ar, en' WHEN 1 THEN"
	" 'fa, en' WHEN 2 THEN 'uk, en' ELSE 'en' END, " LIKES("n") ", " HOURS_("n / 2") ", 'weekly', 'person, phone', 2 + n % 8, "
	QUARTER("n * 31") ", 1 + n % 3, 1 FROM n",
	"INSERT INTO mentoring(id, rev, gone, person, asked, state, told, interests, timetable, often, way, lot) SELECT "
	AN_ID("ami", "p.rid") ", 1, 0, p.id, " DAYS("-(p.rid % 150)") ", 'asked', 'nothing', " LIKES("p.rid / 60") ", "
	HOURS_("p.rid / 120") ", 'weekly', 'person', " LOT " FROM person p WHERE p.gone = 0 AND p.left IS NULL AND p.rid % 60 = 0",
	"UPDATE person SET neighbourhood = " QUARTER("rid * 13") " WHERE gone = 0 AND neighbourhood IS NULL AND rid % 2 = 0",
	"INSERT INTO enrolment(id, rev, gone, person, state, language, level, asked, neighbourhood, farthest, childcare, daypart)"
	" SELECT " AN_ID("aen", "p.rid") ", 1, 0, p.id, 'waiting', 'en', " A_LEVEL("p.rid / 3") ", " DAYS("-(p.rid * 7919 % 300)")
	", CASE p.rid % 2 WHEN 0 THEN " QUARTER("p.rid * 7") " END, CASE p.rid % 5 WHEN 0 THEN 6 END, p.rid % 4 = 0,"
	" CASE p.rid % 9 WHEN 0 THEN 'morning' END FROM person p WHERE p.gone = 0 AND p.left IS NULL AND p.rid % 3 = 0",
	OF("level", "language, day, known, listening, reading, overall", "'en', " DAYS("-(p.rid % 400)") ", 'teacher', "
	A_LEVEL("p.rid / 5") ", " A_LEVEL("p.rid / 5") ", " A_LEVEL("p.rid / 5") " FROM person p WHERE p.gone = 0"),
	OF("stay", "place, since, counted, neighbourhood", "CASE p.rid % 5 WHEN 0 THEN 'reception' WHEN 1 THEN 'family' ELSE 'own' END, "
	DAYS("-(p.rid % 700)") ", " DAYS("-(p.rid % 700)") ", " QUARTER("p.rid * 13") " FROM person p WHERE p.gone = 0 AND NOT EXISTS("
	"SELECT 1 FROM stay s WHERE s.person = p.id AND s.gone = 0 AND s.until IS NULL)"),
	OF("need", "lot, people, bedrooms, step_free, max_rent, pets, near, within, state, asked", LOT ", 1 + p.rid / 12 % 6,"
	" p.rid / 12 % 3,"
	" p.rid / 12 % 8 = 0, 90000, 0, " QUARTER("p.rid") ", 5, 'open', " DAYS("-(p.rid % 200)") RICH " AND NOT EXISTS(SELECT 1 FROM"
	" need n WHERE n.person = p.id AND n.gone = 0 AND n.state = 'open')"),
	"INSERT INTO preference(id, rev, gone, person, need, rank, neighbourhood) SELECT " AN_ID("apr", "n.rid") ", 1, 0, n.person, n.id,"
	" 1, " QUARTER("n.rid * 3") " FROM need n WHERE n.gone = 0 AND n.state = 'open'",
	OF("jobwish", "what, occupation, hours_from, hours_to, how_far, since", "'Work with people', " TRADE("p.rid / 12")
	", 16, 40, 20, " DAYS("-(p.rid % 100)") RICH),
	OF("experience", "what, occupation, \"from\", \"until\"", "'Worked there', " TRADE("p.rid / 12 + 9") ", '2015', '2019'" RICH),
	OF("education", "title, level, occupation, finished, papers", "'Diploma', 'upper', " TRADE("p.rid / 12 + 9") ", 'yes', 'in_hand'" RICH),
	OF("skill", "what, occupation, shown, day", "'Welding', " TRADE("p.rid / 12") ", 'own', " DAYS("-50") RICH),
	OF("credential", "title, occupation, earned_in, route, state, submitted", "'Diploma', " TRADE("p.rid / 12 + 9") ", 'SY',"
	" 'academic', 'submitted', " DAYS("-30") RICH),
	"INSERT INTO requirement(id, rev, gone, person, credential, what, form, state, asked) SELECT " AN_ID("are", "c.rid * 4 + v.value")
	", 1, 0, c.person, c.id, 'Transcript', 'copy', 'asked', " DAYS("-20") " FROM credential c, json_each('[0,1,2]') v"
	" WHERE c.gone = 0 AND c.earned_in = 'SY'",
	OF("skilltest", "what, day, state", "'Welding', " DAYS("-20") ", 'done'" RICH),
	OF("training", "what, hours, \"from\", \"until\", state", "'Bridging', 120, " DAYS("-20") ", " DAYS("70") ", 'running'" RICH),
	OF("application", "vacancy, state, sent", AN_ID("ava", "1 + p.rid % 20000") ", 'sent', " DAYS("-(p.rid % 60)") RICH),
	OF("employment", "what, occupation, state, began, ended, hours, timetable", "'Work', " TRADE("p.rid / 12") ", 'ended', "
	DAYS("-300") ", " DAYS("-100") ", 20, '1,2 08:00-16:00'" RICH),
	OF("retention", "months, state, due", "'3', 'due', " DAYS("10") RICH),
	OF("enterprise", "what, state, idea_on", "'Bakery', 'idea', " DAYS("-40") RICH),
	OF("placement", "dwelling, state, offered, answered, why", AN_ID("adw", "1 + p.rid % 2000") ", 'declined', " DAYS("-90") ", "
	DAYS("-85") ", 'rent'" RICH),
	OF("subsidy", "what, state, asked", "'rent', 'asked', " DAYS("-10") RICH),
	OF("visit", "what, due, state", "'weeks', " DAYS("14") ", 'planned'" RICH),
	OF("school_place", "what, school, state, asked", "'primary', " AN_ID("asc", "1 + p.rid / 12 % 100") ", CASE p.rid / 12 % 3"
	" WHEN 0 THEN 'waiting' ELSE 'placed' END, " DAYS("-60") RICH),
	OF("tutoring", "subject, state, asked", "'reading', 'asked', " DAYS("-30") RICH),
	OF("entitlement", "what, hours, used, state", "'Language course', 600, 120, 'valid'" RICH),
	OF("exam", "what, language, day, state", "'A1', 'en', " DAYS("30") ", 'registered'" RICH),
	/* Each another one. */
	"UPDATE need SET lot = rid * 104729 % 1099511627776 WHERE lot IS NULL",
	"UPDATE jobwish SET lot = rid * 104729 % 1099511627776 WHERE lot IS NULL",
	"UPDATE enrolment SET lot = rid * 104729 % 1099511627776 WHERE lot IS NULL",
	"UPDATE dwelling SET lot = rid * 104729 % 1099511627776 WHERE lot IS NULL",
	"UPDATE vacancy SET lot = rid * 104729 % 1099511627776 WHERE lot IS NULL",
	"UPDATE course SET lot = rid * 104729 % 1099511627776 WHERE lot IS NULL",
	"UPDATE mentor SET lot = rid * 104729 % 1099511627776 WHERE lot IS NULL",
};

static char *trades(void)
{
	struct str out = STR_INIT;
	size_t count;
	const struct occupation *group = occupation_all(&count);

	for (size_t i = 0; i < count; i++)
		if (group[i].code[3])
			str_addf(&out, "%s\"%s\"", out.len ? "," : "[", group[i].code);
	str_addc(&out, ']');
	return str_take(&out);
}

static void run(struct store *store, const char *sql, const char *today, const char *codes)
{
	struct stmt *stmt;
	struct err err;

	if (store_sql(store, sql, &stmt, &err) != ST_OK)
		bench_die(sql, err.text);
	if (strstr(sql, ":today"))
		stmt_text(stmt, "today", today);
	if (strstr(sql, ":trades"))
		stmt_text(stmt, "trades", codes);
	if (stmt_run(stmt, &err) != ST_OK)
		bench_die(sql, err.text);
}

/* By another part of the same run. */
static bool is_filled(struct store *store)
{
	struct stmt *stmt;
	bool filled = false;

	if (store_sql(store, "SELECT 1 FROM neighbourhood WHERE name = 'Quarter 1' LIMIT 1", &stmt, NULL) == ST_OK) {
		filled = stmt_step(stmt, NULL) == ST_OK;
		stmt_reset(stmt);
	}
	return filled;
}

void stagetown_fill(const char *path)
{
	struct store *store = bench_store(path, 65536, false);
	char *codes, today[11];
	struct err err;
	unsigned was;

	if (is_filled(store)) {
		store_close(store);
		return;
	}
	codes = trades();
	date_text(clock_today(), today);
	if (store_begin(store, &err) != ST_OK)
		bench_die("stages", err.text);
	was = store_enter(store, DOOR_CHANGE);
	for (size_t i = 0; i < ARRAY_LEN(town); i++)
		run(store, town[i], today, codes);
	if (queue_rebuild(store, &err) != ST_OK)
		bench_die("stages", err.text);
	store_leave(store, was);
	if (store_commit(store, &err) != ST_OK)
		bench_die("stages", err.text);
	store_close(store);
	free(codes);
}

struct richly *stagetown_people(struct store *store, int most, int *count)
{
	struct richly *all = mem_array((size_t)most, sizeof(*all));
	struct stmt *stmt;

	*count = 0;
	if (store_sql(store, "SELECT p.id, e.id, e.neighbourhood, e.level FROM jobwish w JOIN person p ON p.id = w.person"
			     " JOIN enrolment e ON e.person = p.id AND e.id = CAST(printf('aen%013d', p.rid) AS BLOB)"
			     " WHERE w.gone = 0 AND p.restricted IS NULL AND w.id = CAST(printf('job%013d', p.rid) AS BLOB)"
			     " AND w.rid % (1 + (SELECT max(rid) FROM jobwish) / :most) = 0 ORDER BY p.rid LIMIT :most", &stmt, NULL) != ST_OK)
		bench_die("stages", "nobody");
	stmt_int(stmt, "most", most);
	while (stmt_step(stmt, NULL) == ST_OK) {
		struct richly *one = &all[(*count)++];

		*one = (struct richly){ .id = stmt_get_id(stmt, 0), .enrolment = stmt_get_id(stmt, 1),
			.neighbourhood = stmt_get_id(stmt, 2) };
		id_text(one->id, one->id_text);
		str_copy(one->level, sizeof(one->level), stmt_get_text(stmt, 3));
	}
	return all;
}
