# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libmatch.a
libmatch_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
libmatch_a_SOURCES = \
	src/match/caps.c \
	src/match/caps.h \
	src/match/match.c \
	src/match/match.h \
	src/match/rule.h \
	src/match/score.c
