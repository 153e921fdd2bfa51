/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which column of a file goes into which field.  Without a map, columns are taken
 * by the field's name or its label in any of the program's languages.  A map says
 * it in words: "surname=family_name, date_of_birth=born, #4=phone, remark=,
 * arrived:=2026-05-04": column=field, column number=field, column left out,
 * field:=the same value for all rows; quotes where a column's name holds a comma;
 * "*" takes the unnamed columns by name as well; "FT/PT=hours[F:full|P:part]" says
 * what the file's words mean.  With a map, columns that it does not
 * name are left out.  Every column passes the gate: one that asks about a protected
 * ground is left out and said, and refused when the map names it.
 */
#ifndef EXCHANGE_MAPPING_H
#define EXCHANGE_MAPPING_H

#include "exchange/csv.h"
#include "register/actor.h"
#include "register/register.h"

enum column_use {
	COLUMN_FIELD,
	COLUMN_ID,          /* "id": the record's UUID, kept */
	COLUMN_LEFT_OUT,    /* by the map, or because no field is called so */
	COLUMN_REFUSED,     /* asks about a protected ground */
};

struct meaning { char *said, *means; };

struct column {
	char *head;                     /* as the file has it */
	enum column_use use;
	const struct field *field;      /* COLUMN_FIELD */
	struct meaning *meaning;        /* what cells of exactly this text stand for */
	int n_meanings;
	const char *ground;             /* COLUMN_REFUSED: N_() the ground in words */
	const char *source;             /* COLUMN_REFUSED: the law */
	const char *instead;            /* COLUMN_REFUSED: N_() what to ask instead */
};

struct constant { const struct field *field; char *value; };

struct mapping {
	struct column *column;
	int n_columns;
	struct constant *constant;
	int n_constants;
};

/* ST_INVALID: unknown column or field, a field twice, nothing mapped, a refused column named; ST_DENIED: a
 * field that the actor does not see. `map` NULL or "": by name. */
enum status mapping_make(const struct kind *kind, const struct actor *actor, const struct csv_row *head,
			 const char *map, struct mapping **out, struct err *err);
/* What a cell of the column stands for: the cell itself unless the map says otherwise. */
const char *column_meaning(const struct column *column, const char *cell);
void mapping_free(struct mapping *mapping);       /* NULL is fine */

#endif
