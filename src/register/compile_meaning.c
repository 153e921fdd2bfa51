/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Owns the learning of places: the concepts' by the first singular vectors of
 * what their titles hold, the grams' by ridge regression from titles to their
 * concepts' places.  Plain loops over sparse rows, a band of columns at a time,
 * so that what is worked on fits a cache.  The same input gives the same places.
 */
#include "register/compile_meaning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BAND = 32, BANDS = INDEX_DIMENSIONS / BAND, POWER_STEPS = 3, RIDGE_STEPS = 20, SWEEPS = 12 };
#define RIDGE 0.5f
#define LEAST_HOLDERS 2           /* titles that must hold a gram, or it tells nothing of others */

/* Rows of (column, value); of the turned matrix, columns of (row, value). */
struct sparse { uint32_t n, *start, *at; float *value; };

static struct sparse sparse_new(uint32_t n, size_t entries)
{
	return (struct sparse){ n, mem_array((size_t)n + 1, sizeof(uint32_t)), mem_array(entries + 1, sizeof(uint32_t)),
		mem_array(entries + 1, sizeof(float)) };
}

static void sparse_free(struct sparse *a)
{
	free(a->start);
	free(a->at);
	free(a->value);
}

static struct sparse turned(const struct sparse *a, uint32_t n)
{
	struct sparse out = sparse_new(n, a->start[a->n]);
	uint32_t *next = mem_array((size_t)n + 1, sizeof *next);

	for (uint32_t k = 0; k < a->start[a->n]; k++)
		out.start[a->at[k] + 1]++;
	for (uint32_t i = 0; i < n; i++)
		next[i + 1] = out.start[i + 1] += out.start[i];
	for (uint32_t r = 0; r < a->n; r++)
		for (uint32_t k = a->start[r]; k < a->start[r + 1]; k++) {
			uint32_t to = next[a->at[k]]++;

			out.at[to] = r;
			out.value[to] = a->value[k];
		}
	free(next);
	return out;
}

static void rows_to_unit(struct sparse *a)
{
	for (uint32_t r = 0; r < a->n; r++) {
		double square = 0;

		for (uint32_t k = a->start[r]; k < a->start[r + 1]; k++)
			square += (double)a->value[k] * a->value[k];
		for (uint32_t k = a->start[r]; k < a->start[r + 1]; k++)
			a->value[k] = (float)(a->value[k] / sqrt(square));
	}
}

typedef float band[BAND];

/* out = a p, for one band of columns. */
static void times(const struct sparse *a, const band *restrict p, band *restrict out)
{
	for (uint32_t r = 0; r < a->n; r++) {
		band sum = { 0 };

		for (uint32_t k = a->start[r]; k < a->start[r + 1]; k++) {
			const float *restrict from = p[a->at[k]];
			float value = a->value[k];

			for (int j = 0; j < BAND; j++)
				sum[j] += value * from[j];
		}
		memcpy(out[r], sum, sizeof sum);
	}
}

/* Titles as rows over the grams that enough of them hold, each row of length one; the grams' hashes and idf. */
static struct sparse titles_of(struct meaning *m, const struct held *held, size_t count, uint32_t n_titles)
{
	struct sparse by_gram = sparse_new((uint32_t)count, count), out;
	uint32_t n = 0, k = 0;

	m->gram = mem_array(count + 1, sizeof *m->gram);
	for (size_t at = 0, end; at < count; at = end) {
		float idf;

		for (end = at; end < count && held[end].hash == held[at].hash;)
			end++;
		if (end - at < LEAST_HOLDERS)
			continue;
		idf = (float)(log((1.0 + n_titles) / (1.0 + (double)(end - at))) + 1.0);
		m->gram[n] = (struct index_meant){ held[at].hash, idf };
		for (size_t i = at; i < end; i++) {
			by_gram.at[k] = held[i].title;
			by_gram.value[k++] = idf;
		}
		by_gram.start[++n] = k;
	}
	by_gram.n = m->n_grams = n;
	out = turned(&by_gram, n_titles);
	sparse_free(&by_gram);
	rows_to_unit(&out);
	return out;
}

/* Adds a row into `sum`, noting in `seen` which columns it touched. */
static uint32_t add_row(const struct sparse *a, uint32_t r, float *sum, uint32_t *seen, uint32_t n_seen)
{
	for (uint32_t k = a->start[r]; k < a->start[r + 1]; k++) {
		if (sum[a->at[k]] == 0)
			seen[n_seen++] = a->at[k];
		sum[a->at[k]] += a->value[k];
	}
	return n_seen;
}

