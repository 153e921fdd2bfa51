# SPDX-License-Identifier: EUPL-1.2
SCREEN_TESTS = \
	tests/unit/screens/test_bidi \
	tests/unit/screens/test_editor \
	tests/unit/screens/test_editor_bidi \
	tests/unit/screens/test_pick \
	tests/unit/screens/test_spoken
check_PROGRAMS += $(SCREEN_TESTS)
TESTS += $(SCREEN_TESTS)
screen_test_ldadd = libscreens.a libpaper.a libexchange.a libinsight.a libmatch.a libfigures.a libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a \
	$(CMOCKA_LIBS) $(CURSES_LIBS) $(BIDI_LIBS) $(PAPER_LIBS) $(GLPK_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
screen_test_cflags = $(AM_CFLAGS) $(CMOCKA_CFLAGS) -DTEST_SRCDIR=\"$(abs_top_srcdir)\"

tests_unit_screens_test_bidi_SOURCES = tests/unit/screens/test_bidi.c
tests_unit_screens_test_bidi_CFLAGS = $(screen_test_cflags)
tests_unit_screens_test_bidi_LDADD = $(screen_test_ldadd)
tests_unit_screens_test_editor_SOURCES = tests/unit/screens/test_editor.c
tests_unit_screens_test_editor_CFLAGS = $(screen_test_cflags)
tests_unit_screens_test_editor_LDADD = $(screen_test_ldadd)
tests_unit_screens_test_editor_bidi_SOURCES = tests/unit/screens/test_editor_bidi.c
tests_unit_screens_test_editor_bidi_CFLAGS = $(screen_test_cflags)
tests_unit_screens_test_editor_bidi_LDADD = $(screen_test_ldadd)
tests_unit_screens_test_pick_SOURCES = tests/unit/screens/test_pick.c
tests_unit_screens_test_pick_CFLAGS = $(screen_test_cflags)
tests_unit_screens_test_pick_LDADD = $(screen_test_ldadd)
tests_unit_screens_test_spoken_SOURCES = tests/unit/screens/test_spoken.c
tests_unit_screens_test_spoken_CFLAGS = $(screen_test_cflags)
tests_unit_screens_test_spoken_LDADD = $(screen_test_ldadd)

FRAME_TESTS = \
	tests/unit/screens/test_keys \
	tests/unit/screens/test_term \
	tests/unit/screens/test_vlist \
	tests/unit/screens/test_widths
check_PROGRAMS += $(FRAME_TESTS)
TESTS += $(FRAME_TESTS)
tests_unit_screens_test_vlist_SOURCES = tests/unit/screens/test_vlist.c
tests_unit_screens_test_vlist_CFLAGS = $(screen_test_cflags)
tests_unit_screens_test_vlist_LDADD = $(screen_test_ldadd)
tests_unit_screens_test_keys_SOURCES = tests/unit/screens/test_keys.c
tests_unit_screens_test_keys_CFLAGS = $(screen_test_cflags)
tests_unit_screens_test_keys_LDADD = $(screen_test_ldadd)
tests_unit_screens_test_term_SOURCES = tests/unit/screens/test_term.c
tests_unit_screens_test_term_CFLAGS = $(screen_test_cflags)
tests_unit_screens_test_term_LDADD = $(screen_test_ldadd)
tests_unit_screens_test_widths_SOURCES = tests/unit/screens/test_widths.c
tests_unit_screens_test_widths_CFLAGS = $(screen_test_cflags)
tests_unit_screens_test_widths_LDADD = $(screen_test_ldadd)
