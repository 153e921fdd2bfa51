/* SPDX-License-Identifier: EUPL-1.2 */
/* Owns the entries of a pick list and how typing narrows them; no terminal here. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "screens/pick.h"

#define STEM 5           /* letters from which on the last one may differ */
#define LAST_GRADE 4

void pick_set_add(struct pick_set *set, const char *key, const char *label)
{
	struct str folded = STR_INIT;

	if ((set->count & (set->count + 1)) == 0)    /* room grows by doubling */
		set->item = mem_resize(set->item, 2 * (size_t)set->count + 2, sizeof(*set->item));
	text_fold(&folded, label);
	str_add(&folded, "");
	set->item[set->count++] = (struct pick_item){ mem_str(key), mem_str(label), str_take(&folded) };
}

static int by_folded(const void *a, const void *b)
{
	const struct pick_item *x = a, *y = b;
	int order = strcmp(x->folded, y->folded);

	return order ? order : strcmp(x->key, y->key);
}

void pick_set_sort(struct pick_set *set)
{
	if (set->count)
		qsort(set->item, (size_t)set->count, sizeof(*set->item), by_folded);
}

void pick_set_free(struct pick_set *set)
{
	for (int i = 0; i < set->count; i++) {
		free(set->item[i].key);
		free(set->item[i].label);
		free(set->item[i].folded);
	}
	free(set->item);
	*set = (struct pick_set){ NULL, 0 };
}

/* A word of the label begins so. */
static bool word_begins(const char *folded, const char *typed)
{
	size_t len = strlen(typed);

	for (const char *at = folded; (at = strstr(at, typed)); at += len) {
		if (at == folded || strchr(" -,(/'", at[-1]))
			return true;
	}
	return false;
}

/* "nurse" finds "nursing": all but the last letter begins a word. */
static bool stem_begins(const char *folded, const char *typed, size_t len)
{
	char *stem = mem_strn(typed, len - 1);
	bool begins = word_begins(folded, stem);

	free(stem);
	return begins;
}

/* How well an entry fits: 0 is best, -1 not at all. */
static int fit_of(const struct pick_item *item, const char *typed, bool is_code)
{
	size_t len = strlen(typed);

	if (len == 0 || strcmp(item->key, typed) == 0)
		return 0;
	if (strncmp(item->folded, typed, len) == 0)
		return item->folded[len] == '\0' ? 0 : 1;
	if (is_code && strncmp(item->key, typed, len) == 0)
		return 1;
	if (word_begins(item->folded, typed))
		return 2;
	if (strstr(item->folded, typed))
		return 3;
	return len >= STEM && stem_begins(item->folded, typed, len) ? LAST_GRADE : -1;
}

int *pick_narrow(const struct pick_set *set, const char *typed, int *count)
{
	int *fits = mem_array((size_t)set->count + 1, sizeof(*fits));
	signed char *fit = mem_array((size_t)set->count + 1, sizeof(*fit));
	struct str folded = STR_INIT;
	const char *want;

	while (*typed == ' ')
		typed++;
	text_fold(&folded, typed);
	want = str_get(&folded);
	*count = 0;
	for (int i = 0; i < set->count; i++)
		fit[i] = (signed char)fit_of(&set->item[i], want, want[0] >= '0' && want[0] <= '9');
	/* A language that many speak has a code of two letters: among equals it stands first once something is typed. */
	for (int grade = 0; grade <= LAST_GRADE; grade++) {
		for (int rare = 0; rare <= 1; rare++) {
			for (int i = 0; i < set->count; i++) {
				if (fit[i] == grade && rare == (want[0] && strlen(set->item[i].key) != 2))
					fits[(*count)++] = i;
			}
		}
	}
	free(fit);
	str_free(&folded);
	return fits;
}
