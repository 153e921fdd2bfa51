# SPDX-License-Identifier: EUPL-1.2
bin_PROGRAMS += foothold
foothold_SOURCES = src/main.c
foothold_CFLAGS = $(AM_CFLAGS)
foothold_LDADD = libcommands.a libscreens.a libpaper.a libexchange.a libinsight.a libmatch.a libfigures.a libcases.a libregister.a libstore.a libvault.a libbase.a \
	$(CURSES_LIBS) $(BIDI_LIBS) $(PAPER_LIBS) $(GLPK_LIBS) $(SQLITE_LIBS) $(BASE_LIBS)
