# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libinsight.a
libinsight_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
libinsight_a_SOURCES = \
	src/insight/period.c \
	src/insight/period.h
