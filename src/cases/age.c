/* SPDX-License-Identifier: EUPL-1.2 */
/* Full years between a birth, known to the day, the month or the year, and a day. */
#include "cases/age.h"

#include "base/msg.h"

static int years(struct date born, struct date day)
{
	bool had = day.month > born.month || (day.month == born.month && day.day >= born.day);

	return day.year - born.year - (had ? 0 : 1);
}

static struct date latest(struct date born)
{
	if (!born.month)
		return (struct date){ born.year, 12, 31 };
	if (!born.day)
		return date_add_days(date_add_months((struct date){ born.year, born.month, 1 }, 1), -1);
	return born;
}

struct age age_on(const char *born, struct date day)
{
	struct age age = { 0 };
	struct date first;

	if (!born || !date_parse(born, &first))
		return age;
	age.least = years(latest(first), day);
	age.most = years((struct date){ first.year, first.month ? first.month : 1, first.day ? first.day : 1 }, day);
	age.known = age.most >= 0;
	if (age.least < 0)
		age.least = 0;
	return age;
}

bool age_minor(const char *born, struct date day)
{
	struct age age = age_on(born, day);

	return age.known && age.least < AGE_ADULT;
}

bool age_adult(const char *born, struct date day)
{
	struct age age = age_on(born, day);

	return age.known && age.least >= AGE_ADULT;
}

void age_words(struct str *out, const char *born, struct date day)
{
	struct age age = age_on(born, day);

	if (age.known && age.least == age.most)
		str_addf(out, ngettext("%d year old", "%d years old", (unsigned long)age.most), age.most);
	else if (age.known)
		/* TRANSLATORS: two ages that follow each other, of whom only the year of birth is known */
		str_addf(out, ngettext("%d or %d year old", "%d or %d years old", (unsigned long)age.most), age.least, age.most);
}

bool age_turns(const char *born, int after, struct date *out)
{
	struct date first;

	if (!born || !date_parse(born, &first) || !first.day)
		return false;
	*out = (struct date){ first.year + after, first.month, first.day };
	if (!date_valid(*out))
		*out = (struct date){ first.year + after, 3, 1 };
	return true;
}
