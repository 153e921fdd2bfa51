/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Owns the mapped file of titles and how what was typed is held against it: the
 * cosine of TF-IDF vectors with every title of a language, the best title of
 * each occupation, the best occupations of all.
 */
#include "register/occupation_search.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/where.h"
#include "register/occupation.h"
#include "register/occupation_grams.h"
#include "register/occupation_index.h"

/* Titles of another language count so much: people say their trade in words of others too, but rarely. */
#define OTHER_LANGUAGE 0.8f
#define NEAR 0.3                   /* below this, what was found is no hint for a sentence */

static struct {
	const struct index_head *head;     /* NULL: not mapped */
	const struct index_concept *concept;
	const struct index_title *title;
	const struct index_gram *gram;
	const index_posting *posting;
	const char *text;
} map;

static bool table_whole(const struct index_head *head, const struct index_table *table, size_t size)
{
	return table->size == size && table->at % 8 == 0 && table->at <= head->length
		&& table->count <= (head->length - table->at) / size;
}

static bool part_whole(uint32_t first, uint32_t count, uint32_t all)
{
	return first <= all && count <= all - first;
}

/* Whatever stands in the file, nothing beyond its end is read. */
static bool head_whole(const struct index_head *head, uint64_t length)
{
	const char *text;

	if (length < sizeof *head || head->magic != INDEX_MAGIC || head->length != length
		|| head->n_languages > INDEX_LANGUAGES
		|| !table_whole(head, &head->concept, sizeof *map.concept)
		|| !table_whole(head, &head->title, sizeof *map.title) || !table_whole(head, &head->gram, sizeof *map.gram)
		|| !table_whole(head, &head->posting, sizeof *map.posting) || !table_whole(head, &head->text, 1)
		|| !head->text.count)
		return false;
	text = (const char *)head + head->text.at;
	for (uint32_t l = 0; l < head->n_languages; l++) {
		const struct index_language *language = &head->language[l];

		if (!part_whole(language->title, language->n_titles, head->title.count)
			|| language->n_titles > INDEX_TITLES_MOST || language->n_grams == UINT32_MAX
			|| !part_whole(language->gram, language->n_grams + 1, head->gram.count))
			return false;
	}
	return text[head->text.count - 1] == '\0';
}

static void take(const struct index_head *head)
{
	const char *base = (const char *)head;

	map.concept = (const void *)(base + head->concept.at);
	map.title = (const void *)(base + head->title.at);
	map.gram = (const void *)(base + head->gram.at);
	map.posting = (const void *)(base + head->posting.at);
	map.text = base + head->text.at;
	map.head = head;
}

static enum status map_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;
	void *whole;

	if (fd < 0)
		return err_set(err, errno == ENOENT ? ST_NOTFOUND : ST_IO,
			_("The titles of occupations cannot be read (%s). An occupation can be chosen by its code, or by the whole "
			"title of its group; install Foothold anew to search by what people say."), path);
	if (fstat(fd, &about) != 0 || about.st_size <= 0)
		about.st_size = 1;
	whole = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, fd, 0);
	close(fd);
	if (whole != MAP_FAILED && head_whole(whole, (uint64_t)about.st_size)) {
		take(whole);
		return ST_OK;
	}
	if (whole != MAP_FAILED)
		munmap(whole, (size_t)about.st_size);
	return err_set(err, ST_CORRUPT, _("The file of the titles of occupations is not whole, or of another version of Foothold "
		"(%s). An occupation can be chosen by its code, or by the whole title of its group; install Foothold anew to "
		"search by what people say."), path);
}

static enum status map_once(struct err *err)
{
	char *path;
	enum status st;

	if (map.head)
		return ST_OK;
	path = where_data(INDEX_FILE);
	st = map_file(path, err);
	free(path);
	return st;
}

static const char *text_at(uint32_t at)
{
	return at < map.head->text.count ? map.text + at : "";
}

