/* SPDX-License-Identifier: EUPL-1.2 */
/* What has been kept long enough: found by the indexes on days, so that a large file answers at once. */
#include "cases/retention.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "store/query.h"

/* A day known to the month or the year is taken in as soon as it may be due, and judged here. */
QUERY(files_due, "retention.files", QUERY_INTERACTIVE,
	"SELECT p.id, p.left, o.at FROM person p LEFT JOIN retention_offer o ON o.person = p.id"
	" WHERE p.left <= :day AND p.gone = 0 AND p.case_number IS NOT NULL ORDER BY p.left, p.rid");
QUERY(last_clock, "retention.last_clock", QUERY_INTERACTIVE,
	"SELECT clock >> 16 FROM journal WHERE id = :id ORDER BY seq DESC LIMIT 1");

#define FILE_USUAL "2 years"
#define REMOVED_USUAL "1 year"

static enum status term_of(struct store *store, const char *setting, const char *usual, struct keep *out,
	struct err *err)
{
	char *text = NULL;
	enum status st = setting_get(store, setting, &text, err);

	if (st == ST_OK && !(text && keep_parse_term(text, out)))
		keep_parse_term(usual, out);
	free(text);
	return st;
}

enum status retention_rules_of(struct store *store, struct retention_rules *out, struct err *err)
{
	char *end = NULL;
	enum status st;

	memset(out, 0, sizeof *out);
	out->file.from = KEEP_FROM_CASE;
	st = term_of(store, SETTING_KEEP_CASE, FILE_USUAL, &out->file, err);
	if (st == ST_OK)
		st = term_of(store, SETTING_KEEP_REMOVED, REMOVED_USUAL, &out->removed, err);
	if (st == ST_OK)
		st = setting_get(store, SETTING_KEEP_END, &end, err);
	if (st == ST_OK && end)
		keep_end_by_key(end, &out->file.end);
	free(end);
	return st;
}

enum status retention_rules_set(struct store *store, const struct actor *actor, const char *file, const char *end,
	const char *removed, struct err *err)
{
	struct keep keep;
	enum keep_end known;
	enum status st = ST_OK;

	if (!(actor->roles & ROLE_ADMIN))
		return err_set(err, ST_DENIED, _("Only an administrator sets how long files are kept. Nothing was changed."));
	if ((file && !keep_parse_term(file, &keep)) || (removed && !keep_parse_term(removed, &keep)))
		return err_set(err, ST_INVALID, _("How long something is kept is written like “2 years”, “6 months” or “30 days”. Nothing "
			"was changed."));
	if (end && !keep_end_by_key(end, &known))
		return err_set(err, ST_INVALID, _("A file ends with destroy, archive or anonymise. Nothing was changed."));
	if (file)
		st = setting_set(store, SETTING_KEEP_CASE, file, err);
	if (st == ST_OK && removed)
		st = setting_set(store, SETTING_KEEP_REMOVED, removed, err);
	return st == ST_OK && end ? setting_set(store, SETTING_KEEP_END, end, err) : st;
}

void retention_clear(struct retention *retention)
{
	for (int i = 0; i < retention->n_files; i++)
		free(retention->file[i].title);
	for (int i = 0; i < retention->n_groups; i++)
		free(retention->group[i].id);
	free(retention->file);
	free(retention->group);
	memset(retention, 0, sizeof *retention);
}

/* The latest day from which the term is over on `day`. */
static struct date cutoff(const struct keep *keep, struct date day)
{
	return date_add_days(date_add_months(day, -12 * keep->years - keep->months), -keep->days);
}

static bool is_over(const struct keep *keep, const char *from, struct date day, struct date *over)
{
	struct date since;

	if (!from || !date_parse(from, &since))
		return false;
	*over = keep_over(keep, since);
	return date_days(*over) <= date_days(day);
}

/* ---- files ---- */

static enum status fill_file(struct store *store, const struct actor *actor, struct retention_file *file,
	struct err *err)
{
	struct str title = STR_INIT;
	struct record *record;
	enum status st = read_brief(store, actor, register_kind("person"), file->person, &record, err);

	if (st != ST_OK)
		return st;
	str_copy(file->case_number, sizeof file->case_number, record_get(record, "case_number"));
	record_title(&title, record);
	file->title = mem_str(str_get(&title));
	str_wipe(&title);
	record_free(record);
	file->held = erase_judge(store, actor, file->person, ERASE_RETENTION, NULL) != ST_OK;
	return ST_OK;
}

