/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How alike two names are.  Words are aligned letter by letter with costs (in
 * hundredths of a letter) after what spellings of one name differ in; whole names
 * are compared as sets, best pairs first.
 */
#include "base/name.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"

enum { WHOLE = 100 };

/* Letters that replace each other at a lower cost: same group, or vowels. */
static const char group_of[26] = {
	/* a b c d e f g h i j k l m n o p q r s t u v w x y z */
	'a', 'b', 'k', 't', 'a', 'f', 'k', 'h', 'a', 'j', 'k', 'l', 'm',
	'n', 'a', 'b', 'k', 'r', 's', 't', 'a', 'f', 'w', 'k', 'y', 's',
};

static char group(char c)
{
	return c >= 'a' && c <= 'z' ? group_of[c - 'a'] : c;
}

static bool is_vowel(char c)
{
	return group(c) == 'a';
}

/* Half vowels stand for vowels as often as for consonants. */
static bool is_half(char c)
{
	return c == 'y' || c == 'w' || c == 'j';
}

static bool pair_of(char a, char b, const char *pairs)
{
	for (; *pairs; pairs += 2)
		if ((pairs[0] == a && pairs[1] == b) || (pairs[0] == b && pairs[1] == a))
			return true;
	return false;
}

static int replace_cost_of(char a, char b, bool abjad)
{
	if (a == b)
		return 0;
	if (is_vowel(a) && is_vowel(b))
		return abjad ? 10 : pair_of(a, b, "eiouaeea") ? 25 : 40;
	if ((is_half(a) && is_vowel(b)) || (is_half(b) && is_vowel(a)))
		return abjad ? 8 : pair_of(a, b, "yijiwuwojeye") ? 20 : 60;
	if (pair_of(a, b, "ckkqcqpfsz"))
		return 20;
	if (group(a) == group(b))
		return abjad ? 25 : 35;
	return pair_of(a, b, "bvvwjyjgczcskhghjzpfxsjs") ? 35 : WHOLE;
}

/* The above, for each two letters; made once, because each key typed asks it some hundred thousand times. */
static const unsigned char (*replace_costs(bool abjad))[26]
{
	static unsigned char table[2][26][26];
	static bool made;

	for (int t = 0; t < 2 && !made; t++)
		for (int a = 0; a < 26; a++)
			for (int b = 0; b < 26; b++)
				table[t][a][b] =
					(unsigned char)replace_cost_of((char)('a' + a), (char)('a' + b), t);
	made = true;
	return (const unsigned char (*)[26])table[abjad];
}

static int replace_cost(const unsigned char (*costs)[26], char a, char b)
{
	if (a == b)
		return 0;
	return a < 'a' || b < 'a' ? WHOLE : costs[a - 'a'][b - 'a'];
}

/* What it costs that one side has the letter at `s` (its neighbours in view) and the other has not. */
static int lack_cost(const char *word, size_t i, bool abjad)
{
	char c = word[i], before = i ? word[i - 1] : 0, next = word[i + 1];

	if (is_vowel(c))
		return abjad ? 9 : 40;
	if (c == before)
		return 15;
	if (c == 'h')
		return before && pair_of(before, c, "shchthkhghphzhdh") ? 15 : 30;
	if (is_half(c))
		return abjad ? 20 : 40;
	if ((c == 'k' && next == 'h') || (c == 't' && (next == 's' || next == 'z' || next == 'c')) ||
	    (c == 'd' && next == 'j'))
		return 30;
	return WHOLE;
}

