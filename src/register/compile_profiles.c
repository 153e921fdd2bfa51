/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schema/profiles/NAME.ini -> country profiles: clocks, bodies, parts, numbers,
 * duties, holidays.  Nothing builds that names no source, and nothing counts as
 * verified that does not say where and when its wording was read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "register/compile.h"
#include "register/profile.h"

/* What a kind of section may hold; a key that ends in "!" must be there. */
static const struct {
	const char *word;
	const char *keys[20];
} shapes[] = {
	{ "profile", { "label!", "country", "note", "ends_on_working_day", "carried_up_to", "two_working_days", "counting", "url",
		"verified", "checked" } },
	{ "body", { "label!", "note" } },
	{ "clock", { "label!", "starts", "after", "duty", "length", "met_by", "extension", "suspension", "exemption", "body",
		"delay", "once", "routes", "earned", "note", "source!", "url", "verified!", "checked" } },
	{ "part", { "label!", "body", "level", "hours", "note", "source!", "url", "verified!", "checked" } },
	{ "number", { "label!", "issuer!", "check!", "pattern!", "note", "source!", "url", "verified!", "checked" } },
	{ "duty", { "label!", "note", "source!", "url", "verified!", "checked" } },
	{ "holiday", { "label!", "rule!", "from" } },
	{ "school", { "from!", "until!", "note", "source!", "url", "verified!", "checked" } },
	{ "words", { "ground!", "refuse!", "note!", "review!", "source!", "url", "verified!", "checked" } },
};

/* As the kind `event` has them. */
static const char *const events[] = { "announced", "arrived", "registered", "notified", "entitled", "enrolled", "signed",
	"dossier_received", "dossier_acknowledged", "dossier_complete", "recognition_decided", "recognition_refused",
	"decision_sent", "turned_18", "placed", "plan_set", NULL };

static const struct {
	const char *word, *constant;
} checks[] = {
	{ "none", "CHECK_NONE" }, { "bsn11", "CHECK_BSN11" }, { "de_steuer", "CHECK_DE_STEUER" },
	{ "de_rv", "CHECK_DE_RV" }, { "fr_nir", "CHECK_FR_NIR" },
};

struct profile_file {
	char *key;               /* of the profile: "nl" */
	struct ini_doc doc;
};

static bool is_one_of(const char *const *list, const char *word, size_t len)
{
	for (; word && *list; list++)
		if (strlen(*list) == len && memcmp(*list, word, len) == 0)
			return true;
	return false;
}

static bool is_section(const struct ini_section *s, const char *word)
{
	size_t n = strlen(word);

	return strncmp(s->name, word, n) == 0 && (s->name[n] == '\0' || s->name[n] == ' ');
}

static const char *section_key(const struct ini_section *s)
{
	const char *blank = strchr(s->name, ' ');

	return blank ? blank + 1 : "";
}

static const struct ini_section *section_of(const struct profile_file *f, const char *word, const char *key)
{
	for (int i = 0; i < f->doc.n_sections; i++)
		if (is_section(&f->doc.section[i], word) && str_same(section_key(&f->doc.section[i]), key))
			return &f->doc.section[i];
	return NULL;
}

static bool key_is(const char *shape, const char *key)
{
	size_t n = strcspn(shape, "!");

	return strlen(key) == n && memcmp(shape, key, n) == 0;
}

static enum status check_keys(const struct ini_section *s, const char *const *keys, struct err *err)
{
	for (int i = 0; i < s->n_entries; i++) {
		bool known = false;

		for (int k = 0; keys[k]; k++)
			known = known || key_is(keys[k], s->entry[i].key);
		if (!known)
			return err_set(err, ST_INVALID, "Line %d: there is no key \"%s\".", s->entry[i].line, s->entry[i].key);
	}
	for (int k = 0; keys[k]; k++) {
		char name[40];

		str_copy(name, sizeof(name), keys[k]);
		name[strcspn(name, "!")] = '\0';
		if (strchr(keys[k], '!') && str_empty(ini_value(s, name)))
			return err_set(err, ST_INVALID, "Line %d: [%s] lacks \"%s\".", s->line, s->name, name);
	}
	return ST_OK;
}

