/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Owns the mapped file of titles and how what was typed is held against it: by
 * its grams, with every title, with all titles of a concept and of its group;
 * by its place among meanings, with the concepts and then, one by one, with the
 * titles of the most likely.  A weighted sum of all these ranks the concepts; the
 * weights were chosen on titles left out of the reference, not on the answers of
 * any benchmark.
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
#include "base/text.h"
#include "base/utf.h"
#include "base/where.h"
#include "register/occupation.h"
#include "register/occupation_grams.h"
#include "register/occupation_index.h"

/* How much each likeness counts. */
#define OF_TITLE 1.0f              /* the nearest title of the concept */
#define OF_CONCEPT 1.0f            /* all its titles together */
#define OF_GROUP 1.0f              /* all titles of its unit group together */
#define OF_MEANING 3.0f            /* how near the concept lies to what the words mean */
#define OF_MEANT 6.0f              /* how near that title of it lies, in whatever language, that lies nearest */
#define OF_WHOLE 3.0f              /* the title just as it was typed */
#define OF_BEING_GROUP (-1.0f)     /* people name a trade, seldom a group of trades */
#define OF_FOREIGN 4.0f            /* by how much it is nearer than the nearest in the language asked in */
#define OF_OTHERS 1.0f             /* the nearest title of the concept in any other language */
#define OF_ALL (OF_TITLE + OF_CONCEPT + OF_GROUP + OF_MEANING + OF_MEANT + OF_WHOLE)
#define CANDIDATES 400             /* concepts whose titles are looked at one by one in the end */
#define NEAR 0.2                   /* of all that could be: below this, what was found is no hint for a sentence */
#define ALIKE 0.25f                /* below this, what speaks for a concept is what it means, and no single title */
#define WHOLE 0.999f               /* a title that falls into the very grams of what was typed */

static struct {
	const struct index_head *head;     /* NULL: not mapped */
	const struct index_concept *concept;
	const struct index_title *title;
	const struct index_gram *gram;
	const index_posting *posting;
	const struct index_sum *sum;
	const struct index_meant *meant;
	const uint8_t (*place)[INDEX_PLACE], (*meaning)[INDEX_PLACE], (*placed)[INDEX_PLACE];
	const float *scale, *placed_scale;
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
		|| !table_whole(head, &head->text, 1)
		|| !head->text.count)
		return false;
	if (!table_whole(head, &head->posting, sizeof *map.posting) || !table_whole(head, &head->sum, sizeof *map.sum)
		|| head->sum.count != (uint64_t)head->concept.count * head->n_languages
		|| !table_whole(head, &head->meant, sizeof *map.meant) || !table_whole(head, &head->place, INDEX_PLACE)
		|| !table_whole(head, &head->scale, sizeof *map.scale) || !table_whole(head, &head->meaning, INDEX_PLACE)
		|| head->place.count != head->meant.count || head->scale.count != head->concept.count
		|| head->meaning.count != head->concept.count
		|| !table_whole(head, &head->placed_scale, sizeof *map.placed_scale)
		|| !table_whole(head, &head->placed, INDEX_PLACE) || head->placed.count != head->placed_scale.count)
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
	map.sum = (const void *)(base + head->sum.at);
	map.meant = (const void *)(base + head->meant.at);
	map.place = (const void *)(base + head->place.at);
	map.scale = (const void *)(base + head->scale.at);
	map.meaning = (const void *)(base + head->meaning.at);
	map.placed_scale = (const void *)(base + head->placed_scale.at);
	map.placed = (const void *)(base + head->placed.at);
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

/* The cosine with each title of the language. */
static void compare(const struct index_language *language, const struct grams *typed, float *likeness)
{
	double square = 0;
	float length;

	memset(likeness, 0, language->n_titles * sizeof *likeness);
	for (int i = 0, times; i < typed->count; i += times) {
		const struct index_gram *gram = find_gram(language, typed->hash[i]);
		double idf = gram ? (double)gram->idf : (double)language->rarest, weight;

		for (times = 1; i + times < typed->count && typed->hash[i + times] == typed->hash[i];)
			times++;
		weight = (1 + log((double)times)) * idf;
		square += weight * weight;
		for (uint32_t p = gram ? gram[0].posting : 0; gram && p < gram[1].posting && p < map.head->posting.count; p++)
			if (map.posting[p] < language->n_titles)
				likeness[map.posting[p]] += (float)(weight * idf);
	}
	length = square > 0 ? (float)(1 / sqrt(square)) : 0;
	for (uint32_t t = 0; t < language->n_titles; t++)
		likeness[t] *= length * map.title[language->title + t].weight;
}

/* What speaks for each concept, in the language asked in and in the others. */
struct speaking { float title, concept, group, meaning, meant, other; uint32_t said, said_so; };

/* The concept of a title of this language. */
static uint32_t concept_of(const struct index_language *language, uint32_t t)
{
	uint32_t concept = map.title[language->title + t].concept;

	return concept < map.head->concept.count ? concept : 0;
}