static int weight_of(const char *s, size_t len, bool abjad)
{
	int sum = 0;

	for (size_t i = 0; i < len; i++)
		sum += is_vowel(s[i]) ? (abjad ? 20 : 60) : is_half(s[i]) ? 60 : WHOLE;
	return sum ? sum : 1;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Cost of the best alignment of a with b, or, `begun`, with the best beginning of b (its length in *used).
 * Gives up once it must be more than `most`. */
static int align(const char *a, size_t la, const char *b, size_t lb, bool abjad, bool begun, int most,
		 size_t *used)
{
	const unsigned char (*costs)[26] = replace_costs(abjad);
	int row[3][NAME_WORD_MAX], lack_b[NAME_WORD_MAX];
	int *two = row[0], *one = row[1], *now = row[2];
	int best, low = 0;

	*used = lb;
	one[0] = 0;
	for (size_t j = 1; j <= lb; j++) {
		lack_b[j] = lack_cost(b, j - 1, abjad);
		one[j] = one[j - 1] + lack_b[j];
	}
	for (size_t i = 1; i <= la; i++) {
		int lack_a = lack_cost(a, i - 1, abjad), *spare = two, before = low;

		low = now[0] = one[0] + lack_a;
		for (size_t j = 1; j <= lb; j++) {
			int cost = one[j - 1] + replace_cost(costs, a[i - 1], b[j - 1]);

			cost = least(cost, least(one[j] + lack_a, now[j - 1] + lack_b[j]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    a[i - 1] != a[i - 2])
				cost = least(cost, two[j - 2] + 60);
			now[j] = cost;
			low = least(low, cost);
		}
		if (low > most && before > most)
			return most + 1;
		two = one;
		one = now;
		now = spare;
	}
	best = one[lb];
	for (size_t j = lb; begun && j-- > 0;)
		if (one[j] < best) {
			best = one[j];
			*used = j;
		}
	return best;
}

static double whole_like(const char *a, unsigned a_flags, const char *b, unsigned b_flags, bool begun,
			 double least_like)
{
	size_t la = strlen(a), lb = strlen(b), used;
	bool abjad = (a_flags ^ b_flags) & NAME_ABJAD;
	double like;
	int cost, most, wa, wb;

	if (!la || !lb)
		return 0;
	if (la >= NAME_WORD_MAX || lb >= NAME_WORD_MAX)
		return !strcmp(a, b);
	if (begun && la < lb && !strncmp(a, b, la))
		return 0.85 + 0.14 * (double)la / (double)lb;
	wa = weight_of(a, la, abjad);
	wb = begun ? 0 : weight_of(b, lb, abjad);
	/* A begun word is never weighed against more than it could have used: twice its own letters. */
	most = (int)((1 - least_like) * (begun ? 2 * wa + WHOLE : wa > wb ? wa : wb)) + 1;
	cost = align(a, la, b, lb, abjad, begun, most, &used);
	if (cost > most)
		return 0;
	wb = weight_of(b, used, abjad);
	like = 1.0 - (double)cost / (double)(wa > wb ? wa : wb);
	if (like > 0 && a[0] != b[0] && group(a[0]) != group(b[0]) && !is_vowel(a[0]) && !is_vowel(b[0]))
		like *= 0.93;
	if (begun && used < lb)
		like *= 0.9 + 0.09 * (double)used / (double)lb;
	return like > 0 ? like : 0;
}

double name_like_from(const char *a, unsigned a_flags, const char *b, unsigned b_flags, bool begun,
		      double least_like)
{
	const char *bare_a = name_bare(a), *bare_b = name_bare(b);
	double like = whole_like(a, a_flags, b, b_flags, begun, least_like), bare;

	if ((bare_a != a) != (bare_b != b)) {
		bare = 0.95 * whole_like(bare_a, a_flags, bare_b, b_flags, begun, least_like);
		like = bare > like ? bare : like;
	}
	return like < least_like ? 0 : like;
}

double name_like(const char *a, unsigned a_flags, const char *b, unsigned b_flags, bool begun)
{
	return name_like_from(a, a_flags, b, b_flags, begun, 0);
}

int name_edits(const char *a, const char *b, int most)
{
	int row[3][NAME_WORD_MAX];
	int *two = row[0], *one = row[1], *now = row[2];
	size_t la = strlen(a), lb = strlen(b);

	if (la >= NAME_WORD_MAX || lb >= NAME_WORD_MAX || (la > lb ? la - lb : lb - la) > (size_t)most)
		return strcmp(a, b) ? most + 1 : 0;
	for (size_t j = 0; j <= lb; j++)
		one[j] = (int)j;
	for (size_t i = 1; i <= la; i++) {
		int *spare = two;

		now[0] = (int)i;
		for (size_t j = 1; j <= lb; j++) {
			now[j] = least(one[j - 1] + (a[i - 1] != b[j - 1]), least(one[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], two[j - 2] + 1);
		}
		two = one;
		one = now;
		now = spare;
	}
	return least(one[lb], most + 1);
}

/* Words less alike than this are no pair. */
#define LEAST_PAIRED 0.5

static double word_like(const struct name_word *a, const struct name_word *b, bool begun)
{
	/* An initial stands for its word, as does a word for an initial. */
	if ((!a->s[1] || !b->s[1]) && a->s[0] == b->s[0] && strcmp(a->s, b->s) != 0)
		return 0.8;
	return name_like_from(a->s, a->flags, b->s, b->flags, begun, LEAST_PAIRED);
}

/* Rare words say more than common ones; where that is not known, long ones more than particles and initials. */
static double say(const struct name_word *word)
{
	size_t n = strlen(word->s);

	if (word->worth > 0)
		return word->worth;
	return n < 2 ? 1 : n > 6 ? 3 : 2;
}

struct name_memo { struct map *known; };

struct name_memo *name_memo_new(void)
{
	struct name_memo *memo = mem_alloc(sizeof(*memo));

	memo->known = map_new();
	return memo;
}

void name_memo_free(struct name_memo *memo)
{
	if (memo)
		map_free(memo->known);
	free(memo);
}

/* The i-th word of a with this word, remembered in thousandths. */
static double memo_like(struct name_memo *memo, int i, const struct name_word *a, const struct name_word *b,
			bool begun)
{
	char key[NAME_WORD_MAX + 2] = { (char)i, (char)b->flags };
	size_t len = strlen(b->s);
	int64_t *known;

	if (!memo)
		return word_like(a, b, begun);
	memcpy(key + 2, b->s, len);
	known = map_at(memo->known, key, len + 2);
	if (!*known)
		*known = 1 + (int64_t)(word_like(a, b, begun) * 1e6);
	return (double)(*known - 1) / 1e6;
}

struct pairing {
	const struct name_words *a, *b;
	bool a_taken[NAME_WORDS_MAX], b_taken[NAME_WORDS_MAX];
	double top;                      /* the likest pair */
	double sum;                      /* likeness of what was taken, by what each word of a says */
};

/* Words i and i + 1 of x written as the word j of y (abdul rahman, abdulrahman)? */
static bool joins(const struct name_words *x, int i, const struct name_words *y, int j)
{
	char word[2 * NAME_WORD_MAX];
	size_t n = strlen(x->word[i].s), m = strlen(x->word[i + 1].s), other = strlen(y->word[j].s);

	if (n + m > other + 2 || other > n + m + 2 || n + m >= NAME_WORD_MAX)
		return false;
	memcpy(word, x->word[i].s, n);
	memcpy(word + n, x->word[i + 1].s, m + 1);
	return name_like(word, x->word[i].flags, y->word[j].s, y->word[j].flags, false) >= 0.9;
}

static void pair_joined(struct pairing *p)
{
	for (int i = 0; i < p->a->count; i++)
		for (int j = 0; j < p->b->count; j++) {
			if (p->a_taken[i] || p->b_taken[j])
				continue;
			if (i + 1 < p->a->count && !p->a_taken[i + 1] && joins(p->a, i, p->b, j)) {
				p->a_taken[i] = p->a_taken[i + 1] = p->b_taken[j] = true;
				p->sum += 0.97 * (say(&p->a->word[i]) + say(&p->a->word[i + 1]));
			} else if (j + 1 < p->b->count && !p->b_taken[j + 1] && joins(p->b, j, p->a, i)) {
				p->a_taken[i] = p->b_taken[j] = p->b_taken[j + 1] = true;
				p->sum += 0.97 * say(&p->a->word[i]);
			}
		}
}

static void pair_best(struct pairing *p, bool begun, struct name_memo *memo)
{
	double like[NAME_WORDS_MAX][NAME_WORDS_MAX];
	int na = p->a->count, nb = p->b->count;

	for (int i = 0; i < na; i++)
		for (int j = 0; j < nb; j++)
			like[i][j] = p->a_taken[i] || p->b_taken[j] ? 0 :
				memo_like(memo, i, &p->a->word[i], &p->b->word[j], begun && i == na - 1);
	for (;;) {
		double best = LEAST_PAIRED;
		int bi = -1, bj = -1;

		for (int i = 0; i < na; i++)
			for (int j = 0; j < nb; j++)
				if (!p->a_taken[i] && !p->b_taken[j] && like[i][j] > best) {
					best = like[i][j];
					bi = i;
					bj = j;
				}
		if (bi < 0)
			return;
		p->a_taken[bi] = p->b_taken[bj] = true;
		p->sum += best * best * say(&p->a->word[bi]);
		if (best > p->top)
			p->top = best;
	}
}

double name_set_like(const struct name_words *a, const struct name_words *b, bool begun)
{
	double top;

	return name_set_like_memo(a, b, begun, NULL, &top);
}

double name_set_like_memo(const struct name_words *a, const struct name_words *b, bool begun, struct name_memo *memo,
	double *top)
{
	struct pairing p = { .a = a, .b = b };
	double all = 0, rest = 0;

	*top = 0;
	for (int i = 0; i < a->count; i++)
		all += say(&a->word[i]);
	if (!a->count || !b->count)
		return 0;
	pair_joined(&p);
	if (p.sum > 0)
		p.top = 1;
	pair_best(&p, begun, memo);
	for (int j = 0; j < b->count; j++)
		rest += !p.b_taken[j];
	*top = p.top;
	return p.sum / all * (1 - 0.2 * rest / (rest + a->count + 1));
}
