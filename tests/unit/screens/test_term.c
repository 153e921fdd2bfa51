/* SPDX-License-Identifier: EUPL-1.2 */
/* Which terminals are told to leave the order of letters to us, and how wide the signs of states are, where lines break. */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/utf.h"
#include "screens/term.h"
#include "screens/term_bidi.h"
#include "screens/wrap.h"

static void forget_terminal(const char *term)
{
	static const char *const all[] = { "FOOTHOLD_BIDI", "VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "TMUX", "STY" };

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		unsetenv(all[i]);
	setenv("TERM", term, 1);
	term_bidi_begin();
}

static void in_terminal(const char *term, const char *name, const char *value)
{
	forget_terminal(term);
	setenv(name, value, 1);
	term_bidi_begin();
}

static void assert_same(const char *got, const char *want)
{
	if (want)
		assert_string_equal(got ? got : "(nothing)", want);
	else
		assert_null(got);
}

/* Which terminals are told what by their environment, and what they get back. */
static void those_that_reorder_are_told_and_get_it_back(void **state)
{
	static const struct { const char *term, *name, *value, *off, *on; } cases[] = {
		{ "xterm-256color", "VTE_VERSION", "7006", "\033[8l", "\033[8h" },
		{ "xterm-256color", "VTE_VERSION", "5200", NULL, NULL },
		{ "xterm-256color", "KONSOLE_VERSION", "221203", "\033]50;BidiRenderingEnabled=false\a",
			"\033]50;BidiRenderingEnabled=true\a" },
		{ "mlterm", "MLTERM", "3.9.3", "\033]5379;use_ctl=false\a", "\033]5379;use_ctl=true\a" },
		{ "xterm", "WT_SESSION", "1", NULL, NULL },
		{ "linux", "LANG", "C.UTF-8", NULL, NULL },
		{ "vt100", "LANG", "C.UTF-8", NULL, NULL },
		{ "xterm", "FOOTHOLD_BIDI", "vte", "\033[8l", "\033[8h" },
		{ "xterm", "FOOTHOLD_BIDI", "nonsense", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		in_terminal(cases[i].term, cases[i].name, cases[i].value);
		assert_same(term_bidi_switch(false), cases[i].off);
		assert_same(term_bidi_switch(true), cases[i].on);
	}
	unsetenv("WT_SESSION");
}

/* Answers as xterm 379, VTE 0.70, mlterm 3.9, PuTTY's pterm 0.78 gave them, konsole and others as they are described. */
static void over_ssh_the_terminal_says_itself_who_it_is(void **state)
{
	static const struct { const char *answer, *off; enum bidi_trouble trouble; } cases[] = {
		{ ">|XTerm(379)", NULL, BIDI_FINE }, { ">41;379;0c", NULL, BIDI_FINE },
		{ ">65;7006;1c", "\033[8l", BIDI_FINE }, { ">61;7600;1c", "\033[8l", BIDI_FINE },
		{ ">65;5202;1c", NULL, BIDI_FINE },
		{ ">24;279;0c", "\033]5379;use_ctl=false\a", BIDI_FINE },
		{ ">|Konsole 22.12.3", "\033]50;BidiRenderingEnabled=false\a", BIDI_FINE },
		{ ">|mintty 3.6.4", "\033[8l", BIDI_FINE }, { ">77;30604;0c", "\033[8l", BIDI_FINE },
		{ ">0;136;0c", NULL, BIDI_TURNS }, { ">|kitty(0.26.5)", NULL, BIDI_TURNS },
		{ ">0;10;1c", NULL, BIDI_FINE },        /* Windows Terminal */
		{ ">84;0;0c", NULL, BIDI_FINE },        /* tmux */
		{ ">", NULL, BIDI_FINE }, { ">;;", NULL, BIDI_FINE }, { ">|", NULL, BIDI_FINE }, { "", NULL, BIDI_FINE },
		{ "8;1$y", NULL, BIDI_FINE },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *terminal = NULL, *setting = NULL;

		forget_terminal("xterm-256color");
		assert_string_equal(term_bidi_question(), "\033[>q\033[>c");
		assert_int_equal(term_bidi_answer(cases[i].answer), cases[i].off || cases[i].trouble != BIDI_FINE);
		assert_same(term_bidi_switch(false), cases[i].off);
		assert_int_equal(term_bidi_trouble(&terminal, &setting), cases[i].trouble);
		assert_true((terminal != NULL) == (cases[i].trouble == BIDI_TURNS));
	}
}

/* Whoever had it off before keeps it off. */
static void it_is_left_as_it_was_found(void **state)
{
	(void)state;
	in_terminal("xterm-256color", "VTE_VERSION", "7006");
	assert_string_equal(term_bidi_question(), "\033[8$p");
	assert_false(term_bidi_answer("8;2$y"));
	assert_null(term_bidi_switch(true));
	assert_false(term_bidi_answer("8;1$y"));
	assert_string_equal(term_bidi_switch(true), "\033[8h");
}

static void who_would_not_understand_is_not_asked(void **state)
{
	static const char *const terms[] = { "linux", "vt100", "vt220", "ansi", "dumb", "screen", "screen-256color",
		"tmux-256color", "cygwin", "" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
		forget_terminal(terms[i]);
		assert_null(term_bidi_question());
	}
	in_terminal("xterm-256color", "TMUX", "/tmp/tmux-0/default,1,0");
	assert_null(term_bidi_question());
	in_terminal("xterm-256color", "FOOTHOLD_BIDI", "app");
	assert_null(term_bidi_question());
}

static void the_setting_goes_before_the_guess(void **state)
{
	(void)state;
	in_terminal("xterm-256color", "VTE_VERSION", "7006");
	setenv("FOOTHOLD_BIDI", "app", 1);
	term_bidi_begin();
	assert_null(term_bidi_switch(false));
	assert_false(term_bidi_answer(">65;7006;1c"));
	assert_null(term_bidi_switch(false));
	assert_false(term_bidi_as_read());
	setenv("FOOTHOLD_BIDI", "off", 1);
	term_bidi_begin();
	assert_null(term_bidi_switch(false));
	assert_true(term_bidi_as_read());
	setenv("FOOTHOLD_BIDI", "mlterm", 1);
	term_bidi_begin();
	assert_string_equal(term_bidi_switch(false), "\033]5379;use_ctl=false\a");
	setenv("FOOTHOLD_BIDI", "lro", 1);
	term_bidi_begin();
	assert_true(term_bidi_overrides());
	setenv("FOOTHOLD_BIDI", "auto", 1);
	term_bidi_begin();
	assert_string_equal(term_bidi_switch(false), "\033[8l");
	assert_false(term_bidi_overrides());
}

static void what_stands_between_hands_it_on(void **state)
{
	(void)state;
	in_terminal("tmux-256color", "VTE_VERSION", "7006");
	setenv("TMUX", "/tmp/tmux-0/default,1,0", 1);
	term_bidi_begin();
	assert_string_equal(term_bidi_switch(false), "\033Ptmux;\033\033[8l\033\\");
	assert_true(term_bidi_overrides());         /* tmux may not be allowed to */
	in_terminal("screen", "MLTERM", "3.9.3");
	setenv("STY", "1.pts-0.desk", 1);
	term_bidi_begin();
	assert_string_equal(term_bidi_switch(true), "\033P\033]5379;use_ctl=true\a\033\\");
	forget_terminal("xterm");
}

static void a_console_without_arabic_is_known(void **state)
{
	const char *terminal = NULL, *setting = NULL;

	(void)state;
	forget_terminal("linux");
	assert_int_equal(term_bidi_trouble(&terminal, &setting), BIDI_NO_LETTERS);
	forget_terminal("putty-256color");
	assert_int_equal(term_bidi_trouble(&terminal, &setting), BIDI_TURNS);
	assert_string_equal(terminal, "PuTTY");
	assert_non_null(strstr(setting, "Disable bidirectional text display"));
	forget_terminal("xterm");
}

static void every_sign_takes_one_column(void **state)
{
	(void)state;
	for (int sign = SIGN_NONE; sign <= SIGN_BOX_OFF; sign++)
		assert_int_equal(utf_width(sign_text((enum sign)sign)), 1);
}

/* What a state is, nobody needs a colour to know. */
static void every_sign_is_another(void **state)
{
	(void)state;
	for (int one = SIGN_LATE; one <= SIGN_PAUSED; one++) {
		for (int other = one + 1; other <= SIGN_PAUSED; other++)
			assert_string_not_equal(sign_text((enum sign)one), sign_text((enum sign)other));
	}
}

static void assert_breaks(const char *text, int cols, const char *rest)
{
	size_t skip;

	wrap_line(text, cols, &skip);
	assert_string_equal(text + skip, rest);
}

static void lines_break_at_blanks_and_hyphens_of_words(void **state)
{
	(void)state;
	assert_breaks("Talk with an employer", 14, "employer");
	assert_breaks("Kompetenz-Gespräch", 14, "Gespräch");
	assert_breaks("Kompetenz-Gespräch", 10, "Gespräch");
	assert_breaks("Kompetenz-Gespräch", 9, "-Gespräch");
	assert_breaks("the file HA-3487-7594-O", 20, "HA-3487-7594-O");
	assert_breaks("It stands at /srv/well-kept/town.db.", 24, "/srv/well-kept/town.db.");
	assert_breaks("Donaudampfschiff", 10, "schiff");
	assert_int_equal(wrap_count("Kompetenz-Gespräch", 14), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(those_that_reorder_are_told_and_get_it_back),
		cmocka_unit_test(over_ssh_the_terminal_says_itself_who_it_is),
		cmocka_unit_test(it_is_left_as_it_was_found),
		cmocka_unit_test(who_would_not_understand_is_not_asked),
		cmocka_unit_test(the_setting_goes_before_the_guess),
		cmocka_unit_test(what_stands_between_hands_it_on),
		cmocka_unit_test(a_console_without_arabic_is_known),
		cmocka_unit_test(every_sign_takes_one_column),
		cmocka_unit_test(every_sign_is_another),
		cmocka_unit_test(lines_break_at_blanks_and_hyphens_of_words),
	};

	msg_init("");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
