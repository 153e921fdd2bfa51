/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schema/plans/NAME.ini -> plan templates for cases/: steps in their order, what both sides may promise, judged by the
 * gate.  A step's target stands as days from the day the plan counts from, or as a gap after an earlier step; the latter
 * is worked out here, so that the table holds days for all.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/compile.h"

static const char *const stages[] = { "arrival", "language", "skills", "work", "housing", "school", NULL };
static const char *const doers[] = { "person", "caseworker", "provider", "volunteer", "authority", "national",
	NULL };
static const char *const sides[] = { "person", "city", NULL };
static const char *const step_keys[] = { "stage", "what", "who", "milestone", "days", "after", "gap", "clock", NULL };
static const char *const promise_keys[] = { "who", "what", NULL };
static const char *const plan_keys[] = { "label", "purpose", "before_arrival", NULL };

static const char *const milestones[] = { "first_interview", "course_begun", "skills_interview", "dossier_papers",
	"dossier_translated", "dossier_sent", "dossier_complete", "dossier_decided", "measure_planned", "work_talk", "own_home",
	"plan_agreed", "school_asked", "school_begun", NULL };

enum { MOST_STEPS = 40, FEWEST_DAYS = -365, MOST_DAYS = 3650 };

/* The files of schema/profiles/, for the names of their clocks. */
struct profiles { struct ini_doc *doc; int count; };

struct plan_file {
	struct ini_doc doc;
	const struct profiles *profiles;
	int days[MOST_STEPS], after[MOST_STEPS];    /* of the n-th step; after 0: of none, else its number */
	int n_steps, n_promises;
};

static bool is_one_of(const char *const *list, const char *s)
{
	for (; *list; list++)
		if (str_same(*list, s))
			return true;
	return false;
}

static bool is_step(const struct ini_section *s)
{
	return str_starts(s->name, "step ");
}

static enum status check_keys(const struct ini_section *s, const char *const *keys, struct err *err)
{
	for (int i = 0; i < s->n_entries; i++)
		if (!is_one_of(keys, s->entry[i].key))
			return err_set(err, ST_INVALID, "Line %d: there is no key \"%s\".", s->entry[i].line,
				s->entry[i].key);
	return ST_OK;
}

static bool read_number(const char *text, int *out, const char **rest)
{
	char *end;
	long n = text && *text ? strtol(text, &end, 10) : 0;

	if (!text || !*text || end == text || n < FEWEST_DAYS || n > MOST_DAYS)
		return false;
	*out = (int)n;
	*rest = end;
	return true;
}

/* "10 days", "6 weeks": the city's own ambition needs no months. */
static bool read_gap(const char *text, int *days)
{
	const char *rest;

	if (!read_number(text, days, &rest) || *days < 0)
		return false;
	if (str_same(rest, " weeks") || str_same(rest, " week"))
		*days *= 7;
	else if (!str_same(rest, " days") && !str_same(rest, " day"))
		return false;
	return *days <= MOST_DAYS;
}

/* Either days, or after and gap. */
static enum status read_target(struct plan_file *f, const struct ini_section *s, struct err *err)
{
	const char *days = ini_value(s, "days"), *after = ini_value(s, "after"), *gap = ini_value(s, "gap"), *rest;
	int n = f->n_steps, *to = &f->days[n], earlier = 0, between;

	f->after[n] = 0;
	if (days && !after && !gap && read_number(days, to, &rest) && !*rest)
		return ST_OK;
	if (days || !after || !gap || !read_number(after, &earlier, &rest) || *rest || !read_gap(gap, &between))
		return err_set(err, ST_INVALID, "Line %d: a step needs days, or after and gap.", s->line);
	if (earlier < 1 || earlier > n)
		return err_set(err, ST_INVALID, "Line %d: a step can only come after one that stands before it.", s->line);
	f->after[n] = earlier;
	*to = f->days[earlier - 1] + between;
	return ST_OK;
}

static bool is_clock(const struct profiles *profiles, const char *key, size_t len)
{
	for (int i = 0; i < profiles->count; i++) {
		for (int j = 0; j < profiles->doc[i].n_sections; j++) {
			const char *name = profiles->doc[i].section[j].name;

			if (str_starts(name, "clock ") && strlen(name + 6) == len && !memcmp(name + 6, key, len))
				return true;
		}
	}
	return false;
}

/* A step may serve a clock of each profile: "nl_plan, fr_cir". */
static enum status check_clocks(const struct plan_file *f, const struct ini_section *s, struct err *err)
{
	const char *at = ini_value(s, "clock");

