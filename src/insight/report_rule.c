/* SPDX-License-Identifier: EUPL-1.2 */
/* By which rule the town withholds counts; see report.h. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/msg.h"
#include "figures/disclose.h"
#include "insight/report.h"
#include "store/acts.h"

#define THRESHOLD "report.threshold"
#define ZERO "report.zero"

enum status report_rule_read(struct store *store, struct report_rule *out, struct err *err)
{
	char *threshold = NULL, *zero = NULL;
	enum status st = setting_get(store, THRESHOLD, &threshold, err);
	long n;

	*out = (struct report_rule){ disclose_rule_default.threshold, disclose_rule_default.zero_secret };
	if (st == ST_OK)
		st = setting_get(store, ZERO, &zero, err);
	n = threshold ? strtol(threshold, NULL, 10) : 0;
	if (n >= REPORT_THRESHOLD_LEAST && n <= REPORT_THRESHOLD_MOST)
		out->threshold = (int)n;
	if (zero)
		out->zero_secret = str_same(zero, "secret");
	free(threshold);
	free(zero);
	return st;
}

static enum status write_rule(struct store *store, const struct actor *actor, const struct report_rule *rule,
	struct err *err)
{
	struct act_by by = actor_by(actor);
	json_t *told = json_pack("{s:i, s:b}", "threshold", rule->threshold, "zero_secret", rule->zero_secret);
	char text[16], *detail = json_dumps(told, JSON_COMPACT);
	enum status st;

	snprintf(text, sizeof(text), "%d", rule->threshold);
	st = setting_set(store, THRESHOLD, text, err);
	if (st == ST_OK)
		st = setting_set(store, ZERO, rule->zero_secret ? "secret" : "told", err);
	if (st == ST_OK)
		st = act_note(store, &by, "report.rule", (struct id){ { 0 } }, detail, err);
	free(detail);
	json_decref(told);
	return st;
}

enum status report_rule_set(struct store *store, const struct actor *actor, const struct report_rule *rule, struct err *err)
{
	enum status st;

	if (!(actor->roles & (ROLE_SUPERVISOR | ROLE_ADMIN)) || !id_none(actor->grant))
		return err_set(err, ST_DENIED, _("By which rule counts are withheld is for supervisors and administrators to decide. "
			"Nothing was changed."));
	if (rule->threshold < REPORT_THRESHOLD_LEAST || rule->threshold > REPORT_THRESHOLD_MOST)
		return err_set(err, ST_INVALID, _("The threshold is a number from %d to %d: smaller counts are withheld. Nothing was "
			"changed."), REPORT_THRESHOLD_LEAST, REPORT_THRESHOLD_MOST);
	st = store_begin(store, err);
	if (st != ST_OK)
		return st;
	st = write_rule(store, actor, rule, err);
	if (st == ST_OK)
		return store_commit(store, err);
	store_rollback(store);
	return st;
}