static enum status find_files(struct store *store, const struct retention_rules *rules, struct date day, int limit,
	struct retention *out, struct err *err)
{
	char last[11];
	struct stmt *stmt;
	enum status st = store_query(store, &files_due, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(cutoff(&rules->file, day), last);
	stmt_text(stmt, ":day", last);
	while (!out->more && (st = stmt_step(stmt, err)) == ST_OK) {
		struct retention_file *file;
		struct date over;

		if (!is_over(&rules->file, stmt_get_text(stmt, 1), day, &over))
			continue;
		out->more = out->n_files == limit;
		if (out->more)
			break;
		out->file = mem_resize(out->file, (size_t)out->n_files + 1, sizeof *out->file);
		file = &out->file[out->n_files++];
		*file = (struct retention_file){ .person = stmt_get_id(stmt, 0), .over = over, .end = rules->file.end };
		date_parse(stmt_get_text(stmt, 1), &file->left);
		file->offered_ms = stmt_is_null(stmt, 2) ? 0 : stmt_get_int(stmt, 2);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* ---- entries and fields with a time of their own ---- */

static struct retention_group *add_group(struct retention *out, enum retention_part part, const struct kind *kind,
	const struct field *field)
{
	out->group = mem_resize(out->group, (size_t)out->n_groups + 1, sizeof *out->group);
	out->group[out->n_groups] = (struct retention_group){ .part = part, .kind = kind, .field = field };
	return &out->group[out->n_groups++];
}

static void add_id(struct retention_group *group, struct id id)
{
	group->id = mem_resize(group->id, (size_t)group->count + 1, sizeof *group->id);
	group->id[group->count++] = id;
}

/* What a person contests or needs for a claim is left alone; `as`: the kind's name in the query. */
static void add_unrestricted(struct str *sql, const struct kind *kind, const char *as)
{
	if (str_same(kind->name, "person"))
		str_addf(sql, " AND %s.restricted IS NULL", as);
	else if (kind->person)
		str_addf(sql, " AND NOT EXISTS(SELECT 1 FROM person x WHERE x.id = %s.\"%s\" AND x.restricted IS NOT NULL)", as,
			kind->person);
}

/* Rows of (id, day): those whose time is over join a new group, if there are any. */
static enum status gather(struct store *store, const char *sql, const struct keep *keep, struct date day,
	const struct retention_group *as, struct retention *out, struct err *err)
{
	struct retention_group *group = NULL;
	struct stmt *stmt;
	struct date over;
	char last[11];
	enum status st = store_sql(store, sql, &stmt, err);

	if (st != ST_OK)
		return st;
	date_text(cutoff(keep, day), last);
	stmt_text(stmt, ":day", last);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		if (!is_over(keep, stmt_get_text(stmt, 1), day, &over))
			continue;
		if (!group)
			group = add_group(out, as->part, as->kind, as->field);
		add_id(group, stmt_get_id(stmt, 0));
	}
	return st == ST_DONE ? ST_OK : st;
}

/* The field by whose day a record's own time runs. */
static const struct field *own_day(const struct kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].kind == FIELD_DATE && kind->fields[i].sort)
			return &kind->fields[i];
	return NULL;
}

/* Longer of two terms, counted in days as if months had 31. */
static long rough(const struct keep *keep)
{
	return 31L * (12L * keep->years + keep->months) + keep->days;
}

/* A kind goes entry by entry when all its fields have a time that runs from the record's day: by the longest. */
static bool goes_by_itself(const struct kind *kind, struct keep *longest)
{
	for (int i = 0; i < kind->n_fields; i++) {
		struct keep keep;

		if (kind->fields[i].own)
			continue;
		if (!keep_parse(kind->fields[i].keep, &keep) || keep.from != KEEP_FROM_RECORD)
			return false;
		if (i == 0 || rough(&keep) > rough(longest))
			*longest = keep;
	}
	return kind->person && own_day(kind);
}

static enum status due_records(struct store *store, const struct kind *kind, struct date day, struct retention *out,
	struct err *err)
{
	struct retention_group as = { .part = RETENTION_RECORDS, .kind = kind };
	struct keep keep = { KEEP_WHILE_USED, false, 0, 0, 0, KEEP_DESTROY };
	const struct field *field = own_day(kind);
	struct str sql = STR_INIT;
	enum status st;

