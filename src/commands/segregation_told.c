/* SPDX-License-Identifier: EUPL-1.2 */
/* Indices of segregation as people and programs read them; formulas and sources come along. */
#include "commands/segregation.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/msg.h"
#include "base/text.h"

const struct segregation_source segregation_sources[] = {
	{ "dissimilarity", N_("D: dissimilarity"), "Σ t|p − P| / 2TP(1 − P)", "Duncan & Duncan 1955", false },
	{ "gini", N_("G: Gini index"), "ΣΣ t t' |p − p'| / 2T²P(1 − P)", "Duncan & Duncan 1955; James & Taeuber 1985", false },
	{ "entropy", N_("H: entropy index"), "Σ t(E − e) / TE, e = −p ln p − (1 − p) ln(1 − p)", "Theil 1972", false },
	{ "isolation", N_("Isolation"), "Σ (x/X)(x/t)", "Bell 1954; Massey & Denton 1988", false },
	{ "exposure", N_("Exposure to another group"), "Σ (x/X)(y/t)", "Bell 1954; Massey & Denton 1988", false },
	{ "adjusted_isolation", N_("V: isolation beyond the share (eta squared)"), "(xPx − P) / (1 − P)",
	  "Bell 1954; Duncan & Duncan 1955", false },
	{ "dissimilarity", N_("D: dissimilarity"), "ΣΣ t|p − P| / 2TI, I = Σ P(1 − P)",
	  "Morgan 1975; Sakoda 1981; Reardon & Firebaugh 2002", true },
	{ "gini", N_("G: Gini index"), "ΣΣΣ t t' |p − p'| / 2T²I", "Reardon & Firebaugh 2002", true },
	{ "entropy", N_("H: entropy index"), "ΣΣ t p ln(p/P) / TE, E = Σ P ln(1/P)", "Theil 1972", true },
	{ "normalised_exposure", N_("P: normalised exposure"), "ΣΣ t(p − P)² / T(1 − P)", "James 1986; Reardon & Firebaugh 2002", true },
	{ NULL, NULL, NULL, NULL, false }
};

static const char empty_rule[] = N_("Units without people are left out of every index. A group of nobody, or of everybody, has no "
	"indices. People of no group named are one more group, “others”, in the indices of all groups together.");

void segregation_words(struct str *out, double index)
{
	if (isnan(index))
		str_add(out, _("not defined"));
	else
		text_number(out, llround(index * 10000), 4);
}

static const char *group_name(const struct segregation_read *read, int m)
{
	return m < read->groups ? read->name[m] : pgettext("groups of people", "others");
}

