# SPDX-License-Identifier: EUPL-1.2
CASES_TESTS = \
	tests/unit/cases/test_card \
	tests/unit/cases/test_caps \
	tests/unit/cases/test_directory \
	tests/unit/cases/test_chain \
	tests/unit/cases/test_clock \
	tests/unit/cases/test_clockwork \
	tests/unit/cases/test_due \
	tests/unit/cases/test_arrangements \
	tests/unit/cases/test_complaints \
	tests/unit/cases/test_courses \
	tests/unit/cases/test_decisions \
	tests/unit/cases/test_erase \
	tests/unit/cases/test_meetings \
	tests/unit/cases/test_homes \
	tests/unit/cases/test_school \
	tests/unit/cases/test_traits \
	tests/unit/cases/test_household \
	tests/unit/cases/test_housing \
	tests/unit/cases/test_moves \
	tests/unit/cases/test_near \
	tests/unit/cases/test_overfull \
	tests/unit/cases/test_pathway \
	tests/unit/cases/test_people \
	tests/unit/cases/test_plan \
	tests/unit/cases/test_plan_life \
	tests/unit/cases/test_profiles \
	tests/unit/cases/test_dossier \
	tests/unit/cases/test_recognition \
	tests/unit/cases/test_retention \
	tests/unit/cases/test_sealed \
	tests/unit/cases/test_subject \
	tests/unit/cases/test_today \
	tests/unit/cases/test_fit \
	tests/unit/cases/test_waiting \
	tests/unit/cases/test_work \
	tests/unit/cases/test_worklist
check_PROGRAMS += $(CASES_TESTS)
TESTS += $(CASES_TESTS)
EXTRA_DIST += tests/unit/cases/town.h
CASES_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) -I$(top_srcdir)
CASES_LIBS = libcases.a libregister.a libstore.a libcheap.a libvault.a libbase.a $(CMOCKA_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)

