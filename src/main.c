/* SPDX-License-Identifier: EUPL-1.2 */
/* Start what everything stands on, and join the commands to the screens. */
#include "base/msg.h"
#include "base/secret.h"
#include "cases/cases.h"
#include "commands/commands.h"
#include "match/match.h"
#include "screens/screens.h"

static enum status open_screens(const struct session_options *how, bool plain, bool contrast, bool language_given, struct err *err)
{
	const struct screens_options options = { .plain = plain, .contrast = contrast, .language_given = language_given };

	return screens_run(how, &options, err);
}

int main(int argc, char **argv)
{
	secret_harden_process();
	msg_init(argv[0]);
	cases_init();
	match_init();
	return commands_run(argc, argv, open_screens);
}