/* "verified = yes" is a claim: it needs the place and the day. */
static enum status check_source(const struct ini_section *s, struct err *err)
{
	const char *verified = ini_value(s, "verified"), *url = ini_value(s, "url");

	if (url && !str_starts(url, "http"))
		return err_set(err, ST_INVALID, "Line %d: [%s] has no address behind \"url\".", s->line, s->name);
	if (!verified || str_same(verified, "no"))
		return ST_OK;
	if (!str_same(verified, "yes") || !ini_value(s, "url") || !ini_value(s, "checked"))
		return err_set(err, ST_INVALID, "Line %d: [%s] is verified only with url and checked.", s->line, s->name);
	return ST_OK;
}

static enum status leads_to(const struct profile_file *f, const struct ini_section *s, const char *key,
	const char *word, struct err *err)
{
	const char *value = ini_value(s, key);

	if (!value || section_of(f, word, value))
		return ST_OK;
	return err_set(err, ST_INVALID, "Line %d: [%s] names a %s that is none: %s.", s->line, s->name, word, value);
}

static enum status check_event(const struct ini_section *s, const char *key, struct err *err)
{
	const char *value = ini_value(s, key);

	for (int i = 0; value && events[i]; i++)
		if (str_same(events[i], value))
			return ST_OK;
	return value ? err_set(err, ST_INVALID, "Line %d: there is no event \"%s\".", s->line, value) : ST_OK;
}

static const char *check_constant(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(checks); i++)
		if (str_same(checks[i].word, word))
			return checks[i].constant;
	return NULL;
}

static bool read_rule(const char *rule, struct profile_holiday *out)
{
	int n = 0;

	*out = (struct profile_holiday){ 0 };
	if (sscanf(rule, "easter%d%n", &out->day, &n) == 1)
		return rule[n] == '\0';
	if (sscanf(rule, "%2d-%2d%n", &out->month, &out->day, &n) != 2)
		return false;
	if (rule[n] == '\0')
		return out->month >= 1 && out->month <= 12;
	return sscanf(rule + n, " sunday%d%n", &out->on_sunday, &n) == 1;
}

/* Read by the program as people's own lengths are. */
static enum status check_length(const struct ini_section *s, struct err *err)
{
	struct term term;

	if (!ini_value(s, "length") || term_parse(ini_value(s, "length"), &term))
		return ST_OK;
	return err_set(err, ST_INVALID, "Line %d: a length is \"10 weeks\", \"1 year\" and the like.", s->line);
}

/* What a dossier starts is asked of some routes alone: advice has no term. */
static enum status check_dossier(const struct ini_section *s, struct err *err)
{
	static const char *const routes[] = { "regulated", "academic", "validation", "no_papers", NULL };
	static const char *const begins[] = { "dossier_received", "dossier_complete", "recognition_decided",
		"recognition_refused", NULL };
	const char *at = ini_value(s, "routes"), *starts = ini_value(s, "starts");

	if (!is_section(s, "clock"))
		return ST_OK;
	if (is_one_of(begins, starts, starts ? strlen(starts) : 0) != (at != NULL))
		return err_set(err, ST_INVALID, "Line %d: a clock that a dossier starts says of which routes, no other does.",
			s->line);
	if (ini_value(s, "earned") && (!at || !str_same(ini_value(s, "earned"), "eu")))
		return err_set(err, ST_INVALID, "Line %d: earned is eu, of a dossier's clock.", s->line);
	for (size_t len; at && *at; at += len + strspn(at + len, ", ")) {
		len = strcspn(at, ", ");
		if (!is_one_of(routes, at, len))
			return err_set(err, ST_INVALID, "Line %d: there is no route \"%.*s\".", s->line, (int)len, at);
	}
	return ST_OK;
}

static enum status check_links(const struct profile_file *f, const struct ini_section *s, struct err *err)
{
	struct profile_holiday day;
	enum status st = leads_to(f, s, "body", "body", err);

