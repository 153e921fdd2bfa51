# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libscreens.a
libscreens_a_CPPFLAGS = $(AM_CPPFLAGS) $(CURSES_CFLAGS) $(BIDI_CFLAGS)
libscreens_a_SOURCES = \
	src/screens/action.h \
	src/screens/bidi.c \
	src/screens/bidi.h \
	src/screens/editor.c \
	src/screens/editor.h \
	src/screens/editor_own.h \
	src/screens/editor_view.c \
	src/screens/places.h \
	src/screens/screen.h \
	src/screens/screens.h \
	src/screens/term.h \
	src/screens/vlist.h
