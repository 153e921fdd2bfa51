# SPDX-License-Identifier: EUPL-1.2
# Each is tests/unit/match/NAME.c.
MATCH_LIBS = libmatch.a libfigures.a libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a $(CMOCKA_LIBS) \
	$(GLPK_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
MATCH_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) -I$(top_srcdir)
MATCH_TESTS = \
	tests/unit/match/test_capped \
	tests/unit/match/test_courses \
	tests/unit/match/test_dossier \
	tests/unit/match/test_fair \
	tests/unit/match/test_homes \
	tests/unit/match/test_jobs \
	tests/unit/match/test_mentors \
	tests/unit/match/test_round \
	tests/unit/match/test_mix \
	tests/unit/match/test_rule \
	tests/unit/match/test_score \
	tests/unit/match/test_together
check_PROGRAMS += $(MATCH_TESTS)
TESTS += $(MATCH_TESTS)

tests_unit_match_test_homes_SOURCES = tests/unit/match/test_homes.c
tests_unit_match_test_homes_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_homes_LDADD = $(MATCH_LIBS)

tests_unit_match_test_jobs_SOURCES = tests/unit/match/test_jobs.c
tests_unit_match_test_jobs_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_jobs_LDADD = $(MATCH_LIBS)

tests_unit_match_test_rule_SOURCES = tests/unit/match/test_rule.c
tests_unit_match_test_rule_CPPFLAGS = $(MATCH_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_match_test_rule_LDADD = $(MATCH_LIBS)

tests_unit_match_test_score_SOURCES = tests/unit/match/test_score.c
tests_unit_match_test_score_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_score_LDADD = $(MATCH_LIBS)

tests_unit_match_test_courses_SOURCES = tests/unit/match/test_courses.c tests/unit/match/pairs.h
tests_unit_match_test_courses_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_courses_LDADD = $(MATCH_LIBS)

tests_unit_match_test_mentors_SOURCES = tests/unit/match/test_mentors.c tests/unit/match/pairs.h
tests_unit_match_test_mentors_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_mentors_LDADD = $(MATCH_LIBS)

tests_unit_match_test_fair_SOURCES = tests/unit/match/test_fair.c
tests_unit_match_test_fair_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_fair_LDADD = $(MATCH_LIBS)

tests_unit_match_test_capped_SOURCES = tests/unit/match/test_capped.c
tests_unit_match_test_capped_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_capped_LDADD = $(MATCH_LIBS)

tests_unit_match_test_round_SOURCES = tests/unit/match/test_round.c
tests_unit_match_test_round_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_round_LDADD = $(MATCH_LIBS)

tests_unit_match_test_mix_SOURCES = tests/unit/match/test_mix.c
tests_unit_match_test_mix_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_mix_LDADD = $(MATCH_LIBS)

tests_unit_match_test_dossier_SOURCES = tests/unit/match/test_dossier.c
tests_unit_match_test_dossier_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_dossier_LDADD = $(MATCH_LIBS)

tests_unit_match_test_together_SOURCES = tests/unit/match/test_together.c
tests_unit_match_test_together_CPPFLAGS = $(MATCH_CPPFLAGS)
tests_unit_match_test_together_LDADD = $(MATCH_LIBS)
