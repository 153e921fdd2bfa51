/* SPDX-License-Identifier: EUPL-1.2 */
/* Which terminal this is and how its own reordering is turned off; see term_bidi.h. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "screens/term_bidi.h"

static const struct bidi_terminal {
	const char *name;
	const char *off, *on;
} terminals[] = {
	{ "vte", "\033[8l", "\033[8h" },
	{ "konsole", "\033]50;BidiRenderingEnabled=false\a", "\033]50;BidiRenderingEnabled=true\a" },
	{ "mlterm", "\033]5379;use_ctl=false\a", "\033]5379;use_ctl=true\a" },
};

/* VTE reorders since 0.58. xterm and the Linux console do not, and OSC 50 would change their font: never sent blind. */
static const char *recognised(void)
{
	const char *vte = getenv("VTE_VERSION");

	if (vte && strtol(vte, NULL, 10) >= 5800)
		return "vte";
	if (!str_empty(getenv("KONSOLE_VERSION")))
		return "konsole";
	if (!str_empty(getenv("MLTERM")))
		return "mlterm";
	return NULL;
}

/* tmux hands a sequence on to its terminal where the user allows it. */
static const char *through_tmux(const char *sequence)
{
	static char wrapped[120];
	size_t n = (size_t)snprintf(wrapped, sizeof(wrapped), "\033Ptmux;");

	for (const char *c = sequence; *c && n + 6 < sizeof(wrapped); c++) {
		if (*c == '\033')
			wrapped[n++] = '\033';
		wrapped[n++] = *c;
	}
	wrapped[n++] = '\033';
	wrapped[n++] = '\\';
	wrapped[n] = '\0';
	return wrapped;
}

const char *term_bidi_switch(bool on)
{
	const char *name = getenv("FOOTHOLD_BIDI");

	if (str_empty(name) || str_same(name, "auto"))
		name = recognised();
	for (size_t i = 0; name && i < ARRAY_LEN(terminals); i++) {
		const char *sequence = on ? terminals[i].on : terminals[i].off;

		if (str_same(name, terminals[i].name))
			return str_empty(getenv("TMUX")) ? sequence : through_tmux(sequence);
	}
	return NULL;
}
