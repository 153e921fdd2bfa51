/* SPDX-License-Identifier: EUPL-1.2 */
/* Who asked, was offered something, and how long it took, by groups that are large enough to be told of. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "match/audit.h"
#include "register/read.h"

/* Person, day of asking, day of the first offer after it, whether they wait. Restricted files are not weighed in this way
 * either. */
#define OF_ALL(which) " JOIN person x ON x.id = " which ".person AND x.gone = 0 AND x.restricted IS NULL" \
	" WHERE " which ".gone = 0 AND "
QUERY(homes_asked, "audit.homes", QUERY_BATCH,
	"SELECT n.person, n.asked, (SELECT min(p.offered) FROM placement p WHERE p.person = n.person AND p.gone = 0"
	" AND p.offered >= n.asked), n.state = 'open' FROM need n" OF_ALL("n") "n.asked >= :from ORDER BY n.id");
QUERY(jobs_asked, "audit.jobs", QUERY_BATCH,
	"SELECT w.person, w.since, (SELECT min(a.sent) FROM application a WHERE a.person = w.person AND a.gone = 0"
	" AND a.vacancy IS NOT NULL AND a.sent >= w.since), w.until IS NULL OR w.until >= :today"
	" FROM jobwish w" OF_ALL("w") "w.since >= :from ORDER BY w.id");
QUERY(courses_asked, "audit.courses", QUERY_BATCH,
	"SELECT e.person, e.asked, coalesce(e.offered, e.last_offer, e.began), e.state = 'waiting'"
	" FROM enrolment e" OF_ALL("e") "e.asked >= :from ORDER BY e.id");
QUERY(mentors_asked, "audit.mentors", QUERY_BATCH,
	"SELECT m.person, m.asked, m.began, m.state = 'asked' FROM mentoring m" OF_ALL("m") "m.asked >= :from"
	" ORDER BY m.id");

static const struct query *const asked_by[MATCH_KINDS] = { [MATCH_JOBS] = &jobs_asked, [MATCH_HOMES] = &homes_asked,
	[MATCH_COURSES] = &courses_asked, [MATCH_MENTORS] = &mentors_asked };

struct asked { struct id person; int days; bool offered, waiting; const char *value; };
struct all { struct asked *row; int count, room; };

static int days_between(const char *from, const char *to)
{
	struct date a, b;

	if (!from || !to || !date_parse(from, &a) || !date_parse(to, &b))
		return 0;
	return (int)(date_days(b) - date_days(a));
}

static enum status read_asked(struct store *store, enum match_what what, struct all *out, struct err *err)
{
	char from[11], today[11];
	struct date day = clock_today();
	struct stmt *stmt;
	enum status st = store_query(store, asked_by[what], &stmt, err);

	date_text(day, today);
	date_text(date_add_days(day, -(AUDIT_YEARS * 365L)), from);
	if (st != ST_OK)
		return st;
	stmt_text(stmt, "from", from);
	if (what == MATCH_JOBS)
		stmt_text(stmt, "today", today);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		const char *asked = stmt_get_text(stmt, 1), *offered = stmt_get_text(stmt, 2);

		if (out->count == out->room)
			out->row = mem_resize(out->row, (size_t)(out->room = out->room ? out->room * 2 : 64), sizeof(*out->row));
		out->row[out->count++] = (struct asked){ .person = stmt_get_id(stmt, 0), .offered = offered != NULL,
			.waiting = !offered && stmt_get_int(stmt, 3), .days = days_between(asked, offered ? offered : today) };
	}
	return st == ST_DONE ? ST_OK : st;
}

/* ---- groups ---- */

static const char *band_of(const char *born)
{
	struct date day, today = clock_today();
	long years;

	if (!born || !date_parse(born, &day))
		return "";
	years = (date_days(today) - date_days(day)) * 100 / 36525;
	return years < 25 ? "-24" : years < 45 ? "25-44" : years < 65 ? "45-64" : "65-";
}

/* The values that were met, each once; borrowed by the rows. */
struct names { char **name; int count; };

static const char *name_once(struct names *names, const char *value)
{
	for (int i = 0; i < names->count; i++)
		if (str_same(names->name[i], value))
			return names->name[i];
	names->name = mem_resize(names->name, (size_t)names->count + 1, sizeof(*names->name));
	return names->name[names->count++] = mem_str(value);
}

/* Of several records of one person the first that was made. */
static enum status value_of(struct store *store, const struct kind *kind, const struct field *field, struct asked *row,
	struct names *names, struct err *err)
{
	char *sql = str_same(kind->name, "person") ? mem_fmt("SELECT %s FROM person WHERE id = :person", field->name) :
		mem_fmt("SELECT %s FROM %s WHERE %s = :person AND gone = 0 AND %s IS NOT NULL ORDER BY id LIMIT 1", field->name,
			kind->name, kind->person, field->name);
	struct stmt *stmt;
	const char *value = NULL;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "person", row->person);
	st = stmt_step(stmt, err);
	if (st == ST_OK && !stmt_is_null(stmt, 0))
		value = field->kind == FIELD_YES_NO ? stmt_get_int(stmt, 0) ? "yes" : "no" : stmt_get_text(stmt, 0);
	row->value = name_once(names, field->kind == FIELD_DATE ? band_of(value) : value ? value : "");
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Of fewer than AUDIT_LEAST nothing is told. */
static int64_t median(int *day, int count)
{
	if (count < AUDIT_LEAST)
		return -1;
	qsort(day, (size_t)count, sizeof(*day), by_number);
	return count % 2 ? day[count / 2] : (day[count / 2 - 1] + day[count / 2]) / 2;
}

