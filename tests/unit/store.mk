# SPDX-License-Identifier: EUPL-1.2
store_tests = \
	tests/unit/store/test_journal \
	tests/unit/store/test_store
check_PROGRAMS += $(store_tests)
TESTS += $(store_tests)
STORE_TEST_LIBS = libstore.a libvault.a libbase.a $(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)

tests_unit_store_test_journal_SOURCES = tests/unit/store/test_journal.c tests/unit/store/scratch.h
tests_unit_store_test_journal_LDADD = $(STORE_TEST_LIBS)
tests_unit_store_test_store_SOURCES = tests/unit/store/test_store.c tests/unit/store/scratch.h
tests_unit_store_test_store_LDADD = $(STORE_TEST_LIBS)
