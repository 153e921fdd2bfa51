/* SPDX-License-Identifier: EUPL-1.2 */
/* What is decided about one proposal, from the board and from the proposal's own screen. */
#ifndef SCREENS_PROPOSAL_OWN_H
#define SCREENS_PROPOSAL_OWN_H

#include "match/match.h"
#include "screens/screen.h"

struct proposal_at {
	const struct match_ops *ops;
	struct id proposal, application, person, place;
	int64_t rev;                     /* as it was shown */
};
struct next proposal_confirm(struct app *app, const struct proposal_at *at);
struct next proposal_decline(struct app *app, const struct proposal_at *at);       /* asks why */
struct next proposal_override(struct app *app, const struct proposal_at *at);      /* asks to whom, and why */
struct next proposal_withdraw(struct app *app, const struct proposal_at *at);      /* asks why */

#endif
