/* SPDX-License-Identifier: EUPL-1.2 */
/* Which terminals are told to leave the order of letters to us, and how wide the signs of states are, where lines break. */
#include "tests/unit/test.h"

#include <stdlib.h>

#include "base/msg.h"
#include "base/utf.h"
#include "screens/term.h"
#include "screens/term_bidi.h"
#include "screens/wrap.h"

static void forget_terminal(void)
{
	unsetenv("FOOTHOLD_BIDI");
	unsetenv("VTE_VERSION");
	unsetenv("KONSOLE_VERSION");
	unsetenv("MLTERM");
	unsetenv("TMUX");
}

static void a_terminal_that_does_not_reorder_is_left_alone(void **state)
{
	(void)state;
	forget_terminal();
	assert_null(term_bidi_switch(false));
	setenv("VTE_VERSION", "5200", 1);
	assert_null(term_bidi_switch(false));
}

static void those_that_do_are_told_and_get_it_back(void **state)
{
	(void)state;
	forget_terminal();
	setenv("VTE_VERSION", "7006", 1);
	assert_string_equal(term_bidi_switch(false), "\033[8l");
	assert_string_equal(term_bidi_switch(true), "\033[8h");
	forget_terminal();
	setenv("KONSOLE_VERSION", "221203", 1);
	assert_string_equal(term_bidi_switch(false), "\033]50;BidiRenderingEnabled=false\a");
	forget_terminal();
	setenv("MLTERM", "3.9.3", 1);
	assert_string_equal(term_bidi_switch(false), "\033]5379;use_ctl=false\a");
}

static void the_setting_goes_before_the_guess(void **state)
{
	(void)state;
	forget_terminal();
	setenv("VTE_VERSION", "7006", 1);
	setenv("FOOTHOLD_BIDI", "off", 1);
	assert_null(term_bidi_switch(false));
	setenv("FOOTHOLD_BIDI", "mlterm", 1);
	assert_string_equal(term_bidi_switch(false), "\033]5379;use_ctl=false\a");
	setenv("FOOTHOLD_BIDI", "auto", 1);
	assert_string_equal(term_bidi_switch(false), "\033[8l");
}

static void tmux_hands_it_on(void **state)
{
	(void)state;
	forget_terminal();
	setenv("VTE_VERSION", "7006", 1);
	setenv("TMUX", "/tmp/tmux-0/default,1,0", 1);
	assert_string_equal(term_bidi_switch(false), "\033Ptmux;\033\033[8l\033\\");
	forget_terminal();
}

static void every_sign_takes_one_column(void **state)
{
	(void)state;
	for (int sign = SIGN_NONE; sign <= SIGN_BOX_OFF; sign++)
		assert_int_equal(utf_width(sign_text((enum sign)sign)), 1);
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
		cmocka_unit_test(a_terminal_that_does_not_reorder_is_left_alone),
		cmocka_unit_test(those_that_do_are_told_and_get_it_back),
		cmocka_unit_test(the_setting_goes_before_the_guess),
		cmocka_unit_test(tmux_hands_it_on),
		cmocka_unit_test(every_sign_takes_one_column),
		cmocka_unit_test(lines_break_at_blanks_and_hyphens_of_words),
	};

	msg_init("");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
