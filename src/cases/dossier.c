/* SPDX-License-Identifier: EUPL-1.2 */
/* Where a dossier stands, counted from what hangs on it. */
#include "cases/dossier.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cases/rules.h"

QUERY(counts_of, "dossier.counts", QUERY_INTERACTIVE,
	"SELECT"
	" (SELECT count(*) FROM requirement WHERE credential = :id AND gone = 0 AND state <> 'not_needed'),"
	" (SELECT count(*) FROM requirement WHERE credential = :id AND gone = 0 AND state = 'missing'),"
	" (SELECT count(*) FROM requirement WHERE credential = :id AND gone = 0 AND state = 'asked'),"
	" (SELECT count(*) FROM requirement WHERE credential = :id AND gone = 0 AND state = 'in_hand'),"
	" (SELECT count(*) FROM requirement WHERE credential = :id AND gone = 0 AND state = 'sent'),"
	" (SELECT count(*) FROM requirement WHERE credential = :id AND gone = 0 AND state <> 'not_needed'"
	"  AND translation = 'needed'),"
	" (SELECT count(*) FROM requirement WHERE credential = :id AND gone = 0 AND state <> 'not_needed'"
	"  AND translation = 'ordered'),"
	" (SELECT count(*) FROM fee WHERE credential = :id AND gone = 0 AND state <> 'not_needed'),"
	" (SELECT count(*) FROM fee WHERE credential = :id AND gone = 0 AND state IN ('open', 'refused')),"
	" (SELECT count(*) FROM fee WHERE credential = :id AND gone = 0 AND state = 'asked'),"
	" (SELECT count(*) FROM measure WHERE credential = :id AND gone = 0 AND state <> 'dropped'),"
	" (SELECT count(*) FROM measure WHERE credential = :id AND gone = 0 AND state NOT IN ('dropped', 'passed')),"
	" (SELECT count(*) FROM training WHERE credential = :id AND gone = 0"
	"  AND state IN ('planned', 'waiting', 'under_way'))");
QUERY(clocks_of_dossier, "dossier.clocks", QUERY_INTERACTIVE,
	"SELECT id, what, due, state, verified, rule, met FROM clock WHERE credential = :id AND gone = 0"
	" ORDER BY state NOT IN ('running', 'suspended'), due, rid LIMIT 12");

enum status dossier_count(struct store *store, struct id credential, struct dossier_counts *out, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &counts_of, &stmt, err);
	int *into[] = { &out->papers, &out->missing, &out->asked, &out->in_hand, &out->sent, &out->to_translate,
		&out->in_translation, &out->fees, &out->fees_open, &out->fees_asked, &out->measures, &out->measures_open,
		&out->trainings_open };

	memset(out, 0, sizeof(*out));
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", credential);
	st = stmt_step(stmt, err);
	for (size_t i = 0; st == ST_OK && i < ARRAY_LEN(into); i++)
		*into[i] = (int)stmt_get_int(stmt, (int)i);
	stmt_reset(stmt);
	return st;
}

enum status dossier_children(struct store *store, const struct actor *actor, const char *kind_name, struct id credential,
	struct list_page *out, struct err *err)
{
	const struct kind *kind = register_kind(kind_name);
	struct list_query query = { .kind = kind, .sort = kind_field(kind, "credential"), .n_filters = 1 };
	char text[37];

	memset(out, 0, sizeof(*out));
	id_text(credential, text);
	query.filter[0] = (struct filter){ query.sort, FILTER_IS, text };
	return kind_seen(actor, kind) ? read_list(store, actor, &query, NULL, false, DOSSIER_ROWS, out, err) : ST_OK;
}

/* ---- what is missing next ---- */

/* First what takes longest, so that nobody waits for a paper and only then for its translation. */
static enum dossier_step while_collecting(const char *route, const struct dossier_counts *n)
{
	if (!route)
		return DOSSIER_CHOOSE_ROUTE;
	if (n->papers == 0)
		return DOSSIER_LIST_PAPERS;
	if (n->missing > 0)
		return DOSSIER_GET_PAPERS;
	if (n->to_translate > 0)
		return DOSSIER_TRANSLATE;
	if (n->fees_open > 0)
		return DOSSIER_SETTLE_MONEY;
	return n->asked > 0 || n->in_translation > 0 || n->fees_asked > 0 ? DOSSIER_AWAIT_PAPERS : DOSSIER_HAND_IN;
}

static enum dossier_step while_partly(const struct dossier_counts *n)
{
	if (n->measures == 0)
		return n->trainings_open > 0 ? DOSSIER_TRAIN : DOSSIER_CHOOSE_MEASURE;
	return n->measures_open > 0 ? DOSSIER_PASS_MEASURE : DOSSIER_ASK_AGAIN;
}

enum dossier_step dossier_next(const char *state, const char *route, const struct dossier_counts *n,
	const char *appeal_until)
{
	if (str_same(state, "submitted"))
		return n->missing + n->asked + n->in_hand > 0 ? DOSSIER_SEND_MORE : DOSSIER_AWAIT_RECEIPT;
	if (str_same(state, "complete"))
		return DOSSIER_AWAIT_DECISION;
	if (str_same(state, "partly"))
		return while_partly(n);
	if (str_same(state, "refused"))
		return appeal_until ? DOSSIER_APPEAL : DOSSIER_OTHER_WAY;
	if (str_same(state, "appealed"))
		return DOSSIER_AWAIT_APPEAL;
	if (str_same(state, "recognised") || str_same(state, "stated"))
		return DOSSIER_USE;
	return str_same(state, "withdrawn") ? DOSSIER_NONE : while_collecting(route, n);
}

