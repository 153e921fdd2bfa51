/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold occupation: occupations by what a person says of their trade, best first. */
#include "register/occupation_search.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "commands/verbs.h"
#include "register/occupation.h"

#define MOST 1000

static json_t *hit_json(const struct occupation_hit *hit)
{
	json_t *out = json_object();

	json_object_set_new(out, "code", json_string(hit->code));
	json_object_set_new(out, "esco", hit->esco[0] ? json_string(hit->esco) : json_null());
	json_object_set_new(out, "title", json_string(hit->title));
	json_object_set_new(out, "matched", json_string(hit->matched));
	json_object_set_new(out, "score", json_real(hit->score));
	return out;
}

static void hit_row(struct table *table, const struct occupation_hit *hit)
{
	table_cell(table, hit->code);
	table_cell(table, hit->title);
	table_cell(table, strstr(hit->title, hit->matched) ? "" : hit->matched);
}

static enum status print_hits(struct call *call, const struct occupation_hit *hits, int count, struct err *err)
{
	json_t *all = json_array();
	struct table table;

	table_begin(&table, 3);
	for (int i = 0; i < count; i++) {
		if (call->json)
			json_array_append_new(all, hit_json(&hits[i]));
		else
			hit_row(&table, &hits[i]);
	}
	table_out(&table, call, "");
	table_end(&table);
	if (call->json)
		return out_json(call, all, err);
	json_decref(all);
	return ST_OK;
}

/* A code is no word: its group alone. */
static int by_code(const char *typed, struct occupation_hit *hit)
{
	const struct occupation *group = occupation_by_code(typed);

	if (group)
		*hit = (struct occupation_hit){ group->code, "", occupation_title(group), occupation_title(group), 1 };
	return group != NULL;
}

enum status verb_occupation(struct call *call, struct err *err)
{
	struct occupation_hit *hits;
	struct str typed = STR_INIT;
	int count = 0;
	long limit;
	enum status st = call_number(call, "limit", 10, &limit, err);

	for (int i = 0; i < call->argc; i++)
		str_addf(&typed, "%s%s", i ? " " : "", call->argv[i]);
	if (st == ST_OK && !utf_valid(typed.s, typed.len))
		st = err_set(err, ST_USAGE, _("What is sought is not valid UTF-8 text. Is the terminal set to UTF-8?"));
	limit = limit > MOST ? MOST : limit < 1 ? 1 : limit;
	hits = mem_array(MOST, sizeof *hits);
	if (st == ST_OK && !(count = by_code(typed.s, hits)))
		st = occupation_search(typed.s, msg_language(), hits, (int)limit, &count, err);
	if (st == ST_OK)
		st = print_hits(call, hits, count, err);
	if (st == ST_OK && !count)
		note(_("No occupation is like that. Another word for the work, or a part of it, may do better."));
	free(hits);
	str_free(&typed);
	return st;
}
