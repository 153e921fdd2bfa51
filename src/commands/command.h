/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Verbs: one file each, one row each in commands[] (table.c).  Parsing, help, the
 * manual page and the opening of the file follow from the rows alone.
 */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "commands/commands.h"
#include "register/read.h"
#include "register/session.h"

struct option_row {
	const char *name;           /* "sort", without hyphens; NULL ends a table */
	const char *argument;       /* N_("FIELD"); NULL: a flag */
	const char *help;           /* N_(), one sentence */
	bool optional;              /* the argument may be left out: --plan, --plan=TEMPLATE */
};

/* What must stand ready before a verb runs. */
enum command_needs { NEEDS_NOTHING, NEEDS_FILE };

struct call;
struct command {
	const char *name;
	const char *operands;       /* N_("KIND key=value…"), or "" */
	const char *help;           /* N_(), one line */
	const char *details;        /* N_(), paragraphs parted by an empty line; or NULL */
	const struct option_row *options;
	enum command_needs needs;
	int least, most;            /* operands; most -1: any number */
	int cache_kib;              /* page cache; 0: the usual one */
	enum status (*run)(struct call *call, struct err *err);
};
extern const struct command commands[];      /* ends with name NULL */
const struct command *command_named(const char *name);
extern const struct option_row common_options[];

/* One call of the program, taken apart. */
struct call {
	const struct command *command;           /* NULL: the screens */
	int argc;
	char **argv;                             /* operands, then NULL */
	struct option_value { const struct option_row *row; const char *value; } *option;
	int n_options;
	char *file;                              /* path of the Foothold file */
	struct store *store;                     /* open when the command needs it */
	struct haven *haven;                     /* the sealed file that --within names; store is its store then */
	struct store *town;                      /* and this the file it stands in */
	struct actor actor;
	struct user me;                          /* whose passphrase opened it */
	uint32_t narrowed;                       /* by --role; 0: it was not given */
	bool json;
	int failing;                             /* exit code when it does not end well; 0: 1 */
	struct str out;                          /* what goes to standard output; see call_flush */
};

/* options.c. Fills call->command, operands and options; ST_USAGE with a sentence. */
enum status call_parse(struct call *call, int argc, char **argv, struct err *err);
void call_clear(struct call *call);
bool call_given(const struct call *call, const char *option);
const char *call_option(const struct call *call, const char *option);          /* the last one given, or NULL */
const char *call_option_at(const struct call *call, const char *option, int n); /* the n-th, from 0, or NULL */
/* A whole number of 0 to 1,000,000,000; `otherwise` when it was not given. */
enum status call_number(const struct call *call, const char *option, long otherwise, long *out, struct err *err);

/* file.c: which file, whose hands, and the municipality's own fields. */
enum status call_open(struct call *call, struct err *err);
/* How it is to be opened; ST_NOTFOUND, ST_CORRUPT ... when there is no such file, without asking anybody. */
enum status call_session(struct call *call, struct session_options *out, struct err *err);
enum status call_actor(struct call *call, struct err *err);
/* The roles that an option names, each time it was given; 0 when it was not. */
enum status call_roles(const struct call *call, const char *option, uint32_t *out, struct err *err);
char *call_default_file(const struct call *call);
void call_vault_options(const struct call *call, struct vault_options *out);

/* print.c: output gathers in call->out and leaves in pieces. */
void out_text(struct call *call, const char *text);           /* as it is: our own words */
void out_value(struct call *call, const char *value);         /* what people typed: never steers the terminal */
void out_line(struct call *call, const char *text);
void out_named(struct call *call, const char *name, const char *value);   /* "Moor Road 153: free" and the line's end */
void out_handed_over(struct call *call, int64_t files);       /* "3 files were handed over." */
/* Paragraphs broken at blanks to lines of 79 columns, each begun by `indent` blanks. */
void out_wrapped(struct call *call, const char *text, int indent);
enum status call_flush(struct call *call, struct err *err);   /* ST_IO when standard output takes no more */
void note(const char *sentence);                              /* to standard error */
struct json_t;
/* Prints a JSON value and drops it. */
enum status out_json(struct call *call, struct json_t *json, struct err *err);
/* {"id": …, "rev": …, field: …}: what the actor sees of a record, in canonical form. */
struct json_t *record_json(const struct call *call, const struct record *record);

/* A text table: columns as wide as their widest cell in columns of the terminal. */
struct table { int columns, rows; char **cell; bool right[16]; int width[16]; };
void table_begin(struct table *table, int columns);
void table_cell(struct table *table, const char *text);       /* copied, made harmless */
/* Appends the rows to the output; the widths stay for what follows. */
void table_out(struct table *table, struct call *call, const char *indent);
void table_end(struct table *table);

/* Standard input, as a source for csv_open(). */
enum status input_standard(void *ctx, char *buf, size_t room, size_t *got, struct err *err);
/* input.c: operands and lines of standard input as keys and values. */
struct pair { char *key, *value; };
struct pairs { struct pair *pair; int count; };
/* Operands from `first` on; "-", or none at all while standard input is no terminal, reads it. */
enum status pairs_read(struct call *call, int first, struct pairs *out, struct err *err);
void pairs_clear(struct pairs *pairs);
/* A file of declarations as a person wrote it, of less than `most` bytes. */
enum status text_read(const char *path, size_t most, struct str *out, struct err *err);
/* Free text before it is saved, yours: what the gate stumbles on is told, and with --clean taken out. */
char *free_text(const struct call *call, const char *text);
/* Sets fields from pairs; references are resolved from case number, UUID or title. */
struct change_item;
enum status pairs_set(struct call *call, struct change_item *item, const struct pairs *pairs, struct err *err);

/* which.c: what people name on the command line. */
enum status which_kind(const struct call *call, const char *name, const struct kind **out, struct err *err);
/* A case number or a UUID of whatever kind. */
enum status which_record(const struct call *call, const char *said, const struct kind **kind, struct id *id,
	struct err *err);
/* --sort, --filter, as list and export have them. The query borrows values that which_clear frees. */
struct which { struct list_query query; char *value[LIST_FILTERS]; };
enum status which_query(const struct call *call, const struct kind *kind, struct which *out, struct err *err);
void which_clear(struct which *which);
extern const char which_filter_help[], which_sort_help[];

/* progress.c: a line that counts on a terminal, and Ctrl-C as a polite stop. */
void progress_begin(const char *what);        /* translated */
void progress_now(const char *what);          /* another part of the same work */
bool progress_tell(int64_t done, int64_t total);   /* false: the person asked to stop */
void progress_end(void);

/* help.c, manual.c */
void help_program(struct call *call);
void help_command(struct call *call, const struct command *command);
void manual_page(struct call *call);

#endif