/* So that one person more or less does not show: none of these numbers, nor a difference of two, tells of anybody. */
static int64_t to_fives(int64_t n)
{
	return (n + 2) / 5 * 5;
}

/* Of the names from `from` to `to`, as they are sorted by size. */
static struct audit_group group_of(const struct all *all, const struct names *names, int from, int to)
{
	int *offered = mem_array((size_t)all->count, sizeof(int)), *waiting = mem_array((size_t)all->count, sizeof(int));
	struct audit_group out = { .value = to - from == 1 ? mem_str(names->name[from]) : NULL };
	int n_offered = 0, n_waiting = 0;

	for (int i = 0; i < all->count; i++) {
		const struct asked *row = &all->row[i];
		bool of = false;

		for (int k = from; k < to && !of; k++)
			of = row->value == names->name[k];
		if (!of)
			continue;
		out.asked++;
		if (row->offered)
			offered[n_offered++] = row->days;
		else if (row->waiting)
			waiting[n_waiting++] = row->days;
	}
	out.asked = to_fives(out.asked);
	out.offered = to_fives(n_offered);
	out.waiting = to_fives(n_waiting);
	out.days_offered = median(offered, n_offered);
	out.days_waiting = median(waiting, n_waiting);
	free(offered);
	free(waiting);
	return out;
}

static int64_t size_of(const struct all *all, const char *name)
{
	int64_t n = 0;

	for (int i = 0; i < all->count; i++)
		n += all->row[i].value == name;
	return n;
}

/* The largest first; equal ones by their names, so that no order of rows shows. */
static void sort_names(const struct all *all, struct names *names)
{
	for (int i = 1; i < names->count; i++)
		for (int k = i; k > 0; k--) {
			int64_t a = size_of(all, names->name[k - 1]), b = size_of(all, names->name[k]);
			char *keep = names->name[k];

			if (a > b || (a == b && strcmp(names->name[k - 1], keep) <= 0))
				break;
			names->name[k] = names->name[k - 1];
			names->name[k - 1] = keep;
		}
}

/* How many of the largest stand alone: the rest together is AUDIT_LEAST at least, or nobody, or else one more joins it, so
 * that nobody finds it by taking the others from the whole. */
static int shown_alone(const struct all *all, const struct names *names)
{
	int alone = 0;
	int64_t rest = 0;

	while (alone < names->count && size_of(all, names->name[alone]) >= AUDIT_LEAST)
		alone++;
	for (int i = alone; i < names->count; i++)
		rest += size_of(all, names->name[i]);
	while (rest > 0 && rest < AUDIT_LEAST && alone > 0)
		rest += size_of(all, names->name[--alone]);
	return alone;
}

static void tell(const struct all *all, struct names *names, struct audit_by_field *out)
{
	int alone;

	sort_names(all, names);
	alone = shown_alone(all, names);
	if (alone == 0)
		return;
	out->group = mem_array((size_t)alone + 1, sizeof(*out->group));
	for (int i = 0; i < alone; i++)
		out->group[out->count++] = group_of(all, names, i, i + 1);
	if (alone == names->count)
		return;
	out->group[out->count] = group_of(all, names, alone, names->count);
	free(out->group[out->count].value);
	out->group[out->count++].value = NULL;
}

static bool makes_groups(const struct kind *kind, const struct field *field)
{
	if (!field->stands_for || field->derived || field->own || !(str_same(kind->name, "person") || kind->person))
		return false;
	return field->kind == FIELD_CHOICE || field->kind == FIELD_LANGUAGE || field->kind == FIELD_COUNTRY ||
		field->kind == FIELD_YES_NO || str_same(field->name, "born");
}

static enum status tell_field(struct store *store, struct all *all, const struct kind *kind, const struct field *field,
	struct match_audit *audit, struct err *err)
{
	struct audit_by_field told = { .kind = kind, .field = field };
	struct names names = { NULL, 0 };
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < all->count; i++)
		st = value_of(store, kind, field, &all->row[i], &names, err);
	if (st == ST_OK && !(names.count == 1 && !*names.name[0])) {
		tell(all, &names, &told);
		audit->told = mem_resize(audit->told, (size_t)audit->n_told + 1, sizeof(*audit->told));
		audit->told[audit->n_told++] = told;
	}
	for (int i = 0; i < names.count; i++)
		free(names.name[i]);
	free(names.name);
	return st;
}

enum status audit_groups(struct store *store, const struct actor *actor, enum match_what what, struct match_audit *audit,
	struct err *err)
{
	struct all all = { NULL, 0, 0 };
	const struct kind *const *kinds;
	int n;
	enum status st = read_asked(store, what, &all, err);

	kinds = register_kinds(&n);
	for (int k = 0; all.count && k < n; k++)
		for (int f = 0; st == ST_OK && f < kinds[k]->n_fields; f++)
			if (makes_groups(kinds[k], &kinds[k]->fields[f]) && kind_seen(actor, kinds[k]) &&
				field_seen(actor, kinds[k], &kinds[k]->fields[f]))
				st = tell_field(store, &all, kinds[k], &kinds[k]->fields[f], audit, err);
	free(all.row);
	return st;
}

void audit_group_words(struct str *out, const struct audit_by_field *by, const struct audit_group *group)
{
	if (!group->value)
		str_add(out, _("Other groups together"));
	else if (!*group->value)
		str_add(out, _("Not recorded"));
	else if (by->field->kind != FIELD_DATE)
		field_show(out, by->field, group->value);
	else if (str_same(group->value, "-24"))
		str_add(out, _("Under 25"));
	else if (str_same(group->value, "65-"))
		str_add(out, _("65 and older"));
	else
		/* TRANSLATORS: an age band, such as 25-44 */
		str_addf(out, _("%s years"), group->value);
}
