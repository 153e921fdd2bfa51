# SPDX-License-Identifier: EUPL-1.2
# How well the gate judges.
check_PROGRAMS += tests/gate/evaluate
tests_gate_evaluate_SOURCES = tests/gate/evaluate.c
tests_gate_evaluate_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
tests_gate_evaluate_LDADD = libregister.a libstore.a libcheap.a libvault.a libbase.a $(SQLITE_LIBS) $(BASE_LIBS)

gate_tests = tests/gate/test_register
check_PROGRAMS += $(gate_tests)
TESTS += $(gate_tests)
tests_gate_test_register_SOURCES = tests/gate/test_register.c
tests_gate_test_register_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_gate_test_register_LDADD = $(DOOR_LIBS)
