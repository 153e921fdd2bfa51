/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold report rule: from which count on numbers are told, and whether noughts are. */
#include "commands/report.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"

static enum status read_options(const struct call *call, struct report_rule *rule, struct err *err)
{
	const char *zero = call_option(call, "zero");
	long threshold;
	enum status st = call_number(call, "threshold", rule->threshold, &threshold, err);

	if (st != ST_OK)
		return st;
	rule->threshold = threshold > REPORT_THRESHOLD_MOST ? REPORT_THRESHOLD_MOST + 1 : (int)threshold;
	if (zero && !str_same(zero, "told") && !str_same(zero, "secret"))
		return err_set(err, ST_USAGE, _("--zero is told or secret."));
	if (zero)
		rule->zero_secret = str_same(zero, "secret");
	return ST_OK;
}

enum status report_rule_word(struct call *call, struct err *err)
{
	struct report_rule rule;
	enum status st = report_rule_read(call->store, &rule, err);
	char *text;

	if (st == ST_OK)
		st = read_options(call, &rule, err);
	if (st == ST_OK && (call_given(call, "threshold") || call_given(call, "zero")))
		st = report_rule_set(call->store, &call->actor, &rule, err);
	if (st != ST_OK)
		return st;
	if (call->json)
		return out_json(call, json_pack("{s:i, s:b}", "threshold", rule.threshold, "zero_secret", rule.zero_secret), err);
	text = mem_fmt(ngettext("Counts below %d are withheld; of what harms when it is known, those below twice as many.",
		"Counts below %d are withheld; of what harms when it is known, those below twice as many.",
		(unsigned long)rule.threshold), rule.threshold);
	out_line(call, text);
	free(text);
	out_line(call, rule.zero_secret ? _("Noughts are withheld as well.") : _("Noughts are told."));
	return call_flush(call, err);
}