/* The sum of the titles of each concept in one language, of length one: rows by language, then concept. */
static struct sparse sums_of(const struct sparse *titles, const uint32_t *concept, const uint8_t *language,
	uint32_t n_languages, uint32_t n_concepts, uint32_t n_grams)
{
	struct sparse pick = sparse_new(titles->n, titles->n), groups, out;
	float *sum = mem_array(n_grams, sizeof *sum);
	uint32_t *seen = mem_array(n_grams, sizeof *seen), k = 0;

	for (uint32_t t = 0; t < titles->n; t++) {
		pick.at[t] = language[t] * n_concepts + concept[t];
		pick.start[t + 1] = t + 1;
	}
	groups = turned(&pick, n_languages * n_concepts);
	out = sparse_new(groups.n, titles->start[titles->n]);
	for (uint32_t g = 0; g < groups.n; g++) {
		uint32_t n = 0;

		for (uint32_t i = groups.start[g]; i < groups.start[g + 1]; i++)
			n = add_row(titles, groups.at[i], sum, seen, n);
		for (uint32_t i = 0; i < n; i++) {
			out.at[k] = seen[i];
			out.value[k++] = sum[seen[i]];
			sum[seen[i]] = 0;
		}
		out.start[g + 1] = k;
	}
	rows_to_unit(&out);
	sparse_free(&pick);
	sparse_free(&groups);
	free(sum);
	free(seen);
	return out;
}

/* Concepts as rows: their sums in all languages, side by side as one. */
static struct sparse concepts_of(const struct sparse *titles, const uint32_t *concept, const uint8_t *language,
	uint32_t n_concepts, uint32_t n_grams)
{
	uint32_t n_languages = 0, k = 0;
	struct sparse sums, out;
	float *sum = mem_array(n_grams, sizeof *sum);
	uint32_t *seen = mem_array(n_grams, sizeof *seen);

	for (uint32_t t = 0; t < titles->n; t++)
		n_languages = language[t] >= n_languages ? language[t] + 1u : n_languages;
	sums = sums_of(titles, concept, language, n_languages, n_concepts, n_grams);
	out = sparse_new(n_concepts, sums.start[sums.n]);
	for (uint32_t c = 0; c < n_concepts; c++) {
		uint32_t n = 0;

		for (uint32_t l = 0; l < n_languages; l++)
			n = add_row(&sums, l * n_concepts + c, sum, seen, n);
		for (uint32_t i = 0; i < n; i++) {
			out.at[k] = seen[i];
			out.value[k++] = sum[seen[i]];
			sum[seen[i]] = 0;
		}
		out.start[c + 1] = k;
	}
	rows_to_unit(&out);
	sparse_free(&sums);
	free(sum);
	free(seen);
	return out;
}

static float *cell(band *all, uint32_t n, uint32_t row, int column)
{
	return &all[(size_t)(column / BAND) * n + row][column % BAND];
}

static double dot(band *a, band *b, uint32_t n, int i, int j)
{
	double sum = 0;

	for (uint32_t r = 0; r < n; r++)
		sum += (double)*cell(a, n, r, i) * *cell(b, n, r, j);
	return sum;
}

/* Columns of length one, each at right angles to those before (Gram-Schmidt, twice for exactness). */
static void set_square(band *q, uint32_t n)
{
	for (int i = 0; i < INDEX_DIMENSIONS; i++) {
		double length;

		for (int j = 0; j < 2 * i; j++) {
			double along = dot(q, q, n, i, j % i);

			for (uint32_t r = 0; r < n; r++)
				*cell(q, n, r, i) -= (float)along * *cell(q, n, r, j % i);
		}
		length = sqrt(dot(q, q, n, i, i));
		for (uint32_t r = 0; r < n; r++)
			*cell(q, n, r, i) = length > 1e-12 ? (float)(*cell(q, n, r, i) / length) : 0;
	}
}

/* One Jacobi rotation of the symmetric s that makes its element (p, q) nothing; v gathers the rotations. */
static void rotate(double (*s)[INDEX_DIMENSIONS], double (*v)[INDEX_DIMENSIONS], int p, int q)
{
	double theta = (s[q][q] - s[p][p]) / (2 * s[p][q]);
	double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1)), c = 1 / sqrt(t * t + 1), d = t * c;

	for (int k = 0; k < INDEX_DIMENSIONS; k++) {
		double a = s[k][p], b = s[k][q];

		s[k][p] = c * a - d * b;
		s[k][q] = d * a + c * b;
	}
	for (int k = 0; k < INDEX_DIMENSIONS; k++) {
		double a = s[p][k], b = s[q][k], x = v[k][p], y = v[k][q];

		s[p][k] = c * a - d * b;
		s[q][k] = d * a + c * b;
		v[k][p] = c * x - d * y;
		v[k][q] = d * x + c * y;
	}
}

