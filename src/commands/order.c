/* SPDX-License-Identifier: EUPL-1.2 */
/* foothold order: in which language's order lists stand, and sorting them all in another one's. */
#include "register/order.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/msg.h"
#include "base/text.h"
#include "commands/verbs.h"

static bool tell(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	return progress_tell(done, total);
}

static enum status sort_anew(struct call *call, const char *language, struct err *err)
{
	enum status st;

	progress_begin(_("Sorting all lists anew"));
	st = order_set(call->store, &call->actor, language, tell, NULL, err);
	progress_end();
	return st;
}

enum status verb_order(struct call *call, struct err *err)
{
	struct str name = STR_INIT;
	char *code = NULL;
	enum status st = call->argc ? sort_anew(call, call->argv[0], err) : ST_OK;

	if (st == ST_OK)
		st = order_language(call->store, &code, err);
	if (st == ST_OK && call->json) {
		st = out_json(call, json_pack("{s:s}", "language", code), err);
	} else if (st == ST_OK) {
		text_language_name(&name, code);
		str_addf(&call->out, _("Lists stand in the order of this language: %s (%s).\n"), str_get(&name), code);
		st = call_flush(call, err);
	}
	str_free(&name);
	free(code);
	return st;
}
