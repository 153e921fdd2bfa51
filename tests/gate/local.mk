# SPDX-License-Identifier: EUPL-1.2
# How well the gate judges; see doc/gate.md.
gate_tests = tests/gate/test_register
check_PROGRAMS += $(gate_tests) tests/gate/evaluate tests/gate/slips
TESTS += $(gate_tests) tests/gate/figures.sh
EXTRA_DIST += tests/gate/figures.sh
tests_gate_test_register_SOURCES = tests/gate/test_register.c
tests_gate_test_register_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_gate_test_register_LDADD = $(DOOR_LIBS)
tests_gate_evaluate_SOURCES = tests/gate/evaluate.c
tests_gate_evaluate_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
tests_gate_evaluate_LDADD = libregister.a libstore.a libcheap.a libvault.a libbase.a $(SQLITE_LIBS) $(BASE_LIBS)
tests_gate_slips_SOURCES = tests/gate/slips.c
tests_gate_slips_CPPFLAGS = $(tests_gate_evaluate_CPPFLAGS)
tests_gate_slips_LDADD = $(tests_gate_evaluate_LDADD)

# The figures of doc/gate.md.
gate-figures: tests/gate/evaluate$(EXEEXT)
	srcdir=$(top_srcdir) EVALUATE=$(abs_builddir)/tests/gate/evaluate sh $(top_srcdir)/tests/gate/figures.sh --update
.PHONY: gate-figures
