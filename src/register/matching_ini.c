/* SPDX-License-Identifier: EUPL-1.2 */
/* One reader of criteria for what is built in and for what a town puts in its place. */
#include "register/matching_ini.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"

const char *const matching_whats[] = { "jobs", "homes", "courses", "mentors", NULL };

static const char *const head_keys[] = { "what", "purpose", NULL };
static const char *const condition_keys[] = { "label", "reason", "measure", "field", "full", NULL };
static const char *const wish_keys[] = { "label", "reason", "measure", "field", "full", "weight", "unknown", NULL };
static const char *const spoken_keys[] = { "purpose", "label", "reason", NULL };

static bool is_one_of(const char *const *list, const char *word, size_t len)
{
	for (; word && *list; list++)
		if (strlen(*list) == len && strncmp(*list, word, len) == 0)
			return true;
	return false;
}

/* ---- reading ---- */

/* "[section]", "key = value", "key[de] = value", a comment, or nothing at all. */
static bool begins_anew(const char *line, size_t len)
{
	size_t n = strspn(line, "abcdefghijklmnopqrstuvwxyz_");

	if (len == 0 || strchr("[;# \t", line[0]))
		return true;
	if (n > 0 && line[n] == '[') {
		const char *close = strchr(line + n, ']');

		n = close ? (size_t)(close - line) + 1 : n;
	}
	n += strspn(line + n, " \t");
	return n > 0 && n < len && line[n] == '=';
}

void matching_unfold(struct str *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		if (!begins_anew(text, len))
			str_add(out, "  ");
		str_addn(out, text, len);
		text += len;
		if (*text == '\n')
			str_addc(out, *text++);
	}
}

enum status matching_ini_open(struct ini_doc *doc, const char *text, struct err *err)
{
	struct str whole = STR_INIT;
	enum status st;

	matching_unfold(&whole, text);
	st = ini_read(doc, str_get(&whole), whole.len, err);
	str_free(&whole);
	return st;
}

/* "label[de]" */
static bool is_translation(const char *const *keys, const char *key)
{
	const char *open = strchr(key, '['), *close = open ? strchr(open, ']') : NULL;
	size_t len = open ? (size_t)(open - key) : 0;

	return close && !close[1] && close - open > 2 && close - open <= 11 && is_one_of(keys, key, len) &&
		is_one_of(spoken_keys, key, len);
}

static enum status check_keys(const struct ini_section *s, const char *const *keys, const char *lang, struct err *err)
{
	for (int i = 0; i < s->n_entries; i++) {
		const struct ini_entry *e = &s->entry[i];

		if (is_one_of(keys, e->key, strlen(e->key)) || (lang && is_translation(keys, e->key)))
			continue;
		if (keys == condition_keys && (str_same(e->key, "weight") || str_same(e->key, "unknown")))
			return err_set(err, ST_INVALID, _("Line %d: a condition is never broken, so it has no “%s”. Take that line away, "
				"or make it a [wish …]."), e->line, e->key);
		return err_set(err, ST_INVALID, _("Line %d: there is no key “%s” here."), e->line, e->key);
	}
	return ST_OK;
}

/* What is said in the reader's language, else what is said at all. */
static const char *spoken(const struct ini_section *s, const char *key, const char *lang)
{
	char *own = mem_fmt("%s[%s]", key, lang ? lang : "");
	const char *text = lang ? ini_value(s, own) : NULL;

	free(own);
	return str_empty(text) ? ini_value(s, key) : text;
}

static bool is_key(const char *key)
{
	size_t n = key ? strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_") : 0;

	return n > 0 && n <= MATCHING_KEY && !key[n] && key[0] >= 'a' && key[0] <= 'z';
}

/* "need.asked" */
static bool is_field(const char *field)
{
	const char *dot = strchr(field, '.');
	size_t n = strspn(field, "abcdefghijklmnopqrstuvwxyz0123456789_.");

	return dot && dot > field && dot[1] && !strchr(dot + 1, '.') && !field[n];
}

static bool read_whole(const char *text, int most, int *out)
{
	size_t n = strspn(text, "0123456789");

	if (n == 0 || n > 9 || text[n])
		return false;
	*out = atoi(text);
	return *out <= most;
}

static int line_of(const struct ini_section *s, const char *key)
{
	for (int i = 0; i < s->n_entries; i++)
		if (str_same(s->entry[i].key, key))
			return s->entry[i].line;
	return s->line;
}

static enum status read_weight(struct matching_criterion *by, const struct ini_section *s, struct err *err)
{
	const char *text = ini_value(s, "weight");

