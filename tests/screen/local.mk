# SPDX-License-Identifier: EUPL-1.2
# The real program on a pseudo-terminal, seen through a virtual screen.
check_LIBRARIES += libharness.a
libharness_a_SOURCES = \
	tests/screen/desk.c \
	tests/screen/desk.h \
	tests/screen/harness.c \
	tests/screen/harness.h \
	tests/screen/town.c \
	tests/screen/town.h
libharness_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/screen $(VTERM_CFLAGS) $(CMOCKA_CFLAGS)

SCREENS_DRIVEN = \
	tests/screen/test_agenda \
	tests/screen/test_directory \
	tests/screen/test_course \
	tests/screen/test_housing \
	tests/screen/test_school \
	tests/screen/test_decisions \
	tests/screen/test_exceptions \
	tests/screen/test_every_screen \
	tests/screen/test_find \
	tests/screen/test_frame \
	tests/screen/test_group \
	tests/screen/test_card \
	tests/screen/test_letters \
	tests/screen/test_lists \
	tests/screen/test_locked \
	tests/screen/test_backup \
	tests/screen/test_login \
	tests/screen/test_mixed \
	tests/screen/test_occupations \
	tests/screen/test_plan \
	tests/screen/test_clock \
	tests/screen/test_profile \
	tests/screen/test_reports \
	tests/screen/test_retention \
	tests/screen/test_rights \
	tests/screen/test_round \
	tests/screen/test_sealed \
	tests/screen/test_skills \
	tests/screen/test_switching \
	tests/screen/test_terminal \
	tests/screen/test_today \
	tests/screen/test_trail \
	tests/screen/test_two_years \
	tests/screen/test_users \
	tests/screen/test_criteria \
	tests/screen/test_fair \
	tests/screen/test_waiting \
	tests/screen/test_year \
	tests/screen/test_work \
	tests/screen/test_worklist
check_PROGRAMS += $(SCREENS_DRIVEN)
TESTS += $(SCREENS_DRIVEN)
screen_driven_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir) -I$(top_srcdir)/tests/screen $(CMOCKA_CFLAGS)
screen_driven_ldadd = libharness.a libbase.a $(VTERM_LIBS) $(CMOCKA_LIBS) $(BASE_LIBS)
tests_screen_test_criteria_SOURCES = tests/screen/test_criteria.c
tests_screen_test_criteria_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_criteria_LDADD = $(screen_driven_ldadd)
tests_screen_test_terminal_SOURCES = tests/screen/test_terminal.c
tests_screen_test_terminal_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_terminal_LDADD = $(screen_driven_ldadd)
# All that keys lead to takes minutes: the quick one opens what Today and the menu lead to.
check_PROGRAMS += tests/screen/every_screen.long
LONG_TESTS += tests/screen/every_screen.long
tests_screen_every_screen_long_SOURCES = $(tests_screen_test_every_screen_SOURCES)
tests_screen_every_screen_long_CPPFLAGS = $(screen_driven_cppflags) -DCRAWL_LONG
tests_screen_every_screen_long_LDADD = $(tests_screen_test_every_screen_LDADD)
screens_walked_sources = \
	tests/screen/crawl.c \
	tests/screen/crawl.h \
	tests/screen/looks.c \
	tests/screen/looks.h \
	tests/screen/scenes.c \
	tests/screen/scenes.h
