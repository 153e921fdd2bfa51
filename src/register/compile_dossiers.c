/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/dossiers/ROUTE.ini -> what a dossier of each route needs, for cases/, judged by the gate. */
#include <stdlib.h>

#include "base/mem.h"
#include "register/compile.h"
#include "register/dossier_ini.h"

static enum status judge(const struct grounds *g, const struct dossier_list *list, struct err *err)
{
	enum status st = grounds_judge(g, "dossier", list->note, err);

	for (int i = 0; st == ST_OK && i < list->n_papers; i++)
		st = grounds_judge(g, "paper", list->paper[i].what, err);
	for (int i = 0; st == ST_OK && i < list->n_fees; i++)
		st = grounds_judge(g, "fee", list->fee[i].what, err);
	return st;
}

static void emit_list(struct str *out, const struct dossier_list *list)
{
	str_add(out, "\t{ ");
	emit_string(out, list->route);
	str_add(out, ",\n\t/* TRANSLATORS: what to know of a route of recognition */\n\t");
	emit_message(out, list->note);
	str_add(out, ",\n\t{\n");
	for (int i = 0; i < list->n_papers; i++) {
		str_add(out, "\t\t/* TRANSLATORS: a paper that an authority asks for */\n\t\t{ ");
		emit_message(out, list->paper[i].what);
		str_add(out, ", ");
		emit_string(out, list->paper[i].form);
		str_addf(out, ", %s },\n", list->paper[i].translation ? "true" : "false");
	}
	str_add(out, "\t},\n\t{\n");
	for (int i = 0; i < list->n_fees; i++) {
		str_add(out, "\t\t/* TRANSLATORS: what is to be paid for a recognition */\n\t\t{ ");
		emit_message(out, list->fee[i].what);
		str_add(out, ", ");
		emit_string(out, list->fee[i].payer);
		str_add(out, ", ");
		emit_string(out, list->fee[i].amount);
		str_add(out, " },\n");
	}
	str_addf(out, "\t}, %d, %d },\n", list->n_papers, list->n_fees);
}

static enum status compile_one(struct str *out, const struct grounds *g, const char *path, struct err *err)
{
	struct dossier_list list;
	struct ini_doc doc;
	enum status st = ini_read_file(&doc, path, err);

	if (st == ST_OK)
		st = dossier_ini_read(&list, &doc, err);
	if (st == ST_OK && (!list.note || list.n_papers == 0 || list.n_fees == 0))
		st = err_set(err, ST_INVALID, "a list has a note, papers and fees");
	if (st == ST_OK)
		st = judge(g, &list, err);
	if (st == ST_OK)
		emit_list(out, &list);
	ini_clear(&doc);
	return st == ST_OK ? st : compile_blame(err, path);
}

enum status compile_dossiers(struct str *out, const char *schema, struct err *err)
{
	struct grounds g;
	char *dir = mem_fmt("%s/dossiers", schema), **files = NULL;
	int n = 0;
	enum status st = grounds_read(&g, schema, err);

	if (st == ST_OK)
		st = compile_files(dir, &files, &n, err);
	emit_head(out, "schema/dossiers/");
	str_add(out, "#include \"base/msg.h\"\n#include \"cases/templates.h\"\n\n");
	str_add(out, "const struct dossier_list builtin_dossiers[] = {\n");
	for (int i = 0; i < n && st == ST_OK; i++)
		st = compile_one(out, &g, files[i], err);
	str_addf(out, "};\nconst int n_builtin_dossiers = %d;\n", n);
	compile_files_free(files, n);
	grounds_clear(&g);
	free(dir);
	return st;
}