static void take_best(const struct index_language *language, const float *likeness, bool own, struct speaking *speaking)
{
	for (uint32_t t = 0; t < language->n_titles; t++) {
		struct speaking *s = &speaking[concept_of(language, t)];
		float *best = own ? &s->title : &s->other;

		if (likeness[t] <= *best)
			continue;
		*best = likeness[t];
		*(own ? &s->said : &s->said_so) = language->title + t;
	}
}

/* The cosine with a sum of unit vectors is the sum of their cosines over its length. */
static void take_sums(int language, const float *likeness, struct speaking *speaking)
{
	const struct index_language *own = &map.head->language[language];
	uint32_t n = map.head->concept.count;
	const struct index_sum *sum = map.sum + (uint64_t)language * n;
	float *group = mem_array(n, sizeof *group);

	for (uint32_t t = 0; t < own->n_titles; t++)
		speaking[concept_of(own, t)].concept += likeness[t];
	for (uint32_t c = 0; c < n; c++)
		group[map.concept[c].group < n ? map.concept[c].group : 0] += speaking[c].concept;
	for (uint32_t c = 0; c < n; c++) {
		speaking[c].group = group[map.concept[c].group < n ? map.concept[c].group : 0] * sum[c].group;
		speaking[c].concept *= sum[c].concept;
	}
	free(group);
}