	if (st == ST_OK)
		st = leads_to(f, s, "issuer", "body", err);
	if (st == ST_OK)
		st = leads_to(f, s, "duty", "duty", err);
	if (st == ST_OK)
		st = leads_to(f, s, "after", "clock", err);
	if (st == ST_OK)
		st = check_length(s, err);
	if (st == ST_OK)
		st = check_event(s, "starts", err);
	if (st == ST_OK)
		st = check_dossier(s, err);
	if (st == ST_OK)
		st = check_event(s, "met_by", err);
	if (st == ST_OK && ini_value(s, "check") && !check_constant(ini_value(s, "check")))
		st = err_set(err, ST_INVALID, "Line %d: there is no such check.", s->line);
	if (st == ST_OK && ini_value(s, "rule") && !read_rule(ini_value(s, "rule"), &day))
		st = err_set(err, ST_INVALID, "Line %d: a holiday's rule is 01-31, 04-27 sunday-1 or easter+1.", s->line);
	return st;
}

/* Full years of age. */
static enum status check_school(const struct ini_section *s, struct err *err)
{
	int from = is_section(s, "school") ? atoi(ini_value(s, "from")) : 1;
	int until = is_section(s, "school") ? atoi(ini_value(s, "until")) : 2;

	return from > 0 && until > from && until < 30 ? ST_OK : err_set(err, ST_INVALID,
		"Line %d: [%s] goes from one age to a higher one, in full years.", s->line, s->name);
}

/* An exception is looked at again by a day that the calendar has. */
static enum status check_review(const struct ini_section *s, struct err *err)
{
	struct date day;

	if (!ini_value(s, "review") || (date_parse(ini_value(s, "review"), &day) && day.day))
		return ST_OK;
	return err_set(err, ST_INVALID, "Line %d: review is a day, such as \"2027-06-30\".", s->line);
}

static enum status check_words(const struct grounds *g, const struct ini_section *s, struct err *err)
{
	static const char *const spoken[] = { "label", "note", "extension", "suspension", "exemption" };
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(spoken); i++)
		if (ini_value(s, spoken[i]))
			st = grounds_judge(g, s->name, ini_value(s, spoken[i]), err);
	if (st == ST_OK && ini_value(s, "label") && strpbrk(ini_value(s, "label"), "|:"))
		st = err_set(err, ST_INVALID, "Line %d: a label holds no \"|\" and no colon.", s->line);
	return st;
}

static enum status check_section(const struct grounds *g, const struct profile_file *f, const struct ini_section *s,
	struct err *err)
{
	char *prefix = mem_fmt("%s_", f->key);
	enum status st = err_set(err, ST_INVALID, "Line %d: there is no section [%s].", s->line, s->name);

	for (size_t i = 0; i < ARRAY_LEN(shapes); i++)
		if (is_section(s, shapes[i].word))
			st = check_keys(s, shapes[i].keys, err);
	if (st == ST_OK && strchr(s->name, ' ') && !str_starts(section_key(s), prefix))
		st = err_set(err, ST_INVALID, "Line %d: the key of [%s] does not begin with %s.", s->line, s->name, prefix);
	if (st == ST_OK && section_of(f, s->name, "") != s && section_of(f, s->name, section_key(s)) == NULL)
		st = err_set(err, ST_INVALID, "Line %d: [%s] is said twice.", s->line, s->name);
	if (st == ST_OK)
		st = check_source(s, err);
	if (st == ST_OK)
		st = check_links(f, s, err);
	if (st == ST_OK)
		st = check_school(s, err);
	if (st == ST_OK)
		st = check_review(s, err);
	if (st == ST_OK)
		st = check_words(g, s, err);
	free(prefix);
	return st;
}

static enum status check_file(const struct grounds *g, const struct profile_file *f, struct err *err)
{
	enum status st = ST_OK;

	if (f->doc.n_sections == 0 || !str_same(f->doc.section[0].name, "profile"))
		return err_set(err, ST_INVALID, "a profile begins with [profile] and its label");
	if (str_same(f->key, "neutral") && f->doc.n_sections > 1)
		return err_set(err, ST_INVALID, "the neutral profile holds nothing");
	for (int i = 0; st == ST_OK && i < f->doc.n_sections; i++)
		st = check_section(g, f, &f->doc.section[i], err);
	return st;
}

