/* SPDX-License-Identifier: EUPL-1.2 */
/* Starts the terminal, opens the first screen, runs the loop, puts the terminal back. */
#include <config.h>

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "screens/places.h"
#include "screens/screens.h"

/* The language that this user chose last, unless the command line says otherwise. */
static void take_language(struct store *store, const struct actor *actor)
{
	char *key = mem_fmt("language:%s", actor->user), *code = NULL;

	if (setting_get(store, key, &code, NULL) == ST_OK && code)
		msg_set_language(code);
	free(code);
	free(key);
}

enum status screens_run(struct store *store, const struct actor *actor, const struct screens_options *options,
	struct err *err)
{
	struct app app = { .store = store, .actor = actor };
	struct term_options terminal = { .plain = options->plain };
	enum status st;

	if (!options->language_given)
		take_language(store, actor);
	if (setting_get(store, "municipality", &app.town, err) != ST_OK)
		return err ? err->status : ST_IO;
	st = term_start(&terminal, err);
	if (st == ST_OK) {
		st = screen_loop(&app, today_screen(&app), err);
		term_end();
	}
	free(app.town);
	return st;
}
