/* SPDX-License-Identifier: EUPL-1.2 */
/* Screens that are one list; see listing.h. */
#include <config.h>

#include "screens/listing.h"

#include <stdlib.h>

#include "base/mem.h"
#include "screens/places.h"
#include "screens/wrap.h"

#define WIDE 110             /* from here on the reasons stand beside the list, below it else */
#define REASONS_COLS 46

enum status listing_open(struct screen *screen, struct err *err)
{
	static const struct vcol one = { .min = 1 };
	struct listing *l = (struct listing *)screen;

	l->list = vlist_new(&one, 1);
	l->ops->columns(l);
	if (!id_none(l->person))
		app_title(screen->app, &l->name, "person", l->person);
	return l->ops->load(l, err);
}

static int head_rows(const struct listing *l, int cols)
{
	return l->ops->head_rows + (l->head.len ? wrap_count(l->head.s, cols - 2) - 1 : 0);
}

void listing_layout(struct screen *screen, struct area body)
{
	struct listing *l = (struct listing *)screen;
	int head = head_rows(l, body.cols), reasons = l->reasons > 0 ? l->reasons : l->ops->reason_rows;
	struct area list = { body.row + head, body.col, body.rows - head, body.cols };

	l->why = list;
	if (body.cols >= WIDE && l->ops->reason_rows > 0) {
		list.cols -= REASONS_COLS;
		l->why.col += list.cols;
		l->why.cols = REASONS_COLS;
	} else {
		list.rows -= reasons;
		l->why.row += list.rows;
		l->why.rows = reasons;
	}
	vlist_layout(l->list, list);
}

struct next listing_key(struct screen *screen, int k)
{
	struct err err = { .text = "" };

	return vlist_key(((struct listing *)screen)->list, k, true, &err) ? next_stay() : next_unused();
}

void listing_tell(struct screen *screen, enum news news)
{
	struct listing *l = (struct listing *)screen;
	struct err err = { .text = "" };

	if (news == NEWS_RETURN)
		l->afresh = false;
	if (!l->list || (news != NEWS_CHANGED && news != NEWS_LANGUAGE))
		return;
	if (news == NEWS_LANGUAGE)
		l->ops->columns(l);
	if (l->ops->load(l, &err) != ST_OK)
		app_fail(screen->app, &err);
	if (l->afresh)
		(void)vlist_key(l->list, K_HOME, false, &err);
}

void listing_close(struct screen *screen)
{
	struct listing *l = (struct listing *)screen;

	if (l->ops->clear)
		l->ops->clear(l);
	if (l->list)
		vlist_free(l->list);
	str_free(&l->name);
	str_free(&l->head);
	free(l);
}

void listing_head(struct listing *l, const char *below)
{
	struct area at = l->screen.body;

	listing_layout(&l->screen, at);
	at.col += 1;
	at.cols -= 2;
	at.row += term_wrap(at, LOOK_NORMAL, str_get(&l->head));
	if (below)
		term_text(at.row, at.col, at.cols, LOOK_DIM, below);
}

int listing_now(const struct screen *screen)
{
	const struct vrow *row = vlist_now(((const struct listing *)screen)->list);

	return row ? row->tag : -1;
}

void listing_reason(const struct listing *listing, int at, int is, const char *words)
{
	static const enum sign sign[] = { SIGN_DONE, SIGN_LATE, SIGN_OPEN, SIGN_NONE };
	static const enum look look[] = { LOOK_NORMAL, LOOK_LATE, LOOK_NORMAL, LOOK_DIM };

	if (at >= listing->why.rows)
		return;
	term_sign(listing->why.row + at, listing->why.col + 1, sign[is], look[is]);
	term_text(listing->why.row + at, listing->why.col + 3, listing->why.cols - 4, look[is], words);
}