/* ---- what is written ---- */

static void put(struct str *out, const struct ini_section *s, const char *key)
{
	if (!ini_value(s, key))
		return;
	str_addf(out, " .%s = ", key);
	emit_string(out, ini_value(s, key));
	str_addc(out, ',');
}

static void put_marked(struct str *out, const struct ini_section *s, const char *key, const char *note)
{
	if (!ini_value(s, key))
		return;
	str_addf(out, "\n\t\t/* TRANSLATORS: %s */\n\t\t.%s = ", note, key);
	emit_message(out, ini_value(s, key));
	str_addc(out, ',');
}

static void put_int(struct str *out, const struct ini_section *s, const char *key)
{
	if (ini_value(s, key))
		str_addf(out, " .%s = %d,", key, atoi(ini_value(s, key)));
}

static void put_source(struct str *out, const struct ini_section *s, const char *member, const char *law)
{
	str_addf(out, "\n\t\t.%s = { ", member);
	emit_string(out, ini_value(s, law));
	str_add(out, ", ");
	emit_string(out, ini_value(s, "url"));
	str_add(out, ", ");
	emit_string(out, ini_value(s, "checked"));
	str_addf(out, ", %d }", str_same(ini_value(s, "verified"), "yes"));
}

static void emit_clock(struct str *out, const struct ini_section *s)
{
	put_marked(out, s, "label", "a legal clock, in lists; what is due by its end");
	put(out, s, "starts");
	put(out, s, "after");
	put(out, s, "duty");
	put(out, s, "length");
	put(out, s, "met_by");
	put(out, s, "body");
	put_int(out, s, "delay");
	str_addf(out, " .once = %d,", str_same(ini_value(s, "once"), "yes"));
	put(out, s, "routes");
	str_addf(out, " .earned_in_europe = %s,", str_same(ini_value(s, "earned"), "eu") ? "true" : "false");
	put_marked(out, s, "extension", "when a legal clock may be extended");
	put_marked(out, s, "suspension", "when a legal clock stands still");
	put_marked(out, s, "exemption", "when a legal clock falls away");
	put_marked(out, s, "note", "what to mind about a legal clock");
	put_source(out, s, "source", "source");
}

static void emit_body(struct str *out, const struct ini_section *s)
{
	put_marked(out, s, "label", "a public body of a country");
	put_marked(out, s, "note", "what to mind about a public body");
}

static void emit_part(struct str *out, const struct ini_section *s)
{
	put_marked(out, s, "label", "a part of a country's own integration pathway");
	put(out, s, "body");
	put(out, s, "level");
	put_int(out, s, "hours");
	put_marked(out, s, "note", "what to mind about a part of a country's pathway");
	put_source(out, s, "source", "source");
}

static void emit_number(struct str *out, const struct ini_section *s)
{
	put_marked(out, s, "label", "a number that a public body gives to people");
	put(out, s, "issuer");
	str_addf(out, " .check = %s,", check_constant(ini_value(s, "check")));
	put(out, s, "pattern");
	put_marked(out, s, "note", "what to mind about such a number");
	put_source(out, s, "source", "source");
}

static void emit_duty(struct str *out, const struct ini_section *s)
{
	put_marked(out, s, "label", "a duty or right by law, of which the file holds the least");
	put_marked(out, s, "note", "what to mind about such a duty");
	put_source(out, s, "source", "source");
}

static void emit_holiday(struct str *out, const struct ini_section *s)
{
	struct profile_holiday day;

	read_rule(ini_value(s, "rule"), &day);
	put_marked(out, s, "label", "a public holiday");
	str_addf(out, " .month = %d, .day = %d, .on_sunday = %d,", day.month, day.day, day.on_sunday);
	if (ini_value(s, "from"))
		str_addf(out, " .from_year = %d,", atoi(ini_value(s, "from")));
}

