# SPDX-License-Identifier: EUPL-1.2
# How well the gate judges.
check_PROGRAMS += tests/gate/evaluate
tests_gate_evaluate_SOURCES = tests/gate/evaluate.c
tests_gate_evaluate_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
tests_gate_evaluate_LDADD = libregister.a libstore.a libcheap.a libvault.a libbase.a $(SQLITE_LIBS) $(BASE_LIBS)
