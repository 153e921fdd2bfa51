# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libexchange.a
libexchange_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
libexchange_a_SOURCES = \
	src/exchange/check.c src/exchange/check.h \
	src/exchange/totals.c src/exchange/totals.h \
	src/exchange/counts.c src/exchange/counts.h \
	src/exchange/counts_join.c \
	src/exchange/csv.c src/exchange/csv.h \
	src/exchange/demo.c \
	src/exchange/demo.h \
	src/exchange/demo_meetings.c \
	src/exchange/demo_profiles.c \
	src/exchange/demo_directory.c \
	src/exchange/demo_cards.c \
	src/exchange/demo_rights.c \
	src/exchange/demo_papers.c \
	src/exchange/demo_waiting.c \
	src/exchange/demo_work.c \
	src/exchange/demo_money.c \
	src/exchange/demo_worklist.c \
	src/exchange/demo_plan.c \
	src/exchange/demo_clocks.c \
	src/exchange/demo_courses.c \
	src/exchange/demo_decisions.c \
	src/exchange/demo_household.c \
	src/exchange/demo_housing.c \
	src/exchange/demo_school.c \
	src/exchange/demo_skills.c \
	src/exchange/demochapter.c \
	src/exchange/demodraw.c \
	src/exchange/demolife.c \
	src/exchange/demolife.h \
	src/exchange/demonames.c \
	src/exchange/demonames.h \
	src/exchange/demotell.c \
	src/exchange/demotell.h \
	src/exchange/demotown.c \
	src/exchange/encoding.c src/exchange/encoding.h \
	src/exchange/export.c src/exchange/export.h \
	src/exchange/ics.c src/exchange/ics.h \
	src/exchange/import.c src/exchange/import.h \
	src/exchange/jobfields.c \
	src/exchange/jobposting.c src/exchange/jobposting.h \
	src/exchange/known.c src/exchange/known.h \
	src/exchange/ledger.c src/exchange/ledger.h \
	src/exchange/made.c src/exchange/made.h \
	src/exchange/mapping.c src/exchange/mapping.h \
	src/exchange/rejects.c src/exchange/rejects.h \
	src/exchange/paperfile.c \
	src/exchange/paperfile.h \
	src/exchange/skills_paper.c \
	src/exchange/skills_paper.h \
	src/exchange/subject_out.c src/exchange/subject_out.h \
	src/exchange/subject_paper.c \
	src/exchange/sift.c src/exchange/sift.h \
	src/exchange/stage.c src/exchange/stage.h
