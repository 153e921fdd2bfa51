/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/matching/WHAT.ini -> the criteria that come with the program, judged by the gate. That their measures and fields
 * are there is a test's: the rooms that know them are built later. */
#include <stdlib.h>

#include "base/mem.h"
#include "register/compile.h"
#include "register/matching_ini.h"

static enum status judge(const struct grounds *g, const struct matching_list *list, struct err *err)
{
	enum status st = grounds_judge(g, list->what, list->purpose, err);

	for (int i = 0; st == ST_OK && i < list->count; i++) {
		st = grounds_judge(g, list->criterion[i].key, list->criterion[i].label, err);
		if (st == ST_OK)
			st = grounds_judge(g, list->criterion[i].key, list->criterion[i].reason, err);
	}
	return st;
}

static void emit_criterion(struct str *out, const struct matching_criterion *by)
{
	str_add(out, "\t\t{\n\t\t\t.key = ");
	emit_string(out, by->key);
	str_add(out, ",\n\t\t\t/* TRANSLATORS: a criterion by which people and places are matched, in lists and on the public"
		" notice */\n\t\t\t.label = ");
	emit_message(out, by->label);
	str_add(out, ",\n\t\t\t/* TRANSLATORS: why it counts, for everybody who reads the criteria */\n\t\t\t.reason = ");
	emit_message(out, by->reason);
	str_add(out, ",\n\t\t\t.measure = ");
	emit_string(out, by->measure);
	str_add(out, ",\n\t\t\t.field = ");
	emit_string(out, by->field);
	str_addf(out, ",\n\t\t\t.condition = %s, .weight = %d, .unknown = %d, .full = %d, .line = %d,\n\t\t},\n",
		by->condition ? "true" : "false", by->weight, by->unknown, by->full, by->line);
}

static void emit_list(struct str *out, const struct matching_list *list)
{
	str_add(out, "\t{ ");
	emit_string(out, list->what);
	str_add(out, ",\n\t/* TRANSLATORS: what a matching is for, on the public notice of its criteria */\n\t");
	emit_message(out, list->purpose);
	str_add(out, ", {\n");
	for (int i = 0; i < list->count; i++)
		emit_criterion(out, &list->criterion[i]);
	str_addf(out, "\t}, %d },\n", list->count);
}

static enum status compile_one(struct str *out, const struct grounds *g, const char *schema, const char *what,
	struct err *err)
{
	char *path = mem_fmt("%s/matching/%s.ini", schema, what);
	struct matching_list list;
	struct ini_doc doc = { NULL, 0 };
	enum status st = ini_read_file(&doc, path, err);

	if (st == ST_OK)
		st = matching_ini_read(&list, &doc, NULL, err);
	if (st == ST_OK && !str_same(list.what, what))
		st = err_set(err, ST_INVALID, "the file is for %s, and says that it is for %s", what, list.what);
	if (st == ST_OK)
		st = judge(g, &list, err);
	if (st == ST_OK)
		emit_list(out, &list);
	else
		compile_blame(err, path);
	ini_clear(&doc);
	free(path);
	return st;
}

enum status compile_matching(struct str *out, const char *schema, struct err *err)
{
	struct grounds g;
	enum status st = grounds_read(&g, schema, err);

	emit_head(out, "schema/matching/");
	str_add(out, "#include \"base/msg.h\"\n#include \"match/tables.h\"\n\nconst struct matching_list builtin_matching[] = {\n");
	for (int i = 0; st == ST_OK && matching_whats[i]; i++)
		st = compile_one(out, &g, schema, matching_whats[i], err);
	str_add(out, "};\n");
	grounds_clear(&g);
	return st;
}
