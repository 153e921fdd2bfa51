# SPDX-License-Identifier: EUPL-1.2
# Forms and files, driven end to end; the harness stands in local.mk.
FORMS_DRIVEN = tests/screen/test_registering tests/screen/test_filing tests/screen/test_labels
check_PROGRAMS += $(FORMS_DRIVEN)
TESTS += $(FORMS_DRIVEN)
tests_screen_test_registering_SOURCES = tests/screen/test_registering.c
tests_screen_test_registering_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_registering_LDADD = $(screen_driven_ldadd)
tests_screen_test_filing_SOURCES = tests/screen/test_filing.c
tests_screen_test_filing_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_filing_LDADD = $(screen_driven_ldadd)
tests_screen_test_labels_SOURCES = tests/screen/test_labels.c
tests_screen_test_labels_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_labels_LDADD = libharness.a libregister.a libstore.a libcheap.a libvault.a libbase.a \
	$(VTERM_LIBS) $(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
