/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a file of the register declares, read and judged: one reader for the
 * built-in schema/register/KIND.ini (at build) and a municipality's own fields
 * (at run time).  Everything here is heap memory of the declaration.
 *
 *	[person]            label plural purpose parent person stage title seen_by changed_by
 *	[person.born]       label purpose kind basis recipients seen_by keep, and as needed
 *	                    refers choices initial pattern min max decimals shown width required
 *	                    derived sensitive search sort list brief past_only phrase
 *	                    secret_with moves makes hidden stands_for
 *	label[de], purpose[de], choices[de]    translations, of own fields only
 */
#ifndef REGISTER_DECLARE_H
#define REGISTER_DECLARE_H

#include "register/ini.h"
#include "register/register.h"

struct decl_text {             /* one language of an own field */
	char lang[12];
	char *label, *purpose;
	struct choice *choices;
};
struct decl_field {
	struct field field;
	struct decl_text *text;
	int n_texts;
	int line;
};
struct decl_kind {
	struct kind kind;          /* name always; the rest when the file declares the kind itself */
	bool declared;
	int line;
	struct decl_field *field;
	int n_fields;
};
struct declaration {
	struct decl_kind *kind;
	int n_kinds;
};

/* Reads `doc` behind what `decl` holds already (several files make one register).  Checks each section by itself:
 * known keys only, label, purpose, basis, recipients, seen_by, keep, kinds, roles, choices unique. */
enum status declare_read(struct declaration *decl, const struct ini_doc *doc, bool own, struct err *err);
/* Checks across sections of a whole register: references and parents lead to kinds, titles to fields, no field
 * twice. */
enum status declare_check(const struct declaration *decl, struct err *err);
/* Of that, only that no name is taken twice: for own fields, whose kinds stand elsewhere. */
enum status declare_names(const struct declaration *decl, struct err *err);
struct decl_kind *declare_kind(const struct declaration *decl, const char *name);
void declare_clear(struct declaration *decl);

#endif
