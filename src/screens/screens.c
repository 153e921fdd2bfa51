/* SPDX-License-Identifier: EUPL-1.2 */
/* Starts the terminal, runs the loop from the log-in on, puts the terminal back. */
#include <config.h>

#include "screens/screen.h"
#include "screens/screens.h"

enum status screens_run(const struct session_options *how, const struct screens_options *options, struct err *err)
{
	struct app app = { .how = how, .actor = &app.session.actor, .language_given = options->language_given };
	struct term_options terminal = { .plain = options->plain, .contrast = options->contrast };
	enum status st = ST_OK;

	if (how->passphrase_file)
		st = session_open(how, &app.session, err);
	if (st == ST_OK)
		st = term_start(&terminal, err);
	if (st == ST_OK) {
		st = screen_loop(&app, err);
		term_end();
	}
	session_close(&app.session);
	return st;
}