	if (str_empty(text))
		return err_set(err, ST_INVALID, _("Line %d: the wish “%s” has no weight. Say how much it counts, from 1 to %d."),
			s->line, by->key, MATCHING_WEIGHT_MOST);
	if (!read_whole(text, MATCHING_WEIGHT_MOST, &by->weight))
		return err_set(err, ST_INVALID, _("Line %d: the weight of “%s” is a whole number from 1 to %d, and not “%s”. Weights "
			"count against each other: twice the weight counts twice as much."), line_of(s, "weight"), by->key,
			MATCHING_WEIGHT_MOST, text);
	if (by->weight == 0)
		return err_set(err, ST_INVALID, _("Line %d: with the weight 0 the wish “%s” would count nothing. Leave it out, or give "
			"it a weight from 1 to %d."), line_of(s, "weight"), by->key, MATCHING_WEIGHT_MOST);
	return ST_OK;
}

/* "50%" */
static enum status read_unknown(struct matching_criterion *by, const struct ini_section *s, struct err *err)
{
	const char *text = ini_value(s, "unknown");
	size_t len = text ? strlen(text) : 0;
	char *number;
	bool good;
	int percent = 0;

	by->unknown = MATCHING_HALF;
	if (!text)
		return ST_OK;
	number = mem_strn(text, len > 0 && text[len - 1] == '%' ? len - 1 : 0);
	good = read_whole(number, 100, &percent);
	free(number);
	by->unknown = percent * 10;
	return good ? ST_OK : err_set(err, ST_INVALID, _("Line %d: what “%s” counts where it is not known is written like 50%%, from "
		"0%% to 100%%."), line_of(s, "unknown"), by->key);
}

static enum status read_full(struct matching_criterion *by, const struct ini_section *s, struct err *err)
{
	const char *text = ini_value(s, "full");

	if (!text || (read_whole(text, MATCHING_FULL_MOST, &by->full) && by->full > 0))
		return ST_OK;
	return err_set(err, ST_INVALID, _("Line %d: “full” of “%s” is the number at which it counts in full, from 1 to %d."),
		line_of(s, "full"), by->key, MATCHING_FULL_MOST);
}

static enum status read_criterion(struct matching_criterion *by, const struct ini_section *s, const char *lang,
	struct err *err)
{
	enum status st = check_keys(s, by->condition ? condition_keys : wish_keys, lang, err);

	if (st != ST_OK)
		return st;
	by->line = s->line;
	by->label = spoken(s, "label", lang);
	by->reason = spoken(s, "reason", lang);
	by->measure = ini_value(s, "measure") ? ini_value(s, "measure") : by->key;
	by->field = ini_value(s, "field");
	if (str_empty(by->label) || str_empty(by->reason))
		return err_set(err, ST_INVALID, _("Line %d: “%s” needs a label and a reason, for everybody who reads the criteria."),
			s->line, by->key);
	if (!is_key(by->measure))
		return err_set(err, ST_INVALID, _("Line %d: “%s” cannot be the name of a measure."), line_of(s, "measure"), by->measure);
	if (by->field && !is_field(by->field))
		return err_set(err, ST_INVALID, _("Line %d: a field is written like person.arrived, and not “%s”."),
			line_of(s, "field"), by->field);
	st = read_full(by, s, err);
	if (st == ST_OK && !by->condition)
		st = read_weight(by, s, err);
	if (st == ST_OK && !by->condition)
		st = read_unknown(by, s, err);
	return st;
}

static enum status read_section(struct matching_list *out, const struct ini_section *s, bool condition, const char *lang,
	struct err *err)
{
	static const char words[2][12] = { "wish ", "condition " };
	const char *key = s->name + strlen(words[condition]);

	if (!is_key(key))
		return err_set(err, ST_INVALID, _("Line %d: a criterion has a name of its own in small letters, digits and underlines, "
			"up to %d of them, like [wish waited]."), s->line, MATCHING_KEY);
	for (int i = 0; i < out->count; i++)
		if (str_same(out->criterion[i].key, key))
			return err_set(err, ST_INVALID, _("Line %d: “%s” stands in line %d already. Give one of the two another name, or "
				"leave it out."), s->line, key, out->criterion[i].line);
	if (out->count == MATCHING_MOST)
		return err_set(err, ST_INVALID, _("Line %d: there are %d criteria at most. Leave some out: nobody can follow more."),
			s->line, MATCHING_MOST);
	out->criterion[out->count] = (struct matching_criterion){ .key = key, .condition = condition };
	return read_criterion(&out->criterion[out->count++], s, lang, err);
}

