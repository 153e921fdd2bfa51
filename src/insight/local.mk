# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libinsight.a
libinsight_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
libinsight_a_SOURCES = \
	src/insight/facts.h \
	src/insight/indicator.c \
	src/insight/indicator.h \
	src/insight/known.h \
	src/insight/period.c \
	src/insight/period.h
