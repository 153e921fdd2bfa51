/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schema/reference/{isco08,esco_occupations,esco_titles_*}.csv -> the file of
 * titles that occupation_search maps.  A preferred title that names the trade
 * twice ("infirmier/infirmière") is looked for in either form.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "register/compile.h"
#include "register/compile_meaning.h"
#include "register/occupation_grams.h"
#include "register/occupation_index.h"

#define SAME_BEGINNING 3         /* bytes by which two forms of one title are known */

struct making {
	struct str concept, title[INDEX_LANGUAGES], titles, gram, posting, sum, meant, place, scale, meaning, placed_scale, placed, text;    /* rows as they will stand */
	struct index_head head;
	uint32_t first_esco;                        /* concepts from here on are sorted by id */
};

static uint32_t rows(const struct str *table, size_t size)
{
	return (uint32_t)(table->len / size);
}

static struct index_concept *concept_at(struct making *m, uint32_t i)
{
	return (struct index_concept *)(void *)m->concept.s + i;
}

static uint32_t keep_text(struct making *m, const char *s)
{
	uint32_t at = (uint32_t)m->text.len;

	if (!*s)
		return 0;
	str_addn(&m->text, s, strlen(s) + 1);
	return at;
}

static int language_of(struct making *m, const char *code)
{
	struct index_head *head = &m->head;
	uint32_t i = 0;

	while (i < head->n_languages && strcmp(head->language[i].code, code) != 0)
		i++;
	if (i == INDEX_LANGUAGES)
		return -1;
	if (i == head->n_languages)
		str_copy(head->language[head->n_languages++].code, sizeof head->language[i].code, code);
	return (int)i;
}

static void add_title(struct making *m, int language, uint32_t concept, uint32_t text)
{
	struct index_title title = { concept, text, 0 };

	str_addn(&m->title[language], (const char *)&title, sizeof title);
}

static void add_preferred(struct making *m, int language, uint32_t concept, const char *title)
{
	const char *slash = strchr(title, '/'), *second = slash ? slash + 1 + (slash[1] == ' ') : NULL;
	char *first;

	if (!*title)
		return;
	concept_at(m, concept)->title[language] = keep_text(m, title);
	if (!slash || strchr(second, '/') || strncmp(title, second, SAME_BEGINNING) != 0) {
		add_title(m, language, concept, concept_at(m, concept)->title[language]);
		return;
	}
	first = mem_strn(title, (size_t)(slash - title) - (slash > title && slash[-1] == ' '));
	add_title(m, language, concept, keep_text(m, first));
	add_title(m, language, concept, keep_text(m, second));
	free(first);
}

static uint32_t add_concept(struct making *m, const char *id, const char *isco)
{
	uint32_t number = rows(&m->concept, sizeof(struct index_concept));
	struct index_concept concept = { .id = keep_text(m, id), .isco = keep_text(m, isco), .group = number };

	for (uint32_t g = 0; *id && g < m->first_esco; g++)
		if (strcmp(m->text.s + concept_at(m, g)->isco, isco) == 0)
			concept.group = g;
	str_addn(&m->concept, (const char *)&concept, sizeof concept);
	return number;
}

/* The columns from `first` on are languages, named in the head. */
static enum status read_preferred(struct making *m, struct compile_csv *csv, int first, struct err *err)
{
	int language[COMPILE_COLUMNS], n = csv->count;
	char last[37] = "";

	for (int i = first; i < n; i++)
		if ((language[i] = language_of(m, csv->cell[i])) < 0)
			return err_set(err, ST_INVALID, "more languages than the file of titles has room for");
	while (compile_csv_next(csv)) {
		uint32_t concept;

		if (csv->count != n || strcmp(csv->cell[0], last) <= 0)
			return err_set(err, ST_INVALID, "the row after %s is not whole or not in order", last);
		str_copy(last, sizeof last, csv->cell[0]);
		concept = first == 1 ? add_concept(m, "", last) : add_concept(m, last, csv->cell[1]);
		for (int i = first; i < n; i++)
			add_preferred(m, language[i], concept, csv->cell[i]);
	}
	return ST_OK;
}

