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

/* match_round.c: computing one, and what follows on it. */
enum status match_round_word(struct call *call, enum match_what what, struct err *err);
/* With --for: how one person would stand; nothing is saved. */
enum status match_standing_word(struct call *call, enum match_what what, struct err *err);
enum status match_show_word(struct call *call, struct err *err);
enum status match_compare_word(struct call *call, struct err *err);
enum status match_go_on_word(struct call *call, struct err *err);        /* publish, close, cancel */
enum status match_proof_word(struct call *call, struct err *err);

/* match_decide.c */
enum status match_decide_word(struct call *call, struct err *err);       /* confirm, decline, withdraw, override, lock, unlock */
enum status match_offer_word(struct call *call, struct err *err);
enum status match_explain_word(struct call *call, struct err *err);

/* What is shared. */
/* Facts of whom or what is said: a case number, an application's UUID, a place's name or UUID (`place` is none of the first
 * two). */
enum status match_read_said(struct call *call, enum match_what what, const char *said, const struct match_rule *rule,
	struct match_facts *facts, struct id *place, struct err *err);
/* The application by which somebody waits: its own id, or a case number. */
enum status match_who_waits(struct call *call, enum match_what what, const char *said, struct id *out, struct err *err);
/* The criteria that --weigh or --try tell, judged and not in force. */
enum status match_criteria_tried(struct call *call, enum match_what what, struct match_rule *out, struct err *err);
enum status match_which(const char *word, enum match_what *out, struct err *err);
/* "HA-3487-7594-O  Mariam Haidari" of a person that the actor sees; "…" else. */
void match_who(struct call *call, struct id person, struct str *out);
void match_place(struct call *call, const struct kind *kind, struct id place, struct str *out);

#endif
