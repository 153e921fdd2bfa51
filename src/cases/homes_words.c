/* SPDX-License-Identifier: EUPL-1.2 */
/* Why a home stands where it does, in words. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "cases/homes.h"

static char *money(int64_t cents)
{
	struct str out = STR_INIT;
	char *canonical = mem_fmt("%" PRId64 ".%02d", cents / 100, (int)(cents % 100));

	field_show(&out, kind_field(register_kind("dwelling"), "rent"), canonical);
	free(canonical);
	return str_take(&out);
}

static void people(struct str *out, const struct home_part *part)
{
	if (part->is == HOME_UNKNOWN)
		str_add(out, _("it is not known for how many people"));
	else if (part->is == HOME_MISSES)
		str_addf(out, ngettext("for %d person only, %d needed", "for %d people only, %d needed", (unsigned long)part->has),
			(int)part->has, (int)part->wants);
	else
		str_addf(out, ngettext("for %d person, %d needed", "for %d people, %d needed", (unsigned long)part->has),
			(int)part->has, (int)part->wants);
}

static void bedrooms(struct str *out, const struct home_part *part)
{
	if (part->is == HOME_UNKNOWN)
		str_add(out, _("bedrooms are not known"));
	else if (part->is == HOME_MISSES)
		str_addf(out, ngettext("%d bedroom only, %d needed", "%d bedrooms only, %d needed", (unsigned long)part->has),
			(int)part->has, (int)part->wants);
	else
		str_addf(out, ngettext("%d bedroom, %d needed", "%d bedrooms, %d needed", (unsigned long)part->has), (int)part->has,
			(int)part->wants);
}

static void rooms(struct str *out, const struct home_part *part)
{
	if (part->is == HOME_UNKNOWN)
		str_add(out, _("rooms are not known"));
	else if (part->is == HOME_MISSES)
		str_addf(out, ngettext("%d room only, %d needed", "%d rooms only, %d needed", (unsigned long)part->has),
			(int)part->has, (int)part->wants);
	else
		str_addf(out, ngettext("%d room, %d needed", "%d rooms, %d needed", (unsigned long)part->has), (int)part->has,
			(int)part->wants);
}

static void rent(struct str *out, const struct home_part *part)
{
	char *has = money(part->has < 0 ? 0 : part->has), *wants = money(part->wants);

	if (part->is == HOME_UNKNOWN)
		str_add(out, _("the rent is not known"));
	else if (part->is == HOME_MISSES)
		/* TRANSLATORS: two amounts of money: the rent, and the highest that the household can pay */
		str_addf(out, _("rent %s is above %s"), has, wants);
	else
		str_addf(out, _("rent %s, at most %s"), has, wants);
	free(has);
	free(wants);
}

/* Has is in metres, wants in whole kilometres. */
static void near(struct str *out, const struct home_part *part)
{
	struct str km = STR_INIT;

	text_number(&km, (part->has + 50) / 100, 1);
	if (part->is == HOME_UNKNOWN)
		str_add(out, _("how far it lies is not known"));
	else if (part->has == 0)
		str_add(out, _("in the very neighbourhood"));
	else if (part->is == HOME_TELLS)
		str_addf(out, _("%s km away"), str_get(&km));
	else if (part->is == HOME_MISSES)
		str_addf(out, _("%s km away, at most %d wanted"), str_get(&km), (int)part->wants);
	else
		str_addf(out, _("%s km away, at most %d"), str_get(&km), (int)part->wants);
	str_free(&km);
}

static void free_from(struct str *out, const struct home_part *part)
{
	struct str day = STR_INIT;

	if (part->is == HOME_FITS) {
		str_add(out, _("free in time"));
		return;
	}
	date_show(&day, date_from_days((long)part->has));
	/* TRANSLATORS: %s is a day */
	str_addf(out, _("free from %s"), str_get(&day));
	str_free(&day);
}

static void preferred(struct str *out, const struct home_part *part)
{
	if (part->is == HOME_FITS)
		/* TRANSLATORS: %d: place in the household's own list of neighbourhoods, 1 is the first */
		str_addf(out, _("neighbourhood: choice %d"), (int)part->has);
	else
		str_add(out, _("neighbourhood not among those wanted"));
}

static const char *one_of(const struct home_part *part, const char *fits, const char *misses, const char *unknown)
{
	return part->is == HOME_FITS ? fits : part->is == HOME_MISSES ? misses : unknown;
}

void home_words(struct str *out, const struct home_part *part)
{
	switch (part->what) {
	case HOME_PEOPLE: people(out, part); break;
	case HOME_BEDROOMS: bedrooms(out, part); break;
	case HOME_ROOMS: rooms(out, part); break;
	case HOME_STEP_FREE:
		str_add(out, one_of(part, _("step-free"), _("has steps"), _("it is not known whether it is step-free")));
		break;
	case HOME_RENT: rent(out, part); break;
	case HOME_PETS:
		str_add(out, one_of(part, _("pets are welcome"), _("pets are not welcome"),
			_("it is not known whether pets are welcome")));
		break;
	case HOME_NEAR: near(out, part); break;
	case HOME_FREE: free_from(out, part); break;
	case HOME_PREFERRED: preferred(out, part); break;
	case HOME_PARTS: BUG("no part of a home");
	}
}

static void add(struct str *out, const char *between, char *words)
{
	if (out->len)
		str_add(out, between);
	str_add(out, words);
	free(words);
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
	if (search->step_free)
		add(out, between, mem_str(_("step-free")));
	if (search->max_rent >= 0) {
		char *most = money(search->max_rent);

		add(out, between, mem_fmt(_("rent at most %s"), most));
		free(most);
	}
	if (search->pets)
		add(out, between, mem_str(_("with a pet")));
	if (search->within >= 0 && !id_none(search->near))
		add(out, between, mem_fmt(_("at most %d km away"), (int)search->within));
}
