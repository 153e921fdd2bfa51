# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libcases.a
libcases_a_SOURCES = \
	src/cases/cases.h \
	src/cases/plan.h \
	src/cases/today.h