static void number_cell(struct table *table, int64_t n)
{
	struct str text = STR_INIT;

	text_number(&text, n, 0);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void index_cell(struct table *table, double index)
{
	struct str text = STR_INIT;

	segregation_words(&text, index);
	table_cell(table, str_get(&text));
	str_free(&text);
}

static void right_from(struct table *table, int column)
{
	for (int i = column; i < table->columns; i++)
		table->right[i] = true;
}

static int shown_groups(const struct segregation_indices *is)
{
	return is->groups + (is->others > 0);
}

static void groups_out(struct call *call, const struct segregation_read *read, const struct segregation_indices *is)
{
	struct table table;

	table_begin(&table, 8);
	right_from(&table, 1);
	table_cell(&table, _("Group"));
	table_cell(&table, _("People"));
	table_cell(&table, _("Share"));
	table_cell(&table, "D");
	table_cell(&table, "G");
	table_cell(&table, "H");
	table_cell(&table, _("Isolation"));
	table_cell(&table, "V");
	for (int m = 0; m < shown_groups(is); m++) {
		const struct segregation_group *g = &is->group[m];

		table_cell(&table, group_name(read, m));
		number_cell(&table, g->people);
		index_cell(&table, g->share);
		index_cell(&table, g->dissimilarity);
		index_cell(&table, g->gini);
		index_cell(&table, g->entropy);
		index_cell(&table, g->isolation);
		index_cell(&table, g->adjusted);
	}
	table_out(&table, call, "");
	table_end(&table);
}

/* One line a pair where a table would be too wide. */
static void exposures_out(struct call *call, const struct segregation_read *read, const struct segregation_indices *is)
{
	struct table table;

	table_begin(&table, 3);
	table.right[2] = true;
	table_cell(&table, _("Of group"));
	table_cell(&table, _("To group"));
	table_cell(&table, _("Exposure"));
	for (int m = 0; m < shown_groups(is); m++)
		for (int k = 0; k < shown_groups(is); k++) {
			if (m == k)
				continue;
			table_cell(&table, group_name(read, m));
			table_cell(&table, group_name(read, k));
			index_cell(&table, is->group[m].exposure[k]);
		}
	table_out(&table, call, "");
	table_end(&table);
}

static void all_out(struct call *call, const struct segregation_indices *is)
{
	struct table table;

	table_begin(&table, 6);
	right_from(&table, 1);
	table_cell(&table, "");
	table_cell(&table, "D");
	table_cell(&table, "G");
	table_cell(&table, "H");
	table_cell(&table, "P");
	table_cell(&table, _("Diversity"));
	table_cell(&table, _("All groups together"));
	index_cell(&table, is->dissimilarity);
	index_cell(&table, is->gini);
	index_cell(&table, is->entropy);
	index_cell(&table, is->exposure);
	index_cell(&table, is->diversity);
	table_out(&table, call, "");
	table_end(&table);
}

static void sources_out(struct call *call, bool all)
{
	struct str line = STR_INIT;

	for (const struct segregation_source *s = segregation_sources; s->key; s++) {
		if (s->all != all)
			continue;
		/* TRANSLATORS: an index; its formula; where it was published */
		str_addf(&line, _("%s = %s (%s)"), _(s->label), s->formula, s->source);
		out_wrapped(call, str_get(&line), 2);
		str_clear(&line);
	}
	str_free(&line);
}

static void count_out(struct call *call, const char *words, int64_t n)
{
	struct str line = STR_INIT, number = STR_INIT;

	if (n == 0)
		return;
	text_number(&number, n, 0);
	str_addf(&line, words, str_get(&number));
	out_line(call, str_get(&line));
	str_free(&line);
	str_free(&number);
}

static void counted_out(struct call *call, const struct segregation_read *read, const struct segregation_indices *is)
{
	struct str line = STR_INIT, units = STR_INIT, people = STR_INIT;

	text_number(&units, is->units, 0);
	text_number(&people, is->people, 0);
	/* TRANSLATORS: units are neighbourhoods, schools, blocks; two numbers, the plural goes by the first */
	str_addf(&line, ngettext("%s unit with %s people in all.", "%s units with %s people in all.", (unsigned long)is->units),
		str_get(&units), str_get(&people));
	out_line(call, str_get(&line));
	count_out(call, ngettext("%s unit without people was left out.", "%s units without people were left out.",
		(unsigned long)is->empty), is->empty);
	count_out(call, ngettext("%s unit with a missing count was left out.", "%s units with a missing count were left out.",
		(unsigned long)read->missing), read->missing);
	count_out(call, ngettext("%s row was left out as asked.", "%s rows were left out as asked.",
		(unsigned long)read->without), read->without);
	str_free(&line);
	str_free(&units);
	str_free(&people);
}

static void text_out(struct call *call, const struct segregation_read *read, const struct segregation_indices *is)
{
	counted_out(call, read, is);
	out_line(call, "");
	groups_out(call, read, is);
	out_line(call, "");
	if (shown_groups(is) > 1)
		exposures_out(call, read, is);
	if (is->kinds > 2) {
		out_line(call, "");
		all_out(call, is);
	}
	out_line(call, "");
	out_wrapped(call, _("t: people of a unit, x: of these in the group, p = x/t; T, X, P: of all units. From 0, every unit mixed as "
		"the whole, to 1, no unit mixed; isolation and exposure: the share of a group in the unit of an average member."), 0);
	sources_out(call, false);
	if (is->kinds > 2)
		sources_out(call, true);
	out_wrapped(call, _(empty_rule), 0);
}

static json_t *real(double index)
{
	return isnan(index) ? json_null() : json_real(index);
}

static json_t *group_json(const struct segregation_read *read, const struct segregation_indices *is, int m)
{
	const struct segregation_group *g = &is->group[m];
	json_t *exposure = json_object(), *out = json_object();

	for (int k = 0; k < shown_groups(is); k++)
		if (k != m)
			json_object_set_new(exposure, k < read->groups ? read->name[k] : "others", real(g->exposure[k]));
	json_object_set_new(out, "group", json_string(m < read->groups ? read->name[m] : "others"));
	json_object_set_new(out, "people", json_integer(g->people));
	json_object_set_new(out, "share", real(g->share));
	json_object_set_new(out, "dissimilarity", real(g->dissimilarity));
	json_object_set_new(out, "gini", real(g->gini));
	json_object_set_new(out, "entropy", real(g->entropy));
	json_object_set_new(out, "isolation", real(g->isolation));
	json_object_set_new(out, "adjusted_isolation", real(g->adjusted));
	json_object_set_new(out, "exposure", exposure);
	return out;
}

static json_t *sources_json(void)
{
	json_t *out = json_array(), *one;

	for (const struct segregation_source *s = segregation_sources; s->key; s++) {
		one = json_object();
		json_object_set_new(one, "index", json_string(s->key));
		json_object_set_new(one, "of", json_string(s->all ? "all" : "group"));
		json_object_set_new(one, "formula", json_string(s->formula));
		json_object_set_new(one, "source", json_string(s->source));
		json_array_append_new(out, one);
	}
	return out;
}

static json_t *whole_json(const struct segregation_read *read, const struct segregation_indices *is)
{
	json_t *out = json_object(), *left = json_object(), *all = json_object(), *groups = json_array();

	json_object_set_new(out, "units", json_integer(is->units));
	json_object_set_new(out, "people", json_integer(is->people));
	json_object_set_new(left, "empty", json_integer(is->empty));
	json_object_set_new(left, "missing", json_integer(read->missing));
	json_object_set_new(left, "without", json_integer(read->without));
	json_object_set_new(out, "left_out", left);
	for (int m = 0; m < shown_groups(is); m++)
		json_array_append_new(groups, group_json(read, is, m));
	json_object_set_new(out, "groups", groups);
	json_object_set_new(all, "groups", json_integer(is->kinds));
	json_object_set_new(all, "dissimilarity", real(is->dissimilarity));
	json_object_set_new(all, "gini", real(is->gini));
	json_object_set_new(all, "entropy", real(is->entropy));
	json_object_set_new(all, "normalised_exposure", real(is->exposure));
	json_object_set_new(all, "diversity", real(is->diversity));
	json_object_set_new(out, "all", all);
	json_object_set_new(out, "sources", sources_json());
	json_object_set_new(out, "empty_units", json_string(_(empty_rule)));
	return out;
}

enum status segregation_told(struct call *call, const struct segregation_read *read, const struct segregation_indices *is,
	struct err *err)
{
	if (call->json)
		return out_json(call, whole_json(read, is), err);
	text_out(call, read, is);
	return ST_OK;
}
