/* SPDX-License-Identifier: EUPL-1.2 */
/* The single offer out of a ranked list. */
#ifndef SCREENS_RANKED_OWN_H
#define SCREENS_RANKED_OWN_H

#include "match/match.h"
#include "screens/screen.h"

struct offer_of {
	enum match_what what;
	struct id application, person, place;
	int before;                      /* so many stand before, who would have come first */
};
/* Asks whether, or until when an answer is awaited, and makes it: a proposal with its reasons, confirmed. */
struct screen *offer_screen(struct app *app, const struct offer_of *of);

#endif