static bool find_esco(struct making *m, const char *id, uint32_t *concept)
{
	uint32_t lo = m->first_esco, hi = rows(&m->concept, sizeof(struct index_concept)), end = hi;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (strcmp(m->text.s + concept_at(m, mid)->id, id) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	*concept = lo;
	return lo < end && strcmp(m->text.s + concept_at(m, lo)->id, id) == 0;
}

static enum status read_others(struct making *m, struct compile_csv *csv, const char *code, struct err *err)
{
	int language = language_of(m, code);
	uint32_t concept;

	while (compile_csv_next(csv)) {
		if (csv->count != 2 || !find_esco(m, csv->cell[0], &concept))
			return err_set(err, ST_INVALID, "a row names no occupation: %s", csv->cell[0]);
		add_title(m, language, concept, keep_text(m, csv->cell[1]));
	}
	return ST_OK;
}

static enum status read_file(struct making *m, const char *schema, const char *name, struct err *err)
{
	char *path = mem_fmt("%s/reference/%s", schema, name), code[8];
	struct compile_csv csv;
	enum status st = compile_csv_open(&csv, path, err);

	if (st == ST_OK && sscanf(name, "esco_titles_%2[a-z].csv", code) == 1) {
		st = read_others(m, &csv, code, err);
	} else if (st == ST_OK) {
		m->first_esco = rows(&m->concept, sizeof(struct index_concept));
		st = read_preferred(m, &csv, strcmp(name, "isco08.csv") == 0 ? 1 : 2, err);
	}
	compile_csv_close(&csv);
	if (st != ST_OK)
		compile_blame(err, path);
	free(path);
	return st;
}

static int by_hash(const void *a, const void *b)
{
	const struct held *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->title > y->title) - (x->title < y->title);
}

/* Which title holds which gram, each pair once, by gram. */
static struct held *all_held(struct making *m, const struct index_title *title, uint32_t n, size_t *count)
{
	struct grams grams = { NULL, 0, 0 };
	struct held *held = NULL;
	size_t room = 0;

	*count = 0;
	for (uint32_t t = 0; t < n; t++) {
		grams_of(&grams, m->text.s + title[t].text);
		if (*count + (size_t)grams.count > room)
			held = mem_resize(held, room = 2 * (*count + (size_t)grams.count), sizeof *held);
		for (int i = 0; i < grams.count; i++)
			if (i == 0 || grams.hash[i] != grams.hash[i - 1])
				held[(*count)++] = (struct held){ grams.hash[i], t };
	}
	grams_free(&grams);
	if (*count)
		qsort(held, *count, sizeof *held, by_hash);
	return held;
}

static size_t run_of(const struct held *held, size_t from, size_t count)
{
	size_t to = from;

	while (to < count && held[to].hash == held[from].hash)
		to++;
	return to;
}

static float idf_of(size_t holding, uint32_t of)
{
	return (float)(log((1.0 + of) / (1.0 + (double)holding)) + 1.0);
}

static void add_grams(struct making *m, const struct held *held, size_t count, struct index_title *title, uint32_t n)
{
	struct index_gram gram = { UINT32_MAX, 0, 0 };
	double *square = mem_array(n + 1, sizeof *square);

	for (size_t at = 0, end; at < count; at = end) {
		end = run_of(held, at, count);
		gram = (struct index_gram){ held[at].hash, rows(&m->posting, sizeof(index_posting)), idf_of(end - at, n) };
		for (size_t i = at; i < end; i++) {
			index_posting posting = (index_posting)held[i].title;

			str_addn(&m->posting, (const char *)&posting, sizeof posting);
			square[held[i].title] += (double)gram.idf * gram.idf;
		}
		str_addn(&m->gram, (const char *)&gram, sizeof gram);
	}
	gram = (struct index_gram){ UINT32_MAX, rows(&m->posting, sizeof(index_posting)), 0 };
	str_addn(&m->gram, (const char *)&gram, sizeof gram);
	for (uint32_t t = 0; t < n; t++)
		title[t].weight = square[t] > 0 ? (float)(1 / sqrt(square[t])) : 0;
	free(square);
}

