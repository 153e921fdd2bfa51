/* SPDX-License-Identifier: EUPL-1.2 */
/* Which terminal this is and how its own reordering is turned off; see term_bidi.h. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "screens/term_bidi.h"

#define VTE_REORDERS 5800      /* since 0.58 */

static const struct bidi_terminal {
	const char *name;
	const char *off, *on;
	const char *called, *setting;     /* where no sequence helps */
} terminals[] = {
	{ "vte", "\033[8l", "\033[8h", NULL, NULL },     /* and mintty: the mode BDSM of ECMA-48 */
	{ "konsole", "\033]50;BidiRenderingEnabled=false\a", "\033]50;BidiRenderingEnabled=true\a", NULL, NULL },
	{ "mlterm", "\033]5379;use_ctl=false\a", "\033]5379;use_ctl=true\a", NULL, NULL },
	{ "lro", NULL, NULL, NULL, NULL },
	{ "app", NULL, NULL, NULL, NULL },
	{ "off", NULL, NULL, NULL, NULL },
	{ "putty", NULL, NULL, "PuTTY", "Terminal > Features > Disable bidirectional text display, Disable Arabic text shaping" },
	{ "kitty", NULL, NULL, "kitty", "force_ltr yes" },
};

static struct {
	const struct bidi_terminal *is;   /* NULL: not known, or one that does not reorder */
	bool told;                        /* by FOOTHOLD_BIDI: no answer changes it */
	bool within;                      /* tmux or screen stands between: it would answer for itself */
	bool was_off;                     /* the terminal's own way was off before */
} bidi;

static const struct bidi_terminal *named(const char *name)
{
	for (size_t i = 0; name && i < ARRAY_LEN(terminals); i++) {
		if (str_same(name, terminals[i].name))
			return &terminals[i];
	}
	return NULL;
}

static bool is(const char *name)
{
	return bidi.is && str_same(bidi.is->name, name);
}

static bool term_begins(const char *beginning)
{
	const char *term = getenv("TERM");

	return term && str_starts(term, beginning);
}

/* xterm and the Linux console do not reorder, and OSC 50 would change their font: it is never sent blind. */
static const char *recognised(void)
{
	const char *vte = getenv("VTE_VERSION");

	if (vte && strtol(vte, NULL, 10) >= VTE_REORDERS)
		return "vte";
	if (!str_empty(getenv("KONSOLE_VERSION")))
		return "konsole";
	if (!str_empty(getenv("MLTERM")))
		return "mlterm";
	if (term_begins("putty"))
		return "putty";
	return term_begins("xterm-kitty") ? "kitty" : NULL;
}

void term_bidi_begin(void)
{
	const struct bidi_terminal *told = named(getenv("FOOTHOLD_BIDI"));

	bidi.told = told != NULL;
	bidi.is = told ? told : named(recognised());
	bidi.within = !str_empty(getenv("TMUX")) || !str_empty(getenv("STY"));
	bidi.was_off = false;
}

/* Of those that would show a question they do not know as text, none is asked. */
static bool answers(void)
{
	static const char *const families[] = { "xterm", "vte", "gnome", "konsole", "mlterm", "putty", "rxvt", "mintty" };

	for (size_t i = 0; i < ARRAY_LEN(families); i++) {
		if (term_begins(families[i]))
			return !bidi.within;
	}
	return false;
}

const char *term_bidi_question(void)
{
	if (!answers())
		return NULL;
	if (is("vte"))
		return "\033[8$p";               /* DECRQM: whether it reorders now */
	return bidi.is || bidi.told ? NULL : "\033[>q\033[>c";    /* XTVERSION, DA2 */
}

static const char *by_name(const char *name)
{
	static const struct { const char *begins, *terminal; } names[] = {
		{ "Konsole", "konsole" }, { "mlterm", "mlterm" }, { "VTE(", "vte" }, { "mintty", "vte" }, { "kitty", "kitty" },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_starts(name, names[i].begins))
			return names[i].terminal;
	}
	return NULL;
}

/* By what it says of its kind and version: xterm says 41 and a version of three digits, VTE 61 or 65 and one of four. */
static const char *by_kind(const char *attributes)
{
	int kind = -1, version = -1, more = -1;

	if (sscanf(attributes, "%d;%d;%d", &kind, &version, &more) != 3)
		return NULL;
	if (kind == 0 && version == 136)
		return "putty";
	if (kind == 24)
		return "mlterm";
	if (kind == 77 || ((kind == 61 || kind == 65) && version >= VTE_REORDERS))
		return "vte";
	return NULL;
}

bool term_bidi_answer(const char *answer)
{
	const char *name = NULL;

	if (str_starts(answer, "8;")) {
		bidi.was_off = is("vte") && str_same(answer, "8;2$y");
		return false;
	}
	if (str_starts(answer, ">|"))
		name = by_name(answer + 2);
	else if (answer[0] == '>')
		name = by_kind(answer + 1);
	if (bidi.is || bidi.told || !name)
		return false;
	bidi.is = named(name);
	return true;
}

/* tmux hands a sequence on to its terminal where the user allows it, screen always. */
static const char *handed_on(const char *sequence)
{
	static char wrapped[120];
	bool tmux = !str_empty(getenv("TMUX"));
	size_t n = (size_t)snprintf(wrapped, sizeof(wrapped), "%s", tmux ? "\033Ptmux;" : "\033P");

	for (const char *c = sequence; *c && n + 6 < sizeof(wrapped); c++) {
		if (*c == '\033' && tmux)
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
	const char *sequence = !bidi.is ? NULL : on ? bidi.is->on : bidi.is->off;

	if (!sequence || (on && bidi.was_off))
		return NULL;
	return bidi.within ? handed_on(sequence) : sequence;
}

bool term_bidi_overrides(void)
{
	return is("lro") || (is("vte") && !bidi.told && !str_empty(getenv("TMUX")));
}

bool term_bidi_as_read(void)
{
	return is("off");
}

enum bidi_trouble term_bidi_trouble(const char **terminal, const char **setting)
{
	if (bidi.is && bidi.is->called) {
		*terminal = bidi.is->called;
		*setting = bidi.is->setting;
		return BIDI_TURNS;
	}
	return !bidi.told && term_begins("linux") ? BIDI_NO_LETTERS : BIDI_FINE;
}
