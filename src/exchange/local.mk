# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libexchange.a
libexchange_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS)
libexchange_a_SOURCES = \
	src/exchange/csv.c src/exchange/csv.h \
	src/exchange/encoding.c src/exchange/encoding.h \
	src/exchange/export.h \
	src/exchange/import.h \
	src/exchange/mapping.h
