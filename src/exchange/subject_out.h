/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A person's own copy in three forms: JSON for whoever takes it over (Art. 20), CSV for each kind of record, and a text
 * to read, in the chosen language, with why each thing is recorded, who gets it and how long it is kept.
 */
#ifndef EXCHANGE_SUBJECT_OUT_H
#define EXCHANGE_SUBJECT_OUT_H

#include "base/sheet.h"
#include "cases/subject.h"

struct json_t *subject_json(const struct subject *subject);           /* yours */
void subject_csv(const struct subject *subject, const struct kind *kind, struct str *out);
struct sheet *subject_paper(const struct subject *subject, const char *municipality);
/* Everything of a person by kind, with labels, a line to mark what is wrong, and room to write what is right. */
struct sheet *subject_correction(const struct subject *subject, const char *municipality);
/* Writes copy.json, copy.txt, KIND.csv and the copies of papers into a new directory that only its owner may enter. ST_IO: nothing stands
 * there. */
enum status subject_write(struct store *store, const struct subject *subject, const char *municipality,
	const char *directory, struct err *err);
/* Notes in the trail that a copy was made, and where it stands. */
enum status subject_note(struct store *store, const struct actor *actor, struct id person, const char *where,
	struct err *err);

#endif
