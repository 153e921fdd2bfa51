# SPDX-License-Identifier: EUPL-1.2
# Each is tests/unit/figures/NAME.c; it needs the floor itself and the base alone.
FIGURES_LIBS = libfigures.a libbase.a $(GLPK_LIBS) $(BASE_LIBS) $(CMOCKA_LIBS)
FIGURES_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(CMOCKA_CFLAGS)
FIGURES_TESTS = \
	tests/unit/figures/test_assign \
	tests/unit/figures/test_disclose \
	tests/unit/figures/test_disclose_random \
	tests/unit/figures/test_flow \
	tests/unit/figures/test_segregation \
	tests/unit/figures/test_survival
check_PROGRAMS += $(FIGURES_TESTS)
TESTS += $(FIGURES_TESTS)

tests_unit_figures_test_assign_SOURCES = tests/unit/figures/test_assign.c
tests_unit_figures_test_assign_CPPFLAGS = $(FIGURES_CPPFLAGS)
tests_unit_figures_test_assign_LDADD = $(FIGURES_LIBS)
tests_unit_figures_test_flow_SOURCES = tests/unit/figures/test_flow.c
tests_unit_figures_test_flow_CPPFLAGS = $(FIGURES_CPPFLAGS)
tests_unit_figures_test_flow_LDADD = $(FIGURES_LIBS)
tests_unit_figures_test_segregation_SOURCES = tests/unit/figures/test_segregation.c
tests_unit_figures_test_segregation_CPPFLAGS = $(FIGURES_CPPFLAGS)
tests_unit_figures_test_segregation_LDADD = $(FIGURES_LIBS)
tests_unit_figures_test_survival_SOURCES = tests/unit/figures/test_survival.c
tests_unit_figures_test_survival_CPPFLAGS = $(FIGURES_CPPFLAGS)
tests_unit_figures_test_survival_LDADD = $(FIGURES_LIBS)
tests_unit_figures_test_disclose_SOURCES = tests/unit/figures/test_disclose.c
tests_unit_figures_test_disclose_CPPFLAGS = $(FIGURES_CPPFLAGS)
tests_unit_figures_test_disclose_LDADD = $(FIGURES_LIBS)
tests_unit_figures_test_disclose_random_SOURCES = tests/unit/figures/test_disclose_random.c
tests_unit_figures_test_disclose_random_CPPFLAGS = $(FIGURES_CPPFLAGS)
tests_unit_figures_test_disclose_random_LDADD = $(FIGURES_LIBS)
