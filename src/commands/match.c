/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold match: who fits what by the published criteria, rounds, and what was decided of their proposals. */
#include "commands/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "commands/verbs.h"

#define RANK " for limit round place again weigh try "

static const struct match_word words[] = {
	{ "jobs", 0, 0, RANK, match_rank_word },
	{ "homes", 0, 0, RANK, match_rank_word },
	{ "courses", 0, 0, RANK, match_rank_word },
	{ "mentors", 0, 0, RANK, match_rank_word },
	{ "audit", 0, 1, " output print format size ", match_audit_word },
	{ "offer", 2, 2, " for ", match_offer_word },
	{ "explain", 1, 1, " paper output print format size ", match_explain_word },
	{ "confirm", 1, 1, " ", match_decide_word },
	{ "decline", 1, 1, " why reason ", match_decide_word },
	{ "override", 1, 1, " for reason ", match_decide_word },
	{ "withdraw", 1, 1, " reason ", match_decide_word },
	{ "lock", 1, 1, " ", match_decide_word },
	{ "unlock", 1, 1, " ", match_decide_word },
	{ "show", 1, 1, " ", match_show_word },
	{ "compare", 2, 2, " ", match_compare_word },
	{ "publish", 1, 1, " ", match_go_on_word },
	{ "close", 1, 1, " ", match_go_on_word },
	{ "cancel", 1, 1, " reason ", match_go_on_word },
	{ "proof", 1, 1, " ", match_proof_word },
	{ "rounds", 0, 0, " limit ", match_rounds_word },
	{ "criteria", 0, 1, " own try weigh dry-run since decided-by published history measures of notice text output "
		"print format size ",
	  match_criteria_word },
};

static const struct match_word *word_named(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_same(words[i].word, name))
			return &words[i];
	return NULL;
}

/* Options that belong to every command are the call's own. */
static bool is_common(const char *name)
{
	for (const struct option_row *row = common_options; row->name; row++)
		if (str_same(row->name, name))
			return true;
	return false;
}

static enum status takes_options(const struct call *call, const struct match_word *word, struct err *err)
{
	for (int i = 0; i < call->n_options; i++) {
		const char *name = call->option[i].row->name;
		char *padded = mem_fmt(" %s ", name);
		bool takes = is_common(name) || strstr(word->options, padded) != NULL;

		free(padded);
		if (!takes)
			return err_set(err, ST_USAGE, _("“foothold match %s” has no option --%s. “foothold help match” tells which go with "
				"what."), word->word, name);
	}
	return ST_OK;
}

enum status match_which(const char *word, enum match_what *out, struct err *err)
{
	return match_named(word, out) ? ST_OK : err_set(err, ST_USAGE, _("Please say jobs, homes, courses or mentors."));
}

void match_who(struct call *call, struct id person, struct str *out)
{
	struct record *record;

	if (read_brief(call->store, &call->actor, register_kind("person"), person, &record, NULL) != ST_OK) {
		str_add(out, "…");
		return;
	}
	str_addf(out, "%s  ", record_get(record, "case_number") ? record_get(record, "case_number") : "");
	record_title(out, record);
	record_free(record);
}

void match_place(struct call *call, const struct kind *kind, struct id place, struct str *out)
{
	if (read_title(call->store, &call->actor, kind, place, out, NULL) != ST_OK)
		str_add(out, "…");
}

enum status verb_match(struct call *call, struct err *err)
{
	const struct match_word *word = word_named(call->argv[0]);
	enum status st;

	if (!word)
		return err_set(err, ST_USAGE, _("“foothold match” does not know “%s”. “foothold help match” shows what it can be asked."),
			call->argv[0]);
	if (call->argc - 1 < word->least || call->argc - 1 > word->most)
		return err_set(err, ST_USAGE, word->least ? _("“foothold match %s” wants to know of which. “foothold help match” shows it "
			"with examples.") : _("“foothold match %s” takes nothing more. “foothold help match” shows it with examples."),
			word->word);
	st = takes_options(call, word, err);
	return st == ST_OK ? word->run(call, err) : st;
}
