# SPDX-License-Identifier: EUPL-1.2
# Each is tests/unit/insight/NAME.c.
INSIGHT_LIBS = libinsight.a libfigures.a libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a $(CMOCKA_LIBS) \
	$(GLPK_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
INSIGHT_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(CMOCKA_CFLAGS) -I$(top_srcdir)
INSIGHT_TESTS = \
	tests/unit/insight/test_breakdowns \
	tests/unit/insight/test_people \
	tests/unit/insight/test_times \
	tests/unit/insight/test_known \
	tests/unit/insight/test_told_together \
	tests/unit/insight/test_period
check_PROGRAMS += $(INSIGHT_TESTS)
TESTS += $(INSIGHT_TESTS)

tests_unit_insight_test_period_SOURCES = tests/unit/insight/test_period.c
tests_unit_insight_test_period_CPPFLAGS = $(INSIGHT_CPPFLAGS)
tests_unit_insight_test_period_LDADD = $(INSIGHT_LIBS)

tests_unit_insight_test_people_SOURCES = tests/unit/insight/test_people.c tests/unit/insight/town_counts.h
tests_unit_insight_test_people_CPPFLAGS = $(INSIGHT_CPPFLAGS)
tests_unit_insight_test_people_LDADD = $(INSIGHT_LIBS)

tests_unit_insight_test_times_SOURCES = tests/unit/insight/test_times.c tests/unit/insight/town_counts.h
tests_unit_insight_test_times_CPPFLAGS = $(INSIGHT_CPPFLAGS)
tests_unit_insight_test_times_LDADD = $(INSIGHT_LIBS)
tests_unit_insight_test_known_SOURCES = tests/unit/insight/test_known.c tests/unit/insight/releases.h tests/unit/store/scratch.h
tests_unit_insight_test_known_CPPFLAGS = $(INSIGHT_CPPFLAGS)
tests_unit_insight_test_known_LDADD = $(INSIGHT_LIBS)
tests_unit_insight_test_told_together_SOURCES = tests/unit/insight/test_told_together.c tests/unit/insight/releases.h \
	tests/unit/store/scratch.h
tests_unit_insight_test_told_together_CPPFLAGS = $(INSIGHT_CPPFLAGS)
tests_unit_insight_test_told_together_LDADD = $(INSIGHT_LIBS)

tests_unit_insight_test_breakdowns_SOURCES = tests/unit/insight/test_breakdowns.c tests/unit/insight/town_counts.h
tests_unit_insight_test_breakdowns_CPPFLAGS = $(INSIGHT_CPPFLAGS)
tests_unit_insight_test_breakdowns_LDADD = $(INSIGHT_LIBS)