	if (!goes_by_itself(kind, &keep))
		return ST_OK;
	str_addf(&sql, "SELECT k.id, k.\"%s\" FROM \"%s\" k WHERE k.gone = 0 AND k.\"%s\" <= :day", field->name, kind->name,
		field->name);
	add_unrestricted(&sql, kind, "k");
	str_addf(&sql, " ORDER BY k.\"%s\", k.rid", field->name);
	st = gather(store, str_get(&sql), &keep, day, &as, out, err);
	str_free(&sql);
	return st;
}

/* SQL for (id, day) of records where the field has a value. */
static char *field_sql(const struct kind *kind, const struct field *field, const struct keep *keep)
{
	const struct field *own = own_day(kind);
	bool is_person = str_same(kind->name, "person");
	const char *day = keep->from == KEEP_FROM_CASE ? "p.left" : own ? own->name : NULL;
	struct str sql = STR_INIT;

	if (!day || (!is_person && !kind->person && keep->from == KEEP_FROM_CASE))
		return NULL;
	str_addf(&sql, "SELECT k.id, %s%s FROM ", keep->from == KEEP_FROM_CASE ? "" : "k.", day);
	if (keep->from == KEEP_FROM_CASE && !is_person)
		str_addf(&sql, "person p JOIN \"%s\" k ON k.\"%s\" = p.id", kind->name, kind->person);
	else
		str_addf(&sql, "\"%s\" %s", kind->name, keep->from == KEEP_FROM_CASE ? "p JOIN person k ON k.rid = p.rid" : "k");
	if (field->own)
		str_addf(&sql, " JOIN own_value v ON v.kind = '%s' AND v.id = k.id AND v.field = '%s'", kind->name, field->name);
	str_addf(&sql, " WHERE k.gone = 0 AND %s%s <= :day", keep->from == KEEP_FROM_CASE ? "" : "k.", day);
	if (!field->own)
		str_addf(&sql, " AND k.\"%s\" IS NOT NULL", field->name);
	add_unrestricted(&sql, kind, "k");
	return str_take(&sql);
}

static enum status due_field(struct store *store, const struct kind *kind, const struct field *field, struct date day,
	struct retention *out, struct err *err)
{
	struct retention_group as = { .part = RETENTION_FIELD, .kind = kind, .field = field };
	struct keep keep, whole = { KEEP_WHILE_USED, false, 0, 0, 0, KEEP_DESTROY };
	char *sql;
	enum status st = ST_OK;

	if (!keep_parse(field->keep, &keep) || keep.by_setting || keep.from == KEEP_WHILE_USED || field->derived ||
	    (goes_by_itself(kind, &whole) && !field->own))
		return ST_OK;
	sql = field_sql(kind, field, &keep);
	if (sql)
		st = gather(store, sql, &keep, day, &as, out, err);
	free(sql);
	return st;
}

/* ---- copies of papers ---- */

/* A copy has a time of its own, set when it was taken; it is kept until the end of that day. */
static enum status due_copies(struct store *store, struct date day, struct retention *out, struct err *err)
{
	const struct kind *document = register_kind("document");
	struct retention_group as = { RETENTION_COPY, document, kind_field(document, "copy"), NULL, 0 };
	struct keep keep = { KEEP_FROM_RECORD, false, 0, 0, 1, KEEP_DESTROY };
	struct str sql = STR_INIT;
	enum status st;

	str_add(&sql, "SELECT k.id, k.keep_until FROM document k WHERE k.gone = 0 AND k.copy = 1 AND k.keep_until <= :day");
	add_unrestricted(&sql, document, "k");
	str_add(&sql, " ORDER BY k.keep_until, k.rid");
	st = gather(store, str_get(&sql), &keep, day, &as, out, err);
	str_free(&sql);
	return st;
}

/* ---- what was removed ---- */