static const struct index_gram *find_gram(const struct index_language *language, uint32_t hash)
{
	const struct index_gram *gram = map.gram + language->gram;
	uint32_t lo = 0, hi = language->n_grams;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (gram[mid].hash < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < language->n_grams && gram[lo].hash == hash ? &gram[lo] : NULL;
}

/* The cosine with each title of the language, but for the titles' own lengths. */
static void add_language(const struct index_language *language, const struct grams *typed, float *score)
{
	double square = 0;
	float length;

	for (int i = 0, times; i < typed->count; i += times) {
		const struct index_gram *gram = find_gram(language, typed->hash[i]);
		double idf = gram ? gram->idf : language->rarest;

		for (times = 1; i + times < typed->count && typed->hash[i + times] == typed->hash[i];)
			times++;
		square += (times * idf) * (times * idf);
		for (uint32_t p = gram ? gram[0].posting : 0; gram && p < gram[1].posting && p < map.head->posting.count; p++)
			if (map.posting[p] < language->n_titles)
				score[map.posting[p]] += (float)(times * idf * idf);
	}
	length = square > 0 ? (float)(1 / sqrt(square)) : 0;
	for (uint32_t t = 0; t < language->n_titles; t++)
		score[t] *= length * map.title[language->title + t].weight;
}

struct best { float score; uint32_t title; };

static void best_of_language(const struct index_language *language, const float *score, float counts, struct best *best)
{
	for (uint32_t t = 0; t < language->n_titles; t++) {
		const struct index_title *title = &map.title[language->title + t];

		if (title->concept < map.head->concept.count && score[t] * counts > best[title->concept].score)
			best[title->concept] = (struct best){ score[t] * counts, language->title + t };
	}
}

/* Concepts stand by code, groups first: among equals the first one wins. */
static int best_of_all(const struct best *best, uint32_t *chosen, int most)
{
	int n = 0;

	for (uint32_t c = 0; c < map.head->concept.count; c++) {
		int at = n;

		if (best[c].score <= 0 || (n == most && best[c].score <= best[chosen[n - 1]].score))
			continue;
		n += n < most;
		for (at = n - 1; at > 0 && best[chosen[at - 1]].score < best[c].score; at--)
			chosen[at] = chosen[at - 1];
		chosen[at] = c;
	}
	return n;
}

static int language_number(const char *code)
{
	for (uint32_t l = 0; l < map.head->n_languages; l++)
		if (strncmp(map.head->language[l].code, code, 2) == 0 && strchr("_-", code[2]))
			return (int)l;
	return -1;
}

static struct occupation_hit hit_of(uint32_t c, const struct best *best, int language)
{
	const struct index_concept *concept = &map.concept[c];
	uint32_t title = language >= 0 ? concept->title[language] : 0;

	return (struct occupation_hit){ text_at(concept->isco), text_at(concept->id), text_at(title ? title : concept->title[0]),
		text_at(map.title[best[c].title].text), best[c].score };
}

/* The same, or one of the two forms of it ("infirmier/infirmière"). */
static bool same_title(const char *title, const char *whole)
{
	size_t len = strlen(title), all = strlen(whole);

	if (len >= all)
		return len == all && strcmp(title, whole) == 0;
	return (strncmp(title, whole, len) == 0 && (whole[len] == '/' || str_starts(whole + len, " /")))
		|| (strcmp(title, whole + all - len) == 0 && (whole[all - len - 1] == '/' || (all - len > 1 && whole[all - len - 2] == '/')));
}

static void leave_out(const struct index_language *language, const char *without, float *score)
{
	for (uint32_t t = 0; without && t < language->n_titles; t++)
		if (same_title(text_at(map.title[language->title + t].text), without))
			score[t] = 0;
}

enum status occupation_search_without(const char *typed, const char *language, const char *without,
	struct occupation_hit *hits, int most, int *count, struct err *err)
{
	struct grams grams = { NULL, 0, 0 };
	struct best *best;
	uint32_t *chosen;
	float *score;
	enum status st = map_once(err);
	int own;

	*count = 0;
	if (st != ST_OK || most <= 0)
		return st;
	own = language_number(language);
	grams_of(&grams, typed);
	best = mem_array(map.head->concept.count, sizeof *best);
	chosen = mem_array((size_t)most, sizeof *chosen);
	score = mem_array(INDEX_TITLES_MOST + 1, sizeof *score);
	for (uint32_t l = 0; l < map.head->n_languages; l++) {
		memset(score, 0, map.head->language[l].n_titles * sizeof *score);
		add_language(&map.head->language[l], &grams, score);
		leave_out(&map.head->language[l], without, score);
		best_of_language(&map.head->language[l], score, (int)l == own || own < 0 ? 1 : OTHER_LANGUAGE, best);
	}
	*count = best_of_all(best, chosen, most);
	for (int i = 0; i < *count; i++)
		hits[i] = hit_of(chosen[i], best, own);
	free(score);
	free(chosen);
	free(best);
	grams_free(&grams);
	return ST_OK;
}

enum status occupation_search(const char *typed, const char *language, struct occupation_hit *hits, int most, int *count,
	struct err *err)
{
	return occupation_search_without(typed, language, NULL, hits, most, count, err);
}

void occupation_nearest(struct str *out, const char *typed, int most)
{
	struct occupation_hit hits[8];
	const char *said[8];
	int n, told = 0;

	if (occupation_search(typed, msg_language(), hits, (int)ARRAY_LEN(hits), &n, NULL) != ST_OK)
		return;
	for (int i = 0; i < n && told < most && hits[i].score >= NEAR; i++) {
		int before = 0;

		while (before < told && !str_same(said[before], hits[i].code))
			before++;
		if (before < told)
			continue;
		str_addf(out, "%s%s (%s)", told ? ", " : "", hits[i].title, hits[i].code);
		said[told++] = hits[i].code;
	}
}
