# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libmatch.a
libmatch_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
libmatch_a_SOURCES = \
	src/match/audit.c \
	src/match/audit.h \
	src/match/audit_deal.c \
	src/match/audit_groups.c \
	src/match/audit_paper.c \
	src/match/caps.c \
	src/match/caps.h \
	src/match/criteria.c \
	src/match/criteria.h \
	src/match/courses.c \
	src/match/courses.h \
	src/match/courses_list.c \
	src/match/courses_own.h \
	src/match/courses_read.c \
	src/match/courses_words.c \
	src/match/general.c \
	src/match/jobs.c \
	src/match/jobs.h \
	src/match/jobs_list.c \
	src/match/jobs_own.h \
	src/match/jobs_read.c \
	src/match/jobs_seekers.c \
	src/match/jobs_skills.c \
	src/match/jobs_vacancies.c \
	src/match/jobs_words.c \
	src/match/homes.c \
	src/match/homes.h \
	src/match/homes_list.c \
	src/match/homes_own.h \
	src/match/homes_read.c \
	src/match/homes_words.c \
	src/match/match.c \
	src/match/mix.c \
	src/match/mix.h \
	src/match/match.h \
	src/match/mentors.c \
	src/match/mentors_own.h \
	src/match/mentors_read.c \
	src/match/mentors_words.c \
	src/match/pairs.c \
	src/match/pairs_own.h \
	src/match/rule.c \
	src/match/dossier.c \
	src/match/dossier.h \
	src/match/dossier_paper.c \
	src/match/dossier_words.c \
	src/match/propose.c \
	src/match/propose.h \
	src/match/round.c \
	src/match/round_even.c \
	src/match/round.h \
	src/match/round_list.c \
	src/match/round_own.h \
	src/match/round_save.c \
	src/match/rule.h \
	src/match/notice.c \
	src/match/rule_check.c \
	src/match/rule_judge.c \
	src/match/rule_kind.c \
	src/match/score.c \
	src/match/tables.h
nodist_libmatch_a_SOURCES = src/match/matching_made.c

src/match/matching_made.c: src/register/compile$(EXEEXT) FORCE
	@$(MKDIR_P) src/match
	@src/register/compile matching $(top_srcdir)/schema $@
BUILT_SOURCES += src/match/matching_made.c
CLEANFILES += src/match/matching_made.c