static const char *plain_words(enum dossier_step step)
{
	switch (step) {
	case DOSSIER_CHOOSE_ROUTE: return N_("Choose the route: it says which papers are needed and who decides.");
	case DOSSIER_LIST_PAPERS: return N_("Put in the papers that the authority asks for.");
	case DOSSIER_AWAIT_PAPERS: return N_("Wait for what was asked for or ordered; ask again where nothing comes.");
	case DOSSIER_HAND_IN: return N_("Everything is there: hand the dossier in.");
	case DOSSIER_AWAIT_RECEIPT: return N_("Wait for the authority to say whether the dossier is complete.");
	case DOSSIER_AWAIT_DECISION: return N_("Wait for the decision.");
	case DOSSIER_CHOOSE_MEASURE: return N_("Note what the authority still asks for: an adaptation period or a test.");
	case DOSSIER_TRAIN: return N_("Finish the bridging training, then ask the authority again.");
	case DOSSIER_ASK_AGAIN: return N_("Every measure is passed: ask the authority for full recognition.");
	case DOSSIER_APPEAL: return N_("Talk about the refusal while there is time to appeal.");
	case DOSSIER_AWAIT_APPEAL: return N_("Wait for the decision on the appeal.");
	case DOSSIER_OTHER_WAY: return N_("Look for another way: another route, training, or related work.");
	case DOSSIER_USE: return N_("Use it: for work, for training, for the plan.");
	default: return N_("Nothing is missing.");
	}
}

void dossier_next_words(struct str *out, enum dossier_step step, const struct dossier_counts *n)
{
	int more = n->missing + n->asked + n->in_hand;

	switch (step) {
	case DOSSIER_GET_PAPERS:
		str_addf(out, ngettext("Get the %d paper that is still missing.", "Get the %d papers that are still missing.",
			(unsigned long)n->missing), n->missing);
		break;
	case DOSSIER_TRANSLATE:
		str_addf(out, ngettext("Have %d paper translated.", "Have %d papers translated.", (unsigned long)n->to_translate),
			n->to_translate);
		break;
	case DOSSIER_SETTLE_MONEY:
		str_addf(out, ngettext("Settle who pays for %d item.", "Settle who pays for %d items.",
			(unsigned long)n->fees_open), n->fees_open);
		break;
	case DOSSIER_SEND_MORE:
		str_addf(out, ngettext("Send %d more paper: only then does the term for the decision begin.",
			"Send %d more papers: only then does the term for the decision begin.", (unsigned long)more), more);
		break;
	case DOSSIER_PASS_MEASURE:
		str_addf(out, ngettext("%d measure is still to be passed.", "%d measures are still to be passed.",
			(unsigned long)n->measures_open), n->measures_open);
		break;
	default:
		str_add(out, _(plain_words(step)));
	}
}

/* ---- terms ---- */

enum status dossier_clocks(struct store *store, struct id credential, struct dossier_clock out[DOSSIER_CLOCKS], int *count,
	struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &clocks_of_dossier, &stmt, err);

	*count = 0;
	if (st != ST_OK)
		return st;
	stmt_id(stmt, "id", credential);
	while ((st = stmt_step(stmt, err)) == ST_OK && *count < DOSSIER_CLOCKS) {
		struct dossier_clock *clock = &out[(*count)++];

		clock->id = stmt_get_id(stmt, 0);
		str_copy(clock->what, sizeof(clock->what), stmt_is_null(stmt, 1) ? "" : stmt_get_text(stmt, 1));
		str_copy(clock->due, sizeof(clock->due), stmt_is_null(stmt, 2) ? "" : stmt_get_text(stmt, 2));
		str_copy(clock->state, sizeof(clock->state), stmt_is_null(stmt, 3) ? "" : stmt_get_text(stmt, 3));
		str_copy(clock->rule, sizeof(clock->rule), stmt_is_null(stmt, 5) ? "" : stmt_get_text(stmt, 5));
		str_copy(clock->met, sizeof(clock->met), stmt_is_null(stmt, 6) ? "" : stmt_get_text(stmt, 6));
		clock->verified = stmt_get_int(stmt, 4) == 1;
	}
	stmt_reset(stmt);
	return st == ST_DONE || st == ST_OK ? ST_OK : st;
}

static bool is_appeal(const struct dossier_clock *clock)
{
	return strstr(clock->rule, "_recognition_appeal") != NULL;
}

const char *dossier_appeal_until(const struct dossier_clock *clock, int count)
{
	char today[11];

	date_text(clock_today(), today);
	for (int i = 0; i < count; i++)
		if (is_appeal(&clock[i]) && str_same(clock[i].state, "running") && strcmp(clock[i].due, today) >= 0)
			return clock[i].due;
	return NULL;
}

enum dossier_step dossier_step_of(const struct record *credential, const struct dossier_counts *counts,
	const struct dossier_clock *clock, int n_clocks)
{
	const char *until = dossier_appeal_until(clock, n_clocks);
	bool known = record_get(credential, "appealed") != NULL;

	for (int i = 0; i < n_clocks; i++)
		known |= is_appeal(&clock[i]);
	return dossier_next(record_get(credential, "state"), record_get(credential, "route"), counts,
		known ? until : "");
}
