# SPDX-License-Identifier: EUPL-1.2
exchange_tests = \
	tests/unit/exchange/test_csv \
	tests/unit/exchange/test_encoding \
	tests/unit/exchange/test_ics \
	tests/unit/exchange/test_import \
	tests/unit/exchange/test_mapping \
	tests/unit/exchange/test_totals \
	tests/unit/exchange/test_sight
check_PROGRAMS += $(exchange_tests)
TESTS += $(exchange_tests)

tests_unit_exchange_test_csv_SOURCES = tests/unit/exchange/test_csv.c
tests_unit_exchange_test_csv_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_exchange_test_csv_LDADD = libexchange.a libbase.a $(BASE_LIBS) $(CMOCKA_LIBS)

tests_unit_exchange_test_encoding_SOURCES = tests/unit/exchange/test_encoding.c
tests_unit_exchange_test_encoding_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_exchange_test_encoding_LDADD = libexchange.a libbase.a $(BASE_LIBS) $(CMOCKA_LIBS)

tests_unit_exchange_test_ics_SOURCES = tests/unit/exchange/test_ics.c
tests_unit_exchange_test_ics_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)
tests_unit_exchange_test_ics_LDADD = libexchange.a libbase.a $(BASE_LIBS) $(CMOCKA_LIBS)

tests_unit_exchange_test_import_SOURCES = tests/unit/exchange/test_import.c tests/unit/exchange/imports.h
tests_unit_exchange_test_import_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)
tests_unit_exchange_test_import_LDADD = libexchange.a libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a \
	$(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)

tests_unit_exchange_test_mapping_SOURCES = tests/unit/exchange/test_mapping.c
tests_unit_exchange_test_mapping_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)
tests_unit_exchange_test_mapping_LDADD = libexchange.a libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a \
	$(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)

tests_unit_exchange_test_sight_SOURCES = tests/unit/exchange/test_sight.c tests/unit/register/full.h tests/unit/cases/town.h
tests_unit_exchange_test_sight_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)
tests_unit_exchange_test_sight_LDADD = libexchange.a libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a \
	$(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
tests_unit_exchange_test_totals_SOURCES = tests/unit/exchange/test_totals.c
tests_unit_exchange_test_totals_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)
tests_unit_exchange_test_totals_LDADD = libexchange.a libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a \
	$(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