	while (at && *at) {
		size_t len = strcspn(at, ", ");

		if (len && !is_clock(f->profiles, at, len))
			return err_set(err, ST_INVALID, "Line %d: no profile has a clock \"%.*s\".", s->line, (int)len, at);
		at += len + (at[len] != '\0');
	}
	return ST_OK;
}

static enum status check_step(struct plan_file *f, const struct grounds *g, const struct ini_section *s, struct err *err)
{
	const char *what = ini_value(s, "what");
	enum status st = check_keys(s, step_keys, err);
	int number;
	const char *rest;

	if (st != ST_OK)
		return st;
	if (f->n_steps == MOST_STEPS || !read_number(s->name + strlen("step "), &number, &rest) || *rest
	    || number != f->n_steps + 1)
		return err_set(err, ST_INVALID, "Line %d: steps are numbered [step 1], [step 2] and so on.", s->line);
	if (str_empty(what) || !is_one_of(stages, ini_value(s, "stage")) || !is_one_of(doers, ini_value(s, "who")))
		return err_set(err, ST_INVALID, "Line %d: a section [step N] needs stage, what, who and days.", s->line);
	if (ini_value(s, "milestone") && !is_one_of(milestones, ini_value(s, "milestone")))
		return err_set(err, ST_INVALID, "Line %d: there is no such milestone.", s->line);
	st = read_target(f, s, err);
	if (st == ST_OK)
		st = check_clocks(f, s, err);
	f->n_steps++;
	return st == ST_OK ? grounds_judge(g, s->name, what, err) : st;
}

static enum status check_promise(struct plan_file *f, const struct grounds *g, const struct ini_section *s,
	struct err *err)
{
	const char *what = ini_value(s, "what");
	enum status st = check_keys(s, promise_keys, err);

	if (st != ST_OK)
		return st;
	if (!str_starts(s->name, "promise ") || str_empty(what) || !is_one_of(sides, ini_value(s, "who")))
		return err_set(err, ST_INVALID, "Line %d: a section is [step N], or [promise N] with who and what.", s->line);
	f->n_promises++;
	return grounds_judge(g, s->name, what, err);
}

static enum status check_head(const struct grounds *g, const struct ini_doc *doc, struct err *err)
{
	const struct ini_section *head = &doc->section[0];
	const char *before = ini_value(head, "before_arrival");
	enum status st;

	if (doc->n_sections < 2 || !str_same(head->name, "plan") || !ini_value(head, "label")
	    || str_empty(ini_value(head, "purpose")))
		return err_set(err, ST_INVALID, "a plan begins with [plan], its label and purpose, and has at least one step");
	if (before && !str_same(before, "yes"))
		return err_set(err, ST_INVALID, "Line %d: before_arrival is yes, or left out.", head->line);
	st = check_keys(head, plan_keys, err);
	if (st == ST_OK)
		st = grounds_judge(g, "plan", ini_value(head, "label"), err);
	return st == ST_OK ? grounds_judge(g, "plan", ini_value(head, "purpose"), err) : st;
}

static enum status check_plan(struct plan_file *f, const struct grounds *g, struct err *err)
{
	enum status st = check_head(g, &f->doc, err);

	for (int i = 1; i < f->doc.n_sections && st == ST_OK; i++) {
		const struct ini_section *s = &f->doc.section[i];

		st = is_step(s) ? check_step(f, g, s, err) : check_promise(f, g, s, err);
	}
	if (st == ST_OK && !f->n_steps)
		return err_set(err, ST_INVALID, "a plan has at least one step");
	return st;
}

static void emit_steps(struct str *out, const struct plan_file *f, int file)
{
	int n = 0;

	str_addf(out, "static const struct plan_step steps_%d[] = {\n", file);
	for (int i = 1; i < f->doc.n_sections; i++) {
		const struct ini_section *s = &f->doc.section[i];

		if (!is_step(s))
			continue;
		str_addf(out, "\t/* TRANSLATORS: a step of the plan \"%s\", as it stands in a person's file */\n\t{ \"%s\", ",
			ini_value(&f->doc.section[0], "label"), ini_value(s, "stage"));
		emit_message(out, ini_value(s, "what"));
		str_addf(out, ", \"%s\", ", ini_value(s, "who"));
		emit_string(out, ini_value(s, "milestone"));
		str_addf(out, ", %d, %d, ", f->days[n], f->after[n]);
		emit_string(out, ini_value(s, "gap"));
		str_add(out, ", ");
		emit_string(out, ini_value(s, "clock"));
		str_add(out, " },\n");
		n++;
	}
	str_add(out, "};\n\n");
}

