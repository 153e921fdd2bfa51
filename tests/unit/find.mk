# SPDX-License-Identifier: EUPL-1.2
find_tests = \
	tests/unit/find/test_demo \
	tests/unit/find/test_duplicates \
	tests/unit/find/test_find \
	tests/unit/find/test_name \
	tests/unit/find/test_occupations \
	tests/unit/find/test_quality
check_PROGRAMS += $(find_tests)
TESTS += $(find_tests)
FIND_TEST_LIBS = libregister.a libstore.a libcheap.a libvault.a libbase.a $(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)

tests_unit_find_test_demo_SOURCES = tests/unit/find/test_demo.c tests/unit/find/people.h
tests_unit_find_test_demo_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_find_test_demo_LDADD = libexchange.a libmatch.a libfigures.a libcases.a $(FIND_TEST_LIBS) $(GLPK_LIBS)
tests_unit_find_test_duplicates_SOURCES = tests/unit/find/test_duplicates.c tests/unit/find/people.h
tests_unit_find_test_duplicates_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_find_test_duplicates_LDADD = libcases.a $(FIND_TEST_LIBS)
tests_unit_find_test_find_SOURCES = tests/unit/find/test_find.c tests/unit/find/people.h
tests_unit_find_test_find_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_find_test_find_LDADD = $(FIND_TEST_LIBS)
tests_unit_find_test_name_SOURCES = tests/unit/find/test_name.c
tests_unit_find_test_name_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_find_test_name_LDADD = libbase.a $(CMOCKA_LIBS) $(BASE_LIBS)
tests_unit_find_test_occupations_SOURCES = tests/unit/find/test_occupations.c tests/unit/find/occupations.h
tests_unit_find_test_occupations_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_find_test_occupations_LDADD = $(FIND_TEST_LIBS)
# Compiles a file of titles of its own: half a minute.
check_PROGRAMS += tests/unit/find/unseen.long
LONG_TESTS += tests/unit/find/unseen.long
tests_unit_find_unseen_long_SOURCES = tests/unit/find/test_unseen.c tests/unit/find/occupations.h
tests_unit_find_unseen_long_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_find_unseen_long_LDADD = $(FIND_TEST_LIBS)
tests_unit_find_test_quality_SOURCES = tests/unit/find/test_quality.c tests/unit/find/people.h
tests_unit_find_test_quality_LDADD = $(FIND_TEST_LIBS)
tests_unit_find_test_quality_CPPFLAGS = $(UNIT_CPPFLAGS)

# How well people are found is part of the bench: recall and precision beside exact match.
bench-find: tests/unit/find/test_quality tests.passphrase
	$(AM_TESTS_ENVIRONMENT) tests/unit/find/test_quality | grep -v '^\['
bench: bench-find
.PHONY: bench-find
