/* SPDX-License-Identifier: EUPL-1.2 */
/* The words behind `foothold match`, one file each; the table stands in match.c. */
#ifndef COMMANDS_MATCH_H
#define COMMANDS_MATCH_H

#include "commands/command.h"
#include "match/match.h"

struct match_word {
	const char *word;            /* "explain" */
	int least, most;             /* operands behind it */
	const char *options;         /* " why reason ": which it takes, beside --json */
	enum status (*run)(struct call *call, struct err *err);      /* call->argv[0] is the word */
};

/* match_rank.c: jobs, homes, courses, mentors: who fits what, or with --round a round of it. */
enum status match_rank_word(struct call *call, struct err *err);

/* match_rounds.c */
enum status match_rounds_word(struct call *call, struct err *err);

/* match_criteria.c */
enum status match_criteria_word(struct call *call, struct err *err);
/* match_audit.c */
enum status match_audit_word(struct call *call, struct err *err);

/* What is shared. */
enum status match_which(const char *word, enum match_what *out, struct err *err);
/* "HA-3487-7594-O  Mariam Haidari" of a person that the actor sees; "…" else. */
void match_who(struct call *call, struct id person, struct str *out);
void match_place(struct call *call, const struct kind *kind, struct id place, struct str *out);

#endif
