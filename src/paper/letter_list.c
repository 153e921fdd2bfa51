/* SPDX-License-Identifier: EUPL-1.2 */
/* Which papers can be written for a person, and in which language. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "paper/letter_own.h"
#include "paper/paperlang.h"
#include "store/query.h"

#define LIST_MOST 20             /* of one kind: the next appointments, the newest offers */

QUERY(spoken, "letter.spoken", QUERY_INTERACTIVE,
	"SELECT language, level, reads FROM speaks WHERE person = :id AND gone = 0 ORDER BY rid");

/* ---- languages ---- */

const char *const *letter_languages(size_t *count)
{
	return msg_paper_languages(count);
}

bool letter_speaks(const char *code)
{
	size_t n;
	const char *const *all = msg_paper_languages(&n);

	for (size_t i = 0; i < n; i++)
		if (str_same(all[i], code))
			return true;
	return false;
}

/* How good a language is to write in: the lower the better. Whoever begins to learn one reads another better. */
static int rank_of(const char *level, bool asked, bool reads, bool interpreter)
{
	static const char beginners[] = " literacy pre_a1 a1 a2 ";
	char word[24];

	if (asked && !reads)
		return 4;
	if (interpreter)
		return 0;
	snprintf(word, sizeof(word), " %s ", level ? level : "-");
	if (strstr(beginners, word))
		return 3;
	return asked ? 1 : 2;
}

static enum status best_spoken(struct store *store, struct id person, const char *interpreter, char out[16], struct err *err)
{
	struct stmt *stmt;
	int best = 5;
	bool named = false;
	enum status st = store_query(store, &spoken, &stmt, err);

	if (st != ST_OK)
		return st;
	stmt_id(stmt, ":id", person);
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		const char *code = stmt_get_text(stmt, 0), *written = code ? paper_language(code) : NULL;
		bool wanted = code && str_same(code, interpreter), asked = !stmt_is_null(stmt, 2);
		int rank = rank_of(stmt_get_text(stmt, 1), asked, stmt_get_int(stmt, 2) != 0, wanted);

		named = named || wanted;
		if (written && rank < best) {
			best = rank;
			str_copy(out, 16, written);
		}
	}
	stmt_reset(stmt);
	if (interpreter && !named && paper_language(interpreter))
		str_copy(out, 16, paper_language(interpreter));
	return st == ST_DONE ? ST_OK : st;
}

enum status letter_language(struct store *store, const struct actor *actor, struct id person, char out[16], struct err *err)
{
	struct record *record;
	enum status st = read_brief(store, actor, register_kind("person"), person, &record, err);

	*out = '\0';
	if (st != ST_OK)
		return st;
	st = best_spoken(store, person, record_get(record, "interpreter"), out, err);
	record_free(record);
	return st;
}

enum status letter_beside(struct store *store, char out[16], struct err *err)
{
	char *code = NULL;
	enum status st = setting_get(store, SETTING_LETTERS_BESIDE, &code, err);

	str_copy(out, 16, code && letter_speaks(code) ? code : letter_speaks(msg_language()) ? msg_language() : "en");
	free(code);
	return st;
}

enum status letter_beside_set(struct store *store, const struct actor *actor, const char *code, struct err *err)
{
	const char *known = paper_language(code);

	if (!(actor->roles & (ROLE_TEAM_LEAD | ROLE_ADMIN)))
		return err_set(err, ST_DENIED, _("Team leads and administrators say which language of a paper counts. Nothing was "
			"changed."));
	if (!known)
		return err_set(err, ST_INVALID, _("Papers cannot be written in this language. Nothing was changed; “foothold letter "
			"languages” lists those that there are."));
	return setting_set(store, SETTING_LETTERS_BESIDE, known, err);
}

/* ---- papers ---- */

static void add(struct letter_list *list, const struct letter_kind *kind, const struct record *about, const char *what)
{
	struct letter_row *row;

	list->row = mem_resize(list->row, (size_t)list->count + 1, sizeof(*list->row));
	row = &list->row[list->count++];
	*row = (struct letter_row){ .kind = kind };
	if (!about)
		return;
	row->about = about->id;
	row->what = mem_str(what);
	if (record_get(about, "day") && !date_parse(record_get(about, "day"), &row->day))
		row->day = (struct date){ 0, 0, 0 };
}

void letter_list_clear(struct letter_list *list)
{
	for (int i = 0; i < list->count; i++)
		free(list->row[i].what);
	free(list->row);
	*list = (struct letter_list){ NULL, 0 };
}

/* Whether it may be handed over, as the paper itself would judge it. */
static bool may_go(struct store *store, const struct actor *actor, const struct record *about)
{
	const char *state = record_get(about, "state"), *round = record_get(about, "round");
	struct record *of;
	struct id id;
	bool computed;

	if (str_same(about->kind->name, "appointment"))
		return str_same(state, "planned");
	if (!str_same(state, "proposed") && !str_same(state, "confirmed"))
		return false;
	if (!round || !id_parse(round, &id) || read_brief(store, actor, register_kind("round"), id, &of, NULL) != ST_OK)
		return true;
	computed = str_same(record_get(of, "state"), "computed");
	record_free(of);
	return !computed;
}