/* What one gram weighs in a sum, added to the square of its length once all of the gram's titles are seen. */
struct summing { double weight, square; };

static void settle(struct summing *sum)
{
	sum->square += sum->weight * sum->weight;
	sum->weight = 0;
}

static void add_sums(struct making *m, const struct held *held, size_t count, const struct index_title *title, uint32_t n)
{
	uint32_t concepts = rows(&m->concept, sizeof(struct index_concept));
	struct summing *one = mem_array(concepts, sizeof *one), *all = mem_array(concepts, sizeof *all);

	for (size_t at = 0, end; at < count; at = end) {
		end = run_of(held, at, count);
		for (size_t i = at; i < end; i++) {
			const struct index_title *t = &title[held[i].title];
			double weight = (double)t->weight * idf_of(end - at, n);

			one[t->concept].weight += weight;
			all[concept_at(m, t->concept)->group].weight += weight;
		}
		for (size_t i = at; i < end; i++) {
			settle(&one[title[held[i].title].concept]);
			settle(&all[concept_at(m, title[held[i].title].concept)->group]);
		}
	}
	for (uint32_t c = 0; c < concepts; c++) {
		double group = all[concept_at(m, c)->group].square;
		struct index_sum sum = { one[c].square > 0 ? (float)(1 / sqrt(one[c].square)) : 0,
			group > 0 ? (float)(1 / sqrt(group)) : 0 };

		str_addn(&m->sum, (const char *)&sum, sizeof sum);
	}
	free(one);
	free(all);
}

static enum status add_language(struct making *m, uint32_t l, struct err *err)
{
	struct index_language *language = &m->head.language[l];
	struct index_title *title = (struct index_title *)(void *)m->title[l].s;
	uint32_t n = rows(&m->title[l], sizeof *title);
	size_t count;
	struct held *held;

	if (n > INDEX_TITLES_MOST)
		return err_set(err, ST_INVALID, "%s has more titles than the file of titles has room for", language->code);
	held = all_held(m, title, n, &count);
	language->title = rows(&m->titles, sizeof *title);
	language->n_titles = n;
	language->gram = rows(&m->gram, sizeof(struct index_gram));
	language->rarest = idf_of(0, n);
	add_grams(m, held, count, title, n);
	language->n_grams = rows(&m->gram, sizeof(struct index_gram)) - language->gram - 1;
	add_sums(m, held, count, title, n);
	str_addn(&m->titles, m->title[l].s, m->title[l].len);
	free(held);
	return ST_OK;
}

/* Languages with many titles of one trade, from which it can be learned what goes together. */
static bool tells_meaning(const struct index_language *language)
{
	return strcmp(language->code, "en") == 0 || strcmp(language->code, "fr") == 0 || strcmp(language->code, "nl") == 0
		|| strcmp(language->code, "de") == 0;
}

/* Titles that have a place stand concept by concept, so that those of a few concepts are read together. */
static void add_placed(struct making *m, const struct meaning *meaning, const uint32_t *concept, uint32_t n)
{
	uint32_t concepts = rows(&m->concept, sizeof(struct index_concept)), all = 0;
	uint32_t *order = mem_array(n, sizeof *order), *next = mem_array(concepts, sizeof *next);

	for (uint32_t t = 0; t < n; t++)
		concept_at(m, concept[t])->n_placed++;
	for (uint32_t c = 0; c < concepts; c++) {
		next[c] = concept_at(m, c)->placed = all;
		all += concept_at(m, c)->n_placed;
	}
	for (uint32_t t = 0; t < n; t++)
		order[next[concept[t]]++] = t;
	for (uint32_t i = 0; i < n; i++) {
		str_addn(&m->placed_scale, (const char *)&meaning->title_scale[order[i]], sizeof *meaning->title_scale);
		str_addn(&m->placed, (const char *)meaning->title[order[i]], sizeof *meaning->title);
	}
	free(order);
	free(next);
}