static enum status read_head(struct matching_list *out, const struct ini_doc *doc, const char *lang, struct err *err)
{
	const struct ini_section *head = doc->n_sections > 0 ? &doc->section[0] : NULL;
	const char *what = head ? ini_value(head, "what") : NULL;

	if (!head || !str_same(head->name, "criteria") || !what || !is_one_of(matching_whats, what, strlen(what)))
		return err_set(err, ST_INVALID, _("The criteria begin with [criteria] and what they are for: jobs, homes, courses or "
			"mentors."));
	if (str_empty(ini_value(head, "purpose")))
		return err_set(err, ST_INVALID, _("Line %d: “%s” is missing."), head->line, "purpose");
	out->what = what;
	out->purpose = spoken(head, "purpose", lang);
	return check_keys(head, head_keys, lang, err);
}

static enum status check_sections(const struct ini_doc *doc, struct err *err)
{
	for (int i = 1; i < doc->n_sections; i++)
		if (!str_starts(doc->section[i].name, "condition ") && !str_starts(doc->section[i].name, "wish "))
			return err_set(err, ST_INVALID, _("Line %d: a section is [criteria], [condition NAME] or [wish NAME]."),
				doc->section[i].line);
	if (doc->n_sections < 2)
		return err_set(err, ST_INVALID, _("There is no criterion. Write at least one [condition NAME] or [wish NAME]."));
	return ST_OK;
}

enum status matching_ini_read(struct matching_list *out, const struct ini_doc *doc, const char *lang, struct err *err)
{
	enum status st;

	memset(out, 0, sizeof(*out));
	st = read_head(out, doc, lang, err);
	if (st == ST_OK)
		st = check_sections(doc, err);
	for (int pass = 0; pass < 2; pass++)
		for (int i = 1; st == ST_OK && i < doc->n_sections; i++) {
			bool condition = str_starts(doc->section[i].name, "condition ");

			if (condition == (pass == 0))
				st = read_section(out, &doc->section[i], condition, lang, err);
		}
	return st;
}

/* ---- writing ---- */

#define LINE 100

/* A long value goes on in the next line, indented; the reader joins them by one blank. */
static void add_entry(struct str *out, const char *key, const char *value)
{
	size_t at = out->len;

	if (str_empty(value))
		return;
	str_addf(out, "%-7s =", key);
	while (*value) {
		size_t word = strcspn(value, " ");

		if (out->len - at + word + 1 > LINE && word > 0) {
			str_add(out, "\n ");
			at = out->len;
		}
		str_addc(out, ' ');
		str_addn(out, value, word);
		value += word;
		value += strspn(value, " ");
	}
	str_addc(out, '\n');
}

static void add_number(struct str *out, const char *key, int number, const char *behind)
{
	str_addf(out, "%-7s = %d%s\n", key, number, behind);
}

void matching_ini_text(struct str *out, const struct matching_list *list)
{
	str_add(out, "[criteria]\n");
	add_entry(out, "what", list->what);
	add_entry(out, "purpose", list->purpose);
	for (int i = 0; i < list->count; i++) {
		const struct matching_criterion *by = &list->criterion[i];

		str_addf(out, "\n[%s %s]\n", by->condition ? "condition" : "wish", by->key);
		add_entry(out, "label", by->label);
		add_entry(out, "reason", by->reason);
		if (!str_same(by->measure, by->key))
			add_entry(out, "measure", by->measure);
		add_entry(out, "field", by->field);
		if (by->full > 0)
			add_number(out, "full", by->full, "");
		if (!by->condition) {
			add_number(out, "weight", by->weight, "");
			add_number(out, "unknown", by->unknown / 10, "%");
		}
	}
}

static int weight_given(const char *section, const struct matching_weight *weight, int n)
{
	for (int i = 0; str_starts(section, "wish ") && i < n; i++)
		if (str_same(weight[i].key, section + strlen("wish ")))
			return weight[i].weight;
	return -1;
}

void matching_doc_text(struct str *out, const struct ini_doc *doc, const struct matching_weight *weight, int n_weights)
{
	for (int i = 0; i < doc->n_sections; i++) {
		const struct ini_section *s = &doc->section[i];
		int given = weight_given(s->name, weight, n_weights);

		str_addf(out, "%s[%s]\n", i ? "\n" : "", s->name);
		for (int k = 0; k < s->n_entries; k++)
			if (given >= 0 && str_same(s->entry[k].key, "weight"))
				add_number(out, "weight", given, "");
			else
				add_entry(out, s->entry[k].key, s->entry[k].value);
	}
}
