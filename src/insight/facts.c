/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns facts once they are found: sums of their leaves, words of their categories, their end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "insight/inside.h"

int facts_category(const struct facts_axis *axis, const char *code)
{
	for (int i = 0; i < axis->n; i++)
		if (str_same(axis->category[i].code, code))
			return i;
	return FACTS_ALL;
}

/* "2026", "2026-05", "2026-Q2" */
static void label_time(struct str *out, const char *code)
{
	int year, quarter;
	struct date date;

	if (date_parse(code, &date))
		date_show(out, date);
	else if (sscanf(code, "%4d-Q%1d", &year, &quarter) == 2)
		/* TRANSLATORS: number of the quarter, year */
		str_addf(out, _("quarter %d of %d"), quarter, year);
	else
		str_add(out, code);
}

void facts_label(struct str *out, const struct facts_axis *axis, int category)
{
	const struct facts_category *c;

	if (category == FACTS_ALL) {
		str_add(out, pgettext("figures", "All"));
		return;
	}
	c = &axis->category[category];
	if (c->name)
		str_add(out, c->name);
	else if (c->label)
		str_addf(out, _(c->label), c->number, c->number_to);
	else if (axis->field && field_choice(axis->field, c->code))
		str_add(out, choice_label(axis->field, field_choice(axis->field, c->code)));
	else
		label_time(out, c->code);
}

bool axis_within(const struct facts_axis *axis, int leaf, int category)
{
	for (int c = leaf; c != FACTS_ALL; c = axis->category[c].parent)
		if (c == category)
			return true;
	return category == FACTS_ALL;
}

static void sum(const struct facts_table *table, const struct facts_place *place, int axis, int64_t cell, int64_t *count,
	int64_t *amount)
{
	const struct facts_axis *a = &table->axis[axis];

	if (axis == table->n_axes) {
		*count += table->count[cell];
		*amount += table->amount ? table->amount[cell] : 0;
		return;
	}
	for (int i = 0; i < a->n; i++)
		if (a->category[i].leaf >= 0 && axis_within(a, i, place->at[axis]))
			sum(table, place, axis + 1, cell * a->leaves + a->category[i].leaf, count, amount);
}

int64_t facts_count(const struct facts_table *table, struct facts_place place)
{
	int64_t count = 0, amount = 0;

	sum(table, &place, 0, 0, &count, &amount);
	return count;
}

int64_t facts_amount(const struct facts_table *table, struct facts_place place)
{
	int64_t count = 0, amount = 0;

	sum(table, &place, 0, 0, &count, &amount);
	return amount;
}

static void table_clear(struct facts_table *table)
{
	for (int a = 0; a < table->n_axes; a++) {
		for (int i = 0; i < table->axis[a].n; i++)
			free(table->axis[a].category[i].name);
		free(table->axis[a].category);
	}
	free(table->count);
	free(table->amount);
	free(table->residents);
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	for (int i = 0; i < facts->n_tables; i++)
		table_clear(&facts->table[i]);
	free(facts->answer);
	free(facts->table);
	free(facts->figure);
	free(facts->link);
	free(facts);
}
