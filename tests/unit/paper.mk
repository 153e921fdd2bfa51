# SPDX-License-Identifier: EUPL-1.2
# Each is tests/unit/paper/NAME.c.
PAPER_TEST_LIBS = libpaper.a libexchange.a libinsight.a libmatch.a libfigures.a libcases.a libregister.a libstore.a libcheap.a \
	libvault.a libbase.a $(CMOCKA_LIBS) $(PAPER_LIBS) $(BIDI_LIBS) $(GLPK_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
PAPER_TEST_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(PAPER_CFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)
PAPER_TESTS = \
	tests/unit/paper/test_letter \
	tests/unit/paper/test_newcomer \
	tests/unit/paper/test_pdf \
	tests/unit/paper/test_printer \
	tests/unit/paper/test_scripts
check_PROGRAMS += $(PAPER_TESTS)
TESTS += $(PAPER_TESTS)

tests_unit_paper_test_pdf_SOURCES = tests/unit/paper/test_pdf.c tests/unit/paper/drawn.h
tests_unit_paper_test_pdf_CPPFLAGS = $(PAPER_TEST_CPPFLAGS)
tests_unit_paper_test_pdf_LDADD = $(PAPER_TEST_LIBS)

tests_unit_paper_test_scripts_SOURCES = tests/unit/paper/test_scripts.c tests/unit/paper/drawn.h
tests_unit_paper_test_scripts_CPPFLAGS = $(PAPER_TEST_CPPFLAGS)
tests_unit_paper_test_scripts_LDADD = $(PAPER_TEST_LIBS)

tests_unit_paper_test_newcomer_SOURCES = tests/unit/paper/test_newcomer.c
tests_unit_paper_test_newcomer_CPPFLAGS = $(PAPER_TEST_CPPFLAGS)
tests_unit_paper_test_newcomer_LDADD = $(PAPER_TEST_LIBS)
tests_unit_paper_test_letter_SOURCES = tests/unit/paper/test_letter.c tests/unit/paper/drawn.h
tests_unit_paper_test_letter_CPPFLAGS = $(PAPER_TEST_CPPFLAGS)
tests_unit_paper_test_letter_LDADD = $(PAPER_TEST_LIBS)

tests_unit_paper_test_printer_SOURCES = tests/unit/paper/test_printer.c
tests_unit_paper_test_printer_CPPFLAGS = $(PAPER_TEST_CPPFLAGS)
tests_unit_paper_test_printer_LDADD = $(PAPER_TEST_LIBS)
