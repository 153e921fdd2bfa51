/* SPDX-License-Identifier: EUPL-1.2 */
/* The board of a round, among its own files: board.c shows it, board_rows.c reads it, board_do.c
 * changes it. */
#ifndef SCREENS_BOARD_OWN_H
#define SCREENS_BOARD_OWN_H

#include "match/dossier.h"
#include "match/propose.h"
#include "match/round.h"
#include "screens/listing.h"

/* What stands in the list: who gets what, who gets nothing, or who would get something
 * else than in the last round, or by another weight. */
enum board_shows { BOARD_RESULT, BOARD_LEFT, BOARD_LAST, BOARD_TRY };

struct board {
	struct listing of;
	enum match_what what;
	const struct match_ops *ops;
	const struct kind *kind;         /* of its proposals */
	struct id round;                 /* none: computed and not saved */
	struct record *record;           /* the round's, once it is saved */
	struct round *computed;          /* in memory; NULL: a saved one is shown */
	bool stale;                      /* something was saved since it was computed */
	struct round_list list;          /* who gets what */
	struct id *place;                /* these places alone; NULL: all */
	int n_places;

	enum board_shows shows;
	struct match_rule rule;          /* the weights being tried */
	struct round *tried;             /* by these weights; with BOARD_TRY */
	struct str tried_words;          /* "Days waited: 400 instead of 300" */
	struct round_moves moves;        /* with BOARD_LAST, BOARD_TRY */
	char last_day[11];               /* of the round compared with */

	int *order;                      /* of list.pair, of moves.move, or of the candidates who get nothing: as shown */
	int count;
	struct id told;                  /* the row whose reasons these are; none: nobody's */
	struct dossier dossier;
	bool has_dossier;
	struct match_line line[MATCH_CRITERIA_MOST];
	int n_lines;
	struct str threshold;
};

/* board_rows.c */
enum status board_compute(struct board *board, struct err *err);       /* into memory, with progress and Esc */
enum status board_try(struct board *board, struct err *err);           /* by board->rule; then shows what moves */
enum status board_rule(struct board *board, struct match_rule *out, struct err *err);  /* by which it is computed */
enum status board_compare(struct board *board, struct err *err);       /* with the last round */
enum status board_load(struct listing *of, struct err *err);
void board_result(struct board *board);                                 /* shows who gets what again */
void board_columns(struct listing *of);
void board_clear(struct listing *of);
bool board_is(const struct board *board, const char *state);            /* of the round */
/* What the row under the cursor is and whom it is about; false: there is none. */
bool board_cursor(const struct board *board, struct id *key, struct id *application);
/* The row under the cursor; NULL: none, or the list shows moves. */
const struct round_pair *board_now(const struct board *board);
const struct round_move *board_move(const struct board *board);
/* Who gets nothing: the row of the round in memory, or NULL. */
const struct round_row *board_left(const struct board *board);

/* board_reasons.c: reads the reasons for the row under the cursor; false: there are none. */
bool board_tell(struct board *board);

/* board_do.c */
struct next board_save(struct board *board);
struct next board_publish(struct board *board);
struct next board_close(struct board *board);
struct next board_cancel(struct board *board);
struct next board_lock(struct board *board);
struct next board_confirm(struct board *board);
struct next board_decline(struct board *board);
struct next board_override(struct board *board);
struct next board_withdraw(struct board *board);
struct next board_weigh(struct board *board);
struct next board_places(struct board *board);

/* round_places.c: `done` takes the places chosen, none: all; other than ST_OK keeps the screen open. */
typedef enum status round_places_done(void *ctx, const struct id *place, int n, struct err *err);
struct screen *round_places_screen(struct app *app, enum match_what what, const struct id *place, int n, round_places_done *done,
	void *ctx);

#endif