static void emit_promises(struct str *out, const struct plan_file *f, int file)
{
	if (!f->n_promises)
		return;
	str_addf(out, "static const struct plan_promise promises_%d[] = {\n", file);
	for (int i = 1; i < f->doc.n_sections; i++) {
		const struct ini_section *s = &f->doc.section[i];

		if (is_step(s))
			continue;
		str_addf(out, "\t/* TRANSLATORS: what %s may promise, as it stands in a plan */\n\t{ \"%s\", ",
			str_same(ini_value(s, "who"), "city") ? "the city" : "the newcomer", ini_value(s, "who"));
		emit_message(out, ini_value(s, "what"));
		str_add(out, " },\n");
	}
	str_add(out, "};\n\n");
}

/* The name of a template is its file's: "general". */
static void emit_template(struct str *rows, const char *path, const struct plan_file *f, int file)
{
	const struct ini_section *head = &f->doc.section[0];
	const char *base = strrchr(path, '/') + 1;

	str_addf(rows, "\t{ \"%.*s\",\n\t/* TRANSLATORS: name of a plan template */\n\t", (int)strcspn(base, "."), base);
	emit_message(rows, ini_value(head, "label"));
	str_add(rows, ",\n\t/* TRANSLATORS: for whom a plan template is meant */\n\t");
	emit_message(rows, ini_value(head, "purpose"));
	str_addf(rows, ", steps_%d, %d, ", file, f->n_steps);
	str_addf(rows, f->n_promises ? "promises_%d, %d, " : "NULL, 0, ", file, f->n_promises);
	str_addf(rows, "%s },\n", ini_value(head, "before_arrival") ? "true" : "false");
}

static enum status compile_one(struct str *out, struct str *rows, const struct grounds *g,
	const struct profiles *profiles, const char *path, int file, struct err *err)
{
	struct plan_file f = { .profiles = profiles };
	enum status st = ini_read_file(&f.doc, path, err);

	if (st == ST_OK)
		st = check_plan(&f, g, err);
	if (st == ST_OK) {
		emit_steps(out, &f, file);
		emit_promises(out, &f, file);
		emit_template(rows, path, &f, file);
	}
	ini_clear(&f.doc);
	return st == ST_OK ? st : compile_blame(err, path);
}

/* The general plan stands first: it is the one that is taken when nobody chooses. */
static void general_first(char **files, int n)
{
	for (int i = n - 1; i > 0; i--) {
		if (strstr(files[i], "/general.ini")) {
			char *general = files[i];

			files[i] = files[i - 1];
			files[i - 1] = general;
		}
	}
}

static enum status read_profiles(struct profiles *profiles, const char *schema, struct err *err)
{
	char *dir = mem_fmt("%s/profiles", schema), **files = NULL;
	int n = 0;
	enum status st = compile_files(dir, &files, &n, err);

	*profiles = (struct profiles){ mem_array((size_t)n + 1, sizeof(*profiles->doc)), 0 };
	for (int i = 0; i < n && st == ST_OK; i++) {
		st = ini_read_file(&profiles->doc[i], files[i], err);
		if (st == ST_OK)
			profiles->count++;
		else
			st = compile_blame(err, files[i]);
	}
	compile_files_free(files, n);
	free(dir);
	return st;
}

static void profiles_clear(struct profiles *profiles)
{
	for (int i = 0; i < profiles->count; i++)
		ini_clear(&profiles->doc[i]);
	free(profiles->doc);
}

enum status compile_plans(struct str *out, const char *schema, struct err *err)
{
	struct str rows = STR_INIT;
	struct profiles profiles = { NULL, 0 };
	struct grounds g;
	char *dir = mem_fmt("%s/plans", schema), **files = NULL;
	int n = 0;
	enum status st = grounds_read(&g, schema, err);

	if (st == ST_OK)
		st = read_profiles(&profiles, schema, err);
	if (st == ST_OK)
		st = compile_files(dir, &files, &n, err);
	general_first(files, n);
	emit_head(out, "schema/plans/");
	str_add(out, "#include \"base/msg.h\"\n#include \"cases/templates.h\"\n\n");
	for (int i = 0; i < n && st == ST_OK; i++)
		st = compile_one(out, &rows, &g, &profiles, files[i], i, err);
	str_addf(out, "const struct plan_template builtin_templates[] = {\n%s};\nconst int n_builtin_templates = %d;\n",
		str_get(&rows), n);
	str_free(&rows);
	compile_files_free(files, n);
	grounds_clear(&g);
	profiles_clear(&profiles);
	free(dir);
	return st;
}
