/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The register: the one truth about what is recorded.  Built-in kinds come from
 * schema/register/KIND.ini as constant tables made at build; a municipality's own
 * fields, read from a file of the same format, stand behind them.
 */
#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum field_kind {
	FIELD_TEXT, FIELD_LONG_TEXT, FIELD_DATE, FIELD_CHOICE, FIELD_CEFR, FIELD_LANGUAGE, FIELD_COUNTRY,
	FIELD_OCCUPATION, FIELD_YES_NO, FIELD_NUMBER, FIELD_MONEY, FIELD_PHONE, FIELD_EMAIL, FIELD_REFERENCE,
	FIELD_TIME,         /* "09:30" */
	FIELD_CHOICES, FIELD_LANGUAGES,     /* several at once: "ar, fa" */
	FIELD_TERM,         /* "10 weeks": base/term.h */
	FIELD_TIMETABLE,    /* "1,3 09:00-12:00": base/timetable.h */
};

/* The word for a field's kind in declarations: "text", "CEFR level" ... */
const char *field_kind_word(enum field_kind kind);

/* Whom a value is about, where it is not the person whose record it is: left out of the person's own copy, or named. */
enum field_about { ABOUT_PERSON, ABOUT_COLLEAGUE, ABOUT_OTHER };

struct choice {
	const char *key;            /* stored */
	const char *label;          /* NC_("kind.field", ...): shown through choice_label() */
};

struct field {
	const char *name;           /* column, CSV head, key in commands */
	const char *label;          /* N_() */
	const char *purpose;        /* N_(), one plain sentence, shown on the form; never NULL */
	const char *basis;          /* N_() "public task", "contract", "consent", "legal duty" */
	const char *recipients;     /* N_() who outside gets it, or "none" */
	const char *keep;           /* N_() retention rule: "case", "case + 1 year", "30 days", "while in use" ... */
	enum field_kind kind;
	uint32_t seen_by;           /* roles; the doors show it to no others */
	const char *context;        /* "kind.field" of built-in choices: one English word is two elsewhere */
	const struct choice *choices;   /* FIELD_CHOICE, FIELD_CEFR, FIELD_CHOICES; ends with key NULL */
	const char *refers;         /* FIELD_REFERENCE: name of the kind */
	const char *initial;        /* default: canonical text, "today", or NULL */
	const char *pattern;        /* POSIX extended expression that the whole text must match, or NULL */
	int max;                    /* characters of a text (default 200; long text 4000); highest number */
	int min;                    /* lowest number */
	bool has_min, has_max;
	int decimals;               /* number: digits after the point (0); money: 2 */
	int shown;                  /* number: of these so many to readers, rounded; 0: all */
	int width;                  /* columns wanted on a form and in a list; 0: by kind */
	int about;                  /* enum field_about */
	bool required;
	bool derived;               /* set by the kind's rules, shown, never typed (case number) */
	bool sensitive;             /* `sensitive = inferred` */
	bool search;                /* its words are search keys (names, own script, phone, e-mail, case number) */
	bool sort;                  /* indexed: lists may sort and filter by it */
	bool list;                  /* a column of the list by default */
	bool brief;                 /* on the short form (the Register screen) */
	bool own;                   /* the municipality's: stands in own_value */
	bool past_only;             /* a date that cannot lie ahead */
	const char *secret_with;    /* yes/no field of the same kind, or by a reference of it ("person.address_secret"): where
	                             * it says yes, this one is read in the opened record alone, in no list, view of
	                             * others, title, filter or export; or NULL */
	const char *stands_for;     /* key of the protected ground (schema/grounds/) that the value is, or lets somebody guess:
	                             * nobody is matched by it; or NULL */
	bool makes;                 /* reference: an import makes the record that a name means where there is none */
	bool no_filter;             /* no list is filtered, sorted or grouped by it: what stands in one file alone */
	bool hidden;                /* on no form, in no list: other code tells it in words; see field_teller() */
	bool by_profile;            /* choice: its keys belong to country profiles, only those of the file's are offered */
	const char *titled;         /* number: how it stands in a title, N_("Home for %s"); NULL: bare */
	const char *moves;          /* choice: "open > done, given_up | done > open", which way it may go; NULL: any. See
	                             * moves.h */
	bool excepted;              /* own: asked by exception from the gate alone; see door.h */
	bool closed;                /* own: nothing lets it through any more: what stands there is shown and can be emptied */
	bool phrase;                /* a text the program may have written (a plan's step): shown in the chosen language */
};

