# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libfigures.a
libfigures_a_SOURCES = \
	src/figures/assign.h \
	src/figures/segregation.c \
	src/figures/segregation.h
