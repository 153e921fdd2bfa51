/* SPDX-License-Identifier: EUPL-1.2 */
/* What a household looks for, in words. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "cases/homes.h"

static char *money(int64_t cents)
{
	struct str out = STR_INIT;
	char *canonical = mem_fmt("%" PRId64 ".%02d", cents / 100, (int)(cents % 100));

	field_show(&out, kind_field(register_kind("dwelling"), "rent"), canonical);
	free(canonical);
	return str_take(&out);
}

static void add(struct str *out, const char *between, char *words)
{
	if (out->len)
		str_add(out, between);
	str_add(out, words);
	free(words);
}

static char *leave_words(const char *by)
{
	struct str day = STR_INIT;
	char *words;

	field_show(&day, kind_field(register_kind("need"), "leave_by"), by);
	/* TRANSLATORS: %s is a day; of a household that looks for a home */
	words = mem_fmt(_("must leave where it stays by %s"), str_get(&day));
	str_free(&day);
	return words;
}

static char *counted(const char *format, int64_t n)
{
	struct str out = STR_INIT;

	str_addf(&out, format, (int)n);
	return str_take(&out);
}

void home_search_words(struct str *out, const struct home_search *search, const char *between)
{
	if (search->people >= 0)
		add(out, between, counted(ngettext("%d person", "%d people", (unsigned long)search->people), search->people));
	if (search->bedrooms >= 0)
		add(out, between, counted(ngettext("%d bedroom", "%d bedrooms", (unsigned long)search->bedrooms),
			search->bedrooms));
	if (search->rooms >= 0)
		add(out, between, counted(ngettext("%d room", "%d rooms", (unsigned long)search->rooms), search->rooms));
	if (search->step_free == 1)
		add(out, between, mem_str(_("step-free")));
	if (search->max_rent >= 0) {
		char *most = money(search->max_rent);

		add(out, between, mem_fmt(_("rent at most %s"), most));
		free(most);
	}
	if (search->pets == 1)
		add(out, between, mem_str(_("with a pet")));
	if (search->within >= 0 && !id_none(search->near))
		add(out, between, mem_fmt(_("at most %d km away"), (int)search->within));
	if (search->leave_by[0])
		add(out, between, leave_words(search->leave_by));
}