static const struct index_meant *find_meant(uint32_t hash)
{
	uint32_t lo = 0, hi = map.head->meant.count;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (map.meant[mid].hash < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < map.head->meant.count && map.meant[lo].hash == hash ? &map.meant[lo] : NULL;
}

/* In whole steps, whose sums are quick; `unit` is what one is. */
struct place { int16_t low[INDEX_PLACE], high[INDEX_PLACE]; int32_t sum; float unit; };

static void add_place(const uint8_t place[INDEX_PLACE], float times, float at[INDEX_DIMENSIONS])
{
	for (int j = 0; j < INDEX_PLACE; j++) {
		at[j] += times * (float)((place[j] & 15) - 7);
		at[INDEX_PLACE + j] += times * (float)((place[j] >> 4) - 7);
	}
}

static int16_t step_of(float at, float most)
{
	return most > 0 ? (int16_t)lrintf(at / most * 4095) : 0;
}

/* The place of what was typed: that of all its grams together, of length one. */
static void find_place(const struct grams *typed, struct place *place)
{
	float at[INDEX_DIMENSIONS] = { 0 }, square = 0, most = 0;

	for (int i = 0, times; i < typed->count; i += times) {
		const struct index_meant *meant = find_meant(typed->hash[i]);

		for (times = 1; i + times < typed->count && typed->hash[i + times] == typed->hash[i];)
			times++;
		if (meant)
			add_place(map.place[meant - map.meant], (float)(1 + log((double)times)) * meant->scale, at);
	}
	for (int j = 0; j < INDEX_DIMENSIONS; j++) {
		square += at[j] * at[j];
		most = fmaxf(most, fabsf(at[j]));
	}
	place->sum = 0;
	for (int j = 0; j < INDEX_PLACE; j++) {
		place->low[j] = step_of(at[j], most);
		place->high[j] = step_of(at[INDEX_PLACE + j], most);
		place->sum += place->low[j] + place->high[j];
	}
	place->unit = square > 0 ? most / 4095 / sqrtf(square) : 0;
}

static float nearness(const struct place *place, const uint8_t to[INDEX_PLACE], float scale)
{
	int32_t sum = -7 * place->sum;

	for (int j = 0; j < INDEX_PLACE; j++)
		sum += place->low[j] * (to[j] & 15) + place->high[j] * (to[j] >> 4);
	return (float)sum * place->unit * scale;
}

static void take_meaning(const struct place *place, struct speaking *speaking)
{
	for (uint32_t c = 0; c < map.head->concept.count; c++)
		speaking[c].meaning = speaking[c].meant = nearness(place, map.meaning[c], map.scale[c]);
}

/* The titles of one concept, each in its place. */
static void take_placed(const struct place *place, const struct index_concept *concept, struct speaking *s)
{
	if (!part_whole(concept->placed, concept->n_placed, map.head->placed.count))
		return;
	s->meant = -1;
	for (uint32_t i = concept->placed; i < concept->placed + concept->n_placed; i++)
		s->meant = fmaxf(s->meant, nearness(place, map.placed[i], map.placed_scale[i]));
}

/* 0 where nothing speaks for it. */
static float weigh(const struct speaking *s, bool group)
{
	if (s->title <= 0 && s->concept <= 0 && s->other <= 0)
		return 0;
	return 1e-3f + fmaxf(0, OF_TITLE * s->title + OF_CONCEPT * s->concept + OF_GROUP * s->group + OF_MEANING * s->meaning + OF_MEANT * s->meant + OF_OTHERS * s->other
		+ OF_FOREIGN * fmaxf(0, s->other - s->title) * s->other
		+ (s->title >= WHOLE ? OF_WHOLE : 0) + (group ? OF_BEING_GROUP : 0));
}

/* Groups stand before occupations: among equals the first one wins. */
static int best_of_all(const float *score, uint32_t *chosen, int most)
{
	int n = 0;

	for (uint32_t c = 0; c < map.head->concept.count; c++) {
		int at;

		if (score[c] <= 0 || (n == most && score[c] <= score[chosen[n - 1]]))
			continue;
		n += n < most;
		for (at = n - 1; at > 0 && score[chosen[at - 1]] < score[c]; at--)
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

static struct occupation_hit hit_of(uint32_t c, const struct speaking *s, float score, int language)
{
	const struct index_concept *concept = &map.concept[c];
	uint32_t title = language >= 0 ? concept->title[language] : 0, said = s->title >= s->other ? s->said : s->said_so;
	bool alike = fmaxf(s->title, s->other) >= ALIKE;

	return (struct occupation_hit){ text_at(concept->isco), text_at(concept->id), text_at(title ? title : concept->title[0]),
		text_at(alike ? map.title[said].text : title ? title : concept->title[0]), score / OF_ALL };
}

/* Letters that no Latin alphabet has. */
static bool other_script(const char *folded)
{
	uint32_t cp;

	for (size_t len = strlen(folded), step; len; folded += step, len -= step) {
		step = utf_decode(folded, len, &cp);
		if (!step || (cp >= 0x370 && (cp < 0x1e00 || cp > 0x206f)))
			return step != 0;
	}
	return false;
}

/* One search: what was typed, and what speaks for each concept so far. */
struct search {
	struct grams grams;
	struct speaking *speaking;
	float *likeness, *score;
	uint32_t *chosen;
	int own;                           /* language asked in, -1: one without titles */
};

static void hear(struct search *search)
{
	for (int l = 0; l < (int)map.head->n_languages; l++) {
		compare(&map.head->language[l], &search->grams, search->likeness);
		take_best(&map.head->language[l], search->likeness, l == search->own, search->speaking);
		if (l == search->own)
			take_sums(l, search->likeness, search->speaking);
	}
}

/* Another script is heard once more in Latin letters: trades are often called alike across scripts. What it means is
 * taken from the sound only where the language has no titles of its own. */
static void hear_sound(struct search *search, const char *typed, struct place *place)
{
	struct str folded = STR_INIT, latin = STR_INIT;
	int own = search->own;

	text_fold(&folded, typed);
	if (other_script(str_get(&folded)))
		text_latin(&latin, typed);
	if (latin.len) {
		grams_of(&search->grams, str_get(&latin));
		for (int l = 0; l < (int)map.head->n_languages; l++) {
			compare(&map.head->language[l], &search->grams, search->likeness);
			if (l != own)
				take_best(&map.head->language[l], search->likeness, false, search->speaking);
		}
		if (own < 0)
			find_place(&search->grams, place);
	}
	str_free(&folded);
	str_free(&latin);
}

static float weight_of(const struct search *search, uint32_t c)
{
	return weigh(&search->speaking[c], !*text_at(map.concept[c].id));
}

/* The likely ones first, then those again with all their titles; how many. */
static int judge(struct search *search, const struct place *place, int most)
{
	uint32_t n = map.head->concept.count;
	int likely;

	take_meaning(place, search->speaking);
	for (uint32_t c = 0; c < n; c++)
		search->score[c] = weight_of(search, c);
	likely = best_of_all(search->score, search->chosen, CANDIDATES);
	memset(search->score, 0, n * sizeof *search->score);
	for (int i = 0; i < likely; i++) {
		uint32_t c = search->chosen[i];

		take_placed(place, &map.concept[c], &search->speaking[c]);
		search->score[c] = weight_of(search, c);
	}
	return best_of_all(search->score, search->chosen, most < CANDIDATES ? most : CANDIDATES);
}

enum status occupation_search(const char *typed, const char *language, struct occupation_hit *hits, int most, int *count,
	struct err *err)
{
	enum status st = map_once(err);
	struct search search = { .grams = { NULL, 0, 0 } };
	struct place place;

	*count = 0;
	if (st != ST_OK || most <= 0)
		return st;
	search.own = language_number(language);
	search.speaking = mem_array(map.head->concept.count, sizeof *search.speaking);
	search.likeness = mem_array(INDEX_TITLES_MOST + 1, sizeof *search.likeness);
	search.score = mem_array(map.head->concept.count, sizeof *search.score);
	search.chosen = mem_array(CANDIDATES, sizeof *search.chosen);
	grams_of(&search.grams, typed);
	hear(&search);
	find_place(&search.grams, &place);
	hear_sound(&search, typed, &place);
	*count = judge(&search, &place, most);
	for (int i = 0; i < *count; i++) {
		uint32_t c = search.chosen[i];

		hits[i] = hit_of(c, &search.speaking[c], search.score[c], search.own);
	}
	free(search.chosen);
	free(search.score);
	free(search.likeness);
	free(search.speaking);
	grams_free(&search.grams);
	return ST_OK;
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
		str_addf(out, "%s%s (%s)", told ? msg_comma() : "", hits[i].title, hits[i].code);
		said[told++] = hits[i].code;
	}
}