/* What the gate refuses everywhere else and lets through where this profile has a place for it. */
static void emit_exception(struct str *out, const struct ini_section *s)
{
	put(out, s, "ground");
	put(out, s, "review");
	put_marked(out, s, "note", "what a country's law lets the register hold, and where, though the gate refuses it elsewhere");
	put_source(out, s, "source", "source");
}

static const struct {
	const char *word, *type, *member, *count;
	void (*emit)(struct str *, const struct ini_section *);
} parts[] = {
	{ "clock", "profile_clock", "clock", "n_clocks", emit_clock },
	{ "body", "profile_body", "body", "n_bodies", emit_body },
	{ "part", "profile_part", "part", "n_parts", emit_part },
	{ "number", "profile_number", "number", "n_numbers", emit_number },
	{ "duty", "profile_duty", "duty", "n_duties", emit_duty },
	{ "holiday", "profile_holiday", "holiday", "n_holidays", emit_holiday },
	{ "words", "profile_exception", "exception", "n_exceptions", emit_exception },
};

static int emit_array(struct str *out, const struct profile_file *f, size_t part)
{
	int n = 0;

	for (int i = 0; i < f->doc.n_sections; i++) {
		const struct ini_section *s = &f->doc.section[i];

		if (!is_section(s, parts[part].word))
			continue;
		if (n++ == 0)
			str_addf(out, "static const struct %s %s_%s[] = {\n", parts[part].type, f->key, parts[part].member);
		str_add(out, "\t{");
		if (!str_same(parts[part].word, "holiday") && !str_same(parts[part].word, "words")) {
			str_add(out, " .key = ");
			emit_string(out, section_key(s));
			str_addc(out, ',');
		}
		parts[part].emit(out, s);
		str_add(out, " },\n");
	}
	if (n)
		str_add(out, "};\n\n");
	return n;
}

/* "90 days, 12 weeks": what is not named has no limit where nothing is named, and is not carried where something is. */
static void emit_limits(struct str *out, const char *limits)
{
	static const char *const unit[] = { "days", "weeks", "months", "years" };

	for (size_t i = 0; i < ARRAY_LEN(unit); i++) {
		const char *at = limits ? strstr(limits, unit[i]) : NULL;
		int n = limits ? 0 : -1;

		while (at && at > limits && (at[-1] == ' ' || (at[-1] >= '0' && at[-1] <= '9')))
			at--;
		if (at)
			n = atoi(at);
		str_addf(out, " .up_to_%s = %d,", unit[i], n);
	}
}

static void emit_school(struct str *rows, const struct ini_section *s)
{
	if (!s)
		return;
	str_addf(rows, "\n\t\t.school_from = %d, .school_until = %d,", atoi(ini_value(s, "from")), atoi(ini_value(s, "until")));
	if (ini_value(s, "note")) {
		str_add(rows, "\n\t\t/* TRANSLATORS: what to mind about the age of compulsory school */\n\t\t.school_note = ");
		emit_message(rows, ini_value(s, "note"));
		str_addc(rows, ',');
	}
	put_source(rows, s, "school", "source");
	str_addc(rows, ',');
}

static void emit_profile(struct str *out, struct str *rows, const struct profile_file *f)
{
	const struct ini_section *s = &f->doc.section[0];

	str_add(rows, "\t{ .key = ");
	emit_string(rows, f->key);
	str_addc(rows, ',');
	put_marked(rows, s, "label", "a country profile, in the list of them");
	put(rows, s, "country");
	put_marked(rows, s, "note", "what a country profile is about");
	str_addf(rows, "\n\t\t.ends_on_working_day = %d,", str_same(ini_value(s, "ends_on_working_day"), "yes"));
	emit_limits(rows, ini_value(s, "carried_up_to"));
	str_addf(rows, "\n\t\t.two_working_days = %d,", str_same(ini_value(s, "two_working_days"), "yes"));
	put_source(rows, s, "counting", "counting");
	str_addc(rows, ',');
	emit_school(rows, section_of(f, "school", ""));
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		int n = emit_array(out, f, i);

		if (n)
			str_addf(rows, "\n\t\t.%s = %s_%s, .%s = %d,", parts[i].member, f->key, parts[i].member, parts[i].count, n);
	}
	str_add(rows, " },\n");
}

