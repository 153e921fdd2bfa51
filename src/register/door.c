/* SPDX-License-Identifier: EUPL-1.2 */
/* The approved exceptions of the open file, and the one sentence of every refusal; see door.h. */
#include "register/door.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"

QUERY(approved, "door.approved", QUERY_INTERACTIVE,
	"SELECT words, own_field, ground_key FROM exception WHERE gone = 0 AND state = 'approved' ORDER BY rid");

struct excepted { char *words, *own, *ground; };      /* words folded; key of the ground */
static struct excepted *let_through;
static int n_let_through;

static char *folded(const char *text)
{
	struct str out = STR_INIT;

	text_fold(&out, text ? text : "");
	return str_take(&out);
}

static void forget(void)
{
	for (int i = 0; i < n_let_through; i++) {
		free(let_through[i].words);
		free(let_through[i].own);
		free(let_through[i].ground);
	}
	free(let_through);
	let_through = NULL;
	n_let_through = 0;
}

enum status door_open(struct store *store, struct err *err)
{
	struct stmt *stmt;
	enum status st = store_query(store, &approved, &stmt, err);

	forget();
	if (st != ST_OK)
		return st;
	while ((st = stmt_step(stmt, err)) == ST_OK) {
		let_through = mem_resize(let_through, (size_t)n_let_through + 1, sizeof(*let_through));
		let_through[n_let_through++] = (struct excepted){ folded(stmt_get_text(stmt, 0)),
			mem_str(stmt_get_text(stmt, 1)), mem_str(stmt_get_text(stmt, 2)) };
	}
	return st == ST_DONE ? ST_OK : st;
}

static bool excepted(const char *own, const char *text, const struct gate_verdict *verdict)
{
	char *words = folded(text);
	bool found = false;

	for (int i = 0; i < n_let_through && !found; i++) {
		const struct excepted *one = &let_through[i];

		found = str_same(one->ground, verdict->ground) &&
			(str_same(one->words, words) || (own && str_same(one->own, own)));
	}
	free(words);
	return found;
}

struct gate_verdict door_judge(const char *own, const char *text)
{
	struct gate_verdict verdict = gate_judge(text, NULL);

	if (verdict.refused && n_let_through && excepted(own, text, &verdict))
		return (struct gate_verdict){ .refused = false };
	return verdict;
}

enum status door_refuse(struct err *err, const char *text, const struct gate_verdict *verdict)
{
	/* TRANSLATORS: 1: the words that were refused, 2: what is never asked, like "religion or belief", 3: the law, 4: a
	 * whole sentence that says what to ask instead */
	return err_set(err, ST_INVALID, _("“%s” asks about %s, which is never recorded (%s). %s Nothing was changed."), text,
		_(verdict->title), verdict->source, _(verdict->instead));
}

enum status door_check(const char *own, const char *text, struct err *err)
{
	struct gate_verdict verdict = door_judge(own, text);

	return verdict.refused ? door_refuse(err, text, &verdict) : ST_OK;
}
