/* SPDX-License-Identifier: EUPL-1.2 */
/* Drawing names: dice, words of lists, and how other desks would have romanised them. */
#include <math.h>
#include <string.h>

#include "base/utf.h"
#include "exchange/demonames.h"

uint64_t dice_next(struct dice *dice)
{
	uint64_t z = dice->s += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

struct dice dice_of(uint64_t seed, uint64_t what)
{
	struct dice dice = { seed * 0x2545F4914F6CDD1Du ^ what };

	dice.s = dice_next(&dice) ^ what << 20;
	return dice;
}

int dice_below(struct dice *dice, int bound)
{
	return (int)((dice_next(dice) >> 33) * (uint64_t)bound >> 31);
}

bool dice_chance(struct dice *dice, double p)
{
	return (double)(dice_next(dice) >> 11) < p * 9007199254740992.0;
}

int dice_between(struct dice *dice, int least, int most)
{
	return least + dice_below(dice, most - least + 1);
}

int dice_zipf(struct dice *dice, int n)
{
	double u = (double)(dice_next(dice) >> 11) / 9007199254740992.0;
	int i = (int)(exp(u * log((double)n + 1)) - 1);

	return i < n ? i : n - 1;
}

const struct culture *culture_draw(struct dice *dice)
{
	int at = dice_below(dice, 1000), i = 0;

	while (i < n_cultures - 1 && at >= cultures[i].share)
		at -= cultures[i++].share;
	return &cultures[i];
}

static int count_words(const char *list)
{
	int n = 1;

	for (; *list; list++)
		n += *list == ' ';
	return n;
}

static void add_part(struct str *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		str_addc(out, s[i] == '_' ? ' ' : s[i]);
}

/* The n-th word of a list: its Latin part and, if it has one, its native part. */
static void pick(const char *list, int n, struct str *latin, struct str *native)
{
	size_t len, colon;

	while (n-- > 0)
		list += strcspn(list, " ") + 1;
	len = strcspn(list, " ");
	colon = strcspn(list, ": ");
	add_part(latin, list, colon);
	if (colon < len && native)
		add_part(native, list + colon + 1, len - colon - 1);
}

static void draw(const char *list, struct dice *dice, struct str *latin, struct str *native)
{
	pick(list, dice_zipf(dice, count_words(list)), latin, native);
}

/* What differs between desks: "from" may stand as "to", anywhere in the word. */
static const struct { const char *from, *to;
} habits[] = {
	{"ou", "u"},    {"u", "o"},    {"ee", "i"},  {"i", "ee"},  {"kh", "h"},  {"q", "k"},   {"gh", "g"},
	{"y", "i"},     {"ai", "ei"},  {"mm", "m"},  {"ss", "s"},  {"s", "ss"},  {"ah", "a"},  {"dh", "d"},
	{"ii", "iy"},   {"ia", "iya"}, {"sh", "ch"}, {"ou", "oo"}, {"aa", "a"},  {"w", "v"},   {"j", "dj"},
	{"z", "s"},     {"ad", "ed"},  {"oh", "uh"}, {"am", "em"}, {"en", "in"}, {"al", "el"}, {"k", "c"},
	{"al-", "el "}, {"al-", "al"}, {"f", "ph"},
};

static void unmark(struct str *out, const char *s)
{
	static const char marked[] = "áàâãäçćčéèêëğíìîïıñóòôõöøşśšúùûüýžđÁÉÍÓÚÖÜÇŞİĐ";
	static const char plain[] = "aaaaaccceeeegiiiiinoooooosssuuuuyzdAEIOUOUCSID";
	uint32_t cp, other;
	size_t n, m;

	for (; *s; s += n) {
		size_t at = 0, i = 0;

		n = utf_decode(s, strlen(s), &cp);
		if (!n)
			return;
		for (; marked[at]; at += m, i++) {
			m = utf_decode(marked + at, strlen(marked + at), &other);
			if (other == cp)
				break;
		}
		if (cp >= 0x80 && marked[at])
			str_addc(out, plain[i]);
		else
			str_addn(out, s, n);
	}
}

void names_respell(struct str *out, const char *latin, struct dice *dice)
{
	int from = dice_below(dice, (int)(sizeof(habits) / sizeof(habits[0])));

	for (size_t i = 0; i < sizeof(habits) / sizeof(habits[0]); i++) {
		size_t h = ((size_t)from + i) % (sizeof(habits) / sizeof(habits[0]));
		const char *at = latin[0] ? strstr(latin + 1, habits[h].from) : NULL;

		if (!at)
			continue;
		str_addn(out, latin, (size_t)(at - latin));
		str_add(out, habits[h].to);
		str_add(out, at + strlen(habits[h].from));
		return;
	}
	unmark(out, latin);
}

/* As the list has it, or in one or two other ways. */
static void spell(struct str *out, const char *latin, const struct culture *culture, struct dice *dice)
{
	struct str once = STR_INIT;

	if (!dice_chance(dice, culture->spellings / 100.0)) {
		str_add(out, latin);
		return;
	}
	names_respell(&once, latin, dice);
	if (dice_chance(dice, 0.25))
		names_respell(out, str_get(&once), dice);
	else
		str_add(out, str_get(&once));
	str_free(&once);
}

static void draw_family(const struct culture *culture, struct dice *dice, struct str *latin, struct str *native)
{
	if (culture->family_how == FAMILY_FATHER || culture->family_how == FAMILY_THREE) {
		draw(culture->men, dice, latin, native);
		if (culture->family_how == FAMILY_THREE) {
			str_addc(latin, ' ');
			draw(culture->men, dice, latin, native);
		}
		return;
	}
	draw(culture->stems, dice, latin, native);
	if (culture->ends)
		draw(culture->ends, dice, latin, native);
	if (culture->family_how == FAMILY_TWO && dice_chance(dice, 0.7)) {
		str_addc(latin, ' ');
		draw(culture->stems, dice, latin, native);
	}
}

/* A rare family name: the beginning of one name and the end of another. */
static void coin_family(const struct culture *culture, struct dice *dice, struct str *out)
{
	struct str head = STR_INIT, tail = STR_INIT, plain = STR_INIT;
	size_t cut;

	draw(culture->stems ? culture->stems : culture->men, dice, &head, NULL);
	draw(dice_chance(dice, 0.5) ? culture->men : culture->women, dice, &tail, NULL);
	unmark(&plain, str_get(&head));
	cut = plain.len > 4 ? (size_t)dice_between(dice, 3, 4) : plain.len;
	str_addn(out, str_get(&plain), cut);
	str_clear(&plain);
	unmark(&plain, str_get(&tail));
	cut = plain.len > 3 ? plain.len - (size_t)dice_between(dice, 2, 3) : 0;
	str_add(out, str_get(&plain) + cut);
	if (culture->ends && dice_chance(dice, 0.5))
		draw(culture->ends, dice, out, NULL);
	str_free(&head);
	str_free(&tail);
	str_free(&plain);
}

void names_draw(struct names *out, const struct culture *culture, bool woman, bool large, struct dice *dice)
{
	struct str given = STR_INIT, family = STR_INIT;

	draw(woman ? culture->women : culture->men, dice, &given, &out->own_given);
	spell(&out->given, str_get(&given), culture, dice);
	if (!dice_chance(dice, culture->mononym / 100.0)) {
		if (large && dice_chance(dice, 0.12)) {
			coin_family(culture, dice, &family);
			str_clear(&out->own_given);
		} else {
			draw_family(culture, dice, &family, &out->own_family);
		}
		spell(&out->family, str_get(&family), culture, dice);
	}
	str_free(&given);
	str_free(&family);
}

void names_free(struct names *names)
{
	str_free(&names->given);
	str_free(&names->family);
	str_free(&names->own_given);
	str_free(&names->own_family);
}