/* An appointment by what it is for, an offer by what is offered. */
static void title_of(struct str *out, struct store *store, const struct actor *actor, const struct record *about)
{
	static const char *const places[] = { "course", "vacancy", "dwelling" };
	struct id id;

	if (record_get(about, "what"))
		field_show(out, kind_field(about->kind, "what"), record_get(about, "what"));
	for (size_t i = 0; i < ARRAY_LEN(places) && !out->len; i++)
		if (kind_field(about->kind, places[i]) && record_get(about, places[i]) &&
		    id_parse(record_get(about, places[i]), &id))
			read_title(store, actor, register_kind(places[i]), id, out, NULL);
}

static enum status read_rows(struct store *store, const struct actor *actor, const struct letter_kind *kind, struct id person,
	struct list_page *page, struct err *err)
{
	const struct kind *of = register_kind(kind->about);
	bool coming = str_same(kind->about, "appointment");
	char id[37], today[11];
	struct list_query query = { .kind = of, .sort = kind_field(of, "day"), .descending = !coming };

	id_text(person, id);
	date_text(clock_today(), today);
	query.filter[query.n_filters++] = (struct filter){ kind_field(of, "person"), FILTER_IS, id };
	if (coming)
		query.filter[query.n_filters++] = (struct filter){ kind_field(of, "day"), FILTER_FROM, today };
	return read_list(store, actor, &query, NULL, false, LIST_MOST, page, err);
}

static enum status add_about(struct store *store, const struct actor *actor, const struct letter_kind *kind,
	struct id person, struct letter_list *out, struct err *err)
{
	struct list_page page;
	enum status st;

	if (!kind_seen(actor, register_kind(kind->about)))
		return ST_OK;
	st = read_rows(store, actor, kind, person, &page, err);
	for (int i = 0; st == ST_OK && i < page.count; i++) {
		struct str title = STR_INIT;

		if (!may_go(store, actor, page.record[i]))
			continue;
		title_of(&title, store, actor, page.record[i]);
		add(out, kind, page.record[i], str_get(&title));
		str_free(&title);
	}
	if (st == ST_OK)
		list_page_free(&page);
	return st;
}

/* Papers about the person alone: whether there is something to say. */
static enum status add_own(struct store *store, const struct actor *actor, const struct letter_kind *kind, struct id person,
	struct letter_list *out, struct err *err)
{
	struct list_query query = { .kind = register_kind("plan") };
	struct list_page page;
	char id[37];
	enum status st;

	if (str_same(kind->key, "held")) {
		if (actor->roles & ROLE_CASEWORK)
			add(out, kind, NULL, NULL);
		return ST_OK;
	}
	if (!kind_seen(actor, query.kind))
		return ST_OK;
	id_text(person, id);
	query.filter[query.n_filters++] = (struct filter){ kind_field(query.kind, "person"), FILTER_IS, id };
	st = read_list(store, actor, &query, NULL, false, 1, &page, err);
	if (st != ST_OK)
		return st;
	if (page.count)
		add(out, kind, NULL, NULL);
	list_page_free(&page);
	return ST_OK;
}

enum status letter_list_read(struct store *store, const struct actor *actor, struct id person, struct letter_list *out,
	struct err *err)
{
	struct record *record;
	int n;
	const struct letter_kind *kinds = letter_kinds(&n);
	enum status st = read_brief(store, actor, register_kind("person"), person, &record, err);
	bool restricted;

	*out = (struct letter_list){ NULL, 0 };
	if (st != ST_OK)
		return st;
	restricted = record_get(record, "restricted") != NULL;
	record_free(record);
	for (int i = 0; i < n && st == ST_OK; i++) {
		if (!kinds[i].about)
			st = add_own(store, actor, &kinds[i], person, out, err);
		else if (!restricted || str_same(kinds[i].about, "appointment"))
			st = add_about(store, actor, &kinds[i], person, out, err);
	}
	if (st != ST_OK)
		letter_list_clear(out);
	return st;
}

enum status letter_first(struct store *store, const struct actor *actor, struct id person, const struct letter_kind *kind,
	struct id *out, struct err *err)
{
	struct letter_list list = { NULL, 0 };
	enum status st = add_about(store, actor, kind, person, &list, err);

	if (st == ST_OK && !list.count)
		st = str_same(kind->about, "appointment") ?
			err_set(err, ST_INVALID, _("No appointment of this person is to come. No paper was made.")) :
			err_set(err, ST_INVALID, _("Nothing of this kind is offered to this person now. No paper was made."));
	if (st == ST_OK)
		*out = list.row[0].about;
	letter_list_clear(&list);
	return st;
}