static void emit_words(struct str *rows, const struct profile_file *f, int *n)
{
	for (int i = 0; i < f->doc.n_sections; i++) {
		const struct ini_section *s = &f->doc.section[i];

		if (!is_section(s, "words"))
			continue;
		str_add(rows, "\t{ ");
		emit_string(rows, f->key);
		str_add(rows, ", { NULL, ");
		emit_string(rows, ini_value(s, "ground"));
		str_add(rows, ", ");
		emit_string(rows, ini_value(s, "refuse"));
		str_add(rows, ", NULL } },\n");
		(*n)++;
	}
}

/* ---- all files ---- */

struct profile_files {
	struct profile_file *file;
	int n;
};

static void files_clear(struct profile_files *all)
{
	for (int i = 0; i < all->n; i++) {
		ini_clear(&all->file[i].doc);
		free(all->file[i].key);
	}
	free(all->file);
}

/* The neutral one first, then by name. */
static enum status files_read(struct profile_files *all, const char *schema, struct err *err)
{
	char *dir = mem_fmt("%s/profiles", schema), **path = NULL;
	int n = 0;
	enum status st = compile_files(dir, &path, &n, err);

	*all = (struct profile_files){ NULL, 0 };
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; st == ST_OK && i < n; i++) {
			const char *base = strrchr(path[i], '/') + 1;
			struct profile_file *f;

			if (str_same(base, "neutral.ini") != (pass == 0))
				continue;
			all->file = mem_resize(all->file, (size_t)all->n + 1, sizeof(*all->file));
			f = &all->file[all->n];
			st = ini_read_file(&f->doc, path[i], err);
			if (st != ST_OK) {
				compile_blame(err, path[i]);
				break;
			}
			f->key = mem_strn(base, strcspn(base, "."));
			all->n++;
		}
	}
	compile_files_free(path, n);
	free(dir);
	return st;
}

enum status compile_profiles(struct str *out, const char *schema, struct err *err)
{
	struct str rows = STR_INIT, words = STR_INIT;
	struct profile_files all;
	struct grounds g;
	int n_words = 0;
	enum status st = grounds_read(&g, schema, err), read = files_read(&all, schema, err);

	if (st == ST_OK)
		st = read;
	emit_head(out, "schema/profiles/");
	str_add(out, "#include \"base/msg.h\"\n#include \"register/tables.h\"\n\n");
	for (int i = 0; i < all.n && st == ST_OK; i++) {
		st = check_file(&g, &all.file[i], err);
		if (st != ST_OK)
			compile_blame(err, all.file[i].key);
		if (st == ST_OK) {
			emit_profile(out, &rows, &all.file[i]);
			emit_words(&words, &all.file[i], &n_words);
		}
	}
	str_addf(out, "const struct profile builtin_profiles[] = {\n%s};\nconst int n_builtin_profiles = %d;\n\n",
		str_get(&rows), all.n);
	str_addf(out, "const struct profile_words profile_words[] = {\n%s\t{ 0 },\n};\nconst int n_profile_words = %d;\n",
		str_get(&words), n_words);
	str_free(&rows);
	str_free(&words);
	files_clear(&all);
	grounds_clear(&g);
	return st;
}

enum status profile_choices(char **out, const char *schema, const char *word, struct err *err)
{
	struct profile_files all;
	struct str text = STR_INIT;
	enum status st = files_read(&all, schema, err);

	for (int k = 0; k < all.n && st == ST_OK; k++)
		for (int i = 0; i < all.file[k].doc.n_sections; i++) {
			const struct ini_section *s = &all.file[k].doc.section[i];

			if (is_section(s, word) && ini_value(s, "label"))
				str_addf(&text, "%s%s: %s", text.len ? " | " : "", section_key(s), ini_value(s, "label"));
		}
	if (st == ST_OK && !text.len)
		st = err_set(err, ST_INVALID, "schema/profiles/ declares no %s", word);
	*out = str_take(&text);
	files_clear(&all);
	return st;
}