tests_screen_test_every_screen_SOURCES = tests/screen/test_every_screen.c $(screens_walked_sources)
tests_screen_test_every_screen_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_every_screen_LDADD = libharness.a $(screen_test_ldadd) $(VTERM_LIBS)
tests_screen_test_mixed_SOURCES = tests/screen/test_mixed.c
tests_screen_test_mixed_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_mixed_LDADD = $(screen_driven_ldadd)
tests_screen_test_fair_SOURCES = tests/screen/test_fair.c
tests_screen_test_fair_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_fair_LDADD = $(screen_driven_ldadd)
tests_screen_test_waiting_SOURCES = tests/screen/test_waiting.c
tests_screen_test_waiting_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_waiting_LDADD = $(screen_driven_ldadd)
tests_screen_test_reports_SOURCES = tests/screen/test_reports.c
tests_screen_test_reports_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_reports_LDADD = $(screen_driven_ldadd)
tests_screen_test_agenda_SOURCES = tests/screen/test_agenda.c
tests_screen_test_agenda_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_agenda_LDADD = $(screen_driven_ldadd)
tests_screen_test_skills_SOURCES = tests/screen/test_skills.c
tests_screen_test_skills_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_skills_LDADD = $(screen_driven_ldadd)
tests_screen_test_decisions_SOURCES = tests/screen/test_decisions.c
tests_screen_test_decisions_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_decisions_LDADD = $(screen_driven_ldadd)
tests_screen_test_backup_SOURCES = tests/screen/test_backup.c
tests_screen_test_backup_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_backup_LDADD = $(screen_driven_ldadd)
tests_screen_test_plan_SOURCES = tests/screen/test_plan.c
tests_screen_test_plan_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_plan_LDADD = $(screen_driven_ldadd)
tests_screen_test_clock_SOURCES = tests/screen/test_clock.c
tests_screen_test_clock_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_clock_LDADD = $(screen_driven_ldadd)
tests_screen_test_exceptions_SOURCES = tests/screen/test_exceptions.c
tests_screen_test_exceptions_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_exceptions_LDADD = $(screen_driven_ldadd)
tests_screen_test_profile_SOURCES = tests/screen/test_profile.c
tests_screen_test_profile_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_profile_LDADD = $(screen_driven_ldadd)
tests_screen_test_retention_SOURCES = tests/screen/test_retention.c
tests_screen_test_retention_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_retention_LDADD = $(screen_driven_ldadd)
tests_screen_test_sealed_SOURCES = tests/screen/test_sealed.c
tests_screen_test_sealed_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_sealed_LDADD = $(screen_driven_ldadd)
tests_screen_test_round_SOURCES = tests/screen/test_round.c
tests_screen_test_round_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_round_LDADD = $(screen_driven_ldadd)
tests_screen_test_rights_SOURCES = tests/screen/test_rights.c
tests_screen_test_rights_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_rights_LDADD = $(screen_driven_ldadd)
tests_screen_test_work_SOURCES = tests/screen/test_work.c
tests_screen_test_work_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_work_LDADD = $(screen_driven_ldadd)
tests_screen_test_occupations_SOURCES = tests/screen/test_occupations.c
tests_screen_test_occupations_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_occupations_LDADD = $(screen_driven_ldadd)
tests_screen_test_worklist_SOURCES = tests/screen/test_worklist.c
tests_screen_test_worklist_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_worklist_LDADD = $(screen_driven_ldadd)
tests_screen_test_today_SOURCES = tests/screen/test_today.c
tests_screen_test_today_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_today_LDADD = $(screen_driven_ldadd)
tests_screen_test_trail_SOURCES = tests/screen/test_trail.c
tests_screen_test_trail_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_trail_LDADD = $(screen_driven_ldadd)
tests_screen_test_find_SOURCES = tests/screen/test_find.c
tests_screen_test_find_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_find_LDADD = $(screen_driven_ldadd)
tests_screen_test_frame_SOURCES = tests/screen/test_frame.c
tests_screen_test_frame_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_frame_LDADD = $(screen_driven_ldadd)
tests_screen_test_group_SOURCES = tests/screen/test_group.c
tests_screen_test_group_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_group_LDADD = $(screen_driven_ldadd)
tests_screen_test_switching_SOURCES = tests/screen/test_switching.c
tests_screen_test_switching_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_switching_LDADD = $(screen_driven_ldadd)
tests_screen_test_lists_SOURCES = tests/screen/test_lists.c
tests_screen_test_lists_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_lists_LDADD = $(screen_driven_ldadd)
tests_screen_test_locked_SOURCES = tests/screen/test_locked.c
tests_screen_test_locked_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_locked_LDADD = $(screen_driven_ldadd)
tests_screen_test_login_SOURCES = tests/screen/test_login.c
tests_screen_test_login_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_login_LDADD = $(screen_driven_ldadd)
tests_screen_test_users_SOURCES = tests/screen/test_users.c
tests_screen_test_users_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_users_LDADD = $(screen_driven_ldadd)
tests_screen_test_course_SOURCES = tests/screen/test_course.c
tests_screen_test_course_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_course_LDADD = $(screen_driven_ldadd)
tests_screen_test_school_SOURCES = tests/screen/test_school.c
tests_screen_test_school_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_school_LDADD = $(screen_driven_ldadd)
tests_screen_test_housing_SOURCES = tests/screen/test_housing.c
tests_screen_test_housing_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_housing_LDADD = $(screen_driven_ldadd)
tests_screen_test_directory_SOURCES = tests/screen/test_directory.c
tests_screen_test_directory_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_directory_LDADD = $(screen_driven_ldadd)
tests_screen_test_year_SOURCES = \
	tests/screen/test_year.c \
	tests/screen/year.c \
	tests/screen/year.h \
	tests/screen/year_family.h \
	tests/screen/year_later.c
tests_screen_test_year_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_year_LDADD = $(screen_driven_ldadd)
tests_screen_test_two_years_SOURCES = \
	tests/screen/test_two_years.c \
	tests/screen/two_years.h \
	tests/screen/two_years_later.c \
	tests/screen/year.c \
	tests/screen/year.h
tests_screen_test_two_years_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_two_years_LDADD = $(screen_driven_ldadd)
tests_screen_test_card_SOURCES = tests/screen/test_card.c
tests_screen_test_card_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_card_LDADD = $(screen_driven_ldadd)
tests_screen_test_letters_SOURCES = tests/screen/test_letters.c
tests_screen_test_letters_CPPFLAGS = $(screen_driven_cppflags)
tests_screen_test_letters_LDADD = $(screen_driven_ldadd)

# Minutes long: every screen in every language.
SCREENS_WALKED = tests/screen/everywhere.long tests/screen/nobodys.long
check_PROGRAMS += $(SCREENS_WALKED)
LONG_TESTS += $(SCREENS_WALKED)
tests_screen_everywhere_long_SOURCES = tests/screen/test_everywhere.c tests/pofile.c tests/pofile.h $(screens_walked_sources)
tests_screen_everywhere_long_CPPFLAGS = $(screen_driven_cppflags) -DCRAWL_LONG -DTEST_SRCDIR=\"$(abs_top_srcdir)\"
tests_screen_everywhere_long_LDADD = $(tests_screen_test_every_screen_LDADD) -lgettextpo
tests_screen_nobodys_long_SOURCES = tests/screen/test_nobodys.c tests/pofile.c tests/pofile.h $(screens_walked_sources)
tests_screen_nobodys_long_CPPFLAGS = $(screen_driven_cppflags) -DCRAWL_LONG
tests_screen_nobodys_long_LDADD = $(tests_screen_test_every_screen_LDADD) -lgettextpo
