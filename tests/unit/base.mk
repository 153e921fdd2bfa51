# SPDX-License-Identifier: EUPL-1.2
BASE_TESTS = \
	tests/unit/base/test_date \
	tests/unit/base/test_id \
	tests/unit/base/test_io \
	tests/unit/base/test_msg \
	tests/unit/base/test_sheet \
	tests/unit/base/test_sort \
	tests/unit/base/test_str \
	tests/unit/base/test_text \
	tests/unit/base/test_timetable \
	tests/unit/base/test_utf
check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)
EXTRA_DIST += tests/data tests/unit/data.h tests/unit/raw.h tests/unit/test.h

UNIT_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) -I$(top_srcdir) -DTEST_SRCDIR='"$(abs_top_srcdir)"'
BASE_TEST_LIBS = libbase.a $(CMOCKA_LIBS) $(BASE_LIBS)

tests_unit_base_test_date_SOURCES = tests/unit/base/test_date.c
tests_unit_base_test_date_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_date_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_test_id_SOURCES = tests/unit/base/test_id.c
tests_unit_base_test_id_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_id_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_test_io_SOURCES = tests/unit/base/test_io.c
tests_unit_base_test_io_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_io_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_test_msg_SOURCES = tests/unit/base/test_msg.c
tests_unit_base_test_msg_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_msg_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_test_sheet_SOURCES = tests/unit/base/test_sheet.c
tests_unit_base_test_sheet_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_sheet_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_test_sort_SOURCES = tests/unit/base/test_sort.c
tests_unit_base_test_sort_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_sort_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_test_str_SOURCES = tests/unit/base/test_str.c
tests_unit_base_test_str_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_str_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_test_text_SOURCES = tests/unit/base/test_text.c
tests_unit_base_test_text_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_text_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_test_timetable_SOURCES = tests/unit/base/test_timetable.c
tests_unit_base_test_timetable_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_timetable_LDADD = $(BASE_TEST_LIBS)
tests_unit_base_test_utf_SOURCES = tests/unit/base/test_utf.c
tests_unit_base_test_utf_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_utf_LDADD = $(BASE_TEST_LIBS)
