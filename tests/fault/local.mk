# SPDX-License-Identifier: EUPL-1.2
# The ground gives way: kills, power failures, full disks, broken media, many programs at once.
fault_tests = \
	tests/fault/test_kill
check_PROGRAMS += $(fault_tests)
TESTS += $(fault_tests)

FAULT_LIBS = libcases.a libregister.a libstore.a libvault.a libbase.a $(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
fault_sources = tests/fault/desk.c tests/fault/desk.h tests/fault/faults.c tests/fault/faults.h

tests_fault_test_kill_SOURCES = tests/fault/test_kill.c $(fault_sources)
tests_fault_test_kill_LDADD = $(FAULT_LIBS)