struct kind {
	const char *name;           /* "person": table, file, key in commands */
	const char *label;          /* N_() "Person" */
	const char *plural;         /* N_() "People" */
	const char *purpose;        /* N_() */
	const char *parent;         /* kind it hangs under ("plan" for step) by the field of that name, or NULL */
	const char *person;         /* name of the field that leads to a person, or NULL */
	const char *kept_from;      /* name of the field with a colleague from whom, as from team leads, a record that names
	                             * one is kept; see kept.h; or NULL */
	const char *stage;          /* "arrival", "language", "skills", "work", "housing", "school", or "" */
	const char *title;          /* names of the fields that make its title, separated by blanks; of "a|b" the
	                             * first that is not empty; what follows "else" when all before is empty */
	uint32_t seen_by;           /* roles that see records of this kind at all */
	uint32_t changed_by;        /* roles that may create and change them */
	const struct field *fields;
	int n_fields;
	/* Made at build from the above, built-in fields only, in the fields' order:
	 * select: SELECT rid, id, rev, gone, FIELD, ... FROM KIND (a WHERE follows)
	 * insert: INSERT INTO KIND(id, rev, gone, sort_key, FIELD, ...) VALUES(:id, :rev, :gone, :sort_key, :FIELD, ...)
	 * Updates are made by the change door: only what changed stands in them. */
	const char *sql_select;
	const char *sql_insert;
};

/* Every table of a kind: rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL,
 * gone INTEGER NOT NULL DEFAULT 0 (taken back: no door but history shows it), sort_key BLOB (ICU sort key
 * of the title), then a column per field. Storage: number, money (scaled), yes/no (0/1) INTEGER; reference BLOB
 * (the id); all else TEXT in canonical form. STRICT. */

const struct kind *register_kind(const char *name);           /* NULL when there is none */
const struct kind *const *register_kinds(int *count);
const struct field *kind_field(const struct kind *kind, const char *name);
int field_index(const struct kind *kind, const struct field *field);
/* Choice by key, or NULL. */
const struct choice *field_choice(const struct field *field, const char *key);
/* Label and purpose in the chosen language; own fields carry their own translations. */
const char *field_label(const struct field *field);
const char *field_purpose(const struct field *field);
const char *choice_label(const struct field *field, const struct choice *choice);

/* Canonical text of what a person or a file gives, or why not: dates, numbers, choices by key or label, languages
 * by code or name, CEFR, phone, e-mail. Empty input gives NULL.
 * Canonical: number and money "-12.50", always with all their decimals and no sign but the minus; yes/no "yes", "no";
 * reference the UUID in lower case; time "09:30"; term "10 weeks"; timetable "1,3 09:00-12:00"; choice, CEFR, language, country, occupation the key
 * or code; of several the keys or codes, each once, parted by ", ". References and "required" are the doors' to judge. */
enum status field_check(const struct field *field, const char *input, char **canonical, struct err *err);
/* True when the field holds several values at once; and when one of them is this one. */
bool field_is_several(const struct field *field);
bool field_holds(const char *canonical, const char *one);
/* As a person reads it, in the chosen language: "4 May 2026", "under way", "Dari". Canonical in, display out. */
void field_show(struct str *out, const struct field *field, const char *canonical);
/* Of a hidden field, which holds no text for people: who tells it in words (rooms above, once at start). `name` and
 * `field` are the program's own strings. */
typedef void field_tell(struct str *out, const char *canonical);
void field_teller(const char *kind, const char *field, field_tell *tell);

/* Reads a municipality's own fields; judged by the gate, all or nothing. Sections [KIND.NAME] with label[xx]. */
enum status register_load_own(const char *ini, size_t len, struct err *err);
/* The same of what stands in a file: a field that the gate refuses meanwhile (an exception was withdrawn, or the gate
 * learnt words) is closed and does not keep the file from being opened. */
enum status register_load_kept(const char *ini, size_t len, struct err *err);
void register_forget_own(void);

#endif