/* Eigenvalues of s on its diagonal, the eigenvectors in the columns of v. */
static void eigen(double (*s)[INDEX_DIMENSIONS], double (*v)[INDEX_DIMENSIONS])
{
	for (int i = 0; i < INDEX_DIMENSIONS; i++)
		v[i][i] = 1;
	for (int sweep = 0; sweep < SWEEPS; sweep++)
		for (int p = 0; p < INDEX_DIMENSIONS; p++)
			for (int q = p + 1; q < INDEX_DIMENSIONS; q++)
				if (fabs(s[p][q]) > 1e-9 * sqrt(fabs(s[p][p] * s[q][q])) && s[p][q] != 0)
					rotate(s, v, p, q);
}

/* p = x x' q, all bands. */
static void stretch(const struct sparse *x, const struct sparse *x_turned, const band *q, band *p)
{
	band *between = mem_array(x_turned->n, sizeof *between);

	for (int b = 0; b < BANDS; b++) {
		times(x_turned, q + (size_t)b * x->n, between);
		times(x, between, p + (size_t)b * x->n);
	}
	free(between);
}

/* Places of the concepts, of length one: the first left singular vectors of x, each by the root of its value. */
static band *places_of(const struct sparse *x, uint32_t n_grams)
{
	struct sparse x_turned = turned(x, n_grams);
	uint32_t n = x->n, dice = 1;
	band *q = mem_array((size_t)n * BANDS, sizeof *q), *p = mem_array((size_t)n * BANDS, sizeof *p), *swap;
	double (*s)[INDEX_DIMENSIONS] = mem_array(INDEX_DIMENSIONS, sizeof *s);
	double (*v)[INDEX_DIMENSIONS] = mem_array(INDEX_DIMENSIONS, sizeof *v);

	for (size_t i = 0; i < (size_t)n * BANDS * BAND; i++) {
		dice = dice * 1664525u + 1013904223u;
		q[i / BAND][i % BAND] = (float)(dice >> 8) / (float)(1 << 24) - 0.5f;
	}
	for (int step = 0; step < POWER_STEPS; step++) {
		set_square(q, n);
		stretch(x, &x_turned, q, p);
		swap = q;
		q = p;
		p = swap;
	}
	set_square(q, n);
	stretch(x, &x_turned, q, p);
	for (int i = 0; i < INDEX_DIMENSIONS; i++)
		for (int j = 0; j <= i; j++)
			s[i][j] = s[j][i] = dot(q, p, n, i, j);
	eigen(s, v);
	for (uint32_t r = 0; r < n; r++) {
		double row[INDEX_DIMENSIONS] = { 0 }, square = 0;

		for (int i = 0; i < INDEX_DIMENSIONS; i++)
			for (int j = 0; j < INDEX_DIMENSIONS; j++)
				row[j] += (double)*cell(q, n, r, i) * v[i][j];
		for (int j = 0; j < INDEX_DIMENSIONS; j++) {
			row[j] *= sqrt(sqrt(fmax(0, s[j][j])));
			square += row[j] * row[j];
		}
		for (int j = 0; j < INDEX_DIMENSIONS; j++)
			*cell(p, n, r, j) = square > 0 ? (float)(row[j] / sqrt(square)) : 0;
	}
	sparse_free(&x_turned);
	free(q);
	free(s);
	free(v);
	return p;
}

static void squares(const band *a, const band *b, uint32_t n, double out[BAND])
{
	memset(out, 0, BAND * sizeof *out);
	for (uint32_t i = 0; i < n; i++)
		for (int j = 0; j < BAND; j++)
			out[j] += (double)a[i][j] * b[i][j];
}