static enum status removed_long_ago(struct store *store, struct id id, const struct keep *keep, struct date day,
	bool *yes, struct err *err)
{
	struct stmt *stmt;
	struct date since;
	enum status st = store_query(store, &last_clock, &stmt, err);

	*yes = false;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", id);
	st = stmt_step(stmt, err);
	if (st == ST_OK) {
		clock_local(stmt_get_int(stmt, 0), &since, NULL);
		*yes = date_days(keep_over(keep, since)) <= date_days(day);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

static enum status due_removed(struct store *store, const struct kind *kind, const struct keep *keep, struct date day,
	struct retention *out, struct err *err)
{
	struct retention_group *group = NULL;
	struct stmt *stmt;
	bool yes;
	struct str sql = STR_INIT;
	enum status st;

	if (!kind->person && !str_same(kind->name, "person"))
		return ST_OK;
	str_addf(&sql, "SELECT k.id FROM \"%s\" k WHERE k.gone = 1", kind->name);
	add_unrestricted(&sql, kind, "k");
	str_add(&sql, " ORDER BY k.rid");
	st = store_sql(store, str_get(&sql), &stmt, err);
	str_free(&sql);
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		struct id id = stmt_get_id(stmt, 0);

		st = removed_long_ago(store, id, keep, day, &yes, err);
		if (st != ST_OK)
			break;
		if (yes && !group)
			group = add_group(out, RETENTION_REMOVED, kind, NULL);
		if (yes)
			add_id(group, id);
	}
	stmt_reset(stmt);
	return st == ST_DONE ? ST_OK : st;
}

/* ---- what was recorded on a consent that has ended ---- */

/* A consent known to hold until a month or a year holds until its last day. */
#define UNTIL(c) c ".until || CASE length(" c ".until) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END"
#define ENDED " FROM consent c JOIN person p ON p.id = c.person AND p.restricted IS NULL" \
	" %s WHERE c.covers = '%s' AND c.gone = 0 AND (" UNTIL("c") " < :day OR c.withdrawn IS NOT NULL)" \
	" AND NOT EXISTS(SELECT 1 FROM consent d WHERE d.person = c.person AND d.covers = c.covers AND d.gone = 0" \
	" AND d.withdrawn IS NULL AND " UNTIL("d") " >= :day)"

static enum status due_consent(struct store *store, const char *select, const char *join, const char *covers,
	const struct retention_group *as, struct date day, struct retention *out, struct err *err)
{
	char *sql = mem_fmt("SELECT DISTINCT %s" ENDED, select, join, covers), today[11];
	struct retention_group *group = NULL;
	struct stmt *stmt;
	enum status st = store_sql(store, sql, &stmt, err);

	free(sql);
	if (st != ST_OK)
		return st;
	date_text(day, today);
	stmt_text(stmt, ":day", today);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		if (!group)
			group = add_group(out, as->part, as->kind, as->field);
		add_id(group, stmt_get_id(stmt, 0));
	}
	return st == ST_DONE ? ST_OK : st;
}

static enum status due_consents(struct store *store, struct date day, struct retention *out, struct err *err)
{
	const struct kind *person = register_kind("person"), *contact = register_kind("contact");
	struct retention_group gender = { RETENTION_CONSENT, person, kind_field(person, "gender"), NULL, 0 };
	struct retention_group contacts = { RETENTION_CONSENT, contact, NULL, NULL, 0 };
	enum status st = due_consent(store, "p.id", "AND p.gender IS NOT NULL", "gender", &gender, day, out, err);

	return st == ST_OK ? due_consent(store, "k.id", "JOIN contact k ON k.person = p.id AND k.gone = 0", "contacts",
		&contacts, day, out, err) : st;
}

static enum status find_groups(struct store *store, const struct retention_rules *rules, struct date day,
	struct retention *out, struct err *err)
{
	int n;
	const struct kind *const *kinds = register_kinds(&n);
	enum status st = due_consents(store, day, out, err);

	if (st == ST_OK)
		st = due_copies(store, day, out, err);
	for (int k = 0; k < n && st == ST_OK; k++) {
		st = due_records(store, kinds[k], day, out, err);
		for (int i = 0; i < kinds[k]->n_fields && st == ST_OK; i++)
			st = due_field(store, kinds[k], &kinds[k]->fields[i], day, out, err);
		if (st == ST_OK)
			st = due_removed(store, kinds[k], &rules->removed, day, out, err);
	}
	return st;
}

enum status retention_due(struct store *store, const struct actor *actor, struct date day, int limit,
	struct retention *out, struct err *err)
{
	struct retention_rules rules;
	enum status st;

	memset(out, 0, sizeof *out);
	if (!(actor->roles & ROLE_CASEWORK))
		return err_set(err, ST_DENIED, _("What was kept long enough is looked at and ended by casework alone."));
	st = retention_rules_of(store, &rules, err);
	if (st == ST_OK)
		st = find_files(store, &rules, day, limit, out, err);
	for (int i = 0; i < out->n_files && st == ST_OK; i++)
		st = fill_file(store, actor, &out->file[i], err);
	if (st == ST_OK)
		st = find_groups(store, &rules, day, out, err);
	if (st != ST_OK)
		retention_clear(out);
	return st;
}
