/* SPDX-License-Identifier: EUPL-1.2 */
/* What Ctrl-Z took back in this session and Ctrl-Y put back; see undo.h. */
#include <config.h>

#include <string.h>

#include "base/msg.h"
#include "register/change.h"
#include "screens/undo.h"

#define KEPT 50

struct sets { struct id id[KEPT]; int n; };

/* Change sets that took something back, and those that put it back again: the journal's last change knows neither. */
static struct sets taken_back, put_back;

static void push(struct sets *sets, struct id id)
{
	if (sets->n == KEPT)
		memmove(sets->id, sets->id + 1, sizeof(*sets->id) * (size_t)--sets->n);
	sets->id[sets->n++] = id;
}

enum status undo_last(struct app *app, struct err *err)
{
	struct id set, undone;
	bool again = put_back.n > 0;
	enum status st = ST_OK;

	if (again)
		set = put_back.id[put_back.n - 1];
	else
		st = journal_last_change(app->store, app->actor->user, &set, err);
	if (st == ST_OK)
		st = change_undo(app->store, app->actor, set, &undone, err);
	if (st != ST_OK)
		return st;
	put_back.n -= again ? 1 : 0;
	push(&taken_back, undone);
	return ST_OK;
}

enum status undo_redo(struct app *app, struct err *err)
{
	struct id set;
	enum status st;

	if (taken_back.n == 0)
		return err_set(err, ST_NOTFOUND, _("There is nothing to put back: Ctrl-Z took nothing back since the last "
			"save."));
	st = change_undo(app->store, app->actor, taken_back.id[taken_back.n - 1], &set, err);
	if (st != ST_OK)
		return st;
	taken_back.n--;
	push(&put_back, set);
	return ST_OK;
}

void undo_forget(void)
{
	taken_back.n = put_back.n = 0;
}