tests_unit_cases_test_chain_SOURCES = tests/unit/cases/test_chain.c
tests_unit_cases_test_chain_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_chain_LDADD = $(CASES_LIBS)
tests_unit_cases_test_clock_SOURCES = tests/unit/cases/test_clock.c
tests_unit_cases_test_clock_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_clock_LDADD = $(CASES_LIBS)
tests_unit_cases_test_clockwork_SOURCES = tests/unit/cases/test_clockwork.c
tests_unit_cases_test_clockwork_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_clockwork_LDADD = $(CASES_LIBS)
tests_unit_cases_test_due_SOURCES = tests/unit/cases/test_due.c
tests_unit_cases_test_due_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_due_LDADD = $(CASES_LIBS)
tests_unit_cases_test_arrangements_SOURCES = tests/unit/cases/test_arrangements.c
tests_unit_cases_test_arrangements_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_arrangements_LDADD = $(CASES_LIBS)
tests_unit_cases_test_courses_SOURCES = tests/unit/cases/test_courses.c
tests_unit_cases_test_courses_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_courses_LDADD = $(CASES_LIBS)
tests_unit_cases_test_decisions_SOURCES = tests/unit/cases/test_decisions.c
tests_unit_cases_test_decisions_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_decisions_LDADD = $(CASES_LIBS)
tests_unit_cases_test_complaints_SOURCES = tests/unit/cases/test_complaints.c
tests_unit_cases_test_complaints_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_complaints_LDADD = $(CASES_LIBS)
tests_unit_cases_test_erase_SOURCES = tests/unit/cases/test_erase.c
tests_unit_cases_test_erase_CPPFLAGS = $(CASES_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_cases_test_erase_LDADD = $(CASES_LIBS)
tests_unit_cases_test_meetings_SOURCES = tests/unit/cases/test_meetings.c
tests_unit_cases_test_meetings_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_meetings_LDADD = $(CASES_LIBS)
tests_unit_cases_test_school_SOURCES = tests/unit/cases/test_school.c
tests_unit_cases_test_school_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_school_LDADD = $(CASES_LIBS)
tests_unit_cases_test_traits_SOURCES = tests/unit/cases/test_traits.c
tests_unit_cases_test_traits_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_traits_LDADD = $(CASES_LIBS)
tests_unit_cases_test_household_SOURCES = tests/unit/cases/test_household.c
tests_unit_cases_test_household_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_household_LDADD = $(CASES_LIBS)
tests_unit_cases_test_moves_SOURCES = tests/unit/cases/test_moves.c
tests_unit_cases_test_moves_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_moves_LDADD = $(CASES_LIBS)
tests_unit_cases_test_near_SOURCES = tests/unit/cases/test_near.c
tests_unit_cases_test_near_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_near_LDADD = $(CASES_LIBS)
tests_unit_cases_test_overfull_SOURCES = tests/unit/cases/test_overfull.c
tests_unit_cases_test_overfull_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_overfull_LDADD = $(CASES_LIBS)
tests_unit_cases_test_pathway_SOURCES = tests/unit/cases/test_pathway.c
tests_unit_cases_test_pathway_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_pathway_LDADD = $(CASES_LIBS)
tests_unit_cases_test_profiles_SOURCES = tests/unit/cases/test_profiles.c
tests_unit_cases_test_profiles_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_profiles_LDADD = $(CASES_LIBS)
tests_unit_cases_test_dossier_SOURCES = tests/unit/cases/test_dossier.c
tests_unit_cases_test_dossier_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_dossier_LDADD = $(CASES_LIBS)
tests_unit_cases_test_recognition_SOURCES = tests/unit/cases/test_recognition.c
tests_unit_cases_test_recognition_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_recognition_LDADD = $(CASES_LIBS)
tests_unit_cases_test_people_SOURCES = tests/unit/cases/test_people.c
tests_unit_cases_test_people_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_people_LDADD = $(CASES_LIBS)
tests_unit_cases_test_plan_SOURCES = tests/unit/cases/test_plan.c
tests_unit_cases_test_plan_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_plan_LDADD = $(CASES_LIBS)
tests_unit_cases_test_plan_life_SOURCES = tests/unit/cases/test_plan_life.c
tests_unit_cases_test_plan_life_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_plan_life_LDADD = $(CASES_LIBS)
tests_unit_cases_test_today_SOURCES = tests/unit/cases/test_today.c
tests_unit_cases_test_today_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_today_LDADD = $(CASES_LIBS)
tests_unit_cases_test_work_SOURCES = tests/unit/cases/test_work.c
tests_unit_cases_test_work_CPPFLAGS = $(CASES_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_cases_test_work_LDADD = $(CASES_LIBS)
tests_unit_cases_test_worklist_SOURCES = tests/unit/cases/test_worklist.c
tests_unit_cases_test_worklist_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_worklist_LDADD = $(CASES_LIBS)
tests_unit_cases_test_sealed_SOURCES = tests/unit/cases/test_sealed.c
tests_unit_cases_test_sealed_CPPFLAGS = $(CASES_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_cases_test_sealed_LDADD = $(CASES_LIBS)
tests_unit_cases_test_retention_SOURCES = tests/unit/cases/test_retention.c
tests_unit_cases_test_retention_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_retention_LDADD = $(CASES_LIBS)
tests_unit_cases_test_subject_SOURCES = tests/unit/cases/test_subject.c
tests_unit_cases_test_subject_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_subject_LDADD = $(CASES_LIBS)
tests_unit_cases_test_directory_SOURCES = tests/unit/cases/test_directory.c
tests_unit_cases_test_directory_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_directory_LDADD = $(CASES_LIBS)
tests_unit_cases_test_card_SOURCES = tests/unit/cases/test_card.c
tests_unit_cases_test_card_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_card_LDADD = $(CASES_LIBS)
tests_unit_cases_test_caps_SOURCES = tests/unit/cases/test_caps.c
tests_unit_cases_test_caps_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_caps_LDADD = $(CASES_LIBS)
tests_unit_cases_test_waiting_SOURCES = tests/unit/cases/test_waiting.c
tests_unit_cases_test_waiting_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_waiting_LDADD = $(CASES_LIBS)
tests_unit_cases_test_homes_SOURCES = tests/unit/cases/test_homes.c
tests_unit_cases_test_homes_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_homes_LDADD = $(CASES_LIBS)
tests_unit_cases_test_housing_SOURCES = tests/unit/cases/test_housing.c
tests_unit_cases_test_housing_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_housing_LDADD = $(CASES_LIBS)
tests_unit_cases_test_fit_SOURCES = tests/unit/cases/test_fit.c
tests_unit_cases_test_fit_CPPFLAGS = $(CASES_CPPFLAGS)
tests_unit_cases_test_fit_LDADD = $(CASES_LIBS)
