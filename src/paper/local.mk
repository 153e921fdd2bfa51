# SPDX-License-Identifier: EUPL-1.2
# Alone here cairo and pango are known.
noinst_LIBRARIES += libpaper.a
libpaper_a_CPPFLAGS = $(AM_CPPFLAGS) $(BASE_CFLAGS) $(PAPER_CFLAGS)
libpaper_a_SOURCES = \
	src/paper/cardpage.c \
	src/paper/cardpage.h \
	src/paper/hand.c \
	src/paper/hand.h \
	src/paper/paperlang.c \
	src/paper/paperlang.h \
	src/paper/printer.c \
	src/paper/printer.h