static void add_meaning(struct making *m)
{
	uint32_t n = 0, all = rows(&m->titles, sizeof(struct index_title)), concepts = rows(&m->concept,
		sizeof(struct index_concept));
	struct index_title *title = mem_array(all, sizeof *title);
	uint32_t *concept = mem_array(all, sizeof *concept);
	uint8_t *language = mem_array(all, sizeof *language);
	struct meaning meaning;
	struct held *held;
	size_t count;

	for (uint8_t l = 0; l < m->head.n_languages; l++) {
		const struct index_language *of = &m->head.language[l];

		for (uint32_t t = 0; t < of->n_titles && tells_meaning(of); t++, n++) {
			title[n] = ((const struct index_title *)(const void *)m->titles.s)[of->title + t];
			concept[n] = title[n].concept;
			language[n] = l;
		}
	}
	held = all_held(m, title, n, &count);
	meaning_learn(&meaning, held, count, concept, language, n, concepts);
	str_addn(&m->meant, (const char *)meaning.gram, meaning.n_grams * sizeof *meaning.gram);
	str_addn(&m->place, (const char *)meaning.place, meaning.n_grams * sizeof *meaning.place);
	str_addn(&m->scale, (const char *)meaning.scale, concepts * sizeof *meaning.scale);
	str_addn(&m->meaning, (const char *)meaning.concept, concepts * sizeof *meaning.concept);
	add_placed(m, &meaning, concept, n);
	meaning_free(&meaning);
	free(held);
	free(title);
	free(concept);
	free(language);
}

/* Each table begins at a multiple of eight bytes. */
static struct index_table lay(struct str *out, const struct str *table, size_t size)
{
	struct index_table where;

	while (out->len % 8)
		str_addc(out, '\0');
	where = (struct index_table){ out->len, rows(table, size), (uint32_t)size };
	str_addn(out, table->s, table->len);
	return where;
}

static void lay_out(struct making *m, struct str *out)
{
	struct index_head *head = &m->head;

	head->magic = INDEX_MAGIC;
	str_addn(out, (const char *)head, sizeof *head);
	head->concept = lay(out, &m->concept, sizeof(struct index_concept));
	head->title = lay(out, &m->titles, sizeof(struct index_title));
	head->gram = lay(out, &m->gram, sizeof(struct index_gram));
	head->posting = lay(out, &m->posting, sizeof(index_posting));
	head->sum = lay(out, &m->sum, sizeof(struct index_sum));
	head->meant = lay(out, &m->meant, sizeof(struct index_meant));
	head->place = lay(out, &m->place, INDEX_PLACE);
	head->scale = lay(out, &m->scale, sizeof(float));
	head->meaning = lay(out, &m->meaning, INDEX_PLACE);
	head->placed_scale = lay(out, &m->placed_scale, sizeof(float));
	head->placed = lay(out, &m->placed, INDEX_PLACE);
	head->text = lay(out, &m->text, 1);
	head->length = out->len;
	memcpy(out->s, head, sizeof *head);
}

enum status compile_titles(struct str *out, const char *schema, struct err *err)
{
	static const char *const files[] = { "isco08.csv", "esco_occupations.csv", "esco_titles_en.csv",
		"esco_titles_fr.csv", "esco_titles_nl.csv" };
	struct making *m = mem_alloc(sizeof *m);
	enum status st = ST_OK;

	str_addc(&m->text, '\0');
	for (size_t i = 0; i < ARRAY_LEN(files) && st == ST_OK; i++)
		st = read_file(m, schema, files[i], err);
	for (uint32_t l = 0; l < m->head.n_languages && st == ST_OK; l++)
		st = add_language(m, l, err);
	if (st == ST_OK) {
		add_meaning(m);
		lay_out(m, out);
	}
	for (int l = 0; l < INDEX_LANGUAGES; l++)
		str_free(&m->title[l]);
	str_free(&m->concept);
	str_free(&m->titles);
	str_free(&m->gram);
	str_free(&m->posting);
	str_free(&m->sum);
	str_free(&m->meant);
	str_free(&m->place);
	str_free(&m->scale);
	str_free(&m->meaning);
	str_free(&m->placed_scale);
	str_free(&m->placed);
	str_free(&m->text);
	free(m);
	return st;
}
