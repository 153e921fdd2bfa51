/* SPDX-License-Identifier: EUPL-1.2 */
/* schema/plans/NAME.ini -> plan templates for cases/: steps in their order, judged by the gate. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/compile.h"

static const char *const stages[] = { "arrival", "language", "skills", "work", "housing", "school", NULL };
static const char *const doers[] = { "person", "caseworker", "provider", "volunteer", "authority", "national",
	NULL };
static const char *const keys[] = { "stage", "what", "who", "milestone", "days", NULL };

static const char *const milestones[] = { "first_interview", "course_begun", "skills_interview", "work_talk", "own_home",
	NULL };

static bool is_one_of(const char *const *list, const char *s)
{
	for (; *list; list++)
		if (str_same(*list, s))
			return true;
	return false;
}

static enum status check_step(const struct grounds *g, const struct ini_section *s, struct err *err)
{
	const char *days = ini_value(s, "days"), *what = ini_value(s, "what");

	for (int i = 0; i < s->n_entries; i++)
		if (!is_one_of(keys, s->entry[i].key))
			return err_set(err, ST_INVALID, "Line %d: there is no key \"%s\".", s->entry[i].line,
				s->entry[i].key);
	if (!str_starts(s->name, "step ") || str_empty(what) || !is_one_of(stages, ini_value(s, "stage")) ||
	    !is_one_of(doers, ini_value(s, "who")) || !days || !*days || strspn(days, "0123456789") != strlen(days) ||
	    strlen(days) > 4)
		return err_set(err, ST_INVALID, "Line %d: a section [step N] needs stage, what, who and days.", s->line);
	if (ini_value(s, "milestone") && !is_one_of(milestones, ini_value(s, "milestone")))
		return err_set(err, ST_INVALID, "Line %d: there is no such milestone.", s->line);
	return grounds_judge(g, s->name, what, err);
}

static enum status check_plan(const struct grounds *g, const struct ini_doc *doc, struct err *err)
{
	enum status st;

	if (doc->n_sections < 2 || !str_same(doc->section[0].name, "plan") || !ini_value(&doc->section[0], "label"))
		return err_set(err, ST_INVALID, "a plan begins with [plan] and its label, and has at least one step");
	st = grounds_judge(g, "plan", ini_value(&doc->section[0], "label"), err);
	for (int i = 1; i < doc->n_sections && st == ST_OK; i++)
		st = check_step(g, &doc->section[i], err);
	return st;
}

static void emit_steps(struct str *out, const struct ini_doc *doc, int file)
{
	str_addf(out, "static const struct plan_step steps_%d[] = {\n", file);
	for (int i = 1; i < doc->n_sections; i++) {
		const struct ini_section *s = &doc->section[i];

		str_addf(out, "\t/* TRANSLATORS: a step of the plan \"%s\", as it stands in a person's file */\n\t{ \"%s\", ",
			ini_value(&doc->section[0], "label"), ini_value(s, "stage"));
		emit_message(out, ini_value(s, "what"));
		str_addf(out, ", \"%s\", ", ini_value(s, "who"));
		emit_string(out, ini_value(s, "milestone"));
		str_addf(out, ", %d },\n", atoi(ini_value(s, "days")));
	}
	str_add(out, "};\n\n");
}

/* The name of a template is its file's: "general". */
static void emit_template(struct str *rows, const char *path, const struct ini_doc *doc, int file)
{
	const char *base = strrchr(path, '/') + 1;

	str_addf(rows, "\t{ \"%.*s\",\n\t/* TRANSLATORS: name of a plan template */\n\t", (int)strcspn(base, "."), base);
	emit_message(rows, ini_value(&doc->section[0], "label"));
	str_addf(rows, ", steps_%d, %d },\n", file, doc->n_sections - 1);
}

static enum status compile_one(struct str *out, struct str *rows, const struct grounds *g, const char *path, int file,
	struct err *err)
{
	struct ini_doc doc;
	enum status st = ini_read_file(&doc, path, err);

	if (st == ST_OK)
		st = check_plan(g, &doc, err);
	if (st == ST_OK) {
		emit_steps(out, &doc, file);
		emit_template(rows, path, &doc, file);
	}
	ini_clear(&doc);
	return st == ST_OK ? st : compile_blame(err, path);
}

enum status compile_plans(struct str *out, const char *schema, struct err *err)
{
	struct str rows = STR_INIT;
	struct grounds g;
	char *dir = mem_fmt("%s/plans", schema), **files = NULL;
	int n = 0;
	enum status st = grounds_read(&g, schema, err);

	if (st == ST_OK)
		st = compile_files(dir, &files, &n, err);
	emit_head(out, "schema/plans/");
	str_add(out, "#include \"base/msg.h\"\n#include \"cases/templates.h\"\n\n");
	for (int i = 0; i < n && st == ST_OK; i++)
		st = compile_one(out, &rows, &g, files[i], i, err);
	str_addf(out, "const struct plan_template builtin_templates[] = {\n%s};\nconst int n_builtin_templates = %d;\n",
		str_get(&rows), n);
	str_free(&rows);
	compile_files_free(files, n);
	grounds_clear(&g);
	free(dir);
	return st;
}