/* w = argmin |a w - goal|^2 + RIDGE |w|^2, by conjugate gradients from nothing, each column with steps of its own. */
static void regress(const struct sparse *a, const struct sparse *a_turned, const band *goal, band *w)
{
	uint32_t n = a_turned->n;
	band *r = mem_array(n, sizeof *r), *p = mem_array(n, sizeof *p), *ap = mem_array(n, sizeof *ap);
	band *between = mem_array(a->n, sizeof *between);
	double before[BAND], along[BAND], after[BAND];

	memset(w, 0, n * sizeof *w);
	times(a_turned, goal, r);
	memcpy(p, r, n * sizeof *p);
	squares(r, r, n, before);
	for (int step = 0; step < RIDGE_STEPS; step++) {
		times(a, p, between);
		times(a_turned, between, ap);
		for (uint32_t i = 0; i < n; i++)
			for (int j = 0; j < BAND; j++)
				ap[i][j] += RIDGE * p[i][j];
		squares(p, ap, n, along);
		for (uint32_t i = 0; i < n; i++)
			for (int j = 0; j < BAND; j++) {
				float by = along[j] > 1e-20 ? (float)(before[j] / along[j]) : 0;

				w[i][j] += by * p[i][j];
				r[i][j] -= by * ap[i][j];
			}
		squares(r, r, n, after);
		for (uint32_t i = 0; i < n; i++)
			for (int j = 0; j < BAND; j++)
				p[i][j] = r[i][j] + (before[j] > 1e-20 ? (float)(after[j] / before[j]) : 0) * p[i][j];
		memcpy(before, after, sizeof before);
	}
	free(r);
	free(p);
	free(ap);
	free(between);
}

/* A row in steps, and what one step is. */
static float to_steps(band *all, uint32_t n, uint32_t row, uint8_t out[INDEX_PLACE])
{
	float most = 0;

	for (int j = 0; j < INDEX_DIMENSIONS; j++)
		most = fmaxf(most, fabsf(*cell(all, n, row, j)));
	memset(out, 0, INDEX_PLACE);
	for (int j = 0; j < INDEX_DIMENSIONS; j++) {
		long step = most > 0 ? lrintf(*cell(all, n, row, j) / most * 7) : 0;

		out[j % INDEX_PLACE] |= (uint8_t)((step + 7) << (j < INDEX_PLACE ? 0 : 4));
	}
	return most / 7;
}

/* A title lies where its grams bring it. */
static void place_titles(struct meaning *out, const struct sparse *titles, const band *w)
{
	band *at = mem_array((size_t)titles->n * BANDS, sizeof *at);

	out->title = mem_array(titles->n, sizeof *out->title);
	out->title_scale = mem_array(titles->n, sizeof *out->title_scale);
	for (int b = 0; b < BANDS; b++)
		times(titles, w + (size_t)b * out->n_grams, at + (size_t)b * titles->n);
	for (uint32_t t = 0; t < titles->n; t++) {
		float square = 0;

		for (int j = 0; j < INDEX_DIMENSIONS; j++)
			square += *cell(at, titles->n, t, j) * *cell(at, titles->n, t, j);
		out->title_scale[t] = to_steps(at, titles->n, t, out->title[t]) / (square > 0 ? sqrtf(square) : 1);
	}
	free(at);
}

void meaning_learn(struct meaning *out, const struct held *held, size_t count, const uint32_t *concept,
	const uint8_t *language, uint32_t n_titles, uint32_t n_concepts)
{
	struct sparse titles = titles_of(out, held, count, n_titles), by_gram = turned(&titles, out->n_grams);
	struct sparse concepts = concepts_of(&titles, concept, language, n_concepts, out->n_grams);
	band *places = places_of(&concepts, out->n_grams), *goal = mem_array(n_titles, sizeof *goal);
	band *w = mem_array((size_t)out->n_grams * BANDS, sizeof *w);

	for (int b = 0; b < BANDS; b++) {
		for (uint32_t t = 0; t < n_titles; t++)
			memcpy(goal[t], places[(size_t)b * n_concepts + concept[t]], sizeof *goal);
		regress(&titles, &by_gram, goal, w + (size_t)b * out->n_grams);
	}
	place_titles(out, &titles, w);
	out->place = mem_array(out->n_grams, sizeof *out->place);
	out->scale = mem_array(n_concepts, sizeof *out->scale);
	out->concept = mem_array(n_concepts, sizeof *out->concept);
	for (uint32_t g = 0; g < out->n_grams; g++)
		out->gram[g].scale *= to_steps(w, out->n_grams, g, out->place[g]);
	for (uint32_t c = 0; c < n_concepts; c++)
		out->scale[c] = to_steps(places, n_concepts, c, out->concept[c]);
	sparse_free(&titles);
	sparse_free(&by_gram);
	sparse_free(&concepts);
	free(places);
	free(goal);
	free(w);
}

void meaning_free(struct meaning *meaning)
{
	free(meaning->gram);
	free(meaning->place);
	free(meaning->scale);
	free(meaning->concept);
	free(meaning->title_scale);
	free(meaning->title);
}
